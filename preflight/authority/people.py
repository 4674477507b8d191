"""Who a name is: the one place where authority compares names.

Registry records name people; they carry no numbers. A name proves a person only where it agrees with one
recorded name without a doubt (:mod:`preflight.filing.names`) and no other recorded person fits it. Weaker
agreement is a doubt, never a match, and never a ground to say "somebody else".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from enum import IntEnum
from functools import lru_cache

from preflight.authority.instruments import AttorneyKind, NameChange, PersonRecord
from preflight.authority.reasons import Reason
from preflight.authority.registry import Registry, grouped
from preflight.filing.names.comparison import Agreement, NameReason
from preflight.filing.names.entities import compare_entities, looks_like_entity
from preflight.filing.names.folding import fold, key, word_key
from preflight.filing.names.matching import compare
from preflight.filing.names.name import Name, NameOrder
from preflight.filing.names.reading import read_name
from preflight.lazy_dataclass import dataclass

_CACHED_NAMES = 1 << 15


class Likeness(IntEnum):
    """How far two names agree; lower is nearer."""

    SAME = 0
    """Only dress differs: case, punctuation, order."""
    COMPATIBLE = 1
    """One says less than the other (a middle name left out); nothing weak about it."""
    UNSUFFIXED = 2
    """As compatible, but a suffix (Jr., III) is left out: a match only where nobody else bears the name."""
    WEAK = 3
    """An initial, a nickname or the like: a doubt."""
    CONFLICT = 4
    """Near, but contradicting."""
    DIFFERENT = 5

    @property
    def is_match(self) -> bool:
        """True where records under the two names are the same person's."""
        return self <= Likeness.COMPATIBLE

    @property
    def is_doubt(self) -> bool:
        """True where records under the two names may be the same person's."""
        return self in (Likeness.UNSUFFIXED, Likeness.WEAK)


name_key = lru_cache(_CACHED_NAMES)(word_key)
"""The words of a name, folded: names with one key differ in dress only. Remembered, for it is asked often."""


@lru_cache(_CACHED_NAMES)
def _read(text: str, order: NameOrder) -> Name:
    return read_name(text, order=order)


@lru_cache(_CACHED_NAMES)
def likeness(left: str, right: str, order: NameOrder = NameOrder.UNKNOWN) -> Likeness:
    """Say how far the name ``left`` proves the bearer of ``right``; ``order`` is that of ``right`` if known.

    A suffix that is left out leaves room for another person; one that the known name lacks contradicts it.
    """
    if name_key(left) == name_key(right):
        return Likeness.SAME
    if looks_like_entity(left) and looks_like_entity(right):
        comparison = compare_entities(left, right)
    else:
        comparison = compare(_read(left, NameOrder.UNKNOWN), _read(right, order))
    if comparison.agreement is Agreement.DIFFERENT:
        return Likeness.DIFFERENT
    if comparison.agreement is Agreement.CONFLICT:
        return Likeness.CONFLICT
    if comparison.weak:
        return Likeness.WEAK
    if NameReason.SUFFIX_MISSING in comparison.reasons:
        return Likeness.UNSUFFIXED if _read(left, NameOrder.UNKNOWN).suffix is None else Likeness.CONFLICT
    return Likeness.SAME if comparison.agreement is Agreement.SAME else Likeness.COMPATIBLE


def is_variant(text: str, known: Iterable[str], conformed: Iterable[str] = ()) -> bool:
    """Return whether ``text`` is written otherwise than every known name (``NAME_VARIANT``).

    ``conformed`` are names that EDGAR has put into its own style, so that case and periods say nothing.
    """
    written = " ".join(text.split())
    return all(written != " ".join(name.split()) for name in known) and all(
        key(text) != key(name) for name in conformed
    )


def name_words(text: str) -> list[str]:
    """The words of a name of two letters or more, folded: near names share at least one of them."""
    words: list[str] = []
    for word in fold(text).split():
        if word.isalnum():
            words.append(word)
        else:
            words.append(key(word))
            words.extend(key(part) for part in word.split("-")[1:])
            words.append(key(word.partition("-")[0]))
    return [word for word in dict.fromkeys(words) if len(word) > 1]


