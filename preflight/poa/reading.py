"""What reading an exhibit yields: papers, their fields, the words behind each, and what is in doubt.

A reading never guesses. Every field says how sure it is; where words that matter were seen but not
understood, or evidence disagrees, the field has the lowest confidence and a sentence that says why.
The field names are those of section 2.1 of the product's authority reference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum

from preflight.authority.instruments import Instrument, Quote, Tri
from preflight.lazy_dataclass import dataclass

FIELDS = (
    "type",
    "principal",
    "attorneys",
    "exercise",
    "scope",
    "issuers",
    "capacities",
    "effective",
    "term",
    "revocation",
    "supersedes",
    "delegation",
    "derives_from",
    "executed",
    "signatures",
    "notary",
    "witnesses",
    "governing_law",
    "durable",
)
"""Every field of a paper, in the order in which a reader wants them."""


class FieldConfidence(StrEnum):
    """How far a field may be relied on without looking at the paper."""

    HIGH = "high"
    """The words say it, or the paper is silent and holds no word that could bear on it."""
    MEDIUM = "medium"
    """The words say it in the usual way, but a step of inference was needed."""
    LOW = "low"
    """Doubtful: a person must look; ``doubt`` says at what."""
    MISSING = "missing"
    """Needed, and not found."""


@dataclass(frozen=True, slots=True)
class FieldReading:
    """One field: its value (a type of ``preflight.authority.instruments``), words, confidence, doubt.

    ``doubt`` is filled exactly where confidence is ``low`` or ``missing``. ``wordings`` names the rules of
    the clause grammar that matched. Quotes have offsets into :attr:`ExhibitReading.text`.
    """

    value: object
    quotes: tuple[Quote, ...] = ()
    confidence: FieldConfidence = FieldConfidence.HIGH
    doubt: str | None = None
    wordings: tuple[str, ...] = ()

    @property
    def is_doubtful(self) -> bool:
        """True where a person has to look before the value may be used."""
        return self.confidence in (FieldConfidence.LOW, FieldConfidence.MISSING)


@dataclass(frozen=True, slots=True)
class SignatureReading:
    """One signature under a paper, as typed.

    ``name`` is the typed or printed name; ``conformed`` says whether a mark ("/s/") stands before it;
    ``entity`` and ``via`` name the organisation for which the person signs and the organisations between.
    """

    name: str
    conformed: bool
    printed_name: str | None = None
    title: str | None = None
    entity: str | None = None
    via: tuple[str, ...] = ()
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class Acknowledgment:
    """A notary's certificate; each part is ``None`` where it could not be read."""

    state: str | None = None
    county: str | None = None
    notary: str | None = None
    date: date | None = None


@dataclass(frozen=True, slots=True)
class RevokedPaper:
    """What a revocation paper ends. It grants nothing, so it becomes an event, never an instrument."""

    principal: str | None
    dated: date | None
    """Date of the power that is revoked, where the paper gives it."""
    attorneys: tuple[str, ...]
    """Whose authority ends; empty: that of all attorneys under the power."""
    executed: date | None
    effective: date | None = None
    instrument: str | None = None
    """Id of the instrument revoked, where it stands in the same file or in the context."""
    signed: Tri = Tri.UNSTATED


@dataclass(frozen=True, slots=True)
class PaperReading:
    """One grant read from one signed paper.

    A paper with several principals gives several readings with the same ``position``. ``instrument`` is
    ``None`` for a paper that grants nothing (a revocation, or no Section 16 power); ``reason`` then says
    why, in a sentence. ``start`` and ``end`` delimit the paper in :attr:`ExhibitReading.text`.
    """

    position: int
    start: int
    end: int
    title: str
    instrument: Instrument | None
    fields: Mapping[str, FieldReading] = field(hash=False)
    revokes: RevokedPaper | None = None
    is_section16: bool = True
    reason: str | None = None

    @property
    def doubtful(self) -> Iterator[tuple[str, FieldReading]]:
        """The fields at which a person has to look, in the order of :data:`FIELDS`."""
        return ((name, reading) for name, reading in self.fields.items() if reading.is_doubtful)


@dataclass(frozen=True, slots=True)
class NotRead:
    """A part of the exhibit that was not read, and why (a sentence)."""

    reason: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class ExhibitReading:
    """The reading of one exhibit. ``text`` is the text that all offsets count in (characters from 0).

    For a plain exhibit ``text`` is the decoded content, unchanged; for HTML it is what a browser shows.
    ``sha256`` is the digest of the exhibit's bytes.
    """

    name: str
    text: str
    sha256: str
    papers: tuple[PaperReading, ...]
    not_read: tuple[NotRead, ...] = ()
    is_section16: bool = False
    """True where at least one paper gives or ends authority over Section 16 reports."""
    reason: str | None = None
    """Why the exhibit is not a Section 16 paper, where it is not."""

    @property
    def instruments(self) -> tuple[Instrument, ...]:
        """The instruments of all papers, in the order of the text."""
        return tuple(paper.instrument for paper in self.papers if paper.instrument is not None)

    @property
    def is_doubtful(self) -> bool:
        """True where something was not read, is missing, or has to be looked at."""
        return bool(self.not_read) or any(True for paper in self.papers for _ in paper.doubtful)


@dataclass(frozen=True, slots=True)
class KnownParty:
    """An issuer or reporting owner named by the filing that the exhibit came with."""

    name: str
    cik: str
    """Ten digits."""
    former_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingContext:
    """What is known beside the exhibit's text: the filing that it came with, and recorded instruments.

    Nothing here replaces words of the paper: it adds CIKs to names that agree, the issuer of "the Company"
    where the paper does not define it, and the filing date that a typing error in a date shows against.
    """

    issuers: tuple[KnownParty, ...] = ()
    owners: tuple[KnownParty, ...] = ()
    filed: date | None = None
    accession_number: str | None = None
    exhibit: str | None = None
    path: str | None = None
    known: tuple[Instrument, ...] = ()
    """Instruments already recorded, to which a paper may refer by date."""
