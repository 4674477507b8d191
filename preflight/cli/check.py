"""Check drafts of SEC Forms 3, 4 and 5 before they go to EDGAR.

A draft is a path, a folder, or - for standard input: ownershipDocument XML, an edgarSubmission, or a
full-submission text. The POA registry is the nearest poa-registry.json from the draft up, or --registry.
Findings go to standard output; exit status 0 passed, 1 findings, 2 could not be carried out.
"""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import redirect_stdout
from datetime import date
from typing import TYPE_CHECKING

from preflight.cli.options import (
    add_plugin_options,
    add_setting_options,
    plugins_for,
    settings_from,
    usage_error,
)
from preflight.config import ConfigurationError, Settings

if TYPE_CHECKING:
    from preflight.engine import Progress
    from preflight.plugins import Plugins
    from preflight.result import Reporter, RunResult

SUMMARY = "check drafts before they go to EDGAR"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument(
        "drafts", nargs="+", metavar="DRAFT", help="a file, a folder, or - for standard input"
    )
    add_setting_options(
        parser,
        "registry",
        "registry-timeout",
        "as-of",
        "known-at",
        "filing-date",
        "profile",
        "fail-level",
        "format",
        "select",
        "color",
    )
    parser.add_argument("--output", metavar="FILE", help="write the report there instead of standard output")
    add_plugin_options(parser)
    parser.add_argument("--xsd", metavar="DIR", help="also validate with the official SEC schemas in DIR")
    parser.add_argument(
        "--exit-zero", action="store_true", help="exit with 0 in spite of findings (not of status 2)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Check the drafts, print the report, and return the exit status."""
    from preflight.engine import ENGINE_RULES, check_drafts
    from preflight.result import ExitStatus

    try:
        settings = settings_from(arguments)
        if arguments.xsd is not None:
            settings = settings.with_plugin_setting("schema", "xsd", arguments.xsd)
    except ConfigurationError as error:
        return usage_error(error)
    colored = _colored(settings, to_terminal=arguments.output is None)
    # What a plugin prints must not end up inside the report, which may be JSON.
    with redirect_stdout(sys.stderr):
        plugins = plugins_for(settings)
        known = [*plugins.rules, *(rule.id for rule in ENGINE_RULES)]
        for prefix in settings.select:
            if not any(rule_id.startswith(prefix) for rule_id in known):
                return usage_error(f"select {prefix}: no rule begins so; `preflight rules` lists them all.")
        reporter = _reporter(settings, plugins, colored=colored)
        if isinstance(reporter, str):
            return usage_error(reporter)
        result = check_drafts(arguments.drafts, settings, plugins, today=date.today(), progress=_progress())
    if not result.drafts:
        print("preflight: no draft was found", file=sys.stderr)
    status = result.status
    problem = _read_for(result, settings, arguments.output) or _write(reporter, result, arguments.output)
    if problem is not None:
        return usage_error(problem)
    if arguments.exit_zero and status is ExitStatus.FINDINGS:
        return 0
    return int(status)


def _reporter(settings: Settings, plugins: Plugins, *, colored: bool) -> Reporter | str:
    """The reporter of the format asked for, or a sentence why there is none."""
    from preflight.reports import find_reporter

    return find_reporter(settings.format, plugins, colored=colored)


def _colored(settings: Settings, *, to_terminal: bool) -> bool:
    """Whether the report is coloured: as the settings say, else on a terminal only (https://no-color.org)."""
    if settings.color != "auto":
        return settings.color == "always"
    return to_terminal and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _read_for(result: RunResult, settings: Settings, output: str | None) -> str | None:
    """A sentence where the report would be written over what was read for it, else ``None``."""
    if output is None or not os.path.exists(output):
        return None
    read = [draft.draft for draft in result.drafts]
    read += [draft.registry.location for draft in result.drafts if draft.registry is not None]
    read += [str(settings.file)] if settings.file is not None else []
    if any(os.path.exists(path) and os.path.samefile(path, output) for path in read):
        return f"the report cannot be written to {output}: it would take the place of what was checked"
    return None


def _write(reporter: Reporter, result: RunResult, output: str | None) -> str | None:
    """Print or save the report; returns a sentence where that is not possible."""
    try:
        with redirect_stdout(sys.stderr):
            text = reporter(result)
        if not isinstance(text, str):
            raise TypeError(f"the reporter returned a value of type {type(text).__name__}, not text")
    except (Exception, SystemExit) as error:
        return f"the report could not be made: {type(error).__name__}: {error}"
    if output is None:
        sys.stdout.write(text)
        return None
    try:
        with open(output, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except OSError as error:
        return f"the report cannot be written to {output}: {error.strerror}"
    return None


def _progress() -> Progress | None:
    """A progress bar on standard error, for a terminal and more than a moment's work."""
    if not sys.stderr.isatty():
        return None
    from preflight.cli.progress import Bar

    return Bar()
