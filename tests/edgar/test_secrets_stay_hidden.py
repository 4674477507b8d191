"""No output of any rule shows a CCC, a social security number, or another secret that it found."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from preflight.filing.ccc import MASK, ccc_values, conceal, is_placeholder
from preflight.filing.reader import read_content
from preflight.findings import Finding, Place, Related, Rule, Severity

CCC = "qzj7*kvw"
Build = Callable[..., str]
Check = Callable[..., list[Finding]]


def everything_shown(findings: list[Finding]) -> str:
    """All that reports can show of the findings: sentences, values, places, as text, repr and JSON."""
    return "\n".join(
        part
        for finding in findings
        for part in (
            finding.message,
            finding.remedy,
            repr(finding),
            str(finding.place),
            json.dumps(dict(finding.values), default=str),
        )
    )


PUBLIC_FIELDS = [
    ("Vests in four parts.", f"Filed with {CCC}."),
    ("<remarks>None.", f"<remarks>CCC: {CCC}"),
    ("Chief Executive", CCC),
    ("<value>Option</value>", f"<value>{CCC}</value>"),
    ("<value>By spouse</value>", f"<value>{CCC}</value>"),
    ("<issuerTradingSymbol>XMPL", f"<issuerTradingSymbol>{CCC}"),
    ("/s/ Ann Example", f"/s/ {CCC}"),
    ("<documentType>4", f"<documentType>{CCC}"),
    ("<rptOwnerState>NY", f"<rptOwnerState>{CCC}"),
    ("<rptOwnerCik>9999902", f"<rptOwnerCik>{CCC}"),
    ('<footnote id="F1">', f'<footnote id="{CCC}">'),
    ('<footnoteId id="F2"/>', f'<footnoteId id="{CCC}"/>'),
    ("    <remarks>", f"    <!-- {CCC} --><remarks>"),
]


@pytest.mark.parametrize("edit", PUBLIC_FIELDS, ids=lambda edit: edit[1].strip())
def test_a_ccc_in_a_public_field_is_found_and_not_shown(
    edit: tuple[str, str], draft: Build, check: Check
) -> None:
    """SEC002 finds it; after :func:`conceal`, as every report applies it, nothing shows it."""
    text = draft("4", edit)
    found = check(text)
    assert "SEC002" in {finding.rule.id for finding in found}
    [filing] = read_content(text.encode(), "draft.xml")
    shown = everything_shown([conceal(finding, ccc_values(filing)) for finding in found])
    assert CCC not in shown
    assert CCC not in everything_shown([finding for finding in found if finding.rule.id.startswith("SEC")])


def test_a_ccc_where_it_belongs_is_not_shown_by_any_rule(draft: Build, check: Check) -> None:
    """A draft that breaks many rules at once, the CCC only in its element: no masking is needed."""
    text = draft(
        "4",
        ("<isOfficer>1", "<isOfficer>0"),
        ("<rptOwnerState>NY", "<rptOwnerState>A6"),
        ('<footnote id="F1">', '<footnote id="F01">'),
        ("<value>I</value>", "<value>D</value>"),
        ("<remarks>None.", "<remarks>SSN 123-45-6789, password: Tr0ub4dor"),
    )
    found = [*check(text), *check(text, ccc="repository")]
    assert {"OWN003", "OWN012", "FNT003", "HLD008", "SEC001", "SEC003", "SEC004"} <= {
        finding.rule.id for finding in found
    }
    shown = everything_shown(found)
    for secret in (CCC, "123-45-6789", "Tr0ub4dor"):
        assert secret not in shown


@pytest.mark.parametrize(
    "changes",
    [
        {"contact": f"<contactName>{CCC}</contactName>"},
        {"contact": f"<contactEmailAddress>{CCC}</contactEmailAddress>"},
        {"submission_type": CCC},
        {"test_or_live": CCC},
        {"name": f"{CCC}.xml"},
        {"type": CCC},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_ccc_in_the_wrapper_is_not_shown(changes: dict[str, Any], wrapper: Build, check: Check) -> None:
    text = wrapper(**changes)
    found = check(text)
    assert found
    [filing] = read_content(text.encode(), "draft.xml")
    assert CCC not in everything_shown([conceal(finding, ccc_values(filing)) for finding in found])


def test_a_ccc_in_an_attachment_is_found_and_not_shown(
    wrapper: Build, attached: Callable[..., Any], check: Check
) -> None:
    """In its text, in its name and in its type."""
    for attachment in (
        attached("poa.txt", "EX-24", f"one\n{CCC}\n".encode()),
        attached(f"{CCC}.txt", "EX-24"),
        attached("poa.txt", CCC),
    ):
        text = wrapper(attachments=(attachment,))
        found = check(text)
        assert "SEC002" in {finding.rule.id for finding in found}
        [filing] = read_content(text.encode(), "draft.xml")
        assert CCC not in everything_shown([conceal(finding, ccc_values(filing)) for finding in found])


def test_conceal_reaches_every_part_of_a_finding() -> None:
    rule = Rule("TST001", Severity.ERROR, "Test", "none", message="{word}", remedy="{word}")
    place = Place("d.xml", 1, element=f"/{CCC}", part=CCC)
    finding = rule.at(place, related=(Related("r", place),), word=CCC, words=(CCC, "x"), number=1)
    hidden = conceal(finding, (CCC,))
    assert CCC not in everything_shown([hidden])
    assert dict(hidden.values) == {"word": MASK, "words": (MASK, "x"), "number": 1}
    assert conceal(finding, ()) is finding


@pytest.mark.parametrize("text", ["", "xxxxxxxx", "XxXxXxXx", "********", "00000000", "ab1$"])
def test_placeholders(text: str) -> None:
    """Nothing, too short, or one or two characters over and over: no CCC."""
    assert is_placeholder(text)


@pytest.mark.parametrize("text", [CCC, "aaaa*aa1"])
def test_what_may_be_a_ccc_is_no_placeholder(text: str) -> None:
    assert not is_placeholder(text)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    ccc=st.text("abcdefgh123456@#$*", min_size=8, max_size=8).filter(lambda text: len(set(text)) > 2),
    field=st.sampled_from(PUBLIC_FIELDS),
)
def test_any_ccc_in_any_field_stays_hidden(
    ccc: str, field: tuple[str, str], draft: Build, check: Check
) -> None:
    text = draft("4", (field[0], field[1].replace(CCC, ccc))).replace(CCC, ccc)
    [filing] = read_content(text.encode(), "draft.xml")
    shown = everything_shown([conceal(finding, ccc_values(filing)) for finding in check(text)])
    assert ccc not in shown
