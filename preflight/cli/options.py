"""Options that several commands share, and the step from parsed options to settings."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from preflight.config import ConfigurationError, Settings, load_settings


def add_setting_options(parser: argparse.ArgumentParser, *names: str) -> None:
    """Add ``--NAME`` for each of the settings ``names``, and ``--config``; help comes from the settings."""
    from preflight.config import SETTINGS

    by_name = {setting.name: setting for setting in SETTINGS}
    for name in names:
        parser.add_argument(f"--{name}", help=by_name[name].help, default=None, metavar=_metavar(name))
    parser.add_argument("--config", metavar="FILE", help="configuration file (default: the nearest one)")


def settings_from(arguments: argparse.Namespace, **further: Any) -> Settings:
    """Return the settings for the parsed ``arguments``; ``further`` are flags given in another way.

    Raises :class:`~preflight.config.ConfigurationError`.
    """
    from preflight.config import SETTINGS

    flags = {setting.name: getattr(arguments, setting.name.replace("-", "_"), None) for setting in SETTINGS}
    flags.update(further)
    return load_settings(flags, file=Path(arguments.config) if arguments.config else None)


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
