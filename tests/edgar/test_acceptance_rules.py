"""EDGAR's acceptance rules: one thing wrong gives exactly the rule, at the place, with the values."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from preflight.checks import schema
from preflight.filing.model import Profile
from preflight.filing.reader import read_content
from preflight.findings import Finding, Severity
from preflight.hookspecs import CheckContext

FORMS = ("3", "3/A", "4", "4/A", "5", "5/A")
ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
ROOT = "/ownershipDocument"
OWNER = f"{ROOT}/reportingOwner"
RELATIONSHIP = f"{OWNER}/reportingOwnerRelationship"
ADDRESS = f"{OWNER}/reportingOwnerAddress"
ROW = f"{ROOT}/nonDerivativeTable/nonDerivativeTransaction"

Draft = Callable[..., str]
Check = Callable[..., list[Finding]]


class Case(NamedTuple):
    """One thing wrong: ``edits`` turn the good draft of ``form`` into the bad one."""

    shows: str
    rule: str
    form: str
    edits: tuple[tuple[str, str], ...]
    severity: Severity
    element: str | None
    values: dict[str, Any]


def case(
    shows: str,
    rule: str,
    form: str,
    *edits: tuple[str, str],
    severity: Severity = ERROR,
    element: str | None = None,
    **values: Any,
) -> Case:
    return Case(shows, rule, form, edits, severity, element, values)


NATURE = "                    <value>By spouse</value>\n"
NATURE_ELEMENT = (
    "                <natureOfOwnership>\n"
    + NATURE
    + '                    <footnoteId id="F1"/>\n                </natureOfOwnership>\n'
)
SECOND_OWNER = (
    "<reportingOwner>\n<reportingOwnerId>\n<rptOwnerCik>{cik}</rptOwnerCik>\n<rptOwnerCcc>wvk*7jzq</rptOwnerCcc>\n"
    "</reportingOwnerId>\n<reportingOwnerRelationship>\n<isDirector>1</isDirector>\n"
    "</reportingOwnerRelationship>\n</reportingOwner>\n"
)
BOX = "    <aff10b5One>0</aff10b5One>\n"
FLAG = "<rptOwnerNonUSAddressFlag>false</rptOwnerNonUSAddressFlag>"
STATE = "            <rptOwnerState>NY</rptOwnerState>\n"
FOREIGN_STATE = "            <rptOwnerNonUSStateTerritory>{}</rptOwnerNonUSStateTerritory>\n" + STATE
TIMELINESS = "<transactionTimeliness></transactionTimeliness>"


def timeliness(code: str) -> tuple[str, str]:
    return TIMELINESS, f"<transactionTimeliness><value>{code}</value></transactionTimeliness>"


CASES = [
    # owners
    case(
        "one owner twice, once with leading zeros",
        "OWN001",
        "4",
        (BOX, SECOND_OWNER.format(cik="0009999902") + BOX),
        element=f"{OWNER}[2]/reportingOwnerId/rptOwnerCik",
        cik=9999902,
        first=1,
        position=2,
    ),
    case(
        "all boxes false",
        "OWN003",
        "4",
        ("<isOfficer>1", "<isOfficer>0"),
        ("            <officerTitle>Chief Executive</officerTitle>\n", ""),
        element=RELATIONSHIP,
        owner="owner with CIK 9999902",
    ),
    case(
        "officer without a title",
        "OWN004",
        "3",
        ("            <officerTitle>Chief Executive</officerTitle>\n", ""),
        element=f"{RELATIONSHIP}/isOfficer",
        found="missing",
    ),
    case(
        "officer with a blank title",
        "OWN004",
        "5",
        ("Chief Executive", "  "),
        element=f"{RELATIONSHIP}/officerTitle",
        found="blank",
    ),
    case(
        "other without a text",
        "OWN005",
        "4/A",
        ("<isOther>0", "<isOther>true"),
        element=f"{RELATIONSHIP}/isOther",
        found="missing",
    ),
    case(
        "no flag",
        "OWN010",
        "4",
        (f"            {FLAG}\n", ""),
        severity=WARNING,
        element=ADDRESS,
        suggestion="false, as the rest of the address has it",
    ),
    case(
        "flag true without a country",
        "OWN011",
        "4",
        (FLAG, FLAG.replace("false", "true")),
        (STATE, ""),
        element=f"{ADDRESS}/rptOwnerNonUSAddressFlag",
        flag="true",
        needed="rptOwnerCountry",
        found="missing",
    ),
    case(
        "flag true, no country, but a state",
        "OWN011",
        "4",
        (FLAG, FLAG.replace("false", "1")),
        flag="1",
        needed="rptOwnerCountry",
    ),
    case(
        "flag false with a blank state",
        "OWN011",
        "4",
        ("<rptOwnerState>NY", "<rptOwnerState> "),
        element=f"{ADDRESS}/rptOwnerState",
        needed="rptOwnerState",
        found="blank",
    ),
    case(
        "Ontario in the state field",
        "OWN012",
        "4",
        ("<rptOwnerState>NY", "<rptOwnerState>A6"),
        element=f"{ADDRESS}/rptOwnerState",
        code="A6",
    ),
    case(
        "Ontario in the state field, flag already true",
        "OWN012",
        "4",
        (FLAG, FLAG.replace("false", "true")),
        ("<rptOwnerState>NY", "<rptOwnerState>A6"),
        code="A6",
    ),
    case(
        "flag false with state and country",
        "OWN013",
        "4",
        (STATE, STATE + "            <rptOwnerCountry>X0</rptOwnerCountry>\n"),
        severity=WARNING,
        element=f"{ADDRESS}/rptOwnerCountry",
        contrary="rptOwnerCountry",
        code="X0",
        flag="false",
    ),
    case(
        "Yugoslavia",
        "OWN015",
        "4",
        (FLAG, FLAG.replace("false", "true")),
        (STATE, "            <rptOwnerCountry>Y2</rptOwnerCountry>\n"),
        element=f"{ADDRESS}/rptOwnerCountry",
        element_name="rptOwnerCountry",
        code="Y2",
    ),
    case(
        "Yugoslavia in the state field",
        "OWN015",
        "4",
        ("<rptOwnerState>NY", "<rptOwnerState>Y2"),
        element=f"{ADDRESS}/rptOwnerState",
        code="Y2",
    ),
    case(
        "a foreign state of 31 characters",
        "OWN016",
        "4",
        (STATE, f"<rptOwnerNonUSStateTerritory>{'x' * 31}</rptOwnerNonUSStateTerritory>\n" + STATE),
        severity=WARNING,
        length=31,
        maximum=30,
    ),
    case(
        "no CCC",
        "OWN002",
        "4",
        ("            <rptOwnerCcc>qzj7*kvw</rptOwnerCcc>\n", ""),
        element=f"{OWNER}/reportingOwnerId/rptOwnerCik",
        owner="owner with CIK 9999902",
    ),
    # rows
    case(
        "indirect without a nature",
        "HLD007",
        "4",
        (NATURE, "                    <value></value>\n"),
        element=f"{ROW}/ownershipNature/natureOfOwnership/value",
        title='"Ordinary Shares"',
        found="empty",
    ),
    case(
        "indirect without the element",
        "HLD007",
        "4",
        (NATURE_ELEMENT, ""),
        ('<footnoteId id="F2"/>', '<footnoteId id="F1"/><footnoteId id="F2"/>'),
        element=f"{ROW}/ownershipNature",
        found="missing",
    ),
    case(
        "indirect with blanks for a nature",
        "HLD007",
        "4",
        ("By spouse", "   "),
        severity=WARNING,
        found="made of blanks",
    ),
    case(
        "direct with a nature",
        "HLD008",
        "3",
        ("<value>I</value>", "<value>D</value>"),
        element=f"{ROOT}/nonDerivativeTable/nonDerivativeHolding/ownershipNature/natureOfOwnership/value",
        length=9,
    ),
    case(
        "no amount of the underlying security",
        "DRV001",
        "5/A",
        (
            "                <underlyingSecurityShares>\n                    <value>300</value>\n"
            "                </underlyingSecurityShares>\n",
            "",
        ),
        element=f"{ROOT}/derivativeTable/derivativeTransaction/underlyingSecurity",
        title='"Option"',
    ),
    case("L on a 4/4 row", "TIM003", "4", timeliness("L"), found="L", form_type="4", allowed="empty only"),
    case("a bar on a 4/4 row", "TIM003", "4", timeliness("|"), found="|"),
    case("E on a 4/4 row: an open question", "TIM003", "4/A", timeliness("E"), severity=WARNING, found="E"),
    case("E on a 5/5 row", "TIM003", "5", timeliness("E"), found="E", form_type="5", allowed="empty or L"),
    case("a bar on a 5/5 row", "TIM003", "5/A", timeliness("|"), found="|"),
    case(
        "L on a 4/5 row",
        "TIM003",
        "4",
        ("<transactionFormType>4", "<transactionFormType>5"),
        timeliness("L"),
        found="L",
        form_type="5",
        allowed="empty or E",
    ),
    case(
        "E on a 5/4 row",
        "TIM003",
        "5",
        ("<transactionFormType>5", "<transactionFormType>4"),
        timeliness("E"),
        form_type="4",
        allowed="empty or L",
    ),
    # footnotes
    case(
        "a footnote that nothing refers to",
        "FNT001",
        "4",
        ('                    <footnoteId id="F1"/>\n', ""),
        element=f"{ROOT}/footnotes/footnote[1]",
        id="F1",
    ),
    case(
        "a reference to nothing",
        "FNT002",
        "4",
        ('<footnoteId id="F2"/>', '<footnoteId id="F2"/><footnoteId id="F3"/>'),
        element=f"{ROOT}/derivativeTable/derivativeTransaction/exerciseDate/footnoteId[2]",
        id="F3",
        on="exerciseDate",
        known="only F1, F2",
    ),
    case(
        "a reference in lower case",
        "FNT002",
        "4",
        ('<footnoteId id="F1"/>', '<footnoteId id="f1"/>'),
        id="f1",
        suggestion="F1",
    ),
    case(
        "an id with a leading zero",
        "FNT003",
        "3",
        ('<footnote id="F1">', '<footnote id="F01">'),
        element=f"{ROOT}/footnotes/footnote[1]",
        id="F01",
        suggestion="F1",
    ),
    case(
        "a malformed id, referred to as it is written",
        "FNT003",
        "3",
        ('<footnote id="F1">', '<footnote id="note-a">'),
        ('<footnoteId id="F1"/>', '<footnoteId id="note-a"/>'),
        id="note-a",
        suggestion="F1",
    ),
    case(
        "one id twice",
        "FNT003",
        "4",
        ('<footnote id="F2">Vests', '<footnote id="F2">Once.</footnote><footnote id="F2">Vests'),
        element=f"{ROOT}/footnotes/footnote[3]",
        id="F2",
        suggestion="F3",
    ),
    case(
        "one footnote twice on one element",
        "FNT004",
        "4",
        ('<footnoteId id="F1"/>', '<footnoteId id="F1"/><footnoteId id="F1"/>'),
        element=f"{ROW}/ownershipNature/natureOfOwnership/footnoteId[2]",
        on="natureOfOwnership",
        id="F1",
    ),
    case("a blank footnote", "FNT005", "4", ("Vests in four parts.", " "), severity=WARNING, id="F2"),
    case(
        "1,001 characters",
        "FNT006",
        "4",
        ("Vests in four parts.", "x" * 1001),
        id="F2",
        length=1001,
        maximum=1000,
    ),
    case(
        "1,001 characters through white space only",
        "FNT006",
        "4",
        ("Vests in four parts.", "Vests" + " " * 1000 + "so."),
        severity=WARNING,
        length=1008,
    ),
    case(
        "a text that cites a footnote that is not there",
        "FNT007",
        "4",
        ("<remarks>None.", "<remarks>See footnotes (1), (2) and (7)."),
        severity=WARNING,
        element=f"{ROOT}/remarks",
        cited=7,
    ),
    # above the tables
    case(
        "fields that EDGAR fills in",
        "DOC005",
        "4",
        ("<issuerCik>9999901</issuerCik>", "<issuerCik>9999901</issuerCik><issuerName>X</issuerName>"),
        ("<documentType>", "<schemaVersion>X0609</schemaVersion><documentType>"),
        severity=INFO,
        element=f"{ROOT}/schemaVersion",
        fields=("schemaVersion", "issuerName"),
    ),
    case(
        "a computed flag on Form 5",
        "DOC005",
        "5",
        (
            "</notSubjectToSection16>",
            "</notSubjectToSection16><form3HoldingsReported>0</form3HoldingsReported>",
        ),
        severity=INFO,
        fields=("form3HoldingsReported",),
    ),
    case(
        "an original filed after the amendment",
        "AMD001",
        "4/A",
        ("<dateOfOriginalSubmission>2026-05-12", "<dateOfOriginalSubmission>2026-05-14"),
        element=f"{ROOT}/dateOfOriginalSubmission",
        original="2026-05-14",
        reason="which is after the filing date of the amendment, 2026-05-13",
    ),
    case(
        "an original before the Act",
        "AMD001",
        "3/A",
        ("<dateOfOriginalSubmission>2026-05-12", "<dateOfOriginalSubmission>1934-06-05"),
        original="1934-06-05",
    ),
    case(
        "an original filed on a Saturday",
        "AMD001",
        "5/A",
        ("<periodOfReport>2026-05-11", "<periodOfReport>2025-12-31"),
        ("<dateOfOriginalSubmission>2026-05-12", "<dateOfOriginalSubmission>2026-05-09"),
        severity=WARNING,
        reason="a Saturday, and EDGAR gives no filing date on a weekend",
    ),
    case(
        "an original before the period",
        "AMD001",
        "4/A",
        ("<dateOfOriginalSubmission>2026-05-12", "<dateOfOriginalSubmission>2026-05-08"),
        severity=WARNING,
        reason="which is before the period of the report, 2026-05-11",
    ),
    case(
        "the 10b5-1 box on Form 3",
        "F30002",
        "3",
        ("    <nonDerivativeTable>", BOX + "    <nonDerivativeTable>"),
        severity=WARNING,
        element=f"{ROOT}/aff10b5One",
    ),
    case(
        "an issuer with CIK zero",
        "ISS001",
        "4",
        ("<issuerCik>9999901", "<issuerCik>0000000000"),
        cik="0000000000",
    ),
    # layout
    case(
        "a stylesheet",
        "DOC002",
        "4",
        ("<ownershipDocument>", '<?xml-stylesheet type="text/xsl" href="f.xsl"?>\n<ownershipDocument>'),
        target="xml-stylesheet",
    ),
    case(
        "a processing instruction inside the document",
        "DOC002",
        "4",
        ("    <remarks>", "    <?editor keep?>\n    <remarks>"),
        target="editor",
    ),
    case("XML 1.1", "DOC003", "4", ('version="1.0"', 'version="1.1"'), version="1.1"),
    case(
        "a title over two lines",
        "DOC004",
        "4",
        ("Chief Executive", "\nChief Executive\n"),
        severity=WARNING,
        element=f"{RELATIONSHIP}/officerTitle",
        breaks=2,
    ),
    case(
        "a security title over two lines",
        "DOC004",
        "4",
        ("<value>Option</value>", "<value>Option\n</value>"),
        severity=WARNING,
        element=f"{ROOT}/derivativeTable/derivativeTransaction/securityTitle/value",
        breaks=1,
    ),
    case(
        "several elements on a line of over 2,000 bytes",
        "DOC006",
        "4",
        ("    <remarks>None.</remarks>\n", f"    <remarks>{'x' * 1990}</remarks>"),
        severity=INFO,
        length=1990 + 23 + 20,
    ),
    # secrets
    case(
        "a social security number",
        "SEC001",
        "4",
        ("<remarks>None.", "<remarks>123-45-6789"),
        element=f"{ROOT}/remarks",
        where="remarks",
    ),
    case(
        "nine digits beside SSN",
        "SEC001",
        "4",
        ("<remarks>None.", "<remarks>SSN: 123456789"),
        where="remarks",
    ),
    case(
        "the CCC once more",
        "SEC002",
        "4",
        ("Vests in four parts.", "Filed with QZJ7*KVW."),
        element=f"{ROOT}/footnotes/footnote[2]",
        where="footnote",
    ),
    case("another CCC", "SEC002", "4", ("<remarks>None.", "<remarks>The CCC is ab3$efgh."), where="remarks"),
    case("a password", "SEC004", "4", ("<remarks>None.", "<remarks>password: Tr0ub4dor"), where="remarks"),
]


def schema_findings(text: str) -> list[str]:
    """What the schema check says of the draft."""
    day = date(2026, 5, 13)
    context = CheckContext(registry=None, as_of=day, known_at=None, filing_date=day)
    [filing] = read_content(text.encode(), "draft.xml")
    return [finding.message for finding in schema.preflight_check(filing, context)]


def _names(finding: Finding) -> tuple[str, Severity]:
    return finding.rule.id, finding.severity


@pytest.mark.parametrize("form", FORMS)
def test_a_good_draft_has_no_finding(form: str, draft: Draft, check: Check) -> None:
    assert check(draft(form)) == []


@pytest.mark.parametrize("wrong", CASES, ids=lambda wrong: f"{wrong.rule}: {wrong.shows}")
def test_one_thing_wrong_gives_exactly_its_rule(wrong: Case, draft: Draft, check: Check) -> None:
    """The rule alone, at its severity and place, with the actual values, and a remedy that is a sentence."""
    [finding] = check(draft(wrong.form, *wrong.edits))
    assert _names(finding) == (wrong.rule, wrong.severity), finding.message
    if wrong.element is not None:
        assert finding.place.element == wrong.element
    expected = {key: value for key, value in wrong.values.items() if key != "element_name"}
    assert {key: finding.values.get(key) for key in expected} == expected
    assert finding.remedy.endswith((".", "?"))
    assert len(finding.message) <= 200


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param([("<isOfficer>1", "<isOfficer>TRUE")], id="a box that cannot be read is the schema's"),
        pytest.param([("Vests in four parts.", "x" * 1000)], id="1,000 characters of footnote"),
        pytest.param([("Vests in four parts.", "&amp;" * 1000)], id="1,000 characters written as references"),
        pytest.param(
            [(STATE, f"<rptOwnerNonUSStateTerritory>{'x' * 30}</rptOwnerNonUSStateTerritory>\n" + STATE)],
            id="30 characters of foreign state",
        ),
        pytest.param(
            [(FLAG, FLAG.replace("false", "true")), (STATE, "<rptOwnerCountry>X0</rptOwnerCountry>\n")],
            id="an address abroad",
        ),
        pytest.param([(BOX, SECOND_OWNER.format(cik="9999903") + BOX)], id="two owners"),
        pytest.param([timeliness("")], id="an empty timeliness"),
        pytest.param(
            [("<transactionFormType>4", "<transactionFormType>5"), timeliness("E")], id="E on a 4/5 row"
        ),
        pytest.param([timeliness("X")], id="a timeliness code that the schema refuses"),
        pytest.param([("<remarks>None.", "<remarks>See footnote 2.")], id="a citation that leads somewhere"),
        pytest.param(
            [("<remarks>None.", "<remarks>Restates footnote 9 of the original report.")],
            id="a citation of another report",
        ),
        pytest.param(
            [("<remarks>None.", "<remarks>See Note 9 to the statements.")], id="a note, no footnote"
        ),
        pytest.param(
            [("<remarks>None.", "<remarks>Accession 0001234567-89-123456")], id="an accession number"
        ),
        pytest.param(
            [("<remarks>None.", "<remarks>Call 212-555-0100, CIK 123456789")], id="telephone and CIK"
        ),
        pytest.param([("<remarks>None.", "<remarks>Number 000-12-3456")], id="a number nobody was given"),
        pytest.param(
            [("<remarks>None.", "<remarks>to obtain passwords, a CCC and other codes for EDGAR")],
            id="words about passwords",
        ),
        pytest.param([("<remarks>None.", "<remarks>\nNone.\n")], id="remarks may wrap"),
    ],
)
def test_what_is_right_or_belongs_to_others_is_silent(
    edits: list[tuple[str, str]], draft: Draft, check: Check
) -> None:
    assert check(draft("4", *edits)) == []


def test_a_row_without_coding_is_told_once(draft: Draft, check: Check) -> None:
    """A transaction without ``transactionCoding`` gives COD001 and nothing on its timeliness."""
    text = draft("4", timeliness("L"))
    start = text.index("            <transactionCoding>")
    end = text.index("</transactionCoding>\n") + len("</transactionCoding>\n")
    [finding] = check(text[:start] + text[end:])
    assert (finding.rule.id, finding.place.element) == ("COD001", ROW)


def without_tables(text: str) -> str:
    """The draft without its tables and without the footnotes that only they refer to."""
    text = text[: text.index("    <nonDerivativeTable>")] + text[text.index("    <footnotes>") :]
    return text[: text.index("    <footnotes>")] + text[text.index("    <remarks>") :]


MISSPELT_OR_MISPLACED = [
    ("4", "rptOwnerCcc>qzj7*kvw</rptOwnerCcc", "rptOwnerCCC>qzj7*kvw</rptOwnerCCC"),
    ("4", "isOfficer>1</isOfficer", "isOficer>1</isOficer"),
    ("4", "officerTitle>Chief Executive</officerTitle", "officertitle>Chief Executive</officertitle"),
    ("4", FLAG, FLAG.replace("NonUS", "NonUs")),
    ("4", STATE, STATE.replace("rptOwnerState", "rptOwnerSate")),
    ("4", "<transactionCoding>", "<transactionCodeing>"),
    ("4", "<natureOfOwnership>", "<natureOfOwnershp>"),
    ("4", "<underlyingSecurityShares>", "<underlyingSecurityShare>"),
    ("3", "<footnotes>", "<footnote>"),
    ("4", '<footnote id="F1">Held by the owner\'s spouse.</footnote>', '<note id="F1">x</note>'),
    ("4", '<footnoteId id="F1"/>', '<footnoteID id="F1"/>'),
    ("4", '<footnoteId id="F1"/>', '<footnoteId ref="F1"/>'),
    ("4", '<footnote id="F1">', '<footnote ID="F1">'),
    ("4", '<footnote id="F1">', "<footnote>"),
]


@pytest.mark.parametrize(("form", "old", "new"), MISSPELT_OR_MISPLACED, ids=lambda text: text[:40])
def test_what_is_only_misspelt_is_not_called_absent(
    form: str, old: str, new: str, draft: Draft, check: Check
) -> None:
    """One cause, one finding: the schema reports the misspelt element, these rules do not miss it."""
    text = draft(form, (old, new))
    if new.startswith("<") and new.endswith(">") and "/" not in new and " " not in new:
        text = text.replace(f"</{old[1:]}", f"</{new[1:]}", 1)
    assert check(text) == []
    assert schema_findings(text) != []


def test_a_nature_in_the_wrong_place_is_not_called_absent(draft: Draft, check: Check) -> None:
    text = draft(
        "4", (NATURE_ELEMENT, ""), ("            <ownershipNature>", NATURE_ELEMENT + "<ownershipNature>")
    )
    assert check(text) == []


@pytest.mark.parametrize("wrong", CASES, ids=lambda wrong: f"{wrong.rule}: {wrong.shows}")
def test_the_schema_does_not_tell_it_a_second_time(wrong: Case, draft: Draft) -> None:
    """What the rules beyond the schema find is not found by the schema check as well."""
    assert schema_findings(draft(wrong.form, *wrong.edits)) == []


@pytest.mark.parametrize("form", ["4", "4/A", "5", "5/A"])
def test_an_empty_report_needs_the_exit_box(form: str, draft: Draft, check: Check) -> None:
    """DOC008 with the box false or missing; nothing with the box true."""
    empty = without_tables(draft(form))
    box = "    <notSubjectToSection16>0</notSubjectToSection16>\n"
    [unset] = check(empty)
    [missing] = check(empty.replace(box, ""))
    assert (unset.rule.id, unset.values["found"]) == ("DOC008", "false")
    assert (missing.rule.id, missing.values["found"]) == ("DOC008", "missing")
    assert check(empty.replace(box, box.replace("0", "true"))) == []


def test_an_empty_form_3_is_legal(draft: Draft, check: Check) -> None:
    assert check(without_tables(draft("3"))) == []


@pytest.mark.parametrize(
    ("form", "severity"), [("4", WARNING), ("4/A", WARNING), ("5", INFO), ("5/A", WARNING)]
)
def test_holdings_alone_are_an_open_question(
    form: str, severity: Severity, draft: Draft, check: Check
) -> None:
    """DOC009: never an error, advice on Form 5, where such reports have been accepted."""
    tables = draft("3")
    tables = tables[tables.index("    <nonDerivativeTable>") : tables.index("    <footnotes>")]
    text = draft(form)
    start, end = text.index("    <nonDerivativeTable>"), text.index("    <footnotes>")
    [finding] = check(text[:start] + tables + text[end:])
    assert (*_names(finding), finding.values["holdings"]) == ("DOC009", severity, 2)


@pytest.mark.parametrize(("flag", "rows"), [("1", 2), ("0", 0)])
def test_the_none_owned_flag_fits_the_rows(flag: str, rows: int, draft: Draft, check: Check) -> None:
    """F30001 where noSecuritiesOwned says the opposite of the rows."""
    text = draft("3") if rows else without_tables(draft("3"))
    flagged = text.replace("    <issuer>", f"    <noSecuritiesOwned>{flag}</noSecuritiesOwned>\n    <issuer>")
    found = {finding.rule.id: finding for finding in check(flagged)}
    assert set(found) == {"DOC005", "F30001"}
    assert found["F30001"].values["rows"] == rows


def test_expected_issuers_are_a_setting(draft: Draft, check: Check) -> None:
    """ISS001 compares CIKs as numbers and offers the near miss."""
    assert check(draft("4"), issuers=["0009999901"]) == []
    [finding] = check(draft("4"), issuers=["9999910", "42"])
    assert finding.rule.id == "ISS001"
    assert "9999910" in finding.remedy


def test_drafts_in_a_repository_hold_no_live_ccc(draft: Draft, check: Check) -> None:
    """With ``ccc = "repository"`` a live CCC is SEC003, a placeholder or none is right."""
    [finding] = check(draft("4"), ccc="repository")
    assert finding.rule.id == "SEC003"
    assert check(draft("4", ("qzj7*kvw", "xxxxxxxx")), ccc="repository") == []
    assert check(draft("4", ("<rptOwnerCcc>qzj7*kvw</rptOwnerCcc>", "")), ccc="repository") == []
    with pytest.raises(ValueError, match="repository"):
        check(draft("4"), ccc="none")


@pytest.mark.parametrize("day", [date(2026, 3, 17), date(2026, 3, 18)])
def test_non_us_addresses_begin_with_release_26_1(day: date, draft: Draft, check: Check) -> None:
    """Before 18 March 2026 a draft has no flag and a foreign code in the state field."""
    old = draft("4", (f"            {FLAG}\n", ""), ("<rptOwnerState>NY", "<rptOwnerState>A6"))
    found = [finding.rule.id for finding in check(old, filing_date=day, as_of=date(2026, 6, 1))]
    assert found == ([] if day < date(2026, 3, 18) else ["OWN012"])


def test_without_a_planned_day_today_counts(draft: Draft, check: Check) -> None:
    old = draft("4", (f"            {FLAG}\n", ""), ("<rptOwnerState>NY", "<rptOwnerState>A6"))
    assert check(old, filing_date=None, as_of=date(2026, 3, 17)) == []
    amendment = draft("4/A", ("<dateOfOriginalSubmission>2026-05-12", "<dateOfOriginalSubmission>2026-05-13"))
    [finding] = check(amendment, filing_date=None, as_of=date(2026, 5, 12))
    assert finding.message.endswith("which is after today, 2026-05-12.")


ACCEPTED = {
    "OWN010": None,
    "OWN011": None,
    "OWN012": None,
    "OWN013": None,
    "OWN015": None,
    "OWN016": None,
    "OWN002": None,
    "DOC003": None,
    "DOC004": None,
    "DOC005": None,
    "DOC006": None,
    "DOC002": WARNING,
    "TIM003": WARNING,
    "FNT006": WARNING,
}


@pytest.mark.parametrize(
    "wrong", [one for one in CASES if one.rule in ACCEPTED], ids=lambda wrong: f"{wrong.rule}: {wrong.shows}"
)
def test_rules_for_filers_do_not_judge_what_edgar_published(wrong: Case, draft: Draft, check: Check) -> None:
    """In the disseminated profile the filer's rules are silent, or warnings where something is odd still."""
    found = check(draft(wrong.form, *wrong.edits), Profile.DISSEMINATED)
    expected = ACCEPTED[wrong.rule]
    assert [_names(finding) for finding in found] == ([] if expected is None else [(wrong.rule, expected)])


