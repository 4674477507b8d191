"""Productions for capacities: titles, roles, papers, and the people or entities they are for.

::

    capacity   = { "as" | article | "its" } ( title | role | power ) [ objects ]
    title      = { prefix } head { ("," | "and" | "-") title | ("of" | "," | "-") field }
    power      = [ "pursuant to" ] "power of attorney" { paper word | date | "granted by" name }
    objects    = ("for" | "of") ( each owner | the owner | unnamed partner objects | names [ office ] )
    office     = "," [ "as" | article ] title [ ("of" | "for") names [ office ] ]
"""

from __future__ import annotations

from dataclasses import field
from datetime import date

from preflight.filing.signatures import lexicon
from preflight.filing.signatures.cursor import Cursor
from preflight.filing.signatures.lexeme import Lexeme
from preflight.filing.signatures.lexicon import Symbol
from preflight.filing.signatures.line import PaperReference, Part, SigningRole
from preflight.filing.signatures.parties import Party, part_of, read_parties, starts_name
from preflight.filing.signatures.titles import TITLE_SYMBOLS, read_title
from preflight.filing.signatures.tokens import Token
from preflight.lazy_dataclass import dataclass

ATTORNEY_ROLES = frozenset({SigningRole.ATTORNEY_IN_FACT, SigningRole.ON_BEHALF})
"""Roles in which a person signs for another by a power of that other."""

_INTRODUCING = (
    Symbol.AS,
    Symbol.ARTICLE,
    Symbol.POSSESSIVE,
    Symbol.FILLER,
    Symbol.TITLE_LABEL,
    Symbol.COLON,
)
_TYPOS_OF_FOR = frozenset({"or", "fo", "fpr", "fro", "foe", "fr", "to"})


@dataclass(slots=True)
class Capacity:
    """What is said of a signer beside the name."""

    roles: list[SigningRole] = field(default_factory=list)
    titles: list[list[Token]] = field(default_factory=list)
    principals: list[Party] = field(default_factory=list)
    steps: list[tuple[list[Party], SigningRole]] = field(default_factory=list)
    """Entities named behind the role, innermost first; the role is the entity's for the next one."""
    officer: Party | None = None
    papers: list[PaperReference] = field(default_factory=list)
    former_names: list[Party] = field(default_factory=list)
    for_each_owner: bool = False
    individually: bool = False
    is_claimed: bool = False
    """True where "as" stands before the role: a claim to sign in it, not a description of the person."""
    is_plural: bool = False

    @property
    def is_stated(self) -> bool:
        """True where a role, a title or a principal is given."""
        return bool(self.roles or self.titles or self.principals or self.for_each_owner)

    def add_role(self, role: SigningRole) -> None:
        """Add a role that is not there yet."""
        if role is not SigningRole.UNSTATED and role not in self.roles:
            self.roles.append(role)


