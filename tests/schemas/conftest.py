"""Drafts of invented companies for every form and layout, and the checks to run over them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from types import ModuleType

import pytest
from lxml import etree

from preflight.checks import edgar, schema
from preflight.filing.draft_error import DraftError
from preflight.filing.model import Filing, Profile
from preflight.filing.reader import read_content
from preflight.findings import Finding
from preflight.hookspecs import CheckContext

FORMS = ("3", "3/A", "4", "4/A", "5", "5/A")
DRAFT = "draft"
VERSIONS = {
    "3": (DRAFT, "X0607", "X0206", "X0202", "X0101"),
    "4": (DRAFT, "X0609", "X0508", "X0407", "X0306", "X0202", "X0101"),
    "5": (DRAFT, "X0609", "X0508", "X0306", "X0202", "X0101"),
}
"""The layouts in which each form is built: what a filer sends, and what EDGAR has published."""

TODAY = date(2026, 6, 30)


@dataclass(frozen=True)
class Case:
    """One draft to build: the form, the version that it carries or ``draft``, and how full it is."""

    form: str
    version: str
    full: bool = True

    def __str__(self) -> str:
        return f"{self.form}-{self.version}-{'full' if self.full else 'small'}"

    @property
    def is_draft(self) -> bool:
        return self.version == DRAFT

    @property
    def number(self) -> str:
        return self.form[0]

    @property
    def is_amendment(self) -> bool:
        return self.form.endswith("/A")

    @property
    def since_2026(self) -> bool:
        return self.is_draft or self.version >= "X0607"

    @property
    def has_plan_box(self) -> bool:
        return self.number != "3" and (self.is_draft or self.version >= "X0407")

    @property
    def is_flat(self) -> bool:
        return self.version == "X0101"


CASES = tuple(
    Case(form, version, full) for form in FORMS for version in VERSIONS[form[0]] for full in (True, False)
)


def _node(name: str, *content: etree._Element | str | None, **attributes: str) -> etree._Element:
    """An element with a text or with children; ``None`` among them is left out."""
    element = etree.Element(name, attributes)
    for item in content:
        if isinstance(item, str):
            element.text = item
        elif item is not None:
            element.append(item)
    return element


def _cell(name: str, value: str | None = None, *notes: str) -> etree._Element:
    content = [_node("value", value)] if value is not None else []
    return _node(name, *content, *(_node("footnoteId", id=note) for note in notes))


def _owner(case: Case, cik: str, name: str, abroad: bool) -> etree._Element:
    identity = _node(
        "reportingOwnerId",
        _node("rptOwnerCik", cik),
        _node("rptOwnerCcc", "zq7#kw2x") if case.is_draft else None,
        None if case.is_draft else _node("rptOwnerName", name),
    )
    state = _node("rptOwnerState", "" if abroad else "OH")
    if abroad and not case.since_2026:
        state = _node("rptOwnerState", "X0")
    address = _node(
        "reportingOwnerAddress",
        _node("rptOwnerNonUSAddressFlag", "1" if abroad else "0") if case.since_2026 else None,
        _node("rptOwnerStreet1", "12 QUARRY LANE"),
        _node("rptOwnerStreet2", "SUITE 4"),
        _node("rptOwnerCity", "LEEDS" if abroad else "DAYTON"),
        _node("rptOwnerNonUSStateTerritory", "WEST YORKSHIRE") if abroad and case.since_2026 else None,
        None if abroad and case.since_2026 else state,
        _node("rptOwnerCountry", "X0") if abroad and case.since_2026 else None,
        _node("rptOwnerZipCode", "LS1 4AP" if abroad else "45402-1111"),
        None if case.is_draft else _node("rptOwnerStateDescription", "UNITED KINGDOM" if abroad else ""),
    )
    relationship = _node(
        "reportingOwnerRelationship",
        _node("isDirector", "0"),
        _node("isOfficer", "1"),
        _node("isTenPercentOwner", "false"),
        _node("isOther", "true") if case.full else _node("isOther", "0"),
        _node("officerTitle", "Chief Financial Officer"),
        _node("otherText", "Member of 13(d) group") if case.full else None,
    )
    return _node("reportingOwner", identity, address if case.full else None, relationship)


def _coding(case: Case, code: str, *notes: str) -> etree._Element:
    return _node(
        "transactionCoding",
        _node("transactionFormType", case.number),
        _node("transactionCode", code),
        _node("equitySwapInvolved", "0"),
        *(_node("footnoteId", id=note) for note in notes),
    )


def _after(name: str, value: str) -> etree._Element:
    return _node("postTransactionAmounts", _cell(name, value))


def _nature(code: str, nature: str | None = None) -> etree._Element:
    return _node(
        "ownershipNature",
        _cell("directOrIndirectOwnership", code),
        _cell("natureOfOwnership", nature, "F2") if nature is not None else None,
    )


def _underlying(name: str = "underlyingSecurityShares") -> etree._Element:
    return _node("underlyingSecurity", _cell("underlyingSecurityTitle", "Common Stock"), _cell(name, "500"))


def _non_derivative_rows(case: Case) -> Iterator[etree._Element]:
    if case.number != "3":
        yield _node(
            "nonDerivativeTransaction",
            _cell("securityTitle", "Common Stock"),
            _cell("transactionDate", "2026-06-12"),
            _cell("deemedExecutionDate"),
            _coding(case, "S", "F1"),
            _cell("transactionTimeliness", ""),
            _node(
                "transactionAmounts",
                _cell("transactionShares", "1200.5"),
                _cell("transactionPricePerShare", "41.2575", "F1"),
                _cell("transactionAcquiredDisposedCode", "D"),
            ),
            _after("sharesOwnedFollowingTransaction", "8800"),
            _nature("D"),
        )
    if case.full:
        yield _node(
            "nonDerivativeHolding",
            _cell("securityTitle", "Common Stock"),
            _node("transactionCoding", _node("transactionFormType", "3")) if case.number == "5" else None,
            _after("sharesOwnedFollowingTransaction", "410"),
            _nature("I", "By family trust"),
        )


def _derivative_rows(case: Case) -> Iterator[etree._Element]:
    if case.number != "3":
        yield _node(
            "derivativeTransaction",
            _cell("securityTitle", "Stock Option (right to buy)"),
            _cell("conversionOrExercisePrice", "12.5"),
            _cell("transactionDate", "2026-06-12"),
            _coding(case, "A"),
            _node(
                "transactionAmounts",
                _cell("transactionShares", "500"),
                _cell("transactionPricePerShare", "0"),
                _cell("transactionAcquiredDisposedCode", "A"),
            ),
            _cell("exerciseDate", None, "F2"),
            _cell("expirationDate", "2036-06-12"),
            _underlying(),
            _after("sharesOwnedFollowingTransaction", "500"),
            _nature("D"),
        )
    yield _node(
        "derivativeHolding",
        _cell("securityTitle", "Convertible Note"),
        _cell("conversionOrExercisePrice", None, "F2"),
        _cell("exerciseDate", "2027-01-02"),
        _cell("expirationDate", None, "F1"),
        _underlying("underlyingSecurityValue"),
        None if case.number == "3" else _after("valueOwnedFollowingTransaction", "25000.00"),
        _nature("D"),
    )


def _flat_rows(case: Case) -> Iterator[etree._Element]:
    if case.number == "3":
        yield _node(
            "nonDerivativeSecurity",
            _cell("securityTitle", "Common Stock", "F2"),
            _node("transactionAmounts", _cell("transactionShares", "410", "F1")),
            _nature("D"),
        )
        return
    yield _node(
        "nonDerivativeSecurity",
        _cell("securityTitle", "Common Stock"),
        _cell("transactionDate", "2003-06-09"),
        _coding(case, "S", "F1"),
        _node(
            "transactionAmounts",
            _cell("transactionShares", "3100"),
            _cell("transactionValue", "3.8"),
            _cell("transactionAcquiredDisposedCode", "D"),
        ),
        _after("sharesOwnedFollowingTransaction", "9000"),
        _nature("I", "By trust"),
    )
    yield _node(
        "derivativeSecurity",
        _cell("securityTitle", "Stock Option"),
        _cell("conversionOrExercisePrice", "4.25", "F2"),
        _cell("transactionDate", "2003-06-09"),
        _coding(case, "A"),
        _node(
            "transactionAmounts",
            _cell("transactionShares", "100"),
            _cell("transactionValue", "0"),
            _cell("transactionAcquiredDisposedCode", "A"),
        ),
        _cell("exerciseDate", None, "F2"),
        _cell("expirationDate", "2013-06-09"),
        _underlying(),
        _after("sharesOwnedFollowingTransaction", "100"),
        _nature("D"),
    )


def _tables(case: Case) -> Iterator[etree._Element]:
    if case.is_flat:
        yield from _flat_rows(case)
        return
    if case.full or case.number != "3":
        yield _node("nonDerivativeTable", *_non_derivative_rows(case))
    if case.full:
        yield _node("derivativeTable", *_derivative_rows(case))


def _flags(case: Case) -> Iterator[etree._Element]:
    if case.number != "3":
        yield _node("notSubjectToSection16", "0")
    elif not case.is_draft:
        yield _node("noSecuritiesOwned", "0" if case.full else "1")
    if case.number == "5" and not case.is_draft:
        yield _node("form3HoldingsReported", "1" if case.full else "0")
        yield _node("form4TransactionsReported", "0")


def _footnotes(case: Case) -> Iterator[etree._Element]:
    used = {"F1", "F2"} if case.full or case.is_flat else {"F1"} if case.number != "3" else set()
    texts = {
        "F1": "Sold under a plan adopted on March 2, 2026.",
        "F2": "Held as <trustee> & for no one else.",
    }
    for id_, text in texts.items():
        if id_ in used:
            yield _node("footnote", text, id=id_)


def build(case: Case) -> etree._Element:
    """The root of a document that EDGAR would take (a draft) or has published (any other version)."""
    footnotes = list(_footnotes(case))
    root = _node(
        "ownershipDocument",
        None if case.is_draft else _node("schemaVersion", case.version),
        _node("documentType", case.form),
        _node("periodOfReport", "2026-06-12"),
        _node("dateOfOriginalSubmission", "2026-06-15") if case.is_amendment else None,
        *_flags(case),
        _node(
            "issuer",
            _node("issuerCik", "1900417"),
            None if case.is_draft else _node("issuerName", "Ferrous Lake Corp"),
            _node("issuerTradingSymbol", "FLKE"),
            _node("issuerForeignTradingSymbol", "FLK.L") if case.since_2026 and case.full else None,
        ),
        _owner(case, "1900501", "Marrow Agnes T", abroad=False),
        _owner(case, "0001900502", "Pell Edmund", abroad=True) if case.full else None,
        _node("aff10b5One", "0") if case.has_plan_box else None,
        *_tables(case),
        _node("footnotes", *footnotes) if footnotes else None,
        _node("remarks", "Exhibit 24 is attached.") if case.full else None,
        _node(
            "ownerSignature",
            _node("signatureName", "/s/ Agnes T. Marrow"),
            _node("signatureDate", "2026-06-16"),
        ),
        _node(
            "ownerSignature",
            _node("signatureName", "/s/ Edmund Pell"),
            _node("signatureDate", "2026-06-16"),
        )
        if case.full
        else None,
    )
    etree.indent(root, space="    ")
    return root


def to_bytes(root: etree._Element) -> bytes:
    """The document as a file."""
    text = etree.tostring(root, encoding="unicode", pretty_print=True)
    return ('<?xml version="1.0"?>\n' + text).encode()


def _findings(modules: tuple[ModuleType, ...], filing: Filing) -> list[Finding]:
    context = CheckContext(None, TODAY, None, None)
    return [finding for module in modules for finding in module.preflight_check(filing, context)]


@pytest.fixture(scope="session")
def build_draft() -> Callable[[Case], etree._Element]:
    return build


@pytest.fixture(scope="session")
def cases() -> tuple[Case, ...]:
    return CASES


@pytest.fixture(scope="session")
def check_schema() -> Callable[..., list[Finding]]:
    """Findings of the schema check alone for the bytes of a draft."""

    def check(content: bytes, profile: Profile | None = None) -> list[Finding]:
        (filing,) = read_content(content, "draft.xml", profile=profile)
        return _findings((schema,), filing)

    return check


@pytest.fixture(scope="session")
def check_everything() -> Callable[[bytes], list[Finding]]:
    """Findings of the schema and EDGAR checks; an unreadable draft gives the reader's finding."""

    def check(content: bytes) -> list[Finding]:
        try:
            filings = read_content(content, "draft.xml")
        except DraftError as error:
            return [error.finding]
        return [finding for filing in filings for finding in _findings((schema, edgar), filing)]

    return check


@pytest.fixture(scope="session")
def as_bytes() -> Callable[[etree._Element], bytes]:
    return to_bytes
