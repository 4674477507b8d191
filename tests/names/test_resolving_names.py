"""Resolving: which person on record a written name means, and when that is proof."""

from __future__ import annotations

import sys
from subprocess import run

import pytest

from preflight.filing import names
from preflight.filing.names import Candidate, Fit, NameOrder, NameReason, ResolutionStatus, read_name, resolve

RESOLVED, AMBIGUOUS, WEAK, CONFLICT, UNKNOWN = ResolutionStatus


def people(*texts: str, order: NameOrder = NameOrder.ORDINARY) -> list[Candidate[str]]:
    """One person a text, with the text as key."""
    return [Candidate(text, read_name(text, order=order)) for text in texts]


CASES = [
    # written, on record, status, key
    ("Ada M. Quill", ["Ada M. Quill", "Otto Brandt"], RESOLVED, "Ada M. Quill"),
    ("ADA M QUILL", ["Ada M. Quill"], RESOLVED, "Ada M. Quill"),
    ("QUILL ADA M", ["Ada M. Quill"], RESOLVED, "Ada M. Quill"),
    ("Ada Quill", ["Ada M. Quill"], RESOLVED, "Ada M. Quill"),
    ("Ada Quill", ["Ada M. Quill", "Ada K. Quill"], AMBIGUOUS, None),
    ("Ada M. Quill", ["Ada M. Quill", "Ada K. Quill"], RESOLVED, "Ada M. Quill"),
    ("Ada M. Quill", ["Ada Quill", "Ada K. Quill"], RESOLVED, "Ada Quill"),
    ("Ada M. Quill", ["Ada M. Quill", "Ada Quill"], RESOLVED, "Ada M. Quill"),
    ("Ada Quill", ["Ada M. Quill", "A. Quill"], AMBIGUOUS, None),
    ("A. Quill", ["Ada M. Quill"], WEAK, None),
    ("A. Quill", ["Ada M. Quill", "Alma Quill"], AMBIGUOUS, None),
    ("T. D. S.", ["Tessa D. Stone"], WEAK, None),
    ("Dave Moss", ["David N. Moss"], WEAK, None),
    ("Maud Quill", ["Ada Maud Quill"], WEAK, None),
    ("Ada K. Quill", ["Ada M. Quill"], CONFLICT, None),
    ("Otto Brandt", ["Otto Brandt Jr."], RESOLVED, "Otto Brandt Jr."),
    ("Otto Brandt", ["Otto Brandt Jr.", "Otto Brandt Sr."], AMBIGUOUS, None),
    ("Otto Brandt", ["Otto Brandt Jr.", "Otto W. Brandt"], AMBIGUOUS, None),
    ("Otto Brandt Jr.", ["Otto Brandt Jr.", "Otto Brandt Sr."], RESOLVED, "Otto Brandt Jr."),
    ("Otto Brandt Sr.", ["Otto Brandt Jr."], CONFLICT, None),
    ("Otto Brandt Sr.", ["Otto Brandt"], CONFLICT, None),
    ("Otto Brandt Jr.", ["Otto W. Brandt"], CONFLICT, None),
    ("Otto Brandt V", ["Otto V. Brandt"], CONFLICT, None),
    ("Henry Thomas", ["Thomas Henry"], WEAK, None),
    ("Ada Quill", ["Otto Brandt"], UNKNOWN, None),
    ("Ada Quill", [], UNKNOWN, None),
    ("", ["Ada Quill"], UNKNOWN, None),
    ("Ada Quill f/k/a Ada Moss", ["Ada Moss"], WEAK, None),
    ("Ada Moss", ["Ada Quill f/k/a Ada Moss"], RESOLVED, "Ada Quill f/k/a Ada Moss"),
    ("Ada Fern", ["Ada Quill a/k/a Ada Fern"], RESOLVED, "Ada Quill a/k/a Ada Fern"),
    ("Chip Moss", ['Ignatz "Chip" Moss'], WEAK, None),
]


