"""Every shape of signature line in lines.txt is read as a person would read it, field by field.

The lines are real shapes with invented names, and shapes that other filers are known to use. The file
gives, below each line, what a person reads in it: fields that are left out are empty.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from preflight.filing.signatures import LineStatus, Signer, parse_signature_line

LINES = Path(__file__).parent / "lines.txt"
CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "signatures.csv"


@dataclass
class ExpectedSigner:
    """What lines.txt says of one signer."""

    name: str
    role: str = "unstated"
    title: str = ""
    principals: str = ""
    entities: str = ""
    officer: str = ""
    papers: list[str] = field(default_factory=list)
    formerly: str = ""
    for_each_owner: bool = False
    individually: bool = False
    is_firm: bool = False
    conformed: bool = False


@dataclass
class ExpectedLine:
    """What lines.txt says of one line."""

    raw: str
    status: str = "complete"
    starred: bool = False
    dates: list[str] = field(default_factory=list)
    signers: list[ExpectedSigner] = field(default_factory=list)


def expected_signer(text: str) -> ExpectedSigner:
    """Read ``NAME | as ROLE | for PRINCIPAL + PRINCIPAL | via ENTITY > ENTITY:role | ...``."""
    name, *facts = text.split(" | ")
    signer = ExpectedSigner(name)
    for fact in facts:
        keyword, _, value = fact.partition(" ")
        match keyword:
            case "as":
                signer.role = value
            case "title":
                signer.title = value
            case "for":
                signer.principals = value
            case "via":
                signer.entities = value
            case "officer":
                signer.officer = value
            case "paper":
                signer.papers.append(value)
            case "formerly":
                signer.formerly = value
            case "each":
                signer.for_each_owner = True
            case "individually":
                signer.individually = True
            case "firm":
                signer.is_firm = True
            case "mark":
                signer.conformed = True
            case _:
                raise ValueError(fact)
    return signer


def expected_lines() -> list[ExpectedLine]:
    """Read lines.txt: ``\\n`` in a line stands for a line break, ``!`` begins what is said of the line."""
    lines: list[ExpectedLine] = []
    for text in LINES.read_text(encoding="utf-8").splitlines():
        if not text.strip() or text.startswith("# "):
            continue
        if not text.startswith("    "):
            lines.append(ExpectedLine(text.replace("\\n", "\n")))
        elif text.startswith("    ! dates "):
            lines[-1].dates = text.removeprefix("    ! dates ").split()
        elif text == "    ! starred":
            lines[-1].starred = True
        elif text.startswith("    ! "):
            lines[-1].status = text.removeprefix("    ! ")
        else:
            lines[-1].signers.append(expected_signer(text.strip()))
    return lines


def as_expected(signer: Signer) -> ExpectedSigner:
    """Say what was read in the words of lines.txt."""
    return ExpectedSigner(
        name=signer.name.text,
        role="+".join(signer.roles),
        title=signer.title.text if signer.title is not None else "",
        principals=" + ".join(part.text for part in signer.principals),
        entities=" > ".join(
            step.name.text + (f":{step.role}" if step.role != "unstated" else "") for step in signer.entities
        ),
        officer=signer.acting_for_officer.text if signer.acting_for_officer is not None else "",
        papers=[
            (paper.dated.isoformat() if paper.dated is not None else "-")
            + (f" by {paper.granted_by.text}" if paper.granted_by is not None else "")
            for paper in signer.papers
        ],
        formerly=" + ".join(part.text for part in signer.former_names),
        for_each_owner=signer.for_each_owner,
        individually=signer.individually,
        is_firm=signer.is_firm,
        conformed=signer.conformed,
    )


EXPECTED = expected_lines()


@pytest.mark.parametrize("expected", EXPECTED, ids=[line.raw for line in EXPECTED])
def test_a_line_is_read_as_a_person_reads_it(expected: ExpectedLine) -> None:
    line = parse_signature_line(expected.raw)
    actual = ExpectedLine(
        raw=line.raw,
        status=line.status,
        starred=line.starred,
        dates=[day.isoformat() for day in line.dates],
        signers=[as_expected(signer) for signer in line.signers],
    )
    assert actual == expected


def test_the_table_holds_hundreds_of_distinct_lines() -> None:
    assert len({line.raw for line in EXPECTED}) == len(EXPECTED) >= 600


@pytest.mark.parametrize(
    "expected", [line for line in EXPECTED if line.status == "partial"], ids=lambda it: it.raw
)
def test_a_line_read_in_part_says_what_was_not_understood(expected: ExpectedLine) -> None:
    line = parse_signature_line(expected.raw)
    assert line.not_understood or not line.signers


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus of real filings is not here")
def test_real_lines_are_read_completely() -> None:
    """Of the distinct lines of the corpus, one has a slip of the pen ("or" for "for"); the rest is read."""
    with CORPUS.open(encoding="utf-8", newline="") as file:
        raw = {row["signatureName"] for row in csv.DictReader(file)}
    assert Counter(parse_signature_line(text).status for text in raw) == {
        LineStatus.COMPLETE: len(raw) - 1,
        LineStatus.PARTIAL: 1,
    }
