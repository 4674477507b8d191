"""What the schema check costs, as ratios to parsing the same draft with lxml.

Run with ``python -m benchmarks.schemas`` (or as a script) from the project's root. Each figure is the best of
several rounds over one Form 4 draft of ten rows; the machine does not matter, the ratios do.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from lxml import etree

from preflight.checks import schema
from preflight.filing.reader import read_content
from preflight.filing.schemas import choose_schema, compiled, is_valid, violations
from preflight.filing.schemas.description import describe
from preflight.hookspecs import CheckContext

ROW = """<nonDerivativeTransaction>
 <securityTitle><value>Common Stock</value></securityTitle>
 <transactionDate><value>2026-05-11</value></transactionDate>
 <transactionCoding><transactionFormType>4</transactionFormType><transactionCode>S</transactionCode>
  <equitySwapInvolved>0</equitySwapInvolved></transactionCoding>
 <transactionAmounts><transactionShares><value>1200</value></transactionShares>
  <transactionPricePerShare><value>41.25</value></transactionPricePerShare>
  <transactionAcquiredDisposedCode><value>D</value></transactionAcquiredDisposedCode></transactionAmounts>
 <postTransactionAmounts><sharesOwnedFollowingTransaction><value>8800</value>
  </sharesOwnedFollowingTransaction></postTransactionAmounts>
 <ownershipNature><directOrIndirectOwnership><value>D</value></directOrIndirectOwnership></ownershipNature>
</nonDerivativeTransaction>
"""
DRAFT = f"""<?xml version="1.0"?>
<ownershipDocument>
 <documentType>4</documentType><periodOfReport>2026-05-11</periodOfReport>
 <issuer><issuerCik>1900417</issuerCik><issuerTradingSymbol>FLKE</issuerTradingSymbol></issuer>
 <reportingOwner><reportingOwnerId><rptOwnerCik>1900501</rptOwnerCik></reportingOwnerId>
  <reportingOwnerRelationship><isDirector>1</isDirector></reportingOwnerRelationship></reportingOwner>
 <aff10b5One>0</aff10b5One>
 <nonDerivativeTable>{ROW * 10}</nonDerivativeTable>
 <ownerSignature><signatureName>/s/ Agnes T. Marrow</signatureName>
  <signatureDate>2026-05-12</signatureDate></ownerSignature>
</ownershipDocument>
""".encode()
BROKEN = DRAFT.replace(b">S<", b">s<", 3).replace(b"<periodOfReport>2026-05-11</periodOfReport>", b"")
ROUNDS = 30


def best(action: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The shortest of several runs, in seconds."""
    times = []
    for _ in range(rounds):
        begun = perf_counter()
        action()
        times.append(perf_counter() - begun)
    return min(times)


def main() -> None:
    """Measure and print."""
    choice = choose_schema("4", None, date(2026, 6, 1))
    good, bad = etree.fromstring(DRAFT), etree.fromstring(BROKEN)
    assert is_valid(good, choice)
    assert len(violations(bad, choice)) == 4
    (filing,) = read_content(DRAFT, "draft.xml")
    (broken,) = read_content(BROKEN, "draft.xml")
    context = CheckContext(None, date(2026, 6, 1), None, None)
    parse = best(lambda: etree.fromstring(DRAFT))
    figures = {
        "parse (lxml)": parse,
        "compile a schema, once a process": best(lambda: compiled.__wrapped__(choice.path)),
        "validate (libxml2)": best(lambda: is_valid(good, choice)),
        "schema check of a good draft": best(lambda: list(schema.preflight_check(filing, context))),
        "read a schema for explaining, once": best(lambda: describe.__wrapped__(choice.path)),
        "find all mistakes of a bad draft": best(lambda: violations(bad, choice)),
        "schema check of a bad draft": best(lambda: list(schema.preflight_check(broken, context))),
    }
    for name, seconds in figures.items():
        print(f"{name:38} {seconds / parse:8.1f} x parse   ({seconds * 1e3:.3f} ms)")


if __name__ == "__main__":
    main()
