"""Names of persons inside running text: does a piece of text read as one, and where does it end."""

from __future__ import annotations

import re

from preflight.filing.names.folding import key
from preflight.filing.names.vocabulary import CREDENTIALS, HONORIFICS, MARKED_CREDENTIALS, PARTICLES, SUFFIXES

TITLE_WORDS = frozenset(
    [
        "president",
        "vice",
        "counsel",
        "secretary",
        "officer",
        "officers",
        "treasurer",
        "director",
        "directors",
        "chief",
        "manager",
        "chairman",
        "chairwoman",
        "chairperson",
        "chair",
        "partner",
        "principal",
        "controller",
        "comptroller",
        "assistant",
        "senior",
        "executive",
        "corporate",
        "legal",
        "associate",
        "paralegal",
        "attorney",
        "administrator",
        "head",
        "trustee",
        "member",
        "signatory",
        "authorized",
        "deputy",
        "managing",
        "compliance",
        "employee",
        "analyst",
        "specialist",
        "coordinator",
        "founder",
        "svp",
        "evp",
        "avp",
        "vp",
        "ceo",
        "cfo",
        "coo",
        "cao",
        "clo",
        "department",
        "human",
        "resources",
        "stock",
        "plan",
        "accounting",
        "financial",
        "operating",
        "global",
        "group",
        "division",
    ]
)
"""Words that make a piece of text a title, never a name."""

_NEVER_NAMES = frozenset(
    [
        "company",
        "corporation",
        "form",
        "forms",
        "section",
        "exchange",
        "securities",
        "commission",
        "act",
        "schedule",
        "exhibit",
        "state",
        "county",
        "power",
        "attorney",
        "attorneys",
        "the",
        "each",
        "any",
        "all",
        "said",
        "such",
        "this",
        "that",
        "title",
        "name",
        "date",
        "dated",
        "by",
        "its",
        "signature",
        "signed",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "witness",
        "notary",
        "public",
        "undersigned",
        "sec",
        "edgar",
        "trust",
        "fund",
        "inc",
        "llc",
        "lp",
        "llp",
        "ltd",
        "corp",
        "plc",
        "acting",
        "signing",
        "appendix",
        "annex",
        "print",
        "printed",
        "agent",
        "agents",
        "page",
        "sincerely",
        "truly",
        "yours",
        "re",
    ]
)
_WORD = re.compile(r"[^\W\d_](?:[\w'.’-]*[\w.])?", re.UNICODE)  # noqa: RUF001
_SUFFIX_CHUNK = re.compile(
    r"(?:jr|sr|ii|iii|iv|v|2nd|3rd|esq|esquire|cpa|ph\.?d|m\.?d|j\.?d|cfa)\.?", re.IGNORECASE
)


def is_name_suffix(chunk: str) -> bool:
    """True for a piece such as "Jr." or "Esq." that belongs to the name before the comma."""
    return _SUFFIX_CHUNK.fullmatch(chunk.strip()) is not None


def has_title_word(chunk: str) -> bool:
    """True where a word of ``chunk`` is a word of titles."""
    return any(key(word) in TITLE_WORDS for word in re.split(r"[\s,/()-]+", chunk))


def is_person(text: str) -> bool:
    """True where ``text`` as a whole reads as the name of one natural person."""
    words = text.replace(",", " ").split()
    if not 2 <= len(words) <= 8:
        return False
    full = 0
    for position, word in enumerate(words):
        if _nickname(word):
            continue
        if _WORD.fullmatch(word) is None:
            return False
        bare = key(word)
        if bare in _NEVER_NAMES or bare in TITLE_WORDS:
            return False
        if bare in SUFFIXES or bare in CREDENTIALS or (bare in MARKED_CREDENTIALS and "." in word):
            if position == 0:
                return False
            continue
        if bare in PARTICLES and word[0].islower():
            continue
        if not word[0].isupper():
            return False
        if bare in HONORIFICS and position == 0:
            continue
        full += 1
    names = [word for word in words if key(word) not in SUFFIXES and key(word) not in CREDENTIALS]
    last = names[-1] if names else ""
    return full >= 2 and len(key(last)) > 1


def _nickname(word: str) -> bool:
    return len(word) > 2 and (word[0], word[-1]) in (('"', '"'), ("(", ")"), ("'", "'"))


def clean_person(text: str) -> str:
    """The name without leading honorific, trailing credentials and stray punctuation, single-spaced."""
    words = text.strip(" ,;:.-_").split()
    while words and key(words[0]) in HONORIFICS and len(words) > 2:
        words = words[1:]
    while len(words) > 2 and (
        key(words[-1]) in CREDENTIALS or (key(words[-1]) in MARKED_CREDENTIALS and "." in words[-1])
    ):
        words = words[:-1]
    name = " ".join(words).rstrip(",")
    return name + "." if key(words[-1] if words else "") in ("jr", "sr") and not name.endswith(".") else name


def same_person(one: str, other: str) -> bool:
    """True where two spellings in one paper surely mean one person: same words, or fewer initials."""
    first, second = _words(one), _words(other)
    if not first or not second:
        return False
    if first == second:
        return True
    if first[0][0] != second[0][0] or first[-1] != second[-1]:
        return False
    if first[0] != second[0] and 1 not in (len(first[0]), len(second[0])):
        return False
    middle_one, middle_two = first[1:-1], second[1:-1]
    return (
        not middle_one
        or not middle_two
        or all(a[0] == b[0] for a, b in zip(middle_one, middle_two, strict=False))
    )


def _words(name: str) -> list[str]:
    """Folded words of a name without suffixes and credentials."""
    words = [key(word) for word in re.split(r"[\s,]+", name)]
    return [word for word in words if word and word not in SUFFIXES and word not in CREDENTIALS]


def person_end(text: str, start: int, limit: int) -> int | None:
    """Where the longest person's name that begins at ``start`` ends, at ``limit`` at the latest.

    A comma ends it, except before a suffix ("Dale Ostrander, Jr.").
    """
    best: int | None = None
    position = start
    for _ in range(8):
        word = re.compile(r"[^\s,;:()]+").match(text, position, limit)
        if word is None:
            break
        stop = word.end()
        candidate = text[start:stop]
        if is_person(candidate.rstrip(".")) or is_person(candidate):
            bare = key(word.group())
            best = stop - 1 if word.group().endswith(".") and len(bare) > 1 and bare not in SUFFIXES else stop
            if best == stop - 1:
                break
        following = re.compile(r",?\s").match(text, stop, limit)
        if following is None:
            break
        if following.group().startswith(",") and not is_name_suffix(
            (re.compile(r"[^\s,;:()]+").match(text, following.end(), limit) or word).group()
        ):
            break
        position = following.end()
    return best
