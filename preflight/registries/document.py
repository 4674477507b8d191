"""A registry document as text: decoding, a fast walk over its records, and places on the error path.

The walk parses each record with the standard library's scanner and hands it out with its offsets, so that
a good document is parsed once and the line of every record comes free. Only where something is wrong is the
record read again by :func:`read_places`, which knows the offset of every key and value and refuses what
JSON (RFC 8259) forbids or leaves open: repeated keys, NaN and infinities, lone surrogates, deep nesting.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import field
from typing import Any, NamedTuple, NoReturn

from preflight.findings import Place
from preflight.lazy_dataclass import dataclass
from preflight.registries.errors import RegistryError, shown

MAX_BYTES = 256 * 1024 * 1024
"""Largest document, in bytes after decompression: about 300,000 instruments."""

MAX_DEPTH = 64
"""Deepest nesting of arrays and objects that the error path follows."""

Pointer = tuple[str | int, ...]
"""The way to a value: keys and zero-based indexes, from the document's root or a record's."""


class Part(NamedTuple):
    """One piece of the document, in the order of the text.

    An element of a top-level array has a ``position`` in it; the array itself follows with ``position``
    ``None`` and ``is_array``; any other top-level value comes whole. ``start`` and ``end`` are offsets.
    """

    section: str
    position: int | None
    key_start: int
    start: int
    end: int
    value: Any
    is_array: bool


@dataclass(frozen=True, slots=True)
class Node:
    """A value with its offsets; ``children`` maps a key or index to the key's offset and the value's node."""

    start: int
    end: int
    children: dict[str | int, tuple[int, Node]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Text:
    """The decoded document with the name (path or URL) under which it is reported."""

    text: str
    location: str

    def place(self, offset: int, pointer: Pointer = ()) -> Place:
        """Return line and column (both from 1) of ``offset``, with ``pointer`` as JSON pointer."""
        line = self.text.count("\n", 0, offset) + 1
        column = offset - self.text.rfind("\n", 0, offset)
        return Place(self.location, line, column, element=json_pointer(pointer))


def json_pointer(pointer: Pointer) -> str | None:
    """Return ``pointer`` in the notation of RFC 6901, ``None`` for the root."""
    if not pointer:
        return None
    text = "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in pointer)
    return text if text.isprintable() else ascii(text)[1:-1]


def decode(content: bytes, location: str) -> str:
    """Return ``content`` as text; a UTF-8 byte order mark is dropped, any other encoding is refused.

    Raises :class:`RegistryError` that names the line of the first byte that is no UTF-8.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content[:4]:
        raise RegistryError(
            "The registry is encoded as UTF-16 or UTF-32, but UTF-8 was expected.",
            Place(location),
            "Save the file as UTF-8.",
        )
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise RegistryError(
            f"The registry is not UTF-8 text: byte 0x{content[error.start]:02X} cannot be read.",
            Place(location, line),
            "Save the file as UTF-8; an editor on Windows may have saved it as Windows-1252.",
        ) from None


