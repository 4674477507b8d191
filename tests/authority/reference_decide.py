"""A slow and obvious second reading of the decision procedure, to compare the real one against.

Written from the text of the procedure alone: plain recursion, no memory of results, no indexes, every
order of same-day papers and every reading of a doubtful date tried in full. Names are compared letter by
letter, so it serves registries whose people have distinct names. It answers with a verdict and the set of
codes that may stand first.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from preflight.authority import instruments as m
from preflight.authority.decision import AuthorityRequest, SignatureOnDraft
from preflight.authority.registry import Registry

YES, MAYBE, NO = "authorized", "cannot_tell", "not_authorized"
BADNESS = {YES: 0, MAYBE: 1, NO: 2}
Failure = tuple[str, str]


class Result(NamedTuple):
    """A verdict with the codes that may be primary."""

    verdict: str
    codes: frozenset[str]


def worst(failures: list[Failure]) -> str:
    """The worst verdict among failed tests."""
    return max((verdict for verdict, _ in failures), key=BADNESS.__getitem__, default=YES)


def reference_decide(request: AuthorityRequest, registry: Registry) -> Result:
    """Answer ``request``, trying every world."""
    known = request.known_at
    papers = [p for p in registry.instruments if known is None or p.recorded is None or p.recorded <= known]
    events = [e for e in registry.events if known is None or e.recorded is None or e.recorded <= known]
    answers = [
        Reader(request, papers, events, registry.issuers, days, places).answer()
        for days in readings(papers)
        for places in orders(papers, days)
    ]
    verdicts = {answer.verdict for answer in answers}
    codes = frozenset(code for answer in answers for code in answer.codes)
    if len(verdicts) == 1:
        return Result(verdicts.pop(), codes)
    return Result(MAYBE, frozenset({"supersession_same_day", "executed_date_suspect"}))


def readings(papers: list[m.Instrument]) -> Iterator[dict[str, date | None]]:
    """Every way to read the papers' days of signing."""
    choices = [
        (p.executed, p.executed_alternative)
        if p.executed_confidence is m.Confidence.SUSPECT and p.executed_alternative is not None
        else (p.executed,)
        for p in papers
    ]
    for chosen in itertools.product(*choices):
        yield {p.id: day for p, day in zip(papers, chosen, strict=True)}


def orders(papers: list[m.Instrument], days: dict[str, date | None]) -> Iterator[dict[str, int]]:
    """Every order of the papers of each day that no evidence excludes."""
    groups: dict[date, set[str]] = {}
    shown: set[tuple[str, str]] = set()
    for paper in papers:
        day = days[paper.id]
        if day is not None:
            groups.setdefault(day, set()).add(paper.paper or paper.id)
    for one, other in itertools.permutations(papers, 2):
        early, late = one.paper or one.id, other.paper or other.id
        if early != late and days[one.id] == days[other.id] and comes_first(one, other):
            shown.add((early, late))
    sheets = sorted({sheet for group in groups.values() for sheet in group})
    for middle in sheets:
        for early in sheets:
            for late in sheets:
                if (early, middle) in shown and (middle, late) in shown:
                    shown.add((early, late))
    shown = {(early, late) for early, late in shown if (late, early) not in shown}
    options = [
        [
            order
            for order in itertools.permutations(sorted(group))
            if not any((late, early) in shown for early, late in itertools.combinations(order, 2))
        ]
        for group in groups.values()
    ]
    for chosen in itertools.product(*options):
        places = {sheet: place for order in chosen for place, sheet in enumerate(order)}
        yield {p.id: places.get(p.paper or p.id, 0) for p in papers}


def comes_first(one: m.Instrument, other: m.Instrument) -> bool:
    """Whether evidence shows that ``one`` was signed before ``other`` of the same day."""
    if one.executed_sequence is not None and other.executed_sequence is not None:
        return one.executed_sequence < other.executed_sequence
    listed = other.supersedes.kind is m.SupersessionKind.LISTED
    return (
        (listed and one.id in other.supersedes.instruments)
        or one.id in other.supersedes.preserved
        or any(upstream.instrument == one.id for upstream in other.derives_from)
    )


