"""Dates in a signature line, as they are typed there."""

from __future__ import annotations

from datetime import date

from preflight.filing.signatures.lexeme import Lexeme
from preflight.filing.signatures.lexicon import Symbol
from preflight.filing.signatures.tokens import Token, TokenKind

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}


def date_at(tokens: list[Token], position: int) -> Lexeme | None:
    """Return the date at ``position``: ``7/7/2010``, ``2020-03-04``, ``July 9, 2010`` or ``1 May 2019``."""
    ordinal = _ordinal_date_at(tokens, position)
    if ordinal is not None:
        return ordinal
    token = tokens[position]
    day, separator, _ = token.text.partition("T")  # 2022-03-04T16:15:00Z
    numbers = _numbers(day if separator else token.text)
    if len(numbers) == 3:
        found = _numeric_date(numbers)
        return None if found is None else Lexeme(Symbol.DATE, position, position, (token,), date=found)
    window = [
        index
        for index in range(position, min(position + 4, len(tokens)))
        if tokens[index].kind is not TokenKind.COMMA
    ][:3]
    if len(window) < 3 or window[1] != position + 1:
        return None
    words = [tokens[index].key for index in window]
    month, day = (words[0], words[1]) if words[0] in _MONTHS else (words[1], words[0])
    day = day.rstrip("stndrh")
    if month not in _MONTHS or not (day.isdecimal() and len(day) <= 2) or not _is_year(words[2]):
        return None
    found = _calendar_date(int(words[2]), _MONTHS[month], int(day))
    if found is None:
        return None
    last = window[2]
    return Lexeme(Symbol.DATE, position, last, tuple(tokens[position : last + 1]), date=found)


def _ordinal_date_at(tokens: list[Token], position: int) -> Lexeme | None:
    """Read "this 6th day of May, 2020" and "the 6th of May 2020"."""
    words = [token for token in tokens[position : position + 7] if token.kind is not TokenKind.COMMA]
    if words and words[0].key in ("this", "the"):
        words = words[1:]
    if len(words) > 1 and words[1].key == "day":
        del words[1]
    if len(words) < 4 or words[1].key != "of" or words[2].key not in _MONTHS or not _is_year(words[3].key):
        return None
    day = words[0].key.rstrip("stndrh")
    if not (day.isdecimal() and len(day) <= 2):
        return None
    found = _calendar_date(int(words[3].key), _MONTHS[words[2].key], int(day))
    if found is None:
        return None
    last = tokens.index(words[3], position)
    return Lexeme(Symbol.DATE, position, last, tuple(tokens[position : last + 1]), date=found)


def _numbers(text: str) -> list[str]:
    """Return the digits of a numeric date between slashes, dashes or periods, or nothing."""
    if len(text) > 12:
        return []
    numbers = text.replace("-", "/").replace(".", "/").rstrip("/").split("/")
    return numbers if all(number.isdecimal() and number.isascii() for number in numbers) else []


def _numeric_date(numbers: list[str]) -> date | None:
    """Read three numbers as a date, in the American order unless the year comes first."""
    if len(numbers[0]) == 4:
        year, month, day = map(int, numbers)
    else:
        month, day, year = map(int, numbers)
        if len(numbers[2]) == 2:
            year += 2000 if year < 70 else 1900
        if month > 12:
            month, day = day, month
    return _calendar_date(year, month, day)


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isascii() and word.isdecimal()


def _calendar_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
