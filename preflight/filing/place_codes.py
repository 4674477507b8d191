"""EDGAR's state and country codes: which field takes which code, and which codes are no longer in use.

The codes ship in ``schemas/edgar-codes.json``. Since EDGAR Release 26.1 (18 March 2026) the US states and
territories go into ``rptOwnerState`` and everything else into ``rptOwnerCountry``; before, both kinds went
into ``rptOwnerState``. Source: EDGAR Ownership XML Technical Specification v5.5, section 3.6 and appendices.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache

from preflight.resources import schema_path

NON_US_ADDRESSES_SINCE = date(2026, 3, 18)
"""The first day on which EDGAR takes the non-US address elements (Release 26.1)."""


@dataclass(frozen=True, slots=True)
class PlaceCodes:
    """The two-character codes, each set free of the codes of the others."""

    states: frozenset[str]
    """US states, the District of Columbia and US territories."""
    countries: frozenset[str]
    """Canadian provinces, other countries, the United States as a country (X1) and unknown (XX)."""
    obsolete: frozenset[str]
    """Codes that the SEC's schema still lists and that EDGAR refuses from a filer."""


@cache
def place_codes() -> PlaceCodes:
    """Return the codes, read once. Raises ``FileNotFoundError`` where the installation lacks the file."""
    lists = json.loads(schema_path("edgar-codes.json").read_text(encoding="ascii"))
    return PlaceCodes(
        states=frozenset(lists["states"]),
        countries=frozenset(lists["countries"]),
        obsolete=frozenset(lists["obsolete"]),
    )
