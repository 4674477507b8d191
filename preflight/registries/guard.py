"""The JSON Schema guard: each document passes ``schemas/poa-registry.schema.json`` once on a machine.

The pass is slow (the validator alone takes longer to import than a filing to check), so a document that
passed leaves a stamp in the user's cache folder: an empty file whose name holds the digests of the document
and of the schema, and the format's version. A stamp spares the next run the schema pass and nothing else;
the strict builder does not know of stamps. A cache folder that cannot be written is no error.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import marshal
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from preflight.findings import Place
from preflight.registries.build import VERSION
from preflight.registries.document import Pointer, Text, decode, find_place, json_pointer
from preflight.registries.errors import RegistryError, shown
from preflight.resources import schema_path

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

SCHEMA = "poa-registry.schema.json"
_MOST_STAMPS = 512


def cache_folder() -> Path | None:
    """Return the cache folder for preflight (XDG Base Directory rules), ``None`` where there is none."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(base):
        return Path(base) / "preflight"
    try:
        return Path.home() / ".cache" / "preflight"
    except RuntimeError:
        return None


def guard_document(content: bytes, location: str) -> None:
    """Demand that ``content`` passes the schema, unless it is stamped. Raises :class:`RegistryError`."""
    schema_text = schema_path(SCHEMA).read_bytes()
    stamp = _stamp(content, schema_text)
    if stamp is not None and stamp.exists():
        return
    check_schema(content, location, json.loads(schema_text))
    if stamp is not None:
        _set(stamp)


def stamp_document(content: bytes) -> None:
    """Stamp ``content``, whose every record has passed the schema already."""
    stamp = _stamp(content, schema_path(SCHEMA).read_bytes())
    if stamp is not None:
        _set(stamp)


def is_stamped(content: bytes) -> bool:
    """True where ``content`` passed the schema on this machine before."""
    stamp = _stamp(content, schema_path(SCHEMA).read_bytes())
    return stamp is not None and stamp.exists()


def check_schema(content: bytes, location: str, schema: dict[str, Any]) -> None:
    """Validate ``content`` against ``schema``, without looking at stamps. Raises :class:`RegistryError`."""
    document = Text(decode(content, location), location)
    data = json.loads(document.text)
    found = _first_error(data, schema)
    if found is None:
        return
    path, error = found
    start = len(document.text) - len(document.text.lstrip())
    offset = find_place(document, start, path, at_key=False)
    raise _refusal(error, document.place(offset, path))


def check_records(sections: Mapping[str, Sequence[dict[str, Any]]], location: str) -> None:
    """Validate the records that are to be appended to each of ``sections``. Raises :class:`RegistryError`."""
    schema = json.loads(schema_path(SCHEMA).read_bytes())
    data = {"version": VERSION, "instruments": [], **{name: list(rows) for name, rows in sections.items()}}
    found = _first_error(data, schema)
    if found is not None:
        path, error = found
        raise _refusal(error, Place(location, element=json_pointer(path)))


def _first_error(data: Any, schema: dict[str, Any]) -> tuple[Pointer, ValidationError] | None:
    """Return where ``data`` breaks ``schema``, and how; one record of each class is looked at."""
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    from preflight.registries.schema_classes import Classes

    def first(value: Any, part_of_schema: dict[str, Any]) -> ValidationError | None:
        found: ValidationError | None = best_match(Draft202012Validator(part_of_schema).iter_errors(value))
        return found

    frame = {key: [] if isinstance(value, list) else value for key, value in data.items()}
    error = first(frame, schema)
    if error is not None:
        return tuple(error.absolute_path), error
    classes = Classes(schema)
    for section, rows in data.items():
        if not isinstance(rows, list):
            continue
        part_of_schema = {**schema["properties"][section]["items"], "$defs": schema["$defs"]}
        validator = Draft202012Validator(part_of_schema)
        passed: set[bytes] = set()
        for index, row in enumerate(rows):
            representative = classes.representative(row)
            key = marshal.dumps(representative, 2)
            if key in passed:
                continue
            if not validator.is_valid(representative):
                error = first(row, part_of_schema)
                if error is not None:
                    return (section, index, *error.absolute_path), error
            passed.add(key)
    return None


def _refusal(error: ValidationError, place: Place) -> RegistryError:
    return RegistryError(
        f"The registry's schema does not allow {shown(error.instance)} here ({error.validator}).",
        place,
        f"Compare the field with schemas/{SCHEMA}.",
    )


def _stamp(content: bytes, schema_text: bytes) -> Path | None:
    folder = cache_folder()
    if folder is None:
        return None
    document_digest = hashlib.sha256(content).hexdigest()
    schema_digest = hashlib.sha256(schema_text).hexdigest()
    return folder / "registry-schema" / f"{document_digest}-v{VERSION}-{schema_digest[:32]}"


def _set(stamp: Path) -> None:
    """Make the stamp in one step, and keep their number bounded."""
    with contextlib.suppress(OSError):
        import tempfile

        stamp.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=stamp.parent)
        os.close(descriptor)
        os.replace(temporary, stamp)
        stamps = sorted(stamp.parent.iterdir(), key=lambda path: path.stat().st_mtime)
        for old in stamps[:-_MOST_STAMPS]:
            old.unlink(missing_ok=True)
