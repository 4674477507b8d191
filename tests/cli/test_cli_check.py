"""`preflight check`: statuses, where output goes, flags, and what cannot be carried out."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from preflight import __version__
from preflight.cli import COMMANDS, main
from preflight.result import ExitStatus
from preflight.testing import Signature

Draft = Callable[..., str]
Capture = pytest.CaptureFixture[str]

AS_OF = ["--as-of", "2026-04-09"]
ATTORNEY = (Signature("/s/ Jonas Feld, attorney-in-fact for Miriam Adler"),)
STRANGER = (Signature("/s/ Bo Ek, attorney-in-fact for Miriam Adler"),)


@pytest.fixture(autouse=True)
def _on_the_desk(desk: Path) -> None:
    """Every test stands in a folder of its own."""


def _checked(capsys: Capture, *arguments: str) -> tuple[int, str, str]:
    status = main([*arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


class TestStatus:
    """0 passed, 1 findings, 2 could not be carried out."""

    def test_a_faultless_draft_passes(self, draft: Draft, capsys: Capture) -> None:
        status, out, err = _checked(capsys, draft(), *AS_OF)
        assert (status, err) == (0, "")
        assert "1 draft: passed." in out

    def test_an_attorney_in_fact_passes_by_the_registry_beside_the_draft(
        self, draft: Draft, capsys: Capture
    ) -> None:
        status, out, _ = _checked(capsys, draft(signatures=ATTORNEY), *AS_OF)
        assert status == 0
        assert 'power of attorney "adler-2025"' in out

    def test_a_stranger_does_not(self, draft: Draft, capsys: Capture) -> None:
        status, out, err = _checked(capsys, draft(signatures=STRANGER), *AS_OF)
        assert (status, err) == (1, "")
        assert "AUT001 error" in out

    def test_without_a_registry_nobody_but_the_owner_passes(
        self, desk: Path, draft: Draft, capsys: Capture
    ) -> None:
        (desk / "poa-registry.json").unlink()
        status, out, _ = _checked(capsys, draft(signatures=ATTORNEY), *AS_OF)
        assert status == 1
        assert "cannot tell" in out

    def test_a_missing_draft_is_two_and_reported_on_standard_output(self, capsys: Capture) -> None:
        status, out, _ = _checked(capsys, "none.xml")
        assert status == 2
        assert "none.xml:1: XML001 error: There is no such file." in out

    @pytest.mark.parametrize(
        ("drafts", "status"),
        [
            (["good.xml", "good.xml"], 0),
            (["good.xml", "bad.xml"], 1),
            (["bad.xml", "none.xml", "good.xml"], 2),
        ],
    )
    def test_the_worst_counts(self, draft: Draft, capsys: Capture, drafts: list[str], status: int) -> None:
        draft("good.xml")
        draft("bad.xml", signatures=STRANGER)
        assert _checked(capsys, *drafts, *AS_OF)[0] == status

    def test_the_command_may_be_named(self, draft: Draft, capsys: Capture) -> None:
        assert _checked(capsys, "check", draft(), *AS_OF)[0] == 0

    @pytest.mark.parametrize(
        ("arguments", "status"), [(["bad.xml"], 0), (["good.xml"], 0), (["none.xml"], 2)]
    )
    def test_exit_zero_forgives_findings_but_not_a_check_that_was_not_made(
        self, draft: Draft, capsys: Capture, arguments: list[str], status: int
    ) -> None:
        draft("good.xml")
        draft("bad.xml", signatures=STRANGER)
        assert _checked(capsys, *arguments, *AS_OF, "--exit-zero")[0] == status

    def test_no_format_changes_the_status(self, draft: Draft, capsys: Capture) -> None:
        name = draft(signatures=STRANGER)
        for form in ("text", "json"):
            assert _checked(capsys, name, *AS_OF, "--format", form)[0] == 1


class TestUsage:
    """What cannot be meant is refused on standard error with status 2, and nothing on standard output."""

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            ([], "DRAFT"),
            (["a.xml", "--no-such-flag"], "--no-such-flag"),
            (["a.xml", "--as-of", "yesterday"], "as-of = 'yesterday': expected a date as YYYY-MM-DD"),
            (["a.xml", "--fail-level", "fatal"], "expected one of info, warning, error"),
            (["a.xml", "--profile", "raw"], "expected one of auto, draft, disseminated"),
            (["a.xml", "--format", "yaml"], "there is no report format 'yaml'; known are: text, json"),
            (["a.xml", "--select", "ZZZ"], "select ZZZ: no rule begins so"),
            (["a.xml", "--registry-timeout", "0"], "more than 0 and at most 600"),
            (["a.xml", "--config", "none.toml"], "none.toml: cannot be read"),
        ],
    )
    def test_usage(self, draft: Draft, capsys: Capture, arguments: list[str], words: str) -> None:
        draft("a.xml")
        status, out, err = _checked(capsys, *arguments)
        assert (status, out) == (2, "")
        assert words in err

    def test_a_folder_without_drafts_is_no_pass(self, desk: Path, capsys: Capture) -> None:
        (desk / "empty").mkdir()
        status, out, _ = _checked(capsys, "empty")
        assert status == 2
        assert "XML001" in out

    @pytest.mark.parametrize("command", sorted(COMMANDS))
    def test_every_command_explains_itself(self, capsys: Capture, command: str) -> None:
        status, out, err = _checked(capsys, command, "--help")
        assert (status, err) == (0, "")
        assert out.startswith("usage: preflight")

    @pytest.mark.parametrize("flag", ["--help", "-h"])
    def test_help_names_every_command(self, capsys: Capture, flag: str) -> None:
        status, out, _ = _checked(capsys, flag)
        assert status == 0
        assert all(f"\n  {command} " in out for command in COMMANDS)

    def test_version(self, capsys: Capture) -> None:
        assert _checked(capsys, "--version") == (0, f"preflight {__version__}\n", "")


class TestOutput:
    """Findings go to standard output, or to a file; everything else to standard error."""

    def test_json_is_nothing_but_json(self, draft: Draft, capsys: Capture) -> None:
        _, out, err = _checked(capsys, draft(signatures=STRANGER), *AS_OF, "--format", "json")
        assert json.loads(out)["run"]["status"] == 1
        assert err == ""

    def test_output_goes_to_a_file(self, desk: Path, draft: Draft, capsys: Capture) -> None:
        status, out, _ = _checked(capsys, draft(), *AS_OF, "--format", "json", "--output", "report.json")
        assert (status, out) == (0, "")
        assert json.loads((desk / "report.json").read_text(encoding="utf-8"))["version"] == 1

    def test_a_file_that_cannot_be_written_is_two(self, draft: Draft, capsys: Capture) -> None:
        status, _, err = _checked(capsys, draft(), *AS_OF, "--output", "no/such/folder.txt")
        assert status == 2
        assert "cannot be written to no/such/folder.txt" in err

    def test_standard_input_is_a_draft(
        self, desk: Path, draft: Draft, capsys: Capture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        content = (desk / draft(signatures=ATTORNEY)).read_bytes()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        status, out, _ = _checked(capsys, "-", *AS_OF)
        assert status == 0
        assert out.startswith("-  Form 4")

    def test_a_folder_is_walked(self, draft: Draft, capsys: Capture) -> None:
        draft("batch/one.xml")
        draft("batch/deep/two.xml", signatures=STRANGER)
        status, out, _ = _checked(capsys, "batch", *AS_OF)
        assert status == 1
        assert "2 drafts: not passed" in out

    @pytest.mark.parametrize(("color", "escapes"), [("always", True), ("never", False), ("auto", False)])
    def test_colour_is_not_for_files_and_pipes(
        self, draft: Draft, capsys: Capture, color: str, escapes: bool
    ) -> None:
        _, out, _ = _checked(capsys, draft(), *AS_OF, "--color", color)
        assert ("\x1b[" in out) is escapes

    @pytest.mark.parametrize(
        ("environment", "arguments", "escapes"),
        [
            ({}, [], True),
            ({"NO_COLOR": "1"}, [], False),
            ({"NO_COLOR": ""}, [], True),
            ({"NO_COLOR": "1"}, ["--color", "always"], True),
            ({}, ["--color", "never"], False),
        ],
    )
    def test_colour_on_a_terminal(
        self,
        draft: Draft,
        capsys: Capture,
        monkeypatch: pytest.MonkeyPatch,
        environment: dict[str, str],
        arguments: list[str],
        escapes: bool,
    ) -> None:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        _, out, _ = _checked(capsys, draft(), *AS_OF, *arguments)
        assert ("\x1b[" in out) is escapes

    def test_a_ccc_never_appears(self, draft: Draft, capsys: Capture) -> None:
        ccc = "kq7$wz2m"
        name = draft(
            values={"reportingOwner/reportingOwnerId/rptOwnerCcc": ccc},
            remarks=f"My code is {ccc}.",
            signatures=(Signature(f"/s/ {ccc}"),),
        )
        for form in ("text", "json"):
            _, out, err = _checked(capsys, name, *AS_OF, "--format", form)
            assert ccc not in out + err


class TestPluginsOnTheCommandLine:
    """Third-party plugins: found, left out, required, and kept from writing into the report."""

    BODY = (
        "import preflight\n"
        "from preflight import Rule, Severity, hookimpl\n"
        "print('loud at import')\n"
        "R = Rule('LOU001', Severity.ERROR, 'Loud', 'test', message='Loud.')\n"
        "@hookimpl\ndef preflight_rules():\n    return [R]\n"
        "@hookimpl\ndef preflight_check(filing):\n    print('loud at work')\n    yield R.at(filing.place)\n"
        "@hookimpl\ndef preflight_reporters():\n"
        "    return {'exit': lambda result: exit(0), 'number': lambda result: 7}\n"
    )

    @pytest.fixture(autouse=True)
    def _installed(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        site = tmp_path / "site"
        info = site / "loud-1.0.dist-info"
        info.mkdir(parents=True)
        (site / "loud_plugin.py").write_text(self.BODY, encoding="utf-8")
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: loud\nVersion: 1.0\n", encoding="utf-8")
        (info / "entry_points.txt").write_text("[preflight]\nloud = loud_plugin\n", encoding="utf-8")
        monkeypatch.syspath_prepend(str(site))
        monkeypatch.delitem(sys.modules, "loud_plugin", raising=False)

    def test_what_a_plugin_prints_goes_to_standard_error(self, draft: Draft, capsys: Capture) -> None:
        status, out, err = _checked(capsys, draft(), *AS_OF, "--format", "json")
        data = json.loads(out)
        assert status == 1
        assert [finding["rule"] for finding in data["drafts"][0]["findings"]] == ["LOU001"]
        assert "loud at work" in err

    @pytest.mark.parametrize("flag", [["--disable-plugin", "loud"], ["--no-plugins"]])
    def test_it_can_be_left_out(self, draft: Draft, capsys: Capture, flag: list[str]) -> None:
        assert _checked(capsys, draft(), *AS_OF, *flag)[0] == 0

    def test_a_required_plugin_must_not_be_left_out(self, desk: Path, draft: Draft, capsys: Capture) -> None:
        (desk / "preflight.toml").write_text('required-plugins = ["loud>=1.0"]\n', encoding="utf-8")
        name = draft()
        assert _checked(capsys, name, *AS_OF)[0] == 1
        status, out, _ = _checked(capsys, name, *AS_OF, "--no-plugins")
        assert status == 2
        assert "PLG004" in out

    @pytest.mark.parametrize(("form", "words"), [("exit", "SystemExit"), ("number", "type int, not text")])
    def test_a_reporter_that_breaks_is_two(
        self, draft: Draft, capsys: Capture, form: str, words: str
    ) -> None:
        status, out, err = _checked(capsys, draft(), *AS_OF, "--format", form)
        assert (status, out) == (2, "")
        assert words in err


def test_a_breakdown_of_our_own_is_two_and_asks_for_a_report(
    draft: Draft, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise RuntimeError("unforeseen")

    monkeypatch.setattr("preflight.engine.check_drafts", break_down)
    status, out, err = _checked(capsys, draft())
    assert (status, out) == (2, "")
    assert "RuntimeError: unforeseen" in err
    assert "Please report" in err


def test_an_interruption_is_two(draft: Draft, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("preflight.engine.check_drafts", interrupt)
    assert _checked(capsys, draft())[0] == 2


def test_every_status_has_a_sentence() -> None:
    source = Path(__import__("preflight.result", fromlist=["_"]).__file__).read_text(encoding="utf-8")
    for status in ExitStatus:
        after = source.split(f"{status.name} = {status.value}\n", 1)[1]
        assert after.lstrip().startswith('"""')
