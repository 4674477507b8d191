"""Drafts that hide something from the check, would keep it busy for ever, or make it tell a secret."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from preflight.filing.ccc import ccc_values
from preflight.filing.draft_error import XML005, DraftError
from preflight.filing.reader import MAXIMUM_PARTIES, read_content
from preflight.filing.source import expand_folder
from preflight.testing import Owner, Signature, draft_xml

Command = Callable[..., "subprocess.CompletedProcess[str]"]
CCC = "abc1$xyz"


@pytest.mark.parametrize(
    "crowd",
    [
        {"owners": [Owner(name="ADLER MIRIAM")] * (MAXIMUM_PARTIES + 1)},
        {"signatures": [Signature()] * (MAXIMUM_PARTIES + 1)},
    ],
)
def test_a_crowd_of_owners_or_signatures_is_refused(crowd: dict[str, list[object]]) -> None:
    """Two thousand of each made four million comparisons of names."""
    with pytest.raises(DraftError) as raised:
        read_content(draft_xml(**crowd), "draft.xml")  # type: ignore[arg-type]
    assert raised.value.finding.rule is XML005


def test_as_many_as_anybody_files_are_read() -> None:
    (filing,) = read_content(draft_xml(signatures=[Signature()] * MAXIMUM_PARTIES), "draft.xml")
    assert len(filing.signatures) == MAXIMUM_PARTIES


def test_a_folder_behind_a_link_does_not_pass_unseen(tmp_path: Path) -> None:
    """It is named itself, and reading it then fails; its drafts are not looked for all over the disk."""
    outside, folder = tmp_path / "outside", tmp_path / "folder"
    outside.mkdir()
    folder.mkdir()
    (outside / "bad.xml").write_bytes(draft_xml())
    (folder / "good.xml").write_bytes(draft_xml())
    (folder / "more").symlink_to(outside)
    assert list(expand_folder(folder)) == [str(folder / "good.xml"), str(folder / "more")]


@pytest.mark.parametrize("target", [".", "..", "deep", "deep/../.."])
def test_a_link_in_a_circle_is_left_out(tmp_path: Path, target: str) -> None:
    folder = tmp_path / "folder"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "good.xml").write_bytes(draft_xml())
    (folder / "round").symlink_to(target)
    assert list(expand_folder(folder)) == [str(folder / "deep" / "good.xml")]


@pytest.mark.parametrize("written", [CCC, f" {CCC}\n", "abc1<!-- -->$xyz", "abc1<?x y?>$xyz", "abc1&#36;xyz"])
def test_a_ccc_is_known_however_it_is_written(written: str) -> None:
    content = draft_xml(owners=[Owner(ccc="PLACE")]).replace(b"PLACE", written.encode())
    (filing,) = read_content(content, "draft.xml")
    assert ccc_values(filing) == (CCC,)


@pytest.mark.parametrize("command_words", [["check"], ["signatures"], ["why"]])
@pytest.mark.parametrize("format_words", [[], ["--format", "json"]])
def test_a_ccc_that_was_typed_into_the_signature_is_told_by_no_command(
    tmp_path: Path, command: Command, command_words: list[str], format_words: list[str]
) -> None:
    content = draft_xml(
        owners=[Owner(ccc="PLACE", name="ADLER MIRIAM")], signatures=[Signature(f"/s/ {CCC}")], remarks=CCC
    )
    (tmp_path / "draft.xml").write_bytes(content.replace(b"PLACE", b"abc1<!-- -->$xyz"))
    done = command(*command_words, "draft.xml", *format_words)
    assert "Traceback" not in done.stderr
    assert CCC not in done.stdout + done.stderr


@pytest.mark.parametrize("command_words", [["check"], ["signatures"], ["why"]])
def test_no_name_of_a_file_steers_the_terminal(
    tmp_path: Path, command: Command, command_words: list[str]
) -> None:
    name = "a\x1b]0;pwned\x07\x1b[31m\nb.xml"
    (tmp_path / name).write_bytes(draft_xml(owners=[Owner(name="ADLER MIRIAM")]))
    done = command(*command_words, name)
    assert "\x1b" not in done.stdout + done.stderr


HEADER = b"<SEC-DOCUMENT>0001.txt\n<SEC-HEADER>\nCONFORMED SUBMISSION TYPE: 4\n</SEC-HEADER>\n"


def _block(text: bytes, kind: bytes = b"4") -> bytes:
    return b"<DOCUMENT>\n<TYPE>" + kind + b"\n<TEXT>\n" + text + b"\n</TEXT>\n</DOCUMENT>\n"


def _xml(document: bytes) -> bytes:
    return b"<XML>\n" + document + b"\n</XML>"


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(b"<!-- x --><ownershipDocument></ownershipDocument>", id="behind a comment"),
        pytest.param(b"\xef\xbb\xbf<ownershipDocument></ownershipDocument>", id="behind a byte order mark"),
        pytest.param(b'<?xml version="1.0"?>\n<ownershipDocument/>', id="without the XML mark"),
    ],
)
def test_a_second_ownership_document_is_no_exhibit(second: bytes) -> None:
    """Else it would go along unread."""
    text = HEADER + _block(_xml(draft_xml())) + _block(second)
    assert len(read_content(text, "draft.txt")) == 2


def test_a_second_document_in_the_same_block_is_not_passed_over() -> None:
    text = HEADER + _block(_xml(draft_xml()) + b"\n" + _xml(draft_xml()))
    with pytest.raises(DraftError):
        read_content(text, "draft.txt")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(HEADER + b"<DOCUMENT>" * 100_000, id="blocks without an end"),
        pytest.param(HEADER + b"<DOCUMENT><TYPE>4" * 50_000 + b"</DOCUMENT>", id="blocks in blocks"),
    ],
)
def test_a_flood_of_documents_is_refused_at_once(text: bytes) -> None:
    """Each was looked for to the end of the text, and kept a copy of it."""
    with pytest.raises(DraftError) as raised:
        read_content(text, "draft.txt")
    assert raised.value.finding.rule is XML005
