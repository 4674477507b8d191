"""Holes in the question of authority: "authorized", or a breakdown, where nobody can prove it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from preflight.authority.instruments import (
    CeasedInsider,
    Event,
    Instrument,
    InstrumentType,
    Obligation,
    Party,
    PersonRecord,
    StatusEnd,
    Supersession,
    SupersessionKind,
    Term,
    TermRule,
)
from preflight.authority.questions import OwnerDecision, ask
from preflight.authority.reasons import Verdict
from preflight.authority.registry import Registry
from preflight.authority.search import MOST_TESTS
from preflight.filing.signatures.attribution import attribute
from preflight.testing import TODAY, Owner, Signature, filing, power_of_attorney

Ask = Callable[..., OwnerDecision]

ATTORNEY = "/s/ Jonas Feld, attorney-in-fact"
NAMESAKE = Owner(cik="0001900999", name="Adler Miriam")
WITHOUT_CIK = power_of_attorney("without-cik", principal=Party("Miriam Adler"))


def _ask(
    signature: str,
    *instruments: Instrument,
    owner: Owner | None = None,
    people: Sequence[PersonRecord] = (),
    events: Sequence[Event] = (),
    signed: str = "2026-04-08",
    as_of: date = TODAY,
    **more: Any,
) -> OwnerDecision:
    """The answer on the one owner of a filing."""
    draft = filing(owners=[owner or Owner()], signatures=[Signature(signature, signed)], **more)
    registry = Registry(instruments, events, people=people)
    (answer,) = ask(draft, attribute(draft, registry.names_by_cik), registry, as_of=as_of)
    return answer


# --- who the owner is --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("instruments", "people"),
    [
        pytest.param(
            [WITHOUT_CIK], [PersonRecord("Miriam Adler", "0001900001")], id="the registry knows another"
        ),
        pytest.param(
            [WITHOUT_CIK],
            [PersonRecord("Miriam Adler", "0001900001"), PersonRecord("Miriam Adler", "0001900999")],
            id="the registry knows both",
        ),
        pytest.param(
            [WITHOUT_CIK, power_of_attorney("with-cik", attorneys=["Zoe Zed"])],
            [],
            id="another's paper bears the name",
        ),
        pytest.param(
            [power_of_attorney("without-cik", principal=Party("Miriam Rose Adler"))],
            [PersonRecord("Miriam Rose Adler", "0001900001")],
            id="the name is only near",
        ),
    ],
)
def test_a_power_without_a_cik_is_no_namesakes(
    instruments: list[Instrument], people: list[PersonRecord]
) -> None:
    """The draft's owner has another CIK than the one recorded under the name: father and daughter, say."""
    answer = _ask(ATTORNEY, *instruments, owner=NAMESAKE, people=people)
    assert answer.verdict is not Verdict.AUTHORIZED


@pytest.mark.parametrize("signature", ["/s/ Zoe Zed", "/s/ Jonas Feld, attorney-in-fact for Zoe Zed"])
def test_a_name_in_the_draft_does_not_make_the_signer_the_owner_of_the_cik(signature: str) -> None:
    """The registry says whose CIK it is; a draft that says otherwise has a wrong CIK or a wrong name."""
    owner = Owner(cik="0001900001", name="Zed Zoe")
    answer = _ask(signature, power_of_attorney(), owner=owner)
    assert answer.verdict is not Verdict.AUTHORIZED


# --- who signed the paper ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "paper",
    [
        pytest.param(replace(power_of_attorney(), grantors=("Robert Roe",)), id="signed by a stranger"),
        pytest.param(replace(power_of_attorney(), grantors=("Jonas Feld",)), id="signed by the attorney"),
        pytest.param(replace(power_of_attorney(), grantors=("M. Adler",)), id="signed by a doubtful name"),
        pytest.param(
            replace(power_of_attorney(), type=InstrumentType.LETTER, grantors=("Robert Roe",)),
            id="a letter of somebody else",
        ),
        pytest.param(
            replace(power_of_attorney(), type=InstrumentType.ENTITY_RESOLUTION, grantors=("Robert Roe",)),
            id="an entity's resolution on a person",
        ),
    ],
)
def test_a_power_that_the_owner_did_not_sign_proves_nothing(paper: Instrument) -> None:
    """For a person; an entity's paper is signed by whoever may sign for it, and a court's by the court."""
    assert _ask(ATTORNEY, paper).verdict is not Verdict.AUTHORIZED


# --- what is recorded under another name -----------------------------------------------------------------


@pytest.mark.xfail(strict=True, reason="organisations are compared letter by letter, unlike people")
@pytest.mark.parametrize("recorded", ["Acme, Inc.", "ACME Corporation", "The Acme Company"])
def test_an_end_of_employment_is_not_missed_for_the_legal_form(recorded: str) -> None:
    """A near name is a doubt (AGENT_STATUS_ENDED or NAME_WEAK), as it is with the names of persons."""
    paper = replace(power_of_attorney(), term=(Term(TermRule.ATTORNEY_STATUS, organisation="Acme"),))
    left = StatusEnd(id="left", person="Jonas Feld", organisation=recorded, date=date(2026, 1, 1))
    assert _ask(ATTORNEY, paper, events=[left]).verdict is not Verdict.AUTHORIZED


# --- breaking down -----------------------------------------------------------------------------------------


def test_a_term_that_ends_after_the_last_day_of_the_calendar_breaks_nothing() -> None:
    paper = replace(power_of_attorney(executed=date(9999, 12, 31)), term=(Term(TermRule.DURATION, years=1),))
    assert _ask(ATTORNEY, paper).verdict is Verdict.NOT_AUTHORIZED


def test_duties_that_end_after_the_last_day_of_the_calendar_break_nothing() -> None:
    term = Term(TermRule.OBLIGATION_END, obligation=Obligation.SECTION_16, issuers=("0001900000",))
    left = CeasedInsider(id="left", owner="Miriam Adler", issuer="0001900000", date=date(9999, 11, 30))
    paper = replace(power_of_attorney(), term=(term,))
    answer = _ask(ATTORNEY, paper, events=[left], signed="9999-12-31", as_of=date(9999, 12, 31))
    assert answer.verdict is Verdict.AUTHORIZED


@pytest.mark.xfail(strict=True, reason="the budget holds for one world, and worlds and papers multiply")
def test_the_search_is_bounded_over_all_orders_of_papers_of_one_day() -> None:
    """Ten papers of one day take seconds, forty a minute, and a hostile registry has thousands."""
    replaces = Supersession(SupersessionKind.PRIOR_BY_PRINCIPAL)
    papers = [
        replace(power_of_attorney(f"paper-{number}", executed=date(2026, 4, 7)), supersedes=replaces)
        for number in range(10)
    ]
    assert _ask(ATTORNEY, *papers).best.trace.tests <= MOST_TESTS
