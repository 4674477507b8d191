"""Properties of names that hold for any text, and for any person."""

from __future__ import annotations

from hypothesis import assume, example, given
from hypothesis import strategies as st

from preflight.filing.names import (
    Agreement,
    Candidate,
    NameOrder,
    compare,
    compare_entities,
    entity_reasons,
    index_keys,
    read_name,
    resolve,
)
from preflight.filing.names.folding import fold, key, standard_marks
from preflight.filing.names.given_names import is_given_name

ORDERS = st.sampled_from(NameOrder)
SUFFIXES = ("Jr.", "Sr.", "II", "III", "IV")

SOME_WORDS = (
    "Ada Otto Henry Thomas William Bill Jr. Sr. III V v. van der de la al O O'Dell Moss-Field Moss Field "
    'Quill Dr. Esq. M.D. f/k/a née a/k/a A. B. C D Anne Anne-Lise Lise Núñez Nunez Möwe Moewe (Chip) "Chip" '
    ", the J.P. JP -"
)
words = st.sampled_from(SOME_WORDS.split())
name_like = st.lists(words, max_size=7).map(" ".join)
any_text = st.one_of(st.text(max_size=300), name_like)

given_names = st.sampled_from(["Ada", "Otto", "Ingrid", "Rosa", "William", "Anne-Lise", "Søren", "J."])
middles = st.lists(st.sampled_from(["M.", "K.", "Maud", "Kay"]), max_size=2)
families = st.sampled_from(
    ["Quill", "Brandt", "Moss-Field", "O'Dell", "van der Veld", "De La Torre", "Ågård"]
)
suffixes = st.sampled_from(["", *SUFFIXES])


@st.composite
def persons(draw):
    """Given name, middle names, family name and suffix of an invented person."""
    return draw(given_names), draw(middles), draw(families), draw(suffixes)


def ordinary(person) -> str:
    given_name, middle, family, suffix = person
    return " ".join(part for part in (given_name, *middle, family, suffix) if part)


def conformed(person) -> str:
    given_name, middle, family, suffix = person
    return " ".join(part for part in (family, given_name, *middle, suffix) if part).replace(".", "").upper()


@given(any_text, ORDERS)
@example("\ud800", NameOrder.UNKNOWN)
@example("\u0130\u0131 \u017f ß", NameOrder.CONFORMED)
def test_any_text_gives_a_name(text, order):
    """Nothing raises, and what was typed is kept."""
    name = read_name(text, order=order)
    assert name.raw == text
    assert name.is_readable is bool(name.readings)
    assert isinstance(name.in_ordinary_order, str)
    assert isinstance(entity_reasons(text), tuple)


@given(any_text, any_text, ORDERS, ORDERS)
def test_comparing_does_not_depend_on_which_stands_left(left, right, left_order, right_order):
    one, other = read_name(left, order=left_order), read_name(right, order=right_order)
    there, back = compare(one, other), compare(other, one)
    assert (there.agreement, there.reasons) == (back.agreement, back.reasons)


@given(any_text, any_text)
def test_comparing_organisations_does_not_depend_on_which_stands_left(left, right):
    there, back = compare_entities(left, right), compare_entities(right, left)
    assert (there.agreement, there.reasons) == (back.agreement, back.reasons)


@given(any_text, any_text, ORDERS, ORDERS)
def test_proof_is_a_match_and_never_weak(left, right, left_order, right_order):
    comparison = compare(read_name(left, order=left_order), read_name(right, order=right_order))
    assert not comparison.is_proof or comparison.agreement in (Agreement.SAME, Agreement.COMPATIBLE)
    assert not (comparison.is_proof and comparison.weak)
    assert comparison.reasons


@given(any_text, any_text, ORDERS, ORDERS)
def test_names_that_are_not_different_share_an_index_key(left, right, left_order, right_order):
    """Looking under the keys finds whatever comparing with everybody would find."""
    one, other = read_name(left, order=left_order), read_name(right, order=right_order)
    if compare(one, other).agreement is not Agreement.DIFFERENT:
        assert index_keys(one) & index_keys(other)


