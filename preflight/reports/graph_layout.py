"""Where everything stands in the drawing of a graph of authority: columns of cards, from the owner down.

Each owner has a band. A paper is a card with a row for each attorney-in-fact; a delegation is a card in the
next column, linked to the row of whoever passed the authority on. Cards of a column never overlap, and a
link runs in the gap between two columns, behind the cards.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from preflight.authority.graph import AuthorityGraph, Edge, Node
from preflight.lazy_dataclass import dataclass
from preflight.reports import graph_words as words
from preflight.reports.text_width import shortened, wrapped

MARGIN = 24.0
OWNER_WIDTH = 190.0
CARD_WIDTH = 270.0
COLUMN_GAP = 84.0
ROW_GAP = 18.0
BAND_GAP = 30.0
HEADER_HEIGHT = 64.0
"""Height of the drawing's own title."""
LINK_HEIGHT = 22.0
"""From the top of a box to where its link begins or ends."""
PADDING = 12.0
ROW_INDENT = 32.0
"""From the left edge of a card to the text of its rows."""
NAME_SIZE, SMALL_SIZE = 13.0 * 1.15, 11.0
"""Sizes by which text is measured; names are set in bold, which runs wider than its size."""
NAME_STEP, SMALL_STEP = 17.0, 15.0
"""From one line to the next."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text: baseline from the top of its box, and whether it is a name or small print."""

    text: str
    baseline: float
    is_name: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One attorney in a card; ``top`` counts from the card's top."""

    edge: Edge
    lines: tuple[Line, ...]
    top: float
    height: float


@dataclass(slots=True)
class Card:
    """A paper with its attorneys; ``x`` and ``y`` are filled in when it is placed."""

    grant: str
    head: tuple[Line, ...]
    head_height: float
    rows: tuple[Row, ...]
    height: float
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Link:
    """A line from a row (or the owner's box) to a card, styled as the ``edge`` that it leads to.

    A line that leads back, in a circle of delegations, runs below all cards, at the height ``detour``.
    """

    start: tuple[float, float]
    end: tuple[float, float]
    edge: Edge
    detour: float | None = None


