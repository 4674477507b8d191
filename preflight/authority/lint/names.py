"""Names that collide or nearly do (LNT011): a signature under one of them may prove nobody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from preflight.authority.instruments import (
    AttorneyKind,
    Death,
    FiduciaryAppointment,
    Incapacity,
    Incumbency,
    Membership,
    NameChange,
    OfficerRecord,
    StatusEnd,
)
from preflight.authority.lint.places import place_of
from preflight.authority.lint.rules import LNT011
from preflight.authority.people import Likeness, likeness, other_names
from preflight.authority.registry import Registry
from preflight.filing.names.folding import word_key
from preflight.filing.names.name import Name
from preflight.filing.names.reading import read_name
from preflight.findings import Finding

_RELATIONS = {
    Likeness.UNSUFFIXED: "differ in a suffix that one of them lacks",
    Likeness.WEAK: "are near, but neither proves the other",
    Likeness.CONFLICT: "are near and contradict each other",
}
_OF_PEOPLE = (Death, Incapacity, StatusEnd, Incumbency, Membership, OfficerRecord, FiduciaryAppointment)


def name_lints(registry: Registry) -> Iterator[Finding]:
    """Yield each pair of recorded names that nothing tells apart or joins, and each name of two people."""
    yield from _twice(registry)
    where = _where(registry)
    blocks: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for name in where:
        for block in _blocks(read_name(name)):
            blocks[block].append(name)
    told: set[frozenset[str]] = set()
    for names in blocks.values():
        for one, other in combinations(names, 2):
            pair = frozenset((word_key(one), word_key(other)))
            if len(pair) == 2 and pair not in told:
                told.add(pair)
                yield from _pair(registry, one, other, where)


def _pair(registry: Registry, one: str, other: str, where: dict[str, str]) -> Iterator[Finding]:
    nearest = min(likeness(one, other), likeness(other, one))
    if nearest not in _RELATIONS or _is_settled(registry, one, other):
        return
    place = place_of(registry, where[other])
    yield LNT011.at(
        place,
        name=one,
        other=other,
        where=where[one],
        elsewhere=where[other],
        relation=_RELATIONS[nearest],
    )


def _is_settled(registry: Registry, one: str, other: str) -> bool:
    """Whether the records of people, or of a change of name, say who the two are."""
    if not registry.people and not registry.events_of(NameChange):
        return False
    last = max((event.date for event in registry.events_of(NameChange)), default=None)
    joined = other_names(registry, one, last) if last is not None else _known(registry, one)
    if any(word_key(name) == word_key(other) for name in joined):
        return True
    records = [_records(registry, name) for name in (one, other)]
    return all(records) and records[0] != records[1]


def _known(registry: Registry, name: str) -> frozenset[str]:
    return frozenset(text for record in _records(registry, name) for text in _names_of(registry, record))


def _records(registry: Registry, name: str) -> frozenset[int]:
    """Which entries under people bear the name, by their position."""
    index = registry.index("positions of people", lambda: _positions(registry))
    return frozenset(index.get(word_key(name), ()))


def _positions(registry: Registry) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for position, person in enumerate(registry.people):
        for text in dict.fromkeys(map(word_key, (person.name, *person.aliases))):
            found[text].append(position)
    return dict(found)


def _names_of(registry: Registry, position: int) -> tuple[str, ...]:
    person = registry.people[position]
    return (person.name, *person.aliases)


def _twice(registry: Registry) -> Iterator[Finding]:
    """One name that stands for two entries under people."""
    for positions in registry.index("positions of people", lambda: _positions(registry)).values():
        for one, other in combinations(positions, 2):
            people = (registry.people[one], registry.people[other])
            yield LNT011.at(
                place_of(registry, ""),
                name=people[0].name,
                other=people[1].name,
                where=people[0].cik or "no CIK",
                elsewhere=people[1].cik or "no CIK",
                relation="share a name",
            )


def _where(registry: Registry) -> dict[str, str]:
    """Every recorded name of a human, with the id of the first record that bears it."""
    found: dict[str, str] = {}
    for grant in registry.instruments:
        names = [*grant.grantors]
        if not grant.principal.kind.is_entity:
            names.append(grant.principal.name)
        for attorney in grant.attorneys:
            if attorney.kind is AttorneyKind.PERSON:
                names += [attorney.name, *attorney.aliases]
        for name in names:
            found.setdefault(name, grant.id)
    for event in registry.events:
        if isinstance(event, _OF_PEOPLE):
            found.setdefault(event.person, event.id)
    for person in registry.people:
        if not person.kind.is_entity:
            found.setdefault(person.name, "people")
    return found


def _blocks(name: Name) -> Iterator[tuple[str, str]]:
    """Under which keys a name is compared: the family name; the given name with the family's first letter."""
    for reading in name.readings[:1]:
        yield ("family", reading.family_key)
        if reading.given is not None:
            yield (reading.given.key, reading.family_key[:1])
