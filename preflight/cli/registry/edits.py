"""``--set FIELD=VALUE``: a value given by hand replaces what was read, and settles the doubt about it.

A field is a path into the instrument's JSON (``principal.cik``, ``scope.0.issuers``), ``2:FIELD`` means the
second instrument of the file only. ``issuers`` and ``forms`` stand for those of every clause. A value is
taken as JSON where it is JSON and the field does not want text; lists may be written with ``;`` between
the entries.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from preflight.cli.registry.intake import Candidate
from preflight.lazy_dataclass import dataclass
from preflight.registries import RegistryError
from preflight.registries.fields import suggest
from preflight.registries.instrument_fields import INSTRUMENT_FIELDS

_LISTS = frozenset(("attorneys", "grantors", "issuers", "forms", "capacities", "notes", "derives_from"))
_EVERY_CLAUSE = ("issuers", "forms")


@dataclass(frozen=True, slots=True)
class Edit:
    """One value given by hand. ``number`` (from 1) is the instrument meant, ``None``: all of the file."""

    number: int | None
    path: tuple[str, ...]
    value: Any


def parse_edit(name: str, written: str) -> Edit:
    """Return the edit that ``--set name=written`` means. Raises :class:`RegistryError`."""
    number: int | None = None
    prefix, separator, rest = name.partition(":")
    if separator and prefix.isascii() and prefix.isdigit():
        number, name = int(prefix), rest
    path = tuple(name.split("."))
    if path == ("id",):
        raise RegistryError("--set id: the id is given with --id.", remedy="Use --id.")
    if path[0] not in INSTRUMENT_FIELDS and path[0] not in _EVERY_CLAUSE:
        raise RegistryError(
            f'--set {name}: an instrument has no field "{path[0]}".',
            remedy=suggest(path[0], (*INSTRUMENT_FIELDS, *_EVERY_CLAUSE)),
        )
    return Edit(number, path, _value(path, written))


def _value(path: tuple[str, ...], written: str) -> Any:
    """Numbers stay text (a CIK, a form); JSON words, lists and objects are taken as such."""
    if written[:1] in ("{", "[") or written in ("true", "false", "null"):
        try:
            return json.loads(written)
        except ValueError:
            pass
    if path[-1] in _LISTS and (";" in written or path[-1] in ("attorneys", "grantors")):
        return [entry.strip() for entry in written.split(";") if entry.strip()]
    if path[-1] == "forms" or (path[-1] == "issuers" and written.replace(",", "").replace(" ", "").isdigit()):
        return [entry for entry in written.replace(",", " ").split() if entry]
    if path[-1] in ("executed_sequence", "at_least") and written.isascii() and written.isdigit():
        return int(written)
    return written


def apply_edits(candidates: Sequence[Candidate], edits: Sequence[Edit]) -> None:
    """Change the candidates' records in place. Raises :class:`RegistryError` for a path to nowhere."""
    for edit in edits:
        if edit.number is not None and not 1 <= edit.number <= len(candidates):
            raise RegistryError(
                f"--set {edit.number}:{'.'.join(edit.path)}: the file holds {len(candidates)} instruments."
            )
        for number, candidate in enumerate(candidates, 1):
            if edit.number in (None, number):
                _apply(candidate, edit)
                candidate.settle(edit.path[0])


def _apply(candidate: Candidate, edit: Edit) -> None:
    if edit.path[0] in _EVERY_CLAUSE and len(edit.path) == 1:
        scope = candidate.record.get("scope")
        for clause in scope if isinstance(scope, list) else [scope]:
            if not isinstance(clause, dict):
                raise _nowhere(edit)
            clause[edit.path[0]] = edit.value
        return
    place: Any = candidate.record
    for step in edit.path[:-1]:
        if isinstance(place, dict) and isinstance(place.get(step), str) and step in ("principal", "document"):
            place[step] = {"name" if step == "principal" else "path": place[step]}
        if isinstance(place, dict):
            place = place.setdefault(step, {})
        elif isinstance(place, list) and step.isascii() and step.isdigit() and int(step) < len(place):
            place = place[int(step)]
        else:
            raise _nowhere(edit)
    last = edit.path[-1]
    if isinstance(place, dict):
        place[last] = edit.value
    elif isinstance(place, list) and last.isascii() and last.isdigit() and int(last) < len(place):
        place[int(last)] = edit.value
    else:
        raise _nowhere(edit)


def _nowhere(edit: Edit) -> RegistryError:
    return RegistryError(
        f"--set {'.'.join(edit.path)}: there is no such place in the instrument.",
        remedy="Look at `preflight registry add FILE --format json` for the fields that were read.",
    )
