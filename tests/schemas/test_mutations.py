# ruff: noqa: E501 (a table reads best with one row a line)
"""Break one thing at a time in valid documents of every form and layout: every break is caught.

Each row of the tables below is one kind of mutation: what it is, the rule of the reference that makes EDGAR
suspend such a filing (``R4``), where it applies, how the document is broken, and the rules one of which has
to say so. A mutant counts as caught where a finding of severity error is made. By default a sample of each
kind runs; ``PREFLIGHT_ALL_MUTANTS=1`` runs all, ``PREFLIGHT_MUTANT_FIGURES=FILE`` writes the figures.
"""

from __future__ import annotations

import copy
import os
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from preflight.checks.schema.rules import SCHEMA_RULES
from preflight.findings import Severity

Edit = Callable[[etree._Element], object]

ALL = os.environ.get("PREFLIGHT_ALL_MUTANTS") == "1"
SAMPLE = 24
"""Mutants of one kind in the normal run, spread evenly over all of its mutants."""


# --- edits: each changes one element (or its surroundings) in place ------------------------------------


def remove(element: etree._Element) -> None:
    element.getparent().remove(element)


def write(text: str) -> Edit:
    def edit(element: etree._Element) -> None:
        element.text = text

    return edit


def rename(change: Callable[[str], str]) -> Edit:
    def edit(element: etree._Element) -> None:
        element.tag = change(element.tag)

    return edit


def repeat(times: int) -> Edit:
    def edit(element: etree._Element) -> None:
        for _ in range(times):
            element.addnext(copy.deepcopy(element))

    return edit


def put_before(name: str, text: str = "") -> Edit:
    def edit(element: etree._Element) -> None:
        new = etree.Element(name)
        new.text = text
        element.addprevious(new)

    return edit


def put_inside(name: str, text: str = "", position: int = 0) -> Edit:
    def edit(element: etree._Element) -> None:
        new = etree.Element(name)
        new.text = text
        element.insert(position if position >= 0 else len(element), new)

    return edit


def to_the_end(element: etree._Element) -> None:
    element.getparent().append(element)


def to_the_front(element: etree._Element) -> None:
    element.getparent().insert(0, element)


def swap_with_next(element: etree._Element) -> None:
    element.getnext().addnext(element)


def into_next(element: etree._Element) -> None:
    element.getnext().insert(0, element)


def unwrap(element: etree._Element) -> None:
    """Put the text of ``value`` directly into the element around it."""
    parent = element.getparent()
    parent.text = (element.text or "x") + "\n"
    parent.remove(element)


def markup(name: str) -> Edit:
    def edit(element: etree._Element) -> None:
        inner = etree.SubElement(element, name)
        inner.text, element.text = element.text or "bold", "See "

    return edit


def add(before: str = "", after: str = "") -> Edit:
    def edit(element: etree._Element) -> None:
        element.text = before + (element.text or "") + after

    return edit


def put_attribute(name: str, value: str) -> Edit:
    return lambda element: element.set(name, value)


def drop_attribute(name: str) -> Edit:
    return lambda element: element.attrib.pop(name)


def fill_rows(total: int) -> Edit:
    def edit(row: etree._Element) -> None:
        for _ in range(total - len(row.getparent())):
            row.addnext(copy.deepcopy(row))

    return edit


def second_owners(total: int) -> Edit:
    def edit(owner: etree._Element) -> None:
        for number in range(total - len(owner.getparent().findall("reportingOwner"))):
            other = copy.deepcopy(owner)
            other.find("reportingOwnerId/rptOwnerCik").text = str(1950000 + number)
            owner.addnext(other)

    return edit


def footnotes(total: int) -> Edit:
    """Fill up to ``total`` footnotes, all but one with ids that are legal, all referenced."""

    def edit(table: etree._Element) -> None:
        cell = next(table.getroottree().getroot().iter("securityTitle"))
        for number in range(len(table) + 1, total + 1):
            note = etree.SubElement(table, "footnote", id=f"F{min(number, 99)}")
            note.text = "A remark."
            etree.SubElement(cell, "footnoteId", id=f"F{min(number, 99)}")

    return edit


# --- where a kind applies ------------------------------------------------------------------------------


def anywhere(case) -> bool:
    return True


def drafts(case) -> bool:
    return case.is_draft


