"""Every rule of the plugin ``signatures`` fires on what breaks it, and is silent on the mended filing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from preflight.checks import signatures
from preflight.filing.model import Filing
from preflight.findings import Finding
from preflight.testing import Owner, Row, Signature, assert_findings, assert_plugin_contract, filing, run

DANA = Owner(cik="0001900001", name="QUILL DANA M")
ROBIN = Owner(cik="0001900002", name="MARSH ROBIN")
FUND = Owner(cik="0001900003", name="Lantern Fund I, L.P.")
PARTNER = Owner(cik="0001900004", name="Lantern GP LLC")
SON = Owner(cik="0001900005", name="VOSS HENRIK JR")
TRADED, SIGNED, TODAY = "2026-03-02", "2026-03-03", date(2026, 3, 4)


def signed(*lines: str | None, on: str | None = SIGNED) -> list[Signature]:
    return [Signature(name=line, date=on) for line in lines]


def published(**deviations: Any) -> Filing:
    """A filing as EDGAR publishes it (with owners' names), signed by its only owner."""
    facts: dict[str, Any] = {
        "period": TRADED,
        "rows": [Row(date=TRADED)],
        "owners": [DANA],
        "signatures": signed("/s/ Dana M. Quill"),
        "schema_version": "X0609",
    }
    return filing(**{**facts, **deviations})


def findings(of: Filing, day: date = TODAY) -> list[Finding]:
    """What the plugin finds on ``day``, which is the day of filing too."""
    return run(signatures, of, as_of=day, filing_date=day)


@dataclass(frozen=True)
class Case:
    """A rule, what breaks it, and what does not; both as deviations from a faultless filing."""

    rule: str
    wrong: dict[str, Any]
    right: dict[str, Any]


INDIRECT = {"direct_or_indirect": "I", "nature": "By Lantern Fund I, L.P."}
DISCLAIMER = {"F1": "The reporting person disclaims beneficial ownership beyond a pecuniary interest."}

CASES = [
    Case("SIG001", {"signatures": signed("Dana M. Quill")}, {"signatures": signed("s/ Dana M. Quill")}),
    Case(
        "SIG003",
        {"owners": [DANA, ROBIN], "signatures": signed("/s/ Dana Quill", "/s/ Avery Proxy")},
        {"owners": [DANA, ROBIN], "signatures": signed("/s/ Dana Quill", "/s/ Avery Proxy for Robin Marsh")},
    ),
    Case(
        "SIG003",
        {"signatures": signed("/s/ Dana Quill, as Trustee of the Quill Trust")},
        {"signatures": signed("/s/ Dana Quill, individually and as Trustee of the Quill Trust")},
    ),
    Case("SIG004", {"signatures": signed("/s/")}, {"signatures": signed("/s/ Dana M. Quill")}),
    Case("SIG004", {"signatures": signed("")}, {"signatures": signed("/s/ Dana M. Quill")}),
    Case(
        "SIG004",
        {"signatures": signed("/s/ Dana Quill, by power of attorney")},
        {"signatures": signed("/s/ Avery Proxy, by power of attorney")},
    ),
    Case(
        "SIG005",
        {"signatures": signed("/s/ Dana Quill", "/s/ Avery Proxy for Dana Quill")},
        {"signatures": signed("/s/ Avery Proxy for Dana Quill")},
    ),
    Case(
        "SIG006",
        {"owners": [FUND], "signatures": signed("/s/ Zoe Marsh")},
        {"owners": [FUND], "signatures": signed("/s/ Zoe Marsh, Manager")},
    ),
    Case("SIG007", {"signatures": signed("See Exhibit 99.1")}, {}),
    Case(
        "SIG008",
        {"signatures": signed("/s/ Avery Proxy, filing agent for Dana Quill")},
        {"signatures": signed("/s/ Avery Proxy, agent for Dana Quill")},
    ),
    Case(
        "SIG009",
        {"owners": [FUND], "signatures": signed("/s/ Lantern Fund I, L.P.")},
        {"owners": [FUND], "signatures": signed("Lantern Fund I, L.P., by: /s/ Zoe Marsh, Manager")},
    ),
    Case(
        "SIG010",
        {"owners": [SON], "signatures": signed("/s/ Henrik Voss, Sr.")},
        {"owners": [SON], "signatures": signed("/s/ Henrik Voss, Jr.")},
    ),
    Case(
        "SIG011",
        {"signatures": signed("/s/ Avery Proxy, Esq.")},
        {"signatures": signed("/s/ Avery Proxy, Esq., attorney-in-fact")},
    ),
    Case(
        "SIG013",
        {"values": {"ownerSignature/signatureDate": "3 March 2026"}},
        {"values": {"ownerSignature/signatureDate": SIGNED}},
    ),
    Case("SIG013", {"without": ["ownerSignature/signatureDate"]}, {}),
    Case("SIG014", {"signatures": signed("/s/ Dana M. Quill", on="2026-03-05")}, {}),
    Case(
        "SIG015",
        {"signatures": signed("/s/ Dana M. Quill*")},
        {"signatures": signed("/s/ Dana M. Quill*"), "remarks": "* By Avery Proxy, attorney-in-fact"},
    ),
    Case(
        "SIG016",
        {"signatures": signed("/s/ Avery Proxy, attorney-in-fact or Dana Quill")},
        {"signatures": signed("/s/ Avery Proxy, attorney-in-fact for Dana Quill")},
    ),
    Case("DAT006", {"signatures": signed("/s/ Dana M. Quill", on="2026-03-01")}, {}),
    Case(
        "DAT008",
        {"period": f"{TRADED}-05:00"},
        {"signatures": signed("/s/ Dana M. Quill", on=f"{SIGNED}-05:00")},
    ),
    Case(
        "JNT003",
        {
            "owners": [Owner(cik=f"{number:010}", name=f"OWNER{number} ANN") for number in range(1, 11)],
            "signatures": signed("/s/ Avery Proxy, attorney-in-fact"),
        },
        {
            "owners": [Owner(cik=f"{number:010}", name=f"OWNER{number} ANN") for number in range(1, 10)],
            "signatures": signed("/s/ Avery Proxy, attorney-in-fact"),
        },
    ),
    Case(
        "JNT004",
        {"rows": [Row(date=TRADED, **INDIRECT)]},
        {"rows": [Row(date=TRADED, **INDIRECT, notes={"natureOfOwnership": "F1"})], "footnotes": DISCLAIMER},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[f"{case.rule} {list(case.wrong)}" for case in CASES])
def test_a_rule_fires_on_what_breaks_it_and_nothing_else_does(case: Case) -> None:
    assert_findings([case.rule], findings(published(**case.wrong)))


@pytest.mark.parametrize("case", CASES, ids=[f"{case.rule} {list(case.right)}" for case in CASES])
def test_a_mended_filing_is_silent(case: Case) -> None:
    assert_findings([], findings(published(**case.right)))


def test_an_owner_without_a_signature_is_named() -> None:
    """SIG002 with JNT002: too few lines, and whose is missing."""
    found = findings(published(owners=[DANA, ROBIN]))
    assert_findings([("SIG002", "reportingOwner[2]"), "JNT002"], found)
    assert "MARSH ROBIN" in next(item.message for item in found if item.rule.id == "SIG002")


def test_a_line_for_somebody_else_leaves_the_owner_without_a_signature() -> None:
    wrong = published(signatures=signed("/s/ Avery Proxy, attorney-in-fact for Robin Marsh"))
    assert_findings(["SIG002", "SIG012"], findings(wrong))


def test_nobody_is_said_to_lack_a_signature_that_may_stand_elsewhere() -> None:
    found = findings(published(owners=[DANA, ROBIN], signatures=signed("See Exhibit 99.1")))
    assert_findings(["SIG007", "JNT002"], found)


def test_a_draft_without_names_is_not_accused() -> None:
    """Drafts give CIKs only: two owners and two lines cannot be tied, and that is no error."""
    unnamed = [Owner(cik="0001900001"), Owner(cik="0001900002")]
    lines = signed("/s/ Dana Quill", "/s/ Robin Marsh")
    found = findings(published(owners=unnamed, signatures=lines))
    assert_findings(["SIG003", "SIG003"], found)


def test_a_joint_report_says_who_holds() -> None:
    """JNT001 asks for a footnote or remarks on indirect lines of several owners."""
    joint = {"owners": [DANA, ROBIN], "signatures": signed("/s/ Dana Quill", "/s/ Robin Marsh")}
    rows = [Row(date=TRADED, direct_or_indirect="I", nature="By spouse")]
    assert_findings(["JNT001"], findings(published(**joint, rows=rows)))
    assert_findings([], findings(published(**joint, rows=rows, remarks="Held by Dana Quill.")))


@pytest.mark.parametrize(("filed", "expected"), [(date(2026, 3, 13), []), (date(2026, 3, 14), ["DAT007"])])
def test_a_signature_is_stale_after_ten_days(filed: date, expected: list[str]) -> None:
    assert_findings(expected, findings(published(), filed))


@pytest.mark.parametrize("day", ["2026-03-02", "2026-03-04"])
def test_a_date_between_transaction_and_today_is_good(day: str) -> None:
    """The days of the transaction and of the check are good themselves."""
    assert_findings([], findings(published(signatures=signed("/s/ Dana M. Quill", on=day))))


def test_the_plugin_keeps_the_contract() -> None:
    wrong = [published(**case.wrong) for case in CASES]
    assert_plugin_contract(signatures, wrong)
