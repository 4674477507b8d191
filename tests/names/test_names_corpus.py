"""Names in real filings: skipped where the corpus is not beside the project.

Two issuers make most of the corpus, so every check runs over distinct pairs of strings, not over rows.
"""

from __future__ import annotations

import csv
from itertools import combinations
from pathlib import Path

import pytest

from preflight.filing.names import (
    Agreement,
    Comparison,
    NameOrder,
    NameReason,
    compare,
    looks_like_entity,
    read_name,
)

SIGNATURES = Path(__file__).parents[2].parent / "shared" / "corpus" / "signatures.csv"
pytestmark = pytest.mark.skipif(not SIGNATURES.exists(), reason="the corpus is not here")


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with SIGNATURES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def owners(row: dict[str, str]) -> list[str]:
    return row["rptOwnerName"].split(" | ")


def as_owner(signed: str, owner: str) -> Comparison:
    return compare(read_name(signed), read_name(owner, order=NameOrder.CONFORMED))


def test_who_signs_in_person_is_the_owner(rows):
    """Every distinct line signed by the owner proves the one owner, and no other of the filing."""
    pairs = {
        (row["rptOwnerName"], row["signatureName"].partition("/s/")[2] or row["signatureName"])
        for row in rows
        if row["capacity_guess"] == "self"
    }
    assert len(pairs) > 10
    for names, signed in pairs:
        people = [name for name in names.split(" | ") if not looks_like_entity(name)]
        assert len(people) == 1
        assert as_owner(signed.removeprefix("/S/").strip(), people[0]).is_proof, (signed, people)


def test_the_principal_named_in_a_line_is_the_owner(rows):
    """``Attorney-in-Fact for NAME``: all but the misspelt and the shortened prove the owner."""
    pairs = set()
    for row in rows:
        _, mark, principal = row["signatureName"].lower().rpartition("attorney-in-fact for ")
        if mark and len(owners(row)) == 1 and principal != "reporting person":
            pairs.add((row["rptOwnerName"], principal))
    assert len(pairs) > 50
    others = [as_owner(principal, owner) for owner, principal in pairs]
    unproven = [comparison for comparison in others if not comparison.is_proof]
    assert {comparison.agreement for comparison in unproven} <= {Agreement.COMPATIBLE, Agreement.DIFFERENT}
    assert {comparison.reasons for comparison in unproven} <= {
        (NameReason.FAMILY_SPELLING,),
        (NameReason.CONFORMED_ORDER, NameReason.GIVEN_INITIAL),
    }
    assert len(unproven) <= 2


def test_two_owners_of_one_issuer_are_never_one_person(rows):
    """Different names of people reporting on one issuer never match, unless only punctuation differs."""
    by_issuer: dict[str, set[str]] = {}
    for row in rows:
        people = (name for name in owners(row) if not looks_like_entity(name))
        by_issuer.setdefault(row["issuerCik"], set()).update(people)
    pairs = [pair for names in by_issuer.values() for pair in combinations(sorted(names), 2)]
    assert len(pairs) > 500
    for left, right in pairs:
        same = sorted(left.replace(".", "").lower().split()) == sorted(right.replace(".", "").lower().split())
        for order in (NameOrder.CONFORMED, NameOrder.UNKNOWN):
            comparison = compare(read_name(left, order=order), read_name(right, order=NameOrder.CONFORMED))
            assert comparison.matches is same, comparison.detail


def test_attorneys_are_nobody_of_their_owners(rows):
    """The signer before ``Attorney-in-Fact`` never matches the owner."""
    pairs = set()
    for row in rows:
        signer, comma, _ = row["signatureName"].replace("/s/", "").partition(",")
        if row["capacity_guess"] == "attorney-in-fact" and comma:
            pairs.update((signer, owner) for owner in owners(row) if not looks_like_entity(owner))
    assert len(pairs) > 50
    assert [pair for pair in pairs if as_owner(*pair).matches] == []


def test_organisations_among_the_owners_are_known_as_such(rows):
    """In the corpus, every owner that shares a filing with others but for one person is an organisation."""
    names = {name for row in rows for name in owners(row)}
    organisations = {name for name in names if looks_like_entity(name)}
    shared = {name for row in rows if len(owners(row)) > 1 for name in owners(row)}
    assert len(shared - organisations) == 1
    assert organisations <= shared
