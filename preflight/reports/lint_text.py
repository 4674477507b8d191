"""The answer of `preflight registry check`: the findings on a registry, for people and for programs."""

from __future__ import annotations

from datetime import date
from typing import Any

from preflight.authority.registry import Registry
from preflight.findings import Finding, Severity
from preflight.lazy_dataclass import dataclass
from preflight.reports.json import finding_data
from preflight.reports.style import PLAIN, Style, printable
from preflight.reports.text import finding_lines

LINT_VERSION = 1


@dataclass(frozen=True, slots=True)
class LintAnswer:
    """The findings, and what was asked. ``papers_examined`` is false for a registry kept elsewhere."""

    registry: Registry
    day: date
    known_at: date | None
    within_days: int
    papers_examined: bool
    findings: tuple[Finding, ...]


def render_lint(answer: LintAnswer, style: Style = PLAIN) -> str:
    """Return the findings as text, ending with a line that counts them."""
    lines: list[str] = []
    for finding in answer.findings:
        lines.extend(finding_lines(finding, style))
    if not answer.papers_examined:
        lines.append("The signed texts were not looked at: the registry is kept elsewhere.")
    counts = [
        f"{count} {severity.label}{'s' if count != 1 and severity is not Severity.INFO else ''}"
        for severity in reversed(Severity)
        if (count := sum(finding.severity is severity for finding in answer.findings))
    ]
    ahead = f", looking {answer.within_days} days ahead" if answer.within_days else ""
    known = f", as known at {answer.known_at}" if answer.known_at is not None else ""
    number = len(answer.registry.instruments)
    lines.append(
        f"{printable(answer.registry.location)}: {number} instrument{'s' if number != 1 else ''}, "
        f"{', '.join(counts) or 'no findings'}. On {answer.day}{ahead}{known}."
    )
    return "\n".join(lines) + "\n"


def lint_data(answer: LintAnswer) -> dict[str, Any]:
    """Return the findings for programs; each has the form that it has in the report of a check."""
    return {
        "version": LINT_VERSION,
        "on": answer.day.isoformat(),
        "within_days": answer.within_days,
        "known_at": None if answer.known_at is None else answer.known_at.isoformat(),
        "registry": {"location": answer.registry.location, "digest": answer.registry.digest},
        "papers_examined": answer.papers_examined,
        "findings": [finding_data(finding) for finding in answer.findings],
    }
