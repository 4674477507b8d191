"""Suppressions: findings that the configuration sets aside, with a reason, never silently.

A suppression that nothing needs any more, has run out, or names a rule that cannot be suppressed is
itself a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from fnmatch import fnmatchcase

from preflight.config import Suppression
from preflight.findings import Finding, Place, Rule, Severity
from preflight.result import SuppressedFinding

_SOURCE = "Design of preflight: suppressions live in the configuration and are reported"

CFG001 = Rule(
    "CFG001",
    Severity.WARNING,
    "Suppression that nothing needs",
    _SOURCE,
    message='The suppression of {rule} ("{reason}") matched no finding.',
    remedy="Delete it, so that it cannot hide something later.",
    suppressible=False,
)
CFG002 = Rule(
    "CFG002",
    Severity.WARNING,
    "Suppression past its end date",
    _SOURCE,
    message='The suppression of {rule} ("{reason}") ended on {until}; its findings count again.',
    remedy="Mend what the rule finds, or give a new reason and date.",
    suppressible=False,
)
CFG003 = Rule(
    "CFG003",
    Severity.ERROR,
    "Suppression of a rule that cannot be suppressed",
    _SOURCE,
    message="{rule} cannot be suppressed: authority, plugins, settings and unreadable input always count.",
    remedy="Delete the suppression and mend what the rule finds.",
    suppressible=False,
)
CFG004 = Rule(
    "CFG004",
    Severity.ERROR,
    "Suppression of an unknown rule",
    _SOURCE,
    message="A suppression names the rule {rule}, which no plugin reports.",
    remedy="Correct the id; `preflight rules` lists all of them.",
    suppressible=False,
)

SUPPRESSION_RULES = (CFG001, CFG002, CFG003, CFG004)


class Suppressions:
    """Applies the suppressions of a run and remembers which of them were needed."""

    def __init__(self, entries: Sequence[Suppression], as_of: date, configuration: str) -> None:
        self._entries = entries
        self._as_of = as_of
        self._place = Place(configuration)
        self._used: set[int] = set()

    def apply(self, findings: Iterable[Finding]) -> tuple[list[Finding], list[SuppressedFinding]]:
        """Split ``findings`` into those that count and those set aside."""
        kept: list[Finding] = []
        suppressed: list[SuppressedFinding] = []
        for finding in findings:
            entry = self._match(finding)
            if entry is None:
                kept.append(finding)
            else:
                suppressed.append(SuppressedFinding(finding, entry.reason))
        return kept, suppressed

    def report(
        self, rules: Iterable[Rule], *, drafts: Sequence[str], examined: Callable[[Rule], bool]
    ) -> Iterator[Finding]:
        """Yield what is wrong with the suppressions themselves, after all ``drafts`` were checked.

        Whether a suppression is still needed cannot be told where the run left out its files or its rule
        (``examined`` is false), as a hook that checks only what a commit changes does.
        """
        known = {rule.id: rule for rule in rules}
        for number, entry in enumerate(self._entries):
            rule = known.get(entry.rule)
            if rule is None:
                yield CFG004.at(self._place, rule=entry.rule)
            elif not rule.suppressible:
                yield CFG003.at(self._place, rule=entry.rule)
            elif self._ended(entry):
                yield CFG002.at(self._place, rule=entry.rule, reason=entry.reason, until=str(entry.until))
            elif number not in self._used and examined(rule) and _reaches(entry, drafts):
                yield CFG001.at(self._place, rule=entry.rule, reason=entry.reason)

    def _match(self, finding: Finding) -> Suppression | None:
        if not finding.rule.suppressible:
            return None
        for number, entry in enumerate(self._entries):
            if (
                entry.rule == finding.rule.id
                and not self._ended(entry)
                and _reaches(entry, (finding.place.draft,))
                and (entry.element is None or (finding.place.element or "").startswith(entry.element))
                and (entry.fingerprint is None or entry.fingerprint == finding.fingerprint)
            ):
                self._used.add(number)
                return entry
        return None

    def _ended(self, entry: Suppression) -> bool:
        return entry.until is not None and self._as_of > entry.until


def _reaches(entry: Suppression, drafts: Sequence[str]) -> bool:
    """Whether any of ``drafts`` lies in the files for which the suppression is meant."""
    return entry.files is None or any(fnmatchcase(draft, entry.files) for draft in drafts)
