"""Lexemes of a signature line: tokens grouped into the words and phrases that the lexicon knows.

The longest phrase wins. Dates become one lexeme each, a misspelt "attorney-in-fact" is recognised, and words
that mean something only beside others ("Its:", "GP") are told apart here, so that the grammar sees symbols
only. Each token is looked at a bounded number of times.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, TypeAlias

from preflight.filing.signatures import lexicon
from preflight.filing.signatures.lexicon import Meaning, Symbol
from preflight.filing.signatures.line import SigningRole
from preflight.filing.signatures.tokens import Token, TokenKind
from preflight.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A run of tokens with one meaning; ``first`` and ``last`` are positions in the token list."""

    symbol: Symbol
    first: int
    last: int
    tokens: tuple[Token, ...]
    role: SigningRole = SigningRole.UNSTATED
    plural: bool = False
    date: date | None = None
    misspelt: bool = False

    @property
    def key(self) -> str:
        """The letters and digits of the lexeme's words, with blanks between them."""
        return " ".join(token.key for token in self.tokens if token.kind is TokenKind.WORD)

    @property
    def start(self) -> int:
        """Where the lexeme begins in the raw text."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where the lexeme ends in the raw text."""
        return self.tokens[-1].end

    @property
    def after_break(self) -> bool:
        """True where a line break stands before the lexeme."""
        return self.tokens[0].after_break


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
_LONGEST_GAP = 1
"""Dashes that may stand between two words of a phrase ("Attorney - in - Fact")."""
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}


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
    return (
        _date_at(tokens, position)
        or _label_at(tokens, position)
        or _general_partner_at(tokens, position, before)
        or _phrase_at(tokens, position)
        or _misspelt_attorney_at(tokens, position)
        or Lexeme(Symbol.WORD, position, position, (token,))
    )


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
    left = tokens[first].glued and tokens[first - 1].key not in ("co", "non", "vice")
    right = last + 1 < len(tokens) and tokens[last + 1].glued
    return left or (right and tokens[first].key not in ("co", "non", "vice", "power"))


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


def _misspelt_attorney_at(tokens: list[Token], position: int) -> Lexeme | None:
    """Recognise "Attoney-in-Fact", "Attorney-in-Fac" and their like: at most two letters off in all."""
    window = [
        index
        for index in range(position, min(position + 5, len(tokens)))
        if tokens[index].kind is TokenKind.WORD
    ][:3]
    words = [tokens[index].key for index in window]
    if len(words) < 2 or not words[0].startswith("at"):
        return None
    plural = words[0].endswith("s")
    first = _letters_off(words[0], "attorneys" if plural else "attorney")
    if first > 2:
        return None
    if len(words) == 3 and words[1] in ("in", "of", "n", "im", "ni", "i") and _resembles_fact(words[2]):
        last = window[2]
    elif _letters_off(words[1], "infact") <= 1:
        last = window[1]
    else:
        return None
    return Lexeme(
        Symbol.ROLE,
        position,
        last,
        tuple(tokens[position : last + 1]),
        SigningRole.ATTORNEY_IN_FACT,
        plural,
        misspelt=True,
    )


def _resembles_fact(word: str) -> bool:
    return len(word) >= 3 and word[0] == "f" and _letters_off(word, "fact") <= 1


def _letters_off(word: str, target: str) -> int:
    """Return how many letters are missing, added, changed or swapped; 3 stands for three or more."""
    if abs(len(word) - len(target)) > 2:
        return 3
    before: list[int] = []
    above = list(range(len(target) + 1))
    for row, letter in enumerate(word, 1):
        here = [row]
        for column, wanted in enumerate(target, 1):
            cost = min(above[column] + 1, here[column - 1] + 1, above[column - 1] + (letter != wanted))
            if row > 1 and column > 1 and letter == target[column - 2] and word[row - 2] == wanted:
                cost = min(cost, before[column - 2] + 1)
            here.append(cost)
        before, above = above, here
    return min(above[-1], 3)


def _date_at(tokens: list[Token], position: int) -> Lexeme | None:
    """Return the date at ``position``: ``7/7/2010``, ``2020-03-04``, ``July 9, 2010`` or ``1 May 2019``."""
    token = tokens[position]
    numbers = _numbers(token.text)
    if len(numbers) == 3:
        found = _numeric_date(numbers)
        return None if found is None else Lexeme(Symbol.DATE, position, position, (token,), date=found)
    window = [
        index
        for index in range(position, min(position + 4, len(tokens)))
        if tokens[index].kind is not TokenKind.COMMA
    ][:3]
    if len(window) < 3 or window[1] != position + 1:
        return None
    words = [tokens[index].key for index in window]
    month, day = (words[0], words[1]) if words[0] in _MONTHS else (words[1], words[0])
    day = day.rstrip("stndrh")
    if month not in _MONTHS or not (day.isdecimal() and len(day) <= 2) or not _is_year(words[2]):
        return None
    found = _calendar_date(int(words[2]), _MONTHS[month], int(day))
    if found is None:
        return None
    last = window[2]
    return Lexeme(Symbol.DATE, position, last, tuple(tokens[position : last + 1]), date=found)


def _numbers(text: str) -> list[str]:
    """Return the digits of a numeric date between slashes, dashes or periods, or nothing."""
    if len(text) > 12:
        return []
    numbers = text.replace("-", "/").replace(".", "/").rstrip("/").split("/")
    return numbers if all(number.isdecimal() and number.isascii() for number in numbers) else []


def _numeric_date(numbers: list[str]) -> date | None:
    """Read three numbers as a date, in the American order unless the year comes first."""
    if len(numbers[0]) == 4:
        year, month, day = map(int, numbers)
    else:
        month, day, year = map(int, numbers)
        if len(numbers[2]) == 2:
            year += 2000 if year < 70 else 1900
        if month > 12:
            month, day = day, month
    return _calendar_date(year, month, day)


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isascii() and word.isdecimal()


def _calendar_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
