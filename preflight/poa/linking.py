"""Delegations hang on papers: which instrument a recital means (authority reference 2.3, clause 2.1)."""

from __future__ import annotations

from collections.abc import Sequence

from preflight.authority.instruments import Instrument, Upstream
from preflight.poa.derivation import Recital
from preflight.poa.fieldwork import shown
from preflight.poa.flow import Flow
from preflight.poa.people import same_person
from preflight.poa.reading import FieldConfidence, FieldReading


def link(
    recital: Recital, principal: str, delegator: str, candidates: Sequence[Instrument], flow: Flow
) -> FieldReading:
    """The field ``derives_from``: the instrument recited, or its description where it is not known here."""
    quote = (flow.quote("derives_from", recital.start, recital.end),)
    found = [item for item in candidates if _fits(item, recital, principal, delegator)]
    if len(found) == 1:
        through = next(other.name for other in found[0].attorneys if same_person(other.name, delegator))
        value = (Upstream(found[0].id, through),)
        sure = FieldConfidence.HIGH if recital.dated is not None else FieldConfidence.MEDIUM
        return FieldReading(value, quote, sure, None, (recital.wording,))
    why = (
        f"More than one known power of {principal} to {delegator} may be meant; give its id."
        if found
        else f"The power of {principal} to {delegator} on which this paper rests is not among "
        f"those known here."
    )
    value = (Upstream(None, delegator, shown(recital.description, 300)),)
    return FieldReading(value, quote, FieldConfidence.LOW, why, (recital.wording,))


def _fits(item: Instrument, recital: Recital, principal: str, delegator: str) -> bool:
    return (
        same_person(item.principal.name, principal)
        and any(same_person(other.name, delegator) for other in item.attorneys)
        and (recital.dated is None or item.executed == recital.dated)
    )
