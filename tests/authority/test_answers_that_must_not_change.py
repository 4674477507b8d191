"""Changes to a registry that must not change an answer: order, strangers, other names, other days."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from preflight.authority.decide import decide
from preflight.authority.registry import Registry
from preflight.registries.build import build_registry

_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_FOUR_YEARS = timedelta(days=4 * 365 + 1)
_CALENDAR_BOUND = ("term::tail", "term::one-year")
"""Vectors that turn on the calendar itself (holidays, 29 February): moving them moves the boundary."""
_NEW_NAMES = {
    "Avery Proxy": "Jordan Underhill",
    "Blake Deputy": "Morgan Overfield",
    "Casey Third": "Riley Nethercote",
    "Drew Delegate": "Sasha Brandreth",
    "Emery Second": "Robin Featherstone",
    "Nora Quill": "Ingrid Halvorsen",
    "Otto Marsh": "Lorenz Castellane",
}
_STRANGERS: dict[str, Any] = {
    "people": [{"name": "Ursula Unrelated", "cik": "0009990001"}],
    "instruments": [
        {
            "id": f"unrelated-{number}",
            "type": "power_of_attorney",
            "executed": "2024-05-06",
            "principal": {"name": f"Unrelated Owner {word}", "cik": f"00099910{number:02}"},
            "attorneys": [f"Unrelated Attorney {word}", "Everybodys Lawyer"],
            "exercise": "several",
            "scope": [{"forms": ["3", "4", "5"], "issuers": ["0009500001"]}],
            "supersedes": "all",
        }
        for number, word in enumerate(("Alpha", "Bravo", "Charlie", "Delta"))
    ],
    "events": [
        {"id": "unrelated-death", "type": "death", "person": "Ursula Unrelated", "date": "2024-01-01"},
        {
            "id": "unrelated-end",
            "type": "revocation",
            "instrument": "unrelated-1",
            "executed": "2024-05-07",
            "delivered": "2024-05-07",
        },
    ],
}


def rebuilt(document: dict[str, Any]) -> Registry:
    """Build a registry document."""
    return build_registry(json.dumps(document).encode(), "changed")


def summary(request: Any, registry: Registry) -> tuple[Any, ...]:
    """What of an answer must stay."""
    decision = decide(request, registry)
    chain = [link.instrument for link in decision.chain]
    return decision.verdict, decision.code, set(decision.note_codes), chain


def test_order_of_records(vector: Any) -> None:
    """Records may stand in any order."""
    dice = Random(vector.id)
    registry = Registry(
        dice.sample(vector.registry.instruments, len(vector.registry.instruments)),
        dice.sample(vector.registry.events, len(vector.registry.events)),
        dice.sample(vector.registry.issuers, len(vector.registry.issuers)),
        dice.sample(vector.registry.people, len(vector.registry.people)),
    )
    assert summary(vector.request, registry) == summary(vector.request, vector.registry)


def test_unrelated_records(vector: Any) -> None:
    """Papers and events of people who have nothing to do with the owner add nothing."""
    document = dict(vector.document["registry"])
    for section, records in _STRANGERS.items():
        document[section] = [*records[:2], *document.get(section, ()), *records[2:]]
    assert summary(vector.request, rebuilt(document)) == summary(vector.request, vector.registry)


def test_other_names(vector: Any, build_request: Any) -> None:
    """Who the people are does not matter."""
    text = json.dumps(vector.document)
    for old, new in _NEW_NAMES.items():
        text = text.replace(old, new)
    document = json.loads(text)
    renamed = summary(build_request(document["request"]), rebuilt(document["registry"]))
    if vector.id.startswith("names::") or "weak" in vector.id or "former" in vector.id:
        pytest.skip("turns on the letters of a name")
    assert renamed == summary(vector.request, vector.registry)


def test_other_days(vector: Any, build_request: Any) -> None:
    """When it happens does not matter: all days moved by four years, leap day and all."""
    if vector.id.startswith(_CALENDAR_BOUND):
        pytest.skip("turns on the calendar")

    def moved(match: re.Match[str]) -> str:
        return (date.fromisoformat(match[0]) + _FOUR_YEARS).isoformat()

    document = json.loads(_DAY.sub(moved, json.dumps(vector.document)))
    shifted = summary(build_request(document["request"]), rebuilt(document["registry"]))
    assert shifted == summary(vector.request, vector.registry)


def test_asking_twice(vector: Any) -> None:
    """What was asked before does not change an answer."""
    first = decide(vector.request, vector.registry)
    again = decide(vector.request, vector.registry)
    assert (again.verdict, again.reasons, again.notes, again.chain, again.candidates, again.way_out) == (
        first.verdict,
        first.reasons,
        first.notes,
        first.chain,
        first.candidates,
        first.way_out,
    )
