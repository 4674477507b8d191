"""Ownership schemas: which one a document answers to, whether it fits, and what does not.

The schemas are XML Schema files of our own, written from the format's facts, in ``schemas/ownership/``: a
folder for each layout, a file for each form, put together from ``parts/``. libxml2 validates; only where it
refuses a document are the schema files read a second time to find every mistake (:mod:`.walk`).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from preflight.filing.schemas.versions import Fit, SchemaChoice, choose_schema, known_versions, schemas_of

if TYPE_CHECKING:
    from lxml import etree

    from preflight.filing.schemas.walk import Kind, Violation

__all__ = [
    "Fit",
    "Kind",
    "SchemaChoice",
    "Violation",
    "choose_schema",
    "compiled",
    "is_valid",
    "known_versions",
    "library_messages",
    "schemas_of",
    "violations",
]


@cache
def compiled(path: Path) -> etree.XMLSchema:
    """Return the schema file ``path`` ready to validate, compiled once in a process.

    Raises ``lxml.etree.XMLSchemaParseError`` or ``OSError`` where the file is no schema or is missing.
    """
    from lxml import etree

    return etree.XMLSchema(etree.parse(str(path)))


def is_valid(root: etree._Element, choice: SchemaChoice) -> bool:
    """Whether the document ``root`` fits the chosen schema, by libxml2."""
    return compiled(choice.path).validate(root)


def violations(root: etree._Element, choice: SchemaChoice) -> list[Violation]:
    """Return everything that is wrong with ``root`` under the chosen schema, each mistake once."""
    from preflight.filing.schemas.description import describe
    from preflight.filing.schemas.walk import explain

    return explain(root, describe(choice.path))


def library_messages(root: etree._Element, path: Path) -> list[tuple[int, str]]:
    """Return what libxml2 says of ``root`` under the schema file ``path``: line and its own words.

    The words quote values, a CCC's too: they must be masked before anybody sees them.
    """
    schema = compiled(path)
    if schema.validate(root):
        return []
    return [(entry.line, str(entry.message)) for entry in schema.error_log]


def __getattr__(name: str) -> object:
    """Import the words for what is wrong when they are asked for: most documents are valid."""
    if name not in ("Kind", "Violation"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from preflight.filing.schemas import walk

    return getattr(walk, name)
