"""Who may sign: everybody whom the registry can prove, and nobody whom a check would refuse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from preflight.authority.decide import decide
from preflight.authority.decision import Decision, IssuerOnDraft, OwnerOnDraft, SignatureOnDraft
from preflight.authority.instruments import (
    Attorney,
    AttorneyKind,
    Capacity,
    Death,
    EntityRelation,
    Exercise,
    FiduciaryAppointment,
    Incumbency,
    Membership,
    OfficerRecord,
    Party,
    PartyKind,
    Resignation,
)
from preflight.authority.reasons import Reason
from preflight.authority.registry import Registry
from preflight.authority.who import is_owner, who_may_sign
from preflight.filing.signatures.line import SigningRole
from preflight.testing.registries import ISSUER, OWNER, delegation, power_of_attorney, registry

DAY = date(2026, 4, 8)
TREASURER = Attorney("Treasurer of Acme", AttorneyKind.OFFICE, title="Treasurer", organisation="Acme")
FIRM = Attorney("Maple & Oak LLP", AttorneyKind.FIRM)
FUND = Party("Harbor Fund, L.P.", "0001900009", PartyKind.PARTNERSHIP)
GENERAL_PARTNER = EntityRelation(
    id="gp",
    entity="Harbor GP LLC",
    acts_for=FUND.name,
    acts_for_cik=FUND.cik,
    role="general_partner",
    start=date(2019, 1, 1),
)
MANAGER = OfficerRecord(
    id="manager", entity="Harbor GP LLC", person="Solveig Lind", title="Manager", start=date(2019, 1, 1)
)
each_seed = given(seed=st.integers(0, 1_000_000))
on_random_registries = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def ask(known: Registry, owner: Party = OWNER, day: date = DAY, **further: Any) -> tuple[Decision, ...]:
    return who_may_sign(
        known, owner=OwnerOnDraft(owner.cik), issuer=IssuerOnDraft(ISSUER), form="4", day=day, **further
    )


def told(decisions: tuple[Decision, ...]) -> dict[str, str]:
    """Who, with the code of the answer, and with whom he or she has to sign."""
    found = {}
    for decision in decisions:
        others = "".join(f" + {other.signer}" for other in decision.request.co_signatures)
        found[decision.request.signature.signer + others] = decision.code.value
    return found


CASES: dict[str, tuple[Registry, dict[str, str]]] = {
    "only the owner": (registry(), {"Miriam Adler": "self"}),
    "an attorney and a delegate": (
        registry(power_of_attorney(may_delegate=True), delegation()),
        {"Miriam Adler": "self", "Jonas Feld": "direct", "Ines Varga": "chain"},
    ),
    "a delegate without the right": (
        registry(power_of_attorney(), delegation()),
        {"Miriam Adler": "self", "Jonas Feld": "direct", "Ines Varga": "delegation_not_permitted"},
    ),
    "two who must act together": (
        registry(power_of_attorney(attorneys=["Jonas Feld", "Clara Voss"], exercise=Exercise.JOINT)),
        {
            "Miriam Adler": "self",
            "Jonas Feld + Clara Voss": "joint_satisfied",
            "Clara Voss + Jonas Feld": "joint_satisfied",
        },
    ),
    "one of the two has died": (
        registry(
            power_of_attorney(attorneys=["Jonas Feld", "Clara Voss"], exercise=Exercise.JOINT),
            events=[Death(id="d", person="Clara Voss", date=date(2026, 1, 1))],
        ),
        {
            "Miriam Adler": "self",
            "Jonas Feld": "exercise_unstated",
            "Clara Voss": "agent_deceased",
        },
    ),
    "one paper wants both, another lets one act": (
        registry(
            power_of_attorney(attorneys=["Jonas Feld", "Clara Voss"], exercise=Exercise.JOINT),
            power_of_attorney("adler-b", attorneys=["Jonas Feld"]),
        ),
        {"Miriam Adler": "self", "Jonas Feld": "direct", "Clara Voss + Jonas Feld": "joint_satisfied"},
    ),
    "the holder of an office": (
        registry(
            power_of_attorney(attorneys=[TREASURER]),
            events=[
                Incumbency(
                    id="i", title="Treasurer", organisation="Acme", person="Tom Till", start=date(2020, 1, 1)
                )
            ],
        ),
        {"Miriam Adler": "self", "Tom Till": "title"},
    ),
    "an office that nobody is recorded to hold": (
        registry(power_of_attorney(attorneys=[TREASURER])),
        {"Miriam Adler": "self", "Treasurer of Acme": "incumbency_unknown"},
    ),
    "an office whose holder has left": (
        registry(
            power_of_attorney(attorneys=[TREASURER]),
            events=[
                Incumbency(
                    id="i",
                    title="Treasurer",
                    organisation="Acme",
                    person="Tom Till",
                    start=date(2020, 1, 1),
                    end=date(2026, 4, 7),
                )
            ],
        ),
        {"Miriam Adler": "self", "Treasurer of Acme": "incumbency_unknown"},
    ),
    "a firm and its member": (
        registry(
            power_of_attorney(attorneys=[FIRM]),
            events=[Membership(id="m", firm="Maple & Oak LLP", person="Mia Moss", start=date(2020, 1, 1))],
        ),
        {"Miriam Adler": "self", "Mia Moss": "firm", "Maple & Oak LLP": "firm"},
    ),
    "a guardian": (
        registry(
            events=[
                FiduciaryAppointment(
                    id="g",
                    person="Gus Gale",
                    owner=OWNER.name,
                    owner_cik=OWNER.cik,
                    role="guardian",
                    start=date(2025, 1, 1),
                )
            ],
        ),
        {"Miriam Adler": "self", "Gus Gale": "fiduciary_proven"},
    ),
    "two spellings of one attorney": (
        registry(
            power_of_attorney(attorneys=["Jonas K. Feld"]),
            power_of_attorney("adler-b", attorneys=["JONAS K FELD"]),
        ),
        {"Miriam Adler": "self", "Jonas K. Feld": "direct"},
    ),
}


@pytest.mark.parametrize(("known", "expected"), CASES.values(), ids=CASES.keys())
def test_each_way_to_be_able_to_sign(known: Registry, expected: dict[str, str]) -> None:
    assert told(ask(known)) == expected


def test_an_entity_is_signed_for_by_those_who_act_for_it_by_record() -> None:
    """The owner does not stand in the list: an entity cannot sign in person."""
    known = registry(
        power_of_attorney("fund-2025", principal=FUND, attorneys=["Jonas Feld"]),
        events=[GENERAL_PARTNER, MANAGER],
    )
    found = ask(known, FUND)
    assert told(found) == {"Jonas Feld": "direct", "Solveig Lind": "entity_officer"}
    assert not any(map(is_owner, found))


def test_an_officers_own_attorney_signs_for_the_entity_where_the_power_reaches_that() -> None:
    lind = Party("Solveig Lind", "0001900010")
    papers = [
        power_of_attorney("lind-2025", principal=lind, attorneys=["Jonas Feld"]),
        replace(
            power_of_attorney("lind-own", principal=lind, attorneys=["Clara Voss"]),
            capacities=frozenset({Capacity.INDIVIDUAL}),
        ),
        power_of_attorney("fund-2020", principal=FUND, attorneys=["Otto Ott"]),
    ]
    found = told(ask(registry(*papers, events=[GENERAL_PARTNER, MANAGER]), FUND))
    assert found["Jonas Feld"] == "entity_officer"
    assert "Clara Voss" not in found


def test_an_owner_of_whom_nothing_is_recorded_signs_in_person() -> None:
    (only,) = ask(Registry(()), Party("", "0001900042"))
    assert (only.code, is_owner(only)) == (Reason.SELF, True)


def test_what_the_registry_learned_later_is_left_out() -> None:
    known = registry(replace(power_of_attorney(), recorded=date(2026, 3, 1)))
    assert "Jonas Feld" not in told(ask(known, known_at=date(2026, 2, 28)))
    assert told(ask(known, known_at=date(2026, 3, 1)))["Jonas Feld"] == "direct"


def test_the_planned_day_of_filing_is_looked_at_too() -> None:
    resigns = Resignation(id="r", instrument="adler-2025", attorney="Jonas Feld", date=date(2026, 4, 10))
    known = registry(power_of_attorney(), events=[resigns])
    assert told(ask(known, filing_date=date(2026, 4, 9)))["Jonas Feld"] == "direct"
    assert told(ask(known, filing_date=date(2026, 4, 10)))["Jonas Feld"] == "ended_before_filing"


def test_only_the_owners_papers_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Indexes are built before; afterwards nothing may go through all instruments or events."""
    known = registry(
        power_of_attorney(may_delegate=True),
        delegation(),
        *(
            power_of_attorney(f"other-{number}", principal=Party(f"Olaf Other{number}", f"00018{number:05d}"))
            for number in range(20)
        ),
    )
    first = ask(known, day=date(2026, 4, 7))

    class Untouchable(tuple[Any, ...]):
        def __iter__(self) -> Any:
            raise AssertionError("the whole registry was looked through")

    monkeypatch.setattr(known, "instruments", Untouchable(known.instruments))
    monkeypatch.setattr(known, "events", Untouchable(known.events))
    assert told(ask(known)) == told(first)


