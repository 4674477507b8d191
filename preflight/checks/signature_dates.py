"""Dates of signatures, and zones on dates: rules of the built-in plugin ``signatures``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from preflight.checks.absence import stands_elsewhere
from preflight.filing.model import Filing, Noted, Value
from preflight.findings import Finding, Rule, Severity
from preflight.hookspecs import CheckContext

_SPECIFICATION = "EDGAR Ownership XML Technical Specification v5.5 (March 2026)"

SIG013 = Rule(
    "SIG013",
    Severity.ERROR,
    "Signature date missing or not a date",
    f"{_SPECIFICATION}: signatureDate is mandatory and has the form YYYY-MM-DD",
    message="Signature {position} has no date that can be read: signatureDate is {found}.",
    remedy="Write the day on which the signer signed as YYYY-MM-DD.",
)
SIG014 = Rule(
    "SIG014",
    Severity.ERROR,
    "Signature dated after today",
    "17 CFR 232.302(b): a signature is authenticated before or at the time of filing, not later",
    message="Signature {position} is dated {signed}, which is after {today}.",
    remedy="Correct signatureDate to the day on which the signer signed.",
)
DAT006 = Rule(
    "DAT006",
    Severity.WARNING,
    "Signature dated before the transaction",
    "General Instructions of Forms 4 and 5: the report states transactions that have taken place",
    message="Signature {position} is dated {signed}, before the transaction of {transaction}.",
    remedy="Correct signatureDate or the transaction's date, or sign again after the transaction.",
)
DAT007 = Rule(
    "DAT007",
    Severity.INFO,
    "Signature dated long before the filing",
    "Practice: a date left over from the template of an earlier filing",
    message="Signature {position} is dated {signed}, {days} days before the filing on {filed}.",
    remedy="Make sure that signatureDate belongs to this filing.",
)
DAT008 = Rule(
    "DAT008",
    Severity.INFO,
    "Date carries a time zone",
    f"{_SPECIFICATION}: dates are YYYY-MM-DD",
    message="{count} dates carry a time zone, the first is {found}; some readers compare dates as text.",
    remedy="Write dates as YYYY-MM-DD without a zone.",
)
RULES = (SIG013, SIG014, DAT006, DAT007, DAT008)

STALE_DAYS = 10
"""A signature older than this on the day of filing is worth a look (two business days are the rule)."""


def signature_dates(filing: Filing, context: CheckContext) -> Iterator[Finding]:
    """Every signature has a date that fits the day, the transactions and the filing."""
    latest = filing.latest_transaction_date
    for signature in filing.signatures:
        value = signature.date
        if value is None or value.parsed is None:
            if value is None and stands_elsewhere(filing, signature.place, "signatureDate"):
                continue
            place = signature.place if value is None else value.place
            found = f'"{value.text}"' if value is not None and value.text else "empty"
            yield SIG013.at(place, position=signature.position, found="missing" if value is None else found)
            continue
        signed = value.parsed
        facts: dict[str, Any] = {"position": signature.position, "signed": signed.isoformat()}
        if signed > context.as_of:
            yield SIG014.at(value.place, today=context.as_of.isoformat(), **facts)
        elif latest is not None and signed < latest:
            yield DAT006.at(value.place, transaction=latest.isoformat(), **facts)
        elif context.filing_date is not None and (context.filing_date - signed).days > STALE_DAYS:
            days = (context.filing_date - signed).days
            yield DAT007.at(value.place, days=days, filed=context.filing_date.isoformat(), **facts)


def zoned_dates(filing: Filing) -> Iterator[Finding]:
    """Dates carry no zone (DAT008); one finding a filing, at the first."""
    zoned = [
        value for value in _dates(filing) if value.parsed is not None and len(value.text) > len("YYYY-MM-DD")
    ]
    if zoned:
        yield DAT008.at(zoned[0].place, count=len(zoned), found=zoned[0].text)


def _dates(filing: Filing) -> Iterator[Value[date]]:
    """Every date of the document but those of signatures (AUT021 speaks of them), in no promised order."""
    for value in (filing.period_of_report, filing.date_of_original_submission):
        if value is not None:
            yield value
    for row in filing.rows:
        noted: list[Noted[date] | None] = [row.transaction_date, row.deemed_execution_date]
        if row.derivative is not None:
            noted += [row.derivative.exercise_date, row.derivative.expiration_date]
        yield from (each.value for each in noted if each is not None and each.value is not None)
