"""Chains of authority as a tree: the owner at the root, a branch for each paper, down to who signed.

Under each paper stand what it covers, how its attorneys must act, where its text is, and every test that it
fails. Chains that begin alike share their branches, so that several near misses read as one picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from preflight.authority.decision import Link, Path
from preflight.authority.entities import ENTITY_RELATION, FIDUCIARY_APPOINTMENT, OFFICER_RECORD
from preflight.authority.instruments import AttorneyKind, Exercise, Instrument
from preflight.authority.reasons import ReasonDetail, Verdict, describe
from preflight.lazy_dataclass import dataclass
from preflight.reports.authority_text import whereabouts
from preflight.reports.instrument_text import terms
from preflight.reports.style import PLAIN, Style, printable

_RECORDS = (ENTITY_RELATION, OFFICER_RECORD, FIDUCIARY_APPOINTMENT)


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The strokes of a tree."""

    branch: str
    last: str
    trunk: str
    blank: str


LINES = Glyphs("├─ ", "└─ ", "│  ", "   ")
PLAIN_LINES = Glyphs("|- ", "`- ", "|  ", "   ")
"""For terminals and files whose encoding has no line-drawing characters."""


@dataclass(slots=True)
class _Branch:
    """A paper on the way down; ``failing`` are the tests that fail here, ``verdict`` what they lead to."""

    link: Link
    failing: dict[ReasonDetail, Verdict] = field(default_factory=dict)
    below: dict[tuple[str, str, str], _Branch] = field(default_factory=dict)


def chain_tree(
    root: str,
    paths: Sequence[Path],
    papers: Mapping[str, Instrument],
    style: Style = PLAIN,
    glyphs: Glyphs = LINES,
) -> Iterator[str]:
    """Yield the tree of ``paths`` below ``root``, the owner's name; ``papers`` by id give their terms.

    A proven chain is a path without reasons. Reasons of a path without links stand directly below the root.
    """
    branches: dict[tuple[str, str, str], _Branch] = {}
    at_root: dict[ReasonDetail, Verdict] = {}
    for path in paths:
        _grow(branches, at_root, path)
    yield style.strong(printable(root))
    for line in _failing(at_root, style):
        yield f"{glyphs.last if not branches else glyphs.branch}{line}"
    yield from _draw(branches, papers, style, glyphs)


def _grow(
    branches: dict[tuple[str, str, str], _Branch], at_root: dict[ReasonDetail, Verdict], path: Path
) -> None:
    """Add one path; each reason goes to the paper that it speaks of, else to the last one."""
    on_path: dict[str, _Branch] = {}
    level = branches
    for link in path.links:
        branch = level.setdefault((link.instrument, link.attorney, link.person), _Branch(link))
        on_path[link.instrument] = branch
        level = branch.below
    last = next(reversed(on_path.values()), None)
    for reason in path.reasons:
        place = on_path.get(reason.instrument or "", last)
        target = at_root if place is None else place.failing
        target[reason] = reason.verdict or path.verdict


def _draw(
    branches: Mapping[tuple[str, str, str], _Branch],
    papers: Mapping[str, Instrument],
    style: Style,
    glyphs: Glyphs,
) -> Iterator[str]:
    for number, branch in enumerate(branches.values(), 1):
        is_last = number == len(branches)
        yield (glyphs.last if is_last else glyphs.branch) + _link(branch.link, style)
        beside = glyphs.blank if is_last else glyphs.trunk
        inner = glyphs.trunk if branch.below else glyphs.blank
        for line in _about(branch, papers.get(branch.link.instrument), style):
            yield f"{beside}{inner}{line}"
        for line in _draw(branch.below, papers, style, glyphs):
            yield beside + line


def _link(link: Link, style: Style) -> str:
    """The paper, its days, and whom it makes able to act."""
    paper = f'{link.type.replace("_", " ")} "{printable(link.instrument)}"'
    person = style.strong(printable(link.person))
    if link.type in _RECORDS:
        role = printable(link.attorney.replace("_", " "))
        return f"{paper} since {link.executed}: {person}, {role} of {printable(link.grantor)}"
    signed = f"signed {link.executed}" if link.executed is not None else "signed on a day not recorded"
    if link.effective is not None and link.effective != link.executed:
        signed += f", in effect from {link.effective}"
    office = "" if link.attorney_kind in (None, AttorneyKind.PERSON) else f" as {printable(link.attorney)}"
    return f"{paper}, {signed}: {printable(link.grantor)} appoints {person}{office}"


def _about(branch: _Branch, paper: Instrument | None, style: Style) -> Iterator[str]:
    """What the paper covers, how its attorneys act, where it is, and what fails here."""
    link = branch.link
    if paper is not None:
        yield style.faint(printable(terms(paper, link.clause)))
        if together := _exercise(paper):
            yield style.faint(printable(together))
    where = whereabouts(link.document) if link.document is not None else ""
    if where:
        yield style.faint(printable(f"see {where}"))
    yield from _failing(branch.failing, style)


def _exercise(paper: Instrument) -> str:
    """How the attorneys must act, where one of them may not be enough."""
    names = ", ".join(attorney.name for attorney in paper.attorneys)
    if len(paper.attorneys) < 2 or paper.exercise is Exercise.SEVERAL:
        return ""
    if paper.exercise is Exercise.AT_LEAST:
        return f"at least {paper.exercise_at_least} must act together: {names}"
    if paper.exercise is Exercise.JOINT:
        return f"must act together: {names}"
    return f"does not say whether one may act alone: {names}"


def _failing(failing: Mapping[ReasonDetail, Verdict], style: Style) -> Iterator[str]:
    for reason, verdict in failing.items():
        word = "open:" if verdict is Verdict.CANNOT_TELL else "fails:"
        yield f"{style.verdict(verdict, word)} {printable(describe(reason))}"
