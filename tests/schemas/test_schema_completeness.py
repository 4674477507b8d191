"""The two readings of a schema agree, and several mistakes in one document are all found."""

from __future__ import annotations

import copy
import random
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from preflight.filing.schemas import choose_schema, is_valid, violations
from preflight.filing.schemas.walk import Kind
from preflight.findings import Severity

TODAY = date(2026, 6, 1)


def edits(randomness):
    """One random edit of a random element: what it does is of no matter, it may even be harmless."""

    def remove(element, _):
        element.getparent().remove(element)

    def duplicate(element, _):
        element.addnext(copy.deepcopy(element))

    def swap(element, _):
        if element.getnext() is not None:
            element.getnext().addnext(element)

    def move(element, others):
        target = randomness.choice(others)
        if target is not element and element not in target.iterancestors():
            target.append(element)

    def rename(element, others):
        element.tag = randomness.choice([randomness.choice(others).tag, element.tag[:-1] or "x", "unknown"])

    def write(element, _):
        element.text = randomness.choice(["", " ", "1", "A", "2026-01-01", "x" * 70, "0.12345", "F1"])

    def attribute(element, _):
        element.set(randomness.choice(["id", "note"]), randomness.choice(["F1", "F01", "x"]))

    return randomness.choice([remove, duplicate, swap, move, rename, write, attribute])


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), position=st.integers(0, 1000), count=st.integers(1, 5))
def test_we_find_something_exactly_where_libxml2_refuses(cases, build_draft, seed, position, count):
    case = cases[position % len(cases)]
    root = build_draft(case)
    randomness = random.Random(seed)
    for _ in range(count):
        elements = [element for element in root.iter() if element.getparent() is not None]
        edits(randomness)(randomness.choice(elements), elements)
    root = etree.fromstring(etree.tostring(root))
    version = None if case.is_draft else case.version
    choice = choose_schema(case.form, version, TODAY)
    assert bool(violations(root, choice)) == (not is_valid(root, choice))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), position=st.integers(0, 1000), count=st.integers(1, 3))
def test_what_libxml2_refuses_is_never_passed_in_silence(
    cases, build_draft, as_bytes, check_everything, seed, position, count
):
    """Where the schema check leaves a mistake to another check, that one does tell it; no CCC is shown."""
    drafts = [case for case in cases if case.is_draft]
    case = drafts[position % len(drafts)]
    root = build_draft(case)
    randomness = random.Random(seed)
    for _ in range(count):
        elements = [element for element in root.iter() if element.getparent() is not None]
        edits(randomness)(randomness.choice(elements), elements)
    root = etree.fromstring(etree.tostring(root))
    findings = check_everything(as_bytes(root))
    if not is_valid(root, choose_schema(case.form, None, TODAY)):
        assert any(finding.severity >= Severity.WARNING for finding in findings)
    assert all("zq7#kw2x" not in one.message + one.remedy + str(dict(one.values)) for one in findings)


INDEPENDENT = [
    # XPath, change, kind and name that must come out
    ("//periodOfReport", lambda e: setattr(e, "text", "soon"), (Kind.VALUE, "periodOfReport")),
    ("//issuerTradingSymbol", lambda e: e.getparent().remove(e), (Kind.MISSING, "issuerTradingSymbol")),
    ("//isOfficer", lambda e: setattr(e, "tag", "isofficer"), (Kind.MISSPELT, "isofficer")),
    ("//rptOwnerCity", lambda e: e.addnext(copy.deepcopy(e)), (Kind.REPEATED, "rptOwnerCity")),
    ("//transactionCode", lambda e: setattr(e, "text", "s"), (Kind.VALUE, "transactionCode")),
    (
        "//nonDerivativeTransaction/transactionDate",
        lambda e: e.getprevious().addprevious(e),
        (Kind.WRONG_ORDER, "securityTitle"),
    ),
    (
        "//nonDerivativeTransaction//transactionPricePerShare",
        lambda e: e.getparent().remove(e),
        (Kind.MISSING, "transactionPricePerShare"),
    ),
    ("//derivativeHolding/exerciseDate/value", lambda e: setattr(e, "text", "1/2/27"), (Kind.VALUE, "value")),
    ("//remarks", lambda e: e.append(e.makeelement("b")), (Kind.MARKUP_IN_TEXT, "b")),
    ("//footnote", lambda e: e.set("note", "x"), (Kind.ATTRIBUTE_UNKNOWN, "note")),
    ("//ownerSignature/signatureDate", lambda e: e.getparent().remove(e), (Kind.MISSING, "signatureDate")),
    ("//documentType", lambda e: e.addnext(e.makeelement("memo")), (Kind.UNKNOWN, "memo")),
]  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.sets(st.sampled_from(range(len(INDEPENDENT))), min_size=1))
def test_independent_mistakes_are_all_found_and_nothing_else(cases, build_draft, chosen):
    """Also where they stand in the same parent: libxml2 would tell the first of those only."""
    root = build_draft(next(case for case in cases if str(case) == "4-draft-full"))
    expected = []
    for index in sorted(chosen):
        path, change, violation = INDEPENDENT[index]
        change(root.xpath(path)[0])
        expected.append(violation)
    found = violations(root, choose_schema("4", None, TODAY))
    assert sorted((one.kind, one.name) for one in found) == sorted(expected)


@given(chosen=st.lists(st.sampled_from(["a", "b", "c"]), max_size=9))
def test_deeply_wrong_children_end_in_time(cases, build_draft, chosen):
    """Any pile of known elements in any order is laid beside the model without search running away."""
    names = ["issuer", "remarks", "ownerSignature", "footnotes", "reportingOwner", "aff10b5One"]
    root = etree.Element("ownershipDocument")
    for letter in chosen:
        for name in names["abc".index(letter) :]:
            etree.SubElement(root, name)
    choice = choose_schema("4", None, TODAY)
    assert not is_valid(root, choice)
    assert violations(root, choice)


def test_a_document_of_rubbish_is_told_in_bounded_time_and_length(build_draft, cases, as_bytes, check_schema):
    """Twenty thousand unknown elements: the first mistakes are told, the rest are counted."""
    root = build_draft(cases[0])
    for number in range(20_000):
        etree.SubElement(root, f"rubbish{number}")
    findings = check_schema(as_bytes(root))
    assert 100 < len(findings) <= 201
    assert findings[-1].rule.id == "SCH020"
    assert "further mistakes" in findings[-1].message
