"""Record a death, departure, delivery, end of duty, or another event that bears on authority.

The event's fields are given as NAME=VALUE, as in

    preflight registry event death person="Jane Roe" date=2026-03-01
    preflight registry event departure person="Jane Roe" organisation=ACME date=2026-03-31
    preflight registry event duty-ended owner=1234567 issuer=7654321 date=2026-06-30
    preflight registry event incumbency title=Treasurer organisation=ACME person="Jo Day" from=2026-01-01
    preflight registry event delivery revocation=revocation-roe to="Jane Roe" date=2026-03-05

A delivery repeats the revocation with the day of receipt (to: an attorney, or all): what was recorded
before stays as it is. Exit status 0 recorded, 2 not.
"""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from preflight.authority.instruments import Revocation
from preflight.authority.registry import Registry
from preflight.cli.registry.location import add_common_arguments, path_for_writing
from preflight.cli.registry.naming import slug, taken_ids, unique
from preflight.cli.registry.recording import record_events
from preflight.cli.registry.values import assignment, date_argument
from preflight.registries import RegistryError
from preflight.registries.encode import encode_event
from preflight.registries.event_fields import EVENT_TYPES
from preflight.registries.fields import suggest

_OTHER_NAMES = {
    "departure": "status_end",
    "duty-ended": "obligation_ended",
    "duty_ended": "obligation_ended",
}
_NAMES = (*EVENT_TYPES, "delivery", "departure", "duty-ended")
_DELIVERY_FIELDS = ("revocation", "to", "date", "source", "id")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument("type", metavar="TYPE", help=", ".join(_NAMES))
    parser.add_argument("fields", nargs="+", type=assignment, metavar="NAME=VALUE")
    parser.add_argument(
        "--recorded", type=date_argument, default=date.today(), metavar="DATE", help="default: today"
    )
    add_common_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Append the event and return the exit status."""
    kind = arguments.type if arguments.type in _OTHER_NAMES else arguments.type.replace("-", "_")
    kind = _OTHER_NAMES.get(kind, kind)
    fields: dict[str, str] = {}
    for name, value in arguments.fields:
        if name in fields:
            raise RegistryError(f'The field "{name}" is given twice.', remedy="Give it once.")
        fields[name] = value
    recorded = arguments.recorded.isoformat()
    if kind == "revocation":
        raise RegistryError(
            "A revocation is recorded with a command of its own.", remedy="Use `preflight registry revoke`."
        )
    if kind != "delivery" and kind not in EVENT_TYPES:
        raise RegistryError(f'"{arguments.type}" is no type of event.', remedy=suggest(kind, _NAMES))

    def events(registry: Registry) -> list[dict[str, Any]]:
        if kind == "delivery":
            return [{**_delivery(registry, fields), "recorded": recorded}]
        taken = taken_ids(registry)
        given = fields.get("id")
        if given in taken:
            raise RegistryError(f'The id "{given}" is taken.', remedy="Choose another.")
        wanted = given or slug(
            kind, *(fields.get(name) for name in ("instrument", "person", "owner", "date"))
        )
        return [{"id": unique(wanted, taken), "type": kind, **_without_id(fields), "recorded": recorded}]

    return record_events(path_for_writing(arguments), events, arguments.format)


def _without_id(fields: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if name != "id"}


def _delivery(registry: Registry, fields: dict[str, str]) -> dict[str, Any]:
    """Return the revocation named in ``fields`` once more, with the delivery that became known."""
    for name in fields:
        if name not in _DELIVERY_FIELDS:
            raise RegistryError(f'A delivery has no field "{name}".', remedy=suggest(name, _DELIVERY_FIELDS))
    for name in ("revocation", "date"):
        if name not in fields:
            raise RegistryError(f'The delivery lacks the field "{name}".', remedy=f"Add {name}=VALUE.")
    revocations = {event.id: event for event in registry.events if isinstance(event, Revocation)}
    revocation = revocations.get(fields["revocation"])
    if revocation is None:
        raise RegistryError(
            f'There is no revocation with the id "{fields["revocation"]}".',
            remedy=suggest(fields["revocation"], revocations) if revocations else "",
        )
    taken = taken_ids(registry)
    if fields.get("id") in taken:
        raise RegistryError(f'The id "{fields["id"]}" is taken.', remedy="Choose another.")
    record = encode_event(revocation)
    record["id"] = unique(fields.get("id") or f"{revocation.id}-delivery", taken)
    whom = fields.get("to", "all")
    record["delivered"] = {"*" if whom in ("all", "*") else whom: fields["date"]}
    record["source"] = fields.get("source", f"delivery of {revocation.id}")
    return record
