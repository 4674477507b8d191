"""The ``edgarSubmission`` wrapper that a filer transmits: XML with its documents in base64."""

from __future__ import annotations

import base64
import binascii
import re

from preflight.filing.elements import Node, parse_string
from preflight.filing.model import Container, ContainerKind, SourceDocument, SubmittedDocument
from preflight.filing.source import holds_ownership_document

_WHITE_SPACE = re.compile(r"\s+")


def read_wrapper(wrapper: SourceDocument) -> Container:
    """Return the container that ``wrapper`` describes, its documents decoded.

    A block that is not base64 has ``content`` ``None`` and ``decode_error`` set; nothing is raised.
    """
    root = Node(wrapper, wrapper.root)
    return Container(
        kind=ContainerKind.EDGAR_SUBMISSION,
        submission_type=root.value("submissionType", parse_string),
        test_or_live=root.value("testOrLive", parse_string),
        wrapper=wrapper,
        documents=tuple(
            _document(node, position) for position, node in enumerate(root.children("edgarDocument"), 1)
        ),
    )


def _document(node: Node, position: int) -> SubmittedDocument:
    block = node.value("documentMimeBlock", parse_string)
    content, decode_error = None, None
    if block is None:
        decode_error = "the document has no documentMimeBlock"
    else:
        content, decode_error = _decode(block.raw)
    return SubmittedDocument(
        position=position,
        name=node.value("documentName", parse_string),
        type=node.value("documentType", parse_string),
        description=node.value("documentDescription", parse_string),
        content=content,
        content_place=block.place if block is not None else None,
        decode_error=decode_error,
        is_ownership_document=content is not None and holds_ownership_document(content),
        place=node.place,
    )


def _decode(raw: str) -> tuple[bytes | None, str | None]:
    text = _WHITE_SPACE.sub("", raw)
    if not text:
        return None, "the documentMimeBlock is empty"
    try:
        return base64.b64decode(text, validate=True), None
    except (binascii.Error, ValueError) as error:
        return None, f"the documentMimeBlock is not base64: {error}"
