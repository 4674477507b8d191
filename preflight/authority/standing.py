"""How one grant stands on a day for one of its attorneys-in-fact: the procedure's own tests, for one paper.

``decide`` asks whether a signature may stand, through any paper; here the same search is made for one grant
and one attorney, form by form of the grant's own scope, so that a drawing of the registry and a decision
cannot contradict each other. Where attorneys must act together the others are taken to sign as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum

from preflight.authority.agents import holders
from preflight.authority.decide import MOST_WORLDS
from preflight.authority.decision import RelationshipBoxes
from preflight.authority.exercise import act_together, demand
from preflight.authority.instruments import Attorney, AttorneyKind, Capacity, Instrument
from preflight.authority.outcome import Outcome, SearchLimitError, settle
from preflight.authority.owners import OwnerGrants
from preflight.authority.people import Person, resolve
from preflight.authority.reasons import Reason, ReasonDetail, Verdict, because
from preflight.authority.registry import Registry
from preflight.authority.scope import ANY_FORM, Cell, coverage, lists_form
from preflight.authority.search import Search
from preflight.authority.worlds import OpenQuestionError, World
from preflight.lazy_dataclass import dataclass

INSIDER = RelationshipBoxes(director=True, officer=True, ten_percent=True, other=True)
"""The boxes of a draft, all ticked: a grant for issuers of which the owner is an insider is asked as such."""
ANY_CAPACITY = frozenset(Capacity) - {Capacity.ANY, Capacity.ANY_OTHER}
"""Every capacity that a draft can give: one that the grant covers is enough."""
_FIRST_FORMS = ("3", "4", "5")


class Standing(StrEnum):
    """How a grant stands for an attorney-in-fact; best first."""

    IN_FORCE = "in_force"
    DOUBTFUL = "doubtful"
    """The procedure cannot tell."""
    NOT_YET = "not_yet_begun"
    ENDED = "ended"
    UNUSABLE = "unusable"
    """It lets nobody sign, whatever the day: a delegation that its source does not allow, a circle ..."""

    @property
    def rank(self) -> int:
        """0 for in force; lower is better."""
        return list(Standing).index(self)


_NOT_YET = frozenset((Reason.NOT_YET_EFFECTIVE, Reason.NOT_YET_DELEGATED))
_ENDED = frozenset(
    (
        Reason.REVOKED,
        Reason.SUPERSEDED,
        Reason.EXPIRED,
        Reason.TERM_ENDED,
        Reason.AGENT_STATUS_ENDED,
        Reason.AGENT_RESIGNED,
        Reason.AGENT_DECEASED,
        Reason.DELEGATOR_ENDED,
        Reason.NOT_INCUMBENT,
        Reason.PRINCIPAL_DECEASED,
        Reason.PRINCIPAL_INCAPACITY,
        Reason.UPSTREAM_REVOKED,
        Reason.UPSTREAM_SUPERSEDED,
        Reason.UPSTREAM_EXPIRED,
        Reason.UPSTREAM_TERM_ENDED,
    )
)


@dataclass(frozen=True, slots=True)
class State:
    """How a grant stands for some of its forms, asked for one issuer (``None``: none is recorded).

    ``reasons`` are those of the procedure, primary first; none for a grant in force. ``notes`` never change
    the standing. ``forms`` is empty for a grant without any and for records that are no grants.
    """

    standing: Standing
    forms: tuple[str, ...] = ()
    issuer: str | None = None
    reasons: tuple[ReasonDetail, ...] = ()
    notes: tuple[ReasonDetail, ...] = ()

    @property
    def day(self) -> str | None:
        """The day of the primary reason (since or until when), ``YYYY-MM-DD``, where it has one."""
        values = self.reasons[0].value if self.reasons else {}
        return values.get("since") or values.get("until")


@dataclass(frozen=True, slots=True)
class AttorneyStanding:
    """The states of one grant for one attorney, best first, and who was taken to act.

    ``person`` acts as the attorney (of an office, who holds it on the day); ``fellows`` act with him or her
    where the grant wants several. ``source`` is the grant on which the best state rests, for a delegation.
    """

    states: tuple[State, ...]
    person: str
    fellows: tuple[str, ...] = ()
    source: str | None = None


class Standings:
    """Answers for the grants of one owner on one day. ``issuer`` narrows the question to one issuer (CIK)."""

    def __init__(self, registry: Registry, owner: OwnerGrants, day: date, issuer: str | None = None) -> None:
        self.registry = registry
        self.owner = owner
        self.day = day
        self.issuer = issuer
        self._searches: dict[tuple[Cell, World], Search] = {}
        self._acting_as: dict[Attorney, tuple[tuple[Person, ReasonDetail | None], ...]] = {}
        self._people: dict[frozenset[str], Person] = {}

    def of(self, grant: Instrument, attorney: Attorney) -> AttorneyStanding:
        """Return how ``grant`` stands for ``attorney``. No states: it does not reach the issuer asked for."""
        fellows = self._fellows(grant, attorney)
        found: dict[tuple[object, ...], tuple[list[str], list[ReasonDetail], Outcome, str | None]] = {}
        person, source = attorney.name, None
        best: tuple[int, int, int, tuple[str, ...]] | None = None
        for form, cell in self.cells(grant):
            acting, outcome = self._best(grant, attorney, fellows, cell)
            if best is None or outcome.nearness < best:
                best, person = outcome.nearness, acting.name
                source = outcome.grants[-2].id if len(outcome.grants) > 1 else None
            told = (outcome.reasons, cell.issuer)
            forms, notes, _, _ = found.setdefault(told, ([], [], outcome, cell.issuer))
            forms.extend((form,) if form else ())
            notes.extend(note for note in outcome.notes if note not in notes)
        states = [
            State(standing_of(outcome), tuple(forms), issuer, outcome.reasons, tuple(notes))
            for forms, notes, outcome, issuer in found.values()
        ]
        states.sort(key=lambda state: state.standing.rank)
        return AttorneyStanding(tuple(states), person, tuple(one.name for one, _ in fellows), source)

    def cells(self, grant: Instrument) -> Iterator[tuple[str, Cell]]:
        """Each form of the grant with the cell for which it is asked: the form, and the grant's first issuer.

        A grant for any form is asked for Form 4, one for no form at all, too (with an empty name). Forms that
        do not reach the issuer asked for are left out.
        """
        for form in _forms(grant):
            cell = Cell("4" if form in ("", ANY_FORM) else form, self.issuer)
            if self.issuer is None:
                yield form, Cell(cell.form, self._first_issuer(grant, cell))
            elif not _is_elsewhere(self.registry, grant, cell):
                yield form, cell

    def capacities(self, grant: Instrument) -> frozenset[Capacity]:
        """The capacities in which the owner is taken to report: those that the grant covers."""
        if grant.capacities.isdisjoint((Capacity.ANY, Capacity.ANY_OTHER)):
            return grant.capacities or frozenset({Capacity.INDIVIDUAL})
        return ANY_CAPACITY

    # --- which question ----------------------------------------------------------------------------------

    def _first_issuer(self, grant: Instrument, cell: Cell) -> str | None:
        """The first issuer that the grant names for the form; else its sources, other grants, registry."""
        for paper in (*self._with_sources(grant), *self.owner.grants):
            for clause in paper.scope:
                if clause.issuers.ciks and (paper is not grant or lists_form(self.registry, clause, cell)):
                    return clause.issuers.ciks[0]
        return self.registry.issuers[0].cik if self.registry.issuers else None

    def _with_sources(self, grant: Instrument) -> Iterator[Instrument]:
        seen = {grant.id: grant}
        for paper in (queue := [grant]):
            yield paper
            for upstream in paper.derives_from:
                source = self.registry.by_id.get(upstream.instrument or "")
                if source is not None and source.id not in seen:
                    seen[source.id] = source
                    queue.append(source)

    # --- who acts ----------------------------------------------------------------------------------------

    def acting(self, attorney: Attorney) -> tuple[tuple[Person, ReasonDetail | None], ...]:
        """Who acts as ``attorney`` on the day, each with a doubt where the name proves nobody.

        Of an office or class without a recorded holder somebody acts of whom nothing is known; the words for
        a class are nobody's name.
        """
        found = self._acting_as.get(attorney)
        if found is None:
            found = self._acting_as[attorney] = tuple(self._acting(attorney))
        return found

    def _acting(self, attorney: Attorney) -> Iterator[tuple[Person, ReasonDetail | None]]:
        names = [attorney.name]
        if attorney.kind in (AttorneyKind.OFFICE, AttorneyKind.CLASS):
            records = holders(self.registry, attorney)
            names = sorted({record.person for record in records if record.covers(self.day)})
            if not names:
                is_office = attorney.kind is AttorneyKind.OFFICE
                yield Person(attorney.name, frozenset((attorney.name,) if is_office else ())), None
        for name in names:
            yield self.resolved(name)

    def resolved(self, name: str) -> tuple[Person, ReasonDetail | None]:
        """Who the name is among the owner's people, as for a signature of the day; one value a person."""
        found = resolve(self.registry, name, self.owner.known, self.day, apart=self.owner.names)
        code = Reason.NAME_AMBIGUOUS if found.persons else found.doubt
        if found.person is None and code is not None:
            candidates = ", ".join((*found.candidates, *found.outsiders))
            return Person(name, frozenset((name,))), because(code, signer=name, candidates=candidates)
        person = found.person or Person(name, frozenset((name,)))
        return self._people.setdefault(person.keys, person), None

    def _fellows(self, grant: Instrument, attorney: Attorney) -> list[tuple[Person, ReasonDetail | None]]:
        """The first holder of each other place of a grant that wants several to act, each human once."""
        if not demand(grant).is_joint:
            return []
        others = (other for other in grant.attorneys if other is not attorney)
        return [*dict.fromkeys(self.acting(other)[0] for other in others)]

    # --- the tests ---------------------------------------------------------------------------------------

    def _best(
        self,
        grant: Instrument,
        attorney: Attorney,
        fellows: Sequence[tuple[Person, ReasonDetail | None]],
        cell: Cell,
    ) -> tuple[Person, Outcome]:
        """The best outcome over those who may act as the attorney."""
        tried = [
            (person, self._outcome(grant, person, doubt, fellows, cell))
            for person, doubt in self.acting(attorney)
        ]
        return min(tried, key=lambda item: item[1].nearness)

    def _outcome(
        self,
        grant: Instrument,
        person: Person,
        doubt: ReasonDetail | None,
        fellows: Sequence[tuple[Person, ReasonDetail | None]],
        cell: Cell,
    ) -> Outcome:
        if self.owner.candidates:
            candidates = ", ".join(f"CIK {cik}" for cik in self.owner.candidates)
            name = self.owner.person.name
            doubt = because(Reason.NAME_AMBIGUOUS, signer=name, candidates=candidates)
        if doubt is not None:
            return settle([doubt], [], (), (grant,))
        people = [person, *(fellow for fellow, unsure in fellows if unsure is None)]
        try:
            outcome = self._in_every_world(grant, people, cell)
        except SearchLimitError as gave_up:
            return settle([because(Reason.SEARCH_LIMIT, because=str(gave_up))], [], (), (grant,))
        unsure = [detail for _, detail in fellows if detail is not None]
        if unsure and [detail.code for detail in outcome.reasons] == [Reason.JOINT_INCOMPLETE]:
            return settle(unsure, list(outcome.notes), outcome.links, outcome.grants)
        return outcome

    def _in_every_world(self, grant: Instrument, people: list[Person], cell: Cell) -> Outcome:
        """What holds however open questions on days and on the order of papers are settled."""
        outcomes: list[tuple[World, Outcome]] = []
        pending = [World(self.registry)]
        while pending:
            world = pending.pop()
            search = self._searches.setdefault(
                (cell, world), Search(self.registry, self.owner, cell, INSIDER, world)
            )
            search.tests = 0
            try:
                outcome = act_together(search, grant, people, self.day, self.capacities(grant))
                outcomes.append((world, outcome))
            except OpenQuestionError as question:
                pending.extend(reversed(question.ways))
            if len(outcomes) + len(pending) > MOST_WORLDS:
                raise SearchLimitError(f"more than {MOST_WORLDS} readings of days and orders are open.")
        return _agreed(outcomes)


