"""The built-in plugin ``poa``: the powers of attorney that a filing brings with it (rules POA001 to POA013).

The engine has read the exhibits already (:attr:`~preflight.hookspecs.CheckContext.attached`); here they are
held against the filing, its signatures and the registry. Instruction 7 of Forms 3, 4 and 5 asks for the
confirmation of a signer's authority, attached or on file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from preflight.authority.decision import Decision
from preflight.authority.instruments import Instrument, IssuerMode, PartyKind, Tri
from preflight.filing.model import ContainerKind, Filing
from preflight.filing.names import Agreement, NameOrder, compare, compare_entities, read_name
from preflight.findings import Finding, Place, Rule, Severity
from preflight.hookspecs import CheckContext, hookimpl
from preflight.poa.attached import ATTACHED, AttachedExhibit, AttachedPaper

_INSTRUCTION_7 = "General Instruction 7 of Forms 3, 4 and 5"

POA001 = Rule(
    "POA001",
    Severity.WARNING,
    "Exhibit 24 is not a power of attorney for Section 16 reports",
    _INSTRUCTION_7,
    message="{exhibit} does not give power to sign Forms 3, 4 or 5: {reason}",
    remedy="Attach the power of attorney under which the form is signed.",
)
POA002 = Rule(
    "POA002",
    Severity.INFO,
    "Power of attorney read with doubt",
    "Design of preflight: what is doubtful is said, never guessed",
    message="{exhibit}: a person has to look at {doubts}",
    remedy="Run `preflight poa read` on the exhibit, and record what it says with `preflight registry add`.",
)
POA003 = Rule(
    "POA003",
    Severity.WARNING,
    "Attached power of attorney is another person's",
    _INSTRUCTION_7,
    message="{exhibit} is the power of attorney of {principal}, who is no reporting owner of this filing.",
    remedy="Attach the power of attorney of the reporting owner.",
)
POA004 = Rule(
    "POA004",
    Severity.WARNING,
    "Attached power of attorney does not name the signer",
    _INSTRUCTION_7,
    message="{exhibit} appoints {attorneys}, but {signers} signed.",
    remedy="Have an attorney-in-fact who is named sign, or attach the paper that names the signer.",
)
POA005 = Rule(
    "POA005",
    Severity.WARNING,
    "Attached power of attorney does not cover the form",
    _INSTRUCTION_7,
    message="{exhibit} covers the forms {covered}; this is a Form {form}.",
    remedy="Attach a power of attorney that covers this form, or have the owner sign.",
)
POA006 = Rule(
    "POA006",
    Severity.WARNING,
    "Attached power of attorney is limited to another issuer",
    _INSTRUCTION_7,
    message="{exhibit} is limited to {covered}; this filing is for {issuer}.",
    remedy="Attach a power of attorney that covers this issuer, or have the owner sign.",
)
POA007 = Rule(
    "POA007",
    Severity.WARNING,
    "Attached power of attorney is not signed",
    _INSTRUCTION_7 + "; 17 CFR 232.302",
    message="{exhibit} bears no signature of {grantor}.",
    remedy="Attach the signed paper with its conformed signature.",
)
POA008 = Rule(
    "POA008",
    Severity.WARNING,
    "Date of the attached power of attorney",
    _INSTRUCTION_7,
    message="{exhibit} {problem}.",
    remedy="Look at the signed original; attach a paper that bears its date, not later than the signature.",
)
POA009 = Rule(
    "POA009",
    Severity.WARNING,
    "Attached paper and registry differ",
    "Design of preflight: the registry's copy must be the paper that was filed",
    message='{exhibit} and the registry\'s "{instrument}" differ in {difference}.',
    remedy="Correct the registry (its document shows which is right), or attach the right paper.",
)
POA010 = Rule(
    "POA010",
    Severity.WARNING,
    "Authority rests on the attached paper alone",
    "Design of preflight; " + _INSTRUCTION_7,
    message="{signer} may sign for {owner} by {exhibit}, which the registry does not record.",
    remedy="Record it with `preflight registry add`, so that later filings can rest on it.",
)
POA011 = Rule(
    "POA011",
    Severity.INFO,
    "Power of attorney is on file already",
    _INSTRUCTION_7,
    message='{exhibit} is on file with the Commission already ("{instrument}").',
    remedy="It need not be attached again while it is in effect.",
)
POA012 = Rule(
    "POA012",
    Severity.WARNING,
    "Reference to a filing that the registry does not know",
    _INSTRUCTION_7,
    message="The remarks refer to accession number {accession_number}, which the registry does not have.",
    remedy="Correct the number, or record the power of attorney with its accession number.",
)
POA013 = Rule(
    "POA013",
    Severity.INFO,
    "Exhibit 24 is not listed in the remarks",
    "EDGAR Filer Manual, volume II, on remarks of ownership forms",
    message="{exhibit} is attached, but the remarks do not list it.",
    remedy='Write, for example, "Exhibit 24 - Power of Attorney" into the remarks.',
)

_ACCESSION_NUMBER = re.compile(r"\b\d{10}-\d{2}-\d{6}\b")
_POWER = re.compile(r"power[s]? of attorney|\bPOA\b|exhibit", re.IGNORECASE)


@hookimpl
def preflight_rules() -> Sequence[Rule]:
    """Return the rules on attached powers of attorney."""
    return [
        POA001,
        POA002,
        POA003,
        POA004,
        POA005,
        POA006,
        POA007,
        POA008,
        POA009,
        POA010,
        POA011,
        POA012,
        POA013,
    ]


@hookimpl
def preflight_check(filing: Filing, context: CheckContext) -> Iterator[Finding]:
    """Hold every attached power of attorney against the filing, its signatures and the registry."""
    yield from references(filing, context)
    for exhibit in context.attached:
        yield from exhibit_findings(exhibit, filing)
        powers = [paper for paper in exhibit.papers if paper.instrument is not None]
        for paper in powers:
            yield from paper_findings(paper, filing)
        if powers:
            yield from signer_findings(exhibit, powers, filing, context)


@hookimpl
def preflight_validate_authority(decision: Decision, context: CheckContext) -> Iterator[Finding]:
    """Say where a proof rests on a paper that only this filing brings (POA010)."""
    if not decision.is_authorized:
        return
    for link in decision.chain:
        if link.instrument.startswith(ATTACHED):
            paper = next(
                paper
                for paper in chain.from_iterable(exhibit.papers for exhibit in context.attached)
                if paper.instrument is not None and paper.instrument.id == link.instrument
            )
            yield POA010.at(
                paper.exhibit.place,
                signer=decision.request.signature.signer,
                owner=decision.request.owner.label,
                exhibit=_named(paper),
            )


def references(filing: Filing, context: CheckContext) -> Iterator[Finding]:
    """References to papers on file resolve in the registry (POA012)."""
    if filing.remarks is None or context.registry is None or not _POWER.search(filing.remarks.raw):
        return
    known = {
        item.document.accession_number
        for owner in filing.reporting_owners
        if owner.cik is not None and owner.cik.parsed is not None
        for item in context.registry.by_owner_cik.get(f"{owner.cik.parsed:010}", ())
        if item.document is not None
    }
    for match in _ACCESSION_NUMBER.finditer(filing.remarks.raw):
        if match[0] not in known:
            yield POA012.at(filing.remarks.place, accession_number=match[0])


def exhibit_findings(attached: AttachedExhibit, filing: Filing) -> Iterator[Finding]:
    """What is wrong with an exhibit as a whole (POA001, POA013)."""
    exhibit = attached.exhibit
    label = _exhibit_label(exhibit.type, exhibit.file_name)
    if not attached.reading.is_section16:
        reason = attached.reading.reason or "no such power was found in it"
        yield POA001.at(exhibit.place, exhibit=label, reason=reason)
        return
    listed = filing.remarks is not None and _POWER.search(filing.remarks.raw)
    if filing.container.kind is not ContainerKind.BARE and not listed:
        yield POA013.at(exhibit.place, exhibit=label)


def paper_findings(paper: AttachedPaper, filing: Filing) -> Iterator[Finding]:
    """What is wrong with one power of attorney in view of the filing (POA002 to POA009, POA011)."""
    instrument = paper.instrument
    assert instrument is not None
    place, label = paper.exhibit.place, _named(paper)
    if paper.deciding_doubts:
        yield POA002.at(place, exhibit=label, doubts="; ".join(paper.deciding_doubts))
    if instrument.signed is Tri.NO:
        yield POA007.at(place, exhibit=label, grantor=" and ".join(instrument.grantors))
    yield from _date_findings(paper, filing, label)
    if not any(_is_principal(instrument, owner.name.text) for owner in filing.reporting_owners if owner.name):
        if all(owner.name is not None and owner.name.text for owner in filing.reporting_owners):
            yield POA003.at(place, exhibit=label, principal=instrument.principal.name)
        return
    yield from _scope_findings(instrument, filing, place, label)
    if paper.recorded is not None:
        difference = ", ".join(_differences(instrument, paper.recorded))
        if difference and paper.is_evidence:
            yield POA009.at(place, exhibit=label, instrument=paper.recorded.id, difference=difference)
        elif paper.recorded.on_file:
            yield POA011.at(place, exhibit=label, instrument=paper.recorded.id)


def signer_findings(
    attached: AttachedExhibit, papers: Sequence[AttachedPaper], filing: Filing, context: CheckContext
) -> Iterator[Finding]:
    """An exhibit whose powers name none of those who signed for their principals (POA004)."""
    if context.attribution is None:
        return
    attorneys = {
        attorney.name: attorney
        for paper in papers
        if paper.instrument is not None
        for attorney in paper.instrument.attorneys
    }
    signers = {pair.signer.name.text for pair in context.attribution.pairs if not pair.is_self}
    if (
        not signers
        or not attorneys
        or any(attorney.kind.value != "person" for attorney in attorneys.values())
    ):
        return
    named = [read_name(name) for name in attorneys]
    for signer in signers:
        reading = read_name(signer)
        if any(compare(reading, name).agreement in (Agreement.SAME, Agreement.COMPATIBLE) for name in named):
            return
    yield POA004.at(
        attached.exhibit.place,
        exhibit=_exhibit_label(attached.exhibit.type, attached.exhibit.file_name),
        attorneys=", ".join(attorneys),
        signers=", ".join(sorted(signers)),
    )


def _date_findings(paper: AttachedPaper, filing: Filing, label: str) -> Iterator[Finding]:
    instrument = paper.instrument
    assert instrument is not None
    if instrument.executed is None:
        yield POA008.at(paper.exhibit.place, exhibit=label, problem="bears no date that can be read")
        return
    dates = [
        signature.date.parsed
        for signature in filing.signatures
        if signature.date is not None and signature.date.parsed is not None
    ]
    if dates and instrument.executed > max(dates):
        problem = f"was executed on {instrument.executed}, after the signature of {max(dates)}"
        yield POA008.at(paper.exhibit.place, exhibit=label, problem=problem)


def _scope_findings(instrument: Instrument, filing: Filing, place: Place, label: str) -> Iterator[Finding]:
    forms = frozenset(chain.from_iterable(clause.forms for clause in instrument.scope))
    if filing.form is not None and forms and not forms & {filing.form.number, "*"}:
        yield POA005.at(place, exhibit=label, covered=", ".join(sorted(forms)), form=str(filing.form))
    issuer = filing.issuer
    if issuer is None or issuer.cik is None or issuer.cik.parsed is None:
        return
    cik = f"{issuer.cik.parsed:010}"
    clauses = [clause.issuers for clause in instrument.scope]
    if clauses and all(
        scope.mode is IssuerMode.LIST and scope.ciks and cik not in scope.ciks for scope in clauses
    ):
        names = dict.fromkeys(chain.from_iterable((*scope.names, *scope.ciks) for scope in clauses))
        name = issuer.name.text if issuer.name is not None and issuer.name.text else f"CIK {cik}"
        yield POA006.at(place, exhibit=label, covered=", ".join(names), issuer=name)


def _is_principal(instrument: Instrument, owner_name: str) -> bool:
    """Whether the principal can be the owner; a near miss is left to the authority decision."""
    names = (instrument.principal.name, *instrument.principal.aliases)
    if instrument.principal.kind is not PartyKind.INDIVIDUAL:
        return any(compare_entities(owner_name, name).agreement is not Agreement.DIFFERENT for name in names)
    owner = read_name(owner_name, order=NameOrder.CONFORMED)
    return any(compare(owner, read_name(name)).agreement is not Agreement.DIFFERENT for name in names)


def _differences(read: Instrument, recorded: Instrument) -> Iterator[str]:
    """The fields in which the paper as read and the record disagree."""
    if {attorney.name.casefold() for attorney in read.attorneys} != {
        attorney.name.casefold() for attorney in recorded.attorneys
    }:
        yield "the attorneys-in-fact"
    if _forms(read) != _forms(recorded):
        yield "the forms"
    if read.exercise is not recorded.exercise:
        yield "how the attorneys act together"
    if read.delegation.right is not recorded.delegation.right:
        yield "the right to delegate"


def _forms(instrument: Instrument) -> frozenset[str]:
    return frozenset(chain.from_iterable(clause.forms for clause in instrument.scope))


def _named(paper: AttachedPaper) -> str:
    label = _exhibit_label(paper.exhibit.type, paper.exhibit.file_name)
    return f"{label} ({paper.reading.title})" if paper.reading.title else label


def _exhibit_label(kind: str, file_name: str) -> str:
    return f"{kind} {file_name}".strip()
