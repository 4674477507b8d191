"""What can be wrong with a registry: the rules of `preflight registry check`.

They speak of the registry, not of a draft, so configuration cannot suppress them; a run can be limited to
some of them.
"""

from __future__ import annotations

from preflight.findings import Rule, Severity

_DESIGN = "Design of preflight: a registry says what it can be relied on for"
_AUTHORITY = "General Instruction 7 of Forms 3, 4 and 5"
_RESTATEMENT = "Restatement (Third) of Agency, section 3.15"

LNT001 = Rule(
    "LNT001",
    Severity.ERROR,
    "Grant that nobody can ever use",
    _AUTHORITY,
    message='"{instrument}" never lets anybody sign: {because}',
    remedy="Correct the record if it differs from the paper; else obtain a new power of attorney.",
    suppressible=False,
)
LNT002 = Rule(
    "LNT002",
    Severity.WARNING,
    "Delegation wider than its source",
    _RESTATEMENT,
    message='"{instrument}" passes on more than "{source}" gives: {what}.',
    remedy="Rely on it only for what both papers cover, or obtain a wider power of attorney.",
    suppressible=False,
)
LNT003 = Rule(
    "LNT003",
    Severity.ERROR,
    "Delegation made before its source",
    _RESTATEMENT,
    message='"{instrument}" was signed on {executed}, before "{source}" took effect on {since}.',
    remedy="Check both dates against the papers; if they are right, have the delegation signed again.",
    suppressible=False,
)
LNT004 = Rule(
    "LNT004",
    Severity.ERROR,
    "Delegation by somebody who held no authority",
    _RESTATEMENT,
    message='{delegator}, who signed "{instrument}", is no attorney-in-fact under {source}.',
    remedy="Check the names; if they are right, have an attorney-in-fact of that paper delegate.",
    suppressible=False,
)
LNT005 = Rule(
    "LNT005",
    Severity.ERROR,
    "Delegation without the right to delegate",
    "Restatement (Third) of Agency, section 3.15; UPOAA section 201(a)(5)",
    message='"{instrument}" rests on "{source}", which does not let its attorneys-in-fact delegate.',
    remedy="Check what the source says on delegation; if nothing, obtain a power from the owner.",
    suppressible=False,
)
LNT006 = Rule(
    "LNT006",
    Severity.WARNING,
    "Delegation whose source has ended",
    _RESTATEMENT,
    message='"{instrument}" has ended with its source by {day}: {because}',
    remedy="Tell its attorneys-in-fact, and have a new delegation or power signed if they are to go on.",
    suppressible=False,
)
LNT007 = Rule(
    "LNT007",
    Severity.WARNING,
    "Delegation whose source is not recorded",
    _DESIGN,
    message='"{instrument}" rests on a paper that is not in the registry: {source}.',
    remedy="Record that paper, and name its id under derives_from.",
    suppressible=False,
)
LNT008 = Rule(
    "LNT008",
    Severity.WARNING,
    "Signed text not at hand",
    _DESIGN,
    message='The signed text of "{instrument}" is not where the record says: {path}.',
    remedy="Put the file there, or correct the path.",
    suppressible=False,
)
LNT009 = Rule(
    "LNT009",
    Severity.ERROR,
    "Signed text differs from the record",
    _DESIGN,
    message='The signed text of "{instrument}" ({path}) is not the one recorded: its SHA-256 differs.',
    remedy="Restore the file that was recorded, or read the new one and record what it says.",
    suppressible=False,
)
LNT010 = Rule(
    "LNT010",
    Severity.WARNING,
    "Paper not signed by its giver",
    _AUTHORITY,
    message='"{instrument}" is recorded as {signed} by {giver}.',
    remedy="Obtain the signed paper and record it, or have the owner sign.",
    suppressible=False,
)
LNT011 = Rule(
    "LNT011",
    Severity.WARNING,
    "Names that may be one person or two",
    _DESIGN,
    message='"{name}" ({where}) and "{other}" ({elsewhere}) {relation}.',
    remedy="Say under people who they are: one person with an alias, or two people.",
    suppressible=False,
)
LNT012 = Rule(
    "LNT012",
    Severity.WARNING,
    "Papers of one day whose order matters",
    _DESIGN,
    message='"{instrument}" and "{other}" were signed on {day}; who may sign depends on which came first.',
    remedy="Record executed_sequence where evidence shows the order, or have the later paper signed again.",
    suppressible=False,
)
LNT013 = Rule(
    "LNT013",
    Severity.WARNING,
    "Power about to end",
    _DESIGN,
    message='"{instrument}" can be relied on for {who} through {last}: {because}',
    remedy="Have a new power of attorney signed before that day.",
    suppressible=False,
)
LNT014 = Rule(
    "LNT014",
    Severity.WARNING,
    "Owner for whom nobody else may sign",
    _DESIGN,
    message="Nobody{but} may sign {forms} for {owner} ({issuer}) on {day}.",
    remedy="Have a power of attorney signed, if somebody else is to sign.",
    suppressible=False,
)
LNT015 = Rule(
    "LNT015",
    Severity.WARNING,
    "Event about somebody or something not recorded",
    _DESIGN,
    message='"{event}" ({kind}) names {what}, which no other record does{near}.',
    remedy="Correct the name or id, so that the event takes effect for whom it is meant.",
    suppressible=False,
)
LNT016 = Rule(
    "LNT016",
    Severity.INFO,
    "Replaced attorney without evidence of notice",
    "Restatement (Third) of Agency, section 3.10",
    message='No record shows a notice to {who} that "{by}" replaced "{instrument}".',
    remedy="Send the notice in writing, and record its delivery as a revocation of the old paper.",
    suppressible=False,
)
LNT017 = Rule(
    "LNT017",
    Severity.INFO,
    "Old paper still in use",
    "House policy: age alone ends no power of attorney",
    message='"{instrument}" was signed on {executed}, more than {years} years before {day}.',
    remedy="Consider having a new power of attorney signed.",
    suppressible=False,
)

LINT_RULES: tuple[Rule, ...] = (
    LNT001,
    LNT002,
    LNT003,
    LNT004,
    LNT005,
    LNT006,
    LNT007,
    LNT008,
    LNT009,
    LNT010,
    LNT011,
    LNT012,
    LNT013,
    LNT014,
    LNT015,
    LNT016,
    LNT017,
)
