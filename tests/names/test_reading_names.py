"""Reading: each table row is a text, the order it is said to stand in, and what is read from it."""

from __future__ import annotations

import pytest

from preflight.filing.names import NameOrder, read_name

ORDINARY, CONFORMED, UNKNOWN = NameOrder

ORDINARY_NAMES = [
    # text, given, middle, family, suffix
    ("Ada Quill", "Ada", (), "Quill", None),
    ("Ada M. Quill", "Ada", ("M.",), "Quill", None),
    ("Ada M Quill", "Ada", ("M",), "Quill", None),
    ("Ada Maud Quill", "Ada", ("Maud",), "Quill", None),
    ("ADA M. QUILL", "ADA", ("M.",), "QUILL", None),
    ("A. M. Quill", "A.", ("M.",), "Quill", None),
    ("A.M. Quill", "A.", ("M.",), "Quill", None),
    ("Ada M.Quill", "Ada", ("M.",), "Quill", None),
    ("Otto Brandt, Jr.", "Otto", (), "Brandt", "jr"),
    ("Otto Brandt Jr", "Otto", (), "Brandt", "jr"),
    ("Otto Brandt, Sr.", "Otto", (), "Brandt", "sr"),
    ("Otto Brandt Junior", "Otto", (), "Brandt", "jr"),
    ("Otto Brandt II", "Otto", (), "Brandt", "ii"),
    ("Otto Brandt 2nd", "Otto", (), "Brandt", "ii"),
    ("Otto Brandt 2d", "Otto", (), "Brandt", "ii"),
    ("Otto Brandt III", "Otto", (), "Brandt", "iii"),
    ("Otto Brandt 3d", "Otto", (), "Brandt", "iii"),
    ("Otto Brandt 3rd", "Otto", (), "Brandt", "iii"),
    ("Otto Brandt the 3rd", "Otto", (), "Brandt", "iii"),
    ("Otto Brandt IV", "Otto", (), "Brandt", "iv"),
    ("Otto Brandt V", "Otto", (), "Brandt", "v"),
    ("Otto V. Brandt", "Otto", ("V.",), "Brandt", None),
    ("Otto Brandt 5th", "Otto", (), "Brandt", "v"),
    ("Ian Senior", "Ian", (), "Senior", None),
    ("Junior Brandt", "Junior", (), "Brandt", None),
    ("Jan van der Veld", "Jan", (), "van der Veld", None),
    ("Jan Pieter van der Veld", "Jan", ("Pieter",), "van der Veld", None),
    ("Nilo De La Torre", "Nilo", (), "De La Torre", None),
    ("Karl von Hagen", "Karl", (), "von Hagen", None),
    ("Omar al-Farsi", "Omar", (), "al-Farsi", None),
    ("Omar bin Farsi", "Omar", (), "bin Farsi", None),
    ("Omar Al Farsi", "Omar", (), "Al Farsi", None),
    ("Jill St. Clare", "Jill", (), "St Clare", None),
    ("Rosa Ortiz y Vega", "Rosa", (), "Ortiz y Vega", None),
    ("Rosa Y. Vega", "Rosa", ("Y.",), "Vega", None),
    ("Al Brandt", "Al", (), "Brandt", None),
    ("Van Brandt", "Van", (), "Brandt", None),
    ("Ben Brandt", "Ben", (), "Brandt", None),
    ("Fergus O'Dell", "Fergus", (), "O'Dell", None),
    ("Fergus O\u2019Dell", "Fergus", (), "O'Dell", None),
    ("Fergus McTavish", "Fergus", (), "McTavish", None),
    ("Fergus Mc Tavish", "Fergus", (), "Mc Tavish", None),
    ("Ida Moss-Field", "Ida", (), "Moss-Field", None),
    ("Anne-Lise Moss", "Anne-Lise", (), "Moss", None),
    ("Søren Ågård", "Søren", (), "Ågård", None),
    ("Mr. Otto Brandt", "Otto", (), "Brandt", None),
    ("Mr. Brandt", "", (), "Brandt", None),
    ("Dr. Ada M. Quill, Ph.D.", "Ada", ("M.",), "Quill", None),
    ("The Hon. Ada Quill", "Ada", (), "Quill", None),
    ("Hon. Ada Quill", "Ada", (), "Quill", None),
    ("Hon Wing Quan", "Hon", ("Wing",), "Quan", None),
    ("Judge Quill", "Judge", (), "Quill", None),
    ("Sir Otto Brandt", "Otto", (), "Brandt", None),
    ("Ada Quill, Esq.", "Ada", (), "Quill", None),
    ("Ada Quill CPA, CFA", "Ada", (), "Quill", None),
    ("Ada Quill, M.D.", "Ada", (), "Quill", None),
    ("Ada Quill MD", "Ada", (), "Quill", None),
    ("Ada Quill, D.O.", "Ada", (), "Quill", None),
    ("Minh Do", "Minh", (), "Do", None),
    ("Yuen Ma", "Yuen", (), "Ma", None),
    ("J.D. Moss", "J.", ("D.",), "Moss", None),
    ("Otto Brandt, Jr., Esq.", "Otto", (), "Brandt", "jr"),
    ('William "Chip" Moss', "William", (), "Moss", None),
    ("William (Chip) Moss", "William", (), "Moss", None),
    ("William 'Chip' Moss", "William", (), "Moss", None),
    ("Ada Quill f/k/a Ada Moss", "Ada", (), "Quill", None),
    ("Ada Quill (formerly known as Ada Moss)", "Ada", (), "Quill", None),
    ("Ada Quill née Moss", "Ada", (), "Quill", None),
    ("Ada Moss n/k/a Ada Quill", "Ada", (), "Quill", None),
    ("Ada (née Moss) Quill", "Ada", (), "Quill", None),
    ("Nee Watson", "Nee", (), "Watson", None),
    ("Quill", "", (), "Quill", None),
    ("Quill, Ada M.", "Ada", ("M.",), "Quill", None),
    ("Quill, Jr., Otto", "Otto", (), "Quill", "jr"),
    ("Quill Jr., Otto", "Otto", (), "Quill", "jr"),
    ("Quill, Otto, Jr.", "Otto", (), "Quill", "jr"),
    ("Quill, Otto M., Ph.D.", "Otto", ("M.",), "Quill", None),
    ("van der Veld, Jan", "Jan", (), "van der Veld", None),
    ("Ortiz Vega, Rosa", "Rosa", (), "Ortiz Vega", None),
    ("  Ada \t M.\n Quill  ", "Ada", ("M.",), "Quill", None),
    ("Ada Quill*", "Ada", (), "Quill", None),
]


