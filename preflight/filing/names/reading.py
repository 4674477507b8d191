"""Reading a name: from text to :class:`~preflight.filing.names.name.Name`.

The words that :func:`~preflight.filing.names.text.cut` leaves are given every order they can have: the family
name last (as people sign) or first (as EDGAR keeps it, or before a comma), of one, two or three words where
nothing marks where it begins or ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from preflight.filing.names import vocabulary
from preflight.filing.names.folding import key, spelled_out_key
from preflight.filing.names.name import FamilyForm, Name, NameOrder, Reading, Word, particle_count
from preflight.filing.names.text import cut

LONGEST_NAME = 255
"""Characters. ``signatureName`` holds at most 255, ``rptOwnerName`` 150 (EDGAR Ownership XML Technical
Specification); longer text is no name, and is never compared by a part of it."""

MOST_WORDS = 12
"""More words than this are a sentence, not a name."""

LONGEST_FAMILY = 3
"""Family names of up to three words are tried where nothing marks where the family name begins."""


def read_name(text: str, *, order: NameOrder = NameOrder.UNKNOWN) -> Name:
    """Read a person's name.

    ``text`` is the name alone, without conformed-signature mark, title or role. ``order`` says in what order
    its words stand, if that is known; a comma after the family name overrides it. Any text gives a name: one
    in which nothing can be read has no readings, and compares as different from everything.
    """
    return _read(text, order)


@lru_cache(maxsize=4096)
def _read(text: str, order: NameOrder) -> Name:
    if len(text) > LONGEST_NAME:
        return Name(text, order, ())
    parts = cut(text)
    segments = [_words(segment) for segment in parts.segments]
    readings = tuple(_readings(segments, order))
    if not readings:
        return Name(text, order, ())
    given = " ".join(word.text for word in readings[0].given_and_middle)
    return Name(
        raw=text,
        order=order,
        readings=readings,
        typed=tuple(word.key for word in _take_suffix([word for segment in segments for word in segment])[0]),
        honorifics=parts.honorifics,
        credentials=parts.credentials,
        nickname=parts.nickname,
        former_names=tuple(_other_name(other, given, order) for other in parts.former_names),
        aliases=tuple(_other_name(other, given, order) for other in parts.aliases),
    )


def _other_name(text: str, given: str, order: NameOrder) -> Name:
    """Read a former name; a family name alone (née Smith) keeps the present given names."""
    name = _read(text, order)
    if name.is_readable and name.readings[0].given is None:
        return _read(f"{given} {text}", NameOrder.ORDINARY)
    return name


def _readings(segments: list[list[Word]], order: NameOrder) -> Iterator[Reading]:
    """Yield the readings of a name's words, likeliest first; none where there are no words, or too many."""
    if not 0 < sum(map(len, segments)) <= MOST_WORDS:
        return
    if len(segments) == 2 and all(segments):
        yield from _comma_readings(*segments)
        return
    typed = [word for segment in segments for word in segment]
    words, suffix = _take_suffix(typed)
    ordinary = _likely(_ordinary_readings(words, suffix), always=order is NameOrder.ORDINARY)
    conformed = _likely(_conformed_readings(words, suffix), always=order is NameOrder.CONFORMED)
    if order is NameOrder.ORDINARY:
        yield from _with_split_family(ordinary)
    elif not ordinary and not conformed:
        yield _ordinary_readings(words, suffix)[0]
    elif order is NameOrder.CONFORMED or not ordinary:
        yield from _with_split_family(conformed)
        yield from (replace(reading, presumed=False) for reading in ordinary)
    else:
        yield from _with_split_family(ordinary)
        yield from (replace(reading, presumed=False) for reading in _with_split_family(conformed))


def _likely(readings: list[Reading], *, always: bool) -> list[Reading]:
    """Return the readings whose family name can be one; ``always`` the first where none is likely."""
    likely = [reading for reading in readings if _is_likely(reading)] or (readings[:1] if always else [])
    return [*likely[:1], *(replace(reading, alternate=True) for reading in likely[1:])]


def _with_split_family(readings: list[Reading]) -> Iterator[Reading]:
    """Yield the readings, and those of the first one's hyphenated family name."""
    yield from readings
    if readings:
        yield from _split_family(readings[0])


def _words(segment: tuple[str, ...]) -> list[Word]:
    """Return the words of a segment; periods end words (``E.Schmidt``), and initials keep theirs."""
    words: list[Word] = []
    for token in segment:
        pieces = token.split(".")
        for number, piece in enumerate(pieces):
            piece = piece.strip("*_:;")
            letters = key(piece)
            if letters:
                dotted = len(letters) == 1 and number < len(pieces) - 1
                words.append(Word(piece + "." if dotted else piece, letters, spelled_out_key(piece)))
    return words


