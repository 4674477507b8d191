"""The JSON Schema guard: it never refuses what the builder takes, and a stamp spares nothing but its pass."""

from __future__ import annotations

import copy
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from preflight.registries import RegistryError, guard, open_registry
from preflight.registries.build import build_registry
from preflight.registries.guard import SCHEMA, check_schema
from preflight.registries.schema_classes import TOLD_APART_BY, Classes
from preflight.resources import schema_path

SCHEMA_DOCUMENT = json.loads(schema_path(SCHEMA).read_bytes())
VALUES: list[Any] = [
    None, True, False, 0, 1, 3, -1, 7001, 1.5, "", " ", "any", "all", "none", "yes", "unstated", "4", "4/A",
    "2010-07-07", "2010-02-30", "lewis-2010", "Dora N. Lewis", "a\nb", [], {}, [1], ["7001"], ["x", True],
    {"mode": "any"}, {"right": "yes"}, {"at_least": 1}, {"until": "2012-01-01"}, {"rule": "until_revoked"},
]  # fmt: skip
KEYS = ["id", "type", "issuers", "forms", "kind", "title", "date", "from", "end", "x", "attorney", "revokes"]


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every path into a JSON value."""
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    return [path, *(below for key, child in children for below in places(child, (*path, key)))]


def mutated(document: Any, path: tuple[Any, ...], value: Any, key: str | None) -> Any:
    """The document with ``value`` at ``path``, or under ``key`` of the object there."""
    result = copy.deepcopy(document)
    if not path:
        return result
    place = result
    for step in path[:-1]:
        place = place[step]
    if key is not None and isinstance(place[path[-1]], dict):
        place[path[-1]][key] = value
    else:
        place[path[-1]] = value
    return result


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_the_schema_takes_whatever_the_builder_takes(whole_sample, data):
    path = data.draw(st.sampled_from(places(whole_sample)))
    document = mutated(
        whole_sample, path, data.draw(st.sampled_from(VALUES)), data.draw(st.none() | st.sampled_from(KEYS))
    )
    content = json.dumps(document).encode()
    try:
        build_registry(content, "r.json")
    except RegistryError:
        return
    check_schema(content, "r.json", SCHEMA_DOCUMENT)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_a_representative_passes_exactly_where_its_record_does(whole_sample, data):
    row = copy.deepcopy(whole_sample["instruments"][0])
    path = data.draw(st.sampled_from([path for path in places(row) if path]))
    row = mutated(row, path, data.draw(st.sampled_from(VALUES) | st.text(max_size=5)), None)
    validator = Draft202012Validator(
        {**SCHEMA_DOCUMENT["properties"]["instruments"]["items"], "$defs": SCHEMA_DOCUMENT["$defs"]}
    )
    assert validator.is_valid(Classes(SCHEMA_DOCUMENT).representative(row)) is validator.is_valid(row)


def test_the_schema_tells_scalars_apart_only_by_what_the_classes_know():
    """Representatives are sound only while the schema uses no other keyword on scalars or list lengths."""
    structural = {
        "$schema", "$id", "$ref", "$defs", "title", "description", "type", "properties", "required",
        "additionalProperties", "items", "anyOf", "oneOf", "allOf", "not", "if", "then", "else",
        "minProperties", "minItems",
    }  # fmt: skip

    def keywords(schema: Any, *, is_schema: bool = True) -> set[str]:
        if isinstance(schema, list):
            return {word for entry in schema for word in keywords(entry)}
        if not isinstance(schema, dict):
            return set()
        found = set(schema) if is_schema else set()
        for key, value in schema.items():
            if key not in ("enum", "const"):
                found |= keywords(value, is_schema=not (is_schema and key in ("properties", "$defs")))
        return found

    assert keywords(SCHEMA_DOCUMENT) <= structural | TOLD_APART_BY
    text = json.dumps(SCHEMA_DOCUMENT)
    assert set(re.findall(r'"minItems": (\d+)', text)) == {"1"}


def test_the_schema_is_a_valid_schema_and_names_its_version():
    Draft202012Validator.check_schema(SCHEMA_DOCUMENT)
    assert SCHEMA_DOCUMENT["properties"]["version"] == {"const": 1}


def test_a_document_that_the_schema_refuses_is_refused_with_its_place(sample):
    sample["instruments"][1]["surprise"] = 1
    with pytest.raises(RegistryError) as caught:
        check_schema(json.dumps(sample, indent=2).encode(), "r.json", SCHEMA_DOCUMENT)
    assert caught.value.place.element == "/instruments/1"
    lines = json.dumps(sample, indent=2).splitlines()
    assert "anders-2010" in lines[caught.value.place.line]


@pytest.fixture
def passes(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The documents that went through the schema pass."""
    seen: list[bytes] = []
    real = guard.check_schema
    monkeypatch.setattr(
        guard, "check_schema", lambda content, *rest: (seen.append(content), real(content, *rest))[1]
    )
    return seen


