"""Attached powers of attorney and those who signed: who is named, and on which paper a proof rests."""

from __future__ import annotations

from collections.abc import Iterator

from preflight.authority.decision import Decision, Link
from preflight.authority.instruments import Attorney, AttorneyKind, Instrument
from preflight.authority.registry import Registry
from preflight.checks.poa.labels import exhibit_label, paper_label
from preflight.checks.poa.rules import POA004, POA010, POA015
from preflight.filing.model import Filing
from preflight.filing.signatures.line import SigningRole
from preflight.findings import Finding
from preflight.hookspecs import CheckContext
from preflight.poa.attached import ATTACHED, AttachedPaper, papers_of
from preflight.poa.reading import RevokedPaper
from preflight.poa.whose import may_name_one, owner_cik

_BY_POWER = (SigningRole.ATTORNEY_IN_FACT, SigningRole.ON_BEHALF, SigningRole.UNSTATED)


def signer_findings(filing: Filing, context: CheckContext) -> Iterator[Finding]:
    """No paper that came for an owner names anybody who signed for that owner by a power (POA004).

    Recorded delegations count with the papers on which they hang. A paper that appoints an office, a firm or
    a class names nobody, and may mean the signer.
    """
    if context.attribution is None:
        return
    for owner in filing.reporting_owners:
        cik = owner_cik(owner)
        papers = [
            paper
            for paper in papers_of(context.attached)
            if paper.instrument is not None and cik is not None and paper.instrument.principal.cik == cik
        ]
        signers = {
            pair.signer.name.text
            for pair in context.attribution.of_owner(owner)
            if not pair.is_self and pair.signer.role in _BY_POWER
        }
        attorneys = list(_attorneys(papers, cik, context.registry))
        if not signers or not attorneys or any(one.kind is not AttorneyKind.PERSON for one in attorneys):
            continue
        names = tuple(name for one in attorneys for name in (one.name, *one.aliases))
        if not may_name_one(tuple(signers), names):
            yield POA004.at(
                papers[0].exhibit.place,
                exhibit=exhibit_label(papers[0].exhibit),
                attorneys=", ".join(dict.fromkeys(one.name for one in attorneys)),
                signers=", ".join(sorted(signers)),
            )


def proof_findings(decision: Decision, context: CheckContext) -> Iterator[Finding]:
    """A proof that rests on a paper of this filing (POA010), or on one that this filing revokes (POA015)."""
    signer, owner = decision.request.signature.signer, decision.request.owner.label
    papers = {
        paper.instrument.id: paper
        for paper in papers_of(context.attached)
        if paper.instrument is not None and paper.repeats is None
    }
    for link in decision.chain:
        paper = papers.get(link.instrument)
        instrument = paper.instrument if paper is not None else None
        if instrument is None and context.registry is not None:
            instrument = context.registry.by_id.get(link.instrument)
        if instrument is None:
            continue
        for ending in papers_of(context.attached):
            revoked = ending.reading.revokes
            if revoked is not None and _ends(revoked, link, instrument, decision):
                yield POA015.at(
                    ending.exhibit.place,
                    exhibit=paper_label(ending),
                    instrument=instrument.id,
                    signer=signer,
                    owner=owner,
                )
        if paper is not None and link.instrument.startswith(ATTACHED):
            yield POA010.at(paper.exhibit.place, signer=signer, owner=owner, exhibit=paper_label(paper))


def _attorneys(papers: list[AttachedPaper], cik: str | None, registry: Registry | None) -> Iterator[Attorney]:
    """Who may sign by the papers, and by recorded delegations of those whom the papers name."""
    for paper in papers:
        assert paper.instrument is not None
        yield from paper.instrument.attorneys
    if registry is None or cik is None or not papers:
        return
    for item in registry.by_owner_cik.get(cik, ()):
        if item.is_delegation:
            yield from item.attorneys


def _ends(revoked: RevokedPaper, link: Link, instrument: Instrument, decision: Decision) -> bool:
    """Whether an attached revocation reaches a step of the proof, as far as it can be told.

    One that says neither which paper it ends nor of which day leaves alone what was signed on its own day:
    that is as a rule the new power that takes the place of the old.
    """
    signed_on = decision.request.signature.signed_on
    since = revoked.effective or revoked.executed
    if since is not None and signed_on is not None and signed_on < since:
        return False
    appointed = tuple(attorney.name for attorney in instrument.attorneys)
    ended = tuple(name for name in revoked.attorneys if may_name_one((name,), appointed))
    if ended and not may_name_one(ended, (link.attorney, link.person)):
        return False
    if revoked.instrument is not None:
        return revoked.instrument == instrument.id
    giver = instrument.grantors if instrument.is_delegation else (instrument.principal.name,)
    if revoked.principal is None or not may_name_one((revoked.principal,), giver):
        return False
    if revoked.dated is not None:
        return instrument.executed is None or instrument.executed == revoked.dated
    return revoked.executed is None or instrument.executed is None or instrument.executed < revoked.executed
