"""The ``edgarSubmission`` wrapper and its attachments: one thing wrong gives its rule, at both places."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from preflight.findings import Finding, Severity

Build = Callable[..., str]
Check = Callable[..., list[Finding]]


def told(findings: list[Finding]) -> list[tuple[str, str | None]]:
    """Rule and element of each finding."""
    return [(finding.rule.id, finding.place.element) for finding in findings]


def test_a_good_wrapper_has_no_finding(wrapper: Build, check: Check) -> None:
    assert check(wrapper()) == []


def test_the_document_inside_is_checked_as_if_it_stood_alone(
    wrapper: Build, draft: Build, check: Check
) -> None:
    """The place gives the part, its line in the decoded text, and the wrapper's line that holds it."""
    document = draft("4", ("<isOfficer>1", "<isOfficer>0"))
    [finding] = check(wrapper(document=document))
    expected_line = document[: document.index("<reportingOwnerRelationship>")].count("\n") + 1
    assert finding.rule.id == "OWN003"
    assert (finding.place.part, finding.place.part_line) == ("form4.xml", expected_line)
    lines = wrapper(document=document).splitlines()
    assert lines[finding.place.line - 1].startswith("<documentMimeBlock>")


STRUCTURE: list[tuple[str, str, str, str, dict[str, Any]]] = [
    ("an unknown element", "<testOrLive>", "<agent>x</agent><testOrLive>", "/edgarSubmission/agent", {}),
    (
        "a misspelt element is told once, with its right name",
        "testOrLive>LIVE</testOrLive",
        "testorLive>LIVE</testorLive",
        "/edgarSubmission/testorLive",
        {"way_out": "Write <testOrLive> if that is meant, or delete it."},
    ),
    (
        "a missing element",
        "<testOrLive>LIVE</testOrLive>\n",
        "",
        "/edgarSubmission",
        {"problem": "has no <testOrLive>, which must stand"},
    ),
    (
        "wrong order is told once",
        "<submissionType>4</submissionType>\n<testOrLive>LIVE</testOrLive>",
        "<testOrLive>LIVE</testOrLive>\n<submissionType>4</submissionType>",
        "/edgarSubmission/submissionType",
        {"problem": "has <submissionType> out of order"},
    ),
    (
        "an element twice",
        "<testOrLive>",
        "<testOrLive>LIVE</testOrLive><testOrLive>",
        "/edgarSubmission/testOrLive[2]",
        {"problem": "has 2 of <testOrLive>; at most 1 may stand"},
    ),
    ("an attribute", "<pointOfContact>", '<pointOfContact kind="x">', "/edgarSubmission/pointOfContact", {}),
    (
        "text between elements",
        "<pointOfContact>",
        "<pointOfContact>Ann",
        "/edgarSubmission/pointOfContact",
        {},
    ),
    (
        "the return copy of older software",
        "<notificationAddresses>",
        "<returnCopy>true</returnCopy><notificationAddresses>",
        "/edgarSubmission/returnCopy",
        {},
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "element", "values"), [row[1:] for row in STRUCTURE], ids=[row[0] for row in STRUCTURE]
)
def test_elements_and_their_order(
    old: str, new: str, element: str, values: dict[str, Any], wrapper: Build, check: Check
) -> None:
    """SUB001, once for one mistake."""
    text = wrapper()
    assert old in text
    [finding] = check(text.replace(old, new, 1))
    assert told([finding]) == [("SUB001", element)]
    assert {key: finding.values[key] for key in values} == values


def test_return_copy_was_right_before_release_26_1(wrapper: Build, check: Check) -> None:
    text = wrapper().replace(
        "<notificationAddresses>", "<returnCopy>true</returnCopy><notificationAddresses>"
    )
    assert [one.rule.id for one in check(text, filing_date=date(2026, 3, 17))] == []


def test_a_namespace_is_told_once(wrapper: Build, check: Check) -> None:
    text = wrapper().replace("<edgarSubmission>", '<edgarSubmission xmlns="http://example.com/x">')
    [finding] = check(text)
    assert finding.rule.id == "SUB001"
    assert "http://example.com/x" in finding.message


FIELDS = [
    ("submission type in words", {"submission_type": "FORM 4"}, "submissionType", 'is "FORM 4"'),
    ("submission type with a blank", {"submission_type": "4 "}, "submissionType", 'is "4 "'),
    ("a flag in lower case", {"test_or_live": "live"}, "testOrLive", 'is "live"'),
    (
        "a contact name of 31 characters",
        {"contact": f"<contactName>{'x' * 31}</contactName>"},
        "contactName",
        "31",
    ),
    (
        "a telephone number of 21 characters",
        {"contact": f"<contactPhoneNumber>{'1' * 21}</contactPhoneNumber>"},
        "contactPhoneNumber",
        "21",
    ),
    (
        "an e-mail address of 81 characters",
        {"notifications": (f"{'x' * 60}@{'y' * 16}.com",)},
        "notificationEmailAddress",
        "81",
    ),
    ("a document name of 33 characters", {"name": f"{'x' * 29}.xml"}, "documentName", "33"),
    ("an empty document name", {"name": ""}, "documentName", "is empty"),
]


