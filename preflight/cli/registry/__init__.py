"""Keep and question the registry of powers of attorney.

The registry is the nearest poa-registry.json from the current folder up, or --registry. Its history is
appended, never rewritten. `preflight registry COMMAND --help` explains a command.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module

SUMMARY = "keep and question the registry of powers of attorney"

SUBCOMMANDS: dict[str, tuple[str, str]] = {
    "add": ("preflight.cli.registry.add", "read a power of attorney and record it"),
    "import": ("preflight.cli.registry.import_", "read a folder of exhibits and record what is beyond doubt"),
    "revoke": ("preflight.cli.registry.revoke", "record that a power was revoked"),
    "event": ("preflight.cli.registry.event", "record a death, departure, delivery, end of duty ..."),
    "show": ("preflight.cli.registry.show", "show one record with everything that bears on it"),
    "list": ("preflight.cli.registry.list", "list the instruments, by owner, issuer or day"),
    "graph": ("preflight.cli.registry.graph", "draw who may act for whom, as of a day"),
    "check": ("preflight.cli.registry.check", "look for what is wrong, about to end, or of no use"),
    "impact": ("preflight.cli.registry.impact", "say who would lose authority if somebody left"),
    "verify": ("preflight.cli.registry.verify", "hold the recorded digests against the papers"),
    "validate": (
        "preflight.cli.registry.validate",
        "check the registry's format, naming each place",
    ),
}
"""Name of each subcommand to its module, imported only when used, and to what it does in one line."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the subcommand; its own arguments are left to its module."""
    width = max(map(len, SUBCOMMANDS))
    parser.usage = f"{parser.prog} COMMAND ..."
    parser.epilog = "commands:\n" + "\n".join(
        f"  {name:<{width}}  {summary}" for name, (_, summary) in SUBCOMMANDS.items()
    )
    parser.add_argument("subcommand", metavar="COMMAND", choices=SUBCOMMANDS, help="one of those below")
    parser.add_argument("words", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace) -> int:
    """Run the subcommand and return its exit status: 0 done, 1 something is wrong, 2 not carried out."""
    from preflight.cli.registry.location import report_error
    from preflight.registries import RegistryError

    module = import_module(SUBCOMMANDS[arguments.subcommand][0])
    parser = argparse.ArgumentParser(
        prog=f"preflight registry {arguments.subcommand}",
        description=module.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    module.add_arguments(parser)
    try:
        parsed = parser.parse_args(arguments.words)
    except SystemExit as error:
        return 0 if error.code in (0, None) else 2
    try:
        status: int = module.run(parsed)
    except RegistryError as error:
        report_error(error)
        return 2
    sys.stdout.flush()
    return status
