"""Everything the registry holds for one reporting owner, found without looking at anybody else's papers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from preflight.authority.agents import holders
from preflight.authority.decision import OwnerOnDraft
from preflight.authority.instruments import (
    Attorney,
    AttorneyKind,
    FiduciaryAppointment,
    Instrument,
    OfficerRecord,
    PartyKind,
    PersonRecord,
)
from preflight.authority.people import Likeness, NameIndex, Person, likeness, name_key, records_of
from preflight.authority.registry import Registry, grouped
from preflight.filing.names.folding import word_key
from preflight.filing.names.name import NameOrder
from preflight.filing.names.reading import read_name
from preflight.lazy_dataclass import dataclass

Slot = tuple[Instrument, Attorney]
Found = TypeVar("Found")
_ByName = tuple[NameIndex, Mapping[str, tuple[Instrument, ...]]]


@dataclass(frozen=True, eq=False)
class OwnerGrants:
    """An owner with the grants of which he, she or it is the principal.

    ``by_attorney`` finds the grants that name a person, by folded name; ``open_slots`` are the attorneys
    named as office, firm or class. ``known`` holds every name that may be the signer's, ``candidates`` the
    CIKs of the several principals that the owner's name fits where the draft gives no CIK.
    """

    person: Person
    is_entity: bool
    kind: PartyKind | None
    grants: tuple[Instrument, ...]
    ids: frozenset[str]
    principal_ids: frozenset[str]
    by_attorney: Mapping[str, tuple[Slot, ...]]
    open_slots: tuple[Slot, ...]
    known: NameIndex
    conformed: tuple[str, ...] = ()
    """The draft's name for the owner in the ordinary order, where EDGAR's order is given."""
    candidates: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """Every name of the owner, from the draft and from the registry."""
        return self.person.names


def owner_grants(registry: Registry, owner: OwnerOnDraft) -> OwnerGrants:
    """Return what the registry holds for ``owner``."""
    return registry.memo(("owner", owner), lambda: _build(registry, owner))


def principal_id(paper: Instrument) -> str:
    """The principal's CIK, or the folded name where there is none."""
    return paper.principal.cik or "name:" + word_key(paper.principal.name)


def _principals(registry: Registry, *, all_of_them: bool) -> _ByName:
    """Instruments by the names of their principals: of all, or only of those without a CIK."""

    def build() -> _ByName:
        by_name = grouped(
            (name, item)
            for item in registry.instruments
            if all_of_them or item.principal.cik is None
            for name in dict.fromkeys((item.principal.name, *item.principal.aliases))
        )
        return NameIndex(by_name), by_name

    return registry.index(("principals", all_of_them), build)


def _by_name(registry: Registry, names: frozenset[str], *, all_of_them: bool) -> Iterator[Instrument]:
    index, instruments = _principals(registry, all_of_them=all_of_them)
    for name in sorted(names):
        for near in index.near(name) if index.names else ():
            if min(likeness(name, near), likeness(near, name)) <= Likeness.COMPATIBLE:
                yield from instruments[near]


def _people_by_cik(registry: Registry) -> Mapping[str | None, tuple[PersonRecord, ...]]:
    return registry.index(
        "people by CIK", lambda: grouped((record.cik, record) for record in registry.people)
    )


