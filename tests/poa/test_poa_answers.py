"""Reading against answers made by hand: the seed exactly, all texts to the level that holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from preflight.authority.instruments import (
    Amendments,
    Capacity,
    Delegation,
    DelegationRight,
    Delivery,
    Exercise,
    Instrument,
    InstrumentType,
    IssuerMode,
    Obligation,
    RevocationClause,
    RevocationMethod,
    Revoker,
    SupersessionKind,
    TermRule,
    Tri,
)
from preflight.poa import read_exhibit
from preflight.poa.reading import KnownParty, ReadingContext

LEAST_PRECISION = 0.97
LEAST_RECALL = 0.9
MOST_EXACT = ("principal", "attorneys", "executed", "delegation")
LEAST_OF_MOST_EXACT = 0.98

SEED_CONTEXT = ReadingContext(
    issuers=(KnownParty("HARTFORD FINANCIAL SERVICES GROUP INC/DE", "0000874766"),),
    owners=(KnownParty("LEVENSON DAVID N", "0001496141"),),
    filed=date(2010, 7, 12),
)


def check_root_and_delegation(
    root: Instrument,
    delegation: Instrument,
    *,
    attorneys: tuple[str, ...],
    delegates: tuple[str, ...],
    days: tuple[date, date],
) -> None:
    """The record table of section 2.3 of the authority reference, for a root and a delegation on it."""
    assert root.type is InstrumentType.POWER_OF_ATTORNEY
    assert root.grantors == (root.principal.name,)
    assert tuple(attorney.name for attorney in root.attorneys) == attorneys
    assert delegation.type is InstrumentType.DELEGATION
    assert delegation.principal == root.principal
    assert tuple(attorney.name for attorney in delegation.attorneys) == delegates
    assert (root.executed, delegation.executed) == days
    for instrument in (root, delegation):
        first, second = instrument.scope
        assert first.forms == {"ID", "3", "4", "5"}
        assert first.amendments is Amendments.EXPLICIT
        assert first.successor_forms
        assert second.forms == {"144"}
        assert second.amendments is Amendments.SILENT
        assert not second.successor_forms
        assert {clause.issuers.mode for clause in instrument.scope} == {IssuerMode.LIST}
        assert instrument.exercise is Exercise.SEVERAL
        assert instrument.capacities == {Capacity.INDIVIDUAL, Capacity.FIDUCIARY, Capacity.ANY_OTHER}
        assert instrument.supersedes.forms == {"ID", "3", "4", "5", "144"}
        assert instrument.durable is Tri.UNSTATED
        assert instrument.governing_law is None
        assert instrument.signed is Tri.YES
        assert instrument.document is not None
        assert not instrument.document.notarized
    assert [(term.rule, term.obligation) for term in root.term] == [
        (TermRule.OBLIGATION_END, Obligation.SECTION_16)
    ]
    assert [term.rule for term in delegation.term] == [TermRule.UPSTREAM_VALID]
    assert root.revocation == RevocationClause(
        RevocationMethod.SIGNED_WRITING, (Revoker.PRINCIPAL,), Delivery.ATTORNEYS
    )
    assert delegation.revocation == RevocationClause(
        RevocationMethod.SIGNED_WRITING, (Revoker.DELEGATOR,), Delivery.ATTORNEYS
    )
    assert root.supersedes.kind is SupersessionKind.PRIOR_BY_PRINCIPAL
    assert delegation.supersedes.kind is SupersessionKind.PRIOR_DELEGATIONS_BY_GRANTOR
    assert root.delegation == Delegation(DelegationRight.YES_SUBJECT_TO_LAW, Tri.UNSTATED)
    assert delegation.delegation == Delegation(DelegationRight.NO)
    assert root.scope[1].signs_for_principal
    assert delegation.scope[0].signs_for_principal
    assert not delegation.scope[1].signs_for_principal
    (upstream,) = delegation.derives_from
    assert upstream.instrument == root.id
    assert (upstream.through,) == delegation.grantors


def test_the_seed_gives_the_two_instruments_of_the_reference(seed: bytes) -> None:
    reading = read_exhibit(seed, context=SEED_CONTEXT)
    assert not reading.is_doubtful
    root, delegation = reading.instruments
    assert (root.id, delegation.id) == ("levenson-2010", "anzaldua-2010")
    check_root_and_delegation(
        root,
        delegation,
        attorneys=("Alan J. Kreczko", "Ricardo A. Anzaldua", "David C. Robinson", "Donald C. Hunt"),
        delegates=("Terence D. Shields", "Leslie T. Soler"),
        days=(date(2010, 7, 7), date(2010, 7, 9)),
    )
    assert root.principal.cik == "0001496141"


def test_the_seed_needs_no_context(seed: bytes) -> None:
    """Without the filing the CIKs are missing, and nothing else changes."""
    root, delegation = read_exhibit(seed).instruments
    assert root.principal.cik is None
    assert root.scope[0].issuers.ciks == ()
    assert delegation.derives_from[0].instrument == root.id


def test_a_text_of_the_seeds_kind_gives_the_same_two_records(texts: Path) -> None:
    reading = read_exhibit((texts / "01-root-and-delegation.txt").read_bytes())
    assert not reading.is_doubtful
    root, delegation = reading.instruments
    check_root_and_delegation(
        root,
        delegation,
        attorneys=("Ruth E. Calloway", "Ignacio Vela", "Peter J. Lindqvist", "Oona M. Farrell"),
        delegates=("Samir Haddad", "Colleen B. Trask"),
        days=(date(2011, 5, 3), date(2011, 5, 6)),
    )


def assert_level(benchmark: ModuleType, cases: list[tuple[str, bytes, object]]) -> None:
    tallies = benchmark.measure(cases)
    for name, tally in tallies.items():
        exact = name in MOST_EXACT
        assert tally.precision >= (LEAST_OF_MOST_EXACT if exact else LEAST_PRECISION), (name, tally.wrong)
        assert tally.recall >= (LEAST_OF_MOST_EXACT if exact else LEAST_RECALL), (name, tally.doubted)
        assert tally.sure_and_wrong == [], name


def test_own_texts_are_read_to_the_level_that_holds(benchmark_poa: ModuleType) -> None:
    """No value asserted with high confidence is wrong, and each field keeps its share of right values."""
    assert_level(benchmark_poa, list(benchmark_poa.cases()))


def test_real_papers_are_read_to_the_level_that_holds(benchmark_poa: ModuleType) -> None:
    cases = list(benchmark_poa.real_cases())
    if not cases:
        pytest.skip("the reference folder is not here")
    assert_level(benchmark_poa, cases)


def test_a_wrong_reading_is_counted(benchmark_poa: ModuleType, texts: Path) -> None:
    """The measure can fail: an answer that differs shows as wrong, and as sure where it was asserted."""
    name = "11-jointly.txt"
    answer = next(answer for label, _, answer in benchmark_poa.cases() if label == name)
    altered = [{**answer[0], "exercise": "several", "attorneys": ["Fiona Castellan"]}]
    tallies = benchmark_poa.measure([(name, (texts / name).read_bytes(), altered)])
    assert tallies["exercise"].precision == 0
    assert tallies["attorneys"].precision == 0.5
    assert tallies["exercise"].sure_and_wrong
