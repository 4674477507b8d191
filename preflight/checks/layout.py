"""The XML around the values: declaration, processing instructions, line breaks.

Everything here speaks to the filer: in a disseminated filing EDGAR has written the layout, and only a
processing instruction is still worth a word there (a browser or a copy tool added it).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from preflight.filing.elements import local_name
from preflight.filing.model import Filing, Profile
from preflight.findings import Finding, Rule, Severity
from preflight.hookspecs import CheckContext

if TYPE_CHECKING:
    from lxml import etree

_SPECIFICATION = "EDGAR Ownership XML Technical Specification v5.5 (March 2026)"
_LONGEST_LINE = 2000
_TAGS_OF_ONE_ELEMENT = 2
_FREE_TEXT = {
    "issuerTradingSymbol": 10,
    "issuerForeignTradingSymbol": 14,
    "rptOwnerStreet1": 40,
    "rptOwnerStreet2": 40,
    "rptOwnerCity": 30,
    "rptOwnerNonUSStateTerritory": 40,
    "officerTitle": 30,
    "otherText": 30,
    "signatureName": 255,
    "securityTitle": 60,
    "underlyingSecurityTitle": 60,
    "natureOfOwnership": 100,
}
"""Short texts with their lengths: a line break that makes one longer, and one anywhere else, is the schema's
finding. Of the last three it is the ``value`` that is meant."""

DOC002 = Rule(
    "DOC002",
    Severity.ERROR,
    "Processing instruction or stylesheet",
    f"{_SPECIFICATION}, section 4.3: no stylesheet reference and no other processing instruction",
    message="The document has the processing instruction <?{target} ...?>, on which EDGAR suspends a filing.",
    remedy="Delete the line; the only thing of this kind that may stand is the <?xml ...?> declaration.",
)
DOC003 = Rule(
    "DOC003",
    Severity.ERROR,
    "XML declaration not as EDGAR takes it",
    f"{_SPECIFICATION}, section 4.3: an XML declaration comes first in the file and its version is 1.0",
    message="The XML declaration says version {version}, but EDGAR takes version 1.0 only.",
    remedy='Write <?xml version="1.0"?>, or leave the declaration out.',
)
DOC004 = Rule(
    "DOC004",
    Severity.WARNING,
    "Value split over lines",
    f"{_SPECIFICATION}, section 2: start tag, value and end tag on one line, since white space counts",
    message="The value of {element} holds {breaks} line break(s), which EDGAR counts and keeps.",
    remedy="Write start tag, value and end tag of {element} on one line.",
)
DOC006 = Rule(
    "DOC006",
    Severity.INFO,
    "One-line layout",
    f"{_SPECIFICATION}, section 2: one-line XML is legal and strongly discouraged",
    message="Line {line} of the document holds several elements in {length} bytes without a line break.",
    remedy="Write each element on a line of its own.",
)


RULES = (DOC002, DOC003, DOC004, DOC006)
"""The rules that this module reports."""


def check(filing: Filing, context: CheckContext) -> Iterator[Finding]:
    """Yield what is wrong with the layout of ``filing``'s document."""
    yield from processing_instructions(filing)
    if filing.profile is Profile.DRAFT:
        yield from declaration(filing)
        yield from split_values(filing)
        yield from long_line(filing)


def processing_instructions(filing: Filing) -> Iterator[Finding]:
    """No processing instruction before, in or after the root element (DOC002)."""
    severity = Severity.ERROR if filing.profile is Profile.DRAFT else Severity.WARNING
    root = filing.document.root
    for node in (
        *reversed(list(root.itersiblings(preceding=True))),
        *root.iter(),
        *root.itersiblings(),
    ):
        if _is_processing_instruction(node):
            place = filing.document.place_at_line(node.sourceline or 1)
            yield DOC002.at(place, severity=severity, target=str(getattr(node, "target", "")))


def declaration(filing: Filing) -> Iterator[Finding]:
    """The XML declaration, where there is one, says version 1.0 (DOC003).

    Text before the declaration makes the document unreadable (XML003). Of a byte order mark it is not known
    whether EDGAR takes it.
    """
    if filing.document.content.startswith(b"\xef\xbb\xbf"):
        yield DOC003.at(
            filing.document.place_at_line(1),
            severity=Severity.INFO,
            message="A byte order mark stands before the document, and whether EDGAR takes it is not known.",
            remedy="Save the draft as UTF-8 without a byte order mark.",
        )
    version = filing.document.root.getroottree().docinfo.xml_version
    if version != "1.0":
        yield DOC003.at(filing.document.place_at_line(1), version=version)


def split_values(filing: Filing) -> Iterator[Finding]:
    """No line break inside a short text (DOC004)."""
    for element in filing.document.root.iter():
        text = element.text or ""
        if len(element) or "\n" not in text or not text.strip():
            continue
        parent = element.getparent()
        name = local_name(parent if parent is not None and local_name(element) == "value" else element)
        if len(text) <= _FREE_TEXT.get(name, 0):
            yield DOC004.at(filing.document.place(element), element=name, breaks=text.count("\n"))


def long_line(filing: Filing) -> Iterator[Finding]:
    """No line over 2,000 bytes with more than one element on it (DOC006); the first one is told."""
    for number, line in enumerate(filing.document.content.splitlines(), 1):
        if len(line) > _LONGEST_LINE and line.count(b"<") > _TAGS_OF_ONE_ELEMENT:
            yield DOC006.at(filing.document.place_at_line(number), line=number, length=len(line))
            return


def _is_processing_instruction(node: etree._Element) -> bool:
    # lxml gives comments and processing instructions a function as tag; only the latter have a target.
    return not isinstance(node.tag, str) and hasattr(node, "target")
