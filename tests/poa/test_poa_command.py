"""``preflight poa read``: what it prints, its JSON, its page, its exit status."""

from __future__ import annotations

import io
import json
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from preflight.cli import main
from preflight.poa import read_exhibit
from preflight.registries.instrument_fields import build_instrument
from preflight.reports.poa_html import render_html

SUBMISSION = """<SEC-DOCUMENT>0000000000-20-000001.txt : 20200304
<ACCEPTANCE-DATETIME>20200304120000
ACCESSION NUMBER:		0000000000-20-000001
CONFORMED SUBMISSION TYPE:	4
FILED AS OF DATE:		20200304
<DOCUMENT>
<TYPE>10-K
<TEXT>
not about owners
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-24
<FILENAME>poa.txt
<TEXT>
{text}
</TEXT>
</DOCUMENT>
"""


def run(*words: object) -> int:
    return main(["poa", "read", *map(str, words)])


def test_without_doubt_the_status_is_zero(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(texts / "01-root-and-delegation.txt") == 0
    out = capsys.readouterr().out
    assert "2 instruments read" in out
    assert "[ellery-2011]" in out
    assert '"Ruth E. Calloway"' in out


def test_doubtful_fields_come_first(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(texts / "30-unsigned-undated.txt") == 1
    lines = capsys.readouterr().out.splitlines()
    marked = [number for number, line in enumerate(lines) if line.startswith(" ! ")]
    others = [number for number, line in enumerate(lines) if line.startswith("   type")]
    assert [lines[number].split()[1] for number in marked] == ["executed", "signatures"]
    assert max(marked) < min(others)


@pytest.mark.parametrize("name", ["23-annual-report.txt", "24-stock-plan.txt"])
def test_a_power_for_other_filings_is_said_to_be_one(
    name: str, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(texts / name) == 1
    assert "not about Section 16" in capsys.readouterr().out


def test_what_cannot_be_read_has_status_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4\n...")
    assert run(scan) == 2
    assert "PDF" in capsys.readouterr().out
    assert run(tmp_path / "absent.txt") == 2
    assert "cannot be opened" in capsys.readouterr().err


def test_standard_input(
    texts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Stream:
        buffer = io.BytesIO((texts / "11-jointly.txt").read_bytes())

    monkeypatch.setattr(sys, "stdin", Stream())
    assert run("-") == 0
    assert "standard input: 1 instrument read" in capsys.readouterr().out


def test_a_submission_is_read_for_its_exhibit(
    texts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "submission.txt"
    path.write_text(SUBMISSION.format(text=(texts / "11-jointly.txt").read_text()), encoding="utf-8")
    assert run(path, "--format", "json") == 0
    (exhibit,) = json.loads(capsys.readouterr().out)["exhibits"]
    assert exhibit["papers"][0]["instrument"]["principal"]["name"] == "Thaddeus N. Brill"


def test_json_holds_instruments_that_the_registry_accepts(
    texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = (texts / "18-restatement.txt").read_bytes()
    run(texts / "18-restatement.txt", "--format", "json")
    (exhibit,) = json.loads(capsys.readouterr().out)["exhibits"]
    (paper,) = exhibit["papers"]
    (read,) = read_exhibit(content).instruments
    assert paper["instrument"]["id"] == read.id
    for field in paper["fields"].values():
        for quote in field["quotes"]:
            assert exhibit["text"][quote["start"] : quote["end"]] == quote["words"]
            assert field["confidence"] in ("high", "medium", "low", "missing")


def test_nothing_in_a_paper_steers_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "evil.txt"
    path.write_text(
        "POWER OF ATTORNEY\x1b]0;owned\x07\n\nI, Jane\x1b[31m Roe, appoint John \u202eDoe, my "
        "attorney-in-fact, to sign Forms 3, 4 and 5.\n\nDated: May 1, 2020\n\n/s/ Jane \x9bRoe\n",
        encoding="utf-8",
    )
    run(path)
    out = capsys.readouterr().out
    assert not any(character in out for character in "\x1b\x07\x9b\u202e")


class Page(HTMLParser):
    """Collects the tags, and the text of the last ``pre``."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._inside = self._inside or tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "pre"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.text += data


@pytest.mark.parametrize(
    "name", ["01-root-and-delegation.txt", "14-group-entities.txt", "30-unsigned-undated.txt"]
)
def test_the_page_shows_the_whole_text_and_marks_the_words(name: str, texts: Path) -> None:
    reading = read_exhibit((texts / name).read_bytes(), name=name)
    page = Page()
    page.feed(render_html([reading]))
    assert page.text == reading.text
    assert "mark" in page.tags
    assert not page.tags & {"script", "img", "link", "iframe", "a"}


def test_the_page_escapes_what_the_exhibit_says(tmp_path: Path) -> None:
    text = (
        "POWER OF ATTORNEY <script>alert(1)</script>\n\nI, Jane Roe, appoint John Doe as my attorney-in-fact "
        'to sign Form 4 for "><img src=x onerror=alert(1)> Inc.\n\n/s/ Jane Roe\n'
    )
    page = Page()
    page.feed(render_html([read_exhibit(text, name="<b>name</b>")]))
    assert not page.tags & {"script", "img", "b"}


def test_the_page_is_written_beside_the_text_output(
    texts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.html"
    assert run(texts / "11-jointly.txt", "--html", page) == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert run(texts / "11-jointly.txt", "--html", tmp_path / "no" / "such" / "page.html") == 2
    assert "cannot be written" in capsys.readouterr().err


def test_the_builder_makes_the_instrument_again_from_json(
    texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is printed is the registry's format: the strict builder takes it where the issuer has a CIK."""
    from preflight.registries.known import Known

    run(texts / "27-any-issuer-role-based.txt", "--format", "json")
    record = json.loads(capsys.readouterr().out)["exhibits"][0]["papers"][0]["instrument"]
    known = Known()
    built = build_instrument(record, known)
    assert built.id == record["id"]
    assert built.principal.name == "Quincy Barton Hale"
