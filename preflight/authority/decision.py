"""What is asked and what is answered: requests, decisions and the chains that prove them.

All values are frozen and free of input and output. Reports write them whole, and a request can be read
back (:mod:`preflight.authority.serialise`), so that a decision can be replayed years later.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from preflight.authority.instruments import AttorneyKind, Capacity, Document, PartyKind
from preflight.authority.reasons import Reason, ReasonDetail, Verdict, because, describe
from preflight.filing.signatures.line import LineStatus, SigningRole
from preflight.lazy_dataclass import dataclass

__all__ = [
    "AuthorityRequest",
    "Decision",
    "EntityOnLine",
    "IssuerOnDraft",
    "Link",
    "OwnerOnDraft",
    "Path",
    "Reason",
    "ReasonDetail",
    "RelationshipBoxes",
    "SignatureOnDraft",
    "Trace",
    "Verdict",
    "because",
    "describe",
]


@dataclass(frozen=True, slots=True)
class OwnerOnDraft:
    """The reporting owner asked about. ``cik`` is ten digits or ``None``; ``kind`` is ``None`` if unknown.

    ``name`` is empty where the draft has none (drafts mostly give only the CIK). ``edgar_order`` says that
    it is written the EDGAR way, last name first.
    """

    cik: str | None
    name: str = ""
    kind: PartyKind | None = None
    edgar_order: bool = False

    @property
    def label(self) -> str:
        """A name for people."""
        return self.name or (f"owner with CIK {self.cik}" if self.cik else "the owner")


@dataclass(frozen=True, slots=True)
class IssuerOnDraft:
    """The issuer. ``cik`` is ten digits, or ``None`` where the draft gives none."""

    cik: str | None
    name: str = ""


@dataclass(frozen=True, slots=True)
class RelationshipBoxes:
    """The boxes of the draft that say how the owner stands to the issuer."""

    director: bool = False
    officer: bool = False
    ten_percent: bool = False
    other: bool = False


@dataclass(frozen=True, slots=True)
class EntityOnLine:
    """An organisation in a signature line and its role for the one before it; the owner stands first."""

    name: str
    role: SigningRole = SigningRole.UNSTATED


@dataclass(frozen=True, slots=True)
class SignatureOnDraft:
    """One signer of one signature line, as read.

    ``signed_on`` is ``None`` where the draft gives no usable date. ``principals`` are the persons or
    entities for whom the line says that he or she signs. ``position`` counts the draft's signatures from 1.
    """

    signer: str
    signed_on: date | None
    role: SigningRole = SigningRole.UNSTATED
    title: str | None = None
    principals: tuple[str, ...] = ()
    for_each_owner: bool = False
    entities: tuple[EntityOnLine, ...] = ()
    acting_for_officer: str | None = None
    individually: bool = False
    is_firm: bool = False
    status: LineStatus = LineStatus.COMPLETE
    starred: bool = False
    date_zone_dropped: bool = False
    position: int = 1
    former_names: tuple[str, ...] = ()
    is_attributed: bool = True
    """False where nothing in a filing of several owners says for which of them the line stands."""


@dataclass(frozen=True, slots=True)
class AuthorityRequest:
    """One question: may this signature stand for this owner on this form for this issuer?

    ``form`` is a form type such as ``"4"``, ``"4/A"``, ``"144"``, ``"ID"``, ``"13G"``. ``capacities`` are
    the owner's capacities in the draft; none means individual. ``co_signatures`` are the other signatures
    that stand for the same owner: joint exercise needs them. ``now`` is the day of the check, and only
    records known by ``known_at`` count where it is given. ``attached`` holds the ids of instruments whose
    text is attached to this draft.
    """

    owner: OwnerOnDraft
    issuer: IssuerOnDraft
    form: str
    signature: SignatureOnDraft
    now: date
    capacities: tuple[Capacity, ...] = ()
    co_signatures: tuple[SignatureOnDraft, ...] = ()
    filing_date: date | None = None
    known_at: date | None = None
    relationship: RelationshipBoxes | None = None
    attached: tuple[str, ...] = ()
    stale_after_years: int | None = None
    """House limit for the age of a paper; ``None`` for no limit. Never changes a verdict."""


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a chain: a grant, or a record that proves an office or an appointment.

    ``instrument`` is the id of the instrument or record and ``type`` the word of its type. ``attorney`` is
    the person, office or firm as the paper names it, ``person`` who acted as that.
    """

    instrument: str
    type: str
    grantor: str
    attorney: str
    person: str
    attorney_kind: AttorneyKind | None = None
    executed: date | None = None
    effective: date | None = None
    clause: str | None = None
    on_file: bool = False
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """A candidate chain, owner first, with every failing test; the primary reason stands first."""

    links: tuple[Link, ...]
    verdict: Verdict
    reasons: tuple[ReasonDetail, ...]

    @property
    def code(self) -> Reason:
        """The primary reason."""
        return self.reasons[0].code


@dataclass(frozen=True, slots=True)
class Trace:
    """How far the search went: tests made, worlds tried (orders of one day, readings of a date)."""

    tests: int = 0
    worlds: int = 1
    gave_up: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer to one request.

    ``chain`` proves an authorized verdict, owner first (empty where the owner signs in person); where it
    rests on several orders of one day's papers, ``alternative_chains`` holds the proofs of the others.
    ``reasons`` explains the verdict, primary first; ``notes`` are secondary codes that never change it.
    ``candidates`` are the rejected paths, nearest miss first, ties by id. ``way_out`` is the cheapest safe
    remedy, empty for an authorized verdict. ``owner_verdict`` and ``owner_code`` are those of the owner
    over all signatures (:func:`preflight.authority.decide.decide_owner`); ``None`` where that was not asked.
    """

    request: AuthorityRequest
    verdict: Verdict
    code: Reason
    reasons: tuple[ReasonDetail, ...] = ()
    notes: tuple[ReasonDetail, ...] = ()
    chain: tuple[Link, ...] = ()
    alternative_chains: tuple[tuple[Link, ...], ...] = ()
    candidates: tuple[Path, ...] = ()
    trace: Trace = Trace()
    way_out: str = ""
    registry_location: str = ""
    registry_digest: str | None = None
    owner_verdict: Verdict | None = None
    owner_code: Reason | None = None

    @property
    def is_authorized(self) -> bool:
        """True only for a proven authority."""
        return self.verdict is Verdict.AUTHORIZED

    @property
    def note_codes(self) -> tuple[Reason, ...]:
        """The secondary codes, without their details."""
        return tuple(note.code for note in self.notes)

    @property
    def sentence(self) -> str:
        """The primary reason as a sentence for people."""
        return describe(self.reasons[0]) if self.reasons else describe(self.code)

    def for_owner(self, verdict: Verdict, code: Reason) -> Decision:
        """Return the same decision with the owner's verdict over all signatures filled in."""
        return replace(self, owner_verdict=verdict, owner_code=code)
