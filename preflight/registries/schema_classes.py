"""Replacing values by others that a given JSON Schema cannot tell from them.

Validating a record costs a millisecond; a registry has many records of few shapes. Two strings that are
no word of the schema and match the same of its patterns and length bounds, and two numbers on the same side
of all its bounds, give the same answer, and so do lists with the same distinct elements where the schema
does not count them beyond "not empty". So one record of each class needs to be validated, and no more.
"""

from __future__ import annotations

import marshal
import re
from collections.abc import Iterator
from typing import Any

TOLD_APART_BY = frozenset(("enum", "const", "pattern", "minLength", "maxLength", "minimum", "maximum"))
"""Keywords by which scalars are told apart; the only ones that the registry's schema may use for it."""


class Classes:
    """The equivalence classes of scalars under one schema, each with the first member seen."""

    def __init__(self, schema: dict[str, Any]) -> None:
        constraints = list(_constraints(schema))
        self._words = {
            word
            for key, value in constraints
            if key in ("enum", "const")
            for word in (value if key == "enum" else [value])
            if isinstance(word, (str, int)) and not isinstance(word, bool)
        }
        self._patterns = [
            re.compile(value) for value in sorted({v for key, v in constraints if key == "pattern"})
        ]
        self._lengths = sorted({value for key, value in constraints if key in ("minLength", "maxLength")})
        self._bounds = sorted({value for key, value in constraints if key in ("minimum", "maximum")})
        self._members: dict[object, Any] = {}
        self._texts: dict[str, str] = {}

    def representative(self, value: Any) -> Any:
        """Return a value of the same class as ``value``; equal classes give equal values."""
        if isinstance(value, str):
            found = self._texts.get(value)
            return found if found is not None else self._text(value)
        if isinstance(value, dict):
            return {key: self.representative(entry) for key, entry in value.items()}
        if isinstance(value, list):
            # marshal, because True == 1 in Python and not in JSON Schema
            distinct = {marshal.dumps(entry, 2): entry for entry in map(self.representative, value)}
            return list(distinct.values())
        if type(value) is int and value not in self._words:
            sides = (int, *((value > bound) - (value < bound) for bound in self._bounds))
            return self._members.setdefault(sides, value)
        return value

    def _text(self, value: str) -> str:
        representative = value
        if value not in self._words:
            traits = (
                str,
                *(pattern.search(value) is not None for pattern in self._patterns),
                *((len(value) > length) - (len(value) < length) for length in self._lengths),
            )
            representative = self._members.setdefault(traits, value)
        if len(self._texts) < 65536:
            self._texts[value] = representative
        return representative


def _constraints(schema: Any) -> Iterator[tuple[str, Any]]:
    """Yield each telling keyword of ``schema`` with its value."""
    if isinstance(schema, list):
        for entry in schema:
            yield from _constraints(entry)
    elif isinstance(schema, dict):
        for key, value in schema.items():
            if key in TOLD_APART_BY and not isinstance(value, dict):
                yield key, value
            else:
                yield from _constraints(value)
