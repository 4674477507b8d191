"""The process as its caller sees it: whatever becomes of its streams, no pass that nobody could read."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from preflight.testing import Owner, Signature, draft_xml

Command = Callable[..., "subprocess.CompletedProcess[str]"]
AS_OF = ("--as-of", "2026-04-09")


@pytest.fixture(autouse=True)
def drafts(tmp_path: Path) -> None:
    """A draft that passes and one that does not."""
    owners = [Owner(name="ADLER MIRIAM")]
    (tmp_path / "good.xml").write_bytes(draft_xml(owners=owners))
    (tmp_path / "bad.xml").write_bytes(draft_xml(signatures=[Signature("/s/ Robert Roe")], owners=owners))


@pytest.mark.parametrize(
    ("redirect", "good", "bad"),
    [
        ("", 0, 1),
        (">/dev/full", 2, 2),
        (">&-", 2, 2),
        ("2>&-", 0, 1),
        ("2>/dev/full", 0, 1),
        ("<&-", 0, 1),
        (">&- 2>&-", 2, 2),
    ],
)
def test_streams_that_are_closed_or_full(command: Command, redirect: str, good: int, bad: int) -> None:
    if "/dev/full" in redirect and not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    for draft, status in (("good.xml", good), ("bad.xml", bad)):
        done = command(draft, *AS_OF, redirect=redirect)
        assert (done.returncode, "Traceback" in done.stderr) == (status, False), done.stderr


@pytest.mark.parametrize("words", [["rules"], ["--help"], ["explain", "AUT001"], ["config"], ["--version"]])
def test_no_command_succeeds_where_its_answer_was_lost(command: Command, words: list[str]) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    done = command(*words, redirect=">/dev/full")
    assert (done.returncode, "Traceback" in done.stderr) == (2, False), done.stderr


def test_a_reporter_cannot_settle_the_status(tmp_path: Path, command: Command) -> None:
    """It is given the result, and may scribble on it; the status was read before."""
    installed = tmp_path / "installed"
    information = installed / "evil-1.dist-info"
    information.mkdir(parents=True)
    (installed / "evil.py").write_text(
        "from preflight import hookimpl\n"
        "from preflight.result import ExitStatus\n"
        "def render(result):\n"
        "    object.__setattr__(result, 'status', ExitStatus.CLEAN)\n"
        "    return 'fine'\n"
        "@hookimpl\n"
        "def preflight_reporters():\n"
        "    return {'evil': render}\n",
        encoding="utf-8",
    )
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: evil\nVersion: 1\n", encoding="utf-8")
    (information / "entry_points.txt").write_text("[preflight]\nevil = evil\n", encoding="utf-8")
    path = f"{Path(__file__).parents[2]}:{installed}"
    done = command("bad.xml", *AS_OF, "--format", "evil", PYTHONPATH=path)
    assert (done.returncode, done.stdout) == (1, "fine")


@pytest.mark.parametrize(
    "output", ["good.xml", "./good.xml", "link.xml", "poa-registry.json", "preflight.toml"]
)
def test_a_report_is_not_written_over_what_was_checked(tmp_path: Path, command: Command, output: str) -> None:
    """Whoever repeats the draft's name by mistake would lose the draft."""
    (tmp_path / "link.xml").symlink_to("good.xml")
    (tmp_path / "poa-registry.json").write_text('{"version": 1, "instruments": []}', encoding="utf-8")
    (tmp_path / "preflight.toml").write_text('fail-level = "error"\n', encoding="utf-8")
    before = (tmp_path / output).read_bytes()
    done = command("good.xml", *AS_OF, "--output", output)
    assert (done.returncode, (tmp_path / output).read_bytes()) == (2, before)


def test_a_report_may_replace_an_older_one(tmp_path: Path, command: Command) -> None:
    (tmp_path / "report.txt").write_text("old", encoding="utf-8")
    assert command("good.xml", *AS_OF, "--output", "report.txt").returncode == 0
    assert "passed" in (tmp_path / "report.txt").read_text(encoding="utf-8")


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    script = f'cd "{gone}" && rmdir "{gone}" && exec "$0" -m preflight "{tmp_path}/good.xml"'
    done = subprocess.run(
        ["sh", "-c", script, sys.executable],
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (2, False), done.stderr
