"""Where instruments are kept: a file, or the same document over HTTP(S).

Each source yields the same in-memory :class:`preflight.authority.registry.Registry`. The format is
described in ``docs/registry.md`` and ``schemas/poa-registry.schema.json``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from preflight.registries.errors import RegistryError

if TYPE_CHECKING:
    from preflight.authority.registry import Registry

__all__ = ["REGISTRY_NAME", "RegistryError", "find_registry", "open_registry"]

REGISTRY_NAME = "poa-registry.json"
"""File name under which a registry is looked for beside the draft and up the tree."""

DEADLINE = 30.0
"""Seconds that opening a registry over HTTP(S) may take in all, retries included."""


def open_registry(location: str, *, timeout: float = DEADLINE) -> Registry:
    """Return the registry at ``location``: a path, or an ``http://`` or ``https://`` address.

    ``timeout`` is the total time in seconds for a remote registry. Raises :class:`RegistryError` where the
    registry cannot be reached, read or understood; there is no partial or stale answer.
    """
    scheme, separator, _ = location.partition("://")
    if not separator:
        from preflight.registries.file import open_file

        return open_file(Path(location))
    if scheme.lower() not in ("http", "https"):
        raise RegistryError(
            f'No registry can be opened at "{location}": "{scheme}" is not a known scheme.',
            remedy="Give a path, an http:// or https:// address, or install the plugin for this scheme.",
        )
    from preflight.registries.http import open_url

    return open_url(location, timeout=timeout)


def find_registry(start: Path) -> Path | None:
    """Return the nearest ``poa-registry.json`` beside ``start`` (a draft or a folder) or up the tree.

    ``None`` means that there is none. Raises :class:`RegistryError` where something of that name stands in
    the way that is no file: a registry further up must not silently take its place.
    """
    from preflight.registries.file import find_upwards

    return find_upwards(start)
