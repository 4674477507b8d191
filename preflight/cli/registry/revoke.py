"""Record that a power was revoked.

Without --attorney it ends for all attorneys-in-fact. --delivered says who received it when: NAME=DATE,
all=DATE, or a date alone. A delivery learned of later: `preflight registry event delivery`.
Exit status 0 recorded, 2 not.
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from preflight.authority.instruments import RevocationForm, Revoker
from preflight.authority.registry import Registry
from preflight.cli.registry.location import add_common_arguments, path_for_writing
from preflight.cli.registry.naming import slug, taken_ids, unique
from preflight.cli.registry.recording import record_events
from preflight.cli.registry.values import date_argument
from preflight.registries import RegistryError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument("instrument", metavar="ID", help="id of the instrument that is revoked")
    parser.add_argument(
        "--executed", required=True, type=date_argument, metavar="DATE", help="day of writing"
    )
    parser.add_argument(
        "--attorney", action="append", default=[], metavar="NAME", help="only this attorney (may be repeated)"
    )
    parser.add_argument(
        "--delivered", action="append", default=[], metavar="NAME=DATE", help="who received it, and when"
    )
    parser.add_argument("--form", choices=[*RevocationForm], default=RevocationForm.SIGNED_WRITING)
    parser.add_argument("--by", choices=[*Revoker], default=Revoker.PRINCIPAL)
    parser.add_argument("--source", metavar="TEXT", help="where it is known from: path, accession number ...")
    parser.add_argument("--id", metavar="ID", help="id of the revocation (default: from the instrument's)")
    parser.add_argument(
        "--recorded", type=date_argument, default=date.today(), metavar="DATE", help="default: today"
    )
    add_common_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Append the revocation and return the exit status."""

    def events(registry: Registry) -> list[dict[str, Any]]:
        taken = taken_ids(registry)
        records: list[dict[str, Any]] = []
        for attorney in arguments.attorney or [None]:
            wanted = arguments.id or f"revocation-{slug(arguments.instrument)}"
            if arguments.id in taken:
                raise RegistryError(f'The id "{arguments.id}" is taken.', remedy="Choose another.")
            identity = unique(wanted, taken)
            taken.add(identity)
            record: dict[str, Any] = {
                "id": identity,
                "type": "revocation",
                "instrument": arguments.instrument,
                "attorney": attorney,
                "form": str(arguments.form),
                "executed": arguments.executed.isoformat(),
                "delivered": _delivered(arguments.delivered),
                "by": str(arguments.by),
                "source": arguments.source,
                "recorded": arguments.recorded.isoformat(),
            }
            records.append({name: value for name, value in record.items() if value is not None})
        return records

    return record_events(Path(path_for_writing(arguments)), events, arguments.format)


def _delivered(words: list[str]) -> dict[str, str] | None:
    """Return the deliveries as the registry writes them; a date alone is for all attorneys."""
    delivered: dict[str, str] = {}
    for word in words:
        name, separator, day = word.rpartition("=")
        name = name.strip() if separator else "all"
        name = "*" if name in ("all", "*") else name
        if name in delivered:
            raise RegistryError(
                f"Two deliveries to {name} are given.", remedy="Give one day for each attorney."
            )
        delivered[name] = day.strip()
    return delivered or None
