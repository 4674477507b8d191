"""How long a grant lasts: every rule of its term must hold on the day asked about.

Age alone ends nothing (R41 of the authority reference), and a term measured by reporting duties does not
end with the job (R22). Each test yields reasons; none means that the rule holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from preflight.authority.dates import anniversary, duties_tail, term_event
from preflight.authority.instruments import (
    CeasedInsider,
    Incumbency,
    Instrument,
    Obligation,
    ObligationEnded,
    StatusEnd,
    Term,
    TermRule,
)
from preflight.authority.people import Person
from preflight.authority.person_events import events_about
from preflight.authority.reasons import Reason, ReasonDetail, because
from preflight.authority.registry import Registry, grouped
from preflight.authority.worlds import World
from preflight.filing.names.folding import key, word_key

_DUTIES = {
    Obligation.SECTION_16: "the owner has obligations under Section 16",
    Obligation.FORMS_3_4_5: "the owner must file Forms 3, 4 and 5",
    Obligation.SECTION_13D: "the owner must file Schedules 13D or 13G",
}


def term_tests(
    registry: Registry,
    grant: Instrument,
    owner: Person,
    issuer: str | None,
    day: date,
    world: World,
) -> Iterator[ReasonDetail]:
    """Yield why the term of ``grant`` has ended on ``day`` or may have, and notes on tails.

    Rules that depend on the attorney's own standing are tested by :func:`status_tests`, revocation and the
    validity of the source elsewhere.
    """
    for term in grant.term:
        if term.rule is TermRule.OBLIGATION_END:
            yield from _obligation_test(registry, grant, term, owner, issuer, day)
        elif term.rule in (TermRule.FIXED_DATE, TermRule.THROUGH_DATE):
            yield from _date_test(grant, term.date, day, inclusive=term.rule is TermRule.THROUGH_DATE)
        elif term.rule is TermRule.DURATION:
            executed = world.executed(grant)
            ends = None if executed is None else anniversary(executed, term)
            yield from _date_test(grant, ends, day, inclusive=False)
        elif term.rule is TermRule.EVENT:
            yield from _event_test(registry, grant, term, day)


def _date_test(grant: Instrument, ends: date | None, day: date, *, inclusive: bool) -> Iterator[ReasonDetail]:
    """``until`` a day leaves that day open; ``through`` it includes the day."""
    if ends is None:
        yield because(Reason.DATE_IN_DOUBT, grant.id, because="the day on which it ends is not recorded.")
    elif day > ends:
        yield because(Reason.EXPIRED, grant.id, until=ends)
    elif day == ends and not inclusive:
        yield because(Reason.TERM_BOUNDARY, grant.id, until=ends)


def _event_test(registry: Registry, grant: Instrument, term: Term, day: date) -> Iterator[ReasonDetail]:
    happened = term_event(registry, grant.id, term.event)
    event = term.event or "the event named in it"
    if happened is None:
        yield because(Reason.STATUS_UNVERIFIED, grant.id, condition=f"this has not happened: {event}")
    elif day > happened:
        yield because(Reason.TERM_ENDED, grant.id, condition=event, until=happened)
    elif day == happened:
        yield because(Reason.TERM_BOUNDARY, grant.id, until=happened)


def _obligation_test(
    registry: Registry, grant: Instrument, term: Term, owner: Person, issuer: str | None, day: date
) -> Iterator[ReasonDetail]:
    """The duty outlives the job; it ends for good only by a record, for every issuer that it speaks of."""
    issuers = term.issuers or ((issuer,) if issuer is not None else ())
    ended = [_last_day(registry, ObligationEnded, owner, known) for known in issuers]
    condition = _DUTIES[term.obligation or Obligation.SECTION_16]
    if ended and all(last is not None and day > last for last in ended):
        yield because(
            Reason.TERM_ENDED,
            grant.id,
            condition=f"the duty on which it rests ({condition})",
            until=max(last for last in ended if last is not None),
        )
        return
    if term.obligation is Obligation.SECTION_13D:
        return
    left = [_last_day(registry, CeasedInsider, owner, known) for known in issuers]
    if not left or any(last is None or day <= last for last in left):
        return
    last_left = max(last for last in left if last is not None)
    bounds = [
        duties_tail(last, _fiscal_year_end(registry, known))
        for last, known in zip(left, issuers, strict=True)
        if last is not None
    ]
    values = {"condition": condition, "owner": owner.name, "since": last_left, "until": max(bounds)}
    if day <= max(bounds):
        yield because(Reason.TERM_TAIL, grant.id, **values)
    elif not any(last is not None and day <= last for last in ended):
        yield because(Reason.TERM_END_UNCERTAIN, grant.id, **values)


def _fiscal_year_end(registry: Registry, issuer: str) -> str | None:
    record = registry.issuers_by_cik.get(issuer)
    return None if record is None else record.fiscal_year_end


def _last_day(
    registry: Registry, kind: type[CeasedInsider] | type[ObligationEnded], owner: Person, issuer: str
) -> date | None:
    """The latest day recorded for the owner and issuer, each given by CIK or name."""
    index = registry.index(
        ("last days", kind.__name__),
        lambda: grouped(
            ((_reference(event.owner), _reference(event.issuer)), event.date)
            for event in registry.events_of(kind)
        ),
    )
    owners = {*owner.keys} if owner.cik is None else {*owner.keys, owner.cik}
    record = registry.issuers_by_cik.get(issuer)
    issuers = (
        {issuer}
        if record is None
        else {issuer, *(word_key(name) for name in (record.name, *record.former_names))}
    )
    days = [found for one in owners for other in issuers for found in index.get((one, other), ())]
    return max(days, default=None)


def _reference(text: str) -> str:
    return text if text.isdigit() else word_key(text)


def status_tests(registry: Registry, grant: Instrument, person: Person, day: date) -> Iterator[ReasonDetail]:
    """Yield why a grant that lasts while the attorney is with an organisation (or in an office) has ended.

    The last day is still good. A recorded end counts, whatever office is recorded later: that the grant
    revives with a new job would be a guess. A note says where nothing recorded proves or ends the employment.
    """
    for term in grant.term:
        if term.rule is not TermRule.ATTORNEY_STATUS:
            continue
        organisation = term.organisation or "the organisation named in it"
        ends = [
            (event, distance)
            for event, distance in events_about(registry, StatusEnd, person)
            if term.organisation is None or key(event.organisation) == key(term.organisation)
        ]
        held = [
            event
            for event, distance in events_about(registry, Incumbency, person)
            if distance.is_match and _is_position(event, term)
        ]
        is_held = any(event.start <= day and (event.end is None or day <= event.end) for event in held)
        over = [event.date for event, distance in ends if distance.is_match and event.date < day]
        if term.title is not None and not is_held:
            over += [event.end for event in held if event.end is not None and event.end < day]
        doubtful = [event for event, distance in ends if distance.is_doubt and event.date < day]
        if over:
            yield because(
                Reason.AGENT_STATUS_ENDED,
                grant.id,
                signer=person.name,
                organisation=organisation,
                until=max(over),
            )
        elif doubtful:
            yield because(Reason.NAME_WEAK, grant.id, signer=doubtful[0].person, candidates=person.name)
        elif not ends and not is_held:
            yield because(
                Reason.STATUS_UNVERIFIED, grant.id, condition=f"{person.name} is with {organisation}"
            )


def _is_position(event: Incumbency, term: Term) -> bool:
    """Return whether the office recorded is the one, or is at the organisation, that the term names."""
    label = key(event.title) + key(event.organisation or "")
    return (term.title is None or label.startswith(key(term.title))) and (
        term.organisation is None or label.endswith(key(term.organisation))
    )
