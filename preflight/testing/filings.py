"""Filings for tests: a faultless Form 4 draft, and one keyword for each way to depart from it.

The XML is written out and read by the real reader, so that values, lines and element paths are those that
a check meets in use.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, TypedDict, Unpack

from preflight.filing.model import Filing
from preflight.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from lxml import etree

DRAFT = "draft.xml"
"""The name under which the drafts of this module are read."""


@dataclass(frozen=True, slots=True)
class Owner:
    """A reporting owner as the draft gives it; ``None`` leaves an element out."""

    cik: str = "0001900001"
    name: str | None = None
    """As EDGAR fills it in, last name first; drafts leave it out, and :func:`registry` knows it."""
    ccc: str | None = "********"
    non_us_address: str | None = "0"
    street: str | None = "12 Quay Street"
    city: str | None = "Portland"
    state: str | None = "ME"
    zip_code: str | None = "04101"
    is_director: bool = True
    is_ten_percent_owner: bool = False
    officer_title: str | None = None
    other_text: str | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """An ``ownerSignature``; ``None`` leaves an element out."""

    name: str | None = "/s/ Miriam Adler"
    date: str | None = "2026-04-08"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of Table I; a holding where ``code`` is ``None``.

    ``notes`` maps the names of its elements to the ids of the footnotes that they refer to.
    """

    code: str | None = "P"
    date: str = "2026-04-07"
    title: str = "Common Stock"
    shares: str = "100"
    price: str = "10.50"
    acquired_disposed: str = "A"
    owned: str = "1100"
    direct_or_indirect: str = "D"
    nature: str | None = None
    notes: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """An exhibit that goes along; the draft is then an ``edgarSubmission``."""

    text: str
    type: str = "EX-24"
    file_name: str = "poa.txt"


class Deviations(TypedDict, total=False):
    """The keywords of :func:`filing` and :func:`draft_xml`: each departs from the faultless draft."""

    form: str
    period: str | None
    original: str | None
    """Date of the original submission, for an amendment."""
    schema_version: str | None
    """Makes the filing a disseminated one (without a CCC)."""
    issuer_cik: str | None
    issuer_name: str | None
    issuer_symbol: str | None
    owners: Sequence[Owner]
    signatures: Sequence[Signature]
    rows: Sequence[Row]
    footnotes: Mapping[str, str]
    """Footnote id to text."""
    remarks: str | None
    exhibits: Sequence[Attachment]
    """With exhibits, the draft is an ``edgarSubmission``."""
    values: Mapping[str, str]
    """Path below the root (``"ownerSignature[2]/signatureDate"``) to the text that the element gets."""
    without: Sequence[str]
    """Paths of elements that are taken out."""


def filing(**deviations: Unpack[Deviations]) -> Filing:
    """Return the filing that reading :func:`draft_xml` gives; without keywords it is faultless.

    Raises ``KeyError`` where ``values`` or ``without`` name a path that is not there.
    """
    from preflight.filing.reader import read_content

    (only,) = read_content(draft_xml(**deviations), DRAFT)
    return only


def draft_xml(
    *,
    form: str = "4",
    period: str | None = "2026-04-07",
    original: str | None = None,
    schema_version: str | None = None,
    issuer_cik: str | None = "0001900000",
    issuer_name: str | None = None,
    issuer_symbol: str | None = "HBLT",
    owners: Sequence[Owner] = (Owner(),),
    signatures: Sequence[Signature] = (Signature(),),
    rows: Sequence[Row] = (Row(),),
    footnotes: Mapping[str, str] = MappingProxyType({}),
    remarks: str | None = None,
    exhibits: Sequence[Attachment] = (),
    values: Mapping[str, str] = MappingProxyType({}),
    without: Sequence[str] = (),
) -> bytes:
    """Return the bytes of a draft, for tests that need a file; keywords as in :class:`Deviations`."""
    from lxml import etree

    root = etree.Element("ownershipDocument")
    _add(root, schemaVersion=schema_version, documentType=form, periodOfReport=period)
    _add(root, dateOfOriginalSubmission=original, notSubjectToSection16=None if form[0] == "3" else "0")
    issuer = etree.SubElement(root, "issuer")
    _add(issuer, issuerCik=issuer_cik, issuerName=issuer_name, issuerTradingSymbol=issuer_symbol)
    for owner in owners:
        _add_owner(root, owner if schema_version is None else replace(owner, ccc=None))
    if form[0] != "3":
        _add(root, aff10b5One="0")
    if rows:
        table = etree.SubElement(root, "nonDerivativeTable")
        for row in rows:
            _add_row(table, row, form[0])
    if footnotes:
        notes = etree.SubElement(root, "footnotes")
        for footnote_id, text in footnotes.items():
            etree.SubElement(notes, "footnote", id=footnote_id).text = text
    _add(root, remarks=remarks)
    for signature in signatures:
        element = etree.SubElement(root, "ownerSignature")
        _add(element, signatureName=signature.name, signatureDate=signature.date)
    for path, text in values.items():
        _find(root, path).text = text
    for path in without:
        element = _find(root, path)
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)
    etree.indent(root)
    document = etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"
    return _submission(document, form, exhibits) if exhibits else document


