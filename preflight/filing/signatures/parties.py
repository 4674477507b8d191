"""Names inside a signature line: where each begins and ends, and whether it is a person's.

Commas and "and" stand both between names and inside them ("Pearce, Fenn & Smyth Inc.", "Fund I, L.P. and
Fund II, L.P.", "Laverty, Darren K."). Names are therefore read as pieces first and then put together.
"""

from __future__ import annotations

from dataclasses import field
from enum import Enum, auto

from preflight.filing.names import EntityReason, entity_reasons, looks_like_entity, vocabulary
from preflight.filing.signatures import lexicon
from preflight.filing.signatures.cursor import Cursor
from preflight.filing.signatures.lexeme import Lexeme
from preflight.filing.signatures.lexicon import Symbol
from preflight.filing.signatures.line import Part, Span
from preflight.filing.signatures.tokens import Token, TokenKind
from preflight.lazy_dataclass import dataclass


class Join(Enum):
    """What stands between two pieces of names."""

    COMMA = auto()
    AND = auto()
    AMPERSAND = auto()
    BREAK = auto()


@dataclass(slots=True)
class Party:
    """A person or organisation named in the line."""

    tokens: list[Token]
    is_entity: bool
    join: Join = Join.COMMA
    """What stands between this party and the one named before it."""
    clear: bool = True
    """False where it is doubtful that the words are one complete name."""
    esquire: Token | None = None
    """The "Esq." behind the name."""
    rest: list[Token] = field(default_factory=list)
    """Words behind the name that are no part of it and were not understood."""

    @property
    def part(self) -> Part:
        """The name with its span."""
        return part_of(self.tokens)

    @property
    def has_form(self) -> bool:
        """True where the name has a corporate form ("LLC", "S.A.")."""
        return any(_is_form(token) for token in self.tokens)

    @property
    def is_profession(self) -> bool:
        """True where the corporate form is that of lawyers and accountants ("PLLC")."""
        return any(token.key in _FORMS_OF_PROFESSIONS for token in self.tokens[1:])

    @property
    def keys(self) -> tuple[str, ...]:
        """The words' letters and digits."""
        return tuple(token.key for token in self.tokens if token.kind is TokenKind.WORD)


@dataclass(slots=True)
class _Piece:
    """Words between two joints."""

    tokens: list[Token] = field(default_factory=list)
    join: Join = Join.COMMA
    before: list[Token] = field(default_factory=list)
    """The joint as typed, and an article behind it: part of the name where two pieces are one name."""

    @property
    def words(self) -> list[Token]:
        return [token for token in self.tokens if token.kind is TokenKind.WORD]


_INNER = frozenset({Symbol.WORD, Symbol.QUOTE})
_LONGEST_BRACKET = 5
_MOST_NAME_WORDS = 7
_JOINTS = frozenset({TokenKind.COMMA, TokenKind.AMPERSAND})
_FIRM_REASONS = frozenset({EntityReason.LEGAL_FORM, EntityReason.ORGANISATION_WORD, EntityReason.STATE_TAG})
_WITHIN_ENTITY = frozenset({"and", "in", "on", "at", "to", "or"})
"""Small words that may stand in an organisation's name ("Bank and Trust Company")."""
_KINDS_OF_ENTITY = frozenset({"company", "corporation", "partnership", "trust", "bank", "llc", "association"})
_FORMS_OF_PROFESSIONS = frozenset({"pc", "pllc", "pa", "llp"})
_ESQUIRE = ("esq", "esquire")
_TITLES_AS_SURNAMES = frozenset({"trustee", "trustees", "ttee", "manager", "managers"})
"""Where one of these is a word of a name, it says nothing of the name's kind ("Tom Trustee")."""


