"""Running one check or one plugin over a filing, without files, registry locations or other plugins."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from preflight.authority.registry import Registry
from preflight.filing.model import Filing
from preflight.findings import Finding
from preflight.hookspecs import CheckContext
from preflight.plugins import Plugins

TODAY = date(2026, 4, 9)
"""The as-of day of tests: two business days after the default filing's transaction."""

PLUGIN = "plugin-under-test"


def context(
    filing: Filing,
    *,
    registry: Registry | None = None,
    as_of: date = TODAY,
    known_at: date | None = None,
    filing_date: date | None = None,
    settings: dict[str, Any] | None = None,
) -> CheckContext:
    """Return the context that the engine would give to a check of ``filing``."""
    from preflight.filing.signatures.attribution import attribute
    from preflight.poa.attached import read_attached, with_attached

    attached = read_attached(filing, registry.as_known_at(known_at) if registry is not None else None)
    papers = with_attached(registry, attached)
    return CheckContext(
        registry=registry,
        as_of=as_of,
        known_at=known_at,
        filing_date=as_of if filing_date is None else filing_date,
        settings=settings or {},
        exhibits=filing.exhibits,
        attribution=attribute(filing, papers.names_by_cik if papers is not None else None),
        attached=attached,
    )


def run(
    check: object,
    filing: Filing,
    *,
    registry: Registry | None = None,
    as_of: date = TODAY,
    known_at: date | None = None,
    filing_date: date | None = None,
    **settings: Any,
) -> list[Finding]:
    """Run ``check`` over ``filing`` and return its findings, sorted as in a report.

    ``check`` is a plugin (a module or object with hook implementations: all its judging hooks run, the
    authority hook once for each owner and signature) or one check function, which takes the filing or the
    filing and the context. ``settings`` are the plugin's own, underscores standing for hyphens. Raises
    ``AssertionError`` where a plugin breaks the hook contract.
    """
    own = {name.replace("_", "-"): value for name, value in settings.items()}
    if callable(check):
        about = context(
            filing,
            registry=registry,
            as_of=as_of,
            known_at=known_at,
            filing_date=filing_date,
            settings=own,
        )
        return sorted(_call(check, filing, about) or (), key=lambda finding: finding.sort_key)
    return _run_plugin(check, filing, registry, own, as_of, known_at, filing_date)


def load(plugin: object) -> Plugins:
    """Register ``plugin`` alone; raises ``AssertionError`` where it breaks the hook contract."""
    plugins = Plugins()
    plugins.add(plugin, PLUGIN, version="0", origin="test")
    assert not plugins.findings, plugins.findings[0].message
    return plugins


def _run_plugin(
    plugin: object,
    filing: Filing,
    registry: Registry | None,
    settings: dict[str, Any],
    as_of: date,
    known_at: date | None,
    filing_date: date | None,
) -> list[Finding]:
    """Let the engine run the plugin alone, so that it meets here what it meets in use."""
    from preflight.config import SETTINGS, Settings
    from preflight.engine import check_filing
    from preflight.plugins import PLUGIN_RULES

    values = {setting.name: setting.default for setting in SETTINGS}
    values.update({"as-of": as_of, "known-at": known_at, "filing-date": filing_date})
    result = check_filing(
        filing,
        Settings(values, {}, plugin_settings={PLUGIN: settings}),
        load(plugin),
        registry=registry,
        today=as_of,
    )
    broken = [finding.message for finding in result.findings if finding.rule in PLUGIN_RULES]
    assert not broken, broken[0]
    return list(result.findings)


def _call(check: Callable[..., Iterable[Finding] | None], filing: Filing, about: CheckContext) -> Any:
    from inspect import signature

    parameters = list(signature(check).parameters)
    if len(parameters) == 1:
        return check(about if parameters[0] == "context" else filing)
    return check(filing, about)
