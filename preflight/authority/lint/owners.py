"""Owners for whom nobody else may sign on a day (LNT014)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from preflight.authority.dates import duties_tail
from preflight.authority.decision import OwnerOnDraft
from preflight.authority.hypotheses import every_owner
from preflight.authority.impact import issuers_of, signers
from preflight.authority.instruments import CeasedInsider, Death, ObligationEnded
from preflight.authority.lint.places import place_of
from preflight.authority.lint.rules import LNT014
from preflight.authority.owners import OwnerGrants, owner_grants
from preflight.authority.person_events import events_about
from preflight.authority.registry import Registry, grouped
from preflight.authority.scope import Cell, lists_form
from preflight.authority.who import is_owner
from preflight.filing.names.folding import word_key
from preflight.findings import Finding

_FORMS = ("3", "4", "5")


def owner_lints(registry: Registry, day: date) -> Iterator[Finding]:
    """Yield the owners, with papers or only with a CIK under people, whom nobody else can help on ``day``."""
    known = [owner for owner in every_owner(registry) if owner.cik or owner_grants(registry, owner).grants]
    ciks = {owner.cik for owner in known}
    more = [OwnerOnDraft(person.cik) for person in registry.people if person.cik and person.cik not in ciks]
    for owner in (*known, *more):
        found = owner_grants(registry, owner)
        if any(
            event.date < day and distance.is_match
            for event, distance in events_about(registry, Death, found.person)
        ):
            continue
        for issuer in issuers_of(registry, found):
            if not _is_over(registry, found, issuer, day):
                yield from _deserted(registry, owner, found, issuer, day)


def _deserted(
    registry: Registry, owner: OwnerOnDraft, found: OwnerGrants, issuer: str | None, day: date
) -> Iterator[Finding]:
    missing: list[str] = []
    in_person = False
    for forms in _alike(registry, found):
        decisions = signers(registry, owner, issuer, forms[0], day)
        able = [decision for decision in decisions if decision.is_authorized]
        in_person = in_person or any(map(is_owner, able))
        if all(map(is_owner, able)):
            missing += forms
    if missing:
        latest = max(found.grants, key=lambda grant: (grant.executed or date.min, grant.id), default=None)
        yield LNT014.at(
            place_of(registry, "" if latest is None else latest.id),
            but=" but the owner" if in_person else "",
            forms=f"Form{'s' if len(missing) > 1 else ''} {', '.join(sorted(missing))}",
            owner=found.person.name,
            cik=owner.cik,
            issuer="any issuer" if issuer is None else f"issuer CIK {int(issuer)}",
            day=str(day),
        )


def _alike(registry: Registry, found: OwnerGrants) -> list[list[str]]:
    """The forms, together where the same clauses give and replace them: one answer serves for all.

    A delegation may also be touched by papers of other owners, so each form is then asked by itself.
    """
    if any(grant.is_delegation for grant in found.grants):
        return [[form] for form in _FORMS]
    groups: dict[tuple[object, ...], list[str]] = {}
    for form in _FORMS:
        cell = Cell(form, None)
        given = tuple(lists_form(registry, clause, cell) for grant in found.grants for clause in grant.scope)
        replaced = tuple(form in grant.supersedes.forms for grant in found.grants)
        groups.setdefault((given, replaced), []).append(form)
    return list(groups.values())


def _is_over(registry: Registry, found: OwnerGrants, issuer: str | None, day: date) -> bool:
    """Whether the duty to report has ended by record, or the tail of duties of one who left is over."""
    if issuer is None:
        return False
    record = registry.issuers_by_cik.get(issuer)
    names = () if record is None else (record.name, *record.former_names)
    issuers = {issuer, *map(word_key, names)}
    ended = _last(registry, ObligationEnded, found, issuers)
    if ended is not None and ended < day:
        return True
    left = _last(registry, CeasedInsider, found, issuers)
    year_end = None if record is None else record.fiscal_year_end
    return left is not None and duties_tail(left, year_end) < day


def _last(
    registry: Registry,
    kind: type[CeasedInsider] | type[ObligationEnded],
    found: OwnerGrants,
    issuers: set[str],
) -> date | None:
    index = registry.index(
        ("by owner", kind),
        lambda: grouped((_reference(event.owner), event) for event in registry.events_of(kind)),
    )
    owners = (*found.person.keys, *((found.person.cik,) if found.person.cik else ()))
    days = [
        event.date
        for owner in owners
        for event in index.get(owner, ())
        if _reference(event.issuer) in issuers
    ]
    return max(days, default=None)


def _reference(text: str) -> str:
    return text if text.isdigit() else word_key(text)
