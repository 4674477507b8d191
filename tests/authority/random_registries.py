"""Random registries and questions: chains, cycles, same-day papers, joint exercise, endings of every kind.

Everything happens within a fortnight, so that days meet often; people have distinct names, so that names
are never in doubt. The same seed gives the same world.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from preflight.authority import instruments as m
from preflight.authority.decision import (
    AuthorityRequest,
    IssuerOnDraft,
    OwnerOnDraft,
    RelationshipBoxes,
    SignatureOnDraft,
)
from preflight.authority.registry import Registry
from preflight.filing.signatures.line import SigningRole

START = date(2020, 3, 2)
OWNERS = (("0009300001", "Olga Owner"), ("0009300002", "Percy Principal"))
PEOPLE = ("Ann Alder", "Bob Birch", "Cyd Cedar", "Dee Dogwood", "Eli Elm", "Fay Fir")
OFFICE = "Treasurer of Acme"
FIRM = "Maple & Oak LLP"
ISSUERS = ("0009400001", "0009400002", "0009400003")
FORMS = ("3", "4", "5", "144", "13G")
T = TypeVar("T")


class Dice:
    """Seeded choices."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def chance(self, percent: int) -> bool:
        return self.random.randrange(100) < percent

    def one(self, *choices: T) -> T:
        return self.random.choice(choices)

    def day(self, spread: int = 10) -> date:
        return START + timedelta(days=self.random.randrange(spread))

    def some(self, choices: tuple[T, ...], most: int) -> tuple[T, ...]:
        return tuple(self.random.sample(choices, self.random.randint(1, most)))


def random_world(seed: int) -> tuple[Registry, AuthorityRequest]:
    """Return a registry and a question to it."""
    dice = Dice(seed)
    gentle = dice.chance(45)
    days = [dice.day(6) for _ in range(dice.random.randint(2, 4))]
    papers: list[m.Instrument] = []
    for number in range(dice.random.randint(1, 6)):
        paper = _paper(dice, number, papers, days)
        papers.append(_made_good(dice, number, paper, papers) if gentle and dice.chance(85) else paper)
    if dice.chance(15):
        papers = _close_circle(dice, papers)
    events = [_event(dice, number, papers) for number in range(dice.random.randint(0, 4))]
    if dice.chance(60):
        events.append(
            m.Incumbency(
                id="office",
                title="Treasurer",
                organisation="Acme",
                person=dice.one(*PEOPLE),
                start=dice.day(),
                end=dice.one(None, dice.day(14)),
            )
        )
    issuers = []
    if dice.chance(50):
        issuers.append(m.IssuerRecord(ISSUERS[1], "Beta", successor_of=(ISSUERS[0],)))
    if dice.chance(50):
        issuers.append(m.IssuerRecord(ISSUERS[2], "Gamma", subsidiary_of=(ISSUERS[0],)))
    return Registry(papers, events, issuers), _question(dice, papers)


def _attorneys(dice: Dice) -> tuple[m.Attorney, ...]:
    named = [m.Attorney(name) for name in dice.some(PEOPLE, 3)]
    if dice.chance(10):
        named.append(m.Attorney(OFFICE, m.AttorneyKind.OFFICE, title="Treasurer", organisation="Acme"))
    if dice.chance(5):
        named.append(m.Attorney(FIRM, m.AttorneyKind.FIRM))
    return tuple(named)


