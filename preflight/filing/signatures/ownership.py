"""How a name in a signature line agrees with the names of a filing's owners."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from preflight.filing.model import Filing, ReportingOwner
from preflight.filing.names import (
    Agreement,
    Comparison,
    NameOrder,
    NameReason,
    compare,
    compare_entities,
    looks_like_entity,
    read_name,
)
from preflight.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class NamedOwner:
    """An owner with every name known: as the draft gives it, and as recorded elsewhere."""

    owner: ReportingOwner
    conformed: str | None
    """``rptOwnerName``, in EDGAR's order."""
    recorded: tuple[str, ...]

    @property
    def is_named(self) -> bool:
        """True where any name is known."""
        return self.conformed is not None or bool(self.recorded)

    @property
    def is_entity(self) -> bool:
        """True where the owner's name is that of an organisation, trust or estate."""
        name = self.conformed or next(iter(self.recorded), "")
        return looks_like_entity(name)

    def compare(self, text: str) -> Comparison | None:
        """Return the best comparison of ``text`` with the owner's names, ``None`` where none is known."""
        found = [self._compare_with(text, self.conformed, NameOrder.CONFORMED)] if self.conformed else []
        found += [self._compare_with(text, name, NameOrder.UNKNOWN) for name in self.recorded]
        return min(found, key=_badness, default=None)

    def _compare_with(self, text: str, name: str, order: NameOrder) -> Comparison:
        if looks_like_entity(name) or looks_like_entity(text):
            return compare_entities(text, name)
        return compare(read_name(text), read_name(name, order=order))


@dataclass(frozen=True, slots=True)
class OwnerMatch:
    """The owners that a name can mean: the best, or several that fit equally well."""

    owners: tuple[NamedOwner, ...]
    comparison: Comparison | None
    near: tuple[NamedOwner, ...] = ()
    """Owners whose names come near but contradict, where none fits."""


def named_owners(filing: Filing, names: Mapping[str, Sequence[str]]) -> tuple[NamedOwner, ...]:
    """Return the filing's owners with their names; ``names`` adds those recorded by ten-digit CIK."""
    owners = []
    for owner in filing.reporting_owners:
        number = None if owner.cik is None else owner.cik.parsed
        recorded = () if number is None else names.get(f"{number:010d}", ())
        conformed = owner.name.text if owner.name is not None and owner.name.text else None
        owners.append(NamedOwner(owner, conformed, tuple(recorded)))
    return tuple(owners)


def match_owner(text: str, owners: Sequence[NamedOwner]) -> OwnerMatch:
    """Say which of ``owners`` the name ``text`` can mean; several where they fit equally well."""
    compared = [(owner, found) for owner in owners if (found := owner.compare(text)) is not None]
    fitting = [(owner, found) for owner, found in compared if found.matches]
    if not fitting:
        near = tuple(owner for owner, found in compared if is_near(found))
        return OwnerMatch((), None, near)
    best = min(_badness(found) for _, found in fitting)
    chosen = [(owner, found) for owner, found in fitting if _badness(found) == best]
    return OwnerMatch(tuple(owner for owner, _ in chosen), chosen[0][1])


def is_near(comparison: Comparison) -> bool:
    """Return whether two names contradict each other in part only, as father's and son's do."""
    return comparison.agreement is Agreement.CONFLICT or NameReason.FAMILY_SPELLING in comparison.reasons


def _badness(comparison: Comparison) -> int:
    if comparison.agreement is Agreement.SAME:
        return 1 if comparison.weak else 0
    if comparison.agreement is Agreement.COMPATIBLE:
        return 3 if comparison.weak else 2
    return 4 if comparison.agreement is Agreement.CONFLICT else 5
