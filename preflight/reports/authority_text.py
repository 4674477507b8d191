"""Authority for people: for each owner the verdict, and the chain that proves it or the nearest misses.

Written for a reader who prepares filings, not for one who knows this program: whole sentences, names as in
the papers, one line a paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from preflight.authority.decision import Decision, Link, Path, SignatureOnDraft
from preflight.authority.reasons import Verdict, describe
from preflight.filing.signatures.line import LineStatus, SigningRole
from preflight.reports.instrument_text import terms
from preflight.reports.style import PLAIN, Style, printable

if TYPE_CHECKING:
    from preflight.authority.instruments import Document, Instrument
    from preflight.authority.questions import OwnerDecision
    from preflight.filing.model import ReportingOwner

MOST_CANDIDATES = 3
"""Nearest misses shown for one signature, unless all are asked for."""

VERDICTS: Mapping[Verdict, str] = {
    Verdict.AUTHORIZED: "authorized",
    Verdict.NOT_AUTHORIZED: "not authorized",
    Verdict.CANNOT_TELL: "cannot tell",
}
"""The verdicts in words."""

_ROLES = {SigningRole.ATTORNEY_IN_FACT: "attorney-in-fact", SigningRole.EDGAR_ROLE: "in an EDGAR role"}


def authority_lines(
    owner_decision: OwnerDecision,
    style: Style = PLAIN,
    *,
    instruments: Mapping[str, Instrument] | None = None,
    most_candidates: int | None = MOST_CANDIDATES,
    with_way_out: bool = True,
) -> Iterator[str]:
    """Yield the lines that tell the decision on one owner, without an indent of their own.

    ``instruments`` by id lets each link of a chain show its forms, issuers and term. ``most_candidates``
    bounds the rejected chains shown for each signature (``None``: all). ``with_way_out`` is false where a
    finding beside these lines already says what to do.
    """
    verdict = owner_decision.verdict
    name = printable(owner_name(owner_decision.owner, instruments or {}))
    yield f"Authority for {style.strong(name)}: {style.verdict(verdict, VERDICTS[verdict])}"
    for answer in owner_decision.answers:
        for line in decision_lines(
            answer,
            style,
            instruments=instruments,
            most_candidates=most_candidates,
            with_way_out=with_way_out,
        ):
            yield f"  {line}"


def decision_lines(
    decision: Decision,
    style: Style = PLAIN,
    *,
    instruments: Mapping[str, Instrument] | None = None,
    most_candidates: int | None = MOST_CANDIDATES,
    with_way_out: bool = True,
) -> Iterator[str]:
    """Yield the lines that tell one decision: the signature, the reason, the chain or the misses."""
    papers = instruments or {}
    yield signature_words(decision.request.signature, decision.verdict, style)
    shown = () if decision.is_authorized else decision.candidates[:most_candidates]
    if not shown or shown[0].reasons != decision.reasons:
        for reason in decision.reasons:
            yield f"  {printable(describe(reason))}"
    if decision.chain:
        yield from (f"  {line}" for line in _chain(decision.chain, style, papers))
    for number, chain in enumerate(decision.alternative_chains, 1):
        yield f"  In another order of the papers of one day ({number}):"
        yield from (f"  {line}" for line in _chain(chain, style, papers))
    for note in decision.notes:
        yield f"  {style.faint('note:')} {printable(describe(note))}"
    if decision.is_authorized:
        return
    for position, path in enumerate(shown):
        label = "Nearest miss:" if position == 0 else "Further off:"
        yield f"  {label}"
        yield from (f"    {line}" for line in _candidate(path, style, papers))
    if len(decision.candidates) > len(shown):
        yield f"  {len(decision.candidates) - len(shown)} more in `preflight why`."
    if with_way_out and decision.way_out:
        yield f"  {style.faint('do')} {printable(decision.way_out)}"


def owner_name(owner: ReportingOwner, papers: Mapping[str, Instrument]) -> str:
    """The name in the draft, else in a paper for the same CIK: drafts rarely name their owners."""
    if owner.name is None and owner.cik is not None and owner.cik.parsed is not None:
        for paper in papers.values():
            if paper.principal.cik is not None and int(paper.principal.cik) == owner.cik.parsed:
                return f"{paper.principal.name} (CIK {owner.cik.parsed})"
    return owner.label


def signature_words(signature: SignatureOnDraft, verdict: Verdict, style: Style) -> str:
    """Who signed, as what, for whom, when; and the verdict on it."""
    if signature.status is LineStatus.EMPTY and not signature.signer:
        return f"No signature: {style.verdict(verdict, VERDICTS[verdict])}"
    words = printable(signature.signer) or "somebody not named"
    if signature.title:
        words += f", {printable(signature.title)}"
    elif signature.role not in (SigningRole.UNSTATED, SigningRole.ON_BEHALF):
        words += f", {_ROLES.get(signature.role) or signature.role.value.replace('_', ' ')}"
    if signature.principals:
        words += f" for {printable(', '.join(signature.principals))}"
    day = f"on {signature.signed_on}" if signature.signed_on is not None else "without a usable date"
    told = style.verdict(verdict, VERDICTS[verdict])
    return f"Signature {signature.position}: {words}, {day}: {told}"


def _candidate(path: Path, style: Style, papers: Mapping[str, Instrument]) -> Iterator[str]:
    yield from _chain(path.links, style, papers)
    for reason in path.reasons:
        yield f"{style.verdict(path.verdict, 'fails:')} {printable(describe(reason))}"


def _chain(links: tuple[Link, ...], style: Style, papers: Mapping[str, Instrument]) -> Iterator[str]:
    """One link a line, owner first; below each link what its paper covers, where that is known."""
    for number, link in enumerate(links, 1):
        yield f"{number}. {_link(link, style)}"
        paper = papers.get(link.instrument)
        if paper is not None:
            yield f"   {style.faint(printable(terms(paper, link.clause)))}"
        if link.document is not None and (where := whereabouts(link.document)):
            yield f"   {style.faint(printable(f'see {where}'))}"


def _link(link: Link, style: Style) -> str:
    to = link.person if link.attorney == link.person else f"{link.person} as {link.attorney}"
    words = f"{style.strong(printable(link.grantor))} -> {style.strong(printable(to))}: "
    words += f'{link.type.replace("_", " ")} "{printable(link.instrument)}"'
    if link.executed is not None:
        words += f" of {link.executed}"
    if link.effective is not None and link.effective != link.executed:
        words += f", in effect from {link.effective}"
    return words


def whereabouts(document: Document) -> str:
    """Where the signed text can be read: a path, else an address, else the filing that it came with."""
    filed = " ".join(filter(None, (document.accession_number, document.exhibit)))
    return document.path or document.url or filed
