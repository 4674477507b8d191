"""Drafts of our own writing, and a runner for the plugin ``edgar``, shared by the tests of its rules."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from preflight.checks import edgar
from preflight.filing.model import Profile
from preflight.filing.reader import read_content
from preflight.findings import Finding
from preflight.hookspecs import CheckContext

_HEAD = """\
<?xml version="1.0"?>
<ownershipDocument>
    <documentType>{form}</documentType>
    <periodOfReport>2026-05-11</periodOfReport>
{dates}{flags}    <issuer>
        <issuerCik>9999901</issuerCik>
        <issuerTradingSymbol>XMPL</issuerTradingSymbol>
    </issuer>
    <reportingOwner>
        <reportingOwnerId>
            <rptOwnerCik>9999902</rptOwnerCik>
            <rptOwnerCcc>qzj7*kvw</rptOwnerCcc>
        </reportingOwnerId>
        <reportingOwnerAddress>
            <rptOwnerNonUSAddressFlag>false</rptOwnerNonUSAddressFlag>
            <rptOwnerStreet1>1 EXAMPLE ROAD</rptOwnerStreet1>
            <rptOwnerCity>ALBANY</rptOwnerCity>
            <rptOwnerState>NY</rptOwnerState>
            <rptOwnerZipCode>12207</rptOwnerZipCode>
        </reportingOwnerAddress>
        <reportingOwnerRelationship>
            <isDirector>0</isDirector>
            <isOfficer>1</isOfficer>
            <isTenPercentOwner>0</isTenPercentOwner>
            <isOther>0</isOther>
            <officerTitle>Chief Executive</officerTitle>
        </reportingOwnerRelationship>
    </reportingOwner>
"""
_TAIL = """\
    <footnotes>
        <footnote id="F1">Held by the owner's spouse.</footnote>
        <footnote id="F2">Vests in four parts.</footnote>
    </footnotes>
    <remarks>None.</remarks>
    <ownerSignature>
        <signatureName>/s/ Ann Example</signatureName>
        <signatureDate>2026-05-12</signatureDate>
    </ownerSignature>
</ownershipDocument>
"""
_OWNERSHIP = """\
            <ownershipNature>
                <directOrIndirectOwnership>
                    <value>{code}</value>
                </directOrIndirectOwnership>
{nature}            </ownershipNature>
"""
_NATURE = """\
                <natureOfOwnership>
                    <value>By spouse</value>
                    <footnoteId id="F1"/>
                </natureOfOwnership>
"""
_INDIRECT = _OWNERSHIP.format(code="I", nature=_NATURE)
_DIRECT = _OWNERSHIP.format(code="D", nature="")
_AFTER = """\
            <postTransactionAmounts>
                <sharesOwnedFollowingTransaction>
                    <value>5000</value>
                </sharesOwnedFollowingTransaction>
            </postTransactionAmounts>
"""
_DERIVATIVE_TERMS = """\
            <exerciseDate>
                <footnoteId id="F2"/>
            </exerciseDate>
            <expirationDate>
                <value>2036-05-11</value>
            </expirationDate>
            <underlyingSecurity>
                <underlyingSecurityTitle>
                    <value>Ordinary Shares</value>
                </underlyingSecurityTitle>
                <underlyingSecurityShares>
                    <value>300</value>
                </underlyingSecurityShares>
            </underlyingSecurity>
"""


def _coding(form_type: str) -> str:
    return f"""\
            <transactionCoding>
                <transactionFormType>{form_type}</transactionFormType>
                <transactionCode>A</transactionCode>
                <equitySwapInvolved>0</equitySwapInvolved>
            </transactionCoding>
            <transactionTimeliness></transactionTimeliness>
            <transactionAmounts>
                <transactionShares>
                    <value>300</value>
                </transactionShares>
                <transactionPricePerShare>
                    <value>0</value>
                </transactionPricePerShare>
                <transactionAcquiredDisposedCode>
                    <value>A</value>
                </transactionAcquiredDisposedCode>
            </transactionAmounts>
