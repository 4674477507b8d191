"""Names of organisations: telling them from names of persons, and comparing two of them.

EDGAR does not say whether a reporting owner is a person. Where the words leave it open, the answer is
"entity": a person taken for an entity is asked for a capacity, an entity taken for a person would be
allowed to sign for itself.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from preflight.filing.names import vocabulary
from preflight.filing.names.comparison import Agreement, Comparison, NameReason
from preflight.filing.names.folding import fold, key, standard_marks
from preflight.filing.names.given_names import is_given_name
from preflight.filing.names.reading import LONGEST_NAME


class EntityReason(StrEnum):
    """Why a name looks like an organisation's."""

    LEGAL_FORM = "legal_form"
    """``LLC``, ``L.P.``, ``Inc.``, ``GmbH`` ..."""
    ORGANISATION_WORD = "organisation_word"
    """``Fund``, ``Trust``, ``Partners``, ``Estate`` ..."""
    JOINED = "joined"
    """``&``, ``and``, ``of``, ``for``: more than one person's name."""
    DIGITS = "digits"
    STATE_TAG = "state_tag"
    """EDGAR's tag behind a company's name (``/DE/``)."""


class _EntityText(NamedTuple):
    """The text of an organisation's name, cut for comparison."""

    body: tuple[str, ...]
    """The words of the name proper."""
    forms: tuple[str, ...]
    """The legal form at the end, each word in its short form."""
    spelled_forms: tuple[str, ...]
    """The same as typed, folded."""
    tags: frozenset[str]
    """EDGAR's tags, without their slashes."""

    @property
    def numbers(self) -> tuple[str, ...]:
        """Words with digits: they tell one fund from the next, and are never joined with others."""
        return tuple(word for word in self.body if not word.isalpha())


_SPACED = str.maketrans(",-/", "   ")


def looks_like_entity(text: str) -> bool:
    """Return whether ``text`` names an organisation, an estate, or several persons at once.

    ``BANK JOHN A`` and ``Frank Church`` are persons; ``Estate of John Doe`` is not.
    """
    return bool(entity_reasons(text))


def entity_reasons(text: str) -> tuple[EntityReason, ...]:
    """Return why ``text`` looks like an organisation's name; empty for a person's."""
    if len(text) > LONGEST_NAME:
        return ()
    return _entity_reasons(text)


@lru_cache(maxsize=4096)
def _entity_reasons(text: str) -> tuple[EntityReason, ...]:
    cut = _cut(text)
    words = (*cut.body, *cut.forms)
    if not words:
        return ()
    found: list[EntityReason] = []
    if cut.forms and _is_form_certain(cut, text):
        found.append(EntityReason.LEGAL_FORM)
    if _has_organisation_word(words):
        found.append(EntityReason.ORGANISATION_WORD)
    if not vocabulary.JOINING_WORDS.isdisjoint(words):
        found.append(EntityReason.JOINED)
    if any(not word.isalpha() and word != "&" and word not in vocabulary.SUFFIXES for word in words):
        found.append(EntityReason.DIGITS)
    if cut.tags:
        found.append(EntityReason.STATE_TAG)
    return tuple(found)


def _has_organisation_word(words: tuple[str, ...]) -> bool:
    """Return whether a word of organisations is among ``words``, and not as a person's family name."""
    if not vocabulary.ORGANISATION_WORDS.isdisjoint(words):
        return True
    return not vocabulary.SURNAME_ORGANISATION_WORDS.isdisjoint(words) and not _is_shaped_like_person(words)


def _is_form_certain(cut: _EntityText, text: str) -> bool:
    """Return whether the legal form is one, and not the initials or the name of a person (``Co Jose``)."""
    if any(form not in vocabulary.DOUBTFUL_LEGAL_FORMS for form in cut.forms):
        return bool(cut.body)
    if len(cut.body) > 1 or "." in text:
        return bool(cut.body)
    return bool(cut.body) and not is_given_name(cut.body[0])


def _is_shaped_like_person(words: tuple[str, ...]) -> bool:
    """Return whether words with a surname like Bank or Trust are a person's, in either order."""
    names = [word for word in words if word not in vocabulary.SUFFIXES]
    if not 2 <= len(names) <= 4:
        return False
    conformed = names[0] in vocabulary.SURNAME_ORGANISATION_WORDS and is_given_name(names[1])
    if conformed and all(len(word) == 1 or is_given_name(word) for word in names[2:]):
        return True
    surname = names[-1]
    if surname not in vocabulary.SURNAME_ORGANISATION_WORDS or not is_given_name(names[0]):
        return False
    if not all(len(word) == 1 or is_given_name(word) for word in names[1:-1]):
        return False
    return len(names) > 2 or (
        surname not in vocabulary.MOSTLY_ORGANISATION_WORDS and names[0] not in vocabulary.CHURCHLY_NAMES
    )


