"""Look for what is wrong in a registry, about to end, or of no use.

Among other things: grants that nobody can use, delegations without a right or wider than their source, ends
that take delegations along, signed texts that are missing or changed, names that may be one person or two,
papers of one day whose order matters, owners for whom nobody else may sign, and with --within 60d powers
that end within sixty days. `preflight explain LNT001` and so on explain each rule.
Exit status 0 nothing at or above the fail level, 1 something is, 2 the registry cannot be read.
"""

from __future__ import annotations

import argparse
import re
import sys
from datetime import date, timedelta

from preflight.cli.options import add_setting_options, settings_from, usage_error
from preflight.cli.registry.location import open_for_reading, print_json
from preflight.cli.registry.values import date_argument
from preflight.config import ConfigurationError

_UNITS = {"d": 1, "w": 7}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument("--on", metavar="DATE", type=date_argument, help="day asked about (default: today)")
    parser.add_argument(
        "--within",
        metavar="TIME",
        type=_span,
        default=timedelta(0),
        help="also tell what ends within, such as 60d",
    )
    parser.add_argument(
        "--known-at", metavar="DATE", type=date_argument, help="only what the registry knew on that day"
    )
    parser.add_argument(
        "--stale-after",
        metavar="YEARS",
        type=_years,
        default=5,
        help="tell papers in use that are older (default: 5; 0: none)",
    )
    parser.add_argument(
        "--select", metavar="RULES", help="only these rules, separated by commas", dest="rules"
    )
    add_setting_options(parser, "registry", "registry-timeout", "fail-level")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def run(arguments: argparse.Namespace) -> int:
    """Print the findings and return the exit status."""
    from preflight.authority.lint.rules import LINT_RULES
    from preflight.authority.lint.run import lint
    from preflight.registries.papers import paper_states
    from preflight.reports.lint_text import LintAnswer, lint_data, render_lint

    try:
        settings = settings_from(argparse.Namespace(**{**vars(arguments), "format": None}))
    except ConfigurationError as error:
        return usage_error(error)
    select = tuple(word.strip().upper() for word in (arguments.rules or "").split(",") if word.strip())
    for prefix in select:
        if not any(rule.id.startswith(prefix) for rule in LINT_RULES):
            return usage_error(f"--select {prefix}: no rule on registries begins so.")
    registry = open_for_reading(arguments)
    is_file = "://" not in registry.location
    day = arguments.on or date.today()
    findings = lint(
        registry.as_known_at(arguments.known_at),
        day,
        within=arguments.within,
        stale_after_years=arguments.stale_after or None,
        papers=paper_states(registry, registry.location) if is_file else {},
    )
    chosen = [finding for finding in findings if not select or finding.rule.id.startswith(select)]
    chosen.sort(key=lambda finding: finding.sort_key)
    answer = LintAnswer(registry, day, arguments.known_at, arguments.within.days, is_file, tuple(chosen))
    if arguments.format == "json":
        print_json(lint_data(answer))
    else:
        sys.stdout.write(render_lint(answer))
    return 1 if any(finding.severity >= settings.fail_level for finding in chosen) else 0


def _span(word: str) -> timedelta:
    """The time that ``word`` writes: a number of days or weeks, ``60d``, ``8w``, ``60``."""
    found = re.fullmatch(r"([0-9]{1,4})([dw]?)", word.strip().lower())
    if found is None:
        raise argparse.ArgumentTypeError(f"{word!r} is no time; write 60d or 8w")
    return timedelta(days=int(found[1]) * _UNITS[found[2] or "d"])


def _years(word: str) -> int:
    if not re.fullmatch(r"[0-9]{1,3}", word):
        raise argparse.ArgumentTypeError(f"{word!r} is no number of years")
    return int(word)
