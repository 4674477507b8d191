"""The built-in plugin ``signatures``: who signed, for whom, as what (rules SIG, JNT, DAT006 to DAT008).

Whether the signer may sign is for the plugin ``authority``; here it is asked whether each owner has a
signature, whether each signature belongs to an owner, and whether the line says what the form wants.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from preflight.checks import joint_reports, signature_dates
from preflight.checks.joint_reports import disclaimers
from preflight.checks.signature_dates import zoned_dates
from preflight.filing.model import Filing, OwnerSignature
from preflight.filing.names import looks_like_entity
from preflight.filing.signatures import (
    AttributedSignature,
    Attribution,
    AttributionBasis,
    LineStatus,
    NoOwnerReason,
    ReadSignature,
    Signer,
    SigningRole,
    attribute,
)
from preflight.findings import Finding, Place, Rule, Severity
from preflight.hookspecs import CheckContext, hookimpl

_INSTRUCTION = "General Instruction 7 of Forms 3, 4 and 5"

SIG001 = Rule(
    "SIG001",
    Severity.INFO,
    "Signature text not in conformed style",
    "Practice under 17 CFR 232.302(a), which asks for a typed signature and no particular mark",
    message='The signature "{text}" has no conformed-signature mark such as /s/.',
    remedy="Write /s/ before the name of the person who signed.",
)
SIG002 = Rule(
    "SIG002",
    Severity.ERROR,
    "Reporting owner without a signature",
    f"{_INSTRUCTION}; 17 CFR 240.16a-3(j) for each owner of a joint filing",
    message="No signature stands for {owner}; the lines say: {lines}.",
    remedy="Add a signature by {owner}, or by a person authorized to sign who names {owner} in the line.",
)
SIG003 = Rule(
    "SIG003",
    Severity.WARNING,
    "Signature that belongs to no owner",
    "EDGAR Ownership XML Technical Specification: a signature is not tied to an owner, so its words must be",
    message='Nothing in "{text}" says for which of the {owners} owners it stands.',
    remedy='Name the owner in the line: "/s/ {signer}, ... for OWNER".',
)
SIG004 = Rule(
    "SIG004",
    Severity.ERROR,
    "Signer's name missing",
    f"{_INSTRUCTION}; 17 CFR 232.302(a): the signature is a name",
    message="The signature line {found} names nobody who signed.",
    remedy="Write the name of the person who signed, and in what capacity.",
)
SIG005 = Rule(
    "SIG005",
    Severity.INFO,
    "Several signatures for one owner",
    f"{_INSTRUCTION}: one signature is enough, unless attorneys-in-fact must act together",
    message="{count} signatures stand for {owner}: {signers}.",
    remedy="Make sure that each of them is meant for {owner}.",
)
SIG006 = Rule(
    "SIG006",
    Severity.ERROR,
    "Capacity missing in an entity's signature",
    f"{_INSTRUCTION}, paragraph (b): for an entity, the capacity in which the individual signed is set out",
    message="{signer} signed for {owner}, an organisation, and the line does not say in what capacity.",
    remedy='Add the capacity, such as "{owner}, by: /s/ {signer}, Secretary".',
)
SIG007 = Rule(
    "SIG007",
    Severity.WARNING,
    "Signature stands elsewhere",
    "17 CFR 240.16a-3(j) and the forms' instructions on extra signatures on an attached page",
    message='The signature line says "{text}": the signature itself is not in the form.',
    remedy="Put the signatures into the form, or make sure that the page named goes along and is signed.",
)
SIG008 = Rule(
    "SIG008",
    Severity.WARNING,
    "EDGAR role given as capacity",
    "17 CFR 232.10 and 232.11: roles on EDGAR give access to file, not authority to sign",
    message='{signer} signs as "{title}", a role on EDGAR that gives no authority to sign for an owner.',
    remedy="State the power by which {signer} signs, such as attorney-in-fact for the owner.",
)
SIG009 = Rule(
    "SIG009",
    Severity.WARNING,
    "Organisation signs without a person",
    f"{_INSTRUCTION} and 17 CFR 232.302(b): the authentication document is signed by a person",
    message="{signer} is an organisation, and the line names no person who signed for it.",
    remedy='Name the person and the capacity: "{signer}, by: /s/ NAME, TITLE".',
)
SIG010 = Rule(
    "SIG010",
    Severity.WARNING,
    "Name contradicts the owner's",
    "General rule of identity: father and son, or two middle names, are two persons",
    message='"{written}" comes near the owner {owner}, but contradicts that name.',
    remedy="Write the owner's name as it is on EDGAR, or correct the CIK of the owner.",
)
SIG011 = Rule(
    "SIG011",
    Severity.WARNING,
    "Lawyer's word in place of attorney-in-fact",
    f'{_INSTRUCTION}: the signer signs specifically on behalf of the owner; "attorney" is a profession',
    message='{signer} signs for {owner} as "{title}", which states a profession and no power.',
    remedy='Write "attorney-in-fact for {owner}" if {signer} holds a power of attorney.',
)
SIG012 = Rule(
    "SIG012",
    Severity.WARNING,
    "Signed for somebody who is no owner",
    f"{_INSTRUCTION}: signed by the owner or specifically on the owner's behalf",
    message="{signer} signs for {named}, but the reporting owners are {owners}.",
    remedy="Name the reporting owner for whom the line is signed, or correct the owners.",
)
SIG015 = Rule(
    "SIG015",
    Severity.INFO,
    "Footnote mark on a signature leads nowhere",
    "Practice: the remark behind the mark may say that another person signed",
    message='The signature "{text}" bears a footnote mark, but the remarks explain none.',
    remedy="Explain the mark in the remarks, or take it out.",
)
SIG016 = Rule(
    "SIG016",
    Severity.INFO,
    "Signature line not fully understood",
    "Design of preflight: what is not understood is said, never guessed",
    message='Not understood in "{text}": {words}.',
    remedy='See `preflight signatures`; write plainly, such as "/s/ NAME, attorney-in-fact for OWNER".',
)
_RULES = (
    SIG001,
    SIG002,
    SIG003,
    SIG004,
    SIG005,
    SIG006,
    SIG007,
    SIG008,
    SIG009,
    SIG010,
    SIG011,
    SIG012,
    SIG015,
    SIG016,
    *signature_dates.RULES,
    *joint_reports.RULES,
)


@hookimpl
def preflight_rules() -> Sequence[Rule]:
    """The rules on signatures, their dates, and joint reports."""
    return _RULES


@hookimpl
def preflight_check(filing: Filing, context: CheckContext) -> Iterator[Finding]:
    """Check the signatures of ``filing``."""
    attribution = context.attribution if context.attribution is not None else attribute(filing)
    for read in attribution.lines:
        yield from signature_text(read)
    yield from owners_without_signature(attribution)
    yield from signatures_without_owner(filing, attribution)
    for owner in filing.reporting_owners:
        yield from several_signatures(attribution.of_owner(owner))
    for pair in attribution.pairs:
        yield from signer_capacity(pair)
    yield from signature_dates.signature_dates(filing, context)
    yield from zoned_dates(filing)
    yield from joint_reports.joint_reports(filing, attribution)
    yield from disclaimers(filing)


def signature_text(read: ReadSignature) -> Iterator[Finding]:
    """The text of one line: a mark, a name, nothing left over (SIG001, 004, 007, 008, 009, 015, 016)."""
    line, signature = read.line, read.signature
    if signature.name is None:
        return
    place = signature.name.place
    text = signature.name.text
    if line.status is LineStatus.DEFERRED:
        yield SIG007.at(place, text=text)
        return
    if not line.signers:
        yield SIG004.at(place, found=f'"{text}"' if text else "is empty and")
        return
    if not any(signer.conformed for signer in line.signers):
        yield SIG001.at(place, text=text)
    for signer in line.signers:
        yield from _signer(signer, place)
    if line.starred and read.remark is None:
        yield SIG015.at(place, text=text)
    if line.not_understood:
        yield SIG016.at(place, text=text, words=tuple(part.text for part in line.not_understood))


def _signer(signer: Signer, place: Place) -> Iterator[Finding]:
    """Who signs is a person, and claims no EDGAR role (SIG008, SIG009)."""
    name = signer.name.text
    if signer.is_firm and SigningRole.ATTORNEY_IN_FACT not in signer.roles:
        yield SIG009.at(place, signer=name)
    if SigningRole.EDGAR_ROLE in signer.roles:
        yield SIG008.at(place, signer=name, title=signer.title.text if signer.title is not None else "")


def owners_without_signature(attribution: Attribution) -> Iterator[Finding]:
    """Every owner has a signature (SIG002), as far as the lines can be told apart."""
    lines = tuple(f'"{read.line.raw.strip()}"' for read in attribution.lines) or ("nothing",)
    for owner in attribution.owners_without_signature:
        if not attribution.may_be_of(owner):
            yield SIG002.at(owner.place, owner=owner.label, lines=lines)


def signatures_without_owner(filing: Filing, attribution: Attribution) -> Iterator[Finding]:
    """Every signature belongs to an owner (SIG003, SIG010, SIG012)."""
    for left in attribution.unattributed:
        if left.signer is None:
            continue
        place = _place(left.signature)
        name = left.signer.name.text
        if left.reason is NoOwnerReason.NAME_CONFLICT:
            written = left.named[0] if left.named else name
            yield SIG010.at(place, written=written, owner=tuple(owner.label for owner in left.near))
        elif left.reason is NoOwnerReason.WRONG_PRINCIPAL:
            labels = tuple(owner.label for owner in filing.reporting_owners)
            yield SIG012.at(place, signer=name, named=left.named, owners=labels)
        elif left.named:
            yield SIG003.at(
                place,
                message="{signer} signs for {named}, no owner here; whether also as an owner cannot be told.",
                signer=name,
                named=left.named,
            )
        else:
            owners = len(filing.reporting_owners)
            yield SIG003.at(place, text=left.line.raw.strip(), owners=owners, signer=name)


def several_signatures(pairs: tuple[AttributedSignature, ...]) -> Iterator[Finding]:
    """One signature for each owner (SIG005)."""
    signers = tuple(pair.signer.name.text for pair in pairs)
    if len(signers) > 1:
        owner = pairs[0].owner
        yield SIG005.at(owner.place, owner=owner.label, count=len(signers), signers=signers)


def signer_capacity(pair: AttributedSignature) -> Iterator[Finding]:
    """A person who signs for an organisation or another person says as what (SIG004, SIG006, SIG011)."""
    signer, owner = pair.signer, pair.owner
    name = signer.name.text
    place = _place(pair.signature)
    if pair.comparison is not None and not pair.is_self and _names_owner_only(pair):
        yield SIG004.at(
            place,
            severity=Severity.WARNING,
            message='"{text}" names the owner and a power of attorney, but not who holds it and signed.',
            text=pair.line.raw.strip(),
        )
    if signer.role is SigningRole.LAWYER and not pair.is_self:
        title = signer.title.text if signer.title is not None else ""
        yield SIG011.at(place, signer=name, owner=owner.label, title=title)
    silent = signer.role is SigningRole.UNSTATED and signer.title is None and not signer.is_firm
    if silent and owner.name is not None and looks_like_entity(owner.name.text):
        yield SIG006.at(place, signer=name, owner=owner.label)


def _names_owner_only(pair: AttributedSignature) -> bool:
    """Return whether the line reads "OWNER, by power of attorney": the holder of the power is missing."""
    signer = pair.signer
    return (
        signer.role is SigningRole.ATTORNEY_IN_FACT
        and not signer.principals
        and pair.basis is AttributionBasis.OWN_NAME
    )


def _place(signature: OwnerSignature) -> Place:
    return signature.place if signature.name is None else signature.name.place
