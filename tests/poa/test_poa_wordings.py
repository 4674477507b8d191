"""Every wording of the clause grammar matches its examples and none of its counter-examples."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import preflight.poa
from preflight.poa.flow import Flow
from preflight.poa.wording import Wording


def tables() -> Iterator[tuple[str, Wording[object]]]:
    """All wordings of all modules of the package, each with the name of its table."""
    for module in pkgutil.iter_modules(preflight.poa.__path__):
        loaded = importlib.import_module(f"preflight.poa.{module.name}")
        for name, value in vars(loaded).items():
            if isinstance(value, tuple) and value and all(isinstance(entry, Wording) for entry in value):
                owner = value[0].__class__.__module__
                assert owner == "preflight.poa.wording"
                yield from ((name, entry) for entry in value)


WORDINGS = sorted(
    {(name, wording.name): wording for name, wording in tables()}.items(), key=lambda item: item[0]
)


def matches(wording: Wording[object], text: str) -> bool:
    flow = Flow(text, 0, len(text))
    return wording.expression.search(flow.text) is not None


def test_the_grammar_is_found() -> None:
    """The walk over the package sees the tables: a renamed module must not empty these tests."""
    assert len(WORDINGS) > 60


@pytest.mark.parametrize(("place", "wording"), WORDINGS, ids=lambda value: str(value)[:60])
def test_wording_has_examples_and_matches_them(place: tuple[str, str], wording: Wording[object]) -> None:
    assert wording.examples, f"{place}: a wording needs at least one example"
    for example in wording.examples:
        assert matches(wording, example), example


@pytest.mark.parametrize(
    ("place", "wording"),
    [entry for entry in WORDINGS if entry[1].counter_examples],
    ids=lambda value: str(value)[:60],
)
def test_wording_leaves_its_counter_examples_alone(place: tuple[str, str], wording: Wording[object]) -> None:
    for example in wording.counter_examples:
        assert not matches(wording, example), example


@pytest.mark.parametrize(("place", "wording"), WORDINGS, ids=lambda value: str(value)[:60])
def test_wording_matches_over_line_ends(place: tuple[str, str], wording: Wording[object]) -> None:
    """A paper breaks its lines anywhere: every blank of an example may be a line end with indentation."""
    for example in wording.examples:
        assert matches(wording, example.replace(" ", "\r\n   ")), example
