"""Hardened XML parsing: no network, no document type, no entities, bounded depth, honest messages.

libxml2 (through lxml) is bounded by its own limits as long as ``huge_tree`` is off, among them 10 MB for
one text. Depth and number of elements are bounded here as well: the parser's limit of depth changes from
version to version, and finding the path of an element takes time with the number of its siblings. A
document type declaration is refused before the parser sees it, so that entity expansion cannot start.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from preflight.filing.draft_error import XML002, XML003, XML004, XML005, DraftError, draft_error

if TYPE_CHECKING:
    from lxml import etree

_DECLARED_ENCODING = re.compile(rb"""^<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_WIDE_BEGINNINGS = (
    ("utf-16-le", (b"<\0?\0", b"<\0!\0")),
    ("utf-16-be", (b"\0<\0?", b"\0<\0!")),
    ("utf-32-le", (b"<\0\0\0?\0\0\0", b"<\0\0\0!\0\0\0")),
    ("utf-32-be", (b"\0\0\0<\0\0\0?", b"\0\0\0<\0\0\0!")),
)
"""What a prolog begins with where two or four bytes make a character and no mark says so."""

MAXIMUM_DEPTH = 256
"""Levels of nesting. The deepest path of the ownership format has seven."""
MAXIMUM_TAGS = 50_000
"""Start tags, end tags and the like. The largest of five million filings has about 25,000 of them."""

_PROLOG_ITEM = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)


