"""The examples on the schema rules' pages: the wrong one breaks exactly its rule, the right one none."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from preflight.checks.schema.rules import SCH021, SCH022, SCH023, SCHEMA_RULES
from preflight.resources import rule_page

WITHOUT_A_FRAGMENT = {"DOC010", SCH021.id, SCH022.id, SCH023.id}
"""Rules whose example is not a fragment of a draft."""
RULES = [rule.id for rule in SCHEMA_RULES if rule.id not in WITHOUT_A_FRAGMENT]


def examples(rule_id: str) -> tuple[str, str]:
    """The wrong and the right fragment of the page."""
    wrong, right = re.findall(r"^```xml\n(.*?)\n```$", rule_page(rule_id) or "", re.MULTILINE | re.DOTALL)
    return wrong, right


@pytest.mark.parametrize("rule_id", RULES)
def test_the_example_shows_the_rule(rule_id, cases, build_draft, as_bytes, check_schema):
    case = next(case for case in cases if str(case) == "4-draft-full")
    wrong, right = examples(rule_id)
    place = etree.fromstring(right).tag

    def with_fragment(fragment: str) -> bytes:
        root = build_draft(case)
        next(root.iter(place)).getparent().replace(next(root.iter(place)), etree.fromstring(fragment))
        return as_bytes(root)

    assert [finding.rule.id for finding in check_schema(with_fragment(wrong))] == [rule_id]
    assert check_schema(with_fragment(right)) == []
