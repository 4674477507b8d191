"""Comparing two names of persons.

Each reading of one name is compared with each reading of the other, and the best outcome counts. Family names
must agree; given names must agree or be able to; middle names and suffixes may be missing, but must not
contradict. Spelling mistakes make other names: at best they are pointed out.
"""

from __future__ import annotations

from dataclasses import dataclass

from preflight.filing.names.comparison import WEAK_REASONS, Agreement, Comparison, NameReason
from preflight.filing.names.folding import has_diacritics, key
from preflight.filing.names.given_names import is_given_name, may_stand_for
from preflight.filing.names.name import FamilyForm, Name, NameOrder, Reading, Word
from preflight.filing.names.vocabulary import PARTICLES

_BADNESS = {Agreement.SAME: 0, Agreement.COMPATIBLE: 1, Agreement.CONFLICT: 2, Agreement.DIFFERENT: 3}


@dataclass(frozen=True, slots=True)
class _Outcome:
    """How one reading of each name compares."""

    agreement: Agreement
    reasons: tuple[NameReason, ...]
    presumed: bool = True
    """False where it takes an order of the words that the text does not suggest."""

    @property
    def badness(self) -> tuple[int, bool, bool, int, tuple[NameReason, ...]]:
        """The better outcome is the smaller; a total order, so that it never matters which stands left."""
        weak = not WEAK_REASONS.isdisjoint(self.reasons)
        return (_BADNESS[self.agreement], weak, not self.presumed, len(self.reasons), self.reasons)


_OTHER_FAMILY = _Outcome(Agreement.DIFFERENT, (NameReason.FAMILY_CONFLICT,))
_OTHER_GIVEN = _Outcome(Agreement.DIFFERENT, (NameReason.GIVEN_CONFLICT,))
_MISSPELT_FAMILY = _Outcome(Agreement.DIFFERENT, (NameReason.FAMILY_SPELLING,))
_UNREADABLE = _Outcome(Agreement.DIFFERENT, (NameReason.UNREADABLE,))


def compare(left: Name, right: Name) -> Comparison:
    """Compare two names of persons.

    Agreement, reasons and proof are the same whichever stands left. A name in which nothing can be read is
    different from every other, itself included.
    """
    outcome = _best(left, right)
    if outcome.agreement is Agreement.DIFFERENT:
        others = _by_other_names(left, right)
        if others:
            outcome = min(others, key=lambda found: found.badness)
        elif outcome is _OTHER_FAMILY and _is_family_misspelt(left, right):
            outcome = _MISSPELT_FAMILY
    return Comparison(left.raw.strip(), right.raw.strip(), outcome.agreement, outcome.reasons)


def _by_other_names(left: Name, right: Name) -> list[_Outcome]:
    """Compare through the former names and aliases that the texts themselves give."""
    outcomes = []
    for one, other in ((left, right), (right, left)):
        for reason, names in ((NameReason.FORMER_NAME, one.former_names), (NameReason.ALIAS, one.aliases)):
            for name in names:
                outcome = _best(name, other)
                if outcome.agreement is not Agreement.DIFFERENT:
                    agreement = max(outcome.agreement, Agreement.COMPATIBLE, key=_BADNESS.__getitem__)
                    rest = tuple(found for found in outcome.reasons if found is not NameReason.IDENTICAL)
                    outcomes.append(_Outcome(agreement, (reason, *rest)))
    return outcomes


def _best(left: Name, right: Name) -> _Outcome:
    """Return the best outcome over all readings, with what differs in dress."""
    if not left.readings or not right.readings:
        return _UNREADABLE
    if left.is_initials_only or right.is_initials_only:
        return _compare_initials(left, right)
    if left.family_keys.isdisjoint(right.family_keys):
        return _OTHER_FAMILY
    best = _OTHER_FAMILY
    for one in left.readings:
        for other in right.readings:
            if not (one.presumed or other.presumed):
                continue
            family = _family_reasons(one, other)
            if family is None:
                continue
            outcome = _with_order(_compare_readings(one, other, left, right, family), one, other, left, right)
            if outcome.agreement is Agreement.SAME and not outcome.reasons:
                return _with_dress(outcome, left, right)
            if best is _OTHER_FAMILY or outcome.badness < best.badness:
                best = outcome
    return _with_dress(best, left, right) if _BADNESS[best.agreement] < 2 else best


