"""Recording exhibits: digests, doubts, links between papers, folders. The reader is a stand-in.

The stand-in reads lines ``power ID by SIGNER for OWNER to ATTORNEY``, ``delegation ID by SIGNER for OWNER
to ATTORNEY under ID``, ``doubt FIELD``, ``nothing REASON``, ``revocation of ID`` and ``unreadable``, so that
these tests do not depend on how well real papers are understood.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import preflight.poa
from preflight.authority import instruments as words
from preflight.cli import main
from preflight.poa.reading import (
    ExhibitReading,
    FieldConfidence,
    FieldReading,
    NotRead,
    PaperReading,
    ReadingContext,
    RevokedPaper,
)
from preflight.registries import open_registry

SCOPE = (
    words.ScopeClause(
        "1",
        frozenset(("3", "4", "5")),
        words.Amendments.EXPLICIT,
        False,
        words.IssuerScope(words.IssuerMode.LIST, ("0000007001",)),
    ),
)


def read_lines(
    content: bytes | str, *, name: str = "", context: ReadingContext | None = None
) -> ExhibitReading:
    """Read the stand-in's little language."""
    text = content if isinstance(content, str) else content.decode()
    known = {instrument.id: instrument for instrument in (context.known if context else ())}
    papers: list[PaperReading] = []
    not_read: list[NotRead] = []
    for number, line in enumerate(filter(None, map(str.strip, text.splitlines())), 1):
        kind, *rest = line.split()
        if kind in ("power", "delegation"):
            papers.append(paper(number, kind, rest, known, context))
            instrument = papers[-1].instrument
            assert instrument is not None
            known[instrument.id.split("#")[-1]] = instrument
        elif kind == "doubt":
            last = papers.pop()
            fields = {
                **last.fields,
                rest[0]: FieldReading(None, confidence=FieldConfidence.LOW, doubt="unclear"),
            }
            papers.append(replace(last, fields=fields))
        elif kind == "nothing":
            papers.append(PaperReading(number, 0, 0, "", None, {}, is_section16=False, reason=" ".join(rest)))
        elif kind == "revocation":
            revoked = RevokedPaper(None, None, (), date(2024, 5, 6), instrument=rest[1])
            papers.append(PaperReading(number, 0, 0, "REVOCATION", None, {}, revokes=revoked))
        else:
            not_read.append(NotRead("A part is encoded."))
    return ExhibitReading(name, text, "", tuple(papers), tuple(not_read))


def paper(
    number: int, kind: str, rest: list[str], known: Any, context: ReadingContext | None
) -> PaperReading:
    given = dict(zip(rest[1::2], rest[2::2], strict=False))
    owner = next(
        (party.cik for party in (context.owners if context else ()) if party.name == given["for"]), None
    )
    instrument = words.Instrument(
        id=rest[0],
        type=words.InstrumentType(f"{kind}_of_attorney" if kind == "power" else kind),
        executed=date(2024, 3, 4),
        principal=words.Party(given["for"], owner),
        grantors=(given["by"],),
        attorneys=(words.Attorney(given["to"]),),
        scope=SCOPE,
        document=words.Document(
            accession_number=context.accession_number if context else None,
            exhibit=context.exhibit if context else None,
        ),
    )
    fields: dict[str, FieldReading] = {}
    if "under" in given:
        # a paper is known by the id after the last mark: ids of other files are prefixed
        found = next((name for name in known if name.split("#")[-1] == given["under"]), None)
        upstream = words.Upstream(found, given["by"], None if found else "a paper that is not recorded")
        instrument = replace(instrument, derives_from=(upstream,))
        if found is None:
            fields["derives_from"] = FieldReading(
                None, confidence=FieldConfidence.MISSING, doubt="not recorded"
            )
    return PaperReading(number, 0, 0, "", instrument, fields)


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch, tmp_path):
    monkeypatch.setattr(preflight.poa, "read_exhibit", read_lines, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def run(capsys):
    """Run `preflight registry WORDS`; return status and standard output."""

    def run_command(*arguments: str) -> tuple[int, str]:
        status = main(["registry", *arguments])
        return status, capsys.readouterr().out

    return run_command


@pytest.fixture
def paper_file(tmp_path):
    """Write lines of the stand-in's language to a file; return its path from the current folder."""

    def write(name: str, *lines: str) -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines))
        return name

    return write


def recorded() -> dict[str, words.Instrument]:
    path = Path("poa-registry.json")
    return dict(open_registry(str(path)).by_id) if path.exists() else {}