def _paper(dice: Dice, number: int, earlier: list[m.Instrument], days: list[date]) -> m.Instrument:
    cik, name = OWNERS[0] if dice.chance(90) else OWNERS[1]
    attorneys = _attorneys(dice)
    sources = [paper for paper in earlier if paper.principal.cik == cik or dice.chance(10)]
    delegates = bool(sources) and dice.chance(65)
    grantors: tuple[str, ...] = (name,)
    upstreams: tuple[m.Upstream, ...] = ()
    if delegates:
        source = sources[-1] if dice.chance(50) else dice.one(*sources)
        able = tuple(attorney.name for attorney in source.attorneys)
        grantors = dice.some(able, len(able)) if dice.chance(85) else (dice.one(*PEOPLE),)
        if len(able) > 1 and dice.chance(30):
            grantors = able
        recited = dice.one("all", "missing") if dice.chance(12) else source.id
        upstreams = (m.Upstream(recited, grantors[0]),)
        if dice.chance(15):
            upstreams += (m.Upstream(dice.one(*sources).id, grantors[0]),)
    suspect = dice.chance(6)
    executed = (
        max(dice.one(*days), dice.one(*days) if delegates else START) if dice.chance(85) else dice.day()
    )
    return m.Instrument(
        id=f"paper-{number}",
        type=m.InstrumentType.DELEGATION if delegates else m.InstrumentType.POWER_OF_ATTORNEY,
        executed=None if dice.chance(2) else executed,
        principal=m.Party(name, cik),
        grantors=grantors,
        attorneys=attorneys,
        scope=tuple(_clause(dice, str(clause)) for clause in range(dice.one(1, 1, 2))),
        exercise=dice.one(
            *[m.Exercise.SEVERAL] * 5, m.Exercise.JOINT, m.Exercise.AT_LEAST, m.Exercise.UNSTATED
        ),
        exercise_at_least=dice.one(1, 2, 2),
        capacities=dice.one(
            *[frozenset({m.Capacity.ANY})] * 8,
            frozenset({m.Capacity.OFFICER_DIRECTOR}),
            frozenset({m.Capacity.INDIVIDUAL, m.Capacity.TEN_PERCENT}),
        ),
        derives_from=upstreams,
        effective=_effective(dice),
        term=_term(dice, delegates=delegates),
        revocation=m.RevocationClause(
            dice.one(m.RevocationMethod.SIGNED_WRITING, m.RevocationMethod.UNSTATED),
            (m.Revoker.PRINCIPAL,),
            dice.one(
                m.Delivery.ATTORNEYS, m.Delivery.UNSTATED, m.Delivery.SEC, m.Delivery.ATTORNEY_CONCERNED
            ),
        ),
        supersedes=_supersession(dice, earlier, delegates=delegates),
        delegation=m.Delegation(
            dice.one(*[m.DelegationRight.YES] * 8, m.DelegationRight.SUBSTITUTION, m.DelegationRight.NO)
            if dice.chance(95)
            else m.DelegationRight.AMBIGUOUS,
            dice.one(*[m.Tri.UNSTATED] * 4, m.Tri.YES, m.Tri.NO),
            in_place_and_stead=delegates and dice.chance(5),
        ),
        durable=dice.one(m.Tri.UNSTATED, m.Tri.YES, m.Tri.NO),
        others_continue=dice.chance(20),
        signed=m.Tri.YES if dice.chance(95) else dice.one(m.Tri.NO, m.Tri.UNSTATED),
        executed_confidence=m.Confidence.SUSPECT if suspect else m.Confidence.EXACT,
        executed_alternative=dice.day() if suspect else None,
        executed_sequence=dice.one(1, 2, 3) if dice.chance(10) else None,
        paper=dice.one("sheet-1", None, None, None) if dice.chance(10) else None,
        recorded=dice.one(None, None, None, None, dice.day(14)),
        on_file=True,
    )


def _made_good(dice: Dice, number: int, paper: m.Instrument, earlier: list[m.Instrument]) -> m.Instrument:
    """The same paper without most of its trouble, so that long chains hold now and then."""
    cik, name = OWNERS[0]
    able = [other for other in earlier if other.principal.cik == cik]
    delegates = bool(able) and dice.chance(75)
    source = able[-1] if able and dice.chance(75) else (dice.one(*able) if able else None)
    grantors, upstreams = (name,), ()
    if delegates and source is not None:
        grantors = (dice.one(*source.attorneys).name,)
        upstreams = (m.Upstream(source.id if dice.chance(90) else "all", grantors[0]),)
    return replace(
        paper,
        type=m.InstrumentType.DELEGATION if delegates else m.InstrumentType.POWER_OF_ATTORNEY,
        principal=m.Party(name, cik),
        grantors=grantors,
        derives_from=upstreams,
        executed=START + timedelta(days=number),
        executed_confidence=m.Confidence.EXACT,
        effective=m.Effective(),
        term=(m.Term(m.TermRule.UPSTREAM_VALID),) if delegates else (),
        exercise=m.Exercise.SEVERAL if dice.chance(85) else paper.exercise,
        capacities=frozenset({m.Capacity.ANY}),
        scope=(
            m.ScopeClause(
                "1",
                frozenset({"3", "4", "5"}),
                m.Amendments.EXPLICIT,
                False,
                m.IssuerScope(m.IssuerMode.LIST, (ISSUERS[0],)),
            ),
        ),
        supersedes=paper.supersedes if dice.chance(20) else m.Supersession(),
        delegation=m.Delegation(m.DelegationRight.YES, dice.one(*[m.Tri.UNSTATED] * 6, m.Tri.NO)),
        signed=m.Tri.YES,
        recorded=None,
    )


