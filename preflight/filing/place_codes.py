"""EDGAR's state and country codes: which field takes which code, and which codes are no longer in use.

The lists are those of the schemas (``schemas/ownership/parts/codes-places.xsd``), so that there is one copy.
Since EDGAR Release 26.1 (18 March 2026) US states and territories go into ``rptOwnerState`` and everything
else into ``rptOwnerCountry``; before, both kinds went into ``rptOwnerState``. Source: EDGAR Ownership XML
Technical Specification v5.5, section 3.6 and appendices.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from preflight.lazy_dataclass import dataclass
from preflight.resources import schema_path

NON_US_ADDRESSES_SINCE = date(2026, 3, 18)
"""The first day on which EDGAR takes the non-US address elements (Release 26.1)."""

_XSD = "{http://www.w3.org/2001/XMLSchema}"


@dataclass(frozen=True, slots=True)
class PlaceCodes:
    """The two-character codes, no code in two of the sets."""

    states: frozenset[str]
    """US states, the District of Columbia and US territories."""
    countries: frozenset[str]
    """Canadian provinces, other countries, the United States as a country (X1) and unknown (XX)."""
    obsolete: frozenset[str]
    """Codes that the SEC's schema still lists and that EDGAR refuses from a filer."""


@cache
def place_codes() -> PlaceCodes:
    """Return the codes, read once. Raises ``FileNotFoundError`` where the installation lacks the schema."""
    from lxml import etree

    root = etree.parse(schema_path("ownership/parts/codes-places.xsd")).getroot()

    def codes(*kinds: str) -> frozenset[str]:
        return frozenset(
            enumeration.get("value", "")
            for kind in root.iter(f"{_XSD}simpleType")
            if kind.get("name") in kinds
            for enumeration in kind.iter(f"{_XSD}enumeration")
        )

    return PlaceCodes(
        states=codes("UsState"),
        countries=codes("CanadianProvince", "Country"),
        obsolete=codes("ObsoleteCountry"),
    )
