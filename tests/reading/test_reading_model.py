"""The filing model: exact values, raw text kept, and places that point at the very line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from preflight.filing.elements import parse_boolean, parse_cik, parse_date, parse_decimal, parse_string
from preflight.filing.model import Filing

Read = Callable[[str | bytes], Filing]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2026-03-02", date(2026, 3, 2)),
        (" 2026-03-02\n", date(2026, 3, 2)),
        ("2026-03-02-05:00", date(2026, 3, 2)),
        ("2026-03-02+14:00", date(2026, 3, 2)),
        ("2026-03-02Z", date(2026, 3, 2)),
        ("2024-02-29", date(2024, 2, 29)),
        ("2026-02-29", None),
        ("2026-13-01", None),
        ("0000-01-01", None),
        ("2026-3-2", None),
        ("03/02/2026", None),
        ("2026-03-02T00:00:00", None),
        ("2026-03-02 -05:00", None),
        ("٢٠٢٦-٠٣-٠٢", None),
        ("", None),
    ],
)
def test_dates(raw: str, expected: date | None) -> None:
    assert parse_date(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("100", "100"),
        (" 100.10 ", "100.10"),
        ("0.1000", "0.1000"),
        (".5", "0.5"),
        ("5.", "5"),
        ("-3", "-3"),
        ("+3", "3"),
        ("12345678901234567890.1234567890123456789", "12345678901234567890.1234567890123456789"),
        ("1,000", None),
        ("1e3", None),
        ("$5", None),
        ("NaN", None),
        ("Infinity", None),
        ("1_000", None),
        ("٣", None),
        (".", None),
        ("", None),
    ],
)
def test_decimals_are_exact_and_keep_their_digits(raw: str, expected: str | None) -> None:
    parsed = parse_decimal(raw)
    assert (None if parsed is None else str(parsed)) == (None if expected is None else str(Decimal(expected)))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("0", False), ("1", True), ("true", True), ("false", False), (" 1 ", True), ("TRUE", None), ("Y", None)],
)
def test_booleans(raw: str, expected: bool | None) -> None:
    assert parse_boolean(raw) is expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("0000874766", 874766),
        ("874766", 874766),
        (" 1 ", 1),
        ("12345678901", None),
        ("87 47", None),
        ("x", None),
    ],
)
def test_ciks_compare_as_numbers(raw: str, expected: int | None) -> None:
    assert parse_cik(raw) == expected


def test_text_of_white_space_only_means_nothing_but_keeps_its_raw_form() -> None:
    assert parse_string(" \n ") is None
    assert parse_string(" a  b ") == "a  b"


def test_raw_text_is_kept_with_its_white_space(read_one: Read, draft_text: str) -> None:
    text = draft_text.replace(">HRBR<", ">\n  HRBR \t<")
    symbol = read_one(text).issuer.trading_symbol  # type: ignore[union-attr]
    assert symbol is not None
    assert (symbol.raw, symbol.text, symbol.parsed) == ("\n  HRBR \t", "HRBR", "HRBR")


def test_what_cannot_be_read_keeps_its_raw_text(read_one: Read, draft_text: str) -> None:
    period = read_one(
        draft_text.replace("<periodOfReport>2026-03-02", "<periodOfReport>March 2")
    ).period_of_report
    assert period is not None
    assert (period.raw, period.parsed) == ("March 2", None)


def test_comments_and_instructions_are_no_part_of_a_value(read_one: Read, draft_text: str) -> None:
    text = draft_text.replace(">/s/ Ada Lindqvist<", ">/s/ Ada<!-- not --> Lind<?not x?>qvist<")
    name = read_one(text).signatures[0].name
    assert name is not None
    assert name.raw == "/s/ Ada Lindqvist"


def test_character_data_sections_and_references_are_text(read_one: Read, draft_text: str) -> None:
    text = draft_text.replace(">/s/ Ada Lindqvist<", "><![CDATA[A & ]]>B&#233;&amp;C<")
    name = read_one(text).signatures[0].name
    assert name is not None
    assert name.raw == "A & Bé&C"


def test_a_wrong_namespace_is_read_all_the_same(read_one: Read, draft_text: str) -> None:
    """What is wrong with it is for the schema check to say."""
    text = draft_text.replace("<ownershipDocument>", '<ownershipDocument xmlns="http://example.invalid">', 1)
    assert str(read_one(text).form) == "4"


def test_the_whole_row_is_read(read_one: Read, draft_text: str) -> None:
    (row,) = read_one(draft_text).transactions
    assert row.derivative is None
    assert row.coding is not None
    assert row.coding.code is not None
    assert row.coding.code.parsed == "P"
    assert row.amounts is not None
    assert row.amounts.shares is not None
    assert row.amounts.shares.parsed == Decimal("100.10")
    assert row.amounts.price_per_share is not None
    assert str(row.amounts.price_per_share.parsed) == "12.5000"
    assert [reference.id for reference in row.amounts.price_per_share.footnotes] == ["F1"]
    assert row.ownership is not None
    assert row.ownership.direct_or_indirect is not None
    assert row.ownership.direct_or_indirect.parsed == "D"


def test_footnotes_and_their_references_are_read_with_their_carriers(read_one: Read, draft_text: str) -> None:
    filing = read_one(draft_text)
    assert [(footnote.id, footnote.text.text) for footnote in filing.footnotes] == [
        ("F1", "A weighted average.")
    ]
    assert [(reference.id, reference.on) for reference in filing.footnote_references] == [
        ("F1", "transactionPricePerShare")
    ]


def test_the_value_of_a_ccc_is_nowhere_in_the_model(read_one: Read, draft_text: str) -> None:
    filing = read_one(draft_text)
    assert filing.reporting_owners[0].ccc_place is not None
    assert "aaaa1111" not in repr(filing)


def test_the_model_is_frozen(read_one: Read, draft_text: str) -> None:
    filing = read_one(draft_text)
    with pytest.raises(AttributeError):
        filing.remarks = None  # type: ignore[misc]


@pytest.mark.parametrize(
    ("document_type", "number", "is_amendment"),
    [("3", "3", False), ("4", "4", False), ("5", "5", False), ("3/A", "3", True), (" 4/A ", "4", True)],
)
def test_forms(read_one: Read, draft_text: str, document_type: str, number: str, is_amendment: bool) -> None:
    form = read_one(draft_text.replace("<documentType>4<", f"<documentType>{document_type}<")).form
    assert form is not None
    assert (form.number, form.is_amendment) == (number, is_amendment)


@pytest.mark.parametrize("document_type", ["", "6", "4A", "FORM 4", "4/B", "144"])
def test_other_document_types_are_no_form(read_one: Read, draft_text: str, document_type: str) -> None:
    assert read_one(draft_text.replace("<documentType>4<", f"<documentType>{document_type}<")).form is None


def test_an_empty_document_is_a_filing_in_which_everything_is_missing(read_one: Read) -> None:
    filing = read_one("<ownershipDocument/>")
    assert (filing.form, filing.issuer, filing.remarks, filing.period_of_report) == (None, None, None, None)
    assert (filing.reporting_owners, filing.signatures, list(filing.rows), filing.exhibits) == (
        (),
        (),
        [],
        (),
    )
    assert filing.latest_transaction_date is None


class TestPlaces:
    """A place names the draft, the line and the element path with positions."""

    def test_lines_are_those_of_the_draft(self, read_one: Read, draft_text: str) -> None:
        filing = read_one(draft_text)
        lines = draft_text.splitlines()
        name = filing.signatures[0].name
        assert name is not None
        assert filing.issuer is not None
        assert "<signatureName>" in lines[name.place.line - 1]
        assert "<issuer>" in lines[filing.issuer.place.line - 1]
        assert "<footnoteId" in lines[filing.footnote_references[0].place.line - 1]

    def test_line_numbers_of_a_very_long_file_are_right(self, read_one: Read, draft_text: str) -> None:
        padded = draft_text.replace("    <ownerSignature>", "\n" * 60_000 + "    <ownerSignature>")
        assert (
            read_one(padded).signatures[0].place.line
            == padded[: padded.index("<ownerSignature>")].count("\n") + 1
        )

    def test_repeated_elements_are_told_apart(self, read_one: Read, draft_text: str) -> None:
        identity = "<reportingOwnerId><rptOwnerCik>3</rptOwnerCik></reportingOwnerId>"
        owner = f"<reportingOwner>{identity}</reportingOwner>"
        filing = read_one(
            draft_text.replace("    <nonDerivativeTable>", owner + "\n    <nonDerivativeTable>")
        )
        cik = filing.reporting_owners[1].cik
        assert cik is not None
        assert cik.place.element == "/ownershipDocument/reportingOwner[2]/reportingOwnerId/rptOwnerCik"
        assert [owner.position for owner in filing.reporting_owners] == [1, 2]

    def test_a_place_reads_like_a_compiler_message(self, read_one: Read, draft_text: str) -> None:
        assert str(read_one(draft_text).place) == "draft.xml:2"


def test_the_flat_layout_of_2003_is_read_into_the_same_rows(read_one: Read) -> None:
    text = """<ownershipDocument><documentType>4</documentType>
    <nonDerivativeSecurity><securityTitle><value>Common</value></securityTitle>
      <transactionCoding><transactionCode>S</transactionCode></transactionCoding>
      <transactionAmounts><transactionValue><value>7.25</value></transactionValue></transactionAmounts>
    </nonDerivativeSecurity>
    <nonDerivativeSecurity><securityTitle><value>Preferred</value></securityTitle></nonDerivativeSecurity>
    <derivativeSecurity><exerciseDate><value>2003-06-30</value></exerciseDate></derivativeSecurity>
    </ownershipDocument>"""
    filing = read_one(text)
    sale, holding = filing.non_derivative
    assert (sale.is_transaction, holding.is_transaction) == (True, False)
    assert sale.amounts is not None
    assert sale.amounts.price_per_share is not None
    assert sale.amounts.price_per_share.parsed == Decimal("7.25")
    (derivative,) = filing.derivative
    assert derivative.derivative is not None
    assert derivative.derivative.exercise_date is not None
    assert derivative.derivative.exercise_date.parsed == date(2003, 6, 30)
