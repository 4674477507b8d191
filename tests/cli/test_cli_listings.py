"""`explain`, `rules`, `plugins`, `config`: what they list, in words and as data."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from preflight.cli import main
from preflight.engine import ENGINE_RULES
from preflight.plugins import load_plugins
from preflight.resources import rule_page

Capture = pytest.CaptureFixture[str]

SECTIONS = ("What it checks", "Why", "Example", "How to mend", "When it is silent", "Source")


@pytest.fixture(autouse=True)
def _on_the_desk(desk: Path) -> None:
    """Every test stands in a folder of its own."""


@pytest.fixture
def listed(capsys: Capture) -> Callable[..., Any]:
    """Run a command with ``--format json`` and return what it prints as data."""

    def run(*arguments: str) -> Any:
        assert main([*arguments, "--format", "json"]) == 0
        return json.loads(capsys.readouterr().out)

    return run


class TestExplain:
    """`preflight explain RULE` prints the rule's page."""

    @pytest.mark.parametrize("spelling", ["XML003", "xml003", "XML-003", " xml-003 "])
    def test_a_rule_is_found_in_any_spelling(self, capsys: Capture, spelling: str) -> None:
        assert main(["explain", spelling]) == 0
        assert capsys.readouterr().out == rule_page("XML003")

    @pytest.mark.parametrize(
        ("wanted", "nearest"), [("XML03", "XML00"), ("PLG008", "PLG00"), ("REG01", "REG")]
    )
    def test_an_unknown_rule_gets_a_suggestion(self, capsys: Capture, wanted: str, nearest: str) -> None:
        assert main(["explain", wanted]) == 2
        captured = capsys.readouterr()
        assert captured.out == ""
        assert f"there is no rule {wanted!r}. Did you mean {nearest}" in captured.err

    def test_something_else_altogether_is_sent_to_the_list(self, capsys: Capture) -> None:
        assert main(["explain", "../../etc/passwd"]) == 2
        assert "`preflight rules` lists all of them" in capsys.readouterr().err

    def test_as_data(self, listed: Callable[..., Any]) -> None:
        data = listed("explain", "XML003")
        assert (data["id"], data["severity"], data["suppressible"]) == ("XML003", "error", False)
        assert data["page"] == rule_page("XML003")

    def test_all_rules(self, listed: Callable[..., Any], capsys: Capture) -> None:
        data = listed("explain", "--all", "--no-plugins")
        assert {rule.id for rule in ENGINE_RULES} <= {each["id"] for each in data}
        assert main(["explain", "--all", "--no-plugins"]) == 0
        assert capsys.readouterr().out.count("\n## What it checks\n") == len(data)

    @pytest.mark.parametrize("arguments", [[], ["XML003", "--all"]])
    def test_one_or_all(self, capsys: Capture, arguments: list[str]) -> None:
        assert main(["explain", *arguments]) == 2


def _known_rules() -> list[Any]:
    rules = {rule.id: rule for rule, _ in load_plugins(third_party=False).rules.values()}
    rules.update((rule.id, rule) for rule in ENGINE_RULES)
    return [rules[rule_id] for rule_id in sorted(rules)]


@pytest.mark.parametrize("rule", _known_rules(), ids=lambda rule: rule.id)
def test_every_rule_has_a_page_that_agrees_with_it(rule: Any) -> None:
    page = rule_page(rule.id)
    assert page is not None
    assert page.startswith(f"# {rule.id}: {rule.title}\n")
    assert f"| Severity | {rule.severity.label}" in page
    assert f"| Can be suppressed | {'yes' if rule.suppressible else 'no'} |" in page
    headings = [line.removeprefix("## ") for line in page.splitlines() if line.startswith("## ")]
    assert headings == list(SECTIONS)
    assert "```" in page.split("## Example")[1]
    assert page.split("## Example")[1].split("## How to mend")[0].count("```") % 2 == 0


