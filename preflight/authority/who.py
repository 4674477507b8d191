"""Everyone who may sign for an owner: the same procedure, asked for each name that the registry knows.

``who_may_sign`` asks :func:`preflight.authority.decide.decide` as if each of them had signed in the capacity
that the registry gives them, so that this list and a later check of a filing cannot contradict each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from preflight.authority.decide import decide
from preflight.authority.decision import (
    AuthorityRequest,
    Decision,
    IssuerOnDraft,
    OwnerOnDraft,
    RelationshipBoxes,
    SignatureOnDraft,
)
from preflight.authority.instruments import Capacity
from preflight.authority.owners import owner_grants
from preflight.authority.registry import Registry
from preflight.authority.signers import candidates, named_owner, same_person
from preflight.filing.signatures.line import SigningRole


def who_may_sign(
    registry: Registry,
    *,
    owner: OwnerOnDraft,
    issuer: IssuerOnDraft,
    form: str,
    day: date,
    now: date | None = None,
    known_at: date | None = None,
    filing_date: date | None = None,
    capacities: tuple[Capacity, ...] = (),
    relationship: RelationshipBoxes | None = None,
) -> tuple[Decision, ...]:
    """Return a decision on everybody whom the registry names for ``owner``, best verdict first.

    ``day`` is the day of signing, ``now`` (default: the same) the day of the check. Somebody who may not
    sign alone is asked as if those whom the paper wants as well signed, too: the decision's request names
    them as ``co_signatures``. An individual owner stands in the list; an office without a recorded holder
    stands under its own name. Each person is listed once, with the best answer.
    """
    known = registry.as_known_at(known_at)
    question = AuthorityRequest(
        owner=named_owner(known, owner),
        issuer=issuer,
        form=form,
        signature=SignatureOnDraft("", day),
        now=max(day, now or day),
        capacities=capacities,
        filing_date=filing_date,
        known_at=known_at,
        relationship=relationship,
    )
    decisions = [
        decide(replace(question, signature=candidate.signature, co_signatures=candidate.together), registry)
        for candidate in candidates(known, question.owner, day)
    ]
    best = _one_each(known, question.owner, decisions, day)
    return tuple(sorted(best, key=lambda found: (found.verdict.rank, found.request.signature.signer)))


def is_owner(decision: Decision) -> bool:
    """Return whether a decision of :func:`who_may_sign` is the one on the owner's own signature."""
    return decision.request.signature.role is SigningRole.UNSTATED


def _one_each(
    registry: Registry, owner: OwnerOnDraft, decisions: Iterable[Decision], day: date
) -> list[Decision]:
    """The best decision on each person; names that the procedure joins are one person's."""
    found = owner_grants(registry, owner)
    best: dict[frozenset[str], Decision] = {}
    for decision in sorted(decisions, key=lambda each: (each.verdict.rank, len(each.request.co_signatures))):
        names = same_person(registry, found, decision.request.signature.signer, day)
        if all(names.isdisjoint(taken) for taken in best):
            best[names] = decision
    return list(best.values())
