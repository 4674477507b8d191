"""The worked cases of the authority reference (W001 to W174), row by row."""

from __future__ import annotations

from typing import Any

from preflight.authority.decide import decide


def test_case_gives_the_verdict_codes_and_chain_of_the_reference(case: Any) -> None:
    """Verdict, primary code and, for authorized rows, every secondary code agree with the reference."""
    decision = decide(case.request, case.registry)
    expected = (case.verdict, case.codes[0], set(case.codes[1:]))
    notes = {note.value for note in decision.note_codes} if decision.is_authorized else set()
    assert (decision.verdict.value, decision.code.value, notes) == expected, decision.sentence