def compare_entities(left: str, right: str) -> Comparison:
    """Compare two names of organisations.

    Case, punctuation, EDGAR's state tags and the spelling of the legal form make no difference; all else
    does. A legal form on one side only leaves it open (weak); two different ones conflict, because a fund and
    its general partner often differ in nothing else.
    """
    agreement, reasons = _compare_entities(left.strip(), right.strip())
    return Comparison(left.strip(), right.strip(), agreement, reasons)


def _compare_entities(left: str, right: str) -> tuple[Agreement, tuple[NameReason, ...]]:
    if max(len(left), len(right)) > LONGEST_NAME:
        return Agreement.DIFFERENT, (NameReason.UNREADABLE,)
    one, other = _cut(left), _cut(right)
    if not (one.body or one.forms) or not (other.body or other.forms):
        return Agreement.DIFFERENT, (NameReason.UNREADABLE,)
    if left == right:
        return Agreement.SAME, (NameReason.IDENTICAL,)
    if "".join(one.body) != "".join(other.body) or one.numbers != other.numbers:
        return Agreement.DIFFERENT, (NameReason.ENTITY_NAME,)
    reasons: list[NameReason] = []
    agreement = Agreement.SAME
    if one.forms != other.forms:
        shorter, longer = sorted((one.forms, other.forms), key=len)
        if len(shorter) == len(longer) or (shorter and longer[-len(shorter) :] != shorter):
            return Agreement.CONFLICT, (NameReason.LEGAL_FORM_CONFLICT,)
        agreement = Agreement.COMPATIBLE
        reasons.append(NameReason.LEGAL_FORM_MISSING)
    elif one.spelled_forms != other.spelled_forms:
        reasons.append(NameReason.LEGAL_FORM_SPELLING)
    if one.tags != other.tags:
        if one.tags and other.tags:
            return Agreement.CONFLICT, (NameReason.STATE_TAG_CONFLICT,)
        reasons.append(NameReason.STATE_TAG)
    return agreement, tuple(reasons) or (NameReason.CASE_OR_PUNCTUATION,)


@lru_cache(maxsize=4096)
def _cut(text: str) -> _EntityText:
    """Cut the text of an organisation's name into body, legal form and tags."""
    name, tags = _take_tags(standard_marks(text))
    words = ["&" if word in ("&", "and", "+") else word for word in _entity_words(name)]
    if len(words) > 1 and words[0] == "the":
        del words[0]
    spelled: list[str] = []
    forms: list[str] = []
    while True:
        length, form = _form_at_end(words)
        if not length:
            break
        spelled[:0] = words[-length:]
        forms.insert(0, form)
        del words[-length:]
    return _EntityText(tuple(words), tuple(forms), tuple(spelled), tags)


def _entity_words(text: str) -> list[str]:
    """Return the keys of the words; ``&`` is a word, and periods join letters (``L.P.``)."""
    spaced = fold(text).replace("&", " & ").translate(_SPACED)
    words = [word if word == "&" else key(word) for word in spaced.split()]
    return [word for word in words if word]


def _take_tags(text: str) -> tuple[str, frozenset[str]]:
    """Split off EDGAR's tags: ``/DE/``, ``/MD``, ``/NEW/`` at the end."""
    tags = set()
    while "/" in (stripped := text.rstrip().rstrip("/")):
        before, _, tag = stripped.rpartition("/")
        tag = tag.strip()
        apart = not before[-1:].isalnum() or tag.isupper()
        if not (before and apart and 2 <= len(tag) <= 4 and tag.isalpha()):
            break
        tags.add(fold(tag))
        text = before
    return text, frozenset(tags)


def _form_at_end(words: list[str]) -> tuple[int, str]:
    """Return how many words at the end are a legal form, and its short form; (0, '') for none."""
    for length in (4, 3, 2, 1):
        if length < len(words) or length == 1 == len(words):
            tail = words[-length:]
            letters_apart = length > 1 and all(len(word) == 1 for word in tail)
            form = vocabulary.LEGAL_FORMS.get("".join(tail) if letters_apart else " ".join(tail))
            if form is not None:
                return length, form
    return 0, ""
