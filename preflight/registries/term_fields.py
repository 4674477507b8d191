"""Strict building of an instrument's term rules: each kind has the fields that it needs, and no others."""

from __future__ import annotations

from typing import Any

from preflight.authority.instruments import Delivery, Obligation, Term, TermRule
from preflight.registries.errors import shown
from preflight.registries.fields import (
    Record,
    Wrong,
    check_fields,
    missing,
    number,
    optional_day,
    optional_text,
    within,
    word,
    word_of,
)
from preflight.registries.known import Known
from preflight.registries.scope_fields import issuer_list

_TERM = frozenset(
    [
        "rule",
        "until",
        "through",
        "date",
        "years",
        "months",
        "days",
        "obligation",
        "issuers",
        "organisation",
        "title",
        "notice_to",
        "event",
    ]
)
_FIELDS_OF: dict[TermRule, frozenset[str]] = {
    TermRule.OBLIGATION_END: frozenset(("obligation", "issuers")),
    TermRule.FIXED_DATE: frozenset(("date",)),
    TermRule.THROUGH_DATE: frozenset(("date",)),
    TermRule.DURATION: frozenset(("years", "months", "days")),
    TermRule.UNTIL_REVOKED: frozenset(),
    TermRule.UNTIL_NOTICE: frozenset(("notice_to",)),
    TermRule.ATTORNEY_STATUS: frozenset(("organisation", "title")),
    TermRule.UPSTREAM_VALID: frozenset(),
    TermRule.EVENT: frozenset(("event",)),
    TermRule.NONE_STATED: frozenset(),
}
_NEEDS_ONE_OF = {
    TermRule.OBLIGATION_END: ("obligation",),
    TermRule.FIXED_DATE: ("date",),
    TermRule.THROUGH_DATE: ("date",),
    TermRule.DURATION: ("years", "months", "days"),
    TermRule.ATTORNEY_STATUS: ("organisation", "title"),
    TermRule.EVENT: ("event",),
}


def build_term(record: Record, known: Known) -> tuple[Term, ...]:
    """Return the rules of ``record["term"]``: a list, one object, or the word of a rule without fields."""
    value = record["term"]
    if not isinstance(value, list):
        return (within("term", _rule, value, known),)
    rules: list[Term] = []
    for index, entry in enumerate(value):
        try:
            rules.append(_rule(entry, known))
        except Wrong as wrong:
            wrong.path[:0] = ("term", index)
            raise
    return tuple(rules)


def _rule(entry: Any, known: Known) -> Term:
    if isinstance(entry, str):
        entry = {"rule": word_of(entry, TermRule)}
    check_fields(entry, _TERM, "A term rule")
    for shorthand, rule in (("until", TermRule.FIXED_DATE), ("through", TermRule.THROUGH_DATE)):
        if shorthand in entry:
            if len(entry) > 1:
                raise Wrong((shorthand,), f'"{shorthand}" stands alone.', "Make another rule of the rest.")
            day = optional_day(entry, shorthand)
            if day is None:
                raise Wrong((shorthand,), "A date was expected, but null stands here.")
            return Term(rule, day)
    if "rule" not in entry:
        missing("rule", "The term rule", f"Use one of: {', '.join(TermRule)}.")
    rule = word(entry, "rule", TermRule, TermRule.NONE_STATED)
    for key in entry:
        if key != "rule" and key not in _FIELDS_OF[rule]:
            raise Wrong((key,), f'"{key}" does not belong to the term rule "{rule}".', at_key=True)
    needed = _NEEDS_ONE_OF.get(rule, ())
    if needed and not any(entry.get(key) for key in needed):
        raise Wrong((needed[0],), f'The term rule "{rule}" lacks {shown(needed[0])}.')
    return Term(
        rule=rule,
        date=optional_day(entry, "date"),
        years=number(entry, "years", least=0, most=1000) or 0,
        months=number(entry, "months", least=0, most=12_000) or 0,
        days=number(entry, "days", least=0, most=366_000) or 0,
        obligation=(
            word(entry, "obligation", Obligation, Obligation.SECTION_16) if "obligation" in entry else None
        ),
        issuers=issuer_list(entry, "issuers", known),
        organisation=optional_text(entry, "organisation"),
        title=optional_text(entry, "title"),
        notice_to=word(entry, "notice_to", Delivery, Delivery.UNSTATED) if "notice_to" in entry else None,
        event=optional_text(entry, "event"),
    )