@pytest.mark.parametrize(("written", "record", "status", "key"), CASES)
def test_only_what_can_be_nobody_else_is_resolved(written, record, status, key):
    resolution = resolve(written, people(*record))
    assert (resolution.status, resolution.key) == (status, key)
    assert resolution.is_proof is (status is RESOLVED)


@pytest.mark.parametrize(("written", "record", "status", "key"), CASES)
def test_the_order_of_the_record_does_not_matter(written, record, status, key):
    resolution = resolve(written, people(*reversed(record)))
    assert (resolution.status, resolution.key) == (status, key)


def test_a_recorded_alias_settles_a_nickname():
    person = Candidate(7, read_name("Terence D. Moss"), aliases=(read_name("Terry Moss"),))
    resolution = resolve("Terry Moss", [person])
    assert (resolution.key, resolution.is_variant, resolution.matches[0].by_alias) == (7, True, True)


def test_two_records_of_one_person_do_not_compete():
    twice = [Candidate("one", read_name("Ada M. Quill")), Candidate("one", read_name("Ada K. Quill"))]
    assert resolve("Ada Quill", twice).key == "one"


def test_two_people_of_one_name_are_ambiguous():
    twins = [Candidate(number, read_name("Ada M. Quill")) for number in (1, 2)]
    resolution = resolve("Ada M. Quill", twins)
    assert resolution.status is AMBIGUOUS
    assert [match.candidate.key for match in resolution.matches] == [1, 2]


def test_the_candidates_are_given_best_first():
    resolution = resolve("Ada Quill", people("Ada Quill Sr.", "A. Quill", "Ada M. Quill", "Otto Brandt"))
    assert [match.fit for match in resolution.matches] == [Fit.STRONG, Fit.STRONG, Fit.WEAK]


def test_names_as_edgar_keeps_them_are_resolved():
    owners = people("QUILL ADA M", "BRANDT OTTO W JR", order=NameOrder.CONFORMED)
    assert resolve("Otto W. Brandt, Jr.", owners).key == "BRANDT OTTO W JR"
    assert not resolve("Otto W. Brandt, Jr.", owners).is_variant


@pytest.mark.parametrize(
    ("written", "suggested"),
    [
        ("Ada Eckelbury", ("Ada M. Ekelbury",)),
        ("Ada Ekelbruy", ("Ada M. Ekelbury",)),
        ("Zed Unrelated", ()),
    ],
)
def test_a_near_miss_is_offered_and_never_resolved(written, suggested):
    resolution = resolve(written, people("Ada M. Ekelbury", "Otto Brandt"))
    assert (resolution.status, resolution.did_you_mean) == (UNKNOWN, suggested)


def test_no_suggestion_is_made_where_none_is_wanted():
    assert resolve("Ada Eckelbury", people("Ada M. Ekelbury"), suggest=False).did_you_mean == ()


def test_the_resolution_says_why():
    resolution = resolve("Ada K. Quill", people("Ada M. Quill"))
    assert resolution.reasons == (NameReason.MIDDLE_CONFLICT,)
    assert resolution.detail == resolution.matches[0].comparison.detail
    assert resolve("Ada", []).detail == 'Nobody on record is named "Ada".'
    assert resolve("Ada", []).reasons == ()


def test_the_similarity_library_is_loaded_only_for_a_suggestion():
    """Start-up is part of the product: nothing heavy comes with the import or with a plain look-up."""
    code = (
        "import sys\n"
        "from preflight.filing.names import Candidate, read_name, resolve\n"
        "resolve('Ada Quill', [Candidate(1, read_name('Ada M. Quill'))])\n"
        "heavy = {'rapidfuzz', 'nameparser', 'nicknames', 're', 'lxml', 'requests', 'logging'}\n"
        "print(sorted(heavy & (set(sys.modules) - before)))\n"
    )
    known = "import dataclasses, enum, functools, typing, sys; before = set(sys.modules)\n"
    done = run([sys.executable, "-c", known + code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_public_name_can_be_imported():
    """The package loads its names on first use; none of them is missing, and others are refused."""
    assert [name for name in names.__all__ if getattr(names, name, None) is None] == []
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        names.nonsense  # noqa: B018
