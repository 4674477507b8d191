"""Where an element that a schema does not have does exist: on other forms, in other versions."""

from __future__ import annotations

from functools import cache

from preflight.filing.schemas.description import describe
from preflight.filing.schemas.versions import SchemaChoice, known_versions, schemas_of


@cache
def _elements(choice: SchemaChoice) -> frozenset[str]:
    return frozenset(describe(choice.path).parents())


def forms_with(name: str, folder: str) -> list[str]:
    """Return the forms whose schema in ``folder`` has the element ``name``, in order."""
    forms = sorted({form for known in known_versions() for form in known.forms})
    choices = [choice for form in forms for choice in schemas_of(form) if choice.folder == folder]
    return [choice.form for choice in choices if name in _elements(choice)]


def versions_with(name: str, form: str) -> list[str]:
    """Return the versions, newest first, whose schema of ``form`` has the element ``name``."""
    return [choice.version for choice in schemas_of(form) if name in _elements(choice)]
