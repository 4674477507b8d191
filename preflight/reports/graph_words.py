"""What a graph of authority says in words, the same in every drawing of it. Nothing is escaped here.

Texts are on one line and free of control characters; each format escapes what it must.
"""

from __future__ import annotations

from preflight.authority.graph import AuthorityGraph, Edge, Node, NodeKind
from preflight.authority.instruments import EffectiveMode, Instrument
from preflight.authority.reasons import describe
from preflight.authority.standing import Standing, State
from preflight.reports.instrument_text import terms
from preflight.reports.style import printable

STANDINGS = {
    Standing.IN_FORCE: "in force",
    Standing.DOUBTFUL: "cannot tell",
    Standing.NOT_YET: "not yet begun",
    Standing.ENDED: "ended",
    Standing.UNUSABLE: "not usable",
}
_KINDS = {
    NodeKind.PERSON: "",
    NodeKind.OFFICE: "office",
    NodeKind.FIRM: "firm",
    NodeKind.CLASS: "class of people",
    NodeKind.ENTITY: "",
}
_MOST_ISSUERS = 3


def heading(graph: AuthorityGraph) -> str:
    """The title of a drawing."""
    return f"Powers of attorney as of {graph.day}"


def summary(graph: AuthorityGraph) -> str:
    """One line below the title: which registry, how many grants stand how, and what is not drawn."""
    counts = [
        f"{number} {words}"
        for standing, words in STANDINGS.items()
        if (number := sum(edge.standing is standing for edge in graph.edges))
    ]
    parts = [
        printable(graph.location) or "registry",
        *([", ".join(counts)] if counts else ["nothing to draw"]),
    ]
    if graph.left_out:
        parts.append(f"{graph.left_out} more not drawn")
    return "; ".join(parts)


def node_lines(node: Node) -> list[str]:
    """The name of a node, and below it what it is: CIK, who holds the office."""
    lines = [printable(node.name)]
    if node.kind is NodeKind.OWNER:
        lines.append("reporting owner, entity" if node.is_entity else "reporting owner")
        lines.extend(() if node.cik is None else (f"CIK {int(node.cik)}",))
    elif node.holders:
        verb = "held by" if node.kind is NodeKind.OFFICE else "with"
        lines.append(f"{verb} {printable(', '.join(node.holders))}")
    elif node.kind in (NodeKind.OFFICE, NodeKind.CLASS):
        lines.append(f"{_KINDS[node.kind]}; nobody recorded on this day")
    elif _KINDS[node.kind]:
        lines.append(_KINDS[node.kind])
    return lines


def paper_id(edge: Edge) -> str:
    """The id of the paper or record."""
    return printable(edge.grant)


def what_it_is(edge: Edge) -> str:
    """The type of a paper or record and its days."""
    what = edge.label if edge.label else edge.type.replace("_", " ")
    if edge.label:
        return printable(f"{what} since {edge.start}")
    return printable(f"{what}, signed {edge.start or 'on a day not recorded'}")


def forms_of(paper: Instrument) -> str:
    """The forms of all clauses, short."""
    forms = sorted(
        {form for clause in paper.scope for form in clause.forms}, key=lambda form: (len(form), form)
    )
    if "*" in forms:
        return "any form"
    return printable(f"Form{'s' if len(forms) > 1 else ''} {', '.join(forms)}") if forms else "no form"


def issuers_of(paper: Instrument, graph: AuthorityGraph) -> str:
    """The issuers of all clauses, short: by name where the registry has one."""
    named = [
        printable(graph.issuers.get(cik) or f"CIK {int(cik)}")
        for cik in dict.fromkeys(cik for clause in paper.scope for cik in clause.issuers.ciks)
    ]
    if not named:
        modes = dict.fromkeys(clause.issuers.mode.value.replace("_", " ") for clause in paper.scope)
        return "issuers: " + (", ".join(modes) or "none")
    more = f" and {len(named) - _MOST_ISSUERS} more" if len(named) > _MOST_ISSUERS else ""
    return "; ".join(named[:_MOST_ISSUERS]) + more


def standing(edge: Edge) -> str:
    """How the grant stands for the attorney, in a few words: the day where one counts, and why."""
    state = edge.states[0]
    words = STANDINGS[state.standing]
    if state.day is not None and state.standing in (Standing.ENDED, Standing.NOT_YET):
        words += f" {state.day}" if state.standing is Standing.ENDED else f", from {state.day}"
    if state.standing is Standing.IN_FORCE and edge.fellows:
        words += ", if all act"
    if len(edge.states) > 1:
        words += f" (only {_forms(state)})"
    if state.reasons and state.standing is not Standing.NOT_YET:
        words += f": {state.reasons[0].code.value.replace('_', ' ')}"
    return words


def _forms(state: State) -> str:
    if not state.forms:
        return ""
    return printable(f"Form{'s' if len(state.forms) > 1 else ''} {', '.join(state.forms)}")


def paper_details(edge: Edge, graph: AuthorityGraph) -> list[str]:
    """The paper or record of an edge, for a tooltip: its days, terms, issuers, and on what it rests."""
    lines = [printable(f'"{edge.grant}": {what_it_is(edge)}')]
    paper = graph.papers.get(edge.grant)
    if paper is not None:
        if paper.effective.mode is not EffectiveMode.ON_EXECUTION:
            lines.append(printable(f"takes effect: {_beginning(paper)}"))
        lines.append(printable(terms(paper)))
        lines.append(issuers_of(paper, graph))
    elif edge.end is not None:
        lines.append(f"until {edge.end}")
    if edge.sources:
        lines.append(printable(f"rests on {', '.join(edge.sources)}"))
    return lines


def details(edge: Edge, graph: AuthorityGraph) -> list[str]:
    """Everything about an edge, for a tooltip: the paper, and every reason of the procedure."""
    lines = paper_details(edge, graph)
    if edge.fellows:
        lines.append(printable(f"to act with {', '.join(edge.fellows)}"))
    for state in edge.states:
        forms = f"{_forms(state)}: " if state.forms else ""
        codes = ", ".join(dict.fromkeys(reason.code.value for reason in state.reasons))
        lines.append(f"{forms}{STANDINGS[state.standing]}" + (f" ({codes})" if codes else ""))
        lines.extend(printable(describe(reason)) for reason in state.reasons)
        lines.extend(f"note: {printable(describe(note))}" for note in state.notes)
    return lines


def _beginning(paper: Instrument) -> str:
    return str(paper.effective.date or paper.effective.event or paper.effective.mode.value.replace("_", " "))
