"""Which registry a subcommand is about, and the options and outputs that all subcommands share."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from preflight.cli.options import add_setting_options, settings_from
from preflight.registries import REGISTRY_NAME, RegistryError, find_registry, open_registry

if TYPE_CHECKING:
    from preflight.authority.registry import Registry
    from preflight.config import Settings


def add_common_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare ``--registry``, ``--registry-timeout``, ``--config`` and ``--format``."""
    add_setting_options(parser, "registry", "registry-timeout")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def open_for_reading(arguments: argparse.Namespace) -> Registry:
    """Return the registry that is meant. Raises :class:`RegistryError`, also where there is none."""
    settings = _settings(arguments)
    return open_registry(_location(settings), timeout=settings.registry_timeout)


def registry_location(arguments: argparse.Namespace) -> str:
    """Return the path or URL of the registry that is meant. Raises :class:`RegistryError`."""
    return _location(_settings(arguments))


def path_for_writing(arguments: argparse.Namespace, *, create: bool = False) -> Path:
    """Return the path of the registry that is meant; with ``create``, a new one here where there is none.

    Raises :class:`RegistryError` for a registry that is not a file.
    """
    settings = _settings(arguments)
    location = settings.registry
    if location is None and create and find_registry(Path.cwd()) is None:
        return Path(REGISTRY_NAME)
    location = _location(settings)
    if "://" in location:
        raise RegistryError(
            f"The registry {location} is kept elsewhere; only a registry file can be written here.",
            remedy="Write to the file from which that address is served.",
        )
    return Path(location)


def _settings(arguments: argparse.Namespace) -> Settings:
    from preflight.config import ConfigurationError

    given = argparse.Namespace(**{**vars(arguments), "format": None})
    try:
        return settings_from(given)
    except ConfigurationError as error:
        raise RegistryError(str(error)) from None


def _location(settings: Settings) -> str:
    if settings.registry is not None:
        return settings.registry
    found = find_registry(Path.cwd())
    if found is None:
        raise RegistryError(
            f"There is no {REGISTRY_NAME} in this folder or above it.",
            remedy="Name the registry with --registry, or start one with `preflight registry add`.",
        )
    try:
        return str(found.relative_to(Path.cwd()))
    except ValueError:
        return str(found)


def report_error(error: RegistryError) -> None:
    """Print ``error`` and those that follow it on standard error, one a line."""
    for one in (error, *error.others):
        print(f"preflight: {one}", file=sys.stderr)


def print_json(value: Any) -> None:
    """Print ``value`` as JSON for programs."""
    print(json.dumps(value, indent=2, ensure_ascii=False))
