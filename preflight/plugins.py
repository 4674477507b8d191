"""The plugin manager: which plugins there are, in which order they come, and what is wrong with them.

Nothing of a plugin runs here beyond its import, its rules and the declaration of its settings. A plugin
that cannot be loaded is reported and the others stay; a gate that misses a plugin must not pass, so every
finding of this module ends the run with status 2.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from functools import partial
from importlib import import_module
from types import FunctionType, MethodType, ModuleType
from typing import TYPE_CHECKING, Any

import pluggy

from preflight import hookspecs
from preflight.findings import Finding, Place, Rule, Severity
from preflight.hookspecs import PROJECT, PluginOption, PluginOptions
from preflight.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

BUILT_IN = "built-in"
JUDGING_HOOKS = ("preflight_check", "preflight_validate_authority")

_BUILT_IN_PLUGINS = (
    ("schema", "preflight.checks.schema"),
    ("edgar", "preflight.checks.edgar"),
    ("signatures", "preflight.checks.signatures"),
    ("authority", "preflight.checks.authority"),
    ("poa", "preflight.checks.poa"),
    ("registries", "preflight.registries.plugin"),
)
_RULE_ID = re.compile(r"[A-Z][A-Z0-9]{2,5}[0-9]{3}")
_HOOKABLE = (FunctionType, MethodType, staticmethod, classmethod)
_SOURCE = "Design of preflight, plugin contract"

PLG001 = Rule(
    "PLG001",
    Severity.ERROR,
    "Plugin cannot be loaded",
    _SOURCE,
    message='The plugin "{plugin}" ({origin}) could not be loaded: {reason}',
    remedy="Repair or remove the plugin, or leave it out with --disable-plugin {plugin}.",
    suppressible=False,
)
PLG002 = Rule(
    "PLG002",
    Severity.ERROR,
    "Plugin broke while checking",
    _SOURCE,
    message='The plugin "{plugin}" broke in {hook}: {reason}',
    remedy="Report this to the plugin's authors; until it is repaired, its checks were not made.",
    suppressible=False,
)
PLG003 = Rule(
    "PLG003",
    Severity.ERROR,
    "Plugin returned something that is not a declared finding",
    _SOURCE,
    message='The plugin "{plugin}" returned from {hook} {reason}',
    remedy="Report this to the plugin's authors; a plugin yields findings of rules that it declares.",
    suppressible=False,
)
PLG004 = Rule(
    "PLG004",
    Severity.ERROR,
    "Required plugin is missing",
    _SOURCE,
    message='The configuration requires the plugin "{requirement}", {reason}.',
    remedy="Install the plugin in this environment (in pre-commit: under additional_dependencies).",
    suppressible=False,
)
PLG005 = Rule(
    "PLG005",
    Severity.ERROR,
    "Two plugins claim one rule",
    _SOURCE,
    message='The plugins "{plugin}" and "{other}" both claim the rule {rule}.',
    remedy="Ask the authors of one of them for another id, or disable one of them.",
    suppressible=False,
)
PLG006 = Rule(
    "PLG006",
    Severity.ERROR,
    "Plugin breaks the hook contract",
    _SOURCE,
    message='The plugin "{plugin}" was refused: {reason}',
    remedy="Report this to the plugin's authors; docs/plugins.md has the contract.",
    suppressible=False,
)
PLG007 = Rule(
    "PLG007",
    Severity.ERROR,
    "Settings of a plugin cannot be used",
    _SOURCE,
    message='The settings of the plugin "{plugin}" cannot be used: {reason}',
    remedy="Correct the table [plugins.{plugin}] of the configuration; `preflight plugins` lists them.",
    suppressible=False,
)

PLUGIN_RULES = (PLG001, PLG002, PLG003, PLG004, PLG005, PLG006, PLG007)


@dataclass(frozen=True, slots=True)
class PluginInfo:
    """One plugin: where it comes from, what state it is in, what it may report."""

    name: str
    version: str
    origin: str
    """``built-in``, or the distribution that brought it."""
    module: str
    state: str
    """``active``, ``disabled`` or ``refused``."""
    rules: tuple[Rule, ...] = ()
    options: Mapping[str, PluginOption] | None = None


@dataclass(frozen=True, slots=True)
class Implementation:
    """One plugin's implementation of one hook."""

    plugin: str
    hook: str
    function: Callable[..., Any]
    argument_names: tuple[str, ...]


