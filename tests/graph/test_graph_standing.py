"""A drawing and a decision never contradict each other.

Each state of each edge is held against ``decide``: the attorney, with the others where several must act,
signs the form for the issuer on the day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from preflight.authority.decide import decide
from preflight.authority.decision import (
    AuthorityRequest,
    Decision,
    IssuerOnDraft,
    OwnerOnDraft,
    Path,
    SignatureOnDraft,
)
from preflight.authority.graph import Edge, authority_graph
from preflight.authority.instruments import (
    Attorney,
    AttorneyKind,
    Capacity,
    Exercise,
    Incumbency,
    ObligationEnded,
    Revocation,
    RevocationForm,
    Supersession,
    SupersessionKind,
    Term,
    TermRule,
)
from preflight.authority.owners import owner_grants
from preflight.authority.reasons import Reason, Verdict
from preflight.authority.registry import Registry
from preflight.authority.standing import INSIDER, Standing, Standings, State
from preflight.filing.signatures.line import SigningRole
from preflight.testing import delegation, power_of_attorney
from preflight.testing import registry as registry_of

VERDICTS = {
    Standing.IN_FORCE: Verdict.AUTHORIZED,
    Standing.DOUBTFUL: Verdict.CANNOT_TELL,
    Standing.NOT_YET: Verdict.NOT_AUTHORIZED,
    Standing.ENDED: Verdict.NOT_AUTHORIZED,
    Standing.UNUSABLE: Verdict.NOT_AUTHORIZED,
}
DAY = date(2025, 6, 2)


def signature(name: str, day: date, position: int) -> SignatureOnDraft:
    return SignatureOnDraft(name, day, role=SigningRole.ATTORNEY_IN_FACT, position=position)


def asked(registry: Registry, edge: Edge, state: State, form: str, day: date) -> Decision:
    """What ``decide`` says of the signature that a state of an edge speaks of."""
    paper = registry.by_id[edge.grant]
    owner = OwnerOnDraft(paper.principal.cik)
    standings = Standings(registry, owner_grants(registry, owner), day)
    fellows = [name for name in edge.fellows if name != edge.person]
    request = AuthorityRequest(
        owner=owner,
        issuer=IssuerOnDraft(state.issuer),
        form="4" if form == "*" else form,
        signature=signature(edge.person, day, 1),
        co_signatures=tuple(signature(name, day, number) for number, name in enumerate(fellows, 2)),
        capacities=tuple(sorted(standings.capacities(paper))),
        relationship=INSIDER,
        now=day,
    )
    return decide(request, registry)


def states(registry: Registry, day: date) -> Iterator[tuple[Edge, State, str, Decision]]:
    """Every state of every paper's edge with the decision on it."""
    for edge in authority_graph(registry, day, limit=10_000).edges:
        if edge.grant in registry.by_id:
            for state in edge.states:
                for form in state.forms:
                    yield edge, state, form, asked(registry, edge, state, form, day)


def contradictions(registry: Registry, day: date) -> list[tuple[Any, ...]]:
    """States that ``decide`` does not bear out.

    A grant in force authorizes. The path that ``decide`` rejects is rejected here under the same verdict and
    code, and a path that it does not reject is in force; where several worlds are open, it names the paths of
    each, so that only the first holds.
    """
    found: list[tuple[Any, ...]] = []
    for edge, state, form, decision in states(registry, day):
        case = (edge.grant, edge.person, form, day, state.standing, decision.verdict, decision.code)
        if state.standing is Standing.IN_FORCE and not decision.is_authorized:
            found.append(case)
        rejected = [path for path in decision.candidates if path.links[-1:] and _is_of(path, edge)]
        if decision.trace.worlds > 1:
            continue
        told = [(path.verdict, path.code) for path in rejected]
        expected = [(VERDICTS[state.standing], reason.code) for reason in state.reasons[:1]]
        if told != expected and (told or decision.is_authorized):
            found.append((*case, told, expected))
    return found


def _is_of(path: Path, edge: Edge) -> bool:
    return path.links[-1].instrument == edge.grant


def test_every_day_of_every_sample(sample: Registry, days_of: Callable[[Registry], Iterator[date]]) -> None:
    """The day before, of and after everything that a sample registry speaks of."""
    days = [*days_of(sample)]
    assert len(days) > 5
    assert [case for day in days for case in contradictions(sample, day)] == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 100_000), later=st.integers(0, 16))
def test_random_registries(
    random_world: Callable[[int], tuple[Registry, AuthorityRequest]], seed: int, later: int
) -> None:
    registry, _ = random_world(seed)
    assert contradictions(registry, date(2020, 3, 2) + timedelta(days=later)) == []


def test_the_random_registries_reach_every_standing(
    random_world: Callable[[int], tuple[Registry, AuthorityRequest]],
) -> None:
    """Agreement over trivial cases would prove little."""
    found = Counter(
        edge.standing
        for seed in range(60)
        for edge in authority_graph(random_world(seed)[0], date(2020, 3, 10)).edges
    )
    assert set(found) == set(Standing)


