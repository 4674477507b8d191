"""What hostile specifications share: a run with plugins made on the spot, and the real command."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from preflight.config import load_settings
from preflight.engine import check_filing
from preflight.plugins import Plugins, load_plugins
from preflight.result import RunResult
from preflight.testing import TODAY, filing

PROJECT = Path(__file__).parents[2]
Run = Callable[..., RunResult]
Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def evil() -> Callable[..., ModuleType]:
    """Make a plugin, a module as installed ones are, of functions given by name."""

    def make(**functions: object) -> ModuleType:
        module = ModuleType("evil_plugin")
        vars(module).update(functions)
        return module

    return make


@pytest.fixture
def run_with(tmp_path: Path) -> Callable[..., RunResult]:
    """Check a filing with the built-in plugins and one more; further keywords are settings."""

    def run(plugin: object, *, name: str = "evil", first: bool = False, **flags: Any) -> RunResult:
        plugins = load_plugins(built_in=(), third_party=False) if first else load_plugins(third_party=False)
        plugins.add(plugin, name, version="1", origin="test")
        if first:
            _add_built_in(plugins)
        settings = load_settings(
            {key.replace("_", "-"): value for key, value in flags.items()}, environment={}, start=tmp_path
        )
        return check_filing(filing(), settings, plugins, registry=None, today=TODAY)

    return run


def _add_built_in(plugins: Plugins) -> None:
    from preflight.checks import authority

    plugins.add(authority, "authority", version="1", origin="test")


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """Run the real command in a folder of its own; a string of redirections goes through the shell."""

    def run(*arguments: str, redirect: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
        words = [sys.executable, "-m", "preflight", *arguments]
        if redirect:
            words = ["sh", "-c", f'"$@" {redirect}', "sh", *words]
        return subprocess.run(
            words,
            cwd=tmp_path,
            env={"PYTHONPATH": str(PROJECT), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path), **variables},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    return run