class Reader:
    """The procedure in one world."""

    def __init__(
        self,
        request: AuthorityRequest,
        papers: list[m.Instrument],
        events: list[m.Event],
        issuers: tuple[m.IssuerRecord, ...],
        days: dict[str, date | None],
        places: dict[str, int],
    ) -> None:
        self.request, self.papers, self.events, self.issuers = request, papers, events, issuers
        self.days, self.places = days, places
        self.form, self.issuer = request.form, request.issuer.cik
        self.owner, self.cik = request.owner.name, request.owner.cik

    # --- steps 0 to 7

    def answer(self) -> Result:
        sign = self.request.signature
        named = (*sign.principals, *(entity.name for entity in sign.entities))
        if named and not sign.for_each_owner and self.owner not in named:
            return only(NO, "wrong_principal")
        if not sign.signer:
            return only(NO, "no_signature")
        if sign.signed_on is None:
            return only(MAYBE, "date_missing")
        if sign.signed_on > self.request.now:
            return only(MAYBE, "date_in_future")
        if sign.signer == self.owner:
            return self.own_signature(sign.signed_on)
        if sign.role.value == "edgar_role":
            return only(NO, "access_not_authority")
        result = self.through_papers(None)
        filed = self.request.filing_date
        if result.verdict != YES or filed is None or filed <= self.last_day:
            return result
        later = self.through_papers(filed)
        return result if later.verdict == YES else only(MAYBE, "ended_before_filing")

    def own_signature(self, day: date) -> Result:
        failures = self.owner_dead(day)
        for since in self.of(m.Incapacity, self.owner):
            if day >= since.date:
                code = "date_in_doubt" if day == since.date else "principal_incapacity"
                failures.append((MAYBE, code))
        if not failures:
            return only(YES, "self")
        return Result(worst(failures), first(failures))

    def through_papers(self, on_day: date | None) -> Result:
        sign = self.request.signature
        mine = [p for p in self.papers if p.principal.cik == self.cik]
        assert sign.signed_on is not None
        self.last_day = sign.signed_on
        if not mine:
            return only(NO, "no_grant")
        results: list[tuple[list[Failure], m.Instrument, date]] = []
        lost = False
        for paper in mine:
            day = on_day or sign.signed_on
            held = [self.holds(a, sign.signer, day) for a in paper.attorneys]
            if not any(h in ("yes", "unknown") for h in held):
                lost = lost or "former" in held
                continue
            team = [sign.signer]
            if on_day is None and needed(paper) > 1:
                for other in self.countable():
                    if any(
                        self.holds(a, other.signer, other.signed_on) in ("yes", "unknown")
                        for a in paper.attorneys
                    ):
                        team.append(other.signer)
                        day = max(day, other.signed_on)
            elif needed(paper) > 1:
                team += [
                    other.signer
                    for other in self.countable()
                    if any(
                        self.holds(a, other.signer, other.signed_on) in ("yes", "unknown")
                        for a in paper.attorneys
                    )
                ]
            results.append((self.together(paper, team, day, self.capacities, (), False), paper, day))
        if not results:
            return only(NO, "not_incumbent" if lost else "not_named")
        best = min((worst(failures) for failures, _, _ in results), key=BADNESS.__getitem__)
        if best == YES:
            self.last_day = min(day for failures, _, day in results if not failures)
            return only(YES, "any")
        return Result(best, frozenset().union(*(first(f) for f, _, _ in results if worst(f) == best)))

    def countable(self) -> list[SignatureOnDraft]:
        return [
            s
            for s in self.request.co_signatures
            if s.signer
            and s.signed_on is not None
            and s.signed_on <= self.request.now
            and (not s.principals or self.owner in s.principals)
            and s.role.value != "edgar_role"
        ]

    @property
    def capacities(self) -> frozenset[m.Capacity]:
        return frozenset(self.request.capacities) or frozenset({m.Capacity.INDIVIDUAL})

    # --- who is an attorney

    def holds(self, attorney: m.Attorney, person: str, day: date) -> str:
        if attorney.kind is m.AttorneyKind.PERSON:
            return "yes" if attorney.name == person else "no"
        if attorney.kind is m.AttorneyKind.OFFICE:
            records = [
                e
                for e in self.events
                if isinstance(e, m.Incumbency) and f"{e.title} of {e.organisation}" == attorney.name
            ]
            now = [e for e in records if e.start <= day and (e.end is None or day <= e.end)]
            if any(e.person == person for e in now):
                return "yes"
            if now:
                return "former" if any(e.person == person for e in records) else "no"
            return "unknown"
        if attorney.name == person:
            return "yes"
        own = [
            e
            for e in self.events
            if isinstance(e, m.Membership) and e.firm == attorney.name and e.person == person
        ]
        if any(e.start <= day and (e.end is None or day <= e.end) for e in own):
            return "yes"
        return "no" if own else "unknown"

    # --- exercise

    def together(
        self,
        paper: m.Instrument,
        team: list[str],
        day: date,
        capacities: frozenset[m.Capacity],
        trail: tuple[str, ...],
        passing: bool,
    ) -> list[Failure]:
        team = list(dict.fromkeys(team))
        each = {person: self.alone(paper, person, day, capacities, trail, passing) for person in team}
        if needed(paper) == 1:
            tried = list(each.values()) if passing else [each[team[0]]]
            return best_of(tried)
        lead = best_of(list(each.values())) if passing else each[team[0]]
        if worst(lead) == NO:
            return lead
        good = [person for person in team if not each[person]]
        doubtful = [person for person in team if worst(each[person]) == MAYBE]
        if self.seated(paper, good, day) >= needed(paper):
            return lead
        if self.seated(paper, good + doubtful, day) >= needed(paper):
            return [failure for person in doubtful for failure in each[person]]
        missing = self.unseated(paper, good + doubtful, day)
        states = [self.out(paper, name, day) for name in missing]
        able = [state for state in states if state == "able"]
        if able and stated(paper):
            return [(NO, "joint_incomplete")]
        if paper.others_continue and all(state == "out" for state in states):
            return lead
        return [*lead, (MAYBE, "exercise_unstated")]

    def alone(
        self,
        paper: m.Instrument,
        person: str,
        day: date,
        capacities: frozenset[m.Capacity],
        trail: tuple[str, ...],
        passing: bool,
    ) -> list[Failure]:
        seats = [a for a in paper.attorneys if self.holds(a, person, day) in ("yes", "unknown")]
        if not seats:
            return [(NO, "delegator_ended" if passing else "not_incumbent")]
        tried = [self.usable(paper, a, person, day, capacities, trail, passing) for a in seats]
        return best_of(tried)

    def seated(self, paper: m.Instrument, people: list[str], day: date) -> int:
        """The most distinct people that find a seat each, by trying every assignment."""
        return len(paper.attorneys) - len(self.unseated(paper, people, day))

    def unseated(self, paper: m.Instrument, people: list[str], day: date) -> list[str]:
        seats = [a.name for a in paper.attorneys]
        best = seats
        for chosen in itertools.permutations([*people, *[None] * len(seats)], len(seats)):
            fits = all(
                person is None or self.holds(a, person, day) in ("yes", "unknown")
                for a, person in zip(paper.attorneys, chosen, strict=True)
            )
            left = [name for name, person in zip(seats, chosen, strict=True) if person is None]
            if fits and len(left) < len(best):
                best = left
        return best

    def out(self, paper: m.Instrument, name: str, day: date) -> str:
        failures = [
            *self.revoked(paper, name, name, day),
            *self.resigned(paper, name, name, day),
            *self.dead(name, day),
            *self.left_job(paper, name, day),
        ]
        return {YES: "able", MAYBE: "unsure", NO: "out"}[worst(failures)]

    # --- one grant

    def usable(
        self,
        paper: m.Instrument,
        attorney: m.Attorney,
        person: str,
        day: date,
        capacities: frozenset[m.Capacity],
        trail: tuple[str, ...],
        passing: bool,
    ) -> list[Failure]:
        if paper.id in trail:
            return [(NO, "cycle")]
        if len(trail) == 5:
            return [(MAYBE, "depth_limit")]
        failures: list[Failure] = []
        if self.holds(attorney, person, day) == "unknown":
            office = attorney.kind is m.AttorneyKind.OFFICE
            failures.append((MAYBE, "incumbency_unknown" if office else "firm_membership_unknown"))
        failures += self.not_begun(paper, day)
        failures += self.scope(paper)
        if not self.inside(paper, capacities):
            failures.append((NO, "capacity_out_of_scope"))
        failures += self.revoked(paper, attorney.name, person, day)
        failures += self.resigned(paper, attorney.name, person, day)
        failures += self.dead(person, day)
        failures += self.superseded(paper, day)
        failures += self.term(paper, day)
        failures += self.left_job(paper, person, day)
        failures += self.owner_dead(day)
        failures += self.owner_incapable(paper, day)
        if not passing and not trail:
            failures += self.stepped_out(paper, person, day)
        if paper.signed is not m.Tri.YES:
            failures.append((MAYBE, "instrument_unsigned"))
        if paper.is_delegation:
            narrower = self.inside(paper, capacities) or capacities
            failures += self.source(paper, day, narrower, trail, passing)
        return failures

    def begins(self, paper: m.Instrument) -> date | None:
        executed, effective = self.days[paper.id], paper.effective
        if executed is None:
            return None
        if effective.mode is m.EffectiveMode.ON_DATE:
            return None if effective.date is None else max(executed, effective.date)
        if effective.mode is m.EffectiveMode.ON_EVENT:
            happened = [
                e.date for e in self.events if isinstance(e, m.TermEvent) and e.instrument == paper.id
            ]
            return max(executed, min(happened)) if happened else None
        return executed

    def not_begun(self, paper: m.Instrument, day: date) -> list[Failure]:
        begins, executed = self.begins(paper), self.days[paper.id]
        code = "not_yet_delegated" if paper.is_delegation else "not_yet_effective"
        if begins is None:
            return [(NO, code)] if executed is not None and day < executed else [(MAYBE, "date_in_doubt")]
        return [(NO, code)] if day < begins else []

    def scope(self, paper: m.Instrument) -> list[Failure]:
        base, amends = self.form.removesuffix("/A"), self.form.endswith("/A")
        tried = []
        for clause in paper.scope:
            if base not in clause.forms and "*" not in clause.forms:
                continue
            failures: list[Failure] = []
            if amends and clause.amendments is m.Amendments.EXCLUDED:
                failures.append((NO, "form_out_of_scope"))
            tried.append(failures + self.issuer_failures(clause.issuers))
        if not tried:
            return [(NO, "form_out_of_scope")]
        return best_of(tried)

    def issuer_failures(self, issuers: m.IssuerScope) -> list[Failure]:
        mode = issuers.mode
        if mode in (m.IssuerMode.ANY, m.IssuerMode.UNSTATED):
            return []
        if mode is m.IssuerMode.ROLE_BASED:
            boxes = self.request.relationship
            if boxes is None:
                return [(MAYBE, "issuer_relation_unknown")]
            return (
                [] if boxes.director or boxes.officer or boxes.ten_percent else [(NO, "issuer_out_of_scope")]
            )
        if self.issuer in issuers.ciks:
            return []
        record = next((r for r in self.issuers if r.cik == self.issuer), None)
        if (
            mode is m.IssuerMode.LIST_PLUS_SUBSIDIARIES
            and record
            and set(record.subsidiary_of) & set(issuers.ciks)
        ):
            return []
        if record is not None and set(record.successor_of) & set(issuers.ciks):
            return {
                m.Tri.YES: [],
                m.Tri.UNSTATED: [(MAYBE, "issuer_successor")],
                m.Tri.NO: [(NO, "issuer_out_of_scope")],
            }[issuers.successors]
        if mode is m.IssuerMode.LIST_PLUS_SUBSIDIARIES:
            return [(MAYBE, "issuer_relation_unknown")]
        return [(NO, "issuer_out_of_scope")]

    def inside(self, paper: m.Instrument, capacities: frozenset[m.Capacity]) -> frozenset[m.Capacity]:
        if paper.capacities & {m.Capacity.ANY, m.Capacity.ANY_OTHER}:
            return capacities
        return paper.capacities & capacities

    def revoked(self, paper: m.Instrument, slot: str, person: str, day: date) -> list[Failure]:
        failures: list[Failure] = []
        for event in self.events:
            if not isinstance(event, m.Revocation) or event.instrument != paper.id or event.executed > day:
                continue
            if event.attorney is not None and event.attorney not in (slot, person):
                continue
            wants_signature = paper.revocation.method is m.RevocationMethod.SIGNED_WRITING
            if event.form is m.RevocationForm.ORAL or (
                wants_signature and event.form is m.RevocationForm.WRITING
            ):
                failures.append((MAYBE, "revocation_form"))
                continue
            delivery = paper.revocation.delivery
            if delivery in (m.Delivery.NONE, m.Delivery.UNSTATED):
                failures.append((MAYBE, "revocation_same_day") if day == event.executed else (NO, "revoked"))
                continue
            keys = {"*", slot, person}
            if delivery in (m.Delivery.SEC, m.Delivery.ISSUER):
                keys = {"*", delivery.value}
            got = [max(when, event.executed) for name, when in event.delivered if name in keys]
            if got and min(got) < day:
                failures.append((NO, "revoked"))
            elif got and min(got) == day:
                failures.append((MAYBE, "revocation_same_day"))
            elif any(when <= day for _, when in event.delivered) and keys != {"*", delivery.value}:
                failures.append((MAYBE, "revocation_partial_delivery"))
            else:
                failures.append((MAYBE, "revocation_not_delivered"))
        return failures

    def resigned(self, paper: m.Instrument, slot: str, person: str, day: date) -> list[Failure]:
        return [
            (NO, "agent_resigned")
            for e in self.events
            if isinstance(e, m.Resignation)
            and e.instrument == paper.id
            and e.attorney in (slot, person)
            and day >= e.date
        ]

    def of(self, kind: Any, person: str) -> list[Any]:
        return [e for e in self.events if isinstance(e, kind) and e.person == person]

    def dead(self, person: str, day: date) -> list[Failure]:
        failures: list[Failure] = []
        for event in self.of(m.Death, person):
            if day >= event.date:
                failures.append((NO, "agent_deceased") if day > event.date else (MAYBE, "date_in_doubt"))
        failures += [
            (MAYBE, "agent_incapacity") for event in self.of(m.Incapacity, person) if day >= event.date
        ]
        return failures

    def owner_dead(self, day: date) -> list[Failure]:
        return [
            (NO, "principal_deceased") if day > event.date else (MAYBE, "date_in_doubt")
            for event in self.of(m.Death, self.owner)
            if day >= event.date
        ]

    def owner_incapable(self, paper: m.Instrument, day: date) -> list[Failure]:
        failures: list[Failure] = []
        for event in self.of(m.Incapacity, self.owner):
            made = self.days[paper.id]
            if day < event.date:
                continue
            if paper.durable is m.Tri.YES and made is not None and made < event.date:
                continue
            if day == event.date or (paper.durable is m.Tri.YES and made == event.date):
                failures.append((MAYBE, "date_in_doubt"))
            elif paper.durable is m.Tri.NO:
                failures.append((NO, "principal_incapacity"))
            else:
                failures.append((MAYBE, "principal_incapacity"))
        return failures

    def stepped_out(self, paper: m.Instrument, person: str, day: date) -> list[Failure]:
        return [
            (NO, "agent_resigned")
            for p in self.papers
            if p.delegation.in_place_and_stead
            and p.principal.cik == self.cik
            and p.id != paper.id
            and p.executed is not None
            and p.executed <= day
            and person in p.grantors
            and any(u.instrument in (paper.id, "all") for u in p.derives_from)
        ]

    # --- supersession

    def superseded(self, paper: m.Instrument, day: date) -> list[Failure]:
        failures: list[Failure] = []
        for later in self.papers:
            failures += self.replaces(later, paper, day)
        return failures

    def replaces(self, later: m.Instrument, paper: m.Instrument, day: date) -> list[Failure]:
        clause = later.supersedes
        if later.id == paper.id or paper.id in clause.preserved:
            return []
        if later.paper is not None and later.paper == paper.paper:
            return []
        same_owner = later.principal.cik == paper.principal.cik
        collateral = False
        if clause.kind in (m.SupersessionKind.PRIOR_BY_PRINCIPAL, m.SupersessionKind.ALL_POWERS_ANY_SUBJECT):
            reaches = same_owner and not paper.is_delegation
        elif clause.kind is m.SupersessionKind.PRIOR_DELEGATIONS_BY_GRANTOR:
            reaches = paper.is_delegation and set(later.grantors) == set(paper.grantors)
            collateral = not same_owner
        elif clause.kind is m.SupersessionKind.LISTED:
            reaches = paper.id in clause.instruments
        else:
            reaches = False
        if not reaches or not self.in_matters(clause):
            return []
        made, before = self.days[later.id], self.days[paper.id]
        if made is not None and made > day:
            return []
        earlier_that_day = made == before and self.places[later.id] < self.places[paper.id]
        if made is not None and before is not None and (made < before or earlier_that_day):
            return []
        begins = self.begins(later)
        if begins is not None and day < begins:
            return []
        if made is None or before is None or begins is None:
            return [(MAYBE, "date_in_doubt")]
        if later.signed is not m.Tri.YES:
            return [(MAYBE, "instrument_unsigned")]
        if collateral:
            return [(MAYBE, "collateral_supersession")]
        if not later.is_delegation and any(e.date <= made for e in self.of(m.Incapacity, self.owner)):
            return [(MAYBE, "principal_incapacity")]
        return [(MAYBE, "supersession_same_day")] if day == begins else [(NO, "superseded")]

    def in_matters(self, clause: m.Supersession) -> bool:
        if clause.forms and self.form.removesuffix("/A") not in clause.forms:
            return False
        record = next((r for r in self.issuers if r.cik == self.issuer), None)
        earlier = set(record.successor_of) if record is not None else set()
        return not clause.issuers or bool(({self.issuer} | earlier) & set(clause.issuers))

    # --- term

    def term(self, paper: m.Instrument, day: date) -> list[Failure]:
        failures: list[Failure] = []
        for rule in paper.term:
            if rule.rule is m.TermRule.OBLIGATION_END:
                failures += self.duty(rule, day)
            elif rule.rule in (m.TermRule.FIXED_DATE, m.TermRule.THROUGH_DATE, m.TermRule.DURATION):
                failures += self.until(paper, rule, day)
            elif rule.rule is m.TermRule.EVENT:
                for event in self.events:
                    if isinstance(event, m.TermEvent) and event.instrument == paper.id and day >= event.date:
                        failures.append((NO, "term_ended") if day > event.date else (MAYBE, "term_boundary"))
        return failures

    def until(self, paper: m.Instrument, rule: m.Term, day: date) -> list[Failure]:
        end = rule.date
        if rule.rule is m.TermRule.DURATION:
            made = self.days[paper.id]
            end = None if made is None else made + timedelta(days=rule.days)
        if end is None:
            return [(MAYBE, "date_in_doubt")]
        if day > end:
            return [(NO, "expired")]
        if day == end and rule.rule is not m.TermRule.THROUGH_DATE:
            return [(MAYBE, "term_boundary")]
        return []

    def duty(self, rule: m.Term, day: date) -> list[Failure]:
        issuers = rule.issuers or ((self.issuer,) if self.issuer else ())

        def last(kind: Any, issuer: str) -> date | None:
            found = [
                e.date
                for e in self.events
                if isinstance(e, kind) and e.owner == self.cik and e.issuer == issuer
            ]
            return max(found, default=None)

        ends = [last(m.ObligationEnded, issuer) for issuer in issuers]
        if ends and all(end is not None and day > end for end in ends):
            return [(NO, "term_ended")]
        left = [last(m.CeasedInsider, issuer) for issuer in issuers]
        if not left or any(gone is None or day <= gone for gone in left):
            return []
        if any(end is not None and day <= end for end in ends):
            return []
        # The random registries stay within a few weeks, far inside every tail of six months.
        return []

    def left_job(self, paper: m.Instrument, person: str, day: date) -> list[Failure]:
        return [
            (NO, "agent_status_ended")
            for rule in paper.term
            if rule.rule is m.TermRule.ATTORNEY_STATUS
            and any(
                e.organisation == rule.organisation and day > e.date for e in self.of(m.StatusEnd, person)
            )
        ]

    # --- delegation

    def source(
        self,
        paper: m.Instrument,
        day: date,
        capacities: frozenset[m.Capacity],
        trail: tuple[str, ...],
        passing: bool,
    ) -> list[Failure]:
        if not paper.derives_from:
            return [(MAYBE, "upstream_missing")]
        made = self.days[paper.id]
        tried: list[list[Failure]] = []
        for upstream in paper.derives_from:
            if upstream.instrument == "all":
                held = [
                    p
                    for p in self.papers
                    if p.principal.cik == self.cik
                    and p.id != paper.id
                    and made is not None
                    and any(
                        self.holds(a, g, made) in ("yes", "unknown")
                        for a in p.attorneys
                        for g in paper.grantors
                    )
                ]
                tried += [self.via(paper, p, upstream.through, day, capacities, trail, passing) for p in held]
                continue
            found = next((p for p in self.papers if p.id == upstream.instrument), None)
            if found is None:
                tried.append([(MAYBE, "upstream_missing")])
            else:
                tried.append(self.via(paper, found, upstream.through, day, capacities, trail, passing))
        if not tried:
            return [(NO, "delegator_not_agent")]
        return best_of(tried)

    def via(
        self,
        paper: m.Instrument,
        source: m.Instrument,
        through: str,
        day: date,
        capacities: frozenset[m.Capacity],
        trail: tuple[str, ...],
        passing: bool,
    ) -> list[Failure]:
        made = self.days[paper.id]
        if source.principal.cik != self.cik:
            return [(NO, "exceeds_upstream")]
        if made is None:
            return [(MAYBE, "date_in_doubt")]
        failures: list[Failure] = []
        if through and through not in paper.grantors:
            failures.append((MAYBE, "instrument_unsigned"))
        team = [
            g
            for g in paper.grantors
            if any(self.holds(a, g, made) in ("yes", "unknown") for a in source.attorneys)
        ]
        if not team:
            return failures or [(NO, "delegator_not_agent")]
        if source.delegation.right is m.DelegationRight.NO:
            failures.append(
                (NO, "redelegation_not_granted" if source.is_delegation else "delegation_not_permitted")
            )
        if source.delegation.right is m.DelegationRight.AMBIGUOUS:
            failures.append((MAYBE, "delegation_ambiguous"))
        if passing and source.delegation.redelegation is m.Tri.NO:
            failures.append((NO, "redelegation_not_granted"))
        for when in (made, day):
            for verdict, code in self.together(source, team, when, capacities, (*trail, paper.id), True):
                failures.append((verdict, seen_below(code) if verdict == NO else code))
        return failures


