"""The decision procedure: may this person sign this form for this owner on this day?

``decide`` answers one request. It reads no clock and no file, and never answers "authorized" without a
complete chain, or the owner's own signature. The steps are those of section 3.2 of the authority
reference, under the settled readings; where the evidence leaves open in which order papers of one day were
signed, or on which of two days, the verdict must hold either way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from preflight.authority.attorneys import Answer, Signing, refuse, through_papers
from preflight.authority.conditions import conditions, line_notes
from preflight.authority.decision import AuthorityRequest, Decision, Path, SignatureOnDraft, Trace
from preflight.authority.entities import FIDUCIARY_ROLES, as_fiduciary, is_bare, through_entity
from preflight.authority.instruments import AttorneyKind, Capacity
from preflight.authority.life import owner_signs
from preflight.authority.outcome import SearchLimitError
from preflight.authority.owners import OwnerGrants, owner_grants
from preflight.authority.people import Likeness, Person, Resolution, likeness, resolve
from preflight.authority.reasons import Reason, ReasonDetail, Verdict, because, describe
from preflight.authority.registry import Registry
from preflight.authority.remedies import settles_itself, way_out
from preflight.authority.scope import Cell
from preflight.authority.worlds import OpenQuestionError, World
from preflight.filing.names.entities import looks_like_entity
from preflight.filing.names.name import NameOrder
from preflight.filing.signatures.line import LineStatus, SigningRole

if TYPE_CHECKING:
    from preflight.authority.search import Search

MOST_WORLDS = 1_000
"""How many ways to settle open questions are tried before the search is given up: enough for every order of
six papers of one day."""
_MOST_LOOKED_AT = 4
"""How many papers and attorneys are looked at to name somebody who may sign instead."""


def decide(request: AuthorityRequest, registry: Registry) -> Decision:
    """Answer one request from the registry; reads no clock, never raises for what a paper says."""
    known = registry.as_known_at(request.known_at)
    question = _Question(request, known)
    try:
        decision = question.answer()
    except SearchLimitError as gave_up:
        detail = because(Reason.SEARCH_LIMIT, because=str(gave_up))
        decision = question.decision(refuse(detail))
        decision = replace(decision, trace=replace(decision.trace, gave_up=True))
    if decision.verdict is not Verdict.AUTHORIZED:
        decision = replace(decision, way_out=question.way_out(decision))
    return replace(decision, registry_location=registry.location, registry_digest=registry.digest)


def decide_owner(decisions: Sequence[Decision]) -> Decision:
    """Return the best of the decisions on one owner's signatures, ``owner_verdict`` filled in.

    One good line is enough. Joint exercise is settled inside each decision, which sees the other
    signatures. Raises ``ValueError`` for an empty sequence: an owner without a signature is a request, too.
    """
    if not decisions:
        raise ValueError("an owner without signatures needs a request with an empty signature")
    best = min(decisions, key=lambda decision: (decision.verdict.rank, decision.request.signature.position))
    return best.for_owner(best.verdict, best.code)


class _Question:
    """One request with what the registry holds for its owner."""

    def __init__(self, request: AuthorityRequest, registry: Registry) -> None:
        self.request = request
        self.registry = registry
        self.owner: OwnerGrants = owner_grants(registry, request.owner)
        self.cell = Cell(request.form, request.issuer.cik)
        self.capacities = frozenset(request.capacities or (Capacity.INDIVIDUAL,))
        self.tests = 0
        self.worlds = 1

    def answer(self) -> Decision:
        """Steps 0 to 8."""
        for detail in self._line_tests(self.request.signature):
            return self.decision(refuse(detail))
        if self.owner.candidates:
            candidates = ", ".join(f"CIK {cik}" for cik in self.owner.candidates)
            name = self.request.owner.name
            return self.decision(refuse(because(Reason.NAME_AMBIGUOUS, signer=name, candidates=candidates)))
        conflict = self._owner_conflict()
        if conflict is not None:
            return self.decision(refuse(conflict))
        found = self._resolve(self.request.signature)
        if found.doubt is not None:
            return self.decision(refuse(self._name_detail(found.doubt, found)))
        others = tuple(self._others())
        if len(found.persons) > 1 or found.outsiders:
            return self._ambiguous(found, others)
        person = found.person or self._stranger(self.request.signature.signer)
        decision = self._of_person(person, others)
        if decision.is_authorized and self.request.signature.status is LineStatus.PARTIAL:
            return self.decision(refuse(because(Reason.LINE_NOT_UNDERSTOOD, signer=person.name)))
        if decision.is_authorized and not self.request.signature.is_attributed:
            return self.decision(refuse(because(Reason.OWNER_UNDETERMINED, signer=person.name)))
        if decision.code is Reason.NOT_NAMED and found.unclear:
            candidates = ", ".join(found.unclear)
            detail = because(Reason.NAME_AMBIGUOUS, signer=person.name, candidates=candidates)
            return self.decision(refuse(detail))
        return decision

    def way_out(self, decision: Decision) -> str:
        """The cheapest safe remedy; another attorney-in-fact is named only if he or she may sign."""
        person = self.owner.person
        owner = (
            f"an officer of {person.name} whose office is recorded" if self.owner.is_entity else person.name
        )
        another = None if settles_itself(decision.code) else self._another()
        return way_out(decision, owner, another)

    def _another(self) -> str | None:
        """The first of the attorneys named by the owner in person who may sign in the signer's place."""
        day = self.request.signature.signed_on
        direct = (grant for grant in self.owner.grants[:_MOST_LOOKED_AT] if not grant.is_delegation)
        names = dict.fromkeys(
            attorney.name
            for grant in direct
            for attorney in grant.attorneys
            if attorney.kind is AttorneyKind.PERSON and attorney.name != self.request.signature.signer
        )
        for name in tuple(names)[:_MOST_LOOKED_AT] if day is not None else ():
            signature = SignatureOnDraft(name, day, SigningRole.ATTORNEY_IN_FACT)
            other = _Question(replace(self.request, signature=signature), self.registry)
            try:
                if other.answer().is_authorized:
                    return name
            except SearchLimitError:
                return None
        return None

    # --- step 0 ----------------------------------------------------------------------------------------

    def _owner_conflict(self) -> ReasonDetail | None:
        """The draft's name for the owner, held against the names recorded under its CIK (persons only).

        EDGAR keeps the CIK and discards the name, so a name that contradicts the record leaves open whose
        filing it is.
        """
        owner = self.request.owner
        known = self.registry.names_by_cik.get(owner.cik, ()) if owner.cik is not None else ()
        if not known or not owner.name.strip() or any(map(looks_like_entity, (owner.name, *known))):
            return None
        order = NameOrder.CONFORMED if owner.edgar_order else NameOrder.UNKNOWN
        if min(likeness(name, owner.name, order) for name in known) < Likeness.CONFLICT:
            return None
        return because(Reason.NAME_CONFLICT, signer=owner.name, candidates=", ".join(known))

    def _line_tests(self, signature: SignatureOnDraft) -> Iterator[ReasonDetail]:
        """Yield why the line cannot be tested at all, or stands for somebody else."""
        yield from self._principal_tests(signature)
        owner = self.owner.person.name
        if signature.status is LineStatus.DEFERRED:
            yield because(Reason.SIGNATURE_ELSEWHERE, signer=signature.signer)
        elif signature.status is LineStatus.EMPTY or not signature.signer.strip():
            yield because(Reason.NO_SIGNATURE, owner=owner)
        if signature.signed_on is None:
            yield because(Reason.DATE_MISSING)
        elif signature.signed_on > self.request.now:
            yield because(Reason.DATE_IN_FUTURE, day=signature.signed_on, now=self.request.now)

    def _principal_tests(self, signature: SignatureOnDraft) -> Iterator[ReasonDetail]:
        """A line that names other principals, and not this owner, stands for them."""
        named = (*signature.principals, *(entity.name for entity in signature.entities))
        if not named or signature.for_each_owner:
            return
        if signature.individually and self._distance(signature.signer) <= Likeness.UNSUFFIXED:
            return
        shown = ", ".join(dict.fromkeys(named))
        if not self.owner.names:
            yield because(Reason.NAME_AMBIGUOUS, signer=shown, candidates=self.request.owner.label)
            return
        nearest = min(self._distance(name) for name in named)
        if nearest is Likeness.DIFFERENT:
            yield because(Reason.WRONG_PRINCIPAL, principal=shown, owner=self.owner.person.name)
        elif nearest is Likeness.CONFLICT:
            yield because(Reason.NAME_CONFLICT, signer=shown, candidates=self.owner.person.name)
        elif nearest is Likeness.WEAK:
            yield because(Reason.NAME_WEAK, signer=shown, candidates=self.owner.person.name)

    def _distance(self, name: str) -> Likeness:
        """How near a name comes to the owner's."""
        return min((likeness(name, known) for known in self.owner.names), default=Likeness.DIFFERENT)

    # --- step 1 ----------------------------------------------------------------------------------------

    def _resolve(self, signature: SignatureOnDraft) -> Resolution:
        day = signature.signed_on or self.request.now
        owner = self.owner
        question = ("signer", owner, signature.signer, day, signature.former_names)
        return self.registry.memo(
            question,
            lambda: resolve(
                self.registry,
                signature.signer,
                owner.known,
                day,
                apart=owner.names,
                former=signature.former_names,
            ),
        )

    def _name_detail(
        self, code: Reason, found: Resolution, signature: SignatureOnDraft | None = None
    ) -> ReasonDetail:
        candidates = ", ".join((*found.candidates, *found.outsiders))
        return because(code, signer=(signature or self.request.signature).signer, candidates=candidates)

    def _ambiguous(self, found: Resolution, others: tuple[Signing, ...]) -> Decision:
        """A name that fits several proves none of them, unless each of them may sign."""
        doubt = self.decision(refuse(self._name_detail(Reason.NAME_AMBIGUOUS, found)))
        if found.outsiders:
            return doubt
        decisions = [self._of_person(person, others) for person in found.persons]
        if all(decision.verdict is Verdict.AUTHORIZED for decision in decisions):
            return decisions[0]
        return doubt

    def _stranger(self, name: str) -> Person:
        return self.registry.memo(("stranger", name), lambda: Person(name, frozenset((name,))))

    def _others(self) -> Iterator[Signing]:
        """The other signatures for this owner that can count towards joint exercise."""
        for signature in self.request.co_signatures:
            if any(self._line_tests(signature)) or signature.signed_on is None:
                continue
            if signature.role is SigningRole.EDGAR_ROLE:
                continue
            found = self._resolve(signature)
            if found.person is not None:
                yield Signing(found.person, signature.signed_on)
            elif found.doubt is not None or found.persons:
                code = found.doubt or Reason.NAME_AMBIGUOUS
                doubt = self._name_detail(code, found, signature)
                person = self._stranger(signature.signer)
                yield Signing(person, signature.signed_on, doubt, found.candidates)
            else:
                yield Signing(self._stranger(signature.signer), signature.signed_on)

    # --- steps 2 to 8 ----------------------------------------------------------------------------------

    def _of_person(self, person: Person, others: tuple[Signing, ...]) -> Decision:
        """Answer for one person, in every world that the evidence allows."""
        signature, owner = self.request.signature, self.owner
        assert signature.signed_on is not None, "a line without a date was answered in step 0"
        lead = Signing(person, signature.signed_on)
        is_owner = not person.keys.isdisjoint(owner.person.keys)
        if is_owner and not owner.is_entity:
            return self._self_signed(lead)
        if not owner.names and owner.person.cik is not None and signature.role is SigningRole.UNSTATED:
            detail = because(Reason.NAME_AMBIGUOUS, signer=signature.signer, candidates=owner.person.name)
            return self.decision(refuse(detail))
        if signature.role is SigningRole.EDGAR_ROLE:
            return self.decision(refuse(because(Reason.ACCESS_NOT_AUTHORITY, signer=signature.signer)))
        if is_owner:
            return self.decision(refuse(because(Reason.ENTITY_CAPACITY_MISSING, owner=owner.person.name)))
        answers = self._explore(lead, others)
        settled = _agreed(answers)
        notes = [*line_notes(signature, person)]
        if settled.verdict is Verdict.AUTHORIZED:
            notes += conditions(
                self.registry, self.request, settled, person, owner.person, is_entity=owner.is_entity
            )
        others_proofs = [answer for _, answer in answers if answer.proof is not None]
        return self.decision(settled, notes, others_proofs)

    def _self_signed(self, lead: Signing) -> Decision:
        """The principal keeps the power to act, alive and capable (R40)."""
        signature = self.request.signature
        ended = sorted(
            owner_signs(self.registry, self.owner.person, lead.day),
            key=lambda detail: -(detail.verdict or Verdict.CANNOT_TELL).rank,
        )
        if ended:
            return self.decision(Answer(ended[0].verdict or Verdict.CANNOT_TELL, tuple(ended)))
        if signature.starred:
            return self.decision(refuse(because(Reason.SIGNATURE_ELSEWHERE, signer=signature.signer)))
        detail = because(Reason.SELF, signer=signature.signer)
        return self.decision(
            Answer(Verdict.AUTHORIZED, (detail,)),
            [*line_notes(signature, self.owner.person, self.owner.conformed)],
        )

    def _explore(self, lead: Signing, others: tuple[Signing, ...]) -> list[tuple[World, Answer]]:
        """Evaluate world by world, branching only where the evaluation asks what is open."""
        answers: list[tuple[World, Answer]] = []
        pending = [World(self.registry)]
        while pending:
            world = pending.pop()
            try:
                answers.append((world, self._in_world(world, lead, others)))
            except OpenQuestionError as question:
                pending.extend(reversed(question.ways))
            if len(answers) + len(pending) > MOST_WORLDS:
                raise SearchLimitError(
                    f"more than {MOST_WORLDS} orders of same-day papers or readings of dates are open."
                )
        self.worlds = len(answers)
        return answers

    def _in_world(self, world: World, lead: Signing, others: tuple[Signing, ...]) -> Answer:
        """Steps 3 to 7 in one world; authority must still stand on a later day of filing (step 7)."""
        from preflight.authority.search import (  # not needed where the owners sign themselves
            MOST_TESTS,
            Search,
        )

        registry, request = self.registry, self.request
        question = ("search", self.owner, self.cell, request.relationship, world)
        search = registry.memo(
            question, lambda: Search(registry, self.owner, self.cell, request.relationship, world)
        )
        search.tests = 0
        try:
            answer = self._through(search, lead, others, None)
            filed, day = request.filing_date, answer.day
            if answer.verdict is not Verdict.AUTHORIZED or filed is None or day is None or filed <= day:
                return answer
            later = self._through(search, lead, others, filed)
        finally:
            self.tests += search.tests
        if self.tests > MOST_TESTS:
            raise SearchLimitError(f"more than {MOST_TESTS} grants were tested.")
        if later.verdict is Verdict.AUTHORIZED:
            return answer
        first = later.reasons[0]
        detail = because(
            Reason.ENDED_BEFORE_FILING, first.instrument, day=day, filed=filed, because=describe(first)
        )
        return Answer(Verdict.CANNOT_TELL, (detail, *later.reasons), candidates=later.candidates, day=day)

    def _through(
        self, search: Search, lead: Signing, others: tuple[Signing, ...], on_day: date | None
    ) -> Answer:
        """Step 3: fiduciaries and entities prove themselves by records, everybody else through papers."""
        signature, owner = self.request.signature, self.owner
        day = on_day or lead.day
        if signature.role in FIDUCIARY_ROLES:
            answer = as_fiduciary(search, signature, lead, self.capacities, day)
            if answer.verdict is Verdict.AUTHORIZED or not owner.is_entity:
                return answer
            return _better(answer, self._entity_papers(search, lead, others, on_day))
        if owner.is_entity:
            papers = self._entity_papers(search, lead, others, on_day)
            return _better(through_entity(search, signature, lead, day), papers)
        return through_papers(search, lead, others, self.capacities, on_day)

    def _entity_papers(
        self, search: Search, lead: Signing, others: tuple[Signing, ...], on_day: date | None
    ) -> Answer | None:
        """An entity's own papers, where one names the signer; its line must say in what capacity (R4)."""
        answer = through_papers(search, lead, others, self.capacities, on_day)
        if answer.code in (Reason.NO_GRANT, Reason.NOT_NAMED, Reason.NOT_INCUMBENT):
            return None
        if answer.verdict is Verdict.AUTHORIZED and is_bare(self.request.signature):
            return refuse(because(Reason.ENTITY_CAPACITY_MISSING, owner=self.owner.person.name))
        return answer

    def decision(
        self,
        answer: Answer,
        notes: Sequence[ReasonDetail] = (),
        proofs: Sequence[Answer] = (),
    ) -> Decision:
        """Dress an answer as the decision."""
        chain = answer.proof.links if answer.proof is not None else ()
        other_chains = [proof.proof.links for proof in proofs if proof.proof is not None]
        alternatives = tuple(links for links in dict.fromkeys(other_chains) if links != chain)
        is_authorized = answer.verdict is Verdict.AUTHORIZED
        return Decision(
            request=self.request,
            verdict=answer.verdict,
            code=answer.code,
            reasons=answer.reasons,
            notes=tuple(dict.fromkeys((*answer.notes, *notes))),
            chain=chain if is_authorized else (),
            alternative_chains=alternatives if is_authorized else (),
            candidates=answer.candidates,
            trace=Trace(self.tests, self.worlds),
        )


