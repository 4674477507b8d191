"""`preflight replay`: the same inputs give the same answers, and every kind of change is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from preflight.authority.instruments import Attorney, Instrument, Resignation
from preflight.poa.attached import ATTACHED
from preflight.registries.encode import encode_instrument
from preflight.testing.filings import Signature, draft_xml
from preflight.testing.registries import delegation, power_of_attorney

ATTORNEY = Signature("/s/ Jonas Feld, attorney-in-fact for Miriam Adler")
DELEGATE = Signature("/s/ Ines Varga, attorney-in-fact for Miriam Adler")
POWER = power_of_attorney(may_delegate=True)
RESIGNS = Resignation(id="r", instrument="adler-2025", attorney="Jonas Feld", date=date(2026, 4, 1))
CHECK = (
    "--as-of",
    "2026-04-09",
    "--no-plugins",
    "--select",
    "AUT",
    "--format",
    "json",
    "--output",
    "report.json",
)


@pytest.fixture
def checked(
    desk: Path, preflight: Callable[..., Any], write_registry: Callable[..., str]
) -> Callable[..., Any]:
    """Check a draft against a registry and leave ``report.json``; returns the parsed report."""

    def check(signature: Signature = ATTORNEY, *instruments: Instrument, known: bool = True) -> Any:
        if known:
            write_registry(*(instruments or (POWER,)))
        (desk / "form4.xml").write_bytes(draft_xml(signatures=[signature]))
        preflight("check", "form4.xml", *CHECK)
        return json.loads((desk / "report.json").read_text(encoding="utf-8"))

    return check


@pytest.mark.parametrize(
    ("signature", "instruments"),
    [
        (Signature("/s/ Miriam Adler"), (POWER,)),
        (ATTORNEY, (POWER,)),
        (DELEGATE, (POWER, delegation())),
        (DELEGATE, (power_of_attorney(), delegation())),
        (Signature("/s/ J. Feld, attorney-in-fact for Miriam Adler"), (POWER,)),
        (Signature("See Exhibit 99.1"), (POWER,)),
        (Signature(date=None), (POWER,)),
    ],
    ids=["self", "direct", "chain", "denied", "weak", "elsewhere", "undated"],
)
def test_the_same_inputs_give_the_same_answers(
    signature: Signature, instruments: tuple[Instrument, ...], checked: Any, preflight: Any
) -> None:
    checked(signature, *instruments)
    ran = preflight("replay", "report.json")
    assert (ran.status, ran.err) == (0, "")
    assert "all the same, nothing has changed" in ran.out
    assert preflight("replay", "report.json", "--format", "json").data["same"] is True


def test_the_samples_can_be_replayed(samples: Path, desk: Path, preflight: Any) -> None:
    folders = [
        str(samples / name) for name in ("hartford", "hartford-later", "hartford-superseded", "granite")
    ]
    preflight("check", *folders, *CHECK)
    ran = preflight("replay", "report.json", "--format", "json")
    assert (ran.status, ran.data["same"]) == (0, True)
    assert sum(len(draft["decisions"]) for draft in ran.data["drafts"]) >= 28


def test_the_registry_has_grown(checked: Any, preflight: Any, write_registry: Any) -> None:
    """The answer is still the same: told, and left to the caller whether it counts."""
    checked()
    write_registry(POWER, power_of_attorney("brandt", attorneys=["Otto Ott"]))
    ran = preflight("replay", "report.json")
    assert ran.status == 1
    assert "The registry has changed: sha256" in ran.out
    assert "all the same, but not everything that they rest on is" in ran.out
    assert preflight("replay", "report.json", "--decisions-only").status == 0


def test_a_decision_differs(checked: Any, preflight: Any, write_registry: Any) -> None:
    checked()
    write_registry(POWER, events=[RESIGNS])
    ran = preflight("replay", "report.json")
    assert ran.status == 1
    assert 'It was "authorized" (direct): Jonas Feld is named as attorney-in-fact in "adler-2025".' in ran.out
    assert 'It is "not authorized" (agent_resigned): Jonas Feld resigned' in ran.out
    assert preflight("replay", "report.json", "--decisions-only").status == 1


def test_what_was_learned_later_does_not_count_for_a_report_as_known_then(
    desk: Path, preflight: Any, write_registry: Any
) -> None:
    write_registry(POWER)
    (desk / "form4.xml").write_bytes(draft_xml(signatures=[ATTORNEY]))
    preflight("check", "form4.xml", *CHECK, "--known-at", "2026-04-09")
    write_registry(POWER, events=[replace(RESIGNS, recorded=date(2026, 5, 1))])
    assert preflight("replay", "report.json", "--decisions-only").status == 0
    write_registry(POWER, events=[replace(RESIGNS, recorded=date(2026, 4, 9))])
    assert preflight("replay", "report.json", "--decisions-only").status == 1


def test_the_chain_differs(checked: Any, preflight: Any, write_registry: Any) -> None:
    """Authorized then and now, but through another paper."""
    checked()
    write_registry(power_of_attorney("adler-2024", may_delegate=True))
    ran = preflight("replay", "report.json")
    assert ran.status == 1
    assert 'The registry no longer holds "adler-2025".' in ran.out
    assert 'The chain was "adler-2025" and is "adler-2024".' in ran.out


def test_a_paper_is_recorded_otherwise(checked: Any, preflight: Any, write_registry: Any) -> None:
    checked()
    further = (*POWER.attorneys, Attorney("Clara Voss"))
    write_registry(replace(POWER, attorneys=further, notes=("seen again",)))
    ran = preflight("replay", "report.json")
    assert ran.status == 1
    assert '"adler-2025" is recorded otherwise now: attorneys, notes.' in ran.out


def test_a_step_of_the_chain_has_another_day(checked: Any, preflight: Any, write_registry: Any) -> None:
    checked()
    write_registry(replace(POWER, executed=date(2025, 1, 16)))
    assert 'The chain "adler-2025" has other days or people now.' in preflight("replay", "report.json").out


def test_what_is_said_beside_the_decision_is_a_remark(
    checked: Any, preflight: Any, write_registry: Any
) -> None:
    """Whether the paper is on file changes no verdict and no chain."""
    checked()
    write_registry(replace(POWER, on_file=True))
    (draft,) = preflight("replay", "report.json", "--format", "json").data["drafts"]
    (decision,) = draft["decisions"]
    assert decision["same"]
    assert decision["remarks"] == [
        'no longer said: "adler-2025" is neither attached nor on file with the Commission.'
    ]


def test_the_draft_was_changed(checked: Any, desk: Path, preflight: Any) -> None:
    checked()
    (desk / "form4.xml").write_bytes(draft_xml(signatures=[ATTORNEY], remarks="Changed."))
    ran = preflight("replay", "report.json")
    assert (ran.status, "The draft is not the one that was checked." in ran.out) == (1, True)


def test_a_draft_that_is_not_at_hand_is_not_compared(checked: Any, desk: Path, preflight: Any) -> None:
    checked()
    (desk / "form4.xml").unlink()
    ran = preflight("replay", "report.json")
    assert (ran.status, "The draft is not at hand and was not compared." in ran.out) == (0, True)


def test_a_report_is_read_beside_its_registry_and_draft(
    checked: Any, desk: Path, preflight: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paths that the report gives are looked for from its own folder too."""
    checked()
    (desk / "elsewhere").mkdir()
    monkeypatch.chdir(desk / "elsewhere")
    assert preflight("replay", "../report.json").status == 0


