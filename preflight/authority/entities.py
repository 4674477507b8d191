"""Owners that cannot hold a pen: entities, trusts, estates, and people for whom a fiduciary signs.

An entity acts through people under its own papers. A record must show each step, from the owner to the
human who signs: an office, a general partner, a trustee, a court's appointment, or a power of attorney of
the entity itself (3.6 of the authority reference). A line that claims it proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from preflight.authority.attorneys import Answer, Signing, refuse, through_papers
from preflight.authority.decision import Link, OwnerOnDraft, SignatureOnDraft
from preflight.authority.instruments import (
    Capacity,
    EntityRelation,
    FiduciaryAppointment,
    InstrumentType,
    OfficerRecord,
)
from preflight.authority.life import death_of_attorney, death_of_principal
from preflight.authority.outcome import Outcome
from preflight.authority.owners import appointments_of, officers_of, owner_grants
from preflight.authority.people import Person, likeness
from preflight.authority.reasons import Reason, ReasonDetail, Verdict, because
from preflight.authority.registry import Registry, grouped
from preflight.filing.names.folding import key, word_key
from preflight.filing.signatures.line import SigningRole

if TYPE_CHECKING:
    from preflight.authority.search import Search

FIDUCIARY_ROLES = frozenset(
    (
        SigningRole.TRUSTEE,
        SigningRole.EXECUTOR,
        SigningRole.GUARDIAN,
        SigningRole.CONSERVATOR,
        SigningRole.CUSTODIAN,
    )
)
FIDUCIARY_APPOINTMENT, OFFICER_RECORD, ENTITY_RELATION = (
    "fiduciary_appointment",
    "officer_record",
    "entity_relation",
)
"""Types of the links that are records, not grants."""
_ENDS_WITH_DEATH = frozenset((SigningRole.GUARDIAN, SigningRole.CONSERVATOR))


def as_fiduciary(
    search: Search,
    signature: SignatureOnDraft,
    lead: Signing,
    capacities: frozenset[Capacity],
    day: date,
) -> Answer:
    """Answer for somebody who signs as trustee, executor, guardian, conservator or custodian."""
    owner, person = search.owner.person, lead.person
    ended = [*death_of_attorney(search.registry, None, person, day)]
    if signature.role in _ENDS_WITH_DEATH:
        ended += death_of_principal(search.registry, None, owner, day)
    if ended:
        return _over(ended)
    for record in appointments_of(search.registry, owner):
        if _is_in_force(record, person, day) and _is_role(record.role, signature.role):
            return _proven(Reason.FIDUCIARY_PROVEN, person, owner, (_appointment_link(record, person),), day)
    appointed = [grant for grant in search.owner.grants if grant.type is InstrumentType.COURT_APPOINTMENT]
    if appointed:
        answer = through_papers(search, lead, (), capacities, day)
        if answer.code is Reason.FIDUCIARY_PROVEN:
            return answer
    role = signature.role.value.replace("_", " ")
    return refuse(because(Reason.FIDUCIARY_UNPROVEN, signer=person.name, role=role, owner=owner.name))


def _is_role(recorded: str, role: SigningRole) -> bool:
    """Return whether the recorded role is the one claimed; "Co-Trustee" is a trustee."""
    folded = key(recorded)
    return key(role.value) in folded or (
        role is SigningRole.EXECUTOR
        and any(word in folded for word in ("personalrepresentative", "administrator", "executrix"))
    )


def _is_in_force(
    record: OfficerRecord | FiduciaryAppointment | EntityRelation, person: Person, day: date
) -> bool:
    name = record.entity if isinstance(record, EntityRelation) else record.person
    return (
        record.start <= day and (record.end is None or day <= record.end) and person.likeness(name).is_match
    )


def _proven(
    code: Reason, person: Person, owner: Person, links: tuple[Link, ...], day: date, *notes: ReasonDetail
) -> Answer:
    proof = Outcome(Verdict.AUTHORIZED, (), notes, links)
    detail = because(code, links[-1].instrument, signer=person.name, owner=owner.name)
    return Answer(Verdict.AUTHORIZED, (detail,), notes, proof, day=day)


def through_entity(search: Search, signature: SignatureOnDraft, lead: Signing, day: date) -> Answer:
    """Answer for the human who signs for an entity under its own papers."""
    owner, person = search.owner.person, lead.person
    if is_bare(signature):
        return refuse(because(Reason.ENTITY_CAPACITY_MISSING, owner=owner.name))
    ended = [*death_of_attorney(search.registry, None, person, day)]
    if ended:
        return _over(ended)
    steps = _entities_below(search.registry, signature, owner, day)
    if isinstance(steps, ReasonDetail):
        return refuse(steps)
    links, last = steps
    if signature.acting_for_officer is None:
        for link in _offices(search.registry, last, person, day):
            return _proven(Reason.ENTITY_OFFICER, person, owner, (*links, link), day)
        why = f"no office of {person.name} at {last.name} is recorded on {day}."
        return refuse(_unproven(person, owner, why))
    return _through_officer(search, signature, lead, links, last, day)


def _over(ended: list[ReasonDetail]) -> Answer:
    """The answer where death or incapacity stands in the way; a denial counts over a doubt."""
    ended.sort(key=lambda detail: -(detail.verdict or Verdict.CANNOT_TELL).rank)
    return Answer(ended[0].verdict or Verdict.CANNOT_TELL, tuple(ended))


def is_bare(signature: SignatureOnDraft) -> bool:
    """Return whether the line gives only a human name: the form wants the capacity (R4)."""
    return (
        signature.role is SigningRole.UNSTATED
        and not signature.title
        and not signature.entities
        and not signature.principals
        and not signature.for_each_owner
        and signature.acting_for_officer is None
    )


def _entities_below(
    registry: Registry, signature: SignatureOnDraft, owner: Person, day: date
) -> tuple[tuple[Link, ...], Person] | ReasonDetail:
    """Walk the line's entities from the owner down; each step needs a record that covers the day."""
    entities = list(signature.entities)
    while entities and not _is_called(owner, entities[0].name):
        entities.pop(0)
    links: list[Link] = []
    current = owner
    for entity in entities[1:]:
        below = Person(entity.name, frozenset((entity.name,)))
        record = next(
            (found for found in _relations(registry, current) if _is_in_force(found, below, day)), None
        )
        if record is None:
            why = f"that {entity.name} acts for {current.name} on {day} is not recorded."
            return _unproven(Person(signature.signer, frozenset((signature.signer,))), owner, why)
        links.append(_relation_link(record, current))
        current = below
    return tuple(links), current


