"""Instruments and events in words, for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from preflight.authority.instruments import Event, Instrument, IssuerScope, ScopeClause
from preflight.registries.encode import encode_event, encode_instrument
from preflight.reports.style import printable

_INDENT = 16


def instrument_lines(instrument: Instrument) -> Iterator[str]:
    """Yield the instrument as aligned lines, one field each; scope clause by clause."""
    record = encode_instrument(instrument)
    yield f"{instrument.id}: {in_words(instrument.type)} of {instrument.principal.name}"
    for name, value in record.items():
        if name in ("id", "quotes", "scope"):
            continue
        yield _line(in_words(name), _value(value))
    for clause in instrument.scope:
        yield _line(f"scope {clause.clause}", _clause(clause))


def event_line(event: Event) -> str:
    """Return the event on one line: its id, what happened, and its fields."""
    record = encode_event(event)
    what = in_words(record.pop("type"))
    record.pop("id")
    facts = ", ".join(f"{in_words(name)} {_value(value)}" for name, value in record.items())
    return f"{event.id}: {what}: {facts}"


def on_one_line(text: str) -> str:
    """Return ``text`` on one line, without characters that could steer a terminal."""
    return printable(" ".join(text.split()))


def in_words(name: str) -> str:
    """Return a JSON word as words."""
    return name.replace("_", " ")


def issuers_of(instrument: Instrument) -> str:
    """Return the issuers of all clauses, short."""
    return ", ".join(dict.fromkeys(_issuers(clause.issuers) for clause in instrument.scope)) or "-"


def forms_of(instrument: Instrument) -> str:
    """Return the forms of all clauses, short."""
    forms = [form for clause in encode_instrument(instrument)["scope"] for form in clause["forms"]]
    return " ".join(dict.fromkeys(forms)) or "-"


def _line(label: str, text: str) -> str:
    return f"  {label + ':':<{_INDENT}} {text}"


def _clause(clause: ScopeClause) -> str:
    forms = " ".join(sorted(clause.forms)).replace("*", "any form")
    successors = ", successor forms" if clause.successor_forms else ""
    signs = "" if clause.signs_for_principal else ", no words that let the principal's name be signed"
    return f"{forms} for {_issuers(clause.issuers)}; amendments {clause.amendments}{successors}{signs}"


def _issuers(scope: IssuerScope) -> str:
    listed = ", ".join((*scope.ciks, *scope.names))
    return listed if listed and scope.mode == "list" else f"{in_words(scope.mode)} {listed}".strip()


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(_value(entry) for entry in value) or "none"
    if isinstance(value, dict):
        return ", ".join(
            _value(entry) if name in ("name", "rule", "kind", "mode") else f"{in_words(name)} {_value(entry)}"
            for name, entry in value.items()
        )
    return "not known" if value is None else on_one_line(str(value))
