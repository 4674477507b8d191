"""Everyone who may sign for an owner: the same procedure, asked for each name that the registry knows.

``who_may_sign`` asks :func:`preflight.authority.decide.decide` as if each of them had signed in the capacity
that the registry gives them, so that this list and a later check of a filing cannot contradict each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from preflight.authority.agents import holders
from preflight.authority.decide import decide
from preflight.authority.decision import (
    AuthorityRequest,
    Decision,
    IssuerOnDraft,
    OwnerOnDraft,
    RelationshipBoxes,
    SignatureOnDraft,
)
from preflight.authority.exercise import demand
from preflight.authority.instruments import Attorney, AttorneyKind, Capacity
from preflight.authority.owners import appointments_of, officers_of, owner_grants
from preflight.authority.registry import Registry
from preflight.filing.names.folding import word_key
from preflight.filing.signatures.line import SigningRole

_FIDUCIARY_ROLES = {
    "trustee": SigningRole.TRUSTEE,
    "guardian": SigningRole.GUARDIAN,
    "conservator": SigningRole.CONSERVATOR,
    "custodian": SigningRole.CUSTODIAN,
}


def who_may_sign(
    registry: Registry,
    *,
    owner: OwnerOnDraft,
    issuer: IssuerOnDraft,
    form: str,
    day: date,
    now: date | None = None,
    known_at: date | None = None,
    capacities: tuple[Capacity, ...] = (),
    relationship: RelationshipBoxes | None = None,
) -> tuple[Decision, ...]:
    """Return a decision on everybody whom the registry names for ``owner``, best verdict first.

    ``day`` is the day of signing, ``now`` (default: the same) the day of the check. Attorneys who must act
    together are asked as if all of them signed: the decision's request names the others.
    """
    question = AuthorityRequest(
        owner=owner,
        issuer=issuer,
        form=form,
        signature=SignatureOnDraft("", day),
        now=max(day, now or day),
        capacities=capacities,
        known_at=known_at,
        relationship=relationship,
    )
    decisions = [
        decide(replace(question, signature=signature, co_signatures=others), registry)
        for signature, others in _signatures(registry.as_known_at(known_at), owner, day)
    ]
    decisions.sort(key=lambda found: (found.verdict.rank, found.request.signature.signer))
    return tuple(decisions)


def _signatures(
    registry: Registry, owner: OwnerOnDraft, day: date
) -> Iterator[tuple[SignatureOnDraft, tuple[SignatureOnDraft, ...]]]:
    """Each name once, in the capacity in which it is recorded, with those who must act together with it."""
    found = owner_grants(registry, owner)
    asked: dict[str, tuple[SignatureOnDraft, dict[str, None]]] = {}

    def add(name: str, role: SigningRole, title: str | None = None) -> None:
        asked.setdefault(word_key(name), (SignatureOnDraft(name, day, role, title), {}))

    if not found.is_entity:
        names = sorted(found.names)
        if names:
            add(found.person.name or names[0], SigningRole.UNSTATED)
    for grant in found.grants:
        named = [name for attorney in grant.attorneys for name in _names(registry, attorney, day)]
        for name in named:
            add(name, SigningRole.ATTORNEY_IN_FACT)
            if demand(grant).is_joint:
                asked[word_key(name)][1].update(dict.fromkeys(other for other in named if other != name))
    for officer in officers_of(registry, found.person):
        add(officer.person, SigningRole.OFFICER, officer.title)
    for appointment in appointments_of(registry, found.person):
        role = _FIDUCIARY_ROLES.get(word_key(appointment.role), SigningRole.EXECUTOR)
        add(appointment.person, role)
    for signature, fellows in asked.values():
        others = tuple(
            SignatureOnDraft(name, day, SigningRole.ATTORNEY_IN_FACT, position=position)
            for position, name in enumerate(fellows, 2)
        )
        yield signature, others


def _names(registry: Registry, attorney: Attorney, day: date) -> Iterator[str]:
    """The people (and firms) who may act as this attorney on ``day``."""
    if attorney.kind in (AttorneyKind.PERSON, AttorneyKind.FIRM):
        yield attorney.name
    if attorney.kind is not AttorneyKind.PERSON:
        yield from (holder.person for holder in holders(registry, attorney) if holder.covers(day))