class _Manager(pluggy.PluginManager):
    """Looks for hooks among the functions of a module only, where pluggy looks at all its names at length."""

    def parse_hookimpl_opts(self, plugin: object, name: str) -> pluggy.HookimplOpts | None:
        """The options of the hook implementation ``name``, ``None`` where it is none."""
        if isinstance(plugin, ModuleType) and not isinstance(vars(plugin).get(name), _HOOKABLE):
            return None
        return super().parse_hookimpl_opts(plugin, name)


class Plugins:
    """The loaded plugins of a run. Build it with :func:`load_plugins`."""

    def __init__(self) -> None:
        self.manager = _Manager(PROJECT)
        self.manager.add_hookspecs(hookspecs)
        self.infos: dict[str, PluginInfo] = {}
        self.findings: list[Finding] = []
        """What went wrong while loading; each of them means status 2."""
        self.rules: dict[str, tuple[Rule, str]] = {}
        """Rule id to the rule and the name of its plugin."""

    def implementations(self, hook: str) -> Iterator[Implementation]:
        """The implementations of ``hook`` in the order in which plugins were loaded."""
        for implementation in getattr(self.manager.hook, hook).get_hookimpls():
            yield Implementation(
                implementation.plugin_name,
                hook,
                implementation.function,
                tuple(implementation.argnames),
            )

    def declared(self, plugin: str) -> Mapping[str, Rule]:
        """The rules that ``plugin`` may report, by id."""
        info = self.infos.get(plugin)
        return {rule.id: rule for rule in info.rules} if info is not None else {}

    def add(self, plugin: object, name: str, *, version: str, origin: str) -> None:
        """Register ``plugin``; what is wrong with it becomes a finding and it is left out."""
        info = PluginInfo(name, version, origin, getattr(plugin, "__name__", type(plugin).__name__), "active")
        if self.manager.has_plugin(name):
            self.findings.append(PLG006.at(_place(name), plugin=name, reason="its name is already taken"))
            return
        try:
            self.manager.register(plugin, name)
            self.manager.check_pending()
            self._refuse_wrappers(plugin)
            self._refuse_unmarked(plugin)
            info = replace(info, rules=self._rules_of(plugin, name), options=self._options_of(plugin))
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            if self.manager.has_plugin(name):
                self.manager.unregister(name=name)
            self.infos[name] = replace(info, state="refused")
            self.findings.append(PLG006.at(_place(name), plugin=name, reason=_sentence(error)))
            return
        self.infos[name] = info
        for rule in info.rules:
            if rule.id in self.rules and self.rules[rule.id][1] != name:
                other = self.rules[rule.id][1]
                self.findings.append(PLG005.at(_place(name), plugin=name, other=other, rule=rule.id))
            else:
                self.rules[rule.id] = (rule, name)

    def settings_for(self, name: str, table: Mapping[str, Any]) -> Mapping[str, Any]:
        """The settings of the plugin ``name``: its defaults, overlaid with ``table``.

        Raises ``ValueError`` with a sentence for an unknown setting or a wrong type.
        """
        info = self.infos.get(name)
        options = dict(info.options or {}) if info is not None else {}
        values = {option.name: option.default for option in options.values()}
        for key, value in table.items():
            option = options.get(key)
            if option is None:
                known = ", ".join(sorted(options)) or "none"
                raise ValueError(f"there is no setting {key!r}; known are: {known}")
            if not isinstance(value, option.kind) or (option.kind is int and isinstance(value, bool)):
                raise ValueError(f"{key} must be of type {option.kind.__name__}, not {type(value).__name__}")
            values[key] = value
        return values

    def _refuse_wrappers(self, plugin: object) -> None:
        """Nothing wraps a hook: the engine calls implementations one at a time."""
        for caller in self.manager.get_hookcallers(plugin) or ():
            for implementation in caller.get_hookimpls():
                if implementation.plugin is plugin and (implementation.wrapper or implementation.hookwrapper):
                    raise ValueError(f"it wraps {caller.name}, which could hide the findings of others")

    def _refuse_unmarked(self, plugin: object) -> None:
        """A function with a hook's name that is not marked would never run, and nobody would notice."""
        implemented = {caller.name for caller in self.manager.get_hookcallers(plugin) or ()}
        for hook in vars(self.manager.hook):
            function = getattr(plugin, hook, None)
            if hook in implemented or not callable(function) or function is getattr(hookspecs, hook, None):
                continue
            raise ValueError(f"its {hook} is not marked with @hookimpl, and would never be called")

    def _rules_of(self, plugin: object, name: str) -> tuple[Rule, ...]:
        rules: list[Rule] = []
        for implementation in self.implementations("preflight_rules"):
            if implementation.plugin == name:
                rules.extend(implementation.function())
        seen: set[str] = set()
        for rule in rules:
            if type(rule) is not Rule:
                raise TypeError(f"preflight_rules returned a {type(rule).__name__}, which is not a Rule")
            texts = (rule.id, rule.title, rule.source, rule.message, rule.remedy)
            if not all(type(text) is str for text in texts) or type(rule.severity) is not Severity:
                raise TypeError(f"preflight_rules returned a Rule {rule.id} with values that are not text")
            if not _RULE_ID.fullmatch(rule.id):
                raise ValueError(
                    f"the rule id {rule.id!r} is not a family of three to six capitals and three digits"
                )
            if rule.id in seen:
                raise ValueError(f"preflight_rules returned {rule.id} twice")
            seen.add(rule.id)
        # Copies: a finding of a rule that was changed later is told from what was declared.
        return tuple(map(copy, rules))

    def _options_of(self, plugin: object) -> Mapping[str, PluginOption]:
        options = PluginOptions()
        for implementation in self.manager.hook.preflight_options.get_hookimpls():
            if implementation.plugin is plugin:
                implementation.function(*([options] if implementation.argnames else []))
        for option in options.declared.values():
            if not isinstance(option.name, str) or not isinstance(option.kind, type):
                raise TypeError(f"the setting {option.name!r} has no name or no type")
        return options.declared


