"""Strict building of what an instrument grants: scope, term, capacities, delegation, and how it ends others.

Hundreds of owners sign the same words, so equal terms are built once and shared.
"""

from __future__ import annotations

import marshal
from typing import Any, NamedTuple

from preflight.authority.instruments import (
    Capacity,
    Delegation,
    DelegationRight,
    Delivery,
    RevocationClause,
    RevocationMethod,
    Revoker,
    ScopeClause,
    Supersession,
    Term,
    Tri,
)
from preflight.registries.errors import shown
from preflight.registries.fields import (
    Record,
    Wrong,
    check_fields,
    flag,
    missing,
    tri,
    within,
    word,
    word_of,
)
from preflight.registries.known import Known
from preflight.registries.scope_fields import build_scope, build_supersession
from preflight.registries.term_fields import build_term

_DELEGATION = frozenset(("right", "redelegation", "in_place_and_stead"))
_REVOCATION = frozenset(("method", "by", "delivery"))
_GRANT_FIELDS = ("scope", "supersedes", "term", "revocation", "capacities", "may_delegate")
_MOST_REMEMBERED = 4096

_ANY_CAPACITY = frozenset((Capacity.ANY,))
_UNSTATED_REVOCATION = RevocationClause()
_NO_DELEGATION = Delegation()


class Grant(NamedTuple):
    """The terms of an instrument's grant."""

    scope: tuple[ScopeClause, ...]
    supersedes: Supersession
    term: tuple[Term, ...]
    revocation: RevocationClause
    capacities: frozenset[Capacity]
    delegation: Delegation


def build_grant(record: Record, known: Known, *, is_delegation: bool) -> Grant:
    """Return the terms that ``record`` writes. Raises :class:`Wrong`.

    Terms are remembered in ``known`` under their exact JSON (``marshal`` tells ``1``, ``"1"`` and ``true``
    apart); names in them are resolved only once both tables of names are complete, so that the same JSON
    cannot come to mean something else.
    """
    written = [record.get(key, ...) for key in _GRANT_FIELDS]
    key = (is_delegation, marshal.dumps(written, 2))
    grant: Grant | None = known.grants.get(key)
    if grant is None:
        grant = _build(record, known, is_delegation=is_delegation)
        if len(known.grants) >= _MOST_REMEMBERED:
            known.grants.clear()
        known.grants[key] = grant
    return grant


def _build(record: Record, known: Known, *, is_delegation: bool) -> Grant:
    scope = build_scope(record, known)
    return Grant(
        scope=scope,
        supersedes=build_supersession(record, known, scope, is_delegation=is_delegation),
        term=build_term(record, known) if "term" in record else (),
        revocation=(
            within("revocation", _revocation, record["revocation"])
            if "revocation" in record
            else _UNSTATED_REVOCATION
        ),
        capacities=_capacities(record) if "capacities" in record else _ANY_CAPACITY,
        delegation=(
            within("may_delegate", _delegation, record["may_delegate"])
            if "may_delegate" in record
            else _NO_DELEGATION
        ),
    )


def _capacities(record: Record) -> frozenset[Capacity]:
    value = record["capacities"]
    if isinstance(value, str):
        return frozenset((word_of(value, Capacity, "capacities"),))
    if not isinstance(value, list) or not value:
        raise Wrong(
            ("capacities",), f'"any" or a list of capacities was expected, but {shown(value)} stands here.'
        )
    return frozenset(word_of(entry, Capacity, "capacities", index) for index, entry in enumerate(value))


def _revocation(value: Any) -> RevocationClause:
    if isinstance(value, str):
        return RevocationClause(word_of(value, RevocationMethod))
    check_fields(value, _REVOCATION, "revocation")
    by = value.get("by", Revoker.PRINCIPAL)
    return RevocationClause(
        method=word(value, "method", RevocationMethod, RevocationMethod.UNSTATED),
        by=(
            tuple(word_of(entry, Revoker, "by", index) for index, entry in enumerate(by))
            if isinstance(by, list)
            else (word_of(by, Revoker, "by"),)
        ),
        delivery=word(value, "delivery", Delivery, Delivery.UNSTATED),
    )


def _delegation(value: Any) -> Delegation:
    if value is True or value is False:
        return Delegation(DelegationRight.YES if value else DelegationRight.NO)
    if not isinstance(value, dict):
        return Delegation(word_of(value, DelegationRight))
    check_fields(value, _DELEGATION, "may_delegate")
    if "right" not in value:
        missing("right", "may_delegate", f"Use one of: {', '.join(DelegationRight)}.")
    return Delegation(
        right=word(value, "right", DelegationRight, DelegationRight.NO),
        redelegation=tri(value, "redelegation", Tri.UNSTATED),
        in_place_and_stead=flag(value, "in_place_and_stead", False),
    )
