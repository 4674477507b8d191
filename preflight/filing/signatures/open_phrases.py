"""Phrases of a signature line with words that no list can hold: what stands between is left open.

"Chief ... Officer", "under the (state) Uniform Transfers to Minors Act", "each of the ... Reporting Persons",
and "attorney-in-fact" with letters missing or changed.
"""

from __future__ import annotations

from preflight.filing.signatures.lexeme import Lexeme
from preflight.filing.signatures.lexicon import Symbol, words
from preflight.filing.signatures.line import SigningRole
from preflight.filing.signatures.tokens import Token, TokenKind

_LONGEST_OFFICE = 7
_LONGEST_STATE = 4
_ACT = frozenset({"utma", "ugma", "uniform"})
_QUANTIFIERS = words("each every all both any")
_SPECIFYING = words("reporting filing filers filer undersigned above foregoing joint aforementioned")
_BEGINNING = _QUANTIFIERS | _SPECIFYING | words("the such these those said other")
_LEADING = (
    _QUANTIFIERS
    | _SPECIFYING
    | words("of the other others remaining named listed said such these those them")
)
_OWNERS = words("""
    person persons owner owners party parties filer filers entity entities individual individuals
    """)
_STANDING_ALONE = words("above foregoing undersigned them")
"""Words that mean the owners without a noun ("each of the above")."""
_LONGEST_GROUP = 9


def chief_officer_at(tokens: list[Token], position: int) -> Lexeme | None:
    """Read "Chief ... Officer" as one title, whatever the officer is chief of."""
    if tokens[position].key != "chief":
        return None
    for index in range(position + 1, min(position + _LONGEST_OFFICE, len(tokens))):
        if tokens[index].kind not in (TokenKind.WORD, TokenKind.AMPERSAND):
            return None
        if tokens[index].key == "officer":
            return Lexeme(Symbol.TITLE, position, index, tuple(tokens[position : index + 1]))
    return None


def minors_act_at(tokens: list[Token], position: int) -> Lexeme | None:
    """Read "under the New York Uniform Transfers to Minors Act", "CA UTMA" or "UGMA/NJ"."""
    index = position
    if tokens[index].key == "under":
        index += 1
        limit = min(index + _LONGEST_STATE, len(tokens))
        while index < limit and tokens[index].kind is TokenKind.WORD and tokens[index].key not in _ACT:
            index += 1
    elif len(tokens[index].text) == 2 and tokens[index].text.isupper() and index + 1 < len(tokens):
        index += 1
    last = _end_of_act(tokens, index)
    if last is None:
        return None
    behind = tokens[last + 1 : last + 3]
    if len(behind) == 2 and behind[0].kind in (TokenKind.SLASH, TokenKind.DASH) and len(behind[1].key) == 2:
        last += 2
    elif behind and behind[0].glued and len(behind[0].key) == 2:
        last += 1
    return Lexeme(Symbol.MINOR, position, last, tuple(tokens[position : last + 1]))


def _end_of_act(tokens: list[Token], index: int) -> int | None:
    """Return the position of the last word of the act's name or abbreviation at ``index``."""
    if index < len(tokens) and tokens[index].key in ("utma", "ugma"):
        return index
    keys = [token.key for token in tokens[index : index + 5]]
    named = keys in (
        ["uniform", kind, "to", "minors", "act"] for kind in ("transfers", "transfer", "gifts", "gift")
    )
    return index + 4 if named else None


def owners_at(tokens: list[Token], position: int) -> Lexeme | None:
    """Read "each of the Reporting Persons named above", "all joint filers", "the undersigned".

    The owners are said to be all of them where a word or the plural says so; otherwise it is the owner.
    """
    index = position
    first = tokens[position].key
    if first not in _BEGINNING:
        return None
    quantified = specified = False
    last = -1
    while index < min(position + _LONGEST_GROUP, len(tokens)) and tokens[index].kind is TokenKind.WORD:
        word = tokens[index].key
        quantified = quantified or word in _QUANTIFIERS
        specified = specified or word in _SPECIFYING
        standing = word in _STANDING_ALONE and (quantified or first == "the" or word == "undersigned")
        if standing or (word in _OWNERS and (index > position)):
            last = index
        if word not in _LEADING:
            break
        index += 1
    if last < 0 or not (specified or (quantified and tokens[last].key in _STANDING_ALONE)):
        return None
    plural = (
        quantified or tokens[last].key.endswith("s") or tokens[last].key in _STANDING_ALONE - {"undersigned"}
    )
    symbol = Symbol.EACH_OWNER if plural else Symbol.THE_OWNER
    return Lexeme(symbol, position, last, tuple(tokens[position : last + 1]))


def misspelt_attorney_at(tokens: list[Token], position: int) -> Lexeme | None:
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
