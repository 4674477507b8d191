"""The grammar of signature lines, as a reader with one method for each production.

::

    line       = elsewhere | nobody | statement { (";" | " / ") statement }
    statement  = { mark | by | names | capacity | behalf | power | label | date | footnote mark }
    mark       = "/s/" | "electronically signed by"             the name that follows signs
    by         = "by"                                           who stood before is signed for
    names      = name { ("," | "and") name }                    a signer, a principal or an entity
    behalf     = ("for" | "on behalf of") objects

What a name is follows from what stands around it: an entity is a step of the chain ("X, by: Y, its general
partner"), a person is the signer unless "by" or a mark with another name follows. Every production moves the
cursor, so the reading ends; whatever no production takes is kept as not understood.
"""

from __future__ import annotations

from collections.abc import Callable

from preflight.filing.signatures import lexicon
from preflight.filing.signatures.capacity import ATTORNEY_ROLES, Capacity, CapacityReader
from preflight.filing.signatures.cursor import Cursor
from preflight.filing.signatures.lexeme import Lexeme
from preflight.filing.signatures.lexicon import Symbol
from preflight.filing.signatures.line import SigningRole
from preflight.filing.signatures.parties import Join, Party, starts_name
from preflight.filing.signatures.statement import Statement, Step


class LineReader:
    """Reads one line; the statements hold what was understood."""

    def __init__(self, lexemes: list[Lexeme]) -> None:
        self.cursor = Cursor(lexemes)
        self.reader = CapacityReader(self.cursor)
        self.statements = [Statement()]
        self.starred = False
        self.says_nobody = False
        self._spread_up_to = 0
        """Statements before this one have had their plural role."""

    @property
    def statement(self) -> Statement:
        """The statement being read."""
        return self.statements[-1]

    def read(self) -> None:
        """line = statement { separator statement }."""
        productions: dict[Symbol, Callable[[], None]] = {
            Symbol.MARK: self._mark,
            Symbol.SIGNED_BY: self._mark,
            Symbol.BY: self._by,
            Symbol.WORD: self._names,
            Symbol.ARTICLE: self._article,
            Symbol.QUOTE: self._quote,
            Symbol.NAME_LABEL: self._printed_name,
            Symbol.ROLE: self._capacity,
            Symbol.TITLE: self._capacity,
            Symbol.TITLE_PREFIX: self._capacity,
            Symbol.AS: self._capacity,
            Symbol.POSSESSIVE: self._capacity,
            Symbol.TITLE_LABEL: self._capacity,
            Symbol.INDIVIDUALLY: self._capacity,
            Symbol.FILLER: self._capacity,
            Symbol.THE_OWNER: self._capacity,
            Symbol.POWER: self._capacity,
            Symbol.UNDER: self._capacity,
            Symbol.FOR: self._behalf,
            Symbol.OF: self._affiliation,
            Symbol.FORMERLY: self._former_name,
            Symbol.DATED: self._date,
            Symbol.DATE: self._date,
            Symbol.OPEN: self._bracket,
            Symbol.STAR: self._star,
            Symbol.SEMICOLON: self._separator,
            Symbol.SLASH: self._separator,
            Symbol.AND: self._and,
            Symbol.NOBODY: self._nobody,
        }
        while (lexeme := self.cursor.peek()) is not None:
            position = self.cursor.position
            production = productions.get(lexeme.symbol)
            if production is not None:
                production()
            if self.cursor.position == position:
                self._leave(self.cursor.take())

    def _leave(self, lexeme: Lexeme) -> None:
        """Keep what no production takes; lone punctuation says nothing."""
        if lexeme.symbol in (Symbol.COMMA, Symbol.COLON, Symbol.DASH, Symbol.CLOSE, Symbol.QUOTE):
            return
        if lexeme.symbol is Symbol.OTHER and lexeme.tokens[0].text == ".":
            return
        self.reader.doubt(lexeme)

    # --- who ------------------------------------------------------------------------------------------

    def _mark(self) -> None:
        """mark = "/s/": the name that follows signs; a name just before it is printed, or the principal."""
        mark = self.cursor.take()
        self.cursor.skip(Symbol.COLON, Symbol.DASH)
        self.reader.note("mark")
        statement = self.statement
        statement.stamped = mark.symbol is Symbol.SIGNED_BY
        if not starts_name(self.cursor) and not self._capacity_then_name():
            statement.conform_last()
            statement.marked = statement.marked or not statement.signers
            return
        statement.printed_before_mark()
        statement.marked = True

    def _capacity_then_name(self) -> bool:
        """Return whether a role or "by" stands between the mark and the name it belongs to."""
        return self.cursor.symbol() in (
            Symbol.ROLE,
            Symbol.BY,
            Symbol.TITLE,
            Symbol.TITLE_PREFIX,
            Symbol.MARK,
        )

    def _by(self) -> None:
        """by = "by": whoever stood before is signed for, whoever follows signs."""
        by = self.cursor.take()
        self.cursor.skip(Symbol.COLON)
        if self._power_follows():
            return
        self.reader.note("by")
        if self.cursor.peek() is None and not self.statement.is_empty:
            self.reader.doubt(by)
        self.statement.signed_by_another()

    def _power_follows(self) -> bool:
        """Return whether "power of attorney" follows "by": a role of the person named before."""
        offset = 0
        while self.cursor.symbol(offset) in (Symbol.ARTICLE, Symbol.POSSESSIVE, Symbol.FILLER, Symbol.UNDER):
            offset += 1
        return self.cursor.symbol(offset) is Symbol.POWER

    def _names(self) -> None:
        """names = name { ("," | "and") name }."""
        start = self.cursor.at(0)
        if start.key == "on" and self.cursor.symbol(1) is Symbol.DATE:
            self.cursor.take()
            return
        parties = self.reader.names()
        self.reader.trust_date(parties)
        for index, party in enumerate(parties):
            self._place(party, grouped=index > 0 and party.join is not Join.COMMA, start=start)

    def _place(self, party: Party, *, grouped: bool, start: Lexeme) -> None:
        """Give a name its place: a step of the chain, a signer, or a repetition of one."""
        statement = self.statement
        if party.is_entity:
            if statement.signers and not statement.awaits_name and not grouped:
                if self._its_partner_follows() and statement.has_bare_signer:
                    statement.recast_as_entity()
                elif self._begins_statement():
                    if statement.has_bare_signer:
                        statement.doubtful.append(party)  # another signer, or the beginning of the name?
                    self.statements.append(Statement())
                else:
                    statement.employer(party, self.reader.office(of_entity=True))
                    return
            self.reader.note("entity")
            self.statement.add_entity(party)
        elif statement.repeats(party):
            self.reader.note("printed-name")
        elif statement.signers and not statement.awaits_name and not grouped and not statement.grouping:
            self._stray(party)
        else:
            self.reader.note("name")
            statement.add_signer(party, grouped=grouped)

    def _stray(self, party: Party) -> None:
        """A second name without a word between: with a role behind it, it is the one who signed."""
        statement = self.statement
        offset = 0
        while self.cursor.symbol(offset) in (Symbol.COMMA, Symbol.AS, Symbol.POSSESSIVE):
            offset += 1
        role = self.cursor.peek(offset)
        if role is None or role.symbol is not Symbol.ROLE or not statement.last_is_bare:
            statement.doubtful.append(party)
        elif role.plural:
            statement.add_signer(party, grouped=True)
        else:
            statement.signed_by_another()
            statement.add_signer(party, grouped=False)
            statement.doubtful.append(party)

    def _begins_statement(self) -> bool:
        """Return whether "by" or a mark follows the entity, so that it begins a statement of its own."""
        offset = 1 if self.cursor.symbol() is Symbol.COMMA else 0
        return self.cursor.symbol(offset) in (Symbol.BY, Symbol.MARK)

    def _its_partner_follows(self) -> bool:
        """Return whether "its general partner" or the like follows the entity."""
        return self.cursor.symbol() is Symbol.COMMA and self.cursor.symbol(1) in (
            Symbol.POSSESSIVE,
            Symbol.AS,
        )

    def _article(self) -> None:
        """An article begins a name ("the Example Trust") or a capacity ("the general partner of")."""
        if starts_name(self.cursor):
            self._names()
        else:
            self._capacity()

    def _quote(self) -> None:
        if starts_name(self.cursor):
            self._names()

    def _printed_name(self) -> None:
        """label = "Name:" name: the signer's name in print."""
        self.cursor.take()
        if not starts_name(self.cursor):
            return
        self.reader.note("printed-name")
        for party in self.reader.names():
            self.statement.add_printed_name(party)

    def _former_name(self) -> None:
        """former = "f/k/a" name."""
        lexeme = self.cursor.take()
        if starts_name(self.cursor):
            self.reader.note("former-name")
            self.statement.capacity_target().former_names.extend(self.reader.names()[:1])
        else:
            self.reader.doubt(lexeme)

    # --- as what, for whom ----------------------------------------------------------------------------

    def _capacity(self) -> None:
        """capacity: what is said of the person or entity named last, or of the one that follows."""
        statement = self.statement
        step = statement.entity_target()
        if step is not None:
            self._entity_role(step)
            return
        targets = statement.capacity_targets()
        capacity = targets[0].capacity if targets else statement.pending
        if statement.steps and capacity.steps and self._its_role_of_employer(capacity):
            return
        if capacity.steps and self._employer_for_itself(capacity):
            return
        before = self.cursor.position
        self.reader.capacity(capacity)
        if capacity.is_plural:
            self._spread(capacity)
        for other in targets[1:]:
            other.share(capacity)
        if self.cursor.position > before and targets and starts_name(self.cursor) and capacity.roles:
            self._principal_without_for(capacity)

    def _its_role_of_employer(self, capacity: Capacity) -> bool:
        """Read "its general partner" behind "President of Y", as the role of Y for the chain before it."""
        if self.cursor.symbol() is not Symbol.POSSESSIVE or self.cursor.symbol(1) is not Symbol.TITLE:
            return False
        own = Capacity()
        self.reader.capacity(own)
        parties, _ = capacity.steps[-1]
        capacity.principals = [party for party in capacity.principals if party not in parties]
        capacity.steps[-1] = (parties, next(iter(own.roles), SigningRole.OFFICER))
        return True

    def _employer_for_itself(self, capacity: Capacity) -> bool:
        """Read "for itself and as general partner of Z" behind "Manager of Y", as said of Y."""
        lexeme = self.cursor.at(0)
        if lexeme.symbol is not Symbol.INDIVIDUALLY or _OF_A_THING.isdisjoint(lexeme.key.split()):
            return False
        self.cursor.take()
        if self.cursor.symbol() is not Symbol.AND or self.cursor.symbol(1) is not Symbol.AS:
            return True
        self.cursor.take()
        own = Capacity()
        self.reader.capacity(own)
        parties, _ = capacity.steps[-1]
        capacity.steps[-1] = (parties, next(iter(own.roles), SigningRole.UNSTATED))
        capacity.steps.extend(own.steps)
        capacity.principals[:0] = own.principals
        return True

    def _principal_without_for(self, capacity: Capacity) -> None:
        """A name right behind "attorney-in-fact" is probably the principal; the doubt stays."""
        if ATTORNEY_ROLES.isdisjoint(capacity.roles) or capacity.principals:
            return
        start = self.cursor.at(0)
        parties = self.reader.names()
        capacity.principals.extend(parties)
        self.reader.doubt(start)

    def _entity_role(self, step: Step) -> None:
        """Read the role of the entity named last: for the one before it, or for those named behind it."""
        capacity = Capacity()
        introduced = self.cursor.symbol() is Symbol.POSSESSIVE
        self.reader.capacity(capacity)
        statement = self.statement
        step.for_itself = step.for_itself or capacity.individually
        if introduced and len(statement.steps) == 1:
            step.heads = False  # "its" speaks of an entity that the line does not name
        role = next(iter(capacity.roles), SigningRole.OFFICER if capacity.titles else SigningRole.UNSTATED)
        if (role in ATTORNEY_ROLES or role is SigningRole.EDGAR_ROLE) and not introduced:
            statement.firm_signs(step, capacity)
        elif capacity.steps or capacity.principals:
            statement.acts_for(step, role, capacity)
        elif role is not SigningRole.UNSTATED:
            step.role = role
        self.reader.note("entity-role")

    def _spread(self, capacity: Capacity) -> None:
        """A plural role ("attorneys-in-fact") is that of every signer before it who has none."""
        for statement in self.statements[self._spread_up_to :]:
            for signer in statement.signers:
                if not signer.capacity.is_stated:
                    signer.share(capacity)
        self._spread_up_to = len(self.statements) - 1

    def _behalf(self) -> None:
        """behalf = ("for" | "on behalf of") objects: said of the signer named last, or of the next one."""
        statement = self.statement
        if statement.entity_target() is not None and not statement.signers:
            step = statement.entity_target()
            if step is not None and statement.entity_was_marked:
                capacity = Capacity(roles=[SigningRole.ON_BEHALF])
                self.reader.objects(capacity)
                statement.firm_signs(step, capacity)
                return
        targets = statement.capacity_targets()
        capacity = targets[0].capacity if targets else statement.pending
        self.reader.note("behalf")
        had_role = bool(capacity.roles)
        had_title = bool(capacity.titles)
        if not had_role and not had_title:
            capacity.add_role(SigningRole.ON_BEHALF)
        self.reader.objects(capacity)
        if not targets:
            statement.head_from_pending(added_role=not had_role and not had_title)
        for other in targets[1:]:
            other.share(capacity)

    def _affiliation(self) -> None:
        """affiliation = "of" entity: the firm to which the signer named last belongs."""
        word = self.cursor.take()
        targets = self.statement.capacity_targets()
        if not starts_name(self.cursor) or not targets or targets[-1].capacity.is_stated:
            self.reader.doubt(word)
            return
        parties = self.reader.names()
        if not all(party.is_entity for party in parties):
            self.reader.doubt(word)
        self.reader.note("affiliation")
        for signer in targets:
            signer.capacity.steps.append((parties, SigningRole.UNSTATED))

    # --- the rest -------------------------------------------------------------------------------------

    def _date(self) -> None:
        """date = [ "dated" ] day [ time [ zone ] ]."""
        lexeme = self.cursor.take()
        if lexeme.symbol is Symbol.DATED:
            self.cursor.skip(Symbol.COLON)
            if self.cursor.symbol() is not Symbol.DATE:
                return
            lexeme = self.cursor.take()
        if lexeme.date is not None:
            self.reader.dates.append(lexeme.date)
            self.reader.note("date")
        while (time := self.cursor.peek()) is not None and _is_time(time, self.cursor.peek(1)):
            self.cursor.take()

    def _bracket(self) -> None:
        """A number in brackets is a footnote mark; other brackets enclose what could stand without them."""
        inner, closing = self.cursor.peek(1), self.cursor.symbol(2)
        number = inner is not None and inner.key.isdecimal() and len(inner.key) <= 2
        self.cursor.take()
        if number and closing is Symbol.CLOSE:
            self.cursor.take()
            self.cursor.take()
            self.starred = True

    def _star(self) -> None:
        self.cursor.take()
        self.starred = True

    def _separator(self) -> None:
        """A separator ends a statement that has a signer."""
        self.cursor.take()
        if self.statement.signers and self.cursor.symbol() not in _GOING_ON:
            self.statements.append(Statement())

    def _and(self) -> None:
        """ "and" joins two signers, or a further capacity of the same signer."""
        self.cursor.take()
        if self.cursor.symbol() in (Symbol.MARK, Symbol.SIGNED_BY):
            self.statement.grouping = True

    def _nobody(self) -> None:
        lexeme = self.cursor.take()
        if self.statement.is_empty and self.cursor.position == 1:
            self.says_nobody = True
        elif not self.statement.is_empty:
            self.reader.doubt(lexeme)


