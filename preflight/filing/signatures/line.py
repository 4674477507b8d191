"""What a signature line says: the values that the grammar of signature lines gives.

A signature line is the free text of ``ownerSignature/signatureName`` (EDGAR Ownership XML Technical
Specification, ``signatureName``: 1 to 255 characters, stored as typed). Every part knows its span in the
raw text, so that a reader can be shown what was understood and what was not.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from preflight.lazy_dataclass import dataclass


class SigningRole(StrEnum):
    """In what role the line says that a person signs."""

    UNSTATED = "unstated"
    """A bare name, or a name with the signer's own title."""
    ATTORNEY_IN_FACT = "attorney_in_fact"
    ON_BEHALF = "on_behalf"
    """"for", "o/b/o", "on behalf of" without a role word: an attorney-in-fact by implication."""
    OFFICER = "officer"
    """Officer, director, authorized signatory of an organisation."""
    GENERAL_PARTNER = "general_partner"
    MANAGER = "manager"
    MANAGING_MEMBER = "managing_member"
    TRUSTEE = "trustee"
    EXECUTOR = "executor"
    GUARDIAN = "guardian"
    CONSERVATOR = "conservator"
    CUSTODIAN = "custodian"
    EDGAR_ROLE = "edgar_role"
    """Account administrator, filing agent, delegated entity: access to EDGAR, not authority to sign."""
    LAWYER = "lawyer"
    """"Attorney", "Esq.", "counsel" alone: a profession, not a power."""


class LineStatus(StrEnum):
    """How much of the line was understood."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    NOTHING = "nothing"
    DEFERRED = "deferred"
    """The line sends the reader elsewhere ("See Exhibit 99.1")."""
    EMPTY = "empty"
    """No name at all: blank, a marker without a name, "N/A"."""


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of character positions in the raw signature line."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """Words of the line with their span; ``text`` is cleaned, the span points into the raw text."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class EntityStep:
    """One organisation in the chain of a line, with its role for the one before it (outermost first)."""

    name: Part
    role: SigningRole
    """Role of this entity for the entity before it; ``UNSTATED`` for the first."""


@dataclass(frozen=True, slots=True)
class PaperReference:
    """A power of attorney or delegation that the line refers to."""

    words: Part
    dated: date | None
    granted_by: Part | None = None
    """The person whose delegation or power is recited ("pursuant to delegation by ...")."""


@dataclass(frozen=True, slots=True)
class Signer:
    """One human (or, if ``is_firm``, one firm) whose signature the line carries."""

    name: Part
    roles: tuple[SigningRole, ...]
    """All roles stated, strongest claim first; ``(UNSTATED,)`` where none is."""
    title: Part | None
    """The title as typed ("Assistant Secretary")."""
    principals: tuple[Part, ...]
    """Persons or entities for whom he or she signs, as named in the line."""
    for_each_owner: bool
    """True for wordings such as "for each Reporting Person"."""
    individually: bool
    """True where the line says that the signer also signs for himself or herself."""
    entities: tuple[EntityStep, ...]
    """Chain of entities, outermost (the owner) first."""
    acting_for_officer: Part | None
    """The natural person whose office is used, where the signer is that person's attorney-in-fact."""
    is_firm: bool
    conformed: bool
    """True where a conformed-signature mark ("/s/") stands before the name."""
    papers: tuple[PaperReference, ...]
    former_names: tuple[Part, ...] = ()

    @property
    def role(self) -> SigningRole:
        """The strongest role stated."""
        return self.roles[0]


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """The reading of one signature line. Nothing understood is a status, not an exception."""

    raw: str
    status: LineStatus
    signers: tuple[Signer, ...]
    starred: bool
    """True where a footnote mark ("*") stands: the remarks may hold the real signer."""
    dates: tuple[date, ...]
    not_understood: tuple[Part, ...]
    pattern: str
    """Name of the grammar's production that matched, for people who check the reading."""