class CapacityReader:
    """Reads capacities at a cursor; what it cannot make sense of goes to ``leftover``."""

    def __init__(self, cursor: Cursor) -> None:
        self.cursor = cursor
        self.leftover: list[Part] = []
        self.dates: list[date] = []
        self.productions: list[str] = []
        self._depth = 0

    def note(self, production: str) -> None:
        """Remember that ``production`` was used."""
        if production not in self.productions:
            self.productions.append(production)

    def doubt(self, lexeme: Lexeme) -> None:
        """Record a lexeme that was not understood."""
        self.leftover_words(list(lexeme.tokens))

    def leftover_words(self, tokens: list[Token]) -> None:
        """Record words that were not understood."""
        self.leftover.append(part_of(tokens))

    def names(self) -> list[Party]:
        """names = name { ("," | "and") name }; words that are no name are not understood."""
        parties = read_parties(self.cursor)
        for party in parties:
            if party.rest:
                self.leftover_words(party.rest)
        return [party for party in parties if party.tokens]

    def capacity(self, target: Capacity) -> None:
        """capacity = { "as" | article | "its" } ( title | role | power ) [ objects ]."""
        cursor = self.cursor
        introduction: Lexeme | None = None
        while cursor.symbol() in _INTRODUCING:
            introduction = cursor.take()
            target.is_claimed = target.is_claimed or introduction.symbol is Symbol.AS
        symbol = cursor.symbol()
        if symbol is Symbol.ROLE:
            self.role(target)
        elif symbol in TITLE_SYMBOLS:
            self.title(target)
        elif symbol in (Symbol.POWER, Symbol.UNDER):
            self.power(target)
        elif symbol is Symbol.INDIVIDUALLY:
            self.individually(target)
        elif symbol is Symbol.THE_OWNER:
            target.titles.append(list(cursor.take().tokens))
        elif introduction is not None and introduction.symbol not in (Symbol.FILLER, Symbol.TITLE_LABEL):
            self.doubt(introduction)

    def individually(self, target: Capacity) -> None:
        """individually = "individually" | "on behalf of himself" [ "and" names ]."""
        lexeme = self.cursor.take()
        if target.principals and not ATTORNEY_ROLES.isdisjoint(target.roles):
            self.doubt(lexeme)  # the signer, or the principal?
            return
        target.individually = True
        for_others = lexeme.tokens[0].key in ("for", "on")
        joined = self.cursor.symbol() in (Symbol.AND, Symbol.COMMA)
        if for_others and joined and starts_name(self.cursor, 1):
            self.cursor.take()
            target.add_role(SigningRole.ON_BEHALF)
            target.principals.extend(self.names())
        elif for_others and joined and self.cursor.symbol(1) is Symbol.EACH_OWNER:
            self.cursor.take()
            self.cursor.take()
            self.note("each-owner")
            self._list_elsewhere()
            target.add_role(SigningRole.ON_BEHALF)
            target.for_each_owner = True

    def role(self, target: Capacity) -> None:
        """role = "attorney-in-fact" | "agent" | ... [ objects ]."""
        lexeme = self.cursor.take()
        self.note("role")
        target.add_role(lexeme.role)
        target.is_plural = target.is_plural or lexeme.plural
        self.objects(target)

    def title(self, target: Capacity) -> None:
        """title = { prefix } head { joint title | joint field } [ objects ]."""
        cursor = self.cursor
        self.note("title")
        title = read_title(cursor)
        target.is_plural = target.is_plural or title.is_plural
        for role in title.roles:
            target.add_role(role)
        if title.tokens:
            target.titles.append(title.tokens)
        self.objects(target)
        if cursor.symbol() is Symbol.MINOR:
            cursor.take()

    def power(self, target: Capacity) -> None:
        """power = [ "pursuant to" ] "power of attorney" { what is said of it } [ objects ]."""
        cursor = self.cursor
        introduction = None
        while cursor.symbol() in (Symbol.UNDER, Symbol.ARTICLE, Symbol.POSSESSIVE, Symbol.FILLER):
            introduction = cursor.take()
        if cursor.symbol() is not Symbol.POWER:
            if introduction is not None:
                self.doubt(introduction)
                self._unknown_authority()
            return
        self.note("power")
        lexeme = cursor.take()
        if lexeme.role is SigningRole.ATTORNEY_IN_FACT or not target.roles:
            target.add_role(lexeme.role)
        self._paper(target, lexeme)

    def _unknown_authority(self) -> None:
        """Leave the words behind "under", "authorized by" ... as not understood, up to a mark or comma."""
        cursor = self.cursor
        while (lexeme := cursor.peek()) is not None and lexeme.symbol not in _ENDING_AUTHORITY:
            self.doubt(cursor.take())

    def _paper(self, target: Capacity, power: Lexeme) -> None:
        """Read what is said of the paper: its date, who granted it, for whom, where it is filed."""
        cursor = self.cursor
        start = cursor.position - 1
        end = cursor.position
        dated: date | None = None
        granted_by: Party | None = None
        while (lexeme := cursor.peek()) is not None:
            if lexeme.symbol is Symbol.DATE and lexeme.date is not None:
                self.dates.append(lexeme.date)
                if self._dates_paper():
                    dated = lexeme.date
                cursor.take()
            elif self._grants() and granted_by is None:
                cursor.take()
                granted_by = self._grantor(target, power)
            elif lexeme.symbol in _BY_WHOM and cursor.symbol(1) in _UNNAMED:
                cursor.take()
                cursor.take()
            elif self._is_of_paper(lexeme):
                cursor.take()
            elif self._introduces_objects(target):
                self.objects(target)
                continue
            else:
                break
            end = cursor.position
        if end > start + 1:
            self.note("paper")
            tokens = cursor.tokens_between(start, end)
            granted = None if granted_by is None else granted_by.part
            target.papers.append(PaperReference(part_of(tokens), dated, granted))

    def _is_of_paper(self, lexeme: Lexeme) -> bool:
        """Return whether the lexeme at the cursor says when the paper was made or where it is kept."""
        if lexeme.symbol is Symbol.DATED and self.cursor.symbol(1) is Symbol.DATE:
            return True
        return self._describes_paper(1 if lexeme.symbol in _PAPER_JOINTS else 0)

    def _dates_paper(self) -> bool:
        """Return whether the date at the cursor is the paper's own, not that of its filing."""
        before = self.cursor.peek(-1)
        if before is None:
            return False
        if before.symbol is Symbol.DATED or before.key in ("dated", "executed", "of", "effective"):
            return True
        return before.symbol is Symbol.POWER or before.key == "as of"

    def _grants(self) -> bool:
        """Return whether "granted by", "from" or "by" and a name follow."""
        symbol = self.cursor.symbol()
        if symbol is Symbol.BY or symbol is Symbol.GRANTED_BY or symbol is Symbol.OF:
            return starts_name(self.cursor, 1) and not self._describes_paper(1)
        return False

    def _grantor(self, target: Capacity, power: Lexeme) -> Party | None:
        parties = self.names()
        if power.role is SigningRole.ATTORNEY_IN_FACT and not target.principals:
            target.principals.extend(parties)
        return parties[0] if parties else None

    def _describes_paper(self, offset: int) -> bool:
        lexeme = self.cursor.peek(offset)
        if lexeme is None or lexeme.symbol in _NOT_OF_A_PAPER:
            return False
        return all(word in lexicon.PAPER_WORDS for word in lexeme.key.split()) and bool(lexeme.key)

    def objects(self, target: Capacity) -> None:
        """objects = ("for" | "of") ( each owner | the owner | unnamed partner | names [ office ] )."""
        cursor = self.cursor
        while self._introduces_objects(target):
            if cursor.symbol() is Symbol.COMMA:
                cursor.take()
            word = cursor.take()
            if word.symbol is Symbol.WORD and word.key != "to":
                self.doubt(word)
            cursor.skip(Symbol.COLON)
            if not self._object(target, word):
                self.doubt(word)
                return

    def _introduces_objects(self, target: Capacity) -> bool:
        """Return whether "for", "of" or a misspelling of it stands at the cursor, perhaps behind a comma."""
        symbol = self.cursor.symbol()
        if symbol is Symbol.FOR or symbol is Symbol.OF:
            return True
        if symbol is Symbol.COMMA:
            return self.cursor.symbol(1) is Symbol.FOR
        lexeme = self.cursor.peek()
        if lexeme is None or lexeme.symbol is not Symbol.WORD or not starts_name(self.cursor, 1):
            return False
        if lexeme.key == "to" and not _SERVING.isdisjoint(target.roles):
            return True
        return not ATTORNEY_ROLES.isdisjoint(target.roles) and lexeme.key in _TYPOS_OF_FOR

    def _object(self, target: Capacity, word: Lexeme) -> bool:
        """Read what stands behind "for" or "of"; return whether there was anything."""
        cursor = self.cursor
        if cursor.symbol() is Symbol.EACH_OWNER:
            cursor.take()
            target.for_each_owner = True
            self.note("each-owner")
            self._list_elsewhere()
            return True
        if cursor.symbol() is Symbol.THE_OWNER:
            cursor.take()
            return True
        if cursor.symbol() is Symbol.ISSUER and word.symbol is Symbol.OF:
            cursor.take()
            return True
        if self._unnamed_partner():
            return True
        if cursor.symbol() is Symbol.FILLER and cursor.at(0).key in _SEVERALLY:
            cursor.take()
            if cursor.symbol() in (None, Symbol.STAR, Symbol.CLOSE):
                return True
        cursor.skip(Symbol.POSSESSIVE)
        if cursor.symbol() is Symbol.BENEFIT or not starts_name(cursor):
            return False
        parties = self.names()
        if not parties:
            return False
        self.trust_date(parties)
        cursor.skip(Symbol.FILLER, Symbol.MINOR)
        while cursor.symbol() is Symbol.COMMA and cursor.symbol(1) in (Symbol.FILLER, Symbol.MINOR):
            cursor.take()
            cursor.skip(Symbol.FILLER, Symbol.MINOR)
        if cursor.symbol() is Symbol.COMMA and cursor.symbol(1) is Symbol.THE_OWNER:
            cursor.take()
            cursor.take()
        self._place_objects(target, parties, word)
        return True

    def _list_elsewhere(self) -> None:
        """Skip "listed on Exhibit 99.1" behind "each reporting person"."""
        cursor = self.cursor
        if cursor.symbol() is Symbol.WORD and cursor.at(0).key in _LISTED:
            cursor.take()
            while (lexeme := cursor.peek()) is not None and _is_elsewhere(lexeme):
                cursor.take()

    def _unnamed_partner(self) -> bool:
        """Skip "the general partner" where no name follows it ("Managing Member of the GP of ...")."""
        cursor = self.cursor
        offset = 1 if cursor.symbol() in (Symbol.ARTICLE, Symbol.POSSESSIVE) else 0
        if cursor.symbol(offset) is not Symbol.TITLE:
            return False
        for _ in range(offset + 1):
            cursor.take()
        self.note("unnamed-partner")
        return True

    def trust_date(self, parties: list[Party]) -> None:
        """Read "u/a/d 1/1/2000" or "dated May 1, 1990" behind a trust's name."""
        cursor = self.cursor
        offset = 1 if cursor.symbol() is Symbol.COMMA else 0
        if not parties or not parties[-1].is_entity or cursor.symbol(offset) is not Symbol.DATED:
            return
        dated = cursor.peek(offset + 1)
        if dated is None or dated.date is None:
            return
        for _ in range(offset + 2):
            cursor.take()
        self.dates.append(dated.date)

    def _place_objects(self, target: Capacity, parties: list[Party], word: Lexeme) -> None:
        """Give the names behind "for" or "of" their place: principals, entities, or an officer's office."""
        office = self.office(of_entity=parties[-1].is_entity)
        attorney = not ATTORNEY_ROLES.isdisjoint(target.roles) or SigningRole.EDGAR_ROLE in target.roles
        person = not parties[0].is_entity and len(parties) == 1
        if attorney:
            if office is not None and office.steps and person:
                target.officer = parties[0]
                target.steps.extend(office.steps)
                target.principals.extend(office.principals)
            elif office is not None and office.steps:
                target.steps.append((parties, office.roles[0] if office.roles else SigningRole.UNSTATED))
                target.steps.extend(office.steps)
                target.principals.extend(office.principals)
            else:
                target.principals.extend(parties)
            return
        self._place_chain(target, parties, word, office)

    def _place_chain(
        self, target: Capacity, parties: list[Party], word: Lexeme, office: Capacity | None
    ) -> None:
        """Place the entities in whose name an officer, partner, trustee ... signs."""
        for_others = word.symbol is Symbol.FOR
        personal = [party for party in parties if not party.is_entity]
        if personal and SigningRole.OFFICER in target.roles and for_others:
            target.roles[target.roles.index(SigningRole.OFFICER)] = SigningRole.ATTORNEY_IN_FACT
            target.principals.extend(parties)
            return
        if personal and not _has_fiduciary(target.roles) and for_others:
            target.principals.extend(parties)
            target.add_role(SigningRole.ON_BEHALF)
            return
        if personal and _has_fiduciary(target.roles):
            target.principals.extend(parties)
            return
        if personal and len(personal[0].keys) > 1 and not target.is_claimed:
            personal[0].clear = False
        deeper = office is not None and bool(office.steps)
        role = office.roles[0] if office is not None and office.roles else SigningRole.UNSTATED
        chain = [(parties, role if deeper else SigningRole.UNSTATED)]
        states_role = bool(target.roles)
        if not states_role:
            target.add_role(SigningRole.OFFICER)
        if deeper and office is not None:
            chain.extend(office.steps)
            target.principals.extend(office.principals)
        elif for_others or target.is_claimed or target.individually or states_role:
            target.principals.extend(parties)
        target.steps[:0] = chain

    def office(self, *, of_entity: bool) -> Capacity | None:
        """office = "," [ "as" | article ] title [ ("of" | "for") names [ office ] ]."""
        cursor = self.cursor
        offset = 1 if cursor.symbol() in (Symbol.COMMA, Symbol.DASH, Symbol.OPEN) else 0
        while cursor.symbol(offset) in (Symbol.AS, Symbol.ARTICLE, Symbol.FILLER):
            if of_entity and not _OF_THE_SIGNER.isdisjoint(cursor.at(offset).key.split()):
                return None
            offset += 1
        if cursor.symbol(offset) not in TITLE_SYMBOLS:
            return None
        if self._depth == _DEEPEST_OFFICE:
            return None
        office = Capacity(is_claimed=True)
        for _ in range(offset):
            cursor.take()
        self._depth += 1
        self.title(office)
        self._depth -= 1
        cursor.skip(Symbol.CLOSE)
        return office


