"""The built-in plugin ``authority``: may each signer sign for each reporting owner (rules AUT001 to AUT024)?

The engine asks :func:`preflight.authority.questions.ask` and hands each decision to
:func:`preflight_validate_authority`, as it does for third parties. One good line is enough for an owner, so a
further line that proves nothing is no error where ``decision.owner_verdict`` is authorized. Secondary codes
are findings of their own and never change a verdict (section 1.8 of the authority reference).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from preflight.authority.decision import AuthorityRequest, Decision, Link
from preflight.authority.instruments import TermRule
from preflight.authority.reasons import Reason, Verdict, describe
from preflight.filing.model import Filing
from preflight.findings import Finding, Place, Related, Rule, Severity
from preflight.hookspecs import CheckContext, PluginOptions, hookimpl

_INSTRUCTION = "General Instruction 7 of Forms 3, 4 and 5"
_AGENCY = "Restatement (Third) of Agency"
STALE_SETTING = "stale-after-years"

AUT001 = Rule(
    "AUT001",
    Severity.ERROR,
    "Signature not authorized",
    f"{_INSTRUCTION}; 17 CFR 240.16a-3(j) for each owner of a joint filing",
    message="{signer} may not sign for {owner}: {sentence}",
    remedy="{way_out}",
    suppressible=False,
)
AUT002 = Rule(
    "AUT002",
    Severity.ERROR,
    "Authority of the signature cannot be told",
    f"{_INSTRUCTION}; what is not known is never taken for granted",
    message="Whether {signer} may sign for {owner} cannot be told: {sentence}",
    remedy="{way_out}",
    suppressible=False,
)
AUT003 = Rule(
    "AUT003",
    Severity.ERROR,
    "Signed by another, and no registry of powers of attorney",
    f"{_INSTRUCTION}: the signer's authority is confirmed in writing",
    message="{signer} signed for {owner}, and there is no registry of powers of attorney to look into.",
    remedy="Start a registry: put poa-registry.json beside the drafts, with the power of attorney in it.",
    suppressible=False,
)


def _note(number: int, severity: Severity, title: str, source: str, remedy: str = "") -> Rule:
    return Rule(f"AUT{number:03}", severity, title, source, message="{sentence}", remedy=remedy)


AUT004 = _note(
    4,
    Severity.WARNING,
    "Power of attorney neither attached nor on file",
    _INSTRUCTION,
    "Attach the power of attorney as Exhibit 24, or amend the filing as soon as practicable.",
)
AUT005 = _note(
    5,
    Severity.WARNING,
    "Chain of authority not complete on file",
    f"{_INSTRUCTION}: the confirmation comes from the owner, so root and delegation are wanted together",
    "Attach every paper of the chain as Exhibit 24.",
)
AUT006 = _note(
    6,
    Severity.WARNING,
    "Signer's capacity not stated",
    f"{_INSTRUCTION}: signed specifically on behalf of the owner",
    "Write the capacity into the line: /s/ {signer}, attorney-in-fact for {owner}.",
)
AUT007 = _note(
    7,
    Severity.WARNING,
    "Firm signs without an individual",
    f"{_INSTRUCTION}; 17 CFR 232.302(b): an individual signs the authentication document",
    "Name the individual who signs for the firm.",
)
AUT008 = _note(
    8,
    Severity.INFO,
    "Power of attorney silent on amendments",
    "Practice on powers of attorney: amendments are best named",
    "Name amendments in the next power of attorney.",
)
AUT009 = _note(
    9,
    Severity.WARNING,
    "Power of attorney names no issuer",
    "Practice on powers of attorney: the issuer is best named",
    "Confirm that the owner meant this issuer; name it in the next power of attorney.",
)
AUT010 = _note(
    10,
    Severity.WARNING,
    "Issuer known from the context only",
    "Practice on powers of attorney: the issuer is best named",
    'Confirm which company "the Company" is; name it in the next power of attorney.',
)
AUT011 = _note(
    11,
    Severity.WARNING,
    "Owner has left; power lasts while duties run on",
    "17 CFR 240.16a-2(b) and 240.16a-3(f)",
    "Confirm that the owner still has a report to file, and record the end of the duties when it comes.",
)
AUT012 = _note(
    12,
    Severity.WARNING,
    "Condition of the power not verified",
    "The paper's own term; nothing recorded proves or ends the condition",
    "Confirm that the condition still holds, and record it.",
)
AUT013 = _note(
    13,
    Severity.INFO,
    "Signer's name written differently",
    "Design of preflight: a match that needed normalization is said",
    "Write the name as in the paper.",
)
AUT014 = _note(
    14,
    Severity.WARNING,
    "Date of the power of attorney is doubtful",
    "Design of preflight: the verdict holds on every reading of the date",
    "Look at the signed paper, and correct the date in the registry or have the paper signed anew.",
)
AUT015 = _note(
    15,
    Severity.INFO,
    "No proof that the replaced attorney was told",
    f"{_AGENCY}, section 3.10: actual authority ends with notice",
    "Tell the attorney-in-fact in writing, and record the delivery.",
)
AUT016 = _note(
    16,
    Severity.INFO,
    "Power of attorney signed and used on one day",
    "Design of preflight: the grant is taken to have come first",
)
AUT017 = _note(
    17,
    Severity.INFO,
    "Issuer covered as a related company",
    "The paper's own words and the relation recorded in the registry",
)
AUT018 = _note(
    18,
    Severity.WARNING,
    "Delegation lacks the words to sign the owner's name",
    "The delegation's own clauses, read one by one",
    "Have the delegation signed anew with the words to sign the owner's name for this form.",
)
AUT019 = _note(
    19,
    Severity.INFO,
    "Power of substitution read as leave to delegate",
    f"{_AGENCY}, section 3.15; practice uses the words loosely",
)
AUT020 = _note(
    20,
    Severity.INFO,
    "Power of attorney older than the house limit",
    "House policy; age alone ends no power of attorney",
    "Have the owner sign a fresh power of attorney.",
)
AUT021 = _note(
    21,
    Severity.INFO,
    "Signature date carries a time zone",
    "EDGAR Ownership XML Technical Specification: signatureDate is YYYY-MM-DD",
    "Write the date as YYYY-MM-DD.",
)
AUT022 = _note(
    22,
    Severity.WARNING,
    "Officer's own attorney-in-fact signs for an entity",
    "The law and the papers of the entity",
    "Ask counsel whether the office may be exercised by an attorney-in-fact.",
)
AUT023 = _note(
    23,
    Severity.INFO,
    "Power of attorney states no duration",
    f"{_INSTRUCTION}: a confirming statement states its duration",
    "State the duration in the next power of attorney.",
)
AUT024 = _note(
    24,
    Severity.INFO,
    "Further signature proves nothing",
    "17 CFR 240.16a-3(j): one authorized signature for the owner is enough",
    "Nothing is needed; another signature stands for the owner.",
)

_NOTES = {
    Reason.POA_NOT_ON_FILE: AUT004,
    Reason.CHAIN_INCOMPLETE_ON_FILE: AUT005,
    Reason.CAPACITY_NOT_STATED: AUT006,
    Reason.FIRM_NO_INDIVIDUAL: AUT007,
    Reason.AMENDMENT_IMPLIED: AUT008,
    Reason.ISSUER_UNSTATED: AUT009,
    Reason.ISSUER_FROM_CONTEXT: AUT010,
    Reason.TERM_TAIL: AUT011,
    Reason.STATUS_UNVERIFIED: AUT012,
    Reason.NAME_VARIANT: AUT013,
    Reason.EXECUTED_DATE_SUSPECT: AUT014,
    Reason.NOTICE_NOT_EVIDENCED: AUT015,
    Reason.SAME_DAY_GRANT: AUT016,
    Reason.ISSUER_SUBSIDIARY: AUT017,
    Reason.SUBPOA_DRAFTING_GAP: AUT018,
    Reason.SUBSTITUTION_READ_AS_DELEGATION: AUT019,
    Reason.STALE: AUT020,
    Reason.DATE_TZ_DROPPED: AUT021,
    Reason.OFFICER_POWER_SUBLET: AUT022,
}
"""Which rule reports which secondary code. Form ID is no ownership form, so its code has none."""

_OF_DENIALS = frozenset((Reason.NOTICE_NOT_EVIDENCED, Reason.DATE_TZ_DROPPED))
"""Secondary codes that are worth a finding beside a verdict other than authorized."""


@hookimpl
def preflight_rules() -> Sequence[Rule]:
    """The rules of this plugin."""
    return [AUT001, AUT002, AUT003, *_NOTES.values(), AUT023, AUT024]


@hookimpl
def preflight_options(options: PluginOptions) -> None:
    """Declare the house limit for the age of a power of attorney."""
    options.add(
        STALE_SETTING, int, default=0, help="Report powers of attorney older than this many years; 0: never"
    )


@hookimpl
def preflight_validate_authority(
    request: AuthorityRequest, decision: Decision, filing: Filing, context: CheckContext
) -> Iterator[Finding]:
    """Report the verdict where it is not authorized, and what accompanies it."""
    yield from verdict_findings(request, decision, filing, context)
    yield from note_findings(request, decision, filing)
    yield from chain_findings(request, decision, filing, context)


def verdict_findings(
    request: AuthorityRequest, decision: Decision, filing: Filing, context: CheckContext
) -> Iterator[Finding]:
    """AUT001 to AUT003, and AUT024 for a line that another one makes harmless."""
    if decision.is_authorized:
        return
    place = place_of(request, filing)
    sentence = decision.sentence
    values: dict[str, Any] = {
        "signer": request.signature.signer or "Nobody",
        "owner": request.owner.label,
        "code": decision.code.value,
        "form": request.form,
        "issuer": request.issuer.cik,
        "sentence": sentence,
        "way_out": decision.way_out,
        "reasons": tuple(describe(reason) for reason in decision.reasons),
    }
    if decision.owner_verdict is Verdict.AUTHORIZED:
        yield AUT024.at(place, **values)
        return
    related = _related(decision, context)
    if decision.code is Reason.NO_REGISTRY:
        yield AUT003.at(place, related=related, **values)
        return
    rule = AUT001 if decision.verdict is Verdict.NOT_AUTHORIZED else AUT002
    message = None if request.signature.signer else "{sentence}"
    yield rule.at(place, message=message, related=related, **values)


def note_findings(request: AuthorityRequest, decision: Decision, filing: Filing) -> Iterator[Finding]:
    """AUT004 to AUT022: secondary codes, each under its own rule."""
    for note in decision.notes:
        rule = _NOTES.get(note.code)
        if rule is None or not (decision.is_authorized or note.code in _OF_DENIALS):
            continue
        yield rule.at(
            place_of(request, filing),
            signer=request.signature.signer,
            owner=request.owner.label,
            instrument=note.instrument,
            sentence=describe(note),
        )


def chain_findings(
    request: AuthorityRequest, decision: Decision, filing: Filing, context: CheckContext
) -> Iterator[Finding]:
    """AUT020 and AUT023: the age of each paper of the proof, and whether it says how long it lasts."""
    if context.registry is None:
        return
    years = int(context.settings.get(STALE_SETTING, 0) or 0)
    for link in decision.chain:
        grant = context.registry.by_id.get(link.instrument)
        found = []
        if grant is not None and all(term.rule is TermRule.NONE_STATED for term in grant.term):
            found.append((AUT023, f'"{link.instrument}" does not say how long it lasts.'))
        if years > 0 and _is_older(link, years, request.signature.signed_on):
            found.append((AUT020, f'"{link.instrument}" of {link.executed} is older than {years} years.'))
        for rule, sentence in found:
            yield rule.at(
                place_of(request, filing),
                signer=request.signature.signer,
                owner=request.owner.label,
                instrument=link.instrument,
                sentence=sentence,
            )


def _is_older(link: Link, years: int, day: date | None) -> bool:
    """Return whether the paper was signed more than ``years`` years before ``day``."""
    if link.executed is None or day is None:
        return False
    signed = link.executed
    return (day.year - years, day.month, day.day) > (signed.year, signed.month, signed.day)


def place_of(request: AuthorityRequest, filing: Filing) -> Place:
    """The signature's place; the owner's, where no signature stands for it."""
    for signature in filing.signatures:
        if signature.position == request.signature.position:
            return signature.place if signature.name is None else signature.name.place
    for owner in filing.reporting_owners:
        cik = None if owner.cik is None else owner.cik.parsed
        if cik is not None and f"{cik:010d}" == request.owner.cik:
            return owner.place
    return filing.place


def _related(decision: Decision, context: CheckContext) -> tuple[Related, ...]:
    """Where the papers that the reasons speak of stand in the registry."""
    if context.registry is None:
        return ()
    named = dict.fromkeys(reason.instrument for reason in decision.reasons if reason.instrument)
    places = context.registry.places
    return tuple(Related(f'the record "{name}"', places[name]) for name in named if name in places)