def parse_xml(content: bytes, draft: str, *, line_offset: int = 0) -> etree._Element:
    """Return the root element of ``content``; lines in errors are shifted by ``line_offset``.

    Any encoding that XML allows is taken (a byte order mark or the declaration says which). Raises
    :class:`DraftError`: ``XML003`` where the text is not well-formed XML, ``XML004`` for a document type
    declaration, ``XML005`` where a safety limit of the parser is exceeded.
    """
    from lxml import etree

    _refuse_document_type(content, draft, line_offset)
    if content.count(b"<") > MAXIMUM_TAGS:
        raise draft_error(XML005, draft, f"the document has more than {MAXIMUM_TAGS} tags", _TOO_LARGE)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        recover=False,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _syntax_error(error, content, draft, line_offset) from error
    except (ValueError, LookupError) as error:
        raise draft_error(
            XML003,
            draft,
            f"the text cannot be read as XML: {error}",
            "Save the draft as UTF-8 without an encoding declaration.",
            line=1 + line_offset,
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        # An encoding that only libxml2 knows can hide the declaration from the look at the prolog.
        raise _document_type(draft, 1 + line_offset)
    if root.xpath(f"boolean({'/*' * (MAXIMUM_DEPTH + 1)})"):
        raise draft_error(XML005, draft, _TOO_DEEP, _DEPTH_REMEDY, line=(root.sourceline or 1) + line_offset)
    return root


def _refuse_document_type(content: bytes, draft: str, line_offset: int) -> None:
    """Raise ``XML004`` where a ``<!DOCTYPE`` stands before the root element."""
    text = _decoded(content)
    position = 1 if text.startswith("\ufeff") else 0
    while match := _PROLOG_ITEM.match(text, position):
        position = match.end()
    if text[position : position + 9].upper() != "<!DOCTYPE":
        return
    line = text.count("\n", 0, position) + 1 + line_offset
    if text[position + 9 : position + 40].strip().lower().startswith("html"):
        raise draft_error(
            XML002,
            draft,
            "this is an HTML page (perhaps EDGAR's rendering of the form), not an ownershipDocument XML",
            "Take the raw XML: on EDGAR, the same address without the folder that begins with xsl.",
            line=line,
        )
    raise _document_type(draft, line)


def _document_type(draft: str, line: int) -> DraftError:
    return draft_error(
        XML004,
        draft,
        "a document type declaration (<!DOCTYPE ...>) stands before the root element; "
        "EDGAR's ownership format has none",
        "Delete the <!DOCTYPE ...> declaration. " + _ESCAPE,
        line=line,
    )


def _decoded(content: bytes) -> str:
    """The text in the encoding that its first bytes show, good enough to look at the prolog."""
    if content.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return content.decode("utf-32", "replace")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    for encoding, prefixes in _WIDE_BEGINNINGS:
        if content.startswith(prefixes):
            return content.decode(encoding, "replace")
    declared = _DECLARED_ENCODING.match(content.removeprefix(b"\xef\xbb\xbf"))
    name = declared.group(1).decode("ascii") if declared else "utf-8"
    try:
        return content.decode(name, "replace")
    except (LookupError, ValueError):
        return content.decode("latin-1")


def _syntax_error(error: etree.XMLSyntaxError, content: bytes, draft: str, line_offset: int) -> DraftError:
    raw = " ".join((error.msg or "the text is not XML").split(", line ")[0].split())
    line, column = error.position
    rule, message, remedy = XML003, raw, "Correct the text at this place, or write the draft out again."
    declared = _DECLARED_ENCODING.match(content.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower().startswith((b"utf-16", b"utf-32", b"ucs", b"iso-10646")):
        message = f"the encoding declared is {declared[1].decode('ascii')}, but the bytes are not in it"
        remedy = "Declare the encoding in which the file is saved, or delete the encoding declaration."
    else:
        for words, own_rule, own_message, own_remedy in _TRANSLATIONS:
            if words in raw:
                rule, message, remedy = own_rule, own_message.format(raw=raw), own_remedy
                break
    return draft_error(rule, draft, message, remedy, line=(line or 1) + line_offset, column=column or None)


_ESCAPE = "Write &amp; for &, &lt; for < and &gt; for > inside values."
_TOO_DEEP = f"elements are nested more than {MAXIMUM_DEPTH} levels deep"
_DEPTH_REMEDY = (
    "An ownership document is at most seven levels deep; check that this is the draft that you meant."
)
_TOO_LARGE = "Check that this is the draft that you meant; an ownership document is far smaller."
_TRANSLATIONS = (
    ("Excessive depth", XML005, _TOO_DEEP, _DEPTH_REMEDY),
    ("XML_PARSE_HUGE", XML005, "one text or name of the document is longer than 10 MB", _TOO_LARGE),
    (
        "amplification",
        XML005,
        "entities of the document expand without end",
        "Delete all entity declarations.",
    ),
    (
        "Document is empty",
        XML003,
        "the document is empty",
        "Check that the draft was written out completely.",
    ),
    (
        "Premature end",
        XML003,
        "the document ends before all its elements are closed: {raw}",
        "The file looks cut off. Write the draft out again.",
    ),
    (
        "Extra content at the end",
        XML003,
        "something follows the end of the document's root element",
        "Keep one ownershipDocument a file and delete what follows </ownershipDocument>.",
    ),
    (
        "declaration allowed only at the start",
        XML003,
        "the XML declaration (<?xml ...?>) is not the very first thing in the file",
        "Delete everything that stands before <?xml, blank lines too.",
    ),
    (
        "Invalid bytes in character encoding",
        XML003,
        "a byte is not UTF-8, and no other encoding is declared",
        'Save the draft as UTF-8, or declare its true encoding in <?xml ... encoding="..."?>.',
    ),
    (
        "Unsupported encoding",
        XML003,
        "the encoding that the draft declares is not known: {raw}",
        'Save the draft as UTF-8 and declare encoding="UTF-8", or delete the encoding declaration.',
    ),
    (
        "Char 0x0",
        XML003,
        "a NUL byte stands in the text",
        "Save the draft as UTF-8; a file in UTF-16 must begin with a byte order mark.",
    ),
    (
        "nvalid Char",
        XML003,
        "a control character stands in the text that XML does not allow: {raw}",
        "Delete the character at this place.",
    ),
    (
        "nvalid xmlChar",
        XML003,
        "a character reference (&#...;) names a character that XML does not allow: {raw}",
        "Delete the reference at this place.",
    ),
    (
        "AttValue",
        XML003,
        "the value of an attribute does not stand in quotation marks",
        'Write attributes as name="value".',
    ),
    (
        "redefined",
        XML003,
        "an element has the same attribute twice: {raw}",
        "Delete one of the two attributes.",
    ),
    (
        "Opening and ending tag mismatch",
        XML003,
        "start and end tag differ: {raw}",
        "Make both tags the same.",
    ),
    ("xmlParseEntityRef", XML003, "an ampersand (&) stands unescaped: {raw}", _ESCAPE),
    ("EntityRef", XML003, "an ampersand (&) stands unescaped: {raw}", _ESCAPE),
    ("Entity", XML003, "an entity is used that XML does not have by itself: {raw}", _ESCAPE),
    ("StartTag: invalid element name", XML003, "a less-than sign (<) stands unescaped: {raw}", _ESCAPE),
)
