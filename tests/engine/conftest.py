"""What the specifications of the engine share: drafts on disk, runs with plugins made on the spot."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from preflight.config import Settings, load_settings
from preflight.engine import check_drafts
from preflight.plugins import Plugins, load_plugins
from preflight.result import RunResult
from preflight.testing import TODAY, draft_xml


@pytest.fixture
def draft(tmp_path: Path) -> Callable[..., str]:
    """Write a draft with the given deviations and return its path."""

    def write(name: str = "form4.xml", **deviations: Any) -> str:
        path = tmp_path / name
        path.write_bytes(draft_xml(**deviations))
        return str(path)

    return write


@pytest.fixture
def plugin() -> Callable[..., object]:
    """Make a plugin, a module as installed ones are, of hook implementations given by name."""

    def make(**hooks: object) -> object:
        module = ModuleType("house_plugin")
        vars(module).update(hooks)
        return module

    return make


@pytest.fixture
def settings(tmp_path: Path) -> Callable[..., Settings]:
    """Settings from flags and the text of a configuration file, nothing else."""

    def load(text: str = "", **flags: Any) -> Settings:
        file = tmp_path / "preflight.toml"
        file.write_text(text, encoding="utf-8")
        named = {name.replace("_", "-"): value for name, value in flags.items()}
        return load_settings(named, environment={}, file=file)

    return load


@pytest.fixture
def run(settings: Callable[..., Settings]) -> Callable[..., RunResult]:
    """Check drafts with the given plugins only, none of them built in."""

    def check(
        drafts: str | Sequence[str],
        plugins: Mapping[str, object] | None = None,
        text: str = "",
        today: date = TODAY,
        **flags: Any,
    ) -> RunResult:
        loaded: Plugins = load_plugins(built_in=(), third_party=False)
        for name, each in (plugins or {}).items():
            loaded.add(each, name, version="1.0", origin="test")
        paths = [drafts] if isinstance(drafts, str) else drafts
        return check_drafts(paths, settings(text, **flags), loaded, today=today)

    return check
