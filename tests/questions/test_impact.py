"""What would be lost if somebody left, a paper were revoked, or a day came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from preflight.authority.decision import OwnerOnDraft
from preflight.authority.hypotheses import (
    UnknownNameError,
    every_owner,
    with_revocation,
    without_person,
)
from preflight.authority.impact import OwnerImpact, Snapshot, impact, issuers_of, signers
from preflight.authority.instruments import (
    Attorney,
    AttorneyKind,
    EntityRelation,
    Exercise,
    Incumbency,
    OfficerRecord,
    Party,
    PartyKind,
    PersonRecord,
)
from preflight.authority.owners import owner_grants
from preflight.authority.registry import Registry
from preflight.testing.registries import OWNER, delegation, power_of_attorney, registry

DAY = date(2026, 4, 8)
BOTH = ("Jonas Feld", "Clara Voss")
SECOND = Party("Karl Brandt", "0001900002")
POWER = power_of_attorney(may_delegate=True)
CHAIN = (power_of_attorney(attorneys=BOTH, may_delegate=True), delegation())
TREASURER = Attorney("Treasurer of Acme", AttorneyKind.OFFICE, title="Treasurer", organisation="Acme")
HOLDS = Incumbency(
    id="i", title="Treasurer", organisation="Acme", person="Jonas Feld", start=date(2020, 1, 1)
)
STAND_IN = Attorney("Clara Voss", substitute_for="Jonas Feld")
on_random_registries = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def without(known: Registry, name: str = "Jonas Feld", day: date = DAY) -> list[OwnerImpact]:
    supposed = without_person(known, name, day)
    return list(impact(Snapshot(known, day), Snapshot(supposed.registry, day), supposed.owners))


def revoked(known: Registry, instrument: str) -> list[OwnerImpact]:
    supposed = with_revocation(known, instrument, DAY)
    return list(impact(Snapshot(known, DAY), Snapshot(supposed.registry, DAY), supposed.owners))


def told(found: list[OwnerImpact]) -> list[tuple[str, set[str], set[str], tuple[str, ...]]]:
    """For each owner: who loses, who gains, and the forms for which nobody else is left."""
    return [
        (
            owner.name,
            {change.signer for change in owner.losses},
            {change.signer for change in owner.gains},
            owner.deserted,
        )
        for owner in found
    ]


ALL = ("3", "4", "5")
LEAVING: dict[str, tuple[Registry, list[tuple[str, set[str], set[str], tuple[str, ...]]]]] = {
    "the only attorney": (registry(POWER), [("Miriam Adler", {"Jonas Feld"}, set(), ALL)]),
    "one of two attorneys, with his delegate": (
        registry(*CHAIN),
        [("Miriam Adler", {"Jonas Feld", "Ines Varga"}, set(), ())],
    ),
    "one of two who act together": (
        registry(power_of_attorney(attorneys=BOTH, exercise=Exercise.JOINT)),
        [("Miriam Adler", set(BOTH), set(), ALL)],
    ),
    "an attorney for whom another stands in": (
        registry(power_of_attorney(attorneys=["Jonas Feld", STAND_IN])),
        [("Miriam Adler", {"Jonas Feld"}, {"Clara Voss"}, ())],
    ),
    "the holder of an office": (
        registry(power_of_attorney(attorneys=[TREASURER]), events=[HOLDS]),
        [("Miriam Adler", {"Jonas Feld"}, set(), ALL)],
    ),
    "an attorney of two owners": (
        registry(POWER, power_of_attorney("brandt-2025", principal=SECOND, attorneys=BOTH)),
        [
            ("Miriam Adler", {"Jonas Feld"}, set(), ALL),
            ("Karl Brandt", {"Jonas Feld"}, set(), ()),
        ],
    ),
    "somebody recorded under an alias": (
        registry(
            power_of_attorney(attorneys=["Johnny Feldman"]),
            people=[PersonRecord("Jonas Feld", aliases=("Johnny Feldman",))],
        ),
        [("Miriam Adler", {"Johnny Feldman"}, set(), ALL)],
    ),
}


@pytest.mark.parametrize(("known", "expected"), LEAVING.values(), ids=LEAVING.keys())
def test_what_a_departure_takes_along(
    known: Registry, expected: list[tuple[str, set[str], set[str], tuple[str, ...]]]
) -> None:
    assert told(without(known)) == expected


def test_an_entity_may_be_left_with_nobody_at_all() -> None:
    since = date(2019, 1, 1)
    known = registry(
        people=[PersonRecord("Harbor Fund, L.P.", "0001900009", PartyKind.PARTNERSHIP)],
        events=[
            EntityRelation(
                id="gp",
                entity="Harbor GP LLC",
                acts_for="Harbor Fund, L.P.",
                acts_for_cik="0001900009",
                role="general_partner",
                start=since,
            ),
            OfficerRecord(id="o", entity="Harbor GP LLC", person="Jonas Feld", title="Manager", start=since),
        ],
    )
    found = without(known)
    assert told(found) == [("Harbor Fund, L.P.", {"Jonas Feld"}, set(), ALL)]
    assert [(owner.in_person, owner.fallen) for owner in found] == [(False, ())]


def test_a_delegation_that_nobody_can_use_any_more_is_named() -> None:
    assert [owner.fallen for owner in without(registry(*CHAIN))] == [("feld-2025",)]
    assert [owner.fallen for owner in without(registry(*CHAIN), "Clara Voss")] == [()]


def test_a_name_that_may_be_the_persons_is_left_alone_and_told() -> None:
    known = registry(POWER, power_of_attorney("adler-b", attorneys=["J. Feld"]))
    supposed = without_person(known, "Jonas Feld", DAY)
    assert (supposed.names, supposed.doubtful) == (("Jonas Feld",), ("J. Feld",))


@pytest.mark.parametrize(("name", "near"), [("Otto Ott", ()), ("J. Feld", ("Jonas Feld",))])
def test_a_name_that_proves_nobody_is_refused(name: str, near: tuple[str, ...]) -> None:
    with pytest.raises(UnknownNameError) as caught:
        without_person(registry(POWER), name, DAY)
    assert caught.value.near == near


@pytest.mark.parametrize(
    ("instrument", "expected"),
    [
        ("adler-2025", [("Miriam Adler", {"Jonas Feld", "Clara Voss", "Ines Varga"}, set(), ALL)]),
        ("feld-2025", [("Miriam Adler", {"Ines Varga"}, set(), ())]),
    ],
)
def test_what_a_revocation_takes_along(instrument: str, expected: Any) -> None:
    assert told(revoked(registry(*CHAIN), instrument)) == expected


def test_a_day_that_passes_is_compared_with_the_day_before_it() -> None:
    known = registry(power_of_attorney(until=date(2026, 12, 31)))
    owners = every_owner(known)
    good, bad = date(2026, 12, 31), date(2027, 1, 1)
    assert list(impact(Snapshot(known, DAY), Snapshot(known, good), owners)) == []
    assert told(list(impact(Snapshot(known, DAY), Snapshot(known, bad), owners))) == [
        ("Miriam Adler", {"Jonas Feld"}, set(), ALL)
    ]


def test_the_registry_itself_is_not_touched() -> None:
    known = registry(*CHAIN, events=[HOLDS])
    before = (known.instruments, known.events)
    without(known)
    revoked(known, "adler-2025")
    assert (known.instruments, known.events) == before


def _able(known: Registry, owner: OwnerOnDraft, day: date) -> set[tuple[str | None, str, str]]:
    return {
        (issuer, form, decision.request.signature.signer)
        for issuer in issuers_of(known, owner_grants(known, owner))
        for form in ("3", "4", "144")
        for decision in signers(known, owner, issuer, form, day)
        if decision.is_authorized
    }


@given(seed=st.integers(0, 1_000_000), chosen=st.integers(0, 5))
@on_random_registries
def test_a_revocation_never_adds_authority(
    seed: int, chosen: int, random_world: Callable[[int], Any]
) -> None:
    """Not even that of a paper that replaced another one: what was replaced stays replaced."""
    known, request = random_world(seed)
    day = request.signature.signed_on or request.now
    instrument = known.instruments[chosen % len(known.instruments)]
    supposed = with_revocation(known, instrument.id, day)
    for owner in every_owner(known):
        before, after = _able(known, owner, day), _able(supposed.registry, owner, day)
        assert after <= before
        if owner not in supposed.owners:
            assert after == before


@given(seed=st.integers(0, 1_000_000))
@on_random_registries
def test_who_has_left_can_sign_for_nobody(seed: int, random_world: Callable[[int], Any]) -> None:
    known, request = random_world(seed)
    day = request.signature.signed_on or request.now
    name = known.instruments[0].attorneys[0].name
    if known.instruments[0].attorneys[0].kind is not AttorneyKind.PERSON:
        return
    supposed = without_person(known, name, day)
    for owner in every_owner(known):
        assert name not in {signer for _, _, signer in _able(supposed.registry, owner, day)}


def test_what_bears_on_an_owner_is_not_looked_for_with_others() -> None:
    """Owners whose papers do not name the person are not asked about at all."""
    other = replace(power_of_attorney("brandt", principal=SECOND, attorneys=["Otto Ott"]))
    supposed = without_person(registry(POWER, other), "Jonas Feld", DAY)
    assert supposed.owners == (OwnerOnDraft(OWNER.cik),)
