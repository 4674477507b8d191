"""The text report: what a reader sees, line by line."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import ModuleType

import pytest

from preflight.config import Suppression
from preflight.reports.style import PLAIN, Style, printable
from preflight.reports.text import render_text
from preflight.result import RunResult
from preflight.testing import Signature, power_of_attorney

Result = Callable[..., RunResult]

ATTORNEY = (Signature("/s/ Jonas Feld, attorney-in-fact for Miriam Adler"),)


def test_a_clean_draft_is_told_with_the_reason_why_it_may_be_signed(result: Result) -> None:
    assert render_text(result()) == (
        "draft.xml  Form 4, issuer CIK 0001900000\n"
        "  Authority for owner with CIK 0001900001: authorized\n"
        "    Signature 1: Miriam Adler, on 2026-04-08: authorized\n"
        "      Miriam Adler is the reporting owner and signs in person.\n"
        "\n"
        "1 draft: passed. No findings. As of 2026-04-09.\n"
        "Registry: poa-registry.json\n"
    )


def test_a_finding_is_told_with_place_remedy_and_evidence(result: Result) -> None:
    lines = render_text(result(remarks="much")).splitlines()
    start = next(number for number, line in enumerate(lines) if "NOT001" in line)
    assert re.fullmatch(r"  draft\.xml:\d+: NOT001 warning: Remarks say much\.", lines[start])
    assert lines[start + 1 : start + 3] == [
        "      at /ownershipDocument/remarks",
        "      do Say less.",
    ]
    assert lines[-2] == "1 draft: passed. 1 warning. As of 2026-04-09."


def test_suppressed_findings_are_counted_with_their_reasons(result: Result) -> None:
    text = render_text(result(remarks="much", suppress=(Suppression("NOT001", "ticket 118"),)))
    assert "  1 suppressed: NOT001 (ticket 118)\n" in text
    assert "\n1 draft: passed. 1 suppressed. As of 2026-04-09.\n" in text


def test_a_limited_run_says_that_authority_was_not_looked_at(result: Result) -> None:
    text = render_text(result(select=("NOT",), signatures=ATTORNEY))
    assert "Authority was not looked at" in text
    assert "Authority for" not in text


def test_a_run_that_was_not_carried_out_does_not_say_passed(
    result: Result, broken_plugin: ModuleType
) -> None:
    text = render_text(result(plugins={"broken": broken_plugin}))
    assert "could not be checked completely, so not passed" in text
    assert 'PLG002 error: The plugin "broken" broke in preflight_check: ValueError: no calendar' in text


def test_the_registry_is_named_once(result: Result) -> None:
    assert render_text(result(power_of_attorney())).count("Registry: poa-registry.json") == 1


def test_without_colour_there_is_no_escape(result: Result) -> None:
    assert "\x1b" not in render_text(result(remarks="x", signatures=ATTORNEY))


def test_with_colour_the_words_are_the_same(result: Result) -> None:
    made = result(remarks="x", signatures=ATTORNEY)
    colored = render_text(made, Style(colored=True))
    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == render_text(made, PLAIN)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain \u00e9 \u4e2d", "plain \u00e9 \u4e2d"),
        ("two\nlines", "two\\nlines"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("c1 \x9b31m", "c1 \\x9b31m"),
        ("turned \u202e around", "turned \\u202e around"),
        ("lone \udc80", "lone \\udc80"),
    ],
)
def test_what_could_play_with_a_terminal_is_written_out(text: str, shown: str) -> None:
    assert printable(text) == shown


@pytest.mark.parametrize("remarks", ["one\ntwo", "c1 \x9b2J", "turned \u202e around"])
def test_a_draft_cannot_break_the_lines_of_a_report(result: Result, remarks: str) -> None:
    plain = render_text(result(remarks="harmless"))
    text = render_text(result(remarks=remarks))
    assert text.count("\n") == plain.count("\n")
    assert all(line.isprintable() for line in text.splitlines())


def test_a_path_cannot_either(with_draft_named: Callable[[str], RunResult]) -> None:
    text = render_text(with_draft_named("evil\x1b[2J\nname.xml"))
    assert all(line.isprintable() for line in text.splitlines())


def test_a_ccc_in_a_signature_line_is_hidden(result: Result) -> None:
    text = render_text(
        result(
            values={"reportingOwner/reportingOwnerId/rptOwnerCcc": "zq4$mmk7"},
            signatures=(Signature("/s/ zq4$mmk7 Adler"),),
        )
    )
    assert "zq4$mmk7" not in text
