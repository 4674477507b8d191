"""Elements to values: the small steps with which a filing is built from its XML tree.

Names are compared without a namespace, so that a document in a wrong namespace can still be read and the
schema check, not the reader, says what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from preflight.filing.model import FootnoteReference, Noted, SourceDocument, Value
from preflight.findings import Place

if TYPE_CHECKING:
    from lxml import etree

T = TypeVar("T")

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:Z|[+-]\d{2}:\d{2})?", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_CIK = re.compile(r"\d{1,10}", re.ASCII)
_BOOLEANS = {"0": False, "1": True, "false": False, "true": True}


def parse_string(raw: str) -> str | None:
    """The text without white space at its ends, or ``None`` where nothing is left."""
    return raw.strip() or None


def parse_date(raw: str) -> date | None:
    """A calendar date ``YYYY-MM-DD``; a zone suffix such as ``-05:00`` is dropped, as EDGAR accepts it."""
    match = _DATE.fullmatch(raw.strip())
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def parse_decimal(raw: str) -> Decimal | None:
    """An exact decimal number in digits with at most one point; no exponent, no thousands separators."""
    text = raw.strip()
    return Decimal(text) if _DECIMAL.fullmatch(text) else None


def parse_boolean(raw: str) -> bool | None:
    """``0``, ``1``, ``true`` or ``false``, in lower case as XML Schema has it."""
    return _BOOLEANS.get(raw.strip())


def parse_cik(raw: str) -> int | None:
    """A Central Index Key: one to ten digits, compared as a number since leading zeros are optional."""
    text = raw.strip()
    return int(text) if _CIK.fullmatch(text) else None


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def text_of(element: etree._Element) -> str:
    """All text of the element as written, without what comments and processing instructions hold."""
    if len(element) == 0:
        return element.text or ""
    # XPath's string value leaves comments and instructions out, and does not recurse in Python.
    return str(element.xpath("string()"))


class Node:
    """One element with its children by name, able to turn them into values with places."""

    __slots__ = ("_children", "element", "source")

    def __init__(self, source: SourceDocument, element: etree._Element) -> None:
        self.source = source
        self.element = element
        self._children: dict[str, list[etree._Element]] = {}
        for child in element:
            self._children.setdefault(local_name(child), []).append(child)

    @property
    def place(self) -> Place:
        """Where the element stands."""
        return self.source.place(self.element)

    def child(self, name: str) -> Node | None:
        """The first child element of that name, or ``None``."""
        found = self._children.get(name)
        return Node(self.source, found[0]) if found else None

    def children(self, name: str) -> list[Node]:
        """All child elements of that name, in document order."""
        return [Node(self.source, element) for element in self._children.get(name, ())]

    def value(self, name: str, parse: Callable[[str], T | None]) -> Value[T] | None:
        """The child ``name`` as a value, or ``None`` where it is absent."""
        found = self._children.get(name)
        return self._as_value(found[0], parse) if found else None

    def own_value(self, parse: Callable[[str], T | None]) -> Value[T]:
        """The element's own text as a value."""
        return self._as_value(self.element, parse)

    def noted(self, name: str, parse: Callable[[str], T | None]) -> Noted[T] | None:
        """The child ``name`` with its ``value`` and footnote references, or ``None`` where it is absent."""
        child = self.child(name)
        if child is None:
            return None
        return Noted(child.value("value", parse), child.footnote_references(), child.place)

    def footnote_references(self) -> tuple[FootnoteReference, ...]:
        """The ``footnoteId`` children of this element."""
        return tuple(footnote_reference(self.source, child) for child in self._children.get("footnoteId", ()))

    def _as_value(self, element: etree._Element, parse: Callable[[str], T | None]) -> Value[T]:
        raw = text_of(element)
        return Value(raw, parse(raw), self.source.place(element))


def footnote_reference(source: SourceDocument, element: etree._Element) -> FootnoteReference:
    """Read one ``footnoteId`` element."""
    parent = element.getparent()
    return FootnoteReference(
        id=element.get("id", ""),
        on="" if parent is None else local_name(parent),
        place=source.place(element),
    )