class _RepeatedKeyError(ValueError):
    """A key stands twice in one object."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs):
        raise _RepeatedKeyError
    return record


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


_decoder = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_refuse_constant)
_space = re.compile(r"[ \t\n\r]*").match


def walk(document: Text) -> Iterator[Part]:
    """Yield the document's parts in order, each parsed once.

    Raises :class:`RegistryError` with line and column where the text is not JSON, a key stands twice in
    one object, or the outermost value is not an object.
    """
    text, scan = document.text, _scan
    position = _skip(text, 0)
    if text[position : position + 1] != "{":
        _refuse_outermost(document, position)
    seen: set[str] = set()
    position = _skip(text, position + 1)
    if text[position : position + 1] == "}":
        return _end(document, position + 1)
    while True:
        key_start = position
        if text[position : position + 1] != '"':
            _fail(document, position, "a key in double quotes was expected")
        key, position = scan(document, position)
        if key in seen:
            raise _repeated(document, key, key_start)
        seen.add(key)
        position = _skip(text, position)
        if text[position : position + 1] != ":":
            _fail(document, position, f"a colon was expected after {shown(key)}")
        position = start = _skip(text, position + 1)
        if text[position : position + 1] == "[":
            index = 0
            position = _skip(text, position + 1)
            if text[position : position + 1] == "]":
                position += 1
            else:
                while True:
                    element = position
                    value, position = scan(document, element)
                    yield Part(key, index, key_start, element, position, value, False)
                    index += 1
                    position = _skip(text, position)
                    mark = text[position : position + 1]
                    position += 1
                    if mark == "]":
                        break
                    if mark != ",":
                        _fail(document, position - 1, "a comma or ] was expected")
                    position = _skip(text, position)
            yield Part(key, None, key_start, start, position, None, True)
        else:
            value, position = scan(document, position)
            yield Part(key, None, key_start, start, position, value, False)
        position = _skip(text, position)
        mark = text[position : position + 1]
        if mark == "}":
            return _end(document, position + 1)
        if mark != ",":
            _fail(document, position, "a comma or } was expected")
        position = _skip(text, position + 1)


def _scan(document: Text, position: int) -> tuple[Any, int]:
    """Parse the value at ``position``; on any trouble read it again to say what is wrong and where."""
    try:
        return _decoder.raw_decode(document.text, position)
    except (ValueError, RecursionError) as error:
        read_places(document, position)
        raise RegistryError(  # the two readers disagree: refuse rather than guess
            f"The registry is not JSON: {error}.", document.place(position)
        ) from None


def _skip(text: str, position: int) -> int:
    found = _space(text, position)
    return found.end() if found else position


def _end(document: Text, position: int) -> None:
    position = _skip(document.text, position)
    if position != len(document.text):
        _fail(document, position, "nothing was expected after the closing }")


def _refuse_outermost(document: Text, position: int) -> NoReturn:
    if position == len(document.text):
        raise RegistryError(
            "The registry is empty.",
            document.place(position),
            'Start it with {"version": 1, "instruments": [], "events": []}.',
        )
    if document.text[position] == "<":
        raise RegistryError(
            "The registry holds mark-up (HTML or XML), but JSON was expected.",
            document.place(position),
            "Give the address of the registry itself, not of a page about it or of a sign-in page.",
        )
    _fail(document, position, "{ was expected: a registry is one JSON object")


def _repeated(document: Text, key: str, offset: int, pointer: Pointer = ()) -> RegistryError:
    return RegistryError(
        f"{shown(key)} stands twice in the same object.",
        document.place(offset, (*pointer, key)),
        "Keep one of the two: which one counts must not be left to chance.",
    )


_conflict = re.compile(r"(?m)^(?:<{7}|={7}|>{7})")


def _fail(document: Text, offset: int, expectation: str, pointer: Pointer = ()) -> NoReturn:
    line_start = document.text.rfind("\n", 0, offset) + 1
    if _conflict.match(document.text, line_start):
        raise RegistryError(
            "The registry holds the marks of an unfinished merge.",
            document.place(line_start),
            "Finish the merge: keep the records of both sides.",
        )
    found = document.text[offset : offset + 1]
    what = "the text ends" if not found else f"found {shown(found)}"
    raise RegistryError(
        f"The registry is not JSON here: {expectation}, {what}.",
        document.place(offset, pointer),
        "Mend the text at this place.",
    )


_string = re.compile(r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"').match
_number = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.+-])", re.ASCII).match
_word = re.compile(r"(?:true|false|null)(?!\w)").match
_not_number = re.compile(r"-?(?:NaN|Infinity)").match


def read_places(document: Text, position: int, pointer: Pointer = (), depth: int = 0) -> Node:
    """Read the value at ``position`` with the offset of every key and value below it.

    Raises :class:`RegistryError` with line and column at the first thing that is not allowed.
    """
    text = document.text
    mark = text[position : position + 1]
    if mark in ("{", "["):
        if depth >= MAX_DEPTH:
            raise RegistryError(
                f"The registry is nested more than {MAX_DEPTH} levels deep.",
                document.place(position),
                "A registry needs no more than a few levels: look for a damaged or hostile file.",
            )
        return _read_container(document, position, pointer, depth)
    if mark == '"':
        return Node(position, _read_string(document, position, pointer)[1])
    found = _word(text, position) or _number(text, position)
    if found:
        if found.end() - position > 64:
            _fail(document, position, "a number of sensible length was expected", pointer)
        return Node(position, found.end())
    if _not_number(text, position):
        _fail(document, position, "a value was expected, and JSON knows no NaN or Infinity", pointer)
    if re.compile(r"-?0\d").match(text, position):
        _fail(document, position, "numbers have no leading zero (put a CIK in quotes)", pointer)
    if mark == "'":
        _fail(document, position, "text stands in double quotes", pointer)
    _fail(document, position, "a value was expected", pointer)


def _read_container(document: Text, position: int, pointer: Pointer, depth: int) -> Node:
    text, start, is_object = document.text, position, document.text[position] == "{"
    close = "}" if is_object else "]"
    children: dict[str | int, tuple[int, Node]] = {}
    position = _skip(text, position + 1)
    if text[position : position + 1] == close:
        return Node(start, position + 1)
    while True:
        key: str | int = len(children)
        key_start = position
        if is_object:
            if text[position : position + 1] != '"':
                _fail(document, position, "a key in double quotes was expected", pointer)
            key, position = _read_string(document, position, pointer)
            if key in children:
                raise _repeated(document, key, key_start, pointer)
            position = _skip(text, position)
            if text[position : position + 1] != ":":
                _fail(document, position, f"a colon was expected after {shown(key)}", (*pointer, key))
            position = _skip(text, position + 1)
        node = read_places(document, position, (*pointer, key), depth + 1)
        children[key] = (key_start, node)
        position = _skip(text, node.end)
        mark = text[position : position + 1]
        if mark == close:
            return Node(start, position + 1, children)
        if mark != ",":
            _fail(document, position, f"a comma or {close} was expected", pointer)
        position = _skip(text, position + 1)
        if text[position : position + 1] == close:
            _fail(document, position, "another value was expected after the comma", pointer)


def _read_string(document: Text, position: int, pointer: Pointer) -> tuple[str, int]:
    found = _string(document.text, position)
    if not found:
        stop = re.compile(r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*').match(
            document.text, position
        )
        offset = stop.end() if stop else position
        _fail(document, offset, "a closing quote or an escape that JSON knows was expected", pointer)
    value: str = json.loads(found.group())
    return value, found.end()


def find_place(document: Text, record_start: int, steps: Sequence[str | int], *, at_key: bool) -> int:
    """Return the offset of the value (or key) that ``steps`` lead to from the record at ``record_start``.

    Steps that lead nowhere (a field that is missing) give the offset of the object that lacks it.
    """
    node = read_places(document, record_start)
    offset = node.start
    for step in steps:
        if step not in node.children:
            return node.start
        key_start, node = node.children[step]
        offset = key_start if at_key else node.start
    return offset