@pytest.mark.parametrize(
    ("day", "standing", "told"),
    [
        (date(2025, 1, 14), Standing.NOT_YET, "2025-01-15"),
        (date(2025, 1, 15), Standing.IN_FORCE, None),
        (date(2025, 3, 31), Standing.IN_FORCE, None),
        (date(2025, 4, 1), Standing.ENDED, "2025-03-31"),
    ],
)
def test_a_power_with_a_last_day(day: date, standing: Standing, told: str | None) -> None:
    registry = registry_of(power_of_attorney(until=date(2025, 3, 31)))
    state = authority_graph(registry, day).edges[0].states[0]
    assert (state.standing, state.day) == (standing, told)


def test_a_delegation_that_its_source_does_not_allow_is_not_usable() -> None:
    registry = registry_of(power_of_attorney(may_delegate=False), delegation())
    edge = authority_graph(registry, DAY).edges[1]
    assert edge.standing is Standing.UNUSABLE
    assert edge.states[0].reasons[0].code is Reason.DELEGATION_NOT_PERMITTED


def test_a_revocation_on_its_way_is_a_doubt_for_source_and_delegate() -> None:
    revoked = Revocation(
        id="r", instrument="adler-2025", attorney=None, form=RevocationForm.ORAL, executed=date(2025, 5, 1)
    )
    registry = registry_of(power_of_attorney(may_delegate=True), delegation(), events=[revoked])
    assert [edge.standing for edge in authority_graph(registry, DAY).edges] == [Standing.DOUBTFUL] * 2


def test_a_grant_may_stand_otherwise_for_some_forms() -> None:
    """A later paper replaces the earlier one for Form 144 only: Form 4 stays in force, and both are told."""
    first = power_of_attorney("first", forms=("4", "144"))
    second = replace(
        power_of_attorney("second", attorneys=("Ada Loewe",), forms=("144",), executed=date(2025, 2, 1)),
        supersedes=Supersession(SupersessionKind.PRIOR_BY_PRINCIPAL, forms=frozenset({"144"})),
    )
    states = authority_graph(registry_of(first, second), DAY).edges[0].states
    assert [(state.standing, state.forms) for state in states] == [
        (Standing.IN_FORCE, ("4",)),
        (Standing.ENDED, ("144",)),
    ]


def test_joint_attorneys_are_taken_to_sign_together(family: Registry) -> None:
    edges = [edge for edge in authority_graph(family, DAY).edges if edge.grant == "joint"]
    assert [(edge.standing, edge.person, edge.fellows) for edge in edges] == [
        (Standing.IN_FORCE, "Ada Loewe", ("Max Brandt",)),
        (Standing.IN_FORCE, "Max Brandt", ("Ada Loewe",)),
    ]


def test_one_human_does_not_fill_two_places() -> None:
    """Named, and holder of the office that is to sign as well: one signature too few."""
    office = Attorney("Treasurer of Acme", AttorneyKind.OFFICE, "Treasurer", "Acme")
    joint = power_of_attorney(attorneys=("Jo Day", office), exercise=Exercise.JOINT)
    held = Incumbency(id="i", title="Treasurer", organisation="Acme", person="JO DAY", start=date(2024, 1, 1))
    edges = authority_graph(registry_of(joint, events=[held]), DAY).edges
    assert [edge.states[0].reasons[0].code for edge in edges] == [Reason.JOINT_INCOMPLETE] * 2


def test_an_office_stands_as_its_holder_of_the_day(family: Registry) -> None:
    def treasurer(day: date) -> Edge:
        return next(edge for edge in authority_graph(family, day).edges if "Day" in edge.person)

    assert treasurer(DAY).standing is Standing.IN_FORCE


def test_an_office_without_a_recorded_holder_is_a_doubt(family: Registry) -> None:
    registry = Registry(family.instruments, people=family.people)
    edge = next(edge for edge in authority_graph(registry, DAY).edges if edge.person == "Treasurer of Acme")
    assert edge.states[0].reasons[0].code is Reason.INCUMBENCY_UNKNOWN


def test_what_decides_is_the_owner_s_duty_to_the_issuer_of_the_grant() -> None:
    power = replace(power_of_attorney(), term=(Term(TermRule.OBLIGATION_END),))
    free = ObligationEnded(id="free", owner="0001900001", issuer="0001900000", date=date(2025, 5, 1))
    edge = authority_graph(registry_of(power, events=[free]), DAY).edges[0]
    assert (edge.standing, edge.states[0].day) == (Standing.ENDED, "2025-05-01")


def test_the_question_covers_every_capacity_of_a_grant_for_any() -> None:
    owner = OwnerOnDraft("0001900001")
    registry = registry_of(power_of_attorney())
    standings = Standings(registry, owner_grants(registry, owner), DAY)
    assert standings.capacities(registry.instruments[0]) == frozenset(Capacity) - {
        Capacity.ANY,
        Capacity.ANY_OTHER,
    }
