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
import os
import tempfile
from pathlib import Path
from typing import Any

from preflight.registries.build import VERSION
from preflight.registries.document import Text, decode, find_place
from preflight.registries.errors import RegistryError, shown
from preflight.resources import schema_path

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
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    document = Text(decode(content, location), location)
    error = best_match(Draft202012Validator(schema).iter_errors(json.loads(document.text)))
    if error is None:
        return
    path = tuple(error.absolute_path)
    offset = find_place(document, len(document.text) - len(document.text.lstrip()), path, at_key=False)
    raise RegistryError(
        f"The registry's schema does not allow {shown(error.instance)} here ({error.validator}).",
        document.place(offset, path),
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
        stamp.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=stamp.parent)
        os.close(descriptor)
        os.replace(temporary, stamp)
        stamps = sorted(stamp.parent.iterdir(), key=lambda path: path.stat().st_mtime)
        for old in stamps[:-_MOST_STAMPS]:
            old.unlink(missing_ok=True)
