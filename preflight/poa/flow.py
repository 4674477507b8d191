"""Running text of a stretch of an exhibit: normalised characters that know where they stood.

Line ends, page marks, curly quotes and split words are evened out so that one wording covers all the ways
in which it was typed; every character keeps its offset, so that a match can be quoted as it stands.
"""

from __future__ import annotations

import re
from array import array

from preflight.authority.instruments import Quote
from preflight.lazy_dataclass import dataclass

_EVEN = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\x93": '"', "\x94": '"',
        "‘": "'", "’": "'", "`": "'", "´": "'", "\x91": "'", "\x92": "'",  # noqa: RUF001
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "\xad": "-",  # noqa: RUF001
        "\x96": "-", "\x97": "-", "\xa0": " ", "\u2007": " ", "\u202f": " ", "\u200b": " ", "\ufeff": " ",
        "\x00": " ", "_": " ", "*": " ",
    }
)  # fmt: skip
_SGML = re.compile(r"</?(?:page|c|s|fn|caption|table|text|document)>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a flow: offsets in :attr:`Flow.text`."""

    start: int
    end: int


class Flow:
    """Normalised running text: white space of any length is one character.

    An empty line in the source is a line feed, a line end is a vertical tab, anything else a blank; all of
    them match ``\\s``.
    """

    __slots__ = ("_offsets", "source", "text")

    def __init__(self, source: str, start: int, end: int) -> None:
        characters: list[str] = []
        offsets = array("L")
        position = start
        while position < end:
            character = source[position]
            if character == "<" and (tag := _SGML.match(source, position, end)) is not None:
                position = tag.end()
                continue
            even = character.translate(_EVEN)
            if even.isspace():
                run = position
                lines = 0
                while run < end and source[run].translate(_EVEN).isspace():
                    lines += source[run] == "\n"
                    run += 1
                if not (_splits_word(characters, source, run, end)):
                    characters.append("\n" if lines > 1 else "\v" if lines else " ")
                    offsets.append(position)
                position = run
                continue
            characters.append(even)
            offsets.append(position)
            position += 1
        offsets.append(max(position, start))
        self.source = source
        self.text = "".join(characters)
        self._offsets = offsets

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the source of ``text[start:end]``, blanks at the ends left out."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if start >= end:
            return self._offsets[start], self._offsets[start]
        return self._offsets[start], self._offsets[end - 1] + 1

    def quote(self, field: str, start: int, end: int) -> Quote:
        """The words of ``text[start:end]`` as they stand in the source."""
        first, last = self.place(start, end)
        return Quote(field, self.source[first:last], first, last)

    def words(self, start: int, end: int) -> str:
        """The normalised words of ``text[start:end]`` with single blanks."""
        return " ".join(self.text[start:end].split())

    def index_at(self, offset: int) -> int:
        """The first index of ``text`` whose character stands at or after ``offset`` in the source."""
        low, high = 0, len(self.text)
        while low < high:
            middle = (low + high) // 2
            if self._offsets[middle] < offset:
                low = middle + 1
            else:
                high = middle
        return low


def _splits_word(characters: list[str], source: str, after: int, end: int) -> bool:
    """True where white space stands inside a hyphenated word ("attorney-in-" / "fact")."""
    return (
        len(characters) > 1
        and characters[-1] == "-"
        and characters[-2].isalpha()
        and after < end
        and source[after].islower()
    )