def part_of(tokens: list[Token]) -> Part:
    """Return the text of ``tokens`` with one blank between words, and where they stand."""
    text = ""
    end = tokens[-1].end
    for index, token in enumerate(tokens):
        if token.glued:
            text += "-"
        elif index and _needs_blank(tokens[index - 1], token):
            text += " "
        text += token.text
    if _ends_with_stray_period(tokens[-1]):
        text, end = text[:-1], end - 1
    return Part(text, Span(tokens[0].start, end))


def _needs_blank(before: Token, token: Token) -> bool:
    gap = token.start > before.end
    both_words = before.kind is TokenKind.WORD and token.kind is TokenKind.WORD
    return gap or both_words or before.kind is TokenKind.COMMA


def _ends_with_stray_period(token: Token) -> bool:
    """Return whether the last word's period ends the sentence, not an abbreviation."""
    if not token.text.endswith(".") or token.text.count(".") > 1 or len(token.key) < 2:
        return False
    known = (
        token.key in vocabulary.SUFFIXES
        or token.key in lexicon.CORPORATE_FORMS
        or token.key in vocabulary.CREDENTIALS
        or token.key in vocabulary.HONORIFICS
    )
    return not known and token.key not in ("bros", "assn", "st", "co", "ste", "dept", "no")


def starts_name(cursor: Cursor, offset: int = 0) -> bool:
    """Return whether a name begins at the cursor (``offset`` lexemes ahead)."""
    lexeme = cursor.peek(offset)
    if lexeme is None:
        return False
    if lexeme.symbol in (Symbol.QUOTE, Symbol.ARTICLE):
        return cursor.symbol(offset + 1) is Symbol.WORD
    return lexeme.symbol is Symbol.WORD


def read_parties(cursor: Cursor) -> list[Party]:
    """Read the names at the cursor; it then stands at the first lexeme that belongs to none of them."""
    pieces = _assemble_firms(_read_pieces(cursor))
    parties: list[Party] = []
    for piece in pieces:
        if parties and _continues(parties[-1], piece):
            continue
        parties.append(_party_of(piece))
    for party in parties:
        _finish(party)
    parties = [party for party in parties if party.tokens or party.rest]
    if parties and all(party.join is Join.COMMA for party in parties[1:-1]) and len(parties) > 2:
        for party in parties[1:]:
            party.join = parties[-1].join
    return parties


def _read_pieces(cursor: Cursor) -> list[_Piece]:
    pieces = [_Piece()]
    while (lexeme := cursor.peek()) is not None:
        if lexeme.symbol is Symbol.ARTICLE and not pieces[-1].tokens and starts_name(cursor):
            article = cursor.take()
            own = not article.tokens[0].text.islower()
            (pieces[-1].tokens if own else pieces[-1].before).extend(article.tokens)
        elif lexeme.symbol in _INNER or _is_inner(cursor):
            if _speaks_of_paper(lexeme, pieces[-1]):
                break
            if lexeme.after_break and (len(pieces[-1].words) > 1 or _ends_with_form(pieces[-1].words)):
                pieces.append(_Piece(join=Join.BREAK))
            pieces[-1].tokens.extend(cursor.take().tokens)
        elif lexeme.symbol is Symbol.OPEN and (length := _bracket_length(cursor)):
            for _ in range(length):
                pieces[-1].tokens.extend(cursor.take().tokens)
        elif (joint := _joint(cursor)) is not None:
            join, length = joint
            before = [token for _ in range(length) for token in cursor.take().tokens]
            pieces.append(_Piece(join=join, before=before))
        else:
            break
    return [piece for piece in pieces if piece.tokens]


def _speaks_of_paper(lexeme: Lexeme, piece: _Piece) -> bool:
    """Return whether "filed", "dated" or the like stands in lower case behind a name in capitals."""
    token = lexeme.tokens[0]
    return (
        token.text.islower()
        and token.key in lexicon.PAPER_VERBS
        and any(word.text[0].isupper() for word in piece.words)
    )


