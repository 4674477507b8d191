"""The registry: instruments and events in memory, indexed so that a question never scans them.

Registries come from files or URLs (:mod:`preflight.registries`); this class is what all of them yield. It
is immutable in use. Indexes are built on first need, once, and every look-up afterwards costs the same
whether the registry holds a thousand grants or a million.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from preflight.authority.instruments import Event, Instrument, IssuerRecord, PersonRecord
from preflight.findings import Place

Record = TypeVar("Record")
_KNOWN_CACHE = 8


class Registry:
    """Instruments, events, issuers and people, with look-ups by owner, attorney, grantor and id.

    ``location`` is where it came from (path or URL), ``digest`` the SHA-256 of its text in hexadecimal, and
    ``places`` maps record ids to where they stand in the registry file. Record ids are unique; the builder
    of the registry guards that, and a repeated instrument id raises :class:`ValueError` here.
    """

    def __init__(
        self,
        instruments: Iterable[Instrument],
        events: Iterable[Event] = (),
        issuers: Iterable[IssuerRecord] = (),
        people: Iterable[PersonRecord] = (),
        *,
        location: str = "",
        digest: str | None = None,
        places: Mapping[str, Place] | None = None,
    ) -> None:
        self.instruments: tuple[Instrument, ...] = tuple(instruments)
        self.events: tuple[Event, ...] = tuple(events)
        self.issuers: tuple[IssuerRecord, ...] = tuple(issuers)
        self.people: tuple[PersonRecord, ...] = tuple(people)
        self.location = location
        self.digest = digest
        self.places: Mapping[str, Place] = MappingProxyType(dict(places or {}))
        self._known: dict[date, Registry] = {}

    def __repr__(self) -> str:
        return f"Registry({len(self.instruments)} instruments, {len(self.events)} events, {self.location!r})"

    def as_known_at(self, day: date | None) -> Registry:
        """Return the registry as it stood on ``day``: records learned later are left out."""
        if day is None:
            return self
        known = self._known.get(day)
        if known is None:
            known = Registry(
                (item for item in self.instruments if item.recorded is None or item.recorded <= day),
                (event for event in self.events if event.recorded is None or event.recorded <= day),
                self.issuers,
                self.people,
                location=self.location,
                digest=self.digest,
                places=self.places,
            )
            while len(self._known) >= _KNOWN_CACHE:
                self._known.pop(next(iter(self._known)))
            self._known[day] = known
        return known

    # --- look-ups --------------------------------------------------------------------------------------

    @cached_property
    def by_id(self) -> Mapping[str, Instrument]:
        """Instruments by id."""
        found: dict[str, Instrument] = {}
        for instrument in self.instruments:
            if instrument.id in found:
                raise ValueError(f'two instruments have the id "{instrument.id}"')
            found[instrument.id] = instrument
        return found


def grouped(pairs: Iterable[tuple[Hashable, Record]]) -> Mapping[Hashable, tuple[Record, ...]]:
    """Return the records by key, each group in the order given."""
    groups: defaultdict[Hashable, list[Record]] = defaultdict(list)
    for key, record in pairs:
        groups[key].append(record)
    return {key: tuple(records) for key, records in groups.items()}
