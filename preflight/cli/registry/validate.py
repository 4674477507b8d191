"""Check the registry's format, with a place for each error.

The strict builder and the JSON Schema both run, whatever passed before. Exit status 0 the registry is good,
1 it is not, 2 it cannot be read at all.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from preflight.cli.registry.location import add_common_arguments, print_json, registry_location
from preflight.registries import RegistryError, open_registry
from preflight.registries.build import build_registry
from preflight.registries.file import read_bounded
from preflight.registries.guard import SCHEMA, check_schema
from preflight.resources import schema_path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument("file", nargs="?", metavar="FILE", help="the registry file (default: as --registry)")
    add_common_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print every error, or what the registry holds, and return the exit status."""
    location = arguments.file or registry_location(arguments)
    if "://" in location:
        registry = open_registry(location)
    else:
        content = read_bounded(Path(location))
        try:
            registry = build_registry(content, location)
            check_schema(content, location, json.loads(schema_path(SCHEMA).read_bytes()))
        except RegistryError as error:
            return _report((error, *error.others), location, arguments.format)
    if arguments.format == "json":
        print_json({"location": location, "valid": True, "digest": registry.digest, "errors": []})
    else:
        print(
            f"{location}: {len(registry.instruments)} instruments and {len(registry.events)} events, "
            f"no error (SHA-256 {registry.digest})"
        )
    return 0


def _report(errors: tuple[RegistryError, ...], location: str, output: str) -> int:
    if output == "json":
        rows = [
            {
                "line": error.place.line if error.place else None,
                "column": error.place.column if error.place else None,
                "pointer": error.place.element if error.place else None,
                "message": error.message,
                "remedy": error.remedy,
            }
            for error in errors
        ]
        print_json({"location": location, "valid": False, "digest": None, "errors": rows})
        return 1
    for error in errors:
        where = f" (at {error.place.element})" if error.place and error.place.element else ""
        print(f"{error.place or location}: {error.message}{where}")
        if error.remedy:
            print(f"    {error.remedy}")
    print(f"{len(errors)} error{'s' if len(errors) != 1 else ''}")
    return 1
