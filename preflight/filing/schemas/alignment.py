"""Children against a content model: the cheapest way to make them fit, as a list of steps.

A validator stops at the first child that does not fit. Here the children are laid beside the model so that
as few of them as possible are left over, renamed or missing; each step that is not a plain match is then one
independent mistake. The search is Dijkstra's over (state of the model, number of children used up).
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias

from preflight.filing.schemas.description import ElementParticle, GroupParticle, Particle
from preflight.lazy_dataclass import dataclass

Deed: TypeAlias = Literal["match", "rename", "replace", "extra", "missing"]

_COSTS: dict[Deed, int] = {"match": 0, "rename": 2, "replace": 5, "extra": 3, "missing": 4}
"""A child that only looks like the expected one costs less than one too many, and that less than one too
few; another child in the place of the expected one costs less than one too many and one too few."""


@dataclass(frozen=True, slots=True)
class Step:
    """What was done with a child (``child`` is its index) or for want of one (``child`` is ``None``)."""

    deed: Deed
    child: int | None
    particle: ElementParticle | None
    alternatives: tuple[str, ...] = ()
    """For ``missing``: all elements of which one had to stand here."""


@dataclass(slots=True)
class _Automaton:
    """States with silent moves, and moves that use up an element."""

    silent: list[list[int]]
    moves: list[list[tuple[ElementParticle, tuple[str, ...], int]]]

    def state(self) -> int:
        self.silent.append([])
        self.moves.append([])
        return len(self.silent) - 1


def align(
    names: Sequence[str], model: GroupParticle | None, resembles: Callable[[str, str], bool]
) -> list[Step]:
    """Return the cheapest steps that make the child elements ``names`` fit ``model``.

    ``resembles(found, expected)`` says whether a name may be a misspelling of another. Upper bounds above
    one are not looked at: counting is left to the caller. Without a model every child is one too many.
    """
    if model is None:
        return [Step("extra", index, None) for index in range(len(names))]
    if model.kind == "all":
        return _align_unordered(names, model, resembles)
    automaton = _Automaton([], [])
    start, end = automaton.state(), automaton.state()
    _build(automaton, model, start, end, ())
    return _search(automaton, start, end, names, resembles)


def _build(
    automaton: _Automaton, particle: Particle, start: int, end: int, alternatives: tuple[str, ...]
) -> None:
    inner_start, inner_end = automaton.state(), automaton.state()
    automaton.silent[start].append(inner_start)
    automaton.silent[inner_end].append(end)
    if particle.minimum == 0:
        automaton.silent[start].append(end)
    if particle.maximum != 1:
        automaton.silent[inner_end].append(inner_start)
    if isinstance(particle, ElementParticle):
        automaton.moves[inner_start].append((particle, alternatives or (particle.name,), inner_end))
    elif particle.kind == "choice":
        options = tuple(dict.fromkeys(name for item in particle.items for name in _first_names(item)))
        for item in particle.items:
            _build(automaton, item, inner_start, inner_end, options)
    else:
        here = inner_start
        for position, item in enumerate(particle.items):
            after = automaton.state()
            # Only the first element of a branch is one of the alternatives.
            _build(automaton, item, here, after, alternatives if position == 0 else ())
            here = after
        automaton.silent[here].append(inner_end)


def _first_names(particle: Particle) -> tuple[str, ...]:
    if isinstance(particle, ElementParticle):
        return (particle.name,)
    items = particle.items if particle.kind == "choice" else particle.items[:1]
    return tuple(name for item in items for name in _first_names(item))


def _search(
    automaton: _Automaton,
    start: int,
    end: int,
    names: Sequence[str],
    resembles: Callable[[str, str], bool],
) -> list[Step]:
    declared = {particle.name for moves in automaton.moves for particle, _, _ in moves}
    order = 0
    queue: list[tuple[int, int, int, int]] = [(0, order, start, 0)]
    came_from: dict[tuple[int, int], tuple[tuple[int, int], Step | None] | None] = {(start, 0): None}
    best: dict[tuple[int, int], int] = {(start, 0): 0}
    while queue:
        cost, _, state, used = heapq.heappop(queue)
        here = (state, used)
        if cost > best[here]:
            continue
        if state == end and used == len(names):
            break
        following: list[tuple[int, tuple[int, int], Step | None]] = [
            (0, (after, used), None) for after in automaton.silent[state]
        ]
        found = names[used] if used < len(names) else None
        for particle, alternatives, after in automaton.moves[state]:
            missing = Step("missing", None, particle, alternatives)
            following.append((_COSTS["missing"], (after, used), missing))
            if found is None:
                continue
            if found == particle.name:
                deed: Deed = "match"
            elif found in declared:
                continue
            else:
                deed = "rename" if resembles(found, particle.name) else "replace"
            following.append((_COSTS[deed], (after, used + 1), Step(deed, used, particle)))
        if found is not None:
            following.append((_COSTS["extra"], (state, used + 1), Step("extra", used, None)))
        for price, there, step in following:
            if cost + price < best.get(there, 1 << 30):
                best[there] = cost + price
                came_from[there] = (here, step)
                order += 1
                heapq.heappush(queue, (cost + price, order, *there))
    steps: list[Step] = []
    link = came_from[end, len(names)]
    while link is not None:
        before, step = link
        if step is not None:
            steps.append(step)
        link = came_from[before]
    return steps[::-1]


def _align_unordered(
    names: Sequence[str], model: GroupParticle, resembles: Callable[[str, str], bool]
) -> list[Step]:
    """As :func:`align` for a group whose elements may stand in any order, each once."""
    waiting = {item.name: item for item in model.items if isinstance(item, ElementParticle)}
    declared = set(waiting)
    steps: list[Step | None] = []
    for index, name in enumerate(names):
        particle = waiting.pop(name, None)
        steps.append(Step("match", index, particle) if particle is not None else None)
    finished: list[Step] = []
    for index, (name, step) in enumerate(zip(names, steps, strict=True)):
        meant = None
        if step is None and name not in declared:
            meant = next((other for other in waiting if resembles(name, other)), None)
        if step is None and meant is not None:
            step = Step("rename", index, waiting.pop(meant))
        finished.append(step or Step("extra", index, None))
    finished += [
        Step("missing", None, particle, (particle.name,))
        for particle in waiting.values()
        if particle.minimum > 0
    ]
    return finished
