"""Lints of a registry: what is wrong in it, about to end, or of no use.

Whether a grant can be used is not judged here: the decision procedure is asked, so that a lint and a verdict
cannot contradict each other. Unlike a decision, a lint looks at the whole registry.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from preflight.authority.lint.events import event_lints
from preflight.authority.lint.grants import grant_lints
from preflight.authority.lint.names import name_lints
from preflight.authority.lint.owners import owner_lints
from preflight.authority.lint.papers import PaperState, paper_lints
from preflight.authority.registry import Registry
from preflight.findings import Finding

STALE_AFTER_YEARS = 5


def lint(
    registry: Registry,
    day: date,
    *,
    within: timedelta = timedelta(0),
    stale_after_years: int | None = STALE_AFTER_YEARS,
    papers: Mapping[str, PaperState] | None = None,
) -> Iterator[Finding]:
    """Yield what is to be said of ``registry`` on ``day``, in no particular order.

    ``within`` is how far ahead the ends of powers are looked for, ``stale_after_years`` the house limit for
    the age of a paper (``None``: none), and ``papers`` how the signed texts were found, by instrument id.
    """
    yield from grant_lints(registry, day, within, stale_after_years)
    yield from owner_lints(registry, day)
    yield from name_lints(registry)
    yield from event_lints(registry)
    yield from paper_lints(registry, papers or {})
