"""Runs: statuses over several drafts, unreadable drafts, registries, selection, the as-of day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from preflight.findings import Rule, Severity
from preflight.hookspecs import hookimpl
from preflight.registries import RegistryError
from preflight.result import ExitStatus, RunResult
from preflight.testing import registry

Run = Callable[..., RunResult]
Draft = Callable[..., str]
Make = Callable[..., object]

RULES = {
    severity: Rule(f"SEV00{severity.value}", severity, severity.label, "test", message="Found.")
    for severity in Severity
}
AUTHORITY = Rule("AUT999", Severity.ERROR, "Authority", "test", message="Nobody may.", suppressible=False)


@pytest.fixture
def severe(plugin: Make) -> object:
    """A plugin that reports a finding of the severity that the draft's remarks name."""

    @hookimpl
    def preflight_rules() -> list[Rule]:
        return list(RULES.values())

    @hookimpl
    def preflight_check(filing: Any) -> object:
        word = filing.remarks.text if filing.remarks is not None else ""
        return [rule.at(filing.place) for severity, rule in RULES.items() if severity.label == word]

    return plugin(preflight_rules=preflight_rules, preflight_check=preflight_check)


@pytest.mark.parametrize(
    ("severity", "fail_level", "status"),
    [
        ("", "info", ExitStatus.CLEAN),
        ("info", "info", ExitStatus.FINDINGS),
        ("info", "warning", ExitStatus.CLEAN),
        ("warning", "warning", ExitStatus.FINDINGS),
        ("warning", "error", ExitStatus.CLEAN),
        ("error", "error", ExitStatus.FINDINGS),
        ("error", "info", ExitStatus.FINDINGS),
    ],
)
def test_the_fail_level_decides_between_zero_and_one(
    run: Run, draft: Draft, severe: object, severity: str, fail_level: str, status: ExitStatus
) -> None:
    result = run(draft(remarks=severity or None), {"severe": severe}, fail_level=fail_level)
    assert result.status is status


@pytest.mark.parametrize(
    ("remarks", "unreadable", "status"),
    [
        (["", ""], False, ExitStatus.CLEAN),
        (["", "error"], False, ExitStatus.FINDINGS),
        (["error", ""], False, ExitStatus.FINDINGS),
        (["", ""], True, ExitStatus.NOT_CARRIED_OUT),
        (["error", ""], True, ExitStatus.NOT_CARRIED_OUT),
    ],
)
def test_the_status_of_a_run_is_the_worst_of_its_drafts_and_all_are_reported(
    run: Run, draft: Draft, severe: object, remarks: list[str], unreadable: bool, status: ExitStatus
) -> None:
    drafts = [draft(f"form{number}.xml", remarks=word or None) for number, word in enumerate(remarks)]
    if unreadable:
        drafts.insert(1, "no-such-draft.xml")
    result = run(drafts, {"severe": severe})
    assert result.status is status
    assert [each.draft for each in result.drafts] == drafts


def test_a_draft_that_cannot_be_read_is_a_finding_of_its_own_rule(run: Run) -> None:
    result = run("no-such-draft.xml")
    (finding,) = result.findings
    assert finding.rule.id == "XML001"
    assert result.drafts[0].filing is None
    assert not result.drafts[0].carried_out


def test_no_drafts_at_all_is_no_pass(run: Run) -> None:
    assert run([]).status is ExitStatus.NOT_CARRIED_OUT


def test_a_folder_stands_for_its_drafts(run: Run, draft: Draft, tmp_path: Path) -> None:
    draft("a.xml")
    (tmp_path / "notes.txt").write_text("LIMITED POWER OF ATTORNEY", encoding="ascii")
    draft("b.xml")
    result = run(str(tmp_path))
    assert [Path(each.draft).name for each in result.drafts] == ["a.xml", "b.xml"]
    assert result.status is ExitStatus.CLEAN