def _take_suffix(words: list[Word]) -> tuple[list[Word], str | None]:
    """Take the suffix out; a lone letter that may be one (V) stays."""
    for position in range(len(words) - 1, 0, -1):
        letters = words[position].key
        if letters not in vocabulary.SUFFIXES:
            continue
        if letters in vocabulary.WORD_SUFFIXES and (position < len(words) - 1 or len(words) < 3):
            continue
        before = words[:position]
        if len(before) > 1 and before[-1].key == "the":
            before = before[:-1]
        return [*before, *words[position + 1 :]], vocabulary.SUFFIXES[letters]
    return words, None


def _letter_suffix(words: list[Word], suffix: str | None) -> str | None:
    """Return the suffix that the last of at least three words may be (``John Doe V``), or None."""
    last = words[-1]
    if suffix is None and len(words) > 2 and last.key in vocabulary.LETTER_SUFFIXES and "." not in last.text:
        return last.key
    return None


def _comma_readings(family: list[Word], given: list[Word]) -> Iterator[Reading]:
    """Read ``Family, Given Middle``, with the suffix behind either."""
    family, family_suffix = _take_suffix(family)
    given, given_suffix = _take_suffix(given)
    suffix = family_suffix or given_suffix
    reading = Reading(NameOrder.CONFORMED, given[0], tuple(given[1:]), tuple(family), suffix, by_comma=True)
    yield from _with_split_family([reading])


def _ordinary_readings(words: list[Word], suffix: str | None) -> list[Reading]:
    """Read First Middle Last, the family name from its first particle, else of one, two or three words."""
    letter = _letter_suffix(words, suffix)
    if letter is not None:
        words, suffix = words[:-1], letter
    count = len(words)
    if count == 1:
        return [Reading(NameOrder.ORDINARY, None, (), (words[0],), suffix)]
    starts = [start for start in (_marked_start(words),) if start]
    starts += [count - length for length in range(1, LONGEST_FAMILY + 1) if length < count]
    return [
        Reading(NameOrder.ORDINARY, words[0], tuple(words[1:start]), tuple(words[start:]), suffix)
        for start in dict.fromkeys(starts)
    ]


def _marked_start(words: list[Word]) -> int:
    """Return where a particle or a connector shows that the family name begins; 0 where nothing does."""
    for position in range(1, len(words) - 1):
        if words[position].key in vocabulary.PARTICLES:
            return position
        if position > 1 and words[position].text in vocabulary.CONNECTORS:
            return position - 1
    return 0


def _conformed_readings(words: list[Word], suffix: str | None) -> list[Reading]:
    """Read LAST FIRST MIDDLE, the family name with its leading particles, else of one, two or three words.

    Behind particles the family name has one word or two; a single particle may be one itself (LE MINH T).
    """
    count = len(words)
    if count == 1:
        return [Reading(NameOrder.CONFORMED, None, (), (words[0],), suffix)]
    particles = particle_count(tuple(words))
    lengths = list(range(1, LONGEST_FAMILY + 1))
    if 0 < particles < count - 1:
        lengths = [particles + 1, particles + 2, *([1] if particles == 1 else [])]
    readings = [
        Reading(NameOrder.CONFORMED, words[length], tuple(words[length + 1 :]), tuple(words[:length]), suffix)
        for length in lengths
        if length < count
    ]
    letter = _letter_suffix(words, suffix)
    if letter is not None:
        readings += [
            replace(reading, middle=reading.middle[:-1], suffix=letter, suffix_doubtful=True)
            for reading in readings
            if reading.middle
        ]
    return readings


def _is_likely(reading: Reading) -> bool:
    """Return whether the family name can be one: no initials, but for particles of one letter."""
    first, *others = reading.family
    if reading.family[-1].is_initial:
        return False
    if any(word.is_initial and word.text not in vocabulary.CONNECTORS for word in others):
        return False
    if not first.is_initial:
        return True
    letters = vocabulary.LETTER_PARTICLES if reading.order is NameOrder.CONFORMED else {"o"}
    return first.key in letters and "." not in first.text


def _split_family(reading: Reading) -> Iterator[Reading]:
    """Yield what a hyphenated family name may be called by others: its last part, or its first."""
    if len(reading.family) != 1:
        return
    parts = [part for part in reading.family[0].text.split("-") if len(key(part)) > 1]
    if len(parts) != 2 or key(parts[0]) in vocabulary.PARTICLES:
        return
    first, last = (Word(part, key(part), spelled_out_key(part)) for part in parts)
    yield replace(reading, middle=(*reading.middle, first), family=(last,), form=FamilyForm.LAST_PART)
    yield replace(reading, middle=(*reading.middle, last), family=(first,), form=FamilyForm.FIRST_PART)
