"""What was read from a paper, for the person who decides whether to record it: doubtful fields first."""

from __future__ import annotations

from collections.abc import Iterator

from preflight.authority.registry import Registry
from preflight.cli.registry.describe import in_words, instrument_lines, on_one_line
from preflight.cli.registry.intake import Candidate, already_recorded, known_in
from preflight.registries.fields import Wrong
from preflight.registries.instrument_fields import build_instrument

_LONGEST_QUOTE = 100


def candidate_lines(candidate: Candidate, number: int, of: int, registry: Registry) -> Iterator[str]:
    """Yield the candidate as lines: its doubts, then the instrument, then the words it rests on."""
    if of > 1:
        yield f"instrument {number} of {of}"
    for name, doubt in candidate.doubts.items():
        yield f"  ! {in_words(name)}: {doubt}"
    try:
        yield from instrument_lines(
            build_instrument({"id": "(no id yet)", **candidate.record}, known_in(registry))
        )
    except Wrong as wrong:
        path = ".".join(map(str, wrong.path))
        yield f"  ! {path}: {wrong.message} {wrong.remedy}".rstrip()
    if candidate.paper is not None:
        for name, reading in candidate.paper.fields.items():
            for quote in reading.quotes:
                words = on_one_line(quote.words)
                shown = words if len(words) <= _LONGEST_QUOTE else words[:_LONGEST_QUOTE] + "…"
                yield f'  {in_words(name)}: "{shown}"'
    before = already_recorded(candidate.record, registry)
    if before is not None:
        yield f"  recorded before as {before}"
