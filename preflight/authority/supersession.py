"""Supersession: a later paper whose clause replaces earlier ones, for its own matters only.

A later paper alone replaces nothing (R42 of the authority reference); a clause does, cell by cell (form and
issuer). Two clauses look alike and differ: "all prior authorizations to act for the undersigned" reaches the
principal's own earlier papers, "... with the delegated authority of the undersigned" only the delegator's
earlier delegations. Revoking the later paper does not revive the earlier one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from preflight.authority.dates import effective
from preflight.authority.instruments import (
    Confidence,
    Incapacity,
    Instrument,
    InstrumentType,
    SupersessionKind,
    Tri,
)
from preflight.authority.owners import OwnerGrants, principal_id
from preflight.authority.people import likeness
from preflight.authority.person_events import events_about
from preflight.authority.reasons import Reason, ReasonDetail, because
from preflight.authority.registry import Registry, grouped
from preflight.authority.scope import Cell, matters_cover, predecessors
from preflight.authority.worlds import World
from preflight.filing.names.folding import key
from preflight.lazy_dataclass import dataclass

_BY_PRINCIPAL = (SupersessionKind.PRIOR_BY_PRINCIPAL, SupersessionKind.ALL_POWERS_ANY_SUBJECT)
_ANY_ISSUER = "*"


@dataclass(frozen=True, slots=True)
class _Papers:
    """Superseding papers by day of signing; those of a doubtful or unknown day stand apart."""

    days: tuple[date, ...]
    dated: tuple[Instrument, ...]
    doubtful: tuple[Instrument, ...]

    @classmethod
    def of(cls, papers: tuple[Instrument, ...]) -> _Papers:
        dated = sorted(
            (
                (paper.executed, position, paper)
                for position, paper in enumerate(papers)
                if paper.executed is not None and not _is_doubtful(paper)
            ),
        )
        return cls(
            tuple(day for day, _, _ in dated),
            tuple(paper for _, _, paper in dated),
            tuple(paper for paper in papers if paper.executed is None or _is_doubtful(paper)),
        )

    def between(self, first: date | None, last: date) -> Iterator[Instrument]:
        """Papers that may have been signed from ``first`` to ``last``, earliest first."""
        start = 0 if first is None else bisect_left(self.days, first)
        for position in range(start, bisect_right(self.days, last)):
            yield self.dated[position]
        yield from self.doubtful


def _is_doubtful(paper: Instrument) -> bool:
    return paper.executed_confidence is Confidence.SUSPECT and paper.executed_alternative is not None


_NONE = _Papers((), (), ())
_ByOwner = dict[str, _Papers]
_NOTHING: tuple[_ByOwner, _Papers] = ({}, _NONE)


def supersession_tests(
    registry: Registry, owner: OwnerGrants, grant: Instrument, cell: Cell, day: date, world: World
) -> Iterator[ReasonDetail]:
    """Yield why a later paper replaces ``grant`` for ``cell`` on ``day``, or may replace it.

    Only the first paper that replaces it for certain is named: what came after found nothing to replace.
    """
    if grant.type is InstrumentType.COURT_APPOINTMENT:
        return
    executed = world.executed(grant)
    doubts: dict[Reason, ReasonDetail] = {}
    for later in _own_papers(registry, owner, grant, cell, executed, day):
        detail = _test(registry, owner, grant, later, cell, day, world, collateral=False)
        if detail is None:
            continue
        if detail.code is Reason.SUPERSEDED:
            yield detail
            return
        doubts.setdefault(detail.code, detail)
    yield from doubts.values()
    for later in _papers_of_other_owners(registry, owner, grant, cell, executed, day):
        detail = _test(registry, owner, grant, later, cell, day, world, collateral=True)
        if detail is not None:
            yield detail
            return


def _own_papers(
    registry: Registry, owner: OwnerGrants, grant: Instrument, cell: Cell, executed: date | None, day: date
) -> Iterator[Instrument]:
    """Papers whose clause may reach ``grant``: those that list it, the principal's, the grantors'."""
    listed = registry.index(
        "supersession of listed papers",
        lambda: grouped(
            (named, item)
            for item in registry.instruments
            if item.supersedes.kind is SupersessionKind.LISTED
            for named in item.supersedes.instruments
        ),
    )
    yield from listed.get(grant.id, ())
    if not grant.is_delegation:
        by_issuer = _by_principal(registry, owner)
        for issuer in by_issuer if cell.issuer is None else _issuer_keys(registry, cell.issuer):
            yield from by_issuer.get(issuer, _NONE).between(executed, day)
        return
    found = _by_grantors(registry).get(grantors_key(grant))
    if not found:
        return
    for issuer in found if cell.issuer is None else _issuer_keys(registry, cell.issuer):
        for owner_id in sorted(owner.principal_ids):
            for paper in found.get(issuer, _NOTHING)[0].get(owner_id, _NONE).between(executed, day):
                if same_grantors(grant, paper):
                    yield paper


def _papers_of_other_owners(
    registry: Registry, owner: OwnerGrants, grant: Instrument, cell: Cell, executed: date | None, day: date
) -> Iterator[Instrument]:
    """The grantors' later delegations of other owners' authority."""
    if not grant.is_delegation:
        return
    found = _by_grantors(registry).get(grantors_key(grant))
    if not found:
        return
    for issuer in found if cell.issuer is None else _issuer_keys(registry, cell.issuer):
        for paper in found.get(issuer, _NOTHING)[1].between(executed, day):
            if paper.id not in owner.ids and same_grantors(grant, paper):
                yield paper


def _issuer_keys(registry: Registry, issuer: str) -> tuple[str, ...]:
    """Under which issuers a clause that reaches ``issuer`` may be filed."""
    return (_ANY_ISSUER, issuer, *sorted(predecessors(registry, issuer)))


def _by_principal(registry: Registry, owner: OwnerGrants) -> dict[str, _Papers]:
    """The owner's papers that replace prior ones, by the issuers of their matters."""

    def build() -> dict[str, _Papers]:
        papers = grouped(
            (issuer, item)
            for item in owner.grants
            if item.supersedes.kind in _BY_PRINCIPAL
            for issuer in (item.supersedes.issuers or (_ANY_ISSUER,))
        )
        return {issuer: _Papers.of(found) for issuer, found in papers.items()}

    return registry.memo(("superseding papers", owner), build)