def load_plugins(
    *,
    disabled: Sequence[str] = (),
    third_party: bool = True,
    required: Sequence[str] = (),
    built_in: Sequence[tuple[str, str]] = _BUILT_IN_PLUGINS,
) -> Plugins:
    """Load the built-in plugins, then the third-party ones by name.

    ``disabled`` names plugins that are not even imported; ``third_party=False`` leaves out all that are
    not built in; ``required`` names plugins that must be there, as ``NAME`` or ``NAME>=VERSION``.
    """
    import preflight

    plugins = Plugins()
    for name, module in built_in:
        if name in disabled:
            plugins.infos[name] = PluginInfo(name, preflight.__version__, BUILT_IN, module, "disabled")
            continue
        _load(
            plugins,
            name,
            preflight.__version__,
            BUILT_IN,
            module,
            partial(import_module, module),
        )
    if third_party:
        for entry_point in sorted(_entry_points(), key=lambda point: point.name):
            _load_entry_point(plugins, entry_point, disabled)
    plugins.findings.extend(_missing(plugins, required))
    plugins.findings.extend(_misspelt(plugins, disabled))
    return plugins


def _load_entry_point(plugins: Plugins, entry_point: EntryPoint, disabled: Sequence[str]) -> None:
    name = entry_point.name
    distribution = entry_point.dist
    origin = distribution.name if distribution is not None else "unknown distribution"
    version = distribution.version if distribution is not None else ""
    if name in disabled:
        plugins.infos[name] = PluginInfo(name, version, origin, entry_point.value, "disabled")
    elif name in plugins.infos:
        reason = f"its name is taken by the plugin of {plugins.infos[name].origin}"
        plugins.findings.append(PLG001.at(_place(name), plugin=name, origin=origin, reason=reason))
    else:
        _load(plugins, name, version, origin, entry_point.value, entry_point.load)


