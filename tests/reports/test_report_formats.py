"""Formats: the built-in ones, those of plugins, and sentences where there is none."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import pytest

from preflight.hookspecs import hookimpl
from preflight.plugins import Plugins
from preflight.reports import BUILT_IN_FORMATS, find_reporter
from preflight.result import Reporter


def _plugins(*offers: object) -> Plugins:
    plugins = Plugins()
    for number, offer in enumerate(offers):
        module = ModuleType(f"reporter_{number}")

        def reporters(answer: object = offer) -> Callable[[], object]:
            @hookimpl
            def preflight_reporters() -> object:
                if isinstance(answer, BaseException):
                    raise answer
                return answer

            return preflight_reporters

        module.preflight_reporters = reporters()  # type: ignore[attr-defined]
        plugins.add(module, f"house{number}", version="1", origin="test")
    return plugins


def _one_line(result: object) -> str:
    return "one line\n"


@pytest.mark.parametrize("name", BUILT_IN_FORMATS)
def test_the_built_in_formats_need_no_plugin(name: str) -> None:
    assert callable(find_reporter(name, _plugins()))


def test_a_plugin_may_bring_a_format() -> None:
    assert find_reporter("one-line", _plugins({"one-line": _one_line})) is _one_line


@pytest.mark.parametrize(
    ("offers", "words"),
    [
        ((), "there is no report format 'one-line'; known are: text, json"),
        (({"other": _one_line},), "other"),
        (({"text": _one_line},), "offers the format text again"),
        (({"one-line": _one_line}, {"one-line": _one_line}), "offers the format one-line again"),
        ((ValueError("no printer"),), 'the plugin "house0" broke in preflight_reporters: no printer'),
        ((SystemExit(0),), 'the plugin "house0" broke in preflight_reporters'),
        ((7,), 'the plugin "house0" broke in preflight_reporters'),
    ],
)
def test_where_there_is_none_a_sentence_says_why(offers: tuple[object, ...], words: str) -> None:
    answer: Reporter | str = find_reporter("one-line", _plugins(*offers))
    assert isinstance(answer, str)
    assert words in answer
