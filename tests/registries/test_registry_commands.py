"""`preflight registry ...`: what each command prints, writes and answers."""

from __future__ import annotations

import hashlib
import io
import json
import os
from pathlib import Path

import pytest

from preflight.cli import main
from preflight.cli.registry import SUBCOMMANDS
from preflight.cli.registry import add as add_command
from preflight.registries import open_registry

POWER = {
    "type": "power_of_attorney",
    "executed": "2020-01-02",
    "principal": {"name": "Jane Q. Doe Jr.", "cik": "77"},
    "attorneys": ["Al Bo"],
    "scope": [{"forms": ["3", "4"], "issuers": ["7001"]}],
}


@pytest.fixture
def here(registry_file, monkeypatch) -> Path:
    """The registry file, in the current folder."""
    path = registry_file()
    monkeypatch.chdir(path.parent)
    return path


@pytest.fixture
def run(capsys):
    """Run `preflight registry WORDS`; return status, standard output and standard error."""

    def run_command(*words: str) -> tuple[int, str, str]:
        status = main(["registry", *words])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run_command


@pytest.fixture
def power_file(tmp_path) -> Path:
    path = tmp_path / "power.json"
    path.write_text(json.dumps(POWER))
    return path


def ids(path: Path) -> list[str]:
    registry = open_registry(str(path))
    return [record.id for record in (*registry.instruments, *registry.events)]


def lines_of(path: Path, word: str) -> list[str]:
    """The numbers of the lines on which ``word`` stands, as text."""
    return [str(number) for number, line in enumerate(path.read_text().splitlines(), 1) if word in line]


# --- the command itself --------------------------------------------------------------------------------


def test_help_lists_every_subcommand(run):
    status, out, _ = run("--help")
    assert status == 0
    assert all(name in out for name in SUBCOMMANDS)


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_every_subcommand_explains_itself(run, name):
    status, out, _ = run(name, "--help")
    assert status == 0
    assert f"preflight registry {name}" in out
    assert "Exit status" in out


@pytest.mark.parametrize("words", [(), ("sing",), ("show",), ("list", "--owner", "x"), ("list", "--sing")])
def test_wrong_usage_is_status_2(run, here, words):
    assert run(*words)[0] == 2


@pytest.mark.parametrize("name", ["list", "show", "verify", "validate", "revoke", "event"])
def test_no_registry_is_status_2_with_a_remedy(run, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    words = {
        "show": ["x"],
        "revoke": ["x", "--executed", "2020-01-01"],
        "event": ["death", "person=X", "date=2020-01-01"],
    }
    status, out, err = run(name, *words.get(name, []))
    assert (status, out) == (2, "")
    assert "--registry" in err


def test_a_registry_with_errors_is_status_2_with_every_place(run, here, sample):
    sample["events"][0]["date"] = "never"
    sample["instruments"][0]["executed"] = "never"
    here.write_text(json.dumps(sample, indent=2))
    status, _, err = run("list")
    assert status == 2
    assert [line.split(": ")[1].split(":")[1] for line in err.splitlines()] == lines_of(here, "never")


@pytest.mark.parametrize("words", [["event", "death", "person=X", "date=2020-01-01"], ["verify"]])
def test_a_registry_kept_elsewhere_is_not_written_to(run, here, words):
    status, _, err = run(*words, "--registry", "https://registry.example/r.json")
    assert status == 2
    assert "kept elsewhere" in err


# --- show and list -------------------------------------------------------------------------------------


def test_show_gives_the_instrument_and_what_bears_on_it(run, here):
    status, out, _ = run("show", "lewis-2010")
    assert status == 0
    for words in (
        "lewis-2010: power of attorney of Dora N. Lewis",
        "Alan B. Kay; Rita A. Anders",
        "scope ii:",
        "0000007001",
        "lewis-dies: death",
        "anders-2010",
        "poa-registry.json:",
    ):
        assert words in out


def test_show_as_json_is_the_registry_s_own_format(run, here, build, sample):
    _, out, _ = run("show", "lewis-2010", "--format", "json")
    data = json.loads(out)
    assert data["derived"] == ["anders-2010"]
    assert [event["id"] for event in data["events"]] == ["lewis-dies"]
    sample["instruments"][0] = data["instrument"]
    assert build(sample).instruments == open_registry(str(here)).instruments


def test_show_lets_no_record_steer_the_terminal(run, here, sample):
    """A note may come from a paper; U+009B begins a control sequence on some terminals."""
    sample["instruments"][0]["notes"] = ["red \u009b31m\nand\tmore"]
    here.write_text(json.dumps(sample))
    _, out, _ = run("show", "lewis-2010")
    assert r"red \x9b31m and more" in out


def test_show_of_an_event(run, here):
    assert "lewis-dies: death: person Dora N. Lewis" in run("show", "lewis-dies")[1]


def test_show_of_an_unknown_id_suggests_the_nearest(run, here):
    status, _, err = run("show", "lewis-2011")
    assert status == 2
    assert "Did you mean lewis-2010" in err


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], ["lewis-2010", "anders-2010"]),
        (["--owner", "9001"], ["lewis-2010", "anders-2010"]),
        (["--owner", "9002"], []),
        (["--issuer", "7001"], ["lewis-2010", "anders-2010"]),
        (["--issuer", "7002"], []),
        (["--on", "2010-07-08"], ["lewis-2010"]),
        (["--on", "2010-07-06"], []),
        (["--on", "2010-07-07"], ["lewis-2010"]),
    ],
)
def test_list_filters(run, here, words, expected):
    status, out, _ = run("list", *words, "--format", "json")
    assert (status, [row["id"] for row in json.loads(out)]) == (0, expected)


