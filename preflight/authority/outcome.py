"""How a grant stands for one attorney-in-fact: the result that the tests of the procedure build up."""

from __future__ import annotations

from collections.abc import Sequence

from preflight.authority.decision import Link
from preflight.authority.instruments import Instrument
from preflight.authority.reasons import ReasonDetail, Verdict
from preflight.lazy_dataclass import dataclass


class SearchLimitError(Exception):
    """The budget of the search is used up. Carries a sentence that says which."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a grant stands for one attorney: every failing test (primary first), notes, and the chain.

    ``links`` lead from the owner down to this grant; where the search failed they are those of the nearest
    miss. ``hit_cycle`` says that the result depends on where the search came from.
    """

    verdict: Verdict
    reasons: tuple[ReasonDetail, ...]
    notes: tuple[ReasonDetail, ...]
    links: tuple[Link, ...]
    grants: tuple[Instrument, ...] = ()
    hit_cycle: bool = False

    @property
    def nearness(self) -> tuple[int, int, int, tuple[str, ...]]:
        """Lower is better: the better verdict, fewer failing tests, the shorter chain, ids for ties."""
        return (
            self.verdict.rank,
            len(self.reasons),
            len(self.links),
            tuple(link.instrument for link in self.links),
        )


def nearest(outcomes: Sequence[Outcome]) -> Outcome:
    """Return the best of several outcomes."""
    if len(outcomes) == 1:
        return outcomes[0]
    return min(outcomes, key=lambda outcome: outcome.nearness)


def settle(
    reasons: list[ReasonDetail],
    notes: list[ReasonDetail],
    links: tuple[Link, ...],
    grants: tuple[Instrument, ...],
    *,
    hit_cycle: bool = False,
) -> Outcome:
    """Put denials before doubts (the order of the tests stands otherwise) and leave out repetitions."""
    if not reasons:
        return Outcome(Verdict.AUTHORIZED, (), tuple(dict.fromkeys(notes)), links, grants, hit_cycle)
    denials: dict[tuple[str, str | None], ReasonDetail] = {}
    doubts: dict[tuple[str, str | None], ReasonDetail] = {}
    for reason in reasons:
        failing = denials if reason.verdict is Verdict.NOT_AUTHORIZED else doubts
        failing.setdefault((reason.code, reason.instrument), reason)
    verdict = Verdict.NOT_AUTHORIZED if denials else Verdict.CANNOT_TELL
    ordered = (*denials.values(), *doubts.values())
    return Outcome(verdict, ordered, tuple(dict.fromkeys(notes)), links, grants, hit_cycle)
