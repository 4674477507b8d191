"""What the specifications of the questions share: random registries, the samples, and a desk to run on."""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from preflight.authority.decision import AuthorityRequest
from preflight.authority.instruments import Document, Event, Instrument, IssuerRecord, PersonRecord
from preflight.authority.registry import Registry
from preflight.cli import main
from preflight.registries.encode import encode_event, encode_instrument

ROOT = Path(__file__).parents[2]
AT = Document(url="https://papers.example/power.txt")
"""Where the papers of these specifications are said to be, so that their absence is no finding."""


@pytest.fixture(scope="session")
def random_world() -> Callable[[int], tuple[Registry, AuthorityRequest]]:
    """Seed to registry and question: those against which the decision procedure is compared."""
    name = "random_registries_for_questions"
    path = ROOT / "tests" / "authority" / "random_registries.py"
    specification = importlib.util.spec_from_file_location(name, path)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    sys.modules[name] = module
    specification.loader.exec_module(module)
    found: Callable[[int], tuple[Registry, AuthorityRequest]] = module.random_world
    return found


@pytest.fixture
def samples() -> Path:
    """The folder of the sample filings."""
    return ROOT / "sample_filings"


@dataclass(frozen=True)
class Ran:
    """What a command left: exit status and the two streams."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The output as JSON."""
        return json.loads(self.out)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, without settings from outside."""
    for name in [name for name in os.environ if name.startswith("PREFLIGHT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def preflight(desk: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run a command in the current folder."""

    def run(*words: str) -> Ran:
        capsys.readouterr()
        status = main(list(words))
        out, err = capsys.readouterr()
        return Ran(status, out, err)

    return run


@pytest.fixture
def write_registry(desk: Path) -> Callable[..., str]:
    """Write instruments and events as the registry of the current folder; returns its name."""

    def write(
        *instruments: Instrument,
        events: Sequence[Event] = (),
        people: Sequence[PersonRecord] = (),
        issuers: Sequence[IssuerRecord] = (),
        name: str = "poa-registry.json",
    ) -> str:
        document = {
            "version": 1,
            "issuers": [{"cik": issuer.cik, "name": issuer.name} for issuer in issuers],
            "people": [
                {"name": person.name, "cik": person.cik, "aliases": list(person.aliases)} for person in people
            ],
            "instruments": [encode_instrument(instrument) for instrument in instruments],
            "events": [encode_event(event) for event in events],
        }
        (desk / name).write_text(json.dumps(document, indent=1), encoding="utf-8")
        return name

    return write