def tables(case) -> bool:
    """The layouts with tables; of the flat one too little is known to demand much."""
    return not case.is_flat


def transactions(case) -> bool:
    return not case.is_flat and case.number != "3"


def originals(case) -> bool:
    return not case.is_amendment


def amendments(case) -> bool:
    return case.is_amendment


def since_2026(case) -> bool:
    return case.since_2026 and case.full


def before_2026(case) -> bool:
    return not case.since_2026 and case.full


@dataclass(frozen=True)
class Mutation:
    """One kind: ``where`` is an XPath whose every match gives a mutant."""

    kind: str
    source: str
    applies: Callable
    where: str
    edit: Edit
    rules: tuple[str, ...]


@dataclass(frozen=True)
class DocumentMutation:
    """One kind that breaks the file as a whole."""

    kind: str
    source: str
    edit: Callable[[bytes], bytes]
    rules: tuple[str, ...]


_DECLARATION = b'<?xml version="1.0"?>'


def _in_namespace(content: bytes, prefix: str = "") -> bytes:
    root = etree.fromstring(content)
    renamed = etree.Element("{urn:example}ownershipDocument", nsmap={prefix or None: "urn:example"})
    for child in root:
        renamed.append(child)
    for element in renamed.iter("*"):
        element.tag = "{urn:example}" + element.tag.rpartition("}")[2]
    return etree.tostring(renamed)


