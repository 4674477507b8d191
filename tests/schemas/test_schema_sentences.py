"""What the schema check says: sentence, remedy and place for typical mistakes, and never a CCC."""

from __future__ import annotations

import pytest

from preflight.checks.schema.rules import SCHEMA_RULES
from preflight.filing.model import Profile
from preflight.findings import Severity

SENTENCES = [
    # case, XPath, change, rule, message, remedy
    (
        "4-draft-full",
        "//aff10b5One",
        "tag:aff10B5One",
        "DOC001",
        "There is no element aff10B5One in ownershipDocument; aff10b5One looks like what is meant.",
        "Rename it to aff10b5One: names are case-sensitive.",
    ),
    (
        "4-draft-small",
        "//periodOfReport",
        "drop",
        "SCH002",
        "ownershipDocument has no periodOfReport, which Form 4 requires.",
        "Add periodOfReport after documentType.",
    ),
    (
        "4-draft-small",
        "//issuerCik",
        "drop",
        "SCH002",
        "issuer has no issuerCik, which Form 4 requires.",
        "Add issuerCik as the first element.",
    ),
    (
        "4-draft-full",
        "//derivativeHolding/expirationDate/footnoteId",
        "drop",
        "SCH002",
        "expirationDate has neither value nor footnoteId; one of them must stand.",
        "Add one of them.",
    ),
    (
        "4-draft-small",
        "//periodOfReport",
        "end",
        "SCH001",
        "periodOfReport stands in the wrong place in ownershipDocument; it belongs after documentType.",
        "Put the elements of ownershipDocument in the order of the specification: "
        "periodOfReport comes after documentType.",
    ),
    (
        "4-X0508-full",
        "//rptOwnerZipCode",
        "before:rptOwnerCountry",
        "SCH003",
        "reportingOwnerAddress of Form 4 has no element rptOwnerCountry; "
        "it belongs to schema version X0609, not to X0508.",
        "Delete rptOwnerCountry, or use one of the elements that reportingOwnerAddress has: rptOwnerStreet1, "
        "rptOwnerStreet2, rptOwnerCity, rptOwnerState, rptOwnerZipCode, rptOwnerStateDescription and others.",
    ),
    (
        "4-draft-full",
        "//issuer",
        "before:dateOfOriginalSubmission",
        "SCH003",
        "ownershipDocument of Form 4 has no element dateOfOriginalSubmission; "
        "only Form 3/A, 4/A and 5/A has it.",
        "Delete dateOfOriginalSubmission, or use one of the elements that ownershipDocument has: "
        "schemaVersion, documentType, periodOfReport, notSubjectToSection16, issuer, reportingOwner "
        "and others.",
    ),
    (
        "4-draft-small",
        "//transactionCode",
        "text:s",
        "SCH014",
        'transactionCode is "s"; expected is A, C, D, E, F, G, H, I, J, L, M, O, P, S, U, W, X or Z.',
        "Write S, if that is what is meant.",
    ),
    (
        "4-draft-small",
        "//transactionCode",
        "text:G/V",
        "COD002",
        'transactionCode is "G/V"; V and K are marks that EDGAR adds, not codes.',
        "Write G alone; for K set equitySwapInvolved to 1, for V set transactionFormType to 5.",
    ),
    (
        "4-draft-full",
        "//documentType",
        "text:Form 4",
        "SCH014",
        'documentType is "Form 4"; expected is 3, 3/A, 4, 4/A, 5 or 5/A.',
        "Write 4, if that is what is meant.",
    ),
    (
        "5-draft-full",
        "//directOrIndirectOwnership/value",
        "text:Direct",
        "SCH014",
        'directOrIndirectOwnership is "Direct"; expected is D or I.',
        "Write D, if that is what is meant.",
    ),
    (
        "5-draft-full",
        "//rptOwnerState",
        "text:ZZ",
        "SCH014",
        'rptOwnerState is "ZZ"; expected is one of EDGAR\'s 57 codes or nothing.',
        "Write one of the codes that are allowed.",
    ),
    (
        "4-draft-small",
        "//periodOfReport",
        "text:06/12/2026",
        "SCH015",
        'periodOfReport is "06/12/2026"; expected is a date YYYY-MM-DD.',
        "Write 2026-06-12, if that is what is meant.",
    ),
    (
        "4-draft-small",
        "//transactionShares/value",
        "text:$1,200.50",
        "SCH016",
        'transactionShares is "$1,200.50"; expected are digits and at most one decimal point.',
        "Write 1200.50, without currency signs and thousands separators.",
    ),
    (
        "4-draft-small",
        "//transactionPricePerShare/value",
        "text:41.257512",
        "PRC008",
        'transactionPricePerShare is "41.257512"; at most four digits may follow the point.',
        "Round the number to four decimals and say so in a footnote.",
    ),
    (
        "4-draft-small",
        "//isOfficer",
        "text:Yes",
        "SCH017",
        'isOfficer is "Yes"; expected is 0, 1, true or false.',
        "Write 1.",
    ),
    (
        "4-draft-small",
        "//footnoteId",
        "text: ",
        "SCH008",
        "footnoteId has to be empty, but it holds white space.",
        "Write <footnoteId .../> without anything between start and end tag.",
    ),
    (
        "4-draft-small",
        "//officerTitle",
        "text:" + "x" * 31,
        "SCH018",
        "officerTitle has 31 characters; at most 30 are allowed.",
        "Shorten the text, or move a part of it to a footnote.",
    ),
    (
        "4-draft-small",
        "//issuerCik",
        "text:1900417 ",
        "SCH012",
        "issuerCik has white space or a line break around its value, which counts as part of it.",
        "Write start tag, value and end tag on one line without blanks between them.",
    ),
]


