"""From the bytes of a registry, wherever they came from, to the registry: strict builder and schema guard."""

from __future__ import annotations

from preflight.authority.registry import Registry
from preflight.registries.build import build_registry
from preflight.registries.guard import guard_document


def load_registry(content: bytes, location: str) -> Registry:
    """Return the registry that ``content`` writes; ``location`` is its name in messages.

    The strict builder runs every time. The JSON Schema pass runs for a document that it has not passed
    before on this machine. Raises :class:`RegistryError`.
    """
    registry = build_registry(content, location)
    guard_document(content, location)
    return registry
