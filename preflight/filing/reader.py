"""The front door of reading: a path in, filings out.

A draft is the bare ``ownershipDocument`` XML, an ``edgarSubmission`` with its documents in base64, or a
full-submission text. Reading never judges what a filing says; it raises
:class:`~preflight.filing.draft_error.DraftError` only where no ownership document can be read at all.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from preflight.filing.build import build_filing
from preflight.filing.draft_error import XML002, XML005, XML006, DraftError, draft_error
from preflight.filing.elements import local_name
from preflight.filing.model import (
    Container,
    ContainerKind,
    Exhibit,
    Filing,
    Profile,
    SourceDocument,
    SubmittedDocument,
    Value,
)
from preflight.filing.source import appearance, holds_ownership_document, looks_like_xml, read_source
from preflight.filing.submission_text import (
    TextDocument,
    is_submission_text,
    join_cut_lines,
    read_header,
    split_documents,
)
from preflight.filing.xml import parse_xml
from preflight.findings import Place

if TYPE_CHECKING:
    from lxml import etree

_EXPECTED = (
    "expected an ownershipDocument XML, an edgarSubmission XML, "
    "or a full-submission text with a <DOCUMENT> block"
)
MAXIMUM_PARTIES = 200
"""Owners, and signatures: each signature is held against each owner, which takes time with their product."""
MAXIMUM_DOCUMENTS = 1000
"""Documents of one submission text. An ownership submission has one, and a few exhibits."""
_OWNERSHIP_ROOT = "ownershipDocument"
_WRAPPER_ROOT = "edgarSubmission"


def read_drafts(draft: str, *, profile: Profile | None = None) -> list[Filing]:
    """Read the draft at the path ``draft`` (``-`` for standard input).

    Returns one filing for each ownership document in it: one in every acceptable draft, more where a
    submission wrongly holds several. ``profile`` overrides the detected profile. Raises
    :class:`~preflight.filing.draft_error.DraftError` where nothing can be read.
    """
    return read_content(read_source(draft), draft, profile=profile)


def read_content(content: bytes, draft: str, *, profile: Profile | None = None) -> list[Filing]:
    """Read the bytes of a draft; ``draft`` is the name used in places. Otherwise as :func:`read_drafts`."""
    filings = _read_content(content, draft, profile)
    for filing in filings:
        most = max(len(filing.reporting_owners), len(filing.signatures))
        if most > MAXIMUM_PARTIES:
            raise draft_error(
                XML005,
                draft,
                f"the document has {most} reporting owners or signatures; EDGAR takes ten of each",
                "Check that this is the draft that you meant; split a larger group into several filings.",
                line=filing.place.line,
            )
    return filings


def _read_content(content: bytes, draft: str, profile: Profile | None) -> list[Filing]:
    if is_submission_text(content):
        return _read_submission_text(content, draft, profile)
    if not looks_like_xml(content):
        raise draft_error(
            XML002, draft, f"this looks like {appearance(content)}; {_EXPECTED}", "Give the draft's XML file."
        )
    root = _parse(content, draft, 0)
    name = local_name(root)
    source = SourceDocument(draft, content, root)
    if name == _OWNERSHIP_ROOT:
        return [build_filing(source, Container(ContainerKind.BARE), profile=profile)]
    if name == _WRAPPER_ROOT:
        return _read_edgar_submission(source, profile)
    raise _wrong_root(name, content, draft, root.sourceline or 1)


def _wrong_root(name: str, content: bytes, draft: str, line: int) -> DraftError:
    if name.lower() == "html":
        found = "this is an HTML page (perhaps EDGAR's rendering of the form)"
        remedy = "Take the raw XML: on EDGAR, the same address without the folder that begins with xsl."
    else:
        found = f"the root element is {name!r}"
        remedy = f"Write the root element as <{_OWNERSHIP_ROOT}>, in exactly this spelling and case."
    return draft_error(XML002, draft, f"{found}; {_EXPECTED}", remedy, line=line)


def _parse(content: bytes, draft: str, line_offset: int) -> etree._Element:
    try:
        return parse_xml(content, draft, line_offset=line_offset)
    except DraftError:
        joined = join_cut_lines(content)
        if joined is None:
            raise
        return parse_xml(joined, draft, line_offset=line_offset)


def _read_submission_text(content: bytes, draft: str, profile: Profile | None) -> list[Filing]:
    number = content.count(b"<DOCUMENT>")
    if number > MAXIMUM_DOCUMENTS:
        raise draft_error(
            XML005,
            draft,
            f"the submission has {number} documents",
            "Check that this is the submission that you meant; split what several filings were put into.",
        )
    header = read_header(content)
    documents = list(split_documents(content))
    ownership = [document for document in documents if _is_ownership(document)]
    if not ownership:
        types = ", ".join(document.type or "without a type" for document in documents) or "no document at all"
        raise draft_error(
            XML002,
            draft,
            f"the submission holds no ownershipDocument XML (found: {types})",
            "Give the full-submission text of a Form 3, 4 or 5.",
        )
    exhibits = tuple(
        Exhibit(
            type=document.type,
            file_name=document.file_name,
            description=document.description,
            content=document.content,
            place=Place(draft, document.line, part=document.file_name or None),
        )
        for document in documents
        if document not in ownership
    )
    filings = []
    for document in ownership:
        start = len(document.content) - len(document.content.lstrip())
        offset = document.line - 1 + document.content.count(b"\n", 0, start)
        xml = document.content[start:]
        root = _parse(xml, draft, offset)
        if local_name(root) != _OWNERSHIP_ROOT:
            raise _wrong_root(local_name(root), xml, draft, offset + 1)
        submission_type = header.submission_type
        container = Container(
            kind=ContainerKind.FULL_SUBMISSION_TEXT,
            submission_type=Value(submission_type, submission_type, Place(draft))
            if submission_type
            else None,
            accession_number=header.accession_number,
            filed=header.filed,
            fiscal_year_end=header.fiscal_year_end,
            document_name=document.file_name or None,
            document_type=document.type or None,
        )
        source = SourceDocument(draft, xml, root, line_offset=offset)
        filings.append(build_filing(source, container, exhibits, profile))
    return filings


def _is_ownership(document: TextDocument) -> bool:
    """Whether the document is an ownership document, or holds one that would else be taken for an exhibit."""
    if document.is_xml or holds_ownership_document(document.content):
        return True
    return document.content.lstrip().startswith(b"<?xml")


def _read_edgar_submission(wrapper: SourceDocument, profile: Profile | None) -> list[Filing]:
    from preflight.filing.edgar_submission import read_wrapper

    container = read_wrapper(wrapper)
    ownership = [document for document in container.documents if document.is_ownership_document]
    if not ownership:
        broken = [document.decode_error for document in container.documents if document.decode_error]
        reason = broken[0] if broken else "none of its documents is an ownershipDocument XML"
        raise draft_error(
            XML006,
            wrapper.draft,
            f"the edgarSubmission holds no readable ownership document: {reason}",
            "Put the ownership XML, encoded in base64, into the documentMimeBlock of an edgarDocument.",
            line=wrapper.root.sourceline or 1,
        )
    exhibits = tuple(
        Exhibit(
            type=document.type.text if document.type else "",
            file_name=document.name.text if document.name else "",
            description=document.description.text if document.description else "",
            content=document.content,
            place=document.place,
        )
        for document in container.documents
        if document.content is not None and not document.is_ownership_document
    )
    return [_contained_filing(wrapper, container, document, exhibits, profile) for document in ownership]


def _contained_filing(
    wrapper: SourceDocument,
    container: Container,
    document: SubmittedDocument,
    exhibits: tuple[Exhibit, ...],
    profile: Profile | None,
) -> Filing:
    """The filing inside a wrapper: places give the line in the decoded text and the wrapper's line."""
    content = document.content or b""
    name = document.name.text if document.name is not None else f"document {document.position}"
    line = document.content_place.line if document.content_place is not None else 1
    try:
        root = parse_xml(content, wrapper.draft)
    except DraftError as error:
        finding = error.finding
        raise draft_error(
            finding.rule,
            wrapper.draft,
            f"in {name}, line {finding.place.line}: {finding.message}",
            finding.remedy,
            line=line,
        ) from error
    source = SourceDocument(wrapper.draft, content, root, part=name, part_line_in_container=line)
    if local_name(root) != _OWNERSHIP_ROOT:
        raise _wrong_root(local_name(root), content, wrapper.draft, line)
    named = replace(
        container,
        document_name=name,
        document_type=document.type.text if document.type is not None else None,
    )
    return build_filing(source, named, exhibits, profile)
