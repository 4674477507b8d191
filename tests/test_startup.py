"""Start-up: a clean draft is checked without importing what only other paths need.

Import time is most of what a hook costs, so what is absent is asserted, in a fresh interpreter; clocks stay
in the benchmarks.
"""

from __future__ import annotations

import ast
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
    "base64",
    "random",
    "shutil",
    "tempfile",
    "preflight.testing",
    "preflight.reports.json",
    "preflight.registries.http",
    "preflight.registries.schema_classes",
    "preflight.authority.lint.run",
    "preflight.authority.standing",
    "preflight.filing.edgar_submission",
    "preflight.filing.schemas.alignment",
    "preflight.filing.schemas.description",
    "preflight.filing.schemas.walk",
    "preflight.filing.signatures.formatting",
)
POWERS_READ = ("preflight.poa", "preflight.poa.attached")
"""All of the reading of powers of attorney that a filing without one needs."""
SEARCH = ("preflight.authority.search", "preflight.authority.term", "preflight.authority.supersession")
"""What is needed only where somebody signs for the owner."""

SCRIPT = """\
import sys
from preflight.cli import main
status = main(sys.argv[1:])
print(status, *sorted(sys.modules), file=sys.stderr)
"""


def _modules(folder: Path, *arguments: str) -> tuple[int, set[str]]:
    """Run the command in a fresh interpreter; the status, and every module imported by its end."""
    status, *modules = _run(SCRIPT, folder, *arguments).stderr.split()
    return int(status), set(modules)


def _run(script: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFLIGHT_")}
    environment |= {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(folder / "cache")}
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )


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
    assert {module for module in modules if module.startswith("preflight.poa")} <= set(POWERS_READ)


def test_who_may_sign_for_others_is_searched_where_somebody_does(folder: Path) -> None:
    for name, expected in (("owner.xml", ()), ("attorney.xml", SEARCH)):
        _, modules = _modules(folder, name, "--as-of", "2026-04-09", "--no-plugins")
        assert _loaded(modules, SEARCH) == set(expected)


def test_every_module_takes_the_lazy_dataclass() -> None:
    """The standard decorator would take half a millisecond for each class, whether it is used or not."""
    standard = [
        path.name
        for path in sorted((ROOT / "preflight").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "dataclasses"
        if "dataclass" in {alias.name for alias in node.names}
    ]
    assert standard == ["lazy_dataclass.py"]


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
