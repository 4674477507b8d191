"""Who may act for whom, as a graph: owners, attorneys-in-fact and the grants between them, as of a day.

Each owner has nodes of its own: that two names in papers of different owners mean one person is nothing
that a drawing may settle (section 6 of the authority reference). A grant is an edge for each attorney that
it names; a delegation hangs on the attorney who passed the authority on. How each stands is the answer of
the decision procedure (:mod:`preflight.authority.standing`). Records of offices, general partners and
fiduciaries are edges as well, because entities act through them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from enum import StrEnum

from preflight.authority.agents import holders, holding
from preflight.authority.decision import OwnerOnDraft
from preflight.authority.delegation import ALL_UPSTREAM
from preflight.authority.entity_records import EntityRecord, record_ids, record_parties, records_below
from preflight.authority.instruments import Attorney, AttorneyKind, Instrument, PartyKind
from preflight.authority.owners import OwnerGrants, owner_grants, principal_id
from preflight.authority.people import Person
from preflight.authority.registry import Registry, grouped
from preflight.authority.standing import AttorneyStanding, Standing, Standings, State, reaches
from preflight.filing.names.entities import looks_like_entity
from preflight.filing.names.folding import word_key
from preflight.lazy_dataclass import dataclass

LIMIT = 200
"""Edges drawn unless the caller says otherwise: more than that nobody can read."""


class NodeKind(StrEnum):
    """What a node is."""

    OWNER = "owner"
    PERSON = "person"
    OFFICE = "office"
    FIRM = "firm"
    CLASS = "class"
    ENTITY = "entity"
    """An organisation that acts for the owner (general partner, manager, trustee)."""


_NODE_KINDS = {
    AttorneyKind.PERSON: NodeKind.PERSON,
    AttorneyKind.OFFICE: NodeKind.OFFICE,
    AttorneyKind.FIRM: NodeKind.FIRM,
    AttorneyKind.CLASS: NodeKind.CLASS,
}


@dataclass(frozen=True, slots=True)
class Node:
    """An owner, or somebody who may act for the owner whose node has the id ``owner``.

    ``holders`` are those who hold the office, or belong to the firm or class, on the day of the graph.
    """

    id: str
    kind: NodeKind
    name: str
    owner: str
    cik: str | None = None
    holders: tuple[str, ...] = ()
    is_entity: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """One grant for one of its attorneys-in-fact, or one record by which somebody acts for an entity.

    ``grantors`` and ``attorney`` are node ids; ``sources`` the ids of the grants (or records) on which a
    delegation rests, empty where the owner grants. ``states`` are never empty, best first: a grant may stand
    otherwise for some of its forms. ``person`` acts as the attorney, ``fellows`` have to act as well.
    ``label`` is the office or role of a record.
    """

    grant: str
    type: str
    grantors: tuple[str, ...]
    attorney: str
    states: tuple[State, ...]
    person: str
    sources: tuple[str, ...] = ()
    fellows: tuple[str, ...] = ()
    label: str = ""
    start: date | None = None
    end: date | None = None

    @property
    def standing(self) -> Standing:
        """The best standing over the forms of the grant."""
        return self.states[0].standing


@dataclass(frozen=True, slots=True)
class AuthorityGraph:
    """Nodes and edges of a registry on ``day``, in an order that depends on what is recorded only.

    ``left_out`` counts the edges beyond the limit. ``papers`` holds the instruments that edges speak of, and
    ``issuers`` the names of issuers by CIK.
    """

    day: date
    location: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int = 0
    papers: Mapping[str, Instrument] = field(default_factory=dict)
    issuers: Mapping[str, str] = field(default_factory=dict)

    @property
    def owners(self) -> tuple[Node, ...]:
        """The nodes of the owners."""
        return tuple(node for node in self.nodes if node.kind is NodeKind.OWNER)

    def edges_of(self, owner: Node) -> tuple[Edge, ...]:
        """The edges of one owner's part of the graph."""
        members = {node.id for node in self.nodes if node.owner == owner.id}
        return tuple(edge for edge in self.edges if edge.attorney in members)


