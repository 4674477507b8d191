"""Instruments: the papers that give, pass on and end authority, as plain values.

An instrument is one grantor's grant of authority in one signed paper. A paper that holds the powers of
several principals is recorded as several instruments with the same ``paper``. The vocabulary follows the
data model of the product's authority reference; every value of an enumeration is the word that the
registry's JSON uses.

Events (revocations, deaths, departures, incumbencies ...) are kept apart and never overwrite an
instrument. Everything has a legal date and a ``recorded`` date (when the registry learned it), so that a
question can be answered as of a date and as known at a date.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date
from enum import StrEnum

from preflight.lazy_dataclass import dataclass


class InstrumentType(StrEnum):
    """What kind of paper it is."""

    POWER_OF_ATTORNEY = "power_of_attorney"
    CONFIRMING_STATEMENT = "confirming_statement"
    LETTER = "letter"
    DELEGATION = "delegation"
    """An attorney-in-fact passes on delegated authority."""
    SUBSTITUTION = "substitution"
    """An attorney-in-fact appoints a substitute under a power of substitution."""
    ENTITY_RESOLUTION = "entity_resolution"
    COURT_APPOINTMENT = "court_appointment"
    STATEMENT_ABOUT_POA = "statement_about_poa"
    """A note that a power of attorney exists elsewhere; grants nothing by itself."""


class Tri(StrEnum):
    """Yes, no, or the paper does not say."""

    YES = "yes"
    NO = "no"
    UNSTATED = "unstated"


class PartyKind(StrEnum):
    """What a principal is."""

    INDIVIDUAL = "individual"
    CORPORATION = "corporation"
    PARTNERSHIP = "partnership"
    LLC = "llc"
    TRUST = "trust"
    ESTATE = "estate"
    ENTITY = "entity"
    """An organisation of a kind not recorded."""

    @property
    def is_entity(self) -> bool:
        """True for everything but a natural person."""
        return self is not PartyKind.INDIVIDUAL


class AttorneyKind(StrEnum):
    """How an attorney-in-fact is named."""

    PERSON = "person"
    OFFICE = "office"
    """The holder, from time to time, of an office ("Treasurer of ACME")."""
    FIRM = "firm"
    CLASS = "class"
    """Any member of a class ("any officer of the Company")."""


class Exercise(StrEnum):
    """How several attorneys act."""

    SEVERAL = "several"
    JOINT = "joint"
    AT_LEAST = "at_least"
    UNSTATED = "unstated"


class Amendments(StrEnum):
    """What a scope clause says of amendments."""

    EXPLICIT = "explicit"
    SILENT = "silent"
    EXCLUDED = "excluded"


class IssuerMode(StrEnum):
    """Which issuers a scope clause covers."""

    LIST = "list"
    LIST_PLUS_SUBSIDIARIES = "list_plus_subsidiaries"
    LIST_PLUS_AFFILIATES = "list_plus_affiliates"
    ROLE_BASED = "role_based"
    """Any issuer of which the principal is director, officer or ten-percent holder."""
    ANY = "any"
    UNSTATED = "unstated"
    CONTEXT = "context"
    """"The Company", not defined in the paper: known only from the filing it came with (``ciks``)."""


class Capacity(StrEnum):
    """The principal's capacity in which he or she reports."""

    INDIVIDUAL = "individual"
    OFFICER_DIRECTOR = "officer_director"
    TEN_PERCENT = "ten_percent"
    FIDUCIARY = "fiduciary"
    TRUSTEE = "trustee"
    ENTITY_SIGNATORY = "entity_signatory"
    ANY_OTHER = "any_other"
    ANY = "any"


class EffectiveMode(StrEnum):
    """When a grant begins."""

    ON_EXECUTION = "on_execution"
    ON_DATE = "on_date"
    ON_FILING = "on_filing"
    ON_EVENT = "on_event"
    RETROACTIVE = "retroactive"
    """Names a date before execution; does not backdate."""


