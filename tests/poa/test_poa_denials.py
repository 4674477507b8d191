"""Words that deny a right are never read as words that give it."""

from __future__ import annotations

import pytest

from preflight.authority.instruments import DelegationRight
from preflight.poa import read_exhibit

TEXT = """POWER OF ATTORNEY

I, Dana Ellen Quill, hereby appoint Jane A. Roe and Edgar Vance, each acting alone, as my attorneys-in-fact
to sign and file on my behalf Forms 3, 4 and 5 and amendments thereto under Section 16(a) of the Securities
Exchange Act of 1934 with respect to securities of Granite Harbor Corp (the "Company"). {words}

This power remains in effect until I am no longer required to file Forms 3, 4 and 5 with respect to
securities of the Company, unless earlier revoked in a signed writing delivered to the attorneys-in-fact.

Dated: March 3, 2025

/s/ Dana Ellen Quill
Dana Ellen Quill
"""


@pytest.mark.parametrize(
    "words",
    [
        "Neither attorney-in-fact may appoint a substitute or delegate this power.",
        "The attorneys-in-fact shall not have power of substitution.",
        "No power of substitution is granted.",
        "This power does not include the power to delegate.",
        "My attorneys-in-fact are not authorized to delegate.",
        "It is given without power of substitution.",
        "None of them is entitled to delegate any authority.",
        "I withhold the power to delegate.",
    ],
)
def test_a_denial_of_delegation_gives_no_right(words: str) -> None:
    (paper,) = read_exhibit(TEXT.format(words=words)).papers
    assert paper.instrument is not None
    assert paper.instrument.delegation.right is DelegationRight.NO


@pytest.mark.parametrize(
    "words",
    [
        "They act with power to act without the other and with full power of substitution.",
        "They have, without limitation, full power of substitution.",
    ],
)
def test_other_denials_near_by_take_nothing_away(words: str) -> None:
    (paper,) = read_exhibit(TEXT.format(words=words)).papers
    assert paper.instrument is not None
    assert paper.instrument.delegation.right is DelegationRight.SUBSTITUTION


@pytest.mark.parametrize(
    ("words", "taken"),
    [
        ("This power does not extend to Form 144 or Schedule 13D.", {"144", "13D"}),
        ("It does not cover Form 5.", {"5"}),
        ("It is given for all such reports other than Form 3.", {"3"}),
        ("They may sign Form 4 but not Form 5.", {"5"}),
    ],
)
def test_forms_that_are_taken_away_are_not_covered_and_the_scope_is_in_doubt(
    words: str, taken: set[str]
) -> None:
    (paper,) = read_exhibit(TEXT.format(words=words)).papers
    assert paper.instrument is not None
    forms = {form for clause in paper.instrument.scope for form in clause.forms}
    assert (forms & taken, paper.fields["scope"].is_doubtful) == (set(), True)


def test_words_on_acting_together_take_no_form_away() -> None:
    text = TEXT.replace("each acting alone", "acting jointly and not separately").format(words="")
    (paper,) = read_exhibit(text).papers
    assert not paper.fields["scope"].is_doubtful
