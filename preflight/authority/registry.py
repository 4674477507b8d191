"""The registry: instruments and events in memory, indexed so that a question never scans them.

Registries come from files or URLs (:mod:`preflight.registries`); this class is what all of them yield. It
is immutable in use. Indexes are built on first need, once, and every look-up afterwards costs the same
whether the registry holds a thousand grants or a million.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

from preflight.authority.instruments import Correction, Event, Instrument, IssuerRecord, PersonRecord
from preflight.findings import Place

Key = TypeVar("Key")
Record = TypeVar("Record")
EventKind = TypeVar("EventKind", bound=Event)
_KNOWN_CACHE = 8
_MEMO_SIZE = 8192


class Registry:
    """Instruments, events, issuers and people, with look-ups by owner, attorney, grantor and id.

    ``location`` is where it came from (path or URL), ``digest`` the SHA-256 of its text in hexadecimal, and
    ``places`` maps record ids to where they stand in the registry file. Two instruments with one id raise
    :class:`ValueError` on the first look-up by id; builders of registries refuse them with their place.
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
        self.places: Mapping[str, Place] = {} if places is None else places
        self._known: dict[date, Registry] = {}
        self._indexes: dict[Hashable, object] = {}
        self._memo: dict[Hashable, object] = {}

    def __repr__(self) -> str:
        return f"Registry({len(self.instruments)} instruments, {len(self.events)} events, {self.location!r})"

    def as_known_at(self, day: date | None) -> Registry:
        """Return the registry as it stood on ``day``: records learned later are left out.

        A record that was corrected later (:class:`Correction`) stands here with its corrected value, because
        the value that it replaced is kept as text for auditors only.
        """
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

    def index(self, name: Hashable, build: Callable[[], Record]) -> Record:
        """Return what ``build`` yields, built once: the modules of the procedure keep their indexes here."""
        found = self._indexes.get(name)
        if found is None:
            found = self._indexes[name] = build()
        return cast("Record", found)

    def memo(self, question: Hashable, answer: Callable[[], Record]) -> Record:
        """Return ``answer()``, remembered: answers depend on the registry only. The oldest are forgotten."""
        found = self._memo.get(question)
        if found is None:
            found = answer()
            while len(self._memo) >= _MEMO_SIZE:
                self._memo.pop(next(iter(self._memo)))
            self._memo[question] = found
        return cast("Record", found)

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

    @cached_property
    def by_owner_cik(self) -> Mapping[str, tuple[Instrument, ...]]:
        """Instruments by the CIK of their principal; principals without a CIK are left out."""
        return grouped(
            (item.principal.cik, item) for item in self.instruments if item.principal.cik is not None
        )

    @cached_property
    def by_attorney(self) -> Mapping[str, tuple[Instrument, ...]]:
        """Instruments by each attorney's name as the paper writes it."""
        return grouped((attorney.name, item) for item in self.instruments for attorney in item.attorneys)

    @cached_property
    def by_grantor(self) -> Mapping[str, tuple[Instrument, ...]]:
        """Instruments by each grantor's name as the paper writes it."""
        return grouped((grantor, item) for item in self.instruments for grantor in item.grantors)

    @cached_property
    def issuers_by_cik(self) -> Mapping[str, IssuerRecord]:
        """Issuer records by CIK."""
        return {issuer.cik: issuer for issuer in self.issuers}

    @cached_property
    def names_by_cik(self) -> Mapping[str, Sequence[str]]:
        """Every name by which the person or entity with a CIK is recorded, for attributing signatures."""
        names: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for person in self.people:
            if person.cik is not None:
                names[person.cik].update(dict.fromkeys((person.name, *person.aliases)))
        for cik, instruments in self.by_owner_cik.items():
            for item in instruments:
                names[cik].update(dict.fromkeys((item.principal.name, *item.principal.aliases)))
        return {cik: tuple(found) for cik, found in names.items()}

    @cached_property
    def _events_by_type(self) -> Mapping[type[Event], tuple[Event, ...]]:
        return grouped((type(event), event) for event in self.events)

    def events_of(self, kind: type[EventKind]) -> tuple[EventKind, ...]:
        """All events of one kind, in the order given."""
        return cast("tuple[EventKind, ...]", self._events_by_type.get(kind, ()))

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """The corrections of records, for audits."""
        return self.events_of(Correction)


def grouped(pairs: Iterable[tuple[Key, Record]]) -> Mapping[Key, tuple[Record, ...]]:
    """Return the records by key, each group in the order given."""
    groups: defaultdict[Key, list[Record]] = defaultdict(list)
    for key, record in pairs:
        groups[key].append(record)
    return {key: tuple(records) for key, records in groups.items()}