@pytest.mark.parametrize(
    ("changes", "element", "words"), [row[1:] for row in FIELDS], ids=[row[0] for row in FIELDS]
)
def test_fields(changes: dict[str, Any], element: str, words: str, wrapper: Build, check: Check) -> None:
    """SUB002 where a field has no code or length that EDGAR takes."""
    [finding] = [finding for finding in check(wrapper(**changes)) if finding.rule.id == "SUB002"]
    assert finding.values["element"] == element
    assert words in finding.message


@pytest.mark.parametrize(
    "changes",
    [
        {
            "contact": f"<contactName>{'x' * 30}</contactName>"
            f"<contactPhoneNumber>{'1' * 20}</contactPhoneNumber>"
        },
        {"notifications": (f"{'x' * 59}@{'y' * 16}.com",)},
        {"notifications": tuple(f"a{number}@example.com" for number in range(30))},
        {"notifications": ()},
        {"name": f"{'x' * 28}.xml"},
        {"contact": ""},
        {"attachments": ()},
    ],
    ids=["30 and 20", "80", "30 addresses", "no address", "32", "no contact", "no attachment"],
)
def test_fields_at_their_limits_pass(changes: dict[str, Any], wrapper: Build, check: Check) -> None:
    assert check(wrapper(**changes)) == []


def test_thirty_one_notification_addresses(wrapper: Build, check: Check) -> None:
    [finding] = check(wrapper(notifications=tuple(f"a{number}@example.com" for number in range(31))))
    assert told([finding]) == [
        ("SUB001", "/edgarSubmission/notificationAddresses/notificationEmailAddress[31]")
    ]


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("legal.example.com", "has no @"),
        ("a@b@example.com", "has more than one @"),
        ("a@localhost", "has no full domain after the @"),
        ("Ann &lt;a@example.com&gt;", "holds white space"),
        ("a@example.com;b@example.com", "has more than one @"),
        (".a@example.com", "is not in the form name@example.com"),
        ("a@-example.com", "is not in the form name@example.com"),
    ],
)
def test_malformed_addresses(address: str, problem: str, wrapper: Build, check: Check) -> None:
    """SUB003, at the address."""
    [finding] = check(wrapper(notifications=("b@example.com", address)))
    assert told([finding]) == [
        ("SUB003", "/edgarSubmission/notificationAddresses/notificationEmailAddress[2]")
    ]
    assert finding.values["problem"] == problem


@pytest.mark.parametrize(
    "address", ["o'neil+edgar@mail.example.co.uk", "a_b-c.d@x-y.example", "1@2.example.com"]
)
def test_unusual_addresses_are_well_formed(address: str, wrapper: Build, check: Check) -> None:
    assert check(wrapper(notifications=(address,))) == []


def test_one_address_twice_is_a_warning(wrapper: Build, check: Check) -> None:
    [finding] = check(wrapper(notifications=("A@example.com",)))
    assert (finding.rule.id, finding.severity) == ("SUB004", Severity.WARNING)
    assert finding.values["first"] == "contactEmailAddress"


def test_a_test_submission_is_a_warning(wrapper: Build, check: Check) -> None:
    [finding] = check(wrapper(test_or_live="TEST"))
    assert (finding.rule.id, finding.severity) == ("DOC011", Severity.WARNING)


@pytest.mark.parametrize("changes", [{"submission_type": "4/A"}, {"type": "5"}])
def test_types_agree(changes: dict[str, str], wrapper: Build, check: Check) -> None:
    """DOC007 where the submission, or the document's entry in it, is of another type."""
    [finding] = check(wrapper(**changes))
    assert finding.rule.id == "DOC007"
    assert finding.values["document_type"] == "4"
    assert finding.values["other"] in {"4/A", "5"}


def test_two_ownership_documents(
    wrapper: Build, attached: Callable[..., Any], draft: Build, check: Check
) -> None:
    """SUB006 once; both documents are checked, and the wrapper is told about once."""
    second = draft("4", ("<isOfficer>1", "<isOfficer>0")).encode()
    found = check(wrapper(test_or_live="TEST", attachments=(attached("second.xml", "4", second),)))
    assert sorted(finding.rule.id for finding in found) == ["DOC011", "OWN003", "SUB006"]


def test_what_is_not_base64(wrapper: Build, check: Check) -> None:
    text = wrapper().replace(
        "</documentMimeBlock>\n</edgarDocument>\n</edgarSubmission>",
        "*</documentMimeBlock>\n</edgarDocument>\n</edgarSubmission>",
    )
    [finding] = check(text)
    assert told([finding]) == [("SUB005", "/edgarSubmission/edgarDocument[2]/documentMimeBlock")]


