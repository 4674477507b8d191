"""Filings that EDGAR accepted: the acceptance rules call none of them an error."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from preflight.checks import edgar
from preflight.filing.draft_error import DraftError
from preflight.filing.model import Filing
from preflight.filing.reader import read_drafts
from preflight.findings import Severity
from preflight.hookspecs import CheckContext

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
FILES = sorted([*CORPUS.glob("xml/*.xml"), *CORPUS.glob("submissions/*.txt")])


@pytest.mark.skipif(not FILES, reason="the real filings are not beside this checkout")
def test_no_accepted_filing_has_an_error() -> None:
    context = CheckContext(registry=None, as_of=date(2026, 11, 23), known_at=None, filing_date=None)
    errors = [
        (path.name, finding.rule.id, finding.message)
        for path in FILES
        for filing in _readable(path)
        for finding in edgar.preflight_check(filing, context)
        if finding.severity is Severity.ERROR
    ]
    assert errors == []


def _readable(path: Path) -> list[Filing]:
    """The filings of ``path``; none where the published copy itself is damaged."""
    try:
        return read_drafts(str(path))
    except DraftError:
        return []
