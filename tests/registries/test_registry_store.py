"""Writing: old text stays byte by byte, nothing is half done, two writers and kill -9 lose nothing."""

from __future__ import annotations

import fcntl
import json
import os
import random
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preflight.registries import RegistryError, open_registry, store
from preflight.registries.append import append_records
from preflight.registries.document import Text, walk
from preflight.registries.store import Additions, update_registry

KILLS = int(os.environ.get("PREFLIGHT_KILLS", "25"))
"""How often a writer is killed in the storm; 500 and more for the record."""


def death(number: int) -> dict[str, str]:
    return {"id": f"death-{number}", "type": "death", "person": f"Person {number}", "date": "2020-01-01"}


def adds(*records: dict[str, str]):
    return lambda registry: Additions(events=tuple(records))


def texts_of_records(content: bytes) -> list[str]:
    text = content.decode("utf-8-sig")
    return [text[part.start : part.end] for part in walk(Text(text, "r")) if part.position is not None]


# --- what is written -----------------------------------------------------------------------------------


def test_an_addition_changes_nothing_that_was_there(registry_file):
    path = registry_file()
    before = path.read_text()
    update_registry(path, adds(death(1)))
    after = path.read_text()
    added = """,
    {
      "id": "death-1",
      "type": "death",
      "person": "Person 1",
      "date": "2020-01-01"
    }"""
    assert after.replace(added, "", 1) == before
    assert [event.id for event in open_registry(str(path)).events] == ["lewis-dies", "death-1"]


@pytest.mark.parametrize("indent", [None, 2, 4, "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_old_text_stays_whatever_its_style(registry_file, sample, indent, mark, line_end):
    content = mark + json.dumps(sample, indent=indent).replace("\n", line_end).encode()
    path = registry_file(content)
    update_registry(path, adds(death(1), death(2)))
    after = path.read_bytes()
    assert after.startswith(mark)
    assert texts_of_records(after)[: len(texts_of_records(content))] == texts_of_records(content)
    if line_end == "\r\n" and indent is not None:
        assert after.count(b"\n") == after.count(b"\r\n")
    assert len(open_registry(str(path)).events) == 3


@settings(max_examples=80, deadline=None)
@given(
    sections=st.dictionaries(
        st.sampled_from(("issuers", "people", "instruments", "events", "version")),
        st.lists(st.dictionaries(st.text(max_size=3), st.text(max_size=5), max_size=2), max_size=3),
    ),
    additions=st.dictionaries(
        st.sampled_from(("issuers", "people", "instruments", "events")),
        st.lists(st.dictionaries(st.text(max_size=3), st.text(max_size=5), max_size=2), max_size=2),
    ),
    indent=st.sampled_from((None, 1, 4)),
)
def test_appending_is_appending_to_each_list(sections, additions, indent):
    """Read as JSON, the result is the old document with the records appended, whatever it held."""
    document = {"comment": "x", **sections}
    content = json.dumps(document, indent=indent, ensure_ascii=True).encode()
    appended = json.loads(append_records(content, "r.json", additions))
    expected = {name: list(value) if isinstance(value, list) else value for name, value in document.items()}
    for name, records in additions.items():
        if records:
            expected[name] = [*expected.get(name, []), *records]
    assert appended == expected


def test_a_new_registry_is_started_only_when_asked(tmp_path):
    path = tmp_path / "poa-registry.json"
    with pytest.raises(RegistryError, match="no registry file here"):
        update_registry(path, adds(death(1)))
    update_registry(path, adds(death(1)), create=True)
    assert [event.id for event in open_registry(str(path)).events] == ["death-1"]
    assert list(json.loads(path.read_text())) == ["version", "issuers", "people", "instruments", "events"]


def test_nothing_to_add_leaves_the_file_alone(registry_file):
    path = registry_file()
    before = path.stat()
    update_registry(path, lambda registry: Additions())
    assert path.stat().st_mtime_ns == before.st_mtime_ns


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ({**death(1), "date": "2020-02-30"}, "date: .* does not exist"),
        ({**death(1), "id": "lewis-dies"}, "id: .* stands twice"),
        ({**death(1), "cause": "age"}, "cause: .* no field"),
        (
            {"id": "x", "type": "resignation", "instrument": "none", "attorney": "A", "date": "2020-01-01"},
            "no instrument",
        ),
    ],
)
def test_a_record_that_cannot_be_taken_leaves_the_file_untouched(registry_file, record, words):
    path = registry_file()
    before = path.read_bytes()
    with pytest.raises(RegistryError, match=f"Nothing was recorded: .*{words}"):
        update_registry(path, adds(record))
    assert path.read_bytes() == before


def test_a_registry_with_errors_is_not_written_to(registry_file, sample):
    sample["events"][0]["date"] = "never"
    path = registry_file(sample)
    with pytest.raises(RegistryError, match="A date was expected"):
        update_registry(path, adds(death(1)))
    assert json.loads(path.read_text()) == sample


