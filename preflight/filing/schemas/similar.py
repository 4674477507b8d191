"""Names and codes that look like each other: what somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable


def resembles(found: str, expected: str) -> bool:
    """Whether ``found`` is ``expected`` in another case or with a slip or two of the pen."""
    if found.casefold() == expected.casefold():
        return True
    allowed = 2 if len(expected) >= 8 else 1
    if abs(len(found) - len(expected)) > allowed:
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(found.casefold(), expected.casefold(), score_cutoff=allowed) <= allowed


def nearest(found: str, expected: Iterable[str]) -> str | None:
    """Return the one of ``expected`` that ``found`` resembles most, or ``None`` where none is near."""
    candidates = [name for name in expected if resembles(found, name)]
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    from rapidfuzz.distance import OSA

    return min(candidates, key=lambda name: OSA.distance(found, name))
