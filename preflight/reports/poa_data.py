"""What was read from powers of attorney, for programs: the registry's format, with evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from preflight.poa.reading import ExhibitReading, PaperReading, RevokedPaper
from preflight.registries.encode import encode_instrument
from preflight.reports.poa_values import value_lines

READING_VERSION = 1


def reading_data(readings: Sequence[ExhibitReading]) -> dict[str, Any]:
    """Nested dictionaries and lists. Offsets count characters of ``text`` from 0, the end excluded."""
    return {"version": READING_VERSION, "exhibits": [_exhibit(reading) for reading in readings]}


def _exhibit(reading: ExhibitReading) -> dict[str, Any]:
    return {
        "name": reading.name,
        "sha256": reading.sha256,
        "section16": reading.is_section16,
        "doubtful": reading.is_doubtful,
        "reason": reading.reason,
        "not_read": [
            {"reason": part.reason, "start": part.start, "end": part.end} for part in reading.not_read
        ],
        "papers": [_paper(paper) for paper in reading.papers],
        "text": reading.text,
    }


def _paper(paper: PaperReading) -> dict[str, Any]:
    return {
        "position": paper.position,
        "start": paper.start,
        "end": paper.end,
        "title": paper.title,
        "section16": paper.is_section16,
        "reason": paper.reason,
        "instrument": encode_instrument(paper.instrument) if paper.instrument is not None else None,
        "revokes": _revoked(paper.revokes) if paper.revokes is not None else None,
        "fields": {
            name: {
                "value": list(value_lines(field.value)),
                "confidence": field.confidence.value,
                "doubt": field.doubt,
                "wordings": list(field.wordings),
                "quotes": [
                    {"words": quote.words, "start": quote.start, "end": quote.end} for quote in field.quotes
                ],
            }
            for name, field in paper.fields.items()
        },
    }


def _revoked(value: RevokedPaper) -> dict[str, Any]:
    return {
        "principal": value.principal,
        "dated": value.dated.isoformat() if value.dated else None,
        "attorneys": list(value.attorneys),
        "executed": value.executed.isoformat() if value.executed else None,
        "effective": value.effective.isoformat() if value.effective else None,
        "instrument": value.instrument,
        "signed": str(value.signed),
    }