M = Mutation
D = DocumentMutation
# fmt: off
STRUCTURE = (
    M("document type missing", "R7", anywhere, "/*/documentType", remove, ("SCH002",)),
    M("period missing", "R7", anywhere, "/*/periodOfReport", remove, ("SCH002",)),
    M("date of original missing", "R10", amendments, "/*/dateOfOriginalSubmission", remove, ("SCH002",)),
    M("issuer missing", "R7", anywhere, "/*/issuer", remove, ("SCH002",)),
    M("issuer field missing", "R7", anywhere, "//issuerCik|//issuerTradingSymbol", remove, ("SCH002",)),
    M("all owners missing", "R7", lambda case: not case.full, "//reportingOwner", remove, ("SCH002",)),
    M("owner id missing", "R7", anywhere, "//reportingOwnerId", remove, ("SCH002",)),
    M("owner CIK missing", "R7", anywhere, "//rptOwnerCik", remove, ("SCH002",)),
    M("relationship missing", "R7", anywhere, "//reportingOwnerRelationship", remove, ("SCH002",)),
    M("10b5-1 box missing", "R7", anywhere, "/*/aff10b5One", remove, ("SCH002",)),
    M("title missing", "R7", anywhere, "//securityTitle", remove, ("SCH002",)),
    M("transaction date missing", "R7", tables, "//transactionDate", remove, ("SCH002",)),
    M("amounts missing", "R7", tables, "//transactionAmounts", remove, ("SCH002",)),
    M("amount field missing", "R7", tables, "//transactionAmounts/*", remove, ("SCH002",)),
    M("post-transaction amounts missing", "R7", tables, "//postTransactionAmounts", remove, ("SCH002",)),
    M("post-transaction amount missing", "R24", tables, "//postTransactionAmounts/*", remove, ("SCH002",)),
    M("ownership missing", "R7", tables, "//ownershipNature", remove, ("SCH002",)),
    M("direct or indirect missing", "R7", tables, "//directOrIndirectOwnership", remove, ("SCH002",)),
    M("conversion price missing", "R7", tables, "//conversionOrExercisePrice", remove, ("SCH002",)),
    M("exercise date missing", "R7", tables, "//exerciseDate", remove, ("SCH002",)),
    M("expiration date missing", "R7", tables, "//expirationDate", remove, ("SCH002",)),
    M("underlying security missing", "R7", tables, "//underlyingSecurity", remove, ("SCH002",)),
    M("underlying title missing", "R7", tables, "//underlyingSecurityTitle", remove, ("SCH002",)),
    M("coding field missing", "R7", transactions, "//*[transactionCode]/*[not(self::footnoteId)]", remove, ("SCH002",)),
    M("signature missing", "R7", lambda case: not case.full, "//ownerSignature", remove, ("SCH002",)),
    M("signature field missing", "R7", anywhere, "//ownerSignature/*", remove, ("SCH002",)),
    M("value missing", "R26", tables, "//value[../*[last()=1]][not(parent::transactionTimeliness)]", remove, ("SCH002",)),
    M("footnote without value missing", "R26", tables, "//footnoteId[not(../value)][not(parent::transactionCoding)]", remove, ("SCH002",)),
    M("first and second child swapped", "R4", tables, "//*[count(*)>1][name(*[1])!=name(*[2])][not(contains(name(),'Table'))]/*[1]", swap_with_next, ("SCH001",)),
    M("child moved to the end", "R4", tables, "/*/*[position()<4]|//issuer/*[1]|//reportingOwner/*[1]|//*[transactionCode]/*[1]", to_the_end, ("SCH001",)),
    M("last part moved to the front", "R4", tables, "//ownershipNature|//reportingOwnerRelationship|/*/remarks|/*/ownerSignature[1]", to_the_front, ("SCH001",)),
    M("footnote before value", "R4", tables, "//value[following-sibling::footnoteId]", swap_with_next, ("SCH001",)),
    M("owner after the tables", "R4", tables, "/*/reportingOwner[1]", to_the_end, ("SCH001",)),
    M("element in another case", "R4", anywhere, "//*[position()<9][not(self::value|self::schemaVersion)]", rename(lambda name: name[0].upper() + name[1:]), ("DOC001", "XML002")),
    M("element all in lower case", "R4", anywhere, "/*//*[not(self::schemaVersion)][translate(name(),'ABCDEFGHIJKLMNOPQRSTUVWXYZ','')!=name()]", rename(str.lower), ("DOC001",)),
    M("letter left out", "R4", anywhere, "/*/*[not(self::schemaVersion)]|//issuer/*|//reportingOwner/*/*|//securityTitle", rename(lambda name: name[:3] + name[4:]), ("DOC001",)),
    M("letter doubled", "R4", anywhere, "/*/*[not(self::schemaVersion)]|//issuer/*|//reportingOwner/*/*|//transactionDate", rename(lambda name: name[:4] + name[3:]), ("DOC001",)),
    M("letters transposed", "R4", anywhere, "/*/issuer/*|//ownerSignature/*|//footnote|//footnotes", rename(lambda name: name[:2] + name[3] + name[2] + name[4:]), ("DOC001",)),
    M("value misspelt", "R4", tables, "//value", rename(lambda name: "vaule"), ("DOC001",)),
    M("unknown element first", "R4", anywhere, "//*[*]", put_inside("commentary", "x"), ("SCH003",)),
    M("unknown element last", "R4", tables, "//*[*]", put_inside("commentary", "x", -1), ("SCH003", "SCH005")),
    M("another name for an element", "R4", tables, "//transactionShares|//signatureName|//issuerCik", rename(lambda name: "quantity"), ("SCH005",)),
    M("date of original on an original", "R10", originals, "/*/periodOfReport", put_before("dateOfOriginalSubmission", "2026-06-01"), ("SCH003",)),
    M("flag of Form 3 elsewhere", "R4", lambda case: case.number != "3", "/*/issuer", put_before("noSecuritiesOwned", "0"), ("SCH003",)),
    M("flag of Form 5 elsewhere", "R4", lambda case: case.number != "5", "/*/issuer", put_before("form3HoldingsReported", "0"), ("SCH003",)),
    M("exit box on Form 3", "R4", lambda case: case.number == "3", "/*/issuer", put_before("notSubjectToSection16", "0"), ("SCH003",)),
    M("10b5-1 box before its time", "R4", lambda case: not case.has_plan_box and not case.since_2026, "/*/footnotes", put_before("aff10b5One", "0"), ("SCH003",)),
    M("country before its time", "R4", before_2026, "//rptOwnerZipCode", put_before("rptOwnerCountry", "X0"), ("SCH003",)),
    M("foreign symbol before its time", "R4", before_2026, "//issuer", put_inside("issuerForeignTradingSymbol", "FLK", -1), ("SCH003",)),
    M("flat row in a table layout", "R4", tables, "/*/nonDerivativeTable", put_before("nonDerivativeSecurity"), ("SCH003", "SCH005", "DOC001")),
    M("transaction on Form 3", "R4", lambda case: case.number == "3" and tables(case), "//nonDerivativeTable", put_inside("nonDerivativeTransaction"), ("SCH003",)),
    M("coding on a holding", "R4", lambda case: case.number in "34" and tables(case), "//nonDerivativeHolding/postTransactionAmounts", put_before("transactionCoding"), ("SCH003", "SCH004")),
    M("amounts after on a Form 3 derivative", "R4", lambda case: case.number == "3" and tables(case), "//derivativeHolding/ownershipNature", put_before("postTransactionAmounts"), ("SCH004",)),
    M("single element twice", "R11", tables, "/*/*[not(self::reportingOwner|self::ownerSignature|self::schemaVersion)]|//issuer/*|//reportingOwner/*|//nonDerivativeTransaction/*", repeat(1), ("SCH006",)),
    M("11 owners", "R11", tables, "/*/reportingOwner[1]", second_owners(11), ("DOC010",)),
    M("31 rows in Table I", "R11", tables, "//nonDerivativeTable/*[1]", fill_rows(31), ("DOC010",)),
    M("31 rows in Table II", "R11", tables, "//derivativeTable/*[1]", fill_rows(31), ("DOC010",)),
    M("100 footnotes", "R11", tables, "/*/footnotes", footnotes(100), ("DOC010",)),
    M("11 signatures", "R11", anywhere, "/*/ownerSignature[1]", repeat(10), ("DOC010",)),
    M("shares and value owned", "R24", tables, "//sharesOwnedFollowingTransaction", lambda element: (repeat(1)(element), setattr(element.getnext(), "tag", "valueOwnedFollowingTransaction")), ("SCH007",)),
    M("shares and total value", "R24", transactions, "//derivativeTransaction//transactionShares", lambda element: (repeat(1)(element), setattr(element.getnext(), "tag", "transactionTotalValue")), ("SCH007",)),
    M("both underlying amounts", "R25", tables, "//underlyingSecurityShares", lambda element: (repeat(1)(element), setattr(element.getnext(), "tag", "underlyingSecurityValue")), ("SCH007",)),
    M("signature inside the footnotes", "R4", lambda case: not case.full and tables(case), "//ownerSignature[preceding-sibling::footnotes]", lambda element: element.getparent().find("footnotes").append(element), ("SCH004",)),
    M("row closed too late", "R4", transactions, "//derivativeTransaction/exerciseDate", into_next, ("SCH004",)),
    M("text outside a value", "R4", tables, "//securityTitle/value|//transactionShares/value", unwrap, ("SCH008",)),
    M("text between elements", "R4", tables, "/*/issuer|//reportingOwner|//nonDerivativeTable", write("see note"), ("SCH008",)),
    M("markup in a footnote", "R4", anywhere, "//footnote", markup("b"), ("SCH009",)),
    M("markup in a value", "R4", tables, "//securityTitle/value|/*/remarks|//signatureName", markup("i"), ("SCH009",)),
    M("footnote reference without id", "R27", tables, "//footnoteId", drop_attribute("id"), ("SCH010",)),
    M("footnote without id", "R27", tables, "//footnote", drop_attribute("id"), ("SCH010",)),
    M("unknown attribute", "R36", anywhere, "//*[position()<4]", put_attribute("note", "x"), ("SCH010",)),
    M("attribute in another case", "R36", tables, "//footnote", lambda element: element.set("ID", element.attrib.pop("id")), ("SCH010",)),
)
VALUES = (
    M("empty date", "R8", tables, "//periodOfReport|//transactionDate/value|//signatureDate", write(""), ("SCH013",)),
    M("blank date", "R8", tables, "//periodOfReport|//expirationDate/value", write("  "), ("SCH013",)),
    M("empty number", "R8", tables, "//transactionShares/value|//transactionPricePerShare/value", write(""), ("SCH013",)),
    M("empty flag", "R8", anywhere, "//isOfficer|//notSubjectToSection16|//aff10b5One", write(""), ("SCH013",)),
    M("empty text that needs one", "R7", anywhere, "//issuerCik|//issuerTradingSymbol|//securityTitle/value|//signatureName", write(""), ("SCH013",)),
    M("empty code", "R7", tables, "//transactionCode|//*[transactionCode]/transactionFormType|//transactionAcquiredDisposedCode/value", write(""), ("SCH013",)),
    M("transaction code in lower case", "R6", transactions, "//transactionCode", write("s"), ("SCH014",)),
    M("transaction code that does not exist", "R6", transactions, "//transactionCode", write("Q"), ("SCH014",)),
    M("transaction code V or K", "R6", transactions, "//transactionCode", write("V"), ("COD002",)),
    M("combined transaction code", "R6", transactions, "//transactionCode", write("S/K"), ("COD002",)),
    M("direction in words", "R6", tables, "//transactionAcquiredDisposedCode/value", write("Disposed"), ("SCH014",)),
    M("direction B", "R6", tables, "//transactionAcquiredDisposedCode/value", write("B"), ("SCH014",)),
    M("ownership in words", "R6", tables, "//directOrIndirectOwnership/value", write("Direct"), ("SCH014",)),
    M("ownership in lower case", "R6", tables, "//directOrIndirectOwnership/value", add("", "d"), ("SCH014",)),
    M("form type 3 on a transaction", "R23", transactions, "//*[transactionCode]/transactionFormType", write("3"), ("SCH014",)),
    M("form type 4 on a holding", "R23", lambda case: case.number == "5" and tables(case), "//nonDerivativeHolding//transactionFormType", write("4"), ("SCH014",)),
    M("timeliness that does not exist", "R22", transactions, "//transactionTimeliness/value", write("O"), ("SCH014",)),
    M("document type in words", "R9", anywhere, "/*/documentType", add("Form "), ("SCH014",)),
    M("document type 6", "R9", anywhere, "/*/documentType", write("6"), ("SCH014",)),
    M("state that does not exist", "R6", anywhere, "//rptOwnerState[text()]", write("QQ"), ("SCH014",)),
    M("state in words", "R6", anywhere, "//rptOwnerState[text()]", write("Ohio"), ("SCH014",)),
    M("country that does not exist", "R6", since_2026, "//rptOwnerCountry", write("UK"), ("SCH014",)),
    M("state as country", "R6", since_2026, "//rptOwnerCountry", write("OH"), ("SCH014",)),
    M("country as state", "R6", since_2026, "//rptOwnerState[text()]", write("A6"), ("SCH014", "OWN012")),
    M("date in US style", "R7", tables, "//periodOfReport|//transactionDate/value", write("06/12/2026"), ("SCH015",)),
    M("date that does not exist", "R7", tables, "//periodOfReport|//signatureDate", write("2026-02-30"), ("SCH015",)),
    M("month 13", "R7", tables, "//transactionDate/value|//expirationDate/value", write("2026-13-01"), ("SCH015",)),
    M("date without hyphens", "R7", tables, "//periodOfReport|//signatureDate", write("20260612"), ("SCH015",)),
    M("date with one digit", "R7", tables, "//periodOfReport|//exerciseDate/value", write("2026-6-2"), ("SCH015",)),
    M("date with a time", "R7", tables, "//periodOfReport|//signatureDate", write("2026-06-12T00:00:00"), ("SCH015",)),
    M("number with a comma", "R7", tables, "//transactionShares/value", write("1,200"), ("SCH016",)),
    M("number with a dollar sign", "R7", tables, "//transactionPricePerShare/value", write("$41.25"), ("SCH016",)),
    M("negative number", "R7", tables, "//transactionShares/value|//sharesOwnedFollowingTransaction/value", write("-1"), ("SCH016",)),
    M("number with an exponent", "R7", tables, "//transactionShares/value", write("1e5"), ("SCH016",)),
    M("number in words", "R7", tables, "//transactionShares/value|//conversionOrExercisePrice/value", write("N/A"), ("SCH016",)),
    M("number too large", "R7", tables, "//sharesOwnedFollowingTransaction/value", write("1000000000000"), ("SCH016",)),
    M("five decimals", "R7", tables, "//transactionPricePerShare/value|//transactionShares/value", write("12.34567"), ("PRC008",)),
    M("flag Y", "R7", anywhere, "//isOfficer|//isDirector|//equitySwapInvolved", write("Y"), ("SCH017",)),
    M("flag in capitals", "R7", anywhere, "//isOfficer|//aff10b5One|//notSubjectToSection16", write("TRUE"), ("SCH017",)),
    M("flag 2", "R7", anywhere, "//isTenPercentOwner|//rptOwnerNonUSAddressFlag", write("2"), ("SCH017",)),
    M("title of 61 characters", "R5", tables, "//securityTitle/value|//underlyingSecurityTitle/value", write("x" * 61), ("SCH018",)),
    M("officer title of 31 characters", "R5", anywhere, "//officerTitle|//otherText", write("x" * 31), ("SCH018",)),
    M("nature of 101 characters", "R5", tables, "//natureOfOwnership/value", write("x" * 101), ("SCH018",)),
    M("remarks of 2,001 characters", "R5", anywhere, "//remarks", write("x" * 2001), ("SCH018",)),
    M("signature of 256 characters", "R5", anywhere, "//signatureName", write("x" * 256), ("SCH018",)),
    M("symbol of 11 characters", "R5", anywhere, "//issuerTradingSymbol", write("NYSE: FLKES"), ("SCH018",)),
    M("foreign symbol of 15 characters", "R5", since_2026, "//issuerForeignTradingSymbol", write("x" * 15), ("SCH018",)),
    M("street of 41 characters", "R5", anywhere, "//rptOwnerStreet1|//rptOwnerStreet2", write("x" * 41), ("SCH018",)),
    M("city of 31 characters", "R5", anywhere, "//rptOwnerCity", write("x" * 31), ("SCH018",)),
    M("zip code of 11 characters", "R5", anywhere, "//rptOwnerZipCode", write("45402-11111"), ("SCH018",)),
    M("zip code with a dot", "R7", anywhere, "//rptOwnerZipCode", write("45402.1"), ("SCH019",)),
    M("CIK with letters", "R7", anywhere, "//issuerCik|//rptOwnerCik", write("CIK19005"), ("SCH019",)),
    M("CIK of 11 digits", "R5", anywhere, "//issuerCik|//rptOwnerCik", write("00001900501"), ("SCH019",)),
    M("CIK with a blank", "R5", drafts, "//issuerCik|//rptOwnerCik", add("", " "), ("SCH012",)),
    M("CIK on a line of its own", "R5", drafts, "//issuerCik|//rptOwnerCik", add("\n", "\n"), ("SCH012",)),
    M("code on a line of its own", "R5", drafts, "//transactionCode|//documentType", add("\n", "\n"), ("SCH012",)),
    M("date on a line of its own", "R5", drafts, "//periodOfReport|//signatureDate", add("\n", "\n"), ("SCH012",)),
    M("CCC of seven characters", "R14", drafts, "//rptOwnerCcc", write("zq7#kw2"), ("SCH018",)),
    M("CCC of nine characters", "R14", drafts, "//rptOwnerCcc", write("zq7#kw2xx"), ("SCH018",)),
    M("footnote id F0", "R27", tables, "//footnote", put_attribute("id", "F0"), ("FNT003",)),
    M("footnote id with leading zero", "R27", drafts, "//footnote", put_attribute("id", "F01"), ("FNT003",)),
    M("footnote id in lower case", "R27", drafts, "//footnote", put_attribute("id", "f1"), ("FNT003",)),
    M("footnote id twice", "R28", drafts, "//footnote[2]", put_attribute("id", "F1"), ("FNT003",)),
    M("reference id malformed", "R27", drafts, "//footnoteId", put_attribute("id", "1"), ("FNT002",)),
    M("empty reference id", "R27", tables, "//footnoteId", put_attribute("id", ""), ("SCH010", "SCH013")),
)
BEYOND_THE_SCHEMA = (
    M("processing instruction", "R3", drafts, "/*/issuer", lambda element: element.addprevious(etree.ProcessingInstruction("xml-stylesheet", 'href="x.xsl"')), ("DOC002",)),
    M("owner twice", "R13", lambda case: drafts(case) and case.full, "(//rptOwnerCik)[2]", write("0001900501"), ("OWN001",)),
    M("no CCC", "R14", drafts, "//rptOwnerCcc", remove, ("OWN002",)),
    M("no relationship", "R15", drafts, "//reportingOwnerRelationship/*[.='1' or .='true']", lambda element: [write("0")(box) for box in element.getparent() if box.tag.startswith("is")], ("OWN003",)),
    M("officer without title", "R16", drafts, "//officerTitle", remove, ("OWN004",)),
    M("other without text", "R16", drafts, "//otherText", remove, ("OWN005",)),
    M("direct with a nature", "R17", drafts, "//directOrIndirectOwnership[value='I']/value", write("D"), ("HLD008",)),
    M("indirect without nature", "R18", drafts, "//natureOfOwnership", remove, ("HLD007",)),
    M("indirect with an empty nature", "R18", drafts, "//natureOfOwnership/value", write(""), ("HLD007",)),
    M("abroad without country", "R19", lambda case: drafts(case) and case.full, "//rptOwnerCountry", remove, ("OWN011",)),
    M("at home without state", "R19", lambda case: drafts(case) and case.full, "//rptOwnerState", remove, ("OWN011",)),
    M("no rows and no exit box", "R20", lambda case: drafts(case) and case.number != "3" and not case.full, "//nonDerivativeTable", lambda table: (remove(table.getparent().find("footnotes")), remove(table)), ("DOC008",)),
    M("transaction without coding", "R21", lambda case: drafts(case) and case.number != "3", "//*[transactionDate]/transactionCoding", remove, ("COD001",)),
    M("timeliness L on Form 4", "R22", lambda case: drafts(case) and case.number == "4", "//transactionTimeliness/value", write("L"), ("TIM003",)),
    M("timeliness E on Form 5", "R22", lambda case: drafts(case) and case.number == "5", "//transactionTimeliness/value", write("E"), ("TIM003",)),
    M("timeliness bar", "R22", lambda case: drafts(case) and case.number != "3", "//transactionTimeliness/value", write("|"), ("TIM003",)),
    M("no underlying amount", "R25", drafts, "//underlyingSecurityShares|//underlyingSecurityValue", remove, ("DRV001",)),
    M("footnote never referenced", "R29", drafts, "//footnotes", lambda notes: etree.SubElement(notes, "footnote", id="F9").__setattr__("text", "Unused."), ("FNT001",)),
    M("reference to no footnote", "R30", drafts, "//footnoteId[@id=preceding::footnoteId/@id]", put_attribute("id", "F77"), ("FNT002",)),
    M("footnote twice on one element", "R31", drafts, "//footnoteId", repeat(1), ("FNT004",)),
    M("obsolete country", "R32", lambda case: drafts(case) and case.full, "//rptOwnerCountry", write("I7"), ("OWN015",)),
    M("footnote of 1,001 characters", "R5", drafts, "//footnote", write("x" * 1001), ("FNT006",)),
)

