"""Comparing: each table row is two names, the order each is said to stand in, and what must come out."""

from __future__ import annotations

import pytest

from preflight.filing.names import Agreement, NameOrder, NameReason, compare, read_name

ORDINARY, CONFORMED, UNKNOWN = NameOrder
R = NameReason

SAME = [
    # written, its order, on record, its order, reasons
    ("Ada M. Quill", UNKNOWN, "Ada M. Quill", ORDINARY, {R.IDENTICAL}),
    ("ADA M QUILL", UNKNOWN, "Ada M. Quill", ORDINARY, {R.CASE_OR_PUNCTUATION}),
    ("ada m. quill", UNKNOWN, "Ada M. Quill", ORDINARY, {R.CASE_OR_PUNCTUATION}),
    ("Ada M.Quill", UNKNOWN, "Ada M. Quill", ORDINARY, {R.CASE_OR_PUNCTUATION}),
    ("Ada  M.  Quill", UNKNOWN, "Ada M. Quill", ORDINARY, {R.CASE_OR_PUNCTUATION}),
    ("Ada Núñez", UNKNOWN, "Ada Nunez", ORDINARY, {R.DIACRITICS}),
    ("Søren Ångbak", UNKNOWN, "Soren Angbak", ORDINARY, {R.DIACRITICS}),
    ("Søren Ångbak", UNKNOWN, "Soeren Aangbak", ORDINARY, {R.DIACRITICS}),
    ("Łukasz Strauß", UNKNOWN, "Lukasz Strauss", ORDINARY, {R.DIACRITICS}),
    ("Đuro Þórsson", UNKNOWN, "Duro Thorsson", ORDINARY, {R.DIACRITICS}),
    ("Jürgen Möwe", UNKNOWN, "Juergen Moewe", ORDINARY, {R.DIACRITICS}),
    ("Jürgen Möwe", UNKNOWN, "Jurgen Mowe", ORDINARY, {R.DIACRITICS}),
    ("Ada M. Quill", UNKNOWN, "QUILL ADA M", CONFORMED, {R.CONFORMED_ORDER}),
    ("Ada Quill", UNKNOWN, "Quill Ada", CONFORMED, {R.CONFORMED_ORDER}),
    ("L. Otto Brandt", UNKNOWN, "BRANDT L OTTO", CONFORMED, {R.CONFORMED_ORDER}),
    ("Otto V. Brandt", UNKNOWN, "BRANDT OTTO V", CONFORMED, {R.CONFORMED_ORDER}),
    ("Otto W. Brandt, Jr.", UNKNOWN, "BRANDT OTTO W JR", CONFORMED, {R.CONFORMED_ORDER}),
    ("Otto W. Brandt 3d", UNKNOWN, "BRANDT OTTO W III", CONFORMED, {R.CONFORMED_ORDER}),
    ("Otto Brandt, Jr.", UNKNOWN, "BRANDT JR OTTO", CONFORMED, {R.CONFORMED_ORDER}),
    ("Jan van der Veld", UNKNOWN, "VAN DER VELD JAN", CONFORMED, {R.CONFORMED_ORDER}),
    ("Nilo De La Torre", UNKNOWN, "DE LA TORRE NILO", CONFORMED, {R.CONFORMED_ORDER}),
    ("Rosa Ortiz Vega", UNKNOWN, "ORTIZ VEGA ROSA", CONFORMED, {R.CONFORMED_ORDER}),
    ("Rosa De La Torre Vega", UNKNOWN, "DE LA TORRE VEGA ROSA", CONFORMED, {R.CONFORMED_ORDER}),
    ("Minh T. Le", UNKNOWN, "LE MINH T", CONFORMED, {R.CONFORMED_ORDER}),
    ("John M. Van", UNKNOWN, "VAN JOHN M", CONFORMED, {R.CONFORMED_ORDER}),
    ("Fergus O'Dell", UNKNOWN, "ODELL FERGUS", CONFORMED, {R.CONFORMED_ORDER}),
    ("Fergus O\u2019Dell", UNKNOWN, "O'DELL FERGUS", CONFORMED, {R.CONFORMED_ORDER}),
    ("Fergus O'Dell", UNKNOWN, "O DELL FERGUS", CONFORMED, {R.CONFORMED_ORDER, R.PARTICLE_SPACING}),
    ("Fergus O Dell", UNKNOWN, "ODELL FERGUS", CONFORMED, {R.CONFORMED_ORDER, R.PARTICLE_SPACING}),
    ("Fergus McTavish", UNKNOWN, "MC TAVISH FERGUS", CONFORMED, {R.CONFORMED_ORDER, R.PARTICLE_SPACING}),
    ("Vander Veld, Jan", UNKNOWN, "Jan Vanderveld", ORDINARY, {R.COMMA_ORDER, R.PARTICLE_SPACING}),
    ("Wei Zhao", UNKNOWN, "ZHAO WEI", CONFORMED, {R.CONFORMED_ORDER}),
    ("Zhao Wei", UNKNOWN, "ZHAO WEI", CONFORMED, {R.ROTATED}),
    ("Ada Quill", UNKNOWN, "Ada Quill", CONFORMED, {R.ROTATED}),
    ("Ada Quill", ORDINARY, "Ada Quill", CONFORMED, {R.ROTATED}),
    ("QUILL ADA M", UNKNOWN, "Ada M. Quill", ORDINARY, {R.ROTATED}),
    ("Quill Ada M", UNKNOWN, "Ada M. Quill", UNKNOWN, {R.ROTATED}),
    ("Quill Ada", UNKNOWN, "Ada Quill", ORDINARY, {R.ROTATED}),
    ("Quill, Ada M.", UNKNOWN, "Ada M. Quill", ORDINARY, {R.COMMA_ORDER}),
    ("Quill, Ada M.", UNKNOWN, "QUILL ADA M", CONFORMED, {R.COMMA_ORDER, R.CONFORMED_ORDER}),
    ("Brandt, Jr., Otto", UNKNOWN, "Otto Brandt Jr.", ORDINARY, {R.COMMA_ORDER}),
    ("Ida Moss-Field", UNKNOWN, "Ida Moss Field", ORDINARY, {R.HYPHEN}),
    ("Ida Moss-Field", UNKNOWN, "MOSS FIELD IDA", CONFORMED, {R.CONFORMED_ORDER, R.HYPHEN}),
    ("Anne-Lise Moss", UNKNOWN, "Anne Lise Moss", ORDINARY, {R.HYPHEN, R.PARTICLE_SPACING}),
    ("Mary Ann Moss", UNKNOWN, "Maryann Moss", ORDINARY, {R.PARTICLE_SPACING}),
    ("J.P. Moss", UNKNOWN, "JP Moss", ORDINARY, {R.PARTICLE_SPACING}),
    ("Chih-Yun Lo", UNKNOWN, "Lo Chih-Yun", CONFORMED, {R.CONFORMED_ORDER}),
    ("Omar al-Farsi", UNKNOWN, "AL FARSI OMAR", CONFORMED, {R.CONFORMED_ORDER, R.HYPHEN}),
    ("Dr. Ada M. Quill, Ph.D.", UNKNOWN, "Ada M. Quill", ORDINARY, {R.HONORIFIC_OR_CREDENTIAL}),
    ("Ada M. Quill, Esq.", UNKNOWN, "Ada M. Quill", ORDINARY, {R.HONORIFIC_OR_CREDENTIAL}),
    ('William "Chip" Moss', UNKNOWN, "William Moss", ORDINARY, {R.NICKNAME_ADDED}),
    ("Ada Quill f/k/a Ada Moss", UNKNOWN, "Ada Quill", ORDINARY, {R.CASE_OR_PUNCTUATION}),
]


