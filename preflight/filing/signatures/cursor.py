"""A place in a list of lexemes that moves forward only."""

from __future__ import annotations

from preflight.filing.signatures.lexeme import Lexeme
from preflight.filing.signatures.lexicon import Symbol
from preflight.filing.signatures.tokens import Token


class Cursor:
    """Reads lexemes one after another; looking ahead does not move it."""

    def __init__(self, lexemes: list[Lexeme]) -> None:
        self._lexemes = lexemes
        self.position = 0

    def peek(self, offset: int = 0) -> Lexeme | None:
        """Return the lexeme ``offset`` places ahead (behind, if negative), or ``None`` beyond either end."""
        index = self.position + offset
        return self._lexemes[index] if 0 <= index < len(self._lexemes) else None

    def symbol(self, offset: int = 0) -> Symbol | None:
        """Return the symbol of the lexeme ``offset`` places ahead, or ``None`` beyond the end."""
        lexeme = self.peek(offset)
        return None if lexeme is None else lexeme.symbol

    def at(self, offset: int) -> Lexeme:
        """Return the lexeme ``offset`` places ahead; raise ``IndexError`` beyond the end."""
        return self._lexemes[self.position + offset]

    def take(self) -> Lexeme:
        """Return the lexeme at the cursor and move behind it."""
        lexeme = self._lexemes[self.position]
        self.position += 1
        return lexeme

    def tokens_between(self, start: int, end: int) -> list[Token]:
        """Return the tokens of the lexemes from ``start`` up to ``end``."""
        return [token for lexeme in self._lexemes[start:end] for token in lexeme.tokens]

    def skip(self, *symbols: Symbol) -> None:
        """Move behind all lexemes at the cursor that have one of ``symbols``."""
        while self.symbol() in symbols:
            self.position += 1