def _clause(dice: Dice, label: str) -> m.ScopeClause:
    mode = dice.one(
        *[m.IssuerMode.LIST] * 6,
        *[m.IssuerMode.ANY] * 3,
        m.IssuerMode.UNSTATED,
        m.IssuerMode.LIST_PLUS_SUBSIDIARIES,
        m.IssuerMode.ROLE_BASED,
    )
    listed = mode in (m.IssuerMode.LIST, m.IssuerMode.LIST_PLUS_SUBSIDIARIES)
    ciks = (ISSUERS[0],) if dice.chance(80) else dice.some(ISSUERS, 2)
    return m.ScopeClause(
        label,
        frozenset(("3", "4", "5") if dice.chance(85) else dice.some(FORMS, 3)),
        dice.one(m.Amendments.EXPLICIT, m.Amendments.SILENT, m.Amendments.EXCLUDED),
        successor_forms=False,
        issuers=m.IssuerScope(
            mode, ciks if listed else (), successors=dice.one(m.Tri.UNSTATED, m.Tri.YES, m.Tri.NO)
        ),
    )


def _effective(dice: Dice) -> m.Effective:
    if dice.chance(88):
        return m.Effective()
    if dice.chance(70):
        return m.Effective(m.EffectiveMode.ON_DATE, dice.day())
    return m.Effective(m.EffectiveMode.ON_EVENT, event="the merger")


def _term(dice: Dice, *, delegates: bool) -> tuple[m.Term, ...]:
    rules = [m.Term(m.TermRule.UPSTREAM_VALID)] if delegates else []
    if dice.chance(30):
        rules.append(m.Term(m.TermRule.OBLIGATION_END, issuers=dice.one((), (ISSUERS[0],))))
    if dice.chance(12):
        rule = dice.one(m.TermRule.FIXED_DATE, m.TermRule.THROUGH_DATE)
        rules.append(m.Term(rule, date=dice.day(14)))
    if dice.chance(8):
        rules.append(m.Term(m.TermRule.DURATION, days=dice.one(3, 5, 8)))
    if dice.chance(10):
        rules.append(m.Term(m.TermRule.ATTORNEY_STATUS, organisation="Acme"))
    if dice.chance(5):
        rules.append(m.Term(m.TermRule.EVENT, event="the merger"))
    return tuple(rules)


def _supersession(dice: Dice, earlier: list[m.Instrument], *, delegates: bool) -> m.Supersession:
    if dice.chance(60):
        return m.Supersession()
    kind = m.SupersessionKind.PRIOR_BY_PRINCIPAL
    if delegates:
        kind = m.SupersessionKind.PRIOR_DELEGATIONS_BY_GRANTOR
    listed: tuple[str, ...] = ()
    if earlier and dice.chance(15):
        kind, listed = m.SupersessionKind.LISTED, (dice.one(*earlier).id,)
    return m.Supersession(
        kind,
        issuers=dice.one((), (ISSUERS[0],), (ISSUERS[0],)),
        forms=dice.one(frozenset(), frozenset({"3", "4", "5"}), frozenset({"4"})),
        instruments=listed,
        preserved=(dice.one(*earlier).id,) if earlier and dice.chance(5) else (),
    )


def _close_circle(dice: Dice, papers: list[m.Instrument]) -> list[m.Instrument]:
    """Let the first delegation rest on a later one."""
    delegations = [paper for paper in papers if paper.is_delegation]
    if len(delegations) < 2:
        return papers
    first, last = delegations[0], delegations[-1]
    through = last.attorneys[0].name
    turned = replace(first, grantors=(through,), derives_from=(m.Upstream(last.id, through),))
    return [turned if paper.id == first.id else paper for paper in papers]


