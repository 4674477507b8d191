"""Show every setting, its value, and where the value comes from.

Flags beat environment variables (PREFLIGHT_NAME), which beat the configuration file, which beats the
defaults. The file is the nearest preflight.toml, or pyproject.toml with a table [tool.preflight].
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date

from preflight.cli.options import add_listing_options, print_json, settings_from, usage_error
from preflight.config import ConfigurationError, Settings
from preflight.findings import Severity

SUMMARY = "show every setting and where its value comes from"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    add_listing_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the settings; status 2 where they cannot be used."""
    try:
        settings = settings_from(arguments)
    except ConfigurationError as error:
        return usage_error(error)
    if arguments.listing == "json":
        print_json(_data(settings))
    else:
        print("\n".join(_lines(settings)))
    return 0


def _lines(settings: Settings) -> Iterator[str]:
    yield f"configuration file: {settings.file or 'none found'}"
    width = max(map(len, settings.values))
    for name, value in settings.values.items():
        yield f"{name:<{width}}  {_shown(value)}  ({settings.origins[name]})"
    for plugin, table in settings.plugin_settings.items():
        for name, value in table.items():
            yield f"plugins.{plugin}.{name}  {value!r}  ({settings.file})"
    for entry in settings.suppressions:
        limits = "".join(
            f", {name} {value}"
            for name, value in (
                ("files", entry.files),
                ("element", entry.element),
                ("fingerprint", entry.fingerprint),
                ("until", entry.until),
            )
            if value is not None
        )
        yield f"suppress  {entry.rule}{limits}: {entry.reason}  ({settings.file})"


def _data(settings: Settings) -> dict[str, object]:
    return {
        "file": None if settings.file is None else str(settings.file),
        "settings": [
            {"name": name, "value": _plain(value), "origin": settings.origins[name]}
            for name, value in settings.values.items()
        ],
        "plugins": {
            plugin: {name: str(value) for name, value in table.items()}
            for plugin, table in settings.plugin_settings.items()
        },
        "suppressions": [
            {
                "rule": entry.rule,
                "reason": entry.reason,
                "files": entry.files,
                "element": entry.element,
                "fingerprint": entry.fingerprint,
                "until": None if entry.until is None else entry.until.isoformat(),
            }
            for entry in settings.suppressions
        ],
    }


def _plain(value: object) -> object:
    """A setting's value as JSON has it."""
    if isinstance(value, Severity):
        return value.label
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _shown(value: object) -> str:
    plain = _plain(value)
    if plain is None or plain == []:
        return "-"
    if isinstance(plain, bool):
        return "true" if plain else "false"
    return ", ".join(map(str, plain)) if isinstance(plain, list) else str(plain)
