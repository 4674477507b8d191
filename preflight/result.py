"""What a run produced: values that reports print and never change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING, TypeAlias

from preflight.findings import Finding, Severity
from preflight.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from preflight.authority.instruments import Instrument
    from preflight.authority.questions import OwnerDecision
    from preflight.filing.model import Filing


class ExitStatus(IntEnum):
    """What the process tells its caller; no report format changes it."""

    CLEAN = 0
    """Nothing at or above the fail level was found."""
    FINDINGS = 1
    """Something at or above the fail level was found."""
    NOT_CARRIED_OUT = 2
    """The check itself could not be carried out: bad usage, unreadable draft or registry, broken plugin."""


@dataclass(frozen=True, slots=True)
class SuppressedFinding:
    """A finding that the configuration suppresses, with the reason given there."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class DraftResult:
    """Everything about one filing of one draft (or about a draft that cannot be read)."""

    draft: str
    filing: Filing | None
    """``None`` where the draft could not be read."""
    findings: tuple[Finding, ...]
    """Sorted by place, rule and fingerprint; suppressed ones left out."""
    suppressed: tuple[SuppressedFinding, ...]
    decisions: tuple[OwnerDecision, ...]
    """The authority decision for every reporting owner; empty where authority was not looked at."""
    registry: RegistryIdentity | None
    carried_out: bool
    """False where the draft or its registry was unreadable or a plugin broke."""
    instruments: tuple[Instrument, ...] = ()
    """The papers that the decisions speak of, sorted by id, so that a report can show their terms."""


@dataclass(frozen=True, slots=True)
class RegistryIdentity:
    """Which registry answered: its location and the SHA-256 of its content."""

    location: str
    digest: str | None


@dataclass(frozen=True, slots=True)
class PluginIdentity:
    """A plugin that took part in the run."""

    name: str
    version: str
    origin: str


@dataclass(frozen=True, slots=True)
class RunResult:
    """The result of a run over all drafts."""

    drafts: tuple[DraftResult, ...]
    run_findings: tuple[Finding, ...]
    """Findings about no single draft: plugins, settings."""
    status: ExitStatus
    fail_level: Severity
    as_of: date
    known_at: date | None
    authority_examined: bool
    """False where ``--select`` left the authority rules out."""
    version: str
    plugins: tuple[PluginIdentity, ...]
    select: tuple[str, ...] = ()
    """Rule ids or families to which the run is limited; empty: everything."""

    @property
    def findings(self) -> Iterator[Finding]:
        """All findings, those of the run first."""
        yield from self.run_findings
        for draft in self.drafts:
            yield from draft.findings

    def count(self, severity: Severity) -> int:
        """How many findings have exactly this severity."""
        return sum(finding.severity is severity for finding in self.findings)


Reporter: TypeAlias = Callable[[RunResult], str]
"""Turns a result into the text of a report."""
