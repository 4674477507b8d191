"""Emphasis in text reports: ANSI colours, or nothing at all; and text that cannot play with a terminal."""

from __future__ import annotations

from preflight.authority.reasons import Verdict
from preflight.findings import Severity
from preflight.lazy_dataclass import dataclass
from preflight.result import ExitStatus

_RESET = "\x1b[0m"
_GOOD = "\x1b[1;32m"
_BAD = "\x1b[1;31m"
_DOUBTFUL = "\x1b[33m"
_SEVERITY_CODES = {Severity.ERROR: _BAD, Severity.WARNING: _DOUBTFUL, Severity.INFO: "\x1b[36m"}
_STATUS_CODES = {
    ExitStatus.CLEAN: _GOOD,
    ExitStatus.FINDINGS: _BAD,
    ExitStatus.NOT_CARRIED_OUT: _BAD,
}
_VERDICT_CODES = {
    Verdict.AUTHORIZED: _GOOD,
    Verdict.NOT_AUTHORIZED: _BAD,
    Verdict.CANNOT_TELL: _DOUBTFUL,
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

    def verdict(self, verdict: Verdict, words: str) -> str:
        """``words`` in the colour of ``verdict``."""
        return self._marked(_VERDICT_CODES[verdict], words)

    def strong(self, words: str) -> str:
        """``words`` in bold."""
        return self._marked("\x1b[1m", words)

    def faint(self, words: str) -> str:
        """``words`` in a faint colour."""
        return self._marked("\x1b[2m", words)

    def _marked(self, code: str, words: str) -> str:
        return f"{code}{words}{_RESET}" if self.colored else words


PLAIN = Style()


def printable(text: str) -> str:
    """``text`` in one line, control characters written out (``\\n``, ``\\x9b``).

    Names of files and texts of drafts and papers are other people's: they must neither break the lines of a
    report nor send orders to the terminal.
    """
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text
    )
