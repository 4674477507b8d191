"""What the specifications of reading share: a small whole draft, and reading that expects a refusal."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from preflight.filing.draft_error import DraftError
from preflight.filing.model import Filing
from preflight.filing.reader import read_content
from preflight.findings import Finding

DRAFT = """\
<?xml version="1.0"?>
<ownershipDocument>
    <documentType>4</documentType>
    <periodOfReport>2026-03-02</periodOfReport>
    <issuer>
        <issuerCik>0001111111</issuerCik>
        <issuerTradingSymbol>HRBR</issuerTradingSymbol>
    </issuer>
    <reportingOwner>
        <reportingOwnerId>
            <rptOwnerCik>0002222222</rptOwnerCik>
            <rptOwnerCcc>aaaa1111</rptOwnerCcc>
        </reportingOwnerId>
        <reportingOwnerRelationship>
            <isDirector>true</isDirector>
        </reportingOwnerRelationship>
    </reportingOwner>
    <nonDerivativeTable>
        <nonDerivativeTransaction>
            <securityTitle><value>Common Stock</value></securityTitle>
            <transactionDate><value>2026-03-02</value></transactionDate>
            <transactionCoding>
                <transactionFormType>4</transactionFormType>
                <transactionCode>P</transactionCode>
                <equitySwapInvolved>0</equitySwapInvolved>
            </transactionCoding>
            <transactionAmounts>
                <transactionShares><value>100.10</value></transactionShares>
                <transactionPricePerShare>
                    <value>12.5000</value><footnoteId id="F1"/>
                </transactionPricePerShare>
                <transactionAcquiredDisposedCode><value>A</value></transactionAcquiredDisposedCode>
            </transactionAmounts>
            <postTransactionAmounts>
                <sharesOwnedFollowingTransaction><value>1000.10</value></sharesOwnedFollowingTransaction>
            </postTransactionAmounts>
            <ownershipNature>
                <directOrIndirectOwnership><value>D</value></directOrIndirectOwnership>
            </ownershipNature>
        </nonDerivativeTransaction>
    </nonDerivativeTable>
    <footnotes>
        <footnote id="F1">A weighted average.</footnote>
    </footnotes>
    <ownerSignature>
        <signatureName>/s/ Ada Lindqvist</signatureName>
        <signatureDate>2026-03-04</signatureDate>
    </ownerSignature>
</ownershipDocument>
"""


@pytest.fixture(scope="session")
def draft_text() -> str:
    """A whole, small Form 4 draft."""
    return DRAFT


@pytest.fixture
def read_one() -> Callable[[str | bytes], Filing]:
    """Read content that holds exactly one ownership document."""

    def read(content: str | bytes) -> Filing:
        (filing,) = read_content(content.encode() if isinstance(content, str) else content, "draft.xml")
        return filing

    return read


@pytest.fixture
def refused() -> Callable[[bytes], Finding]:
    """Read content that must be refused, and return the finding that says why."""

    def read(content: bytes) -> Finding:
        with pytest.raises(DraftError) as caught:
            read_content(content, "draft.xml")
        return caught.value.finding

    return read