class TestRules:
    """`preflight rules` lists every rule once, by id."""

    def test_in_words(self, capsys: Capture) -> None:
        assert main(["rules"]) == 0
        lines = capsys.readouterr().out.splitlines()
        ids = [line.split()[0] for line in lines]
        assert ids == sorted(set(ids))
        assert "XML003    error    XML is not well formed  [preflight]" in lines

    def test_as_data(self, listed: Callable[..., Any]) -> None:
        rules = {rule["id"]: rule for rule in listed("rules")}
        assert rules["PLG002"]["plugin"] == "preflight"
        assert rules["AUT001"]["plugin"] == "authority"


class TestPlugins:
    """`preflight plugins` tells what there is and in what state."""

    def test_the_built_in_ones_are_active(self, listed: Callable[..., Any]) -> None:
        plugins = {plugin["name"]: plugin for plugin in listed("plugins", "--no-plugins")}
        assert {"schema", "edgar", "signatures", "authority", "registries"} <= set(plugins)
        assert {plugin["state"] for plugin in plugins.values()} == {"active"}
        assert {plugin["origin"] for plugin in plugins.values()} == {"built-in"}

    def test_a_disabled_one_is_shown_as_that(self, listed: Callable[..., Any]) -> None:
        plugins = {plugin["name"]: plugin for plugin in listed("plugins", "--disable-plugin", "edgar")}
        assert plugins["edgar"]["state"] == "disabled"

    def test_settings_are_listed_with_kind_and_default(self, capsys: Capture) -> None:
        assert main(["plugins"]) == 0
        assert "setting   xsd (str, default '')" in capsys.readouterr().out

    def test_a_missing_required_one_is_two(self, desk: Path, capsys: Capture) -> None:
        (desk / "preflight.toml").write_text('required-plugins = ["acme"]\n', encoding="utf-8")
        assert main(["plugins"]) == 2
        assert "PLG004" in capsys.readouterr().err


class TestConfig:
    """`preflight config` tells each value and where it came from."""

    def test_defaults(self, listed: Callable[..., Any]) -> None:
        data = listed("config")
        assert data["file"] is None
        settings = {setting["name"]: setting for setting in data["settings"]}
        assert settings["fail-level"] == {"name": "fail-level", "value": "error", "origin": "default"}

    def test_file_and_environment(
        self, desk: Path, listed: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        text = 'fail-level = "warning"\nas-of = 2026-04-09\nselect = ["AUT"]\nregistry = "poa.json"\n'
        text += '[[suppress]]\nrule = "FNT001"\nreason = "ticket"\n[plugins.house]\ndays = 5\n'
        (desk / "preflight.toml").write_text(text, encoding="utf-8")
        monkeypatch.setenv("PREFLIGHT_FAIL_LEVEL", "info")
        data = listed("config")
        settings = {setting["name"]: setting for setting in data["settings"]}
        file = str(desk / "preflight.toml")
        assert settings["fail-level"]["value"] == "info"
        assert settings["fail-level"]["origin"] == "PREFLIGHT_FAIL_LEVEL"
        assert settings["as-of"] == {"name": "as-of", "value": "2026-04-09", "origin": file}
        assert settings["select"]["value"] == ["AUT"]
        assert settings["registry"]["value"] == str(desk / "poa.json")
        assert data["suppressions"][0]["rule"] == "FNT001"
        assert data["plugins"] == {"house": {"days": "5"}}

    def test_in_words(self, desk: Path, capsys: Capture) -> None:
        (desk / "preflight.toml").write_text('fail-level = "warning"\n', encoding="utf-8")
        assert main(["config"]) == 0
        out = capsys.readouterr().out
        assert f"configuration file: {desk / 'preflight.toml'}\n" in out
        assert f"fail-level           warning  ({desk / 'preflight.toml'})\n" in out
        assert "third-party-plugins  true  (default)\n" in out

    def test_settings_that_cannot_be_used_are_two(self, desk: Path, capsys: Capture) -> None:
        (desk / "preflight.toml").write_text("fail-levle = 1\n", encoding="utf-8")
        assert main(["config"]) == 2
        assert "Did you mean 'fail-level'?" in capsys.readouterr().err
