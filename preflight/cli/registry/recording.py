"""Appending records to the registry file and saying what was appended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from preflight.authority.registry import Registry
from preflight.cli.registry.describe import event_line
from preflight.cli.registry.intake import Candidate, already_recorded, known_in, with_ids
from preflight.cli.registry.location import print_json
from preflight.cli.registry.naming import instrument_id, slug, taken_ids, unique
from preflight.registries import RegistryError, open_registry
from preflight.registries.encode import encode_event
from preflight.registries.fields import Wrong
from preflight.registries.instrument_fields import build_instrument
from preflight.registries.store import Additions, update_registry


def open_or_empty(path: Path) -> Registry:
    """Return the registry at ``path``, or an empty one where there is no file yet."""
    return open_registry(str(path)) if path.exists() or path.is_symlink() else Registry(())


def record_events(path: Path, events: Callable[[Registry], list[dict[str, Any]]], output: str) -> int:
    """Append what ``events`` answers to the registry ``path``, print it, and return 0.

    Raises :class:`~preflight.registries.RegistryError` with the file untouched.
    """
    added: list[str] = []

    def change(registry: Registry) -> Additions:
        records = events(registry)
        added[:] = [record["id"] for record in records]
        return Additions(events=tuple(records))

    registry = update_registry(path, change)
    recorded = [event for event in registry.events if event.id in added]
    if output == "json":
        print_json({"registry": str(path), "events": [encode_event(event) for event in recorded]})
    else:
        for event in recorded:
            print(f"recorded in {path}: {event_line(event)}")
    return 0


def record_candidates(
    path: Path, candidates: Sequence[Candidate], recorded: date, *, keep_ids: bool
) -> dict[int, str]:
    """Append the candidates that the registry ``path`` does not hold yet, all or none of them.

    Returns the id given to each that was appended, by its position among ``candidates``. With ``keep_ids``
    the ids in the records are used as they are, else each gets one from its signer and date. References
    between candidates follow. Raises :class:`~preflight.registries.RegistryError`, the file untouched.
    """
    added: dict[int, str] = {}

    def change(registry: Registry) -> Additions:
        added.clear()
        taken, renamed = taken_ids(registry), dict[str, str]()
        for position, candidate in enumerate(candidates):
            before = already_recorded(candidate.record, registry)
            identity = before or _new_id(candidate, registry, taken, keep=keep_ids)
            if before is None:
                added[position] = identity
                taken.add(identity)
            renamed.setdefault(candidate.original_id, identity)
        return Additions(
            instruments=tuple(
                _record(candidates[position].record, identity, recorded, renamed)
                for position, identity in added.items()
            )
        )

    update_registry(path, change, create=True)
    return added


def _new_id(candidate: Candidate, registry: Registry, taken: set[str], *, keep: bool) -> str:
    given = candidate.record.get("id")
    if isinstance(given, str) and (keep or candidate.paper is None):
        if given in taken:
            raise RegistryError(f'The id "{given}" is taken.', remedy="Choose another with --id.")
        return given
    return unique(_wanted_id(candidate, registry), taken)


def _wanted_id(candidate: Candidate, registry: Registry) -> str:
    try:
        return instrument_id(build_instrument({**candidate.record, "id": "new"}, known_in(registry)))
    except Wrong:
        # what is wrong is reported, with its field, when the record is appended
        return slug("instrument", str(candidate.record.get("executed", "")))


def _record(record: dict[str, Any], identity: str, recorded: date, renamed: dict[str, str]) -> dict[str, Any]:
    """Return ``record`` with its id first, the day of recording, and references to the new ids."""
    result = with_ids({"id": identity, **{name: record[name] for name in record if name != "id"}}, renamed)
    if "recorded" not in result:
        last: dict[str, Any] = {
            name: result.pop(name) for name in ("on_file", "quotes", "notes") if name in result
        }
        result = {**result, "recorded": recorded.isoformat(), **last}
    return result
