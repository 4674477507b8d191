"""A progress bar on standard error, shown only when a run takes longer than a moment."""

from __future__ import annotations

import sys
import time

_DELAY = 1.0
"""Seconds before anything is shown: a short run prints nothing but its report."""
_INTERVAL = 0.1
_WIDTH = 30


class Bar:
    """Draws ``done of total`` in one line that it clears at the end."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._drawn = 0.0

    def __call__(self, number: int, total: int, draft: str) -> None:
        """Show that draft ``number`` of ``total`` begins."""
        now = time.monotonic()
        if now - self._started < _DELAY or (now - self._drawn < _INTERVAL and number != total):
            return
        self._drawn = now
        filled = _WIDTH * number // total
        bar = "#" * filled + "." * (_WIDTH - filled)
        end = "\r\x1b[K" if number == total else ""
        sys.stderr.write(f"\r\x1b[K[{bar}] {number} of {total} {draft[-40:]}{end}")
        sys.stderr.flush()