def reaches(registry: Registry, grant: Instrument, issuer: str) -> bool:
    """Return whether ``grant`` may reach the issuer (CIK) for any of its forms."""
    cells = (Cell("4" if form in ("", ANY_FORM) else form, issuer) for form in _forms(grant))
    return not all(_is_elsewhere(registry, grant, cell) for cell in cells)


def _is_elsewhere(registry: Registry, grant: Instrument, cell: Cell) -> bool:
    failing = coverage(registry, grant, cell, INSIDER).failing
    return any(detail.code is Reason.ISSUER_OUT_OF_SCOPE for detail in failing)


def _forms(grant: Instrument) -> list[str]:
    """The forms of all clauses, those of Section 16 first; one without a name where there are none."""
    forms = {form for clause in grant.scope for form in clause.forms} or {""}
    return sorted(forms, key=_form_order)


def standing_of(outcome: Outcome) -> Standing:
    """Put what the procedure says of a grant into one word."""
    if outcome.verdict is Verdict.AUTHORIZED:
        return Standing.IN_FORCE
    if outcome.verdict is Verdict.CANNOT_TELL:
        return Standing.DOUBTFUL
    code = outcome.reasons[0].code
    if code in _NOT_YET:
        return Standing.NOT_YET
    return Standing.ENDED if code in _ENDED else Standing.UNUSABLE


