"""Hold the recorded digests against the papers.

Paths are read from the registry's folder. Exit status 0 all papers are as recorded, 1 one is missing or has
changed, 2 the registry cannot be read.
"""

from __future__ import annotations

import argparse
from collections import Counter

from preflight.cli.registry.location import add_common_arguments, print_json, registry_location
from preflight.registries import RegistryError, open_registry
from preflight.registries.papers import paper_states


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    add_common_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the state of each instrument's paper and return the exit status."""
    location = registry_location(arguments)
    if "://" in location:
        raise RegistryError(
            "The papers of a registry that is kept elsewhere cannot be looked at from here.",
            remedy="Run the command where the registry file and its papers are.",
        )
    registry = open_registry(location)
    found = paper_states(registry, location)
    states = [
        (instrument.id, found[instrument.id].value, instrument.document.path if instrument.document else None)
        for instrument in registry.instruments
    ]
    counts = Counter(state for _, state, _ in states)
    if arguments.format == "json":
        print_json([{"id": name, "state": state, "path": path} for name, state, path in states])
    else:
        for name, state, path in states:
            print(f"{state:<10} {name}" + (f"  {path}" if path else ""))
        print(", ".join(f"{count} {state}" for state, count in sorted(counts.items())) or "no instruments")
    return 1 if counts["missing"] or counts["changed"] else 0
