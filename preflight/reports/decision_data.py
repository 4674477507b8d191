"""Decisions as data: whole, so that an auditor can replay the question and compare the answer.

Every field of the request and of the answer is there, under the names of
:mod:`preflight.authority.decision`; ``schemas/report.schema.json`` describes the result and refuses
anything else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

from preflight.authority.decision import Decision, Path
from preflight.authority.reasons import ReasonDetail, describe

if TYPE_CHECKING:
    from preflight.authority.questions import OwnerDecision


def owner_decision_data(owner_decision: OwnerDecision) -> dict[str, Any]:
    """Return the decisions on one owner; ``best`` is the index of the answer that counts."""
    owner = owner_decision.owner
    return {
        "owner": {
            "position": owner.position,
            "cik": None if owner.cik is None else owner.cik.text,
            "name": None if owner.name is None else owner.name.text,
        },
        "verdict": owner_decision.verdict.value,
        "code": owner_decision.code.value,
        "best": owner_decision.answers.index(owner_decision.best),
        "answers": [decision_data(answer) for answer in owner_decision.answers],
    }


def decision_data(decision: Decision) -> dict[str, Any]:
    """Return one decision: the request, the verdict, the chain or the rejected candidates, with reasons."""
    return {
        "request": plain(decision.request),
        "verdict": decision.verdict.value,
        "code": decision.code.value,
        "reasons": _reasons(decision.reasons),
        "notes": _reasons(decision.notes),
        "chain": plain(decision.chain),
        "alternative_chains": plain(decision.alternative_chains),
        "candidates": [_candidate(path) for path in decision.candidates],
        # Not the number of tests: it depends on what the same run asked before.
        "trace": {"worlds": decision.trace.worlds, "gave_up": decision.trace.gave_up},
        "way_out": decision.way_out,
        "registry": {"location": decision.registry_location, "digest": decision.registry_digest},
        "owner_verdict": plain(decision.owner_verdict),
        "owner_code": plain(decision.owner_code),
    }


def _candidate(path: Path) -> dict[str, Any]:
    return {
        "links": plain(path.links),
        "verdict": path.verdict.value,
        "reasons": _reasons(path.reasons),
    }


def _reasons(reasons: Iterable[ReasonDetail]) -> list[dict[str, Any]]:
    return [
        {
            "code": reason.code.value,
            "verdict": plain(reason.verdict),
            "instrument": reason.instrument,
            "values": dict(reason.values),
            "sentence": describe(reason),
        }
        for reason in reasons
    ]


def plain(value: Any) -> Any:
    """Return a frozen value of this package as JSON has it.

    Dataclasses become objects under their fields' names, enumerations their words, dates ``YYYY-MM-DD``,
    tuples lists, and sets sorted lists. Raises ``TypeError`` for anything else.
    """
    if value is None or isinstance(value, bool | int) or type(value) is str:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, frozenset):
        return sorted(plain(item) for item in value)
    if hasattr(value, "__dataclass_fields__"):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"a value of type {type(value).__name__} has no place in a report")