def test_a_folder_without_drafts_is_reported_even_beside_good_drafts(
    run: Run, draft: Draft, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    result = run([draft(), str(empty)])
    assert result.status is ExitStatus.NOT_CARRIED_OUT
    assert [finding.place.draft for finding in result.findings] == [str(empty)]


def test_two_documents_in_one_draft_are_two_results(run: Run, draft: Draft, tmp_path: Path) -> None:
    xml = Path(draft()).read_text(encoding="utf-8")
    block = f"<DOCUMENT>\n<TYPE>4\n<TEXT>\n<XML>\n{xml}</XML>\n</TEXT>\n</DOCUMENT>\n"
    path = tmp_path / "both.txt"
    path.write_text(block + block, encoding="utf-8")
    assert len(run(str(path)).drafts) == 2


class TestAsOf:
    """The day for which the question is asked comes from the settings, else from the caller."""

    @staticmethod
    def _watcher(make: Make, seen: list[Any]) -> object:
        @hookimpl
        def preflight_check(context: Any) -> None:
            seen.append((context.as_of, context.known_at, context.filing_date))

        return make(preflight_check=preflight_check)

    def test_it_is_today_by_default(self, run: Run, draft: Draft, plugin: Make) -> None:
        seen: list[Any] = []
        result = run(draft(), {"watch": self._watcher(plugin, seen)}, today=date(2026, 4, 14))
        assert seen == [(date(2026, 4, 14), None, date(2026, 4, 14))]
        assert result.as_of == date(2026, 4, 14)

    def test_the_settings_may_name_it(self, run: Run, draft: Draft, plugin: Make) -> None:
        seen: list[Any] = []
        flags = {"as_of": "2026-04-09", "known_at": "2026-04-01", "filing_date": "2026-04-10"}
        run(draft(), {"watch": self._watcher(plugin, seen)}, today=date(2030, 1, 1), **flags)
        assert seen == [(date(2026, 4, 9), date(2026, 4, 1), date(2026, 4, 10))]

    def test_a_disseminated_filing_was_filed_when_its_header_says(
        self, run: Run, draft: Draft, plugin: Make, tmp_path: Path
    ) -> None:
        seen: list[Any] = []
        xml = Path(draft(schema_version="X0609")).read_text(encoding="utf-8")
        path = tmp_path / "submission.txt"
        head = "<SEC-DOCUMENT>x\nFILED AS OF DATE:\t\t20260410\n"
        path.write_text(f"{head}<DOCUMENT>\n<TYPE>4\n<TEXT>\n<XML>\n{xml}</XML>\n", encoding="utf-8")
        run(str(path), {"watch": self._watcher(plugin, seen)})
        assert seen[0][2] == date(2026, 4, 10)


class TestRegistries:
    """The registry of the run: the one in the settings, else the nearest; opened once; never half a pass."""

    @staticmethod
    def _plugin(make: Make, opened: list[str], answer: Callable[[str], object]) -> object:
        @hookimpl
        def preflight_rules() -> list[Rule]:
            return [AUTHORITY]

        @hookimpl
        def preflight_open_registry(location: str) -> object:
            opened.append(location)
            return answer(location)

        return make(preflight_rules=preflight_rules, preflight_open_registry=preflight_open_registry)

    def test_it_is_opened_once_for_all_drafts(self, run: Run, draft: Draft, plugin: Make) -> None:
        opened: list[str] = []
        house = self._plugin(plugin, opened, lambda location: registry())
        result = run([draft("a.xml"), draft("b.xml")], {"house": house}, registry="vault:poa")
        assert opened == ["vault:poa"]
        assert [each.registry is not None for each in result.drafts] == [True, True]

    def test_the_nearest_file_from_the_draft_up_is_taken(
        self, run: Run, draft: Draft, plugin: Make, tmp_path: Path
    ) -> None:
        opened: list[str] = []
        (tmp_path / "sub").mkdir()
        (tmp_path / "poa-registry.json").write_text("{}", encoding="utf-8")
        house = self._plugin(plugin, opened, lambda location: registry())
        run([draft("sub/a.xml"), draft("b.xml")], {"house": house})
        assert opened == [str(tmp_path / "poa-registry.json")]

    def test_none_at_all_is_no_error_of_the_registry(self, run: Run, draft: Draft, plugin: Make) -> None:
        result = run(draft(), {"house": self._plugin(plugin, [], lambda location: registry())})
        assert result.drafts[0].registry is None
        assert "REG001" not in [finding.rule.id for finding in result.findings]

    @staticmethod
    def _unreachable(location: str) -> object:
        raise RegistryError("the server does not answer", remedy="Try again later.")

    @staticmethod
    def _broken(location: str) -> object:
        raise SystemExit(0)

    @pytest.mark.parametrize(
        ("answer", "words"),
        [
            ("_unreachable", "the server does not answer"),
            ("_broken", 'the plugin "house" broke'),
            (None, "no plugin can open such a location"),
        ],
    )
    def test_one_that_cannot_be_used_makes_the_status_two(
        self, run: Run, draft: Draft, plugin: Make, answer: str | None, words: str
    ) -> None:
        opener = (lambda location: None) if answer is None else getattr(self, answer)
        result = run(draft(), {"house": self._plugin(plugin, [], opener)}, registry="vault:poa")
        found = [finding for finding in result.findings if finding.rule.id == "REG001"]
        assert result.status is ExitStatus.NOT_CARRIED_OUT
        assert len(found) == 1
        assert words in found[0].message
        assert found[0].remedy
        assert result.drafts[0].decisions == ()

    def test_an_error_makes_every_draft_fail_though_the_registry_is_asked_once(
        self, run: Run, draft: Draft, plugin: Make
    ) -> None:
        opened: list[str] = []
        house = self._plugin(plugin, opened, self._unreachable)
        result = run([draft("a.xml"), draft("b.xml")], {"house": house}, registry="vault:poa")
        assert opened == ["vault:poa"]
        assert [each.carried_out for each in result.drafts] == [False, False]


class TestSelect:
    """`--select` limits what is reported, never what makes a run untrustworthy."""

    def test_other_rules_are_left_out(self, run: Run, draft: Draft, severe: object) -> None:
        result = run(draft(remarks="error"), {"severe": severe}, select="SEV001")
        assert list(result.findings) == []
        assert result.status is ExitStatus.CLEAN

    def test_a_family_selects_its_rules(self, run: Run, draft: Draft, severe: object) -> None:
        result = run(draft(remarks="error"), {"severe": severe}, select="SEV")
        assert [finding.rule.id for finding in result.findings] == ["SEV003"]

    def test_an_unreadable_draft_is_always_reported(self, run: Run, severe: object) -> None:
        assert run("none.xml", {"severe": severe}, select="SEV").status is ExitStatus.NOT_CARRIED_OUT

    def test_a_broken_plugin_is_always_reported(self, run: Run, draft: Draft, plugin: Make) -> None:
        @hookimpl
        def preflight_check(filing: Any) -> None:
            raise ValueError("broken")

        result = run(draft(), {"house": plugin(preflight_check=preflight_check)}, select="SEV")
        assert result.status is ExitStatus.NOT_CARRIED_OUT

    def test_authority_is_said_to_be_left_out(
        self, run: Run, draft: Draft, plugin: Make, severe: object
    ) -> None:
        house = TestRegistries._plugin(plugin, opened := [], lambda location: registry())
        plugins = {"severe": severe, "house": house}
        result = run(draft(), plugins, select="SEV", registry="vault:poa")
        assert not result.authority_examined
        assert opened == []
        assert run(draft(), plugins, registry="vault:poa").authority_examined

    def test_a_third_party_policy_on_authority_is_asked_even_when_only_it_is_selected(
        self, run: Run, draft: Draft, plugin: Make
    ) -> None:
        rule = Rule("WIN001", Severity.ERROR, "Left the house", "test", message="Left.")

        @hookimpl
        def preflight_rules() -> list[Rule]:
            return [rule]

        @hookimpl
        def preflight_validate_authority(filing: Any) -> object:
            return [rule.at(filing.place)]

        policy = plugin(
            preflight_rules=preflight_rules, preflight_validate_authority=preflight_validate_authority
        )
        house = TestRegistries._plugin(plugin, [], lambda location: registry())
        plugins = {"policy": policy, "house": house}
        result = run(draft(), plugins, select="WIN", registry="vault:poa")
        assert [finding.rule.id for finding in result.findings] == ["WIN001"]
        assert result.drafts[0].decisions == ()
