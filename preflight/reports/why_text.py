"""The answer of `preflight why`: for each owner and signature the proof, or all that stands in its way."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import TYPE_CHECKING

from preflight.authority.decision import Decision, Path
from preflight.authority.reasons import Verdict, describe
from preflight.engine import ENGINE_RULES
from preflight.filing.ccc import ccc_values, mask
from preflight.reports.authority_text import VERDICTS, owner_name, signature_words
from preflight.reports.chain_tree import LINES, Glyphs, chain_tree
from preflight.reports.style import PLAIN, Style, printable
from preflight.reports.text import finding_lines, headline
from preflight.result import DraftResult, RunResult

if TYPE_CHECKING:
    from preflight.authority.instruments import Instrument
    from preflight.authority.questions import OwnerDecision


def render_why(
    result: RunResult, telling: Container[str] = (), style: Style = PLAIN, glyphs: Glyphs = LINES
) -> str:
    """Return the chains of authority of every draft in ``result`` as text.

    Of the findings those are told that kept the question from being answered, and those of the rules
    ``telling`` (ids).
    """
    lines: list[str] = []
    for finding in result.run_findings:
        lines.extend(finding_lines(finding, style))
    for draft in result.drafts:
        lines.extend(_draft(draft, telling, style, glyphs))
        lines.append("")
    known = f", as known at {result.known_at}" if result.known_at is not None else ""
    lines.append(f"As of {result.as_of}{known}.")
    for location in dict.fromkeys(draft.registry.location for draft in result.drafts if draft.registry):
        lines.append(style.faint(f"Registry: {printable(location)}"))
    return "\n".join(lines) + "\n"


def _draft(draft: DraftResult, telling: Container[str], style: Style, glyphs: Glyphs) -> Iterator[str]:
    yield style.strong(printable(draft.draft)) + headline(draft)
    for finding in draft.findings:
        if finding.rule in ENGINE_RULES or finding.rule.id in telling:
            yield from (f"  {line}" for line in finding_lines(finding, style))
    secrets = ccc_values(draft.filing) if draft.filing is not None else ()
    papers = {instrument.id: instrument for instrument in draft.instruments}
    for decision in draft.decisions:
        for line in _owner(decision, papers, style, glyphs):
            yield mask(f"  {line}", secrets)


def _owner(
    decision: OwnerDecision, papers: Mapping[str, Instrument], style: Style, glyphs: Glyphs
) -> Iterator[str]:
    name = owner_name(decision.owner, papers)
    verdict = style.verdict(decision.verdict, VERDICTS[decision.verdict])
    yield f"{style.strong(printable(name))}: {verdict}"
    for answer in decision.answers:
        for line in _answer(answer, name, papers, style, glyphs):
            yield f"  {line}"


def _answer(
    decision: Decision,
    owner: str,
    papers: Mapping[str, Instrument],
    style: Style,
    glyphs: Glyphs,
) -> Iterator[str]:
    """The signature, the sentence that decides, the tree, the notes, the way out."""
    yield signature_words(decision.request.signature, decision.verdict, style)
    primary = decision.candidates[0].reasons if decision.candidates and not decision.is_authorized else ()
    for reason in decision.reasons:
        if reason not in primary:
            yield f"  {printable(describe(reason))}"
    if decision.chain:
        proof = Path(decision.chain, Verdict.AUTHORIZED, ())
        yield from (f"  {line}" for line in chain_tree(owner, [proof], papers, style, glyphs))
    for number, chain in enumerate(decision.alternative_chains, 1):
        yield f"  If the papers of one day were signed in another order ({number}):"
        proof = Path(chain, Verdict.AUTHORIZED, ())
        yield from (f"  {line}" for line in chain_tree(owner, [proof], papers, style, glyphs))
    for note in decision.notes:
        yield f"  {style.faint('note:')} {printable(describe(note))}"
    if decision.is_authorized:
        return
    if decision.candidates:
        yield "  What the registry holds, nearest first:"
        yield from (f"  {line}" for line in chain_tree(owner, decision.candidates, papers, style, glyphs))
    if decision.way_out:
        yield f"  {style.faint('do')} {printable(decision.way_out)}"
