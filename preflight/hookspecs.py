"""The plugin contract: every hook that the engine calls, grouped by phase.

A plugin is a module or object whose functions carry :data:`hookimpl`; it is found through the entry-point
group ``preflight``. Built-in checks use the same contract and enjoy no privilege. Within a major version
hooks and arguments are only added, so an implementation may take any subset of a hook's arguments.

The engine calls judging hooks (:func:`preflight_check`, :func:`preflight_validate_authority`) one
implementation at a time and consumes what they yield inside a guard: a plugin that raises, returns
rubbish or reports a rule that it did not declare yields a ``PLG`` finding and exit status 2, while the
other plugins still run. Wrappers of judging hooks are refused, because a wrapper could hide the findings
of others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING, Any

import pluggy

from preflight.lazy_dataclass import dataclass

if TYPE_CHECKING:
    import logging

    from preflight.authority.decision import AuthorityRequest, Decision
    from preflight.authority.registry import Registry
    from preflight.filing.model import Exhibit, Filing
    from preflight.filing.signatures.attribution import Attribution
    from preflight.findings import Finding, Rule
    from preflight.poa.attached import AttachedExhibit
    from preflight.result import Reporter

PROJECT = "preflight"
"""Name of the pluggy project and of the entry-point group."""

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)
"""Marks a function as the implementation of the hook of the same name."""


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What a check may know beside the filing. Attributes are only ever added."""

    registry: Registry | None
    """The POA registry, or ``None`` where none was found or given."""
    as_of: date
    """The day on which the question is asked; checks never read the clock."""
    known_at: date | None
    """For audits: only what the registry knew on this day counts."""
    filing_date: date | None
    """The planned (or, for a disseminated filing, actual) day of filing."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    """The plugin's own settings, from ``[tool.preflight.plugins.NAME]``, validated."""
    exhibits: tuple[Exhibit, ...] = ()
    attribution: Attribution | None = None
    """Which signatures stand for which owners; computed once a filing."""
    attached: tuple[AttachedExhibit, ...] = ()
    """The powers of attorney among the exhibits, as read; computed once a filing."""
    logger: logging.Logger | None = None


@dataclass(slots=True)
class PluginOptions:
    """Collects the settings that a plugin declares in :func:`preflight_options`."""

    declared: dict[str, PluginOption] = field(default_factory=dict)

    def add(self, name: str, kind: type, *, default: object = None, help: str) -> None:
        """Declare the setting ``name`` of type ``kind`` (``str``, ``int``, ``bool``, ``list``, ``dict``)."""
        self.declared[name] = PluginOption(name, kind, default, help)


@dataclass(frozen=True, slots=True)
class PluginOption:
    """One declared setting of a plugin."""

    name: str
    kind: type
    default: object
    help: str


# --- start ---------------------------------------------------------------------------------------------


@hookspec
def preflight_rules() -> Sequence[Rule]:
    """Return the rules that the plugin may report.

    Called once, when plugins are loaded. Ids are unique over all plugins: two plugins that claim one id
    are named and the run ends with status 2. An empty sequence means that the plugin reports nothing of
    its own. Since 0.1.

    Example::

        @hookimpl
        def preflight_rules():
            return [ACM001]
    """
    raise NotImplementedError


@hookspec
def preflight_options(options: PluginOptions) -> None:
    """Declare the plugin's own settings with ``options.add``.

    Called once, before settings are read. Settings stand in ``[tool.preflight.plugins.NAME]``, where NAME
    is the entry point's name; unknown settings and wrong types end the run with status 2. Since 0.1.

    Example::

        @hookimpl
        def preflight_options(options):
            options.add("blackout-file", str, help="Path of the blackout calendar")
    """
    raise NotImplementedError


@hookspec
def preflight_reporters() -> Mapping[str, Reporter]:
    """Return further report formats, name to reporter, for ``--format NAME``.

    Called once, when a report is asked for. A reporter takes a :class:`~preflight.result.RunResult`
    and returns text. A name that exists already ends the run with status 2. Since 0.1.

    Example::

        @hookimpl
        def preflight_reporters():
            return {"one-line": lambda result: f"{len(result.findings)} findings"}
    """
    raise NotImplementedError


# --- registry ------------------------------------------------------------------------------------------


@hookspec(firstresult=True)
def preflight_open_registry(location: str, context: Mapping[str, Any]) -> Registry | None:
    """Open the registry at ``location`` (a path or URL), or return ``None`` to leave it to others.

    Called once for each registry location; the first answer counts. ``context`` maps ``settings`` (the
    plugin's own) and ``timeout`` (seconds). Raise :class:`preflight.registries.RegistryError` with a
    sentence where the location is yours but cannot be read: the run ends with status 2. Since 0.1.

    Example::

        @hookimpl
        def preflight_open_registry(location):
            return open_vault(location) if location.startswith("vault:") else None
    """
    raise NotImplementedError


# --- judging -------------------------------------------------------------------------------------------


@hookspec
def preflight_check(filing: Filing, context: CheckContext) -> Iterable[Finding]:
    """Yield what is wrong with ``filing``.

    Called once a filing. ``None`` or nothing yielded means no finding. Everything raised is caught,
    attributed to the plugin and reported as ``PLG002``; the run then ends with status 2. Since 0.1.

    Example::

        @hookimpl
        def preflight_check(filing):
            if filing.remarks is None:
                yield ACM001.at(filing.place)
    """
    raise NotImplementedError


@hookspec
def preflight_validate_authority(
    request: AuthorityRequest, decision: Decision, filing: Filing, context: CheckContext
) -> Iterable[Finding]:
    """Yield findings on one owner and signature, after the built-in decision.

    Called once for each reporting owner and each signature that stands for that owner. ``decision`` is
    the built-in answer and cannot be changed: a third party may add demands (dual control, blackout
    lists, employment), never grant authority. Errors as in :func:`preflight_check`. Since 0.1.

    Example::

        @hookimpl
        def preflight_validate_authority(request, decision, filing):
            if request.signature.signer in BLACKLIST:
                yield ACM002.at(filing.place, signer=request.signature.signer)
    """
    raise NotImplementedError
