"""List the plugins: name, version, where each comes from, its state, its rules and its settings."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
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
    from preflight.plugins import PluginInfo

SUMMARY = "list the plugins, where they come from, and their settings"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    add_listing_options(parser)
    add_plugin_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the plugins; status 2 where one of them is broken or missing."""
    try:
        plugins = plugins_for(settings_from(arguments))
    except ConfigurationError as error:
        return usage_error(error)
    if arguments.listing == "json":
        print_json([_data(info) for info in plugins.infos.values()])
    else:
        for info in plugins.infos.values():
            print("\n".join(_lines(info)))
    return report_broken_plugins(plugins)


def _lines(info: PluginInfo) -> Iterator[str]:
    version = f" {info.version}" if info.version else ""
    yield f"{info.name}{version}  {info.state}  ({info.origin}, {info.module})"
    if info.rules:
        yield f"    rules     {', '.join(sorted(rule.id for rule in info.rules))}"
    for option in (info.options or {}).values():
        kind = f"{option.kind.__name__}, default {option.default!r}"
        yield f"    setting   {option.name} ({kind}): {option.help}"


def _data(info: PluginInfo) -> dict[str, object]:
    return {
        "name": info.name,
        "version": info.version,
        "origin": info.origin,
        "module": info.module,
        "state": info.state,
        "rules": sorted(rule.id for rule in info.rules),
        "settings": [
            {
                "name": option.name,
                "type": option.kind.__name__,
                "default": repr(option.default),
                "help": option.help,
            }
            for option in (info.options or {}).values()
        ],
    }
