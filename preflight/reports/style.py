"""Emphasis in text reports: ANSI colours, or nothing at all."""

from __future__ import annotations

from dataclasses import dataclass

from preflight.findings import Severity
from preflight.result import ExitStatus

_RESET = "\x1b[0m"
_SEVERITY_CODES = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[33m", Severity.INFO: "\x1b[36m"}
_STATUS_CODES = {
    ExitStatus.CLEAN: "\x1b[1;32m",
    ExitStatus.FINDINGS: "\x1b[1;31m",
    ExitStatus.NOT_CARRIED_OUT: "\x1b[1;31m",
}


@dataclass(frozen=True, slots=True)
class Style:
    """Marks up words of a report; with ``colored`` false every method returns its words unchanged."""

    colored: bool = False

    def severity(self, severity: Severity, words: str) -> str:
        """``words`` in the colour of ``severity``."""
        return self._marked(_SEVERITY_CODES[severity], words)

    def status(self, status: ExitStatus, words: str) -> str:
        """``words`` in the colour of the run's status."""
        return self._marked(_STATUS_CODES[status], words)

    def strong(self, words: str) -> str:
        """``words`` in bold."""
        return self._marked("\x1b[1m", words)

    def faint(self, words: str) -> str:
        """``words`` in a faint colour."""
        return self._marked("\x1b[2m", words)

    def _marked(self, code: str, words: str) -> str:
        return f"{code}{words}{_RESET}" if self.colored else words


PLAIN = Style()
