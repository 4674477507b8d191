"""Ids for new records: readable, stable, unique in the registry."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from datetime import date

from preflight.authority.instruments import Instrument
from preflight.authority.registry import Registry


def taken_ids(registry: Registry) -> set[str]:
    """Return the ids of all records of ``registry``."""
    return {instrument.id for instrument in registry.instruments} | {event.id for event in registry.events}


def slug(*words: str | date | None) -> str:
    """Return the words in lower-case ASCII letters and digits, joined by hyphens."""
    text = "-".join(str(word) for word in words if word is not None)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "record"


def instrument_id(instrument: Instrument) -> str:
    """Return an id from who signs the paper and when: ``levenson-2010-07-07``."""
    signer = instrument.grantors[0] if instrument.grantors else instrument.principal.name
    words = [word for word in re.split(r"[\s,]+", signer) if word.strip(".").lower() not in _SUFFIXES]
    family = words[-1] if words and not instrument.principal.kind.is_entity else signer
    return slug(family, instrument.executed)


def unique(wanted: str, taken: Container[str]) -> str:
    """Return ``wanted``, or ``wanted-2``, ``wanted-3`` ... where it is taken."""
    number, candidate = 1, wanted
    while candidate in taken:
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate


_SUFFIXES = frozenset(("", "jr", "sr", "ii", "iii", "iv", "md", "phd", "esq"))
