"""Lexemes of a signature line: tokens grouped into the words and phrases that the lexicon knows.

The longest phrase wins. Dates become one lexeme each, a misspelt "attorney-in-fact" is recognised, and words
that mean something only beside others ("Its:", "GP") are told apart here, so that the grammar sees symbols
only. Each token is looked at a bounded number of times.
"""

from __future__ import annotations

from functools import cache
from typing import Any, TypeAlias

from preflight.filing.signatures import lexicon
from preflight.filing.signatures.lexeme import Lexeme
from preflight.filing.signatures.lexicon import Meaning, Symbol
from preflight.filing.signatures.line import SigningRole
from preflight.filing.signatures.open_phrases import (
    chief_officer_at,
    minors_act_at,
    misspelt_attorney_at,
    owners_at,
)
from preflight.filing.signatures.tokens import Token, TokenKind
from preflight.filing.signatures.written_dates import date_at

_SYMBOLS = {
    TokenKind.MARK: Symbol.MARK,
    TokenKind.COMMA: Symbol.COMMA,
    TokenKind.SEMICOLON: Symbol.SEMICOLON,
    TokenKind.COLON: Symbol.COLON,
    TokenKind.SLASH: Symbol.SLASH,
    TokenKind.DASH: Symbol.DASH,
    TokenKind.OPEN: Symbol.OPEN,
    TokenKind.CLOSE: Symbol.CLOSE,
    TokenKind.STAR: Symbol.STAR,
    TokenKind.QUOTE: Symbol.QUOTE,
    TokenKind.AMPERSAND: Symbol.AND,
    TokenKind.OTHER: Symbol.OTHER,
}
_HYPHENATED = frozenset({"co", "non", "vice", "power", "vp", "evp", "svp", "avp", "president"})
"""Words before a hyphen that mean there what they mean elsewhere ("Co-Trustee", "EVP-Operations")."""
_SHORTEST_STAMP = 10
_LONGEST_GAP = 1
"""Dashes that may stand between two words of a phrase ("Attorney - in - Fact")."""


_Node: TypeAlias = dict[str, Any]
"""A node of the phrase tree: each word that may follow, with its node; and under the empty word, which no
phrase holds, the :class:`Meaning` of the words up to here."""


@cache
def _phrase_tree() -> _Node:
    root: _Node = {}
    for phrase, meaning in lexicon.phrases().items():
        node = root
        for word in phrase.split():
            node = node.setdefault(word, {})
        node[""] = meaning
    return root


def lexemes_of(tokens: list[Token]) -> list[Lexeme]:
    """Return the lexemes of ``tokens``, in order, covering every token."""
    found: list[Lexeme] = []
    position = 0
    while position < len(tokens):
        lexeme = _lexeme_at(tokens, position, found)
        found.append(lexeme)
        position = lexeme.last + 1
    return found


def _lexeme_at(tokens: list[Token], position: int, before: list[Lexeme]) -> Lexeme:
    token = tokens[position]
    if token.kind is not TokenKind.WORD:
        return Lexeme(_SYMBOLS[token.kind], position, position, (token,))
    if token.text.lower() == "c/o":  # its letters are those of "Co."
        return Lexeme(Symbol.OTHER, position, position, (token,))
    if _is_stamp(token):
        return Lexeme(Symbol.OTHER, position, position, (token,))
    if token.text == "A/S":  # its letters are those of "as"
        return Lexeme(Symbol.WORD, position, position, (token,))
    return (
        date_at(tokens, position)
        or _label_at(tokens, position)
        or _general_partner_at(tokens, position, before)
        or chief_officer_at(tokens, position)
        or minors_act_at(tokens, position)
        or _longer(_phrase_at(tokens, position), owners_at(tokens, position))
        or misspelt_attorney_at(tokens, position)
        or Lexeme(Symbol.WORD, position, position, (token,))
    )


def _longer(one: Lexeme | None, other: Lexeme | None) -> Lexeme | None:
    if one is None or other is None:
        return one or other
    return one if one.last > other.last else other


def _is_stamp(token: Token) -> bool:
    """Return whether the word is the number of an electronic signature ("4F2A9C7711B04E2")."""
    text = token.text
    return len(text) >= _SHORTEST_STAMP and text.isalnum() and not text.isalpha() and not text.isdecimal()


def _phrase_at(tokens: list[Token], position: int) -> Lexeme | None:
    """Return the longest phrase of the lexicon that begins at ``position``."""
    node = _phrase_tree()
    best: Lexeme | None = None
    index = position
    gap = 0
    while index < len(tokens):
        token = tokens[index]
        if token.kind is TokenKind.DASH and index > position and gap < _LONGEST_GAP:
            gap += 1
            index += 1
            continue
        following = node.get(token.key) if token.kind is TokenKind.WORD and token.key else None
        if following is None:
            break
        node, gap = following, 0
        meaning: Meaning | None = node.get("")
        if meaning is not None and not _glued_to_name(tokens, position, index):
            best = Lexeme(
                meaning.symbol,
                position,
                index,
                tuple(tokens[position : index + 1]),
                meaning.role,
                meaning.plural,
            )
        index += 1
    return best


def _glued_to_name(tokens: list[Token], first: int, last: int) -> bool:
    """Return whether a one-word phrase is half of a hyphenated word that means something else."""
    if first != last:
        return False
    left = tokens[first].glued and tokens[first - 1].key not in _HYPHENATED
    right = last + 1 < len(tokens) and tokens[last + 1].glued
    return left or (right and tokens[first].key not in _HYPHENATED)


def _label_at(tokens: list[Token], position: int) -> Lexeme | None:
    """Return "Name:", "Title:", "Its:" and their like with their colon."""
    for length in (1, 2):
        colon = position + length
        if colon < len(tokens) and tokens[colon].kind is TokenKind.COLON:
            words = " ".join(token.key for token in tokens[position:colon])
            if words in lexicon.TITLE_LABELS:
                return Lexeme(Symbol.TITLE_LABEL, position, colon, tuple(tokens[position : colon + 1]))
            if words in lexicon.NAME_LABELS:
                return Lexeme(Symbol.NAME_LABEL, position, colon, tuple(tokens[position : colon + 1]))
            if words in lexicon.DATE_LABELS:
                return Lexeme(Symbol.DATED, position, colon, tuple(tokens[position : colon + 1]))
            return None
    return None


def _general_partner_at(tokens: list[Token], position: int, before: list[Lexeme]) -> Lexeme | None:
    """Read "GP" as general partner behind "its" or before "of"; elsewhere it is part of a name."""
    if tokens[position].key != "gp":
        return None
    introduced = bool(before) and before[-1].symbol in (
        Symbol.POSSESSIVE,
        Symbol.AS,
        Symbol.ARTICLE,
        Symbol.TITLE_LABEL,
    )
    followed = position + 1 < len(tokens) and tokens[position + 1].key in ("of", "to")
    if not introduced and not followed:
        return None
    return Lexeme(Symbol.TITLE, position, position, (tokens[position],), SigningRole.GENERAL_PARTNER)