def test_list_keeps_powers_that_may_cover_the_issuer(run, here, sample):
    sample["instruments"][1]["scope"][0]["issuers"] = "role_based"
    here.write_text(json.dumps(sample))
    _, out, _ = run("list", "--issuer", "7002", "--format", "json")
    assert [row["id"] for row in json.loads(out)] == ["anders-2010"]


def test_list_shows_what_ended_a_power_by_the_day(run, here):
    run("revoke", "lewis-2010", "--executed", "2011-05-01", "--delivered", "2011-05-03")
    assert "[revoked 2011-05-01, delivered 2011-05-03]" in run("list")[1]
    assert "[revoked 2011-05-01]" in run("list", "--on", "2011-05-02")[1]
    assert "revoked" not in run("list", "--on", "2011-04-30")[1]


# --- revoke and event ----------------------------------------------------------------------------------


def test_revoke_appends_a_revocation(run, here):
    status, out, _ = run(
        "revoke", "lewis-2010", "--executed", "2011-05-01", "--attorney", "Alan B. Kay",
        "--delivered", "Alan B. Kay=2011-05-02", "--recorded", "2011-05-09", "--source", "letter",
    )  # fmt: skip
    assert status == 0
    assert "revocation-lewis-2010" in out
    assert json.loads(here.read_text())["events"][1] == {
        "id": "revocation-lewis-2010",
        "type": "revocation",
        "instrument": "lewis-2010",
        "attorney": "Alan B. Kay",
        "form": "signed_writing",
        "executed": "2011-05-01",
        "delivered": {"Alan B. Kay": "2011-05-02"},
        "by": "principal",
        "source": "letter",
        "recorded": "2011-05-09",
    }


def test_revoking_several_attorneys_gives_each_a_record(run, here):
    run(
        "revoke",
        "lewis-2010",
        "--executed",
        "2011-05-01",
        "--attorney",
        "Alan B. Kay",
        "--attorney",
        "Rita A. Anders",
    )
    assert ids(here)[-2:] == ["revocation-lewis-2010", "revocation-lewis-2010-2"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["lewis-2011", "--executed", "2011-05-01"], 'Did you mean "lewis-2010"?'),
        (["lewis-2010", "--executed", "2011-05-32"], "does not exist"),
        (["lewis-2010"], "--executed"),
        (["lewis-2010", "--executed", "2011-05-01", "--attorney", "Al Kay"], "no attorney-in-fact"),
        (["lewis-2010", "--executed", "2011-05-01", "--delivered", "2011-04-01"], "before it was written"),
        (["lewis-2010", "--executed", "2011-05-01", "--id", "lewis-dies"], "is taken"),
        (["lewis-2010", "--executed", "2011-05-01", "--form", "shout"], "invalid choice"),
    ],
)
def test_a_revocation_that_cannot_be_is_status_2_and_changes_nothing(run, here, words, message):
    before = here.read_bytes()
    status, _, err = run("revoke", *words)
    assert status == 2
    assert message in err
    assert here.read_bytes() == before