class TestAttachedPapers:
    """A paper that came with a draft is in no registry: the report itself holds it."""

    PAPER = replace(POWER, id=f"{ATTACHED}poa.txt:adler-2025")

    @pytest.fixture
    def attached(self, checked: Any, desk: Path) -> Callable[[Instrument], None]:
        """A report of a draft that was authorized by an attached paper alone."""

        def write(paper: Instrument) -> None:
            report = checked(ATTORNEY, paper)
            (draft,) = report["drafts"]
            draft["registry"] = None
            draft["instruments"] = [encode_instrument(paper)]
            (desk / "report.json").write_text(json.dumps(report), encoding="utf-8")
            (desk / "poa-registry.json").unlink()

        return write

    def test_it_is_asked_again_without_a_registry(self, attached: Any, preflight: Any) -> None:
        attached(self.PAPER)
        ran = preflight("replay", "report.json", "--format", "json")
        assert (ran.status, ran.data["decisions_hold"]) == (0, True)
        (decision,) = ran.data["drafts"][0]["decisions"]
        assert decision["now"]["chain"] == [self.PAPER.id]

    def test_the_report_of_a_check_holds_it(self, desk: Path, samples: Path, preflight: Any) -> None:
        """The registry knows the owner and no paper; the exhibit of the draft proves the signature."""
        people = [{"name": "Nora Ellen Quimby", "cik": "0009200101"}]
        issuers = [{"name": "Granite Harbor Corp", "cik": "0009100101"}]
        known = {"version": 1, "people": people, "issuers": issuers, "instruments": []}
        (desk / "poa-registry.json").write_text(json.dumps(known), encoding="utf-8")
        name = "submission-with-exhibit.xml"
        (desk / name).write_bytes((samples / "granite" / name).read_bytes())
        preflight("check", name, *CHECK, "--as-of", "2027-01-02")
        ran = preflight("replay", "report.json", "--format", "json")
        (decision,) = ran.data["drafts"][0]["decisions"]
        assert (ran.status, decision["now"]["verdict"]) == (0, "authorized")
        assert decision["now"]["chain"][0].startswith(ATTACHED)

    def test_it_stands_beside_the_registry_that_is_there_now(
        self, attached: Any, preflight: Any, write_registry: Any
    ) -> None:
        attached(self.PAPER)
        write_registry(POWER, name="now.json")
        ran = preflight("replay", "report.json", "--registry", "now.json")
        assert (ran.status, "There was no registry then." in ran.out) == (1, True)

    def test_one_that_cannot_be_read_back_is_no_pass(self, attached: Any, desk: Path, preflight: Any) -> None:
        attached(self.PAPER)
        report = json.loads((desk / "report.json").read_text())
        report["drafts"][0]["instruments"][0]["scope"] = "everything"
        (desk / "report.json").write_text(json.dumps(report))
        assert preflight("replay", "report.json").status == 2


