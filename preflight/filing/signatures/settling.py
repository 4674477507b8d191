"""Words that are role words in one place and parts of names in another.

"Manager" is a title, but not in "Lone Oak Manager LLC"; "Trustee" is one, but not in "Tom Trustee, Trustee";
"Legal" is a word of a title before "Officer" only. One pass from the end of the line, in which each lexeme
looks at its neighbours, settles which it is.
"""

from __future__ import annotations

from dataclasses import replace

from preflight.filing.signatures import lexicon
from preflight.filing.signatures.lexeme import Lexeme
from preflight.filing.signatures.lexicon import Symbol

_CAPACITY = frozenset(
    {
        Symbol.TITLE,
        Symbol.TITLE_PREFIX,
        Symbol.ROLE,
        Symbol.POWER,
        Symbol.AS,
        Symbol.BY,
        Symbol.POSSESSIVE,
        Symbol.UNDER,
    }
)
_INTRODUCING = frozenset({Symbol.POSSESSIVE, Symbol.AS, Symbol.ARTICLE, Symbol.TITLE_LABEL})
_BEHIND_NAME = frozenset({None, Symbol.COMMA, Symbol.BY, Symbol.MARK, Symbol.OPEN, Symbol.SEMICOLON})
_LOWER_CASE_ONLY = frozenset({"per", "via", "an", "my", "her", "only", "both", "said", "being", "pp", "nee"})
_NAMING_TRUSTS = lexicon.words(
    "grantor settlor employee beneficiary founder shareholder stockholder owner consultant"
)
"""Titles that stand inside names of trusts and plans ("Grantor Retained Annuity Trust")."""
_NEVER_FIRST = frozenset({"father", "mother", "parent"})
"""Words that are no titles before a name ("Father Patrick Nolan")."""
_BEFORE_OF = lexicon.words(
    """
    estate bank university state city board college trustees church bishop house friends sons society
    institute republic province county commonwealth teachers regents government ministry order knights
    sisters daughters
    kingdom emirate museum hospital school bancorp trust corporation
    company co association declaration deed indenture community diocese archdiocese
    """
)
"""Words behind which "of" belongs to the name ("Estate of", "Bank of")."""


def settle(lexemes: list[Lexeme]) -> list[Lexeme]:
    """Return the lexemes with words that are parts of names here turned into plain words."""
    settled: list[Lexeme] = []
    for index in range(len(lexemes) - 1, -1, -1):
        before = lexemes[index - 1] if index else None
        earlier = lexemes[index - 2] if index > 1 else None
        lexeme = lexemes[index]
        if _is_part_of_name(lexeme, before, earlier, settled):
            lexeme = replace(lexeme, symbol=Symbol.WORD)
        settled.append(lexeme)
    return settled[::-1]


def _is_part_of_name(
    lexeme: Lexeme, before: Lexeme | None, earlier: Lexeme | None, after: list[Lexeme]
) -> bool:
    """``after`` holds the settled lexemes behind this one, the nearest last."""
    behind = _symbol(after[-1] if after else None)
    symbol = lexeme.symbol
    if symbol is Symbol.TITLE_PREFIX:
        return not _leads_to_title(lexeme, before, after)
    if symbol in (Symbol.TITLE, Symbol.ROLE):
        return (
            _inside_entity_name(before, after)
            or (lexeme.key in _NAMING_TRUSTS and _symbol(before) is behind is Symbol.WORD)
            or (lexeme.key in _NEVER_FIRST and _symbol(before) in (None, Symbol.MARK, Symbol.BY))
            or _is_surname(lexeme, before, earlier, after)
            or _is_given_name(lexeme, before, after)
        )
    if symbol is Symbol.NOBODY:
        return behind is Symbol.WORD or _symbol(before) not in (None, Symbol.MARK, Symbol.BY, Symbol.OPEN)
    if symbol is Symbol.OF:
        return (
            _symbol(before) in (Symbol.WORD, Symbol.TITLE_PREFIX)
            and behind in (Symbol.WORD, Symbol.ARTICLE)
            and (before is not None and before.tokens[-1].key in _BEFORE_OF)
        )
    text = lexeme.tokens[0].text
    if symbol is Symbol.AS and text == "AS" and _symbol(before) is Symbol.WORD:
        return behind in _BEHIND_NAME  # the Norwegian form: "Nordlys Invest AS, by: ..."
    if symbol is not Symbol.OTHER and len(lexeme.tokens) == 1 and len(lexeme.tokens[0].key) == 1:
        if symbol is Symbol.ARTICLE and text == "A" and _symbol(before) is not Symbol.WORD:
            return behind is Symbol.WORD and len(after) > 1 and after[-1].tokens[0].text[0].isupper()
        return text != text.lower() or "." in text
    return lexeme.key in _LOWER_CASE_ONLY and not text.islower() and behind is not Symbol.COLON