def _build(registry: Registry, owner: OwnerOnDraft) -> OwnerGrants:
    conformed = _conformed(owner)
    names = {name for name in (owner.name, *conformed) if name.strip()}
    grants: dict[str, Instrument] = {}
    records: list[PersonRecord] = []
    candidates: set[str] = set()
    if owner.cik is not None:
        grants.update((item.id, item) for item in registry.by_owner_cik.get(owner.cik, ()))
        records.extend(_people_by_cik(registry).get(owner.cik, ()))
        for item in grants.values():
            names.update((item.principal.name, *item.principal.aliases))
        for record in records:
            names.update((record.name, *record.aliases))
        grants.update((item.id, item) for item in _by_name(registry, frozenset(names), all_of_them=False))
    else:
        found = tuple(_by_name(registry, frozenset(names), all_of_them=True))
        grants.update((item.id, item) for item in found)
        records.extend(record for name in sorted(names) for record in records_of(registry, name))
        ciks = (*(item.principal.cik for item in found), *(record.cik for record in records))
        candidates = {cik for cik in ciks if cik is not None}
        for item in found:
            names.update((item.principal.name, *item.principal.aliases))
    cik = owner.cik or (next(iter(candidates)) if len(candidates) == 1 else None)
    recorded = (*(record.name for record in records), *(item.principal.name for item in grants.values()))
    shown = next(iter((*recorded, *conformed)), owner.label)
    person = Person(shown, frozenset(names), cik=cik)
    kinds = [
        owner.kind,
        *(item.principal.kind for item in grants.values()),
        *(record.kind for record in records),
    ]
    kind = next((found for found in kinds if found is not None and found.is_entity), next(iter(kinds)))
    papers = tuple(grants.values())
    slots = [(item, attorney) for item in papers for attorney in item.attorneys]
    open_slots = tuple(slot for slot in slots if slot[1].kind is not AttorneyKind.PERSON)
    return OwnerGrants(
        person=person,
        is_entity=kind is not None and kind.is_entity,
        kind=kind,
        grants=papers,
        ids=frozenset(grants),
        principal_ids=frozenset(principal_id(item) for item in papers),
        by_attorney=grouped(
            (name_key(name), slot)
            for slot in slots
            if slot[1].kind is AttorneyKind.PERSON
            for name in dict.fromkeys((slot[1].name, *slot[1].aliases))
        ),
        open_slots=open_slots,
        known=NameIndex(_known_names(registry, person, slots)),
        conformed=conformed,
        candidates=tuple(sorted(candidates)) if len(candidates) > 1 else (),
    )


def _conformed(owner: OwnerOnDraft) -> tuple[str, ...]:
    """The draft's name for a person in the ordinary order, where it is written the EDGAR way."""
    is_entity = owner.kind is not None and owner.kind.is_entity
    if not owner.name.strip() or not owner.edgar_order or is_entity:
        return ()
    return (read_name(owner.name, order=NameOrder.CONFORMED).in_ordinary_order,)


def _known_names(registry: Registry, person: Person, slots: list[Slot]) -> Iterator[str]:
    """Every name that a signature for the owner may bear: the owner's, attorneys', office holders' ..."""
    yield from sorted(person.names)
    for _, attorney in slots:
        if attorney.kind is not AttorneyKind.OFFICE:
            yield attorney.name
        yield from attorney.aliases
        if attorney.kind is not AttorneyKind.PERSON:
            yield from (record.person for record in holders(registry, attorney))
    yield from (record.person for record in officers_of(registry, person))
    yield from (record.person for record in appointments_of(registry, person))


def officers_of(registry: Registry, entity: Person) -> tuple[OfficerRecord, ...]:
    """Records of people who may sign for ``entity`` in an office."""
    index = registry.index(
        OfficerRecord,
        lambda: grouped(
            (reference, record)
            for record in registry.events_of(OfficerRecord)
            for reference in _references(record.entity, record.entity_cik)
        ),
    )
    return _of_party(index, entity)


def appointments_of(registry: Registry, owner: Person) -> tuple[FiduciaryAppointment, ...]:
    """Records of trustees, executors, guardians and the like appointed for ``owner``."""
    index = registry.index(
        FiduciaryAppointment,
        lambda: grouped(
            (reference, record)
            for record in registry.events_of(FiduciaryAppointment)
            for reference in _references(record.owner, record.owner_cik)
        ),
    )
    return _of_party(index, owner)


def _references(name: str, cik: str | None) -> tuple[str, ...]:
    """A record with a CIK is found by it alone; one without, by name."""
    return (cik,) if cik is not None else (word_key(name),)


def _of_party(index: Mapping[str, tuple[Found, ...]], party: Person) -> tuple[Found, ...]:
    """The records found under the party's CIK and under each of its names."""
    references = ([party.cik] if party.cik is not None else []) + sorted(party.keys)
    return tuple(record for reference in references for record in index.get(reference, ()))
