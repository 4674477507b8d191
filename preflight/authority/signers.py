"""Whom to ask about: everybody who, by what the registry holds, may be able to sign for an owner.

Candidates come from the owner's own papers and records, found through indexes: attorneys by name, holders
of offices, firms and their members, officers and general partners, fiduciaries. Whether one of them may
sign is not settled here; each is put as the signature that he or she would give, for the procedure to judge.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from preflight.authority.agents import holders
from preflight.authority.decision import EntityOnLine, OwnerOnDraft, SignatureOnDraft
from preflight.authority.entities import ENTITY_RELATION, FIDUCIARY_APPOINTMENT, FIDUCIARY_ROLES
from preflight.authority.entity_records import EntityRecord, records_below
from preflight.authority.exercise import demand
from preflight.authority.instruments import Attorney, AttorneyKind, Capacity, Instrument
from preflight.authority.owners import OwnerGrants, owner_grants
from preflight.authority.people import resolve
from preflight.authority.registry import Registry
from preflight.authority.scope import covered_capacities
from preflight.filing.names.entities import looks_like_entity
from preflight.filing.names.folding import key, word_key
from preflight.filing.signatures.line import SigningRole
from preflight.lazy_dataclass import dataclass

_FOR_ENTITIES = frozenset((Capacity.ENTITY_SIGNATORY, Capacity.TRUSTEE, Capacity.FIDUCIARY))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A signature that somebody may be able to give; ``together`` are those who would sign as well."""

    signature: SignatureOnDraft
    together: tuple[SignatureOnDraft, ...] = ()


def named_owner(registry: Registry, owner: OwnerOnDraft) -> OwnerOnDraft:
    """Return ``owner`` with a name to sign under: a label of the CIK where no record gives a name."""
    if owner_grants(registry, owner).names:
        return owner
    return replace(owner, name=owner.label)


def candidates(registry: Registry, owner: OwnerOnDraft, day: date) -> Iterator[Candidate]:
    """Yield the signatures to ask about, several for some; only the owner's own papers are read."""
    found = owner_grants(registry, owner)
    if not found.is_entity:
        yield Candidate(SignatureOnDraft(found.person.name, day))
    yield from _of_papers(registry, found, day)
    yield from _of_records(registry, found, day)


def same_person(registry: Registry, found: OwnerGrants, name: str, day: date) -> frozenset[str]:
    """Return the folded names of the one whom ``name`` proves; of the name alone where it proves nobody."""
    person = resolve(registry, name, found.known, day, apart=found.names).person
    return frozenset((word_key(name),)) if person is None else person.keys | {word_key(name)}


# --- papers ------------------------------------------------------------------------------------------------


def _of_papers(registry: Registry, found: OwnerGrants, day: date) -> Iterator[Candidate]:
    """Everybody whom a paper names: alone, and where it wants several also with all the others."""
    asked: set[tuple[str, str]] = set()
    for grant in found.grants:
        named = dict(_named(registry, grant, day))
        paper = grant.id if demand(grant).is_joint else ""
        for name, signature in named.items():
            for mark in dict.fromkeys(("", paper)):
                if (word_key(name), mark) not in asked:
                    asked.add((word_key(name), mark))
                    yield Candidate(signature, _fellows(named, name) if mark else ())


def _named(registry: Registry, grant: Instrument, day: date) -> Iterator[tuple[str, SignatureOnDraft]]:
    for attorney in grant.attorneys:
        for name, is_firm in _names(registry, attorney, day):
            yield name, SignatureOnDraft(name, day, SigningRole.ATTORNEY_IN_FACT, is_firm=is_firm)


def _names(registry: Registry, attorney: Attorney, day: date) -> Iterator[tuple[str, bool]]:
    """Who may act as this attorney on ``day``, and whether as a firm.

    An office or class of which no holder is recorded stands under its own name, so that the gap is seen.
    """
    held = [] if attorney.kind is AttorneyKind.PERSON else list(holders(registry, attorney))
    current = dict.fromkeys(holder.person for holder in held if holder.covers(day))
    yield from ((name, False) for name in current)
    if attorney.kind in (AttorneyKind.PERSON, AttorneyKind.FIRM) or not current:
        yield attorney.name, attorney.kind is AttorneyKind.FIRM


def _fellows(named: dict[str, SignatureOnDraft], name: str) -> tuple[SignatureOnDraft, ...]:
    others = (signature for other, signature in named.items() if other != name)
    return tuple(replace(signature, position=position) for position, signature in enumerate(others, 2))


# --- records of offices, partners and fiduciaries ----------------------------------------------------------


def _of_records(registry: Registry, found: OwnerGrants, day: date) -> Iterator[Candidate]:
    """Everybody who acts for the owner by record, with the line that says through whom."""
    above: dict[str, tuple[EntityOnLine, ...]] = {}
    for record in records_below(registry, found.person, day):
        entities = above.get(record.source or "") or (EntityOnLine(found.person.name),)
        above[record.id] = (*entities, EntityOnLine(record.actor, _role(record)))
        if record.type == ENTITY_RELATION and looks_like_entity(record.actor):
            continue
        if record.type == FIDUCIARY_APPOINTMENT and record.source is None:
            yield Candidate(SignatureOnDraft(record.actor, day, _role(record), record.role))
        elif found.is_entity:
            line = SignatureOnDraft(record.actor, day, _role(record), record.role, entities=entities)
            yield Candidate(line)
            yield from _of_officer(registry, line, day)


def _role(record: EntityRecord) -> SigningRole:
    """The role that a line of this actor would state."""
    if record.type == FIDUCIARY_APPOINTMENT:
        stated = (role for role in sorted(FIDUCIARY_ROLES) if key(role.value) in key(record.role))
        return next(stated, SigningRole.EXECUTOR)
    if record.type == ENTITY_RELATION:
        known = (role for role in SigningRole if key(role.value) == key(record.role))
        return next(known, SigningRole.OFFICER)
    return SigningRole.OFFICER


def _of_officer(registry: Registry, officer: SignatureOnDraft, day: date) -> Iterator[Candidate]:
    """The officer's own attorneys-in-fact, where a paper of the officer may reach signing for entities."""
    papers = owner_grants(registry, OwnerOnDraft(None, officer.signer)).grants
    names = (
        name
        for paper in papers
        if covered_capacities(paper, _FOR_ENTITIES)
        for name, _ in _named(registry, paper, day)
    )
    for name in dict.fromkeys(names):
        yield Candidate(
            SignatureOnDraft(
                name,
                day,
                SigningRole.ATTORNEY_IN_FACT,
                entities=officer.entities,
                acting_for_officer=officer.signer,
            )
        )
