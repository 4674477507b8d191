"""Holes in the reading of signature lines: what a line says against its signer is left out, and it passes.

What is not understood is reported as SIG016, which is advice; the reference (5.2, step 9) wants everything
below high confidence to end in "cannot tell". The owner is Miriam Adler, her attorney-in-fact Jonas Feld.
"""

from __future__ import annotations

import pytest

from preflight.authority.questions import ask
from preflight.authority.reasons import Verdict
from preflight.filing.signatures.attribution import attribute
from preflight.testing import TODAY, Row, Signature, filing, power_of_attorney, registry

OPEN = pytest.mark.xfail(strict=True, reason="read as said; an open point")


def _verdict(line: str, *, remarks: str | None = None, footnote: str | None = None) -> Verdict:
    """The verdict for the one owner of a filing that was signed so."""
    notes = {} if footnote is None else {"F1": footnote}
    rows = [Row(notes={"securityTitle": "F1"} if notes else None)]
    draft = filing(signatures=[Signature(line)], remarks=remarks, footnotes=notes, rows=rows)
    papers = registry(power_of_attorney())
    (answer,) = ask(draft, attribute(draft, papers.names_by_cik), papers, as_of=TODAY)
    return answer.verdict


def test_the_plain_lines_pass() -> None:
    """So that the cases below fail for what is added to these lines."""
    assert _verdict("/s/ Miriam Adler") is Verdict.AUTHORIZED
    assert _verdict("/s/ Jonas Feld, attorney-in-fact for Miriam Adler") is Verdict.AUTHORIZED


@pytest.mark.parametrize(
    "line",
    [
        "/s/ Miriam Adler, by power of attorney",
        "Miriam Adler, by POA",
        "/s/ Miriam Adler by power of attorney dated 1/15/2025",
        "/s/ Miriam Adler, as attorney-in-fact",
        "/s/ Miriam Adler POA: Robert Roe",
        "/s/ Miriam Adler (Robert Roe, POA)",
    ],
)
def test_an_owner_by_power_of_attorney_has_not_signed_in_person(line: str) -> None:
    """Examples 26 and 100 of the reference: the signer is missing."""
    assert _verdict(line) is not Verdict.AUTHORIZED


@pytest.mark.parametrize(
    "remark",
    ["*Signed under power of attorney", pytest.param("*Signed by attorney-in-fact", marks=OPEN)],
)
def test_a_remark_that_tells_of_a_power_is_read_before_the_owner_is_taken_to_have_signed(remark: str) -> None:
    assert _verdict("/s/ Miriam Adler*", remarks=remark) is not Verdict.AUTHORIZED


@pytest.mark.xfail(strict=True, reason="the name under a conformed signature is printed, not signed")
@pytest.mark.parametrize("line", ["/s/ Robert Roe\nMiriam Adler", "/s/ Robert Roe\n\nMiriam Adler\n"])
def test_a_name_printed_below_a_signature_is_no_second_signature(line: str) -> None:
    assert _verdict(line) is not Verdict.AUTHORIZED


@pytest.mark.parametrize(
    "line",
    [
        "/s/ Miriam Adler (not signed)",
        "Miriam Adler [to be signed]",
        "To be signed by Miriam Adler",
        "[Signature of Miriam Adler]",
        pytest.param("/s/ Miriam Adler, deceased", marks=OPEN),
        pytest.param("/s/ Miriam Adler (deceased)", marks=OPEN),
        "/s/ Miriam Adler, minor",
        "/s/ Miriam Adler see exhibit 99",
        "/s/ Miriam Adler, see attached",
        "/s/ Jonas Feld, not attorney-in-fact for Miriam Adler",
        "/s/ Jonas Feld, formerly attorney-in-fact for Miriam Adler",
        "/s/ Jonas Feld, former attorney-in-fact",
        "/s/ Jonas Feld, witness",
        "/s/ Jonas Feld, notary public",
    ],
)
def test_words_that_deny_or_put_off_the_signature_count(line: str) -> None:
    assert _verdict(line) is not Verdict.AUTHORIZED


@pytest.mark.parametrize(
    "line",
    [
        "/s/ Miriam Adler (Robert Roe signing)",
        pytest.param("/s/ Miriam Adler (signed by Robert Roe)", marks=OPEN),
        "/s/ Miriam Adler (Robert Roe)",
        "/s/ Miriam Adler [Robert Roe]",
        "/s/ Miriam Adler (R. Roe)",
        "/s/ Miriam Adler (RR)",
        "/s/ Miriam Adler/rr",
        "/s/ Miriam Adler, Robert Roe",
        "/s/ Miriam Adler - Robert Roe",
        "/s/ Miriam Adler c/o Robert Roe",
        "/s/ Miriam Adler, attested: Robert Roe",
    ],
)
def test_a_second_name_that_is_not_understood_leaves_open_who_signed(line: str) -> None:
    assert _verdict(line) is not Verdict.AUTHORIZED


@pytest.mark.parametrize(
    "mark", ["#", "§", "^", "•", "\uff0a", "\u2217", pytest.param("[1]", marks=OPEN), "(a)"]
)
def test_whatever_marks_the_signature_the_remark_behind_the_mark_counts(mark: str) -> None:
    remark = f"{mark} By Robert Roe, attorney-in-fact"
    assert _verdict(f"/s/ Miriam Adler {mark}", remarks=remark) is not Verdict.AUTHORIZED


@pytest.mark.xfail(strict=True, reason="only some marks, and only the remarks, are looked into")
def test_a_footnote_behind_the_mark_counts_as_a_remark_does() -> None:
    footnote = "* By Robert Roe, attorney-in-fact"
    assert _verdict("/s/ Miriam Adler*", footnote=footnote) is not Verdict.AUTHORIZED