@pytest.mark.parametrize(("written", "order", "record", "record_order", "reasons"), SAME)
def test_same_name_in_other_dress(written, order, record, record_order, reasons):
    """Case, punctuation, diacritics, spacing and order never make another person; that is proof."""
    comparison = compare(read_name(written, order=order), read_name(record, order=record_order))
    assert (comparison.agreement, set(comparison.reasons)) == (Agreement.SAME, reasons)
    assert comparison.is_proof
    assert not comparison.weak


STRONG = [
    ("Ada Quill", UNKNOWN, "Ada M. Quill", ORDINARY, {R.MIDDLE_MISSING}),
    ("Ada M. Quill", UNKNOWN, "Ada Quill", ORDINARY, {R.MIDDLE_MISSING}),
    ("Ada Quill", UNKNOWN, "QUILL ADA MAUD", CONFORMED, {R.CONFORMED_ORDER, R.MIDDLE_MISSING}),
    ("Ada M. Quill", UNKNOWN, "Quill Ada", CONFORMED, {R.CONFORMED_ORDER, R.MIDDLE_MISSING}),
    ("Ada M. Quill", UNKNOWN, "Ada Maud Quill", ORDINARY, {R.MIDDLE_INITIAL}),
    ("Ada M. Quill", UNKNOWN, "QUILL ADA MAUD", CONFORMED, {R.CONFORMED_ORDER, R.MIDDLE_INITIAL}),
    ("Ada R. Quill", UNKNOWN, "Ada M. R. Quill", ORDINARY, {R.MIDDLE_MISSING}),
    ("Ada R. Quill", UNKNOWN, "Ada M. Rose Quill", ORDINARY, {R.MIDDLE_MISSING, R.MIDDLE_INITIAL}),
    (
        "Suzanna Vera Jonson",
        UNKNOWN,
        "VERA JONSON SUZANNA M",
        CONFORMED,
        {R.CONFORMED_ORDER, R.MIDDLE_MISSING},
    ),
    ("Ida Moss-Field", UNKNOWN, "FIELD IDA MOSS", CONFORMED, {R.CONFORMED_ORDER, R.HYPHEN}),
    ("Otto Brandt V", UNKNOWN, "BRANDT OTTO V", CONFORMED, {R.CONFORMED_ORDER, R.SUFFIX_OR_INITIAL}),
    ("Quill Ada", UNKNOWN, "Ada M. Quill", ORDINARY, {R.ROTATED, R.MIDDLE_MISSING}),
    ("Ada Núñez", UNKNOWN, "NUNEZ ADA M", CONFORMED, {R.CONFORMED_ORDER, R.MIDDLE_MISSING, R.DIACRITICS}),
    ("Mary Ann Moss", UNKNOWN, "MOSS MARY ANN KAY", CONFORMED, {R.CONFORMED_ORDER, R.MIDDLE_MISSING}),
]


