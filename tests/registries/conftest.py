"""Fixtures: an own cache folder for each test, the sample registry of two papers, and ways to load it."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from preflight.authority.registry import Registry
from preflight.registries import RegistryError
from preflight.registries.build import build_registry

SAMPLE: dict[str, Any] = {
    "version": 1,
    "issuers": [{"cik": "7001", "name": "Harbour Insurance Group, Inc."}],
    "people": [{"name": "Dora N. Lewis", "cik": "9001"}],
    "instruments": [
        {
            "id": "lewis-2010",
            "type": "power_of_attorney",
            "executed": "2010-07-07",
            "principal": {"name": "Dora N. Lewis", "cik": "9001"},
            "attorneys": ["Alan B. Kay", "Rita A. Anders"],
            "exercise": "several",
            "scope": [
                {
                    "clause": "i",
                    "forms": ["ID", "3", "4", "5"],
                    "amendments": "explicit",
                    "successor_forms": True,
                    "issuers": ["7001"],
                },
                {"clause": "ii", "forms": ["144"], "issuers": ["7001"]},
            ],
            "may_delegate": "yes_subject_to_law",
            "term": [{"rule": "obligation_end", "obligation": "section_16", "issuers": ["7001"]}],
            "revocation": {"method": "signed_writing", "delivery": "attorneys"},
            "supersedes": "all",
        },
        {
            "id": "anders-2010",
            "type": "delegation",
            "executed": "2010-07-09",
            "principal": {"name": "Dora N. Lewis", "cik": "9001"},
            "derives_from": "lewis-2010",
            "grantors": ["Rita A. Anders"],
            "attorneys": ["Lee T. Sommer"],
            "scope": [{"clause": "i", "forms": ["3", "4", "5"], "issuers": ["7001"]}],
            "term": ["upstream_valid"],
        },
    ],
    "events": [
        {"id": "lewis-dies", "type": "death", "person": "Dora N. Lewis", "cik": "9001", "date": "2019-02-03"}
    ],
}


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the stamps or copies of another, nor those of the user; nor his token or proxy."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    for name in ("PREFLIGHT_REGISTRY_TOKEN", "PREFLIGHT_REGISTRY", "http_proxy", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def sample() -> dict[str, Any]:
    """A fresh copy of a good registry document: a power of attorney and a delegation under it."""
    return copy.deepcopy(SAMPLE)


@pytest.fixture(scope="session")
def whole_sample() -> dict[str, Any]:
    """The good registry document, for properties that copy it themselves."""
    return SAMPLE


@pytest.fixture
def build() -> Callable[[Any], Registry]:
    """Build a registry from a document (a value, text or bytes)."""
    return _build


@pytest.fixture
def refusal() -> Callable[[Any], RegistryError]:
    """Return the error with which a document is refused; fail where it is accepted."""

    def refuse(document: Any) -> RegistryError:
        with pytest.raises(RegistryError) as caught:
            _build(document)
        return caught.value

    return refuse


@pytest.fixture
def registry_file(tmp_path: Path) -> Callable[..., Path]:
    """Write a document to ``poa-registry.json`` in the test's folder and return its path."""

    def write(document: Any = SAMPLE) -> Path:
        path = tmp_path / "poa-registry.json"
        path.write_bytes(_as_bytes(document))
        return path

    return write


@pytest.fixture
def fresh_python() -> Callable[[str], str]:
    """Run code in a fresh interpreter that sees this checkout; return what it prints."""

    def run(code: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, env=python_environment()
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture
def python_env() -> dict[str, str]:
    """The environment in which a child process imports this checkout."""
    return python_environment()


def python_environment() -> dict[str, str]:
    """See the fixture ``python_env``."""
    checkout = str(Path(__file__).parents[2])
    return {**os.environ, "PYTHONPATH": os.pathsep.join([checkout, *sys.path])}


def _build(document: Any) -> Registry:
    return build_registry(_as_bytes(document), "r.json")


def _as_bytes(document: Any) -> bytes:
    if isinstance(document, bytes):
        return document
    return (document if isinstance(document, str) else json.dumps(document, indent=2)).encode()
