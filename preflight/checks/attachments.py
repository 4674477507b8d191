"""The documents that an ``edgarSubmission`` carries: decodable, of a type and a name that EDGAR takes.

What EDGAR has published is not asked: in a full-submission text it has given types and names itself. As in
:mod:`preflight.checks.submission`, a wrapper with several ownership documents is told about once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from preflight.checks.submission import is_first_of_its_wrapper
from preflight.filing.ccc import ccc_values, mask
from preflight.filing.model import Filing, SubmittedDocument
from preflight.findings import Finding, Place, Related, Rule, Severity
from preflight.hookspecs import CheckContext

_SPECIFICATION = "EDGAR Ownership XML Technical Specification v5.5 (March 2026)"

DOC012 = Rule(
    "DOC012",
    Severity.ERROR,
    "Attachment not acceptable",
    f"{_SPECIFICATION}, sections on the submission file, file names and supporting documents",
    message="{document} {problem}.",
    remedy="{way_out}",
)
SUB005 = Rule(
    "SUB005",
    Severity.ERROR,
    "Document cannot be decoded",
    f"{_SPECIFICATION}, section on the submission file: documentMimeBlock holds the document in base64",
    message="{document} cannot be read: {reason}.",
    remedy="Encode the document's bytes in base64 and write the text into documentMimeBlock.",
)
SUB006 = Rule(
    "SUB006",
    Severity.ERROR,
    "More than one ownership document",
    f"{_SPECIFICATION}, section on the submission file: one primary document in a submission",
    message="The submission holds {count} ownership documents; exactly one may stand.",
    remedy="Send each ownership document in a submission of its own.",
)
SUB007 = Rule(
    "SUB007",
    Severity.ERROR,
    "Too many attachments of a kind",
    f"{_SPECIFICATION}, section on supporting documents: 100 CORRESP, 10 COVER, 500 others together",
    message="The submission holds {count} attachments of type {kind}; at most {maximum} may stand.",
    remedy="Leave out attachments, or file the rest in a further submission.",
)
SUB008 = Rule(
    "SUB008",
    Severity.ERROR,
    "Executable code in an attachment",
    "Regulation S-T, Rule 106 (17 CFR 232.106): a submission with executable code is suspended",
    message="{document} holds {found}, and EDGAR suspends a submission with executable code.",
    remedy="Remove scripts, event attributes and embedded programs from the document.",
)
SUB009 = Rule(
    "SUB009",
    Severity.WARNING,
    "Character outside ASCII in an attachment",
    "EDGAR Filer Manual, volume II, section 5: ASCII and HTML documents hold ASCII characters",
    message="{document} holds {count} byte(s) outside ASCII, the first in line {line}.",
    remedy="Use plain quotes and hyphens, and in HTML write other characters as references such as &#233;.",
)

RULES = (DOC012, SUB005, SUB006, SUB007, SUB008, SUB009)
"""The rules that this module reports."""

_TYPES = ("CORRESP", "COVER", "EX-24", "EX-99", "GRAPHIC")
# Most filings bring no attachment, so these patterns are compiled where they are used.
_TYPE = r"(?s)(CORRESP|COVER|EX-24|EX-99|GRAPHIC)(?:\..*)?"
_MOST = (("CORRESP", 100), ("COVER", 10), ("EX-24, EX-99 or GRAPHIC", 500))
_OWNERSHIP_EXTENSIONS = (".xml",)
_ATTACHMENT_EXTENSIONS = (".txt", ".htm", ".jpg", ".gif")
_IMAGES = (".jpg", ".gif")
_LONGEST_NAME = 32
_NAME = r"(?a)[a-z][a-z0-9_-]*\.[a-z0-9]+"

_IMAGE_REFERENCE = rb"""(?i)<img\b[^>]{0,2000}?\bsrc\s*=\s*["']?\s*([^"'\s>]+)"""
_EXECUTABLE = (
    (rb"(?i)<\s*(script|applet|object|embed|iframe)\b", "the HTML element {}"),
    (rb"(?i)<[a-z][^>]{0,500}?\s(on[a-z]{3,20})\s*=", "the event attribute {}"),
    (rb"(?i)[\"'=\s](javascript|vbscript):", "a link that runs {}"),
)
_OUTSIDE_ASCII = rb"[\x80-\xff]"


def check(filing: Filing, context: CheckContext) -> Iterator[Finding]:
    """Yield what is wrong with the documents of the wrapper that ``filing`` came in."""
    if filing.container.wrapper is None or not is_first_of_its_wrapper(filing):
        return
    documents = filing.container.documents
    secrets = ccc_values(filing)
    yield from ownership_documents(documents)
    yield from names_used_twice(documents, secrets)
    attachments = [document for document in documents if not document.is_ownership_document]
    yield from too_many(attachments)
    yield from images_without_reference(attachments, secrets)
    for document in documents:
        label = mask(_label(document), secrets)
        yield from document_name(document, label)
        # A block that is missing or misspelt is told with the wrapper's elements (SUB001).
        if document.decode_error is not None and document.content_place is not None:
            yield SUB005.at(document.content_place, document=label, reason=document.decode_error)
    for document in attachments:
        label = mask(_label(document), secrets)
        yield from attachment_type(document, label)
        if document.content is not None:
            yield from attachment_content(document, label, document.content)


def ownership_documents(documents: tuple[SubmittedDocument, ...]) -> Iterator[Finding]:
    """One ownership document a submission (SUB006). A submission without one cannot be read at all."""
    ownership = [document for document in documents if document.is_ownership_document]
    if len(ownership) > 1:
        yield SUB006.at(
            ownership[1].place,
            related=tuple(Related("an ownership document", document.place) for document in ownership),
            count=len(ownership),
        )


def names_used_twice(documents: tuple[SubmittedDocument, ...], secrets: tuple[str, ...]) -> Iterator[Finding]:
    """No two documents have one name (DOC012, as a warning: no text of the SEC was found that says so)."""
    first_with: dict[str, SubmittedDocument] = {}
    for document in documents:
        name = document.name.text.lower() if document.name is not None else ""
        first = first_with.setdefault(name, document)
        if name and first is not document:
            yield DOC012.at(
                _place(document),
                severity=Severity.WARNING,
                related=(Related("the first document of this name", first.place),),
                document=f"Document {document.position}",
                problem=f'has the name "{mask(name, secrets)}", as document {first.position} has',
                way_out="Give each document its own name.",
            )


def too_many(attachments: list[SubmittedDocument]) -> Iterator[Finding]:
    """No more attachments of a kind than EDGAR takes (SUB007)."""
    kinds = Counter(_kind(document) for document in attachments)
    for kind, maximum in _MOST:
        if kinds[kind] > maximum:
            extra = [document for document in attachments if _kind(document) == kind][maximum]
            yield SUB007.at(extra.place, count=kinds[kind], kind=kind, maximum=maximum)


def images_without_reference(
    attachments: list[SubmittedDocument], secrets: tuple[str, ...]
) -> Iterator[Finding]:
    """Every attached image is shown by an attached HTML document (DOC012)."""
    referenced = {
        reference.rpartition(b"/")[2].decode("ascii", "replace").lower()
        for document in attachments
        if document.content is not None and _extension(document) == ".htm"
        for reference in re.findall(_IMAGE_REFERENCE, document.content)
    }
    for document in attachments:
        name = document.name.text if document.name is not None else ""
        if _extension(document) in _IMAGES and name.lower() not in referenced:
            yield DOC012.at(
                document.place,
                document=mask(_label(document), secrets),
                problem="is an image to which no attached HTML document refers",
                way_out="Show it in an HTML attachment by an img element, or leave it out.",
            )


def document_name(document: SubmittedDocument, label: str) -> Iterator[Finding]:
    """The name is one that EDGAR takes, with an extension that fits (DOC012).

    An empty name and one over 32 characters are told by the wrapper's fields (SUB002).
    """
    name = document.name.raw if document.name is not None else ""
    if not name or len(name) > _LONGEST_NAME:
        return
    if _extension(document) == ".pdf" and not document.is_ownership_document:
        return  # told with the content: another name would not help
    allowed = _OWNERSHIP_EXTENSIONS if document.is_ownership_document else _ATTACHMENT_EXTENSIONS
    problem = _name_problem(name)
    if problem is None and not name.endswith(allowed):
        problem = f"must end in {', '.join(allowed)}"
    if problem is not None:
        yield DOC012.at(
            _place(document),
            document=label,
            problem=f"has a name that {problem}",
            way_out="Use lower-case letters and digits, a letter first, at most one underscore, "
            f"one hyphen and one period, and the extension {' or '.join(allowed)}.",
        )


def attachment_type(document: SubmittedDocument, label: str) -> Iterator[Finding]:
    """The attachment is of a type that an ownership submission takes (DOC012)."""
    raw = document.type.raw if document.type is not None else ""
    if not raw or re.fullmatch(_TYPE, raw):
        return
    suggestion = _near_type(raw)
    yield DOC012.at(
        document.type.place if document.type is not None else document.place,
        document=label,
        problem=f"is of a type that cannot be attached; the types are {', '.join(_TYPES)}",
        way_out=f"Write {suggestion}."
        if suggestion
        else "Leave the document out, or give it a type of these.",
    )


def attachment_content(document: SubmittedDocument, label: str, content: bytes) -> Iterator[Finding]:
    """The attachment is no PDF (DOC012), runs nothing (SUB008), and is in ASCII (SUB009)."""
    place = document.content_place or document.place
    extension = _extension(document)
    if content.startswith(b"%PDF") or extension == ".pdf":
        yield DOC012.at(
            document.place,
            document=label,
            problem="is a PDF, which EDGAR throws away with a warning, so that it would not be on file",
            way_out="Attach the text as a plain text (.txt) or HTML (.htm) document.",
        )
        return
    if extension in _IMAGES:
        return
    if extension == ".htm":
        for pattern, found in _EXECUTABLE:
            if match := re.search(pattern, content):
                yield SUB008.at(
                    _inside(place, document, content, match.start()),
                    document=label,
                    found=found.format(match[1].decode("ascii").lower()),
                )
                break
    if first := re.search(_OUTSIDE_ASCII, content):
        yield SUB009.at(
            _inside(place, document, content, first.start()),
            document=label,
            count=len(re.findall(_OUTSIDE_ASCII, content)),
            line=content.count(b"\n", 0, first.start()) + 1,
        )


def _label(document: SubmittedDocument) -> str:
    """The document's type and name for a sentence, cut to what such fields may hold."""
    type = document.type.text[:20] if document.type is not None else ""
    name = document.name.text[:60] if document.name is not None else ""
    return " ".join(filter(None, (type, f'"{name}"' if name else ""))) or f"Document {document.position}"


def _place(document: SubmittedDocument) -> Place:
    return document.name.place if document.name is not None else document.place


def _inside(place: Place, document: SubmittedDocument, content: bytes, position: int) -> Place:
    """The place of the byte at ``position`` of the decoded document."""
    name = document.name.text if document.name is not None else f"document {document.position}"
    line = content.count(b"\n", 0, position) + 1
    return Place(place.draft, place.line, element=place.element, part=name, part_line=line)


def _kind(document: SubmittedDocument) -> str:
    """The group within which attachments of this type are counted; empty for types that EDGAR refuses."""
    match = re.fullmatch(_TYPE, document.type.raw) if document.type is not None else None
    if match is None:
        return ""
    return match[1] if match[1] in {"CORRESP", "COVER"} else _MOST[2][0]


def _extension(document: SubmittedDocument) -> str:
    """The name's extension in lower case, ``.html`` and ``.jpeg`` counted as ``.htm`` and ``.jpg``."""
    name = document.name.text.lower() if document.name is not None else ""
    extension = f".{name.rpartition('.')[2]}"
    return {".html": ".htm", ".jpeg": ".jpg"}.get(extension, extension)


def _name_problem(name: str) -> str | None:
    """What keeps ``name`` from being a file name that EDGAR takes, in words; ``None`` if nothing."""
    for found, problem in (
        (any(character.isspace() for character in name), "holds white space"),
        (name != name.lower(), "holds capitals"),
        (name.count(".") > 1, "has more than one period"),
        ("." not in name, "has no extension"),
        (name.count("_") > 1, "has more than one underscore"),
        (name.count("-") > 1, "has more than one hyphen"),
        (not ("a" <= name[:1] <= "z"), "does not begin with a letter"),
        (not re.fullmatch(_NAME, name), "holds other characters than letters, digits, underscore and hyphen"),
    ):
        if found:
            return problem
    return None


def _near_type(raw: str) -> str | None:
    """The attachment type that was probably meant (``Exhibit 24`` → ``EX-24``), or ``None``."""
    from difflib import get_close_matches

    bare = re.sub(r"EXHIBIT|EX", "EX-", raw.strip().upper()).replace(" ", "")
    bare = re.sub(r"-+", "-", bare)
    if re.fullmatch(_TYPE, bare):
        return bare
    close = get_close_matches(bare, _TYPES, n=1, cutoff=0.7)
    return close[0] if close else None