def _is_inner(cursor: Cursor) -> bool:
    """Return whether "the" or "for the benefit of" stands between two words of one name."""
    lexeme = cursor.peek()
    if lexeme is None or lexeme.symbol not in (Symbol.ARTICLE, Symbol.BENEFIT):
        return False
    before = cursor.peek(-1)
    if before is None or before.symbol is not Symbol.WORD or cursor.symbol(1) is not Symbol.WORD:
        return False
    return lexeme.symbol is Symbol.ARTICLE or before.key in lexicon.ENTITY_WORDS


def _bracket_length(cursor: Cursor) -> int:
    """Return how many lexemes a bracket inside a name has ("(Bill)", "(SBS)"), or 0."""
    for length in range(2, _LONGEST_BRACKET + 2):
        symbol = cursor.symbol(length - 1)
        if symbol is Symbol.CLOSE and cursor.at(1).key == "publ":
            return length
        if symbol is Symbol.CLOSE:
            after = cursor.peek(length)
            inside_name = after is not None and after.symbol is Symbol.WORD
            number = cursor.at(1).key.isdecimal()
            return length if inside_name and not number else _form_bracket(cursor, length)
        if symbol not in _INNER:
            return 0
    return 0


def _form_bracket(cursor: Cursor, length: int) -> int:
    """Accept "Fund (Cayman), Ltd.": a bracket before a corporate form behind a comma."""
    form = cursor.peek(length + 1)
    follows = cursor.symbol(length) is Symbol.COMMA and form is not None
    return length if follows and form is not None and form.key in lexicon.CORPORATE_FORMS else 0


def _joint(cursor: Cursor) -> tuple[Join, int] | None:
    """Return what joins the name before the cursor with the name behind it, and its length in lexemes."""
    first, second = cursor.symbol(), cursor.symbol(1)
    if first is Symbol.COMMA:
        if second is Symbol.AND and starts_name(cursor, 2):
            return Join.AND, 2
        return (Join.COMMA, 1) if starts_name(cursor, 1) else None
    if first is Symbol.AND and starts_name(cursor, 1):
        ampersand = cursor.at(0).tokens[0].kind is TokenKind.AMPERSAND
        return (Join.AMPERSAND if ampersand else Join.AND), 1
    return None


def _assemble_firms(pieces: list[_Piece]) -> list[_Piece]:
    """Put lists of names inside one firm's name together: "Merrit Linch, Pearce, Fenn & Smyth Inc."."""
    firms: list[list[_Piece]] = []
    for piece in reversed(pieces):
        if firms and _heads_firm(piece, firms[-1]):
            firms[-1].append(piece)
        else:
            firms.append([piece])
    return [_joined(firm[::-1]) for firm in reversed(firms)]


def _heads_firm(piece: _Piece, firm: list[_Piece]) -> bool:
    """Return whether ``piece`` begins the firm's name whose later pieces, last first, are ``firm``."""
    last, following = firm[0], firm[-1]
    if not _ends_with_form(last.words) or _ends_with_form(piece.words):
        return False
    if following.join in (Join.AND, Join.AMPERSAND):
        core = [word for word in last.words if not _is_form(word)] if len(firm) == 1 else following.words
        return len(core) <= 1 or len(piece.words) == 1
    listed = len(firm) > 1 and following.join is Join.COMMA
    return listed and (len(piece.words) == 1 or len(following.words) == 1)


def _joined(pieces: list[_Piece]) -> _Piece:
    tokens = list(pieces[0].tokens)
    for piece in pieces[1:]:
        tokens += [*piece.before, *piece.tokens]
    return _Piece(tokens, pieces[0].join, pieces[0].before)


