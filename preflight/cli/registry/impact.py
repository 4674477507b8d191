"""Say who would lose authority if a person left, an instrument were revoked, or a day came.

--without NAME supposes that the person has resigned under every paper and holds no office any more;
--revoke ID that the instrument was revoked and everybody told. Without either, --from is compared with --on.
Nothing is recorded. Exit status 0 nobody loses authority, 1 somebody does, 2 not carried out.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import TYPE_CHECKING

from preflight.cli.options import usage_error
from preflight.cli.registry.location import add_common_arguments, open_for_reading, print_json
from preflight.cli.registry.values import date_argument

if TYPE_CHECKING:
    from preflight.authority.registry import Registry
    from preflight.reports.impact_text import ImpactAnswer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--without", metavar="NAME", help="suppose that this person has left")
    what.add_argument("--revoke", metavar="ID", help="suppose that this instrument was revoked")
    parser.add_argument("--on", metavar="DATE", type=date_argument, help="day asked about (default: today)")
    parser.add_argument(
        "--from", metavar="DATE", type=date_argument, dest="since", help="compared with --on (default: today)"
    )
    add_common_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print what would be lost and return the exit status."""
    from preflight.reports.impact_text import impact_data, render_impact

    supposes = arguments.without is not None or arguments.revoke is not None
    if not supposes and arguments.on is None:
        return usage_error("give --without NAME, --revoke ID, or --on DATE.")
    if supposes and arguments.since is not None:
        return usage_error("--from goes with --on alone.")
    registry = open_for_reading(arguments)
    answer = _answer(registry, arguments)
    if isinstance(answer, str):
        return usage_error(answer)
    if arguments.format == "json":
        print_json(impact_data(answer))
    else:
        sys.stdout.write(render_impact(answer))
    return 1 if answer.loses_something else 0


def _answer(registry: Registry, arguments: argparse.Namespace) -> ImpactAnswer | str:
    """The answer, or a sentence why there is none."""
    from preflight.authority.hypotheses import (
        Hypothesis,
        UnknownNameError,
        every_owner,
        with_revocation,
        without_person,
    )
    from preflight.authority.impact import Snapshot, impact
    from preflight.reports.impact_text import ImpactAnswer

    before = after = arguments.on or date.today()
    without, revoke = arguments.without, arguments.revoke
    if without is not None:
        try:
            found = without_person(registry, without, after)
        except UnknownNameError as error:
            near = f" Did you mean {', '.join(error.near)}?" if error.near else ""
            return f'no attorney, office holder or member is recorded as "{without}".{near}'
        supposed = f"Supposed that {without} has left by {after}"
    elif revoke is not None:
        if revoke not in registry.by_id:
            from difflib import get_close_matches

            near = ", ".join(get_close_matches(revoke, registry.by_id, n=3))
            hint = f"Did you mean {near}?" if near else "`preflight registry list` lists all."
            return f'no instrument has the id "{revoke}". {hint}'
        found = with_revocation(registry, revoke, after)
        supposed = f'Supposed that "{revoke}" was revoked and everybody told before {after}'
    else:
        before = arguments.since or date.today()
        found = Hypothesis(registry, every_owner(registry))
        supposed = f"From {before} to {after}"
    changes = impact(Snapshot(registry, before), Snapshot(found.registry, after), found.owners)
    return ImpactAnswer(registry, supposed, before, after, tuple(changes), found.names, found.doubtful)