@each_seed
@on_random_registries
def test_the_list_and_a_check_of_the_signature_agree(seed: int, random_world: Callable[[int], Any]) -> None:
    """Whoever a check would authorize alone is listed as that, and nobody else is."""
    known, request = random_world(seed)
    day = request.signature.signed_on or request.now
    listed = who_may_sign(
        known,
        owner=request.owner,
        issuer=request.issuer,
        form=request.form,
        day=day,
        known_at=request.known_at,
        capacities=request.capacities,
        relationship=request.relationship,
    )
    alone = {
        found.request.signature.signer
        for found in listed
        if found.is_authorized and not found.request.co_signatures and not is_owner(found)
    }
    names = {name for item in known.instruments for name in (a.name for a in item.attorneys)}
    names |= {event.person for event in (*known.events_of(Incumbency), *known.events_of(Membership))}
    checked = set()
    for name in sorted(names):
        signature = SignatureOnDraft(name, day, SigningRole.ATTORNEY_IN_FACT)
        asked = replace(
            request, signature=signature, co_signatures=(), now=day, filing_date=None, attached=()
        )
        if decide(asked, known).is_authorized:
            checked.add(name)
    owner_names = {item.principal.name for item in known.instruments}
    assert checked - owner_names == alone - owner_names


@each_seed
@on_random_registries
def test_each_answer_is_that_of_the_procedure(seed: int, random_world: Callable[[int], Any]) -> None:
    """Every decision in the list is what the procedure says to its own request; best verdicts come first."""
    known, request = random_world(seed)
    listed = who_may_sign(
        known, owner=request.owner, issuer=request.issuer, form=request.form, day=request.now
    )
    for found in listed:
        again = decide(found.request, known)
        assert (again.verdict, again.code, again.chain) == (found.verdict, found.code, found.chain)
    ranks = [found.verdict.rank for found in listed]
    assert ranks == sorted(ranks)
    assert len({found.request.signature.signer for found in listed}) == len(listed)
    assert sum(map(is_owner, listed)) == 1
