"""Tokens of a signature line: words, conformed-signature marks and punctuation, each with its span.

A signature line is typed by hand, so the same thing is written in many ways: the mark as ``/s/``, ``s/`` or
``\\s\\``, a hyphen as any of a dozen dashes, a blank as a line break. The tokenizer levels these; it decides
nothing about meaning. Every character is looked at a bounded number of times.
"""

from __future__ import annotations

from enum import Enum, auto

from preflight.filing.names.folding import key
from preflight.lazy_dataclass import dataclass


class TokenKind(Enum):
    """What a token is."""

    WORD = auto()
    MARK = auto()
    """A conformed-signature mark such as ``/s/``."""
    COMMA = auto()
    SEMICOLON = auto()
    COLON = auto()
    SLASH = auto()
    """A slash that separates, not one inside an abbreviation such as ``u/a/d``."""
    DASH = auto()
    OPEN = auto()
    CLOSE = auto()
    STAR = auto()
    """A footnote mark."""
    QUOTE = auto()
    AMPERSAND = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """One token: ``text`` as typed, ``key`` its letters and digits in lower case.

    ``start`` and ``end`` are character positions, half open. ``glued`` says that a hyphen joins it to the
    token before, ``after_break`` that a line break stands before it.
    """

    kind: TokenKind
    text: str
    key: str
    start: int
    end: int
    glued: bool = False
    after_break: bool = False


_PUNCTUATION = {
    ",": TokenKind.COMMA,
    "\uff0c": TokenKind.COMMA,
    ";": TokenKind.SEMICOLON,
    ":": TokenKind.COLON,
    "(": TokenKind.OPEN,
    "[": TokenKind.OPEN,
    "{": TokenKind.OPEN,
    ")": TokenKind.CLOSE,
    "]": TokenKind.CLOSE,
    "}": TokenKind.CLOSE,
    "*": TokenKind.STAR,
    "†": TokenKind.STAR,
    "‡": TokenKind.STAR,
    "&": TokenKind.AMPERSAND,
    '"': TokenKind.QUOTE,
    "“": TokenKind.QUOTE,
    "”": TokenKind.QUOTE,
    "|": TokenKind.SLASH,
}
_HYPHENS = frozenset("-\u2010\u2011\u2012\u00ad")
_DASHES = frozenset("\u2013\u2014\u2015\u2212")
_APOSTROPHES = frozenset("'`\u2019\u2018\u02bc\u00b4")
_SHORT_ARTICLES = frozenset("tsn")
"""Dutch and Frisian articles behind an apostrophe ("van 't Hoff")."""
_SLASHES = frozenset("/\\")
_INVISIBLE = frozenset("_\u200b\u200c\u200d\u2060\ufeff")
_LINE_BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_MARK_LETTERS = frozenset({"s", "ss", "es", "e", "signed", "sig", "sgd"})
_LONGEST_MARK = max(map(len, _MARK_LETTERS))
_MARK_BRACKETS = {"-": "-", "(": ")", "[": "]", "|": "|"}
_CHARACTER_REFERENCES = {
    "&amp;": "&",
    "&apos;": "'",
    "&#39;": "'",
    "&quot;": '"',
    "&nbsp;": " ",
    "&#160;": " ",
}
_LONGEST_REFERENCE = max(map(len, _CHARACTER_REFERENCES))


def tokenize(raw: str) -> list[Token]:
    """Return the tokens of ``raw`` in order. Any text gives tokens; blanks and underscores give none."""
    tokens: list[Token] = []
    position = 0
    after_break = glued = False
    while position < len(raw):
        character = raw[position]
        if character.isspace() or character in _INVISIBLE:
            after_break = after_break or character in _LINE_BREAKS
            glued = False
            position += 1
            continue
        if _glues(raw, position, tokens):
            glued = True
            position += 1
            continue
        token = _token_at(raw, position, glued, after_break)
        position = token.end
        if token.text:
            tokens.append(token)
            after_break = False
        glued = False
    return tokens


def _glues(raw: str, position: int, tokens: list[Token]) -> bool:
    """Return whether a hyphen at ``position`` joins two words without blanks, as in ``Attorney-in-Fact``."""
    return (
        raw[position] in _HYPHENS
        and bool(tokens)
        and tokens[-1].kind is TokenKind.WORD
        and tokens[-1].end == position
        and position + 1 < len(raw)
        and raw[position + 1].isalnum()
    )


def _token_at(raw: str, position: int, glued: bool, after_break: bool) -> Token:
    """Read the token that begins at ``position``; one without text stands for a blank character reference."""
    character = raw[position]
    end = _end_of_mark(raw, position)
    if end:
        return Token(TokenKind.MARK, raw[position:end], "", position, end, False, after_break)
    if character == "&":
        reference, end = _character_reference(raw, position)
        if reference in _APOSTROPHES or reference == " ":
            return Token(TokenKind.OTHER, "", "", position, end)
        kind = TokenKind.QUOTE if reference == '"' else TokenKind.AMPERSAND
        return Token(kind, reference, "&", position, end, glued, after_break)
    kind = _PUNCTUATION.get(character, TokenKind.OTHER)
    if kind is not TokenKind.OTHER:
        return Token(kind, character, character, position, position + 1, False, after_break)
    end = _end_of_word(raw, position)
    if end > position:
        text = raw[position:end]
        return Token(TokenKind.WORD, text, key(text), position, end, glued, after_break)
    if character in _HYPHENS or character in _DASHES:
        kind = TokenKind.DASH
    elif character in _SLASHES:
        kind = TokenKind.SLASH
    elif character in _APOSTROPHES:
        kind = TokenKind.QUOTE
    return Token(kind, character, character, position, position + 1, False, after_break)