def authority_graph(
    registry: Registry,
    day: date,
    *,
    owners: Sequence[str] = (),
    issuers: Sequence[str] = (),
    limit: int = LIMIT,
) -> AuthorityGraph:
    """Return the graph of ``registry`` on ``day``.

    ``owners`` and ``issuers`` (CIKs of ten digits; none: all) narrow it to the papers of these owners, and to
    those that may reach one of these issuers; ``limit`` bounds the number of edges. Reads no clock.
    """
    wanted = frozenset(owners)
    drawing = _Drawing(registry, day, tuple(issuers), limit)
    for party in _parties(registry, wanted):
        if not drawing.room:
            drawing.count_rest(wanted)
            break
        drawing.add(party)
    edges = tuple(edge for part in drawing.parts for edge in part.edges)
    return AuthorityGraph(
        day=day,
        location=registry.location,
        nodes=tuple(node for part in drawing.parts for node in part.nodes.values()),
        edges=edges,
        left_out=drawing.left_out,
        papers={edge.grant: registry.by_id[edge.grant] for edge in edges if edge.grant in registry.by_id},
        issuers={issuer.cik: issuer.name for issuer in registry.issuers},
    )


def _parties(registry: Registry, wanted: frozenset[str]) -> list[tuple[str, OwnerOnDraft]]:
    """Everybody whose filings the registry is about, by name; ``wanted`` CIKs only, recorded or not."""
    found: dict[str, tuple[str, OwnerOnDraft]] = {}
    recorded = grouped((person.cik, person.name) for person in registry.people)
    for cik in wanted or registry.by_owner_cik:
        names = recorded.get(cik) or registry.names_by_cik.get(cik, ())
        found[cik] = (min(names, default=f"CIK {cik}"), OwnerOnDraft(cik))
    first: list[str] = [*found]
    last: list[str] = []
    if not wanted:
        for paper in registry.instruments:
            name = paper.principal.name
            if paper.principal.cik is None:
                first.append(principal_id(paper))
                found.setdefault(first[-1], (name, OwnerOnDraft(None, name, paper.principal.kind)))
        for name, known_cik, acts in record_parties(registry):
            known_by = known_cik or "name:" + word_key(name)
            (last if acts and known_cik is None else first).append(known_by)
            found.setdefault(known_by, (name, OwnerOnDraft(known_cik, name, PartyKind.ENTITY)))

    def order(identity: str) -> tuple[str, str]:
        return (found[identity][0].casefold(), identity)

    ordered = dict.fromkeys((*sorted(first, key=order), *sorted(last, key=order)))
    return [found[identity] for identity in ordered]


class _Drawing:
    """The graph while it grows: what is drawn already, and how much still fits."""

    def __init__(self, registry: Registry, day: date, issuers: tuple[str, ...], limit: int) -> None:
        self.registry = registry
        self.day = day
        self.issuers: tuple[str | None, ...] = issuers or (None,)
        self.room = max(limit, 0)
        self.left_out = 0
        self.parts: list[_Part] = []
        self._drawn: set[str] = set()

    def add(self, party: tuple[str, OwnerOnDraft]) -> None:
        """Draw one owner's part, where there is anything that is not drawn yet."""
        name, asked = party
        owner = owner_grants(self.registry, asked)
        part = _Part(self, f"o{len(self.parts) + 1}", name, asked, owner)
        grants = [grant for grant in owner.grants if grant.id not in self._drawn]
        self._drawn.update(grant.id for grant in grants)
        grants = [
            grant
            for grant in grants
            if any(issuer is None or reaches(self.registry, grant, issuer) for issuer in self.issuers)
        ]
        for grant in sorted(grants, key=lambda grant: (grant.executed or date.max, grant.id)):
            part.add_grant(grant)
        for record in records_below(self.registry, owner.person, self.day):
            if record.id not in self._drawn:
                self._drawn.add(record.id)
                part.add_record(record)
        if part.edges or (asked.cik is not None and not owner.grants):
            self.parts.append(part)

    def count_rest(self, wanted: frozenset[str]) -> None:
        """Count the edges of everything not drawn yet, without asking how they stand."""
        for paper in self.registry.instruments:
            if paper.id in self._drawn or (wanted and paper.principal.cik not in wanted):
                continue
            if any(issuer is None or reaches(self.registry, paper, issuer) for issuer in self.issuers):
                self.left_out += len(paper.attorneys)
        if not wanted:
            self.left_out += sum(identity not in self._drawn for identity in record_ids(self.registry))

    def has_room(self) -> bool:
        """Take one edge's room; without any, count it as left out."""
        if self.room == 0:
            self.left_out += 1
            return False
        self.room -= 1
        return True


