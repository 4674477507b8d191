"""Instruments and events as the JSON objects from which the strict builder makes them again.

For every value that the builder can make, building what is encoded here gives an equal value. Keys come in
a fixed order and what the builder supplies by itself is left out, so that a written record reads like the
paper and a difference shows what changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from preflight.authority.instruments import (
    Attorney,
    AttorneyKind,
    Capacity,
    Confidence,
    Delegation,
    Document,
    Effective,
    EffectiveMode,
    Event,
    Exercise,
    Instrument,
    IssuerMode,
    IssuerScope,
    Party,
    PartyKind,
    Revocation,
    RevocationClause,
    Revoker,
    ScopeClause,
    Supersession,
    SupersessionKind,
    Term,
    Tri,
    Upstream,
)
from preflight.registries.event_fields import EVENT_TYPES

_FORM_ORDER = {form: number for number, form in enumerate(("ID", "3", "4", "5", "144"))}
_TYPE_OF = {event.build: kind for kind, event in EVENT_TYPES.items()}


def encode_instrument(instrument: Instrument) -> dict[str, Any]:
    """Return the registry's JSON object for ``instrument``."""
    record: dict[str, Any] = {
        "id": instrument.id,
        "type": str(instrument.type),
        "executed": _date(instrument.executed),
    }
    if instrument.effective != Effective():
        record["effective"] = _effective(instrument.effective)
    record["principal"] = _party(instrument.principal)
    if instrument.is_delegation:
        record["derives_from"] = [_upstream(link, instrument.grantors) for link in instrument.derives_from]
    if instrument.is_delegation or instrument.grantors != (instrument.principal.name,):
        record["grantors"] = list(instrument.grantors)
    record["attorneys"] = [_attorney(attorney) for attorney in instrument.attorneys]
    if instrument.exercise is Exercise.AT_LEAST:
        record["exercise"] = {"at_least": instrument.exercise_at_least}
    elif instrument.exercise is not Exercise.UNSTATED:
        record["exercise"] = str(instrument.exercise)
    record["scope"] = [_clause(clause) for clause in instrument.scope]
    if instrument.capacities != frozenset((Capacity.ANY,)):
        record["capacities"] = [str(capacity) for capacity in Capacity if capacity in instrument.capacities]
    record["may_delegate"] = _delegation(instrument.delegation)
    if instrument.term:
        record["term"] = [_term(rule) for rule in instrument.term]
    if instrument.revocation != RevocationClause():
        record["revocation"] = _revocation_clause(instrument.revocation)
    if instrument.supersedes != Supersession():
        record["supersedes"] = _supersession(instrument.supersedes)
    return record | _paper(instrument)


def _paper(instrument: Instrument) -> dict[str, Any]:
    """What is said of the paper itself and of its record."""
    record: dict[str, Any] = {}
    if instrument.durable is not Tri.UNSTATED:
        record["durable"] = str(instrument.durable)
    if instrument.governing_law is not None:
        record["governing_law"] = instrument.governing_law
    if instrument.others_continue:
        record["others_continue"] = True
    if instrument.signed is not Tri.YES:
        record["signed"] = str(instrument.signed)
    if instrument.signed_by:
        record["signed_by"] = [
            signer.name if signer.title is None else {"name": signer.name, "title": signer.title}
            for signer in instrument.signed_by
        ]
    if instrument.executed_confidence is not Confidence.EXACT:
        record["executed_confidence"] = str(instrument.executed_confidence)
    if instrument.executed_alternative is not None:
        record["executed_alternative"] = _date(instrument.executed_alternative)
    if instrument.executed_sequence is not None:
        record["executed_sequence"] = instrument.executed_sequence
    if instrument.paper is not None:
        record["paper"] = instrument.paper
    if instrument.document is not None:
        record["document"] = _document(instrument.document)
    if instrument.recorded is not None:
        record["recorded"] = _date(instrument.recorded)
    if instrument.on_file:
        record["on_file"] = True
    if instrument.quotes:
        record["quotes"] = [
            {"field": quote.field, "words": quote.words, "start": quote.start, "end": quote.end}
            for quote in instrument.quotes
        ]
    if instrument.notes:
        record["notes"] = list(instrument.notes)
    return record


def encode_event(event: Event) -> dict[str, Any]:
    """Return the registry's JSON object for ``event``."""
    if isinstance(event, Revocation):
        record = _revocation(event)
    else:
        kind = _TYPE_OF[type(event)]
        record = {"id": event.id, "type": kind}
        for name in EVENT_TYPES[kind].readers:
            value = getattr(event, name)
            if value is not None:
                record[name] = value if isinstance(value, str) else _date(value)
    if event.source is not None:
        record["source"] = event.source
    if event.recorded is not None:
        record["recorded"] = _date(event.recorded)
    return record