@pytest.mark.parametrize(("written", "order", "record", "record_order", "reasons"), STRONG)
def test_compatible_and_strong(written, order, record, record_order, reasons):
    """A middle name left out or shortened is proof as long as nobody competes."""
    comparison = compare(read_name(written, order=order), read_name(record, order=record_order))
    assert (comparison.agreement, set(comparison.reasons)) == (Agreement.COMPATIBLE, reasons)
    assert comparison.is_proof
    assert comparison.is_variant
    assert not comparison.weak


WEAK = [
    ("A. Quill", UNKNOWN, "Ada Quill", ORDINARY, {R.GIVEN_INITIAL}),
    ("A. Quill", UNKNOWN, "Ada M. Quill", ORDINARY, {R.GIVEN_INITIAL, R.MIDDLE_MISSING}),
    ("A. M. Quill", UNKNOWN, "Ada M. Quill", ORDINARY, {R.GIVEN_INITIAL}),
    ("A.M. Quill", UNKNOWN, "QUILL ADA M", CONFORMED, {R.CONFORMED_ORDER, R.GIVEN_INITIAL}),
    ("A. Maud Quill", UNKNOWN, "Ada M. Quill", ORDINARY, {R.GIVEN_INITIAL, R.MIDDLE_INITIAL}),
    ("Al Quill", UNKNOWN, "A. L. Quill", ORDINARY, {R.GIVEN_INITIAL, R.MIDDLE_MISSING}),
    ("A. Quill", UNKNOWN, "A. M. Quill", ORDINARY, {R.GIVEN_INITIAL, R.MIDDLE_MISSING}),
    ("K. Ravi Menda", UNKNOWN, "Menda Kavi Ravi", CONFORMED, {R.CONFORMED_ORDER, R.GIVEN_INITIAL}),
    ("T. D. S.", UNKNOWN, "Tessa D. Stone", ORDINARY, {R.INITIALS_ONLY}),
    ("T.S.", UNKNOWN, "Tessa D. Stone", ORDINARY, {R.INITIALS_ONLY}),
    ("Bill Moss", UNKNOWN, "William Moss", ORDINARY, {R.NICKNAME}),
    ("Billy Moss", UNKNOWN, "Will Moss", ORDINARY, {R.NICKNAME}),
    ("Bob Moss", UNKNOWN, "MOSS ROBERT K", CONFORMED, {R.CONFORMED_ORDER, R.NICKNAME, R.MIDDLE_MISSING}),
    ("Ann E. Moss", UNKNOWN, "Anne Moss", ORDINARY, {R.NICKNAME, R.MIDDLE_MISSING}),
    ("Jim Moss", UNKNOWN, "James Moss", ORDINARY, {R.NICKNAME}),
    ("Kate Moss", UNKNOWN, "Katherine Moss", ORDINARY, {R.NICKNAME}),
    ("Terry Moss", UNKNOWN, "Terence Moss", ORDINARY, {R.NICKNAME}),
    ("Dave Moss", UNKNOWN, "David N. Moss", ORDINARY, {R.NICKNAME, R.MIDDLE_MISSING}),
    ("Chip Moss", UNKNOWN, 'Ignatz "Chip" Moss', ORDINARY, {R.NICKNAME}),
    ("Maud Quill", UNKNOWN, "Ada Maud Quill", ORDINARY, {R.GOES_BY_MIDDLE_NAME}),
    ("Maud Quill", UNKNOWN, "A. Maud Quill", ORDINARY, {R.GOES_BY_MIDDLE_NAME}),
    ("Mike Moss", UNKNOWN, "Robert Michael Moss", ORDINARY, {R.GOES_BY_MIDDLE_NAME, R.NICKNAME}),
    ("Michael Moss", UNKNOWN, "R. Michael Moss", ORDINARY, {R.GOES_BY_MIDDLE_NAME}),
    ("Quill", UNKNOWN, "Ada M. Quill", ORDINARY, {R.GIVEN_MISSING}),
    ("Mr. Quill", UNKNOWN, "Ada M. Quill", ORDINARY, {R.GIVEN_MISSING, R.HONORIFIC_OR_CREDENTIAL}),
    ("Anne Moss", UNKNOWN, "Anne-Lise Moss", ORDINARY, {R.GIVEN_PART, R.HYPHEN}),
    ("Chih Lo", UNKNOWN, "Chih-Yun Lo", ORDINARY, {R.GIVEN_PART, R.HYPHEN}),
    ("Jan Veld", UNKNOWN, "Jan van der Veld", ORDINARY, {R.PARTICLE_MISSING}),
    ("Omar Farsi", UNKNOWN, "Omar al-Farsi", ORDINARY, {R.PARTICLE_MISSING, R.HYPHEN}),
    ("Ida Moss", UNKNOWN, "Ida Moss-Field", ORDINARY, {R.MAIDEN_NAME, R.MIDDLE_MISSING, R.HYPHEN}),
    ("Ida Field", UNKNOWN, "Ida Moss-Field", ORDINARY, {R.MAIDEN_NAME, R.MIDDLE_MISSING, R.HYPHEN}),
    ("Henry Thomas", UNKNOWN, "Thomas Henry", ORDINARY, {R.ORDER_AMBIGUOUS, R.ROTATED}),
    ("Henry Thomas", UNKNOWN, "Thomas Henry", UNKNOWN, {R.ORDER_AMBIGUOUS, R.ROTATED}),
    ("Quon Maud", UNKNOWN, "Quon Maud Stone", UNKNOWN, {R.ORDER_AMBIGUOUS, R.ROTATED, R.MIDDLE_MISSING}),
    (
        "Ida Moss-Field",
        UNKNOWN,
        "FIELD IDA M",
        CONFORMED,
        {R.CONFORMED_ORDER, R.MAIDEN_NAME, R.MIDDLE_INITIAL, R.HYPHEN},
    ),
    ("Zorb Quon", UNKNOWN, "Quon K. Zorb", ORDINARY, {R.ORDER_AMBIGUOUS, R.ROTATED, R.MIDDLE_MISSING}),
    ("Scott David James", UNKNOWN, "DAVID JAMES SCOTT", CONFORMED, {R.ORDER_AMBIGUOUS, R.CONFORMED_ORDER}),
    ("Ada Quill f/k/a Ada Moss", UNKNOWN, "Ada Moss", ORDINARY, {R.FORMER_NAME}),
    ("Ada Quill née Moss", UNKNOWN, "MOSS ADA", CONFORMED, {R.FORMER_NAME, R.CONFORMED_ORDER}),
    ("Ada Quill a/k/a Ada Fern", UNKNOWN, "Ada Fern", ORDINARY, {R.ALIAS}),
]