class TermRule(StrEnum):
    """A condition under which a grant lasts; all rules of a grant must hold."""

    OBLIGATION_END = "obligation_end"
    FIXED_DATE = "fixed_date"
    """"Until" a date: the day itself is doubtful."""
    THROUGH_DATE = "through_date"
    """"Through" a date: the day itself is good."""
    DURATION = "duration"
    UNTIL_REVOKED = "until_revoked"
    UNTIL_NOTICE = "until_notice"
    ATTORNEY_STATUS = "attorney_status"
    UPSTREAM_VALID = "upstream_valid"
    EVENT = "event"
    NONE_STATED = "none_stated"


class Obligation(StrEnum):
    """The duty whose end ends a grant."""

    SECTION_16 = "section_16"
    FORMS_3_4_5 = "forms_3_4_5"
    SECTION_13D = "section_13d"


class RevocationMethod(StrEnum):
    """How the paper wants to be revoked."""

    SIGNED_WRITING = "signed_writing"
    WRITING = "writing"
    NOTICE = "notice"
    UNSTATED = "unstated"


class Revoker(StrEnum):
    """Who may revoke."""

    PRINCIPAL = "principal"
    DELEGATOR = "delegator"
    ISSUER = "issuer"


class Delivery(StrEnum):
    """To whom a revocation must be delivered."""

    ATTORNEYS = "attorneys"
    ATTORNEY_CONCERNED = "attorney_concerned"
    ISSUER = "issuer"
    SEC = "sec"
    NONE = "none"
    UNSTATED = "unstated"


class SupersessionKind(StrEnum):
    """Which earlier papers a grant replaces."""

    NONE = "none"
    PRIOR_BY_PRINCIPAL = "prior_by_principal"
    PRIOR_DELEGATIONS_BY_GRANTOR = "prior_delegations_by_grantor"
    LISTED = "listed"
    ALL_POWERS_ANY_SUBJECT = "all_powers_any_subject"


class DelegationRight(StrEnum):
    """Whether an attorney-in-fact may pass authority on."""

    NO = "no"
    YES = "yes"
    YES_SUBJECT_TO_LAW = "yes_subject_to_law"
    SUBSTITUTION = "substitution"
    AMBIGUOUS = "ambiguous"
    """No delegation words, but acts of "substitutes" are ratified."""


class Confidence(StrEnum):
    """How sure a date is."""

    EXACT = "exact"
    INFERRED = "inferred"
    SUSPECT = "suspect"


@dataclass(frozen=True, slots=True)
class Party:
    """A principal or grantor. ``cik`` is ten digits, or ``None`` where there is none."""

    name: str
    cik: str | None = None
    kind: PartyKind = PartyKind.INDIVIDUAL
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperSigner:
    """Somebody who signed the paper, with the title under the signature."""

    name: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Attorney:
    """One attorney-in-fact as the paper names him, her, the office or the firm.

    For ``OFFICE``, ``title`` and ``organisation`` say which office; for ``PERSON``, ``title`` is only a
    description. ``name`` is always filled: the person, "Treasurer of ACME", the firm.
    """

    name: str
    kind: AttorneyKind = AttorneyKind.PERSON
    title: str | None = None
    organisation: str | None = None
    aliases: tuple[str, ...] = ()
    substitute_for: str | None = None
    """"A, or in his absence B": the name of A, on whose absence or end B's power depends."""


@dataclass(frozen=True, slots=True)
class IssuerScope:
    """Which issuers a clause covers; ``ciks`` are ten digits each."""

    mode: IssuerMode
    ciks: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    successors: Tri = Tri.UNSTATED


@dataclass(frozen=True, slots=True)
class ScopeClause:
    """One clause of the scope. Amendment and successor words of one clause do not reach the next.

    ``forms`` holds form types without ``/A`` (``"3"``, ``"4"``, ``"5"``, ``"144"``, ``"ID"``, ``"13D"``,
    ``"13G"`` ...), or ``"*"`` for any filing.
    """

    clause: str
    forms: frozenset[str]
    amendments: Amendments
    successor_forms: bool
    issuers: IssuerScope
    signs_for_principal: bool = True
    """False where a delegation's clause lacks the words that let the delegate sign the principal's name."""


