"""List everyone who may sign a form for an owner on a day, and through what.

The list holds the owner, attorneys-in-fact and their delegates, holders of offices, members of firms, and
officers of entities; then those of whom nobody can tell and why, and those who may not although a paper
names them. Each is the answer that `preflight check` would give for that signature. The owner is taken to
report as officer or director unless --capacity says otherwise.
Exit status 0 somebody may sign, 1 nobody may, 2 the question could not be answered.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date

from preflight.authority.instruments import Capacity
from preflight.cli.registry.location import add_common_arguments, open_for_reading, print_json, report_error
from preflight.cli.registry.values import cik_argument, date_argument
from preflight.registries import RegistryError

SUMMARY = "list everyone who may sign for an owner, and through what"

_CAPACITIES = [capacity.value for capacity in Capacity if capacity is not Capacity.ANY]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument(
        "--owner", metavar="CIK", type=cik_argument, required=True, help="the reporting owner"
    )
    parser.add_argument("--issuer", metavar="CIK", type=cik_argument, required=True, help="the issuer")
    parser.add_argument("--form", default="4", help="3, 4, 5, 4/A, 144, ID ... (default: 4)")
    parser.add_argument("--on", metavar="DATE", type=date_argument, help="day of signing (default: today)")
    parser.add_argument(
        "--known-at", metavar="DATE", type=date_argument, help="only what the registry knew on that day"
    )
    parser.add_argument(
        "--capacity",
        action="append",
        choices=_CAPACITIES,
        help="as what the owner reports (may be repeated; default: officer_director)",
    )
    parser.add_argument("--chains", action="store_true", help="draw the chain of each")
    add_common_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the list and return the exit status."""
    from preflight.authority.decision import IssuerOnDraft, OwnerOnDraft, RelationshipBoxes
    from preflight.authority.who import who_may_sign
    from preflight.reports.style import Style
    from preflight.reports.who_text import WhoAnswer, names_of, render_who, who_data

    try:
        registry = open_for_reading(arguments)
    except RegistryError as error:
        report_error(error)
        return 2
    capacities = tuple(Capacity(word) for word in arguments.capacity or (Capacity.OFFICER_DIRECTOR,))
    form = arguments.form.strip().upper()
    day = arguments.on or date.today()
    issuer = registry.issuers_by_cik.get(arguments.issuer)
    is_insider = Capacity.OFFICER_DIRECTOR in capacities
    decisions = who_may_sign(
        registry,
        owner=OwnerOnDraft(arguments.owner),
        issuer=IssuerOnDraft(arguments.issuer),
        form=form,
        day=day,
        known_at=arguments.known_at,
        capacities=capacities,
        relationship=RelationshipBoxes(
            director=is_insider,
            officer=is_insider,
            ten_percent=Capacity.TEN_PERCENT in capacities,
            other=Capacity.ANY_OTHER in capacities,
        ),
    )
    answer = WhoAnswer(
        registry=registry,
        owner_cik=arguments.owner,
        owner_name=next(iter(names_of(registry, arguments.owner)), ""),
        issuer_cik=arguments.issuer,
        issuer_name="" if issuer is None else issuer.name,
        form=form,
        day=day,
        known_at=arguments.known_at,
        capacities=capacities,
        decisions=decisions,
    )
    if arguments.format == "json":
        print_json(who_data(answer))
    else:
        from preflight.cli.presentation import glyphs_for

        sys.stdout.write(render_who(answer, Style(), glyphs_for(sys.stdout), with_chains=arguments.chains))
    return 0 if any(decision.is_authorized for decision in decisions) else 1
