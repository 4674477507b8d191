"""Registries for tests: a power of attorney and a delegation with sensible defaults."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from preflight.authority.instruments import (
    Amendments,
    Attorney,
    Delegation,
    DelegationRight,
    Event,
    Exercise,
    Instrument,
    InstrumentType,
    IssuerMode,
    IssuerRecord,
    IssuerScope,
    Party,
    PersonRecord,
    ScopeClause,
    Term,
    TermRule,
    Upstream,
)
from preflight.authority.registry import Registry

ISSUER = "0001900000"
OWNER = Party("Miriam Adler", "0001900001", aliases=("ADLER MIRIAM",))
"""The owner of :func:`preflight.testing.filing`, as a principal."""
SECTION_16_FORMS = frozenset({"3", "4", "5"})


def registry(
    *instruments: Instrument,
    events: Iterable[Event] = (),
    issuers: Iterable[IssuerRecord] = (),
    people: Iterable[PersonRecord] = (),
) -> Registry:
    """Return a registry of ``instruments`` that knows their principals and the default filing's owner."""
    parties = dict.fromkeys((OWNER, *(instrument.principal for instrument in instruments)))
    known = [
        *(PersonRecord(party.name, party.cik, party.kind, party.aliases) for party in parties),
        *people,
    ]
    return Registry(instruments, events, issuers, known, location="poa-registry.json")


def power_of_attorney(
    id: str = "adler-2025",
    *,
    attorneys: Sequence[str | Attorney] = ("Jonas Feld",),
    executed: date | None = date(2025, 1, 15),
    principal: Party = OWNER,
    issuers: Sequence[str] = (ISSUER,),
    forms: Iterable[str] = SECTION_16_FORMS,
    exercise: Exercise = Exercise.SEVERAL,
    may_delegate: bool = False,
    until: date | None = None,
) -> Instrument:
    """Return a power of attorney by which ``principal`` appoints ``attorneys``.

    No ``issuers`` means any issuer; ``until`` is the last day of the term.
    """
    return Instrument(
        id=id,
        type=InstrumentType.POWER_OF_ATTORNEY,
        executed=executed,
        principal=principal,
        grantors=(principal.name,),
        attorneys=_attorneys(attorneys),
        scope=(_clause(issuers, forms),),
        exercise=exercise,
        term=_term(until),
        delegation=Delegation(DelegationRight.YES if may_delegate else DelegationRight.NO),
    )


def delegation(
    id: str = "feld-2025",
    *,
    upstream: str = "adler-2025",
    delegator: str = "Jonas Feld",
    attorneys: Sequence[str | Attorney] = ("Ines Varga",),
    executed: date | None = date(2025, 2, 1),
    principal: Party = OWNER,
    issuers: Sequence[str] = (ISSUER,),
    forms: Iterable[str] = SECTION_16_FORMS,
    until: date | None = None,
) -> Instrument:
    """Return a paper by which the attorney-in-fact ``delegator`` passes on authority from ``upstream``."""
    return Instrument(
        id=id,
        type=InstrumentType.DELEGATION,
        executed=executed,
        principal=principal,
        grantors=(delegator,),
        attorneys=_attorneys(attorneys),
        scope=(_clause(issuers, forms),),
        exercise=Exercise.SEVERAL,
        derives_from=(Upstream(upstream, delegator),),
        term=_term(until),
    )


def _attorneys(attorneys: Sequence[str | Attorney]) -> tuple[Attorney, ...]:
    return tuple(Attorney(attorney) if isinstance(attorney, str) else attorney for attorney in attorneys)


def _clause(issuers: Sequence[str], forms: Iterable[str]) -> ScopeClause:
    mode = IssuerMode.LIST if issuers else IssuerMode.ANY
    return ScopeClause("all", frozenset(forms), Amendments.EXPLICIT, True, IssuerScope(mode, tuple(issuers)))


def _term(until: date | None) -> tuple[Term, ...]:
    if until is None:
        return (Term(TermRule.UNTIL_REVOKED),)
    return (Term(TermRule.THROUGH_DATE, date=until),)