@dataclass(frozen=True, slots=True)
class Effective:
    """When the grant begins; ``date`` is given for ``ON_DATE`` and ``RETROACTIVE``."""

    mode: EffectiveMode = EffectiveMode.ON_EXECUTION
    date: date | None = None
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """One term rule with the fields that its kind needs."""

    rule: TermRule
    date: date | None = None
    years: int = 0
    months: int = 0
    days: int = 0
    obligation: Obligation | None = None
    issuers: tuple[str, ...] = ()
    organisation: str | None = None
    title: str | None = None
    notice_to: Delivery | None = None
    event: str | None = None


@dataclass(frozen=True, slots=True)
class RevocationClause:
    """How, by whom and with what delivery the grant may be revoked."""

    method: RevocationMethod = RevocationMethod.UNSTATED
    by: tuple[Revoker, ...] = (Revoker.PRINCIPAL,)
    delivery: Delivery = Delivery.UNSTATED


@dataclass(frozen=True, slots=True)
class Supersession:
    """Which earlier papers end; empty ``forms`` or ``issuers`` mean all of them."""

    kind: SupersessionKind = SupersessionKind.NONE
    issuers: tuple[str, ...] = ()
    forms: frozenset[str] = frozenset()
    instruments: tuple[str, ...] = ()
    """For ``LISTED``: instrument ids."""
    preserved: tuple[str, ...] = ()
    """Instrument ids that are expressly kept."""


@dataclass(frozen=True, slots=True)
class Delegation:
    """Whether the attorneys may delegate, and whether a delegate may be allowed to delegate again."""

    right: DelegationRight = DelegationRight.NO
    redelegation: Tri = Tri.UNSTATED
    in_place_and_stead: bool = False
    """On a substitution paper: the appointer steps out himself."""


