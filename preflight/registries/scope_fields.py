"""Strict building of an instrument's scope clauses, and of what it supersedes."""

from __future__ import annotations

import re
from typing import Any

from preflight.authority.instruments import (
    Amendments,
    IssuerMode,
    IssuerScope,
    ScopeClause,
    Supersession,
    SupersessionKind,
    Tri,
)
from preflight.registries.errors import shown
from preflight.registries.fields import (
    Record,
    Wrong,
    check_fields,
    flag,
    looks_like_cik,
    missing,
    name_of,
    optional_text,
    text_list,
    tri,
    within,
    word,
    word_of,
)
from preflight.registries.known import Known

_CLAUSE = frozenset(("clause", "forms", "amendments", "successor_forms", "issuers", "signs_for_principal"))
_ISSUERS = frozenset(("mode", "ciks", "names", "successors"))
_SUPERSEDES = frozenset(("kind", "issuers", "forms", "instruments", "preserved"))

_LISTING = (
    IssuerMode.LIST,
    IssuerMode.LIST_PLUS_SUBSIDIARIES,
    IssuerMode.LIST_PLUS_AFFILIATES,
    IssuerMode.CONTEXT,
)
_form = re.compile(r"[0-9A-Z](?:[0-9A-Z -]{0,18}[0-9A-Z])?").fullmatch
_known_forms = frozenset(("3", "4", "5", "144", "ID", "13D", "13G", "13F", "13H", "D"))

_NOTHING_SUPERSEDED = Supersession()
_ANY_ISSUER = IssuerScope(IssuerMode.ANY)
_UNSTATED_ISSUER = IssuerScope(IssuerMode.UNSTATED)


def build_scope(record: Record, known: Known) -> tuple[ScopeClause, ...]:
    """Return the clauses of ``record["scope"]``: a list of clauses, or one clause."""
    value = record.get("scope", ())
    if isinstance(value, dict):
        return (within("scope", _clause, value, "1", known),)
    if not isinstance(value, (list, tuple)):
        raise Wrong(("scope",), f"A list of clauses was expected, but {shown(value)} stands here.")
    clauses: list[ScopeClause] = []
    for index, entry in enumerate(value):
        try:
            clauses.append(_clause(entry, str(index + 1), known))
        except Wrong as wrong:
            wrong.path[:0] = ("scope", index)
            raise
    return tuple(clauses)


def _clause(entry: Any, label: str, known: Known) -> ScopeClause:
    check_fields(entry, _CLAUSE, "A scope clause")
    if not entry.get("forms"):
        missing("forms", "The scope clause", 'List the forms, as in ["3", "4", "5"], or write "any".')
    if "issuers" not in entry:
        missing("issuers", "The scope clause", 'List the issuers\' CIKs, or write "any" or "unstated".')
    return ScopeClause(
        clause=optional_text(entry, "clause") or label,
        forms=build_forms(entry, "forms"),
        amendments=_amendments(entry),
        successor_forms=flag(entry, "successor_forms", False),
        issuers=within("issuers", _issuers, entry["issuers"], known),
        signs_for_principal=flag(entry, "signs_for_principal", True),
    )


def build_forms(record: Record, key: str) -> frozenset[str]:
    """Return the form types at ``key``, without ``/A``; ``"any"`` and ``"*"`` mean every filing."""
    value = record.get(key, ())
    if not isinstance(value, (list, tuple)):
        return frozenset((_form_type(value, key),))
    return frozenset(_form_type(entry, key, index) for index, entry in enumerate(value))


def _form_type(value: Any, *path: str | int) -> str:
    if isinstance(value, int) and not isinstance(value, bool) and str(value) in _known_forms:
        return str(value)
    name = name_of(value, *path)
    if name in _known_forms:
        return name
    if name in ("any", "*"):
        return "*"
    if name.endswith("/A"):
        raise Wrong(
            path,
            f"{shown(name)} is an amendment; a clause lists forms without /A.",
            f'Write "{name[:-2]}", and say under amendments whether amendments are covered.',
        )
    bare = re.sub(r"(?i)^(?:sec )?(?:form|schedule|sc) ", "", name).upper()
    if bare != name:
        raise Wrong(path, f"{shown(name)} is not written as a form type.", f'Write "{bare}".')
    if not _form(name):
        raise Wrong(
            path, f"{shown(name)} is no form type.", 'Write it as EDGAR does: "4", "144", "ID", "13D".'
        )
    return name


def _amendments(entry: Record) -> Amendments:
    value = entry.get("amendments", Amendments.SILENT)
    if value is True or value == "yes":
        return Amendments.EXPLICIT
    if value is False or value == "no":
        return Amendments.EXCLUDED
    return word_of(value, Amendments, "amendments")


