"""Draw who may act for whom: owners, attorneys-in-fact and delegations, as of a day.

How each grant stands is the answer of the decision procedure: in force, not yet begun, ended, not usable, or
nobody can tell. The drawing is SVG (one file, for a browser), Graphviz DOT, or Mermaid (for Markdown).

    preflight registry graph --on 2026-01-31 --output graph.svg

Exit status 0 drawn, 2 not carried out.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date

from preflight.authority.graph import LIMIT, AuthorityGraph, authority_graph
from preflight.cli.options import add_setting_options
from preflight.cli.registry.location import open_for_reading
from preflight.cli.registry.values import cik_argument, date_argument

FORMATS = ("svg", "dot", "mermaid")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument(
        "--on", metavar="DATE", type=date_argument, default=date.today(), help="default: today"
    )
    parser.add_argument(
        "--known-at",
        dest="known",
        metavar="DATE",
        type=date_argument,
        help="leave out what was recorded after this day",
    )
    parser.add_argument(
        "--owner",
        metavar="CIK",
        type=cik_argument,
        action="append",
        default=[],
        help="only this reporting owner (may be repeated)",
    )
    parser.add_argument(
        "--issuer",
        metavar="CIK",
        type=cik_argument,
        action="append",
        default=[],
        help="only powers that may cover this issuer (may be repeated)",
    )
    parser.add_argument("--format", choices=FORMATS, default="svg", help="default: svg")
    parser.add_argument("--output", metavar="FILE", help="write to FILE instead of standard output")
    parser.add_argument(
        "--limit",
        metavar="N",
        type=_count,
        default=LIMIT,
        help=f"draw at most N grants to attorneys (default: {LIMIT}) and say how many are left out",
    )
    add_setting_options(parser, "registry", "registry-timeout")


def run(arguments: argparse.Namespace) -> int:
    """Draw, print or save, and return the exit status."""
    registry = open_for_reading(arguments).as_known_at(arguments.known)
    graph = authority_graph(
        registry, arguments.on, owners=arguments.owner, issuers=arguments.issuer, limit=arguments.limit
    )
    text = _renderer(arguments.format)(graph)
    if graph.left_out:
        print(
            f"preflight: {graph.left_out} grants to attorneys are not drawn; "
            "narrow the question with --owner or --issuer, or raise --limit.",
            file=sys.stderr,
        )
    if arguments.output is None:
        sys.stdout.write(text)
        return 0
    try:
        with open(arguments.output, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except OSError as error:
        reason = error.strerror or error
        print(f"preflight: the drawing cannot be written to {arguments.output}: {reason}", file=sys.stderr)
        return 2
    return 0


def _renderer(name: str) -> Callable[[AuthorityGraph], str]:
    if name == "dot":
        from preflight.reports.graph_dot import render_dot

        return render_dot
    if name == "mermaid":
        from preflight.reports.graph_mermaid import render_mermaid

        return render_mermaid
    from preflight.reports.graph_svg import render_svg

    return render_svg


def _count(word: str) -> int:
    if not word.isdecimal() or int(word) == 0:
        raise argparse.ArgumentTypeError(f"{word!r} is not a number from 1 up")
    return int(word)
