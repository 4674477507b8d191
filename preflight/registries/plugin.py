"""The built-in plugin for registries: paths, http:// and https:// addresses, and the rules on registries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from preflight.authority.registry import Registry
from preflight.findings import Rule
from preflight.hookspecs import hookimpl


@hookimpl
def preflight_rules() -> Sequence[Rule]:
    """The rules of `preflight registry check`; a check of drafts reports none of them."""
    from preflight.authority.lint.rules import LINT_RULES

    return LINT_RULES


@hookimpl(trylast=True)
def preflight_open_registry(location: str, context: Mapping[str, Any]) -> Registry | None:
    """Open ``location`` as file or URL; every other scheme is left to other plugins.

    It comes last, so that a plugin may claim any location. Raises ``RegistryError``.
    """
    from preflight.registries import DEADLINE, open_registry

    scheme, separator, _ = location.partition("://")
    if separator and scheme.lower() not in ("http", "https"):
        return None
    timeout = context.get("timeout")
    return open_registry(location, timeout=DEADLINE if timeout is None else float(timeout))
