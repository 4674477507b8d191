"""Days: when a grant begins, anniversaries, and the outer bound of duties after an insider has left.

Everything is counted in whole days; no clock is read.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from preflight.authority.instruments import EffectiveMode, Instrument, Term, TermEvent
from preflight.authority.registry import Registry, grouped
from preflight.authority.worlds import World

_MONDAY, _THURSDAY = 0, 3


def term_event(registry: Registry, instrument: str, event: str | None) -> date | None:
    """The day on which the event named in a term or effective clause took place; ``None`` if not recorded."""
    index = registry.index(
        "term events",
        lambda: grouped((found.instrument, found) for found in registry.events_of(TermEvent)),
    )
    wanted = " ".join((event or "").casefold().split())
    days = [
        found.date
        for found in index.get(instrument, ())
        if not wanted or " ".join(found.event.casefold().split()) == wanted
    ]
    return min(days, default=None)


def effective(registry: Registry, grant: Instrument, world: World) -> date | None:
    """The first day on which ``grant`` is in force, or ``None`` where it is not known.

    A grant never begins before it was signed: a clause that names an earlier day does not backdate.
    """
    executed = world.executed(grant)
    if executed is None:
        return None
    mode = grant.effective.mode
    if mode in (EffectiveMode.ON_EXECUTION, EffectiveMode.RETROACTIVE):
        return executed
    if mode is EffectiveMode.ON_DATE:
        begins = grant.effective.date
    elif mode is EffectiveMode.ON_FILING:
        begins = grant.document.filed if grant.document is not None else None
    else:
        begins = term_event(registry, grant.id, grant.effective.event)
    return None if begins is None else max(begins, executed)


def add_months(day: date, months: int) -> date:
    """Return the same day of the month ``months`` later, or the month's last day where it has no such day."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, calendar.monthrange(years, month + 1)[1]))


def anniversary(start: date, term: Term) -> date | None:
    """The day on which a term of years, months and days is over; ``None`` if it has no length.

    29 February is followed by 28 February in other years, for safety.
    """
    if not (term.years or term.months or term.days):
        return None
    try:
        return add_months(start, term.years * 12 + term.months) + timedelta(days=term.days)
    except (OverflowError, ValueError):
        return date.max


def duties_tail(left: date, fiscal_year_end: str | None) -> date:
    """The last day on which duties of a former insider may still be due without an overdue report.

    The later of six months after leaving (Rule 16a-2(b)) and the 45th day after the end of the fiscal year
    of leaving (Rule 16a-3(f)), moved to a business day. ``fiscal_year_end`` is ``MM-DD``; a calendar year
    where it is not recorded.
    """
    month, day = (int(part) for part in (fiscal_year_end or "12-31").split("-"))
    year_end = _year_end(left.year, month, day)
    if year_end < left and left.year < date.max.year:
        year_end = _year_end(left.year + 1, month, day)
    try:
        form_5_due = next_business_day(year_end + timedelta(days=45))
        return max(add_months(left, 6), form_5_due)
    except (OverflowError, ValueError):
        return date.max


def _year_end(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def next_business_day(day: date) -> date:
    """Return ``day``, or the next day that is no Saturday, Sunday or federal holiday (17 CFR 240.0-3(a)).

    Unplanned closures of the Commission are not known here; they can only lengthen the tail.
    """
    while day.weekday() >= 5 or day in _federal_holidays(day.year) or day in _federal_holidays(day.year + 1):
        day += timedelta(days=1)
    return day


def _federal_holidays(year: int) -> frozenset[date]:
    """Federal holidays as observed (5 U.S.C. 6103); Juneteenth since 2021."""
    fixed = [(1, 1), (7, 4), (11, 11), (12, 25)] + ([(6, 19)] if year >= 2021 else [])
    days = {_observed(date(year, month, day)) for month, day in fixed}
    days.update(
        _nth_weekday(year, month, weekday, number)
        for month, weekday, number in (
            (1, _MONDAY, 3),
            (2, _MONDAY, 3),
            (9, _MONDAY, 1),
            (10, _MONDAY, 2),
            (11, _THURSDAY, 4),
        )
    )
    last_of_may = date(year, 5, 31)
    days.add(last_of_may - timedelta(days=(last_of_may.weekday() - _MONDAY) % 7))
    return frozenset(days)


def _observed(day: date) -> date:
    if day.weekday() == 5:
        return day - timedelta(days=1)
    return day + timedelta(days=1) if day.weekday() == 6 else day


def _nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
