"""The built-in plugin ``poa``: the powers of attorney that a filing brings with it (rules POA001 to POA015).

The engine has read the exhibits already (:attr:`~preflight.hookspecs.CheckContext.attached`); here they are
held against the filing, its signatures and the registry, as are references to papers on file. Instruction 7
of Forms 3, 4 and 5 asks for the confirmation of a signer's authority, attached or on file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from preflight.authority.decision import Decision
from preflight.checks.poa.rules import POA_RULES
from preflight.filing.model import Filing
from preflight.findings import Finding, Rule
from preflight.hookspecs import CheckContext, hookimpl

_REFERENCE = re.compile(r"\d{10}-\d{2}-\d{6}|\b(?:dated|executed|signed|filed)\b", re.IGNORECASE)
"""What every reference to a paper holds: an accession number, or a word that announces a day."""


@hookimpl
def preflight_rules() -> Sequence[Rule]:
    """Return the rules on powers of attorney."""
    return POA_RULES


@hookimpl
def preflight_check(filing: Filing, context: CheckContext) -> Iterator[Finding]:
    """Hold references and attached powers of attorney against the filing, its signatures and the registry."""
    if context.registry is not None and _may_refer(filing):
        from preflight.checks.poa.references import accession_numbers, days

        yield from accession_numbers(filing, context)
        yield from days(filing, context)
    if not context.attached:
        return
    from preflight.checks.poa.papers import exhibit_findings, paper_findings
    from preflight.checks.poa.signers import signer_findings

    for exhibit in context.attached:
        yield from exhibit_findings(exhibit, filing)
        for paper in exhibit.papers:
            if paper.instrument is not None and paper.repeats is None:
                yield from paper_findings(paper, paper.instrument, filing, context)
    yield from signer_findings(filing, context)


@hookimpl
def preflight_validate_authority(decision: Decision, context: CheckContext) -> Iterator[Finding]:
    """Say where a proof rests on a paper that only this filing brings, or on one that it revokes."""
    if not context.attached or not decision.is_authorized:
        return
    from preflight.checks.poa.signers import proof_findings

    yield from proof_findings(decision, context)


def _may_refer(filing: Filing) -> bool:
    """Whether the remarks or a signature line may refer to a paper; most filings load no reader for it."""
    texts = [filing.remarks, *(signature.name for signature in filing.signatures)]
    return any(text is not None and _REFERENCE.search(text.raw) for text in texts)
