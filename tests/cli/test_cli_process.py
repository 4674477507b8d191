"""The command in a process of its own: exit status, streams, pipes that break, names that do not print."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from preflight.testing import Signature

Draft = Callable[..., str]
Process = Callable[..., "subprocess.CompletedProcess[bytes]"]

AS_OF = ("--as-of", "2026-04-09")
STRANGER = (Signature("/s/ Bo Ek, attorney-in-fact for Miriam Adler"),)


@pytest.mark.parametrize(
    ("drafts", "status"), [(["good.xml"], 0), (["bad.xml"], 1), (["bad.xml", "none.xml"], 2), ([], 2)]
)
def test_the_process_exits_with_the_status(
    draft: Draft, process: Process, drafts: list[str], status: int
) -> None:
    draft("good.xml")
    draft("bad.xml", signatures=STRANGER)
    assert process(*drafts, *AS_OF).returncode == status


def test_findings_and_usage_go_to_different_streams(draft: Draft, process: Process) -> None:
    found = process(draft(signatures=STRANGER), *AS_OF)
    assert (b"AUT001" in found.stdout, found.stderr) == (True, b"")
    misused = process("form4.xml", "--nonsense")
    assert (misused.stdout, b"--nonsense" in misused.stderr) == (b"", True)


def test_standard_input(desk: Path, draft: Draft, process: Process) -> None:
    content = (desk / draft()).read_bytes()
    assert process("-", *AS_OF, input=content).returncode == 0
    assert process("-", *AS_OF, input=content[:200]).returncode == 2


def test_a_closed_standard_input_is_two(process: Process, desk: Path) -> None:
    command = f"exec {sys.executable} -m preflight - <&-"
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run(
        ["/bin/sh", "-c", command], cwd=desk, env=environment, capture_output=True, check=False, timeout=120
    )
    assert done.returncode == 2


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_reader_who_leaves_is_no_pass(desk: Path, draft: Draft, process: Process, form: str) -> None:
    """Nobody saw the verdict. The pipe is closed before anything is written."""
    for number in range(60):
        draft(f"many/{number}.xml", signatures=STRANGER)
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = process("many", *AS_OF, "--format", form, stdout=writer, stderr=subprocess.PIPE)
    finally:
        os.close(writer)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_a_reader_who_leaves_a_short_report_is_no_pass_either(draft: Draft, process: Process) -> None:
    """The report fits into the buffer, so the pipe breaks only when it is flushed."""
    name = draft()
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = process(name, *AS_OF, stdout=writer, stderr=subprocess.PIPE)
    finally:
        os.close(writer)
    assert done.returncode == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_a_full_disk_is_two(draft: Draft, process: Process) -> None:
    with Path("/dev/full").open("wb") as full:
        done = process(draft(), *AS_OF, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_names_that_the_terminal_cannot_show_do_not_end_the_run(
    draft: Draft, process: Process, encoding: str
) -> None:
    name = draft(remarks="Złoty 中 é", signatures=(Signature("/s/ Bø 中 Ek"),))
    done = process(name, *AS_OF, environment={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes only on Linux")
def test_a_file_name_that_is_no_text_is_checked_all_the_same(
    desk: Path, draft: Draft, process: Process
) -> None:
    content = (desk / draft()).read_bytes()
    name = os.fsencode(desk) + b"/caf\xe9.xml"
    with open(name, "wb") as file:
        file.write(content)
    for form in ("text", "json"):
        done = process(os.fsdecode(name), *AS_OF, "--format", form)
        assert (done.returncode, done.stderr) == (0, b"")


def test_colour_is_not_sent_into_a_pipe(draft: Draft, process: Process) -> None:
    assert b"\x1b" not in process(draft(), *AS_OF).stdout


def test_the_report_is_the_same_under_every_hash_seed(draft: Draft, process: Process) -> None:
    """Sets have no order of their own; none may show through."""
    name = draft(signatures=STRANGER, rows=(), footnotes={"F1": "x", "F2": "y"}, remarks="z")
    reports = {
        process(name, *AS_OF, "--format", "json", environment={"PYTHONHASHSEED": seed}).stdout
        for seed in ("0", "1", "42")
    }
    assert len(reports) == 1


def test_a_fifo_among_the_drafts_does_not_hang_the_run(desk: Path, process: Process) -> None:
    os.mkfifo(desk / "pipe.xml")
    assert process("pipe.xml").returncode == 2
