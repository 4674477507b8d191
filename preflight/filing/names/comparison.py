"""What comparing two names gives: how far they agree, why, and whether it proves anything."""

from __future__ import annotations

from enum import StrEnum

from preflight.lazy_dataclass import dataclass


class Agreement(StrEnum):
    """How far two names agree."""

    SAME = "same"
    """Nothing but dress differs: case, punctuation, diacritics, spacing, order of the words."""
    COMPATIBLE = "compatible"
    """One says less than the other, or says it differently; nothing contradicts."""
    CONFLICT = "conflict"
    """Near, but contradicting: the middle names or the suffixes differ."""
    DIFFERENT = "different"
    """Other names."""


class NameReason(StrEnum):
    """Why two names agree as far as they do."""

    IDENTICAL = "identical"
    CASE_OR_PUNCTUATION = "case_or_punctuation"
    DIACRITICS = "diacritics"
    CONFORMED_ORDER = "conformed_order"
    """One is in EDGAR's order, the other in the ordinary one."""
    COMMA_ORDER = "comma_order"
    """One is typed family name first, with a comma."""
    ROTATED = "rotated"
    """They agree only if one whose order is not stated is read family name first."""
    ORDER_AMBIGUOUS = "order_ambiguous"
    """Each word may be the family name (Henry James, James Henry)."""
    HONORIFIC_OR_CREDENTIAL = "honorific_or_credential"
    NICKNAME_ADDED = "nickname_added"
    """One adds a nickname in quotes or brackets to the same name."""
    HYPHEN = "hyphen"
    PARTICLE_SPACING = "particle_spacing"
    PARTICLE_MISSING = "particle_missing"
    MIDDLE_MISSING = "middle_missing"
    MIDDLE_INITIAL = "middle_initial"
    GIVEN_INITIAL = "given_initial"
    GIVEN_MISSING = "given_missing"
    GIVEN_PART = "given_part"
    """Only the first part of a hyphenated given name agrees."""
    INITIALS_ONLY = "initials_only"
    NICKNAME = "nickname"
    GOES_BY_MIDDLE_NAME = "goes_by_middle_name"
    SUFFIX_MISSING = "suffix_missing"
    """Only one has a suffix."""
    SUFFIX_OR_INITIAL = "suffix_or_initial"
    """A last V is read as the suffix that the other has."""
    MAIDEN_NAME = "maiden_name"
    """Only a part of a hyphenated family name agrees."""
    FORMER_NAME = "former_name"
    ALIAS = "alias"
    SUFFIX_CONFLICT = "suffix_conflict"
    MIDDLE_CONFLICT = "middle_conflict"
    GIVEN_CONFLICT = "given_conflict"
    FAMILY_CONFLICT = "family_conflict"
    FAMILY_SPELLING = "family_spelling"
    """The family names differ in one letter: worth a question, never proof."""
    OTHER_LETTERS = "other_letters"
    """One has letters of another script that the other lacks, perhaps as a middle name or in brackets."""
    UNREADABLE = "unreadable"
    """One of them is no name that can be read."""
    LEGAL_FORM_SPELLING = "legal_form_spelling"
    """Entities: ``L.P.`` against ``Limited Partnership``."""
    LEGAL_FORM_MISSING = "legal_form_missing"
    LEGAL_FORM_CONFLICT = "legal_form_conflict"
    STATE_TAG = "state_tag"
    """Entities: EDGAR's tag (``/DE/``) stands in one only."""
    STATE_TAG_CONFLICT = "state_tag_conflict"
    ENTITY_NAME = "entity_name"
    """Entities: the names themselves differ."""


WEAK_REASONS = frozenset(
    {
        NameReason.GIVEN_INITIAL,
        NameReason.GIVEN_MISSING,
        NameReason.GIVEN_PART,
        NameReason.ORDER_AMBIGUOUS,
        NameReason.INITIALS_ONLY,
        NameReason.NICKNAME,
        NameReason.GOES_BY_MIDDLE_NAME,
        NameReason.PARTICLE_MISSING,
        NameReason.MAIDEN_NAME,
        NameReason.FORMER_NAME,
        NameReason.ALIAS,
        NameReason.OTHER_LETTERS,
        NameReason.LEGAL_FORM_MISSING,
    }
)
"""Reasons that leave open who it is until a record (an alias, a change of name) says so."""

_PLAIN_REASONS = frozenset({NameReason.IDENTICAL, NameReason.CONFORMED_ORDER})
"""Reasons that are no variation: EDGAR's order is how the owner's name is kept, not how it was signed."""

