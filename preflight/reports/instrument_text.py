"""What a paper covers, in one line: forms, issuers, term, and whether its attorneys may delegate."""

from __future__ import annotations

from preflight.authority.instruments import (
    Amendments,
    DelegationRight,
    Instrument,
    IssuerMode,
    ScopeClause,
    Term,
    TermRule,
)

_ISSUERS = {
    IssuerMode.ROLE_BASED: "any issuer of which the owner is director, officer or ten-percent owner",
    IssuerMode.ANY: "any issuer",
    IssuerMode.UNSTATED: "issuers not stated",
    IssuerMode.CONTEXT: "the company of the filing that it came with",
}
_TERMS = {
    TermRule.OBLIGATION_END: "while reporting duties last",
    TermRule.FIXED_DATE: "until {date}",
    TermRule.THROUGH_DATE: "through {date}",
    TermRule.DURATION: "for {duration}",
    TermRule.UNTIL_REVOKED: "until revoked",
    TermRule.UNTIL_NOTICE: "until notice",
    TermRule.ATTORNEY_STATUS: "while the attorney-in-fact is with {organisation}",
    TermRule.UPSTREAM_VALID: "as long as the power that it rests on",
    TermRule.EVENT: "until {event}",
    TermRule.NONE_STATED: "no term stated",
}
_MAY_DELEGATE = (DelegationRight.YES, DelegationRight.YES_SUBJECT_TO_LAW, DelegationRight.SUBSTITUTION)


def terms(instrument: Instrument, clause: str | None = None) -> str:
    """Return what ``instrument`` covers in words; only its ``clause`` of that name where one is given."""
    clauses = [each for each in instrument.scope if clause is None or each.clause == clause]
    parts = [_clause(each) for each in clauses or instrument.scope]
    parts.append(", ".join(map(_term, instrument.term)) or "no term recorded")
    if instrument.delegation.right in _MAY_DELEGATE:
        parts.append("may be delegated")
    return "; ".join(parts)


def _clause(clause: ScopeClause) -> str:
    listed = ", ".join(sorted(clause.forms, key=_form_order))
    forms = "any form" if "*" in clause.forms else f"Form{'s' if len(clause.forms) > 1 else ''} {listed}"
    if clause.amendments is Amendments.EXPLICIT:
        forms += " and amendments"
    elif clause.amendments is Amendments.EXCLUDED:
        forms += " without amendments"
    return f"{forms}; {_issuers(clause)}"


def _form_order(form: str) -> tuple[int, str]:
    return (0 if form in ("3", "4", "5") else 1, form)


def _issuers(clause: ScopeClause) -> str:
    scope = clause.issuers
    listed = ", ".join((*scope.names, *(f"CIK {int(cik)}" for cik in scope.ciks)))
    if scope.mode in (IssuerMode.LIST, IssuerMode.LIST_PLUS_SUBSIDIARIES, IssuerMode.LIST_PLUS_AFFILIATES):
        beyond = {
            IssuerMode.LIST_PLUS_SUBSIDIARIES: " and subsidiaries",
            IssuerMode.LIST_PLUS_AFFILIATES: " and affiliates",
        }.get(scope.mode, "")
        return f"{listed or 'no issuer'}{beyond}"
    words = _ISSUERS[scope.mode]
    return f"{words} ({listed})" if listed else words


def _term(term: Term) -> str:
    spans = ((term.years, "year"), (term.months, "month"), (term.days, "day"))
    duration = " ".join(f"{count} {unit}{'s' if count != 1 else ''}" for count, unit in spans if count)
    return _TERMS[term.rule].format(
        date=term.date or "a date not recorded",
        duration=duration or "a time not recorded",
        organisation=term.organisation or "the organisation",
        event=term.event or "an event not recorded",
    )
