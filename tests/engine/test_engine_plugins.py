"""Loading plugins: what is refused, what is required, what is left out, and what settings do."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from preflight.findings import Rule, Severity
from preflight.hookspecs import PluginOptions, hookimpl
from preflight.plugins import Plugins, load_plugins
from preflight.result import ExitStatus, RunResult

Run = Callable[..., RunResult]
Draft = Callable[..., str]
Make = Callable[..., object]

ONE = Rule("ONE001", Severity.WARNING, "One", "test", message="One.")


def _loaded(plugin: object) -> Plugins:
    plugins = load_plugins(built_in=(), third_party=False)
    plugins.add(plugin, "house", version="1.0", origin="test")
    return plugins


@hookimpl
def preflight_rules() -> list[Rule]:
    return [ONE]


@hookimpl
def misspelt(filing: object) -> None: ...


@hookimpl
def unknown_argument(filing: object, weather: object) -> None: ...


@hookimpl(wrapper=True)
def new_wrapper(filing: object) -> Iterator[None]:
    yield


@hookimpl(hookwrapper=True)
def old_wrapper(filing: object) -> Iterator[None]:
    yield


@hookimpl(wrapper=True)
def authority_wrapper(request: object) -> Iterator[None]:
    yield


def _returning(value: object) -> Callable[[], object]:
    @hookimpl
    def hook() -> object:
        return value

    return hook


def _leaving() -> Callable[[], object]:
    @hookimpl
    def hook() -> object:
        raise SystemExit(0)

    return hook


REFUSED = {
    "a misspelt hook": ({"preflight_chek": misspelt}, "preflight_chek"),
    "an argument that no hook has": ({"preflight_check": unknown_argument}, "weather"),
    "a wrapper of the checks": ({"preflight_check": new_wrapper}, "wraps preflight_check"),
    "an old-style wrapper": ({"preflight_check": old_wrapper}, "wraps preflight_check"),
    "a wrapper of authority": (
        {"preflight_validate_authority": authority_wrapper},
        "wraps preflight_validate_authority",
    ),
    "rules that are text": ({"preflight_rules": _returning(["ACM001"])}, "not a Rule"),
    "no rules at all": ({"preflight_rules": _returning(None)}, "TypeError"),
    "an id of the wrong form": (
        {"preflight_rules": _returning([Rule("acme-1", Severity.INFO, "x", "y")])},
        "acme-1",
    ),
    "an id declared twice": ({"preflight_rules": _returning([ONE, ONE])}, "ONE001 twice"),
    "an exit from the rules": ({"preflight_rules": _leaving()}, "SystemExit"),
}


@pytest.mark.parametrize(("hooks", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_what_breaks_the_contract_is_refused_and_left_out(
    plugin: Make, hooks: dict[str, object], words: str
) -> None:
    plugins = _loaded(plugin(**hooks))
    (finding,) = plugins.findings
    assert finding.rule.id == "PLG006"
    assert words in finding.message
    assert plugins.infos["house"].state == "refused"
    assert list(plugins.implementations("preflight_check")) == []


def test_a_refused_plugin_makes_the_status_two(run: Run, draft: Draft, plugin: Make) -> None:
    result = run(draft(), {"house": plugin(preflight_chek=misspelt)})
    assert result.status is ExitStatus.NOT_CARRIED_OUT


def test_two_plugins_that_claim_one_rule_are_both_named(run: Run, draft: Draft, plugin: Make) -> None:
    result = run(
        draft(),
        {"house": plugin(preflight_rules=preflight_rules), "other": plugin(preflight_rules=preflight_rules)},
    )
    (finding,) = result.run_findings
    assert finding.rule.id == "PLG005"
    assert finding.message == 'The plugins "other" and "house" both claim the rule ONE001.'
    assert result.status is ExitStatus.NOT_CARRIED_OUT


@pytest.mark.parametrize("rule_id", ["XML001", "PLG002", "CFG001", "REG001"])
def test_no_plugin_may_claim_a_rule_of_the_engine(run: Run, draft: Draft, plugin: Make, rule_id: str) -> None:
    claimed = _returning([Rule(rule_id, Severity.INFO, "Mine", "test")])
    result = run(draft(), {"house": plugin(preflight_rules=claimed)})
    assert [finding.rule.id for finding in result.run_findings] == ["PLG005"]
    assert result.status is ExitStatus.NOT_CARRIED_OUT


def test_a_second_plugin_of_one_name_does_not_push_out_the_first(plugin: Make) -> None:
    plugins = _loaded(plugin(preflight_rules=preflight_rules))
    plugins.add(plugin(), "house", version="2.0", origin="elsewhere")
    assert [finding.rule.id for finding in plugins.findings] == ["PLG006"]
    assert plugins.declared("house") == {"ONE001": ONE}
    assert plugins.infos["house"].version == "1.0"


class TestRequired:
    """`required-plugins`: a gate that misses its plugin must not pass."""

    @pytest.mark.parametrize(
        ("requirement", "reason"),
        [
            ("house", None),
            ("house>=1", None),
            ("house>=1.0.0", None),
            ("house >= 0.9", None),
            ("house>=1.1", "but version 1.0 is installed"),
            ("house>=10", "but version 1.0 is installed"),
            ("house>=", "not written as NAME or NAME>=VERSION"),
            ("house>=newest", "not written as NAME or NAME>=VERSION"),
            ("house==1.0", "not installed"),
            ("absent", "not installed"),
        ],
    )
    def test_requirements(
        self, monkeypatch: pytest.MonkeyPatch, requirement: str, reason: str | None
    ) -> None:
        module = ModuleType("house_plugin")
        monkeypatch.setitem(sys.modules, "house_plugin", module)
        monkeypatch.setattr("preflight.__version__", "1.0")
        plugins = load_plugins(
            built_in=(("house", "house_plugin"),), third_party=False, required=(requirement,)
        )
        assert [finding.rule.id for finding in plugins.findings] == ([] if reason is None else ["PLG004"])
        assert reason is None or reason in plugins.findings[0].message

    def test_a_disabled_plugin_is_missing_too(self, monkeypatch: pytest.MonkeyPatch) -> None:
        plugins = load_plugins(
            built_in=(("house", "house_plugin"),), disabled=("house",), third_party=False, required=("house",)
        )
        assert "which is disabled" in plugins.findings[0].message
        assert plugins.infos["house"].state == "disabled"


def test_a_disabled_plugin_is_not_even_imported() -> None:
    plugins = load_plugins(built_in=(("ghost", "no_such_module"),), disabled=("ghost",), third_party=False)
    assert plugins.findings == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("raise RuntimeError('half built')", "RuntimeError: half built"),
        ("raise SystemExit(0)", "SystemExit"),
        ("import no_such_library", "no_such_library"),
        ("def broken(:", "SyntaxError"),
    ],
)
def test_a_plugin_that_cannot_be_imported_is_named_and_the_others_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, words: str
) -> None:
    (tmp_path / "broken_house.py").write_text(body, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setitem(sys.modules, "sound_house", ModuleType("sound_house"))
    sys.modules.pop("broken_house", None)
    plugins = load_plugins(built_in=(("broken", "broken_house"), ("sound", "sound_house")), third_party=False)
    (finding,) = plugins.findings
    assert finding.rule.id == "PLG001"
    assert 'The plugin "broken"' in finding.message
    assert words in finding.message
    assert {name: info.state for name, info in plugins.infos.items()} == {
        "broken": "refused",
        "sound": "active",
    }


class TestEntryPoints:
    """Third-party plugins come in through the entry-point group."""

    @staticmethod
    def _install(folder: Path, name: str, body: str, entry: str) -> None:
        (folder / f"{name}.py").write_text(body, encoding="utf-8")
        info = folder / f"{name}-2.5.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {name}\nVersion: 2.5\n", encoding="utf-8"
        )
        (info / "entry_points.txt").write_text(f"[preflight]\n{entry}\n", encoding="utf-8")

    BODY = (
        "from preflight import Rule, Severity, hookimpl\n"
        "R = Rule('EXT001', Severity.WARNING, 'Ext', 'test', message='Ext.')\n"
        "@hookimpl\ndef preflight_rules():\n    return [R]\n"
        "@hookimpl\ndef preflight_check(filing):\n    yield R.at(filing.place)\n"
    )

    def test_an_installed_plugin_is_found_with_its_version(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self._install(tmp_path, "acme_ext", self.BODY, "acme = acme_ext")
        monkeypatch.syspath_prepend(str(tmp_path))
        plugins = load_plugins(built_in=())
        info = plugins.infos["acme"]
        assert (info.version, info.origin, info.state) == ("2.5", "acme_ext", "active")
        assert "EXT001" in plugins.rules

    def test_third_party_plugins_can_be_left_out(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self._install(tmp_path, "acme_out", self.BODY, "acme-out = acme_out")
        monkeypatch.syspath_prepend(str(tmp_path))
        assert load_plugins(built_in=(), third_party=False).infos == {}
        assert load_plugins(built_in=(), disabled=("acme-out",)).infos["acme-out"].state == "disabled"

    def test_a_name_that_is_taken_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._install(tmp_path, "acme_twin", self.BODY, "schema = acme_twin")
        monkeypatch.syspath_prepend(str(tmp_path))
        plugins = load_plugins(built_in=(("schema", "preflight.checks.schema"),))
        assert any("its name is taken" in finding.message for finding in plugins.findings)
        assert plugins.infos["schema"].origin == "built-in"


class TestSettings:
    """A plugin's own settings are declared, defaulted and checked."""

    @staticmethod
    def _plugin(make: Make, seen: list[Any]) -> object:
        @hookimpl
        def preflight_options(options: PluginOptions) -> None:
            options.add("calendar", str, default="none", help="path of the calendar")
            options.add("days", int, default=2, help="days of notice")
            options.add("strict", bool, default=False, help="whether to be strict")

        @hookimpl
        def preflight_check(context: Any) -> None:
            seen.append(dict(context.settings))

        return make(preflight_options=preflight_options, preflight_check=preflight_check)

    def test_defaults_are_overlaid_by_the_file(self, run: Run, draft: Draft, plugin: Make) -> None:
        seen: list[Any] = []
        result = run(draft(), {"house": self._plugin(plugin, seen)}, "[plugins.house]\ndays = 5\n")
        assert seen == [{"calendar": "none", "days": 5, "strict": False}]
        assert result.status is ExitStatus.CLEAN

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("[plugins.house]\ndaze = 5\n", "there is no setting 'daze'; known are: calendar, days, strict"),
            ("[plugins.house]\ndays = 'five'\n", "days must be of type int, not str"),
            ("[plugins.house]\ndays = true\n", "days must be of type int, not bool"),
            ("[plugins.hause]\ndays = 5\n", "there is no plugin of this name"),
        ],
    )
    def test_what_cannot_be_used_makes_the_status_two(
        self, run: Run, draft: Draft, plugin: Make, text: str, words: str
    ) -> None:
        result = run(draft(), {"house": self._plugin(plugin, [])}, text)
        (finding,) = result.run_findings
        assert finding.rule.id == "PLG007"
        assert words in finding.message
        assert result.status is ExitStatus.NOT_CARRIED_OUT
