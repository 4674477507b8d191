"""Worlds: what the evidence leaves open, settled one way or the other.

Two things may be open: the order of papers signed on one day, and the day of a paper whose date is
doubtful. A verdict holds only if it holds in every world that the evidence allows. A world settles
nothing in advance: the evaluation asks, and where the answer is open it raises
:class:`OpenQuestionError`, so that only questions on which something depends are branched on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from datetime import date

from preflight.authority.instruments import Confidence, Instrument, SupersessionKind
from preflight.authority.registry import Registry, grouped
from preflight.lazy_dataclass import dataclass


class OpenQuestionError(Exception):
    """The evaluation needs an answer that the evidence does not give. Carries both ways to go on."""

    def __init__(self, ways: tuple[World, World]) -> None:
        super().__init__("a question that the evidence leaves open")
        self.ways = ways


@dataclass(frozen=True)
class World:
    """One way to settle open questions; the empty world has settled none.

    ``order`` holds pairs of sheets (see :func:`sheet`) of one day: the first was signed before the second.
    """

    registry: Registry = field(compare=False, repr=False)
    first_dates: frozenset[str] = frozenset()
    """Ids of papers of which the first reading of a doubtful date holds."""
    alternative_dates: frozenset[str] = frozenset()
    """Ids of papers of which the second reading holds."""
    order: frozenset[tuple[str, str]] = frozenset()
    _shown: dict[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    def executed(self, paper: Instrument) -> date | None:
        """The day on which ``paper`` was signed, in this world; ``None`` where no day is recorded."""
        if paper.executed_confidence is not Confidence.SUSPECT or paper.executed_alternative is None:
            return paper.executed
        if paper.id in self.alternative_dates:
            return paper.executed_alternative
        if paper.id in self.first_dates:
            return paper.executed
        raise OpenQuestionError(
            (
                replace(self, first_dates=self.first_dates | {paper.id}, _shown={}),
                replace(self, alternative_dates=self.alternative_dates | {paper.id}, _shown={}),
            )
        )

    def is_before(self, earlier: Instrument, later: Instrument) -> bool | None:
        """Return whether ``earlier`` was signed before ``later``; ``None`` where a day is not recorded.

        Papers of one day are ordered by evidence where there is some; otherwise the question is open.
        """
        one, other = self.executed(earlier), self.executed(later)
        if one is None or other is None:
            return None
        if one != other:
            return one < other
        first, second = sheet(earlier), sheet(later)
        if first == second or self._leads(second, first):
            return False
        if self._leads(first, second):
            return True
        raise OpenQuestionError(
            (
                replace(self, order=self.order | {(first, second)}),
                replace(self, order=self.order | {(second, first)}),
            )
        )

    def _leads(self, start: str, goal: str) -> bool:
        """Return whether ``start`` comes before ``goal`` by evidence and by what is settled, in any steps."""
        seen = {goal}
        queue = [goal]
        for known in queue:
            for before in (*self._shown_before(known), *(one for one, other in self.order if other == known)):
                if before == start:
                    return True
                if before not in seen:
                    seen.add(before)
                    queue.append(before)
        return False

    def _shown_before(self, known: str) -> Iterator[str]:
        """Sheets of the same day that evidence shows to be earlier; evidence in a circle is none."""
        for before in self._ancestors(known):
            if known not in self._ancestors(before):
                yield before

    def _ancestors(self, known: str) -> frozenset[str]:
        found = self._shown.get(known)
        if found is None:
            seen: dict[str, None] = {}
            queue = [known]
            for current in queue:
                for before in self._recited(current):
                    if before not in seen:
                        seen[before] = None
                        queue.append(before)
            found = self._shown[known] = frozenset(seen)
        return found

    def _recited(self, known: str) -> Iterator[str]:
        """Sheets of the same day that a paper of the sheet recites, or that come before it in a sequence.

        Order inside an exhibit and order of filing are no evidence.
        """
        sequenced = _sequenced(self.registry)
        for paper in _papers_of(self.registry, known):
            day = self.executed(paper)
            if paper.executed_sequence is not None:
                for other in sequenced:
                    if self.executed(other) == day and _is_earlier(other, paper):
                        yield sheet(other)
            for other_id in _references(paper):
                recited = self.registry.by_id.get(other_id)
                if recited is None or sheet(recited) == known or self.executed(recited) != day:
                    continue
                if paper.executed_sequence is None or recited.executed_sequence is None:
                    yield sheet(recited)


def sheet(paper: Instrument) -> str:
    """What was signed at once: instruments of one paper share it."""
    return "paper:" + paper.paper if paper.paper is not None else paper.id


def _references(paper: Instrument) -> Iterator[str]:
    """Ids of the instruments that ``paper`` speaks of as existing."""
    if paper.supersedes.kind is SupersessionKind.LISTED:
        yield from paper.supersedes.instruments
    yield from paper.supersedes.preserved
    for upstream in paper.derives_from:
        if upstream.instrument is not None:
            yield upstream.instrument


def _is_earlier(one: Instrument, other: Instrument) -> bool:
    return (
        one.executed_sequence is not None
        and other.executed_sequence is not None
        and one.executed_sequence < other.executed_sequence
        and sheet(one) != sheet(other)
    )


def _sequenced(registry: Registry) -> tuple[Instrument, ...]:
    """Instruments whose place among the papers of their day is recorded."""
    return registry.index(
        "sequenced",
        lambda: tuple(item for item in registry.instruments if item.executed_sequence is not None),
    )


def _papers_of(registry: Registry, known: str) -> tuple[Instrument, ...]:
    sheets: Mapping[str, tuple[Instrument, ...]] = registry.index(
        "sheets",
        lambda: grouped((sheet(item), item) for item in registry.instruments if item.paper is not None),
    )
    return sheets[known] if known in sheets else (registry.by_id[known],)