FORM = """<?xml version="1.0"?>
<ownershipDocument>
<documentType>4</documentType>
<issuer><issuerCik>0000007001</issuerCik><issuerName>Harbour Group</issuerName></issuer>
<reportingOwner>
<reportingOwnerId><rptOwnerCik>0000009001</rptOwnerCik><rptOwnerName>Lewis</rptOwnerName></reportingOwnerId>
</reportingOwner>
</ownershipDocument>"""
POWER = "power p1 by Lewis for Lewis to Kay"


def test_the_paper_is_recorded_with_its_path_and_digest(run, paper_file):
    name = paper_file("poa/lewis.txt", POWER)
    assert run("add", name, "--yes")[0] == 0
    (instrument,) = recorded().values()
    assert instrument.id == "lewis-2024-03-04"
    assert instrument.document.path == "poa/lewis.txt"
    assert instrument.document.sha256 == hashlib.sha256(Path(name).read_bytes()).hexdigest()
    assert run("verify")[0] == 0


def test_the_path_is_seen_from_the_registry_wherever_the_command_runs(run, paper_file, monkeypatch, tmp_path):
    paper_file("poa/lewis.txt", POWER)
    paper_file("poa-registry.json", '{"version": 1, "instruments": []}')
    monkeypatch.chdir(tmp_path / "poa")
    assert run("add", "lewis.txt", "--yes")[0] == 0
    monkeypatch.chdir(tmp_path)
    (instrument,) = recorded().values()
    assert instrument.document.path == "poa/lewis.txt"


def test_a_paper_is_recorded_once(run, paper_file):
    name = paper_file("lewis.txt", POWER)
    run("add", name, "--yes")
    status, out = run("add", name, "--yes")
    assert (status, len(recorded())) == (0, 1)
    assert "holds this already" in out
    assert "recorded before as lewis-2024-03-04" in out


def test_doubt_is_not_recorded_with_yes(run, paper_file):
    name = paper_file("lewis.txt", POWER, "doubt executed")
    status, out = run("add", name, "--yes")
    assert (status, recorded()) == (1, {})
    assert "! executed: unclear" in out
    assert "in doubt are executed" in out


@pytest.mark.parametrize(
    ("field", "setting"),
    [
        ("executed", "executed=2024-03-05"),
        ("issuers", "issuers=7001"),
        ("scope", "forms=4"),
        ("delegation", "may_delegate=no"),
        ("signatures", "signed=yes"),
        ("principal", "principal.cik=9001"),
    ],
)
def test_a_value_given_by_hand_settles_the_doubt(run, paper_file, field, setting):
    name = paper_file("lewis.txt", POWER, f"doubt {field}")
    assert run("add", name, "--yes", "--set", setting)[0] == 0
    assert len(recorded()) == 1


def test_a_value_given_for_another_field_settles_nothing(run, paper_file):
    name = paper_file("lewis.txt", POWER, "doubt executed")
    assert run("add", name, "--yes", "--set", "forms=4")[0] == 1
    assert recorded() == {}


def test_a_part_that_was_not_read_is_a_doubt(run, paper_file):
    assert run("add", paper_file("lewis.txt", POWER, "unreadable"), "--yes")[0] == 1
    assert recorded() == {}


def test_papers_of_one_file_are_linked_under_their_new_ids(run, paper_file):
    name = paper_file("both.txt", POWER, "delegation p2 by Kay for Lewis to Sommer under p1")
    assert run("add", name, "--yes")[0] == 0
    assert recorded()["kay-2024-03-04"].derives_from == (words.Upstream("lewis-2024-03-04", "Kay"),)


def test_ids_given_by_hand_carry_over_to_the_links(run, paper_file):
    name = paper_file("both.txt", POWER, "delegation p2 by Kay for Lewis to Sommer under p1")
    assert run("add", name, "--yes", "--id", "root", "--id", "branch")[0] == 0
    assert recorded()["branch"].derives_from == (words.Upstream("root", "Kay"),)


def test_a_delegation_finds_the_recorded_power(run, paper_file):
    run("add", paper_file("a.txt", POWER), "--yes", "--id", "p1")
    status, _ = run("add", paper_file("b.txt", "delegation p2 by Kay for Lewis to Sommer under p1"), "--yes")
    assert status == 0
    assert recorded()["kay-2024-03-04"].derives_from == (words.Upstream("p1", "Kay"),)


def test_an_id_that_means_a_paper_of_the_file_and_a_recorded_one_is_a_doubt(run, paper_file):
    run("add", paper_file("a.txt", POWER), "--yes", "--id", "p1")
    name = paper_file(
        "b.txt", "power p1 by Poe for Poe to Kay", "delegation p2 by Kay for Poe to Roe under p1"
    )
    status, out = run("add", name, "--yes")
    assert (status, list(recorded())) == (1, ["p1"])
    assert "have the same id" in out


def test_a_revocation_is_not_an_instrument_and_the_way_is_shown(run, paper_file):
    status, out = run("add", paper_file("end.txt", "revocation of lewis-2024"), "--yes")
    assert status == 1
    assert "preflight registry revoke lewis-2024 --executed 2024-05-06" in out


