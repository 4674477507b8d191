"""Strict building of an instrument's ``document``: where the signed text is, and its digest."""

from __future__ import annotations

import re
from typing import Any

from preflight.authority.instruments import Document
from preflight.registries.errors import shown
from preflight.registries.fields import (
    Wrong,
    check_fields,
    cik_list,
    flag,
    missing,
    name_of,
    optional_day,
    optional_text,
)

DOCUMENT_FIELDS = frozenset(
    ("path", "url", "sha256", "accession_number", "exhibit", "filed", "owner_ciks", "notarized")
)

_sha256 = re.compile(r"[0-9A-Fa-f]{64}").fullmatch
_accession_number = re.compile(r"(\d{10})-?(\d{2})-?(\d{6})", re.ASCII).fullmatch


def build_document(value: Any) -> Document:
    """Return the document that ``value`` writes: a path alone, or an object.

    The accession number is brought to the form ``0001234567-26-000001`` and the digest to lower case.
    """
    if isinstance(value, str):
        return Document(path=name_of(value))
    check_fields(value, DOCUMENT_FIELDS, "document")
    if not value:
        missing("path", "document", "Say where the signed text is, or leave document out.")
    digest = optional_text(value, "sha256")
    if digest is not None and not _sha256(digest):
        raise Wrong(("sha256",), f"A SHA-256 of 64 hexadecimal digits was expected, found {shown(digest)}.")
    url = optional_text(value, "url")
    if url is not None and not url.startswith(("https://", "http://")):
        raise Wrong(("url",), f"An http:// or https:// address was expected, found {shown(url)}.")
    return Document(
        path=optional_text(value, "path"),
        url=url,
        sha256=None if digest is None else digest.lower(),
        accession_number=_accession(value),
        exhibit=optional_text(value, "exhibit"),
        filed=optional_day(value, "filed"),
        owner_ciks=cik_list(value, "owner_ciks"),
        notarized=flag(value, "notarized", False) if value.get("notarized") is not None else None,
    )


def _accession(value: dict[str, Any]) -> str | None:
    written = optional_text(value, "accession_number")
    if written is None:
        return None
    found = _accession_number(written)
    if not found:
        raise Wrong(
            ("accession_number",),
            f"An accession number was expected, found {shown(written)}.",
            "Write it as EDGAR shows it: 0001234567-26-000001.",
        )
    return "-".join(found.groups())