def _is_family_misspelt(left: Name, right: Name) -> bool:
    """Return whether two names differ in one letter of a family name of five letters or more."""
    for one in left.readings:
        for other in right.readings:
            if (
                one.presumed
                and other.presumed
                and one.given
                and other.given
                and one.given.key == other.given.key
            ):
                spelled = ("".join(word.key for word in reading.family) for reading in (one, other))
                if _differ_in_one_letter(*spelled):
                    return True
    return False


def _differ_in_one_letter(one: str, other: str) -> bool:
    """Return whether one letter is missing, wrong, or changed places with the next."""
    if len(one) > len(other):
        one, other = other, one
    if len(one) < 5 or len(other) - len(one) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[start:] == other[start + 1 :]
    rest, other_rest = one[start:], other[start:]
    return rest[1:] == other_rest[1:] or (rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:])


def _compare_initials(left: Name, right: Name) -> _Outcome:
    """Compare where one is nothing but initials: with the other's initials, with or without middle names."""
    if left.is_initials_only and right.is_initials_only:
        if left.typed == right.typed and len(left.typed) > 1:
            return _Outcome(Agreement.SAME, (NameReason.INITIALS_ONLY,))
        return _OTHER_FAMILY
    initials, full = (left, right) if left.is_initials_only else (right, left)
    if any("".join(initials.typed) == letters for letters in initials_of(full)):
        return _Outcome(Agreement.COMPATIBLE, (NameReason.INITIALS_ONLY,))
    return _OTHER_FAMILY


def initials_of(name: Name) -> frozenset[str]:
    """Return the initials by which a person of that name may sign, two letters or more."""
    found: set[str] = set()
    for reading in name.readings:
        if reading.given is not None:
            middle = "".join(word.key[0] for word in reading.middle)
            last = reading.family[-1].key[0]
            found.update((reading.given.key[0] + middle + last, reading.given.key[0] + last))
    return frozenset(found)


def index_keys(name: Name) -> frozenset[str]:
    """Return the keys under which to look for persons of that name, without comparing it with everybody.

    Two names share a key wherever :func:`compare` finds anything but two different names.
    """
    keys = {"#" + letters for letters in initials_of(name)}
    if name.is_initials_only:
        keys.add("#" + "".join(name.typed))
    keys |= name.family_keys
    for other in (*name.former_names, *name.aliases):
        keys |= index_keys(other)
    return frozenset(keys)


def _family_reasons(one: Reading, other: Reading) -> tuple[NameReason, ...] | None:
    """Return how the family names agree; None where they do not."""
    if not one.family_keys.isdisjoint(other.family_keys):
        return ()
    if one.bare_family_keys or other.bare_family_keys:
        keys = one.family_keys | one.bare_family_keys
        if not keys.isdisjoint(other.family_keys | other.bare_family_keys):
            return (NameReason.PARTICLE_MISSING,)
    return None


def _compare_readings(
    one: Reading, other: Reading, left: Name, right: Name, family: tuple[NameReason, ...]
) -> _Outcome:
    """Compare two readings whose family names agree for the reasons given."""
    given, middle, other_middle = _compare_given(one, other, left, right)
    if given is None:
        return _OTHER_GIVEN
    reasons = [*family, *given]
    conflict = False
    if NameReason.GIVEN_MISSING not in given:
        found = _compare_middle(middle, other_middle)
        conflict = NameReason.MIDDLE_CONFLICT in found
        reasons += found
    if one.form is not other.form:
        if one.form is FamilyForm.WHOLE or other.form is FamilyForm.WHOLE:
            parted = one.form if other.form is FamilyForm.WHOLE else other.form
            whole = parted is FamilyForm.LAST_PART and NameReason.MIDDLE_MISSING not in reasons
            reasons.append(NameReason.HYPHEN if whole else NameReason.MAIDEN_NAME)
        else:
            return _OTHER_FAMILY
    elif one.form is not FamilyForm.WHOLE:
        return _OTHER_FAMILY
    suffix = _suffix_reasons(one, other)
    reasons += suffix
    if conflict or NameReason.SUFFIX_CONFLICT in suffix:
        return _Outcome(Agreement.CONFLICT, tuple(reasons))
    return _Outcome(
        Agreement.COMPATIBLE if reasons and reasons != [_SPACING] else Agreement.SAME, tuple(reasons)
    )


