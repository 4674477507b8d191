"""The decision procedure against a second, plain reading of the same text, on random registries.

``PREFLIGHT_RANDOM_REGISTRIES`` sets how many are compared (``benchmarks/authority.py`` names a figure for a
full run); the seeds are 0, 1, 2 ..., so a disagreement can be looked at again by its number.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from preflight.authority.decide import decide

COUNT = int(os.environ.get("PREFLIGHT_RANDOM_REGISTRIES", "2000"))
BATCHES = 10


@pytest.mark.parametrize("batch", range(BATCHES))
def test_both_readings_agree(
    batch: int, random_world: Callable[[int], Any], reference: Callable[..., Any]
) -> None:
    """Same verdict; a denial or doubt stands under a code that the plain reading names too."""
    disagreements = []
    for seed in range(batch, COUNT, BATCHES):
        registry, request = random_world(seed)
        decision, expected = decide(request, registry), reference(request, registry)
        agreed = decision.verdict.value == expected.verdict
        if not agreed or not (decision.is_authorized or decision.code.value in expected.codes):
            disagreements.append((seed, decision.verdict.value, decision.code.value, expected))
    assert disagreements == []


def test_the_random_registries_reach_what_they_should(random_world: Callable[[int], Any]) -> None:
    """A comparison over trivial cases would prove little: chains, joint exercise and endings all occur."""
    codes = Counter(
        decide(request, registry).code.value for registry, request in map(random_world, range(600))
    )
    for code in (
        "chain",
        "direct",
        "joint_satisfied",
        "superseded",
        "supersession_same_day",
        "revoked",
        "cycle",
    ):
        assert codes[code] > 0, code
