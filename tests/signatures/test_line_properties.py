"""Properties of the reading that hold for any text whatever."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import FrameType
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from preflight.filing.signatures import (
    LineStatus,
    Part,
    SignatureLine,
    format_signature_line,
    parse_signature_line,
)

PIECES = [
    "/s/", "s/", "\\s\\", "(signed)", "Jane", "Roe", "John", "Q.", "Doe", "Jr.", "van", "Smith-Jones",
    "O'Neil", ",", ";", " / ", "by", "By:", "for", "of", "and", "&", "(", ")", "[", "*", "-", "\u2013",
    '"', "\n", "_", "Attorney-in-Fact", "attorney in fact", "Attoney-in-Fac", "POA", "power of attorney",
    "pursuant to", "granted by", "from", "dated", "7/7/2010", "July", "9", ", 2010", "10:22", "EST",
    "Trustee", "custodian", "the", "a", "A", "its", "general partner", "GP", "Managing Member", "LLC",
    ", L.P.", "Fund I", "Inc.", "Bank", "Trust", "Estate", "/DE/", "as", "individually", "on behalf of",
    "each Reporting Person", "Name:", "Title:", "Its:", "Date:", "Director", "Vice", "President",
    "Secretary", "Esq.", "M.D.", "f/k/a", "N/A", "see", "Exhibit", "99.1", "UTMA", "12", "(1)", "under",
    "to", "or", "Filing Agent", "Authorized Signatory", "?", "\u65e5\u672c", "\xe9", "&amp;",
]  # fmt: skip

pieces = st.lists(st.sampled_from(PIECES), max_size=16)
assembled = st.builds(
    lambda words, blank: blank.join(words), pieces, st.sampled_from([" ", "", "\u00a0", " "])
)
any_text = st.one_of(assembled, st.text(max_size=120))


def parts_of(line: SignatureLine) -> Iterator[Part]:
    """Every part of a reading."""
    yield from line.not_understood
    for signer in line.signers:
        yield signer.name
        yield from signer.principals
        yield from signer.former_names
        yield from (step.name for step in signer.entities)
        yield from (paper.words for paper in signer.papers)
        yield from (paper.granted_by for paper in signer.papers if paper.granted_by is not None)
        yield from (part for part in (signer.title, signer.acting_for_officer) if part is not None)


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


@given(any_text)
@example("/s/")
@example("\ud800")
def test_any_text_gives_a_reading(raw: str) -> None:
    line = parse_signature_line(raw)
    assert line.raw == raw
    assert bool(line.signers) <= (line.status in (LineStatus.COMPLETE, LineStatus.PARTIAL))


@given(any_text)
def test_every_part_stands_where_its_span_says(raw: str) -> None:
    """The raw text between start and end has the letters and digits of the part, and no others."""
    for part in parts_of(parse_signature_line(raw)):
        assert 0 <= part.span.start < part.span.end <= len(raw)
        assert letters(part.text) == letters(raw[part.span.start : part.span.end].replace("&amp;", "&"))


@given(any_text)
def test_what_was_not_understood_comes_in_order_and_denies_completeness(raw: str) -> None:
    line = parse_signature_line(raw)
    spans = [(part.span.start, part.span.end) for part in line.not_understood]
    assert spans == sorted(spans)
    assert not (line.not_understood and line.status is LineStatus.COMPLETE)


@given(any_text)
def test_a_complete_reading_has_signers_with_names_of_letters(raw: str) -> None:
    line = parse_signature_line(raw)
    if line.status is LineStatus.COMPLETE:
        assert line.signers
        assert all(any(map(str.isalpha, signer.name.text)) for signer in line.signers)


@given(any_text)
def test_writing_a_reading_and_reading_it_again_is_stable(raw: str) -> None:
    written = format_signature_line(parse_signature_line(raw))
    assert format_signature_line(parse_signature_line(written)) == written


@given(any_text)
def test_writing_a_complete_reading_keeps_its_signers(raw: str) -> None:
    line = parse_signature_line(raw)
    if line.status is LineStatus.COMPLETE:
        again = parse_signature_line(format_signature_line(line))
        assert [letters(signer.name.text) for signer in again.signers] == [
            letters(signer.name.text) for signer in line.signers
        ]


@given(any_text)
def test_blanks_of_any_kind_are_the_same(raw: str) -> None:
    """A tab or a no-break space reads as a blank."""
    if "\n" in raw:
        return
    plain = parse_signature_line(raw.replace("\t", " ").replace("\u00a0", " "))
    other = parse_signature_line(raw.replace(" ", "\u00a0"))
    assert [signer.name.text for signer in plain.signers] == [signer.name.text for signer in other.signers]
    assert plain.status == other.status


def steps_to_read(raw: str) -> int:
    """Count the lines of the reader's own code that run while ``raw`` is read."""
    counted = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal counted
        if "signatures" not in frame.f_code.co_filename:
            return None
        counted += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        parse_signature_line.__wrapped__(raw)
    finally:
        sys.settrace(before)
    return counted


@pytest.mark.parametrize(
    "unit",
    [
        "Jane Roe, ", "a, ", "a & ", "Smith, ", "/s/ ", "by ", "(a ", "Fund I, L.P. and ",
        "Attorney-in-Fact for ", "x", "-", "as ", "Trustee of ", "POA dated ", "Vice ", "President, ",
        "1/1/2000 ", "/", "; ", "s", "'", "by: X LLC, its general partner, ", "A B\n", "Name: A B ",
        "f/k/a ", "Title: Secretary ", "* ", '"', "of ", "the ", "Bank of ", "for the benefit of X ",
        "see exhibit ", "X LLC, general partner of ", "Legal and ", "a/b/", "&amp;", "/s/ Jane Roe ",
        "Jane Roe, Trustees; ", "Smith & Co LLC, ", "POA granted by A B ",
    ],
)  # fmt: skip
def test_the_work_grows_with_the_length_only(unit: str) -> None:
    """Doubling a hostile text does not more than double the work: what is added stays the same."""
    steps_to_read(unit)
    short, middle, long = (steps_to_read(unit * times) for times in (25, 50, 100))
    assert long - middle <= 2.4 * (middle - short) + 200


@pytest.mark.parametrize(
    "first", ["A B and ", "X LLC, ", "A B, by ", "/s/ A B, ", "Attorney-in-Fact for A B, "]
)
@pytest.mark.parametrize(
    "second", ["Trustee, ", "Attorneys-in-Fact, ", "/s/ A B ", "for C D ", "X LLC, ", "by "]
)
def test_the_work_grows_with_the_length_only_for_two_lists(first: str, second: str) -> None:
    """A long list of one kind before a long list of another does not multiply."""
    short, middle, long = (steps_to_read(first * times + second * times) for times in (60, 120, 240))
    assert long - middle <= 2.4 * (middle - short) + 200
