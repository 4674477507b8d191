"""Settings, and where each came from: flags beat environment beat file beat defaults.

The file is ``preflight.toml``, or the table ``[tool.preflight]`` of ``pyproject.toml``: the nearest one
from the current folder up. Unknown keys and wrong types are errors, because a misspelt setting of a gate
must not silently do nothing.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace
from datetime import date
from pathlib import Path
from typing import Any

from preflight.findings import Severity
from preflight.lazy_dataclass import dataclass

FILE_NAME = "preflight.toml"
ENVIRONMENT_PREFIX = "PREFLIGHT_"
TOKEN_VARIABLE = "PREFLIGHT_REGISTRY_TOKEN"
"""The bearer token of a remote registry: no setting, because it must stand in no file and in no report."""
MAXIMUM_BYTES = 4 * 1024 * 1024
"""No configuration comes near it; a device given by mistake is not read for ever."""
DEFAULT = "default"


class ConfigurationError(Exception):
    """A setting that cannot be used; the message says which, where, and what to write instead."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """One ``[[suppress]]`` entry: a rule, the reason, and how far it reaches."""

    rule: str
    reason: str
    files: str | None = None
    """A glob over the draft's path."""
    element: str | None = None
    """A prefix of the element path."""
    fingerprint: str | None = None
    until: date | None = None
    """The last day on which it holds."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How one setting is read: its type is in ``convert``, which raises ``ValueError`` with a sentence."""

    name: str
    default: Any
    convert: Callable[[Any], Any]
    help: str


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of a run. Build it with :func:`load_settings`."""

    values: Mapping[str, Any]
    origins: Mapping[str, str]
    """Setting name to where its value came from: ``default``, a file, a variable, a flag."""
    suppressions: tuple[Suppression, ...] = ()
    plugin_settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Tables ``plugins.NAME`` as they stand in the file, not yet validated."""
    file: Path | None = None

    @property
    def registry(self) -> str | None:
        """Path or URL of the registry; ``None``: the nearest one from the draft up."""
        return self._text("registry")

    @property
    def registry_timeout(self) -> float:
        """Seconds that opening a remote registry may take in all."""
        return float(self.values["registry-timeout"])

    @property
    def as_of(self) -> date | None:
        """The day for which the question is asked; ``None``: today."""
        return self._date("as-of")

    @property
    def known_at(self) -> date | None:
        """For audits: only what the registry knew on this day counts."""
        return self._date("known-at")

    @property
    def filing_date(self) -> date | None:
        """The planned day of filing."""
        return self._date("filing-date")

    @property
    def profile(self) -> str:
        """``auto``, ``draft`` or ``disseminated``."""
        return str(self.values["profile"])

    @property
    def fail_level(self) -> Severity:
        """The lowest severity that makes the status 1."""
        level = self.values["fail-level"]
        assert isinstance(level, Severity)
        return level

    @property
    def format(self) -> str:
        """Name of the report format."""
        return str(self.values["format"])

    @property
    def select(self) -> tuple[str, ...]:
        """Rule ids or families to which the run is limited; empty: all."""
        return self._texts("select")

    @property
    def required_plugins(self) -> tuple[str, ...]:
        """Plugins that must be present, as ``NAME`` or ``NAME>=VERSION``."""
        return self._texts("required-plugins")

    @property
    def disabled_plugins(self) -> tuple[str, ...]:
        """Plugins that are not loaded."""
        return self._texts("disable-plugins")

    @property
    def third_party_plugins(self) -> bool:
        """Whether third-party plugins are loaded at all."""
        return bool(self.values["third-party-plugins"])

    @property
    def color(self) -> str:
        """``auto``, ``always`` or ``never``."""
        return str(self.values["color"])

    def with_plugin_setting(self, plugin: str, name: str, value: Any) -> Settings:
        """The same settings with one setting of a plugin replaced, as a flag does."""
        table = {**self.plugin_settings.get(plugin, {}), name: value}
        return replace(self, plugin_settings={**self.plugin_settings, plugin: table})

    def _text(self, name: str) -> str | None:
        value = self.values[name]
        return None if value is None else str(value)

    def _texts(self, name: str) -> tuple[str, ...]:
        return tuple(str(item) for item in self.values[name])

    def _date(self, name: str) -> date | None:
        value = self.values[name]
        assert value is None or isinstance(value, date)
        return value


def _as_text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("expected text")
    return value


def _as_texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(item.strip() for item in value.split(",") if item.strip())
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise ValueError("expected a list of texts")


def _as_date(value: Any) -> date:
    if type(value) is date:
        return value
    try:
        if isinstance(value, str) and len(value) == 10:
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise ValueError("expected a date as YYYY-MM-DD")


def _as_boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}.get(
        str(value).strip().lower()
    )
    if word is None:
        raise ValueError("expected true or false")
    return word


