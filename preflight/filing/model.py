"""What a draft says, as typed values that know where they stand.

The reader (:mod:`preflight.filing.reader`) builds these objects; checks and plugins read them. Nothing
here judges: an element that is missing is ``None``, a value that cannot be read keeps its raw text and
has ``parsed`` set to ``None``. Names follow the EDGAR Ownership XML Technical Specification.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

from preflight.findings import Place
from preflight.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from lxml import etree

T = TypeVar("T")


class Profile(StrEnum):
    """Who wrote the document: the filer, or EDGAR on its way to the public."""

    DRAFT = "draft"
    """As a filer submits it: CCC present, no ``schemaVersion``, no names."""
    DISSEMINATED = "disseminated"
    """As EDGAR publishes it: ``schemaVersion`` and names filled in, CCC removed."""


class ContainerKind(StrEnum):
    """In what the ownership document came."""

    BARE = "bare"
    """The ``ownershipDocument`` XML alone."""
    EDGAR_SUBMISSION = "edgar_submission"
    """The ``edgarSubmission`` XML that a filer transmits, documents in base64."""
    FULL_SUBMISSION_TEXT = "full_submission_text"
    """The text file with ``<DOCUMENT>`` blocks that EDGAR publishes."""


@dataclass(frozen=True, slots=True)
class Form:
    """A Section 16 form: its number, and whether it amends an earlier filing."""

    number: str
    """``"3"``, ``"4"`` or ``"5"``."""
    is_amendment: bool

    def __str__(self) -> str:
        return self.number + ("/A" if self.is_amendment else "")


@dataclass(frozen=True, slots=True)
class Value(Generic[T]):
    """The content of one element: its raw text, what it means, and where it stands.

    ``raw`` is the element's text exactly as in the draft, white space included. ``parsed`` is ``None``
    when the text is empty or does not have the form of its type.
    """

    raw: str
    parsed: T | None
    place: Place

    @property
    def text(self) -> str:
        """The raw text without white space at its ends."""
        return self.raw.strip()


@dataclass(frozen=True, slots=True)
class FootnoteReference:
    """A ``footnoteId`` element: ``id`` as written, ``on`` the name of the element that carries it."""

    id: str
    on: str
    place: Place


@dataclass(frozen=True, slots=True)
class Noted(Generic[T]):
    """An element that holds a ``value`` child, footnote references, or both."""

    value: Value[T] | None
    footnotes: tuple[FootnoteReference, ...]
    place: Place

    @property
    def parsed(self) -> T | None:
        """The value's meaning, or ``None`` where it is absent, empty or unreadable."""
        return None if self.value is None else self.value.parsed


@dataclass(frozen=True, slots=True)
class Issuer:
    """The company whose securities are reported."""

    cik: Value[int] | None
    name: Value[str] | None
    trading_symbol: Value[str] | None
    foreign_trading_symbol: Value[str] | None
    place: Place


@dataclass(frozen=True, slots=True)
class Address:
    """``reportingOwnerAddress``; the non-US elements exist since March 2026."""

    non_us_flag: Value[bool] | None
    street1: Value[str] | None
    street2: Value[str] | None
    city: Value[str] | None
    non_us_state_territory: Value[str] | None
    state: Value[str] | None
    country: Value[str] | None
    zip_code: Value[str] | None
    state_description: Value[str] | None
    good_address: Value[str] | None
    place: Place


@dataclass(frozen=True, slots=True)
class Relationship:
    """How the reporting owner stands to the issuer."""

    is_director: Value[bool] | None
    is_officer: Value[bool] | None
    is_ten_percent_owner: Value[bool] | None
    is_other: Value[bool] | None
    officer_title: Value[str] | None
    other_text: Value[str] | None
    place: Place