def test_a_document_passes_the_schema_once(registry_file, passes):
    path = registry_file()
    first, second = open_registry(str(path)), open_registry(str(path))
    assert first.instruments == second.instruments
    assert passes == [path.read_bytes()]


def test_a_changed_document_passes_again(registry_file, sample, passes):
    open_registry(str(registry_file()))
    sample["comment"] = "changed"
    open_registry(str(registry_file(sample)))
    assert len(passes) == 2


def test_a_stamp_does_not_spare_the_strict_builder(registry_file, sample):
    sample["instruments"][0]["executed"] = "2010-02-30"
    path = registry_file(sample)
    guard.stamp_document(path.read_bytes())
    with pytest.raises(RegistryError, match="does not exist in the calendar"):
        open_registry(str(path))


def test_a_stamp_of_another_schema_does_not_count(registry_file, passes, monkeypatch, tmp_path):
    path = registry_file()
    open_registry(str(path))
    other = tmp_path / "other.schema.json"
    other.write_text(json.dumps({**SCHEMA_DOCUMENT, "title": "another"}))
    monkeypatch.setattr(guard, "schema_path", lambda name: other)
    open_registry(str(path))
    assert len(passes) == 2


@pytest.mark.parametrize("state", ["a file stands in its place", "write-protected", "relative"])
def test_a_cache_that_cannot_be_written_is_no_error(registry_file, passes, monkeypatch, tmp_path, state):
    cache = tmp_path / "cache"
    if state == "a file stands in its place":
        cache.write_text("")
    elif state == "write-protected":
        if os.geteuid() == 0:
            pytest.skip("root may write everywhere")
        cache.mkdir(mode=0o500)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache) if state != "relative" else "relative/cache")
    monkeypatch.setenv("HOME", str(tmp_path / "nobody"))
    (tmp_path / "nobody").write_text("")
    path = str(registry_file())
    assert len(open_registry(path).instruments) == len(open_registry(path).instruments) == 2
    assert len(passes) == 2


def test_the_number_of_stamps_is_bounded(monkeypatch):
    monkeypatch.setattr(guard, "_MOST_STAMPS", 3)
    for number in range(10):
        guard.stamp_document(str(number).encode())
    folder = guard.cache_folder()
    assert isinstance(folder, Path)
    assert len(list((folder / "registry-schema").iterdir())) == 3


def test_a_stamped_registry_is_opened_without_the_validator(registry_file, fresh_python):
    """jsonschema costs more to import than a filing to check."""
    path = registry_file()
    open_registry(str(path))
    loaded = fresh_python(
        "import sys; from preflight.registries import open_registry; "
        f"open_registry({str(path)!r}); print(*sorted(sys.modules))"
    ).split()
    assert not {"jsonschema", "requests", "urllib3"} & set(loaded)
