"""What if: copies of a registry in which a person has left, or an instrument has been revoked.

A hypothesis adds the events that would be recorded and touches nothing else, so that the procedure answers
for it as it would for the fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from preflight.authority.agents import holders
from preflight.authority.decision import OwnerOnDraft
from preflight.authority.instruments import (
    Attorney,
    AttorneyKind,
    EntityRelation,
    Event,
    FiduciaryAppointment,
    Incumbency,
    Instrument,
    Membership,
    OfficerRecord,
    Party,
    Resignation,
    Revocation,
    RevocationForm,
    Revoker,
)
from preflight.authority.people import Likeness, NameIndex, likeness, other_names
from preflight.authority.registry import Registry
from preflight.authority.revocation import EVERYBODY
from preflight.lazy_dataclass import dataclass

_SUPPOSED = "supposed:"
"""Prefix of the ids of events that a hypothesis adds."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A registry in which something is supposed, and the owners on whom it may bear.

    ``names`` are the recorded names that were taken for the person who leaves, ``doubtful`` those that may be
    his or hers and were left alone.
    """

    registry: Registry
    owners: tuple[OwnerOnDraft, ...]
    names: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()


class UnknownNameError(Exception):
    """Nothing recorded bears the name. ``near`` are recorded names that come near."""

    def __init__(self, name: str, near: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.near = near


def without_person(registry: Registry, name: str, day: date) -> Hypothesis:
    """Suppose that ``name`` has left by ``day``: resigned under every paper, out of every office and firm.

    Raises :class:`UnknownNameError` where no attorney, holder of an office or member bears the name.
    """
    known = other_names(registry, name, day)
    near = _near(registry, known)
    names = frozenset(found for found, distance in near.items() if distance.is_match)
    doubtful = tuple(sorted(found for found, distance in near.items() if not distance.is_match))
    if not names:
        raise UnknownNameError(name, doubtful)
    owners: dict[OwnerOnDraft, None] = {}
    resignations: list[Event] = []
    for grant in registry.instruments:
        for number, attorney in enumerate(grant.attorneys):
            if _is_called(attorney, names):
                resignations.append(_resignation(grant, attorney, number, day))
                owners[_owner(grant.principal)] = None
            elif attorney.kind is not AttorneyKind.PERSON and _is_held(registry, attorney, names, day):
                owners[_owner(grant.principal)] = None
    events = [kept for event in registry.events if (kept := _cut(event, names, day)) is not None]
    for event in registry.events:
        owners.update(dict.fromkeys(_owners_of_record(registry, event, names)))
    supposed = _copy(registry, (*events, *resignations))
    return Hypothesis(supposed, tuple(owners), tuple(sorted(names)), doubtful)


def with_revocation(registry: Registry, instrument: str, day: date) -> Hypothesis:
    """Suppose that ``instrument`` was revoked in a signed writing, delivered to all the day before ``day``.

    Raises ``KeyError`` where there is no such instrument.
    """
    grant = registry.by_id[instrument]
    before = day - timedelta(days=1)
    revocation = Revocation(
        id=f"{_SUPPOSED}revocation:{instrument}",
        instrument=instrument,
        attorney=None,
        form=RevocationForm.SIGNED_WRITING,
        executed=before,
        delivered=((EVERYBODY, before),),
        by=Revoker.DELEGATOR if grant.is_delegation else Revoker.PRINCIPAL,
    )
    return Hypothesis(_copy(registry, (*registry.events, revocation)), (_owner(grant.principal),))


def every_owner(registry: Registry) -> tuple[OwnerOnDraft, ...]:
    """Every owner of whom the registry holds a paper or a record, in the order of the registry."""
    owners = dict.fromkeys(_owner(grant.principal) for grant in registry.instruments)
    for event in registry.events:
        if isinstance(event, EntityRelation | OfficerRecord | FiduciaryAppointment):
            owners.update(dict.fromkeys(_owners_of_record(registry, event, None)))
    return tuple(owners)


def _copy(registry: Registry, events: Iterable[Event]) -> Registry:
    return Registry(
        registry.instruments,
        events,
        registry.issuers,
        registry.people,
        location=registry.location,
        digest=registry.digest,
        places=registry.places,
    )


def _owner(party: Party) -> OwnerOnDraft:
    return OwnerOnDraft(party.cik) if party.cik is not None else OwnerOnDraft(None, party.name, party.kind)


# --- the person who leaves ---------------------------------------------------------------------------------


def _near(registry: Registry, known: frozenset[str]) -> dict[str, Likeness]:
    """The names of attorneys, holders, members and officers that are, or may be, the person's."""
    index = registry.index("names of those who act", lambda: NameIndex(_acting_names(registry)))
    found: dict[str, Likeness] = {}
    for text in sorted(known):
        for name in index.near(text):
            distance = min(likeness(text, name), likeness(name, text))
            if distance < Likeness.DIFFERENT:
                found[name] = min(distance, found.get(name, distance))
    return found


