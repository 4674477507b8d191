"""What docs/questions.md shows is what happens."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
CONSOLE = re.compile(r"```console\n\$ preflight ([^\n]+)\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize(("command", "output"), CONSOLE.findall(PAGE))
def test_console_example_prints_what_the_page_shows(
    command: str, output: str, preflight: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    words = shlex.split(command)
    ran = preflight(*words, *(["--no-plugins"] if words[0] == "why" else []))
    assert ran.out.strip() == output.strip()


def test_every_question_but_replay_has_an_example() -> None:
    asked = {" ".join(shlex.split(command)[:2]) for command, _ in CONSOLE.findall(PAGE)}
    assert {words.split()[0] for words in asked} == {"why", "who", "registry"}
    assert {"registry check", "registry impact"} <= asked