def _better(one: Answer, other: Answer | None) -> Answer:
    """The better of two ways to prove a signature for an entity.

    Where the entity's own papers name the signer and deny, that denial stands against a mere want of records.
    """
    if other is None:
        return one
    if one.verdict is Verdict.AUTHORIZED:
        return one
    return other


def _agreed(answers: Sequence[tuple[World, Answer]]) -> Answer:
    """What holds in every world; where they differ nobody can tell, and the open question is the reason."""
    first = min(answers, key=_preference)[1]
    if all(answer.verdict is first.verdict for _, answer in answers):
        return first
    candidates: list[Path] = [path for _, answer in answers for path in answer.candidates]
    worst = max((answer for _, answer in answers), key=lambda answer: answer.verdict.rank)
    detail = _open_question(answers)
    return Answer(
        Verdict.CANNOT_TELL,
        (detail, *worst.reasons),
        candidates=tuple(dict.fromkeys(candidates)),
        day=first.day,
    )


def _preference(found: tuple[World, Answer]) -> tuple[int, int, tuple[str, ...]]:
    """First readings of dates before second ones, the shorter proof before the longer, ids for ties."""
    world, answer = found
    links = answer.proof.links if answer.proof is not None else ()
    return (len(world.alternative_dates), len(links), tuple(link.instrument for link in links))


def _open_question(answers: Sequence[tuple[World, Answer]]) -> ReasonDetail:
    """Name what the verdict turns on: the reading of a date, or the order of papers of one day."""
    verdicts: dict[tuple[frozenset[str], frozenset[str]], set[Verdict]] = {}
    for world, answer in answers:
        verdicts.setdefault((world.first_dates, world.alternative_dates), set()).add(answer.verdict)
    by_dates = len(verdicts) > 1 and all(len(found) == 1 for found in verdicts.values())
    if by_dates:
        doubtful = min(min(world.first_dates | world.alternative_dates) for world, _ in answers)
        paper = answers[0][0].registry.by_id[doubtful]
        detail = because(Reason.EXECUTED_DATE_SUSPECT, doubtful, since=paper.executed)
        return detail.leading_to(Verdict.CANNOT_TELL)
    ordered = next((pair for world, _ in answers for pair in sorted(world.order)), ("", ""))
    earlier, later = (name.removeprefix("paper:") for name in ordered)
    return because(Reason.SUPERSESSION_SAME_DAY, earlier, by=later, since="one day")
