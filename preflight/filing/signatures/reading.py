"""Reading a signature line: from the text of ``signatureName`` to a :class:`SignatureLine`."""

from __future__ import annotations

from functools import lru_cache

from preflight.filing.signatures.grammar import LineReader, sends_elsewhere
from preflight.filing.signatures.lexemes import lexemes_of
from preflight.filing.signatures.lexicon import Symbol
from preflight.filing.signatures.line import LineStatus, Part, SignatureLine, Signer
from preflight.filing.signatures.settling import settle
from preflight.filing.signatures.signers import signers_of
from preflight.filing.signatures.tokens import tokenize


@lru_cache(maxsize=4096)
def parse_signature_line(raw: str) -> SignatureLine:
    """Read the text of one ``signatureName``.

    Any text of any length gives a result in time that grows with its length. ``COMPLETE`` means that every
    word was understood; where anything is doubtful the status is ``PARTIAL`` and ``not_understood`` says
    what. Never raises.
    """
    lexemes = settle(lexemes_of(tokenize(raw)))
    starred = any(lexeme.symbol is Symbol.STAR for lexeme in lexemes)
    if sends_elsewhere(lexemes):
        return SignatureLine(raw, LineStatus.DEFERRED, (), starred, (), (), "elsewhere")
    reader = LineReader(lexemes)
    reader.read()
    signers: list[Signer] = []
    doubts: list[Part] = list(reader.reader.leftover)
    for statement in reader.statements:
        found, doubtful = signers_of(statement)
        signers.extend(found)
        doubts.extend(doubtful)
    return SignatureLine(
        raw=raw,
        status=_status(reader, signers, doubts),
        signers=tuple(signers),
        starred=starred or reader.starred,
        dates=tuple(reader.reader.dates),
        not_understood=_in_order(doubts),
        pattern=" ".join(reader.reader.productions) or "nothing",
    )


def _status(reader: LineReader, signers: list[Signer], doubts: list[Part]) -> LineStatus:
    if signers:
        return LineStatus.PARTIAL if doubts else LineStatus.COMPLETE
    if any(not statement.is_empty for statement in reader.statements) and _has_letters(doubts, reader):
        return LineStatus.PARTIAL
    return LineStatus.NOTHING if doubts else LineStatus.EMPTY


def _has_letters(doubts: list[Part], reader: LineReader) -> bool:
    """Return whether something was read: a capacity, or a part of the text with letters in it."""
    stated = any(statement.pending.is_stated for statement in reader.statements)
    return stated or any(any(map(str.isalpha, part.text)) for part in doubts)


def _in_order(parts: list[Part]) -> tuple[Part, ...]:
    """Return the parts in the order of the text, each once."""
    return tuple(sorted(set(parts), key=lambda part: (part.span.start, part.span.end)))