def _is_called(owner: Person, name: str) -> bool:
    return owner.is_called(name) or any(likeness(known, name).is_match for known in owner.names)


def _relations(registry: Registry, entity: Person) -> tuple[EntityRelation, ...]:
    """Records of who acts for ``entity`` as its general partner, manager, trustee ..."""
    index = registry.index(
        EntityRelation,
        lambda: grouped(
            (record.acts_for_cik or word_key(record.acts_for), record)
            for record in registry.events_of(EntityRelation)
        ),
    )
    references = ([entity.cik] if entity.cik is not None else []) + sorted(entity.keys)
    return tuple(record for reference in references for record in index.get(reference, ()))


def _offices(registry: Registry, entity: Person, person: Person, day: date) -> Iterator[Link]:
    """Records that show that ``person`` may sign for ``entity`` on ``day``."""
    for officer in officers_of(registry, entity):
        if _is_in_force(officer, person, day):
            yield Link(
                officer.id,
                OFFICER_RECORD,
                entity.name,
                officer.title,
                person.name,
                executed=officer.start,
                effective=officer.start,
            )
    for relation in _relations(registry, entity):
        if _is_in_force(relation, person, day):
            yield _relation_link(relation, entity)
    for appointment in appointments_of(registry, entity):
        if _is_in_force(appointment, person, day):
            yield _appointment_link(appointment, person)


def _relation_link(record: EntityRelation, entity: Person) -> Link:
    return Link(
        record.id,
        ENTITY_RELATION,
        entity.name,
        record.role,
        record.entity,
        executed=record.start,
        effective=record.start,
    )


def _appointment_link(record: FiduciaryAppointment, person: Person) -> Link:
    return Link(
        record.id,
        FIDUCIARY_APPOINTMENT,
        record.owner,
        record.role,
        person.name,
        executed=record.start,
        effective=record.start,
    )


def _through_officer(
    search: Search,
    signature: SignatureOnDraft,
    lead: Signing,
    links: Sequence[Link],
    entity: Person,
    day: date,
) -> Answer:
    """Two proofs: the officer's office, and the officer's own power of attorney for signing for entities."""
    from preflight.authority.search import Search

    owner, person = search.owner.person, lead.person
    name = signature.acting_for_officer or ""
    officer = Person(name, frozenset((name,)))
    office = next(_offices(search.registry, entity, officer, day), None)
    if office is None:
        why = f"no office of {name} at {entity.name} is recorded on {day}."
        return refuse(_unproven(person, owner, why))
    holder = owner_grants(search.registry, OwnerOnDraft(None, name))
    inner = Search(search.registry, holder, search.cell, search.boxes, search.world)
    capacities = {Capacity.ENTITY_SIGNATORY}
    if office.type == FIDUCIARY_APPOINTMENT:
        capacities |= {Capacity.TRUSTEE, Capacity.FIDUCIARY}
    answer = through_papers(inner, lead, (), frozenset(capacities), day)
    if answer.verdict is not Verdict.AUTHORIZED or answer.proof is None or holder.candidates:
        why = f"no power of attorney of {name} for signing for entities is proven."
        detail = _unproven(person, owner, why)
        return Answer(Verdict.CANNOT_TELL, (detail, *answer.reasons), candidates=answer.candidates)
    sublet = because(
        Reason.OFFICER_POWER_SUBLET, office.instrument, signer=person.name, officer=name, entity=entity.name
    )
    chain = (*links, office, *answer.proof.links)
    return _proven(Reason.ENTITY_OFFICER, person, owner, chain, day, *answer.notes, sublet)


def _unproven(person: Person, owner: Person, why: str) -> ReasonDetail:
    return because(Reason.ENTITY_CHAIN_UNPROVEN, signer=person.name, owner=owner.name, because=why)