@pytest.mark.parametrize(("text", "given", "middle", "family", "suffix"), ORDINARY_NAMES)
@pytest.mark.parametrize("order", [ORDINARY, UNKNOWN])
def test_names_as_people_sign_them(text, given, middle, family, suffix, order):
    """A name in the ordinary order, or with a comma, reads the same whether its order is said or not."""
    name = read_name(text, order=order)
    assert (name.given, name.middle, name.family, name.suffix) == (given, middle, family, suffix)


CONFORMED_NAMES = [
    ("QUILL ADA", "ADA", (), "QUILL", None),
    ("QUILL ADA M", "ADA", ("M",), "QUILL", None),
    ("Quill Ada M.", "Ada", ("M.",), "Quill", None),
    ("Quill Ada Maud", "Ada", ("Maud",), "Quill", None),
    ("BRANDT OTTO JR", "OTTO", (), "BRANDT", "jr"),
    ("BRANDT JR OTTO", "OTTO", (), "BRANDT", "jr"),
    ("BRANDT OTTO W III", "OTTO", ("W",), "BRANDT", "iii"),
    ("BRANDT OTTO V", "OTTO", ("V",), "BRANDT", None),
    ("BRANDT L OTTO", "L", ("OTTO",), "BRANDT", None),
    ("VAN DER VELD JAN", "JAN", (), "VAN DER VELD", None),
    ("DE LA TORRE NILO", "NILO", (), "DE LA TORRE", None),
    ("ST CLARE JILL", "JILL", (), "ST CLARE", None),
    ("MC TAVISH FERGUS", "FERGUS", (), "MC TAVISH", None),
    ("O DELL FERGUS", "FERGUS", (), "O DELL", None),
    ("D AMATO RITA", "RITA", (), "D AMATO", None),
    ("AL FARSI OMAR", "OMAR", (), "AL FARSI", None),
    ("MOSS-FIELD IDA", "IDA", (), "MOSS-FIELD", None),
    ("QUILL ADA DR", "ADA", (), "QUILL", None),
    ("QUILL ADA MD", "ADA", (), "QUILL", None),
    ("QUAN MAN HON", "MAN", ("HON",), "QUAN", None),
    ("QUILL", "", (), "QUILL", None),
    ("QUILL, ADA M", "ADA", ("M",), "QUILL", None),
]


