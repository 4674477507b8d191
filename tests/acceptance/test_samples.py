"""The index of the sample filings tells the truth: every sample is listed and answers as it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from preflight.cli import main

SAMPLES = Path(__file__).parents[2] / "sample_filings"
ROW = re.compile(
    r"^\| `(?P<draft>[^`]+\.xml)` \| (?P<shows>[^|]+) \| (?P<status>[012]) \| (?P<rules>[^|]*) \|$"
)


def _index() -> dict[str, re.Match[str]]:
    lines = (SAMPLES / "README.md").read_text(encoding="utf-8").splitlines()
    return {match["draft"]: match for line in lines if (match := ROW.match(line))}


INDEX = _index()


def test_every_sample_is_in_the_index() -> None:
    assert sorted(INDEX) == sorted(str(path.relative_to(SAMPLES)) for path in SAMPLES.rglob("*.xml"))


@pytest.mark.parametrize("draft", sorted(INDEX))
def test_sample_answers_as_the_index_says(draft: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Status and the rules of severity error are exactly those of the index."""
    row = INDEX[draft]
    status = main([str(SAMPLES / draft), "--no-plugins", "--as-of", "2026-11-25"])
    printed = capsys.readouterr().out
    errors = sorted(set(re.findall(r"^\s*\S+.*?: ([A-Z]{3}\d{3}) error: ", printed, re.MULTILINE)))
    assert (status, errors) == (int(row["status"]), sorted(re.findall(r"[A-Z]{3}\d{3}", row["rules"])))