@pytest.mark.parametrize(("written", "order", "record", "record_order", "reasons"), WEAK)
def test_compatible_but_weak(written, order, record, record_order, reasons):
    """Initials, nicknames, parts of names and names of doubtful order leave open who it is."""
    comparison = compare(read_name(written, order=order), read_name(record, order=record_order))
    assert (comparison.agreement, set(comparison.reasons)) == (Agreement.COMPATIBLE, reasons)
    assert comparison.weak
    assert not comparison.is_proof


@pytest.mark.parametrize("text", ["T. D. S.", "T.D.S.", "Quill", "TDS"])
def test_too_little_of_a_name_proves_nothing_even_letter_for_letter(text):
    comparison = compare(read_name(text), read_name(text))
    assert comparison.matches
    assert comparison.weak
    assert not comparison.is_proof


ONE_SUFFIX = [
    ("Otto Brandt", UNKNOWN, "Otto Brandt Jr.", ORDINARY, {R.SUFFIX_MISSING}),
    ("Otto Brandt Sr.", UNKNOWN, "Otto Brandt", ORDINARY, {R.SUFFIX_MISSING}),
    ("Otto Brandt", UNKNOWN, "BRANDT OTTO JR", CONFORMED, {R.CONFORMED_ORDER, R.SUFFIX_MISSING}),
    (
        "Otto Brandt",
        UNKNOWN,
        "BRANDT OTTO W III",
        CONFORMED,
        {R.CONFORMED_ORDER, R.MIDDLE_MISSING, R.SUFFIX_MISSING},
    ),
    ("Otto Brandt V", UNKNOWN, "Otto Brandt", ORDINARY, {R.SUFFIX_MISSING}),
    ("Otto Brandt V", UNKNOWN, "Otto V. Brandt", ORDINARY, {R.MIDDLE_MISSING, R.SUFFIX_MISSING}),
]