def test_a_paper_on_other_matters_is_not_recorded(run, paper_file):
    status, out = run("add", paper_file("s8.txt", "nothing It covers Form S-8 only."), "--yes")
    assert (status, recorded()) == (1, {})
    assert "It covers Form S-8 only." in out


def test_exhibits_of_a_submission_are_read_with_what_its_header_says(run, paper_file):
    name = paper_file(
        "submission.txt",
        "<SEC-DOCUMENT>0001234567-24-000001.txt : 20240305",
        "<SEC-HEADER>",
        "ACCESSION NUMBER:\t\t0001234567-24-000001",
        "FILED AS OF DATE:\t\t20240305",
        "</SEC-HEADER>",
        "<DOCUMENT>", "<TYPE>4", "<FILENAME>form4.xml", "<TEXT>",
        "<XML>", FORM, "</XML>", "</TEXT>", "</DOCUMENT>",
        "<DOCUMENT>", "<TYPE>EX-24", "<FILENAME>poa.txt", "<TEXT>", POWER, "</TEXT>", "</DOCUMENT>",
    )  # fmt: skip
    assert run("add", name, "--yes")[0] == 0
    (instrument,) = recorded().values()
    assert instrument.document.accession_number == "0001234567-24-000001"
    assert instrument.document.exhibit == "EX-24"
    assert instrument.document.path == "submission.txt"
    assert instrument.principal == words.Party("Lewis", "0000009001")


def test_json_output_holds_record_doubts_and_state(run, paper_file):
    name = paper_file("lewis.txt", POWER, "doubt executed")
    status, out = run("add", name, "--yes", "--format", "json")
    data = json.loads(out)
    assert (status, data["state"], data["added"]) == (1, "in doubt", [])
    assert data["doubts"] == [{"executed": "unclear"}]
    assert data["instruments"][0]["principal"] == {"name": "Lewis"}


# --- import --------------------------------------------------------------------------------------------


@pytest.fixture
def folder(paper_file):
    """A folder with an exhibit of each kind; the delegation comes before the power it rests on."""
    paper_file("ex/a-delegation.txt", "delegation p1 by Kay for Lewis to Sommer under p9")
    paper_file("ex/b-power.txt", "power p9 by Lewis for Lewis to Kay")
    paper_file("ex/c-doubt.txt", "power p1 by Poe for Poe to Kay", "doubt issuers")
    paper_file("ex/d-other.htm", "nothing It covers Form S-8 only.")
    paper_file("ex/e-broken.txt", "unreadable")
    paper_file("ex/sub/f-power.txt", "power p1 by Roe for Roe to Kay")
    paper_file("ex/picture.jpg", POWER)
    paper_file("ex/.hidden.txt", POWER)
    return "ex"


def test_import_reports_every_file_and_records_what_is_beyond_doubt(run, folder):
    status, out = run("import", folder, "--format", "json")
    states = {row["file"]: row["state"] for row in json.loads(out)}
    assert status == 1
    assert states == {
        "ex/a-delegation.txt": "recorded",
        "ex/b-power.txt": "recorded",
        "ex/c-doubt.txt": "in doubt",
        "ex/d-other.htm": "not a Section 16 power",
        "ex/e-broken.txt": "not readable",
        "ex/sub/f-power.txt": "recorded",
    }
    assert sorted(recorded()) == ["kay-2024-03-04", "lewis-2024-03-04", "roe-2024-03-04"]


def test_a_delegation_is_linked_to_the_power_of_another_file_and_no_other(run, folder):
    """Every reading counts its papers anew, so equal ids of two files are two papers."""
    run("import", folder)
    assert recorded()["kay-2024-03-04"].derives_from == (words.Upstream("lewis-2024-03-04", "Kay"),)


def test_importing_again_records_nothing_twice(run, folder):
    run("import", folder)
    before = Path("poa-registry.json").read_bytes()
    status, out = run("import", folder)
    assert (status, Path("poa-registry.json").read_bytes()) == (1, before)
    assert "3 recorded before" in out


def test_a_dry_run_records_nothing(run, folder):
    status, out = run("import", folder, "--dry-run")
    assert (status, recorded()) == (1, {})
    assert "3 would be recorded" in out


def test_import_of_a_clear_folder_is_status_0(run, paper_file):
    paper_file("ex/power.txt", POWER)
    paper_file("ex/other.txt", "nothing It covers Form S-8 only.")
    status, out = run("import", "ex")
    assert status == 0
    assert "1 not a Section 16 power, 1 recorded" in out


def test_import_of_no_folder_is_status_2(run):
    assert run("import", "nowhere")[0] == 2
