"""Records by which people and organisations act for an entity or an owner who cannot sign, as of a day.

The walk goes from the owner down: who acts for it as general partner, manager or trustee, who holds an office
there, and so on below (3.6 of the authority reference). How a record stands is what the procedure would say
of a signature that rests on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from preflight.authority.entities import ENTITY_RELATION, FIDUCIARY_APPOINTMENT, OFFICER_RECORD
from preflight.authority.instruments import EntityRelation, FiduciaryAppointment, OfficerRecord
from preflight.authority.life import death_of_attorney
from preflight.authority.owners import appointments_of, officers_of
from preflight.authority.people import Person
from preflight.authority.reasons import Reason, Verdict, because
from preflight.authority.registry import Registry, grouped
from preflight.authority.standing import Standing, State
from preflight.filing.names.entities import looks_like_entity
from preflight.filing.names.folding import word_key
from preflight.lazy_dataclass import dataclass

_Record = EntityRelation | OfficerRecord | FiduciaryAppointment
_TYPES: dict[type[_Record], str] = {
    EntityRelation: ENTITY_RELATION,
    OfficerRecord: OFFICER_RECORD,
    FiduciaryAppointment: FIDUCIARY_APPOINTMENT,
}


@dataclass(frozen=True, slots=True)
class EntityRecord:
    """A record, who acts by it in which role, and the record (``source``) of the entity that he acts in."""

    id: str
    type: str
    actor: str
    role: str
    state: State
    start: date
    end: date | None
    source: str | None = None


def record_parties(registry: Registry) -> tuple[tuple[str, str | None, bool], ...]:
    """Name and CIK of everybody for whom somebody acts by record, and whether it acts for others itself."""
    acting = {word_key(record.entity) for record in registry.events_of(EntityRelation)}
    parties = dict.fromkeys(
        [
            *((record.acts_for, record.acts_for_cik) for record in registry.events_of(EntityRelation)),
            *((record.entity, record.entity_cik) for record in registry.events_of(OfficerRecord)),
            *((record.owner, record.owner_cik) for record in registry.events_of(FiduciaryAppointment)),
        ]
    )
    return tuple((name, cik, word_key(name) in acting) for name, cik in parties)


def record_ids(registry: Registry) -> tuple[str, ...]:
    """The ids of all such records."""
    kinds = (EntityRelation, OfficerRecord, FiduciaryAppointment)
    return tuple(record.id for kind in kinds for record in registry.events_of(kind))


def records_below(registry: Registry, owner: Person, day: date) -> Iterator[EntityRecord]:
    """Yield the records by which somebody acts for ``owner`` on ``day``, nearest first, each once."""
    seen: set[str] = set()
    queue: list[tuple[Person, str | None]] = [(owner, None)]
    for party, source in queue:
        for record in sorted(_of(registry, party), key=lambda record: (record.start, record.id)):
            if record.id in seen:
                continue
            seen.add(record.id)
            actor = record.entity if isinstance(record, EntityRelation) else record.person
            person = Person(actor, frozenset((actor,)))
            yield _told(registry, record, person, party, source, day)
            if looks_like_entity(actor) or isinstance(record, EntityRelation):
                queue.append((person, record.id))


def _of(registry: Registry, party: Person) -> Iterator[_Record]:
    relations = registry.index(
        "relations by entity",
        lambda: grouped(
            (record.acts_for_cik or word_key(record.acts_for), record)
            for record in registry.events_of(EntityRelation)
        ),
    )
    for reference in dict.fromkeys(([party.cik] if party.cik else []) + sorted(party.keys)):
        yield from relations.get(reference, ())
    yield from officers_of(registry, party)
    yield from appointments_of(registry, party)


def _told(
    registry: Registry, record: _Record, person: Person, party: Person, source: str | None, day: date
) -> EntityRecord:
    role = record.title if isinstance(record, OfficerRecord) else record.role.replace("_", " ")
    state = _state(registry, record, person, party, day)
    return EntityRecord(
        record.id, _TYPES[type(record)], person.name, role, state, record.start, record.end, source
    )


def _state(registry: Registry, record: _Record, person: Person, party: Person, day: date) -> State:
    """In force between its days, both included, as long as the human lives and is capable."""
    code = Reason.ENTITY_CHAIN_UNPROVEN
    values = {"signer": person.name, "owner": party.name}
    if isinstance(record, FiduciaryAppointment):
        code, values = Reason.FIDUCIARY_UNPROVEN, {**values, "role": record.role}
    if day < record.start:
        why = f"the record begins on {record.start}."
        detail = because(code, record.id, **values, because=why, since=record.start)
        return State(Standing.NOT_YET, reasons=(detail,))
    if record.end is not None and day > record.end:
        why = f"the record ended on {record.end}."
        detail = because(code, record.id, **values, because=why, until=record.end)
        return State(Standing.ENDED, reasons=(detail,))
    ended = [*death_of_attorney(registry, None, person, day)]
    ended.sort(key=lambda detail: -(detail.verdict or Verdict.CANNOT_TELL).rank)
    if ended:
        over = ended[0].verdict is Verdict.NOT_AUTHORIZED
        return State(Standing.ENDED if over else Standing.DOUBTFUL, reasons=tuple(ended))
    return State(Standing.IN_FORCE)
