"""The page on the format says what the builder does."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from preflight.authority.instruments import InstrumentType, TermRule
from preflight.registries.event_fields import EVENT_TYPES
from preflight.registries.instrument_fields import INSTRUMENT_FIELDS

PAGE = Path(__file__).parents[2] / "docs" / "registry.md"


@pytest.fixture
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_the_whole_registry_of_the_page_is_good(build, page):
    (example,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    registry = build(example)
    assert [instrument.id for instrument in registry.instruments] == ["lewis-2024", "anders-2024"]
    assert [event.id for event in registry.events] == ["sommer-leaves"]


@pytest.mark.parametrize("word", sorted({*INSTRUMENT_FIELDS, *EVENT_TYPES, *InstrumentType}))
def test_every_field_and_type_is_explained(page, word):
    assert f"`{word}`" in page


@pytest.mark.parametrize("rule", TermRule)
def test_every_term_rule_is_explained(page, rule):
    assert re.search(rf"[`\"]{rule}[`\"]", page)


@pytest.mark.parametrize("kind", sorted(EVENT_TYPES))
def test_every_field_of_an_event_is_explained(page, kind):
    (row,) = [
        line for line in page.splitlines() if line.startswith("| `") and f"`{kind}`" in line.split("|")[1]
    ]
    shown = {
        {"from": "start", "to": "end"}.get(name, name) for name in re.findall(r"`(\w+)`", row.split("|")[2])
    }
    assert shown == set(EVENT_TYPES[kind].readers)


def test_every_shorthand_for_an_attorney_and_a_term_is_good(build, sample, page):
    objects = re.findall(r"^\| `(\{.*?\})` \|", page, re.MULTILINE)
    power = sample["instruments"][0]
    for written in objects:
        value = json.loads(written)
        is_term = {"rule", "until", "through"} & set(value)
        document = {
            **sample,
            "instruments": [{**power, **({"term": [value]} if is_term else {"attorneys": [value]})}],
        }
        assert len(build(document).instruments) == 1, written
    assert len(objects) >= 12
