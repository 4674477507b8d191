"""The strict builder: a registry document in, the in-memory registry out, on every run.

Records are built as they are parsed. One that names something not yet seen (an issuer or person further
down, an instrument that a revocation ends) is tried again at the end; what is still wrong then is reported
with line and column, up to :data:`MOST_ERRORS` errors at once.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from typing import Any

from preflight.authority.instruments import Instrument
from preflight.authority.registry import Registry
from preflight.findings import Place
from preflight.lazy_dataclass import dataclass
from preflight.registries.document import Part, Text, decode, find_place, walk
from preflight.registries.errors import RegistryError, shown
from preflight.registries.event_fields import (
    build_events,
    build_holders,
    build_issuer,
    build_person,
    build_revocations,
)
from preflight.registries.fields import Wrong, prose, suggest
from preflight.registries.instrument_fields import build_instrument
from preflight.registries.known import Known

VERSION = 1
"""Version of the registry format that this package reads and writes."""

MOST_ERRORS = 20
"""Errors reported at once."""

SECTIONS = ("issuers", "people", "instruments", "events")
"""The arrays of a registry, in the order in which they are resolved."""

_TOP = frozenset(("$schema", "comment", "version", *SECTIONS))


class RecordPlaces(Mapping[str, Place]):
    """Where each record stands in the registry's text, by id. Places are made when asked for."""

    def __init__(self, location: str, lines: dict[str, int]) -> None:
        self._location = location
        self._lines = lines

    def __getitem__(self, record_id: str) -> Place:
        return Place(self._location, self._lines[record_id])

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


@dataclass(slots=True)
class _Build:
    """The state of one run of the builder."""

    document: Text
    known: Known = field(default_factory=Known)
    starts: dict[str, int] = field(default_factory=dict)
    """Offset of each record, by id."""
    lines: dict[str, int] = field(default_factory=dict)
    positions: dict[str, int] = field(default_factory=dict)
    """Index of each instrument in its array, by id."""
    postponed: list[tuple[Part, int]] = field(default_factory=list)
    errors: list[RegistryError] = field(default_factory=list)

    def add(self, part: Part, line: int) -> None:
        """Build one element of an array and index it."""
        section, value, known = part.section, part.value, self.known
        if section == "instruments":
            if isinstance(value, dict) and value.get("type") == "revocation":
                for revocation in build_revocations(value, known):
                    known.events[revocation.id] = revocation
                    self._note(revocation.id, part, line)
                return
            instrument = build_instrument(value, known)
            holders = build_holders(value, instrument.id)
            for new_id in (instrument.id, *(holder.id for holder in holders)):
                known.check_new_id(new_id)
            for holder in holders:
                known.events[holder.id] = holder
                self._note(holder.id, part, line)
            known.instruments[instrument.id] = instrument
            self._note(instrument.id, part, line)
            self.positions[instrument.id] = part.position or 0
        elif section == "events":
            for event in build_events(value, known, (part.position or 0) + 1):
                known.events[event.id] = event
                self._note(event.id, part, line)
        elif section == "issuers":
            known.add_issuer(build_issuer(value))
        else:
            known.add_person(build_person(value))

    def _note(self, record_id: str, part: Part, line: int) -> None:
        self.starts[record_id] = part.start
        self.lines[record_id] = line

    def refuse(self, wrong: Wrong, part: Part) -> None:
        """Keep ``wrong``, found in the record ``part``, with its place."""
        pointer = (part.section, *(() if part.position is None else (part.position,)), *wrong.path)
        offset = find_place(self.document, part.start, wrong.path, at_key=wrong.at_key)
        self.errors.append(RegistryError(wrong.message, self.document.place(offset, pointer), wrong.remedy))

    def refuse_record(self, record_id: str, wrong: Wrong) -> None:
        """Keep ``wrong``, found in the instrument ``record_id`` after building."""
        index = self.positions[record_id]
        self.refuse(wrong, Part("instruments", index, 0, self.starts[record_id], 0, None, False))


