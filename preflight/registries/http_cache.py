"""The last valid registry from each address, for conditional requests only.

A copy is used when the server itself, asked with the copy's ETag, says that it is current (status 304); it
never stands in for a server that cannot be reached. The file holds a line of JSON and the content; the
content counts only if its SHA-256 and the address agree with that line.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from pathlib import Path

from preflight.lazy_dataclass import dataclass
from preflight.registries.document import MAX_BYTES
from preflight.registries.guard import cache_folder

_LONGEST_ETAG = 512


@dataclass(frozen=True, slots=True)
class CachedRegistry:
    """A registry's text with the ETag under which the server of ``url`` (after redirects) knows it."""

    etag: str
    url: str
    content: bytes


def recall(address: str) -> CachedRegistry | None:
    """Return the copy kept for ``address``, ``None`` where there is none or anything about it is doubtful."""
    path = _path(address)
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            head = json.loads(file.readline(65536))
            content = file.read(MAX_BYTES + 1)
        etag, url, digest = head["etag"], head["url"], head["sha256"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if not (isinstance(etag, str) and isinstance(url, str) and _is_etag(etag)):
        return None
    if head.get("address") != address or hashlib.sha256(content).hexdigest() != digest:
        return None
    return CachedRegistry(etag, url, content)


def remember(address: str, registry: CachedRegistry) -> None:
    """Keep ``registry`` for ``address``, readable by this user only; failing to is no error."""
    path = _path(address)
    if path is None or not _is_etag(registry.etag):
        return
    head = {
        "address": address,
        "etag": registry.etag,
        "url": registry.url,
        "sha256": hashlib.sha256(registry.content).hexdigest(),
    }
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent)
        try:
            with open(descriptor, "wb") as file:
                file.write(json.dumps(head).encode() + b"\n" + registry.content)
            os.replace(temporary, path)
        except OSError:
            os.unlink(temporary)
            raise


def _path(address: str) -> Path | None:
    folder = cache_folder()
    return None if folder is None else folder / "registry-http" / hashlib.sha256(address.encode()).hexdigest()


def _is_etag(value: str) -> bool:
    return 0 < len(value) <= _LONGEST_ETAG and value.isascii() and value.isprintable()
