"""Names of organisations inside running text: where one ends, and what kind of organisation it is."""

from __future__ import annotations

import re

from preflight.authority.instruments import PartyKind
from preflight.filing.names.folding import key
from preflight.poa.people import has_title_word

_TOKEN = re.compile(r"[^\s,;:()\"]+|[,;:()\"]")
_MOST_WORDS = 14

_KINDS = {
    "llc": PartyKind.LLC,
    "lp": PartyKind.PARTNERSHIP,
    "llp": PartyKind.PARTNERSHIP,
    "lllp": PartyKind.PARTNERSHIP,
    "partnership": PartyKind.PARTNERSHIP,
    "inc": PartyKind.CORPORATION,
    "incorporated": PartyKind.CORPORATION,
    "corp": PartyKind.CORPORATION,
    "corporation": PartyKind.CORPORATION,
    "co": PartyKind.CORPORATION,
    "company": PartyKind.CORPORATION,
    "ltd": PartyKind.CORPORATION,
    "limited": PartyKind.CORPORATION,
    "plc": PartyKind.CORPORATION,
    "ag": PartyKind.CORPORATION,
    "sa": PartyKind.CORPORATION,
    "nv": PartyKind.CORPORATION,
    "bv": PartyKind.CORPORATION,
    "gmbh": PartyKind.CORPORATION,
    "na": PartyKind.CORPORATION,
    "pc": PartyKind.CORPORATION,
    "pa": PartyKind.CORPORATION,
    "pllc": PartyKind.LLC,
    "pte": PartyKind.CORPORATION,
    "pty": PartyKind.CORPORATION,
    "bhd": PartyKind.CORPORATION,
    "sdn": PartyKind.CORPORATION,
    "ab": PartyKind.CORPORATION,
    "asa": PartyKind.CORPORATION,
    "oyj": PartyKind.CORPORATION,
    "spa": PartyKind.CORPORATION,
    "srl": PartyKind.CORPORATION,
    "sarl": PartyKind.CORPORATION,
    "kk": PartyKind.CORPORATION,
    "trust": PartyKind.TRUST,
    "estate": PartyKind.ESTATE,
}
"""The last word of a name → kind. Keys are folded and without periods."""

_SHORT = frozenset(
    [
        "inc",
        "corp",
        "co",
        "ltd",
        "lp",
        "llc",
        "llp",
        "plc",
        "na",
        "nv",
        "sa",
        "ag",
        "bv",
        "pc",
        "pa",
        "pllc",
        "lllp",
        "bros",
    ]
)
"""Suffixes that are abbreviations: a period behind them belongs to them."""

_OTHER_ORGANISATION_WORDS = frozenset(
    [
        "foundation",
        "fund",
        "funds",
        "bank",
        "bancorp",
        "bancshares",
        "holdings",
        "group",
        "partners",
        "capital",
        "associates",
        "investors",
        "ventures",
        "utilities",
    ]
)
_CONNECTORS = frozenset(("of", "and", "&", "the", "for", "de", "in", "et", "+"))


def organisation_end(text: str, start: int) -> int | None:
    """Where the organisation's name that begins at ``start`` ends, or ``None`` where none begins there.

    A name is a run of capitalised words, with small connecting words between them; a corporate suffix
    ends it, also after a comma ("Acme, Inc.").
    """
    end: int | None = None
    words = 0
    pending = False
    for token in _TOKEN.finditer(text, start, min(len(text), start + 200)):
        word = token.group()
        if "\n" in text[end if end is not None else start : token.start()]:
            break
        bare = key(word)
        if word == ",":
            if end is None:
                return None
            if not _suffix_follows(text, token.end()):
                break
            continue
        if word in ';:()"':
            break
        if bare in _KINDS and words and (word[0].isupper() or bare == "plc"):
            end = token.start() + len(_without_stop(word, bare))
            if not _suffix_follows(text, token.end()) and not re.match(
                r"\sof\s[A-Z]", text[token.end() :][:6]
            ):
                break
            words += 1
            continue
        if word.lower() in _CONNECTORS and not (word[0].isupper() and words == 0):
            if words == 0 or (pending and word.lower() not in ("the", "and")):
                break
            pending = True
            continue
        if not (word[0].isupper() or word[0].isdigit()) or words >= _MOST_WORDS:
            break
        words += 1
        pending = False
        stops = word.endswith(".") and len(bare) > 2 and not re.fullmatch(r"(?:[A-Z]\.){2,}", word)
        end = token.end() - 1 if stops else token.end()
        if stops and bare not in ("st", "mt"):
            break
    return end if words else None


def _suffix_follows(text: str, position: int) -> bool:
    """True where the next word is a corporate suffix."""
    following = re.compile(r",?\s?([A-Za-z][A-Za-z.]{0,14})").match(text, position)
    return (
        following is not None
        and key(following.group(1)) in _KINDS
        and (following.group(1)[0].isupper() or key(following.group(1)) == "plc")
    )


def _without_stop(word: str, bare: str) -> str:
    """The suffix without a full stop that ends the sentence, not the abbreviation."""
    return word if bare in _SHORT or not word.endswith(".") else word[:-1]


def organisation_before(text: str, end: int) -> tuple[int, int] | None:
    """The organisation's name that ends at ``end`` (blanks and a comma may lie between): the longest one."""
    low = max(0, end - 160)
    best: tuple[int, int] | None = None
    for token in re.compile(r"[A-Z0-9][^\s,;()\"]*").finditer(text, low, end):
        if token.start() > 0 and not text[token.start() - 1].isspace():
            continue
        office = re.match(r"((?:\S+\s){1,6})of\s(?:the\s)?[A-Z]", text[token.start() : end])
        if office is not None and has_title_word(office.group(1)):
            continue
        stop = organisation_end(text, token.start())
        if stop is not None and stop <= end and not text[stop:end].strip(" \v\n,"):
            best = (token.start(), stop)
            break
    return best


def kind_of(name: str) -> PartyKind:
    """The kind of organisation that a name shows; ``INDIVIDUAL`` where nothing shows an organisation."""
    words = [key(word) for word in re.split(r"[\s,]+", name) if key(word)]
    for word in reversed(words[-3:]):
        if word in _KINDS and len(words) > 1:
            return _KINDS[word]
    lowered = " ".join(words)
    if lowered.startswith("estate of "):
        return PartyKind.ESTATE
    if "trust" in words:
        return PartyKind.TRUST
    if words and words[-1] in ("gp", "lllp"):
        return PartyKind.ENTITY
    if len(words) > 1 and any(word in _OTHER_ORGANISATION_WORDS for word in words):
        return PartyKind.ENTITY
    return PartyKind.INDIVIDUAL
