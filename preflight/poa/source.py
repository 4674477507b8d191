"""Bytes of an exhibit → the text to read, and the parts that cannot be read.

Recognised: plain text, HTML, either inside the SGML ``<DOCUMENT>`` / ``<TEXT>`` lines of a submission text
(EDGAR Public Dissemination Service specification), and files in it that hold no text: PDF, bare or
uuencoded, and images. Nothing here raises for any content.
"""

from __future__ import annotations

import hashlib
import re
from array import array

from preflight.lazy_dataclass import dataclass
from preflight.poa.html_text import html_to_text, looks_like_html
from preflight.poa.reading import NotRead

LONGEST = 400_000
"""Characters that are read of one exhibit. The longest real power of attorney is far below."""

_TEXT_START = re.compile(r"<TEXT>", re.IGNORECASE)
_TEXT_END = re.compile(r"</TEXT>", re.IGNORECASE)
_UUENCODED = re.compile(r"^begin [0-7]{3} (\S{1,200})[ \t]*\r?$", re.MULTILINE)
_UUENCODED_END = re.compile(r"^end[ \t]*\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text to read: ``start`` and ``end`` bound what counts of it; ``offsets`` lead to the source."""

    text: str
    sha256: str
    start: int
    end: int
    offsets: array[int] | None
    """For HTML: for each character of ``text`` its offset in the decoded source. ``None``: the same."""
    not_read: tuple[NotRead, ...]


def decode(content: bytes | str) -> str:
    """Content as text: UTF-8 or UTF-16 where it is that, else Windows-1252 as most old exhibits are."""
    if isinstance(content, str):
        return content
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def open_source(content: bytes | str) -> SourceText:
    """Return the text of an exhibit. A string is hashed as UTF-8."""
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    digest = hashlib.sha256(raw).hexdigest()
    source = decode(content)
    if raw[:1024].lstrip().startswith(b"%PDF-"):
        reason = (
            "The exhibit is a PDF file; its text cannot be read here. Read the paper and enter it by hand."
        )
        return SourceText(source, digest, 0, 0, None, (NotRead(reason, 0, len(source)),))
    start, end = _text_block(source)
    not_read: list[NotRead] = []
    for begin in _UUENCODED.finditer(source, start, end):
        closing = _UUENCODED_END.search(source, begin.end(), end)
        stop = closing.end() if closing else end
        reason = f"The exhibit holds the encoded file {begin.group(1)!r}, which cannot be read here."
        not_read.append(NotRead(reason, begin.start(), stop))
        if not source[start : begin.start()].strip(" \r\n\t<>PDF/pdf"):
            start = stop
        else:
            end = begin.start()
        break
    if end - start > LONGEST:
        reason = f"Only the first {LONGEST:,} characters were read: no power of attorney is that long."
        not_read.append(NotRead(reason, start + LONGEST, end))
        end = start + LONGEST
    if looks_like_html(source[start:end]):
        text, offsets = html_to_text(source, start, end)
        return SourceText(text, digest, 0, len(text), offsets, tuple(not_read))
    return SourceText(source, digest, start, end, None, tuple(not_read))


def _text_block(source: str) -> tuple[int, int]:
    """Where the document's text stands inside SGML ``<TEXT>`` lines, or the whole."""
    opening = _TEXT_START.search(source, 0, 20_000)
    if opening is None:
        return 0, len(source)
    closing = _TEXT_END.search(source, opening.end())
    return opening.end(), closing.start() if closing else len(source)
