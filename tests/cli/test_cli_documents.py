"""The documents say what is so: every setting, hook and status, and examples that run."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from preflight import hookspecs, testing
from preflight.config import SETTINGS, load_settings
from preflight.findings import Severity
from preflight.result import ExitStatus

DOCS = Path(__file__).parents[2] / "docs"


def _text(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def _blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", _text(name), re.DOTALL)


def test_every_setting_is_documented_and_no_other() -> None:
    table = _text("configuration.md").split("## Settings")[1].split("##")[0]
    assert re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE) == [setting.name for setting in SETTINGS]


def test_the_example_configuration_is_accepted(tmp_path: Path) -> None:
    (example,) = _blocks("configuration.md", "toml")
    (tmp_path / "preflight.toml").write_text(example, encoding="utf-8")
    settings = load_settings({}, environment={}, start=tmp_path)
    assert settings.fail_level is Severity.WARNING
    assert [entry.rule for entry in settings.suppressions] == ["FNT001"]
    assert list(settings.plugin_settings) == ["trading-windows"]


def test_every_status_is_documented() -> None:
    table = _text("configuration.md").split("## Exit status")[1]
    rows = re.findall(r"^\| (\d) \|", table, re.MULTILINE)
    assert rows == [str(int(status)) for status in ExitStatus]


def test_every_hook_is_documented_and_no_other() -> None:
    table = _text("plugins.md").split("## Hooks")[1].split("##")[0]
    hooks = [name for name in vars(hookspecs) if name.startswith("preflight_")]
    assert sorted(re.findall(r"^\| `(preflight_\w+)\(", table, re.MULTILINE)) == sorted(hooks)


def test_every_name_of_the_kit_is_documented() -> None:
    section = _text("plugins.md").split("## Testing a plugin")[1]
    missing = [name for name in testing.__all__ if f"`{name}" not in section and name != "TODAY"]
    assert missing == []


def test_the_example_plugin_passes_its_own_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    plugin_source, test_source = _blocks("plugins.md", "python")
    module = ModuleType("acme_house")
    exec(compile(plugin_source, "acme_house.py", "exec"), vars(module))
    monkeypatch.setitem(sys.modules, "acme_house", module)
    tests: dict[str, Any] = {}
    exec(compile(test_source, "test_acme_house.py", "exec"), tests)
    ran = [test() for name, test in tests.items() if name.startswith("test_")]
    assert len(ran) == 3