def _agreed(outcomes: Sequence[tuple[World, Outcome]]) -> Outcome:
    """The outcome that holds in every world; where they differ nobody can tell."""
    first = min(outcomes, key=lambda found: (len(found[0].alternative_dates), found[1].nearness))[1]
    if all(outcome.verdict is first.verdict for _, outcome in outcomes):
        return first
    worst = max((outcome for _, outcome in outcomes), key=lambda outcome: outcome.verdict.rank)
    detail = _open_question(outcomes)
    return Outcome(Verdict.CANNOT_TELL, (detail, *worst.reasons), worst.notes, first.links, first.grants)


def _open_question(outcomes: Sequence[tuple[World, Outcome]]) -> ReasonDetail:
    """What the standing turns on: the reading of a date, or the order of papers of one day."""
    by_reading: dict[tuple[frozenset[str], frozenset[str]], set[Verdict]] = {}
    for world, outcome in outcomes:
        by_reading.setdefault((world.first_dates, world.alternative_dates), set()).add(outcome.verdict)
    if len(by_reading) > 1 and all(len(verdicts) == 1 for verdicts in by_reading.values()):
        doubtful = min(min(first | second) for first, second in by_reading if first | second)
        detail = because(Reason.EXECUTED_DATE_SUSPECT, doubtful)
        return detail.leading_to(Verdict.CANNOT_TELL)
    earlier, later = min(pair for world, _ in outcomes for pair in world.order)
    earlier, later = earlier.removeprefix("paper:"), later.removeprefix("paper:")
    return because(Reason.SUPERSESSION_SAME_DAY, earlier, by=later, since="one day")


def _form_order(form: str) -> tuple[int, str]:
    return (_FIRST_FORMS.index(form) if form in _FIRST_FORMS else len(_FIRST_FORMS), form)
