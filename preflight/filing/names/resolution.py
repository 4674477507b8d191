"""Which person on record a written name means.

One person whose name is the same, or the only one whose name is compatible and strong; everything else is
left to people, with the candidates. Edit distance serves suggestions only.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from enum import IntEnum, StrEnum
from typing import Generic, TypeVar

from preflight.filing.names.comparison import Agreement, Comparison, NameReason
from preflight.filing.names.folding import fold
from preflight.filing.names.matching import compare
from preflight.filing.names.name import Name
from preflight.filing.names.reading import read_name
from preflight.lazy_dataclass import dataclass


class Fit(IntEnum):
    """How well a person on record fits a written name, best first."""

    SAME = 0
    STRONG = 1
    """Compatible, and nobody else's if nobody competes."""
    WEAK = 2
    CONFLICT = 3
    NONE = 4


Key = TypeVar("Key", bound=Hashable)

CLOSE_ENOUGH = 82
"""Percent of similarity (rapidfuzz ``token_sort_ratio``) from which a name is offered as "did you mean"."""

MOST_SUGGESTIONS = 3


class ResolutionStatus(StrEnum):
    """What came of looking a written name up among the persons on record."""

    RESOLVED = "resolved"
    """Exactly one person: proof."""
    AMBIGUOUS = "ambiguous"
    """Several persons fit."""
    WEAK = "weak"
    """One person may fit, by an initial or a nickname: an alias record would settle it."""
    CONFLICT = "conflict"
    """A person of nearly that name is on record, but middle name or suffix contradict."""
    UNKNOWN = "unknown"
    """Nobody of that name is on record."""


@dataclass(frozen=True, slots=True)
class Candidate(Generic[Key]):
    """A person on record: the key by which the caller knows them, the name, and names recorded as aliases."""

    key: Key
    name: Name
    aliases: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Match(Generic[Key]):
    """A candidate whose name is near, and how the written name compares with it (left: as written)."""

    candidate: Candidate[Key]
    comparison: Comparison
    by_alias: bool
    fit: Fit


@dataclass(frozen=True, slots=True)
class Resolution(Generic[Key]):
    """Whom a written name means. ``matches`` are the candidates that bear on it, best first."""

    written: Name
    status: ResolutionStatus
    matches: tuple[Match[Key], ...]
    did_you_mean: tuple[str, ...] = ()
    """Names on record that look alike, where nobody fits."""

    @property
    def key(self) -> Key | None:
        """The key of the person meant; None unless resolved."""
        return self.matches[0].candidate.key if self.is_proof else None

    @property
    def is_proof(self) -> bool:
        """True where the name can be nobody else's on record."""
        return self.status is ResolutionStatus.RESOLVED

    @property
    def is_variant(self) -> bool:
        """True where it is resolved, but not letter for letter (``NAME_VARIANT``)."""
        return self.is_proof and (self.matches[0].by_alias or self.matches[0].comparison.is_variant)

    @property
    def reasons(self) -> tuple[NameReason, ...]:
        """The reasons of the best match; empty where nobody fits."""
        return self.matches[0].comparison.reasons if self.matches else ()

    @property
    def detail(self) -> str:
        """One sentence for people."""
        if self.matches:
            return self.matches[0].comparison.detail
        return f'Nobody on record is named "{self.written.raw.strip()}".'


def resolve(
    written: str | Name, candidates: Iterable[Candidate[Key]], *, suggest: bool = True
) -> Resolution[Key]:
    """Say whom of ``candidates`` the name ``written`` (on a signature, in a paper) means.

    Candidates with one key are one person. A person matches by the best of name, recorded aliases and the
    former names in the record. A suffix that the record has may be left out where nobody else competes; one
    that the record lacks contradicts it. With ``suggest``, names that look alike are offered where nobody
    fits.
    """
    name = read_name(written) if isinstance(written, str) else written
    pool = tuple(candidates)
    best: dict[Key, Match[Key]] = {}
    for candidate in pool:
        match = _best_match(name, candidate)
        known = best.get(candidate.key)
        if known is None or match.fit < known.fit:
            best[candidate.key] = match
    near = tuple(sorted((match for match in best.values() if match.fit < Fit.NONE), key=_fit_of))
    if not near:
        return Resolution(name, ResolutionStatus.UNKNOWN, (), _did_you_mean(name, pool) if suggest else ())
    return Resolution(name, _status([match.fit for match in near]), near)


def _status(fits: list[Fit]) -> ResolutionStatus:
    """Return what follows from how well each person near the name fits."""
    if fits.count(Fit.SAME) == 1:
        return ResolutionStatus.RESOLVED
    fitting = [fit for fit in fits if fit <= Fit.WEAK]
    if len(fitting) > 1:
        return ResolutionStatus.AMBIGUOUS
    if not fitting:
        return ResolutionStatus.CONFLICT
    return ResolutionStatus.RESOLVED if fitting == [Fit.STRONG] else ResolutionStatus.WEAK


def _fit_of(match: Match[Key]) -> Fit:
    return match.fit


def _best_match(written: Name, candidate: Candidate[Key]) -> Match[Key]:
    """Compare with the candidate's name, aliases and recorded former names; the best counts."""
    names = [(candidate.name, False)]
    for recorded in (candidate.name, *candidate.aliases):
        names += [(other, True) for other in (*recorded.former_names, *recorded.aliases)]
    names += [(alias, True) for alias in candidate.aliases]
    comparisons = [(compare(written, name), by_alias, name) for name, by_alias in names]
    matches = [
        Match(candidate, comparison, by_alias, _fit(comparison, written, name))
        for comparison, by_alias, name in comparisons
    ]
    return min(matches, key=_fit_of)


def _fit(comparison: Comparison, written: Name, recorded: Name) -> Fit:
    """Return how well a recorded name fits; a suffix may be left out of the written one, not added."""
    if comparison.agreement is Agreement.DIFFERENT:
        return Fit.NONE
    if comparison.agreement is Agreement.CONFLICT:
        return Fit.CONFLICT
    if NameReason.SUFFIX_MISSING in comparison.reasons and (
        recorded.suffix is None or written.suffix is not None
    ):
        return Fit.CONFLICT
    if comparison.weak:
        return Fit.WEAK
    return Fit.SAME if comparison.agreement is Agreement.SAME else Fit.STRONG


def _did_you_mean(written: Name, candidates: tuple[Candidate[Key], ...]) -> tuple[str, ...]:
    """Return the names on record that look most like the written one, most alike first."""
    from rapidfuzz import fuzz, process

    known = {
        name.in_ordinary_order: f"{name.given} {name.family}"
        for candidate in candidates
        for name in (candidate.name, *candidate.aliases)
        if name.is_readable
    }
    found = process.extract(
        f"{written.given} {written.family}",
        known,
        scorer=fuzz.token_sort_ratio,
        processor=fold,
        limit=MOST_SUGGESTIONS,
        score_cutoff=CLOSE_ENOUGH,
    )
    return tuple(name for _, _, name in found)
