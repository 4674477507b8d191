"""Wordings: the small named rules of which the clause grammar consists.

A wording is one way in which papers say one thing. It carries examples, which a test runs, so that a new
wording is one entry in one table. A blank in a pattern stands for white space of any kind; patterns are
bounded (no repeat of a repeat without limit), so that a text is read in time linear in its length; a test
proves that of every wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Generic, TypeVar

from preflight.lazy_dataclass import dataclass
from preflight.poa.flow import Flow

T = TypeVar("T")

_WITHIN_SENTENCE = (
    r"(?:[^.;]|(?<=\bM[rs])\.|(?<=\bMrs)\.|(?<=\bDr)\.|(?<=\bInc)\.|(?<=\bU\.S)\."
    r"|(?<=\bU)\.|(?<=\b[A-Z])\.(?=\s[A-Z])|\.(?=\d))"
)


@dataclass(frozen=True, slots=True)
class Wording(Generic[T]):
    """One way of saying ``value``: a pattern (letter case does not matter) with examples."""

    name: str
    pattern: str
    value: T
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()

    @property
    def expression(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return expression(self.pattern)


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A wording found in a flow, with the match."""

    wording: Wording[T]
    match: re.Match[str]

    @property
    def start(self) -> int:
        """Offset of the first character in the flow's text."""
        return self.match.start()

    @property
    def end(self) -> int:
        """Offset behind the last character in the flow's text."""
        return self.match.end()


@cache
def expression(pattern: str) -> re.Pattern[str]:
    """Compile ``pattern``: a blank is any white space, and ``[^.;]`` lets the stops of abbreviations pass."""
    bounded = pattern.replace("[^.;]", _WITHIN_SENTENCE)
    return re.compile(bounded.replace(" ", r"\s"), re.IGNORECASE)


def find_all(
    wordings: Sequence[Wording[T]], flow: Flow, start: int = 0, end: int | None = None
) -> Iterator[Hit[T]]:
    """Every occurrence of every wording in a stretch of a flow, in the order of the table."""
    stop = len(flow.text) if end is None else end
    for wording in wordings:
        for match in wording.expression.finditer(flow.text, start, stop):
            yield Hit(wording, match)


def find_first(
    wordings: Sequence[Wording[T]], flow: Flow, start: int = 0, end: int | None = None
) -> Hit[T] | None:
    """The first wording of the table that occurs in a stretch of a flow; the table's order decides."""
    return next(find_all(wordings, flow, start, end), None)