@pytest.mark.parametrize(("text", "given", "middle", "family", "suffix"), CONFORMED_NAMES)
def test_names_as_edgar_keeps_them(text, given, middle, family, suffix):
    """EDGAR's conformed order is LAST FIRST MIDDLE SUFFIX."""
    name = read_name(text, order=CONFORMED)
    assert (name.given, name.middle, name.family, name.suffix) == (given, middle, family, suffix)


@pytest.mark.parametrize("text", ["QUILL ADA M", "Quill Ada M.", "QUILL ADA O", "BRANDT OTTO W JR"])
def test_a_last_initial_shows_that_the_family_name_stands_first(text):
    """No family name is a single letter, so the order need not be said."""
    assert read_name(text).family == read_name(text, order=CONFORMED).family


def test_what_is_said_about_the_person_is_kept_apart():
    name = read_name('Dr. William M. "Chip" Moss, Jr., Ph.D., CPA a/k/a Bill Moss')
    assert name.honorifics == ("Dr.",)
    assert name.credentials == ("Ph.D.", "CPA")
    assert name.nickname == "Chip"
    assert [alias.family for alias in name.aliases] == ["Moss"]
    assert name.suffix == "jr"


@pytest.mark.parametrize(
    ("text", "former"),
    [
        ("Ada Quill f/k/a Ada Moss", ["Ada Moss"]),
        ("Ada Quill (f/k/a Ada Moss)", ["Ada Moss"]),
        ("Ada Quill fka Ada Moss", ["Ada Moss"]),
        ("Ada Quill formerly Ada Moss", ["Ada Moss"]),
        ("Ada M. Quill née Moss", ["Ada M. Moss"]),
        ("Ada Moss n/k/a Ada Quill", ["Ada Moss"]),
        ("Ada Quill f/k/a Ada Moss f/k/a Ada Fern", ["Ada Moss", "Ada Fern"]),
        ("Ada Quill", []),
    ],
)
def test_former_names_are_read(text, former):
    assert [name.in_ordinary_order for name in read_name(text).former_names] == former


@pytest.mark.parametrize(
    ("text", "particles"),
    [("Jan van der Veld", ("van", "der")), ("Nilo De La Torre", ("De", "La")), ("Ada Quill", ())],
)
def test_particles_belong_to_the_family_name(text, particles):
    assert read_name(text).particles == particles


@pytest.mark.parametrize(
    ("text", "only"),
    [("T. D. S.", True), ("T.D.S.", True), ("T D S", True), ("T. D. Moss", False), ("", False)],
)
def test_initials_only(text, only):
    assert read_name(text).is_initials_only is only


@pytest.mark.parametrize(
    "text", ["", " ", ".", ",", "()", '""', "*", "/", "\x00", "a" * 256, "x " * 13, "\u0301"]
)
def test_what_is_no_name_has_no_readings(text):
    """Blank, punctuation, and text too long for a name are values without readings, not errors."""
    assert read_name(text).readings == ()
    assert not read_name(text).is_readable
    assert (read_name(text).given, read_name(text).middle, read_name(text).family) == ("", (), "")


@pytest.mark.parametrize(
    ("text", "order", "shown"),
    [
        ("QUILL ADA M", CONFORMED, "ADA M. QUILL"),
        ("Quill, Ada M", UNKNOWN, "Ada M. Quill"),
        ("Otto Brandt 3d", ORDINARY, "Otto Brandt III"),
        ("Otto Brandt jr", ORDINARY, "Otto Brandt Jr."),
        ("?", UNKNOWN, "?"),
    ],
)
def test_a_name_can_be_shown_in_ordinary_order(text, order, shown):
    assert read_name(text, order=order).in_ordinary_order == shown