def test_a_byte_order_mark_is_an_open_question(draft: Draft, check: Check) -> None:
    [finding] = check(b"\xef\xbb\xbf" + draft("4").encode())
    assert _names(finding) == ("DOC003", INFO)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    referenced=st.sets(st.integers(1, 99), max_size=12),
    present=st.sets(st.integers(1, 99), max_size=12),
)
def test_references_and_footnotes_are_compared_both_ways(
    referenced: set[int], present: set[int], draft: Draft, check: Check
) -> None:
    """FNT002 for each reference without a footnote, FNT001 for each footnote without a reference."""
    references = "".join(f'<footnoteId id="F{number}"/>' for number in sorted(referenced))
    notes = "".join(f'<footnote id="F{number}">Text.</footnote>' for number in sorted(present))
    text = draft(
        "4",
        ('<footnoteId id="F1"/>', references),
        ('<footnoteId id="F2"/>', ""),
        ('<footnote id="F1">Held by the owner\'s spouse.</footnote>', notes),
        ('<footnote id="F2">Vests in four parts.</footnote>', ""),
    )
    found = {(finding.rule.id, finding.values["id"]) for finding in check(text)}
    assert found == {("FNT002", f"F{number}") for number in referenced - present} | {
        ("FNT001", f"F{number}") for number in present - referenced
    }


