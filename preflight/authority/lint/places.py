"""Where a record stands, for findings about a registry."""

from __future__ import annotations

from preflight.authority.registry import Registry
from preflight.findings import Place


def place_of(registry: Registry, record: str) -> Place:
    """The place of the instrument or event with the id ``record``; the registry's first line if not known."""
    return registry.places.get(record) or Place(registry.location or "registry")
