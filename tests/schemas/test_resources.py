"""Schemas and rule pages are found in a checkout and in an installed wheel."""

from __future__ import annotations

import pytest

from preflight import resources


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """The package as a wheel lays it out, with one schema and one page."""
    package = tmp_path / "site-packages" / "preflight"
    (package / "_data" / "schemas").mkdir(parents=True)
    (package / "_data" / "rules").mkdir()
    (package / "_data" / "schemas" / "one.xsd").write_text("<x/>")
    (package / "_data" / "rules" / "SCH001.md").write_text("# in the wheel")
    monkeypatch.setattr(resources, "_PACKAGE", package)
    resources._folder.cache_clear()
    yield package
    resources._folder.cache_clear()


def test_in_a_checkout():
    assert resources.schema_path("ownership/X0609/form4.xsd").is_file()
    assert resources.rule_page("SCH001").startswith("# SCH001")


def test_in_a_wheel(installed):
    assert resources.schema_path("one.xsd") == installed / "_data" / "schemas" / "one.xsd"
    assert resources.rule_page("sch001") == "# in the wheel"


def test_what_is_missing_is_named():
    with pytest.raises(FileNotFoundError, match=r"no-such\.xsd"):
        resources.schema_path("no-such.xsd")
    assert resources.rule_page("ZZZ999") is None


@pytest.mark.parametrize("name", ["../README", "SCH001.md", "", "/etc/passwd", "SCH001/../SCH002"])
def test_a_page_outside_the_folder_is_never_read(name):
    assert resources.rule_page(name) is None