def _revocation(event: Revocation) -> dict[str, Any]:
    record: dict[str, Any] = {"id": event.id, "type": "revocation", "instrument": event.instrument}
    if event.attorney is not None:
        record["attorney"] = event.attorney
    record |= {"form": str(event.form), "executed": _date(event.executed)}
    if event.delivered:
        record["delivered"] = {name: _date(received) for name, received in event.delivered}
    if event.by is not Revoker.PRINCIPAL:
        record["by"] = str(event.by)
    return record


def _date(day: Any) -> str | None:
    return None if day is None else day.isoformat()


def _filled(value: Any, defaults: dict[str, Any]) -> dict[str, Any]:
    """The fields of a dataclass that differ from ``defaults``, in the order of the class."""
    record: dict[str, Any] = {}
    for field in fields(value):
        entry = getattr(value, field.name)
        if field.name in defaults and entry == defaults[field.name]:
            continue
        if isinstance(entry, tuple):
            entry = list(entry)
        elif hasattr(entry, "isoformat"):
            entry = _date(entry)
        elif isinstance(entry, str):
            entry = str(entry)
        record[field.name] = entry
    return record


def _party(party: Party) -> dict[str, Any]:
    return _filled(party, {"cik": None, "kind": PartyKind.INDIVIDUAL, "aliases": ()})


def _attorney(attorney: Attorney) -> str | dict[str, Any]:
    if attorney == Attorney(attorney.name):
        return attorney.name
    kind = {"kind": AttorneyKind.PERSON}
    return _filled(
        attorney, {**kind, "title": None, "organisation": None, "aliases": (), "substitute_for": None}
    )


def _upstream(link: Upstream, grantors: tuple[str, ...]) -> str | dict[str, Any]:
    if link.instrument is not None and link.description is None and grantors == (link.through,):
        return link.instrument
    return _filled(link, {"instrument": None, "description": None})


def _effective(effective: Effective) -> str | dict[str, Any]:
    if effective == Effective(EffectiveMode.ON_FILING):
        return str(effective.mode)
    return _filled(effective, {"date": None, "event": None})


def _clause(clause: ScopeClause) -> dict[str, Any]:
    record: dict[str, Any] = {
        "clause": clause.clause,
        "forms": _forms(clause.forms),
        "amendments": str(clause.amendments),
        "successor_forms": clause.successor_forms,
        "issuers": _issuers(clause.issuers),
    }
    if not clause.signs_for_principal:
        record["signs_for_principal"] = False
    return record


def _forms(forms: Iterable[str]) -> list[str]:
    ordered = sorted(forms, key=lambda form: (_FORM_ORDER.get(form, len(_FORM_ORDER)), form))
    return ["any" if form == "*" else form for form in ordered]


def _issuers(scope: IssuerScope) -> str | list[str] | dict[str, Any]:
    if scope == IssuerScope(IssuerMode.LIST, scope.ciks) and scope.ciks:
        return list(scope.ciks)
    if scope == IssuerScope(scope.mode) and scope.mode in (IssuerMode.ANY, IssuerMode.UNSTATED):
        return str(scope.mode)
    return _filled(scope, {"ciks": (), "names": (), "successors": Tri.UNSTATED})


def _delegation(delegation: Delegation) -> str | dict[str, Any]:
    if delegation == Delegation(delegation.right):
        return str(delegation.right)
    return _filled(delegation, {"redelegation": Tri.UNSTATED, "in_place_and_stead": False})


_TERM_DEFAULTS = {field.name: field.default for field in fields(Term) if field.name != "rule"}


def _term(rule: Term) -> str | dict[str, Any]:
    record = _filled(rule, _TERM_DEFAULTS)
    return str(rule.rule) if len(record) == 1 else record


def _revocation_clause(clause: RevocationClause) -> dict[str, Any]:
    return {
        "method": str(clause.method),
        "by": [str(revoker) for revoker in clause.by],
        "delivery": str(clause.delivery),
    }


def _supersession(supersedes: Supersession) -> str | list[str] | dict[str, Any]:
    if supersedes == Supersession(SupersessionKind.LISTED, instruments=supersedes.instruments):
        return list(supersedes.instruments)
    if supersedes == Supersession(supersedes.kind):
        return str(supersedes.kind)
    record = _filled(supersedes, {"issuers": (), "forms": frozenset(), "instruments": (), "preserved": ()})
    if supersedes.forms:
        record["forms"] = _forms(supersedes.forms)
    return record


def _document(document: Document) -> str | dict[str, Any]:
    if document == Document(path=document.path):
        return str(document.path)
    return _filled(document, {field.name: field.default for field in fields(Document)})
