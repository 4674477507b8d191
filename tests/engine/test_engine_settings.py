"""Settings: flags beat environment beat file beat defaults, and nothing misspelt is passed over."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from preflight.config import SETTINGS, ConfigurationError, Settings, find_file, load_settings
from preflight.findings import Severity


def _load(text: str = "", *, name: str = "preflight.toml", folder: Path, **more: Any) -> Settings:
    (folder / name).write_text(text, encoding="utf-8")
    return load_settings(more.pop("flags", {}), environment=more.pop("environment", {}), start=folder)


@pytest.mark.parametrize(
    ("file", "variable", "flag", "value", "origin"),
    [
        (None, None, None, Severity.ERROR, "default"),
        ("info", None, None, Severity.INFO, "file"),
        ("info", "warning", None, Severity.WARNING, "PREFLIGHT_FAIL_LEVEL"),
        ("info", "warning", "error", Severity.ERROR, "--fail-level"),
        (None, "warning", None, Severity.WARNING, "PREFLIGHT_FAIL_LEVEL"),
        ("info", None, "error", Severity.ERROR, "--fail-level"),
    ],
)
def test_flags_beat_environment_beats_file_beats_defaults(
    tmp_path: Path, file: str | None, variable: str | None, flag: str | None, value: Severity, origin: str
) -> None:
    settings = _load(
        f'fail-level = "{file}"\n' if file else "",
        folder=tmp_path,
        environment={"PREFLIGHT_FAIL_LEVEL": variable} if variable else {},
        flags={"fail-level": flag},
    )
    expected = str(tmp_path / "preflight.toml") if origin == "file" else origin
    assert (settings.fail_level, settings.origins["fail-level"]) == (value, expected)


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ('as-of = "2026-04-09"', "as-of", date(2026, 4, 9)),
        ("as-of = 2026-04-09", "as-of", date(2026, 4, 9)),
        ('select = ["AUT", "FNT001"]', "select", ("AUT", "FNT001")),
        ('select = "AUT, FNT001,"', "select", ("AUT", "FNT001")),
        ("third-party-plugins = false", "third-party-plugins", False),
        ("registry-timeout = 5", "registry-timeout", 5.0),
        ('registry = "https://example.com/poa.json"', "registry", "https://example.com/poa.json"),
    ],
)
def test_values_are_read_by_their_kind(tmp_path: Path, line: str, name: str, value: object) -> None:
    assert _load(line + "\n", folder=tmp_path).values[name] == value


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('as-of = "2026-4-9"', "expected a date as YYYY-MM-DD"),
        ("as-of = 2026-04-09T00:00:00", "expected a date as YYYY-MM-DD"),
        ("as-of = 20260409", "expected a date as YYYY-MM-DD"),
        ('fail-level = "fatal"', "expected one of info, warning, error"),
        ("fail-level = 3", "expected one of info, warning, error"),
        ("select = 7", "expected a list of texts"),
        ("select = [7]", "expected a list of texts"),
        ('third-party-plugins = "perhaps"', "expected true or false"),
        ("registry-timeout = 0", "more than 0 and at most 600"),
        ("registry-timeout = true", "more than 0 and at most 600"),
        ("registry-timeout = nan", "more than 0 and at most 600"),
        ('registry = ""', "expected text"),
        ("registry = 7", "expected text"),
        ('profile = "raw"', "expected one of auto, draft, disseminated"),
        ('fail-levl = "info"', "Did you mean 'fail-level'?"),
        ("qqq = 1", "Known are: "),
        ("suppress = 1", "[[suppress]] tables"),
        ('suppress = ["FNT001"]', "expected a table"),
        ('[[suppress]]\nrule = "FNT001"', "reason is missing"),
        ('[[suppress]]\nreason = "x"', "rule is missing"),
        ('[[suppress]]\nrule = "FNT001"\nreason = " "', "reason is missing"),
        ('[[suppress]]\nrule = "FNT001"\nreason = "x"\nuntill = 2026-01-01', "Did you mean 'until'?"),
        ('[[suppress]]\nrule = "FNT001"\nreason = "x"\nuntil = "soon"', "expected a date"),
        ('[[suppress]]\nrule = "FNT001"\nreason = "x"\nfiles = 7', "expected text"),
        ("plugins = 1", "one table a plugin"),
        ("[plugins]\nhouse = 1", "one table a plugin"),
        ("fail-level = ", "cannot be read"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_file(tmp_path: Path, line: str, words: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        _load(line + "\n", folder=tmp_path)
    assert words in str(caught.value)
    assert str(tmp_path / "preflight.toml") in str(caught.value)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_can_be_given_in_the_environment(tmp_path: Path, setting: Any) -> None:
    variable = "PREFLIGHT_" + setting.name.upper().replace("-", "_")
    origins = set()
    for value in ("2026-04-09", "7", "info", "auto", "true", "text"):
        with contextlib.suppress(ConfigurationError):
            origins.add(_load(folder=tmp_path, environment={variable: value}).origins[setting.name])
    assert origins == {variable}


class TestFiles:
    """The nearest file from the current folder up; pyproject.toml only where it has the table."""

    def test_preflight_toml_beats_pyproject_in_one_folder(self, tmp_path: Path) -> None:
        (tmp_path / "pyproject.toml").write_text("[tool.preflight]\n", encoding="utf-8")
        (tmp_path / "preflight.toml").touch()
        assert find_file(tmp_path) == tmp_path / "preflight.toml"

    def test_the_nearest_one_wins(self, tmp_path: Path) -> None:
        inner = tmp_path / "a" / "b"
        inner.mkdir(parents=True)
        (tmp_path / "preflight.toml").touch()
        assert find_file(inner) == tmp_path / "preflight.toml"
        (tmp_path / "a" / "pyproject.toml").write_text("[tool.preflight]\n", encoding="utf-8")
        assert find_file(inner) == tmp_path / "a" / "pyproject.toml"

    @pytest.mark.parametrize(
        "spelling",
        [
            "[tool.preflight]\nfail-level = 'info'",
            "[ tool . preflight ]\nfail-level = 'info'",
            '[tool."preflight"]\nfail-level = "info"',
            "[tool]\npreflight = {fail-level = 'info'}",
            "tool.preflight.fail-level = 'info'",
        ],
    )
    def test_every_spelling_of_the_table_is_found(self, tmp_path: Path, spelling: str) -> None:
        settings = _load(spelling + "\n", name="pyproject.toml", folder=tmp_path)
        assert settings.fail_level is Severity.INFO

    @pytest.mark.parametrize(
        "text",
        ["[tool.black]\n", "[project]\ndependencies = ['edgar-preflight']\n", "tool = 1 # preflight\n"],
    )
    def test_a_project_without_the_table_is_passed_over(self, tmp_path: Path, text: str) -> None:
        (tmp_path / "preflight.toml").touch()
        inner = tmp_path / "inner"
        inner.mkdir()
        (inner / "pyproject.toml").write_text(text, encoding="utf-8")
        assert find_file(inner) == tmp_path / "preflight.toml"

    @pytest.mark.parametrize("text", ["tool.preflight = 3\n", "[tool]\npreflight = ['x']\n"])
    def test_a_table_that_is_none_is_no_silence(self, tmp_path: Path, text: str) -> None:
        with pytest.raises(ConfigurationError, match="must be a table"):
            _load(text, name="pyproject.toml", folder=tmp_path)

    def test_a_named_project_without_the_table_is_an_error(self, tmp_path: Path) -> None:
        (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
        with pytest.raises(ConfigurationError, match="no table"):
            load_settings({}, environment={}, file=tmp_path / "pyproject.toml")

    def test_a_registry_is_meant_from_the_folder_of_the_file(self, tmp_path: Path) -> None:
        assert _load('registry = "poa/r.json"\n', folder=tmp_path).registry == str(
            tmp_path / "poa" / "r.json"
        )

    def test_a_registry_flag_is_meant_from_where_the_command_runs(self, tmp_path: Path) -> None:
        assert _load(folder=tmp_path, flags={"registry": "poa/r.json"}).registry == "poa/r.json"