@pytest.mark.parametrize(("written", "order", "record", "record_order", "reasons"), ONE_SUFFIX)
def test_a_suffix_on_one_side_is_neither_conflict_nor_proof(written, order, record, record_order, reasons):
    """Which side has it decides, and only ``resolve`` knows which side is the record."""
    comparison = compare(read_name(written, order=order), read_name(record, order=record_order))
    assert (comparison.agreement, set(comparison.reasons)) == (Agreement.COMPATIBLE, reasons)
    assert not comparison.is_proof


CONFLICTS = [
    ("Ada K. Quill", UNKNOWN, "Ada M. Quill", ORDINARY, R.MIDDLE_CONFLICT),
    ("Ada K. Quill", UNKNOWN, "QUILL ADA M", CONFORMED, R.MIDDLE_CONFLICT),
    ("Ada Kay Quill", UNKNOWN, "Ada Maud Quill", ORDINARY, R.MIDDLE_CONFLICT),
    ("Ada Kay Quill", UNKNOWN, "Ada M. Quill", ORDINARY, R.MIDDLE_CONFLICT),
    ("Ada Mia Quill", UNKNOWN, "Ada Maud Quill", ORDINARY, R.MIDDLE_CONFLICT),
    ("Mary Ann E. Quill", UNKNOWN, "Mary Anne Quill", ORDINARY, R.MIDDLE_CONFLICT),
    ("Ada M. R. Quill", UNKNOWN, "Ada R. M. Quill", ORDINARY, R.MIDDLE_CONFLICT),
    ("A. K. Quill", UNKNOWN, "Ada M. Quill", ORDINARY, R.MIDDLE_CONFLICT),
    ("Bill K. Moss", UNKNOWN, "William M. Moss", ORDINARY, R.MIDDLE_CONFLICT),
    ("Otto Brandt Jr.", UNKNOWN, "Otto Brandt Sr.", ORDINARY, R.SUFFIX_CONFLICT),
    ("Otto Brandt III", UNKNOWN, "BRANDT OTTO JR", CONFORMED, R.SUFFIX_CONFLICT),
    ("Otto Brandt II", UNKNOWN, "Otto Brandt III", ORDINARY, R.SUFFIX_CONFLICT),
    ("Otto W. Brandt IV", UNKNOWN, "Otto W. Brandt V", ORDINARY, R.SUFFIX_CONFLICT),
    ("Brandt, Otto, Sr.", UNKNOWN, "BRANDT OTTO JR", CONFORMED, R.SUFFIX_CONFLICT),
]