def _acting_names(registry: Registry) -> Iterator[str]:
    for grant in registry.instruments:
        for attorney in grant.attorneys:
            if attorney.kind in (AttorneyKind.PERSON, AttorneyKind.FIRM):
                yield attorney.name
                yield from attorney.aliases
    for event in registry.events:
        if isinstance(event, Incumbency | Membership | OfficerRecord | FiduciaryAppointment):
            yield event.person
        elif isinstance(event, EntityRelation):
            yield event.entity


def _is_called(attorney: Attorney, names: frozenset[str]) -> bool:
    if attorney.kind not in (AttorneyKind.PERSON, AttorneyKind.FIRM):
        return False
    return not names.isdisjoint((attorney.name, *attorney.aliases))


def _is_held(registry: Registry, attorney: Attorney, names: frozenset[str], day: date) -> bool:
    return any(holder.person in names and holder.covers(day) for holder in holders(registry, attorney))


def _resignation(grant: Instrument, attorney: Attorney, number: int, day: date) -> Resignation:
    return Resignation(
        id=f"{_SUPPOSED}resignation:{grant.id}:{number}",
        instrument=grant.id,
        attorney=attorney.name,
        date=day,
    )


def _cut(event: Event, names: frozenset[str], day: date) -> Event | None:
    """The record of an office or membership as it would be had the person left by ``day``."""
    if not _is_about(event, names):
        return event
    assert isinstance(event, Incumbency | Membership | OfficerRecord | FiduciaryAppointment | EntityRelation)
    last = day - timedelta(days=1)
    if event.start > last:
        return None
    return event if event.end is not None and event.end <= last else replace(event, end=last)


def _is_about(event: Event, names: frozenset[str]) -> bool:
    if isinstance(event, EntityRelation):
        return event.entity in names
    kinds = (Incumbency, Membership, OfficerRecord, FiduciaryAppointment)
    return isinstance(event, kinds) and event.person in names


def _owners_of_record(
    registry: Registry, event: Event, names: frozenset[str] | None
) -> Iterator[OwnerOnDraft]:
    """For whom somebody (of ``names``, where given) acts by this record, entities further up included."""
    if names is not None and not _is_about(event, names):
        return
    if isinstance(event, EntityRelation):
        yield OwnerOnDraft(event.acts_for_cik, "" if event.acts_for_cik else event.acts_for)
        yield from _above(registry, event.acts_for)
    elif isinstance(event, OfficerRecord):
        yield OwnerOnDraft(event.entity_cik, "" if event.entity_cik else event.entity)
        yield from _above(registry, event.entity)
    elif isinstance(event, FiduciaryAppointment):
        yield OwnerOnDraft(event.owner_cik, "" if event.owner_cik else event.owner)


def _above(registry: Registry, entity: str) -> Iterator[OwnerOnDraft]:
    """The entities for which ``entity`` acts, through any number of steps."""
    seen = {entity}
    for name in (queue := [entity]):
        for relation in registry.events_of(EntityRelation):
            if likeness(relation.entity, name).is_match and relation.acts_for not in seen:
                seen.add(relation.acts_for)
                queue.append(relation.acts_for)
                cik = relation.acts_for_cik
                yield OwnerOnDraft(cik, "" if cik else relation.acts_for)