@dataclass(frozen=True, slots=True)
class Upstream:
    """The grant on which a delegation rests.

    ``instrument`` is an instrument id, or ``None`` with a ``description`` where the paper recited is not
    recorded, or ``"all"`` for every grant that the delegator holds at execution and may delegate.
    """

    instrument: str | None
    through: str
    """Name of the attorney-in-fact (the delegator) under that grant."""
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Where the signed text is."""

    path: str | None = None
    url: str | None = None
    sha256: str | None = None
    accession_number: str | None = None
    exhibit: str | None = None
    filed: date | None = None
    owner_ciks: tuple[str, ...] = ()
    notarized: bool | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """The words on which one field rests, with offsets into the document's text."""

    field: str
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Instrument:
    """One grant of authority in one signed paper."""

    id: str
    type: InstrumentType
    executed: date | None
    principal: Party
    """The reporting owner whose filings are covered, also for a delegation."""
    grantors: tuple[str, ...]
    """Who signs the paper: the principal, or for a delegation the attorney(s)-in-fact who delegate."""
    attorneys: tuple[Attorney, ...]
    scope: tuple[ScopeClause, ...]
    exercise: Exercise = Exercise.UNSTATED
    exercise_at_least: int | None = None
    """N, for ``AT_LEAST``."""
    capacities: frozenset[Capacity] = frozenset({Capacity.ANY})
    derives_from: tuple[Upstream, ...] = ()
    effective: Effective = field(default_factory=Effective)
    term: tuple[Term, ...] = ()
    revocation: RevocationClause = field(default_factory=RevocationClause)
    supersedes: Supersession = field(default_factory=Supersession)
    delegation: Delegation = field(default_factory=Delegation)
    durable: Tri = Tri.UNSTATED
    governing_law: str | None = None
    others_continue: bool = False
    """True where the paper says that joint attorneys go on when one of them ends."""
    signed: Tri = Tri.YES
    """Whether the grantor's signature stands under the paper."""
    signed_by: tuple[PaperSigner, ...] = ()
    executed_confidence: Confidence = Confidence.EXACT
    executed_alternative: date | None = None
    """The other reading of a suspect date."""
    executed_sequence: int | None = None
    """Order among papers of one day, only where evidence fixes it."""
    paper: str | None = None
    """Shared by instruments that stand in one paper."""
    document: Document | None = None
    recorded: date | None = None
    """When the registry learned of it; ``None`` means: known from the start."""
    on_file: bool = False
    """True where the Commission has it on file for this owner."""
    quotes: tuple[Quote, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_delegation(self) -> bool:
        """True where an attorney-in-fact, not the principal, is the grantor."""
        return self.type in (InstrumentType.DELEGATION, InstrumentType.SUBSTITUTION)


class RevocationForm(StrEnum):
    """In what form a revocation was made."""

    SIGNED_WRITING = "signed_writing"
    WRITING = "writing"
    ORAL = "oral"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to authority. ``recorded`` is when the registry learned of it."""

    id: str
    source: str | None = None
    recorded: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revocation(Event):
    """A grant is revoked, for all attorneys or for one. ``delivered`` maps attorney (``*``: all) to day."""

    instrument: str
    attorney: str | None
    form: RevocationForm
    executed: date
    delivered: tuple[tuple[str, date], ...] = ()
    by: Revoker = Revoker.PRINCIPAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Resignation(Event):
    """An attorney-in-fact renounces a grant."""

    instrument: str
    attorney: str
    date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Death(Event):
    """A person died."""

    person: str
    date: date
    cik: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incapacity(Event):
    """A person became incapable."""

    person: str
    date: date
    cik: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusEnd(Event):
    """A person left an organisation; ``date`` is the last day."""

    person: str
    organisation: str
    date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Incumbency(Event):
    """A person holds an office from a day until a day (inclusive; ``None``: still)."""

    title: str
    organisation: str | None
    person: str
    start: date
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Event):
    """A person is a member of a firm or class from a day until a day (inclusive)."""

    firm: str
    person: str
    start: date
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CeasedInsider(Event):
    """The owner is no longer an insider of the issuer; duties may run on."""

    owner: str
    issuer: str
    date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationEnded(Event):
    """The owner has no reporting obligations for the issuer any more, from the day after."""

    owner: str
    issuer: str
    date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NameChange(Event):
    """A person's name changed."""

    person: str
    new_name: str
    date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerRecord(Event):
    """A person may sign for an entity in an office; proves a step of an entity chain."""

    entity: str
    person: str
    title: str
    start: date
    end: date | None = None
    entity_cik: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityRelation(Event):
    """One entity acts for another (general partner, manager, managing member, trustee)."""

    entity: str
    acts_for: str
    role: str
    start: date
    end: date | None = None
    acts_for_cik: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FiduciaryAppointment(Event):
    """A trustee, executor, guardian, conservator or custodian was appointed for an owner."""

    person: str
    owner: str
    role: str
    start: date
    end: date | None = None
    owner_cik: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermEvent(Event):
    """The event named in an ``event`` term or effective clause took place."""

    instrument: str
    event: str
    date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSuccession(Event):
    """The Commission adopted the form ``new`` in lieu of ``old``; a clause on successor forms reaches it."""

    old: str
    new: str
    date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(Event):
    """A record was wrong; kept for audits. The corrected value stands in the record itself."""

    record: str
    field: str
    old: str
    new: str
    by: str
    date: date


@dataclass(frozen=True, slots=True)
class IssuerRecord:
    """What the registry knows of an issuer and its relations. CIKs are ten digits; relations have no date."""

    cik: str
    name: str
    former_names: tuple[str, ...] = ()
    successor_of: tuple[str, ...] = ()
    subsidiary_of: tuple[str, ...] = ()
    affiliate_of: tuple[str, ...] = ()
    fiscal_year_end: str | None = None
    """``MM-DD``; a calendar year where it is not recorded."""
    registered_fund: bool = False


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """What the registry knows of a person or entity: names by which he, she or it appears."""

    name: str
    cik: str | None = None
    kind: PartyKind = PartyKind.INDIVIDUAL
    aliases: tuple[str, ...] = ()
