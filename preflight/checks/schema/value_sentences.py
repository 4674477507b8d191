"""A text that is not a value of its type, in a sentence: what stood there, and what may stand there."""

from __future__ import annotations

import re
from datetime import datetime

from preflight.checks.schema import rules
from preflight.checks.schema.form import form_meant
from preflight.filing.schemas import Violation
from preflight.filing.schemas.values import Fault
from preflight.findings import Rule

_FORMS = ("3", "3/A", "4", "4/A", "5", "5/A")
_FLAGS = {"y": "1", "yes": "1", "t": "1", "x": "1", "true": "true", "on": "1"} | {
    "n": "0",
    "no": "0",
    "f": "0",
    "false": "false",
    "off": "0",
}
_DATE_FORMATS = (
    "%m/%d/%Y",
    "%m-%d-%Y",
    "%Y/%m/%d",
    "%Y%m%d",
    "%B %d, %Y",
    "%b %d, %Y",
    "%d %B %Y",
    "%m/%d/%y",
)
_COMBINED_CODE = re.compile(r"(?:([A-Z])\s*[/,-]?\s*)?[VK](?:\s*[/,-]?\s*[VK])?", re.IGNORECASE)


def value_sentence(violation: Violation) -> tuple[Rule, str, str]:
    """Return rule, message and remedy for a value; templates over element, found, length and limit."""
    codes = violation.type.codes or () if violation.type is not None else ()
    text = violation.text.strip()
    match violation.fault:
        case Fault.PADDED:
            return (
                rules.SCH012,
                "{element} has white space or a line break around its value, which counts as part of it.",
                "Write start tag, value and end tag on one line without blanks between them.",
            )
        case Fault.EMPTY:
            return (
                rules.SCH013,
                "{element} is empty, but it must hold a value.",
                "Fill it in; where the form does not require the element, leave the whole element out.",
            )
        case Fault.CODE if field_of(violation) == "transactionCode" and _COMBINED_CODE.fullmatch(text):
            code = (_COMBINED_CODE.fullmatch(text) or {1: None})[1]
            return (
                rules.COD002,
                "transactionCode is {found}; V and K are marks that EDGAR adds, not codes.",
                (f"Write {code.upper()} alone" if code else "Write the code of the transaction")
                + "; for K set equitySwapInvolved to 1, for V set transactionFormType to 5.",
            )
        case Fault.CODE:
            if field_of(violation) == "documentType":
                codes = _FORMS
            return (
                rules.SCH014,
                "{element} is {found}; expected is " + _one_of(codes) + ".",
                _code_remedy(field_of(violation), text, codes),
            )
        case Fault.DATE:
            return (
                rules.SCH015,
                "{element} is {found}; expected is a date YYYY-MM-DD.",
                _date_remedy(text),
            )
        case Fault.FLAG:
            meant = _FLAGS.get(text.lower())
            return (
                rules.SCH017,
                "{element} is {found}; expected is 0, 1, true or false.",
                f"Write {meant}." if meant else "Write 1 for yes or 0 for no.",
            )
        case Fault.DECIMALS:
            return (
                rules.PRC008,
                "{element} is {found}; at most four digits may follow the point.",
                "Round the number to four decimals and say so in a footnote.",
            )
        case Fault.NEGATIVE:
            return (
                rules.SCH016,
                "{element} is {found}; negative numbers are not taken.",
                "Write the amount without a sign; the code A or D says in which direction it goes.",
            )
        case Fault.TOO_LARGE:
            return (
                rules.SCH016,
                "{element} is {found}; the largest number is 999999999999.9999.",
                "Correct the number.",
            )
        case Fault.NUMBER:
            return (
                rules.SCH016,
                "{element} is {found}; expected are digits and at most one decimal point.",
                _number_remedy(text),
            )
        case Fault.TOO_LONG:
            return (
                rules.SCH018,
                "{element} has {length} characters; at most {limit} are allowed.",
                "Shorten the text, or move a part of it to a footnote.",
            )
        case Fault.WRONG_LENGTH:
            return (
                rules.SCH018,
                "{element} does not have exactly {limit} characters.",
                "Write exactly {limit} characters.",
            )
        case _:
            return rules.SCH019, "{element} is {found}; " + _characters(violation), "Correct the value."


def field_of(violation: Violation) -> str:
    """Return the name that people know: that of the element around a ``value``."""
    return violation.parent if violation.name == "value" else violation.name


def _one_of(codes: tuple[str, ...]) -> str:
    shown = [code for code in codes if code.strip()]
    empty = " or nothing" if "" in codes else ""
    if len(shown) > 20:
        return f"one of EDGAR's {len(shown)} codes{empty}"
    return ", ".join(shown[:-1]) + (" or " if shown[:-1] else "") + shown[-1] + empty


def _code_remedy(field: str, text: str, codes: tuple[str, ...]) -> str:
    """What was probably meant: the code in another case, the word that a letter stands for, the form."""
    meant = next((code for code in codes if code and code.casefold() == text.casefold()), None)
    if field in ("transactionAcquiredDisposedCode", "directOrIndirectOwnership"):
        meant = meant or next((code for code in codes if code and code == text[:1].upper()), None)
    elif field == "documentType":
        meant = form_meant(text)
    return (
        f"Write {meant}, if that is what is meant." if meant else "Write one of the codes that are allowed."
    )


def _date_remedy(text: str) -> str:
    for pattern in _DATE_FORMATS:
        try:
            return f"Write {datetime.strptime(text, pattern):%Y-%m-%d}, if that is what is meant."
        except ValueError:
            continue
    return "Write year, month and day of a date that exists, such as 2026-03-18."


def _number_remedy(text: str) -> str:
    plain = re.sub(r"[$,\s]", "", text)
    if re.fullmatch(r"\d+(\.\d{1,4})?", plain):
        return f"Write {plain}, without currency signs and thousands separators."
    return "Write the number alone; put words and other currencies into a footnote."


def _characters(violation: Violation) -> str:
    if violation.type is not None and violation.type.name == "Cik":
        return "a CIK has one to ten digits and nothing else."
    if violation.type is not None and violation.type.name == "ZipCode":
        return "letters, digits, blanks, # and - are taken."
    return "it holds characters that the field does not take."
