"""Strict building of an instrument's attorneys-in-fact, and of how several of them act."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from preflight.authority.instruments import Attorney, AttorneyKind, Exercise
from preflight.registries.errors import shown
from preflight.registries.fields import (
    Record,
    Wrong,
    check_fields,
    missing,
    name_of,
    number,
    optional_text,
    text_list,
    word,
    word_of,
)

_ATTORNEY = frozenset(
    ("name", "kind", "title", "office", "firm", "organisation", "aliases", "substitute_for", "holders")
)
_EXERCISE = frozenset(("at_least",))


@lru_cache(maxsize=1 << 14)
def _named_person(name: str) -> Attorney:
    return Attorney(name)


def build_attorneys(record: Record) -> tuple[Attorney, ...]:
    """Return the attorneys of ``record["attorneys"]``: a list of names or objects, or one name.

    ``holders`` of an office are left to :func:`preflight.registries.event_fields.build_holders`.
    """
    value = record.get("attorneys", ())
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, (list, tuple)):
        raise Wrong(("attorneys",), f"A list of attorneys was expected, but {shown(value)} stands here.")
    attorneys: list[Attorney] = []
    for index, entry in enumerate(value):
        if isinstance(entry, str):
            attorneys.append(_named_person(name_of(entry, "attorneys", index)))
            continue
        try:
            attorneys.append(_attorney(entry))
        except Wrong as wrong:
            wrong.path[:0] = ("attorneys", index)
            raise
    return tuple(attorneys)


def _attorney(entry: Any) -> Attorney:
    check_fields(entry, _ATTORNEY, "An attorney")
    name, title = optional_text(entry, "name"), optional_text(entry, "title")
    organisation = optional_text(entry, "organisation")
    if "kind" in entry:
        kind = word(entry, "kind", AttorneyKind, AttorneyKind.PERSON)
    elif "office" in entry or "holders" in entry:
        kind = AttorneyKind.OFFICE
    elif "firm" in entry:
        kind = AttorneyKind.FIRM
    else:
        kind = AttorneyKind.OFFICE if name is None and title is not None else AttorneyKind.PERSON
    for field, owner in (("office", AttorneyKind.OFFICE), ("firm", AttorneyKind.FIRM)):
        if field in entry and kind is not owner:
            raise Wrong((field,), f'"{field}" does not go with the kind "{kind}".', at_key=True)
    if "holders" in entry and kind is not AttorneyKind.OFFICE:
        raise Wrong(("holders",), "Only an office has holders.", at_key=True)
    if kind is AttorneyKind.OFFICE:
        title = optional_text(entry, "office") or title
        if title is None:
            missing(
                "title", "The office", 'Name the office, as in {"title": "Treasurer", "organisation": ...}.'
            )
        name = name or (f"{title} of {organisation}" if organisation else title)
    if kind is AttorneyKind.FIRM:
        name = name or optional_text(entry, "firm")
    if name is None:
        missing("name", "The attorney")
    return Attorney(
        name=name,
        kind=kind,
        title=title,
        organisation=organisation,
        aliases=text_list(entry, "aliases"),
        substitute_for=optional_text(entry, "substitute_for"),
    )


def build_exercise(record: Record, attorneys: int) -> tuple[Exercise, int | None]:
    """Return how ``attorneys`` many act, and N where at least N must."""
    value = record.get("exercise", Exercise.UNSTATED)
    if not isinstance(value, dict):
        mode = word_of(value, Exercise, "exercise")
        if mode is Exercise.AT_LEAST:
            raise Wrong(("exercise",), "It is not said how many must act.", 'Write {"at_least": 2}.')
        return mode, None
    try:
        check_fields(value, _EXERCISE, "exercise")
        least = number(value, "at_least", least=1)
        if least is None:
            missing("at_least", "exercise")
        if least > attorneys:
            raise Wrong(("at_least",), f"{least} of {attorneys} attorneys cannot act together.")
    except Wrong as wrong:
        wrong.path.insert(0, "exercise")
        raise
    return Exercise.AT_LEAST, least
