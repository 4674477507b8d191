"""Settings that do not take effect must not look as if they did: misspelt, hidden, or no file at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from preflight.config import MAXIMUM_BYTES, ConfigurationError, find_file, load_settings


@pytest.mark.parametrize(
    ("variable", "named"),
    [
        ("PREFLIGHT_FAILLEVEL", "PREFLIGHT_FAIL_LEVEL"),
        ("PREFLIGHT_FAIL_LEVL", "PREFLIGHT_FAIL_LEVEL"),
        ("PREFLIGHT_REQUIRED_PLUGIN", "PREFLIGHT_REQUIRED_PLUGINS"),
        ("PREFLIGHT_DISABLE_PLUGIN", "PREFLIGHT_DISABLE_PLUGINS"),
        ("PREFLIGHT_fail_level", "PREFLIGHT_FAIL_LEVEL"),
        ("PREFLIGHT_FAIL-LEVEL", "PREFLIGHT_FAIL_LEVEL"),
        ("PREFLIGHT_REGISTRY_TOKN", "PREFLIGHT_REGISTRY_TOKEN"),
        ("PREFLIGHT_CONFIG", "--config"),
    ],
)
def test_a_misspelt_variable_is_an_error_that_names_the_right_one(
    tmp_path: Path, variable: str, named: str
) -> None:
    with pytest.raises(ConfigurationError, match=named):
        load_settings({}, environment={variable: "s3cret"}, start=tmp_path)
    with pytest.raises(ConfigurationError) as raised:
        load_settings({}, environment={variable: "s3cret"}, start=tmp_path)
    assert "s3cret" not in str(raised.value), "a misspelt token variable holds a token"


@pytest.mark.parametrize("variable", ["PREFLIGHT_REGISTRY_TOKEN", "PREFLIGHT_VAULT_ADDRESS", "PREFLIGHTER"])
def test_the_token_and_variables_of_others_are_left_alone(tmp_path: Path, variable: str) -> None:
    assert load_settings({}, environment={variable: "x"}, start=tmp_path).select == ()


def _folder(path: Path) -> None:
    path.mkdir()


def _dangling_link(path: Path) -> None:
    path.symlink_to("nowhere.toml")


def _pipe(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.parametrize("name", ["preflight.toml", "pyproject.toml"])
@pytest.mark.parametrize("make", [_folder, _dangling_link, _pipe])
def test_what_bears_the_name_and_is_no_file_hides_no_nearer_settings(
    tmp_path: Path, name: str, make: Callable[[Path], None]
) -> None:
    """Else the settings of a folder above, perhaps laxer ones, would be taken in silence."""
    (tmp_path / "preflight.toml").write_text('select = ["FNT"]\n', encoding="utf-8")
    inner = tmp_path / "inner"
    inner.mkdir()
    make(inner / name)
    with pytest.raises(ConfigurationError, match=name):
        find_file(inner)


def test_a_link_to_a_configuration_is_one(tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_text('fail-level = "info"\n', encoding="utf-8")
    (tmp_path / "preflight.toml").symlink_to("house.toml")
    assert load_settings({}, environment={}, start=tmp_path).fail_level.label == "info"


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev"])
def test_a_device_or_folder_given_as_configuration_is_refused_at_once(device: str) -> None:
    if not Path(device).exists():
        pytest.skip("this system has no such device")
    with pytest.raises(ConfigurationError, match=device):
        load_settings({}, environment={}, file=Path(device))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"#" * (MAXIMUM_BYTES + 1), id="too large"),
        pytest.param(b"select = " + b"[" * 100_000, id="nested without end"),
        pytest.param(b"\xff\xfe", id="not UTF-8"),
    ],
)
def test_a_monstrous_configuration_is_an_error_and_no_breakdown(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "preflight.toml"
    file.write_bytes(content)
    with pytest.raises(ConfigurationError):
        load_settings({}, environment={}, file=file)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "preflight.toml").write_bytes(b'\xef\xbb\xbffail-level = "info"\n')
    assert load_settings({}, environment={}, start=tmp_path).fail_level.label == "info"
