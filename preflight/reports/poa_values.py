"""The value of one field of a reading in words, for people: text report and HTML page share them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from preflight.authority.instruments import (
    Amendments,
    Attorney,
    AttorneyKind,
    Capacity,
    Delegation,
    Effective,
    EffectiveMode,
    IssuerScope,
    Party,
    RevocationClause,
    ScopeClause,
    Supersession,
    Term,
    TermRule,
    Upstream,
)
from preflight.poa.exercise_field import ExerciseValue
from preflight.poa.reading import Acknowledgment, RevokedPaper, SignatureReading

_NOTHING = "none"


def field_title(name: str) -> str:
    """The field's name as a person reads it: ``derives_from`` → ``derives from``."""
    return name.replace("_", " ")


def value_lines(value: object) -> tuple[str, ...]:
    """The value of a field, one entry a line; ``("none",)`` where there is nothing."""
    if isinstance(value, tuple | frozenset | list):
        entries: Iterable[object] = value if isinstance(value, tuple | list) else sorted(value, key=str)
        lines = tuple(line for entry in entries for line in value_lines(entry))
        if lines and all(isinstance(entry, Capacity) for entry in entries):
            return (", ".join(lines),)
        return lines or (_NOTHING,)
    return (_words(value),)


def _words(value: object) -> str:
    if value is None or value == "":
        return _NOTHING
    if isinstance(value, Party):
        return f"{value.name or _NOTHING} ({value.kind}{f', CIK {int(value.cik)}' if value.cik else ''})"
    if isinstance(value, Attorney):
        return _attorney(value)
    if isinstance(value, ExerciseValue):
        return f"at least {value.at_least} of them" if value.at_least else str(value.exercise)
    if isinstance(value, ScopeClause):
        return _clause(value)
    if isinstance(value, IssuerScope):
        return _issuers(value)
    if isinstance(value, Effective):
        return _effective(value)
    if isinstance(value, Term):
        return _term(value)
    if isinstance(value, RevocationClause):
        by = " or ".join(value.by)
        return f"{_plain(value.method)}, by {by}, delivered to: {_plain(value.delivery)}"
    if isinstance(value, Supersession):
        return _supersession(value)
    if isinstance(value, Delegation):
        again = f", again: {value.redelegation}" if str(value.redelegation) != "unstated" else ""
        return f"{_plain(value.right)}{again}"
    if isinstance(value, Upstream):
        return f"{value.instrument or value.description or 'a paper not known here'}, through {value.through}"
    if isinstance(value, SignatureReading):
        return _signature(value)
    if isinstance(value, Acknowledgment):
        parts = (value.notary, value.county, value.state, value.date)
        return "notarized: " + ", ".join(str(part) for part in parts if part is not None)
    if isinstance(value, RevokedPaper):
        return _revoked(value)
    if isinstance(value, date):
        return value.isoformat()
    return _plain(str(value))


def _plain(word: str) -> str:
    return str(word).replace("_", " ")


def _attorney(attorney: Attorney) -> str:
    words = attorney.name
    if attorney.kind is not AttorneyKind.PERSON:
        words += f" ({attorney.kind})"
    elif attorney.title:
        words += f", {attorney.title}"
    return f"{words}, only in place of {attorney.substitute_for}" if attorney.substitute_for else words


def _clause(clause: ScopeClause) -> str:
    order = {"3": 0, "4": 1, "5": 2}
    forms = ", ".join(sorted(clause.forms, key=lambda form: (order.get(form, 3), form))).replace(
        "*", "any form"
    )
    amendments = {
        Amendments.EXPLICIT: "with amendments",
        Amendments.SILENT: "amendments not mentioned",
        Amendments.EXCLUDED: "without amendments",
    }[clause.amendments]
    successors = ", and successor forms" if clause.successor_forms else ""
    signs = "" if clause.signs_for_principal else "; no words that let the principal's name be signed"
    return f"{clause.clause}: {forms}; {amendments}{successors}{signs}"


def _issuers(scope: IssuerScope) -> str:
    listed = ", ".join((*scope.names, *(f"CIK {int(cik)}" for cik in scope.ciks)))
    if len(scope.ciks) < len(scope.names) and not str(scope.mode).startswith("context"):
        listed += " (CIK missing)"
    words = listed if str(scope.mode) == "list" and listed else f"{_plain(scope.mode)} {listed}".strip()
    return f"{words}, and successors" if str(scope.successors) == "yes" else words


def _effective(effective: Effective) -> str:
    if effective.mode is EffectiveMode.ON_EXECUTION:
        return "on execution"
    return f"{_plain(effective.mode)} {effective.date or effective.event or ''}".strip()


def _term(term: Term) -> str:
    spans = ((term.years, "year"), (term.months, "month"), (term.days, "day"))
    length = " ".join(f"{count} {unit}{'s' if count != 1 else ''}" for count, unit in spans if count)
    details = [
        str(detail)
        for detail in (
            term.date,
            length,
            term.obligation and _plain(term.obligation),
            term.title,
            term.organisation,
            term.notice_to,
            term.event,
        )
        if detail
    ]
    if term.rule is TermRule.NONE_STATED:
        return "none stated"
    return f"{_plain(term.rule)}: {', '.join(details)}" if details else _plain(term.rule)


def _supersession(value: Supersession) -> str:
    reach = []
    if value.instruments:
        reach.append(", ".join(value.instruments))
    if value.forms:
        reach.append("forms " + ", ".join(sorted(value.forms)))
    if value.issuers:
        reach.append("issuers " + ", ".join(value.issuers))
    return f"{_plain(value.kind)} ({'; '.join(reach)})" if reach else _plain(value.kind)


def _signature(value: SignatureReading) -> str:
    words = value.name + (f", {value.title}" if value.title else "")
    if value.entity:
        words += f", for {value.entity}"
    if value.via:
        words += f" (through {', '.join(value.via)})"
    return f"{words}, {value.dated}" if value.dated else words


def _revoked(value: RevokedPaper) -> str:
    whose = ", ".join(value.attorneys) if value.attorneys else "all attorneys"
    which = value.instrument or f"the power of {value.dated or 'an unknown day'}"
    start = f", from {value.effective}" if value.effective else ""
    return f"ends {which} for {whose}{start}"