class TestWithoutRegistry:
    """Where there was none, an owner's own signature still passes, and anybody else's is open."""

    @pytest.mark.parametrize("signature", [Signature("/s/ Miriam Adler"), ATTORNEY], ids=["self", "attorney"])
    def test_the_answer_is_the_same(self, signature: Signature, checked: Any, preflight: Any) -> None:
        checked(signature, known=False)
        assert preflight("replay", "report.json").status == 0

    def test_a_registry_given_now_makes_a_difference(
        self, checked: Any, preflight: Any, write_registry: Any
    ) -> None:
        checked(ATTORNEY, known=False)
        write_registry(POWER, name="now.json")
        ran = preflight("replay", "report.json", "--registry", "now.json", "--decisions-only")
        assert ran.status == 1
        assert 'It was "cannot tell" (no_registry)' in ran.out


def test_what_cannot_be_replayed_is_status_2(checked: Any, desk: Path, preflight: Any) -> None:
    report = checked()
    broken: dict[str, Any] = {
        "text": "no report",
        "other": {"version": 1},
        "list": [],
        "newer": {**report, "version": 2},
        "empty": {**report, "drafts": []},
        "undecided": {**report, "drafts": [{**report["drafts"][0], "decisions": []}]},
        "damaged": json.loads(json.dumps(report).replace('"signed_on": "2026-04-08"', '"signed_on": "soon"')),
        "moved": json.loads(json.dumps(report).replace("poa-registry.json", "gone.json")),
    }
    for name, content in broken.items():
        (desk / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
        ran = preflight("replay", f"{name}.json")
        assert (name, ran.status, ran.out) == (name, 2, "")
        assert ran.err.startswith("preflight: ")
    assert preflight("replay", "nowhere.json").status == 2


def test_a_registry_that_was_broken_meanwhile_is_status_2(checked: Any, desk: Path, preflight: Any) -> None:
    checked()
    (desk / "poa-registry.json").write_text("{", encoding="utf-8")
    assert preflight("replay", "report.json").status == 2
