"""Strict building of events, and of the issuer and people tables.

An event is described by a table: which class, and which reader for each of its fields. ``start`` and ``end``
may also be written ``from`` and ``to``. A revocation may stand among the instruments too, with its document.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from preflight.authority.instruments import (
    CeasedInsider,
    Correction,
    Death,
    EntityRelation,
    Event,
    FiduciaryAppointment,
    Incapacity,
    Incumbency,
    Instrument,
    IssuerRecord,
    Membership,
    NameChange,
    ObligationEnded,
    OfficerRecord,
    PartyKind,
    PersonRecord,
    Resignation,
    Revocation,
    RevocationForm,
    Revoker,
    StatusEnd,
    TermEvent,
)
from preflight.lazy_dataclass import dataclass
from preflight.registries.document_field import build_document
from preflight.registries.errors import shown
from preflight.registries.fields import (
    Record,
    Wrong,
    check_fields,
    cik_list,
    cik_of,
    date_of,
    day,
    flag,
    missing,
    name_of,
    optional_cik,
    optional_day,
    optional_text,
    prose,
    suggest,
    text,
    text_list,
    within,
    word,
)
from preflight.registries.known import Known, attorney_of

_Reader = Callable[[Record, str, Known], Any]


def _name(record: Record, key: str, known: Known) -> str:
    return text(record, key, "The event")


def _free_name(record: Record, key: str, known: Known) -> str | None:
    return optional_text(record, key)


def _day(record: Record, key: str, known: Known) -> date:
    return day(record, key, "The event")


def _last_day(record: Record, key: str, known: Known) -> date | None:
    return optional_day(record, key)


def _cik(record: Record, key: str, known: Known) -> str | None:
    return optional_cik(record, key)


def _required(record: Record, key: str) -> Any:
    if key not in record:
        missing(key, "The event")
    return record[key]


def _instrument(record: Record, key: str, known: Known) -> str:
    return known.instrument(_required(record, key), key).id


def _attorney(record: Record, key: str, known: Known) -> str:
    value = _required(record, key)
    return attorney_of(known.instrument(record.get("instrument"), "instrument"), value, key)


def _owner(record: Record, key: str, known: Known) -> str:
    return known.owner(_required(record, key), key)


def _issuer(record: Record, key: str, known: Known) -> str:
    return known.issuer_cik(_required(record, key), key)


def _record(record: Record, key: str, known: Known) -> str:
    return known.record(_required(record, key), key)


def _value(record: Record, key: str, known: Known) -> str:
    return prose(_required(record, key), key)


@dataclass(frozen=True, slots=True)
class EventFields:
    """The class of an event type and the readers of its own fields."""

    build: Callable[..., Event]
    readers: dict[str, _Reader]

    @property
    def names(self) -> frozenset[str]:
        """Every field that an object of this type may have."""
        names = {*self.readers, "id", "type", "source", "recorded"}
        return frozenset(names | ({"from", "to"} if "start" in names else set()))


_PERIOD: dict[str, _Reader] = {"start": _day, "end": _last_day}

EVENT_TYPES: dict[str, EventFields] = {
    "resignation": EventFields(Resignation, {"instrument": _instrument, "attorney": _attorney, "date": _day}),
    "death": EventFields(Death, {"person": _name, "cik": _cik, "date": _day}),
    "incapacity": EventFields(Incapacity, {"person": _name, "cik": _cik, "date": _day}),
    "status_end": EventFields(StatusEnd, {"person": _name, "organisation": _name, "date": _day}),
    "incumbency": EventFields(
        Incumbency, {"title": _name, "organisation": _free_name, "person": _name, **_PERIOD}
    ),
    "membership": EventFields(Membership, {"firm": _name, "person": _name, **_PERIOD}),
    "ceased_insider": EventFields(CeasedInsider, {"owner": _owner, "issuer": _issuer, "date": _day}),
    "obligation_ended": EventFields(ObligationEnded, {"owner": _owner, "issuer": _issuer, "date": _day}),
    "name_change": EventFields(NameChange, {"person": _name, "new_name": _name, "date": _day}),
    "officer_record": EventFields(
        OfficerRecord,
        {"entity": _name, "entity_cik": _cik, "person": _name, "title": _name, **_PERIOD},
    ),
    "entity_relation": EventFields(
        EntityRelation,
        {"entity": _name, "acts_for": _name, "acts_for_cik": _cik, "role": _name, **_PERIOD},
    ),
    "fiduciary_appointment": EventFields(
        FiduciaryAppointment,
        {"person": _name, "owner": _name, "owner_cik": _cik, "role": _name, **_PERIOD},
    ),
    "term_event": EventFields(TermEvent, {"instrument": _instrument, "event": _name, "date": _day}),
    "correction": EventFields(
        Correction,
        {"record": _record, "field": _name, "old": _value, "new": _value, "by": _name, "date": _day},
    ),
}
"""Every event type but ``revocation``, which :func:`build_revocations` reads."""

_NAMES = {kind: fields.names for kind, fields in EVENT_TYPES.items()}

REVOCATION_FIELDS = frozenset(
    [
        "id",
        "type",
        "instrument",
        "revokes",
        "attorney",
        "attorneys",
        "form",
        "executed",
        "delivered",
        "by",
        "source",
        "recorded",
        "document",
    ]
)


def build_events(record: Any, known: Known, position: int) -> list[Event]:
    """Return the event that ``record`` writes; a revocation of several grants or attorneys gives several.

    ``position`` (from 1) makes the id of an event that has none: ``event-3``. Raises :class:`Wrong`.
    """
    if not isinstance(record, dict):
        raise Wrong((), f"An event must be an object, but {shown(record)} stands here.")
    kind = text(record, "type", "The event")
    if kind == "revocation":
        return list(build_revocations(record, known, f"event-{position}"))
    fields = EVENT_TYPES.get(kind)
    if fields is None:
        raise Wrong(
            ("type",), f"{shown(kind)} is no type of event.", suggest(kind, ("revocation", *EVENT_TYPES))
        )
    check_fields(record, _NAMES[kind], f'An event of type "{kind}"')
    identity = optional_text(record, "id") or f"event-{position}"
    known.check_new_id(identity)
    try:
        full = _period(record) if "start" in fields.readers else record
        values = {name: read(full, name, known) for name, read in fields.readers.items()}
        if values.get("end") is not None and values["end"] < values["start"]:
            raise Wrong(
                ("end",), f"The period ends on {values['end']}, before it starts on {values['start']}."
            )
    except Wrong as wrong:
        _restore_short_name(wrong, record)
        raise
    event = fields.build(
        id=identity,
        source=optional_text(record, "source"),
        recorded=optional_day(record, "recorded"),
        **values,
    )
    return [event]


_SHORT_NAMES = {"start": "from", "end": "to"}


def _restore_short_name(wrong: Wrong, record: Record) -> None:
    """Make ``wrong`` point at ``from`` or ``to`` where ``record`` is written with these."""
    short = _SHORT_NAMES.get(str(wrong.path[0])) if wrong.path else None
    if short is not None and short in record:
        wrong.path[0] = short


def _period(record: dict[str, Any]) -> dict[str, Any]:
    """Return ``record`` with ``from`` and ``to`` under their full names."""
    renamed = dict(record)
    for full, short in _SHORT_NAMES.items():
        if short in renamed:
            if full in renamed:
                raise Wrong((short,), f'"{short}" and "{full}" mean the same.', "Keep one.", at_key=True)
            renamed[full] = renamed.pop(short)
    return renamed


def build_revocations(record: Any, known: Known, default_id: str | None = None) -> tuple[Revocation, ...]:
    """Return one revocation for each grant and attorney that ``record`` ends.

    Where there are several, ``-2``, ``-3`` ... are added to the record's id from the second on.
    """
    check_fields(record, REVOCATION_FIELDS, "A revocation")
    identity = optional_text(record, "id") or default_id
    if identity is None:
        missing("id", "The revocation")
    grants = _revoked(record, known)
    names = text_list(record, "attorneys") if "attorneys" in record else text_list(record, "attorney")
    key = "attorneys" if "attorneys" in record else "attorney"
    if "attorney" in record and "attorneys" in record:
        raise Wrong(("attorney",), '"attorney" and "attorneys" mean the same.', "Keep one.", at_key=True)
    executed = day(record, "executed", "The revocation")
    form = word(record, "form", RevocationForm, RevocationForm.SIGNED_WRITING)
    by = word(record, "by", Revoker, Revoker.PRINCIPAL)
    document = within("document", build_document, record["document"]) if record.get("document") else None
    source = optional_text(record, "source") or (
        document and (document.accession_number or document.path or document.url)
    )
    revocations = tuple(
        Revocation(
            id=identity,
            source=source or None,
            recorded=optional_day(record, "recorded"),
            instrument=grant.id,
            attorney=None if name is None else attorney_of(grant, name, key),
            form=form,
            executed=executed,
            delivered=_delivered(record, grant, executed),
            by=by,
        )
        for grant in grants
        for name in (names or (None,))
    )
    numbered = tuple(
        revocation if number == 1 else _with_id(revocation, f"{identity}-{number}")
        for number, revocation in enumerate(revocations, 1)
    )
    for revocation in numbered:
        known.check_new_id(revocation.id)
    return numbered


def _with_id(revocation: Revocation, identity: str) -> Revocation:
    from dataclasses import replace

    return replace(revocation, id=identity)


def _revoked(record: Record, known: Known) -> list[Instrument]:
    key = "revokes" if "revokes" in record else "instrument"
    if "revokes" in record and "instrument" in record:
        raise Wrong(("revokes",), '"revokes" and "instrument" mean the same.', "Keep one.", at_key=True)
    if key not in record:
        missing("instrument", "The revocation", "Give the id of the instrument that is revoked.")
    value = record[key]
    if not isinstance(value, list):
        return [known.instrument(value, key)]
    if not value:
        raise Wrong((key,), "No instrument is listed.", "Give the id of the instrument that is revoked.")
    return [known.instrument(entry, key, index) for index, entry in enumerate(value)]


def _delivered(record: Record, grant: Instrument, executed: date) -> tuple[tuple[str, date], ...]:
    """Days of delivery: one date for all, or a mapping from attorney (``"*"`` or ``"all"``: all) to date."""
    value = record.get("delivered")
    if value is None:
        return ()
    entries = value if isinstance(value, dict) else {"*": value}
    delivered: list[tuple[str, date]] = []
    for name, written in entries.items():
        path = ("delivered", name) if isinstance(value, dict) else ("delivered",)
        received = date_of(written, *path)
        if received < executed:
            raise Wrong(path, f"It was delivered on {received}, before it was written on {executed}.")
        known_name = "*" if name in ("*", "all") else attorney_of(grant, name, *path)
        delivered.append((known_name, received))
    return tuple(delivered)


_ISSUER = frozenset(
    [
        "cik",
        "name",
        "former_names",
        "successor_of",
        "subsidiary_of",
        "affiliate_of",
        "fiscal_year_end",
        "registered_fund",
    ]
)
_PERSON = frozenset(("name", "cik", "kind", "aliases"))
_month_day = re.compile(r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", re.ASCII).fullmatch


def build_issuer(record: Any) -> IssuerRecord:
    """Return the issuer that ``record`` writes. Raises :class:`Wrong`."""
    check_fields(record, _ISSUER, "An issuer")
    if "cik" not in record:
        missing("cik", "The issuer")
    year_end = optional_text(record, "fiscal_year_end")
    if year_end is not None and not _month_day(year_end):
        raise Wrong(("fiscal_year_end",), f"{shown(year_end)} is no day of the year.", "Write MM-DD: 12-31.")
    return IssuerRecord(
        cik=cik_of(record["cik"], "cik"),
        name=text(record, "name", "The issuer"),
        former_names=text_list(record, "former_names"),
        successor_of=cik_list(record, "successor_of"),
        subsidiary_of=cik_list(record, "subsidiary_of"),
        affiliate_of=cik_list(record, "affiliate_of"),
        fiscal_year_end=year_end,
        registered_fund=flag(record, "registered_fund", False),
    )


def build_person(record: Any) -> PersonRecord:
    """Return the person or entity that ``record`` (an object or a name) writes. Raises :class:`Wrong`."""
    if isinstance(record, str):
        return PersonRecord(name_of(record))
    check_fields(record, _PERSON, "A person")
    return PersonRecord(
        name=text(record, "name", "The person"),
        cik=optional_cik(record, "cik"),
        kind=word(record, "kind", PartyKind, PartyKind.INDIVIDUAL),
        aliases=text_list(record, "aliases"),
    )


def build_holders(record: Record, instrument_id: str) -> list[Incumbency]:
    """Return the incumbencies written as ``holders`` of the offices among an instrument's attorneys."""
    holders: list[Incumbency] = []
    attorneys = record.get("attorneys")
    for index, attorney in enumerate(attorneys if isinstance(attorneys, list) else ()):
        entries = attorney.get("holders") if isinstance(attorney, dict) else None
        if entries is None:
            continue
        path = ("attorneys", index, "holders")
        if not isinstance(entries, list):
            raise Wrong(path, f"A list of holders was expected, but {shown(entries)} stands here.")
        for number, entry in enumerate(entries):
            try:
                check_fields(entry, frozenset(("person", "start", "end", "from", "to")), "A holder")
                period = _period(entry)
                holders.append(
                    Incumbency(
                        id=f"{instrument_id}-holder-{len(holders) + 1}",
                        title=attorney.get("office") or attorney["title"],
                        organisation=attorney.get("organisation"),
                        person=text(period, "person", "The holder"),
                        start=day(period, "start", "The holder"),
                        end=optional_day(period, "end"),
                        source=f"instrument {instrument_id}",
                        recorded=optional_day(record, "recorded"),
                    )
                )
            except Wrong as wrong:
                if isinstance(entry, dict):
                    _restore_short_name(wrong, entry)
                wrong.path[:0] = (*path, number)
                raise
    return holders
