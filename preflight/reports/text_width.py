"""How wide text is in a sans-serif face, and how to break or shorten it to a width, without any font.

Widths are estimates on the wide side, in units of the font size, so that text that is said to fit does fit
in the common system faces.
"""

from __future__ import annotations

import unicodedata

ELLIPSIS = "…"
_NARROW = frozenset("ijl.,:;'!|()[]ftr ")
_WIDE = frozenset("mwMW@%&—")


def width(text: str, size: float) -> float:
    """The width of ``text`` at the font size ``size``, in the same unit."""
    return size * sum(map(_of, text))


def _of(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if character in _NARROW:
        return 0.36
    if character in _WIDE:
        return 1.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.05
    if character.isascii():
        return 0.74 if character.isupper() else 0.62
    return 0.85


def shortened(text: str, size: float, most: float) -> str:
    """``text``, or as much of its beginning as fits into ``most`` with an ellipsis."""
    if width(text, size) <= most:
        return text
    room = most - width(ELLIPSIS, size)
    kept = 0
    for character in text:
        room -= width(character, size)
        if room < 0:
            break
        kept += 1
    return text[:kept].rstrip() + ELLIPSIS


def wrapped(text: str, size: float, most: float, lines: int) -> list[str]:
    """``text`` on at most ``lines`` lines of the width ``most``, broken at blanks, the last one shortened."""
    words = text.split()
    found: list[str] = []
    while words and len(found) < lines - 1:
        line = words.pop(0)
        while words and width(f"{line} {words[0]}", size) <= most:
            line += f" {words.pop(0)}"
        if width(line, size) > most:
            words = [line, *words]
            break
        found.append(line)
    if words:
        found.append(shortened(" ".join(words), size, most))
    return found or [""]
