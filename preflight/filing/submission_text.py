"""The full-submission text that EDGAR publishes: its header and its ``<DOCUMENT>`` blocks.

The text is SGML of a simple kind: labelled header lines, then one block a document, the primary one with
its XML between ``<XML>`` and ``</XML>``. Files up to about 2010 stand in a privacy-enhanced mail wrapper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from preflight.lazy_dataclass import dataclass

_MARKERS = (
    b"<SEC-DOCUMENT>",
    b"<SEC-HEADER>",
    b"<IMS-DOCUMENT>",
    b"<SUBMISSION>",
    b"-----BEGIN PRIVACY-ENHANCED",
)
# Some copies have lost their line breaks, so tags are found wherever they stand. Drafts are seldom such
# texts, so the patterns are compiled where they are used.
_BLOCK = rb"<DOCUMENT>"
_BLOCK_END = b"</DOCUMENT>"
_TAG = rb"<(TYPE|SEQUENCE|FILENAME|DESCRIPTION)>([^\r\n<]*)"
_BODY = rb"<TEXT>[ \t]*\r?\n?"
_XML_START = rb"\s*<XML>[ \t]*\r?\n?"
_XML_END = b"</XML>"
_HEADER_FIELDS = {
    "accession_number": r"(?m)(?:^ACCESSION NUMBER:|<ACCESSION-NUMBER>)\s*([0-9-]{10,25})",
    "submission_type": r"(?m)(?:^CONFORMED SUBMISSION TYPE:|<TYPE>)\s*([^\s<]{1,10})",
    "filed": r"(?m)(?:^FILED AS OF DATE:|<FILING-DATE>)\s*(\d{8})",
    "fiscal_year_end": r"(?m)(?:FISCAL YEAR END:|<FISCAL-YEAR-END>)\s*(\d{4})",
}


@dataclass(frozen=True, slots=True)
class TextDocument:
    """One ``<DOCUMENT>`` block. ``line`` is the line of the whole text on which ``content`` begins."""

    type: str
    file_name: str
    description: str
    content: bytes
    line: int
    is_xml: bool


@dataclass(frozen=True, slots=True)
class Header:
    """What the submission's header says; ``None`` where a field is missing."""

    accession_number: str | None
    submission_type: str | None
    filed: date | None
    fiscal_year_end: str | None
    """``MM-DD``."""


def is_submission_text(content: bytes) -> bool:
    """Whether ``content`` begins like a full-submission text or a ``<DOCUMENT>`` block."""
    start = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(_MARKERS) or start.startswith(b"<DOCUMENT>")


def read_header(content: bytes) -> Header:
    """Read the labelled lines before the first document."""
    block = re.search(_BLOCK, content)
    text = content[: block.start() if block else 65536].decode("utf-8", "replace")
    found = {
        name: match[1] if (match := re.search(pattern, text)) else None
        for name, pattern in _HEADER_FIELDS.items()
    }
    year_end = found["fiscal_year_end"]
    return Header(
        accession_number=found["accession_number"],
        submission_type=found["submission_type"],
        filed=_compact_date(found["filed"]),
        fiscal_year_end=f"{year_end[:2]}-{year_end[2:]}" if year_end else None,
    )


def split_documents(content: bytes) -> Iterator[TextDocument]:
    """Yield the documents of the text in their order; a block that is not closed runs to the next one."""
    line, counted = 1, 0
    blocks = list(re.finditer(_BLOCK, content))
    following = (*(block.start() for block in blocks[1:]), len(content))
    for block, next_start in zip(blocks, following, strict=False):
        end = content.find(_BLOCK_END, block.end(), next_start)
        limit = end if end >= 0 else next_start
        body = re.compile(_BODY).search(content, block.end(), limit)
        head_end = body.start() if body else limit
        tags = {
            match[1].decode("ascii"): match[2].decode("utf-8", "replace").strip()
            for match in re.compile(_TAG).finditer(content, block.end(), head_end)
        }
        start = body.end() if body else limit
        xml = re.compile(_XML_START).match(content, start, limit)
        if xml is not None:
            start = xml.end()
            # The last end: what stands between two would be read by nobody.
            xml_end = content.rfind(_XML_END, start, limit)
            limit = xml_end if xml_end >= 0 else limit
        else:
            # The line break before </TEXT> is the container's, not the exhibit's.
            text_end = content.rfind(b"\n</TEXT>", start, limit)
            limit = text_end if text_end >= 0 else limit
        line += content.count(b"\n", counted, start)
        counted = start
        yield TextDocument(
            type=tags.get("TYPE", ""),
            file_name=tags.get("FILENAME", ""),
            description=tags.get("DESCRIPTION", ""),
            content=content[start:limit],
            line=line,
            is_xml=xml is not None,
        )


def join_cut_lines(content: bytes) -> bytes | None:
    """Undo the cutting of lines at 1,023 characters that some disseminated files suffered.

    Returns ``None`` where no line was cut. Each removed line break is put back at the end of the joined
    line, so that later lines keep their numbers.
    """
    lines = content.split(b"\n")
    if not any(len(line.rstrip(b"\r")) == _CUT_LENGTH for line in lines):
        return None
    joined: list[bytes] = []
    pending, removed = b"", 0
    for number, line in enumerate(lines, 1):
        bare = line.rstrip(b"\r")
        if len(bare) == _CUT_LENGTH and number < len(lines):
            pending, removed = pending + bare, removed + 1
            continue
        joined.append(pending + line)
        joined.extend([b""] * removed)
        pending, removed = b"", 0
    return b"\n".join(joined)


_CUT_LENGTH = 1023


def _compact_date(digits: str | None) -> date | None:
    if digits is None:
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
