"""Bytes of a draft: opening a path without being fooled by it, and saying what the bytes look like."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from preflight.filing.draft_error import XML001, XML005, DraftError, draft_error
from preflight.filing.submission_text import is_submission_text

STANDARD_INPUT = "-"
MAXIMUM_BYTES = 32 * 1024 * 1024
"""No ownership submission in five million comes near it: the largest met has about half a megabyte."""

_MEGABYTE = 1024 * 1024
_TOO_LARGE = (
    f"the file is larger than {MAXIMUM_BYTES // _MEGABYTE} MB; an ownership submission has less than one"
)
_TOO_LARGE_REMEDY = "Check that this is the draft that you meant, not an archive or a log."


def read_source(draft: str) -> bytes:
    """Return the bytes of ``draft``: a path, or ``-`` for standard input.

    Reads at most :data:`MAXIMUM_BYTES`. Raises :class:`DraftError` for what cannot be opened, is not a
    regular file (a folder, a pipe, a device), or is too large.
    """
    if draft == STANDARD_INPUT:
        if sys.stdin is None:
            raise draft_error(XML001, draft, "standard input is closed", "Give the path of the draft.")
        content = sys.stdin.buffer.read(MAXIMUM_BYTES + 1)
        if len(content) > MAXIMUM_BYTES:
            raise draft_error(XML005, draft, _TOO_LARGE, _TOO_LARGE_REMEDY)
        return content
    try:
        # Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
        descriptor = os.open(draft, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        raise _cannot_open(draft, error) from error
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise draft_error(
                XML001,
                draft,
                f"this is {_kind(status.st_mode)}, not a file",
                "Give the path of the draft itself, or of a folder that holds .xml or .txt files.",
            )
        if status.st_size > MAXIMUM_BYTES:
            raise draft_error(XML005, draft, _TOO_LARGE, _TOO_LARGE_REMEDY)
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read(MAXIMUM_BYTES)
    except OSError as error:
        raise _cannot_open(draft, error) from error
    finally:
        os.close(descriptor)


def expand_folder(folder: Path) -> Iterator[str]:
    """Yield the drafts below ``folder``, sorted: ``.xml`` files, and ``.txt`` files that hold a submission.

    Other texts, such as the powers of attorney that lie beside the drafts, are left out, as are hidden files.
    Symbolic links to folders are not followed, so that a loop of links cannot keep the walk going. A folder
    that cannot be listed, or to which a link leads out of ``folder``, is yielded itself: reading it then says
    why, and nothing in it passes unseen.
    """
    unlisted: list[str] = []
    root = os.path.realpath(folder)

    def remember(error: OSError) -> None:
        unlisted.append(str(error.filename))

    for parent, folders, files in os.walk(folder, onerror=remember, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = (os.path.join(parent, name) for name in folders)
        unlisted.extend(link for link in links if os.path.islink(link) and not _is_loop(link, root))
        for name in sorted(files):
            path = Path(parent) / name
            if not name.startswith(".") and (
                name.lower().endswith(".xml") or (name.lower().endswith(".txt") and _may_be_draft(path))
            ):
                yield str(path)
    yield from sorted(unlisted)


def _is_loop(link: str, root: str) -> bool:
    """Whether ``link`` leads to a folder that is walked anyway, or back to one above."""
    target = Path(os.path.realpath(link))
    return target.is_relative_to(root) or Path(root).is_relative_to(target)


def _may_be_draft(path: Path) -> bool:
    """Whether the text at ``path`` begins like a submission or XML, or cannot be looked into."""
    try:
        if not path.is_file():
            return True
        with path.open("rb") as file:
            return is_submission_text(start := file.read(4096)) or looks_like_xml(start)
    except OSError:
        return True


def looks_like_xml(content: bytes) -> bool:
    """Whether ``content`` begins as XML does, in any of its encodings."""
    start = content[:4].removeprefix(b"\xef\xbb\xbf")
    if start.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<", b"\x00\x00")):
        return True
    return content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def holds_ownership_document(content: bytes) -> bool:
    """Whether the start tag of an ownership document stands in ``content``, with or without a prefix."""
    return re.search(rb"<(?:[A-Za-z_][\w.-]*:)?ownershipDocument[\s>/]", content) is not None


def appearance(content: bytes) -> str:
    """Say in a few words what ``content`` looks like ("a PDF file"), for people who took the wrong file."""
    start = content[:2048].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    for prefix, words in _APPEARANCES:
        if start.startswith(prefix):
            return words
    if not start:
        return "an empty file"
    if b"\x00" in content[:2048]:
        return "a binary file"
    return "plain text"


_APPEARANCES = (
    (b"%pdf", "a PDF file"),
    (b"pk\x03\x04", "a ZIP archive or an Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "a rich text document"),
    (b"<!doctype html", "an HTML page"),
    (b"<html", "an HTML page"),
    (b"<head", "an HTML page"),
    (b"<body", "an HTML page"),
    (b"{", "a JSON document"),
    (b"[", "a JSON document"),
    (b"---", "a YAML document"),
    (b"<?xml", "an XML document"),
    (b"<", "an XML or HTML document"),
)


def _kind(mode: int) -> str:
    for test, words in (
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
    ):
        if test(mode):
            return words
    return "something special"


def _cannot_open(draft: str, error: OSError | ValueError) -> DraftError:
    if isinstance(error, FileNotFoundError):
        reason = "there is no such file"
    elif isinstance(error, PermissionError):
        reason = "you are not allowed to read it"
    elif isinstance(error, OSError):
        reason = error.strerror or str(error)
    else:
        reason = str(error)
    return draft_error(XML001, draft, reason, "Check the path and the permissions of the file.")