def _load(
    plugins: Plugins, name: str, version: str, origin: str, module: str, load: Callable[[], object]
) -> None:
    try:
        plugin = load()
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        plugins.infos[name] = PluginInfo(name, version, origin, module, "refused")
        plugins.findings.append(PLG001.at(_place(name), plugin=name, origin=origin, reason=_sentence(error)))
        return
    plugins.add(plugin, name, version=version, origin=origin)


def _entry_points() -> list[EntryPoint]:
    """The entry points of the group; ``importlib.metadata`` is imported only where there are any."""
    if not _any_entry_point():
        return []
    from importlib.metadata import entry_points

    return list(entry_points(group=PROJECT))


def _any_entry_point() -> bool:
    """Look for ``[preflight]`` in the installed ``entry_points.txt`` files.

    Importing ``importlib.metadata`` costs as much as parsing several drafts, and most installations have
    no plugin. Anything unusual on the path (an archive, say) counts as a perhaps.
    """
    for folder in sys.path:
        try:
            with os.scandir(folder or ".") as entries:
                names = [entry.path for entry in entries if entry.name.endswith((".dist-info", ".egg-info"))]
        except (FileNotFoundError, PermissionError):
            continue
        except OSError:
            if os.path.exists(folder) and not folder.endswith(
                f"python{sys.version_info[0]}{sys.version_info[1]}.zip"
            ):
                return True
            continue
        for name in names:
            try:
                with open(os.path.join(name, "entry_points.txt"), "rb") as file:
                    if f"[{PROJECT}]".encode() in file.read():
                        return True
            except OSError:
                continue
    return False


def _missing(plugins: Plugins, required: Sequence[str]) -> Iterator[Finding]:
    for requirement in required:
        name, operator, least = requirement.partition(">=")
        name, least = name.strip(), least.strip()
        info = plugins.infos.get(name)
        if operator and not least[:1].isdigit():
            reason = "which is not written as NAME or NAME>=VERSION"
        elif info is None:
            reason = "which is not installed"
        elif info.state != "active":
            reason = f"which is {info.state}"
        elif operator and _release(info.version) < _release(least):
            reason = f"but version {info.version or 'unknown'} is installed"
        else:
            continue
        yield PLG004.at(_place(name), requirement=requirement, reason=reason)


def _misspelt(plugins: Plugins, disabled: Sequence[str]) -> Iterator[Finding]:
    """Names to be disabled that no plugin has, and that one nearly has; others may be installed elsewhere."""
    for name in disabled:
        if name in plugins.infos:
            continue
        from difflib import get_close_matches

        for meant in get_close_matches(name.lower(), plugins.infos, n=1, cutoff=0.75):
            reason = f'it is to be disabled, and there is no such plugin; the one meant may be "{meant}"'
            yield PLG007.at(_place(name), plugin=name, reason=reason)


def _release(version: str) -> tuple[int, ...]:
    """The leading numbers of a version without zeros at the end, enough to compare releases."""
    numbers: list[int] = []
    for part in version.split("."):
        digits = part[: len(part) - len(part.lstrip("0123456789"))]
        if not digits:
            break
        numbers.append(int(digits))
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _place(name: str) -> Place:
    return Place(f"plugin {name}")


def _sentence(error: BaseException) -> str:
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
