"""The drawings: well formed whatever names say, complete, the same bytes every time, nothing over another."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from preflight.authority.decision import AuthorityRequest
from preflight.authority.graph import AuthorityGraph, authority_graph
from preflight.authority.registry import Registry
from preflight.reports.graph_dot import render_dot
from preflight.reports.graph_layout import CARD_WIDTH, layout
from preflight.reports.graph_mermaid import render_mermaid
from preflight.reports.graph_svg import render_svg
from preflight.reports.text_width import shortened, width, wrapped

DAY = date(2025, 6, 2)
RENDERERS = (render_svg, render_dot, render_mermaid)
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "</title><script>alert(1)</script>",
    "]]> <!-- -- > <?php ?>",
    '" onload="alert(1)',
    'a"]; click o1 "javascript:alert(1)" %%{init: {"theme": "x"}}%%',
    "end",
    "a\\",
    '\\N \\G \\l \\" {b|c} &lt;b&gt; &amp; &#60;',
    "a\nsubgraph x\nb\r\x1b[31m\x00\ufffe\u2028\u202e",
    "`markdown` **bold** #quot; #35;",
    "山田太郎 \N{GRINNING FACE} Ü\u0301",
    "\ud800",
    "x" * 3000,
)
ELEMENTS = {"svg", "title", "desc", "style", "rect", "text", "path", "circle", "g"}
DOT_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


def _svg(graph: AuthorityGraph) -> etree._Element:
    return etree.fromstring(render_svg(graph).encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("text", HOSTILE)
def test_an_svg_holds_names_as_text_only(named: Callable[[str], Registry], text: str) -> None:
    """Well formed, none but the known elements, no attribute that runs or fetches anything."""
    root = _svg(authority_graph(named(text), DAY))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= ELEMENTS
    names = {str(name) for element in root.iter() for name in element.attrib}
    assert not [name for name in names if name.startswith("on") or "href" in name or name == "style"]
    assert len(root.findall(f".//{SVG}style")) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_dot_quotes_every_name(named: Callable[[str], Registry], text: str) -> None:
    """What is left without the quoted strings is our own: ids, keywords, colours, punctuation."""
    bare = DOT_STRING.sub("", render_dot(authority_graph(named(text), DAY)))
    assert re.sub(r"[\w\s{}\[\];,=>#.-]", "", bare) == ""
    assert not re.search(r"script|click|alert|xxx|php|markdown|javascript", bare)


@pytest.mark.parametrize("text", HOSTILE)
def test_mermaid_quotes_every_name(named: Callable[[str], Registry], text: str) -> None:
    """Each line is one of ours; inside quotes stand letters, digits, marks, entities and our line breaks."""
    lines = render_mermaid(authority_graph(named(text), DAY)).split("\n")
    quoted = re.compile(r'"((?:[\w .,:()/-]|#\d+;|<br/>)*)"')
    known = re.compile(
        r"flowchart LR|accTitle: [\w -]+|summary\[Q\]|style summary [\w:,]+|subgraph o1s \[Q\]|end|"
        r"o1(n\d+)?[\[(]+Q[\])]+|o1(n\d+)? (-->|--o|-\.->|-\.-x)\|Q\| o1n\d+|linkStyle [\d,]+ [\w:#,]+|"
    )
    wrong = [line for line in lines if not known.fullmatch(quoted.sub("Q", line).strip())]
    assert wrong == []


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=40).filter(str.strip))
def test_any_name_at_all(named: Callable[[str], Registry], text: str) -> None:
    graph = authority_graph(named(text), DAY)
    assert _svg(graph).tag == f"{SVG}svg"
    assert DOT_STRING.sub("", render_dot(graph)).count('"') == 0
    assert len(render_mermaid(graph).splitlines()) == len(render_mermaid(graph).split("\n")) - 1


def test_an_svg_needs_nothing_from_outside(sample: Registry) -> None:
    text = render_svg(authority_graph(sample, DAY))
    assert re.findall(r"url\(|@import|xlink|href|<image|<use|<script|foreignObject|<!ENTITY", text) == []
    assert set(re.findall(r"https?://[^\"' <]*", text)) == {"http://www.w3.org/2000/svg"}


@pytest.mark.parametrize("render", RENDERERS)
def test_the_same_bytes_every_time(sample: Registry, render: Callable[[AuthorityGraph], str]) -> None:
    again = Registry(
        sample.instruments, sample.events, sample.issuers, sample.people, location=sample.location
    )
    assert render(authority_graph(sample, DAY)) == render(authority_graph(again, DAY))


@pytest.mark.parametrize("render", RENDERERS)
def test_every_paper_and_every_name_is_told(
    family: Registry, render: Callable[[AuthorityGraph], str]
) -> None:
    graph = authority_graph(family, DAY)
    text = render(graph)
    assert [edge.grant for edge in graph.edges if edge.grant not in text] == []
    assert [node.name for node in graph.nodes if node.name not in text] == []


@pytest.mark.parametrize("render", RENDERERS)
def test_what_is_left_out_is_said(family: Registry, render: Callable[[AuthorityGraph], str]) -> None:
    assert "7 more not drawn" in render(authority_graph(family, DAY, limit=2))


@pytest.mark.parametrize("render", RENDERERS)
def test_an_empty_registry(render: Callable[[AuthorityGraph], str]) -> None:
    assert "nothing to draw" in render(authority_graph(Registry(()), DAY))


def test_tooltips_give_papers_dates_forms_issuers_and_codes(sample: Registry) -> None:
    """Each row of the drawing has a title of its own that begins with its paper."""
    graph = authority_graph(sample, date(2011, 3, 2))
    titles = [title.text or "" for title in _svg(graph).iter(f"{SVG}title")]
    for edge in graph.edges:
        told = "\n".join(title for title in titles if title.startswith(f'"{edge.grant}"'))
        assert str(edge.start) in told
        assert all(reason.code.value in told for state in edge.states for reason in state.reasons)


def test_standing_is_told_by_words_and_by_line(family: Registry) -> None:
    """Ended papers are dashed, and no state shows by colour alone."""
    root = _svg(authority_graph(family, date(2025, 6, 2)))
    texts = [element.text for element in root.iter(f"{SVG}text")]
    assert "in force, if all act" in texts
    assert "not usable: redelegation not granted" in texts
    assert root.findall(f".//{SVG}rect[@class='box void']")
    assert "stroke-dasharray" in render_svg(authority_graph(family, DAY))


def test_parts_have_labels_for_screen_readers(family: Registry) -> None:
    root = _svg(authority_graph(family, DAY))
    assert root.get("role") == "graphics-document document"
    groups = root.findall(f".//{SVG}g")
    assert [group for group in groups if not (group.get("role") and group.get("aria-label"))] == []
    named = {element.get("id") for element in root if element.get("id")}
    assert set((root.get("aria-labelledby") or "").split()) == named


# --- places ----------------------------------------------------------------------------------------------


def _apart(graph: AuthorityGraph) -> bool:
    """Whether no two boxes share a point, and all lie inside the drawing."""
    placed = layout(graph)
    boxes = [
        (card.x, card.y, card.x + CARD_WIDTH, card.y + card.height)
        for band in placed.bands
        for card in band.cards
    ]
    boxes += [(band.x, band.y, band.x + 190, band.y + band.height) for band in placed.bands]
    inside = all(box[0] >= 0 and box[2] <= placed.width and box[3] <= placed.height for box in boxes)
    return inside and not any(
        one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
        for one, two in itertools.combinations(boxes, 2)
    )


def test_no_card_lies_over_another(
    sample: Registry,
    family: Registry,
    random_world: Callable[[int], tuple[Registry, AuthorityRequest]],
) -> None:
    worlds = [sample, family, *(random_world(seed)[0] for seed in range(40))]
    assert [world for world in worlds if not _apart(authority_graph(world, date(2020, 3, 9)))] == []


def test_every_edge_has_one_row_and_every_paper_one_card(family: Registry) -> None:
    graph = authority_graph(family, DAY)
    cards = [card for band in layout(graph).bands for card in band.cards]
    assert sorted(card.grant for card in cards) == sorted({edge.grant for edge in graph.edges})
    assert sum(len(card.rows) for card in cards) == len(graph.edges)


def test_a_link_that_leads_back_runs_below_the_cards(family: Registry) -> None:
    (band,) = layout(authority_graph(family, DAY)).bands
    back = [link for link in band.links if link.detour is not None]
    lowest = max(card.y + card.height for card in band.cards)
    assert [link.edge.grant for link in back] == ["left"]
    assert all(link.detour > lowest for link in back if link.detour is not None)


@pytest.mark.parametrize("text", HOSTILE)
def test_long_names_are_wrapped_and_shortened_to_the_width(text: str) -> None:
    lines = wrapped(text, 13, 200, 2)
    assert len(lines) <= 2
    assert all(width(line, 13) <= 200 for line in lines)
    assert width(shortened(text, 13, 200), 13) <= 200


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Ada Loewe", ["Ada Loewe"]),
        ("Maximiliana Wilhelmina von Hohenlohe", ["Maximiliana", "Wilhelmina von…"]),
        ("", [""]),
    ],
)
def test_lines_break_at_blanks(text: str, lines: list[str]) -> None:
    assert wrapped(text, 10, 90, 2) == lines
