"""Events about somebody or something that no record knows (LNT015): they take effect for nobody.

A death, a departure or a revocation under a misspelt name would leave the authority standing that it ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from preflight.authority.instruments import (
    CeasedInsider,
    Correction,
    Death,
    Event,
    FiduciaryAppointment,
    Incapacity,
    Incumbency,
    Membership,
    NameChange,
    ObligationEnded,
    OfficerRecord,
    Resignation,
    Revocation,
    StatusEnd,
    TermEvent,
)
from preflight.authority.lint.places import place_of
from preflight.authority.lint.rules import LNT015
from preflight.authority.people import NameIndex, likeness
from preflight.authority.registry import Registry
from preflight.authority.revocation import EVERYBODY, distance_to
from preflight.filing.names.folding import word_key
from preflight.findings import Finding

_PLACES = ("sec", "issuer")
_ABOUT_PEOPLE = (Death, Incapacity, StatusEnd, NameChange)
_INTRODUCING = (Incumbency, Membership, OfficerRecord, FiduciaryAppointment)
_KINDS = {
    CeasedInsider: "no longer an insider",
    Correction: "correction",
    Death: "death",
    Incapacity: "incapacity",
    NameChange: "change of name",
    ObligationEnded: "end of duties",
    Resignation: "resignation",
    Revocation: "revocation",
    StatusEnd: "departure",
    TermEvent: "event of a term",
}


def event_lints(registry: Registry) -> Iterator[Finding]:
    """Yield the events that name an instrument, attorney, person, owner or issuer not recorded elsewhere."""
    people = NameIndex(_people(registry))
    parties = _parties(registry)
    for event in registry.events:
        for what, near in _unknown(registry, event, people, parties):
            yield LNT015.at(
                place_of(registry, event.id),
                event=event.id,
                kind=_KINDS[type(event)],
                what=what,
                near=f"; near to it is {near}" if near else "",
            )


def _unknown(
    registry: Registry, event: Event, people: NameIndex, parties: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """What the event names and nobody knows, and what comes near to it."""
    if isinstance(event, Revocation | Resignation | TermEvent):
        if event.instrument not in registry.by_id:
            yield f'the instrument "{event.instrument}"', ""
            return
        if isinstance(event, TermEvent):
            return
        delivered = (name for name, _ in event.delivered) if isinstance(event, Revocation) else ()
        for name in dict.fromkeys((*((event.attorney,) if event.attorney else ()), *delivered)):
            yield from _unknown_attorney(registry, event.instrument, name)
    elif isinstance(event, Correction):
        if event.record not in registry.by_id and all(event.record != other.id for other in registry.events):
            yield f'the record "{event.record}"', ""
    elif isinstance(event, _ABOUT_PEOPLE):
        names = (event.person, event.new_name) if isinstance(event, NameChange) else (event.person,)
        if not any(_is_known(people, name) for name in names):
            yield f'"{event.person}"', _nearest(people, event.person)
    elif isinstance(event, CeasedInsider | ObligationEnded):
        for word, text in (("owner", event.owner), ("issuer", event.issuer)):
            if (text if text.isdigit() else word_key(text)) not in parties:
                yield f'the {word} "{text}"', ""


def _unknown_attorney(registry: Registry, instrument: str, name: str) -> Iterator[tuple[str, str]]:
    attorneys = registry.by_id[instrument].attorneys
    if name == EVERYBODY or name.casefold() in _PLACES:
        return
    distances = [(distance_to(name, attorney, None), attorney.name) for attorney in attorneys]
    if not any(distance.is_match for distance, _ in distances):
        near = min((found for found in distances if found[0].is_doubt), default=None)
        yield f'"{name}" as attorney-in-fact of "{instrument}"', "" if near is None else f'"{near[1]}"'


def _is_known(people: NameIndex, name: str) -> bool:
    return any(min(likeness(name, known), likeness(known, name)).is_match for known in people.near(name))


def _nearest(people: NameIndex, name: str) -> str:
    distances = ((min(likeness(name, known), likeness(known, name)), known) for known in people.near(name))
    found = min(distances, default=None)
    return "" if found is None or not (found[0].is_doubt or found[0].name == "CONFLICT") else f'"{found[1]}"'


def _people(registry: Registry) -> Iterator[str]:
    """Every name of a person in the records on which an event may bear."""
    for grant in registry.instruments:
        yield from (grant.principal.name, *grant.principal.aliases, *grant.grantors)
        for attorney in grant.attorneys:
            yield from (attorney.name, *attorney.aliases)
    for person in registry.people:
        yield from (person.name, *person.aliases)
    for event in registry.events:
        if isinstance(event, _INTRODUCING):
            yield event.person


def _parties(registry: Registry) -> frozenset[str]:
    """CIKs and folded names of owners and issuers."""
    found: set[str] = set()

    def add(cik: str | None, names: Iterable[str]) -> None:
        found.update(map(word_key, names))
        if cik is not None:
            found.add(cik)

    for grant in registry.instruments:
        add(grant.principal.cik, (grant.principal.name, *grant.principal.aliases))
        for clause in grant.scope:
            found.update(clause.issuers.ciks)
            add(None, clause.issuers.names)
    for person in registry.people:
        add(person.cik, (person.name, *person.aliases))
    for issuer in registry.issuers:
        add(issuer.cik, (issuer.name, *issuer.former_names))
    return frozenset(found)
