"""Delegations: what an attorney-in-fact passes on, and the paper on which that rests.

Derived authority is never wider and never longer than its source (R46 of the authority reference): the
source must have let the delegator act when it was passed on, must have let him or her pass it on, and must
let him or her act now. A delegation hangs on the paper that it recites, not on its successor.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from preflight.authority.agents import holding
from preflight.authority.exercise import act_together, demand
from preflight.authority.instruments import (
    Capacity,
    DelegationRight,
    Instrument,
    Tri,
    Upstream,
)
from preflight.authority.outcome import Outcome, nearest, settle
from preflight.authority.people import Person
from preflight.authority.reasons import Reason, ReasonDetail, Verdict, because, describe
from preflight.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from preflight.authority.search import Search

ALL_UPSTREAM = "all"
"""Instead of an instrument id: every grant that the delegator holds at execution and may delegate."""

_UPSTREAM_CODES = {
    Reason.REVOKED: Reason.UPSTREAM_REVOKED,
    Reason.SUPERSEDED: Reason.UPSTREAM_SUPERSEDED,
    Reason.EXPIRED: Reason.UPSTREAM_EXPIRED,
    Reason.TERM_ENDED: Reason.UPSTREAM_TERM_ENDED,
}
_DELEGATOR_CODES = frozenset(
    (Reason.AGENT_RESIGNED, Reason.AGENT_DECEASED, Reason.AGENT_STATUS_ENDED, Reason.NOT_INCUMBENT)
)
_NOT_YET = frozenset((Reason.NOT_YET_EFFECTIVE, Reason.NOT_YET_DELEGATED))
_SCOPE_CODES = frozenset((Reason.FORM_OUT_OF_SCOPE, Reason.ISSUER_OUT_OF_SCOPE, Reason.CAPACITY_OUT_OF_SCOPE))


def source_of(
    search: Search,
    grant: Instrument,
    day: date,
    capacities: frozenset[Capacity],
    above: tuple[str, ...],
    *,
    passes_on: bool,
) -> Outcome:
    """Return how the best source of the delegation ``grant`` stands on ``day``; any one is enough.

    ``passes_on`` says that ``grant`` itself is used to delegate again.
    """
    if not grant.derives_from:
        return _failed(because(Reason.UPSTREAM_MISSING, grant.id, upstream="no paper is recited"))
    outcomes = [
        _through(search, grant, upstream, source, day, capacities, above, passes_on=passes_on)
        for upstream in grant.derives_from
        for source in _recited(search, grant, upstream)
    ]
    if not outcomes:
        return _failed(_not_agent(grant, "any grant"))
    best = nearest(outcomes)
    hit_cycle = any(outcome.hit_cycle for outcome in outcomes)
    return best if hit_cycle is best.hit_cycle else replace(best, hit_cycle=hit_cycle)


def _failed(*details: ReasonDetail) -> Outcome:
    return settle(list(details), [], (), ())


def _recited(search: Search, grant: Instrument, upstream: Upstream) -> Iterator[Instrument | None]:
    """The grants that ``upstream`` recites; ``None`` for a paper that is not in the registry."""
    if upstream.instrument != ALL_UPSTREAM:
        yield search.registry.by_id.get(upstream.instrument) if upstream.instrument else None
        return
    executed = search.world.executed(grant)
    found: dict[str, Instrument] = {}
    if executed is None:
        return
    for name in grant.grantors:
        person, _ = search.delegator(name, executed)
        for source, attorney in search.slots_of(person):
            if source.id != grant.id and holding(search.registry, attorney, person, executed).is_possible:
                found[source.id] = source
    yield from found.values()


@dataclass(frozen=True, slots=True)
class Making:
    """How a delegation was made from one source: by whom, and what was wrong with it on that day."""

    agents: tuple[Person, ...]
    reasons: tuple[ReasonDetail, ...]
    notes: tuple[ReasonDetail, ...] = ()
    then: Outcome | None = None
    """How the source stood for those who passed it on, on the day of the delegation."""


def _through(
    search: Search,
    grant: Instrument,
    upstream: Upstream,
    source: Instrument | None,
    day: date,
    capacities: frozenset[Capacity],
    above: tuple[str, ...],
    *,
    passes_on: bool,
) -> Outcome:
    """Test a delegation through one of its sources: validly passed on then, and in force now."""
    if source is None:
        recited = upstream.description or f'"{upstream.instrument}"'
        return _failed(because(Reason.UPSTREAM_MISSING, grant.id, upstream=recited))
    if source.id not in search.owner.ids:
        why = f'"{source.id}" is a power of another owner.'
        return _failed(because(Reason.EXCEEDS_UPSTREAM, grant.id, upstream=source.id, because=why))
    executed = search.world.executed(grant)
    if executed is None:
        why = "the day on which it was signed is not recorded."
        return _failed(because(Reason.DATE_IN_DOUBT, grant.id, because=why))
    below = (*above, grant.id)
    question = (grant.id, source.id, upstream.through, capacities, len(above), passes_on)
    made = search.makings.get(question)
    if made is None:
        made = _making(search, grant, upstream, source, executed, capacities, below, passes_on=passes_on)
        if made.then is None or not made.then.hit_cycle:
            search.makings[question] = made
    if made.then is None:
        return _failed(*made.reasons)
    now = act_together(search, source, made.agents, day, capacities, above=below, passes_on=True)
    return settle(
        [*made.reasons, *(_seen_from_below(grant, source, detail, executed) for detail in now.reasons)],
        [*now.notes, *made.notes],
        now.links or made.then.links,
        now.grants or made.then.grants,
        hit_cycle=made.then.hit_cycle or now.hit_cycle,
    )


def _making(
    search: Search,
    grant: Instrument,
    upstream: Upstream,
    source: Instrument,
    executed: date,
    capacities: frozenset[Capacity],
    below: tuple[str, ...],
    *,
    passes_on: bool,
) -> Making:
    """Test how the delegation was made; whether validly does not depend on the day asked about."""
    people, reasons = _delegators(search, grant, source, upstream, executed)
    agents = tuple(
        person
        for person in people
        if any(
            holding(search.registry, attorney, person, executed).is_possible for attorney in source.attorneys
        )
    )
    if not agents:
        return Making((), tuple(reasons or [_not_agent(grant, f'"{source.id}"')]))
    reasons.extend(_right_tests(source, passes_on=passes_on))
    notes: tuple[ReasonDetail, ...] = ()
    if source.delegation.right is DelegationRight.SUBSTITUTION:
        notes = (because(Reason.SUBSTITUTION_READ_AS_DELEGATION, source.id),)
    then = act_together(search, source, agents, executed, capacities, above=below, passes_on=True)
    reasons.extend(_seen_from_below(grant, source, detail, executed) for detail in then.reasons)
    return Making(agents, tuple(reasons), notes, then)


def _delegators(
    search: Search, grant: Instrument, source: Instrument, upstream: Upstream, executed: date
) -> tuple[list[Person], list[ReasonDetail]]:
    """Who passed the authority on: those who signed, the one recited first; and doubts about them."""
    people: list[Person] = []
    doubts: list[ReasonDetail] = []
    for name in grant.grantors:
        person, doubt = search.delegator(name, executed)
        if doubt is None:
            people.append(person)
        else:
            doubts.append(replace(doubt, instrument=grant.id))
    if people and not demand(source).is_joint:
        doubts = []
    if upstream.through:
        recited = [person for person in people if person.likeness(upstream.through).is_match]
        if people and not recited:
            doubts.append(because(Reason.INSTRUMENT_UNSIGNED, grant.id))
        people = [*recited, *(person for person in people if person not in recited)]
    return people, doubts


def _right_tests(source: Instrument, *, passes_on: bool) -> Iterator[ReasonDetail]:
    """Yield why the source does not let its attorneys pass authority on, or their delegates again."""
    right = source.delegation.right
    if right is DelegationRight.NO:
        again = Reason.REDELEGATION_NOT_GRANTED
        yield because(again if source.is_delegation else Reason.DELEGATION_NOT_PERMITTED, source.id)
    elif right is DelegationRight.AMBIGUOUS:
        yield because(Reason.DELEGATION_AMBIGUOUS, source.id)
    if passes_on and source.delegation.redelegation is Tri.NO:
        yield because(Reason.REDELEGATION_NOT_GRANTED, source.id)


def _not_agent(grant: Instrument, upstream: str) -> ReasonDetail:
    return because(
        Reason.DELEGATOR_NOT_AGENT, grant.id, delegator=", ".join(grant.grantors), upstream=upstream
    )


def _seen_from_below(
    grant: Instrument, source: Instrument, detail: ReasonDetail, executed: date
) -> ReasonDetail:
    """Translate a reason of the source into what it means for the delegation that rests on it."""
    if detail.instrument != source.id or detail.verdict is not Verdict.NOT_AUTHORIZED:
        return detail
    if detail.code in _UPSTREAM_CODES:
        return replace(detail, code=_UPSTREAM_CODES[detail.code])
    if detail.code in _DELEGATOR_CODES:
        delegator = detail.value.get("signer", ", ".join(grant.grantors))
        return because(Reason.DELEGATOR_ENDED, source.id, delegator=delegator, because=describe(detail))
    if detail.code in _NOT_YET:
        since = detail.value.get("since")
        code = Reason.DELEGATED_BEFORE_UPSTREAM
        return because(code, grant.id, day=executed, upstream=source.id, since=since)
    if detail.code in _SCOPE_CODES:
        return because(Reason.EXCEEDS_UPSTREAM, grant.id, upstream=source.id, because=describe(detail))
    return detail
