"""Suppressions: set aside with a reason, counted, and reported when they are wrong or no longer needed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from preflight.findings import Rule, Severity
from preflight.hookspecs import hookimpl
from preflight.result import ExitStatus, RunResult

Run = Callable[..., RunResult]
Draft = Callable[..., str]
Make = Callable[..., object]

LOOSE = Rule("LSE001", Severity.ERROR, "Loose", "test", message="Loose {where}.")
FIRM = Rule("FRM001", Severity.ERROR, "Firm", "test", message="Firm.", suppressible=False)
QUIET = Rule("QUT001", Severity.ERROR, "Never reported", "test")


@pytest.fixture
def house(plugin: Make) -> dict[str, object]:
    """A plugin that reports one suppressible finding for each owner, and one that never is."""

    @hookimpl
    def preflight_rules() -> list[Rule]:
        return [LOOSE, FIRM, QUIET]

    @hookimpl
    def preflight_check(filing: Any) -> object:
        yield from (LOOSE.at(owner.place, where=owner.label) for owner in filing.reporting_owners)
        if filing.remarks is not None:
            yield FIRM.at(filing.place)

    return {"house": plugin(preflight_rules=preflight_rules, preflight_check=preflight_check)}


def _entry(rule: str = "LSE001", **more: str) -> str:
    lines = ["[[suppress]]", f'rule = "{rule}"', 'reason = "ticket 118"']
    lines += [f"{key} = {value}" for key, value in more.items()]
    return "\n".join(lines) + "\n"


def _ids(result: RunResult) -> list[str]:
    return [finding.rule.id for finding in result.findings]


def test_a_used_suppression_sets_the_finding_aside_with_its_reason(
    run: Run, draft: Draft, house: dict[str, object]
) -> None:
    result = run(draft(), house, _entry())
    assert (_ids(result), result.status) == ([], ExitStatus.CLEAN)
    (entry,) = result.drafts[0].suppressed
    assert (entry.finding.rule.id, entry.reason) == ("LSE001", "ticket 118")


@pytest.mark.parametrize(
    ("limits", "suppressed"),
    [
        ({"files": '"*.xml"'}, True),
        ({"files": '"*/form4.xml"'}, True),
        ({"files": '"*/form5.xml"'}, False),
        ({"element": '"/ownershipDocument/reportingOwner"'}, True),
        ({"element": '"/ownershipDocument/issuer"'}, False),
        ({"until": '"2026-04-09"'}, True),
        ({"until": "2026-04-09"}, True),
        ({"until": '"2026-04-08"'}, False),
        ({"fingerprint": '"0123456789abcdef"'}, False),
        ({"files": '"*.xml"', "element": '"/ownershipDocument/issuer"'}, False),
    ],
)
def test_every_limit_of_a_suppression_must_hold(
    run: Run, draft: Draft, house: dict[str, object], limits: dict[str, str], suppressed: bool
) -> None:
    result = run(draft(), house, _entry(**limits))
    assert bool(result.drafts[0].suppressed) is suppressed
    assert ("LSE001" in _ids(result)) is not suppressed


def test_a_fingerprint_suppresses_exactly_one_finding(
    run: Run, draft: Draft, house: dict[str, object]
) -> None:
    path = draft()
    (finding,) = run(path, house).findings
    assert _ids(run(path, house, _entry(fingerprint=f'"{finding.fingerprint}"'))) == []


def test_a_fingerprint_outlives_a_move_of_the_lines(run: Run, draft: Draft, house: dict[str, object]) -> None:
    (before,) = run(draft(), house).findings
    (after,) = run(draft(original="2026-04-08"), house).findings
    assert before.place.line != after.place.line
    assert before.fingerprint == after.fingerprint


class TestReports:
    """What is wrong with the suppressions is itself a finding."""

    def test_one_that_nothing_needs(self, run: Run, draft: Draft, house: dict[str, object]) -> None:
        assert _ids(run(draft(), house, _entry("QUT001"))) == ["CFG001", "LSE001"]

    def test_one_past_its_end_date(self, run: Run, draft: Draft, house: dict[str, object]) -> None:
        result = run(draft(), house, _entry(until="2026-04-08"))
        assert _ids(result) == ["CFG002", "LSE001"]
        assert result.status is ExitStatus.FINDINGS

    def test_the_as_of_day_counts_not_the_clock(
        self, run: Run, draft: Draft, house: dict[str, object]
    ) -> None:
        text = _entry(until="2026-04-08")
        assert _ids(run(draft(), house, text, today=date(2030, 1, 1), as_of="2026-04-08")) == []

    def test_one_of_a_rule_that_cannot_be_suppressed(
        self, run: Run, draft: Draft, house: dict[str, object]
    ) -> None:
        result = run(draft(remarks="x"), house, _entry("FRM001"))
        assert _ids(result) == ["CFG003", "FRM001", "LSE001"]

    @pytest.mark.parametrize("rule", ["XML001", "PLG002", "REG001", "CFG001", "CFG003"])
    def test_no_rule_of_the_engine_can_be_suppressed(
        self, run: Run, house: dict[str, object], rule: str
    ) -> None:
        result = run("none.xml", house, _entry(rule))
        assert _ids(result) == ["CFG003", "XML001"]

    @pytest.mark.parametrize("rule", ["LSE999", "lse001", "LSE"])
    def test_one_of_an_unknown_rule(
        self, run: Run, draft: Draft, house: dict[str, object], rule: str
    ) -> None:
        result = run(draft(), house, _entry(rule))
        assert _ids(result) == ["CFG004", "LSE001"]
        assert result.status is ExitStatus.FINDINGS

    @pytest.mark.parametrize(
        ("text", "flags"),
        [(_entry("QUT001", files='"*/other.xml"'), {}), (_entry("QUT001"), {"select": "LSE"})],
        ids=["its files are not in this run", "its rule is not selected"],
    )
    def test_one_that_this_run_cannot_judge_is_not_called_unneeded(
        self, run: Run, draft: Draft, house: dict[str, object], text: str, flags: dict[str, str]
    ) -> None:
        """A hook that checks only what a commit changes must not call for the others' suppressions."""
        assert _ids(run(draft(), house, text, **flags)) == ["LSE001"]
