"""The report for people: grouped by draft, each finding with its place, its remedy, and the authority.

Colour is the caller's choice; nothing here looks at the terminal.
"""

from __future__ import annotations

from collections.abc import Iterator

from preflight.engine import AUTHORITY_FAMILY
from preflight.filing.ccc import ccc_values, mask
from preflight.findings import Finding, Severity
from preflight.reports.style import PLAIN, Style, printable
from preflight.result import DraftResult, ExitStatus, RunResult

_STATUS_WORDS = {
    ExitStatus.CLEAN: "passed",
    ExitStatus.FINDINGS: "not passed",
    ExitStatus.NOT_CARRIED_OUT: "could not be checked completely, so not passed",
}


def render_text(result: RunResult, style: Style = PLAIN) -> str:
    """Return the whole report as text, ending with a line that counts drafts and findings."""
    lines: list[str] = []
    for finding in result.run_findings:
        lines.extend(finding_lines(finding, style))
    if result.run_findings:
        lines.append("")
    for draft in result.drafts:
        lines.extend(_draft_lines(draft, style, authority_examined=result.authority_examined))
        lines.append("")
    lines.extend(_summary(result, style))
    return "\n".join(lines) + "\n"


def _draft_lines(draft: DraftResult, style: Style, *, authority_examined: bool) -> Iterator[str]:
    yield style.strong(printable(draft.draft)) + headline(draft)
    for finding in draft.findings:
        yield from (f"  {line}" for line in finding_lines(finding, style))
    if draft.suppressed:
        reasons = "; ".join(f"{entry.finding.rule.id} ({entry.reason})" for entry in draft.suppressed)
        yield f"  {len(draft.suppressed)} suppressed: {printable(reasons)}"
    if draft.filing is not None and not authority_examined:
        yield "  Authority was not looked at, because the run is limited to other rules."
    if draft.decisions:
        yield from (f"  {line}" for line in _authority(draft, style))


def _authority(draft: DraftResult, style: Style) -> Iterator[str]:
    """The decisions; texts of a draft may quote a CCC that somebody typed into the wrong field."""
    from preflight.reports.authority_text import authority_lines

    secrets = ccc_values(draft.filing) if draft.filing is not None else ()
    papers = {instrument.id: instrument for instrument in draft.instruments}
    told = any(finding.rule.id.startswith(AUTHORITY_FAMILY) for finding in draft.findings)
    for decision in draft.decisions:
        for line in authority_lines(decision, style, instruments=papers, with_way_out=not told):
            yield mask(line, secrets)


def headline(draft: DraftResult) -> str:
    """What the draft is, to stand behind its path: form and issuer."""
    filing = draft.filing
    if filing is None:
        return "  (unreadable)"
    form = f"Form {filing.form}" if filing.form is not None else "unknown form"
    issuer = ""
    if filing.issuer is not None:
        name = filing.issuer.name.text if filing.issuer.name is not None else ""
        cik = f"CIK {filing.issuer.cik.text}" if filing.issuer.cik is not None else "no CIK"
        issuer = f", issuer {name} ({cik})" if name else f", issuer {cik}"
    return mask(printable(f"  {form}{issuer}"), ccc_values(filing))


def finding_lines(finding: Finding, style: Style = PLAIN) -> Iterator[str]:
    """Yield the lines that tell one finding: place, rule and message; the remedy; other places."""
    severity = style.severity(finding.severity, finding.severity.label)
    place = printable(str(finding.place))
    yield f"{place}: {style.strong(finding.rule.id)} {severity}: {printable(finding.message)}"
    if finding.place.element:
        yield f"    {style.faint('at')} {style.faint(printable(finding.place.element))}"
    if finding.remedy:
        yield f"    {style.faint('do')} {printable(finding.remedy)}"
    for related in finding.related:
        yield f"    {style.faint('see')} {printable(f'{related.role}: {related.place}')}"


def _summary(result: RunResult, style: Style) -> Iterator[str]:
    counts = ", ".join(
        f"{count} {severity.label}{'s' if count != 1 and severity is not Severity.INFO else ''}"
        for severity in reversed(Severity)
        if (count := result.count(severity))
    )
    suppressed = sum(len(draft.suppressed) for draft in result.drafts)
    if suppressed:
        counts += f"{', ' if counts else ''}{suppressed} suppressed"
    number = len(result.drafts)
    known = f", as known at {result.known_at}" if result.known_at is not None else ""
    verdict = style.status(result.status, _STATUS_WORDS[result.status])
    yield (
        f"{number} draft{'s' if number != 1 else ''}: {verdict}. "
        f"{counts[:1].upper() + counts[1:] if counts else 'No findings'}. As of {result.as_of}{known}."
    )
    for location, digest in dict.fromkeys(
        (draft.registry.location, draft.registry.digest) for draft in result.drafts if draft.registry
    ):
        known = f" (sha256 {digest[:16]}...)" if digest else ""
        yield style.faint(f"Registry: {printable(location)}{known}")