def _continues(party: Party, piece: _Piece) -> bool:
    """Add ``piece`` to ``party`` where both are one name; return whether it was added."""
    words = piece.words
    if not words:
        return True
    if piece.join is Join.BREAK:
        return _continues_after_break(party, piece)
    if piece.join is not Join.COMMA:
        if _is_one_entity(party, words):
            party.tokens += [*piece.before, *piece.tokens]
            party.is_entity = True
            return True
        return False
    if all(_is_suffix(word) for word in words) or _is_form(words[0]) or _is_national_association(words):
        party.tokens += [*piece.before, *piece.tokens]
        party.is_entity = party.is_entity or _is_form(words[0]) or _is_national_association(words)
        return True
    if party.is_entity and _describes_entity(piece):
        return True
    if all(_is_credential(word) for word in words):
        party.esquire = next((word for word in words if word.key in _ESQUIRE), party.esquire)
        return True
    if not party.is_entity and _awaits_given_name(party, words):
        party.tokens += [*piece.before, *piece.tokens]
        return True
    return False


def _describes_entity(piece: _Piece) -> bool:
    """Return whether the words are a description: "a Delaware limited liability company"."""
    article = bool(piece.before) and piece.before[-1].key in ("a", "an")
    return article and piece.words[-1].key in _KINDS_OF_ENTITY


def _is_one_entity(party: Party, words: list[Token]) -> bool:
    """Return whether "Bank & Trust" or "The Sven & Greta Lund Trust" is one name in spite of its "and"."""
    if party.is_entity:
        return len(words) == 1 and words[0].key in lexicon.ENTITY_WORDS
    if len(party.tokens) > 2 or not _looks_like_entity(words):
        return False
    return len([key for key in party.keys if key != "the"]) == 1


def _continues_after_break(party: Party, piece: _Piece) -> bool:
    """A line break stands between two names only where both could be complete."""
    words = piece.words
    if party.is_entity and _ends_with_form([token for token in party.tokens if token.key.isalpha()]):
        return False
    whole = 2 <= len(words) <= 4 and len(party.tokens) <= 5
    if whole and not party.is_entity and not _looks_like_entity(words):
        return False
    party.tokens += [*piece.before, *piece.tokens]
    party.is_entity = party.is_entity or _looks_like_entity(words)
    return True


def _awaits_given_name(party: Party, words: list[Token]) -> bool:
    """Return whether "Laverty" or "De La Cruz" stands before a comma and given names behind it."""
    if len(words) > 3 or len(party.tokens) > 4 or _looks_like_entity(words):
        return False
    family = [key for key in party.keys if key not in vocabulary.PARTICLES]
    return len(family) == 1 and TokenKind.COMMA not in {token.kind for token in party.tokens}


def _party_of(piece: _Piece) -> Party:
    return Party(list(piece.tokens), _looks_like_entity(piece.words), piece.join)


def _finish(party: Party) -> None:
    """Drop quotes around the name, honorifics and credentials; say whether the name is clear."""
    tokens = party.tokens
    tokens = _without_outer_quotes(tokens)
    if not party.is_entity:
        while len(tokens) > 1 and tokens[0].key in vocabulary.HONORIFICS and _is_honorific(tokens):
            tokens = tokens[1:]
        if len(tokens) > 1 and tokens[0].text.lower() == "the" and tokens[1].key in ("hon", "honorable"):
            tokens = tokens[2:]
        while len(tokens) > 2 and _is_credential(tokens[-1]) and tokens[-1].key in vocabulary.CREDENTIALS:
            party.esquire = tokens[-1] if tokens[-1].key in _ESQUIRE else party.esquire
            tokens = tokens[:-1]
        tokens = _without_repetition(tokens)
    tokens = _cut_text(party, tokens)
    while tokens and tokens[-1].kind in _JOINTS:
        tokens = tokens[:-1]
    party.tokens = tokens
    clear = _is_clear_entity(tokens) if party.is_entity else _is_clear_person(tokens)
    party.clear = party.clear and bool(tokens) and clear


