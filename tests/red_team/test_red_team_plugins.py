"""A hostile or careless plugin does not change what the others found, nor pass unnoticed.

A plugin is code in the same process, so one that ends the process or rewrites the package cannot be held
back; what is specified here is that nothing short of that makes a run pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

from preflight.authority.registry import Registry
from preflight.checks import authority
from preflight.findings import Finding, Place, Related, Rule, Severity
from preflight.hookspecs import PluginOptions, hookimpl
from preflight.plugins import load_plugins
from preflight.result import ExitStatus, RunResult

EVIL = Rule("EVL001", Severity.INFO, "Evil", "test", message="m", remedy="r")

Run = Callable[..., RunResult]
Make = Callable[..., ModuleType]


@hookimpl
def preflight_rules() -> list[Rule]:
    return [EVIL]


class Text(str):
    """A text that breaks whoever writes it out or compares it."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("no comparison")

    def __str__(self) -> str:
        raise RuntimeError("no text")


class Spot(Place):
    """A place that breaks whoever writes it out."""

    def __str__(self) -> str:
        raise RuntimeError("no place")


def _ids(result: RunResult) -> set[str]:
    return {finding.rule.id for finding in result.findings}


GOOD = EVIL.at(Place("x"))


@pytest.mark.parametrize(
    "finding",
    [
        pytest.param(replace(GOOD, message=Text("x")), id="message that is a trap"),
        pytest.param(replace(GOOD, remedy=Text("x")), id="remedy that is a trap"),
        pytest.param(replace(GOOD, place=Spot("x")), id="place that is a trap"),
        pytest.param(EVIL.at(Place(3)), id="draft that is a number"),  # type: ignore[arg-type]
        pytest.param(EVIL.at(Place("x", "1")), id="line that is a text"),  # type: ignore[arg-type]
        pytest.param(EVIL.at(Place("x", element=Text("x"))), id="element that is a trap"),
        pytest.param(replace(GOOD, related=(3,)), id="related to a number"),  # type: ignore[arg-type]
        pytest.param(replace(GOOD, related=(Related("x", Spot("x")),)), id="related to a trap"),
        pytest.param(replace(GOOD, values={"x": Text("x")}), id="value that is a trap"),
        pytest.param(replace(GOOD, values={"x": 10**5000}), id="number that cannot be written"),
        pytest.param(replace(GOOD, values={"x": (Text("x"),)}), id="values that are traps"),
    ],
)
def test_a_finding_that_would_break_the_report_is_the_plugins_fault(
    evil: Make, run_with: Run, finding: Finding
) -> None:
    """Caught where it is yielded, so that the others' findings are still reported."""

    @hookimpl
    def preflight_check(filing: Any) -> Iterator[Finding]:
        yield finding

    result = run_with(evil(preflight_rules=preflight_rules, preflight_check=preflight_check))
    assert result.status is ExitStatus.NOT_CARRIED_OUT
    assert "PLG003" in _ids(result)


@pytest.mark.parametrize("error", [SystemExit, GeneratorExit, RuntimeError])
def test_an_exception_whose_text_breaks_is_still_the_plugins_fault(
    evil: Make, run_with: Run, error: type[BaseException]
) -> None:
    class SilentError(Exception):
        def __str__(self) -> str:
            raise error

    @hookimpl
    def preflight_check(filing: Any) -> None:
        raise SilentError

    result = run_with(evil(preflight_rules=preflight_rules, preflight_check=preflight_check))
    assert (result.status, "PLG002" in _ids(result)) == (ExitStatus.NOT_CARRIED_OUT, True)


