"""Read a power of attorney, show what was read, and record it.

FILE is the text of a power of attorney (plain or HTML), a full submission with Exhibit 24 inside, or an
instrument as JSON. On a terminal you are asked before anything is written; --yes records without asking,
but only where nothing is in doubt. What was misread or is missing is given with --set, as in

    preflight registry add poa.txt --set principal.cik=1234567 --set issuers=7654321

Exit status 0 recorded (or recorded before), 1 not recorded: in doubt, or you said no, 2 not carried out.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from preflight.authority.registry import Registry
from preflight.cli.registry.edits import apply_edits, parse_edit
from preflight.cli.registry.intake import Candidate, Intake, take_in
from preflight.cli.registry.location import add_common_arguments, path_for_writing, print_json
from preflight.cli.registry.preview import candidate_lines
from preflight.cli.registry.recording import open_or_empty, record_candidates
from preflight.cli.registry.values import assignment, date_argument
from preflight.registries import RegistryError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument("file", metavar="FILE", help="the power of attorney")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        type=assignment,
        metavar="FIELD=VALUE",
        help="a value that replaces what was read (may be repeated; 2:FIELD for the second instrument)",
    )
    parser.add_argument(
        "--id", action="append", default=[], metavar="ID", help="id to record under (one an instrument)"
    )
    parser.add_argument("--yes", action="store_true", help="do not ask; refused where anything is in doubt")
    parser.add_argument(
        "--recorded", type=date_argument, default=date.today(), metavar="DATE", help="default: today"
    )
    add_common_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Read, show, ask, record; return the exit status."""
    edits = [parse_edit(name, value) for name, value in arguments.set]
    registry_path = path_for_writing(arguments, create=True)
    registry = open_or_empty(registry_path)
    intake = take_in(Path(arguments.file), registry, registry_path)
    apply_edits(intake.candidates, edits)
    if arguments.id and len(arguments.id) != len(intake.candidates):
        raise RegistryError(
            f"{len(arguments.id)} ids are given for {len(intake.candidates)} instruments.",
            remedy="Repeat --id for each instrument, in the order of the file.",
        )
    for candidate, given in zip(intake.candidates, arguments.id, strict=False):
        candidate.record["id"] = given
    as_json = arguments.format == "json"
    if not as_json:
        _show(intake, registry)
    state = _refusal(intake, arguments.yes)
    added: dict[int, str] = {}
    if state is None:
        added = record_candidates(
            registry_path, intake.candidates, arguments.recorded, keep_ids=bool(arguments.id)
        )
        state = "recorded" if added else "recorded before"
    if as_json:
        print_json(_as_data(intake, state, registry_path, added))
    else:
        _say(state, added, registry_path, intake.candidates)
    return 0 if state in ("recorded", "recorded before") else 1


def _show(intake: Intake, registry: Registry) -> None:
    for number, candidate in enumerate(intake.candidates, 1):
        print(*candidate_lines(candidate, number, len(intake.candidates), registry), sep="\n")
    for remark in (*intake.remarks, *intake.not_read):
        print(f"{intake.path}: {remark}")


def _refusal(intake: Intake, yes: bool) -> str | None:
    """Return why nothing is recorded, ``None`` where it may be."""
    if not intake.candidates:
        return "nothing to record"
    doubtful = bool(intake.not_read) or any(candidate.doubts for candidate in intake.candidates)
    if yes:
        return "in doubt" if doubtful else None
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise RegistryError(
            "Nothing was recorded: there is no terminal to ask at.",
            remedy="Give --yes; it is refused where anything is in doubt.",
        )
    question = "Record this, although fields are in doubt?" if doubtful else "Record this?"
    print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
    return None if sys.stdin.readline().strip().lower() in ("y", "yes") else "declined"


def _say(state: str, added: dict[int, str], path: Path, candidates: Sequence[Candidate]) -> None:
    if state == "recorded":
        print(f"recorded in {path}: {', '.join(added.values())}")
    elif state == "recorded before":
        print(f"nothing to do: {path} holds this already")
    elif state == "in doubt":
        fields = sorted({name for candidate in candidates for name in candidate.doubts})
        print(
            f"not recorded: in doubt are {', '.join(fields) or 'parts that were not read'}. "
            "Settle each with --set, or run the command at a terminal and confirm.",
        )
    else:
        print(f"not recorded: {state}")


def _as_data(intake: Intake, state: str, path: Path, added: dict[int, str]) -> dict[str, object]:
    return {
        "registry": str(path),
        "state": state,
        "added": list(added.values()),
        "instruments": [candidate.record for candidate in intake.candidates],
        "doubts": [candidate.doubts for candidate in intake.candidates],
        "remarks": [*intake.remarks, *intake.not_read],
    }
