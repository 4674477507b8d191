"""Assertions for plugin authors, with differences that can be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from preflight.findings import Finding

Expected = str | tuple[str, str]


def assert_findings(expected: Iterable[Expected], actual: Iterable[Finding]) -> None:
    """Assert that ``actual`` are the findings ``expected``, in any order and no others.

    Each expectation is a rule id (``"ACM001"``), or a rule id with the end of the element path at which it
    must stand (``("ACM001", "reportingOwner[2]/reportingOwnerId")``). Raises ``AssertionError`` with the
    findings that are missing and those that are too many.
    """
    left = list(actual)
    missing = []
    # The more exact expectations choose first, so that a bare id cannot take the finding they need.
    for wanted in sorted(expected, key=lambda item: isinstance(item, str)):
        found = next((finding for finding in left if _fits(wanted, finding)), None)
        if found is None:
            missing.append(wanted)
        else:
            left.remove(found)
    if missing or left:
        raise AssertionError(_difference(missing, left))


def _fits(wanted: Expected, finding: Finding) -> bool:
    if isinstance(wanted, str):
        return finding.rule.id == wanted
    rule_id, element = wanted
    return finding.rule.id == rule_id and (finding.place.element or "").endswith(element)


def _difference(missing: Sequence[Expected], unexpected: Sequence[Finding]) -> str:
    lines = ["the findings are not those expected"]
    for wanted in missing:
        what = wanted if isinstance(wanted, str) else f"{wanted[0]} at .../{wanted[1]}"
        lines.append(f"  missing:    {what}")
    for finding in unexpected:
        at = finding.place.element or finding.place
        lines.append(f"  unexpected: {finding.rule.id} at {at}: {finding.message}")
    return "\n".join(lines)
