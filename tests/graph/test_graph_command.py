"""`preflight registry graph`: what is printed, what is written, and the exit status."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from preflight.cli import main

SAMPLES = Path(__file__).parents[2] / "sample_filings"
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def graph(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., int]:
    """Run the command over the sample whose registry was revoked, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    registry = str(SAMPLES / "hartford-later" / "poa-registry.json")
    return lambda *words: main(["registry", "graph", "--registry", registry, *words])


@pytest.mark.parametrize(
    ("name", "start"), [("svg", "<svg xmlns="), ("dot", "digraph authority {"), ("mermaid", "flowchart LR")]
)
def test_each_format(graph: Callable[..., int], capsys: Captured, name: str, start: str) -> None:
    assert graph("--on", "2011-03-02", "--format", name) == 0
    assert capsys.readouterr().out.startswith(start)


def test_the_drawing_is_as_of_the_day(graph: Callable[..., int], capsys: Captured) -> None:
    texts = []
    for day in ("2011-02-28", "2011-03-02", "2011-03-04"):
        assert graph("--on", day, "--format", "dot") == 0
        texts.append(capsys.readouterr().out)
    told = ["in force", "cannot tell: revocation not delivered", "ended 2011-03-03: revoked"]
    assert [words in text for words, text in zip(told, texts, strict=True)] == [True] * 3


def test_output_goes_to_a_file(graph: Callable[..., int], capsys: Captured, tmp_path: Path) -> None:
    assert graph("--on", "2011-03-02", "--output", "g.svg") == 0
    assert (tmp_path / "g.svg").read_text(encoding="utf-8").startswith("<svg")
    assert capsys.readouterr().out == ""


def test_a_file_that_cannot_be_written(graph: Callable[..., int], capsys: Captured) -> None:
    assert graph("--output", "no/such/folder/g.svg") == 2
    assert "cannot be written to no/such/folder/g.svg" in capsys.readouterr().err


def test_what_the_limit_leaves_out_is_said(graph: Callable[..., int], capsys: Captured) -> None:
    assert graph("--limit", "3") == 0
    assert "5 grants to attorneys are not drawn" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [("--limit", "0"), ("--limit", "many"), ("--on", "2011-02-30"), ("--owner", "x"), ("--format", "png")],
)
def test_wrong_usage(graph: Callable[..., int], words: tuple[str, ...]) -> None:
    assert graph(*words) == 2


def test_one_owner_and_one_issuer(graph: Callable[..., int], capsys: Captured) -> None:
    assert graph("--owner", "1496141", "--issuer", "874766", "--format", "dot") == 0
    assert "levenson-2010" in capsys.readouterr().out
    assert graph("--issuer", "1", "--format", "dot") == 0
    assert "nothing to draw" in capsys.readouterr().out


def test_only_what_was_known(graph: Callable[..., int], capsys: Captured) -> None:
    """The samples record no days of learning, so everything was known from the start."""
    assert graph("--on", "2011-03-04", "--known-at", "2010-01-01", "--format", "dot") == 0
    assert "ended 2011-03-03: revoked" in capsys.readouterr().out


def test_no_registry(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Captured) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["registry", "graph", "--registry", "missing.json"]) == 2
    assert "missing.json" in capsys.readouterr().err