def _as_seconds(value: Any) -> float:
    try:
        seconds = float(value)
    except (TypeError, ValueError):
        seconds = 0.0
    if isinstance(value, bool) or not 0 < seconds <= 600:
        raise ValueError("expected a number of seconds, more than 0 and at most 600")
    return seconds


def _one_of(*words: str) -> Callable[[Any], str]:
    def convert(value: Any) -> str:
        if value not in words:
            raise ValueError(f"expected one of {', '.join(words)}")
        return str(value)

    return convert


def _as_severity(value: Any) -> Severity:
    for severity in Severity:
        if severity.label == value:
            return severity
    raise ValueError("expected one of info, warning, error")


SETTINGS: tuple[Setting, ...] = (
    Setting("registry", None, _as_text, "path or URL of the POA registry"),
    Setting("registry-timeout", 30.0, _as_seconds, "seconds that opening a remote registry may take"),
    Setting("as-of", None, _as_date, "the day for which the question is asked (default: today)"),
    Setting("known-at", None, _as_date, "for audits: only what the registry knew on this day counts"),
    Setting("filing-date", None, _as_date, "the planned day of filing (default: the as-of day)"),
    Setting("profile", "auto", _one_of("auto", "draft", "disseminated"), "who wrote the document"),
    Setting("fail-level", Severity.ERROR, _as_severity, "the lowest severity that makes the status 1"),
    Setting("format", "text", _as_text, "report format"),
    Setting("select", (), _as_texts, "rule ids or families to which the run is limited"),
    Setting("required-plugins", (), _as_texts, "plugins that must be present, as NAME or NAME>=VERSION"),
    Setting("disable-plugins", (), _as_texts, "plugins that are not loaded"),
    Setting("third-party-plugins", True, _as_boolean, "whether third-party plugins are loaded at all"),
    Setting("color", "auto", _one_of("auto", "always", "never"), "colour in text reports"),
)
_BY_NAME = {setting.name: setting for setting in SETTINGS}


def load_settings(
    flags: Mapping[str, Any],
    *,
    environment: Mapping[str, str] | None = None,
    start: Path | None = None,
    file: Path | None = None,
) -> Settings:
    """Merge flags, environment, file and defaults.

    ``flags`` maps setting names to values given on the command line (``None``: not given). ``file`` names
    the configuration file, else the nearest one from ``start`` (default: the current folder) up is taken.
    Raises :class:`ConfigurationError`.
    """
    environment = os.environ if environment is None else environment
    path = file if file is not None else find_file(start or _current_folder())
    table = _read_file(path, required=file is not None) if path is not None else {}
    values = {setting.name: setting.default for setting in SETTINGS}
    origins = dict.fromkeys(values, DEFAULT)

    def take(name: str, raw: Any, origin: str) -> None:
        try:
            values[name] = _BY_NAME[name].convert(raw)
        except ValueError as error:
            raise ConfigurationError(f"{origin}: {name} = {raw!r}: {error}.") from error
        origins[name] = origin

    for key, raw in table.items():
        if key in ("suppress", "plugins"):
            continue
        if key not in _BY_NAME:
            raise ConfigurationError(
                f"{path}: unknown setting {key!r}.{_suggest(key, (*_BY_NAME, 'suppress', 'plugins'))}"
            )
        take(key, _relative_to_file(key, raw, path), str(path))
    for name, raw in _variables(environment):
        take(name, raw, _variable(name))
    for name, raw in flags.items():
        if raw is not None:
            take(name, raw, f"--{name}")
    return Settings(
        values=values,
        origins=origins,
        suppressions=_suppressions(table.get("suppress", []), path),
        plugin_settings=_plugin_tables(table.get("plugins", {}), path),
        file=path,
    )