@pytest.mark.parametrize(("written", "order", "record", "record_order", "reason"), CONFLICTS)
def test_contradicting_names_conflict(written, order, record, record_order, reason):
    """The same given and family names with another middle name or suffix: father and son, or a mistake."""
    comparison = compare(read_name(written, order=order), read_name(record, order=record_order))
    assert comparison.agreement is Agreement.CONFLICT
    assert reason in comparison.reasons
    assert not comparison.is_proof
    assert not comparison.is_variant


DIFFERENT = [
    ("Ada Quill", UNKNOWN, "Otto Brandt", ORDINARY, R.FAMILY_CONFLICT),
    ("Ada Quill", UNKNOWN, "Ada Brandt", ORDINARY, R.FAMILY_CONFLICT),
    ("Ada Quill", UNKNOWN, "Otto Quill", ORDINARY, R.GIVEN_CONFLICT),
    ("Ada Quill", UNKNOWN, "Adam Quill", ORDINARY, R.GIVEN_CONFLICT),
    ("B. Quill", UNKNOWN, "Ada Quill", ORDINARY, R.GIVEN_CONFLICT),
    ("E. Ann E.", UNKNOWN, "E. Anne", ORDINARY, R.FAMILY_CONFLICT),
    ("VAN VELD OTTO E", UNKNOWN, "VAN VELD ED", CONFORMED, R.GIVEN_CONFLICT),
    ("VAN DER VELD OTTO E", UNKNOWN, "VAN DER VELD ED", CONFORMED, R.GIVEN_CONFLICT),
    ("Dan A. Moss", UNKNOWN, "Dana Moss", ORDINARY, R.GIVEN_CONFLICT),
    ("M. Quill", UNKNOWN, "Ada Maud Quill", ORDINARY, R.GIVEN_CONFLICT),
    ("Ada Eckelbury", UNKNOWN, "Ada Ekelbury", ORDINARY, R.FAMILY_SPELLING),
    ("Ada Pinchot", UNKNOWN, "Ada Pinhcot", ORDINARY, R.FAMILY_SPELLING),
    ("Ada Pinchot", UNKNOWN, "PINCHAT ADA M", CONFORMED, R.FAMILY_SPELLING),
    ("Ada Muller", UNKNOWN, "Ada Mueller", ORDINARY, R.FAMILY_SPELLING),
    ("Ada Moss", UNKNOWN, "Ada Boss", ORDINARY, R.FAMILY_CONFLICT),
    ("Henry Thomas", ORDINARY, "Thomas Henry", ORDINARY, R.FAMILY_CONFLICT),
    ("Ida Moss-Field", UNKNOWN, "Ida Moss-Stone", ORDINARY, R.FAMILY_CONFLICT),
    ("T. D. X.", UNKNOWN, "Tessa D. Stone", ORDINARY, R.FAMILY_CONFLICT),
    ("T.", UNKNOWN, "Tessa D. Stone", ORDINARY, R.FAMILY_CONFLICT),
    ("", UNKNOWN, "Ada Quill", ORDINARY, R.UNREADABLE),
    ("", UNKNOWN, "", UNKNOWN, R.UNREADABLE),
    ("Ada Quill" * 40, UNKNOWN, "Ada Quill" * 40, UNKNOWN, R.UNREADABLE),
    ("John Dangelo", ORDINARY, "John D Angelo", ORDINARY, R.FAMILY_SPELLING),
    ("Ada Quill f/k/a Ada Moss", UNKNOWN, "Ada Fern", ORDINARY, R.FAMILY_CONFLICT),
]