"""


def _tables(form: str) -> str:
    transaction = form[0] != "3"
    kind = "Transaction" if transaction else "Holding"
    day = (
        "            <transactionDate>\n                <value>2026-05-11</value>\n"
        "            </transactionDate>\n"
    )
    between = _coding(form[0]) if transaction else ""
    title = "            <securityTitle>\n                <value>{}</value>\n            </securityTitle>\n"
    price = (
        "            <conversionOrExercisePrice>\n                <value>12.5</value>\n"
        "            </conversionOrExercisePrice>\n"
    )
    return (
        f"    <nonDerivativeTable>\n        <nonDerivative{kind}>\n"
        + title.format("Ordinary Shares")
        + (day if transaction else "")
        + between
        + _AFTER
        + _INDIRECT
        + f"        </nonDerivative{kind}>\n    </nonDerivativeTable>\n"
        + f"    <derivativeTable>\n        <derivative{kind}>\n"
        + title.format("Option")
        + price
        + (day if transaction else "")
        + between
        + _DERIVATIVE_TERMS
        + (_AFTER if transaction else "")
        + _DIRECT
        + f"        </derivative{kind}>\n    </derivativeTable>\n"
    )


def _draft(form: str) -> str:
    flags = "" if form[0] == "3" else "    <notSubjectToSection16>0</notSubjectToSection16>\n"
    dates = (
        "    <dateOfOriginalSubmission>2026-05-12</dateOfOriginalSubmission>\n" if form.endswith("/A") else ""
    )
    box = "" if form[0] == "3" else "    <aff10b5One>0</aff10b5One>\n"
    return _HEAD.format(form=form, dates=dates, flags=flags) + box + _tables(form) + _TAIL


FORMS = ("3", "3/A", "4", "4/A", "5", "5/A")
CCC = "qzj7*kvw"


@dataclass(frozen=True)
class Attached:
    """One attachment of a wrapper: its name, type and bytes."""

    name: str
    type: str
    content: bytes = b"POWER OF ATTORNEY\n"


@dataclass(frozen=True)
class Wrapper:
    """An ``edgarSubmission`` that EDGAR would take; tests change one thing of it."""

    document: str
    submission_type: str = "4"
    test_or_live: str = "LIVE"
    contact: str = (
        "<contactName>A. Example</contactName><contactEmailAddress>a@example.com</contactEmailAddress>"
    )
    notifications: tuple[str, ...] = ("b@example.com",)
    name: str = "form4.xml"
    type: str = "4"
    attachments: tuple[Attached, ...] = field(default=(Attached("poa-smith.txt", "EX-24"),))

    def xml(self) -> str:
        """The wrapper as text."""
        documents = (Attached(self.name, self.type, self.document.encode()), *self.attachments)
        return (
            "<edgarSubmission>\n"
            f"<submissionType>{self.submission_type}</submissionType>\n"
            f"<testOrLive>{self.test_or_live}</testOrLive>\n"
            f"<pointOfContact>{self.contact}</pointOfContact>\n"
            "<notificationAddresses>\n"
            + "".join(
                f"<notificationEmailAddress>{address}</notificationEmailAddress>\n"
                for address in self.notifications
            )
            + "</notificationAddresses>\n"
            + "".join(
                f"<edgarDocument>\n<documentName>{one.name}</documentName>\n<documentType>{one.type}</documentType>\n"
                f"<documentMimeBlock>{base64.b64encode(one.content).decode()}</documentMimeBlock>\n</edgarDocument>\n"
                for one in documents
            )
            + "</edgarSubmission>\n"
        )


@pytest.fixture
def draft() -> Callable[..., str]:
    """``draft(form, (old, new), ...)``: a draft of that form, each ``old`` (present) replaced by ``new``."""

    def build(form: str = "4", *edits: tuple[str, str]) -> str:
        text = _draft(form)
        for old, new in edits:
            assert old in text, f"the draft of Form {form} does not hold {old!r}"
            text = text.replace(old, new, 1)
        return text

    return build


@pytest.fixture
def wrapper(draft: Callable[..., str]) -> Callable[..., str]:
    """``wrapper(**changes)``: the text of a good ``edgarSubmission`` with some fields of it changed."""

    def build(**changes: object) -> str:
        return replace(Wrapper(draft("4")), **changes).xml()  # type: ignore[arg-type]

    return build


@pytest.fixture
def attached() -> type[Attached]:
    """Builds attachments: ``attached(name, type, content)``."""
    return Attached


@pytest.fixture
def check() -> Callable[..., list[Finding]]:
    """``check(text, profile=..., settings=..., **context)``: the findings of the plugin ``edgar``."""

    def run(
        text: str | bytes,
        profile: Profile | None = None,
        *,
        filing_date: date | None = date(2026, 5, 13),
        as_of: date = date(2026, 5, 13),
        **settings: object,
    ) -> list[Finding]:
        content = text if isinstance(text, bytes) else text.encode()
        context = CheckContext(
            registry=None, as_of=as_of, known_at=None, filing_date=filing_date, settings=settings
        )
        return [
            finding
            for filing in read_content(content, "draft.xml", profile=profile)
            for finding in edgar.preflight_check(filing, context)
        ]

    return run
