"""Is a paper that came with a filing the one that the registry records, and do the two say the same?

Attaching a paper again must not undo what the registry knows of it: its revocation, the paper that replaced
it, a corrected date. So the search is wide. The same bytes or the same place on EDGAR settle it; without
them, the same day, a principal who may be the same, and an attorney-in-fact in common are enough, however
the names are written and in whatever format the text came.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain

from preflight.authority.instruments import Attorney, AttorneyKind, Instrument, IssuerMode
from preflight.authority.people import likeness
from preflight.authority.registry import Registry, grouped
from preflight.filing.names import Agreement, compare_entities
from preflight.poa.whose import may_be_one, may_name_one


def recorded_copy(paper: Instrument, sha256: str, registry: Registry) -> Instrument | None:
    """Return the registry's record of the same paper as ``paper``, read from bytes of digest ``sha256``.

    Of several that may be the same the one that differs least is returned.
    """
    searches = (_same_bytes(sha256, registry), _same_exhibit(paper, registry), _same_day(paper, registry))
    for candidates in searches:
        found = [item for item in candidates if _may_be_copy(paper, item)]
        if found:
            return min(found, key=lambda item: len(tuple(differences(paper, item))))
    return None


def is_repeated(paper: Instrument, other: Instrument) -> bool:
    """Return whether two papers of one filing say word for word the same about authority."""
    return (
        paper.executed == other.executed
        and paper.type is other.type
        and paper.principal == other.principal
        and set(paper.grantors) == set(other.grantors)
        and set(paper.attorneys) == set(other.attorneys)
        and paper.scope == other.scope
        and paper.term == other.term
        and paper.supersedes == other.supersedes
        and not tuple(differences(paper, other))
    )


def differences(paper: Instrument, recorded: Instrument) -> Iterator[str]:
    """Yield the fields in which a paper and its record disagree, in words for people."""
    if paper.executed != recorded.executed:
        yield "the day of signing"
    if not _same_attorneys(paper, recorded):
        yield "the attorneys-in-fact"
    if _forms(paper) != _forms(recorded):
        yield "the forms"
    if _are_other_issuers(paper, recorded):
        yield "the issuers"
    if paper.exercise is not recorded.exercise:
        yield "how the attorneys act together"
    if paper.delegation.right is not recorded.delegation.right:
        yield "the right to delegate"


# --- candidates --------------------------------------------------------------------------------------------


def _same_bytes(sha256: str, registry: Registry) -> tuple[Instrument, ...]:
    index = registry.index(
        "papers by digest",
        lambda: grouped(
            (item.document.sha256.lower(), item)
            for item in registry.instruments
            if item.document is not None and item.document.sha256 is not None
        ),
    )
    return index.get(sha256.lower(), ())


def _same_exhibit(paper: Instrument, registry: Registry) -> tuple[Instrument, ...]:
    """Records of the very exhibit of the very filing, for a filing that EDGAR has published."""
    if paper.document is None or paper.document.accession_number is None:
        return ()
    index = registry.index(
        "papers by accession number",
        lambda: grouped(
            (item.document.accession_number, item)
            for item in registry.instruments
            if item.document is not None and item.document.accession_number is not None
        ),
    )
    exhibit = paper.document.exhibit
    return tuple(
        item
        for item in index.get(paper.document.accession_number, ())
        if item.document is not None and exhibit is not None and item.document.exhibit == exhibit
    )


def _same_day(paper: Instrument, registry: Registry) -> Iterator[Instrument]:
    """Records of the paper's day, and those whose day is not known, that name somebody the paper names."""
    index = registry.index(
        "papers by day",
        lambda: grouped((day, item) for item in registry.instruments for day in _days(item)),
    )
    for day in _days(paper):
        candidates = index.get(day, ()) if day is None else (*index.get(day, ()), *index.get(None, ()))
        for item in candidates:
            if (
                may_be_one(paper.principal, item.principal)
                and _share_attorney(paper, item)
                and not _are_other_issuers(paper, item, registry)
                and not _are_other_forms(paper, item)
            ):
                yield item


def _days(paper: Instrument) -> tuple[date | None, ...]:
    """The days on which the paper may have been signed; ``None`` stands for an unknown day."""
    return tuple(dict.fromkeys((paper.executed, paper.executed_alternative or paper.executed)))


def _may_be_copy(paper: Instrument, item: Instrument) -> bool:
    """Return whether giver and kind agree: a delegation is no copy of the power on which it hangs."""
    if item.is_delegation is not paper.is_delegation or not may_be_one(paper.principal, item.principal):
        return False
    return not paper.is_delegation or may_name_one(paper.grantors, item.grantors)


# --- comparison --------------------------------------------------------------------------------------------


def _forms(paper: Instrument) -> frozenset[str]:
    return frozenset(chain.from_iterable(clause.forms for clause in paper.scope))


def _are_other_forms(paper: Instrument, item: Instrument) -> bool:
    own, recorded = _forms(paper), _forms(item)
    return bool(own and recorded) and "*" not in own | recorded and own.isdisjoint(recorded)


def _names(attorney: Attorney) -> tuple[str, ...]:
    return (attorney.name, *attorney.aliases)


def _share_attorney(paper: Instrument, item: Instrument) -> bool:
    """Return whether an attorney of each may be the same; offices, firms and classes always may."""
    return any(
        (one.kind is not AttorneyKind.PERSON and other.kind is not AttorneyKind.PERSON)
        or may_name_one(_names(one), _names(other))
        for one in paper.attorneys
        for other in item.attorneys
    )


def _same_attorneys(paper: Instrument, recorded: Instrument) -> bool:
    def covers(left: Instrument, right: Instrument) -> bool:
        return all(any(_is_same_attorney(one, other) for other in right.attorneys) for one in left.attorneys)

    return covers(paper, recorded) and covers(recorded, paper)


def _is_same_attorney(one: Attorney, other: Attorney) -> bool:
    return any(
        min(likeness(left, right), likeness(right, left)).is_match
        for left in _names(one)
        for right in _names(other)
    )


def _are_other_issuers(paper: Instrument, item: Instrument, registry: Registry | None = None) -> bool:
    """Return whether both papers are for listed issuers, and none of one can be an issuer of the other.

    An issuer for which there is a CIK only, without a name anywhere, can be any.
    """
    own, recorded = (_issuers(one, registry) for one in (paper, item))
    if own is None or recorded is None:
        return False
    (ciks, names), (other_ciks, other_names) = own, recorded
    if not ciks.isdisjoint(other_ciks):
        return False
    if ciks and other_ciks and registry is None:
        return True
    return bool(names and other_names) and all(
        compare_entities(name, other).agreement is Agreement.DIFFERENT
        for name in names
        for other in other_names
    )


def _issuers(paper: Instrument, registry: Registry | None) -> tuple[frozenset[str], frozenset[str]] | None:
    """The CIKs and names of the issuers listed, or ``None`` where the paper is not limited to a list."""
    ciks: set[str] = set()
    names: set[str] = set()
    for clause in paper.scope:
        if clause.issuers.mode is not IssuerMode.LIST:
            return None
        ciks.update(clause.issuers.ciks)
        names.update(clause.issuers.names)
    for cik in ciks:
        record = registry.issuers_by_cik.get(cik) if registry is not None else None
        if record is not None:
            names.update((record.name, *record.former_names))
    return frozenset(ciks), frozenset(names)
