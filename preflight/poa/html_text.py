"""HTML exhibit → the text that a reader sees, with the place in the source of every character.

A small scanner of its own instead of an HTML parser, for two reasons: a parser does not say where a
character of its text stood in the source, and exhibits hold every kind of broken markup, of which nothing
but tags, comments and entities matters here. One pass; every step moves forward.
"""

from __future__ import annotations

import html
import re
from array import array

_BLOCK = frozenset(
    [
        "address",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "html",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_SHOWN_IN_HEAD = frozenset(("body", "br", "center", "div", "font", "p", "pre", "table"))
"""Tags that end a head which nobody closed."""
_HIDDEN = frozenset(("head", "script", "style"))
_CELL = frozenset(("td", "th"))
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9:_-]{0,30})[^<>]{0,4000}>")
_COMMENT = re.compile(r"<!--|<![A-Za-z]|<\?")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_LOOKS_LIKE_HTML = re.compile(
    r"<(?:html|body|p|div|br|table|font|center|pre|span)\b[^<>]{0,400}>", re.IGNORECASE
)


def looks_like_html(source: str) -> bool:
    """True where the beginning of ``source`` holds tags of HTML (SGML's ``<PAGE>`` is none)."""
    return _LOOKS_LIKE_HTML.search(source, 0, 20_000) is not None


class _Writer:
    """Collects the visible text; ``offsets[i]`` is the place in the source of character ``i``."""

    def __init__(self) -> None:
        self.characters: list[str] = []
        self.offsets: array[int] = array("L")

    def put(self, text: str, offset: int) -> None:
        for character in text:
            self.characters.append(character)
            self.offsets.append(offset)

    def space(self, text: str, offset: int) -> None:
        """A run of white space outside ``pre``: one blank, or a blank line where the source has one.

        A browser shows a blank for both; but text that was typed as plain paragraphs and wrapped in one
        tag keeps its paragraphs only in these empty lines.
        """
        if text.count("\n") >= 2:
            self.line_break(offset, 2)
        elif self.characters and not self.characters[-1].isspace():
            self.put(" ", offset)

    def line_break(self, offset: int, count: int) -> None:
        """Make sure that ``count`` line ends stand here, without piling them up."""
        have = 0
        while have < len(self.characters) and have < count and self.characters[-1 - have] == "\n":
            have += 1
        if self.characters:
            self.put("\n" * (count - have), offset)


def html_to_text(source: str, start: int = 0, end: int | None = None) -> tuple[str, array[int]]:
    """Return the visible text of ``source[start:end]`` and, for each character, its offset in ``source``."""
    stop = len(source) if end is None else end
    writer = _Writer()
    position, hidden, in_pre = start, "", False
    while position < stop:
        character = source[position]
        if character == "<":
            comment = _COMMENT.match(source, position, stop)
            if comment is not None:
                closing = "-->" if comment.group() == "<!--" else ">"
                found = source.find(closing, position + 2, stop)
                position = stop if found < 0 else found + len(closing)
                continue
            tag = _TAG.match(source, position, stop)
            if tag is not None:
                name, closes = tag.group(1).lower(), source[position + 1] == "/"
                if name in _HIDDEN:
                    hidden = "" if closes else (hidden or name)
                elif name in _SHOWN_IN_HEAD and hidden == "head":
                    hidden = ""
                if name == "pre":
                    in_pre = not closes
                if not hidden:
                    _break(writer, name, position, in_pre)
                position = tag.end()
                continue
        if hidden:
            position += 1
        elif character.isspace() and not in_pre:
            run = position
            while run < stop and source[run].isspace():
                run += 1
            writer.space(source[position:run], position)
            position = run
        elif character == "&" and (entity := _ENTITY.match(source, position, stop)) is not None:
            writer.put(html.unescape(entity.group()), position)
            position = entity.end()
        else:
            writer.put(character, position)
            position += 1
    return "".join(writer.characters), writer.offsets


def _break(writer: _Writer, name: str, position: int, in_pre: bool) -> None:
    if name == "br":
        writer.put("\n", position)
    elif name in ("p", "table", "h1", "h2", "h3", "h4", "hr"):
        writer.line_break(position, 2)
    elif name in _BLOCK:
        writer.line_break(position, 1)
    elif name in _CELL and not in_pre and writer.characters and not writer.characters[-1].isspace():
        writer.put("   ", position)