def sends_elsewhere(lexemes: list[Lexeme]) -> bool:
    """elsewhere = a line that only says where the signatures are ("See Exhibit 99.1")."""
    words = [
        word for lexeme in lexemes for token in lexeme.tokens if (word := token.key) and word[0].isalnum()
    ]
    while words and words[0] in _BEFORE_VERBS:
        del words[0]
    if not words or words[0] not in lexicon.ELSEWHERE_VERBS:
        return False
    known = all(word in lexicon.ELSEWHERE_WORDS or word.isdecimal() for word in words)
    return known and not lexicon.ELSEWHERE_PLACES.isdisjoint(words)


def _is_time(lexeme: Lexeme, following: Lexeme | None) -> bool:
    """Return whether the lexeme is a time of day, a zone, or the sign before an offset."""
    if lexeme.symbol is Symbol.DASH:
        return following is not None and following.tokens[0].text[0].isdigit()
    if lexeme.key == "at":
        return following is not None and following.tokens[0].text[0].isdigit()
    if lexeme.symbol is not Symbol.WORD:
        return False
    text = lexeme.tokens[0].text
    return (text[0].isdigit() or text[0] == "+") or lexeme.key in _ZONES


_OF_A_THING = frozenset({"itself", "its"})
_BEFORE_VERBS = frozenset({"the", "as", "all", "for"})

_GOING_ON = frozenset(
    {
        Symbol.ROLE,
        Symbol.TITLE,
        Symbol.TITLE_PREFIX,
        Symbol.TITLE_LABEL,
        Symbol.NAME_LABEL,
        Symbol.POWER,
        Symbol.UNDER,
        Symbol.AS,
        Symbol.FOR,
        Symbol.BY,
        Symbol.POSSESSIVE,
        Symbol.INDIVIDUALLY,
        Symbol.DATED,
        Symbol.DATE,
    }
)
"""Behind a semicolon, these still speak of the signer before it."""

_ZONES = frozenset(
    {
        "am",
        "pm",
        "est",
        "edt",
        "et",
        "cst",
        "cdt",
        "ct",
        "mst",
        "mdt",
        "mt",
        "pst",
        "pdt",
        "pt",
        "utc",
        "gmt",
        "z",
    }
)
