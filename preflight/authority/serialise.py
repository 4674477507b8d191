"""Requests read back from a JSON report, so that a decision can be replayed years later.

A request is all that :func:`preflight.authority.decide.decide` is asked, beside the registry; together with
the registry's digest it says what has to be at hand to get the same answer again. Reports write it field by
field (``preflight.reports.decision_data``): days are ``YYYY-MM-DD``, enumerations their words.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from preflight.authority.decision import (
    AuthorityRequest,
    EntityOnLine,
    IssuerOnDraft,
    OwnerOnDraft,
    RelationshipBoxes,
    SignatureOnDraft,
)
from preflight.authority.instruments import Capacity, PartyKind
from preflight.filing.signatures.line import LineStatus, SigningRole


def request_from_json(record: Mapping[str, Any]) -> AuthorityRequest:
    """Return the request that a report wrote as ``record``.

    Raises ``KeyError``, ``TypeError`` or ``ValueError`` where the record is not one.
    """
    owner, issuer = dict(record["owner"]), dict(record["issuer"])
    kind = owner.pop("kind", None)
    boxes = record.get("relationship")
    return AuthorityRequest(
        owner=OwnerOnDraft(**owner, kind=None if kind is None else PartyKind(kind)),
        issuer=IssuerOnDraft(**issuer),
        form=record["form"],
        signature=_signature(record["signature"]),
        now=date.fromisoformat(record["now"]),
        capacities=tuple(Capacity(word) for word in record.get("capacities", ())),
        co_signatures=tuple(_signature(other) for other in record.get("co_signatures", ())),
        filing_date=_day(record.get("filing_date")),
        known_at=_day(record.get("known_at")),
        relationship=None if boxes is None else RelationshipBoxes(**boxes),
        attached=tuple(record.get("attached", ())),
        stale_after_years=record.get("stale_after_years"),
    )


def _signature(record: Mapping[str, Any]) -> SignatureOnDraft:
    values: dict[str, Any] = {
        name: tuple(entry) if isinstance(entry, list) else entry for name, entry in record.items()
    }
    values["signed_on"] = _day(record["signed_on"])
    values["role"] = SigningRole(record["role"])
    values["status"] = LineStatus(record["status"])
    values["entities"] = tuple(
        EntityOnLine(entity["name"], SigningRole(entity["role"])) for entity in record["entities"]
    )
    return SignatureOnDraft(**values)


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)