def only(verdict: str, code: str) -> Result:
    """A result with one code."""
    return Result(verdict, frozenset({code}))


def best_of(tried: list[list[Failure]]) -> list[Failure]:
    """The best of several ways; where several are equally bad, the failures of all of them."""
    best = min(BADNESS[worst(failures)] for failures in tried)
    return [failure for failures in tried if BADNESS[worst(failures)] == best for failure in failures]


def first(failures: list[Failure]) -> frozenset[str]:
    """The codes that may be primary: those that lead to the worst verdict."""
    bad = worst(failures)
    return frozenset(code for verdict, code in failures if verdict == bad)


def stated(paper: m.Instrument) -> bool:
    """Whether the paper says how several attorneys act."""
    return paper.exercise is not m.Exercise.UNSTATED


def needed(paper: m.Instrument) -> int:
    """How many attorneys must act, on the stricter reading where the paper is silent."""
    count = len(paper.attorneys)
    if paper.exercise is m.Exercise.SEVERAL or count < 2:
        return 1
    if paper.exercise is m.Exercise.AT_LEAST:
        return min(paper.exercise_at_least or count, count)
    return count


def seen_below(code: str) -> str:
    """What a denial of the source is called on the delegation that rests on it."""
    if code in ("revoked", "superseded", "expired", "term_ended"):
        return "upstream_" + code
    if code in ("agent_resigned", "agent_deceased", "agent_status_ended"):
        return "delegator_ended"
    if code in ("not_yet_effective", "not_yet_delegated"):
        return "delegated_before_upstream"
    if code in ("form_out_of_scope", "issuer_out_of_scope", "capacity_out_of_scope"):
        return "exceeds_upstream"
    return code
