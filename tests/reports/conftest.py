"""What the specifications of reports share: results of real runs over filings made on the spot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

from preflight.config import SETTINGS, Settings, Suppression
from preflight.engine import check_filing
from preflight.filing.model import Filing
from preflight.findings import Rule, Severity
from preflight.hookspecs import hookimpl
from preflight.plugins import Plugins
from preflight.result import RunResult
from preflight.testing import TODAY, filing, registry

AUTHORITY = Rule("AUT999", Severity.ERROR, "Asks for authority", "test", suppressible=False)
NOTED = Rule("NOT001", Severity.WARNING, "Noted", "test", message="Remarks say {said}.", remedy="Say less.")


class House:
    """A plugin that quotes the remarks, and brings a rule on authority so that it is asked."""

    @hookimpl
    def preflight_rules(self) -> list[Rule]:
        return [AUTHORITY, NOTED]

    @hookimpl
    def preflight_check(self, filing: Filing) -> Any:
        if filing.remarks is not None:
            yield NOTED.at(
                filing.remarks.place, said=filing.remarks.raw, words=tuple(filing.remarks.raw.split())
            )


@pytest.fixture
def result() -> Callable[..., RunResult]:
    """Check one filing with the plugin above, and whichever others are given."""

    def check(
        *instruments: Any,
        select: tuple[str, ...] = (),
        suppress: tuple[Suppression, ...] = (),
        plugins: Mapping[str, object] | None = None,
        with_registry: bool = True,
        **deviations: Any,
    ) -> RunResult:
        loaded = Plugins()
        for name, plugin in {"house": House(), **(plugins or {})}.items():
            loaded.add(plugin, name, version="1.2", origin="house-rules")
        settings = Settings(
            {**{setting.name: setting.default for setting in SETTINGS}, "select": select},
            {},
            suppressions=suppress,
        )
        papers = registry(*instruments) if with_registry else None
        return check_filing(filing(**deviations), settings, loaded, registry=papers, today=TODAY)

    return check


@pytest.fixture
def with_draft_named(result: Callable[..., RunResult]) -> Callable[[str], RunResult]:
    """A result whose draft has the given path."""

    def make(path: str) -> RunResult:
        made = result()
        return replace(made, drafts=tuple(replace(draft, draft=path) for draft in made.drafts))

    return make


@pytest.fixture
def broken_plugin() -> ModuleType:
    """A plugin that breaks on every filing."""
    module = ModuleType("broken")

    @hookimpl
    def preflight_check(filing: Filing) -> None:
        raise ValueError("no calendar")

    module.preflight_check = preflight_check  # type: ignore[attr-defined]
    return module
