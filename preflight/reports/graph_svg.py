"""The graph of authority as one SVG file that needs nothing else: no script, font, picture or address.

SVG 1.1 with the roles of the WAI-ARIA Graphics Module. Each card and row carries a ``<title>``, which
browsers show as a tooltip. Names are other people's text: all text passes one escaping function. Standing is
told by words, shape and line, never by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from preflight.authority.graph import AuthorityGraph
from preflight.authority.standing import Standing
from preflight.reports import graph_words as words
from preflight.reports.graph_layout import (
    CARD_WIDTH,
    COLUMN_GAP,
    HEADER_HEIGHT,
    MARGIN,
    OWNER_WIDTH,
    PADDING,
    ROW_INDENT,
    Band,
    Card,
    Layout,
    Line,
    Link,
    Row,
    layout,
)
from preflight.reports.text_width import shortened

_MARK_X = 18.0
_CLASSES = {
    Standing.IN_FORCE: "good",
    Standing.DOUBTFUL: "doubt",
    Standing.NOT_YET: "later",
    Standing.ENDED: "over",
    Standing.UNUSABLE: "void",
}
_LEGEND_STEP = 116.0

STYLE = """\
.paper{fill:#ffffff}.touch{fill-opacity:0}
text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",Arial,sans-serif;fill:#1f2328}
.name{font-size:13px;font-weight:600}.small{font-size:11px;fill:#57606a}.heading{font-size:18px;font-weight:600}
.box{fill:#f6f8fa;stroke:#8c959f;stroke-width:1}.owner{fill:#ddf4ff;stroke:#0969da;stroke-width:1.5}
.rule{stroke:#d0d7de;stroke-width:1}.link{fill:none;stroke-width:1.5}.tip{stroke:none}
.box.over,.box.void{fill:none;stroke-dasharray:5 4}
.name.over,.name.void{font-weight:400;fill:#6e7781}.small.over{fill:#6e7781}.small.void{fill:#cf222e}
.small.good{fill:#1a7f37}.small.doubt{fill:#9a6700}.small.later{fill:#0969da}
.link.good{stroke:#1a7f37}.tip.good,.mark.good{fill:#1a7f37}
.link.doubt{stroke:#bf8700;stroke-dasharray:9 4}.tip.doubt{fill:#bf8700}
.mark.doubt{fill:#fff8c5;stroke:#bf8700;stroke-width:1.5}.sign{font-size:10px;font-weight:700;fill:#7d4e00}
.link.later{stroke:#0969da;stroke-dasharray:2 4}.tip.later{fill:#0969da}
.mark.later{fill:none;stroke:#0969da;stroke-width:1.5}
.link.over{stroke:#8c959f;stroke-dasharray:5 4}.tip.over{fill:#8c959f}
.mark.over{fill:none;stroke:#8c959f;stroke-width:1.5;stroke-dasharray:2 2}
.link.void{stroke:#cf222e;stroke-dasharray:5 4}.tip.void{fill:#cf222e}
.mark.void{fill:none;stroke:#cf222e;stroke-width:2}
@media (prefers-color-scheme:dark){
.paper{fill:#0d1117}text{fill:#e6edf3}.small{fill:#9198a1}.box{fill:#161b22;stroke:#656c76}
.owner{fill:#0c2d6b;stroke:#4493f8}.rule{stroke:#30363d}
.name.over,.name.void,.small.over{fill:#848d97}.small.void{fill:#f85149}
.small.good{fill:#3fb950}.small.doubt{fill:#d29922}.small.later{fill:#4493f8}
.mark.doubt{fill:#3b2300}.sign{fill:#f2cc60}}
"""
"""Colours for light grounds, and for dark ones where the reader asks for them."""


def render_svg(graph: AuthorityGraph) -> str:
    """Return ``graph`` as an SVG document."""
    return "\n".join(_document(graph, layout(graph))) + "\n"


def _document(graph: AuthorityGraph, placed: Layout) -> Iterator[str]:
    wide = max(placed.width, 2 * MARGIN + len(words.STANDINGS) * _LEGEND_STEP)
    tall = placed.height + 2 * MARGIN
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:g}" height="{tall:g}" '
        f'viewBox="0 0 {wide:g} {tall:g}" role="graphics-document document" '
        'aria-labelledby="preflight-graph-title preflight-graph-summary">'
    )
    yield f'<title id="preflight-graph-title">{_text(words.heading(graph))}</title>'
    yield f'<desc id="preflight-graph-summary">{_text(words.summary(graph))}</desc>'
    yield f"<style>{STYLE}</style>"
    yield f'<rect class="paper" width="{wide:g}" height="{tall:g}"/>'
    yield f'<text class="heading" x="{MARGIN:g}" y="36">{_text(words.heading(graph))}</text>'
    below = shortened(words.summary(graph), 11, wide - 2 * MARGIN)
    yield f'<text class="small" x="{MARGIN:g}" y="{HEADER_HEIGHT - 8:g}">{_text(below)}</text>'
    for band in placed.bands:
        yield from _band(band, graph)
    yield from _legend(tall - MARGIN)
    yield "</svg>"


def _band(band: Band, graph: AuthorityGraph) -> Iterator[str]:
    name = _text(words.node_lines(band.owner)[0])
    yield f'<g role="graphics-object" aria-label="{name}">'
    for link in band.links:
        yield from _link(link)
    yield f'<g role="graphics-symbol" aria-label="{name}">'
    yield f"<title>{_text(chr(10).join(words.node_lines(band.owner)))}</title>"
    yield _box("owner", band.x, band.y, OWNER_WIDTH, band.height)
    yield from _lines(band.lines, band.x + PADDING, band.y)
    yield "</g>"
    for card in band.cards:
        yield from _card(card, graph)
    yield "</g>"


def _card(card: Card, graph: AuthorityGraph) -> Iterator[str]:
    best = min((row.edge for row in card.rows), key=lambda edge: edge.standing.rank)
    style = _CLASSES[best.standing]
    label = _text(f"{words.paper_id(best)}: {words.what_it_is(best)}")
    yield f'<g role="graphics-object" aria-label="{label}">'
    yield f"<title>{_text(chr(10).join(words.paper_details(best, graph)))}</title>"
    yield _box("paper", card.x, card.y, CARD_WIDTH, card.height)
    yield _box(f"box {style}", card.x, card.y, CARD_WIDTH, card.height)
    yield from _lines(card.head, card.x + PADDING, card.y, "over" if style in ("over", "void") else "")
    for row in card.rows:
        yield from _row(row, card, graph)
    yield "</g>"


def _row(row: Row, card: Card, graph: AuthorityGraph) -> Iterator[str]:
    style = _CLASSES[row.edge.standing]
    top = card.y + row.top
    label = "; ".join((row.lines[0].text, words.standing(row.edge), words.paper_id(row.edge)))
    yield f'<g role="graphics-symbol" aria-label="{_text(label)}">'
    yield f"<title>{_text(chr(10).join(words.details(row.edge, graph)))}</title>"
    yield f'<path class="rule" d="M{card.x:g} {top:g}h{CARD_WIDTH:g}"/>'
    yield _box("touch", card.x, top, CARD_WIDTH, row.height)
    yield from _mark(row.edge.standing, card.x + _MARK_X, top + 15)
    yield from _lines(row.lines, card.x + ROW_INDENT, top, style)
    yield "</g>"


def _mark(standing: Standing, x: float, y: float) -> Iterator[str]:
    """A sign before a name: a full dot, a question mark, an empty ring, a dashed ring or a cross."""
    style = _CLASSES[standing]
    if standing is Standing.UNUSABLE:
        yield f'<path class="mark {style}" d="M{x - 4:g} {y - 4:g}l8 8m0 -8l-8 8"/>'
        return
    radius = 7 if standing is Standing.DOUBTFUL else 5
    yield f'<circle class="mark {style}" cx="{x:g}" cy="{y:g}" r="{radius}"/>'
    if standing is Standing.DOUBTFUL:
        yield f'<text class="sign" x="{x:g}" y="{y + 3.5:g}" text-anchor="middle">?</text>'


def _link(link: Link) -> Iterator[str]:
    style = _CLASSES[link.edge.standing]
    (left, top), (right, bottom) = link.start, link.end
    bend = COLUMN_GAP * 0.55
    curve = f"C{left + bend:g} {top:g} {right - bend:g} {bottom:g} {right - 7:g} {bottom:g}"
    if link.detour is not None:
        out, back = left + COLUMN_GAP * 0.2, right - COLUMN_GAP * 0.2
        curve = f"H{out:g}V{link.detour:g}H{back:g}V{bottom:g}H{right - 7:g}"
    yield f'<path class="link {style}" d="M{left:g} {top:g}{curve}"/>'
    yield f'<path class="tip {style}" d="M{right:g} {bottom:g}l-9 -4.5v9z"/>'


def _legend(y: float) -> Iterator[str]:
    yield '<g role="graphics-object" aria-label="Legend">'
    for number, (standing, text) in enumerate(words.STANDINGS.items()):
        x = MARGIN + 6 + number * _LEGEND_STEP
        yield from _mark(standing, x, y - 4)
        yield f'<text class="small" x="{x + 13:g}" y="{y:g}">{_text(text)}</text>'
    yield "</g>"


def _box(style: str, x: float, y: float, width: float, height: float) -> str:
    return f'<rect class="{style}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="6"/>'


def _lines(lines: tuple[Line, ...], x: float, y: float, style: str = "") -> Iterator[str]:
    for line in lines:
        kind = f"{'name' if line.is_name else 'small'} {style}".strip()
        yield f'<text class="{kind}" x="{x:g}" y="{y + line.baseline:g}">{_text(line.text)}</text>'


def _text(text: str) -> str:
    """``text`` for element content and for attributes; characters that XML cannot hold are replaced."""
    allowed = "".join(character if _is_xml(character) else "\N{REPLACEMENT CHARACTER}" for character in text)
    return escape(allowed, quote=True)


def _is_xml(character: str) -> bool:
    """Whether XML 1.0 allows the character (production 2, Char)."""
    point = ord(character)
    return character in "\t\n\r" or 0x20 <= point <= 0xD7FF or 0xE000 <= point <= 0xFFFD or point >= 0x10000