@dataclass(frozen=True, slots=True)
class ReportingOwner:
    """One insider for whom the form is filed. The CCC's value is never kept, only that it was there."""

    position: int
    """1 for the first ``reportingOwner`` of the document."""
    cik: Value[int] | None
    name: Value[str] | None
    """``rptOwnerName`` as EDGAR conforms it; absent from most drafts."""
    ccc_place: Place | None
    address: Address | None
    relationship: Relationship | None
    place: Place

    @property
    def label(self) -> str:
        """A name for people: the owner's name, else the CIK, else the position in the document."""
        if self.name is not None and self.name.text:
            return self.name.text
        if self.cik is not None and self.cik.text:
            return f"owner with CIK {self.cik.text}"
        return f"owner {self.position}"


@dataclass(frozen=True, slots=True)
class TransactionCoding:
    """``transactionCoding``: of a transaction, or (form type only) of a Form 5 holding."""

    form_type: Value[str] | None
    code: Value[str] | None
    equity_swap_involved: Value[bool] | None
    footnotes: tuple[FootnoteReference, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class TransactionAmounts:
    """``transactionAmounts``; ``total_value`` exists in Table II only."""

    shares: Noted[Decimal] | None
    total_value: Noted[Decimal] | None
    price_per_share: Noted[Decimal] | None
    acquired_disposed: Noted[str] | None
    place: Place


@dataclass(frozen=True, slots=True)
class PostTransactionAmounts:
    """What is owned afterwards: a number of shares or a value."""

    shares_owned: Noted[Decimal] | None
    value_owned: Noted[Decimal] | None
    place: Place


@dataclass(frozen=True, slots=True)
class OwnershipNature:
    """Direct (``D``) or indirect (``I``), and through whom."""

    direct_or_indirect: Noted[str] | None
    nature: Noted[str] | None
    place: Place


@dataclass(frozen=True, slots=True)
class UnderlyingSecurity:
    """What a derivative security converts into."""

    title: Noted[str] | None
    shares: Noted[Decimal] | None
    value: Noted[Decimal] | None
    place: Place


@dataclass(frozen=True, slots=True)
class DerivativeTerms:
    """The columns that only Table II has."""

    conversion_or_exercise_price: Noted[Decimal] | None
    exercise_date: Noted[date] | None
    expiration_date: Noted[date] | None
    underlying: UnderlyingSecurity | None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of Table I or II.

    A transaction has ``is_transaction`` true. ``derivative`` is ``None`` in Table I. Rows of the flat
    layout of 2003 (``nonDerivativeSecurity``) are read into the same shape.
    """

    is_transaction: bool
    security_title: Noted[str] | None
    transaction_date: Noted[date] | None
    deemed_execution_date: Noted[date] | None
    coding: TransactionCoding | None
    timeliness: Noted[str] | None
    amounts: TransactionAmounts | None
    derivative: DerivativeTerms | None
    post_transaction: PostTransactionAmounts | None
    ownership: OwnershipNature | None
    place: Place


@dataclass(frozen=True, slots=True)
class Footnote:
    """``footnotes/footnote``: its id and its text."""

    id: str
    text: Value[str]
    place: Place


@dataclass(frozen=True, slots=True)
class OwnerSignature:
    """``ownerSignature``. Its number and order say nothing about which owner it stands for."""

    position: int
    """1 for the first ``ownerSignature`` of the document."""
    name: Value[str] | None
    date: Value[date] | None
    place: Place


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A document filed with the form, such as a power of attorney (EX-24)."""

    type: str
    """Document type as written, such as ``EX-24`` or ``EX-99.1``."""
    file_name: str
    description: str
    content: bytes
    """The bytes of the document, decoded from its container."""
    place: Place

    @property
    def text(self) -> str:
        """The content as text: UTF-8 where it is that, else Windows-1252 as most old exhibits are."""
        try:
            return self.content.decode("utf-8")
        except UnicodeDecodeError:
            return self.content.decode("cp1252", "replace")


@dataclass(frozen=True, slots=True)
class SubmittedDocument:
    """One ``edgarDocument`` of an ``edgarSubmission``, as its elements say."""

    position: int
    """1 for the first ``edgarDocument`` of the wrapper."""
    name: Value[str] | None
    type: Value[str] | None
    description: Value[str] | None
    content: bytes | None
    """The decoded ``documentMimeBlock``; ``None`` where it is absent or is not base64."""
    content_place: Place | None
    """Where the ``documentMimeBlock`` stands in the wrapper."""
    decode_error: str | None
    """Why the block could not be decoded, in words of ours."""
    is_ownership_document: bool
    """Whether the content is XML whose root is ``ownershipDocument``."""
    place: Place


@dataclass(frozen=True, slots=True)
class Container:
    """What surrounds the ownership document, and what it says of the submission."""

    kind: ContainerKind
    submission_type: Value[str] | None = None
    accession_number: str | None = None
    filed: date | None = None
    """"Filed as of" date of a disseminated submission."""
    fiscal_year_end: str | None = None
    """The issuer's fiscal year end from the submission header, as ``MM-DD``."""
    document_name: str | None = None
    document_type: str | None = None
    test_or_live: Value[str] | None = None
    """``LIVE`` or ``TEST``, as an ``edgarSubmission`` says."""
    wrapper: SourceDocument | None = field(default=None, repr=False, compare=False)
    """The ``edgarSubmission`` itself, for checks of its elements and their order."""
    documents: tuple[SubmittedDocument, ...] = ()
    """Every ``edgarDocument`` of the wrapper in its order, the ownership document among them."""


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """The XML that was read, for checks that look below the model (schemas, layout).

    ``root`` is the parsed tree: read it, never change it. ``place_of`` style questions are answered by
    :meth:`place`. ``line_offset`` is the number of lines of the draft before the XML's first line.
    """

    draft: str
    content: bytes
    root: etree._Element
    line_offset: int = 0
    part: str | None = None
    part_line_in_container: int | None = None

    def place(self, element: etree._Element) -> Place:
        """The place of ``element`` in the draft, with its element path."""
        return self.place_at_line(element.sourceline or 1, element.getroottree().getpath(element))

    def place_at_line(self, line: int, element: str | None = None) -> Place:
        """The place of a line of the XML (1 is its first), translated to the draft."""
        if self.part_line_in_container is not None:
            return Place(self.draft, self.part_line_in_container, None, element, self.part, line)
        return Place(self.draft, line + self.line_offset, None, element, self.part)


@dataclass(frozen=True, slots=True)
class Filing:
    """One ownership document with everything that came with it."""

    draft: str
    """Path of the draft as the user gave it; ``-`` for standard input."""
    profile: Profile
    container: Container
    schema_version: Value[str] | None
    document_type: Value[str] | None
    form: Form | None
    """``None`` where the document type is none of 3, 3/A, 4, 4/A, 5, 5/A."""
    period_of_report: Value[date] | None
    date_of_original_submission: Value[date] | None
    no_securities_owned: Value[bool] | None
    not_subject_to_section16: Value[bool] | None
    form3_holdings_reported: Value[bool] | None
    form4_transactions_reported: Value[bool] | None
    aff10b5_one: Value[bool] | None
    issuer: Issuer | None
    reporting_owners: tuple[ReportingOwner, ...]
    non_derivative: tuple[Row, ...]
    derivative: tuple[Row, ...]
    footnotes: tuple[Footnote, ...]
    footnote_references: tuple[FootnoteReference, ...]
    """Every reference of the document, in document order."""
    remarks: Value[str] | None
    signatures: tuple[OwnerSignature, ...]
    exhibits: tuple[Exhibit, ...]
    place: Place
    document: SourceDocument = field(repr=False, compare=False)

    @property
    def rows(self) -> Iterator[Row]:
        """The rows of Table I, then of Table II."""
        yield from self.non_derivative
        yield from self.derivative

    @property
    def transactions(self) -> Iterator[Row]:
        """The rows that report a transaction."""
        return (row for row in self.rows if row.is_transaction)

    @property
    def latest_transaction_date(self) -> date | None:
        """The last transaction date that can be read, or ``None``."""
        dates = [
            row.transaction_date.parsed
            for row in self.transactions
            if row.transaction_date is not None and row.transaction_date.parsed is not None
        ]
        return max(dates, default=None)
