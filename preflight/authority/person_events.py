"""What is recorded about a person: deaths, departures, offices, memberships.

An event that takes authority away must not be missed because its record writes the name differently, so
events come with the distance of their name; the caller decides what a weak one means.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar, cast

from preflight.authority.instruments import Event
from preflight.authority.people import Likeness, NameIndex, Person, likeness
from preflight.authority.registry import Registry, grouped


class _OfPerson(Protocol):
    @property
    def person(self) -> str: ...


EventKind = TypeVar("EventKind", bound=Event)


def events_about(
    registry: Registry, kind: type[EventKind], person: Person
) -> tuple[tuple[EventKind, Likeness], ...]:
    """Return the events of a kind (with a ``person``) that are, or by a weak name may be, about ``person``.

    Where both the event and the person carry a CIK, the CIK alone decides.
    """
    if not registry.events_of(kind):
        return ()
    found = person.recorded.get(kind)
    if found is None:
        found = person.recorded[kind] = tuple(_search(registry, kind, person))
    return cast("tuple[tuple[EventKind, Likeness], ...]", found)


def _search(
    registry: Registry, kind: type[EventKind], person: Person
) -> Iterable[tuple[EventKind, Likeness]]:
    names, by_name, by_cik = registry.index(("events", kind), lambda: _build(registry, kind))
    seen: set[int] = set()
    for event in by_cik.get(person.cik, ()) if person.cik is not None else ():
        seen.add(id(event))
        yield event, Likeness.SAME
    for name in dict.fromkeys(near for known in sorted(person.names) for near in names.near(known)):
        distance = min(person.likeness(name), *(likeness(name, known) for known in person.names))
        if distance > Likeness.WEAK:
            continue
        for event in by_name[name]:
            cik = getattr(event, "cik", None)
            if id(event) not in seen and (cik is None or person.cik is None or cik == person.cik):
                yield event, distance


def _build(
    registry: Registry, kind: type[EventKind]
) -> tuple[NameIndex, dict[str, tuple[EventKind, ...]], dict[str | None, tuple[EventKind, ...]]]:
    events = registry.events_of(kind)
    by_name = grouped((cast("_OfPerson", event).person, event) for event in events)
    by_cik = grouped((getattr(event, "cik", None), event) for event in events)
    return NameIndex(by_name), dict(by_name), dict(by_cik)
