"""What holds for the reading of any exhibit: it ends, never raises, and every quote is where it says."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from preflight.poa import read_exhibit
from preflight.poa.reading import FIELDS, ExhibitReading, FieldConfidence

FOLDER = Path(__file__).parent / "texts"
TEXTS = sorted(FOLDER.iterdir())

FRAGMENTS = (
    "POWER OF ATTORNEY\n\n",
    "The undersigned hereby constitutes and appoints ",
    "Jane Q. Roe",
    " and ",
    ", or any of them, ",
    "John Doe, Jr.",
    " as attorney-in-fact to sign Forms 3, 4 and 5 ",
    "and any amendments thereto ",
    "(",
    ")",
    '"',
    "of Acme Corp., Inc. (the “Company”) ",
    "until December 31, 2020",
    "this 30th day of February, 2021.\n",
    "\n/s/ Jane Q. Roe\n",
    "By: /s/ ",
    "____________",
    "\t",
    "\n\n",
    "Section 16 ",
    "<p>",
    "&#0;",
    "<TEXT>",
    "\x00",
    "’",  # noqa: RUF001
    "Schedule A\n1. A. Person\n",
    "Pursuant to the power of attorney granted to the undersigned by ",
)
mosaics = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join)


def check(reading: ExhibitReading) -> None:
    for paper in reading.papers:
        assert 0 <= paper.start <= paper.end <= len(reading.text)
        for name, field in paper.fields.items():
            assert name in FIELDS
            assert (field.doubt is not None) == field.is_doubtful, (name, field)
            for quote in field.quotes:
                assert 0 <= quote.start < quote.end <= len(reading.text)
                assert reading.text[quote.start : quote.end] == quote.words
        if paper.instrument is not None:
            assert tuple(paper.fields) == FIELDS
            assert paper.instrument.document is not None
            assert paper.instrument.document.sha256 == reading.sha256
    ids = [instrument.id for instrument in reading.instruments]
    assert len(ids) == len(set(ids))


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_bytes_can_be_read(content: bytes) -> None:
    check(read_exhibit(content))


@given(mosaics)
@settings(max_examples=250, deadline=None)
def test_any_mosaic_of_clauses_can_be_read(text: str) -> None:
    check(read_exhibit(text))


@given(st.sampled_from(TEXTS), st.data())
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_text_with_a_piece_cut_out_can_be_read(path: Path, data: st.DataObject) -> None:
    content = path.read_bytes()
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 400)))
    check(read_exhibit(content[:start] + content[end:]))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_reading_is_a_function_of_the_text(path: Path) -> None:
    content = path.read_bytes()
    first, second = read_exhibit(content), read_exhibit(content)
    check(first)
    assert first.papers == second.papers


@pytest.mark.parametrize(
    "path", [path for path in TEXTS if path.suffix == ".txt"], ids=lambda path: path.name
)
@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_line_ends_do_not_matter(path: Path, ending: str) -> None:
    text = path.read_text(encoding="utf-8")
    plain = read_exhibit(text)
    other = read_exhibit(text.replace("\n", ending))
    assert [values(paper.fields) for paper in other.papers] == [
        values(paper.fields) for paper in plain.papers
    ]


def values(fields: Any) -> dict[str, object]:
    """The values without the quotes, which keep the line ends."""
    return {
        name: field.value
        for name, field in fields.items()
        if name not in ("effective", "signatures", "derives_from")
    }


def test_two_exhibits_in_one_file_give_the_papers_of_both() -> None:
    """Splitting is stable: a signed power behind a text adds its own paper and changes none before it."""
    added = (FOLDER / "11-jointly.txt").read_text(encoding="utf-8")
    tried = 0
    for path in TEXTS:
        text = path.read_text(encoding="utf-8")
        alone = read_exhibit(text)
        if path.suffix != ".txt" or not alone.is_section16 or alone.is_doubtful:
            continue  # only a text that is read without doubt surely ends with its last signature
        tried += 1
        both = read_exhibit(text.rstrip() + "\n\n\n" + added)
        assert [paper.title for paper in both.papers] == [
            *(paper.title for paper in alone.papers),
            "POWER OF ATTORNEY",
        ], path.name
        before = both.instruments[: len(alone.instruments)]
        assert [item.attorneys for item in before] == [item.attorneys for item in alone.instruments], (
            path.name
        )
    assert tried > 20


def steps(action: Callable[[], object]) -> int:
    """Lines and calls of Python that ``action`` runs: what it does, without a clock."""
    count = 0

    def trace(frame: Any, event: str, argument: Any) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        action()
    finally:
        sys.settrace(before)
    return count


REPEATED = (
    "POWER OF ATTORNEY\n\nI appoint Jane Roe as attorney-in-fact to sign Form 4.\n\n/s/ A Roe\n\n",
    "the undersigned is required to file any of such reports ",
    "/s/ Jane Roe\nJane Roe\n\n",
    "Jane Roe, ",
    "(i) Form 3, (ii) ",
    "in witness whereof ",
    "until such time as ",
    "((((",
    "By: Acme LLC, its general partner\n",
)


@pytest.mark.parametrize("unit", REPEATED)
def test_the_work_grows_with_the_length_of_the_text(unit: str) -> None:
    """Four times the text takes about four times the steps (far from the sixteen of a square)."""
    head = "POWER OF ATTORNEY\n\nThe undersigned appoints Jane Roe, her attorney-in-fact, to sign Form 4. "
    short = head + unit * 60
    long = head + unit * 240
    read_exhibit(short)
    assert steps(lambda: read_exhibit(long)) < 6.5 * steps(lambda: read_exhibit(short))


def test_doubt_and_confidence_go_together() -> None:
    """A field that is missing says so in a sentence, and never in silence."""
    (paper,) = read_exhibit((FOLDER / "30-unsigned-undated.txt").read_bytes()).papers
    missing = {name for name, field in paper.fields.items() if field.confidence is FieldConfidence.MISSING}
    assert missing == {"executed", "signatures"}
    assert all(field.doubt and field.doubt.endswith(".") for _, field in paper.doubtful)
