"""The check that a Section 16 filing must pass before it goes to EDGAR.

This is the front door for authors of check plugins and for programs. A whole plugin::

    from preflight import Finding, Rule, Severity, hookimpl

    ACM001 = Rule("ACM001", Severity.WARNING, title="Remarks missing", source="House policy 7",
                  message="There are no remarks.", remedy="Say which exhibits are attached.")

    @hookimpl
    def preflight_rules():
        return [ACM001]

    @hookimpl
    def preflight_check(filing):
        if filing.remarks is None:
            yield ACM001.at(filing.place)

and in its ``pyproject.toml``::

    [project.entry-points.preflight]
    acme-house = "acme_house"
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from preflight.authority.decision import AuthorityRequest, Decision, Verdict
    from preflight.filing.model import Filing
    from preflight.filing.reader import read_drafts
    from preflight.findings import Finding, Place, Rule, Severity
    from preflight.hookspecs import CheckContext, hookimpl
    from preflight.registries import open_registry

__version__ = "0.1.0"

__all__ = [
    "AuthorityRequest",
    "CheckContext",
    "Decision",
    "Filing",
    "Finding",
    "Place",
    "Rule",
    "Severity",
    "Verdict",
    "hookimpl",
    "open_registry",
    "read_drafts",
]

_HOMES = {
    "AuthorityRequest": "preflight.authority.decision",
    "CheckContext": "preflight.hookspecs",
    "Decision": "preflight.authority.decision",
    "Filing": "preflight.filing.model",
    "Finding": "preflight.findings",
    "Place": "preflight.findings",
    "Rule": "preflight.findings",
    "Severity": "preflight.findings",
    "Verdict": "preflight.authority.decision",
    "hookimpl": "preflight.hookspecs",
    "open_registry": "preflight.registries",
    "read_drafts": "preflight.filing.reader",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that start-up pays for nothing else."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