def test_a_delivery_is_a_new_record_and_leaves_the_revocation_as_it_was(run, here):
    run("revoke", "lewis-2010", "--executed", "2011-05-01")
    before = here.read_text()
    status, _, _ = run(
        "event", "delivery", "revocation=revocation-lewis-2010", "to=Alan B. Kay", "date=2011-05-04"
    )
    assert status == 0
    first, second = open_registry(str(here)).events[1:]
    assert (first.delivered, second.delivered[0][0]) == ((), "Alan B. Kay")
    assert (second.instrument, second.executed, second.form) == (first.instrument, first.executed, first.form)
    assert second.source == "delivery of revocation-lewis-2010"
    old_records = before[: before.rindex("}\n  ]")]
    assert here.read_text().startswith(old_records)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (["death", "person=Al", "date=2020-01-01"], "death"),
        (["departure", "person=Al", "organisation=Acme", "date=2020-01-01"], "status_end"),
        (["duty-ended", "owner=9001", "issuer=7001", "date=2020-01-01"], "obligation_ended"),
        (["ceased-insider", "owner=9001", "issuer=7001", "date=2020-01-01"], "ceased_insider"),
        (["incumbency", "title=CFO", "organisation=Acme", "person=Al", "from=2020-01-01"], "incumbency"),
        (["resignation", "instrument=lewis-2010", "attorney=Alan B. Kay", "date=2020-01-01"], "resignation"),
        (["name_change", "person=Al", "new_name=Alan", "date=2020-01-01"], "name_change"),
    ],
)
def test_event_appends_an_event_of_each_kind(run, here, words, kind):
    status, out, _ = run("event", *words)
    assert (status, json.loads(here.read_text())["events"][-1]["type"]) == (0, kind)
    assert "recorded in poa-registry.json" in out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["deth", "person=Al", "date=2020-01-01"], 'Did you mean "death"?'),
        (["death", "person=Al"], 'lacks the field "date"'),
        (["death", "person=Al", "date=2020-13-01"], "date: "),
        (["death", "person=Al", "person=Bo", "date=2020-01-01"], "given twice"),
        (["death", "person=Al", "date=2020-01-01", "id=lewis-dies"], "is taken"),
        (["death", "Al"], "NAME=VALUE"),
        (["revocation", "instrument=lewis-2010"], "preflight registry revoke"),
        (["delivery", "revocation=none", "date=2020-01-01"], "no revocation with the id"),
        (["delivery", "date=2020-01-01"], 'lacks the field "revocation"'),
        (["delivery", "revokation=x", "date=2020-01-01"], 'Did you mean "revocation"?'),
    ],
)
def test_an_event_that_cannot_be_is_status_2_and_changes_nothing(run, here, words, message):
    before = here.read_bytes()
    status, _, err = run("event", *words)
    assert status == 2
    assert message in err
    assert here.read_bytes() == before


# --- add -----------------------------------------------------------------------------------------------


def test_add_records_an_instrument_with_id_and_day(run, here, power_file):
    status, out, _ = run("add", str(power_file), "--yes", "--recorded", "2020-02-03")
    assert status == 0
    assert out.endswith("recorded in poa-registry.json: doe-2020-01-02\n")
    record = json.loads(here.read_text())["instruments"][-1]
    assert record == {"id": "doe-2020-01-02", **POWER, "recorded": "2020-02-03"}


def test_add_starts_a_registry_where_there_is_none(run, tmp_path, monkeypatch, power_file):
    monkeypatch.chdir(tmp_path)
    assert run("add", str(power_file), "--yes")[0] == 0
    assert ids(tmp_path / "poa-registry.json") == ["doe-2020-01-02"]


def test_ids_stay_unique(run, here, power_file):
    for _ in range(2):
        run("add", str(power_file), "--yes")
    run("add", str(power_file), "--yes", "--id", "mine")
    assert [name for name in ids(here) if "doe" in name or name == "mine"] == [
        "doe-2020-01-02", "doe-2020-01-02-2", "mine",
    ]  # fmt: skip
    status, _, err = run("add", str(power_file), "--yes", "--id", "mine")
    assert (status, "is taken" in err) == (2, True)


@pytest.mark.parametrize(
    ("setting", "check"),
    [
        ("principal.cik=5", lambda power: power.principal.cik == "0000000005"),
        ("issuers=5,6", lambda power: power.scope[0].issuers.ciks == ("0000000005", "0000000006")),
        ("issuers=any", lambda power: power.scope[0].issuers.mode == "any"),
        ("forms=3 5", lambda power: power.scope[0].forms == {"3", "5"}),
        ("attorneys=A B; C D", lambda power: [a.name for a in power.attorneys] == ["A B", "C D"]),
        ("executed=2021-01-01", lambda power: str(power.executed) == "2021-01-01"),
        ("on_file=true", lambda power: power.on_file),
        ("1:durable=yes", lambda power: power.durable == "yes"),
        ("scope.0.amendments=explicit", lambda power: power.scope[0].amendments == "explicit"),
        ('term=[{"rule": "duration", "years": 2}]', lambda power: power.term[0].years == 2),
        ("document.accession_number=0001209191-10-038143", lambda power: power.document.accession_number),
    ],
)
def test_set_replaces_what_was_read(run, here, power_file, setting, check):
    assert run("add", str(power_file), "--yes", "--id", "it", "--set", setting)[0] == 0
    assert check(open_registry(str(here)).by_id["it"])


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("principle.cik=5", 'Did you mean "principal"?'),
        ("executed=soon", "executed: "),
        ("2:durable=yes", "holds 1 instruments"),
        ("scope.3.forms=4", "no such place"),
        ("id=x", "--id"),
        ("durable", "NAME=VALUE"),
        ("forms=4/A", "is an amendment"),
    ],
)
def test_a_setting_that_cannot_be_is_status_2_and_changes_nothing(run, here, power_file, setting, message):
    before = here.read_bytes()
    status, _, err = run("add", str(power_file), "--yes", "--set", setting)
    assert status == 2
    assert message in err
    assert here.read_bytes() == before


