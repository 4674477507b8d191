"""The fields read from a paper → one instrument, with an id that people can read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from preflight.authority.instruments import (
    Attorney,
    Delegation,
    Document,
    Effective,
    Instrument,
    InstrumentType,
    RevocationClause,
    ScopeClause,
    Supersession,
    Term,
    Tri,
    Upstream,
)
from preflight.filing.names.folding import key
from preflight.filing.names.vocabulary import SUFFIXES
from preflight.poa.execution import Execution
from preflight.poa.exercise_field import ExerciseValue
from preflight.poa.parties import Grant
from preflight.poa.reading import FIELDS, FieldReading

T = TypeVar("T")

_LONGEST_ID = 60


def build_instrument(
    identity: str,
    grant: Grant,
    execution: Execution,
    fields: Mapping[str, FieldReading],
    document: Document,
) -> Instrument:
    """Put the fields of one grant together. ``document`` says where the exhibit is."""
    exercise = _only(fields["exercise"], ExerciseValue)
    witnesses = _all(fields["witnesses"], str)
    law = fields["governing_law"].value
    return Instrument(
        id=identity,
        type=_only(fields["type"], InstrumentType),
        executed=execution.day,
        principal=grant.principal,
        grantors=grant.grantors,
        attorneys=_all(fields["attorneys"], Attorney),
        scope=_all(fields["scope"], ScopeClause),
        exercise=exercise.exercise,
        exercise_at_least=exercise.at_least,
        capacities=_only(fields["capacities"], frozenset),
        derives_from=_all(fields["derives_from"], Upstream),
        effective=_only(fields["effective"], Effective),
        term=_all(fields["term"], Term),
        revocation=_only(fields["revocation"], RevocationClause),
        supersedes=_only(fields["supersedes"], Supersession),
        delegation=_only(fields["delegation"], Delegation),
        durable=_only(fields["durable"], Tri),
        governing_law=law if isinstance(law, str) else None,
        signed=grant.signed,
        signed_by=grant.signers,
        executed_confidence=execution.confidence,
        executed_alternative=execution.alternative,
        document=replace(document, notarized=True if fields["notary"].value is not None else None),
        on_file=document.accession_number is not None and grant.principal.cik is not None,
        quotes=tuple(quote for name in FIELDS for quote in fields[name].quotes),
        notes=tuple(f"Witness: {name}" for name in witnesses),
    )


def _only(field: FieldReading, kind: type[T]) -> T:
    """The field's value; every reader of a field gives one kind of value."""
    assert isinstance(field.value, kind)
    return field.value


def _all(field: FieldReading, kind: type[T]) -> tuple[T, ...]:
    """The field's values, for a field that has several."""
    assert isinstance(field.value, tuple)
    return tuple(value for value in field.value if isinstance(value, kind))


def instrument_id(grant: Grant, day: date | None, several_principals: bool, taken: Container[str]) -> str:
    """An id not in ``taken``: the family name of who signs (an entity's name in full) and the year.

    A delegation for several principals names each of them: ``mabry-for-peake-2017``.
    """
    signer = grant.grantors[0] if grant.grantors else grant.principal.name
    if signer == grant.principal.name and grant.principal.kind.is_entity:
        words = signer
    else:
        words = _family(signer)
        if several_principals and signer != grant.principal.name:
            words += f" for {_family(grant.principal.name)}"
    wanted = _slug(f"{words} {day.year if day else 'undated'}")
    number, chosen = 1, wanted
    while chosen in taken:
        number += 1
        chosen = f"{wanted}-{number}"
    return chosen


def _family(name: str) -> str:
    words = [word for word in re.split(r"[\s,]+", name) if word and key(word) not in SUFFIXES]
    return words[-1] if words else "paper"


def _slug(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[-_LONGEST_ID:].strip("-") or "paper"
