"""Strict building of one instrument from its JSON object.

The fields are those of ``docs/registry.md``; every word is the value of an enumeration in
:mod:`preflight.authority.instruments`. Shorthands are taken only where they can mean one thing.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from preflight.authority.instruments import (
    Attorney,
    AttorneyKind,
    Capacity,
    Confidence,
    Delegation,
    DelegationRight,
    Effective,
    EffectiveMode,
    Exercise,
    Instrument,
    InstrumentType,
    PaperSigner,
    Party,
    PartyKind,
    Quote,
    RevocationClause,
    RevocationMethod,
    Revoker,
    Tri,
    Upstream,
)
from preflight.authority.instruments import Delivery as DeliveryTo
from preflight.registries.document_field import build_document
from preflight.registries.errors import shown
from preflight.registries.fields import (
    Record,
    Wrong,
    check_fields,
    date_of,
    flag,
    missing,
    name_of,
    number,
    optional_cik,
    optional_day,
    optional_text,
    prose,
    text,
    text_list,
    tri,
    within,
    word,
    word_of,
)
from preflight.registries.known import Known
from preflight.registries.scope_fields import build_scope, build_supersession
from preflight.registries.term_fields import build_term

INSTRUMENT_FIELDS = frozenset(
    [
        "id",
        "type",
        "executed",
        "effective",
        "principal",
        "grantors",
        "derives_from",
        "attorneys",
        "exercise",
        "scope",
        "capacities",
        "may_delegate",
        "term",
        "revocation",
        "supersedes",
        "durable",
        "governing_law",
        "others_continue",
        "signed",
        "signed_by",
        "executed_confidence",
        "executed_alternative",
        "executed_sequence",
        "paper",
        "document",
        "recorded",
        "on_file",
        "quotes",
        "notes",
    ]
)
"""Every field that an instrument may have."""

_PARTY = frozenset(("name", "cik", "kind", "aliases"))
_ATTORNEY = frozenset(
    ("name", "kind", "title", "office", "firm", "organisation", "aliases", "substitute_for", "holders")
)
_SIGNER = frozenset(("name", "title"))
_EXERCISE = frozenset(("at_least",))
_EFFECTIVE = frozenset(("mode", "date", "event"))
_UPSTREAM = frozenset(("instrument", "through", "description"))
_DELEGATION = frozenset(("right", "redelegation", "in_place_and_stead"))
_REVOCATION = frozenset(("method", "by", "delivery"))
_QUOTE = frozenset(("field", "words", "start", "end"))

_GRANTING = frozenset(
    (
        InstrumentType.POWER_OF_ATTORNEY,
        InstrumentType.CONFIRMING_STATEMENT,
        InstrumentType.LETTER,
        InstrumentType.DELEGATION,
        InstrumentType.SUBSTITUTION,
    )
)
"""Types that are nothing without attorneys and a scope."""

_ANY_CAPACITY = frozenset((Capacity.ANY,))
_UNSTATED_REVOCATION = RevocationClause()
_NO_DELEGATION = Delegation()
_ON_EXECUTION = Effective()


def build_instrument(record: Record, known: Known) -> Instrument:
    """Return the instrument that ``record`` writes; ``known`` resolves names of issuers and people.

    Raises :class:`Wrong` with the path to the first value that cannot be taken. References to other
    instruments are not followed here.
    """
    check_fields(record, INSTRUMENT_FIELDS, "An instrument")
    identity = text(record, "id", "The instrument")
    if "type" not in record:
        missing("type", "The instrument", f"Say what it is: {', '.join(InstrumentType)} or revocation.")
    kind = word(record, "type", InstrumentType, InstrumentType.POWER_OF_ATTORNEY)
    if "executed" not in record:
        missing("executed", "The instrument", "Write the day of signing as YYYY-MM-DD, or null if unknown.")
    executed = optional_day(record, "executed")
    if "principal" not in record:
        missing("principal", "The instrument", "Name the reporting owner whose filings are covered.")
    principal = within("principal", _principal, record["principal"], known)
    is_delegation = kind in (InstrumentType.DELEGATION, InstrumentType.SUBSTITUTION)
    grantors, derives_from = _origin(record, principal, is_delegation)
    attorneys = _attorneys(record)
    scope = build_scope(record, known)
    if kind in _GRANTING:
        if not attorneys:
            missing("attorneys", "The instrument", "Name at least one attorney-in-fact.")
        if not scope:
            missing("scope", "The instrument", "Say which forms and issuers it covers.")
    exercise, at_least = _exercise(record, len(attorneys))
    return Instrument(
        id=identity,
        type=kind,
        executed=executed,
        principal=principal,
        grantors=grantors,
        attorneys=attorneys,
        scope=scope,
        exercise=exercise,
        exercise_at_least=at_least,
        capacities=_capacities(record) if "capacities" in record else _ANY_CAPACITY,
        derives_from=derives_from,
        effective=_effective(record["effective"], executed) if "effective" in record else _ON_EXECUTION,
        term=build_term(record, known) if "term" in record else (),
        revocation=(
            within("revocation", _revocation, record["revocation"])
            if "revocation" in record
            else _UNSTATED_REVOCATION
        ),
        supersedes=build_supersession(record, known, scope, is_delegation=is_delegation),
        delegation=(
            within("may_delegate", _delegation, record["may_delegate"])
            if "may_delegate" in record
            else _NO_DELEGATION
        ),
        durable=tri(record, "durable", Tri.UNSTATED) if "durable" in record else Tri.UNSTATED,
        governing_law=optional_text(record, "governing_law"),
        others_continue=flag(record, "others_continue", False) if "others_continue" in record else False,
        signed=tri(record, "signed", Tri.YES) if "signed" in record else Tri.YES,
        signed_by=_signers(record) if "signed_by" in record else (),
        executed_confidence=word(record, "executed_confidence", Confidence, Confidence.EXACT),
        executed_alternative=optional_day(record, "executed_alternative"),
        executed_sequence=number(record, "executed_sequence", least=0),
        paper=optional_text(record, "paper"),
        document=(
            within("document", build_document, record["document"])
            if record.get("document") is not None
            else None
        ),
        recorded=optional_day(record, "recorded"),
        on_file=flag(record, "on_file", False) if "on_file" in record else False,
        quotes=_quotes(record) if "quotes" in record else (),
        notes=_notes(record) if "notes" in record else (),
    )


def _principal(value: Any, known: Known) -> Party:
    if not isinstance(value, dict):
        return known.principal(value)
    check_fields(value, _PARTY, "A principal")
    if "name" not in value and "cik" in value:
        return within("cik", known.principal, value["cik"])
    return Party(
        name=text(value, "name", "The principal"),
        cik=optional_cik(value, "cik"),
        kind=word(value, "kind", PartyKind, PartyKind.INDIVIDUAL),
        aliases=text_list(value, "aliases"),
    )


def _origin(
    record: Record, principal: Party, is_delegation: bool
) -> tuple[tuple[str, ...], tuple[Upstream, ...]]:
    """Who signs the paper, and the grants on which a delegation rests."""
    grantors = text_list(record, "grantors")
    if not is_delegation:
        if record.get("derives_from"):
            raise Wrong(
                ("derives_from",),
                "Only a delegation or a substitution derives from another instrument.",
                'Set type to "delegation", or take derives_from away.',
                at_key=True,
            )
        return grantors or (principal.name,), ()
    if "derives_from" not in record:
        missing(
            "derives_from", "The delegation", 'Name the instruments whose authority it passes on, or "all".'
        )
    value = record["derives_from"]
    entries = value if isinstance(value, list) else [value]
    upstream: list[Upstream] = []
    for index, entry in enumerate(entries):
        path = ("derives_from", index) if isinstance(value, list) else ("derives_from",)
        try:
            upstream.extend(_upstream(entry, grantors))
        except Wrong as wrong:
            wrong.path[:0] = path
            raise
    grantors = grantors or tuple(dict.fromkeys(link.through for link in upstream))
    if not grantors:
        missing("grantors", "The delegation", "Name the attorney-in-fact who passes authority on.")
    return grantors, tuple(upstream)


def _upstream(entry: Any, grantors: tuple[str, ...]) -> list[Upstream]:
    if isinstance(entry, dict):
        check_fields(entry, _UPSTREAM, "An entry of derives_from")
        instrument = optional_text(entry, "instrument")
        description = optional_text(entry, "description")
        if instrument is None and description is None:
            missing("instrument", "An entry of derives_from", "Give the id, or a description of the paper.")
        if "through" in entry:
            return [Upstream(instrument, text(entry, "through", "The entry"), description)]
    else:
        instrument, description = name_of(entry), None
    if not grantors:
        raise Wrong(
            (),
            "It is not said who passes this authority on.",
            'Fill in grantors, or write {"instrument": ..., "through": ...}.',
        )
    return [Upstream(instrument, grantor, description) for grantor in grantors]


@lru_cache(maxsize=1 << 14)
def _named_person(name: str) -> Attorney:
    return Attorney(name)


def _attorneys(record: Record) -> tuple[Attorney, ...]:
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


def _exercise(record: Record, attorneys: int) -> tuple[Exercise, int | None]:
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


def _capacities(record: Record) -> frozenset[Capacity]:
    value = record["capacities"]
    if isinstance(value, str):
        return frozenset((word_of(value, Capacity, "capacities"),))
    if not isinstance(value, list) or not value:
        raise Wrong(
            ("capacities",), f'"any" or a list of capacities was expected, but {shown(value)} stands here.'
        )
    return frozenset(word_of(entry, Capacity, "capacities", index) for index, entry in enumerate(value))


def _effective(value: Any, executed: date | None) -> Effective:
    if isinstance(value, dict):
        return within("effective", _effective_object, value, executed)
    if isinstance(value, str) and value in (EffectiveMode.ON_EXECUTION, EffectiveMode.ON_FILING):
        return Effective(EffectiveMode(value))
    day = date_of(value, "effective")
    if executed is None or day > executed:
        return Effective(EffectiveMode.ON_DATE, day)
    return _ON_EXECUTION if day == executed else Effective(EffectiveMode.RETROACTIVE, day)


def _effective_object(value: Record, executed: date | None) -> Effective:
    check_fields(value, _EFFECTIVE, "effective")
    day, event = optional_day(value, "date"), optional_text(value, "event")
    if "mode" not in value:
        missing("mode", "effective", f"Use one of: {', '.join(EffectiveMode)}.")
    mode = word(value, "mode", EffectiveMode, EffectiveMode.ON_EXECUTION)
    if (day is not None) is not (mode in (EffectiveMode.ON_DATE, EffectiveMode.RETROACTIVE)):
        raise Wrong(("date",), f'"{mode}" needs {"no" if day else "a"} date.')
    if (event is not None) is not (mode is EffectiveMode.ON_EVENT):
        raise Wrong(("event",), f'"{mode}" needs {"no" if event else "an"} event.')
    if mode is EffectiveMode.ON_DATE and day is not None and executed is not None and day < executed:
        raise Wrong(
            ("date",),
            f"The grant would begin on {day}, before the paper was signed on {executed}.",
            'A paper that names an earlier day has the mode "retroactive", which does not backdate.',
        )
    return Effective(mode, day, event)


def _revocation(value: Any) -> RevocationClause:
    if isinstance(value, str):
        return RevocationClause(word_of(value, RevocationMethod))
    check_fields(value, _REVOCATION, "revocation")
    by = value.get("by", Revoker.PRINCIPAL)
    return RevocationClause(
        method=word(value, "method", RevocationMethod, RevocationMethod.UNSTATED),
        by=(
            tuple(word_of(entry, Revoker, "by", index) for index, entry in enumerate(by))
            if isinstance(by, list)
            else (word_of(by, Revoker, "by"),)
        ),
        delivery=word(value, "delivery", DeliveryTo, DeliveryTo.UNSTATED),
    )


def _delegation(value: Any) -> Delegation:
    if value is True or value is False:
        return Delegation(DelegationRight.YES if value else DelegationRight.NO)
    if not isinstance(value, dict):
        return Delegation(word_of(value, DelegationRight))
    check_fields(value, _DELEGATION, "may_delegate")
    if "right" not in value:
        missing("right", "may_delegate", f"Use one of: {', '.join(DelegationRight)}.")
    return Delegation(
        right=word(value, "right", DelegationRight, DelegationRight.NO),
        redelegation=tri(value, "redelegation", Tri.UNSTATED),
        in_place_and_stead=flag(value, "in_place_and_stead", False),
    )


def _signers(record: Record) -> tuple[PaperSigner, ...]:
    value = record["signed_by"]
    entries = value if isinstance(value, list) else [value]
    signers: list[PaperSigner] = []
    for index, entry in enumerate(entries):
        path = ("signed_by", index) if isinstance(value, list) else ("signed_by",)
        if isinstance(entry, str):
            signers.append(PaperSigner(name_of(entry, *path)))
            continue
        try:
            check_fields(entry, _SIGNER, "A signer")
            signers.append(PaperSigner(text(entry, "name", "The signer"), optional_text(entry, "title")))
        except Wrong as wrong:
            wrong.path[:0] = path
            raise
    return tuple(signers)


def _quotes(record: Record) -> tuple[Quote, ...]:
    value = record["quotes"]
    if not isinstance(value, list):
        raise Wrong(("quotes",), f"A list of quotes was expected, but {shown(value)} stands here.")
    quotes: list[Quote] = []
    for index, entry in enumerate(value):
        try:
            check_fields(entry, _QUOTE, "A quote")
            start = number(entry, "start", least=0)
            end = number(entry, "end", least=0)
            if start is None or end is None or end < start:
                missing(
                    "start", "The quote", "start and end count characters of the text, end not before start."
                )
            words = prose(entry.get("words"), "words")
            quotes.append(Quote(text(entry, "field", "The quote"), words, start, end))
        except Wrong as wrong:
            wrong.path[:0] = ("quotes", index)
            raise
    return tuple(quotes)


def _notes(record: Record) -> tuple[str, ...]:
    value = record["notes"]
    if isinstance(value, str):
        return (prose(value, "notes"),)
    if not isinstance(value, list):
        raise Wrong(("notes",), f"A list of notes was expected, but {shown(value)} stands here.")
    return tuple(prose(entry, "notes", index) for index, entry in enumerate(value))