@pytest.mark.parametrize(
    ("name", "type", "content", "words"),
    [
        ("POA.txt", "EX-24", b"x", "capitals"),
        ("poa smith.txt", "EX-24", b"x", "white space"),
        ("poa.smith.txt", "EX-24", b"x", "more than one period"),
        ("poa", "EX-24", b"x", "no extension"),
        ("p_o_a.txt", "EX-24", b"x", "underscore"),
        ("p-o-a.txt", "EX-24", b"x", "hyphen"),
        ("24poa.txt", "EX-24", b"x", "begin with a letter"),
        ("poa+.txt", "EX-24", b"x", "other characters"),
        ("poa.doc", "EX-24", b"x", "must end in"),
        ("poa.html", "EX-24", b"x", "must end in"),
        ("poa.txt", "Exhibit 24", b"x", "type that cannot be attached"),
        ("poa.txt", "EX24", b"x", "type that cannot be attached"),
        ("poa.txt", "EX-10", b"x", "type that cannot be attached"),
        ("poa.pdf", "EX-24", b"%PDF-1.7", "is a PDF"),
        ("POA Smith.PDF", "EX-24", b"%PDF-1.7", "is a PDF"),
        ("poa.txt", "EX-24", b"%PDF-1.7", "is a PDF"),
        ("logo.jpg", "GRAPHIC", b"\xff\xd8\xff", "no attached HTML document refers"),
    ],
)
def test_attachments_that_edgar_does_not_take(
    name: str,
    type: str,
    content: bytes,
    words: str,
    wrapper: Build,
    attached: Callable[..., Any],
    check: Check,
) -> None:
    """DOC012 once for one cause, naming the attachment."""
    [finding] = check(wrapper(attachments=(attached(name, type, content),)))
    assert (finding.rule.id, finding.severity) == ("DOC012", Severity.ERROR)
    assert words in finding.message
    assert name in finding.message


@pytest.mark.parametrize(
    ("type", "meant"), [("Exhibit 24", "EX-24"), ("EX24", "EX-24"), ("corresp", "CORRESP")]
)
def test_near_misses_of_attachment_types(
    type: str, meant: str, wrapper: Build, attached: Callable[..., Any], check: Check
) -> None:
    [finding] = check(wrapper(attachments=(attached("poa.txt", type),)))
    assert finding.remedy == f"Write {meant}."


def test_attachments_that_edgar_takes(wrapper: Build, attached: Callable[..., Any], check: Check) -> None:
    """All types, a suffix, and an image that an HTML attachment shows."""
    page = b'<html><body><img alt="x" SRC="logo.jpg"></body></html>'
    good = (
        attached("a.txt", "CORRESP"),
        attached("b.txt", "COVER"),
        attached("c-d_2.txt", "EX-24.1"),
        attached("e.htm", "EX-99", page),
        attached("logo.jpg", "GRAPHIC", b"\xff\xd8\xff\xe0"),
        attached(f"{'n' * 28}.txt", "EX-99.Agreement"),
    )
    assert check(wrapper(attachments=good)) == []


def test_one_name_twice_is_a_warning(wrapper: Build, attached: Callable[..., Any], check: Check) -> None:
    [finding] = check(wrapper(attachments=(attached("a.txt", "COVER"), attached("a.txt", "EX-24"))))
    assert (finding.rule.id, finding.severity) == ("DOC012", Severity.WARNING)


@pytest.mark.parametrize(("type", "most"), [("COVER", 10), ("CORRESP", 100), ("EX-24", 500)])
def test_attachments_of_a_kind_are_limited(
    type: str, most: int, wrapper: Build, attached: Callable[..., Any], check: Check
) -> None:
    """SUB007 at the first attachment too many."""
    many = tuple(attached(f"a{number}.txt", type, b"x") for number in range(most + 1))
    assert check(wrapper(attachments=many[:-1])) == []
    [finding] = check(wrapper(attachments=many))
    assert told([finding]) == [("SUB007", f"/edgarSubmission/edgarDocument[{most + 2}]")]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (b"<html>\n<script>x</script></html>", "the HTML element script"),
        (b"<html>\n<p ONCLICK='x()'>y</p></html>", "the event attribute onclick"),
        (b'<html>\n<a href="javascript:x()">y</a></html>', "a link that runs javascript"),
    ],
)
def test_executable_code(
    html: bytes, found: str, wrapper: Build, attached: Callable[..., Any], check: Check
) -> None:
    """SUB008, with the line inside the attachment."""
    [finding] = check(wrapper(attachments=(attached("poa.htm", "EX-24", html),)))
    assert (finding.rule.id, finding.values["found"]) == ("SUB008", found)
    assert (finding.place.part, finding.place.part_line) == ("poa.htm", 2)


def test_bytes_outside_ascii(wrapper: Build, attached: Callable[..., Any], check: Check) -> None:
    [finding] = check(wrapper(attachments=(attached("poa.txt", "EX-24", b"one\nRen\xe9\n"),)))
    assert (finding.rule.id, finding.severity) == ("SUB009", Severity.WARNING)
    assert (finding.values["count"], finding.place.part_line) == (1, 2)


def test_secrets_in_attachments_have_a_line(
    wrapper: Build, attached: Callable[..., Any], check: Check
) -> None:
    [finding] = check(wrapper(attachments=(attached("poa.txt", "EX-24", b"one\ntwo 123-45-6789\n"),)))
    assert finding.rule.id == "SEC001"
    assert (finding.place.part, finding.place.part_line) == ("poa.txt", 2)
