"""Turning words of the command line into values, with a sentence where that is not possible."""

from __future__ import annotations

import argparse
from datetime import date

from preflight.registries.fields import Wrong, cik_of, date_of


def date_argument(word: str) -> date:
    """Return the day that ``word`` (``YYYY-MM-DD``, or ``today``) writes."""
    if word == "today":
        return date.today()
    try:
        return date_of(word)
    except Wrong as wrong:
        raise argparse.ArgumentTypeError(f"{wrong.message} {wrong.remedy}") from None


def cik_argument(word: str) -> str:
    """Return the CIK that ``word`` writes, as ten digits."""
    try:
        return cik_of(word)
    except Wrong as wrong:
        raise argparse.ArgumentTypeError(f"{wrong.message} {wrong.remedy}") from None


def assignment(word: str) -> tuple[str, str]:
    """Return name and value of ``NAME=VALUE``."""
    name, separator, value = word.partition("=")
    if not separator or not name.strip():
        raise argparse.ArgumentTypeError(f"{word!r} is not of the form NAME=VALUE")
    return name.strip(), value.strip()
