"""Every rule that a built-in plugin may report has a page with the fixed sections, and says what it is."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType

import pytest

import preflight
from preflight.engine import ENGINE_RULES
from preflight.findings import Rule
from preflight.resources import rule_page

PAGES = Path(__file__).parents[1] / "docs" / "rules"
SECTIONS = [
    "## What it checks",
    "## Why",
    "## Example",
    "## How to mend",
    "## When it is silent",
    "## Source",
]


def plugin_modules() -> list[ModuleType]:
    """Every module of the package that declares rules by the hook ``preflight_rules``."""
    names = [
        module.name
        for package in ("checks", "registries")
        for module in walk_packages(
            import_module(f"preflight.{package}").__path__, f"{preflight.__name__}.{package}."
        )
    ]
    modules = [import_module(name) for name in names]
    return [module for module in modules if hasattr(module, "preflight_rules")]


def declared_rules() -> list[Rule]:
    """The rules of the built-in plugins and of the engine, as they come."""
    return [*(rule for module in plugin_modules() for rule in module.preflight_rules()), *ENGINE_RULES]


RULES = {rule.id: rule for rule in declared_rules()}
each_rule = pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())


def facts(page: str) -> dict[str, str]:
    """The fact table of a page, its first column as keys."""
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", page, re.MULTILINE)
    return {key.strip().lower(): value.strip() for key, value in rows}


def test_no_id_is_claimed_twice() -> None:
    ids = [rule.id for rule in declared_rules()]
    assert sorted({id for id in ids if ids.count(id) > 1}) == []


def test_no_page_is_left_over() -> None:
    """A page without a rule would explain what nothing reports."""
    assert sorted(path.stem for path in PAGES.glob("*.md") if path.stem not in RULES) == []


@each_rule
def test_a_rule_says_what_it_is(rule: Rule) -> None:
    """A family of three characters (F30 is one) and three digits, a title without a full stop, a source."""
    assert re.fullmatch(r"[A-Z][A-Z0-9]{2}[0-9]{3}", rule.id)
    assert rule.title
    assert not rule.title.endswith(".")
    assert rule.source


@each_rule
def test_a_rule_has_a_page_with_the_fixed_sections(rule: Rule) -> None:
    page = rule_page(rule.id)
    assert page is not None, f"docs/rules/{rule.id}.md is missing"
    assert page.splitlines()[0] == f"# {rule.id}: {rule.title}"
    assert re.findall(r"^## .*$", page, re.MULTILINE) == SECTIONS
    for section in re.split(r"^## .*$", page, flags=re.MULTILINE)[1:]:
        assert section.strip()


@each_rule
def test_a_page_states_the_facts_of_its_rule(rule: Rule) -> None:
    """Severity, forms, first version, and whether the rule can be suppressed."""
    stated = facts(rule_page(rule.id) or "")
    assert stated["severity"].lower().startswith(rule.severity.label)
    assert stated["forms"]
    assert stated["since"] == "0.1.0"
    assert stated["can be suppressed"].lower().startswith("yes" if rule.suppressible else "no")


@each_rule
def test_a_page_shows_a_wrong_and_a_right_example(rule: Rule) -> None:
    page = rule_page(rule.id) or ""
    example = page.partition("## Example")[2].partition("## How to mend")[0]
    assert len(re.findall(r"^```\w+$", example, re.MULTILINE)) >= 2
    assert example.count("```") % 2 == 0