def _character_reference(raw: str, position: int) -> tuple[str, int]:
    """Read ``&amp;`` and its like, which stand in text that was escaped twice; a bare ``&`` is itself."""
    semicolon = raw.find(";", position, position + _LONGEST_REFERENCE)
    if semicolon > 0:
        meaning = _CHARACTER_REFERENCES.get(raw[position : semicolon + 1].lower())
        if meaning is not None:
            return meaning, semicolon + 1
    return "&", position + 1


def _end_of_mark(raw: str, position: int) -> int:
    """Return where the conformed-signature mark at ``position`` ends, or 0 where none stands."""
    opening = raw[position]
    if opening in _MARK_BRACKETS and raw[position + 1 : position + 2] in ("s", "S"):
        closes = raw[position + 2 : position + 3] == _MARK_BRACKETS[opening]
        return position + 3 if closes and not _joins_word(raw, position) else 0
    start = _skip(raw, position, _SLASHES)
    leading = start - position
    if leading:
        start = _skip(raw, start, frozenset(" "))
    elif opening not in "sSeE" or _joins_word(raw, position):
        return 0
    end = start
    while end < len(raw) and end - start <= _LONGEST_MARK and raw[end].isalpha():
        end += 1
    if raw[start:end].lower() not in _MARK_LETTERS:
        return 0
    spaced = start - position - leading
    closing = _skip(raw, end, frozenset(" ")) if spaced else end
    after = _skip(raw, closing, _SLASHES)
    if after > closing:
        return after
    bare_end = end >= len(raw) or raw[end].isspace() or raw[end] in ":.,"
    return end if leading and not spaced and bare_end and end - start <= 2 else 0


def _joins_word(raw: str, position: int) -> bool:
    """Return whether the character before ``position`` belongs to a word or abbreviation."""
    return position > 0 and (raw[position - 1].isalnum() or raw[position - 1] in _SLASHES)


def _skip(raw: str, position: int, characters: frozenset[str]) -> int:
    """Return the first of the next eight positions whose character is not among ``characters``."""
    limit = min(len(raw), position + 8)
    while position < limit and raw[position] in characters:
        position += 1
    return position


def _end_of_word(raw: str, position: int) -> int:
    """Return where the word at ``position`` ends, or ``position`` where no word begins."""
    if raw[position] in _SLASHES:
        return _end_of_state(raw, position)
    if raw[position] in _APOSTROPHES and raw[position + 1 : position + 2] in _SHORT_ARTICLES:
        return position + 2 if raw[position + 2 : position + 3].isspace() else position
    if not _is_word_character(raw[position]):
        return position
    if raw[position].isdigit():
        return _end_of_number(raw, position)
    end = position
    while end < len(raw):
        character = raw[end]
        if _is_word_character(character) or (character in _APOSTROPHES and _letter_at(raw, end + 1)):
            end += 1
        elif character == ".":
            end += 1
            if _starts_new_word(raw, end):
                break
        elif character == "/" and end - position <= 2:
            abbreviation = _end_of_abbreviation(raw, position)
            return abbreviation if abbreviation else end
        else:
            break
    return end


def _end_of_state(raw: str, position: int) -> int:
    """Read a state tag such as ``/DE/`` behind a company's conformed name."""
    end = position + 1
    while end < len(raw) and end - position <= 4 and raw[end].isalpha() and raw[end].isupper():
        end += 1
    length = end - position - 1
    return end + 1 if 2 <= length <= 3 and raw[end : end + 1] in ("/", "\\") else position


def _end_of_number(raw: str, position: int) -> int:
    """Read digits with what joins them in dates, times and ordinals (``7/7/2010``, ``10:22``, ``3rd``)."""
    end = position
    while end < len(raw):
        character = raw[end]
        inside = character in "/-.:" and end + 1 < len(raw) and raw[end + 1].isdigit()
        if character.isalnum() or character in "%'" or inside:
            end += 1
        else:
            break
    return end


def _end_of_abbreviation(raw: str, position: int) -> int:
    """Read ``u/a/d``, ``o/b/o``, ``N/A``, ``w/``: pieces of one or two letters, or return 0."""
    end = position
    pieces = 0
    while True:
        start = end
        while end < len(raw) and end - start <= 2 and (raw[end].isalpha() or raw[end] == "."):
            end += 1
        if end - start > 2:
            return 0
        pieces += 1
        if raw[end : end + 1] != "/" or pieces > 4:
            return end if pieces > 1 else 0
        end += 1


def _is_word_character(character: str) -> bool:
    return character.isalnum() or character in "%#@+$" or "\u0300" <= character <= "\u036f"


def _letter_at(raw: str, position: int) -> bool:
    return position < len(raw) and raw[position].isalpha()


def _starts_new_word(raw: str, position: int) -> bool:
    """Return whether a word of three letters or more begins right behind a period (``E.Schmidt``)."""
    return len(raw) >= position + 3 and raw[position : position + 3].isalpha()
