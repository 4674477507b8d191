"""The one error of this layer: a registry that cannot be read, understood or written."""

from __future__ import annotations

import json

from preflight.findings import Place

_LONGEST_SHOWN = 60
"""Characters of a value that a message repeats."""


class RegistryError(Exception):
    """A registry that cannot be used; the run ends with exit status 2, never with a pass.

    ``message`` is a sentence for the reader, ``place`` says where in the registry's text it stands (its
    ``element`` is a JSON pointer, RFC 6901), ``remedy`` is an instruction. ``others`` holds further errors
    of the same document, in the order of the text, each without ``others`` of its own. Tokens and passwords
    never stand in any of them.
    """

    def __init__(
        self,
        message: str,
        place: Place | None = None,
        remedy: str = "",
        *,
        others: tuple[RegistryError, ...] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.remedy = remedy
        self.others = others

    def __str__(self) -> str:
        """Place, message and remedy in one line."""
        text = self.message if self.place is None else f"{self.place}: {self.message}"
        return f"{text} {self.remedy}" if self.remedy else text


def shown(value: object) -> str:
    """Return ``value``, read from JSON, as a message repeats it: short, quoted, printable, on one line."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    text = json.dumps(value, ensure_ascii=not (isinstance(value, str) and value.isprintable()))
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
