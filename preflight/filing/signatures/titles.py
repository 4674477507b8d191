"""The production for titles: "Executive Vice President, General Counsel & Secretary".

::

    title = { prefix } head { joint title | joint field }
    joint = "," | "and" | "-" | "/" | "of"

A title may state a role ("Managing Member"). A word before it may leave the role as it is ("Sole") or make it
another office ("Portfolio Manager").
"""

from __future__ import annotations

from dataclasses import field

from preflight.filing.signatures import lexicon
from preflight.filing.signatures.cursor import Cursor
from preflight.filing.signatures.lexeme import Lexeme
from preflight.filing.signatures.lexicon import Symbol
from preflight.filing.signatures.line import SigningRole
from preflight.filing.signatures.tokens import Token
from preflight.lazy_dataclass import dataclass

TITLE_SYMBOLS = (Symbol.TITLE, Symbol.TITLE_PREFIX)
_TITLE_JOINTS = (Symbol.COMMA, Symbol.AND, Symbol.DASH, Symbol.SLASH, Symbol.OF)
_LONG_JOINTS = ((Symbol.COMMA, Symbol.AND), (Symbol.OF, Symbol.ARTICLE))
_LONGEST_FIELD = 6
_QUALIFYING = frozenset({"duly", "authorized", "authorised"})
_UNCHANGEABLE = frozenset(
    {
        SigningRole.GENERAL_PARTNER,
        SigningRole.MANAGING_MEMBER,
        SigningRole.TRUSTEE,
        SigningRole.GUARDIAN,
        SigningRole.CONSERVATOR,
        SigningRole.CUSTODIAN,
        SigningRole.EDGAR_ROLE,
    }
)
"""Roles that no prefix turns into another office, as "Portfolio" does with "Manager"."""


@dataclass(slots=True)
class Title:
    """A title as typed, and the roles that it states; no tokens where the words are no title after all."""

    tokens: list[Token] = field(default_factory=list)
    roles: list[SigningRole] = field(default_factory=list)
    is_plural: bool = False


def read_title(cursor: Cursor) -> Title:
    """Read the title at the cursor."""
    title = Title()
    _read_head(cursor, title)
    while _goes_on(cursor, title):
        _read_head(cursor, title)
    if _is_attorney_for(title.tokens, cursor):
        return Title([], [SigningRole.ATTORNEY_IN_FACT], title.is_plural)
    if _only_qualifies(title.tokens, cursor):
        title.tokens = []
    return title


def _read_head(cursor: Cursor, title: Title) -> None:
    """Read prefixes and one head; the head's role counts unless a prefix makes it another office."""
    keeps_role = True
    while cursor.symbol() in (*TITLE_SYMBOLS, Symbol.AND, Symbol.SLASH):
        lexeme = cursor.take()
        title.tokens.extend(lexeme.tokens)
        if lexeme.symbol is Symbol.TITLE_PREFIX:
            keeps_role = keeps_role and lexeme.key in lexicon.ROLE_KEEPING_QUALIFIERS
            continue
        if lexeme.symbol is Symbol.TITLE:
            title.is_plural = title.is_plural or lexeme.plural
            if keeps_role or lexeme.role in _UNCHANGEABLE:
                title.roles.append(lexeme.role)
            if cursor.symbol() not in TITLE_SYMBOLS:
                return


def _goes_on(cursor: Cursor, title: Title) -> bool:
    """Read the joint between two parts of a title, and fields; return whether a further head follows.

    A manager of a field ("Manager, SEC Reporting") is not the manager of an organisation.
    """
    tokens = title.tokens
    while True:
        joint = 1 if cursor.symbol() in _TITLE_JOINTS else 0
        if not joint and (length := _field_length(cursor, 0)):
            _take_field(cursor, title, length)
            continue
        if joint and (cursor.symbol(), cursor.symbol(1)) in _LONG_JOINTS:
            joint = 2
        if not joint:
            return False
        following = cursor.peek(joint)
        if following is None:
            return False
        if following.symbol in TITLE_SYMBOLS and cursor.symbol() is not Symbol.OF:
            for _ in range(joint):
                tokens.extend(cursor.take().tokens)
            return True
        length = _field_length(cursor, joint)
        if not length:
            return False
        _take_field(cursor, title, joint + length)


def _take_field(cursor: Cursor, title: Title, length: int) -> None:
    for _ in range(length):
        title.tokens.extend(cursor.take().tokens)
    if title.roles[-1:] == [SigningRole.MANAGER]:
        title.roles.pop()


def _field_length(cursor: Cursor, offset: int) -> int:
    """Return how many lexemes name a field ("Stock Plan Administration"), if no other word follows."""
    length = 0
    while length < _LONGEST_FIELD:
        lexeme = cursor.peek(offset + length)
        if lexeme is None or not _is_field(lexeme):
            break
        length += 1
    while length and cursor.symbol(offset + length - 1) is Symbol.AND:
        length -= 1
    return 0 if cursor.symbol(offset + length) is Symbol.WORD else length


def _only_qualifies(tokens: list[Token], cursor: Cursor) -> bool:
    """Return whether "duly authorized" stands before a role, and is no title then."""
    qualifies = all(
        token.key in _QUALIFYING or token.key in lexicon.ROLE_KEEPING_QUALIFIERS for token in tokens
    )
    return qualifies and cursor.symbol() is Symbol.ROLE


def _is_attorney_for(tokens: list[Token], cursor: Cursor) -> bool:
    """Return whether "attorney" stands alone before "for": then it is a power, not a profession."""
    return [token.key for token in tokens] == ["attorney"] and cursor.symbol() is Symbol.FOR


def _is_field(lexeme: Lexeme) -> bool:
    words = lexeme.key.split()
    known = lexeme.key in lexicon.TITLE_FIELDS or all(word in lexicon.TITLE_FIELDS for word in words)
    return lexeme.symbol is Symbol.AND or (bool(words) and known)