def test_a_rule_of_another_plugin_that_was_made_milder_is_told_from_the_declared_one(
    evil: Make, run_with: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    milder = replace(authority.AUT003)
    monkeypatch.setattr(authority, "AUT003", milder)
    monkeypatch.setattr(authority, "preflight_rules", hookimpl(lambda: [milder]))

    @hookimpl
    def preflight_validate_authority(filing: Any) -> None:
        object.__setattr__(milder, "severity", Severity.INFO)
        object.__setattr__(milder, "suppressible", True)

    @hookimpl
    def preflight_check(filing: Any) -> Iterator[Finding]:
        preflight_validate_authority(filing)
        yield replace(GOOD, rule=milder)

    plugins = evil(preflight_rules=hookimpl(lambda: [milder]), preflight_check=preflight_check)
    result = run_with(plugins)
    assert (result.status, "PLG003" in _ids(result)) == (ExitStatus.NOT_CARRIED_OUT, True)


@pytest.mark.parametrize(
    "hook", ["preflight_check", "preflight_open_registry", "preflight_rules", "preflight_reporters"]
)
@pytest.mark.parametrize("option", ["wrapper", "hookwrapper"])
def test_nothing_wraps_a_hook(evil: Make, hook: str, option: str) -> None:
    def wrap() -> Iterator[None]:
        yield

    plugins = load_plugins(third_party=False)
    marked = hookimpl(**{option: True})(wrap)  # type: ignore[call-overload]
    plugins.add(evil(**{hook: marked}), "evil", version="1", origin="test")
    assert [finding.rule.id for finding in plugins.findings] == ["PLG006"]
    assert "wraps" in plugins.findings[0].message


def test_a_hook_that_its_author_forgot_to_mark_is_no_hook_and_is_said(evil: Make) -> None:
    """It would never be called, and a gate that misses its plugin must not pass."""

    def preflight_check(filing: Any) -> None:
        raise AssertionError

    plugins = load_plugins(third_party=False)
    plugins.add(evil(preflight_check=preflight_check), "house", version="1", origin="test")
    assert "@hookimpl" in plugins.findings[0].message


@pytest.mark.parametrize(
    "rule",
    [
        Rule("EVL001", Severity.INFO, 3, "s"),  # type: ignore[arg-type]
        Rule("EVL001", Severity.INFO, "t", "s", message=None),  # type: ignore[arg-type]
        Rule("EVL001", 1, "t", "s"),  # type: ignore[arg-type]
        Rule(Text("EVL001"), Severity.INFO, "t", "s"),
    ],
)
def test_a_rule_with_values_that_are_no_text_is_refused(evil: Make, rule: Rule) -> None:
    plugins = load_plugins(third_party=False)
    plugins.add(evil(preflight_rules=hookimpl(lambda: [rule])), "evil", version="1", origin="test")
    assert [finding.rule.id for finding in plugins.findings] == ["PLG006"]


def test_a_setting_without_a_type_is_refused(evil: Make) -> None:
    @hookimpl
    def preflight_options(options: PluginOptions) -> None:
        options.add("x", "str", help="x")  # type: ignore[arg-type]

    plugins = load_plugins(third_party=False)
    plugins.add(evil(preflight_options=preflight_options), "evil", version="1", origin="test")
    assert [finding.rule.id for finding in plugins.findings] == ["PLG006"]


def test_a_plugin_that_vanishes_during_the_run_is_missed(evil: Make, run_with: Run) -> None:
    @hookimpl
    def preflight_check(filing: Any) -> None:
        import gc

        from preflight.plugins import Plugins

        for each in gc.get_objects():
            if isinstance(each, Plugins) and each.manager.has_plugin("authority"):
                each.manager.unregister(name="authority")

    result = run_with(evil(preflight_check=preflight_check))
    assert (result.status, "PLG006" in _ids(result)) == (ExitStatus.NOT_CARRIED_OUT, True)


@pytest.mark.parametrize(
    ("name", "is_error"),
    [("authorty", True), ("Authority", True), ("authority ", True), ("trading-windows", False)],
)
def test_a_misspelt_name_to_be_disabled_is_an_error(name: str, is_error: bool) -> None:
    plugins = load_plugins(third_party=False, disabled=[name])
    assert [finding.rule.id for finding in plugins.findings] == (["PLG007"] if is_error else [])


@pytest.mark.parametrize("answer", [3, {}, "registry", iter(())])
def test_what_a_plugin_opens_as_a_registry_is_one(evil: Make, tmp_path: Any, answer: object) -> None:
    from preflight.config import load_settings
    from preflight.engine import check_drafts
    from preflight.testing import TODAY, draft_xml

    @hookimpl
    def preflight_open_registry(location: str) -> object:
        return answer if location.startswith("vault:") else None

    plugins = load_plugins(third_party=False)
    plugins.add(evil(preflight_open_registry=preflight_open_registry), "vault", version="1", origin="test")
    (tmp_path / "draft.xml").write_bytes(draft_xml())
    settings = load_settings({"registry": "vault://x"}, environment={}, start=tmp_path)
    result = check_drafts([str(tmp_path / "draft.xml")], settings, plugins, today=TODAY)
    assert (result.status, _ids(result)) == (ExitStatus.NOT_CARRIED_OUT, {"REG001"})
    assert Registry.__name__.lower() in next(iter(result.findings)).message


@pytest.mark.parametrize("select", ["AUT002", "AUT013", "AUT003,FNT"])
def test_whoever_selects_a_rule_on_authority_is_told_the_verdict(tmp_path: Any, select: str) -> None:
    """Else the report says "not authorized" and the run passes."""
    from preflight.config import load_settings
    from preflight.engine import check_filing
    from preflight.testing import TODAY, Signature, filing, power_of_attorney, registry

    settings = load_settings({"select": select}, environment={}, start=tmp_path)
    result = check_filing(
        filing(signatures=[Signature("/s/ Robert Roe, attorney-in-fact")]),
        settings,
        load_plugins(third_party=False),
        registry=registry(power_of_attorney()),
        today=TODAY,
    )
    assert (result.status, _ids(result)) == (ExitStatus.FINDINGS, {"AUT001"})