def _issuers(value: Any, known: Known) -> IssuerScope:
    if isinstance(value, list):
        if not value:
            raise Wrong((), "The list of issuers is empty.", 'List CIKs, or write "any" or "unstated".')
        return IssuerScope(
            IssuerMode.LIST, tuple(known.issuer_cik(entry, index) for index, entry in enumerate(value))
        )
    if not isinstance(value, dict):
        if looks_like_cik(value):
            return IssuerScope(IssuerMode.LIST, (known.issuer_cik(value),))
        mode = word_of(value, IssuerMode)
        if mode is IssuerMode.ANY:
            return _ANY_ISSUER
        return _UNSTATED_ISSUER if mode is IssuerMode.UNSTATED else _scope(mode, {}, known)
    check_fields(value, _ISSUERS, "issuers")
    if "mode" not in value and "ciks" not in value:
        missing("mode", "issuers", f"Use one of: {', '.join(IssuerMode)}.")
    return _scope(word(value, "mode", IssuerMode, IssuerMode.LIST), value, known)


def _scope(mode: IssuerMode, value: Record, known: Known) -> IssuerScope:
    names, ciks = text_list(value, "names"), issuer_list(value, "ciks", known)
    if mode in (IssuerMode.ANY, IssuerMode.UNSTATED) and ciks:
        raise Wrong(("ciks",), f'"{mode}" and a list of issuers contradict each other.', at_key=True)
    if mode in _LISTING and mode is not IssuerMode.CONTEXT and not (ciks or names):
        missing("ciks", f'The mode "{mode}"', "List the issuers' CIKs.")
    return IssuerScope(mode, ciks, names, tri(value, "successors", Tri.UNSTATED))


def issuer_list(record: Record, key: str, known: Known) -> tuple[str, ...]:
    """Return the issuers at ``key``, given by CIK or recorded name: a list, a single one, or nothing."""
    value = record.get(key)
    if value is None:
        return ()
    if not isinstance(value, list):
        return (known.issuer_cik(value, key),)
    return tuple(known.issuer_cik(entry, key, index) for index, entry in enumerate(value))


def build_supersession(
    record: Record, known: Known, scope: tuple[ScopeClause, ...], *, is_delegation: bool
) -> Supersession:
    """Return what the instrument supersedes.

    ``"all"`` means all prior authority in the same matters, that is the forms and listed issuers of the
    instrument's own scope: a principal's prior papers, or a delegator's prior delegations. A list holds ids.
    Ids are not looked up here.
    """
    value = record.get("supersedes", SupersessionKind.NONE)
    if isinstance(value, list):
        return Supersession(SupersessionKind.LISTED, instruments=text_list(record, "supersedes"))
    if value == "all":
        return _same_matters(scope, is_delegation=is_delegation)
    if not isinstance(value, dict):
        kind = word_of(value, SupersessionKind, "supersedes")
        if kind is SupersessionKind.LISTED:
            raise Wrong(("supersedes",), "No instrument is listed.", "Write a list of ids.")
        return _NOTHING_SUPERSEDED if kind is SupersessionKind.NONE else Supersession(kind)
    return within("supersedes", _supersession, value, known)


def _supersession(value: Record, known: Known) -> Supersession:
    check_fields(value, _SUPERSEDES, "supersedes")
    if "kind" not in value and "instruments" not in value:
        missing("kind", "supersedes", f"Use one of: {', '.join(SupersessionKind)}.")
    kind = word(value, "kind", SupersessionKind, SupersessionKind.LISTED)
    instruments = text_list(value, "instruments")
    if bool(instruments) is not (kind is SupersessionKind.LISTED):
        needs = "no" if instruments else "a list of"
        raise Wrong(("instruments",), f'"{kind}" needs {needs} instruments.')
    return Supersession(
        kind=kind,
        issuers=issuer_list(value, "issuers", known),
        forms=build_forms(value, "forms") if value.get("forms") is not None else frozenset(),
        instruments=instruments,
        preserved=text_list(value, "preserved"),
    )


def _same_matters(scope: tuple[ScopeClause, ...], *, is_delegation: bool) -> Supersession:
    kind = (
        SupersessionKind.PRIOR_DELEGATIONS_BY_GRANTOR
        if is_delegation
        else SupersessionKind.PRIOR_BY_PRINCIPAL
    )
    forms = frozenset().union(*(clause.forms for clause in scope))
    listed = all(clause.issuers.mode in _LISTING and clause.issuers.ciks for clause in scope)
    ciks = tuple(dict.fromkeys(cik for clause in scope for cik in clause.issuers.ciks)) if listed else ()
    return Supersession(kind, issuers=ciks, forms=frozenset() if "*" in forms else forms)
