"""Lints on grants: of no use, badly delegated, ended, about to end, old.

Each grant is put to the procedure on the day on which it begins and the day after, on the day of the check,
and at the end of the time looked ahead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from preflight.authority.dates import add_months, effective
from preflight.authority.decision import OwnerOnDraft
from preflight.authority.instruments import Attorney, Confidence, Instrument, InstrumentType
from preflight.authority.lint.places import place_of
from preflight.authority.lint.rules import (
    LNT001,
    LNT003,
    LNT004,
    LNT005,
    LNT006,
    LNT007,
    LNT012,
    LNT013,
    LNT016,
    LNT017,
)
from preflight.authority.lint.width import width_lints
from preflight.authority.owners import OwnerGrants, owner_grants
from preflight.authority.reasons import Reason, ReasonDetail, describe
from preflight.authority.registry import Registry
from preflight.authority.standing import AttorneyStanding, Standing, Standings
from preflight.authority.worlds import World
from preflight.findings import Finding
from preflight.lazy_dataclass import dataclass

_ONE_DAY = timedelta(days=1)
_NO_USE = (Standing.ENDED, Standing.UNUSABLE)
_SOURCE_ENDED = frozenset(
    (
        Reason.UPSTREAM_REVOKED,
        Reason.UPSTREAM_SUPERSEDED,
        Reason.UPSTREAM_EXPIRED,
        Reason.UPSTREAM_TERM_ENDED,
        Reason.DELEGATOR_ENDED,
    )
)
_ENDED_ITSELF = frozenset(
    (Reason.REVOKED, Reason.SUPERSEDED, Reason.EXPIRED, Reason.TERM_ENDED, Reason.PRINCIPAL_DECEASED)
)
_NO_RIGHT = frozenset((Reason.DELEGATION_NOT_PERMITTED, Reason.REDELEGATION_NOT_GRANTED))


@dataclass(frozen=True, slots=True)
class _Grant:
    """A grant under its owner, and how it stands for each attorney on the days that matter."""

    registry: Registry
    owner: OwnerGrants
    grant: Instrument

    def on(self, day: date) -> list[tuple[Attorney, AttorneyStanding]]:
        standings = _standings(self.registry, self.owner, day)
        return [(attorney, standings.of(self.grant, attorney)) for attorney in self.grant.attorneys]

    def begins(self) -> date | None:
        """The first day, as far as it is known; of a doubtful date the first reading."""
        if self.grant.executed_confidence is Confidence.SUSPECT:
            return self.grant.executed
        return effective(self.registry, self.grant, World(self.registry))

    @property
    def sources(self) -> frozenset[str]:
        return frozenset(upstream.instrument or "" for upstream in self.grant.derives_from)


def grant_lints(
    registry: Registry, day: date, within: timedelta, stale_after_years: int | None
) -> Iterator[Finding]:
    """Yield the lints on every grant; ``within`` is how far ahead ends are looked for."""
    told_pairs: set[frozenset[str]] = set()
    for paper in registry.instruments:
        if paper.type is InstrumentType.STATEMENT_ABOUT_POA:
            continue
        party = paper.principal
        asked = OwnerOnDraft(party.cik) if party.cik else OwnerOnDraft(None, party.name, party.kind)
        grant = _Grant(registry, owner_grants(registry, asked), paper)
        flaws = list(_flaws(grant))
        yield from flaws
        yield from width_lints(registry, grant.owner, paper, grant.begins())
        yield from _same_day(grant, told_pairs)
        if not flaws:
            yield from _today(grant, day, within, stale_after_years)


def _standings(registry: Registry, owner: OwnerGrants, day: date) -> Standings:
    return registry.memo(("standings", owner, day), lambda: Standings(registry, owner, day))


def _reasons(found: Sequence[tuple[Attorney, AttorneyStanding]]) -> list[ReasonDetail]:
    return [reason for _, standing in found for state in standing.states for reason in state.reasons]


def _in_force(standing: AttorneyStanding) -> bool:
    return any(state.standing is Standing.IN_FORCE for state in standing.states)


# --- of no use ---------------------------------------------------------------------------------------------


def _flaws(grant: _Grant) -> Iterator[Finding]:
    """What is wrong with how a grant was made, or that it ended before it began."""
    paper, place = grant.grant, place_of(grant.registry, grant.grant.id)
    if not any(clause.forms for clause in paper.scope):
        yield LNT001.at(place, instrument=paper.id, because="its scope lists no form.")
        return
    if not paper.attorneys:
        yield LNT001.at(place, instrument=paper.id, because="it names no attorney-in-fact.")
        return
    begins = grant.begins()
    if begins is None:
        return
    found: list[tuple[Attorney, AttorneyStanding]] = []
    for day in (begins, begins + _ONE_DAY):
        found += grant.on(day)
        if any(_in_force(standing) for _, standing in found):
            return
    reasons = _reasons(found)
    told = list(_delegation_flaws(grant, reasons))
    yield from told
    is_dead = all(state.standing in _NO_USE for _, standing in found for state in standing.states)
    exceeds = all(
        any(reason.code is Reason.EXCEEDS_UPSTREAM for reason in state.reasons)
        for _, standing in found
        for state in standing.states
    )
    if is_dead and not told and not exceeds:
        yield LNT001.at(place, instrument=paper.id, because=describe(reasons[0]))


def _delegation_flaws(grant: _Grant, reasons: Sequence[ReasonDetail]) -> Iterator[Finding]:
    """What is wrong with the making of a delegation: each thing once."""
    paper, place = grant.grant, place_of(grant.registry, grant.grant.id)
    own = {reason.code: reason for reason in reversed(reasons) if reason.instrument == paper.id}
    early = own.get(Reason.DELEGATED_BEFORE_UPSTREAM)
    if early is not None:
        values = early.value
        yield LNT003.at(
            place,
            instrument=paper.id,
            executed=str(paper.executed),
            source=values.get("upstream", ""),
            since=values.get("since", "a later day"),
        )
    stranger = own.get(Reason.DELEGATOR_NOT_AGENT)
    if stranger is not None:
        yield LNT004.at(
            place,
            instrument=paper.id,
            delegator=", ".join(paper.grantors),
            source=stranger.value.get("upstream", "its source"),
        )
    missing = own.get(Reason.UPSTREAM_MISSING)
    if missing is not None:
        yield LNT007.at(place, instrument=paper.id, source=missing.value.get("upstream", "not named"))
    barred = (
        reason.instrument or ""
        for reason in reasons
        if reason.code in _NO_RIGHT and reason.instrument in grant.sources
    )
    for source in dict.fromkeys(barred):
        yield LNT005.at(place, instrument=paper.id, source=source)


def _same_day(grant: _Grant, told: set[frozenset[str]]) -> Iterator[Finding]:
    """Papers of one day whose order is open and decides (LNT012); each pair once."""
    paper = grant.grant
    others = (other for other in grant.owner.grants if other.id != paper.id)
    if paper.executed is None or all(other.executed != paper.executed for other in others):
        return
    for reason in _reasons(grant.on(paper.executed + _ONE_DAY)):
        other = reason.value.get("by", "")
        pair = frozenset((reason.instrument or "", other))
        if reason.code is Reason.SUPERSESSION_SAME_DAY and paper.id in pair and pair not in told:
            told.add(pair)
            yield LNT012.at(
                place_of(grant.registry, paper.id),
                instrument=paper.id,
                other=next(iter(pair - {paper.id}), other),
                day=str(paper.executed),
            )


# --- today and soon ----------------------------------------------------------------------------------------


def _today(grant: _Grant, day: date, within: timedelta, stale_after_years: int | None) -> Iterator[Finding]:
    """How a grant stands on the day of the check: ended with its source, untold, old, about to end."""
    paper, place = grant.grant, place_of(grant.registry, grant.grant.id)
    found = grant.on(day)
    yield from _ended_source(grant, found, day)
    yield from _untold(grant, found)
    able = [attorney for attorney, standing in found if _in_force(standing)]
    if not able:
        return
    executed = paper.executed
    if stale_after_years is not None and executed and add_months(executed, 12 * stale_after_years) < day:
        yield LNT017.at(
            place,
            instrument=paper.id,
            executed=str(executed),
            years=stale_after_years,
            day=str(day),
        )
    yield from _ending(grant, able, day, within)


def _ended_source(
    grant: _Grant, found: Sequence[tuple[Attorney, AttorneyStanding]], day: date
) -> Iterator[Finding]:
    """A delegation that fell with its source, and of which no record says that it ended itself (LNT006)."""
    paper = grant.grant
    if any(state.standing is not Standing.ENDED for _, standing in found for state in standing.states):
        return
    reasons = _reasons(found)
    if any(reason.instrument == paper.id and reason.code in _ENDED_ITSELF for reason in reasons):
        return
    fallen = next((reason for reason in reasons if reason.code in _SOURCE_ENDED), None)
    if fallen is not None:
        place = place_of(grant.registry, paper.id)
        yield LNT006.at(place, instrument=paper.id, day=str(day), because=describe(fallen))


def _untold(grant: _Grant, found: Sequence[tuple[Attorney, AttorneyStanding]]) -> Iterator[Finding]:
    """Attorneys, not appointed again, without a record that they were told of the new paper (LNT016)."""
    untold: dict[str, dict[str, None]] = {}
    for attorney, standing in found:
        ended = (state for state in standing.states if state.standing is Standing.ENDED)
        for note in (note for state in ended for note in state.notes):
            by = note.value.get("by", "")
            if note.code is not Reason.NOTICE_NOT_EVIDENCED or note.instrument != grant.grant.id:
                continue
            if attorney.name not in {other.name for other in grant.registry.by_id[by].attorneys}:
                untold.setdefault(by, {})[note.value.get("signer", attorney.name)] = None
    for by, names in untold.items():
        place = place_of(grant.registry, grant.grant.id)
        yield LNT016.at(place, instrument=grant.grant.id, by=by, who=", ".join(names))


def _ending(grant: _Grant, able: Sequence[Attorney], day: date, within: timedelta) -> Iterator[Finding]:
    """Attorneys who may sign on ``day`` and cannot be relied on any more within the time asked (LNT013)."""
    endings: dict[tuple[date, str], list[str]] = {}
    for attorney in able:
        last = _last_day(grant, attorney, day, day + within)
        if last is None:
            continue
        after = _standings(grant.registry, grant.owner, last + _ONE_DAY).of(grant.grant, attorney)
        reason = next(iter(after.states[0].reasons), None)
        if reason is not None and reason.code not in _SOURCE_ENDED:
            endings.setdefault((last, describe(reason)), []).append(attorney.name)
    for (last, because), names in endings.items():
        yield LNT013.at(
            place_of(grant.registry, grant.grant.id),
            instrument=grant.grant.id,
            who=", ".join(names),
            last=str(last),
            because=because,
        )


def _last_day(grant: _Grant, attorney: Attorney, day: date, horizon: date) -> date | None:
    """The last day before ``horizon`` on which the attorney may sign; ``None`` if that day comes later."""

    def may_sign(probe: date) -> bool:
        return _in_force(_standings(grant.registry, grant.owner, probe).of(grant.grant, attorney))

    if horizon <= day or may_sign(horizon):
        return None
    good, bad = day, horizon
    while bad - good > _ONE_DAY:
        middle = good + (bad - good) // 2
        good, bad = (middle, bad) if may_sign(middle) else (good, middle)
    return good
