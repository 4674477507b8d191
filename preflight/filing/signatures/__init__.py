"""Signature lines: the grammar of ``signatureName``, and which signature stands for which owner.

:func:`parse_signature_line` reads one line, :func:`attribute` ties the lines of a filing to its owners.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from preflight.filing.signatures.attribution import (
    AttributedSignature,
    Attribution,
    AttributionBasis,
    NoOwnerReason,
    ReadSignature,
    UnattributedSignature,
    attribute,
)
from preflight.filing.signatures.line import (
    EntityStep,
    LineStatus,
    PaperReference,
    Part,
    SignatureLine,
    Signer,
    SigningRole,
    Span,
)
from preflight.filing.signatures.reading import parse_signature_line

if TYPE_CHECKING:
    from preflight.filing.signatures.formatting import format_signature_line

__all__ = [
    "AttributedSignature",
    "Attribution",
    "AttributionBasis",
    "EntityStep",
    "LineStatus",
    "NoOwnerReason",
    "PaperReference",
    "Part",
    "ReadSignature",
    "SignatureLine",
    "Signer",
    "SigningRole",
    "Span",
    "UnattributedSignature",
    "attribute",
    "format_signature_line",
    "parse_signature_line",
]


def __getattr__(name: str) -> object:
    """Import the writing of lines when it is asked for; a check only reads them."""
    if name != "format_signature_line":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from preflight.filing.signatures.formatting import format_signature_line

    return format_signature_line
