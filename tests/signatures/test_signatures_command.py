"""``preflight signatures`` shows people and programs what was understood."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from preflight.cli import main
from preflight.testing import Owner, Signature, draft_xml


@pytest.fixture
def draft(tmp_path: Path) -> str:
    """A published filing of a fund and its manager, each with a line."""
    path = tmp_path / "fund.xml"
    path.write_bytes(
        draft_xml(
            schema_version="X0609",
            owners=[Owner(cik="0001900003", name="Lantern Fund I, L.P."), Owner(name="MARSH ZOE")],
            signatures=[
                Signature(name="/s/ Zoe Marsh"),
                Signature(
                    name="Lantern Fund I, L.P., by: Lantern GP LLC, its general partner, by: /s/ Zoe Marsh"
                ),
            ],
        )
    )
    return str(path)


def test_text_says_who_signed_for_whom_and_why(draft: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["signatures", draft]) == 0
    out = capsys.readouterr().out
    assert "signer: Zoe Marsh" in out
    assert "through: Lantern Fund I, L.P. > Lantern GP LLC (general partner)" in out
    assert "stands for Lantern Fund I, L.P.: Lantern Fund I, L.P. is an entity of the line's chain" in out
    assert "stands for MARSH ZOE (in person)" in out


def test_carets_stand_under_what_was_not_understood(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["signatures", "--line", "/s/ Avery Proxy, attorney-in-fact or Dana Quill"]) == 0
    text, carets, *_ = capsys.readouterr().out.splitlines()
    assert text[carets.index("^") : carets.rindex("^") + 1] == "or"


def test_json_gives_every_part_with_its_span(draft: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["signatures", "--format", "json", draft, "--line", "/s/ Dana Quill"]) == 0
    document = json.loads(capsys.readouterr().out)
    (line,) = document["lines"]
    name = line["signers"][0]["name"]
    assert line["raw"][name["start"] : name["end"]] == name["text"] == "Dana Quill"
    (read,) = document["drafts"]
    assert [(pair["owner"], pair["signature"], pair["basis"]) for pair in read["attributed"]] == [
        (1, 2, "entity_chain"),
        (2, 1, "own_name"),
    ]


def test_without_a_recorded_name_nobody_signs_in_person(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A draft gives no names; where no registry does, whether the signer is the owner cannot be told."""
    draft = tmp_path / "draft.xml"
    draft.write_bytes(draft_xml(signatures=[Signature(name="/s/ Dana Quill")]))
    assert main(["signatures", str(draft)]) == 0
    assert "whether Dana Quill is the owner cannot be told" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["nowhere.xml"], ["--registry", "nowhere.json", "nowhere.xml"]])
def test_what_cannot_be_done_is_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["signatures", *arguments]) == 2
    assert capsys.readouterr().err.startswith("preflight: ")


def test_control_characters_do_not_reach_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    main(["signatures", "--line", "/s/ Dana\x1b[31m Quill"])
    assert "\x1b" not in capsys.readouterr().out
