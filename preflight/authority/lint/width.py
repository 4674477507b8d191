"""Delegations that pass on more than their source gives (LNT002): forms, issuers, capacities."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from preflight.authority.instruments import Capacity, Instrument, IssuerMode
from preflight.authority.lint.places import place_of
from preflight.authority.lint.rules import LNT002
from preflight.authority.owners import OwnerGrants
from preflight.authority.reasons import Reason
from preflight.authority.registry import Registry
from preflight.authority.scope import ANY_FORM, covered_capacities
from preflight.authority.standing import Standings
from preflight.findings import Finding, Severity

_COVERS_ALL = frozenset((Capacity.ANY, Capacity.ANY_OTHER))


def width_lints(
    registry: Registry, owner: OwnerGrants, grant: Instrument, begins: date | None
) -> Iterator[Finding]:
    """Yield where the delegation ``grant`` is wider than a source; ``begins`` is its first day."""
    if not grant.is_delegation or begins is None:
        return
    sources = [registry.by_id.get(upstream.instrument or "") for upstream in grant.derives_from]
    papers = [source for source in sources if source is not None and source.id in owner.ids]
    if not papers:
        return
    wider, whole = _cells(registry, owner, grant, begins)
    wider += _open_ended(grant, papers)
    wider += _capacities(grant, papers)
    if wider:
        yield LNT002.at(
            place_of(registry, grant.id),
            severity=Severity.ERROR if whole else None,
            instrument=grant.id,
            source=", ".join(source.id for source in papers),
            what="; ".join(wider),
        )


def _cells(registry: Registry, owner: OwnerGrants, grant: Instrument, begins: date) -> tuple[list[str], bool]:
    """The forms and issuers beyond the source, by the procedure's own test; and whether that is all."""
    listed = dict.fromkeys(cik for clause in grant.scope for cik in clause.issuers.ciks)
    beyond: dict[str | None, dict[str, None]] = {}
    within = False
    for issuer in listed or (None,):
        standings = Standings(registry, owner, begins, issuer)
        for attorney in grant.attorneys:
            for state in standings.of(grant, attorney).states:
                if any(
                    reason.code is Reason.EXCEEDS_UPSTREAM and "because" in reason.value
                    for reason in state.reasons
                ):
                    beyond.setdefault(issuer, {}).update(dict.fromkeys(state.forms))
                else:
                    within = True
    words = [
        f"{_forms(forms)} for {'any issuer' if issuer is None else f'CIK {int(issuer)}'}"
        for issuer, forms in beyond.items()
    ]
    return words, bool(words) and not within


def _forms(forms: dict[str, None]) -> str:
    return f"Form{'s' if len(forms) > 1 else ''} {', '.join(forms)}"


def _open_ended(grant: Instrument, sources: list[Instrument]) -> list[str]:
    """Words such as "any form" or "any issuer" that no source has."""
    clauses = [clause for source in sources for clause in source.scope]
    words = []
    if any(ANY_FORM in clause.forms for clause in grant.scope) and not any(
        ANY_FORM in clause.forms for clause in clauses
    ):
        words.append("any form")
    wide = (IssuerMode.ANY, IssuerMode.ROLE_BASED)
    if any(clause.issuers.mode in wide for clause in grant.scope) and not any(
        clause.issuers.mode in (*wide, IssuerMode.UNSTATED) for clause in clauses
    ):
        words.append("issuers without a list")
    return words


def _capacities(grant: Instrument, sources: list[Instrument]) -> list[str]:
    """Capacities that the delegation lists and no source covers; a paper that lists none is silent."""
    if not grant.capacities.isdisjoint(_COVERS_ALL):
        return []
    beyond = [
        capacity.replace("_", " ")
        for capacity in sorted(grant.capacities)
        if not any(covered_capacities(source, frozenset((capacity,))) for source in sources)
    ]
    return [f"the capacit{'ies' if len(beyond) > 1 else 'y'} {', '.join(beyond)}"] if beyond else []
