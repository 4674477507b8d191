"""What was read from powers of attorney, as text that a lawyer can check: each value beside its words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from preflight.poa.reading import ExhibitReading, FieldReading, PaperReading
from preflight.reports.poa_values import field_title, value_lines
from preflight.reports.style import PLAIN, Style, printable

_LABEL = 15
_LONGEST_QUOTE = 160


def render_reading(reading: ExhibitReading, style: Style = PLAIN) -> str:
    """One exhibit: its papers, doubtful fields first. Ends with a line break."""
    return "\n".join(_lines(reading, style)) + "\n"


def _lines(reading: ExhibitReading, style: Style) -> Iterator[str]:
    line_starts = [0] + [place + 1 for place, character in enumerate(reading.text) if character == "\n"]
    name = printable(reading.name) or "exhibit"
    count = sum(paper.instrument is not None or paper.revokes is not None for paper in reading.papers)
    yield style.strong(f"{name}: {count} instrument{'' if count == 1 else 's'} read")
    yield style.faint(f"sha256 {reading.sha256}")
    for part in reading.not_read:
        yield f"! not read: {printable(part.reason)}"
    if reading.reason is not None:
        yield f"! {printable(reading.reason)}"
    for number, paper in enumerate(reading.papers, 1):
        yield ""
        yield from _paper(paper, number, line_starts, style)


def _paper(paper: PaperReading, number: int, line_starts: list[int], style: Style) -> Iterator[str]:
    identity = paper.instrument.id if paper.instrument is not None else "no instrument"
    title = printable(" ".join(paper.title.split())) or "(no title)"
    yield style.strong(f"{number}. {title} [{identity}]")
    if paper.reason is not None:
        yield f"   {printable(paper.reason)}"
    doubtful = dict(paper.doubtful)
    for name, field in doubtful.items():
        yield from _field(name, field, line_starts, mark="!")
    for name, field in paper.fields.items():
        if name not in doubtful:
            yield from _field(name, field, line_starts, mark=" ")


def _field(name: str, field: FieldReading, line_starts: list[int], mark: str) -> Iterator[str]:
    lines = [printable(line) for line in value_lines(field.value)]
    sure = "" if field.confidence.value == "high" else f"  ({field.confidence.value})"
    yield f" {mark} {field_title(name):<{_LABEL}} {lines[0]}{sure}"
    for line in lines[1:]:
        yield f"   {'':<{_LABEL}} {line}"
    if field.doubt is not None:
        yield f"   {'':<{_LABEL}} ! {printable(field.doubt)}"
    for quote in field.quotes:
        words = printable(" ".join(quote.words.split()))
        words = words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 1].rstrip() + "…"
        yield f'   {"":<{_LABEL}} line {bisect_right(line_starts, quote.start)}: "{words}"'
