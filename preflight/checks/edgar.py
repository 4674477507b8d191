"""The built-in plugin ``edgar``: EDGAR's own acceptance rules beyond the schema.

Each family of rules is a module beside this one, with its rules in ``RULES`` and one generator ``check``.
They are imported when the hooks are called, so that listing the plugins costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from types import ModuleType

from preflight.filing.model import Filing
from preflight.findings import Finding, Rule
from preflight.hookspecs import CheckContext, PluginOptions, hookimpl

_FAMILIES = ("layout", "header", "owners", "rows", "footnotes", "secrets", "submission", "attachments")


@hookimpl
def preflight_rules() -> Sequence[Rule]:
    """Return the rules of all families."""
    return [rule for family in _families() for rule in family.RULES]


@hookimpl
def preflight_options(options: PluginOptions) -> None:
    """Declare ``ccc`` (asked in :mod:`preflight.checks.secrets`) and ``issuers`` (in ``header``)."""
    options.add(
        "ccc",
        str,
        default="submit",
        help='"submit": each owner needs a CCC; "repository": no draft may hold a live CCC',
    )
    options.add("issuers", list, default=[], help="CIKs of the issuers whose filings are expected")


@hookimpl
def preflight_check(filing: Filing, context: CheckContext) -> Iterator[Finding]:
    """Yield everything on which EDGAR would suspend ``filing``, and what comes near it."""
    for family in _families():
        yield from family.check(filing, context)


@cache
def _families() -> tuple[ModuleType, ...]:
    return tuple(import_module(f"preflight.checks.{name}") for name in _FAMILIES)