@dataclass(frozen=True, eq=False)
class Person:
    """Somebody recorded, by every name that proves him or her. Compared by identity: build it once."""

    name: str
    names: frozenset[str]
    keys: frozenset[str] = field(init=False)
    cik: str | None = None
    recorded: dict[object, object] = field(default_factory=dict, repr=False)
    """Look-ups already made for this person."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "keys", frozenset(name_key(name) for name in self.names))

    def is_called(self, name: str) -> bool:
        """Return whether ``name`` is one of the person's names, but for dress."""
        return (
            name in self.names
            or name_key(name) in self.keys
            or any(likeness(known, name) is Likeness.SAME for known in self.names)
        )

    def likeness(self, name: str) -> Likeness:
        """How near ``name`` comes to one of the person's names."""
        if name in self.names or name_key(name) in self.keys:
            return Likeness.SAME
        return min((likeness(known, name) for known in self.names), default=Likeness.DIFFERENT)


class NameIndex:
    """Distinct names, found by any of their words."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names: tuple[str, ...] = tuple(dict.fromkeys(name for name in names if name.strip()))
        words: defaultdict[str, list[str]] = defaultdict(list)
        for name in self.names:
            for word in name_words(name):
                words[word].append(name)
        self._by_word: Mapping[str, list[str]] = words

    def near(self, text: str) -> Iterator[str]:
        """Names that share a word with ``text``; all of them where it is nothing but initials."""
        words = name_words(text)
        if not words:
            yield from self.names
            return
        yield from dict.fromkeys(name for word in words for name in self._by_word.get(word, ()))

    def matches(self, text: str) -> Iterator[str]:
        """Names that agree with ``text`` without a doubt.

        Such names share given and family name, so the rarest of the words is enough to look under.
        """
        blocks = [self._by_word.get(word, ()) for word in name_words(text)]
        tried: set[str] = set()
        for block in sorted(blocks, key=len)[:2]:
            for name in block:
                if name not in tried and likeness(text, name) <= Likeness.UNSUFFIXED:
                    yield name
                tried.add(name)


def _all_names(registry: Registry) -> NameIndex:
    """Every name of a person in the registry."""

    def build() -> NameIndex:
        names: dict[str, None] = {}
        for item in registry.instruments:
            names.update(dict.fromkeys((item.principal.name, *item.principal.aliases, *item.grantors)))
            for attorney in item.attorneys:
                if attorney.kind is AttorneyKind.PERSON:
                    names.update(dict.fromkeys((attorney.name, *attorney.aliases)))
        for record in registry.people:
            names.update(dict.fromkeys((record.name, *record.aliases)))
        return NameIndex(names)

    return registry.index("all names", build)


def records_of(registry: Registry, name: str) -> tuple[PersonRecord, ...]:
    """The person records that bear ``name`` (or have it as an alias), but for dress."""
    index = registry.index(
        "person records",
        lambda: grouped(
            (name_key, record)
            for record in registry.people
            for name_key in dict.fromkeys(word_key(name) for name in (record.name, *record.aliases))
        ),
    )
    return index.get(word_key(name), ())


def other_names(registry: Registry, name: str, day: date) -> frozenset[str]:
    """Names that records give the bearer of ``name`` on ``day``: aliases, and names after a change."""
    changes = registry.index(
        "name changes",
        lambda: grouped(
            (word_key(text), event)
            for event in registry.events_of(NameChange)
            for text in dict.fromkeys((event.person, event.new_name))
        ),
    )
    found: dict[str, None] = {name: None}
    for known in (queue := [name]):
        names = [text for record in records_of(registry, known) for text in (record.name, *record.aliases)]
        for event in changes.get(word_key(known), ()):
            if event.date <= day:
                names += [event.person, event.new_name]
        for text in names:
            if text not in found:
                found[text] = None
                queue.append(text)
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who a name is among the names that matter.

    One person in ``persons`` and no ``outsiders``: proven. Several persons: the name fits each of them. None:
    a stranger, or with ``doubt`` a name that is near to ``candidates`` and proves nothing.
    """

    persons: tuple[Person, ...] = ()
    doubt: Reason | None = None
    candidates: tuple[str, ...] = ()
    outsiders: tuple[str, ...] = ()
    """Other recorded people whom the name fits as well."""
    unclear: tuple[str, ...] = ()
    """Known names that may also be the person's, but fit somebody else as well."""

    @property
    def person(self) -> Person | None:
        """The one person proven, or ``None``."""
        return self.persons[0] if len(self.persons) == 1 and not self.outsiders else None


