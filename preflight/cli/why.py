"""Draw the chain of authority of every signature of a draft, or the nearest misses and the way out.

For each reporting owner and each signature: the papers from the owner down to the signer, each with its day,
what it covers and where its text is; where authority is missing, every paper that comes near and each test
that it fails. Papers attached to the draft count as in a check; one that needs a person's eye is named.
Settings are those of `preflight check`. --format json prints the report of
`preflight check --select AUT,POA002`, which `preflight replay` takes.
Exit status 0 every owner's signature is authorized, 1 not all are, 2 the question could not be answered.
"""

from __future__ import annotations

import argparse
import sys
from contextlib import redirect_stdout
from dataclasses import replace
from datetime import date

from preflight.cli.options import (
    add_plugin_options,
    add_setting_options,
    plugins_for,
    settings_from,
    usage_error,
)
from preflight.config import ConfigurationError

DOUBTFUL_PAPER = "POA002"
"""The rule that says why an attached paper proves nothing."""

SUMMARY = "draw the chain of authority of every signature of a draft"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument(
        "drafts", nargs="+", metavar="DRAFT", help="a file, a folder, or - for standard input"
    )
    add_setting_options(
        parser, "registry", "registry-timeout", "as-of", "known-at", "filing-date", "profile", "color"
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", dest="output", help="text (default) or json"
    )
    add_plugin_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the answer for every draft and return the exit status."""
    from preflight.engine import AUTHORITY_FAMILY, check_drafts
    from preflight.result import ExitStatus

    try:
        settings = settings_from(arguments)
    except ConfigurationError as error:
        return usage_error(error)
    select = (AUTHORITY_FAMILY, DOUBTFUL_PAPER)
    settings = replace(settings, values={**settings.values, "select": select})
    with redirect_stdout(sys.stderr):
        plugins = plugins_for(settings)
        result = check_drafts(arguments.drafts, settings, plugins, today=date.today())
    if not result.drafts:
        return usage_error("no draft was found")
    if arguments.output == "json":
        from preflight.reports.json import render_json

        sys.stdout.write(render_json(result))
    else:
        from preflight.cli.presentation import glyphs_for, style_for
        from preflight.reports.why_text import render_why

        style, glyphs = style_for(settings), glyphs_for(sys.stdout)
        sys.stdout.write(render_why(result, (DOUBTFUL_PAPER,), style, glyphs))
    if result.status is ExitStatus.NOT_CARRIED_OUT:
        return int(result.status)
    answered = all(
        decision.best.is_authorized for draft in result.drafts for decision in draft.decisions
    ) and all(draft.decisions for draft in result.drafts)
    return int(ExitStatus.CLEAN if answered else ExitStatus.FINDINGS)
