"""Reports: one module a format, each turning a run's result into text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from preflight.plugins import Plugins
    from preflight.result import Reporter

BUILT_IN_FORMATS = ("text", "json")


def find_reporter(name: str, plugins: Plugins, *, colored: bool = False) -> Reporter | str:
    """Return the reporter called ``name``, or a sentence that says why there is none.

    Further formats come from plugins (hook ``preflight_reporters``); a plugin cannot replace a built-in
    format.
    """
    if name == "text":
        from preflight.reports.style import Style
        from preflight.reports.text import render_text

        return partial(render_text, style=Style(colored))
    if name == "json":
        from preflight.reports.json import render_json

        return render_json
    found: dict[str, Reporter] = {}
    for implementation in plugins.implementations("preflight_reporters"):
        try:
            offered = dict(implementation.function())
        except (Exception, SystemExit) as error:
            return f'the plugin "{implementation.plugin}" broke in preflight_reporters: {error}.'
        for format_name in offered:
            if format_name in found or format_name in BUILT_IN_FORMATS:
                return f'the plugin "{implementation.plugin}" offers the format {format_name} again.'
        found.update(offered)
    if name not in found:
        known = ", ".join((*BUILT_IN_FORMATS, *sorted(found)))
        return f"there is no report format {name!r}; known are: {known}."
    return found[name]
