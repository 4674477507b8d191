"""Paths: files, folders, pipes, links, permissions and standard input."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from preflight.filing.draft_error import DraftError
from preflight.filing.reader import read_drafts
from preflight.filing.source import MAXIMUM_BYTES, expand_folder
from preflight.findings import Finding


def _refused(path: str | Path) -> Finding:
    with pytest.raises(DraftError) as caught:
        read_drafts(str(path))
    return caught.value.finding


def test_a_file_is_read(tmp_path: Path, draft_text: str) -> None:
    path = tmp_path / "form 4 é.xml"
    path.write_text(draft_text, encoding="utf-8")
    (filing,) = read_drafts(str(path))
    assert filing.draft == str(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    finding = _refused(tmp_path / "gone.xml")
    assert (finding.rule.id, finding.place.draft) == ("XML001", str(tmp_path / "gone.xml"))
    assert "no such file" in finding.message


@pytest.mark.parametrize("path", ["", "a\x00b"])
def test_a_path_that_cannot_exist_is_refused(path: str) -> None:
    assert _refused(path).rule.id == "XML001"


def test_a_folder_is_no_draft(tmp_path: Path) -> None:
    finding = _refused(tmp_path)
    assert finding.rule.id == "XML001"
    assert "a folder" in finding.message


def test_a_pipe_without_a_writer_does_not_wait(tmp_path: Path) -> None:
    path = tmp_path / "pipe.xml"
    os.mkfifo(path)
    finding = _refused(path)
    assert finding.rule.id == "XML001"
    assert "a pipe" in finding.message


@pytest.mark.parametrize("device", ["/dev/null", "/dev/zero"])
def test_a_device_is_refused(device: str) -> None:
    if not Path(device).exists():
        pytest.skip("no such device here")
    assert "a device" in _refused(device).message


def test_a_file_of_one_gigabyte_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.xml"
    with path.open("wb") as file:
        file.truncate(1024**3)
    finding = _refused(path)
    assert finding.rule.id == "XML005"
    assert "larger than 32 MB" in finding.message


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(tmp_path: Path, draft_text: str) -> None:
    path = tmp_path / "secret.xml"
    path.write_text(draft_text, encoding="utf-8")
    path.chmod(0)
    assert "not allowed" in _refused(path).message


def test_a_refusal_by_the_system_is_told_in_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    finding = _refused("form4.xml")
    assert (finding.rule.id, "not allowed" in finding.message) == ("XML001", True)


class TestStandardInput:
    """``-`` is standard input, bounded like a file."""

    @staticmethod
    def _give(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))

    def test_it_is_read(self, monkeypatch: pytest.MonkeyPatch, draft_text: str) -> None:
        self._give(monkeypatch, draft_text.encode())
        (filing,) = read_drafts("-")
        assert filing.draft == "-"

    def test_too_much_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._give(monkeypatch, b" " * (MAXIMUM_BYTES + 1))
        assert _refused("-").rule.id == "XML005"

    def test_nothing_is_an_empty_file(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._give(monkeypatch, b"")
        assert "an empty file" in _refused("-").message

    def test_closed_is_said(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", None)
        assert "closed" in _refused("-").message


class TestFolders:
    """A folder stands for the drafts in it, sorted; nothing that may be one is passed over unseen."""

    def test_files_are_found_below_and_in_order(self, tmp_path: Path) -> None:
        for name in ("b.xml", "a.XML", "sub/c.txt", "sub/.hidden.xml", ".git/d.xml", "notes.pdf", "x.json"):
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_text("<SEC-DOCUMENT>", encoding="ascii")
        found = [Path(path).relative_to(tmp_path).as_posix() for path in expand_folder(tmp_path)]
        assert found == ["a.XML", "b.xml", "sub/c.txt"]

    def test_a_text_that_holds_no_submission_is_no_draft(self, tmp_path: Path) -> None:
        """Powers of attorney lie beside the drafts."""
        (tmp_path / "poa.txt").write_text("LIMITED POWER OF ATTORNEY", encoding="ascii")
        (tmp_path / "form4.xml").touch()
        assert list(expand_folder(tmp_path)) == [str(tmp_path / "form4.xml")]

    def test_a_pipe_that_looks_like_a_text_is_not_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe.txt")
        assert list(expand_folder(tmp_path)) == [str(tmp_path / "pipe.txt")]

    def test_a_loop_of_links_ends(self, tmp_path: Path) -> None:
        (tmp_path / "a.xml").touch()
        (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
        assert list(expand_folder(tmp_path)) == [str(tmp_path / "a.xml")]

    def test_a_link_to_itself_is_refused_and_not_followed_for_ever(self, tmp_path: Path) -> None:
        path = tmp_path / "self.xml"
        path.symlink_to(path)
        assert _refused(path).rule.id == "XML001"

    def test_a_folder_that_cannot_be_listed_is_yielded_so_that_reading_it_says_why(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "a.xml").touch()
        closed = tmp_path / "closed"
        closed.mkdir()
        scandir = os.scandir

        def refuse(path: str) -> object:
            if Path(path) == closed:
                raise PermissionError(13, "Permission denied", path)
            return scandir(path)

        monkeypatch.setattr(os, "scandir", refuse)
        assert list(expand_folder(tmp_path)) == [str(tmp_path / "a.xml"), str(closed)]