def _symbol(lexeme: Lexeme | None) -> Symbol | None:
    return None if lexeme is None else lexeme.symbol


def _leads_to_title(lexeme: Lexeme, before: Lexeme | None, after: list[Lexeme]) -> bool:
    """Return whether a title's head follows, directly or behind further words of the title."""
    if not after:
        return False
    if lexeme.key == "co" and not after[-1].tokens[0].glued:
        return False
    follows = after[-1].symbol
    if follows is Symbol.ROLE and lexeme.key in lexicon.ROLE_KEEPING_QUALIFIERS:
        return True
    if follows in (Symbol.TITLE, Symbol.TITLE_PREFIX):
        return True
    further = len(after) > 1 and after[-2].symbol in (Symbol.TITLE, Symbol.TITLE_PREFIX)
    return follows in (Symbol.AND, Symbol.SLASH) and further and _symbol(before) is not Symbol.WORD


def _inside_entity_name(before: Lexeme | None, after: list[Lexeme]) -> bool:
    """Return whether a corporate form ends the name right behind this word ("Oak Manager LLC")."""
    if _symbol(before) is not Symbol.WORD or not after:
        return False
    nearest = after[-1]
    if nearest.symbol is Symbol.COMMA and len(after) > 1:
        nearest = after[-2]
    if nearest.symbol is not Symbol.WORD:
        return False
    if nearest.key in lexicon.CORPORATE_FORMS:
        return True
    second = after[-2] if len(after) > 1 and nearest is after[-1] else None
    entity_word = nearest.key in lexicon.ENTITY_WORDS or nearest.key.isdecimal()
    return entity_word and second is not None and second.key in lexicon.CORPORATE_FORMS


def _is_surname(lexeme: Lexeme, before: Lexeme | None, earlier: Lexeme | None, after: list[Lexeme]) -> bool:
    """Return whether the word is the family name of a name of two words with a capacity behind it."""
    if len(lexeme.tokens) != 1 or not lexeme.tokens[0].text[0].isupper() or lexeme.tokens[0].glued:
        return False
    if before is None or before.symbol is not Symbol.WORD or _symbol(earlier) is Symbol.WORD:
        return False
    if before.key in lexicon.ENTITY_WORDS or len(after) < 2 or after[-1].symbol is not Symbol.COMMA:
        return False
    return after[-2].symbol in _CAPACITY


def _is_given_name(lexeme: Lexeme, before: Lexeme | None, after: list[Lexeme]) -> bool:
    """Return whether the word stands before a single name as a given name would ("and Officer Twomey")."""
    if len(lexeme.tokens) != 1 or not lexeme.tokens[0].text[0].isupper():
        return False
    if _symbol(before) not in (Symbol.AND, Symbol.FOR) or not after or after[-1].symbol is not Symbol.WORD:
        return False
    return not (len(after) > 1 and after[-2].symbol is Symbol.WORD)
