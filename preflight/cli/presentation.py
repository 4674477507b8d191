"""How answers look on the stream that they go to: colours, and the strokes of trees."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

from preflight.config import Settings
from preflight.reports.style import Style

if TYPE_CHECKING:
    from preflight.reports.chain_tree import Glyphs


def style_for(settings: Settings) -> Style:
    """The style of text on standard output: as the settings say, else coloured on a terminal only."""
    if settings.color != "auto":
        return Style(settings.color == "always")
    return Style(sys.stdout.isatty() and not os.environ.get("NO_COLOR"))


def glyphs_for(stream: TextIO) -> Glyphs:
    """Line-drawing characters where the stream's encoding has them, or where it takes text as it is."""
    from preflight.reports.chain_tree import LINES, PLAIN_LINES

    try:
        "".join((LINES.branch, LINES.last, LINES.trunk)).encode(stream.encoding or "utf-8")
    except UnicodeEncodeError:
        return PLAIN_LINES
    return LINES