def owners(count: int) -> tuple[str, str]:
    return BOX, "".join(SECOND_OWNER.format(cik=9999902 + number) for number in range(1, count)) + BOX


def rows(count: int) -> tuple[str, str]:
    holding = (
        "<nonDerivativeHolding><securityTitle><value>Share</value></securityTitle><postTransactionAmounts>"
        "<sharesOwnedFollowingTransaction><value>1</value></sharesOwnedFollowingTransaction>"
        "</postTransactionAmounts><ownershipNature><directOrIndirectOwnership><value>D</value>"
        "</directOrIndirectOwnership></ownershipNature></nonDerivativeHolding>\n"
    )
    return "    </nonDerivativeTable>", holding * (count - 1) + "    </nonDerivativeTable>"


def signatures(count: int) -> tuple[str, str]:
    more = (
        "<ownerSignature><signatureName>/s/ A</signatureName><signatureDate>2026-05-12</signatureDate>"
        "</ownerSignature>\n"
    )
    return "</ownershipDocument>", more * (count - 1) + "</ownershipDocument>"


def footnotes(count: int) -> tuple[tuple[str, str], ...]:
    references = "\n".join(f'<footnoteId id="F{number}"/>' for number in range(1, count + 1))
    notes = "\n".join(f'<footnote id="F{number}">Text.</footnote>' for number in range(3, count + 1))
    return ('<footnoteId id="F1"/>', references), ("    </footnotes>", notes + "</footnotes>")