def _variables(environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The settings among the variables, as setting name and value.

    Raises :class:`ConfigurationError` for a variable that is none and reads like a misspelt one. Others with
    our prefix are left alone: they may be a plugin's, or another program's.
    """
    for variable, raw in environment.items():
        if not variable.startswith(ENVIRONMENT_PREFIX) or variable == TOKEN_VARIABLE:
            continue
        name = variable.removeprefix(ENVIRONMENT_PREFIX).lower().replace("_", "-")
        if name in _BY_NAME and variable.isupper() and "-" not in variable:
            yield name, raw
        elif meant := _nearest(name, (*_BY_NAME, "registry-token", "config"), likeness=0.75):
            hint = "Use --config FILE." if meant == "config" else f"Did you mean {_variable(meant)}?"
            raise ConfigurationError(f"{variable}: there is no such setting. {hint}")


def _variable(name: str) -> str:
    """The environment variable of the setting ``name``."""
    return ENVIRONMENT_PREFIX + name.upper().replace("-", "_")


def _current_folder() -> Path:
    try:
        return Path.cwd()
    except OSError as error:
        raise ConfigurationError(f"the current folder cannot be searched for settings: {error}") from error


def find_file(start: Path) -> Path | None:
    """The nearest configuration file from the folder ``start`` up, or ``None``.

    Raises :class:`ConfigurationError` for a ``pyproject.toml`` that may hold settings and cannot be read, and
    where something that is no file bears the name: settings that somebody meant must not be passed over.
    """
    for folder in (start.resolve(), *start.resolve().parents):
        own = folder / FILE_NAME
        project = folder / "pyproject.toml"
        try:
            if os.path.lexists(own):
                if own.is_file():
                    return own
                raise ConfigurationError(f"{own}: a configuration was looked for, and this is no file.")
        except OSError as error:
            raise ConfigurationError(f"{folder}: cannot be searched for settings: {error}") from error
        # The word alone costs little to look for; whether there is a table, only the parser can say.
        mentioned = os.path.lexists(project) and b"preflight" in _content(project)
        if mentioned and _tool_table(_parsed(project)) is not None:
            return project
    return None


def _read_file(path: Path, *, required: bool) -> Mapping[str, Any]:
    document = _parsed(path)
    if path.name != "pyproject.toml":
        return document
    table = _tool_table(document)
    if table is None and required:
        raise ConfigurationError(f"{path}: there is no table [tool.preflight] in it.")
    if table is not None and not isinstance(table, dict):
        raise ConfigurationError(f"{path}: tool.preflight must be a table.")
    return table or {}


def _parsed(path: Path) -> Mapping[str, Any]:
    import tomllib

    try:
        # Some editors put a byte order mark before the text.
        return tomllib.loads(_content(path).decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigurationError(f"{path}: cannot be read: {error}") from error


def _content(path: Path) -> bytes:
    """The bytes of the file, which must be one: a pipe or device is refused without waiting for it."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as file:
            is_file = stat.S_ISREG(os.fstat(descriptor).st_mode)
            content = file.read(MAXIMUM_BYTES + 1) if is_file else b""
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{path}: cannot be read: {error}") from error
    if not is_file or len(content) > MAXIMUM_BYTES:
        raise ConfigurationError(f"{path}: {'this is too large' if is_file else 'this is no file'}.")
    return content


def _tool_table(document: Mapping[str, Any]) -> Any:
    """What stands under ``tool.preflight``, or ``None`` where nothing does."""
    tools = document.get("tool")
    return tools.get("preflight") if isinstance(tools, dict) else None


def _relative_to_file(key: str, raw: Any, path: Path | None) -> Any:
    """A registry path in a file is meant from that file's folder, not from where the command runs."""
    if key != "registry" or not isinstance(raw, str) or not raw.strip() or "://" in raw or path is None:
        return raw
    return str(path.parent / raw)


def _suppressions(entries: Any, path: Path | None) -> tuple[Suppression, ...]:
    if not isinstance(entries, list):
        raise ConfigurationError(f"{path}: suppress must be written as [[suppress]] tables.")
    keys = ("rule", "reason", "files", "element", "fingerprint", "until")
    found = []
    for number, entry in enumerate(entries, 1):
        where = f"{path}: [[suppress]] entry {number}"
        if not isinstance(entry, dict):
            raise ConfigurationError(f"{where}: expected a table.")
        for key in entry:
            if key not in keys:
                raise ConfigurationError(f"{where}: unknown key {key!r}.{_suggest(key, keys)}")
        for key in ("rule", "reason"):
            if not isinstance(entry.get(key), str) or not entry[key].strip():
                raise ConfigurationError(
                    f"{where}: {key} is missing; a suppression names a rule and a reason."
                )
        try:
            until = _as_date(entry["until"]) if "until" in entry else None
            texts = {key: _as_text(entry[key]) for key in ("files", "element", "fingerprint") if key in entry}
        except ValueError as error:
            raise ConfigurationError(f"{where}: {error}.") from error
        found.append(Suppression(entry["rule"], entry["reason"], until=until, **texts))
    return tuple(found)


def _plugin_tables(tables: Any, path: Path | None) -> Mapping[str, Mapping[str, Any]]:
    if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
        raise ConfigurationError(f"{path}: plugins must hold one table a plugin, as [plugins.NAME].")
    return tables


def _suggest(word: str, known: tuple[str, ...]) -> str:
    close = _nearest(word, known)
    return f" Did you mean {close!r}?" if close else f" Known are: {', '.join(sorted(known))}."


def _nearest(word: str, known: tuple[str, ...], likeness: float = 0.6) -> str | None:
    """The one of ``known`` that a misspelt ``word`` was probably meant to be."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, known, n=1, cutoff=likeness)), None)
