"""What the README shows is what happens."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from preflight.cli import main

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLE = re.compile(r"```console\n\$ (preflight [^\n]+)\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize(("command", "output"), CONSOLE.findall(README))
def test_console_example_prints_what_the_readme_shows(
    command: str, output: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    main([*shlex.split(command)[1:], *([] if "explain" in command else ["--no-plugins"])])
    printed = capsys.readouterr().out
    assert _without_what_changes(printed) == _without_what_changes(output)


def test_there_is_a_console_example() -> None:
    assert CONSOLE.findall(README)


def test_twenty_line_plugin_keeps_the_contract(tmp_path: Path) -> None:
    """The plugin of the README is loaded, reports its finding, and declares the rule that it reports."""
    code = re.search(r"```python\n(from preflight import .*?)```", README, re.DOTALL)
    assert code is not None
    assert code[1].count("\n") <= 20
    namespace: dict[str, object] = {"__name__": "house_rules"}
    exec(compile(code[1], "README.md", "exec"), namespace)
    rules = namespace["preflight_rules"]()  # type: ignore[operator]
    from preflight.filing.reader import read_drafts

    filing = read_drafts(str(ROOT / "sample_filings" / "hartford" / "form4-signed-by-attorney.xml"))[0]
    findings = list(namespace["preflight_check"](filing))  # type: ignore[operator]
    assert {finding.rule for finding in findings} == set(rules)


def _without_what_changes(text: str) -> str:
    """The text without the day of the run, the registry's folder and its digest."""
    text = re.sub(r"As of \d{4}-\d\d-\d\d", "As of DAY", text)
    return re.sub(r"^Registry: .*$", "Registry", text, flags=re.MULTILINE).strip()