@dataclass(slots=True)
class Band:
    """One owner's part of the drawing."""

    owner: Node
    lines: tuple[Line, ...]
    height: float
    x: float
    y: float
    cards: list[Card] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole drawing with its size in user units."""

    width: float
    height: float
    bands: tuple[Band, ...]


def layout(graph: AuthorityGraph) -> Layout:
    """Place everything that ``graph`` holds."""
    bands: list[Band] = []
    top, right = HEADER_HEIGHT + MARGIN, MARGIN + OWNER_WIDTH + COLUMN_GAP + CARD_WIDTH
    for owner in graph.owners:
        band = _band(owner, graph, top)
        bands.append(band)
        bottom = max([band.y + band.height, *(card.y + card.height for card in band.cards)])
        right = max([right, *(card.x + CARD_WIDTH for card in band.cards)])
        top = bottom + BAND_GAP
    return Layout(right + MARGIN, top - BAND_GAP + MARGIN if bands else top, tuple(bands))


def _band(owner: Node, graph: AuthorityGraph, top: float) -> Band:
    inner = OWNER_WIDTH - 2 * PADDING
    name, *small = words.node_lines(owner)
    texts = [(line, True) for line in wrapped(name, NAME_SIZE, inner, 4)]
    texts += [(line, False) for text in small for line in wrapped(text, SMALL_SIZE, inner, 2)]
    lines, height = _stacked(texts, PADDING)
    band = Band(owner, lines, height + PADDING, MARGIN, top)
    nodes = {node.id: node for node in graph.nodes}
    cards: dict[str, Card] = {}
    edges: dict[str, list[Edge]] = {}
    for edge in graph.edges_of(owner):
        edges.setdefault(edge.grant, []).append(edge)
    for grant, rows in edges.items():
        is_loose = owner.id not in rows[0].grantors and not any(source in edges for source in rows[0].sources)
        cards[grant] = _card(rows, nodes, graph, is_loose=is_loose)
    children = {grant: list(_children(grant, edges)) for grant in edges}
    _place(band, cards, children, _roots(edges, owner))
    band.links.extend(_links(band, cards, edges))
    return band


def _card(edges: list[Edge], nodes: dict[str, Node], graph: AuthorityGraph, *, is_loose: bool) -> Card:
    """A card; one to which no link leads names who granted."""
    first, inner = edges[0], CARD_WIDTH - 2 * PADDING
    paper = graph.papers.get(first.grant)
    texts = [(shortened(words.paper_id(first), NAME_SIZE, inner), True)]
    texts.append((shortened(words.what_it_is(first), SMALL_SIZE, inner), False))
    if paper is not None:
        texts.append((shortened(words.forms_of(paper), SMALL_SIZE, inner), False))
        texts.append((shortened(words.issuers_of(paper, graph), SMALL_SIZE, inner), False))
    if is_loose:
        names = ", ".join(words.node_lines(nodes[grantor])[0] for grantor in first.grantors)
        texts.append((shortened(f"from {names}, by a paper not drawn", SMALL_SIZE, inner), False))
    head, bottom = _stacked(texts, PADDING - 2)
    head_height = bottom + PADDING - 4
    rows: list[Row] = []
    top = head_height
    for edge in edges:
        row = _row(edge, nodes[edge.attorney], top)
        rows.append(row)
        top += row.height
    return Card(first.grant, head, head_height, tuple(rows), top)


def _row(edge: Edge, attorney: Node, top: float) -> Row:
    inner = CARD_WIDTH - ROW_INDENT - PADDING
    name, *small = words.node_lines(attorney)
    texts = [(line, True) for line in wrapped(name, NAME_SIZE, inner, 2)]
    texts += [(shortened(text, SMALL_SIZE, inner), False) for text in small]
    texts += [(line, False) for line in wrapped(words.standing(edge), SMALL_SIZE, inner, 2)]
    lines, bottom = _stacked(texts, 6)
    return Row(edge, lines, top, bottom + 8)


def _stacked(texts: list[tuple[str, bool]], top: float) -> tuple[tuple[Line, ...], float]:
    """Lines below one another from ``top`` on, and where the last one ends."""
    lines: list[Line] = []
    for text, is_name in texts:
        step = NAME_STEP if is_name else SMALL_STEP
        lines.append(Line(text, top + step - 4, is_name))
        top += step
    return tuple(lines), top


def _children(grant: str, edges: dict[str, list[Edge]]) -> Iterator[str]:
    """The papers that rest on ``grant``, in the order of its rows, so that links do not cross."""
    rows = [edge.attorney for edge in edges[grant]]

    def row_of(other: str) -> int:
        return min((rows.index(node) for node in edges[other][0].grantors if node in rows), default=len(rows))

    derived = (other for other, found in edges.items() if other != grant and grant in found[0].sources)
    yield from sorted(derived, key=row_of)


def _roots(edges: dict[str, list[Edge]], owner: Node) -> list[str]:
    """Where the drawing starts: papers of the owner, then what rests on nothing drawn, then circles."""
    own = [grant for grant, rows in edges.items() if owner.id in rows[0].grantors]
    loose = [grant for grant, rows in edges.items() if not any(source in edges for source in rows[0].sources)]
    return list(dict.fromkeys((*own, *loose, *edges)))


def _place(band: Band, cards: dict[str, Card], children: dict[str, list[str]], roots: list[str]) -> None:
    """Give each card a place, once, below everything placed before it in its own and later columns."""
    bottoms: list[float] = []
    placed: set[str] = set()
    pending = [(root, 0, band.y) for root in reversed(roots)]
    while pending:
        grant, column, least = pending.pop()
        if grant in placed:
            continue
        placed.add(grant)
        card = cards[grant]
        while len(bottoms) <= column:
            bottoms.append(band.y - ROW_GAP)
        card.x = band.x + OWNER_WIDTH + COLUMN_GAP + column * (CARD_WIDTH + COLUMN_GAP)
        card.y = max(least, max(bottoms[column:]) + ROW_GAP)
        bottoms[column] = card.y + card.height
        band.cards.append(card)
        pending.extend((child, column + 1, card.y) for child in reversed(children[grant]))


def _links(band: Band, cards: dict[str, Card], edges: dict[str, list[Edge]]) -> Iterator[Link]:
    bottom = max((card.y + card.height for card in band.cards), default=band.y) + BAND_GAP / 2
    for grant, rows in edges.items():
        card, first = cards[grant], min(rows, key=lambda edge: edge.standing.rank)
        end = (card.x, card.y + LINK_HEIGHT)
        if band.owner.id in first.grantors:
            yield Link((band.x + OWNER_WIDTH, band.y + LINK_HEIGHT), end, first)
        for source in first.sources:
            for row in cards[source].rows if source in cards else ():
                if row.edge.attorney in first.grantors:
                    above = cards[source]
                    start = (above.x + CARD_WIDTH, above.y + row.top + row.height / 2)
                    yield Link(start, end, first, bottom if above.x >= card.x else None)
