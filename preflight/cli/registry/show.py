"""Show one record with everything that bears on it.

For an instrument: the events about it and its attorneys, and the delegations that rest on it.
Exit status 0 shown, 2 there is no such record.
"""

from __future__ import annotations

import argparse
import sys
from difflib import get_close_matches

from preflight.authority.instruments import Event, Instrument
from preflight.authority.registry import Registry
from preflight.cli.registry.describe import event_line, instrument_lines
from preflight.cli.registry.location import add_common_arguments, open_for_reading, print_json
from preflight.cli.registry.naming import taken_ids
from preflight.registries.encode import encode_event, encode_instrument


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument("id", metavar="ID", help="id of an instrument or event")
    add_common_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the record and return the exit status."""
    registry = open_for_reading(arguments)
    instrument = registry.by_id.get(arguments.id)
    event = next((event for event in registry.events if event.id == arguments.id), None)
    if instrument is None and event is None:
        near = get_close_matches(arguments.id, sorted(taken_ids(registry)), n=3)
        hint = f" Did you mean {', '.join(near)}?" if near else " `preflight registry list` lists all."
        print(f'preflight: no record has the id "{arguments.id}".{hint}', file=sys.stderr)
        return 2
    place = str(registry.places.get(arguments.id, registry.location))
    if instrument is None:
        assert event is not None
        if arguments.format == "json":
            print_json({"place": place, "event": encode_event(event)})
        else:
            print(event_line(event), f"  recorded at {place}", sep="\n")
        return 0
    events, derived = events_about(registry, instrument), derived_from(registry, instrument.id)
    if arguments.format == "json":
        print_json(
            {
                "place": place,
                "instrument": encode_instrument(instrument),
                "events": [encode_event(event) for event in events],
                "derived": derived,
            }
        )
        return 0
    print(*instrument_lines(instrument), f"  recorded at {place}", sep="\n")
    if events:
        print("events:", *(f"  {event_line(event)}" for event in events), sep="\n")
    if derived:
        print("delegations that rest on it:", *(f"  {name}" for name in derived), sep="\n")
    return 0


def events_about(registry: Registry, instrument: Instrument) -> list[Event]:
    """Return the events that name the instrument, its principal or one of its attorneys."""
    principal = instrument.principal
    names = {principal.name, *principal.aliases, *instrument.grantors}
    for attorney in instrument.attorneys:
        names |= {attorney.name, *attorney.aliases, *(name for name in (attorney.title,) if name)}
    folded = {" ".join(name.split()).casefold() for name in names}

    def concerns(event: Event) -> bool:
        if instrument.id in (getattr(event, "instrument", None), getattr(event, "record", None)):
            return True
        ciks = (getattr(event, "cik", None), getattr(event, "owner", None), getattr(event, "owner_cik", None))
        if principal.cik is not None and principal.cik in ciks:
            return True
        named = (getattr(event, field, None) for field in ("person", "owner", "firm", "title", "entity"))
        return any(isinstance(name, str) and " ".join(name.split()).casefold() in folded for name in named)

    return [event for event in registry.events if concerns(event)]


def derived_from(registry: Registry, instrument_id: str) -> list[str]:
    """Return the ids of the instruments that rest directly on ``instrument_id`` by name."""
    return [
        instrument.id
        for instrument in registry.instruments
        if any(link.instrument == instrument_id for link in instrument.derives_from)
    ]