def resolve(
    registry: Registry,
    text: str,
    known: NameIndex,
    day: date,
    *,
    apart: frozenset[str] = frozenset(),
    former: tuple[str, ...] = (),
) -> Resolution:
    """Say which of the ``known`` names the name ``text`` proves on ``day``.

    Names in ``apart`` (the owner's) are joined with others only where nothing but dress differs: a paper
    that names somebody whose name is like its giver's names somebody else. ``former`` are names that the
    line itself gives ("f/k/a"); without a record they are a doubt, no proof.
    """
    distances: dict[str, Likeness] = {}
    for name in sorted(other_names(registry, text, day)):
        for near in known.near(name):
            distance = likeness(name, near)
            distances[near] = min(distance, distances.get(near, distance))
    best = min(distances.values(), default=Likeness.DIFFERENT)
    nearest = tuple(sorted(name for name, distance in distances.items() if distance is best))
    if best is Likeness.DIFFERENT:
        nearest = tuple(
            sorted(
                {name for old in former for name in known.near(old) if likeness(old, name) <= Likeness.WEAK}
            )
        )
        return Resolution(doubt=Reason.NAME_WEAK if nearest else None, candidates=nearest)
    if best is Likeness.CONFLICT:
        return Resolution(doubt=Reason.NAME_CONFLICT, candidates=nearest)
    if best is Likeness.WEAK:
        return Resolution(doubt=Reason.NAME_WEAK, candidates=nearest)
    persons = _persons(registry, nearest, day, apart)
    outsiders = _outsiders(registry, text, best, persons)
    unclear: tuple[str, ...] = ()
    if best is Likeness.SAME and len(persons) == 1 and not outsiders:
        also = [name for name, distance in distances.items() if distance is Likeness.COMPATIBLE]
        person, unclear = _widened(registry, persons[0], sorted(also), apart)
        persons = (person,)
    return Resolution(persons, candidates=nearest, outsiders=outsiders, unclear=unclear)


def _persons(
    registry: Registry, names: tuple[str, ...], day: date, apart: frozenset[str]
) -> tuple[Person, ...]:
    """Group names into persons: names that prove each other, or that a record joins, are one person's."""
    groups: list[set[str]] = []
    for name in names:
        joined = {name} | other_names(registry, name, day)
        others = []
        for group in groups:
            nearest = min(likeness(one, other) for one in joined for other in group)
            crossing = apart.isdisjoint(joined) is not apart.isdisjoint(group)
            if nearest is Likeness.SAME or (nearest is Likeness.COMPATIBLE and not crossing):
                joined |= group
            else:
                others.append(group)
        groups = [*others, joined]
    return tuple(_person(registry, min(group.intersection(names)), group) for group in groups)


def _person(registry: Registry, shown: str, names: set[str] | frozenset[str]) -> Person:
    ciks = {record.cik for name in names for record in records_of(registry, name)} - {None}
    return Person(shown, frozenset(names), cik=ciks.pop() if len(ciks) == 1 else None)


def _widened(
    registry: Registry, person: Person, names: list[str], apart: frozenset[str]
) -> tuple[Person, tuple[str, ...]]:
    """Add names that say less or more than the person's, unless they fit somebody else as well."""
    joined, unclear = set(person.names), []
    crossing = not apart.isdisjoint(person.names)
    for name in names:
        if (name in apart) is not crossing:
            continue
        if _outsiders(registry, name, Likeness.COMPATIBLE, (person,)):
            unclear.append(name)
        else:
            joined.add(name)
    return (_person(registry, person.name, joined) if joined != person.names else person), tuple(unclear)


def _outsiders(registry: Registry, text: str, best: Likeness, persons: tuple[Person, ...]) -> tuple[str, ...]:
    """Recorded people, beside ``persons``, whom the name fits as well."""
    exact = records_of(registry, text)
    if len({id(record) for record in exact}) > 1:
        return tuple(sorted(f"{record.name} ({record.cik or 'no CIK'})" for record in exact))
    if best is Likeness.SAME:
        return ()
    rivals = {
        name
        for name in _all_names(registry).matches(text)
        if not any(
            person.likeness(name).is_match or likeness(name, person.name).is_match for person in persons
        )
    }
    return tuple(sorted(rivals))
