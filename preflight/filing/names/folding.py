"""Folding: the letters of a name without case, marks, punctuation or typographic dress.

Folding follows the Unicode Standard (sections 3.11 and 5.18: compatibility decomposition and caseless
matching) and adds a table for letters that no decomposition takes apart (``ø``, ``ł``, ``ß`` ...). What
goes in is any text; what comes out is text too, and folding it again changes nothing.
"""

from __future__ import annotations

import unicodedata

_MARKS = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u02bb\u02b9\u2032\u0060\u00b4\uff07", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", ""),
    "\uff0c": ",",
    "\uff0e": ".",
}
_STANDARD_MARKS = str.maketrans(_MARKS)

_LETTERS = str.maketrans(
    {
        "ø": "o",
        "œ": "oe",
        "æ": "ae",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "\u0131": "i",  # dotless i
        "ĸ": "k",
        "ŋ": "n",
        "ŧ": "t",
        "ƒ": "f",
        "ɓ": "b",
        "ɗ": "d",
        "ƙ": "k",
        "ə": "e",
        "ß": "ss",
    }
)

_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae", "œ": "oe"})
"""Letters that people also write with two letters where they cannot type the mark (Müller, Mueller)."""

_MOST_ROUNDS = 8
"""Folding settles after two rounds on all text known; the bound is there so that it ends on any."""


def standard_marks(text: str) -> str:
    """Return ``text`` with typographic quotes, dashes and invisible characters made plain.

    Letters and their case stay as they are.
    """
    return text if text.isascii() else text.translate(_STANDARD_MARKS)


def fold(text: str) -> str:
    """Return ``text`` without case, diacritics and typographic variety; punctuation stays.

    Folding is idempotent: ``fold(fold(text)) == fold(text)``.
    """
    if text.isascii():
        return text.lower()
    for _ in range(_MOST_ROUNDS):
        decomposed = unicodedata.normalize("NFKD", text.translate(_STANDARD_MARKS).casefold())
        folded = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
        folded = folded.translate(_LETTERS).casefold()
        if folded == text:
            break
        text = folded
    return text


def key(text: str) -> str:
    """Return the letters and digits of the folded text, joined: ``O'Neil-Smith`` gives ``oneilsmith``."""
    folded = fold(text)
    return folded if folded.isalnum() else "".join(filter(_counts, folded))


def _counts(character: str) -> bool:
    """Whether the character is a letter or digit, or a vowel sign without which the word is another one."""
    return character.isalnum() or (not character.isascii() and unicodedata.category(character)[0] == "M")


def other_letters(text: str) -> frozenset[str]:
    """Return the letters of ``text`` that folding makes no letters of the English alphabet."""
    if text.isascii():
        return frozenset()
    return frozenset(letter for letter in fold(text) if not letter.isascii() and _counts(letter))


def spelled_out_key(text: str) -> str:
    """Return the key in which marked letters become two (``Müller`` gives ``mueller``)."""
    if text.isascii():
        return key(text)
    return key(unicodedata.normalize("NFC", text.casefold()).translate(_SPELLED_OUT))


def has_diacritics(text: str) -> bool:
    """Return whether ``text`` has a letter that is more than a plain letter of the English alphabet."""
    return not text.isascii() and any(letter.isalpha() and not letter.isascii() for letter in text)


def word_key(text: str) -> str:
    """Return the words of ``text``, each folded to its letters and digits, with one blank between them.

    Two names with one word key differ only in dress. Unlike :func:`key` it keeps the words apart: "Ann E.
    Moss" and "Anne Moss" are two people.
    """
    return " ".join(filter(None, (key(word) for word in fold(text).split())))