@pytest.mark.parametrize(("written", "order", "record", "record_order", "reason"), DIFFERENT)
def test_other_names_are_different(written, order, record, record_order, reason):
    """Another given or family name is another person, however alike; so is what cannot be read."""
    comparison = compare(read_name(written, order=order), read_name(record, order=record_order))
    assert (comparison.agreement, comparison.reasons) == (Agreement.DIFFERENT, (reason,))
    assert not comparison.matches
    assert not comparison.is_proof


@pytest.mark.parametrize(
    ("written", "order", "record", "record_order", "variant"),
    [
        ("Ada M. Quill", UNKNOWN, "Ada M. Quill", ORDINARY, False),
        ("Ada M. Quill", UNKNOWN, "QUILL ADA M", CONFORMED, False),
        ("ADA M QUILL", UNKNOWN, "Ada M. Quill", ORDINARY, True),
        ("QUILL ADA M", UNKNOWN, "QUILL ADA M", CONFORMED, True),
        ("Ada Quill", UNKNOWN, "QUILL ADA M", CONFORMED, True),
        ("Ada Núñez", UNKNOWN, "NUNEZ ADA", CONFORMED, True),
        ("Ada Quill", UNKNOWN, "Otto Brandt", ORDINARY, False),
    ],
)
def test_a_variant_is_a_match_that_is_not_letter_for_letter(written, order, record, record_order, variant):
    """EDGAR's own order and capitals are no variant of a signature; EDGAR's order typed in one is."""
    assert (
        compare(read_name(written, order=order), read_name(record, order=record_order)).is_variant is variant
    )


@pytest.mark.parametrize(
    ("written", "record", "detail"),
    [
        ("Ada Quill", "Ada M. Quill", '"Ada Quill" may be "Ada M. Quill": the middle name is left out.'),
        (
            "Ada K. Quill",
            "Ada M. Quill",
            '"Ada K. Quill" contradicts "Ada M. Quill": the middle names contradict each other.',
        ),
        ("Bo", "Ada Quill", '"Bo" is another name than "Ada Quill": the family names differ.'),
    ],
)
def test_the_detail_is_a_sentence_for_people(written, record, detail):
    assert compare(read_name(written), read_name(record, order=ORDINARY)).detail == detail


EVERY_ROW = [row[:4] for row in (*SAME, *STRONG, *WEAK, *ONE_SUFFIX, *CONFLICTS, *DIFFERENT)]


@pytest.mark.parametrize(("written", "order", "record", "record_order"), EVERY_ROW)
def test_it_does_not_matter_which_stands_left(written, order, record, record_order):
    left, right = read_name(written, order=order), read_name(record, order=record_order)
    one, other = compare(left, right), compare(right, left)
    assert (one.agreement, one.reasons, one.is_proof) == (other.agreement, other.reasons, other.is_proof)
