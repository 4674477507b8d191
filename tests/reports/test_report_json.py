"""The JSON report: it keeps to its schema, holds whole decisions, and is the same every time."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from enum import Enum
from types import ModuleType
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from preflight.authority.decide import decide
from preflight.authority.instruments import Exercise
from preflight.authority.reasons import Reason
from preflight.config import Suppression
from preflight.reports.decision_data import decision_data, plain
from preflight.reports.json import render_json
from preflight.resources import schema_path
from preflight.result import RunResult
from preflight.testing import (
    Attachment,
    Owner,
    Row,
    Signature,
    delegation,
    filing,
    power_of_attorney,
    registry,
    varied_filings,
)

Result = Callable[..., RunResult]

SCHEMA = json.loads(schema_path("report.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)

ATTORNEY = (Signature("/s/ Jonas Feld, attorney-in-fact for Miriam Adler"),)
DELEGATE = (Signature("/s/ Ines Varga, attorney-in-fact for Miriam Adler"),)

CASES: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = {
    "the owner signs": ((), {}),
    "nobody signs": ((), {"signatures": ()}),
    "an attorney signs": ((power_of_attorney(),), {"signatures": ATTORNEY}),
    "a delegate signs": ((power_of_attorney(may_delegate=True), delegation()), {"signatures": DELEGATE}),
    "a delegate of a power that forbids it": ((power_of_attorney(), delegation()), {"signatures": DELEGATE}),
    "a power that has ended": ((power_of_attorney(until=date(2025, 12, 31)),), {"signatures": ATTORNEY}),
    "a power without a date": ((power_of_attorney(executed=None),), {"signatures": ATTORNEY}),
    "one of two joint attorneys": (
        (power_of_attorney(attorneys=("Jonas Feld", "Rosa Lind"), exercise=Exercise.JOINT),),
        {"signatures": ATTORNEY},
    ),
    "no registry": ((), {"signatures": ATTORNEY, "with_registry": False}),
    "two owners": ((), {"owners": (Owner(), Owner("0001900009", "LIND ROSA"))}),
    "much is missing": ((), {"without": ("issuer",), "rows": (), "values": {"documentType": "9"}}),
    "an exhibit": ((), {"exhibits": (Attachment("LIMITED POWER OF ATTORNEY"),)}),
    "a disseminated filing": ((), {"schema_version": "X0609", "issuer_name": "Harbor Light Corp"}),
    "a holding only": ((), {"form": "3", "rows": (Row(code=None),)}),
    "a suppressed finding": (
        (),
        {"remarks": "x", "suppress": (Suppression("NOT001", "ticket 118"),)},
    ),
    "a wrong suppression": ((), {"suppress": (Suppression("NOT999", "ticket 118"),)}),
    "a limited run": ((), {"select": ("NOT",)}),
}


def _data(result: RunResult) -> Any:
    return json.loads(render_json(result))


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(("instruments", "deviations"), CASES.values(), ids=CASES.keys())
def test_every_report_keeps_to_the_schema(
    result: Result, instruments: tuple[Any, ...], deviations: dict[str, Any]
) -> None:
    errors = [error.message for error in VALIDATOR.iter_errors(_data(result(*instruments, **deviations)))]
    assert errors == []


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.update(extra=1),
        lambda data: data.pop("run"),
        lambda data: data.update(version=2),
        lambda data: data["run"].update(status=3),
        lambda data: data["drafts"][0]["findings"][0].update(severity="fatal"),
        lambda data: data["drafts"][0]["findings"][0]["place"].update(line=0),
        lambda data: data["drafts"][0]["decisions"][0].update(verdict="perhaps"),
        lambda data: data["drafts"][0]["decisions"][0]["answers"][0]["request"].update(now="today"),
        lambda data: data["drafts"][0]["decisions"][0]["answers"][0]["chain"][0].pop("grantor"),
    ],
)
def test_the_schema_refuses_what_is_not_a_report(result: Result, change: Callable[[Any], object]) -> None:
    """A schema that takes anything would prove nothing."""
    data = _data(result(power_of_attorney(), signatures=ATTORNEY, remarks="x"))
    assert VALIDATOR.is_valid(data)
    change(data)
    assert not VALIDATOR.is_valid(data)


def test_the_same_result_gives_the_same_bytes(result: Result) -> None:
    first = render_json(result(power_of_attorney(may_delegate=True), delegation(), signatures=DELEGATE))
    second = render_json(result(power_of_attorney(may_delegate=True), delegation(), signatures=DELEGATE))
    assert first == second


def test_the_bytes_are_ascii_whatever_the_names_are(result: Result) -> None:
    text = render_json(result(remarks="\u00e9\u200b\U0001f58b"))
    assert text.isascii()
    assert text.endswith("}\n")
    assert "\u00e9\u200b\U0001f58b" in json.loads(text)["drafts"][0]["findings"][0]["message"]


def test_it_opens_with_what_made_it_and_how_it_ended(result: Result) -> None:
    data = _data(result(remarks="x"))
    assert list(data) == ["version", "tool", "run", "summary", "rules", "findings", "drafts"]
    assert data["run"] == {
        "status": 0,
        "outcome": "clean",
        "fail_level": "error",
        "as_of": "2026-04-09",
        "known_at": None,
        "select": [],
        "authority_examined": True,
        "plugins": [{"name": "house", "version": "1.2", "origin": "house-rules"}],
    }
    assert data["summary"] == {
        "drafts": 1,
        "findings": {"error": 0, "warning": 1, "info": 0},
        "suppressed": 0,
    }


def test_a_finding_has_its_place_its_values_and_its_rule(result: Result) -> None:
    data = _data(result(remarks="two words"))
    (finding,) = data["drafts"][0]["findings"]
    assert finding["rule"] == "NOT001"
    assert finding["message"] == "Remarks say two words."
    assert finding["remedy"] == "Say less."
    assert finding["values"] == {"said": "two words", "words": ["two", "words"]}
    assert finding["place"]["element"] == "/ownershipDocument/remarks"
    assert finding["suppressed"] is None
    assert [rule["id"] for rule in data["rules"]] == ["NOT001"]


def test_a_suppressed_finding_is_there_and_marked(result: Result) -> None:
    data = _data(result(remarks="x", suppress=(Suppression("NOT001", "ticket 118"),)))
    (finding,) = data["drafts"][0]["findings"]
    assert finding["suppressed"] == {"reason": "ticket 118"}
    assert data["summary"]["suppressed"] == 1
    assert data["summary"]["findings"]["warning"] == 0
    assert [rule["id"] for rule in data["rules"]] == ["NOT001"]


def test_a_broken_plugin_is_a_finding_and_no_break_of_the_report(
    result: Result, broken_plugin: ModuleType
) -> None:
    data = _data(result(plugins={"broken": broken_plugin}))
    assert data["run"]["status"] == 2
    assert data["drafts"][0]["carried_out"] is False
    assert VALIDATOR.is_valid(data)


def test_a_ccc_appears_nowhere_even_when_it_was_typed_into_a_signature(result: Result) -> None:
    ccc = "zq4$mmk7"
    text = render_json(
        result(
            values={"reportingOwner/reportingOwnerId/rptOwnerCcc": ccc},
            signatures=(Signature(f"/s/ Miriam Adler {ccc}"),),
            remarks=f"code {ccc}",
        )
    )
    assert ccc not in text
    assert "********" in text


class TestDecisions:
    """A decision is there whole, so that it can be replayed."""

    def test_the_chain_stands_owner_first(self, result: Result) -> None:
        data = _data(result(power_of_attorney(may_delegate=True), delegation(), signatures=DELEGATE))
        (owner,) = data["drafts"][0]["decisions"]
        answer = owner["answers"][owner["best"]]
        assert (owner["verdict"], owner["code"]) == ("authorized", "chain")
        assert [(link["grantor"], link["person"]) for link in answer["chain"]] == [
            ("Miriam Adler", "Jonas Feld"),
            ("Jonas Feld", "Ines Varga"),
        ]

    def test_candidates_say_why_they_fail_in_code_and_in_words(self, result: Result) -> None:
        data = _data(result(power_of_attorney(), delegation(), signatures=DELEGATE))
        (answer,) = data["drafts"][0]["decisions"][0]["answers"]
        reason = answer["candidates"][0]["reasons"][0]
        assert reason["code"] == "delegation_not_permitted"
        assert reason["instrument"] == "adler-2025"
        assert reason["sentence"] == '"adler-2025" does not let its attorneys-in-fact delegate.'

    def test_the_papers_that_it_speaks_of_come_along(self, result: Result) -> None:
        data = _data(result(power_of_attorney(), delegation(), signatures=DELEGATE))
        assert [paper["id"] for paper in data["drafts"][0]["instruments"]] == ["adler-2025", "feld-2025"]

    def test_papers_that_have_nothing_to_do_with_it_stay_away(self, result: Result) -> None:
        data = _data(result(power_of_attorney()))
        assert data["drafts"][0]["instruments"] == []

    @pytest.mark.parametrize("number", range(len(varied_filings())))
    def test_no_fact_of_a_request_is_lost(self, number: int) -> None:
        """The data differ wherever the decisions do, field by field."""
        from preflight.authority.questions import ask
        from preflight.filing.signatures.attribution import attribute

        each = varied_filings()[number]
        papers = registry(power_of_attorney())
        for owner in ask(each, attribute(each, papers.names_by_cik), papers, as_of=date(2026, 4, 9)):
            for answer in owner.answers:
                data = decision_data(answer)
                assert set(data["request"]) == set(answer.request.__dataclass_fields__)
                again = decision_data(decide(answer.request, papers).for_owner(owner.verdict, owner.code))
                assert again == data

    def test_a_value_that_json_does_not_have_is_refused(self) -> None:
        with pytest.raises(TypeError, match="no place in a report"):
            plain(object())

    def test_words_of_enumerations_are_plain_text(self) -> None:
        word = plain(Reason.NO_GRANT)
        assert (word, isinstance(word, Enum)) == ("no_grant", False)

    def test_the_document_is_identified_by_its_digest(self, result: Result) -> None:
        import hashlib

        data = _data(result())
        expected = hashlib.sha256(filing().document.content).hexdigest()
        assert data["drafts"][0]["filing"]["document_sha256"] == expected
