"""The rules on powers of attorney that a filing brings with it, or refers to."""

from __future__ import annotations

from preflight.findings import Rule, Severity

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
POA014 = Rule(
    "POA014",
    Severity.WARNING,
    "Reference to a power of attorney of a day that the registry does not have",
    _INSTRUCTION_7,
    message="{where} refers to {paper} {day}; the registry has {known} for {owner}.",
    remedy="Correct the day in the reference, or record the paper that bears it.",
)
POA015 = Rule(
    "POA015",
    Severity.ERROR,
    "Signed under a power of attorney that an attached paper revokes",
    "Restatement (Third) of Agency, section 3.10, on revocation; " + _INSTRUCTION_7,
    message='{exhibit} revokes "{instrument}", under which {signer} signs for {owner}.',
    remedy="Have the owner sign, or an attorney-in-fact whose power is not revoked; record the revocation.",
)

POA_RULES: tuple[Rule, ...] = (
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
    POA014,
    POA015,
)