def change(element, edit):
    """Carry out ``edit``: ``drop``, ``end``, ``tag:NAME``, ``text:TEXT`` or ``before:NAME``."""
    verb, _, argument = edit.partition(":")
    if verb == "drop":
        element.getparent().remove(element)
    elif verb == "end":
        element.getparent().append(element)
    elif verb == "tag":
        element.tag = argument
    elif verb == "text":
        element.text = argument
    else:
        element.addprevious(element.makeelement(argument))


@pytest.fixture
def broken(cases, build_draft, as_bytes):
    """The bytes of a named case after one edit."""

    def build(name, path, edit):
        root = build_draft(next(case for case in cases if str(case) == name))
        change(root.xpath(path)[0], edit)
        return as_bytes(root)

    return build


@pytest.mark.parametrize(("name", "path", "edit", "rule", "message", "remedy"), SENTENCES)
def test_sentence(name, path, edit, rule, message, remedy, broken, check_schema):
    (finding,) = check_schema(broken(name, path, edit))
    assert (finding.rule.id, finding.message, finding.remedy) == (rule, message, remedy)


def test_a_finding_stands_at_the_line_of_its_element(broken, check_schema):
    content = broken("4-draft-full", "(//transactionCode)[2]", "text:Q")
    (finding,) = check_schema(content)
    line = next(number for number, text in enumerate(content.splitlines(), 1) if b">Q<" in text)
    assert finding.place.line == line
    assert finding.place.element == (
        "/ownershipDocument/derivativeTable/derivativeTransaction/transactionCoding/transactionCode"
    )


SECRETS = ["zq7#kw2", "zq7#kw2xx", "zq7#kw2x\n", "pw9$", "abc"]


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize(
    ("path", "edit"),
    [
        ("//rptOwnerCcc", "text:"),
        ("//rptOwnerCcc", "tag:rptOwnerCCC"),
        ("//rptOwnerCik", "text:"),
        ("//rptOwnerCik", "before:rptOwnerPassword"),
    ],
)
def test_a_ccc_never_gets_into_a_finding(secret, path, edit, cases, build_draft, as_bytes, check_schema):
    """Whether it is too long, stands in the wrong element, or directly in the element around it."""
    root = build_draft(next(case for case in cases if str(case) == "4-draft-small"))
    element = root.xpath(path)[0]
    change(element, edit + (secret if edit == "text:" else ""))
    root.find(".//rptOwnerCik").tail = secret
    findings = check_schema(as_bytes(root))
    assert findings
    for finding in findings:
        shown = " ".join([finding.message, finding.remedy, *map(str, finding.values.values())])
        assert secret.strip() not in shown


@pytest.mark.parametrize("path", ["//periodOfReport", "//transactionCode", "//issuerCik", "//isOfficer"])
def test_what_looks_like_a_ccc_is_not_shown_anywhere(path, cases, build_draft, as_bytes, check_schema):
    """A CCC pasted into the wrong field, with no other copy by which it could be known."""
    root = build_draft(next(case for case in cases if str(case) == "4-draft-small"))
    root.find(".//rptOwnerCcc").text = "@@@@@@@@"
    root.xpath(path)[0].text = "hj4*rt8w"
    (finding,) = check_schema(as_bytes(root))
    assert "hj4*rt8w" not in finding.message + str(dict(finding.values))


def test_messages_are_short_sentences(cases, build_draft, as_bytes, check_schema):
    """No message ends without a full stop, and none calls something invalid and no more."""
    root = build_draft(cases[0])
    for element in list(root.iter()):
        if len(element) == 0:
            element.text = "?" * 50
    findings = check_schema(as_bytes(root))
    assert len(findings) > 15
    for finding in findings:
        assert finding.rule in SCHEMA_RULES
        assert finding.message.endswith(".")
        assert finding.remedy.endswith(".")
        assert "invalid" not in finding.message
        assert len(finding.message) < 200


PADDED = [
    # profile, path, padding, severity
    (Profile.DRAFT, "//periodOfReport", " ", Severity.WARNING),
    (Profile.DRAFT, "//periodOfReport", "\n", Severity.ERROR),
    (Profile.DRAFT, "//issuerCik", " ", Severity.ERROR),
    (Profile.DISSEMINATED, "//periodOfReport", "\n", None),
    (Profile.DISSEMINATED, "//issuerCik", " ", Severity.WARNING),
    (Profile.DRAFT, "//transactionShares/value", " ", None),
    (Profile.DRAFT, "//isOfficer", "\n", None),
]


@pytest.mark.parametrize(("profile", "path", "padding", "severity"), PADDED)
def test_white_space_around_a_value(
    profile, path, padding, severity, cases, build_draft, as_bytes, check_schema
):
    """An error where it breaks the value of a draft; less where EDGAR may cut it off or has taken it."""
    root = build_draft(next(case for case in cases if str(case) == "4-X0609-small"))
    element = root.xpath(path)[0]
    element.text = padding + element.text + padding
    findings = check_schema(as_bytes(root), profile)
    assert [finding.severity for finding in findings] == ([severity] if severity is not None else [])
