"""Finding a registry up the tree, and opening what is no plain file."""

from __future__ import annotations

import os

import pytest

from preflight.registries import REGISTRY_NAME, RegistryError, find_registry, open_registry
from preflight.registries import file as registry_file_module


@pytest.fixture
def tree(tmp_path):
    """``a/b/c/draft.xml`` below a folder of its own."""
    folder = tmp_path / "a" / "b" / "c"
    folder.mkdir(parents=True)
    (folder / "draft.xml").write_text("<x/>")
    return tmp_path / "a"


@pytest.mark.parametrize("where", ["b/c", "b", ""])
def test_the_nearest_registry_up_the_tree_is_found(tree, where):
    registry = tree / where / REGISTRY_NAME
    registry.write_text("{}")
    assert find_registry(tree / "b" / "c" / "draft.xml") == registry
    assert find_registry(tree / "b" / "c") == registry


def test_the_nearer_of_two_is_found(tree):
    for where in ("", "b"):
        (tree / where / REGISTRY_NAME).write_text("{}")
    assert find_registry(tree / "b" / "c" / "draft.xml") == tree / "b" / REGISTRY_NAME


def test_none_is_found_where_there_is_none(tree):
    assert find_registry(tree / "b" / "c" / "draft.xml") is None


def test_a_relative_draft_is_looked_up_from_the_current_folder(tree, monkeypatch):
    (tree / REGISTRY_NAME).write_text("{}")
    monkeypatch.chdir(tree / "b" / "c")
    from pathlib import Path

    assert find_registry(Path("draft.xml")) == tree / REGISTRY_NAME


@pytest.mark.parametrize("obstacle", ["folder", "dangling link", "pipe"])
def test_what_stands_in_the_way_is_not_passed_over(tree, obstacle):
    """A registry further up must not silently take the place of a nearer one that is broken."""
    (tree / REGISTRY_NAME).write_text("{}")
    nearer = tree / "b" / REGISTRY_NAME
    if obstacle == "folder":
        nearer.mkdir()
    elif obstacle == "dangling link":
        nearer.symlink_to("nowhere.json")
    else:
        os.mkfifo(nearer)
    with pytest.raises(RegistryError, match="no file"):
        find_registry(tree / "b" / "c" / "draft.xml")


def test_a_missing_file_is_refused_with_a_remedy(tmp_path):
    with pytest.raises(RegistryError, match="no registry file here") as caught:
        open_registry(str(tmp_path / "none.json"))
    assert "preflight registry add" in caught.value.remedy


def test_a_folder_and_a_pipe_are_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for name in ("", "pipe"):
        with pytest.raises(RegistryError):
            open_registry(str(tmp_path / name))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(registry_file):
    path = registry_file()
    path.chmod(0)
    with pytest.raises(RegistryError, match="Permission denied"):
        open_registry(str(path))


def test_the_size_is_bounded(registry_file, monkeypatch):
    path = registry_file()
    monkeypatch.setattr(registry_file_module, "MAX_BYTES", path.stat().st_size)
    assert open_registry(str(path)).instruments
    monkeypatch.setattr(registry_file_module, "MAX_BYTES", path.stat().st_size - 1)
    with pytest.raises(RegistryError, match="larger than"):
        open_registry(str(path))


@pytest.mark.parametrize("location", ["ftp://x/poa-registry.json", "vault:x://y", "file:///etc/passwd"])
def test_an_unknown_scheme_is_refused(location):
    with pytest.raises(RegistryError, match="is not a known scheme"):
        open_registry(location)


def test_the_built_in_plugin_leaves_other_schemes_to_others(registry_file):
    from preflight.registries.plugin import preflight_open_registry

    assert preflight_open_registry("vault://x", {}) is None
    assert len(preflight_open_registry(str(registry_file()), {"timeout": 5}).instruments) == 2
