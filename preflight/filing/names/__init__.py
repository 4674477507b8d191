"""Names of persons and entities: reading them, and saying whether two of them can be the same.

:func:`read_name` gives a :class:`Name`; :func:`compare` compares two; :func:`resolve` says which person on
record a written name means, and is the only one of the three that can be relied on as proof.
:func:`looks_like_entity` and :func:`compare_entities` do the like for organisations.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from preflight.filing.names.comparison import Agreement, Comparison, NameReason
    from preflight.filing.names.entities import (
        EntityReason,
        compare_entities,
        entity_reasons,
        looks_like_entity,
    )
    from preflight.filing.names.matching import compare, index_keys
    from preflight.filing.names.name import Name, NameOrder, Reading, Word
    from preflight.filing.names.reading import read_name
    from preflight.filing.names.resolution import Candidate, Fit, Match, Resolution, ResolutionStatus, resolve

__all__ = [
    "Agreement",
    "Candidate",
    "Comparison",
    "EntityReason",
    "Fit",
    "Match",
    "Name",
    "NameOrder",
    "NameReason",
    "Reading",
    "Resolution",
    "ResolutionStatus",
    "Word",
    "compare",
    "compare_entities",
    "entity_reasons",
    "index_keys",
    "looks_like_entity",
    "read_name",
    "resolve",
]

_HOMES = {
    "Agreement": "comparison",
    "Comparison": "comparison",
    "NameReason": "comparison",
    "EntityReason": "entities",
    "compare_entities": "entities",
    "entity_reasons": "entities",
    "looks_like_entity": "entities",
    "compare": "matching",
    "index_keys": "matching",
    "Name": "name",
    "NameOrder": "name",
    "Reading": "name",
    "Word": "name",
    "read_name": "reading",
    "Candidate": "resolution",
    "Fit": "resolution",
    "Match": "resolution",
    "Resolution": "resolution",
    "ResolutionStatus": "resolution",
    "resolve": "resolution",
}
"""The module that each public name comes from: imported when it is first asked for."""


def __getattr__(name: str) -> object:
    """Import a public name on first use, so that folding a word does not load everything else."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