def test_nothing_is_recorded_without_a_terminal_or_yes(run, here, power_file):
    before = here.read_bytes()
    status, _, err = run("add", str(power_file))
    assert (status, "--yes" in err, here.read_bytes() == before) == (2, True, True)


@pytest.mark.parametrize(("answer", "status"), [("y\n", 0), ("yes\n", 0), ("n\n", 1), ("\n", 1), ("", 1)])
def test_on_a_terminal_the_answer_decides(run, here, power_file, monkeypatch, answer, status):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(add_command.sys, "stdin", Terminal(answer))
    monkeypatch.setattr(add_command.sys.stderr, "isatty", lambda: True, raising=False)
    before = len(ids(here))
    assert run("add", str(power_file))[0] == status
    assert len(ids(here)) - before == (1 if status == 0 else 0)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"type": "power_of_attorney", "type": "letter"}', "stands twice"),
        ("{", "is not JSON"),
        ('{"type": "revocation"}', "preflight registry revoke"),
        ("[1]", "must be a JSON object"),
        ("{} x", "after the JSON value"),
    ],
)
def test_json_that_is_no_instrument_is_status_2(run, here, tmp_path, content, message):
    path = tmp_path / "it.json"
    path.write_text(content)
    status, _, err = run("add", str(path), "--yes")
    assert (status, message in err) == (2, True)


def test_a_missing_file_is_status_2(run, here):
    status, _, err = run("add", "nowhere.txt", "--yes")
    assert (status, "no such file" in err) == (2, True)


# --- verify and validate -------------------------------------------------------------------------------


def test_verify_holds_digests_against_the_papers(run, here, sample):
    paper = here.parent / "poa" / "lewis.txt"
    paper.parent.mkdir()
    paper.write_text("POWER OF ATTORNEY")
    digest = hashlib.sha256(paper.read_bytes()).hexdigest()
    sample["instruments"][0]["document"] = {"path": "poa/lewis.txt", "sha256": digest.upper()}
    here.write_text(json.dumps(sample))
    status, out, _ = run("verify")
    assert (status, out.split("\n")[0].split()) == (0, ["ok", "lewis-2010", "poa/lewis.txt"])
    paper.write_text("POWER OF ATTORNEY, changed")
    assert (run("verify")[0], run("verify")[1].split()[0]) == (1, "changed")
    paper.unlink()
    assert (run("verify")[0], run("verify")[1].split()[0]) == (1, "missing")


def test_verify_reads_no_pipe_and_knows_papers_without_digest(run, here, sample):
    os.mkfifo(here.parent / "pipe")
    sample["instruments"][0]["document"] = "pipe"
    sample["instruments"][1]["document"] = "poa-registry.json"
    here.write_text(json.dumps(sample))
    _, out, _ = run("verify", "--format", "json")
    assert [row["state"] for row in json.loads(out)] == ["missing", "no digest"]


def test_validate_says_what_a_good_registry_holds(run, here):
    status, out, _ = run("validate")
    assert status == 0
    assert "2 instruments and 1 events, no error" in out


def test_validate_reports_every_error_with_its_place(run, here, sample):
    sample["instruments"][0]["executed"] = "never"
    sample["events"][0]["whim"] = 1
    here.write_text(json.dumps(sample, indent=2))
    status, out, _ = run("validate")
    assert status == 1
    assert "poa-registry.json:19:19: A date was expected" in out
    assert "(at /events/0/whim)" in out
    assert "2 errors" in out
    status, out, _ = run("validate", str(here), "--format", "json")
    data = json.loads(out)
    assert (status, data["valid"], [error["line"] for error in data["errors"]]) == (
        1,
        False,
        [19, *map(int, lines_of(here, "whim"))],
    )


def test_validate_of_what_cannot_be_read_is_status_2(run, here):
    assert run("validate", "nowhere.json")[0] == 2
