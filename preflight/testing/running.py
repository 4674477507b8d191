"""Running one check or one plugin over a filing, without files, registry locations or other plugins."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from preflight.authority.registry import Registry
from preflight.filing.model import Filing
from preflight.findings import Finding
from preflight.hookspecs import CheckContext
from preflight.isolation import judge
from preflight.plugins import Plugins

TODAY = date(2026, 3, 4)
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

    return CheckContext(
        registry=registry,
        as_of=as_of,
        known_at=known_at,
        filing_date=as_of if filing_date is None else filing_date,
        settings=settings or {},
        exhibits=filing.exhibits,
        attribution=attribute(filing, registry.names_by_cik if registry is not None else None),
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
    if callable(check) and not isinstance(check, type):
        about = context(
            filing,
            registry=registry,
            as_of=as_of,
            known_at=known_at,
            filing_date=filing_date,
            settings=own,
        )
        return _sorted(_call(check, filing, about) or ())
    plugins = load(check)
    about = context(
        filing,
        registry=registry,
        as_of=as_of,
        known_at=known_at,
        filing_date=filing_date,
        settings=dict(plugins.settings_for(PLUGIN, own)),
    )
    return _sorted(_judged(plugins, filing, about))


def load(plugin: object) -> Plugins:
    """Register ``plugin`` alone; raises ``AssertionError`` where it breaks the hook contract."""
    plugins = Plugins()
    plugins.add(plugin, PLUGIN, version="0", origin="test")
    assert not plugins.findings, plugins.findings[0].message
    return plugins


def _judged(plugins: Plugins, filing: Filing, about: CheckContext) -> Iterable[Finding]:
    declared = plugins.declared(PLUGIN)
    questions: list[dict[str, Any]] = [{"filing": filing, "context": about}]
    for implementation in plugins.implementations("preflight_check"):
        yield from _kept(judge(implementation, questions[0], declared, filing.place))
    for implementation in plugins.implementations("preflight_validate_authority"):
        for arguments in _authority_questions(filing, about):
            yield from _kept(judge(implementation, arguments, declared, filing.place))


def _authority_questions(filing: Filing, about: CheckContext) -> Iterable[dict[str, Any]]:
    from preflight.authority.questions import ask

    assert about.attribution is not None
    decisions = ask(
        filing,
        about.attribution,
        about.registry,
        as_of=about.as_of,
        known_at=about.known_at,
        filing_date=about.filing_date,
    )
    for owner in decisions:
        for answer in owner.answers:
            yield {"request": answer.request, "decision": answer, "filing": filing, "context": about}


def _kept(judgement: tuple[list[Finding], bool]) -> list[Finding]:
    findings, kept_contract = judgement
    assert kept_contract, findings[-1].message
    return findings


def _call(check: Callable[..., Iterable[Finding] | None], filing: Filing, about: CheckContext) -> Any:
    from inspect import signature

    parameters = list(signature(check).parameters)
    if len(parameters) == 1:
        return check(about if parameters[0] == "context" else filing)
    return check(filing, about)


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: finding.sort_key)