class _Part:
    """One owner with everybody who may act for him, her or it."""

    def __init__(
        self, drawing: _Drawing, identity: str, name: str, asked: OwnerOnDraft, owner: OwnerGrants
    ) -> None:
        self.registry = drawing.registry
        self.drawing = drawing
        self.owner = owner
        self.standings = tuple(
            Standings(drawing.registry, owner, drawing.day, issuer) for issuer in drawing.issuers
        )
        self.root = Node(identity, NodeKind.OWNER, name, identity, owner.person.cik, (), owner.is_entity)
        self.nodes: dict[object, Node] = {NodeKind.OWNER: self.root}
        self.edges: list[Edge] = []

    def add_grant(self, grant: Instrument) -> None:
        """Draw the edges of a grant, one an attorney, as long as there is room."""
        for attorney in grant.attorneys:
            if not self.drawing.has_room():
                continue
            found = [standings.of(grant, attorney) for standings in self.standings]
            states = sorted(
                (state for standing in found for state in standing.states),
                key=lambda state: state.standing.rank,
            )
            best = min((standing for standing in found if standing.states), key=_rank)
            sources = _sources(grant, best.source)
            grantors = self._grantors(grant, sources)
            self.edges.append(
                Edge(
                    grant=grant.id,
                    type=grant.type.value,
                    grantors=grantors,
                    attorney=self._attorney(attorney).id,
                    states=tuple(states),
                    person=best.person,
                    sources=sources,
                    fellows=best.fellows,
                    start=grant.executed,
                )
            )

    def add_record(self, record: EntityRecord) -> None:
        """Draw a record by which somebody acts for the owner, or for an entity that acts for the owner."""
        if not self.drawing.has_room():
            return
        above = next((edge for edge in self.edges if edge.grant == record.source), None)
        state = record.state
        if above is not None and above.standing is not Standing.IN_FORCE:
            state = replace(above.states[0], forms=())
        self.edges.append(
            Edge(
                grant=record.id,
                type=record.type,
                grantors=(above.attorney if above is not None else self.root.id,),
                attorney=self._named(record.actor).id,
                states=(state,),
                person=record.actor,
                sources=() if record.source is None else (record.source,),
                label=record.role,
                start=record.start,
                end=record.end,
            )
        )

    def _grantors(self, grant: Instrument, sources: tuple[str, ...]) -> tuple[str, ...]:
        """The nodes of those who granted: the owner, or the attorneys who passed their authority on."""
        if not grant.is_delegation:
            return (self.root.id,)
        day = grant.executed or self.drawing.day
        papers = [paper for paper in self.owner.grants if paper.id in sources]
        found: dict[str, None] = {}
        for name in grant.grantors:
            person = Person(name, frozenset((name,)))
            node = next(
                (
                    self._attorney(attorney)
                    for paper in papers
                    for attorney in paper.attorneys
                    if person.likeness(attorney.name).is_match
                    or holding(self.registry, attorney, person, day).is_proven
                ),
                None,
            )
            found[(node or self._named(name)).id] = None
        return tuple(found)

    def _attorney(self, attorney: Attorney) -> Node:
        """The node of an attorney: a person is found by every name that the procedure joins."""
        if attorney.kind is AttorneyKind.PERSON:
            return self._named(attorney.name)
        kind = _NODE_KINDS[attorney.kind]
        day = self.drawing.day
        held = {record.person for record in holders(self.registry, attorney) if record.covers(day)}
        return self._node((kind, word_key(attorney.name)), kind, attorney.name, tuple(sorted(held)))

    def _named(self, name: str) -> Node:
        kind = NodeKind.ENTITY if looks_like_entity(name) else NodeKind.PERSON
        person, doubt = self.standings[0].resolved(name)
        keys = {word_key(name)} if doubt is not None else person.keys
        return self._node((NodeKind.PERSON, min(keys)), kind, name)

    def _node(self, key: object, kind: NodeKind, name: str, held: tuple[str, ...] = ()) -> Node:
        node = self.nodes.get(key)
        if node is None:
            identity = f"{self.root.id}n{len(self.nodes)}"
            node = self.nodes[key] = Node(identity, kind, name, self.root.id, None, held)
        return node


def _rank(standing: AttorneyStanding) -> int:
    return standing.states[0].standing.rank


def _sources(grant: Instrument, used: str | None) -> tuple[str, ...]:
    """The grants that a delegation recites by id; for one that recites "all", the one that is used."""
    named = (upstream.instrument for upstream in grant.derives_from)
    sources = (name for name in (*named, used) if name is not None and name != ALL_UPSTREAM)
    return tuple(dict.fromkeys(sources))
