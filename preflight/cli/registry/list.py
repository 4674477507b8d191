"""List the instruments, by owner, issuer or day.

--on keeps those that were signed by that day and shows what is recorded to have ended them by then. Whether
somebody may sign on that day is another question: `preflight who` answers it. Exit status 0.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date

from preflight.authority.instruments import Instrument, IssuerMode, Resignation, Revocation
from preflight.authority.registry import Registry
from preflight.cli.registry.describe import forms_of, in_words, issuers_of
from preflight.cli.registry.location import add_common_arguments, open_for_reading, print_json
from preflight.cli.registry.values import cik_argument, date_argument
from preflight.registries.encode import encode_instrument

_HEADINGS = ("id", "type", "signed", "owner", "forms", "issuers", "attorneys, and what ended them")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument(
        "--owner", metavar="CIK", type=cik_argument, help="only powers of this reporting owner"
    )
    parser.add_argument(
        "--issuer", metavar="CIK", type=cik_argument, help="only powers that may cover this issuer"
    )
    parser.add_argument("--on", metavar="DATE", type=date_argument, help="only powers signed by this day")
    add_common_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the instruments asked for and return 0."""
    registry = open_for_reading(arguments)
    chosen = [
        instrument
        for instrument in registry.instruments
        if _is_asked_for(instrument, arguments.owner, arguments.issuer, arguments.on)
    ]
    ended = _ends(registry, arguments.on)
    if arguments.format == "json":
        print_json(
            [
                {**encode_instrument(instrument), "ended_by": ended.get(instrument.id, [])}
                for instrument in chosen
            ]
        )
        return 0
    rows: list[tuple[str, ...]] = [
        ("id", "type", "signed", "owner", "forms", "issuers", "attorneys, and what ended them")
    ]
    for instrument in chosen:
        ends = "".join(f" [{end}]" for end in ended.get(instrument.id, ()))
        rows.append(
            (
                instrument.id,
                in_words(instrument.type),
                str(instrument.executed or "not known"),
                f"{instrument.principal.name} {instrument.principal.cik or ''}".strip(),
                forms_of(instrument),
                issuers_of(instrument),
                "; ".join(attorney.name for attorney in instrument.attorneys) + ends,
            )
        )
    print(*_aligned(rows), sep="\n")
    print(f"{len(chosen)} of {len(registry.instruments)} instruments in {registry.location}")
    return 0


def _is_asked_for(instrument: Instrument, owner: str | None, issuer: str | None, on: date | None) -> bool:
    if owner is not None and instrument.principal.cik != owner:
        return False
    if issuer is not None and not any(
        clause.issuers.mode is not IssuerMode.LIST or issuer in clause.issuers.ciks
        for clause in instrument.scope
    ):
        return False
    return on is None or (instrument.executed is not None and instrument.executed <= on)


def _ends(registry: Registry, on: date | None) -> dict[str, list[str]]:
    """Return what is recorded to end each instrument, in words, by the day ``on`` (``None``: ever)."""
    ends: dict[str, list[str]] = {}
    for event in registry.events:
        if isinstance(event, Revocation) and (on is None or event.executed <= on):
            whose = "" if event.attorney is None else f" for {event.attorney}"
            days = sorted({str(received) for _, received in event.delivered if on is None or received <= on})
            delivered = f", delivered {', '.join(days)}" if days else ""
            words = f"revoked {event.executed}{whose}{delivered}"
        elif isinstance(event, Resignation) and (on is None or event.date <= on):
            words = f"{event.attorney} resigned {event.date}"
        else:
            continue
        ends.setdefault(event.instrument, []).append(words)
    return ends


def _aligned(rows: list[tuple[str, ...]]) -> Iterator[str]:
    widths = [min(40, max(map(len, column))) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
