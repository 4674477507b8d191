"""Explain a rule: what it checks, why it matters, an example, and how to mend what it finds.

The text is the rule's page of the documentation. Rules of plugins that ship no page are explained from
what the plugin declares.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from preflight.cli.options import (
    add_listing_options,
    add_plugin_options,
    plugins_for,
    print_json,
    report_broken_plugins,
    settings_from,
    usage_error,
)
from preflight.config import ConfigurationError

if TYPE_CHECKING:
    from preflight.cli.rule_list import KnownRule

SUMMARY = "explain a rule: what it checks, why, and how to mend it"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("rule", nargs="?", metavar="RULE", help="a rule id, such as FNT001")
    what.add_argument("--all", action="store_true", help="every rule")
    add_listing_options(parser)
    add_plugin_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print one page, or all; status 2 for an unknown rule or broken plugins."""
    from preflight.cli.rule_list import find_rule, known_rules

    try:
        plugins = plugins_for(settings_from(arguments))
    except ConfigurationError as error:
        return usage_error(error)
    rules = known_rules(plugins)
    if arguments.all:
        if arguments.listing == "json":
            print_json([_data(known) for known in rules])
        else:
            print("\n".join(_page(known) for known in rules), end="")
        return report_broken_plugins(plugins)
    found = find_rule(arguments.rule, rules)
    if isinstance(found, str):
        report_broken_plugins(plugins)
        return usage_error(found)
    if arguments.listing == "json":
        print_json(_data(found))
    else:
        print(_page(found), end="")
    return 0


def _page(known: KnownRule) -> str:
    """The rule's page, or for a rule without one what its plugin declares, in the same order."""
    from preflight.resources import rule_page

    page = rule_page(known.rule.id)
    if page is not None:
        return page if page.endswith("\n") else page + "\n"
    rule = known.rule
    lines = [
        f"# {rule.id}: {rule.title}",
        "",
        f"Severity {rule.severity.label}, from the plugin {known.plugin}.",
    ]
    if rule.message:
        lines += ["", "## What it says", "", rule.message]
    if rule.remedy:
        lines += ["", "## How to mend", "", rule.remedy]
    if rule.source:
        lines += ["", "## Source", "", rule.source]
    return "\n".join(lines) + "\n"


def _data(known: KnownRule) -> dict[str, object]:
    return {**known.data(), "page": _page(known)}