_SPACING = NameReason.PARTICLE_SPACING

_Given = tuple[tuple[NameReason, ...] | None, tuple[Word, ...], tuple[Word, ...]]


def _compare_given(one: Reading, other: Reading, left: Name, right: Name) -> _Given:
    """Return how the given names agree (None: not at all) and the middle names that are left to compare."""
    first, second = one.given, other.given
    if first is None or second is None:
        return (NameReason.GIVEN_MISSING,), one.middle, other.middle
    if first.is_spelled_like(second):
        nothing_but_initial = first.is_initial and _keys(one.middle) != _keys(other.middle)
        return (NameReason.GIVEN_INITIAL,) if nothing_but_initial else (), one.middle, other.middle
    if _is_joined(first, second, other.middle):
        return (_SPACING,), one.middle, other.middle[1:]
    if _is_joined(second, first, one.middle):
        return (_SPACING,), one.middle[1:], other.middle
    if first.is_initial or second.is_initial:
        if first.key[0] == second.key[0]:
            return (NameReason.GIVEN_INITIAL,), one.middle, other.middle
    elif (
        may_stand_for(first.key, second.key)
        or _is_stated_nickname(first, right)
        or _is_stated_nickname(second, left)
    ):
        return (NameReason.NICKNAME,), one.middle, other.middle
    elif _hyphenated_start(first) == second.key or _hyphenated_start(second) == first.key:
        return (NameReason.GIVEN_PART,), one.middle, other.middle
    found = _middle_as_given(first, other.middle)
    if found is not None:
        return found[0], one.middle, found[1]
    found = _middle_as_given(second, one.middle)
    if found is not None:
        return found[0], found[1], other.middle
    return None, (), ()


def _keys(words: tuple[Word, ...]) -> list[str]:
    return [word.key for word in words]


def _is_joined(whole: Word, start: Word, rest: tuple[Word, ...]) -> bool:
    """Return whether ``whole`` is two words typed as one (Maryann, JP); ``Anne`` is not ``Ann E.``"""
    if not rest or rest[0].is_initial is not start.is_initial:
        return False
    return whole.key == start.key + rest[0].key


def _is_stated_nickname(given: Word, name: Name) -> bool:
    return name.nickname is not None and key(name.nickname) == given.key


def _hyphenated_start(word: Word) -> str:
    """Return the key of what stands before the first hyphen; '' without one."""
    start, hyphen, _ = word.text.partition("-")
    return key(start) if hyphen else ""


def _middle_as_given(
    given: Word, middle: tuple[Word, ...]
) -> tuple[tuple[NameReason, ...], tuple[Word, ...]] | None:
    """Return the reasons and what is left of ``middle`` if one of it is used as ``given``."""
    if given.is_initial:
        return None
    for position, word in enumerate(middle):
        if word.is_spelled_like(given):
            return (NameReason.GOES_BY_MIDDLE_NAME,), middle[position + 1 :]
        if may_stand_for(word.key, given.key):
            return (NameReason.GOES_BY_MIDDLE_NAME, NameReason.NICKNAME), middle[position + 1 :]
    return None


def _compare_middle(one: tuple[Word, ...], other: tuple[Word, ...]) -> tuple[NameReason, ...]:
    """Compare middle names: the shorter list must occur in the longer in order, an initial for a name."""
    if not one and not other:
        return ()
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    if "".join(word.key for word in one) == "".join(word.key for word in other):
        return () if len(one) == len(other) else (_SPACING,)
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


def _suffix_reasons(one: Reading, other: Reading) -> tuple[NameReason, ...]:
    if one.suffix == other.suffix:
        doubtful = one.suffix_doubtful or other.suffix_doubtful
        return (NameReason.SUFFIX_OR_INITIAL,) if doubtful else ()
    if one.suffix is None or other.suffix is None:
        return (NameReason.SUFFIX_MISSING,)
    return (NameReason.SUFFIX_CONFLICT,)


