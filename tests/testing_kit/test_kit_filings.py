"""The kit's filings and registries: faultless by default, one keyword away from every fault."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from preflight.authority.questions import ask
from preflight.authority.reasons import Verdict
from preflight.config import load_settings
from preflight.engine import check_filing
from preflight.filing.model import ContainerKind, Filing, Profile
from preflight.filing.reader import read_drafts
from preflight.filing.signatures.attribution import attribute
from preflight.plugins import load_plugins
from preflight.testing import (
    TODAY,
    Attachment,
    Owner,
    Row,
    Signature,
    delegation,
    draft_xml,
    filing,
    power_of_attorney,
    registry,
    varied_filings,
)

ATTORNEY = "/s/ Jonas Feld, attorney-in-fact for Miriam Adler"
DELEGATE = "/s/ Ines Varga, attorney-in-fact for Miriam Adler"


def test_the_default_filing_is_faultless_under_every_built_in_check() -> None:
    settings = load_settings({}, environment={}, start=Path("/"))
    plugins = load_plugins(third_party=False)
    result = check_filing(filing(), settings, plugins, registry=registry(), today=TODAY)
    assert [(finding.rule.id, finding.message) for finding in result.findings] == []


DEVIATIONS: dict[str, tuple[dict[str, Any], Any, Any]] = {
    "form": ({"form": "5"}, lambda each: str(each.form), "5"),
    "amendment": ({"form": "4/A", "original": "2026-04-08"}, lambda each: str(each.form), "4/A"),
    "period": ({"period": "2026-04-06"}, lambda each: each.period_of_report.parsed, date(2026, 4, 6)),
    "no period": ({"period": None}, lambda each: each.period_of_report, None),
    "issuer": ({"issuer_cik": "12"}, lambda each: each.issuer.cik.parsed, 12),
    "version": ({"schema_version": "X0609"}, lambda each: each.profile, Profile.DISSEMINATED),
    "owners": ({"owners": (Owner(), Owner("7"))}, lambda each: each.reporting_owners[1].cik.parsed, 7),
    "signature": ({"signatures": (Signature("x"),)}, lambda each: each.signatures[0].name.text, "x"),
    "no date": ({"signatures": (Signature(date=None),)}, lambda each: each.signatures[0].date, None),
    "row": ({"rows": (Row("S"),)}, lambda each: each.non_derivative[0].coding.code.text, "S"),
    "holding": ({"rows": (Row(code=None),)}, lambda each: list(each.transactions), []),
    "note": (
        {"rows": (Row(notes={"securityTitle": "F1"}),), "footnotes": {"F1": "x"}},
        lambda each: [(reference.id, reference.on) for reference in each.footnote_references],
        [("F1", "securityTitle")],
    ),
    "remarks": ({"remarks": "see"}, lambda each: each.remarks.text, "see"),
    "a value": ({"values": {"issuer/issuerCik": "x"}}, lambda each: each.issuer.cik.raw, "x"),
    "an element out": ({"without": ("issuer/issuerCik",)}, lambda each: each.issuer.cik, None),
    "exhibits": (
        {"exhibits": (Attachment("POWER"),)},
        lambda each: (each.container.kind, [(exhibit.type, exhibit.text) for exhibit in each.exhibits]),
        (ContainerKind.EDGAR_SUBMISSION, [("EX-24", "POWER")]),
    ),
}


@pytest.mark.parametrize(("deviation", "get", "expected"), DEVIATIONS.values(), ids=DEVIATIONS.keys())
def test_one_keyword_is_one_deviation(deviation: dict[str, Any], get: Any, expected: object) -> None:
    assert get(filing(**deviation)) == expected
    assert get(filing(**deviation)) != _or_missing(get, filing())


def _or_missing(get: Any, default: Filing) -> object:
    try:
        return get(default)
    except (AttributeError, IndexError):
        return "missing"


@pytest.mark.parametrize("keyword", ["values", "without"])
def test_a_path_that_is_not_there_is_an_error_of_the_test(keyword: str) -> None:
    paths: Any = {"issuer/nothing": "x"} if keyword == "values" else ("issuer/nothing",)
    with pytest.raises(KeyError, match="issuer/nothing"):
        filing(**{keyword: paths})  # type: ignore[arg-type]


def test_places_point_into_the_draft(tmp_path: Path) -> None:
    path = tmp_path / "draft.xml"
    path.write_bytes(draft_xml(remarks="here"))
    (read,) = read_drafts(str(path))
    assert read.remarks is not None
    assert "<remarks>here" in path.read_text(encoding="utf-8").splitlines()[read.remarks.place.line - 1]


def test_every_varied_filing_is_another() -> None:
    texts = [each.document.content for each in varied_filings()]
    assert len(set(texts)) >= len(texts) - 1  # the one with an exhibit holds the faultless document


@pytest.mark.parametrize(
    ("signature", "papers", "verdict"),
    [
        ("/s/ Miriam Adler", (), Verdict.AUTHORIZED),
        (ATTORNEY, (power_of_attorney(),), Verdict.AUTHORIZED),
        (ATTORNEY, (), Verdict.NOT_AUTHORIZED),
        (ATTORNEY, (power_of_attorney(forms=("3",)),), Verdict.NOT_AUTHORIZED),
        (ATTORNEY, (power_of_attorney(issuers=("0000000007",)),), Verdict.NOT_AUTHORIZED),
        (ATTORNEY, (power_of_attorney(issuers=()),), Verdict.AUTHORIZED),
        (ATTORNEY, (power_of_attorney(until=date(2026, 4, 7)),), Verdict.NOT_AUTHORIZED),
        (ATTORNEY, (power_of_attorney(executed=date(2026, 4, 9)),), Verdict.NOT_AUTHORIZED),
        (DELEGATE, (power_of_attorney(may_delegate=True), delegation()), Verdict.AUTHORIZED),
        (DELEGATE, (power_of_attorney(), delegation()), Verdict.NOT_AUTHORIZED),
    ],
)
def test_registries_answer_as_their_papers_say(signature: str, papers: Any, verdict: Verdict) -> None:
    known = registry(*papers)
    signed = filing(signatures=(Signature(signature),))
    (owner,) = ask(signed, attribute(signed, known.names_by_cik), known, as_of=TODAY)
    assert owner.verdict is verdict