@given(any_text)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
    assert key(key(text)) == key(text)
    assert standard_marks(standard_marks(text)) == standard_marks(text)


@given(persons())
def test_a_name_is_the_same_as_its_own_conformed_form(person):
    """What EDGAR makes of a name is that name."""
    comparison = compare(read_name(ordinary(person)), read_name(conformed(person), order=NameOrder.CONFORMED))
    assert comparison.agreement is Agreement.SAME
    assert comparison.is_proof


@given(persons())
def test_capitals_and_missing_punctuation_change_nothing(person):
    bare = ordinary(person).upper().replace(".", "")
    comparison = compare(read_name(bare), read_name(ordinary(person), order=NameOrder.ORDINARY))
    assert comparison.agreement is Agreement.SAME
    assert comparison.is_proof


@given(persons(), suffixes)
def test_another_suffix_is_never_the_same_name(person, suffix):
    given_name, middle, family, own = person
    assume(suffix != own)
    other = (given_name, middle, family, suffix)
    comparison = compare(read_name(ordinary(person)), read_name(conformed(other), order=NameOrder.CONFORMED))
    assert comparison.agreement is not Agreement.SAME
    assert not comparison.is_proof


@given(persons(), families)
def test_another_family_name_is_never_proof(person, family):
    given_name, middle, own, suffix = person
    assume(family != own)
    other = (given_name, middle, family, suffix)
    assert not compare(read_name(ordinary(person)), read_name(ordinary(other))).matches


@given(persons(), given_names)
def test_another_given_name_is_never_proof(person, other_given):
    own, middle, family, suffix = person
    assume(other_given != own)
    other = (other_given, middle, family, suffix)
    assert not compare(read_name(ordinary(person)), read_name(ordinary(other))).is_proof


def may_be_one(one: str, other: str) -> bool:
    """Whether two middle names, typed as here, leave it open that they are one."""
    one, other = one.strip("."), other.strip(".")
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


@given(persons(), persons(), st.sampled_from([ordinary, conformed]), st.sampled_from([ordinary, conformed]))
def test_proof_needs_the_same_given_family_and_suffix(person, other, form, other_form):
    """However either name is written: what differs in more than middle names is never proof."""
    order = NameOrder.CONFORMED if other_form is conformed else NameOrder.ORDINARY
    comparison = compare(read_name(form(person)), read_name(other_form(other), order=order))
    if comparison.is_proof:
        assert (person[0], person[2], person[3]) == (other[0], other[2], other[3])
        if len(person[1]) == len(other[1]):
            assert all(map(may_be_one, person[1], other[1]))


@given(persons(), st.sampled_from([ordinary, conformed]), st.sampled_from([ordinary, conformed]))
def test_leaving_the_middle_name_out_is_compatible(person, form, other_form):
    given_name, middle, family, suffix = person
    assume(middle and given_name != "J.")
    shorter = (given_name, [], family, suffix)
    order = NameOrder.CONFORMED if other_form is conformed else NameOrder.ORDINARY
    comparison = compare(read_name(form(shorter)), read_name(other_form(person), order=order))
    assert comparison.agreement is Agreement.COMPATIBLE


@given(persons())
def test_a_name_resolves_to_its_own_record_alone(person):
    """Among strangers, a person is found by the name that EDGAR keeps."""
    strangers = ["XAVIER YVES", "ZORN VITUS K"]
    record = [
        Candidate(text, read_name(text, order=NameOrder.CONFORMED))
        for text in (*strangers, conformed(person))
    ]
    assert resolve(ordinary(person), record).key == conformed(person)


@given(persons())
def test_a_second_person_of_the_same_name_takes_the_proof_away(person):
    record = [Candidate(number, read_name(ordinary(person))) for number in (1, 2)]
    assert not resolve(ordinary(person), record).is_proof


@given(st.text(alphabet="abc .,'\"()-/", min_size=256, max_size=4000))
def test_text_longer_than_any_name_proves_nothing(text):
    """It is not read at all, so that no two long texts are compared by a part of them."""
    assert not compare(read_name(text), read_name(text)).matches


def test_the_table_of_given_names_holds_keys():
    assert is_given_name("william")
    assert not is_given_name("William")
