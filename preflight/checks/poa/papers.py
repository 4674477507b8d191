"""What is wrong with an attached exhibit and the powers in it, in view of the filing and the registry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from preflight.authority.instruments import Instrument, IssuerMode, Tri
from preflight.authority.registry import Registry
from preflight.checks.poa.labels import exhibit_label, paper_label
from preflight.checks.poa.rules import (
    POA001,
    POA002,
    POA003,
    POA005,
    POA006,
    POA007,
    POA008,
    POA009,
    POA011,
    POA013,
)
from preflight.filing.model import ContainerKind, Filing
from preflight.filing.names import Agreement, compare_entities
from preflight.findings import Finding
from preflight.hookspecs import CheckContext
from preflight.poa.attached import AttachedExhibit, AttachedPaper
from preflight.poa.recorded import differences
from preflight.poa.whose import may_name_one, owner_cik

_POWER = re.compile(r"power[s]? of attorney|\bPOA\b|exhibit|\bEX-?24", re.IGNORECASE)


def exhibit_findings(attached: AttachedExhibit, filing: Filing) -> Iterator[Finding]:
    """What is wrong with an exhibit as a whole (POA001, POA013).

    An Exhibit 99 may be anything; only what turns out to be a power of attorney is looked at.
    """
    exhibit = attached.exhibit
    label = exhibit_label(exhibit)
    if not attached.reading.is_section16:
        if exhibit.type.upper().startswith("EX-24"):
            reason = attached.reading.reason or "no such power was found in it"
            yield POA001.at(exhibit.place, exhibit=label, reason=reason)
        return
    listed = filing.remarks is not None and _POWER.search(filing.remarks.raw)
    if filing.container.kind is not ContainerKind.BARE and not listed:
        yield POA013.at(exhibit.place, exhibit=label)


def paper_findings(
    paper: AttachedPaper, instrument: Instrument, filing: Filing, context: CheckContext
) -> Iterator[Finding]:
    """What is wrong with one power of attorney (POA002, POA003, POA005 to POA009, POA011)."""
    place, label = paper.exhibit.place, paper_label(paper)
    if instrument.signed is Tri.NO:
        yield POA007.at(place, exhibit=label, grantor=" and ".join(instrument.grantors) or "its giver")
    yield from date_findings(paper, instrument, filing)
    other_issuers = _other_issuers(instrument, filing, context.registry)
    doubts = tuple(_doubts_to_look_at(paper, instrument, is_other_issuers=bool(other_issuers)))
    if doubts:
        yield POA002.at(place, exhibit=label, doubts="; ".join(doubts))
    owners = {owner_cik(owner) for owner in filing.reporting_owners}
    if instrument.principal.cik not in owners:
        if not paper.further_doubts and not _is_named_elsewhere(instrument, filing, context):
            yield POA003.at(place, exhibit=label, principal=instrument.principal.name)
        return
    if paper.recorded is not None:
        difference = ", ".join(differences(instrument, paper.recorded))
        if difference and paper.is_evidence:
            yield POA009.at(place, exhibit=label, instrument=paper.recorded.id, difference=difference)
        elif paper.recorded.on_file:
            yield POA011.at(place, exhibit=label, instrument=paper.recorded.id)
    yield from scope_findings(paper, instrument, filing, context.registry, other_issuers)


def date_findings(paper: AttachedPaper, instrument: Instrument, filing: Filing) -> Iterator[Finding]:
    """The paper has a day, and the form was not signed before it (POA008)."""
    place, label = paper.exhibit.place, paper_label(paper)
    if instrument.executed is None:
        yield POA008.at(place, exhibit=label, problem="bears no date that can be read")
        return
    days = [
        signature.date.parsed
        for signature in filing.signatures
        if signature.date is not None and signature.date.parsed is not None
    ]
    if days and instrument.executed > max(days):
        problem = f"was executed on {instrument.executed}, after the signature of {max(days)}"
        yield POA008.at(place, exhibit=label, problem=problem)


def scope_findings(
    paper: AttachedPaper,
    instrument: Instrument,
    filing: Filing,
    registry: Registry | None,
    other_issuers: tuple[str, ...],
) -> Iterator[Finding]:
    """The paper covers the form and the issuer of the filing (POA005, POA006)."""
    place, label = paper.exhibit.place, paper_label(paper)
    forms = frozenset(chain.from_iterable(clause.forms for clause in instrument.scope))
    if filing.form is not None and forms and not forms & {filing.form.number, "*"}:
        yield POA005.at(place, exhibit=label, covered=", ".join(sorted(forms)), form=str(filing.form))
    if other_issuers:
        issuer = filing.issuer
        name = issuer.name.text if issuer is not None and issuer.name is not None else ""
        shown = name or _recorded_issuer(filing, registry)[0]
        yield POA006.at(place, exhibit=label, covered=", ".join(other_issuers), issuer=shown)


def _doubts_to_look_at(
    paper: AttachedPaper, instrument: Instrument, *, is_other_issuers: bool
) -> Iterator[str]:
    """The doubts that no other rule reports."""
    for field, doubt in paper.doubtful_fields:
        is_reported = (
            (field == "executed" and instrument.executed is None)
            or (field in ("signatures", "principal") and instrument.signed is Tri.NO)
            or (field == "issuers" and is_other_issuers)
        )
        if not is_reported:
            yield doubt
    yield from paper.further_doubts


def _is_named_elsewhere(instrument: Instrument, filing: Filing, context: CheckContext) -> bool:
    """Whether the principal acts for an owner: a general partner, or the officer whose attorney signs."""
    if context.attribution is None:
        return False
    names = [
        part.text
        for read in context.attribution.lines
        for line in (read.line, read.remark)
        if line is not None
        for signer in line.signers
        for part in (
            *signer.principals,
            *(step.name for step in signer.entities),
            *((signer.acting_for_officer,) if signer.acting_for_officer is not None else ()),
        )
    ]
    return may_name_one((instrument.principal.name, *instrument.principal.aliases), tuple(names))


def _other_issuers(instrument: Instrument, filing: Filing, registry: Registry | None) -> tuple[str, ...]:
    """The issuers to which the paper is limited, where none of them is, or may be, that of the filing."""
    issuer = filing.issuer
    if issuer is None or issuer.cik is None or issuer.cik.parsed is None:
        return ()
    cik = f"{issuer.cik.parsed:010}"
    known = [issuer.name.text] if issuer.name is not None and issuer.name.text else []
    known += _recorded_issuer(filing, registry)
    listed: dict[str, None] = {}
    for clause in instrument.scope:
        scope = clause.issuers
        if scope.mode is not IssuerMode.LIST or cik in scope.ciks or not (known and scope.names):
            return ()
        if any(
            compare_entities(one, other).agreement is not Agreement.DIFFERENT
            for one in known
            for other in scope.names
        ):
            return ()
        listed.update(dict.fromkeys(scope.names))
    return tuple(listed)


def _recorded_issuer(filing: Filing, registry: Registry | None) -> list[str]:
    """The names, present first, that the registry has for the issuer of the filing."""
    issuer = filing.issuer
    if registry is None or issuer is None or issuer.cik is None or issuer.cik.parsed is None:
        return []
    record = registry.issuers_by_cik.get(f"{issuer.cik.parsed:010}")
    return [] if record is None else [record.name, *record.former_names]
