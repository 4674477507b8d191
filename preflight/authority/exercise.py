"""How several attorneys-in-fact act: each alone, all together, or a number of them.

``act_together`` serves both the signatures on a filing and the people who sign a delegation: whoever
must act together to sign must act together to delegate (3.5 of the authority reference).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from preflight.authority.agents import holding
from preflight.authority.instruments import Attorney, AttorneyKind, Capacity, Exercise, Instrument
from preflight.authority.outcome import Outcome, nearest, settle
from preflight.authority.people import Likeness, Person
from preflight.authority.reasons import Reason, ReasonDetail, Verdict, because
from preflight.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from preflight.authority.search import Search

DEFAULT_EXERCISE = {"CT": Exercise.JOINT, "HI": Exercise.SEVERAL, "WV": Exercise.SEVERAL}
"""What the governing law says where the paper does not (R44 of the authority reference): Connecticut wants
all together, the Uniform Power of Attorney Act as enacted in Hawaii and West Virginia lets each act alone.
Other laws are left open on purpose: the answer is then "cannot tell"."""


@dataclass(frozen=True, slots=True)
class Demand:
    """How many of which attorneys must act; ``is_stated`` is false where the paper leaves it open."""

    places: tuple[Attorney, ...]
    """Attorneys in their own right; a stand-in takes the place of whom he or she replaces."""
    needed: int
    is_stated: bool = True

    @property
    def is_joint(self) -> bool:
        """True where one attorney may not be enough."""
        return self.needed > 1


def demand(grant: Instrument) -> Demand:
    """Return how the attorneys of ``grant`` must act."""
    places = tuple(attorney for attorney in grant.attorneys if attorney.substitute_for is None)
    exercise, stated = grant.exercise, True
    if exercise is Exercise.UNSTATED:
        law = (grant.governing_law or "").upper().removeprefix("US-")
        stated = law in DEFAULT_EXERCISE
        exercise = DEFAULT_EXERCISE.get(law, Exercise.JOINT)
    if exercise is Exercise.SEVERAL or len(places) < 2:
        return Demand(places, 1)
    if exercise is Exercise.AT_LEAST:
        return Demand(places, min(grant.exercise_at_least or len(places), len(places)))
    return Demand(places, len(places), stated)


def act_together(
    search: Search,
    grant: Instrument,
    people: Sequence[Person],
    day: date,
    capacities: frozenset[Capacity],
    *,
    above: tuple[str, ...] = (),
    passes_on: bool = False,
) -> Outcome:
    """Test ``grant`` for ``people`` who act on ``day``; the first of them is the one asked about.

    For a paper that lets each act alone, the best outcome of any of them counts where authority is passed
    on, and the outcome of the first where it is used to sign.
    """
    wanted = demand(grant)
    outcomes = [
        _best_slot(search, grant, person, day, capacities, above, passes_on=passes_on) for person in people
    ]
    if not wanted.is_joint:
        return nearest(outcomes) if passes_on else outcomes[0]
    lead = nearest(outcomes) if passes_on else outcomes[0]
    if lead.verdict is Verdict.NOT_AUTHORIZED:
        return lead
    good = [
        person for person, found in zip(people, outcomes, strict=True) if found.verdict is Verdict.AUTHORIZED
    ]
    doubtful = [
        person for person, found in zip(people, outcomes, strict=True) if found.verdict is Verdict.CANNOT_TELL
    ]
    if len(_filled(search, grant, wanted, good, day)) >= wanted.needed:
        return lead
    if len(_filled(search, grant, wanted, [*good, *doubtful], day)) >= wanted.needed:
        doubts = [
            detail for found in outcomes for detail in found.reasons if found.verdict is Verdict.CANNOT_TELL
        ]
        return settle(doubts, list(lead.notes), lead.links, lead.grants, hit_cycle=lead.hit_cycle)
    detail = _shortfall(search, grant, wanted, [*good, *doubtful], day)
    if detail is None:
        return lead
    reasons = [*lead.reasons, detail]
    return settle(reasons, list(lead.notes), lead.links, lead.grants, hit_cycle=lead.hit_cycle)


def _best_slot(
    search: Search,
    grant: Instrument,
    person: Person,
    day: date,
    capacities: frozenset[Capacity],
    above: tuple[str, ...],
    *,
    passes_on: bool,
) -> Outcome:
    """The best outcome over the places in the paper that the person may hold."""
    slots = [
        attorney
        for attorney in grant.attorneys
        if holding(search.registry, attorney, person, day).is_possible
    ]
    if not slots:
        lost = because(Reason.NOT_INCUMBENT, grant.id, signer=person.name, day=day)
        return settle([lost], [], (), (grant,))
    outcomes = [
        search.usable(grant, attorney, person, day, capacities, above=above, passes_on=passes_on)
        for attorney in slots
    ]
    best = nearest(outcomes)
    hit_cycle = any(outcome.hit_cycle for outcome in outcomes)
    return best if hit_cycle is best.hit_cycle else replace(best, hit_cycle=hit_cycle)


def _filled(
    search: Search, grant: Instrument, wanted: Demand, people: Sequence[Person], day: date
) -> dict[int, Person]:
    """Seat as many distinct people as possible, each in one place; return who sits where."""
    seats: dict[int, Person] = {}

    def seat(person: Person, tried: set[int]) -> bool:
        for position in _places_of(search, grant, wanted, person, day):
            if position not in tried:
                tried.add(position)
                if position not in seats or seat(seats[position], tried):
                    seats[position] = person
                    return True
        return False

    for person in _distinct(grant, people):
        seat(person, set())
    return seats


def _distinct(grant: Instrument, people: Sequence[Person]) -> list[Person]:
    """One of each human: two spellings that can be one person's fill one place, not two.

    Only where the paper itself names both, as two attorneys, are they taken for two people.
    """
    found: list[Person] = []
    for person in people:
        if not any(_may_be_one(grant, person, other) for other in found):
            found.append(person)
    return found


def _may_be_one(grant: Instrument, one: Person, other: Person) -> bool:
    if one is other or not one.keys.isdisjoint(other.keys):
        return True
    if min(one.likeness(other.name), other.likeness(one.name)) > Likeness.WEAK:
        return False
    names = [attorney.name for attorney in grant.attorneys if attorney.kind is AttorneyKind.PERSON]
    named = [{name for name in names if person.is_called(name)} for person in (one, other)]
    return not (named[0] and named[1] and named[0].isdisjoint(named[1]))


def _places_of(search: Search, grant: Instrument, wanted: Demand, person: Person, day: date) -> list[int]:
    """The places that the person may fill, in his or her own right or as a stand-in."""
    names = {
        attorney.substitute_for or attorney.name
        for attorney in grant.attorneys
        if holding(search.registry, attorney, person, day).is_possible
    }
    return [position for position, place in enumerate(wanted.places) if place.name in names]


def _shortfall(
    search: Search, grant: Instrument, wanted: Demand, people: Sequence[Person], day: date
) -> ReasonDetail | None:
    """Say what it means that too few have acted; ``None`` where the paper lets the others go on."""
    seats = _filled(search, grant, wanted, people, day)
    absent = [place for position, place in enumerate(wanted.places) if position not in seats]
    able: list[str] = []
    perhaps_out: list[str] = []
    for place in absent:
        verdicts = {detail.verdict for detail in search.personal_ends(grant, place, None, day)}
        if Verdict.CANNOT_TELL in verdicts and Verdict.NOT_AUTHORIZED not in verdicts:
            perhaps_out.append(place.name)
        elif Verdict.NOT_AUTHORIZED not in verdicts:
            able.append(place.name)
    present = ", ".join(sorted(person.name for person in seats.values())) or "nobody"
    missing = ", ".join(place.name for place in absent)
    needed = "all" if wanted.needed == len(wanted.places) else f"{wanted.needed} of {len(wanted.places)}"
    if able and wanted.is_stated:
        return because(Reason.JOINT_INCOMPLETE, grant.id, needed=needed, missing=", ".join(able))
    if not able and not perhaps_out and grant.others_continue:
        return None
    return because(Reason.EXERCISE_UNSTATED, grant.id, present=present, missing=missing)
