"""Whose paper it is: the reporting owner of the filing whom the principal's name proves, or nobody.

The paper gives a name and the filing a CIK. The two are joined only where the name can be nobody else's
among the filing's owners and the registry's principals; a name that merely comes near proves nothing and
is a doubt (authority reference 6, item 11: candidates are shown, never merged).
"""

from __future__ import annotations

from collections.abc import Iterator

from preflight.authority.decision import OwnerOnDraft
from preflight.authority.instruments import Party
from preflight.authority.owners import owner_grants
from preflight.authority.people import Likeness, likeness
from preflight.authority.registry import Registry
from preflight.filing.model import Filing, ReportingOwner
from preflight.filing.names.name import NameOrder
from preflight.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a principal is: ``cik`` (ten digits) where it is proven, else ``doubt`` where it may be an owner.

    Neither is filled for somebody who is certainly no owner of the filing.
    """

    cik: str | None = None
    doubt: str | None = None


def identify(principal: Party, filing: Filing, registry: Registry | None) -> Identity:
    """Return which owner of ``filing`` the name of ``principal`` proves.

    The names of an owner are that of the draft and those that ``registry`` has for the CIK. Recorded
    principals and people of the same name compete, whether they are owners of the filing or not.
    """
    owners = {cik: _nearness(principal, names) for cik, names in _owners(filing, registry)}
    rivals = (
        {
            cik: _nearness(
                principal, [(name, NameOrder.UNKNOWN) for name in registry.names_by_cik.get(cik, ())]
            )
            for cik in _bearers(principal, registry)
            if cik not in owners
        }
        if registry is not None
        else {}
    )
    known = owners | rivals
    nearest = min(known.values(), default=Likeness.DIFFERENT)
    if nearest.is_match:
        meant = sorted(cik for cik, distance in known.items() if distance is nearest)
        if len(meant) == 1:
            return Identity(meant[0])
        return Identity(doubt=f'"{principal.name}" may be any of the persons with CIK {", ".join(meant)}.')
    if any(distance is not Likeness.DIFFERENT for distance in owners.values()):
        return Identity(
            doubt=f'the name "{principal.name}" is near the reporting owner\'s, and proves nobody.'
        )
    unnamed = [owner for owner in filing.reporting_owners if not _has_name(owner, registry)]
    if unnamed:
        return Identity(doubt=f'nothing says whether "{principal.name}" is {unnamed[0].label}.')
    return Identity()


def owner_cik(owner: ReportingOwner) -> str | None:
    """The owner's CIK as ten digits, or ``None`` where the draft gives none that can be read."""
    return None if owner.cik is None or owner.cik.parsed is None else f"{owner.cik.parsed:010}"


def may_be_one(one: Party, other: Party) -> bool:
    """Return whether two records of a principal can mean one person; equal CIKs settle it, as do others."""
    if one.cik is not None and other.cik is not None:
        return one.cik == other.cik
    return may_name_one((one.name, *one.aliases), (other.name, *other.aliases))


def may_name_one(names: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Return whether a name of ``names`` and one of ``others`` come near enough to be one person's."""
    return any(
        min(likeness(name, other), likeness(other, name)) is not Likeness.DIFFERENT
        for name in names
        for other in others
    )


def _owners(filing: Filing, registry: Registry | None) -> Iterator[tuple[str, list[tuple[str, NameOrder]]]]:
    """The owners that have a CIK, with every name known for it."""
    for owner in filing.reporting_owners:
        cik = owner_cik(owner)
        if cik is None:
            continue
        names = [(name, NameOrder.UNKNOWN) for name in _recorded_names(cik, registry)]
        if owner.name is not None and owner.name.text:
            names.append((owner.name.text, NameOrder.CONFORMED))
        yield cik, names


def _recorded_names(cik: str | None, registry: Registry | None) -> tuple[str, ...]:
    return () if cik is None or registry is None else tuple(registry.names_by_cik.get(cik, ()))


def _has_name(owner: ReportingOwner, registry: Registry | None) -> bool:
    return bool(owner.name is not None and owner.name.text) or bool(
        _recorded_names(owner_cik(owner), registry)
    )


def _nearness(principal: Party, names: list[tuple[str, NameOrder]]) -> Likeness:
    """How near the principal's name comes to one of ``names``; the paper's name is what has to prove."""
    return min((likeness(principal.name, name, order) for name, order in names), default=Likeness.DIFFERENT)


def _bearers(principal: Party, registry: Registry) -> tuple[str, ...]:
    """The CIKs under which the registry knows somebody whom the name fits."""
    found = owner_grants(registry, OwnerOnDraft(None, principal.name, principal.kind))
    return found.candidates or ((found.person.cik,) if found.person.cik is not None else ())
