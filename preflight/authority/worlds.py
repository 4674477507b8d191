"""Worlds: what the evidence leaves open, settled one way or the other.

Two things may be open: the order of papers signed on one day, and the day of a paper whose date is
doubtful. A verdict holds only if it holds in every world that the evidence allows. A world settles
nothing in advance: the evaluation asks, and where the answer is open it raises
:class:`OpenQuestionError`, so that only questions on which something depends are branched on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from preflight.authority.instruments import Confidence, Instrument, SupersessionKind


class OpenQuestionError(Exception):
    """The evaluation needs an answer that the evidence does not give. Carries both ways to go on."""

    def __init__(self, ways: tuple[World, World]) -> None:
        super().__init__("a question that the evidence leaves open")
        self.ways = ways


@dataclass(frozen=True)
class World:
    """One way to settle open questions; the empty world has settled none."""

    alternative_dates: frozenset[str] = frozenset()
    """Ids of papers of which the second reading of the date holds."""
    first_dates: frozenset[str] = frozenset()
    """Ids of papers of which the first reading holds."""
    order: frozenset[tuple[str, str]] = frozenset()
    """Pairs of papers of one day: the first was signed before the second."""
    papers: dict[str, Instrument] = field(default_factory=dict, compare=False, repr=False)

    @property
    def is_settled(self) -> bool:
        """True where at least one open question had to be settled."""
        return bool(self.alternative_dates or self.first_dates or self.order)

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
                World(self.alternative_dates, self.first_dates | {paper.id}, self.order, self.papers),
                World(self.alternative_dates | {paper.id}, self.first_dates, self.order, self.papers),
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
        first, second = _node(earlier), _node(later)
        if first == second:
            return False
        papers = {**self.papers, first: earlier, second: later}
        of_the_day = {node: paper for node, paper in papers.items() if self.executed(paper) == one}
        if _leads(first, second, self.order, of_the_day):
            return True
        if _leads(second, first, self.order, of_the_day):
            return False
        raise OpenQuestionError(
            (
                World(self.alternative_dates, self.first_dates, self.order | {(first, second)}, papers),
                World(self.alternative_dates, self.first_dates, self.order | {(second, first)}, papers),
            )
        )


def _node(paper: Instrument) -> str:
    """Instruments of one paper are signed together."""
    return paper.paper if paper.paper is not None else "id:" + paper.id


def _evidence(one: Instrument, other: Instrument) -> bool:
    """Return whether evidence shows that ``one`` was signed before ``other``, on the same day.

    A sequence, or a reference of the later paper to the earlier as existing, is evidence. Order inside an
    exhibit and order of filing are not.
    """
    if one.executed_sequence is not None and other.executed_sequence is not None:
        return one.executed_sequence < other.executed_sequence
    if other.supersedes.kind is SupersessionKind.LISTED and one.id in other.supersedes.instruments:
        return True
    if one.id in other.supersedes.preserved:
        return True
    return any(upstream.instrument == one.id for upstream in other.derives_from)


def _leads(start: str, goal: str, order: frozenset[tuple[str, str]], papers: dict[str, Instrument]) -> bool:
    """Return whether ``start`` comes before ``goal`` by what is settled and shown, through any steps."""
    seen = {start}
    queue = [start]
    for node in queue:
        for follower in _followers(node, order, papers):
            if follower == goal:
                return True
            if follower not in seen:
                seen.add(follower)
                queue.append(follower)
    return False


def _followers(node: str, order: frozenset[tuple[str, str]], papers: dict[str, Instrument]) -> Iterator[str]:
    for earlier, later in order:
        if earlier == node and later in papers:
            yield later
    for other, paper in papers.items():
        if other != node and _evidence(papers[node], paper):
            yield other