def _event(dice: Dice, number: int, papers: list[m.Instrument]) -> m.Event:
    identity, paper, day = f"event-{number}", dice.one(*papers), dice.day(12)
    recorded = dice.one(None, None, None, dice.day(14))
    attorney = dice.one(*paper.attorneys).name
    kind = dice.random.randrange(11)
    if kind < 4:
        delivered = [("*", dice.day(12))] if dice.chance(50) else []
        if dice.chance(40):
            delivered.append((dice.one(*paper.attorneys).name, dice.day(12)))
        if dice.chance(30):
            delivered.append(("sec", dice.day(12)))
        return m.Revocation(
            id=identity,
            recorded=recorded,
            instrument=paper.id,
            attorney=dice.one(None, attorney),
            form=dice.one(
                *[m.RevocationForm.SIGNED_WRITING] * 4, m.RevocationForm.WRITING, m.RevocationForm.ORAL
            ),
            executed=day,
            delivered=tuple(delivered),
        )
    if kind == 4:
        return m.Resignation(id=identity, recorded=recorded, instrument=paper.id, attorney=attorney, date=day)
    if kind == 5:
        return m.Death(id=identity, recorded=recorded, person=dice.one(*PEOPLE, OWNERS[0][1]), date=day)
    if kind == 6:
        return m.Incapacity(
            id=identity, recorded=recorded, person=dice.one(PEOPLE[0], OWNERS[0][1]), date=day
        )
    if kind == 7:
        return m.StatusEnd(
            id=identity, recorded=recorded, person=dice.one(*PEOPLE), organisation="Acme", date=day
        )
    if kind == 8:
        return m.ObligationEnded(
            id=identity, recorded=recorded, owner=OWNERS[0][0], issuer=dice.one(*ISSUERS[:2]), date=day
        )
    if kind == 9:
        return m.Membership(
            id=identity,
            recorded=recorded,
            firm=FIRM,
            person=dice.one(*PEOPLE),
            start=day,
            end=dice.one(None, day + timedelta(days=4)),
        )
    return m.TermEvent(id=identity, recorded=recorded, instrument=paper.id, event="the merger", date=day)


def _question(dice: Dice, papers: list[m.Instrument]) -> AuthorityRequest:
    cik, name = OWNERS[0] if dice.chance(92) else OWNERS[1]
    last = papers[-1] if dice.chance(60) else dice.one(*papers)
    likely = tuple(attorney.name for attorney in last.attorneys)
    signers = list(
        dict.fromkeys(dice.one(*likely) if dice.chance(80) else dice.one(*PEOPLE, name) for _ in range(3))
    )
    if dice.chance(40):
        signers = list(dict.fromkeys([*likely, *signers]))
    signatures = [
        SignatureOnDraft(
            signer=signer,
            signed_on=START + timedelta(days=dice.random.randrange(3, 13)) if dice.chance(99) else None,
            role=SigningRole.ATTORNEY_IN_FACT if dice.chance(97) else SigningRole.EDGAR_ROLE,
            principals=() if dice.chance(90) else (dice.one(*[OWNERS[0][1]] * 4, OWNERS[1][1]),),
            is_firm=signer == FIRM,
            position=position,
        )
        for position, signer in enumerate(signers, 1)
    ]
    return AuthorityRequest(
        owner=OwnerOnDraft(cik, name),
        issuer=IssuerOnDraft(ISSUERS[0] if dice.chance(85) else dice.one(*ISSUERS)),
        form=dice.one(*["4"] * 7, "4/A", "3", "5", "144"),
        signature=signatures[0],
        co_signatures=tuple(signatures[1:]) if dice.chance(70) else (),
        capacities=dice.one(
            (m.Capacity.OFFICER_DIRECTOR,),
            (m.Capacity.OFFICER_DIRECTOR,),
            (),
            (m.Capacity.TEN_PERCENT, m.Capacity.OFFICER_DIRECTOR),
        ),
        relationship=dice.one(None, RelationshipBoxes(officer=True), RelationshipBoxes()),
        filing_date=dice.one(None, None, dice.day(14)),
        known_at=dice.one(*[None] * 7, dice.day(14)),
        now=START + timedelta(days=dice.one(*[60] * 9, 8)),
    )
