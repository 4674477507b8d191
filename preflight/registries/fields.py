"""The small readers of which the strict builder is made: one JSON value in, one typed value out.

Each takes the object and the key, so that a wrong value is reported at its place. Nothing is guessed: an
unknown field, a wrong type, a date that does not exist or a character that cannot be seen is an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any, NoReturn, TypeVar

from preflight.authority.instruments import Tri
from preflight.registries.errors import shown

Record = Mapping[str, Any]
"""A JSON object."""

Step = str | int
_Word = TypeVar("_Word", bound=StrEnum)
_Value = TypeVar("_Value")

_OTHER_WORDS = {
    "agent": "attorneys",
    "agents": "attorneys",
    "attorney_in_fact": "attorneys",
    "attorneys_in_fact": "attorneys",
    "date_signed": "executed",
    "dated": "executed",
    "delegable": "may_delegate",
    "delegation": "may_delegate",
    "expires": "term",
    "kind": "type",
    "known": "recorded",
    "org": "organisation",
    "organization": "organisation",
    "owner": "principal",
    "signed_on": "executed",
    "upstream": "derives_from",
    "valid_until": "term",
}
"""Field names that people and other systems use, and ours."""


class Wrong(Exception):  # noqa: N818 - not an error by itself: the builder adds the place
    """A value that cannot be taken. ``path`` leads to it from the record; ``at_key`` points at the key."""

    def __init__(self, path: Iterable[Step], message: str, remedy: str = "", *, at_key: bool = False) -> None:
        super().__init__(message)
        self.path = list(path)
        self.message = message
        self.remedy = remedy
        self.at_key = at_key


def within(step: Step, build: Callable[..., _Value], *arguments: Any) -> _Value:
    """Return ``build(*arguments)``; what is wrong inside is reported below ``step``."""
    try:
        return build(*arguments)
    except Wrong as wrong:
        wrong.path.insert(0, step)
        raise


def suggest(word: str, known: Iterable[str]) -> str:
    """Return an instruction that names the known word nearest to ``word``, or lists the known ones."""
    from difflib import get_close_matches

    choices = sorted(known)
    near = get_close_matches(word.lower(), choices, n=1, cutoff=0.6)
    if near:
        return f"Did you mean {shown(near[0])}?"
    return f"Use one of: {', '.join(choices)}." if len(choices) <= 40 else ""


def check_fields(record: Any, known: frozenset[str], what: str) -> None:
    """Demand that ``record`` is an object whose keys are all ``known``; ``what`` names it in messages."""
    if not isinstance(record, dict):
        raise Wrong((), f"{what} must be an object, but {shown(record)} stands here.")
    if not known.issuperset(record):
        name = next(key for key in record if key not in known)
        other = _OTHER_WORDS.get(name.lower())
        remedy = f'Did you mean "{other}"?' if other in known else suggest(name, known)
        raise Wrong((name,), f"{what} has no field {shown(name)}.", remedy, at_key=True)


def missing(key: str, what: str, remedy: str = "") -> NoReturn:
    """Report that ``what`` lacks the field ``key``."""
    raise Wrong((key,), f'{what} lacks the field "{key}".', remedy)


def text(record: Record, key: str, what: str) -> str:
    """Return the text at ``key``: not empty, no blanks around it, no character that cannot be seen."""
    if key not in record:
        missing(key, what)
    return name_of(record[key], key)


def optional_text(record: Record, key: str) -> str | None:
    """Return the text at ``key`` like :func:`text`, or ``None`` where it is absent or null."""
    value = record.get(key)
    return None if value is None else name_of(value, key)


def name_of(value: Any, *path: Step) -> str:
    """Return ``value`` as text that is fit to be compared and printed."""
    if not isinstance(value, str):
        raise Wrong(path, f"Text in double quotes was expected, but {shown(value)} stands here.")
    if value.isprintable() and value and value == value.strip():
        return value
    if not value.strip():
        raise Wrong(path, "Text was expected, but it is empty.", "Fill it in, or leave the field out.")
    if value.isprintable():
        raise Wrong(path, f"{shown(value)} has blanks at its ends.", "Take them away.")
    unseen = next(character for character in value if not character.isprintable())
    raise Wrong(
        path,
        f"{shown(value)} holds a character that cannot be seen (U+{ord(unseen):04X}).",
        "Replace it by a plain blank or take it away: it would keep two equal names from matching.",
    )


def prose(value: Any, *path: Step) -> str:
    """Return ``value`` as running text, in which line breaks and tabs may stand and no other controls."""
    if not isinstance(value, str):
        raise Wrong(path, f"Text in double quotes was expected, but {shown(value)} stands here.")
    if not value.isprintable():
        for character in value:
            code = ord(character)
            if (code < 32 and character not in "\n\r\t\f") or 0xD800 <= code < 0xE000 or code == 127:
                raise Wrong(path, f"The text holds a control character (U+{code:04X}).", "Take it away.")
    return value


def text_list(record: Record, key: str) -> tuple[str, ...]:
    """Return the texts at ``key``: a list, a single text, or nothing."""
    value = record.get(key)
    if value is None:
        return ()
    if isinstance(value, str):
        return (name_of(value, key),)
    if not isinstance(value, list):
        raise Wrong((key,), f"A list of texts was expected, but {shown(value)} stands here.")
    return tuple(name_of(entry, key, index) for index, entry in enumerate(value))


def flag(record: Record, key: str, default: bool) -> bool:
    """Return the boolean at ``key``: ``true``, ``false``, ``"yes"`` or ``"no"``."""
    value = record.get(key, default)
    if value is True or value is False:
        return value
    if value in ("yes", "no") and isinstance(value, str):
        return value == "yes"
    raise Wrong((key,), f"true or false was expected, but {shown(value)} stands here.")


def tri(record: Record, key: str, default: Tri) -> Tri:
    """Return yes, no or unstated at ``key``; ``true`` and ``false`` are taken as yes and no."""
    value = record.get(key, default)
    if value is True or value is False:
        return Tri.YES if value else Tri.NO
    return word_of(value, Tri, key)


def word(record: Record, key: str, kind: type[_Word], default: _Word) -> _Word:
    """Return the member of ``kind`` named at ``key``, or ``default`` where the field is absent."""
    return word_of(record[key], kind, key) if key in record else default


def word_of(value: Any, kind: type[_Word], *path: Step) -> _Word:
    """Return the member of ``kind`` whose word ``value`` is."""
    if isinstance(value, str):
        member = kind._value2member_map_.get(value)
        if member is not None:
            return member  # type: ignore[return-value]  # the map's members are of this kind
    found = f"{shown(value)} stands here" if not isinstance(value, str) else f"{shown(value)} is none"
    raise Wrong(
        path,
        f"One of the words that stand for this was expected, but {found}.",
        suggest(value if isinstance(value, str) else "", (str(member) for member in kind)),
    )


def number(record: Record, key: str, *, least: int, most: int = 10_000_000_000) -> int | None:
    """Return the whole number at ``key`` (``None`` where absent or null), from ``least`` to ``most``."""
    value = record.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise Wrong(
            (key,), f"A whole number of at least {least} was expected, but {shown(value)} stands here."
        )
    return value


@lru_cache(maxsize=1 << 16)
def _date(value: str) -> date | None:
    if len(value) != 10 or value[4] != "-" or value[7] != "-" or not value.isascii():
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def date_of(value: Any, *path: Step) -> date:
    """Return the calendar date ``YYYY-MM-DD`` (RFC 3339 full-date) that ``value`` writes."""
    found = _date(value) if isinstance(value, str) else None
    if found is None:
        well_formed = isinstance(value, str) and len(value) == 10 and value.replace("-", "").isdigit()
        raise Wrong(
            path,
            f"{shown(value)} does not exist in the calendar."
            if well_formed
            else f"A date was expected, but {shown(value)} stands here.",
            "Write an existing day as YYYY-MM-DD.",
        )
    return found


def day(record: Record, key: str, what: str) -> date:
    """Return the date at ``key``, which must be there."""
    if key not in record:
        missing(key, what, "Write the day as YYYY-MM-DD.")
    return date_of(record[key], key)


def optional_day(record: Record, key: str) -> date | None:
    """Return the date at ``key``, or ``None`` where it is absent or null."""
    value = record.get(key)
    return None if value is None else date_of(value, key)


@lru_cache(maxsize=1 << 16, typed=True)
def _cik(value: str | int) -> str | None:
    digits = str(value) if type(value) is int else value
    if (
        isinstance(digits, str)
        and digits.isascii()
        and digits.isdigit()
        and len(digits) <= 10
        and int(digits)
    ):
        return digits.zfill(10)
    return None


def cik_of(value: Any, *path: Step) -> str:
    """Return the CIK as ten digits; one to ten digits are taken, in quotes or as a whole number."""
    found = _cik(value) if isinstance(value, (str, int)) else None
    if found is None:
        raise Wrong(
            path,
            f"A CIK was expected, but {shown(value)} stands here.",
            "Give its one to ten digits, in quotes, without blanks or other marks.",
        )
    return found


def optional_cik(record: Record, key: str) -> str | None:
    """Return the CIK at ``key``, or ``None`` where it is absent or null."""
    value = record.get(key)
    return None if value is None else cik_of(value, key)


def cik_list(record: Record, key: str) -> tuple[str, ...]:
    """Return the CIKs at ``key``: a list, a single one, or nothing."""
    value = record.get(key)
    if value is None:
        return ()
    if not isinstance(value, list):
        return (cik_of(value, key),)
    return tuple(cik_of(entry, key, index) for index, entry in enumerate(value))


def looks_like_cik(value: Any) -> bool:
    """True where ``value`` is written as a CIK: digits only, or a number."""
    return isinstance(value, int) or (isinstance(value, str) and value.isascii() and value.isdigit())
