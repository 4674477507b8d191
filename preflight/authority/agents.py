"""Who is an attorney-in-fact under a paper: named persons, holders of offices, firms, members of classes.

An office works only with a record of who holds it (R20a and 3.8 of the authority reference). A title in
brackets behind a name describes the person and appoints nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum

from preflight.authority.instruments import Attorney, AttorneyKind, Incumbency, Membership, OfficerRecord
from preflight.authority.people import Person
from preflight.authority.reasons import Reason
from preflight.authority.registry import Registry, grouped
from preflight.filing.names.folding import key
from preflight.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Holder:
    """A record that a person held an office or belonged to a firm or class; ``end`` is the last day."""

    person: str
    start: date
    end: date | None
    is_office: bool

    def covers(self, day: date) -> bool:
        """Return whether the record covers ``day``."""
        return self.start <= day and (self.end is None or day <= self.end)


class Holding(StrEnum):
    """Whether a person is the attorney that a paper names, on a day."""

    YES = "yes"
    AS_HOLDER = "as_holder"
    """As holder of the office named."""
    AS_MEMBER = "as_member"
    """As member of the firm or class named, or as the firm itself."""
    UNKNOWN = "unknown"
    FORMER = "former"
    """Held the office, which somebody else holds on that day."""
    NO = "no"

    @property
    def is_proven(self) -> bool:
        """True where the person is the attorney."""
        return self in (Holding.YES, Holding.AS_HOLDER, Holding.AS_MEMBER)

    @property
    def is_possible(self) -> bool:
        """True where the person is the attorney, or may be."""
        return self.is_proven or self is Holding.UNKNOWN


def office_labels(title: str | None, organisation: str | None, name: str = "") -> frozenset[str]:
    """The ways in which an office is written, folded: "Treasurer of ACME", or the title alone."""
    labels = {key(name)} if name else set()
    if title:
        labels.add(key(f"{title} of {organisation}") if organisation else key(title))
    return frozenset(labels)


def holders(registry: Registry, attorney: Attorney) -> tuple[Holder, ...]:
    """Every record of who held the office, or belonged to the firm or class, that ``attorney`` names."""
    return registry.memo(("holders", attorney), lambda: tuple(_holders(registry, attorney)))


def _holders(registry: Registry, attorney: Attorney) -> Iterator[Holder]:
    by_office, by_organisation, by_firm, by_entity = registry.index("holders", lambda: _index(registry))
    if attorney.kind is AttorneyKind.OFFICE:
        labels = office_labels(attorney.title, attorney.organisation, attorney.name)
        for event in dict.fromkeys(event for label in sorted(labels) for event in by_office.get(label, ())):
            yield Holder(event.person, event.start, event.end, is_office=True)
        return
    names = {key(attorney.name), *(key(alias) for alias in attorney.aliases)}
    if attorney.kind is AttorneyKind.CLASS and attorney.organisation:
        names.add(key(attorney.organisation))
    for name in sorted(names):
        for member in by_firm.get(name, ()):
            yield Holder(member.person, member.start, member.end, is_office=False)
        if attorney.kind is AttorneyKind.CLASS:
            for event in by_organisation.get(name, ()):
                yield Holder(event.person, event.start, event.end, is_office=True)
            for record in by_entity.get(name, ()):
                yield Holder(record.person, record.start, record.end, is_office=True)


_Index = tuple[
    Mapping[str, tuple[Incumbency, ...]],
    Mapping[str, tuple[Incumbency, ...]],
    Mapping[str, tuple[Membership, ...]],
    Mapping[str, tuple[OfficerRecord, ...]],
]


def _index(registry: Registry) -> _Index:
    incumbencies = registry.events_of(Incumbency)
    return (
        grouped(
            (label, event)
            for event in incumbencies
            for label in office_labels(event.title, event.organisation)
        ),
        grouped((key(event.organisation), event) for event in incumbencies if event.organisation),
        grouped((key(event.firm), event) for event in registry.events_of(Membership)),
        grouped((key(event.entity), event) for event in registry.events_of(OfficerRecord)),
    )


def holding(registry: Registry, attorney: Attorney, person: Person, day: date) -> Holding:
    """Say whether ``person`` is the attorney-in-fact that the paper names as ``attorney``, on ``day``."""
    if attorney.kind is AttorneyKind.PERSON:
        names = (attorney.name, *attorney.aliases)
        return Holding.YES if any(person.is_called(name) for name in names) else Holding.NO
    if attorney.kind is not AttorneyKind.OFFICE and person.is_called(attorney.name):
        return Holding.AS_MEMBER
    records = holders(registry, attorney)
    distances = [(record, person.likeness(record.person)) for record in records]
    own = [record for record, distance in distances if distance.is_match]
    for record in own:
        if record.covers(day):
            return Holding.AS_HOLDER if record.is_office else Holding.AS_MEMBER
    if any(distance.is_doubt and record.covers(day) for record, distance in distances):
        return Holding.UNKNOWN
    if attorney.kind is not AttorneyKind.OFFICE:
        return Holding.NO if own else Holding.UNKNOWN
    if any(record.covers(day) for record in records):
        return Holding.FORMER if own else Holding.NO
    return Holding.UNKNOWN


def unknown_holding(attorney: Attorney) -> Reason:
    """The code for a person of whom it is not known whether he or she is this attorney."""
    return (
        Reason.INCUMBENCY_UNKNOWN if attorney.kind is AttorneyKind.OFFICE else Reason.FIRM_MEMBERSHIP_UNKNOWN
    )