def _with_order(outcome: _Outcome, one: Reading, other: Reading, left: Name, right: Name) -> _Outcome:
    """Add what the order of the words has to do with the outcome."""
    if _BADNESS[outcome.agreement] > 1:
        return outcome
    first, second = _order_reason(one, left), _order_reason(other, right)
    presumed = one.presumed and other.presumed
    orders = (
        sorted({reason for reason in (first, second) if reason is not None}) if first is not second else []
    )
    if NameReason.ROTATED in orders and NameReason.CONFORMED_ORDER in orders:
        orders.remove(NameReason.CONFORMED_ORDER)
    reasons = (*orders, *outcome.reasons)
    clear = _families_are_clear(one, other) if presumed else _order_is_clear(one, outcome)
    if clear or _copies_edgar(left, right):
        return _Outcome(outcome.agreement, reasons, presumed)
    return _Outcome(Agreement.COMPATIBLE, (NameReason.ORDER_AMBIGUOUS, *reasons), presumed)


def _order_reason(reading: Reading, name: Name) -> NameReason | None:
    """Return what is to be said of the order in which a name was read; None for the ordinary one."""
    if reading.by_comma:
        return NameReason.COMMA_ORDER
    if name.order is NameOrder.CONFORMED:
        return NameReason.CONFORMED_ORDER if reading.order is NameOrder.CONFORMED else NameReason.ROTATED
    return NameReason.ROTATED if reading.order is NameOrder.CONFORMED else None


def _order_is_clear(reading: Reading, outcome: _Outcome) -> bool:
    """Return whether the words themselves show which is the family name, though the text does not.

    Where all words agree, it is enough that not both are known as given names (Henry James); where some are
    left out, the given name must be known as one, and the family name not.
    """
    if reading.given is None:
        return False
    given = is_given_name(reading.given.key)
    family = is_given_name("".join(word.key for word in reading.family))
    return not (given and family) if outcome.agreement is Agreement.SAME else given and not family


def _families_are_clear(one: Reading, other: Reading) -> bool:
    """Return whether a family name of several words can be told from given names (Scott David James)."""
    if one.order is other.order or len(one.family) == 1 or one.bare_family_keys:
        return True
    words = (*one.given_and_middle, *one.family)
    return not all(word.is_initial or is_given_name(word.key) for word in words)


def _copies_edgar(left: Name, right: Name) -> bool:
    """Return whether a name of unknown order is word for word what EDGAR keeps."""
    orders = {left.order, right.order}
    return orders == {NameOrder.CONFORMED, NameOrder.UNKNOWN} and left.typed == right.typed


def _with_dress(outcome: _Outcome, left: Name, right: Name) -> _Outcome:
    """Add differences of spelling that make no difference to who it is."""
    dress: list[NameReason] = []
    if left.raw != right.raw:
        if has_diacritics(left.raw) or has_diacritics(right.raw):
            plain = sorted(left.raw.casefold()) == sorted(right.raw.casefold())
            dress += [] if plain else [NameReason.DIACRITICS]
        if ("-" in left.raw) != ("-" in right.raw) and NameReason.HYPHEN not in outcome.reasons:
            dress.append(NameReason.HYPHEN)
        if left.honorifics != right.honorifics or left.credentials != right.credentials:
            dress.append(NameReason.HONORIFIC_OR_CREDENTIAL)
        if left.nickname != right.nickname and NameReason.NICKNAME not in outcome.reasons:
            dress.append(NameReason.NICKNAME_ADDED)
        same = outcome.agreement is Agreement.SAME
        if same and len(left.typed) != len(right.typed) and not dress and _SPACING not in outcome.reasons:
            dress.append(_SPACING)
        if same and not dress and not outcome.reasons:
            dress.append(NameReason.CASE_OR_PUNCTUATION)
    elif not outcome.reasons:
        dress.append(NameReason.IDENTICAL)
    return _Outcome(outcome.agreement, (*outcome.reasons, *dress))