LIMITS = [
    ("owners", 10, lambda count: (owners(count),)),
    ("rows of a table", 30, lambda count: (rows(count),)),
    ("signatures", 10, lambda count: (signatures(count),)),
    ("characters of a signature", 255, lambda count: (("/s/ Ann Example", "x" * count),)),
    ("characters of remarks", 2000, lambda count: (("<remarks>None.", "<remarks>" + "x" * count),)),
    ("characters of a title", 30, lambda count: (("Chief Executive", "x" * count),)),
    ("characters of a security title", 60, lambda count: (("<value>Option<", f"<value>{'x' * count}<"),)),
    ("characters of a nature", 100, lambda count: (("By spouse", "x" * count),)),
    ("characters of a foreign state", 30, lambda count: ((STATE, FOREIGN_STATE.format("x" * count)),)),
    ("characters of a footnote", 1000, lambda count: (("Vests in four parts.", "x" * count),)),
]


@pytest.mark.parametrize(("limit", "edits"), [row[1:] for row in LIMITS], ids=[row[0] for row in LIMITS])
def test_one_more_than_a_limit_is_one_finding(
    limit: int, edits: Callable[[int], tuple[tuple[str, str], ...]], draft: Draft, check: Check
) -> None:
    """At the limit nothing, one above it one finding, of the schema or of these rules."""
    assert [*check(draft("4", *edits(limit))), *schema_findings(draft("4", *edits(limit)))] == []
    above = draft("4", *edits(limit + 1))
    assert len(check(above)) + len(schema_findings(above)) == 1


