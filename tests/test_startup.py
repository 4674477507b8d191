"""Start-up: a clean draft is checked without importing what only other paths need.

Import time is most of what a hook costs, so what is absent is asserted, in a fresh interpreter; clocks stay
in the benchmarks.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from preflight.plugins import _any_entry_point
from preflight.registries.encode import encode_instrument
from preflight.testing import Signature, draft_xml, power_of_attorney

ROOT = Path(__file__).parents[1]

ABSENT = (
    "requests",
    "urllib3",
    "jsonschema",
    "importlib.metadata",
    "rapidfuzz",
    "nameparser",
    "rich",
    "xml.sax",
    "difflib",
    "lxml.html",
    "logging",
    "tomllib",
    "email",
    "http.client",
    "ssl",
    "asyncio",
    "unittest",
    "preflight.testing",
    "preflight.reports.json",
    "preflight.registries.http",
)

SCRIPT = """\
import sys
from preflight.cli import main
status = main(sys.argv[1:])
print(status, *sorted(sys.modules), file=sys.stderr)
"""


def _modules(folder: Path, *arguments: str) -> tuple[int, set[str]]:
    """Run the command in a fresh interpreter; the status, and every module imported by its end."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFLIGHT_")}
    environment |= {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(folder / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    status, *modules = done.stderr.split()
    return int(status), set(modules)


def _loaded(modules: set[str], names: Sequence[str]) -> set[str]:
    return {name for name in names if name in modules}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a registry, a draft signed by the owner, and one signed by an attorney-in-fact."""
    registry = {
        "version": 1,
        "people": [{"name": "Miriam Adler", "cik": "0001900001"}],
        "instruments": [encode_instrument(power_of_attorney())],
    }
    (tmp_path / "poa-registry.json").write_text(json.dumps(registry), encoding="utf-8")
    (tmp_path / "owner.xml").write_bytes(draft_xml())
    signed = (Signature("/s/ Jonas Feld, attorney-in-fact for Miriam Adler"),)
    (tmp_path / "attorney.xml").write_bytes(draft_xml(signatures=signed))
    return tmp_path


@pytest.mark.parametrize("name", ["owner.xml", "attorney.xml"])
def test_a_clean_draft_with_a_known_registry_imports_nothing_heavy(folder: Path, name: str) -> None:
    """The first run validates the registry by its schema and remembers that; the second need not."""
    arguments = (name, "--as-of", "2026-04-09", "--no-plugins")
    _modules(folder, *arguments)
    status, modules = _modules(folder, *arguments)
    assert status == 0
    assert _loaded(modules, ABSENT) == set()


@pytest.mark.skipif(_any_entry_point(), reason="a third-party plugin is installed here")
def test_where_no_plugin_is_installed_none_is_looked_up(folder: Path) -> None:
    _modules(folder, "owner.xml", "--as-of", "2026-04-09")
    _, modules = _modules(folder, "owner.xml", "--as-of", "2026-04-09")
    assert "importlib.metadata" not in modules


@pytest.mark.parametrize("arguments", [("--version",), ("--help",)])
def test_what_needs_no_engine_imports_none(folder: Path, arguments: tuple[str, ...]) -> None:
    _, modules = _modules(folder, *arguments)
    assert _loaded(modules, (*ABSENT, "lxml", "lxml.etree", "pluggy", "preflight.engine")) == set()


def test_the_front_door_is_lazy(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys, preflight; print(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert [name for name in done.stdout.split() if name.startswith("preflight.")] == []
