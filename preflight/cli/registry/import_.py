"""Read a folder of exhibits and record what is beyond doubt.

Every file is reported: recorded, recorded before, in doubt (with the fields to look at), not a Section 16
power, or not readable. What is in doubt is left for `preflight registry add`. Exit status 0 nothing is left
over, 1 something is in doubt or not readable, 2 not carried out.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from preflight.authority.instruments import Instrument
from preflight.authority.registry import Registry
from preflight.cli.registry.intake import Candidate, Intake, take_in
from preflight.cli.registry.location import add_common_arguments, path_for_writing, print_json
from preflight.cli.registry.recording import open_or_empty, record_candidates
from preflight.cli.registry.values import date_argument
from preflight.findings import Place
from preflight.registries import REGISTRY_NAME, RegistryError

_TEXTS = frozenset((".txt", ".htm", ".html", ".text", ".sgml", ".nc", ""))
_LEFT_OVER = ("in doubt", "not readable")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument(
        "folder", metavar="FOLDER", help="folder of exhibits (.txt, .htm, .html), with subfolders"
    )
    parser.add_argument("--dry-run", action="store_true", help="report, and record nothing")
    parser.add_argument(
        "--recorded", type=date_argument, default=date.today(), metavar="DATE", help="default: today"
    )
    add_common_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Read the folder, record, report, and return the exit status."""
    folder = Path(arguments.folder)
    if not folder.is_dir():
        raise RegistryError("There is no such folder.", Place(str(folder)), "Name a folder of exhibits.")
    registry_path = path_for_writing(arguments, create=True)
    registry = open_or_empty(registry_path)
    intakes = _read_all(list(_files(folder)), registry, registry_path)
    clear = [
        (path, candidate)
        for path, intake in intakes.items()
        if not _is_doubtful(intake)
        for candidate in intake.candidates
    ]
    added: dict[Path, list[str]] = {}
    if clear and not arguments.dry_run:
        candidates = [candidate for _, candidate in clear]
        ids = record_candidates(registry_path, candidates, arguments.recorded, keep_ids=False)
        for position, identity in ids.items():
            added.setdefault(clear[position][0], []).append(identity)
    rows = [
        (path, *_state(intake, added.get(path, []), arguments.dry_run)) for path, intake in intakes.items()
    ]
    counts = Counter(state for _, state, _ in rows)
    if arguments.format == "json":
        print_json([{"file": str(path), "state": state, "details": details} for path, state, details in rows])
    else:
        for path, state, details in rows:
            print(f"{state:<22} {path}" + (f"  {'; '.join(details)}" if details else ""))
        print(", ".join(f"{count} {state}" for state, count in sorted(counts.items())) or "no files")
    return 1 if any(counts[state] for state in _LEFT_OVER) else 0


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files that may be exhibits, in the order of their names; hidden ones are passed over."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if Path(name).suffix.lower() in _TEXTS and not name.startswith(".") and name != REGISTRY_NAME:
                yield Path(place) / name


def _read_all(paths: list[Path], registry: Registry, registry_path: Path) -> dict[Path, Intake]:
    """Read every file; what is in doubt is read again in the light of what the others hold.

    A delegation can be understood only when the power that it recites is known, whatever the file order.
    """
    intakes = {path: _take_in(path, registry, registry_path, ()) for path in paths}
    doubtful = [path for path, intake in intakes.items() if _is_doubtful(intake)]
    known = tuple(_instruments(intake for path, intake in intakes.items() if path not in doubtful))
    if known:
        for path in doubtful:
            intakes[path] = _take_in(path, registry, registry_path, known)
    return intakes


def _take_in(path: Path, registry: Registry, registry_path: Path, known: tuple[Instrument, ...]) -> Intake:
    try:
        return take_in(path, registry, registry_path, known=known)
    except RegistryError as error:
        return Intake(path, not_read=(error.message,))


def _instruments(intakes: Iterator[Intake]) -> Iterator[Instrument]:
    for intake in intakes:
        for candidate in intake.candidates:
            if candidate.instrument is not None:
                yield candidate.instrument


def _is_doubtful(intake: Intake) -> bool:
    return bool(intake.not_read) or any(candidate.doubts for candidate in intake.candidates)


def _state(intake: Intake, ids: list[str], dry_run: bool) -> tuple[str, list[str]]:
    if intake.not_read and not intake.candidates:
        return "not readable", [*intake.not_read]
    if _is_doubtful(intake):
        return "in doubt", [*intake.not_read, *_doubts(intake.candidates)]
    if not intake.candidates:
        return "not a Section 16 power", [*intake.remarks]
    if ids or dry_run:
        return ("would be recorded" if dry_run else "recorded"), ids
    return "recorded before", []


def _doubts(candidates: tuple[Candidate, ...]) -> Iterator[str]:
    for candidate in candidates:
        for name, doubt in candidate.doubts.items():
            yield f"{name}: {doubt}"
