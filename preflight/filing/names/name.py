"""A person's name as a value, with every way in which its words can be read.

EDGAR conforms the names of individuals to ``LAST FIRST MIDDLE SUFFIX`` without commas (EDGAR Filer Manual,
volume I, Form ID); people sign in the ordinary order. Nothing in the text tells one from the other, so a name
of unknown order keeps several readings, the likeliest first.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from preflight.filing.names.folding import key
from preflight.filing.names.vocabulary import LETTER_PARTICLES, PARTICLES
from preflight.lazy_dataclass import dataclass


class NameOrder(StrEnum):
    """In what order the words of a name stand."""

    ORDINARY = "ordinary"
    """First Middle Last Suffix, as people sign."""
    CONFORMED = "conformed"
    """LAST FIRST MIDDLE SUFFIX without commas, as EDGAR keeps the names of individuals."""
    UNKNOWN = "unknown"
    """Not known: both are tried."""


class Word(NamedTuple):
    """One word of a name: as typed, and the letters by which it is compared."""

    text: str
    """As typed; only an initial keeps the period behind it."""
    key: str
    """Folded, letters and digits only."""
    spelled: str
    """The key in which marked letters are written with two (``mueller`` for ``Müller``); else the key."""

    @property
    def is_initial(self) -> bool:
        """True for a single letter."""
        return len(self.key) == 1

    def is_spelled_like(self, other: Word) -> bool:
        """Return whether both words have the same letters, marked letters spelled either way."""
        return self.key == other.key or self.spelled == other.key or self.key == other.spelled


class FamilyForm(StrEnum):
    """Which part of a hyphenated family name a reading takes for the family name."""

    WHOLE = "whole"
    LAST_PART = "last_part"
    """``Smith-Jones`` read as middle name Smith, family name Jones."""
    FIRST_PART = "first_part"
    """``Smith-Jones`` read as Smith, with Jones added."""


@dataclass(frozen=True)
class Reading:
    """One way to tell given, middle and family names apart."""

    order: NameOrder
    """``ORDINARY`` or ``CONFORMED``; a name typed with a comma after the family name counts as conformed."""
    given: Word | None
    middle: tuple[Word, ...]
    family: tuple[Word, ...]
    """Particles included."""
    suffix: str | None
    presumed: bool = True
    """False where the order is neither stated nor suggested by the text, but cannot be excluded."""
    alternate: bool = False
    """True for the less likely readings of the same order."""
    suffix_doubtful: bool = False
    """True where the suffix (``v``) may as well be a middle initial."""
    form: FamilyForm = FamilyForm.WHOLE
    by_comma: bool = False
    """True where a comma shows which is the family name."""

    @cached_property
    def family_key(self) -> str:
        """The joined letters of the family name."""
        return "".join(word.key for word in self.family)

    @cached_property
    def family_keys(self) -> frozenset[str]:
        """The joined letters of the family name, marked letters spelled either way."""
        return frozenset((self.family_key, "".join(word.spelled for word in self.family)))

    @cached_property
    def bare_family_keys(self) -> frozenset[str]:
        """The family name without its particles (``berg`` for ``van der Berg``); empty where it has none."""
        words = [word.key for word in self.family]
        count = particle_count(self.family)
        if count and count < len(words):
            return frozenset(("".join(words[count:]),))
        head, hyphen, rest = self.family[0].text.partition("-")
        if hyphen and key(head) in PARTICLES and key(rest):
            return frozenset((key(rest) + "".join(words[1:]),))
        return frozenset()

    @cached_property
    def given_and_middle(self) -> tuple[Word, ...]:
        """All words before the family name, in order."""
        return self.middle if self.given is None else (self.given, *self.middle)


@dataclass(frozen=True)
class Name:
    """A person's name. Build it with :func:`preflight.filing.names.reading.read_name`.

    ``given``, ``middle``, ``particles``, ``family`` and ``suffix`` are those of the first reading, as typed
    (the suffix in the form ``jr``, ``sr``, ``ii``, ``iii`` ...); ``family`` includes the particles. Of a text
    in which no name can be read, ``readings`` is empty.
    """

    raw: str
    order: NameOrder
    readings: tuple[Reading, ...]
    honorifics: tuple[str, ...] = ()
    credentials: tuple[str, ...] = ()
    nickname: str | None = None
    """The name given in quotes or brackets."""
    former_names: tuple[Name, ...] = ()
    """Names that the text itself says the person bore before (f/k/a, née)."""
    aliases: tuple[Name, ...] = ()
    """Names that the text itself says the person also uses (a/k/a)."""
    typed: tuple[str, ...] = ()
    """The keys of the words of the name, without the suffix, in the order of the text."""

    @property
    def particles(self) -> tuple[str, ...]:
        """The particles before the family name proper, as typed (``van``, ``der``)."""
        if not self.readings:
            return ()
        family = self.readings[0].family
        return tuple(word.text for word in family[: particle_count(family)])

    @property
    def is_readable(self) -> bool:
        """True where at least one word could be read as a name."""
        return bool(self.readings)

    @property
    def given(self) -> str:
        """The given name or initial as typed; empty where there is none."""
        word = self.readings[0].given if self.readings else None
        return "" if word is None else word.text

    @property
    def middle(self) -> tuple[str, ...]:
        """The middle names or initials as typed."""
        return tuple(word.text for word in self.readings[0].middle) if self.readings else ()

    @property
    def family(self) -> str:
        """The family name as typed, particles included."""
        return " ".join(word.text for word in self.readings[0].family) if self.readings else ""

    @property
    def suffix(self) -> str | None:
        """``jr``, ``sr``, ``ii``, ``iii`` ... or None."""
        return self.readings[0].suffix if self.readings else None

    @cached_property
    def family_keys(self) -> frozenset[str]:
        """The joined letters of every family name that some reading gives, with and without particles."""
        keys: frozenset[str] = frozenset()
        return keys.union(*(reading.family_keys | reading.bare_family_keys for reading in self.readings))

    @cached_property
    def is_initials_only(self) -> bool:
        """True for ``T. D. S.``: nothing but single letters."""
        return bool(self.typed) and all(len(word) == 1 for word in self.typed)

    @property
    def in_ordinary_order(self) -> str:
        """The name as people sign it (``David N. Levenson``), from the first reading."""
        if not self.readings:
            return self.raw
        first = self.readings[0]
        shown = [
            word.text.rstrip(".") + "." if word.is_initial else word.text for word in first.given_and_middle
        ]
        shown.extend(word.text for word in first.family)
        if first.suffix is not None:
            shown.append(_SHOWN_SUFFIX.get(first.suffix, first.suffix.upper()))
        return " ".join(shown)


def particle_count(words: tuple[Word, ...]) -> int:
    """Return how many of the leading words are particles; the last word never is one."""
    count = 0
    while count < len(words) - 1 and (words[count].key in PARTICLES or words[count].key in LETTER_PARTICLES):
        count += 1
    return count


_SHOWN_SUFFIX = {"jr": "Jr.", "sr": "Sr."}
