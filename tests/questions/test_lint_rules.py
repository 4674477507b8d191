"""Each rule on registries: a registry that breaks it and nothing else, and one beside it that is clean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from preflight.authority.instruments import (
    Attorney,
    AttorneyKind,
    Capacity,
    CeasedInsider,
    Death,
    Document,
    Effective,
    EffectiveMode,
    EntityRelation,
    Event,
    Instrument,
    NameChange,
    ObligationEnded,
    OfficerRecord,
    PartyKind,
    PersonRecord,
    Resignation,
    Revocation,
    RevocationForm,
    Revoker,
    StatusEnd,
    Supersession,
    SupersessionKind,
    Term,
    TermRule,
    Tri,
    Upstream,
)
from preflight.authority.lint.papers import PaperState
from preflight.authority.lint.rules import LINT_RULES
from preflight.authority.lint.run import lint
from preflight.findings import Severity
from preflight.registries import open_registry
from preflight.testing.registries import ISSUER, OWNER, delegation, power_of_attorney, registry

DAY = date(2026, 4, 8)
AT = Document(url="https://papers.example/power.txt")
HERE = Document(path="adler.txt", sha256="00" * 32)
REPLACES = Supersession(SupersessionKind.PRIOR_BY_PRINCIPAL)


def power(id: str = "adler-2025", **terms: Any) -> Instrument:
    """A power of attorney that may be delegated, with its paper; ``terms`` of the kit or of an instrument."""
    kit = {key: terms.pop(key) for key in ("attorneys", "executed", "issuers", "forms") if key in terms}
    kit |= {key: terms.pop(key) for key in ("principal", "exercise", "until") if key in terms}
    made = power_of_attorney(id, may_delegate=terms.pop("may_delegate", True), **kit)
    return replace(made, **{"document": AT, **terms})


def passed_on(id: str = "feld-2025", **terms: Any) -> Instrument:
    """A delegation by Jonas Feld with its paper."""
    kit = {key: terms.pop(key) for key in ("upstream", "delegator", "attorneys", "executed") if key in terms}
    kit |= {key: terms.pop(key) for key in ("issuers", "forms", "until") if key in terms}
    return replace(delegation(id, **kit), **{"document": AT, **terms})


@dataclass(frozen=True)
class Registry:
    """What a registry holds, and how it is looked through."""

    instruments: tuple[Instrument, ...] = ()
    events: tuple[Event, ...] = ()
    people: tuple[PersonRecord, ...] = ()
    day: date = DAY
    within: int = 0
    papers: Mapping[str, PaperState] = field(default_factory=dict)

    def findings(self) -> list[str]:
        known = registry(*self.instruments, events=self.events, people=self.people)
        found = lint(known, self.day, within=timedelta(days=self.within), papers=self.papers)
        return sorted(finding.rule.id for finding in found)


def of(*instruments: Instrument, **further: Any) -> Registry:
    return Registry(instruments, **further)


def resignation(attorney: str = "Jonas Feld", day: date = date(2026, 4, 1)) -> Resignation:
    return Resignation(id="r", instrument="adler-2025", attorney=attorney, date=day)


def revocation(instrument: str, by: Revoker = Revoker.PRINCIPAL, **terms: Any) -> Revocation:
    day = date(2026, 4, 1)
    values: dict[str, Any] = {"attorney": None, "delivered": (("*", day),), **terms}
    return Revocation(
        id="v", instrument=instrument, form=RevocationForm.SIGNED_WRITING, executed=day, by=by, **values
    )


OTHER = power("adler-other", attorneys=["Clara Voss"])
"""Somebody else who may sign, so that nobody is left alone by what a case takes away."""
DEFERRED = Effective(EffectiveMode.ON_DATE, date(2025, 3, 1))
UNNAMED_SOURCE = (Upstream(None, "Jonas Feld", "power of 2019"),)

CASES: dict[str, tuple[str, Registry, Registry]] = {
    "a grant without a form": (
        "LNT001",
        of(OTHER, power("adler-none", scope=())),
        of(OTHER, power("adler-some")),
    ),
    "a grant replaced before it began": (
        "LNT001",
        of(
            power(effective=DEFERRED, attorneys=["Clara Voss"]),
            power("adler-b", executed=date(2025, 2, 28), supersedes=REPLACES, attorneys=["Clara Voss"]),
        ),
        of(
            power(effective=DEFERRED, attorneys=["Clara Voss"]),
            power("adler-b", executed=date(2025, 3, 2), supersedes=REPLACES, attorneys=["Clara Voss"]),
        ),
    ),
    "a term that is over before it begins": (
        "LNT001",
        of(OTHER, power(term=(Term(TermRule.THROUGH_DATE, date=date(2025, 1, 14)),))),
        of(OTHER, power(term=(Term(TermRule.THROUGH_DATE, date=date(2025, 1, 15)),))),
    ),
    "a delegation of one more form": (
        "LNT002",
        of(power(forms={"3", "4"}), passed_on(forms={"4", "144"}), OTHER),
        of(power(forms={"3", "4"}), passed_on(forms={"4"}), OTHER),
    ),
    "a delegation for another issuer": (
        "LNT002",
        of(power(), passed_on(issuers=[ISSUER, "0001900099"]), OTHER, events=(
            ObligationEnded(id="o", owner=OWNER.cik or "", issuer="0001900099", date=date(2026, 1, 1)),
        )),
        of(power(), passed_on(issuers=[ISSUER]), OTHER),
    ),
    "a delegation for any issuer": ("LNT002", of(power(), passed_on(issuers=[])), of(power(), passed_on())),
    "a delegation for another capacity": (
        "LNT002",
        of(
            power(capacities=frozenset({Capacity.OFFICER_DIRECTOR})),
            passed_on(capacities=frozenset({Capacity.OFFICER_DIRECTOR, Capacity.TRUSTEE})),
        ),
        of(
            power(capacities=frozenset({Capacity.OFFICER_DIRECTOR})),
            passed_on(capacities=frozenset({Capacity.OFFICER_DIRECTOR})),
        ),
    ),
    "a delegation the day before its source": (
        "LNT003",
        of(power(), passed_on(executed=date(2025, 1, 14))),
        of(power(), passed_on(executed=date(2025, 1, 15))),
    ),
    "a delegation by a stranger": (
        "LNT004",
        of(power(), passed_on(delegator="Otto Ott")),
        of(power(attorneys=["Otto Ott"]), passed_on(delegator="Otto Ott")),
    ),
    "a delegation that is not permitted": (
        "LNT005",
        of(power(may_delegate=False), passed_on()),
        of(power(), passed_on()),
    ),
    "a delegate who delegates again": (
        "LNT005",
        of(power(), passed_on(), passed_on("varga-2025", upstream="feld-2025", delegator="Ines Varga",
                                           attorneys=["Otto Ott"], executed=date(2025, 3, 1))),
        of(power(), passed_on(delegation=power().delegation),
           passed_on("varga-2025", upstream="feld-2025", delegator="Ines Varga",
                     attorneys=["Otto Ott"], executed=date(2025, 3, 1))),
    ),
    "a delegation whose giver has resigned": (
        "LNT006",
        of(power(attorneys=["Jonas Feld", "Clara Voss"]), passed_on(), events=(resignation(),)),
        of(power(attorneys=["Jonas Feld", "Clara Voss"]), passed_on(), events=(resignation("Clara Voss"),)),
    ),
    "a delegation whose source was revoked": (
        "LNT006",
        of(power(), passed_on(), OTHER, events=(revocation("adler-2025"),)),
        of(power(), passed_on(), OTHER, events=(revocation("feld-2025", Revoker.DELEGATOR),)),
    ),
    "a delegation of a paper that is not recorded": (
        "LNT007",
        of(power(), passed_on(derives_from=UNNAMED_SOURCE)),
        of(power(), passed_on(derives_from=(*UNNAMED_SOURCE, Upstream("adler-2025", "Jonas Feld")))),
    ),
    "a file that is not there": (
        "LNT008",
        of(power(document=HERE), papers={"adler-2025": PaperState.MISSING}),
        of(power(document=HERE), papers={"adler-2025": PaperState.OK}),
    ),
    "no paper at all": ("LNT008", of(power(document=None)), of(power())),
    "a file that was changed": (
        "LNT009",
        of(power(document=HERE), papers={"adler-2025": PaperState.CHANGED}),
        of(power(document=HERE), papers={"adler-2025": PaperState.NO_DIGEST}),
    ),
    "an unsigned paper": (
        "LNT010",
        of(OTHER, power(signed=Tri.NO)),
        of(OTHER, power(signed=Tri.YES)),
    ),
    "an initial for a given name": (
        "LNT011",
        of(power(), power("adler-b", attorneys=["J. Feld"])),
        of(power(), power("adler-b", attorneys=["J. Feld"]),
           people=(PersonRecord("Jonas Feld", aliases=("J. Feld",)),)),
    ),
    "two middle names": (
        "LNT011",
        of(power(attorneys=["Jonas K. Feld"]), power("adler-b", attorneys=["Jonas M. Feld"])),
        of(power(attorneys=["Jonas K. Feld"]), power("adler-b", attorneys=["Jonas M. Feld"]),
           people=(PersonRecord("Jonas K. Feld"), PersonRecord("Jonas M. Feld"))),
    ),
    "one name for two people": (
        "LNT011",
        of(power(), people=(PersonRecord("Otto Ott"), PersonRecord("Otto Ott"))),
        of(power(), people=(PersonRecord("Otto Ott"), PersonRecord("Ottilie Orr"))),
    ),
    "a new name that is not recorded as one": (
        "LNT011",
        of(power(attorneys=["Ines Varga"]), power("adler-b", attorneys=["Ines Varga-Moll"])),
        of(power(attorneys=["Ines Varga"]), power("adler-b", attorneys=["Ines Varga-Moll"]),
           events=(NameChange(id="n", person="Ines Varga", new_name="Ines Varga-Moll", date=DAY),)),
    ),
    "two papers of one day": (
        "LNT012",
        of(power(supersedes=REPLACES, attorneys=["Jonas Feld", "Ines Varga"]),
           power("adler-b", supersedes=REPLACES, attorneys=["Ines Varga"])),
        of(power(supersedes=REPLACES, attorneys=["Jonas Feld", "Ines Varga"], executed_sequence=2),
           power("adler-b", supersedes=REPLACES, attorneys=["Jonas Feld", "Ines Varga"],
                 executed_sequence=3)),
    ),
    "a term that ends in ten days": (
        "LNT013",
        of(power(until=date(2026, 4, 18)), within=11),
        of(power(until=date(2026, 4, 18)), within=10),
    ),
    "a resignation that is announced": (
        "LNT013",
        of(power(), OTHER, events=(resignation(day=date(2026, 4, 20)),), within=12),
        of(power(), OTHER, events=(resignation(day=date(2026, 4, 20)),), within=11),
    ),
    "nobody but the owner": (
        "LNT014",
        of(power(attorneys=["Jonas Feld"]), events=(resignation(),)),
        of(power(attorneys=["Jonas Feld", "Clara Voss"]), events=(resignation(),)),
    ),
    "an insider without any paper": (
        "LNT014",
        of(power(), people=(PersonRecord("Karl Brandt", "0001900002"),)),
        of(power(), people=(PersonRecord("Karl Brandt"),)),
    ),
    "a death under a name that nobody bears": (
        "LNT015",
        of(power(), OTHER, events=(Death(id="d", person="Otto Ott", date=date(2026, 4, 1)),)),
        of(power(), OTHER, events=(Death(id="d", person="Jonas Feld", date=date(2026, 4, 1)),)),
    ),
    "a departure of somebody unknown": (
        "LNT015",
        of(power(), events=(StatusEnd(id="s", person="Otto Ott", organisation="Acme", date=DAY),)),
        of(power(), events=(StatusEnd(id="s", person="Jonas Feld", organisation="Acme", date=DAY),)),
    ),
    "a resignation of somebody whom the paper does not name": (
        "LNT015",
        of(power(), OTHER, events=(resignation("Clara Voss"),)),
        of(power(), OTHER, events=(resignation("Jonas Feld"),)),
    ),
    "a revocation of an unknown paper": (
        "LNT015",
        of(power(), OTHER, events=(revocation("adler-2024"),)),
        of(power(), OTHER, events=(revocation("adler-2025"),)),
    ),
    "a delivery to nobody": (
        "LNT015",
        of(power(), OTHER, events=(revocation("adler-2025", delivered=(("Otto Ott", DAY),)),)),
        of(power(), OTHER, events=(revocation("adler-2025", delivered=(("Jonas Feld", DAY),)),)),
    ),
    "an end of duties for an unknown issuer": (
        "LNT015",
        of(power(), events=(CeasedInsider(id="c", owner=OWNER.cik or "", issuer="0001900099", date=DAY),)),
        of(power(), events=(CeasedInsider(id="c", owner=OWNER.cik or "", issuer=ISSUER, date=DAY),)),
    ),
    "a replaced attorney who was not told": (
        "LNT016",
        of(
            power(),
            power("adler-b", attorneys=["Clara Voss"], executed=date(2026, 3, 2), supersedes=REPLACES),
        ),
        of(
            power(),
            power("adler-b", attorneys=["Jonas Feld"], executed=date(2026, 3, 2), supersedes=REPLACES),
        ),
    ),
    "an old paper": (
        "LNT017",
        of(power(executed=date(2021, 4, 7))),
        of(power(executed=date(2021, 4, 8))),
    ),
}  # fmt: skip
"""What it shows: the rule, a registry that breaks exactly this rule, and a clean one a step away."""


@pytest.mark.parametrize(
    ("rule", "broken"), [(rule, broken) for rule, broken, _ in CASES.values()], ids=CASES.keys()
)
def test_a_registry_that_breaks_one_rule_breaks_no_other(rule: str, broken: Registry) -> None:
    assert broken.findings() == [rule]


@pytest.mark.parametrize("near_miss", [near for _, _, near in CASES.values()], ids=CASES.keys())
def test_a_step_beside_it_nothing_is_found(near_miss: Registry) -> None:
    assert near_miss.findings() == []


def test_every_rule_has_a_case() -> None:
    assert {rule.id for rule in LINT_RULES} == {rule for rule, _, _ in CASES.values()}


@pytest.mark.parametrize(("folder", "day"), [("hartford", date(2010, 7, 12)), ("granite", date(2026, 6, 1))])
def test_the_clean_samples_are_clean(samples: Path, folder: str, day: date) -> None:
    known = open_registry(str(samples / folder / "poa-registry.json"))
    assert list(lint(known, day, within=timedelta(days=60))) == []


def test_a_delegation_wholly_outside_its_source_is_an_error() -> None:
    """Wider words beside good ones are a warning: the good ones still work."""
    known = registry(power(forms={"3"}), passed_on(forms={"4", "5"}))
    (found,) = (finding for finding in lint(known, DAY) if finding.rule.id == "LNT002")
    assert (found.severity, found.values["what"]) == (Severity.ERROR, "Forms 4, 5 for CIK 1900000")


def test_what_ends_is_named_with_its_last_safe_day() -> None:
    """ "Until" leaves the day itself open, so the day before is the last one to rely on."""
    until = power(term=(Term(TermRule.FIXED_DATE, date=date(2026, 4, 18)),))
    (found,) = lint(registry(until), DAY, within=timedelta(days=30))
    assert (found.rule.id, found.values["last"]) == ("LNT013", "2026-04-17")


def test_the_tail_of_duties_is_an_end_like_any_other() -> None:
    """Six months after leaving nobody can say whether a power measured by duties still lasts."""
    duties = power(term=(Term(TermRule.OBLIGATION_END, issuers=(ISSUER,)),))
    left = CeasedInsider(id="c", owner=OWNER.cik or "", issuer=ISSUER, date=date(2025, 12, 1))
    found = [
        finding
        for finding in lint(registry(duties, events=[left]), date(2026, 5, 20), within=timedelta(days=60))
        if finding.rule.id == "LNT013"
    ]
    assert [finding.values["last"] for finding in found] == ["2026-06-01"]


def test_an_owner_without_duties_needs_nobody() -> None:
    over = [ObligationEnded(id="o", owner=OWNER.cik or "", issuer=ISSUER, date=date(2026, 4, 7))]
    known = registry(power(), events=[*over, resignation()])
    assert list(lint(known, DAY)) == []


def test_an_office_without_a_holder_is_not_called_useless() -> None:
    """Nobody can tell who holds it: that is no proof that nobody ever will."""
    office = Attorney("Treasurer of Acme", AttorneyKind.OFFICE, title="Treasurer", organisation="Acme")
    assert "LNT001" not in {finding.rule.id for finding in lint(registry(power(attorneys=[office])), DAY)}


def test_each_pair_of_papers_of_one_day_is_told_once() -> None:
    papers = [power(f"adler-{name}", supersedes=REPLACES, attorneys=[name]) for name in ("Ann A", "Bob B")]
    assert [finding.rule.id for finding in lint(registry(*papers), DAY)].count("LNT012") == 1


def test_findings_point_to_the_record(write_registry: Callable[..., str]) -> None:
    name = write_registry(power(), power("adler-unsigned", signed=Tri.NO, attorneys=["Clara Voss"]))
    text = Path(name).read_text(encoding="utf-8").splitlines()
    (found,) = (finding for finding in lint(open_registry(name), DAY) if finding.rule.id == "LNT010")
    assert found.place.draft == name
    assert any('"adler-unsigned"' in line for line in text[found.place.line - 1 : found.place.line + 2])


def test_an_organisation_that_only_acts_for_others_is_no_owner() -> None:
    """Officers of a general partner are recorded so that they can sign for the fund, which is the owner."""
    fund = PersonRecord("Harbor Fund, L.P.", "0001900009", PartyKind.PARTNERSHIP)
    since = date(2019, 1, 1)
    partner = EntityRelation(
        id="gp",
        entity="Harbor GP LLC",
        acts_for=fund.name,
        acts_for_cik=fund.cik,
        role="general_partner",
        start=since,
    )
    lind = OfficerRecord(id="o", entity="Harbor GP LLC", person="Solveig Lind", title="Manager", start=since)
    assert of(power(), events=(partner, lind), people=(fund,)).findings() == []
    assert of(power(), events=(partner,), people=(fund,)).findings() == ["LNT014"]
