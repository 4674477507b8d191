"""The report for programs: everything that a run found out, as one JSON document.

``schemas/report.schema.json`` describes it. Within version 1 fields are only added. The same result gives
the same bytes; what could be a secret is masked.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from preflight.filing.ccc import ccc_values, mask_data
from preflight.findings import Finding, Place, Rule, Severity
from preflight.result import DraftResult, RunResult, SuppressedFinding

if TYPE_CHECKING:
    from preflight.filing.model import Filing

REPORT_VERSION = 1


def render_json(result: RunResult) -> str:
    """Return the whole result as JSON in ASCII, with an indent of two and a line break at the end."""
    return json.dumps(report_data(result), indent=2) + "\n"


def report_data(result: RunResult) -> dict[str, Any]:
    """Return the result as nested dictionaries and lists, in the order in which they are printed."""
    return {
        "version": REPORT_VERSION,
        "tool": {"name": "preflight", "version": result.version},
        "run": {
            "status": int(result.status),
            "outcome": result.status.name.lower(),
            "fail_level": result.fail_level.label,
            "as_of": result.as_of.isoformat(),
            "known_at": None if result.known_at is None else result.known_at.isoformat(),
            "select": list(result.select),
            "authority_examined": result.authority_examined,
            "plugins": [
                {"name": plugin.name, "version": plugin.version, "origin": plugin.origin}
                for plugin in result.plugins
            ],
        },
        "summary": {
            "drafts": len(result.drafts),
            "findings": {severity.label: result.count(severity) for severity in reversed(Severity)},
            "suppressed": sum(len(draft.suppressed) for draft in result.drafts),
        },
        "rules": [_rule(rule) for rule in _reported_rules(result)],
        "findings": [finding_data(finding) for finding in result.run_findings],
        "drafts": [_draft(draft) for draft in result.drafts],
    }


def finding_data(finding: Finding, *, suppressed: str | None = None) -> dict[str, Any]:
    """Return one finding; ``suppressed`` is the reason where the configuration sets it aside."""
    return {
        "rule": finding.rule.id,
        "severity": finding.severity.label,
        "message": finding.message,
        "remedy": finding.remedy,
        "place": place_data(finding.place),
        "values": {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in sorted(finding.values.items())
        },
        "related": [
            {"role": related.role, "place": place_data(related.place)} for related in finding.related
        ],
        "fingerprint": finding.fingerprint,
        "suppressed": None if suppressed is None else {"reason": suppressed},
    }


def place_data(place: Place) -> dict[str, Any]:
    """Return where something stands; lines count from 1."""
    return {
        "draft": place.draft,
        "line": place.line,
        "column": place.column,
        "element": place.element,
        "part": place.part,
        "part_line": place.part_line,
    }


def _draft(draft: DraftResult) -> dict[str, Any]:
    data: dict[str, Any] = {
        "draft": draft.draft,
        "carried_out": draft.carried_out,
        "filing": None if draft.filing is None else _filing(draft.filing),
        "registry": None
        if draft.registry is None
        else {"location": draft.registry.location, "digest": draft.registry.digest},
        "findings": [
            *(finding_data(finding) for finding in draft.findings),
            *(finding_data(entry.finding, suppressed=entry.reason) for entry in _sorted(draft.suppressed)),
        ],
        "decisions": [],
        "instruments": [],
    }
    if draft.decisions:
        from preflight.registries.encode import encode_instrument
        from preflight.reports.decision_data import owner_decision_data

        data["decisions"] = [owner_decision_data(decision) for decision in draft.decisions]
        data["instruments"] = [encode_instrument(instrument) for instrument in draft.instruments]
    secrets = ccc_values(draft.filing) if draft.filing is not None else ()
    masked: dict[str, Any] = mask_data(data, secrets)
    return masked


def _filing(filing: Filing) -> dict[str, Any]:
    """What the filing is, so that a reader finds it again; its content stays in the draft."""
    import hashlib

    issuer = filing.issuer
    period = filing.period_of_report
    return {
        "form": None if filing.form is None else str(filing.form),
        "profile": filing.profile.value,
        "container": filing.container.kind.value,
        "schema_version": None if filing.schema_version is None else filing.schema_version.text,
        "accession_number": filing.container.accession_number,
        "period_of_report": None if period is None else period.text,
        "issuer_cik": None if issuer is None or issuer.cik is None else issuer.cik.text,
        "document_sha256": hashlib.sha256(filing.document.content).hexdigest(),
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "severity": rule.severity.label,
        "title": rule.title,
        "source": rule.source,
        "suppressible": rule.suppressible,
    }


def _reported_rules(result: RunResult) -> list[Rule]:
    """The rules of all findings, suppressed ones too, by id."""
    suppressed = (entry.finding for draft in result.drafts for entry in draft.suppressed)
    rules = {finding.rule.id: finding.rule for finding in (*result.findings, *suppressed)}
    return [rules[rule_id] for rule_id in sorted(rules)]


def _sorted(entries: Sequence[SuppressedFinding]) -> list[SuppressedFinding]:
    return sorted(entries, key=lambda entry: entry.finding.sort_key)