PHRASES = {
    NameReason.IDENTICAL: "letter for letter the same",
    NameReason.CASE_OR_PUNCTUATION: "case or punctuation differs",
    NameReason.DIACRITICS: "diacritics differ",
    NameReason.CONFORMED_ORDER: "EDGAR keeps the family name first",
    NameReason.COMMA_ORDER: "the family name is typed first",
    NameReason.ROTATED: "the same only if the family name stands first",
    NameReason.ORDER_AMBIGUOUS: "either word may be the family name",
    NameReason.HONORIFIC_OR_CREDENTIAL: "a title or degree is added",
    NameReason.NICKNAME_ADDED: "a nickname is added",
    NameReason.HYPHEN: "a hyphen differs",
    NameReason.PARTICLE_SPACING: "spacing inside the name differs",
    NameReason.PARTICLE_MISSING: "a particle of the family name is left out",
    NameReason.MIDDLE_MISSING: "the middle name is left out",
    NameReason.MIDDLE_INITIAL: "the middle name is an initial",
    NameReason.GIVEN_INITIAL: "the given name is only an initial",
    NameReason.GIVEN_MISSING: "the given name is left out",
    NameReason.INITIALS_ONLY: "nothing but initials",
    NameReason.GIVEN_PART: "only part of a hyphenated given name agrees",
    NameReason.NICKNAME: "one given name is a nickname of the other",
    NameReason.GOES_BY_MIDDLE_NAME: "one given name is the other's middle name",
    NameReason.SUFFIX_MISSING: "only one has a suffix",
    NameReason.SUFFIX_OR_INITIAL: "V may be a suffix or a middle initial",
    NameReason.MAIDEN_NAME: "only part of a double family name agrees",
    NameReason.FORMER_NAME: "agrees with a former name",
    NameReason.ALIAS: "agrees with another name of the same person",
    NameReason.SUFFIX_CONFLICT: "the suffixes differ",
    NameReason.MIDDLE_CONFLICT: "the middle names contradict each other",
    NameReason.GIVEN_CONFLICT: "the given names differ",
    NameReason.FAMILY_CONFLICT: "the family names differ",
    NameReason.FAMILY_SPELLING: "the family names are spelled differently",
    NameReason.OTHER_LETTERS: "only one has letters of another script",
    NameReason.UNREADABLE: "no name can be read",
    NameReason.LEGAL_FORM_SPELLING: "the legal form is spelled differently",
    NameReason.LEGAL_FORM_MISSING: "the legal form is left out",
    NameReason.LEGAL_FORM_CONFLICT: "the legal forms differ",
    NameReason.STATE_TAG: "EDGAR's state tag is left out",
    NameReason.STATE_TAG_CONFLICT: "EDGAR's state tags differ",
    NameReason.ENTITY_NAME: "the names differ",
}
"""What each reason says to people."""

_VERBS = {
    Agreement.SAME: "is the same name as",
    Agreement.COMPATIBLE: "may be",
    Agreement.CONFLICT: "contradicts",
    Agreement.DIFFERENT: "is another name than",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two names compare. Agreement, reasons and proof do not depend on which stands left."""

    left: str
    right: str
    agreement: Agreement
    reasons: tuple[NameReason, ...]

    @property
    def matches(self) -> bool:
        """True where the two can be one person's names: same or compatible."""
        return self.agreement is Agreement.SAME or self.agreement is Agreement.COMPATIBLE

    @property
    def weak(self) -> bool:
        """True where the match rests on an initial, a nickname or the like (``NAME_WEAK``)."""
        return self.matches and not WEAK_REASONS.isdisjoint(self.reasons)

    @property
    def is_proof(self) -> bool:
        """True where, if no other person on record competes, the two names cannot be two people's.

        Whether another competes, and whether a suffix may be left out, is for
        :func:`preflight.filing.names.resolution.resolve` to say.
        """
        return self.matches and not self.weak and NameReason.SUFFIX_MISSING not in self.reasons

    @property
    def is_variant(self) -> bool:
        """True where they match, but not letter for letter (``NAME_VARIANT``)."""
        return self.matches and not _PLAIN_REASONS.issuperset(self.reasons)

    @property
    def detail(self) -> str:
        """One sentence for people."""
        reasons = ", ".join(PHRASES[reason] for reason in self.reasons)
        return f'"{self.left}" {_VERBS[self.agreement]} "{self.right}": {reasons}.'