def _submission(document: bytes, form: str, exhibits: Sequence[Attachment]) -> bytes:
    """Wrap the ownership document and its exhibits into an ``edgarSubmission``."""
    from lxml import etree

    root = etree.Element("edgarSubmission")
    _add(root, submissionType=form, testOrLive="LIVE")
    for name, kind, content in (
        ("form.xml", form, document),
        *((exhibit.file_name, exhibit.type, exhibit.text.encode()) for exhibit in exhibits),
    ):
        element = etree.SubElement(root, "edgarDocument")
        block = base64.b64encode(content).decode("ascii")
        _add(element, documentName=name, documentType=kind, documentMimeBlock=block)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _add_owner(root: etree._Element, owner: Owner) -> None:
    from lxml import etree

    element = etree.SubElement(root, "reportingOwner")
    identity = etree.SubElement(element, "reportingOwnerId")
    _add(identity, rptOwnerCik=owner.cik, rptOwnerCcc=owner.ccc, rptOwnerName=owner.name)
    address = etree.SubElement(element, "reportingOwnerAddress")
    _add(address, rptOwnerNonUSAddressFlag=owner.non_us_address)
    _add(address, rptOwnerStreet1=owner.street, rptOwnerCity=owner.city, rptOwnerState=owner.state)
    _add(address, rptOwnerZipCode=owner.zip_code)
    relationship = etree.SubElement(element, "reportingOwnerRelationship")
    _add(
        relationship,
        isDirector="1" if owner.is_director else "0",
        isOfficer="0" if owner.officer_title is None else "1",
        isTenPercentOwner="1" if owner.is_ten_percent_owner else "0",
        isOther="0" if owner.other_text is None else "1",
        officerTitle=owner.officer_title,
        otherText=owner.other_text,
    )


def _add_row(table: etree._Element, row: Row, form: str) -> None:
    from lxml import etree

    name = "nonDerivativeHolding" if row.code is None else "nonDerivativeTransaction"
    element = etree.SubElement(table, name)
    _add_noted(element, row, securityTitle=row.title)
    if row.code is not None:
        _add_noted(element, row, transactionDate=row.date)
        coding = etree.SubElement(element, "transactionCoding")
        _add(coding, transactionFormType=form, transactionCode=row.code, equitySwapInvolved="0")
        amounts = etree.SubElement(element, "transactionAmounts")
        _add_noted(amounts, row, transactionShares=row.shares, transactionPricePerShare=row.price)
        _add_noted(amounts, row, transactionAcquiredDisposedCode=row.acquired_disposed)
    after = etree.SubElement(element, "postTransactionAmounts")
    _add_noted(after, row, sharesOwnedFollowingTransaction=row.owned)
    ownership = etree.SubElement(element, "ownershipNature")
    _add_noted(ownership, row, directOrIndirectOwnership=row.direct_or_indirect)
    if row.nature is not None:
        _add_noted(ownership, row, natureOfOwnership=row.nature)


def _add(parent: etree._Element, **children: str | None) -> None:
    from lxml import etree

    for name, text in children.items():
        if text is not None:
            etree.SubElement(parent, name).text = text


def _add_noted(parent: etree._Element, row: Row, **children: str) -> None:
    """Add elements that hold a ``value``, and a reference where ``row.notes`` names a footnote for them."""
    from lxml import etree

    for name, text in children.items():
        element = etree.SubElement(parent, name)
        etree.SubElement(element, "value").text = text
        footnote = (row.notes or {}).get(name)
        if footnote is not None:
            etree.SubElement(element, "footnoteId", id=footnote)


def _find(root: etree._Element, path: str) -> etree._Element:
    element = root.find(path)
    if element is None:
        raise KeyError(f"the draft has no element {path}")
    return element