def _cut_text(party: Party, tokens: list[Token]) -> list[Token]:
    """Cut off words that belong to no name: all from the first such word, or the name as a whole."""
    for index, token in enumerate(tokens):
        if party.is_entity and index and token.key in _WITHIN_ENTITY:
            continue
        if token.kind is TokenKind.WORD and token.key in lexicon.SUSPICIOUS_IN_NAMES and token.text.islower():
            name = tokens[:index] if index > 1 else []
            party.rest = tokens[len(name) :]
            party.is_entity = party.is_entity and bool(name)
            return name
    if len(tokens) == 1 and tokens[0].text.islower() and not party.is_entity:
        party.rest = tokens
        return []
    return tokens


def _without_outer_quotes(tokens: list[Token]) -> list[Token]:
    """Drop quotes around the name, and one at an end whose other half stands elsewhere in the line."""
    quotes = [index for index, token in enumerate(tokens) if token.kind is TokenKind.QUOTE]
    if quotes == [0, len(tokens) - 1]:
        return tokens[1:-1]
    if quotes == [0]:
        return tokens[1:]
    return tokens[:-1] if quotes == [len(tokens) - 1] else tokens


def _is_honorific(tokens: list[Token]) -> bool:
    return len(tokens) > 2 or tokens[0].key in ("mr", "mrs", "ms", "dr")


def _without_repetition(tokens: list[Token]) -> list[Token]:
    """Reduce "Nora Kemp Nora Kemp" (signature and printed name) to one name."""
    keys = [token.key for token in tokens if token.kind is TokenKind.WORD]
    half = len(keys) // 2
    if half >= 2 and len(keys) == 2 * half == len(tokens) and keys[:half] == keys[half:]:
        return tokens[:half]
    return tokens


def _is_clear_entity(tokens: list[Token]) -> bool:
    """Return whether more than a number or an "and" shows the name to be an organisation's."""
    if any(token.key in lexicon.MORE_ENTITY_WORDS or _is_form(token) for token in tokens):
        return True
    reasons = entity_reasons(" ".join(token.text for token in tokens))
    return not _FIRM_REASONS.isdisjoint(reasons)


def _is_clear_person(tokens: list[Token]) -> bool:
    """Return whether the words are a whole name of a person, and nothing else."""
    words = [token for token in tokens if token.kind is TokenKind.WORD and not _is_suffix(token)]
    if not 2 <= len(words) <= _MOST_NAME_WORDS:
        return False
    if any(token.kind in (TokenKind.AMPERSAND, TokenKind.OTHER) for token in tokens):
        return False
    letters = [word for word in words if len(word.key) > 1]
    if not letters or any(not word.key.isalpha() for word in words):
        return False
    if any(word.key in lexicon.SUSPICIOUS_IN_NAMES for word in words):
        return False
    lower = [word for word in words if word.text[0].islower()]
    return len(lower) == len(words) or all(
        word.key in vocabulary.PARTICLES
        or word.key in vocabulary.CONNECTORS
        or word.glued
        or "'" in word.text
        for word in lower
    )


def _is_form(word: Token) -> bool:
    return word.key in lexicon.CORPORATE_FORMS or (word.key in lexicon.WEAK_FORMS and "." in word.text)


def _ends_with_form(words: list[Token]) -> bool:
    return bool(words) and (_is_form(words[-1]) or words[-1].text.startswith("/"))


def _is_national_association(words: list[Token]) -> bool:
    return [word.key for word in words] == ["national", "association"]


def _is_suffix(word: Token) -> bool:
    return word.key in vocabulary.SUFFIXES or word.key == "v"


def _is_credential(word: Token) -> bool:
    return word.key in vocabulary.CREDENTIALS or word.key in vocabulary.MARKED_CREDENTIALS


def _looks_like_entity(words: list[Token]) -> bool:
    """Return whether the words are the name of an organisation, trust or estate."""
    if not words:
        return False
    if any(_is_form(word) for word in words[1:]) or words[-1].text.startswith("/"):
        return True
    if any(word.key in lexicon.MORE_ENTITY_WORDS for word in words):
        return True
    return looks_like_entity(" ".join(word.text for word in words if word.key not in _TITLES_AS_SURNAMES))
