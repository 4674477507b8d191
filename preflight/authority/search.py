"""May this attorney-in-fact use this grant, on this day, for this form and issuer? Every test, in order.

A grant is usable if it has begun, covers the form, the issuer and the owner's capacity, has not ended, and
bears its giver's signature; a delegation also needs a source that was usable by the delegator when it was
passed on and is so now. All tests are made, whatever fails first: a denial counts over a doubt, and the
reader is told everything that stands in the way (3.2 of the authority reference).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from preflight.authority.agents import holding, unknown_holding
from preflight.authority.dates import effective
from preflight.authority.decision import Link, RelationshipBoxes
from preflight.authority.delegation import ALL_UPSTREAM, Making, source_of
from preflight.authority.instruments import (
    Attorney,
    AttorneyKind,
    Capacity,
    Instrument,
    InstrumentType,
    NameChange,
    Tri,
)
from preflight.authority.life import death_of_attorney, principal_tests
from preflight.authority.outcome import Outcome, SearchLimitError, settle
from preflight.authority.owners import OwnerGrants
from preflight.authority.people import Likeness, Person, resolve
from preflight.authority.reasons import Reason, ReasonDetail, Verdict, because
from preflight.authority.registry import Registry, grouped
from preflight.authority.revocation import resignation_tests, revocation_tests, was_told
from preflight.authority.scope import Cell, Coverage, capacity_test, coverage, covered_capacities
from preflight.authority.supersession import supersession_tests
from preflight.authority.term import status_tests, term_tests
from preflight.authority.worlds import World
from preflight.filing.names.folding import key, word_key

MOST_GRANTS = 5
"""A chain has at most five grants."""
MOST_TESTS = 5_000
"""The budget of one search, in grants tested; used up, the answer is "cannot tell" with the trace."""


class Search:
    """One search: an owner, a form, an issuer and a world; results of tests made are remembered."""

    def __init__(
        self,
        registry: Registry,
        owner: OwnerGrants,
        cell: Cell,
        boxes: RelationshipBoxes | None,
        world: World,
    ) -> None:
        self.registry = registry
        self.owner = owner
        self.cell = cell
        self.boxes = boxes
        self.world = world
        self.tests = 0
        self._memo: dict[tuple[object, ...], Outcome] = {}
        self._covered: dict[str, Coverage] = {}
        self.makings: dict[tuple[object, ...], Making] = {}
        """Whether a delegation was validly made depends on the registry only: found out once."""

    def usable(
        self,
        grant: Instrument,
        attorney: Attorney,
        person: Person,
        day: date,
        capacities: frozenset[Capacity],
        *,
        above: tuple[str, ...] = (),
        passes_on: bool = False,
    ) -> Outcome:
        """Test ``grant`` for ``person``, who acts as its ``attorney``, on ``day``.

        ``above`` holds the ids of the grants between this one and the signer; ``passes_on`` says that the
        grant is not used to sign but to delegate.
        """
        if grant.id in above:
            cycle = because(Reason.CYCLE, grant.id)
            return settle([cycle], [], (), (), hit_cycle=True)
        if len(above) >= MOST_GRANTS:
            return settle([because(Reason.DEPTH_LIMIT, grant.id)], [], (), ())
        question = (grant.id, attorney, person, day, capacities, len(above), passes_on)
        known = self._memo.get(question)
        if known is not None:
            return known
        self.tests += 1
        if self.tests > MOST_TESTS:
            raise SearchLimitError(f"more than {MOST_TESTS} grants were tested.")
        outcome = self._test(grant, attorney, person, day, capacities, above, passes_on=passes_on)
        if not outcome.hit_cycle:
            self._memo[question] = outcome
        return outcome

    def _test(
        self,
        grant: Instrument,
        attorney: Attorney,
        person: Person,
        day: date,
        capacities: frozenset[Capacity],
        above: tuple[str, ...],
        *,
        passes_on: bool,
    ) -> Outcome:
        covered = self._coverage(grant)
        reasons = [*self._holding_test(grant, attorney, person, day), *self._start_test(grant, day)]
        notes = list(covered.notes)
        reasons.extend(covered.failing)
        reasons.extend(capacity_test(grant, capacities))
        for detail in self._end_tests(grant, attorney, person, day):
            (notes if detail.code.is_secondary else reasons).append(detail)
        if any(detail.code is Reason.SUPERSEDED for detail in reasons):
            notes.extend(self._notice_note(grant, attorney, person, day, reasons))
        if not passes_on and not above:
            reasons.extend(_stepped_out(self.registry, grant, person, day))
        if not grant.is_delegation:
            reasons.extend(_giver_tests(self.registry, self.owner, grant))
        if grant.signed is not Tri.YES or grant.type is InstrumentType.STATEMENT_ABOUT_POA:
            reasons.append(because(Reason.INSTRUMENT_UNSIGNED, grant.id))
        link = self._link(grant, attorney, person, covered.clause.clause if covered.clause else None)
        if not grant.is_delegation:
            return settle(reasons, notes, (link,), (grant,))
        narrowed = covered_capacities(grant, capacities) or capacities
        source = source_of(self, grant, day, narrowed, above, passes_on=passes_on)
        return settle(
            reasons + list(source.reasons),
            [*source.notes, *notes],
            (*source.links, link),
            (*source.grants, grant),
            hit_cycle=source.hit_cycle,
        )

    def _coverage(self, grant: Instrument) -> Coverage:
        """How the grant takes the form and issuer asked about, whatever the day."""
        known = self._covered.get(grant.id)
        if known is None:
            known = self._covered[grant.id] = coverage(self.registry, grant, self.cell, self.boxes)
        return known

    def _link(self, grant: Instrument, attorney: Attorney, person: Person, clause: str | None) -> Link:
        return Link(
            instrument=grant.id,
            type=grant.type.value,
            grantor=", ".join(grant.grantors) or grant.principal.name,
            attorney=attorney.name,
            person=person.name,
            attorney_kind=attorney.kind,
            executed=self.world.executed(grant),
            effective=effective(self.registry, grant, self.world),
            clause=clause,
            on_file=grant.on_file,
            document=grant.document,
        )

    # --- the tests of one grant ------------------------------------------------------------------------

    def _holding_test(
        self, grant: Instrument, attorney: Attorney, person: Person, day: date
    ) -> Iterator[ReasonDetail]:
        """An office, firm or class must be the person's; a stand-in needs the absence of whom he replaces."""
        if attorney.kind is not AttorneyKind.PERSON:
            found = holding(self.registry, attorney, person, day)
            if not found.is_proven:
                yield because(
                    unknown_holding(attorney),
                    grant.id,
                    signer=person.name,
                    office=attorney.name,
                    firm=attorney.name,
                    day=day,
                )
        if attorney.substitute_for is not None:
            yield from self._absence_test(grant, attorney, person, day)

    def _absence_test(
        self, grant: Instrument, attorney: Attorney, person: Person, day: date
    ) -> Iterator[ReasonDetail]:
        replaced = attorney.substitute_for or ""
        for other in grant.attorneys:
            if key(other.name) == key(replaced):
                away = [
                    detail
                    for detail in self.personal_ends(grant, other, None, day)
                    if detail.verdict is Verdict.NOT_AUTHORIZED
                ]
                if away:
                    return
        yield because(Reason.ABSENCE_UNPROVEN, grant.id, signer=person.name, other=replaced)

    def _start_test(self, grant: Instrument, day: date) -> Iterator[ReasonDetail]:
        begins = effective(self.registry, grant, self.world)
        code = Reason.NOT_YET_DELEGATED if grant.is_delegation else Reason.NOT_YET_EFFECTIVE
        executed = self.world.executed(grant)
        if begins is not None and day < begins:
            yield because(code, grant.id, since=begins, day=day)
        elif begins is None and executed is not None and day < executed:
            yield because(code, grant.id, since=f"{executed} or later", day=day)
        elif begins is None:
            why = "the day on which it takes effect is not recorded."
            yield because(Reason.DATE_IN_DOUBT, grant.id, because=why)

    def _end_tests(
        self, grant: Instrument, attorney: Attorney, person: Person, day: date
    ) -> Iterator[ReasonDetail]:
        """Revocation, resignation or death of the attorney, supersession, term, death of the principal."""
        registry = self.registry
        yield from revocation_tests(registry, grant, attorney, person, day)
        yield from resignation_tests(registry, grant, attorney, person, day)
        yield from death_of_attorney(registry, grant, person, day)
        yield from supersession_tests(registry, self.owner, grant, self.cell, day, self.world)
        yield from term_tests(registry, grant, self.owner.person, self.cell.issuer, day, self.world)
        yield from status_tests(registry, grant, person, day)
        if not self._rests_on_court(grant):
            yield from principal_tests(registry, grant, self.owner.person, day, self.world)

    def personal_ends(
        self, grant: Instrument, attorney: Attorney, person: Person | None, day: date
    ) -> Iterator[ReasonDetail]:
        """Why one attorney is out, the paper itself left aside: removed, resigned, dead, out of the job."""
        who = person or Person(attorney.name, frozenset((attorney.name, *attorney.aliases)))
        yield from revocation_tests(self.registry, grant, attorney, who, day)
        yield from resignation_tests(self.registry, grant, attorney, who, day)
        yield from death_of_attorney(self.registry, grant, who, day)
        for detail in status_tests(self.registry, grant, who, day):
            if not detail.code.is_secondary:
                yield detail

    # --- who is meant ------------------------------------------------------------------------------------

    def slots_of(self, person: Person) -> Iterator[tuple[Instrument, Attorney]]:
        """The owner's grants that name ``person``, and those that name an office, firm or class."""
        seen: set[tuple[str, Attorney]] = set()
        for name in sorted(person.keys):
            for grant, attorney in self.owner.by_attorney.get(name, ()):
                if (grant.id, attorney) not in seen:
                    seen.add((grant.id, attorney))
                    yield grant, attorney
        yield from self.owner.open_slots

    def delegator(self, name: str, day: date) -> tuple[Person, ReasonDetail | None]:
        """Who the grantor of a delegation is; with a doubt where the name proves nobody."""
        asked_on = day if self.registry.events_of(NameChange) else None
        question = ("delegator", self.owner, name, asked_on)
        return self.registry.memo(question, lambda: self._resolve_delegator(name, day))

    def _resolve_delegator(self, name: str, day: date) -> tuple[Person, ReasonDetail | None]:
        found = resolve(self.registry, name, self.owner.known, day, apart=self.owner.names)
        doubt = None
        code = Reason.NAME_AMBIGUOUS if found.persons else found.doubt
        if found.person is None and code is not None:
            candidates = ", ".join((*found.candidates, *found.outsiders))
            doubt = because(code, None, signer=name, candidates=candidates)
        return found.person or Person(name, frozenset((name,))), doubt

    def _rests_on_court(self, grant: Instrument) -> bool:
        """A court's appointment, and what the appointee passes on, does not come from the living owner."""
        if grant.type is InstrumentType.COURT_APPOINTMENT:
            return True
        sources = (self.registry.by_id.get(upstream.instrument or "") for upstream in grant.derives_from)
        return grant.is_delegation and any(
            source is not None and source.type is InstrumentType.COURT_APPOINTMENT for source in sources
        )

    def _notice_note(
        self,
        grant: Instrument,
        attorney: Attorney,
        person: Person,
        day: date,
        reasons: list[ReasonDetail],
    ) -> Iterator[ReasonDetail]:
        """A superseded attorney of whom no record shows that he was told (R47)."""
        if not was_told(self.registry, grant, attorney, person, day):
            by = next(detail.value.get("by") for detail in reasons if detail.code is Reason.SUPERSEDED)
            yield because(Reason.NOTICE_NOT_EVIDENCED, grant.id, signer=person.name, by=by)


