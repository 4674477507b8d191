"""Revocation and resignation: how a grant ends for one attorney or for all.

Where the paper wants a delivery, a revocation takes effect for each attorney the day after it reached him
or her (or the place named); between the writing and that day nobody can tell (3.4.8 of the authority
reference). Most authority lets a principal end actual authority in any form, so a form that the paper
does not allow is a doubt, not nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from preflight.authority.instruments import (
    Attorney,
    Delivery,
    Instrument,
    Resignation,
    Revocation,
    RevocationForm,
    RevocationMethod,
    Revoker,
)
from preflight.authority.people import Likeness, Person, likeness
from preflight.authority.reasons import Reason, ReasonDetail, because
from preflight.authority.registry import Registry, grouped

EVERYBODY = "*"
_TO_ATTORNEYS = (Delivery.ATTORNEYS, Delivery.ATTORNEY_CONCERNED)
_TO_A_PLACE = (Delivery.SEC, Delivery.ISSUER)


def distance_to(name: str, attorney: Attorney, person: Person | None) -> Likeness:
    """How near ``name``, as a record writes it, comes to this attorney or the person who acts as that."""
    names = (attorney.name, *attorney.aliases)
    found = min(likeness(name, known) for known in names)
    found = min(found, *(likeness(known, name) for known in names))
    return found if person is None else min(found, person.likeness(name))


def revocation_tests(
    registry: Registry, grant: Instrument, attorney: Attorney, person: Person | None, day: date
) -> Iterator[ReasonDetail]:
    """Yield why a revocation ends ``grant`` for this attorney on ``day``, or may end it."""
    index = registry.index(
        Revocation,
        lambda: grouped((event.instrument, event) for event in registry.events_of(Revocation)),
    )
    for event in index.get(grant.id, ()):
        if event.executed > day:
            continue
        if event.attorney is not None:
            distance = distance_to(event.attorney, attorney, person)
            if distance.is_doubt:
                yield because(Reason.NAME_WEAK, grant.id, signer=event.attorney, candidates=attorney.name)
            if not distance.is_match:
                continue
        yield from _test(grant, event, attorney, person, day)


def _test(
    grant: Instrument, event: Revocation, attorney: Attorney, person: Person | None, day: date
) -> Iterator[ReasonDetail]:
    signer = attorney.name if person is None else person.name
    values = {"event": event.id, "signer": signer, "day": day}
    if not _form_suffices(grant, event):
        form = event.form.replace("_", " ")
        yield because(Reason.REVOCATION_FORM, grant.id, since=event.executed, form=form, **values)
        return
    delivery = grant.revocation.delivery
    if delivery not in _TO_ATTORNEYS and delivery not in _TO_A_PLACE:
        if day == event.executed:
            yield because(Reason.REVOCATION_SAME_DAY, grant.id, **values)
        else:
            yield because(Reason.REVOKED, grant.id, since=event.executed, **values)
        return
    delivered = _delivered(event, delivery, attorney, person)
    effective = None if delivered is None else max(delivered, event.executed)
    if effective is not None and effective < day:
        yield because(Reason.REVOKED, grant.id, since=effective, **values)
    elif effective == day:
        yield because(Reason.REVOCATION_SAME_DAY, grant.id, **values)
    else:
        reached = sorted(name for name, when in event.delivered if when <= day)
        if reached and delivery in _TO_ATTORNEYS:
            yield because(Reason.REVOCATION_PARTIAL_DELIVERY, grant.id, reached=", ".join(reached), **values)
        else:
            yield because(Reason.REVOCATION_NOT_DELIVERED, grant.id, since=event.executed, **values)


def _form_suffices(grant: Instrument, event: Revocation) -> bool:
    """Return whether the revocation has the form that the paper wants, and comes from who may revoke."""
    if event.form is RevocationForm.ORAL:
        return False
    if grant.revocation.method is RevocationMethod.SIGNED_WRITING and event.form is RevocationForm.WRITING:
        return False
    return event.by is not Revoker.ISSUER or Revoker.ISSUER in grant.revocation.by


def _delivered(
    event: Revocation, delivery: Delivery, attorney: Attorney, person: Person | None
) -> date | None:
    """The day on which the revocation reached this attorney, or the place that the paper names."""
    days = [
        when
        for name, when in event.delivered
        if name == EVERYBODY
        or (
            name.casefold() == delivery.value
            if delivery in _TO_A_PLACE
            else distance_to(name, attorney, person) <= Likeness.COMPATIBLE
        )
    ]
    return min(days, default=None)


def was_told(registry: Registry, grant: Instrument, attorney: Attorney, person: Person, day: date) -> bool:
    """Return whether a record shows that a revocation of ``grant`` reached this attorney by ``day``."""
    return any(
        detail.code is Reason.REVOKED for detail in revocation_tests(registry, grant, attorney, person, day)
    )


def resignation_tests(
    registry: Registry, grant: Instrument, attorney: Attorney, person: Person | None, day: date
) -> Iterator[ReasonDetail]:
    """Yield why this attorney's resignation ends ``grant`` for him or her, from its effective date on."""
    index = registry.index(
        Resignation,
        lambda: grouped((event.instrument, event) for event in registry.events_of(Resignation)),
    )
    for event in index.get(grant.id, ()):
        if event.date > day:
            continue
        distance = distance_to(event.attorney, attorney, person)
        if distance.is_match:
            signer = attorney.name if person is None else person.name
            yield because(Reason.AGENT_RESIGNED, grant.id, signer=signer, since=event.date, event=event.id)
        elif distance.is_doubt:
            yield because(Reason.NAME_WEAK, grant.id, signer=event.attorney, candidates=attorney.name)
