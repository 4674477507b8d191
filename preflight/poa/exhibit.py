"""An exhibit → its papers and instruments: the fields are read one by one and put together here.

The order matters in three places: the scope says whether "any issuer" can be meant, the issuers say what
"in these matters" covers, and a delegation is linked to the papers read before it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from preflight.authority.instruments import (
    Attorney,
    Document,
    Instrument,
    IssuerMode,
    IssuerScope,
    Party,
    PartyKind,
    ScopeClause,
    Term,
    TermRule,
    Tri,
    Upstream,
)
from preflight.filing.names.folding import key
from preflight.filing.names.vocabulary import SUFFIXES
from preflight.poa.attestation import read_notary, read_witnesses
from preflight.poa.boilerplate import read_durable, read_governing_law
from preflight.poa.capacities import read_capacities
from preflight.poa.definitions import defined_names
from preflight.poa.delegation import read_delegation
from preflight.poa.execution import Execution, read_execution
from preflight.poa.exercise_field import ExerciseValue, read_exercise
from preflight.poa.fieldwork import missing, reading, shown
from preflight.poa.issuers import read_issuers
from preflight.poa.kinds import is_revocation_paper, read_type, subject_of
from preflight.poa.linking import link
from preflight.poa.paper import PaperText
from preflight.poa.parties import Grant, read_delegator, read_grants
from preflight.poa.people import same_person
from preflight.poa.reading import (
    FIELDS,
    ExhibitReading,
    FieldConfidence,
    FieldReading,
    PaperReading,
    ReadingContext,
)
from preflight.poa.revocation import read_revocation
from preflight.poa.revoking import read_revoked
from preflight.poa.scope import read_scope
from preflight.poa.signatures import SignatureBlocks, read_signature_blocks
from preflight.poa.source import open_source
from preflight.poa.split import split_papers
from preflight.poa.supersession import read_supersession
from preflight.poa.term import read_effective, read_term


def read_exhibit(content: bytes | str, *, name: str = "", context: ReadingContext | None = None) -> ExhibitReading:
    """Read the powers of attorney in an exhibit: plain text, HTML, or either in its SGML ``<DOCUMENT>``.

    ``name`` is for display. ``context`` is what is known beside the text. Never raises for any content:
    what cannot be read is said in ``not_read``, what is doubtful in the fields.
    """
    known = context or ReadingContext()
    source = open_source(content)
    document = Document(
        path=known.path,
        sha256=source.sha256,
        accession_number=known.accession_number,
        exhibit=known.exhibit,
        filed=known.filed,
    )
    papers: list[PaperReading] = []
    if source.text[source.start : source.end].strip():
        for position, span in enumerate(split_papers(source.text, source.start, source.end), 1):
            earlier = tuple(paper.instrument for paper in papers if paper.instrument is not None)
            papers.extend(_Reader(PaperText(source.text, span, position), known, document, earlier).read())
    is_section16 = any(paper.is_section16 for paper in papers)
    reason = None
    if not is_section16:
        reason = papers[0].reason if papers else "The exhibit holds no text that could be read."
    return ExhibitReading(name, source.text, source.sha256, tuple(papers), source.not_read, is_section16, reason)


class _Reader:
    """Reads one paper. ``earlier`` are the instruments before it in the same exhibit."""

    def __init__(self, paper: PaperText, context: ReadingContext, document: Document, earlier: tuple[Instrument, ...]) -> None:
        self.paper = paper
        self.flow = paper.flow
        self.context = context
        self.document = document
        self.earlier = earlier
        self.blocks: SignatureBlocks = read_signature_blocks(paper)
        self.taken = {item.id for item in (*earlier, *context.known)}

    def read(self) -> Iterator[PaperReading]:
        """The readings of the paper: one for each principal."""
        paper = self.paper
        subject = subject_of(paper)
        if is_revocation_paper(paper):
            yield self._revocation(subject.is_section16, subject.reason)
            return
        if paper.appointment is None and not subject.is_section16 or not subject.is_section16:
            yield self._nothing(subject.reason or "")
            return
        grants = self._delegated() if self._is_delegation() else read_grants(paper, self.blocks, self.context)
        shared = None
        for grant in grants:
            one = self._instrument(grant, shared if len(grants) > 1 else None)
            shared = shared or (one.instrument.id + "-paper" if one.instrument is not None else None)
            if len(grants) > 1 and one.instrument is not None and one.instrument.paper is None:
                one = replace(one, instrument=replace(one.instrument, paper=shared))
            yield one

    def _is_delegation(self) -> bool:
        """A recital of the power above, and a signer who is not the principal recited."""
        recital = self.paper.recital
        if recital is None:
            return False
        delegator, _ = read_delegator(self.paper, self.blocks)
        return delegator is None or not any(same_person(delegator, name) for name in recital.principals)

    def _delegated(self) -> tuple[Grant, ...]:
        """The principals of a delegation: those of the recital; the delegator signs."""
        recital = self.paper.recital
        assert recital is not None
        delegator, signed = read_delegator(self.paper, self.blocks)
        people = read_grants(self.paper, self.blocks, replace(self.context))
        first = people[0]
        place = self.flow.place(recital.start, recital.end)
        grants = []
        for name in recital.principals:
            individual = read_party(name, self.context)
            grants.append(
                Grant(
                    individual,
                    (delegator,) if delegator else (),
                    first.signers[:1] if signed else (),
                    Tri.YES if signed else Tri.NO,
                    (place,),
                    first.signature_places[:1],
                    signature_doubt=first.signature_doubt if signed else "No signature of the person who delegates was found.",
                )
            )
        return tuple(grants)

    def _nothing(self, reason: str) -> PaperReading:
        paper = self.paper
        return PaperReading(paper.position, paper.span.start, paper.span.end, paper.span.title, None, {}, None, False, reason)

    def _revocation(self, is_section16: bool, reason: str | None) -> PaperReading:
        paper = self.paper
        grant = read_grants(paper, self.blocks, self.context)[0]
        execution, executed = read_execution(paper, self.blocks, None, self.context)
        principal = grant.principal.name or None
        value, field = read_revoked(paper, principal, execution.day, grant.signed, self.earlier, self.context)
        fields = {
            "principal": self._principal(grant),
            "revocation": field,
            "executed": executed,
            "signatures": self._signatures(grant),
        }
        known = is_section16 or value.instrument is not None
        why = "The paper revokes a power of attorney and gives none." if known else reason
        return PaperReading(paper.position, paper.span.start, paper.span.end, paper.span.title, None, fields, value, known, why)

    def _principal(self, grant: Grant) -> FieldReading:
        quotes = self._quotes("principal", grant.places)
        if not grant.principal.name:
            return missing("principal", grant.principal, self.flow, grant.doubt or "No principal was found.")
        doubt = grant.doubt
        confidence = FieldConfidence.LOW if doubt else FieldConfidence.MEDIUM if grant.inferred else FieldConfidence.HIGH
        return FieldReading(grant.principal, quotes, confidence, doubt)

    def _signatures(self, grant: Grant) -> FieldReading:
        value = tuple(item.reading for item in self.blocks.signed if any(item.reading.name == signer.name for signer in grant.signers))
        quotes = self._quotes("signatures", grant.signature_places)
        if grant.signed is not Tri.YES and not value:
            return FieldReading(value, quotes, FieldConfidence.MISSING, grant.signature_doubt)
        doubt = grant.signature_doubt
        return FieldReading(value, quotes, FieldConfidence.LOW if doubt else FieldConfidence.HIGH, doubt)

    def _quotes(self, field: str, places: tuple[tuple[int, int], ...]) -> tuple:
        return tuple(
            self.flow.quote(field, self.flow.index_at(start), self.flow.index_at(end)) for start, end in dict.fromkeys(places) if end > start
        )

    def _attorneys(self) -> FieldReading:
        appointment = self.paper.appointment
        if appointment is None:
            return missing("attorneys", (), self.flow, "No clause that appoints an attorney-in-fact was found.")
        listed = appointment.listed
        if not listed.attorneys:
            where = f"the list “{appointment.schedule}” is not in the exhibit" if appointment.schedule else "no name was read"
            return missing("attorneys", (), self.flow, f"The paper appoints, but {where}.")
        doubt = None
        if listed.leftover:
            doubt = f"Words of the appointing clause were not understood: “{shown('; '.join(listed.leftover))}”."
        return reading("attorneys", listed.attorneys, self.flow, listed.places, doubt=doubt)

    def _instrument(self, grant: Grant, shared: str | None) -> PaperReading:
        paper, flow, context = self.paper, self.flow, self.context
        delegated = self._is_delegation()
        signer = grant.signers[0].name if grant.signers else None
        execution, executed = read_execution(paper, self.blocks, signer, context)
        fields: dict[str, FieldReading] = {"type": read_type(paper, delegated), "principal": self._principal(grant)}
        fields["attorneys"] = self._attorneys()
        fields["exercise"] = read_exercise(paper)
        scope = read_scope(paper, IssuerScope(IssuerMode.UNSTATED), delegated)
        clauses = _clauses(scope)
        everything = any("*" in clause.forms for clause in clauses)
        issuers = read_issuers(paper, context, everything, (grant.principal.name, *grant.grantors))
        issuer_scope = issuers.value if isinstance(issuers.value, IssuerScope) else IssuerScope(IssuerMode.UNSTATED)
        clauses = tuple(replace(clause, issuers=issuer_scope) for clause in clauses)
        fields["scope"] = replace(scope, value=clauses)
        fields["issuers"] = issuers
        fields["capacities"] = read_capacities(paper)
        fields["effective"] = read_effective(paper, execution.day)
        fields["term"] = self._term(issuer_scope)
        fields["revocation"] = read_revocation(paper, delegated)
        forms = frozenset(form for clause in clauses for form in clause.forms)
        fields["supersedes"] = read_supersession(paper, forms, issuer_scope.ciks, context, self.earlier)
        fields["delegation"] = read_delegation(paper, delegated)
        fields["derives_from"] = self._derives_from(grant, delegated)
        fields["executed"] = executed
        fields["signatures"] = self._signatures(grant)
        fields["notary"] = read_notary(paper)
        fields["witnesses"] = read_witnesses(paper)
        fields["governing_law"] = read_governing_law(paper)
        fields["durable"] = read_durable(paper)
        instrument = self._build(grant, execution, fields, shared)
        ordered = {name: fields[name] for name in FIELDS}
        return PaperReading(paper.position, paper.span.start, paper.span.end, paper.span.title, instrument, ordered)

    def _term(self, issuers: IssuerScope) -> FieldReading:
        """The term; a duty that the paper ties to the issuer's securities is a duty for that issuer."""
        field = read_term(self.paper, defined_names(self.flow))
        terms = field.value
        assert isinstance(terms, tuple)
        return replace(
            field,
            value=tuple(
                replace(term, issuers=issuers.ciks) if isinstance(term, Term) and term.rule is TermRule.OBLIGATION_END else term for term in terms
            ),
        )

    def _derives_from(self, grant: Grant, delegated: bool) -> FieldReading:
        recital = self.paper.recital
        if not delegated or recital is None:
            return reading("derives_from", (), self.flow)
        delegator = grant.grantors[0] if grant.grantors else ""
        candidates = tuple({item.id: item for item in (*self.context.known, *self.earlier)}.values())
        return link(recital, grant.principal.name, delegator, candidates, self.flow)

    def _build(self, grant: Grant, execution: Execution, fields: dict[str, FieldReading], shared: str | None) -> Instrument:
        value = {name: field.value for name, field in fields.items()}
        exercise = value["exercise"]
        assert isinstance(exercise, ExerciseValue)
        notary = value["notary"]
        witnesses = value["witnesses"]
        notes = tuple(f"Witness: {name}" for name in witnesses) if isinstance(witnesses, tuple) else ()
        identity = self._identity(grant, execution.day)
        return Instrument(
            id=identity,
            type=value["type"],  # type: ignore[arg-type]
            executed=execution.day,
            principal=grant.principal,
            grantors=grant.grantors,
            attorneys=_attorney_values(value["attorneys"]),
            scope=_clauses(fields["scope"]),
            exercise=exercise.exercise,
            exercise_at_least=exercise.at_least,
            capacities=value["capacities"],  # type: ignore[arg-type]
            derives_from=_upstreams(value["derives_from"]),
            effective=value["effective"],  # type: ignore[arg-type]
            term=value["term"],  # type: ignore[arg-type]
            revocation=value["revocation"],  # type: ignore[arg-type]
            supersedes=value["supersedes"],  # type: ignore[arg-type]
            delegation=value["delegation"],  # type: ignore[arg-type]
            durable=value["durable"],  # type: ignore[arg-type]
            governing_law=value["governing_law"],  # type: ignore[arg-type]
            signed=grant.signed,
            signed_by=grant.signers,
            executed_confidence=execution.confidence,
            executed_alternative=execution.alternative,
            paper=shared,
            document=replace(self.document, notarized=True if notary is not None else None),
            on_file=self.context.accession_number is not None and grant.principal.cik is not None,
            quotes=tuple(quote for name in FIELDS for quote in fields[name].quotes),
            notes=notes,
        )

    def _identity(self, grant: Grant, day: date | None) -> str:
        """A readable id, unique in the exhibit: family name of who signs, and the year."""
        signer = grant.grantors[0] if grant.grantors else grant.principal.name
        if self._is_delegation():
            family = f"{_family(signer)}-for-{_family(grant.principal.name)}" if self.paper.recital and len(self.paper.recital.principals) > 1 else _family(signer)
        else:
            family = signer if grant.principal.kind.is_entity else _family(signer)
        wanted = _slug(f"{family} {day.year if day else 'undated'}")
        number, chosen = 1, wanted
        while chosen in self.taken:
            number += 1
            chosen = f"{wanted}-{number}"
        self.taken.add(chosen)
        return chosen


def read_party(name: str, context: ReadingContext) -> Party:
    """A party named in a recital, with its CIK where the filing's owners agree."""
    from preflight.poa.organisations import kind_of
    from preflight.poa.parties import _party

    kind = kind_of(name)
    return _party(name, kind if kind.is_entity else PartyKind.INDIVIDUAL, context)


def _family(name: str) -> str:
    words = [word for word in re.split(r"[\s,]+", name) if word and key(word) not in SUFFIXES]
    return words[-1] if words else "paper"


def _slug(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[-60:].strip("-") or "paper"


def _clauses(field: FieldReading) -> tuple[ScopeClause, ...]:
    return tuple(item for item in field.value if isinstance(item, ScopeClause)) if isinstance(field.value, tuple) else ()


def _attorney_values(value: object) -> tuple[Attorney, ...]:
    return tuple(item for item in value if isinstance(item, Attorney)) if isinstance(value, tuple) else ()


def _upstreams(value: object) -> tuple[Upstream, ...]:
    return tuple(item for item in value if isinstance(item, Upstream)) if isinstance(value, tuple) else ()
