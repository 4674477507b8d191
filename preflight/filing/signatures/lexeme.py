"""A lexeme of a signature line: the terminal that the grammar sees."""

from __future__ import annotations

from datetime import date

from preflight.filing.signatures.lexicon import Symbol
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
