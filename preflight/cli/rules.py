"""List every rule that a run may report, with its severity, its title and the plugin that it comes from."""

from __future__ import annotations

import argparse

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

SUMMARY = "list every rule with its severity and plugin"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    add_listing_options(parser)
    add_plugin_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the rules; status 2 where a plugin is broken and the list therefore not complete."""
    from preflight.cli.rule_list import known_rules

    try:
        plugins = plugins_for(settings_from(arguments))
    except ConfigurationError as error:
        return usage_error(error)
    rules = known_rules(plugins)
    if arguments.listing == "json":
        print_json([known.data() for known in rules])
    else:
        for known in rules:
            rule = known.rule
            print(f"{rule.id:<9} {rule.severity.label:<7}  {rule.title}  [{known.plugin}]")
    return report_broken_plugins(plugins)
