"""Comparing the parts of two names of persons: family, given and middle names, suffix.

Each function says how one part of two readings agrees, as reasons; what follows from them together is for
:mod:`preflight.filing.names.matching`.
"""

from __future__ import annotations

from typing import TypeAlias

from preflight.filing.names.comparison import NameReason
from preflight.filing.names.folding import key
from preflight.filing.names.given_names import is_given_name, may_stand_for
from preflight.filing.names.name import Name, Reading, Word
from preflight.filing.names.vocabulary import PARTICLES

SPACING = NameReason.PARTICLE_SPACING
"""A difference of dress: it leaves two names the same."""


def family_reasons(one: Reading, other: Reading) -> tuple[NameReason, ...] | None:
    """Return how the family names agree; None where they do not."""
    if not one.family_keys.isdisjoint(other.family_keys):
        return ()
    if one.bare_family_keys or other.bare_family_keys:
        keys = one.family_keys | one.bare_family_keys
        if not keys.isdisjoint(other.family_keys | other.bare_family_keys):
            return (NameReason.PARTICLE_MISSING,)
    return None


Given: TypeAlias = tuple[tuple[NameReason, ...], tuple[Word, ...], tuple[Word, ...]]
"""How two given names agree, and the middle names that are left to compare on either side."""


def given_options(one: Reading, other: Reading, left: Name, right: Name) -> list[Given]:
    """Return every way in which the given names agree; none where they do not."""
    first, second = one.given, other.given
    if first is None or second is None:
        return [((NameReason.GIVEN_MISSING,), (), ())]
    if first.is_spelled_like(second):
        nothing_but_initial = first.is_initial and _keys(one.middle) != _keys(other.middle)
        return [((NameReason.GIVEN_INITIAL,) if nothing_but_initial else (), one.middle, other.middle)]
    if _is_joined(first, (second, *other.middle[:1])):
        return [((SPACING,), one.middle, other.middle[1:])]
    if _is_joined(second, (first, *one.middle[:1])):
        return [((SPACING,), one.middle[1:], other.middle)]
    reason = _given_reason(first, second, left, right)
    if reason is not None:
        return [((reason,), one.middle, other.middle)]
    options = [(found, one.middle, rest) for found, rest in _middle_as_given(first, other.middle)]
    return options + [(found, rest, other.middle) for found, rest in _middle_as_given(second, one.middle)]


def _given_reason(first: Word, second: Word, left: Name, right: Name) -> NameReason | None:
    """Return why one given name may stand for another; None where it may not."""
    if first.is_initial or second.is_initial:
        return NameReason.GIVEN_INITIAL if first.key[0] == second.key[0] else None
    if may_stand_for(first.key, second.key):
        return NameReason.NICKNAME
    if _is_stated_nickname(first, right) or _is_stated_nickname(second, left):
        return NameReason.NICKNAME
    if _hyphenated_start(first) == second.key or _hyphenated_start(second) == first.key:
        return NameReason.GIVEN_PART
    return None


def _keys(words: tuple[Word, ...]) -> list[str]:
    return [word.key for word in words]


def _is_joined(whole: Word, parts: tuple[Word, ...]) -> bool:
    """Return whether ``whole`` is several words typed as one (Maryann, JP).

    ``Anne`` is not ``Ann E.``, and ``Al`` is not ``A. L.``: initials that make a word are not joined.
    """
    if len(parts) < 2 or whole.key != "".join(_keys(parts)):
        return False
    initials = sum(part.is_initial for part in parts)
    return initials == 0 or (initials == len(parts) and _VOWELS.isdisjoint(whole.key))


_VOWELS = frozenset("aeiouy")


def _is_stated_nickname(given: Word, name: Name) -> bool:
    return name.nickname is not None and key(name.nickname) == given.key


def _hyphenated_start(word: Word) -> str:
    """Return the key of what stands before the first hyphen; '' without one."""
    start, hyphen, _ = word.text.partition("-")
    return key(start) if hyphen else ""


def _middle_as_given(
    given: Word, middle: tuple[Word, ...]
) -> list[tuple[tuple[NameReason, ...], tuple[Word, ...]]]:
    """Return the reasons and what is left of ``middle`` if one of it is used as ``given``; else nothing."""
    if given.is_initial:
        return []
    for position, word in enumerate(middle):
        if word.is_spelled_like(given):
            return [((NameReason.GOES_BY_MIDDLE_NAME,), middle[position + 1 :])]
        if may_stand_for(word.key, given.key):
            return [((NameReason.GOES_BY_MIDDLE_NAME, NameReason.NICKNAME), middle[position + 1 :])]
    return []


def middle_reasons(one: tuple[Word, ...], other: tuple[Word, ...]) -> tuple[NameReason, ...]:
    """Compare middle names: the shorter list must occur in the longer in order, an initial for a name."""
    if not one and not other:
        return ()
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    if len(shorter) == 1 and _is_joined(shorter[0], longer):
        return (SPACING,)
    initial = particle = False
    position = 0
    for word in longer:
        if position < len(shorter) and _middle_fits(shorter[position], word):
            initial = initial or not word.is_spelled_like(shorter[position])
            position += 1
        elif word.key in PARTICLES and not is_given_name(word.key):
            particle = True
    if position < len(shorter):
        return (NameReason.MIDDLE_CONFLICT,)
    reasons: tuple[NameReason, ...] = ()
    if len(shorter) < len(longer):
        reasons = (NameReason.PARTICLE_MISSING if particle else NameReason.MIDDLE_MISSING,)
    return (*reasons, NameReason.MIDDLE_INITIAL) if initial else reasons


def _middle_fits(one: Word, other: Word) -> bool:
    if one.is_initial or other.is_initial:
        return one.key[0] == other.key[0]
    return one.is_spelled_like(other)


def suffix_reasons(one: Reading, other: Reading) -> tuple[NameReason, ...]:
    """Compare the suffixes."""
    if one.suffix == other.suffix:
        doubtful = one.suffix_doubtful or other.suffix_doubtful
        return (NameReason.SUFFIX_OR_INITIAL,) if doubtful else ()
    if one.suffix is None or other.suffix is None:
        return (NameReason.SUFFIX_MISSING,)
    return (NameReason.SUFFIX_CONFLICT,)
