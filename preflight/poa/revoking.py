"""Revocation papers: what they end, whose authority, and from when (authority reference 4.9)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from preflight.authority.instruments import Instrument, Tri
from preflight.poa.dates import dates_in
from preflight.poa.paper import PaperText
from preflight.poa.people import clean_person, person_end, same_person
from preflight.poa.reading import FieldConfidence, FieldReading, ReadingContext, RevokedPaper

_DATED = re.compile(
    r"(?:dated|executed(?:\son)?|signed(?:\son)?|made\son|(?:gave|given|granted)\son"
    r"|of)\s(?:as\sof\s)?(?=\d|[A-Z])",
    re.IGNORECASE,
)
_EFFECTIVE = re.compile(r"effective(?:\sas\sof|\son|\sfrom)?,?\s", re.IGNORECASE)
_NARROW = re.compile(
    r"(?:insofar\sas|to\sthe\sextent(?:\sthat)?|only\sas\sto|as\sto|with\srespect\sto"
    r"|solely\s(?:as\sto|with\srespect\sto)"
    r"|in\sso\sfar\sas)\s[^.;]{0,60}?(?=(?-i:[A-Z])[^\W\d_]*[\s.])"
)
_FAVOUR = re.compile(
    r"(?:in\sfavou?r\sof|(?:gave|given|granted)(?:\son\s[A-Z][^.;]{4,18}\d{4})?\sto"
    r"|appointing|naming|designating"
    r"|authori[sz]ing)\s(?:each\sof\s)?(?=[A-Z])"
)


def read_revoked(
    paper: PaperText,
    principal: str | None,
    executed: date | None,
    signed: Tri,
    known: Sequence[Instrument],
    context: ReadingContext,
) -> tuple[RevokedPaper, FieldReading]:
    """What the paper revokes, and the field ``revocation`` with the words that say so."""
    flow = paper.flow
    end = paper.body.end
    day, place = _date_of_power(paper, executed)
    limits = list(_NARROW.finditer(flow.text, 0, end))
    narrow = next((match for match in limits if _names(flow.text, match.end(), end)), None)
    favour = _FAVOUR.search(flow.text, 0, end)
    attorneys: tuple[str, ...] = ()
    doubt: str | None = None
    if narrow is not None:
        attorneys = tuple(_names(flow.text, narrow.end(), end))
    elif any(re.search(r"so\sfar|extent|only|solely", match.group(), re.IGNORECASE) for match in limits):
        doubt = "The revocation is limited, and the words of the limit were not understood."
    named = tuple(_names(flow.text, favour.end(), end)) if favour is not None else ()
    effective = _effective(paper)
    instrument = _instrument(principal, day, (*known, *context.known), attorneys or named)
    if instrument is None and doubt is None:
        doubt = "The power that is revoked is not among the instruments known here; give its id."
    if attorneys == () and named and instrument is not None and not _all_named(named, instrument):
        attorneys = named
    value = RevokedPaper(
        principal, day, attorneys, executed, effective, instrument.id if instrument else None, signed
    )
    places = [
        item for item in (place, (narrow.start(), narrow.end()) if narrow else None) if item is not None
    ]
    quotes = tuple(flow.quote("revocation", start, stop) for start, stop in places)
    return value, FieldReading(value, quotes, FieldConfidence.LOW if doubt else FieldConfidence.HIGH, doubt)


def _date_of_power(paper: PaperText, executed: date | None) -> tuple[date | None, tuple[int, int] | None]:
    flow = paper.flow
    effective = {
        item.start
        for match in _EFFECTIVE.finditer(flow.text, 0, paper.body.end)
        for item in dates_in(flow.text, match.end(), match.end() + 40)
    }
    for match in _DATED.finditer(flow.text, 0, paper.body.end):
        item = next(iter(dates_in(flow.text, match.end(), min(len(flow.text), match.end() + 40))), None)
        if item is not None and item.start not in effective and (executed is None or item.value <= executed):
            return item.value, (match.start(), item.end)
    return None, None


def _effective(paper: PaperText) -> date | None:
    flow = paper.flow
    for match in _EFFECTIVE.finditer(flow.text, 0, paper.body.end):
        item = next(iter(dates_in(flow.text, match.end(), min(len(flow.text), match.end() + 40))), None)
        if item is not None and item.start - match.end() < 6:
            return item.value
    return None


def _names(text: str, start: int, limit: int) -> list[str]:
    names: list[str] = []
    position = start
    for _ in range(12):
        stop = person_end(text, position, min(limit, position + 80))
        if stop is None:
            break
        names.append(clean_person(text[position:stop]))
        joint = re.compile(r"(?:,\s(?:and\s|or\s)?|\s(?:and|or)\s)(?=[A-Z])").match(text, stop, limit)
        if joint is None:
            break
        position = joint.end()
    return names


def _instrument(
    principal: str | None, day: date | None, known: Sequence[Instrument], attorneys: tuple[str, ...]
) -> Instrument | None:
    if principal is None:
        return None
    found = [
        item
        for item in known
        if any(same_person(principal, name) for name in (item.principal.name, *item.grantors))
        and (day is None or item.executed == day)
        and all(any(same_person(name, other.name) for other in item.attorneys) for name in attorneys)
    ]
    return found[0] if len(found) == 1 else None


def _all_named(named: tuple[str, ...], instrument: Instrument) -> bool:
    return all(any(same_person(name, other.name) for name in named) for other in instrument.attorneys)