def test_a_hundredth_footnote_has_no_id_to_take(draft: Draft, check: Check) -> None:
    """With 99 nothing is told; F100 is no id (FNT003), and that there are a hundred is told by the schema."""
    assert [*check(draft("4", *footnotes(99))), *schema_findings(draft("4", *footnotes(99)))] == []
    assert [(one.rule.id, one.values["id"]) for one in check(draft("4", *footnotes(100)))] == [
        ("FNT003", "F100")
    ]
    assert any("99" in message for message in schema_findings(draft("4", *footnotes(100))))


@pytest.mark.parametrize("form", FORMS)
def test_one_misspelt_element_is_one_finding(form: str, draft: Draft, check: Check) -> None:
    """Each element of a draft misspelt in turn: the schema tells it once, and nothing else is told."""
    source = draft(form).encode()
    told = {}
    for position in range(1, len(list(etree.fromstring(source).iter()))):
        root = etree.fromstring(source)
        element = list(root.iter())[position]
        name = str(element.tag)
        element.tag = name + "x"
        text = etree.tostring(root).decode()
        told[f"{position} {name}"] = len(check(text)) + len(schema_findings(text))
    assert {where: count for where, count in told.items() if count != 1} == {}


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(form=st.sampled_from(FORMS), data=st.data())
def test_no_damage_breaks_the_checks(form: str, data: st.DataObject, draft: Draft, check: Check) -> None:
    """Elements removed, doubled, moved or filled with any text: findings or none, never an exception."""
    root = etree.fromstring(draft(form).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        elements = list(root.iter("*"))[1:]
        if not elements:
            break
        element = data.draw(st.sampled_from(elements))
        parent = element.getparent()
        deed = data.draw(st.sampled_from(["remove", "double", "move", "text", "attribute"]))
        if deed == "remove":
            parent.remove(element)
        elif deed == "double":
            parent.append(deepcopy(element))
        elif deed == "move":
            root.append(element)
        elif deed == "text":
            element.text = data.draw(
                st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cn"]))
            )
        else:
            element.set("id", data.draw(st.sampled_from(["", "F1", "F100", "f2", "F00"])))
    for finding in check(etree.tostring(root)):
        assert finding.message
        assert finding.remedy
