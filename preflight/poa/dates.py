"""Dates inside running text, in the ways in which papers write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from preflight.filing.names.folding import key
from preflight.lazy_dataclass import dataclass

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_UNITS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
)
_DAYS = (
    {name: number for number, name in enumerate(_UNITS, start=1)}
    | {f"twenty{name}": 20 + number for number, name in enumerate(_UNITS[:9], start=1)}
    | {"thirtieth": 30, "thirtyfirst": 31}
)
_MONTH = (
    r"(?P<month>(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?)"
)
_YEAR = r"(?P<year>(?:19|20)\d{2})(?!\d)"
_ORDINAL_WORD = r"(?:(?:twenty|thirty)[-\s])?(?:" + "|".join([*_UNITS, "thirtieth"]) + ")"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d)(?P<day>\d{{1,2}})\s?(?:st|nd|rd"
        rf"|th)?\s(?:day\s)?(?:of\s)?(?:the\smonth\sof\s)?{_MONTH},?\s(?:in\sthe\syear\s)?{_YEAR}",
        rf"\b(?P<word>{_ORDINAL_WORD})\sday\sof\s{_MONTH},?\s(?:in\sthe\syear\s)?{_YEAR}",
        rf"\b{_MONTH}\s(?P<day>\d{{1,2}})(?:\s?(?:st|nd|rd|th))?\s?,?\s?{_YEAR}",
        r"(?<![\d/])(?P<first>\d{1,2})[/.-](?P<second>\d{1,2})[/.-](?P<year>(?:19|20)?\d{2})(?![\d/])",
        r"(?<!\d)(?P<year>(?:19|20)\d{2})-(?P<monthnumber>\d{2})-(?P<day>\d{2})(?!\d)",
    )
)
_CENTURY_TURN = 60
"""Two-digit years below it are of this century: electronic filing began in the 1990s."""


@dataclass(frozen=True, slots=True)
class DateInText:
    """A date and where it stands in a flow. ``ambiguous``: day and month may be exchanged (7/8/2010)."""

    value: date
    start: int
    end: int
    ambiguous: bool = False


def dates_in(text: str, start: int = 0, end: int | None = None) -> Iterator[DateInText]:
    """The dates of ``text[start:end]`` in their order; impossible days (31 June) are left out."""
    stop = len(text) if end is None else end
    found: list[DateInText] = []
    taken: set[int] = set()
    for pattern in _PATTERNS:
        for match in pattern.finditer(text, start, stop):
            reading = _value(match)
            places = range(match.start(), match.end())
            if reading is not None and taken.isdisjoint(places):
                taken.update(places)
                found.append(reading)
    yield from sorted(found, key=lambda item: item.start)


def _value(match: re.Match[str]) -> DateInText | None:
    parts = match.groupdict()
    year = int(parts["year"])
    if year < 100:
        year += 2000 if year < _CENTURY_TURN else 1900
    ambiguous = False
    if parts.get("first"):
        month, day = int(parts["first"]), int(parts["second"])
        if month > 12:
            month, day = day, month
        ambiguous = month != day and day <= 12
    elif parts.get("monthnumber"):
        month, day = int(parts["monthnumber"]), int(parts["day"])
    else:
        month = _MONTHS[key(parts["month"])]
        day = _DAYS.get(key(parts["word"]), 0) if parts.get("word") else int(parts["day"])
    try:
        return DateInText(date(year, month, day), match.start(), match.end(), ambiguous)
    except ValueError:
        return None
