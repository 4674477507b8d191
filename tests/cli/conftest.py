"""What the specifications of the command line share: drafts with a registry, and runs in a process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from preflight.registries.encode import encode_instrument
from preflight.testing import draft_xml, power_of_attorney

ROOT = Path(__file__).parents[2]

REGISTRY = {
    "version": 1,
    "people": [{"name": "Miriam Adler", "cik": "0001900001", "aliases": ["ADLER MIRIAM"]}],
    "instruments": [encode_instrument(power_of_attorney())],
}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a registry in it and no settings from outside."""
    for name in [name for name in os.environ if name.startswith("PREFLIGHT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("NO_COLOR", raising=False)
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "poa-registry.json").write_text(json.dumps(REGISTRY), encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def draft(desk: Path) -> Callable[..., str]:
    """Write a draft with the given deviations into the current folder; returns its name."""

    def write(name: str = "form4.xml", **deviations: Any) -> str:
        path = desk / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(draft_xml(**deviations))
        return name

    return write


@pytest.fixture
def process(desk: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run ``python -m preflight`` in a process of its own, in the current folder."""

    def run(
        *arguments: str, environment: dict[str, str] | None = None, **options: Any
    ) -> subprocess.CompletedProcess[bytes]:
        paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        return subprocess.run(
            [sys.executable, "-m", "preflight", *arguments],
            cwd=desk,
            env={**os.environ, "PYTHONPATH": paths, **(environment or {})},
            capture_output="stdout" not in options,
            timeout=120,
            check=False,
            **options,
        )

    return run
