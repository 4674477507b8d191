"""Options that several commands share, and the step from parsed options to settings."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from preflight.config import ConfigurationError, Settings, load_settings

if TYPE_CHECKING:
    from preflight.plugins import Plugins


def add_setting_options(parser: argparse.ArgumentParser, *names: str) -> None:
    """Add ``--NAME`` for each of the settings ``names``, and ``--config``; help comes from the settings."""
    from preflight.config import SETTINGS

    by_name = {setting.name: setting for setting in SETTINGS}
    for name in names:
        parser.add_argument(f"--{name}", help=by_name[name].help, default=None, metavar=_metavar(name))
    parser.add_argument("--config", metavar="FILE", help="configuration file (default: the nearest one)")


def add_plugin_options(parser: argparse.ArgumentParser) -> None:
    """Add ``--disable-plugin NAME`` and ``--no-plugins``."""
    parser.add_argument(
        "--disable-plugin",
        action="append",
        dest="disable_plugins",
        metavar="NAME",
        help="do not load this plugin (may be repeated)",
    )
    parser.add_argument(
        "--no-plugins",
        action="store_const",
        const=False,
        dest="third_party_plugins",
        help="load no third-party plugin",
    )


def add_listing_options(parser: argparse.ArgumentParser) -> None:
    """Add what the commands that list something share: ``--format text|json`` and ``--config``."""
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", dest="listing", help="text (default) or json"
    )
    parser.add_argument("--config", metavar="FILE", help="configuration file (default: the nearest one)")


def settings_from(arguments: argparse.Namespace) -> Settings:
    """Return the settings for the parsed ``arguments``.

    Raises :class:`~preflight.config.ConfigurationError`.
    """
    from preflight.config import SETTINGS

    flags = {setting.name: getattr(arguments, setting.name.replace("-", "_"), None) for setting in SETTINGS}
    return load_settings(flags, file=Path(arguments.config) if arguments.config else None)


def plugins_for(settings: Settings) -> Plugins:
    """Load the plugins that ``settings`` want; what is wrong with them stands in ``Plugins.findings``."""
    from preflight.plugins import load_plugins

    return load_plugins(
        disabled=settings.disabled_plugins,
        third_party=settings.third_party_plugins,
        required=settings.required_plugins,
    )


def report_broken_plugins(plugins: Plugins) -> int:
    """Print what is wrong with the plugins on standard error; return 2 if anything is, else 0."""
    for finding in plugins.findings:
        print(f"preflight: {finding.rule.id} {finding.message}", file=sys.stderr)
        print(f"    {finding.remedy}", file=sys.stderr)
    return 2 if plugins.findings else 0


def print_json(document: object) -> None:
    """Print ``document`` as JSON for programs, readable by people."""
    import json

    print(json.dumps(document, indent=2))


def usage_error(message: str | ConfigurationError) -> int:
    """Print ``message`` on standard error and return exit status 2."""
    print(f"preflight: {message}", file=sys.stderr)
    return 2


def _metavar(name: str) -> str:
    return {
        "registry": "PATH|URL",
        "as-of": "DATE",
        "known-at": "DATE",
        "filing-date": "DATE",
        "fail-level": "LEVEL",
        "select": "RULES",
        "registry-timeout": "SECONDS",
    }.get(name, name.upper())
