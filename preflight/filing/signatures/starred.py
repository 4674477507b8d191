"""Footnote marks on signature lines, and the remark behind each: who really signed may stand there.

"/s/ John Doe*" looks like Doe's own signature until one reads "* By Jane Roe, attorney-in-fact" in the
remarks.
"""

from __future__ import annotations

from dataclasses import replace

from preflight.filing.signatures.capacity import ATTORNEY_ROLES
from preflight.filing.signatures.line import LineStatus, SignatureLine
from preflight.filing.signatures.reading import parse_signature_line

_MARKS = "*\u2020\u2021"
LONGEST_REMARK = 2000
"""Characters that ``remarks`` may have (EDGAR Ownership XML Technical Specification, ``remarks``)."""


def mark_of(raw: str) -> str:
    """Return the footnote mark of a signature line (``*``, ``**``, ``(1)``), or an empty text."""
    for position, character in enumerate(raw):
        if character in _MARKS:
            return raw[position : _end_of_run(raw, position)]
    opening = raw.rfind("(")
    number = raw[opening + 1 : opening + 3].rstrip(")")
    if (
        opening >= 0
        and number.isdecimal()
        and raw[opening + len(number) + 1 : opening + len(number) + 2] == ")"
    ):
        return f"({number})"
    return ""


def remark_behind(mark: str, remarks: str) -> str | None:
    """Return the text behind ``mark`` in the remarks, up to the next mark; ``None`` where there is none."""
    remarks = remarks[:LONGEST_REMARK]
    position = 0
    while mark and position < len(remarks):
        found = remarks.find(mark, position)
        if found < 0:
            return None
        end = _end_of_run(remarks, found) if mark[0] in _MARKS else found + len(mark)
        text = remarks[end : _next_mark(remarks, end)].strip(" \t\r\n:.-")
        if end - found == len(mark) and text:
            return text
        position = end
    return None


def read_with_remark(line: SignatureLine, remark: str) -> SignatureLine:
    """Return the reading of a marked line together with the text behind its mark.

    A remark that names the signer is read alone; one that states a capacity only is read behind the line.
    The reading of a remark that speaks of something else, or cannot be understood, has no signers.
    """
    alone = parse_signature_line(remark)
    powers = all(not ATTORNEY_ROLES.isdisjoint(signer.roles) for signer in alone.signers)
    if alone.signers and (powers or alone.status is LineStatus.COMPLETE):
        return alone
    unmarked = "".join(character for character in line.raw if character not in _MARKS)
    together = parse_signature_line(f"{unmarked.strip()}, {remark}")
    if together.status is LineStatus.COMPLETE:
        return together
    return replace(alone, signers=(), status=LineStatus.NOTHING)


def _end_of_run(text: str, position: int) -> int:
    character = text[position]
    while position < len(text) and text[position] == character:
        position += 1
    return position


def _next_mark(text: str, position: int) -> int:
    while position < len(text):
        if text[position] in _MARKS:
            return position
        position += 1
    return position
