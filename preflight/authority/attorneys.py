"""Steps 4 to 6 of the procedure: the papers that name the signer, best result first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from preflight.authority.agents import Holding, holding
from preflight.authority.decision import Path
from preflight.authority.exercise import act_together, demand
from preflight.authority.instruments import AttorneyKind, Capacity, Instrument, InstrumentType
from preflight.authority.outcome import Outcome, settle
from preflight.authority.people import Person
from preflight.authority.reasons import Reason, ReasonDetail, Verdict, because
from preflight.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from preflight.authority.search import Search


@dataclass(frozen=True, slots=True)
class Signing:
    """A person who signs on a day. A name that proves nobody has a ``doubt`` and the names it is near to."""

    person: Person
    day: date
    doubt: ReasonDetail | None = None
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What one world answers: verdict, reasons (primary first), notes, the proof, and the rejected paths.

    ``day`` is the day on which the proof was tested (of several joint signatures, the last).
    """

    verdict: Verdict
    reasons: tuple[ReasonDetail, ...]
    notes: tuple[ReasonDetail, ...] = ()
    proof: Outcome | None = None
    candidates: tuple[Path, ...] = ()
    day: date | None = None

    @property
    def code(self) -> Reason:
        """The primary code."""
        return self.reasons[0].code


def refuse(detail: ReasonDetail, candidates: tuple[Path, ...] = ()) -> Answer:
    """Return the answer that ``detail`` alone gives."""
    return Answer(detail.verdict or Verdict.CANNOT_TELL, (detail,), candidates=candidates)


def through_papers(
    search: Search,
    lead: Signing,
    others: Sequence[Signing],
    capacities: frozenset[Capacity],
    on_day: date | None = None,
) -> Answer:
    """Answer for ``lead`` through the owner's papers, the best result first.

    ``others`` have signed for the same owner; attorneys who must act together are tested on the last of
    their days. ``on_day`` replaces the days of signing for the second look, as of filing.
    """
    if not search.owner.grants:
        return refuse(because(Reason.NO_GRANT, owner=search.owner.person.name))
    day = on_day or lead.day
    named: dict[str, Instrument] = {}
    lost_office: Instrument | None = None
    for grant, attorney in search.slots_of(lead.person):
        found = holding(search.registry, attorney, lead.person, day)
        if found.is_possible:
            named[grant.id] = grant
        elif found is Holding.FORMER:
            lost_office = lost_office or grant
    if not named:
        return refuse(_not_named(search, lead, day, lost_office))
    tried = []
    for grant in named.values():
        people = [lead, *_fellows(search, grant, others)]
        acting_day = on_day or max(signing.day for signing in people)
        outcome = act_together(search, grant, [signing.person for signing in people], acting_day, capacities)
        outcome = _in_doubt_of_names(grant, outcome, others)
        tried.append((outcome, acting_day))
    tried.sort(key=lambda item: item[0].nearness)
    best, acting_day = tried[0]
    candidates = tuple(
        Path(outcome.links, outcome.verdict, outcome.reasons)
        for outcome, _ in tried
        if outcome.verdict is not Verdict.AUTHORIZED
    )
    if best.verdict is not Verdict.AUTHORIZED:
        return Answer(best.verdict, best.reasons, best.notes, candidates=candidates, day=acting_day)
    basis = _basis(best, lead.person)
    return Answer(Verdict.AUTHORIZED, (basis,), best.notes, best, candidates, acting_day)


def _in_doubt_of_names(grant: Instrument, outcome: Outcome, others: Sequence[Signing]) -> Outcome:
    """Where one who must act with the others may have signed under a doubtful name, nobody can tell."""
    if not outcome.reasons or outcome.reasons[0].code is not Reason.JOINT_INCOMPLETE:
        return outcome
    named = {attorney.name for attorney in grant.attorneys}
    doubts = [other.doubt for other in others if other.doubt is not None and named.intersection(other.near)]
    if not doubts or any(reason.verdict is Verdict.NOT_AUTHORIZED for reason in outcome.reasons[1:]):
        return outcome
    reasons = [*doubts, *outcome.reasons[1:]]
    return settle(reasons, list(outcome.notes), outcome.links, outcome.grants, hit_cycle=outcome.hit_cycle)


def _fellows(search: Search, grant: Instrument, others: Sequence[Signing]) -> list[Signing]:
    """Those of the other signers who are attorneys of a paper that may want several."""
    if not demand(grant).is_joint:
        return []
    return [
        other
        for other in others
        if other.doubt is None
        and any(
            holding(search.registry, attorney, other.person, other.day).is_possible
            for attorney in grant.attorneys
        )
    ]


def _not_named(search: Search, lead: Signing, day: date, lost_office: Instrument | None) -> ReasonDetail:
    if lost_office is not None:
        return because(Reason.NOT_INCUMBENT, lost_office.id, signer=lead.person.name, day=day)
    return because(Reason.NOT_NAMED, signer=lead.person.name, owner=search.owner.person.name)


def _basis(proof: Outcome, person: Person) -> ReasonDetail:
    """The code that says on what an authorized signature rests."""
    last, root = proof.links[-1], proof.grants[0]
    top = proof.grants[-1]
    values = {
        "signer": person.name,
        "owner": root.principal.name,
        "office": last.attorney,
        "firm": last.attorney,
    }
    code = Reason.CHAIN if len(proof.links) > 1 else Reason.DIRECT
    if demand(top).is_joint:
        code = Reason.JOINT_SATISFIED
    elif root.type is InstrumentType.COURT_APPOINTMENT:
        code = Reason.FIDUCIARY_PROVEN
    elif root.type is InstrumentType.ENTITY_RESOLUTION:
        code = Reason.ENTITY_OFFICER
    elif code is Reason.DIRECT and last.attorney_kind is AttorneyKind.OFFICE:
        code = Reason.TITLE
    elif code is Reason.DIRECT and last.attorney_kind in (AttorneyKind.FIRM, AttorneyKind.CLASS):
        code = Reason.FIRM
    return because(code, top.id, **values)
