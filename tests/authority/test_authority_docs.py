"""docs/authority.md speaks of every reason code, with its verdict, and its boundary days are what holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from preflight.authority import instruments as m
from preflight.authority.decide import MOST_WORLDS
from preflight.authority.graph import authority_graph
from preflight.authority.reasons import Reason
from preflight.authority.registry import Registry
from preflight.authority.search import MOST_GRANTS, MOST_TESTS
from preflight.authority.standing import Standing
from preflight.testing import power_of_attorney
from preflight.testing import registry as registry_of

DAY = date(2025, 6, 2)
STARTED = date(2024, 6, 2)
PAGE = (Path(__file__).parents[2] / "docs" / "authority.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(\w+)` \| (`\w+`|note) \| (.+) \|$", re.MULTILINE)


def _rows() -> list[tuple[str, str, str]]:
    table = PAGE.split("## Reason codes", 1)[1].split("\n## ", 1)[0]
    return [(code, verdict.strip("`"), meaning) for code, verdict, meaning in ROW.findall(table)]


def test_every_code_has_one_row_and_there_is_no_other() -> None:
    assert [code for code, _, _ in _rows()] == [reason.value for reason in Reason]


def test_the_verdicts_are_those_of_the_codes() -> None:
    expected = {reason.value: "note" if reason.verdict is None else reason.verdict.value for reason in Reason}
    assert {code: verdict for code, verdict, _ in _rows()} == expected


def test_every_meaning_is_one_sentence_of_its_own() -> None:
    meanings = [meaning for _, _, meaning in _rows()]
    assert len(set(meanings)) == len(meanings)
    assert [meaning for meaning in meanings if not re.fullmatch(r"[^.]+\.", meaning)] == []


def test_the_limits_named_are_those_of_the_procedure() -> None:
    assert f"{MOST_TESTS:,} grants and {MOST_WORLDS:,} ways" in PAGE
    assert MOST_GRANTS == 5
    assert "five papers at most" in PAGE


# --- the table of boundary days --------------------------------------------------------------------------

ATTORNEY, OWNER = "Jonas Feld", "Miriam Adler"
POWER = power_of_attorney("paper", executed=STARTED)
WITH_DELIVERY = replace(POWER, revocation=m.RevocationClause(delivery=m.Delivery.ATTORNEYS))
OFFICE = m.Attorney("Treasurer of Acme", m.AttorneyKind.OFFICE, "Treasurer", "Acme")


def _term(**values: object) -> m.Instrument:
    return replace(POWER, term=(m.Term(**values),))  # type: ignore[arg-type]


def _revoked(executed: date, *delivered: tuple[str, date]) -> m.Revocation:
    return m.Revocation(
        id="event",
        instrument="paper",
        attorney=None,
        form=m.RevocationForm.SIGNED_WRITING,
        executed=executed,
        delivered=delivered,
    )


def _replaced() -> m.Instrument:
    kind = m.Supersession(m.SupersessionKind.PRIOR_BY_PRINCIPAL)
    return replace(power_of_attorney("later", attorneys=("Ada Loewe",), executed=DAY), supersedes=kind)


CASES: dict[str, Callable[[], Registry]] = {
    "paper signed, or a later effective day": lambda: registry_of(replace(POWER, executed=DAY)),
    '"until" a day, or a term of months or years': lambda: registry_of(
        _term(rule=m.TermRule.DURATION, years=1)
    ),
    '"through" a day': lambda: registry_of(_term(rule=m.TermRule.THROUGH_DATE, date=DAY)),
    "end of the duty to report, as recorded": lambda: registry_of(
        _term(rule=m.TermRule.OBLIGATION_END),
        events=[m.ObligationEnded(id="event", owner="0001900001", issuer="0001900000", date=DAY)],
    ),
    "last day in the job": lambda: registry_of(
        _term(rule=m.TermRule.ATTORNEY_STATUS, organisation="Acme"),
        events=[m.StatusEnd(id="event", person=ATTORNEY, organisation="Acme", date=DAY)],
    ),
    "last day in an office, no successor recorded": lambda: registry_of(
        replace(POWER, attorneys=(OFFICE,)),
        events=[
            m.Incumbency(
                id="event", title="Treasurer", organisation="Acme", person=ATTORNEY, start=STARTED, end=DAY
            )
        ],
    ),
    "revocation that needs no delivery: the writing": lambda: registry_of(POWER, events=[_revoked(DAY)]),
    "revocation that needs delivery: the writing": lambda: registry_of(WITH_DELIVERY, events=[_revoked(DAY)]),
    "revocation that needs delivery: its arrival": lambda: registry_of(
        WITH_DELIVERY, events=[_revoked(DAY - timedelta(days=9), ("*", DAY))]
    ),
    "later paper that replaces this one: its effective day": lambda: registry_of(POWER, _replaced()),
    "resignation": lambda: registry_of(
        POWER, events=[m.Resignation(id="event", instrument="paper", attorney=ATTORNEY, date=DAY)]
    ),
    "death of owner or attorney": lambda: registry_of(
        POWER, events=[m.Death(id="event", person=ATTORNEY, date=DAY)]
    ),
    "incapacity of the attorney": lambda: registry_of(
        POWER, events=[m.Incapacity(id="event", person=ATTORNEY, date=DAY)]
    ),
    "incapacity of the owner, paper not durable": lambda: registry_of(
        replace(POWER, durable=m.Tri.NO), events=[m.Incapacity(id="event", person=OWNER, date=DAY)]
    ),
    "incapacity of the owner, paper silent": lambda: registry_of(
        POWER, events=[m.Incapacity(id="event", person=OWNER, date=DAY)]
    ),
    "incapacity of the owner, paper durable and older": lambda: registry_of(
        replace(POWER, durable=m.Tri.YES), events=[m.Incapacity(id="event", person=OWNER, date=DAY)]
    ),
}
WORDS = {
    Standing.NOT_YET: "not yet",
    Standing.IN_FORCE: "in force",
    Standing.DOUBTFUL: "cannot tell",
    Standing.ENDED: "ended",
}


def _boundaries() -> list[list[str]]:
    table = PAGE.split("| event | day before |", 1)[1].split("\n\n", 1)[0]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines()[2:]]
    return [[cell.strip() for cell in row] for row in rows]


def test_every_boundary_has_its_case() -> None:
    assert [event for event, *_ in _boundaries()] == list(CASES)


@pytest.mark.parametrize("row", _boundaries(), ids=lambda row: row[0])
def test_boundary_days_are_what_the_page_says(row: list[str]) -> None:
    """The day before, the day itself and the day after, each as the procedure has it."""
    event, *told = row
    found = []
    for day in (DAY - timedelta(days=1), DAY, DAY + timedelta(days=1)):
        edge = next(edge for edge in authority_graph(CASES[event](), day).edges if edge.grant == "paper")
        found.append(WORDS[edge.standing])
    assert found == [words.removesuffix(" until delivered") for words in told]
