"""The text of an exhibit as one HTML page, with the words highlighted on which each value rests.

The page needs nothing beside itself: no script, no picture, no font, no link to elsewhere. Everything that
comes from the exhibit is escaped; a content security policy keeps even a mistake from running anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from preflight.authority.instruments import Quote
from preflight.poa.reading import ExhibitReading, FieldReading, PaperReading
from preflight.reports.poa_values import field_title, value_lines

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem;
  color: #1a1a1a; background: #fff }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .25rem .6rem; border-bottom: 1px solid #ddd }
th { width: 9rem; font-weight: 600 }
tr.low th, tr.missing th, .doubt { color: #a40000 }
q { color: #555 }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f7f7f7; padding: 1rem;
  border: 1px solid #ddd }
mark { background: #fff1a8 }
mark.low, mark.missing { background: #ffd2cc }
code { overflow-wrap: anywhere }
"""


def render_html(readings: Sequence[ExhibitReading]) -> str:
    """The whole page."""
    body = "\n".join(part for reading in readings for part in _exhibit(reading))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        "<title>Powers of attorney, as read</title>\n"
        f"<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _exhibit(reading: ExhibitReading) -> Iterator[str]:
    yield f"<h1>{escape(reading.name or 'Exhibit')}</h1>"
    yield f"<p>SHA-256 <code>{escape(reading.sha256)}</code></p>"
    for part in reading.not_read:
        yield f'<p class="doubt">Not read: {escape(part.reason)}</p>'
    if reading.reason is not None:
        yield f"<p>{escape(reading.reason)}</p>"
    for number, paper in enumerate(reading.papers, 1):
        yield from _paper(paper, number)
    yield "<h2>The text</h2>"
    yield f"<pre>{highlighted(reading.text, reading.papers)}</pre>"


def _paper(paper: PaperReading, number: int) -> Iterator[str]:
    identity = f" ({paper.instrument.id})" if paper.instrument is not None else ""
    yield f"<h2>{number}. {escape(paper.title or 'Paper without a title')}{escape(identity)}</h2>"
    if paper.reason is not None:
        yield f"<p>{escape(paper.reason)}</p>"
    if not paper.fields:
        return
    doubtful = dict(paper.doubtful)
    yield "<table>"
    for name, field in (
        *doubtful.items(),
        *((name, field) for name, field in paper.fields.items() if name not in doubtful),
    ):
        yield _row(name, field)
    yield "</table>"


def _row(name: str, field: FieldReading) -> str:
    value = "<br>".join(escape(line) for line in value_lines(field.value))
    doubt = f'<div class="doubt">{escape(field.doubt)}</div>' if field.doubt else ""
    quotes = "<br>".join(f"<q>{escape(' '.join(quote.words.split()))}</q>" for quote in field.quotes)
    sure = field.confidence.value
    return (
        f'<tr class="{sure}"><th>{escape(field_title(name))}</th>'
        f"<td>{value}{doubt}</td><td>{quotes}</td><td>{sure}</td></tr>"
    )


def highlighted(text: str, papers: Sequence[PaperReading]) -> str:
    """The text, escaped, with a mark around all quoted words that says for which fields they count.

    Quotes may overlap: the text is cut at every edge, and each piece belongs to all quotes over it.
    """
    quotes: list[tuple[Quote, str]] = [
        (quote, field.confidence.value)
        for paper in papers
        for field in paper.fields.values()
        for quote in field.quotes
        if quote.end > quote.start
    ]
    edges: dict[int, tuple[list[int], list[int]]] = {0: ([], []), len(text): ([], [])}
    for number, (quote, _) in enumerate(quotes):
        edges.setdefault(quote.start, ([], []))[0].append(number)
        edges.setdefault(quote.end, ([], []))[1].append(number)
    places = sorted(edges)
    parts: list[str] = []
    over: dict[int, None] = {}
    for place, following in zip(places, [*places[1:], len(text)], strict=True):
        begins, ends = edges[place]
        for number in ends:
            over.pop(number, None)
        over.update(dict.fromkeys(begins))
        piece = escape(text[place:following])
        if over and piece:
            fields = ", ".join(sorted({field_title(quotes[number][0].field) for number in over}))
            doubtful = next(
                (quotes[number][1] for number in over if quotes[number][1] in ("low", "missing")), ""
            )
            parts.append(f'<mark class="{doubtful}" title="{escape(fields)}">{piece}</mark>')
        else:
            parts.append(piece)
    return "".join(parts)
