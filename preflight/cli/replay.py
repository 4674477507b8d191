"""Ask every question of a JSON report again, and confirm the answers or say what changed.

REPORT is what `preflight check --format json` (or `preflight why --format json`) wrote. The registry is
opened where the report says, or --registry; each request is put with the days of the report. Drafts that are
at hand are compared with those that were checked.
Exit status 0 nothing changed, 1 something did, 2 the report cannot be replayed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from preflight.cli.options import add_setting_options, print_json, settings_from, usage_error
from preflight.config import ConfigurationError, Settings
from preflight.filing.source import STANDARD_INPUT
from preflight.registries import RegistryError, open_registry

if TYPE_CHECKING:
    from preflight.authority.registry import Registry

SUMMARY = "confirm that a report's decisions still come out the same"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument("report", metavar="REPORT", help="a JSON report, or - for standard input")
    parser.add_argument(
        "--decisions-only",
        action="store_true",
        help="exit with 0 as long as every decision is the same, even if the registry has grown",
    )
    add_setting_options(parser, "registry", "registry-timeout")
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", dest="output", help="text (default) or json"
    )


def run(arguments: argparse.Namespace) -> int:
    """Replay the report, print what came out, and return the exit status."""
    from preflight import __version__
    from preflight.reports.replay import ReplayError, replay
    from preflight.reports.replay_text import render_replay, replay_data

    try:
        settings = settings_from(arguments)
        report = _read(arguments.report)
        desk = _Desk(arguments.report, settings)
        found = replay(report, desk.registry, desk.digests)
    except ConfigurationError as error:
        return usage_error(error)
    except ReplayError as error:
        return usage_error(f"{arguments.report}: {error}")
    except RegistryError as error:
        return usage_error(str(error))
    if arguments.output == "json":
        print_json(replay_data(found, __version__))
    else:
        sys.stdout.write(render_replay(found, __version__))
    holds = found.decisions_hold if arguments.decisions_only else found.is_same
    return 0 if holds else 1


def _read(path: str) -> Any:
    """The parsed report. Raises ``ReplayError``."""
    from preflight.reports.replay import ReplayError

    try:
        content = sys.stdin.buffer.read() if path == STANDARD_INPUT else Path(path).read_bytes()
        return json.loads(content)
    except OSError as error:
        raise ReplayError(f"the report cannot be opened: {error.strerror or error}.") from None
    except (ValueError, RecursionError):
        raise ReplayError("this is not JSON.") from None


class _Desk:
    """Where registries and drafts are looked for: the current folder, then the report's own."""

    def __init__(self, report: str, settings: Settings) -> None:
        self._folder = Path.cwd() if report == STANDARD_INPUT else Path(report).absolute().parent
        self._settings = settings
        self._opened: dict[str, Registry] = {}

    def registry(self, location: str) -> Registry:
        """The registry asked then, or the one that the settings name; an empty one where there was none."""
        from preflight.authority.registry import Registry

        wanted = self._settings.registry or location
        if not wanted:
            return Registry(())
        if wanted not in self._opened:
            place = wanted if "://" in wanted else str(self._find(wanted) or wanted)
            self._opened[wanted] = open_registry(place, timeout=self._settings.registry_timeout)
        return self._opened[wanted]

    def digests(self, draft: str) -> Sequence[str] | None:
        """SHA-256 of each ownership document of the draft; nothing of one that can no longer be read."""
        from preflight.filing.draft_error import DraftError
        from preflight.filing.reader import read_drafts

        path = None if draft == STANDARD_INPUT else self._find(draft)
        if path is None:
            return None
        try:
            return [hashlib.sha256(filing.document.content).hexdigest() for filing in read_drafts(str(path))]
        except DraftError:
            return ()

    def _find(self, name: str) -> Path | None:
        return next((path for path in (Path(name), self._folder / name) if path.is_file()), None)
