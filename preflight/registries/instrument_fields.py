"""Strict building of one instrument from its JSON object.

The fields are those of ``docs/registry.md``; every word is the value of an enumeration in
:mod:`preflight.authority.instruments`. Shorthands are taken only where they can mean one thing.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from preflight.authority.instruments import (
    Confidence,
    Effective,
    EffectiveMode,
    Instrument,
    InstrumentType,
    PaperSigner,
    Party,
    PartyKind,
    Quote,
    Tri,
    Upstream,
)
from preflight.registries.attorney_fields import build_attorneys, build_exercise
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
)
from preflight.registries.grant_fields import build_grant
from preflight.registries.known import Known

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
_SIGNER = frozenset(("name", "title"))
_EFFECTIVE = frozenset(("mode", "date", "event"))
_UPSTREAM = frozenset(("instrument", "through", "description"))
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
    attorneys = build_attorneys(record)
    grant = build_grant(record, known, is_delegation=is_delegation)
    if kind in _GRANTING:
        if not attorneys:
            missing("attorneys", "The instrument", "Name at least one attorney-in-fact.")
        if not grant.scope:
            missing("scope", "The instrument", "Say which forms and issuers it covers.")
    exercise, at_least = build_exercise(record, len(attorneys))
    return Instrument(
        id=identity,
        type=kind,
        executed=executed,
        principal=principal,
        grantors=grantors,
        attorneys=attorneys,
        scope=grant.scope,
        exercise=exercise,
        exercise_at_least=at_least,
        capacities=grant.capacities,
        derives_from=derives_from,
        effective=_effective(record["effective"], executed) if "effective" in record else _ON_EXECUTION,
        term=grant.term,
        revocation=grant.revocation,
        supersedes=grant.supersedes,
        delegation=grant.delegation,
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