def test_nothing_is_left_beside_the_registry(registry_file):
    path = registry_file()
    (path.parent / ".poa-registry.json.killed.tmp").write_text("half of a registry")
    update_registry(path, adds(death(1)))
    assert os.listdir(path.parent) == ["poa-registry.json"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_permissions_stay(registry_file, mode):
    path = registry_file()
    path.chmod(mode)
    update_registry(path, adds(death(1)))
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_link_stays_and_its_target_is_written(registry_file, tmp_path):
    target = registry_file()
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "poa-registry.json"
    link.symlink_to(target)
    update_registry(link, adds(death(1)))
    assert link.is_symlink()
    assert len(open_registry(str(target)).events) == 2
    assert os.listdir(link.parent) == ["poa-registry.json"]


def test_a_link_that_leads_nowhere_is_refused(tmp_path):
    link = tmp_path / "poa-registry.json"
    link.symlink_to(tmp_path / "none.json")
    with pytest.raises(RegistryError, match="a link that leads nowhere"):
        update_registry(link, adds(death(1)), create=True)


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_what_is_no_file_is_refused(tmp_path, kind):
    path = tmp_path / "poa-registry.json"
    path.mkdir() if kind == "folder" else os.mkfifo(path)
    with pytest.raises(RegistryError, match="no regular file"):
        update_registry(path, adds(death(1)), create=True)


def test_a_planted_lock_link_is_not_followed(registry_file, tmp_path):
    """A lock that is a link could make us write to a file of somebody else's choice."""
    path = registry_file()
    path.with_name(".poa-registry.json.lock").symlink_to(tmp_path / "victim")
    with pytest.raises(RegistryError, match="cannot be written"):
        update_registry(path, adds(death(1)))
    assert not (tmp_path / "victim").exists()


def test_a_full_disk_leaves_the_old_registry(registry_file, monkeypatch):
    path = registry_file()
    before = path.read_bytes()

    def fails(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store.os, "fsync", fails)
    with pytest.raises(RegistryError, match="No space left on device"):
        update_registry(path, adds(death(1)))
    assert path.read_bytes() == before
    assert os.listdir(path.parent) == ["poa-registry.json"]


def test_the_file_reaches_the_disk_before_its_name_and_the_folder_after(registry_file, monkeypatch):
    path = registry_file()
    order: list[str] = []
    real_sync, real_replace = os.fsync, os.replace

    def syncs(descriptor: int) -> None:
        order.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        real_sync(descriptor)

    def replaces(source: str, target: Path) -> None:
        if Path(target) == path:
            order.append("rename")
        real_replace(source, target)

    monkeypatch.setattr(store.os, "fsync", syncs)
    monkeypatch.setattr(store.os, "replace", replaces)
    update_registry(path, adds(death(1)))
    assert order == ["file", "rename", "folder"]


def test_an_editor_that_heeds_no_lock_is_not_overwritten(registry_file, sample):
    """The change is made anew on what the editor wrote."""
    path = registry_file()
    calls = []

    def change(registry):
        calls.append(len(registry.events))
        if len(calls) == 1:
            sample["events"].append(death(7))
            path.write_text(json.dumps(sample))
        return Additions(events=(death(1),))

    update_registry(path, change)
    assert calls == [1, 2]
    assert [event.id for event in open_registry(str(path)).events] == ["lewis-dies", "death-7", "death-1"]


def test_a_file_that_never_rests_is_given_up(registry_file, sample):
    path = registry_file()

    def change(registry):
        sample["comment"] = f"{time.monotonic_ns()}"
        path.write_text(json.dumps(sample))
        return Additions(events=(death(1),))

    with pytest.raises(RegistryError, match="kept changing"):
        update_registry(path, change)


def test_a_held_lock_is_waited_for_and_then_given_up(registry_file):
    path = registry_file()
    with path.with_name(".poa-registry.json.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(RegistryError, match=r"writing to the registry for 0\.1 seconds"):
            update_registry(path, adds(death(1)), lock_timeout=0.1)
    update_registry(path, adds(death(1)))


# --- several processes ---------------------------------------------------------------------------------

WRITER = """
import sys
from pathlib import Path
from preflight.registries.store import Additions, update_registry
path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for number in range(count):
    record = {"id": f"{name}-{number}", "type": "death", "person": "P", "date": "2020-01-01"}
    update_registry(path, lambda registry: Additions(events=(record,)), create=True, lock_timeout=60)
    print(record["id"], flush=True)
"""


@pytest.fixture
def writer(python_env):
    """Start a process that appends records one by one and prints the id of each that is on the disk."""

    def start(path: Path, name: str, count: int) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", WRITER, str(path), name, str(count)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=python_env)

    return start


def test_two_writers_at_once_lose_nothing(tmp_path, writer):
    path = tmp_path / "poa-registry.json"
    running = [writer(path, name, 30) for name in ("a", "b", "c")]
    acknowledged = [line for process in running for line in process.communicate(timeout=120)[0].split()]
    assert [process.returncode for process in running] == [0, 0, 0]
    assert sorted(acknowledged) == sorted(f"{name}-{number}" for name in "abc" for number in range(30))
    assert sorted(event.id for event in open_registry(str(path)).events) == sorted(acknowledged)


def test_killed_writers_leave_a_valid_registry_and_lose_nothing_acknowledged(tmp_path, writer):
    """kill -9 at a random moment of the writing, again and again, on the same registry."""
    path = tmp_path / "poa-registry.json"
    moment = random.Random(16)
    acknowledged: set[str] = set()
    for number in range(KILLS):
        if number % 50 == 49:
            path.unlink()
            acknowledged.clear()
        process = writer(path, f"w{number}", 10_000)
        assert process.stdout is not None
        acknowledged.add(process.stdout.readline().strip())
        time.sleep(moment.uniform(0, 0.06))
        process.send_signal(signal.SIGKILL)
        acknowledged.update(process.stdout.read().split("\n")[:-1])
        process.wait(timeout=60)
        recorded = [event.id for event in open_registry(str(path)).events]
        assert acknowledged <= set(recorded)
        assert len(recorded) == len(set(recorded))
    update_registry(path, adds(death(1)))
    assert os.listdir(tmp_path) == ["poa-registry.json"]