def build_registry(content: bytes, location: str) -> Registry:
    """Return the registry that ``content`` writes; ``location`` (path or URL) is its name in messages.

    Raises :class:`RegistryError` with the first error and, under ``others``, those that follow in the text.
    """
    document = Text(decode(content, location), location)
    state = _Build(document)
    with _collector_off():
        top = _read_parts(state)
        _check_top(state, top)
        _retry(state)
        if not state.errors:
            _check_references(state)
    if state.errors:
        first, *rest = sorted(state.errors, key=_in_text_order)
        raise RegistryError(first.message, first.place, first.remedy, others=tuple(rest))
    known = state.known
    instruments, events = list(known.instruments.values()), list(known.events.values())
    if state.postponed:
        instruments.sort(key=lambda instrument: state.starts[instrument.id])
        events.sort(key=lambda event: state.starts[event.id])
    return Registry(
        instruments,
        events,
        tuple(known.issuers.values()),
        tuple(known.people),
        location=location,
        digest=hashlib.sha256(content).hexdigest(),
        places=RecordPlaces(location, state.lines),
    )


def _read_parts(state: _Build) -> dict[str, Part]:
    """Build every record that can be built in passing; return the top-level parts by key."""
    text, line, counted = state.document.text, 1, 0
    top: dict[str, Part] = {}
    for part in walk(state.document):
        if part.position is None:
            top[part.section] = part
            if part.section != "instruments" or not state.postponed:
                state.known.complete.add(part.section)
        elif part.section in SECTIONS:
            line += text.count("\n", counted, part.start)
            counted = part.start
            try:
                state.add(part, line)
            except Wrong:
                state.postponed.append((part, line))
    return top


def _retry(state: _Build) -> None:
    """Build what had to wait, now that everything has been seen; keep what is wrong for good."""
    for section in SECTIONS:
        for part, line in state.postponed:
            if part.section == section and len(state.errors) < MOST_ERRORS:
                try:
                    state.add(part, line)
                except Wrong as wrong:
                    state.refuse(wrong, part)
        state.known.complete.add(section)


def _check_top(state: _Build, top: dict[str, Part]) -> None:
    """Demand the version that this package reads; other trouble at the top is kept as errors."""
    version = top.get("version")
    if version is None:
        raise RegistryError(
            'The registry lacks the field "version".',
            state.document.place(0),
            'Add "version": 1, if this is a POA registry at all.',
        )
    if isinstance(version.value, bool) or version.value != VERSION or not isinstance(version.value, int):
        raise RegistryError(
            f"The registry has version {shown(version.value)}, but this preflight reads version {VERSION}.",
            state.document.place(version.start, ("version",)),
            "Update preflight, or mend the version.",
        )
    for key, part in top.items():
        try:
            _check_top_field(key, part)
        except Wrong as wrong:
            offset = part.key_start if wrong.at_key else part.start
            place = state.document.place(offset, (key,))
            state.errors.append(RegistryError(wrong.message, place, wrong.remedy))
    if "instruments" not in top:
        state.errors.append(
            RegistryError(
                'The registry lacks the field "instruments".',
                state.document.place(0),
                'Add "instruments": [] if there are none yet.',
            )
        )


def _check_top_field(key: str, part: Part) -> None:
    if key not in _TOP:
        raise Wrong((), f"A registry has no field {shown(key)}.", suggest(key, _TOP), at_key=True)
    if (key in SECTIONS) is not part.is_array:
        if key in SECTIONS:
            raise Wrong((), f'"{key}" must be a list, but {shown(part.value)} stands here.')
        raise Wrong((), f'"{key}" must not be a list.')
    if key in ("$schema", "comment"):
        prose(part.value)


def _check_references(state: _Build) -> None:
    """Demand that every instrument that another one names exists."""
    known = state.known
    for instrument in known.instruments.values():
        if len(state.errors) >= MOST_ERRORS:
            return
        for link in instrument.derives_from:
            if link.instrument not in (None, "all"):
                _check_reference(state, instrument, link.instrument, "derives_from")
        for named in (*instrument.supersedes.instruments, *instrument.supersedes.preserved):
            _check_reference(state, instrument, named, "supersedes")


def _check_reference(state: _Build, instrument: Instrument, named: Any, key: str) -> None:
    try:
        if named == instrument.id:
            raise Wrong((key,), f"The instrument {shown(named)} names itself under {key}.")
        if named not in state.known.instruments:
            state.known.instrument(named, key)
    except Wrong as wrong:
        state.refuse_record(instrument.id, wrong)


def _in_text_order(error: RegistryError) -> tuple[int, int]:
    place = error.place
    return (0, 0) if place is None else (place.line, place.column or 0)


@contextmanager
def _collector_off() -> Iterator[None]:
    """Keep the garbage collector out of the way while many small values are made (it halves the time)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
