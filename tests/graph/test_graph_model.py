"""What the graph holds: a node for each party of an owner, an edge for each grant and attorney, in order."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date

import pytest

from preflight.authority.decision import AuthorityRequest
from preflight.authority.graph import AuthorityGraph, NodeKind, authority_graph
from preflight.authority.instruments import (
    Death,
    EntityRelation,
    FiduciaryAppointment,
    OfficerRecord,
    Party,
    PartyKind,
)
from preflight.authority.reasons import Reason
from preflight.authority.registry import Registry
from preflight.authority.standing import Standing
from preflight.testing import delegation, power_of_attorney
from preflight.testing import registry as registry_of

DAY = date(2025, 6, 2)
OTHER = Party("Zora Quist", "0001900009")


def drawn(graph: AuthorityGraph) -> list[tuple[str, list[str], str]]:
    """Each edge by names: the paper, who grants, the attorney."""
    names = {node.id: node.name for node in graph.nodes}
    return [(edge.grant, [names[one] for one in edge.grantors], names[edge.attorney]) for edge in graph.edges]


def test_an_edge_for_each_grant_and_attorney(family: Registry) -> None:
    """Delegations hang on the attorney who passed the authority on, whoever else the papers name."""
    assert sorted(drawn(authority_graph(family, DAY))) == [
        ("child", ["Jonas Feld"], "Ines Varga"),
        ("grandchild", ["Ines Varga"], "Carl Due"),
        ("joint", ["Miriam Adler"], "Ada Loewe"),
        ("joint", ["Miriam Adler"], "Max Brandt"),
        ("left", ["Xavier Abt"], "Yann Bek"),
        ("lost", ["Nobody Known"], "Zoe Zed"),
        ("right", ["Yann Bek"], "Xavier Abt"),
        ("root", ["Miriam Adler"], "Jonas Feld"),
        ("root", ["Miriam Adler"], "Treasurer of Acme"),
    ]


def test_a_delegation_by_the_holder_of_an_office_hangs_on_the_office(family: Registry) -> None:
    by_holder = delegation("by-holder", upstream="root", delegator="Jo Day", attorneys=("Uwe Horn",))
    registry = Registry((*family.instruments, by_holder), family.events, people=family.people)
    assert ("by-holder", ["Treasurer of Acme"], "Uwe Horn") in drawn(authority_graph(registry, DAY))


def test_an_office_shows_who_holds_it_on_the_day(family: Registry) -> None:
    def held(day: date) -> tuple[str, ...]:
        return next(n for n in authority_graph(family, day).nodes if n.kind is NodeKind.OFFICE).holders

    assert (held(date(2024, 12, 31)), held(DAY)) == ((), ("Jo Day",))


def test_names_of_one_person_are_one_node() -> None:
    """Two spellings that the procedure takes for one person; a weak one stays apart."""
    registry = registry_of(
        power_of_attorney("a", attorneys=("Jonas B. Feld",)),
        power_of_attorney("b", attorneys=("JONAS FELD", "J. Feld")),
    )
    names = [node.name for node in authority_graph(registry, DAY).nodes if node.kind is NodeKind.PERSON]
    assert names == ["Jonas B. Feld", "J. Feld"]


def test_people_of_different_owners_are_never_merged() -> None:
    registry = registry_of(power_of_attorney("a"), power_of_attorney("b", principal=OTHER))
    people = [node for node in authority_graph(registry, DAY).nodes if node.name == "Jonas Feld"]
    assert len({node.owner for node in people}) == 2


def test_the_owner_appointed_by_his_own_paper_is_a_node_beside_the_owner() -> None:
    graph = authority_graph(registry_of(power_of_attorney(attorneys=("Miriam Adler",))), DAY)
    assert [node.kind for node in graph.nodes] == [NodeKind.OWNER, NodeKind.PERSON]


# --- narrowing -----------------------------------------------------------------------------------------


def test_only_the_owner_asked_for() -> None:
    registry = registry_of(power_of_attorney("a"), power_of_attorney("b", principal=OTHER))
    graph = authority_graph(registry, DAY, owners=["0001900009"])
    assert [edge.grant for edge in graph.edges] == ["b"]


def test_an_owner_who_is_not_recorded_is_drawn_alone() -> None:
    graph = authority_graph(registry_of(power_of_attorney()), DAY, owners=["0000000042"])
    assert ([node.name for node in graph.nodes], graph.edges) == (["CIK 0000000042"], ())


def test_only_papers_that_may_reach_the_issuer_asked_for() -> None:
    registry = registry_of(
        power_of_attorney("here"),
        power_of_attorney("there", issuers=("0000000077",)),
        power_of_attorney("anywhere", issuers=()),
    )
    graph = authority_graph(registry, DAY, issuers=["0000000077"])
    assert sorted(edge.grant for edge in graph.edges) == ["anywhere", "there"]
    assert {state.issuer for edge in graph.edges for state in edge.states} == {"0000000077"}


@pytest.mark.parametrize("limit", range(11))
def test_the_limit_bounds_the_edges_and_the_rest_is_counted(family: Registry, limit: int) -> None:
    graph = authority_graph(family, DAY, limit=limit)
    assert (len(graph.edges), graph.left_out) == (min(limit, 9), max(9 - limit, 0))


def test_the_rest_is_counted_under_the_same_narrowing() -> None:
    papers = [
        power_of_attorney(f"p{number}", principal=Party(f"Owner {word}", f"{number:010}"), issuers=issuers)
        for number, (word, issuers) in enumerate([("Ash", ()), ("Birch", ("0000000077",)), ("Elm", ())], 1)
    ]
    graph = authority_graph(registry_of(*papers), DAY, issuers=["0000000088"], limit=1)
    assert (len(graph.edges), graph.left_out) == (1, 1)


# --- order -----------------------------------------------------------------------------------------------


def test_the_order_of_the_records_does_not_matter(
    sample: Registry, random_world: Callable[[int], tuple[Registry, AuthorityRequest]]
) -> None:
    dice = random.Random(5)
    for registry in (sample, *(random_world(seed)[0] for seed in range(25))):
        instruments, events = [*registry.instruments], [*registry.events]
        dice.shuffle(instruments)
        dice.shuffle(events)
        shuffled = Registry(
            instruments, events, registry.issuers, registry.people, location=registry.location
        )
        for day in (date(2011, 3, 2), date(2020, 3, 9), date(2026, 6, 1)):
            one, other = authority_graph(registry, day), authority_graph(shuffled, day)
            assert (one.nodes, drawn(one)) == (other.nodes, drawn(other))
            assert [edge.standing for edge in one.edges] == [edge.standing for edge in other.edges]


# --- records ---------------------------------------------------------------------------------------------


def _fund(*more: Death) -> Registry:
    return Registry(
        (),
        [
            EntityRelation(
                id="gp",
                entity="Alder GP LLC",
                acts_for="Zinc Fund, L.P.",
                acts_for_cik="0001900008",
                role="general_partner",
                start=date(2020, 1, 1),
                end=date(2025, 6, 30),
            ),
            OfficerRecord(
                id="manager",
                entity="Alder GP LLC",
                person="Solveig Marchetti",
                title="Manager",
                start=date(2021, 1, 1),
            ),
            *more,
        ],
    )


@pytest.mark.parametrize(
    ("day", "standings"),
    [
        (date(2019, 12, 31), (Standing.NOT_YET, Standing.NOT_YET)),
        (date(2020, 1, 1), (Standing.IN_FORCE, Standing.NOT_YET)),
        (date(2021, 1, 1), (Standing.IN_FORCE, Standing.IN_FORCE)),
        (date(2025, 6, 30), (Standing.IN_FORCE, Standing.IN_FORCE)),
        (date(2025, 7, 1), (Standing.ENDED, Standing.ENDED)),
    ],
)
def test_records_by_which_an_entity_acts(day: date, standings: tuple[Standing, Standing]) -> None:
    """An officer of the general partner stands no better than the general partner."""
    graph = authority_graph(_fund(), day)
    assert drawn(graph) == [
        ("gp", ["Zinc Fund, L.P."], "Alder GP LLC"),
        ("manager", ["Alder GP LLC"], "Solveig Marchetti"),
    ]
    assert tuple(edge.standing for edge in graph.edges) == standings


def test_a_dead_officer_signs_no_more() -> None:
    graph = authority_graph(_fund(Death(id="d", person="Solveig Marchetti", date=date(2025, 1, 1))), DAY)
    assert graph.edges[1].states[0].reasons[0].code is Reason.AGENT_DECEASED


def test_records_in_a_circle_are_each_drawn_once() -> None:
    relations = [
        EntityRelation(id=f"r{one}", entity=f"{one} LLC", acts_for=f"{two} LLC", role="manager", start=DAY)
        for one, two in (("Abel", "Baker"), ("Baker", "Abel"))
    ]
    graph = authority_graph(Registry((), relations), DAY)
    assert sorted(edge.grant for edge in graph.edges) == ["rAbel", "rBaker"]


def test_a_fiduciary_of_a_living_owner() -> None:
    guardian = FiduciaryAppointment(
        id="g", person="Jane Guard", owner="Miriam Adler", owner_cik="0001900001", role="guardian", start=DAY
    )
    graph = authority_graph(registry_of(power_of_attorney(), events=[guardian]), DAY)
    assert ("g", ["Miriam Adler"], "Jane Guard") in drawn(graph)


def test_an_entity_with_its_own_power() -> None:
    fund = Party("Zinc Fund, L.P.", "0001900008", PartyKind.PARTNERSHIP)
    graph = authority_graph(registry_of(power_of_attorney(principal=fund)), DAY)
    assert (graph.owners[0].is_entity, graph.edges[0].standing) == (True, Standing.IN_FORCE)
