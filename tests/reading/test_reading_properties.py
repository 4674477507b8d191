"""Properties of reading: nothing but a `DraftError` ever comes out, whatever goes in."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preflight.filing.draft_error import READING_RULES, DraftError
from preflight.filing.elements import parse_date, parse_decimal
from preflight.filing.reader import read_content
from preflight.filing.submission_text import join_cut_lines

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"

_STARTS = (
    b"",
    b"<",
    b"<?xml version='1.0' encoding='",
    b"<ownershipDocument>",
    b"<edgarSubmission><edgarDocument><documentMimeBlock>",
    b"<SEC-DOCUMENT>\n<DOCUMENT>\n<TYPE>4\n<TEXT>\n<XML>\n",
    b"\xff\xfe<\x00",
    b"\xef\xbb\xbf",
)


def _reads_or_refuses(content: bytes) -> None:
    refusal = None
    try:
        filings = read_content(content, "draft.xml")
    except DraftError as error:
        filings, refusal = [], error.finding
    assert filings or refusal is not None
    assert refusal is None or (refusal.rule in READING_RULES and refusal.message and refusal.remedy)


@given(st.sampled_from(_STARTS), st.binary(max_size=300))
def test_arbitrary_bytes_are_read_or_refused(start: bytes, rest: bytes) -> None:
    _reads_or_refuses(start + rest)


@settings(max_examples=200)
@given(data=st.data())
def test_a_damaged_draft_is_read_or_refused(draft_text: str, data: st.DataObject) -> None:
    content = bytearray(draft_text.encode())
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(start + 40, len(content))))
        content[start:end] = data.draw(st.binary(max_size=8))
    _reads_or_refuses(bytes(content))


@given(data=st.data())
def test_a_truncated_draft_is_refused(draft_text: str, data: st.DataObject) -> None:
    content = draft_text.rstrip().encode()
    with pytest.raises(DraftError):
        read_content(content[: data.draw(st.integers(0, len(content) - 1))], "draft.xml")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_a_decimal_that_is_written_plainly_comes_back_exactly(number: Decimal) -> None:
    assert parse_decimal(f"{number:f}") == number


@given(st.dates(), st.sampled_from(["", "Z", "-05:00", "+09:30"]))
def test_a_date_comes_back_with_and_without_a_zone(day: object, zone: str) -> None:
    assert parse_date(f"{day}{zone}") == day


@given(st.lists(st.integers(1000, 1030), min_size=1, max_size=6))
def test_joining_cut_lines_keeps_every_character_and_the_number_of_lines(lengths: list[int]) -> None:
    content = b"\n".join(b"x" * length for length in lengths)
    joined = join_cut_lines(content)
    if joined is None:
        assert 1023 not in lengths
    else:
        assert joined.replace(b"\n", b"") == content.replace(b"\n", b"")
        assert joined.count(b"\n") == content.count(b"\n")


def _corpus_files() -> list[Path]:
    return [
        path
        for folder in ("xml", "submissions")
        for path in sorted((CORPUS / folder).glob("*"))
        if path.suffix in (".xml", ".txt")
    ]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real filings is not here")
def test_every_real_filing_is_readable() -> None:
    unreadable = []
    for path in _corpus_files():
        content = path.read_bytes()
        if b"<ownershipDocument" not in content:
            continue  # one submission of 2000 is in the text form that the XML replaced
        try:
            filings = read_content(content, path.name)
        except DraftError as error:
            unreadable.append(str(error))
            continue
        for filing in filings:
            assert filing.form is not None, path.name
            assert filing.issuer is not None, path.name
            assert filing.reporting_owners, path.name
            assert filing.signatures, path.name
    assert unreadable == []
