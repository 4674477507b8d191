"""Lints on the signed texts: there, unchanged, and signed (LNT008 to LNT010)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from preflight.authority.instruments import InstrumentType, Tri
from preflight.authority.lint.places import place_of
from preflight.authority.lint.rules import LNT008, LNT009, LNT010
from preflight.authority.registry import Registry
from preflight.findings import Finding, Severity


class PaperState(StrEnum):
    """How the file of a signed text was found; the words are those of `preflight registry verify`."""

    OK = "ok"
    CHANGED = "changed"
    MISSING = "missing"
    NO_DIGEST = "no digest"
    NO_PAPER = "no paper"
    """No path is recorded: the text may be at an address or on EDGAR."""


def paper_lints(registry: Registry, papers: Mapping[str, PaperState]) -> Iterator[Finding]:
    """Yield what is wrong with the signed texts; ``papers`` tells how files were found, by instrument id."""
    for instrument in registry.instruments:
        place = place_of(registry, instrument.id)
        document = instrument.document
        state = papers.get(instrument.id)
        path = None if document is None else document.path
        if state is PaperState.MISSING:
            yield LNT008.at(place, instrument=instrument.id, path=path)
        elif state is PaperState.CHANGED:
            yield LNT009.at(place, instrument=instrument.id, path=path)
        elif document is None:
            yield LNT008.at(
                place,
                severity=Severity.INFO,
                message='The registry does not say where the signed text of "{instrument}" is.',
                remedy="Record its path, address or accession number under document.",
                instrument=instrument.id,
                path=None,
            )
        if instrument.signed is not Tri.YES and instrument.type is not InstrumentType.STATEMENT_ABOUT_POA:
            yield LNT010.at(
                place,
                instrument=instrument.id,
                signed="not signed" if instrument.signed is Tri.NO else "perhaps not signed",
                giver=", ".join(instrument.grantors) or instrument.principal.name,
            )
