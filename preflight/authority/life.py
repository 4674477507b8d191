"""Death and incapacity, of the owner and of attorneys-in-fact.

Death ends every power of attorney; incapacity ends one that is not durable (R43 of the authority
reference). The day itself is in doubt, because the order within a day is not recorded.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from preflight.authority.instruments import Death, Incapacity, Instrument, Tri
from preflight.authority.people import Person
from preflight.authority.person_events import events_about
from preflight.authority.reasons import Reason, ReasonDetail, Verdict, because
from preflight.authority.registry import Registry
from preflight.authority.worlds import World

_DURABLE = {Tri.YES: "durable", Tri.NO: "not durable", Tri.UNSTATED: "silent on durability"}


def _first_day(
    registry: Registry, kind: type[Death] | type[Incapacity], person: Person
) -> tuple[date | None, date | None]:
    """The first day recorded for the person, and the first recorded under a name too weak to be sure."""
    events = events_about(registry, kind, person)
    if not events:
        return None, None
    sure = [event.date for event, distance in events if distance.is_match]
    weak = [event.date for event, distance in events if distance.is_doubt]
    return min(sure, default=None), min(weak, default=None)


def death_of_attorney(
    registry: Registry, grant: Instrument | None, person: Person, day: date
) -> Iterator[ReasonDetail]:
    """Yield why ``person`` cannot act on ``day``: dead or incapable."""
    instrument = None if grant is None else grant.id
    died, perhaps_died = _first_day(registry, Death, person)
    if died is not None and day > died:
        yield because(Reason.AGENT_DECEASED, instrument, signer=person.name, since=died)
    elif died is not None and day == died:
        yield _in_doubt(instrument, f"{person.name} died on {died}, the day in question.")
    elif perhaps_died is not None and day >= perhaps_died:
        yield _in_doubt(instrument, f"a death on {perhaps_died} is recorded under a name near {person.name}.")
    lost, perhaps_lost = _first_day(registry, Incapacity, person)
    since = lost if lost is not None else perhaps_lost
    if since is not None and day >= since:
        yield because(Reason.AGENT_INCAPACITY, instrument, signer=person.name, since=since)


def owner_signs(registry: Registry, owner: Person, day: date) -> Iterator[ReasonDetail]:
    """Yield why the owner's own signature of ``day`` does not stand."""
    yield from death_of_principal(registry, None, owner, day)
    lost, perhaps_lost = _first_day(registry, Incapacity, owner)
    since = lost if lost is not None else perhaps_lost
    if since is not None and day == since:
        yield _in_doubt(None, f"{owner.name} became incapable on {since}, the day in question.")
    elif since is not None and day > since:
        effect = "whether the signature stands is for a person to say"
        yield because(Reason.PRINCIPAL_INCAPACITY, owner=owner.name, since=since, effect=effect)


def principal_tests(
    registry: Registry, grant: Instrument, owner: Person, day: date, world: World
) -> Iterator[ReasonDetail]:
    """Yield why the owner's death or incapacity ends ``grant`` on ``day``, or leaves it in doubt."""
    yield from death_of_principal(registry, grant.id, owner, day)
    lost, perhaps_lost = _first_day(registry, Incapacity, owner)
    sure = lost is not None
    since = lost if lost is not None else perhaps_lost
    if since is None or day < since:
        return
    executed = world.executed(grant)
    values = {"owner": owner.name, "since": since, "effect": f'"{grant.id}" is {_DURABLE[grant.durable]}'}
    if grant.durable is Tri.YES and executed is not None and executed < since:
        return
    if day == since or (grant.durable is Tri.YES and executed == since):
        yield _in_doubt(grant.id, f"{owner.name} became incapable on {since}, the day in question.")
    elif grant.durable is Tri.NO and sure:
        detail = because(Reason.PRINCIPAL_INCAPACITY, grant.id, **values)
        yield detail.leading_to(Verdict.NOT_AUTHORIZED)
    else:
        yield because(Reason.PRINCIPAL_INCAPACITY, grant.id, **values)


def death_of_principal(
    registry: Registry, instrument: str | None, owner: Person, day: date
) -> Iterator[ReasonDetail]:
    """Yield that the owner is dead on ``day``, or may be."""
    died, perhaps_died = _first_day(registry, Death, owner)
    if died is not None and day > died:
        yield because(Reason.PRINCIPAL_DECEASED, instrument, owner=owner.name, since=died)
    elif died is not None and day == died:
        yield _in_doubt(instrument, f"{owner.name} died on {died}, the day in question.")
    elif perhaps_died is not None and day >= perhaps_died:
        yield _in_doubt(instrument, f"a death on {perhaps_died} is recorded under a name near {owner.name}.")


def _in_doubt(instrument: str | None, why: str) -> ReasonDetail:
    return because(Reason.DATE_IN_DOUBT, instrument, because=why)