_DEEPEST_OFFICE = 12
"""Entities behind one role ("general partner of X, general partner of Y ..."); a longer chain is not read."""
_FIDUCIARY = frozenset(
    {
        SigningRole.TRUSTEE,
        SigningRole.EXECUTOR,
        SigningRole.GUARDIAN,
        SigningRole.CONSERVATOR,
        SigningRole.CUSTODIAN,
    }
)
_SEVERALLY = frozenset({"each", "both", "each of", "both of", "all of"})
_OF_THE_SIGNER = frozenset({"his", "her"})
"""In "on behalf of X LLC in his capacity as manager", the capacity is the signer's, not X's."""

_SERVING = frozenset({SigningRole.MANAGER, SigningRole.GENERAL_PARTNER})
"""Roles that an organisation has "to" another as well as "of" it ("investment adviser to the Fund")."""
_LISTED = frozenset(
    {"listed", "named", "identified", "set", "described", "hereunder", "herein", "hereto", "hereof", "above"}
)
_ENDING_AUTHORITY = frozenset(
    {Symbol.COMMA, Symbol.SEMICOLON, Symbol.BY, Symbol.MARK, Symbol.FOR, Symbol.CLOSE, Symbol.NAME_LABEL}
)
_BY_WHOM = frozenset({Symbol.BY, Symbol.OF, Symbol.GRANTED_BY})
_UNNAMED = frozenset({Symbol.THE_OWNER, Symbol.EACH_OWNER, Symbol.ISSUER})
_PAPER_JOINTS = (Symbol.COMMA, Symbol.OPEN, Symbol.CLOSE)
_NOT_OF_A_PAPER = frozenset({Symbol.FOR, Symbol.DATE, Symbol.ROLE, Symbol.TITLE, Symbol.POWER, Symbol.COMMA})


def _has_fiduciary(roles: list[SigningRole]) -> bool:
    return not _FIDUCIARY.isdisjoint(roles)


def _is_elsewhere(lexeme: Lexeme) -> bool:
    words = lexeme.key.split()
    return bool(words) and all(word in lexicon.ELSEWHERE_WORDS or word.isdecimal() for word in words)
