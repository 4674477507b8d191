"""The decision procedure: may this person sign this form for this owner on this day?"""

from __future__ import annotations

from collections.abc import Sequence

from preflight.authority.decision import AuthorityRequest, Decision
from preflight.authority.registry import Registry


def decide(request: AuthorityRequest, registry: Registry) -> Decision:
    """Answer one request from the registry; reads no clock, never raises for what a paper says."""
    raise NotImplementedError


def decide_owner(decisions: Sequence[Decision]) -> Decision:
    """Return the best decision over an owner's signatures: one good line is enough."""
    raise NotImplementedError
