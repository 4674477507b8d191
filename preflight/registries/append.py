"""Appending records to a registry's text without touching what is there."""

from __future__ import annotations

import codecs
from collections.abc import Mapping, Sequence
from typing import Any

from preflight.lazy_dataclass import dataclass
from preflight.registries.document import Part, Text, decode, walk
from preflight.registries.errors import RegistryError
from preflight.registries.layout import lay_out_record


@dataclass(slots=True)
class _Section:
    """Where an array stands in the text: its brackets, and the end of its last element."""

    start: int
    end: int
    last: int | None


def append_records(content: bytes, location: str, sections: Mapping[str, Sequence[dict[str, Any]]]) -> bytes:
    """Return ``content`` with the records of each section appended to the array of that name.

    An array that is missing is added at the end. The text of what was there, its byte order mark and its
    line ends stay. Raises :class:`RegistryError` where ``content`` is no registry.
    """
    text = decode(content, location)
    found: dict[str, _Section] = {}
    last_end = 0
    last_element: int | None = None
    for part in walk(Text(text, location)):
        if part.position is not None:
            last_element = part.end
            continue
        if part.is_array:
            found[part.section] = _Section(part.start, part.end, last_element)
        elif part.section in sections:
            raise _no_array(part, location, text)
        last_element, last_end = None, part.end
    insertions: list[tuple[int, int, str]] = []
    for name, records in sections.items():
        if not records:
            continue
        laid_out = ",\n    ".join(lay_out_record(record, 4) for record in records)
        section = found.get(name)
        if section is None:
            insertions.append((last_end, last_end, f',\n  "{name}": [\n    {laid_out}\n  ]'))
        elif section.last is None:
            insertions.append((section.start, section.end, f"[\n    {laid_out}\n  ]"))
        else:
            insertions.append((section.last, section.last, f",\n    {laid_out}"))
    line_end = "\r\n" if "\r\n" in text else "\n"
    # from the end, so that earlier offsets stay true; sections added at one place keep their order
    insertions.reverse()
    insertions.sort(key=lambda entry: -entry[0])
    for start, end, insertion in insertions:
        text = text[:start] + insertion.replace("\n", line_end) + text[end:]
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    return mark + text.encode()


def _no_array(part: Part, location: str, text: str) -> RegistryError:
    return RegistryError(f'"{part.section}" must be a list.', Text(text, location).place(part.start))
