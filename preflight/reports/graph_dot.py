"""The graph of authority in Graphviz DOT: one cluster an owner, one edge a grant and attorney.

Language: https://graphviz.org/doc/info/lang.html. Names are other people's text: every string is quoted,
with backslashes, quotes and ampersands (which Graphviz reads as entities) made harmless.
"""

from __future__ import annotations

from collections.abc import Iterator

from preflight.authority.graph import AuthorityGraph, Edge, Node, NodeKind
from preflight.authority.standing import Standing
from preflight.reports import graph_words as words

_SHAPES = {
    NodeKind.OWNER: "box",
    NodeKind.PERSON: "ellipse",
    NodeKind.OFFICE: "component",
    NodeKind.FIRM: "component",
    NodeKind.CLASS: "component",
    NodeKind.ENTITY: "box",
}
_STYLES = {
    Standing.IN_FORCE: 'style=solid, color="#1a7f37"',
    Standing.DOUBTFUL: 'style=bold, color="#bf8700", arrowhead=odiamond',
    Standing.NOT_YET: 'style=dotted, color="#0969da"',
    Standing.ENDED: 'style=dashed, color="#8c959f", fontcolor="#6e7781"',
    Standing.UNUSABLE: 'style=dashed, color="#cf222e", arrowhead=tee',
}


def render_dot(graph: AuthorityGraph) -> str:
    """Return ``graph`` as a DOT document."""
    return "\n".join(_lines(graph)) + "\n"


def _lines(graph: AuthorityGraph) -> Iterator[str]:
    yield "digraph authority {"
    yield f"  label={_quoted(words.heading(graph), words.summary(graph))};"
    yield '  labelloc=t; rankdir=LR; fontname="sans-serif";'
    yield '  node [fontname="sans-serif", fontsize=11]; edge [fontname="sans-serif", fontsize=9];'
    for owner in graph.owners:
        yield f"  subgraph cluster_{owner.id} {{"
        yield f'    label={_quoted(words.node_lines(owner)[0])}; color="#8c959f";'
        for node in graph.nodes:
            if node.owner == owner.id:
                yield f"    {_node(node)}"
        yield "  }"
    for edge in graph.edges:
        for number, grantor in enumerate(edge.grantors):
            yield f"  {_edge(edge, grantor, graph, labelled=number == 0)}"
    yield "}"


def _node(node: Node) -> str:
    style = "bold" if node.kind is NodeKind.OWNER else "solid"
    return f"{node.id} [label={_quoted(*words.node_lines(node))}, shape={_SHAPES[node.kind]}, style={style}];"


def _edge(edge: Edge, grantor: str, graph: AuthorityGraph, *, labelled: bool) -> str:
    attributes = [f"tooltip={_quoted(*words.details(edge, graph))}", _STYLES[edge.standing]]
    if labelled:
        label = _quoted(words.paper_id(edge), words.what_it_is(edge), words.standing(edge))
        attributes.insert(0, f"label={label}")
    return f"{grantor} -> {edge.attorney} [{', '.join(attributes)}];"


def _quoted(*lines: str) -> str:
    """The lines as one DOT string."""
    escaped = (line.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"') for line in lines)
    return '"' + "\\n".join(escaped) + '"'
