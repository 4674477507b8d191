"""The graph of authority as a Mermaid flowchart, which code hosts draw inside Markdown.

Language: https://mermaid.js.org/syntax/flowchart.html. Names are other people's text: whatever is no letter,
digit or harmless mark is written as a numeric entity, because Mermaid looks for directives, Markdown and HTML
even inside quotes.
"""

from __future__ import annotations

from collections.abc import Iterator

from preflight.authority.graph import AuthorityGraph, Edge, Node, NodeKind
from preflight.authority.standing import Standing
from preflight.reports import graph_words as words

_ARROWS = {
    Standing.IN_FORCE: "-->",
    Standing.DOUBTFUL: "--o",
    Standing.NOT_YET: "-.->",
    Standing.ENDED: "-.->",
    Standing.UNUSABLE: "-.-x",
}
_LINKS = {
    Standing.IN_FORCE: "stroke:#1a7f37",
    Standing.DOUBTFUL: "stroke:#bf8700",
    Standing.NOT_YET: "stroke:#0969da",
    Standing.ENDED: "stroke:#8c959f,color:#6e7781",
    Standing.UNUSABLE: "stroke:#cf222e",
}
_BRACKETS = {
    NodeKind.OWNER: ("[", "]"),
    NodeKind.PERSON: ("(", ")"),
    NodeKind.OFFICE: ("[[", "]]"),
    NodeKind.FIRM: ("[[", "]]"),
    NodeKind.CLASS: ("[[", "]]"),
    NodeKind.ENTITY: ("[", "]"),
}
_PLAIN = frozenset(" .,:()/-")


def render_mermaid(graph: AuthorityGraph) -> str:
    """Return ``graph`` as a Mermaid flowchart."""
    return "\n".join(_lines(graph)) + "\n"


def _lines(graph: AuthorityGraph) -> Iterator[str]:
    yield "flowchart LR"
    yield f"  accTitle: {words.heading(graph)}"
    yield f"  summary[{_quoted(words.heading(graph), words.summary(graph))}]"
    yield "  style summary fill:none,stroke:none"
    for owner in graph.owners:
        yield f"  subgraph {owner.id}s [{_quoted(words.node_lines(owner)[0])}]"
        for node in graph.nodes:
            if node.owner == owner.id:
                yield f"    {_node(node)}"
        yield "  end"
    links: dict[Standing, list[str]] = {}
    number = 0
    for edge in graph.edges:
        for position, grantor in enumerate(edge.grantors):
            yield f"  {_edge(edge, grantor, labelled=position == 0)}"
            links.setdefault(edge.standing, []).append(str(number))
            number += 1
    for standing, numbers in links.items():
        yield f"  linkStyle {','.join(numbers)} {_LINKS[standing]}"


def _node(node: Node) -> str:
    opening, closing = _BRACKETS[node.kind]
    return f"{node.id}{opening}{_quoted(*words.node_lines(node))}{closing}"


def _edge(edge: Edge, grantor: str, *, labelled: bool) -> str:
    lines = (words.paper_id(edge), words.what_it_is(edge), words.standing(edge))
    label = f"|{_quoted(*lines)}|" if labelled else ""
    return f"{grantor} {_ARROWS[edge.standing]}{label} {edge.attorney}"


def _quoted(*lines: str) -> str:
    """The lines as one quoted text, with Mermaid's own line breaks between them."""
    return '"' + "<br/>".join(map(_escaped, lines)) + '"'


def _escaped(text: str) -> str:
    return "".join(
        character if character.isalnum() or character in _PLAIN else f"#{ord(character)};"
        for character in text
    )