DOCUMENTS = (
    D("two documents in one file", "R1", lambda content: content + content.replace(_DECLARATION, b""), ("XML003",)),
    D("two declarations and documents", "R1", lambda content: content + content, ("XML003",)),
    D("encoding that the bytes are not in", "R1", lambda content: content.replace(_DECLARATION, b'<?xml version="1.0" encoding="UTF-16"?>'), ("XML003",)),
    D("bytes of another encoding", "R1", lambda content: content.replace(b"QUARRY LANE", b"QUARRY LAN\xc9").replace(b"/s/ Agnes", b"/s/ Agn\xe8s"), ("XML003",)),
    D("unknown encoding", "R1", lambda content: content.replace(_DECLARATION, b'<?xml version="1.0" encoding="EBCDIC-9"?>'), ("XML003",)),
    D("an HTML page", "R1", lambda content: b"<!DOCTYPE html><html><body>Form 4</body></html>", ("XML002",)),
    D("an HTML page that is XML", "R1", lambda content: b"<html><body>" + content.replace(_DECLARATION, b"") + b"</body></html>", ("XML002",)),
    D("stylesheet reference", "R3", lambda content: content.replace(_DECLARATION, _DECLARATION + b'<?xml-stylesheet href="form4.xsl"?>'), ("DOC002",)),
    D("document type declaration", "R3", lambda content: content.replace(_DECLARATION, _DECLARATION + b"<!DOCTYPE ownershipDocument>"), ("XML004",)),
    D("entity declaration", "R3", lambda content: content.replace(_DECLARATION, _DECLARATION + b'<!DOCTYPE ownershipDocument [<!ENTITY a "b">]>'), ("XML004",)),
    D("text before the declaration", "R2", lambda content: b"Draft 3\n" + content, ("XML002", "XML003")),
    D("blank line before the declaration", "R2", lambda content: b"\n" + content, ("XML003",)),
    D("XML version 1.1", "R2", lambda content: content.replace(b'version="1.0"', b'version="1.1"'), ("DOC003", "XML003")),
    D("ampersand not escaped", "R1", lambda content: content.replace(b"/s/ Agnes T. Marrow", b"/s/ Marrow & Pell"), ("XML003",)),
    D("less-than sign not escaped", "R1", lambda content: content.replace(b"/s/ Agnes T. Marrow", b"/s/ <3"), ("XML003",)),
    D("tag not closed", "R1", lambda content: content.replace(b"</issuer>", b""), ("XML003",)),
    D("closing tag in another case", "R1", lambda content: content.replace(b"</issuer>", b"</Issuer>"), ("XML003",)),
    D("file cut off", "R1", lambda content: content[: len(content) * 2 // 3], ("XML003",)),
    D("empty file", "R1", lambda content: b"", ("XML002", "XML003")),
    D("root in another case", "R4", lambda content: content.replace(b"ownershipDocument", b"OwnershipDocument"), ("XML002",)),
    D("default namespace", "R36", lambda content: _in_namespace(content), ("SCH011",)),
    D("namespace prefix", "R36", lambda content: _in_namespace(content, "own"), ("SCH011",)),
)

# fmt: on
KINDS = (*STRUCTURE, *VALUES, *BEYOND_THE_SCHEMA)


def _sites(mutation: Mutation, cases, build_draft) -> list[tuple[object, int]]:
    """Every place where the kind applies: the case, and the how-manieth match in it."""
    return [
        (case, index)
        for case in cases
        if mutation.applies(case)
        for index in range(len(build_draft(case).xpath(mutation.where)))
    ]


def _mutant(mutation: Mutation, case, index: int, build_draft) -> tuple[str, etree._Element]:
    root = build_draft(case)
    element = root.xpath(mutation.where)[index]
    name = f"{case}: {mutation.kind} at {root.getroottree().getpath(element)}"
    mutation.edit(element)
    return name, root


def _sampled(mutants: list, size: int) -> list:
    if ALL or len(mutants) <= size:
        return mutants
    return [mutants[position * len(mutants) // size] for position in range(size)]


@pytest.fixture(scope="module")
def figures():
    """Caught and made, by kind; written to a file where one is asked for."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    yield counts
    target = os.environ.get("PREFLIGHT_MUTANT_FIGURES")
    if target:
        lines = [f"{kind}\t{count['caught']}\t{count['made']}\n" for kind, count in counts.items()]
        total = sum(count["made"] for count in counts.values())
        caught = sum(count["caught"] for count in counts.values())
        Path(target).write_text("".join([*lines, f"ALL\t{caught}\t{total}\n"]))


def test_there_are_enough_kinds():
    names = [mutation.kind for mutation in (*KINDS, *DOCUMENTS)]
    assert len(names) == len(set(names))
    assert len(names) >= 60


@pytest.mark.parametrize("mutation", KINDS, ids=lambda mutation: mutation.kind)
def test_a_broken_element_is_caught(mutation, cases, build_draft, as_bytes, check_everything, figures):
    sites = _sites(mutation, cases, build_draft)
    assert sites, "the kind applies to no case"
    missed = []
    for case, index in _sampled(sites, SAMPLE):
        name, root = _mutant(mutation, case, index, build_draft)
        findings = [one for one in check_everything(as_bytes(root)) if one.severity is Severity.ERROR]
        ids = {finding.rule.id for finding in findings}
        figures[mutation.kind]["made"] += 1
        figures[mutation.kind]["caught"] += bool(findings)
        of_the_schema = [finding for finding in findings if finding.rule in SCHEMA_RULES]
        counted = findings if mutation in BEYOND_THE_SCHEMA else of_the_schema
        # One cause, one finding: of the schema, or, beyond it, at all.
        if not ids & set(mutation.rules) or len(counted) > 1:
            missed.append(f"{name}: {[(one.rule.id, one.message) for one in findings]}")
    assert missed == []


@pytest.mark.parametrize("mutation", DOCUMENTS, ids=lambda mutation: mutation.kind)
def test_a_broken_file_is_caught(mutation, cases, build_draft, as_bytes, check_everything, figures):
    missed = []
    for case in _sampled([case for case in cases if case.is_draft], 4):
        findings = check_everything(mutation.edit(as_bytes(build_draft(case))))
        errors = {finding.rule.id for finding in findings if finding.severity is Severity.ERROR}
        figures[mutation.kind]["made"] += 1
        figures[mutation.kind]["caught"] += bool(errors)
        if not errors & set(mutation.rules):
            missed.append(f"{case}: {[(one.rule.id, one.message) for one in findings]}")
    assert missed == []