def grantors_key(paper: Instrument) -> tuple[str, ...]:
    """A key under which papers of the same grantors stand together, however their names are written."""
    return _grantors_key(paper.grantors)


@lru_cache(1 << 14)
def _grantors_key(grantors: tuple[str, ...]) -> tuple[str, ...]:
    keys = set()
    for name in grantors:
        words = [key(word) for word in name.split()]
        keys.add(words[0][:1] + words[-1] if words else "")
    return tuple(sorted(keys))


def _by_grantors(registry: Registry) -> dict[tuple[str, ...], dict[str, tuple[_ByOwner, _Papers]]]:
    """Delegations that replace the grantors' earlier delegations: by grantors, issuer, owner."""

    def build() -> dict[tuple[str, ...], dict[str, tuple[_ByOwner, _Papers]]]:
        kind = SupersessionKind.PRIOR_DELEGATIONS_BY_GRANTOR
        papers = [item for item in registry.instruments if item.supersedes.kind is kind]
        found: dict[tuple[str, ...], dict[str, tuple[_ByOwner, _Papers]]] = {}
        by_key = grouped(
            ((grantors_key(item), issuer), item)
            for item in papers
            for issuer in (item.supersedes.issuers or (_ANY_ISSUER,))
        )
        for (grantors, issuer), items in by_key.items():
            owners = grouped((principal_id(item), item) for item in items)
            own = {identity: _Papers.of(group) for identity, group in owners.items()}
            found.setdefault(grantors, {})[issuer] = (own, _Papers.of(items))
        return found

    return registry.index("superseding delegations", build)


def same_grantors(one: Instrument, other: Instrument) -> bool:
    """Return whether the same set of people signed both papers."""
    if set(one.grantors) == set(other.grantors):
        return True

    def covers(left: Instrument, right: Instrument) -> bool:
        return all(
            any(min(likeness(name, known), likeness(known, name)).is_match for known in right.grantors)
            for name in left.grantors
        )

    return covers(one, other) and covers(other, one)


def _reaches(registry: Registry, grant: Instrument, later: Instrument, cell: Cell) -> bool:
    """Return whether the clause of ``later`` may reach ``grant`` at all, order and days left aside."""
    if later.id == grant.id or grant.id in later.supersedes.preserved:
        return False
    if later.paper is not None and later.paper == grant.paper:
        return False
    return matters_cover(registry, later.supersedes.forms, later.supersedes.issuers, cell) is not False


def _test(
    registry: Registry,
    owner: OwnerGrants,
    grant: Instrument,
    later: Instrument,
    cell: Cell,
    day: date,
    world: World,
    *,
    collateral: bool,
) -> ReasonDetail | None:
    """How ``later`` bears on ``grant`` on ``day``, or ``None`` where it does not."""
    if not _reaches(registry, grant, later, cell):
        return None
    executed = world.executed(later)
    if executed is not None and executed > day:
        return None
    is_later = world.is_before(grant, later)
    if is_later is False:
        return None
    since = effective(registry, later, world)
    if since is not None and day < since:
        return None
    values = {"by": later.id, "since": since or executed or "an unknown day"}
    if is_later is None or since is None:
        why = f'whether "{later.id}" has replaced it depends on a day that is not recorded.'
        return because(Reason.DATE_IN_DOUBT, grant.id, because=why)
    if later.signed is not Tri.YES or later.type is InstrumentType.STATEMENT_ABOUT_POA:
        return because(Reason.INSTRUMENT_UNSIGNED, later.id)
    if collateral:
        return because(Reason.COLLATERAL_SUPERSESSION, grant.id, **values)
    if matters_cover(registry, later.supersedes.forms, later.supersedes.issuers, cell) is None:
        why = f'"{later.id}" replaces it for some issuers, and the draft gives none.'
        return because(Reason.ISSUER_RELATION_UNKNOWN, grant.id, issuer="unknown", because=why)
    incapable = None if later.is_delegation else _incapable_since(registry, owner, executed)
    if incapable is not None:
        effect = f'"{later.id}", which replaces "{grant.id}", was made after that'
        return because(
            Reason.PRINCIPAL_INCAPACITY, later.id, owner=owner.person.name, since=incapable, effect=effect
        )
    if day == since:
        return because(Reason.SUPERSESSION_SAME_DAY, grant.id, **values)
    return because(Reason.SUPERSEDED, grant.id, **values)


def _incapable_since(registry: Registry, owner: OwnerGrants, executed: date | None) -> date | None:
    """The day since which the owner is recorded as incapable, if a paper of ``executed`` came later."""
    days = [event.date for event, _ in events_about(registry, Incapacity, owner.person)]
    return min((day for day in days if executed is not None and day <= executed), default=None)