def _giver_tests(registry: Registry, owner: OwnerGrants, grant: Instrument) -> Iterator[ReasonDetail]:
    """The paper is this owner's, and a person's paper bears that person's own signature (R2, R3)."""
    principal = grant.principal
    if principal.cik is None and owner.person.cik is not None:
        others = sorted(_bearers(registry).get(word_key(principal.name), frozenset()) - {owner.person.cik})
        if others:
            candidates = ", ".join(f"CIK {cik}" for cik in others)
            yield because(Reason.NAME_AMBIGUOUS, grant.id, signer=principal.name, candidates=candidates)
    if owner.is_entity or grant.type is InstrumentType.COURT_APPOINTMENT or not grant.grantors:
        return
    if not any(owner.person.likeness(name) <= Likeness.UNSUFFIXED for name in grant.grantors):
        yield because(Reason.INSTRUMENT_UNSIGNED, grant.id)


def _bearers(registry: Registry) -> Mapping[str, frozenset[str]]:
    """The CIKs recorded under each name."""

    def build() -> Mapping[str, frozenset[str]]:
        pairs = grouped(
            (word_key(name), cik) for cik, names in registry.names_by_cik.items() for name in names
        )
        return {name: frozenset(ciks) for name, ciks in pairs.items()}

    return registry.index("bearers of names", build)


def _stepped_out(registry: Registry, grant: Instrument, person: Person, day: date) -> Iterator[ReasonDetail]:
    """A substitute appointed "in my place and stead" ends the appointer's own power to sign, not the link."""
    index = registry.index(
        "in place and stead",
        lambda: grouped(
            (upstream.instrument or "", item)
            for item in registry.instruments
            if item.delegation.in_place_and_stead
            for upstream in item.derives_from
        ),
    )
    if not index:
        return
    for item in (*index.get(grant.id, ()), *index.get(ALL_UPSTREAM, ())):
        same_owner = item.principal.cik == grant.principal.cik and item.id != grant.id
        if not same_owner or item.executed is None or item.executed > day:
            continue
        if any(person.likeness(name).is_match for name in item.grantors):
            yield because(
                Reason.AGENT_RESIGNED, grant.id, signer=person.name, since=item.executed, event=item.id
            )
