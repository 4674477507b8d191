"""Whether a text is a value of its type, and if not, in which way it is not.

The judgement is XML Schema's as libxml2 carries it out; tests hold the two together. The one known oddity
is kept: libxml2 refuses white space around a date, which the standard would cut off.
"""

from __future__ import annotations

import re
from calendar import monthrange
from decimal import Decimal
from enum import StrEnum

from preflight.filing.schemas.description import SimpleType

_DATE = re.compile(r"(-?)(\d{4,})-(\d{2})-(\d{2})(Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_WHITE_SPACE = " \t\r\n"


class Fault(StrEnum):
    """In which way a text is not a value of its type."""

    PADDED = "padded"
    """Without the white space at its ends it would be one."""
    EMPTY = "empty"
    CODE = "code"
    DATE = "date"
    FLAG = "flag"
    NUMBER = "number"
    NEGATIVE = "negative"
    TOO_LARGE = "too_large"
    DECIMALS = "decimals"
    TOO_LONG = "too_long"
    WRONG_LENGTH = "wrong_length"
    PATTERN = "pattern"


def fault_of(type_: SimpleType, text: str) -> Fault | None:
    """Return what is wrong with ``text`` (white space included) as a value of ``type_``, or ``None``."""
    fault = _strict_fault(type_, text.strip(_WHITE_SPACE) if _collapses(type_) else text)
    stripped = text.strip(_WHITE_SPACE)
    if fault is None or stripped == text:
        return fault
    if not stripped:
        return Fault.EMPTY
    return Fault.PADDED if _strict_fault(type_, stripped) is None else fault


def _collapses(type_: SimpleType) -> bool:
    return type_.collapse and type_.primitive != "date"


def _strict_fault(type_: SimpleType, text: str) -> Fault | None:
    if type_.codes is not None:
        return None if text in type_.codes else Fault.CODE if text else Fault.EMPTY
    if type_.primitive == "string":
        return _string_fault(type_, text)
    if not text:
        return Fault.EMPTY
    if type_.primitive == "boolean":
        return None if text in ("0", "1", "true", "false") else Fault.FLAG
    if type_.primitive == "date":
        return None if _is_date(text) else Fault.DATE
    return _decimal_fault(type_, text)


def _string_fault(type_: SimpleType, text: str) -> Fault | None:
    if not text and (type_.minimum_length or type_.length):
        return Fault.EMPTY
    if type_.maximum_length is not None and len(text) > type_.maximum_length:
        return Fault.TOO_LONG
    if type_.length is not None and len(text) != type_.length:
        return Fault.WRONG_LENGTH
    if type_.pattern is not None and not re.fullmatch(type_.pattern, text, re.ASCII):
        return Fault.PATTERN if text else Fault.EMPTY
    return None


def _decimal_fault(type_: SimpleType, text: str) -> Fault | None:
    if not _DECIMAL.fullmatch(text):
        return Fault.NUMBER
    amount = Decimal(text)
    if type_.minimum is not None and amount < type_.minimum:
        return Fault.NEGATIVE
    whole, _, fraction = text.lstrip("+-").partition(".")
    fraction = fraction.rstrip("0")
    if type_.fraction_digits is not None and len(fraction) > type_.fraction_digits:
        return Fault.DECIMALS
    if type_.maximum is not None and amount > type_.maximum:
        return Fault.TOO_LARGE
    if type_.total_digits is not None and len(whole.lstrip("0") + fraction) > type_.total_digits:
        return Fault.TOO_LARGE
    return None


def _is_date(text: str) -> bool:
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    year, month, day = int(match[2]), int(match[3]), int(match[4])
    if not 1 <= month <= 12 or day < 1 or (len(match[2]) > 4 and match[2][0] == "0"):
        return False
    # The calendar repeats every 400 years, and the library's begins with year 1.
    return day <= monthrange(2000 + year % 400, month)[1]
