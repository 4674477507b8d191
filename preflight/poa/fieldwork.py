"""Small helps for the modules that read one field each."""

from __future__ import annotations

from collections.abc import Iterable

from preflight.poa.flow import Flow
from preflight.poa.reading import FieldConfidence, FieldReading
from preflight.poa.wording import Hit


def reading(
    name: str,
    value: object,
    flow: Flow,
    places: Iterable[tuple[int, int]] = (),
    *,
    confidence: FieldConfidence = FieldConfidence.HIGH,
    doubt: str | None = None,
    wordings: Iterable[str] = (),
) -> FieldReading:
    """A field's reading; ``places`` are offsets in ``flow``. A doubt makes it low, if not missing."""
    if doubt is not None and confidence is not FieldConfidence.MISSING:
        confidence = FieldConfidence.LOW
    quotes = tuple(flow.quote(name, start, end) for start, end in dict.fromkeys(places) if end > start)
    return FieldReading(value, quotes, confidence, doubt, tuple(dict.fromkeys(wordings)))


def missing(name: str, value: object, flow: Flow, doubt: str) -> FieldReading:
    """The reading of a field that the paper should have and does not."""
    return reading(name, value, flow, confidence=FieldConfidence.MISSING, doubt=doubt)


def places(hits: Iterable[Hit[object]]) -> list[tuple[int, int]]:
    """Offsets of the hits."""
    return [(hit.start, hit.end) for hit in hits]


def shown(words: str, limit: int = 120) -> str:
    """Words for a sentence: one line, shortened."""
    text = " ".join(words.split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
