"""One paper → its grants: the fields are read one by one and put together.

The order matters in three places: the scope says whether "any issuer" can be meant, the issuers say what
"in these matters" covers, and a delegation is linked to the papers read before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from preflight.authority.instruments import (
    Document,
    Instrument,
    IssuerMode,
    IssuerScope,
    Quote,
    ScopeClause,
    Term,
    TermRule,
    Tri,
)
from preflight.poa.attestation import read_notary, read_witnesses
from preflight.poa.boilerplate import read_durable, read_governing_law
from preflight.poa.capacities import read_capacities
from preflight.poa.definitions import defined_names
from preflight.poa.delegation import read_delegation
from preflight.poa.delegators import is_delegation, read_delegation_grants
from preflight.poa.effective import read_effective
from preflight.poa.execution import read_execution
from preflight.poa.exercise_field import read_exercise
from preflight.poa.fieldwork import missing, reading, shown
from preflight.poa.instrument import build_instrument, instrument_id
from preflight.poa.issuers import read_issuers
from preflight.poa.kinds import is_revocation_paper, read_type, subject_of
from preflight.poa.limits import read_limits, read_marks
from preflight.poa.linking import link
from preflight.poa.paper import PaperText
from preflight.poa.parties import Grant, read_grants
from preflight.poa.reading import FIELDS, FieldConfidence, FieldReading, PaperReading, ReadingContext
from preflight.poa.revocation import read_revocation
from preflight.poa.revoking import read_revoked
from preflight.poa.scope import read_scope
from preflight.poa.signatures import read_signature_blocks
from preflight.poa.supersession import read_supersession
from preflight.poa.term import read_term

_MOST_PRINCIPALS = 60
"""Principals of one paper that are read; no real paper has nearly as many."""


class PaperReader:
    """Reads one paper. ``earlier`` are the instruments before it in the same exhibit."""

    def __init__(
        self, paper: PaperText, context: ReadingContext, document: Document, earlier: tuple[Instrument, ...]
    ) -> None:
        self.paper = paper
        self.context = context
        self.document = document
        self.earlier = earlier
        self.blocks = read_signature_blocks(paper)
        self.delegates = is_delegation(paper, self.blocks)
        self.taken = {item.id for item in (*earlier, *context.known)}

    def read(self) -> Iterator[PaperReading]:
        """The readings of the paper: one for each principal."""
        subject = subject_of(self.paper)
        if is_revocation_paper(self.paper):
            yield self._revocation(subject.is_section16, subject.reason)
            return
        if not subject.is_section16:
            yield self._reading({}, reason=subject.reason, is_section16=False)
            return
        grants = self._grants()[:_MOST_PRINCIPALS]
        shared_fields = self._shared_fields()
        paper_id: str | None = None
        for grant in grants:
            fields, instrument = self._instrument(grant, shared_fields, len(grants) > 1)
            if len(grants) > 1:
                paper_id = paper_id or f"{instrument.id}-paper"
                instrument = replace(instrument, paper=paper_id)
            yield self._reading(fields, instrument=instrument)

    def _grants(self) -> tuple[Grant, ...]:
        recital = self.paper.recital
        if self.delegates and recital is not None:
            return read_delegation_grants(self.paper, recital, self.blocks, self.context)
        return read_grants(self.paper, self.blocks, self.context)

    def _reading(
        self,
        fields: dict[str, FieldReading],
        *,
        instrument: Instrument | None = None,
        reason: str | None = None,
        is_section16: bool = True,
    ) -> PaperReading:
        span = self.paper.span
        return PaperReading(
            self.paper.position,
            span.start,
            span.end,
            span.title,
            instrument,
            fields,
            is_section16=is_section16,
            reason=reason,
        )

    def _revocation(self, is_section16: bool, reason: str | None) -> PaperReading:
        grant = read_grants(self.paper, self.blocks, self.context)[0]
        execution, executed = read_execution(self.paper, self.blocks, None, self.context)
        principal = grant.principal.name or None
        value, field = read_revoked(
            self.paper, principal, execution.day, grant.signed, self.earlier, self.context
        )
        fields = {
            "principal": self._principal(grant),
            "revocation": field,
            "executed": executed,
            "signatures": self._signatures(grant),
        }
        known = is_section16 or value.instrument is not None
        why = "The paper revokes a power of attorney and gives none." if known else reason
        return replace(self._reading(fields, reason=why, is_section16=known), revokes=value)

    def _principal(self, grant: Grant) -> FieldReading:
        quotes = self._quotes("principal", grant.places)
        if not grant.principal.name:
            why = grant.doubt or "No principal was found."
            return missing("principal", grant.principal, self.paper.flow, why)
        sure = FieldConfidence.MEDIUM if grant.inferred else FieldConfidence.HIGH
        return FieldReading(
            grant.principal, quotes, FieldConfidence.LOW if grant.doubt else sure, grant.doubt
        )

    def _signatures(self, grant: Grant) -> FieldReading:
        names = {signer.name for signer in grant.signers}
        value = tuple(item.reading for item in self.blocks.signed if item.reading.name in names)
        quotes = self._quotes("signatures", grant.signature_places)
        doubt = grant.signature_doubt
        if grant.signed is not Tri.YES and not value:
            return FieldReading(
                value, quotes, FieldConfidence.MISSING, doubt or "No signature was found under the paper."
            )
        return FieldReading(value, quotes, FieldConfidence.LOW if doubt else FieldConfidence.HIGH, doubt)

    def _quotes(self, field: str, places: tuple[tuple[int, int], ...]) -> tuple[Quote, ...]:
        """Quotes from places in the exhibit's text."""
        text = self.paper.text
        return tuple(
            Quote(field, text[start:end], start, end) for start, end in dict.fromkeys(places) if end > start
        )

    def _attorneys(self) -> FieldReading:
        flow, appointment = self.paper.flow, self.paper.appointment
        if appointment is None:
            return missing("attorneys", (), flow, "No clause that appoints an attorney-in-fact was found.")
        listed = appointment.listed
        if not listed.attorneys:
            heading = appointment.schedule
            where = f"the list “{heading}” is not in the exhibit" if heading else "no name was read"
            return missing("attorneys", (), flow, f"The paper appoints, but {where}.")
        doubt = None
        if listed.leftover:
            left = shown("; ".join(listed.leftover))
            doubt = f"Words of the appointing clause were not understood: “{left}”."
        elif listed.conditional and not any(item.substitute_for for item in listed.attorneys):
            doubt = "Somebody is appointed only for the absence of another, and it is not clear who."
        return reading("attorneys", listed.attorneys, flow, listed.places, doubt=doubt)

    def _shared_fields(self) -> dict[str, FieldReading]:
        """The fields that are the same for every principal of the paper."""
        paper = self.paper
        return {
            "type": read_type(paper, self.delegates),
            "attorneys": self._attorneys(),
            "exercise": read_exercise(paper),
            "scope": read_scope(paper, IssuerScope(IssuerMode.UNSTATED), self.delegates),
            "capacities": read_capacities(paper),
            "term": read_term(paper, defined_names(paper.flow)),
            "revocation": read_revocation(paper, self.delegates),
            "delegation": read_delegation(paper, self.delegates),
            "notary": read_notary(paper),
            "witnesses": read_witnesses(paper),
            "governing_law": read_governing_law(paper),
            "durable": read_durable(paper),
        }

    def _instrument(
        self, grant: Grant, shared: dict[str, FieldReading], several: bool
    ) -> tuple[dict[str, FieldReading], Instrument]:
        """The fields of one grant in their order, and its instrument."""
        paper, context = self.paper, self.context
        signer = grant.signers[0].name if grant.signers else None
        execution, executed = read_execution(paper, self.blocks, signer, context)
        clauses = shared["scope"].value
        assert isinstance(clauses, tuple)
        forms = frozenset(
            form for clause in clauses if isinstance(clause, ScopeClause) for form in clause.forms
        )
        issuers = read_issuers(paper, context, "*" in forms, (grant.principal.name, *grant.grantors))
        covered = issuers.value
        assert isinstance(covered, IssuerScope)
        scope = replace(shared["scope"], value=tuple(replace(clause, issuers=covered) for clause in clauses))
        fields = {
            **shared,
            "principal": self._principal(grant),
            "scope": scope,
            "issuers": issuers,
            "effective": read_effective(paper, execution.day),
            "term": _tied_to_issuers(shared["term"], covered),
            "supersedes": read_supersession(paper, forms, covered.ciks, context, self.earlier),
            "derives_from": self._derives_from(grant),
            "executed": executed,
            "signatures": self._signatures(grant),
        }
        mark = read_marks(paper)
        if mark is not None:
            fields["type"] = replace(fields["type"], confidence=FieldConfidence.LOW, doubt=mark)
        limits = tuple(read_limits(paper))
        if limits and not fields["scope"].is_doubtful:
            quotes = tuple(paper.flow.quote("scope", start, end) for start, end in limits)
            why = (
                f"Words limit or deny the grant and have no place in the record: “{shown(quotes[0].words)}”."
            )
            fields["scope"] = replace(
                fields["scope"],
                confidence=FieldConfidence.LOW,
                doubt=why,
                quotes=(*fields["scope"].quotes, *quotes),
            )
        if fields["type"].is_doubtful and not fields["principal"].is_doubtful:
            fields["principal"] = replace(
                fields["principal"], confidence=FieldConfidence.LOW, doubt=fields["type"].doubt
            )
        identity = instrument_id(grant, execution.day, several, self.taken)
        self.taken.add(identity)
        ordered = {name: fields[name] for name in FIELDS}
        return ordered, build_instrument(identity, grant, execution, ordered, self.document)

    def _derives_from(self, grant: Grant) -> FieldReading:
        recital = self.paper.recital
        if not self.delegates or recital is None:
            return reading("derives_from", (), self.paper.flow)
        delegator = grant.grantors[0] if grant.grantors else ""
        candidates = tuple({item.id: item for item in (*self.context.known, *self.earlier)}.values())
        return link(recital, grant.principal.name, delegator, candidates, self.paper.flow)


def _tied_to_issuers(field: FieldReading, issuers: IssuerScope) -> FieldReading:
    """A duty to report is a duty for the issuers of the grant, as far as their CIKs are known."""
    terms = field.value
    assert isinstance(terms, tuple)
    tied = tuple(
        replace(term, issuers=issuers.ciks)
        if isinstance(term, Term) and term.rule is TermRule.OBLIGATION_END
        else term
        for term in terms
    )
    return replace(field, value=tied)
