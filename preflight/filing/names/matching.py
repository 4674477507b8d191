"""Comparing two names of persons.

Each reading of one name is compared with each reading of the other, and the best outcome counts. Family names
must agree; given names must agree or be able to; middle names and suffixes may be missing, but must not
contradict. Spelling mistakes make other names: at best they are pointed out.
"""

from __future__ import annotations

from typing import NamedTuple

from preflight.filing.names.comparison import WEAK_REASONS, Agreement, Comparison, NameReason
from preflight.filing.names.folding import has_diacritics, other_letters
from preflight.filing.names.given_names import is_given_name
from preflight.filing.names.name import FamilyForm, Name, NameOrder, Reading
from preflight.filing.names.parts import (
    SPACING,
    family_reasons,
    given_options,
    middle_reasons,
    suffix_reasons,
)

_BADNESS = {Agreement.SAME: 0, Agreement.COMPATIBLE: 1, Agreement.CONFLICT: 2, Agreement.DIFFERENT: 3}


class _Outcome(NamedTuple):
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

_BEST_REASONS = ((), (NameReason.CONFORMED_ORDER,))
"""Beside a SAME, nothing can be better."""


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
        elif outcome is not _UNREADABLE and _is_family_misspelt(left, right):
            outcome = _MISSPELT_FAMILY
    if _BADNESS[outcome.agreement] < 2 and other_letters(left.raw) != other_letters(right.raw):
        rest = tuple(reason for reason in outcome.reasons if reason is not NameReason.IDENTICAL)
        outcome = _Outcome(Agreement.COMPATIBLE, (*rest, NameReason.OTHER_LETTERS))
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
            if one.alternate and other.alternate and one.order is other.order:
                continue
            family = family_reasons(one, other)
            if family is None:
                continue
            outcome = _with_order(_compare_readings(one, other, left, right, family), one, other, left, right)
            if outcome.agreement is Agreement.SAME and outcome.reasons in _BEST_REASONS:
                return _with_dress(outcome, left, right)
            if best is _OTHER_FAMILY or outcome.badness < best.badness:
                best = outcome
    return _with_dress(best, left, right) if _BADNESS[best.agreement] < 2 else best


def _is_family_misspelt(left: Name, right: Name) -> bool:
    """Return whether two names differ in one letter of a family name of five letters or more."""
    ones = [reading for reading in left.readings if reading.presumed and reading.given]
    others = [reading for reading in right.readings if reading.presumed and reading.given]
    return any(
        _differ_in_one_letter(one.family_key, other.family_key)
        for one in ones
        for other in others
        if one.given and other.given and one.given.key == other.given.key
    )


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


def _compare_readings(
    one: Reading, other: Reading, left: Name, right: Name, family: tuple[NameReason, ...]
) -> _Outcome:
    """Compare two readings whose family names agree for the reasons given."""
    form = _common_form(one, other)
    if form is None:
        return _OTHER_FAMILY
    options = given_options(one, other, left, right)
    if not options:
        return _OTHER_GIVEN
    suffix = suffix_reasons(one, other)
    outcomes = []
    for given, middle, other_middle in options:
        rest = middle_reasons(middle, other_middle)
        if form is FamilyForm.LAST_PART and not rest:
            parted: tuple[NameReason, ...] = (NameReason.HYPHEN,)
        else:
            parted = () if form is FamilyForm.WHOLE else (NameReason.MAIDEN_NAME,)
        outcomes.append(_outcome((*family, *given, *rest, *parted, *suffix)))
    return outcomes[0] if len(outcomes) == 1 else min(outcomes, key=lambda found: found.badness)


def _outcome(reasons: tuple[NameReason, ...]) -> _Outcome:
    """Return what follows from the reasons of all parts together."""
    if NameReason.MIDDLE_CONFLICT in reasons or NameReason.SUFFIX_CONFLICT in reasons:
        return _Outcome(Agreement.CONFLICT, reasons)
    reasons = tuple(dict.fromkeys(reasons))
    same = not reasons or reasons == (SPACING,)
    return _Outcome(Agreement.SAME if same else Agreement.COMPATIBLE, reasons)


def _common_form(one: Reading, other: Reading) -> FamilyForm | None:
    """Return which part of a double family name the two agree in; None where each leaves out another."""
    if other.form is FamilyForm.WHOLE:
        return one.form
    return other.form if one.form is FamilyForm.WHOLE else None


def _with_order(outcome: _Outcome, one: Reading, other: Reading, left: Name, right: Name) -> _Outcome:
    """Add what the order of the words has to do with the outcome."""
    if _BADNESS[outcome.agreement] > 1:
        return outcome
    first, second = _order_reason(one, left), _order_reason(other, right)
    presumed = one.presumed and other.presumed
    orders = (
        sorted({reason for reason in (first, second) if reason is not None})
        if first is not second or not presumed
        else []
    )
    if NameReason.ROTATED in orders and NameReason.CONFORMED_ORDER in orders:
        orders.remove(NameReason.CONFORMED_ORDER)
    reasons = (*orders, *outcome.reasons)
    if presumed:
        clear = one.order is other.order or (_is_family_clear(one) and _is_family_clear(other))
    else:
        supposed = one.presumed or other.presumed or outcome.agreement is Agreement.SAME
        clear = supposed and _is_order_clear(one, outcome) and _is_order_clear(other, outcome)
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


def _is_order_clear(reading: Reading, outcome: _Outcome) -> bool:
    """Return whether the words themselves show which is the family name, though the text does not.

    Where all words agree, it is enough that not both are known as given names (Henry James); where some are
    left out, the given name must be known as one, and the family name not.
    """
    if reading.given is None:
        return False
    given = is_given_name(reading.given.key)
    family = is_given_name(reading.family_key)
    return not (given and family) if outcome.agreement is Agreement.SAME else given and not family


def _is_family_clear(reading: Reading) -> bool:
    """Return whether a family name of several words can be told from given names (Scott David James)."""
    if len(reading.family) == 1 or reading.bare_family_keys:
        return True
    words = (*reading.given_and_middle, *reading.family)
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
        if same and len(left.typed) != len(right.typed) and not dress and SPACING not in outcome.reasons:
            dress.append(SPACING)
        if same and not dress and not outcome.reasons:
            dress.append(NameReason.CASE_OR_PUNCTUATION)
    elif not outcome.reasons:
        dress.append(NameReason.IDENTICAL)
    return _Outcome(outcome.agreement, (*outcome.reasons, *dress))
