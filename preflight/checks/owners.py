"""Reporting owners: each named once, with a relationship to the issuer and an address that EDGAR takes.

Which profile changes what: the address rules OWN010 to OWN013 and OWN015 speak to the filer and hold for
drafts only. They begin on 18 March 2026, when Release 26.1 brought the non-US address elements; of the
filings that EDGAR accepted in the days after, several had no flag.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from preflight.checks.absence import stands_elsewhere
from preflight.filing.model import Address, Filing, Profile, Relationship, ReportingOwner, Value
from preflight.filing.place_codes import NON_US_ADDRESSES_SINCE, place_codes
from preflight.findings import Finding, Related, Rule, Severity
from preflight.hookspecs import CheckContext

_SPECIFICATION = "EDGAR Ownership XML Technical Specification v5.5 (March 2026)"

OWN001 = Rule(
    "OWN001",
    Severity.ERROR,
    "Same owner twice",
    f"{_SPECIFICATION}, section 4.3: no owner CIK may be repeated",
    message="Reporting owner {position} has the CIK {cik}, which is also the CIK of reporting owner {first}.",
    remedy="Keep one reportingOwner block for each owner and delete the other, or correct its CIK.",
)
OWN003 = Rule(
    "OWN003",
    Severity.ERROR,
    "No relationship box true",
    f"{_SPECIFICATION}, section 4.3: at least one relationship to the issuer for each owner",
    message="None of the four relationship boxes is true for {owner}; at least one must be.",
    remedy="Set at least one of isDirector, isOfficer, isTenPercentOwner and isOther to true.",
)
OWN004 = Rule(
    "OWN004",
    Severity.ERROR,
    "Officer without title",
    f"{_SPECIFICATION}, section 4.3: officerTitle is needed when isOfficer is true",
    message="isOfficer is true for {owner}, but officerTitle is {found}.",
    remedy="Write the officer's title into officerTitle (at most 30 characters), or set isOfficer to false.",
)
OWN005 = Rule(
    "OWN005",
    Severity.ERROR,
    "Other without text",
    f"{_SPECIFICATION}, section 4.3: otherText is needed when isOther is true",
    message="isOther is true for {owner}, but otherText is {found}.",
    remedy="Describe the relationship in otherText (at most 30 characters), or set isOther to false.",
)
OWN010 = Rule(
    "OWN010",
    Severity.WARNING,
    "Non-US flag missing",
    f"{_SPECIFICATION}, section 3: rptOwnerNonUSAddressFlag is mandatory with an address",
    message="The address of {owner} has no rptOwnerNonUSAddressFlag, which the specification asks for.",
    remedy="Add rptOwnerNonUSAddressFlag as the first element of the address: {suggestion}.",
)
OWN011 = Rule(
    "OWN011",
    Severity.ERROR,
    "Country or state missing for the flag",
    f"{_SPECIFICATION}, section 3: rptOwnerCountry with the flag true, rptOwnerState with the flag false",
    message="The address of {owner} has rptOwnerNonUSAddressFlag {flag}, but {needed} is {found}.",
    remedy="Fill in {needed} with EDGAR's two-character code, or correct the flag.",
)
OWN012 = Rule(
    "OWN012",
    Severity.ERROR,
    "Canadian or foreign code in the state field",
    f"{_SPECIFICATION}, section 3.6: since March 2026 rptOwnerState takes US states and territories only",
    message="rptOwnerState of {owner} is {code}, a code that since March 2026 belongs in rptOwnerCountry.",
    remedy="Set rptOwnerNonUSAddressFlag to true, move {code} to rptOwnerCountry, leave rptOwnerState out.",
)
OWN013 = Rule(
    "OWN013",
    Severity.WARNING,
    "Flag and fields contradict",
    f"{_SPECIFICATION}, section 3: state and country belong to different settings of the flag",
    message="The address of {owner} has {contrary} {code} although rptOwnerNonUSAddressFlag is {flag}.",
    remedy="Leave {contrary} out, or correct the flag.",
)
OWN015 = Rule(
    "OWN015",
    Severity.ERROR,
    "Obsolete state or country code",
    f"{_SPECIFICATION}, note in ownershipDocumentCommon.xsd: a filing with an obsolete code is suspended",
    message="{element} of {owner} is {code}, a code that EDGAR's schema still lists but no longer accepts.",
    remedy="Use the code of the state or country that exists today.",
)
OWN016 = Rule(
    "OWN016",
    Severity.WARNING,
    "Non-US state or territory over 30 characters",
    f"{_SPECIFICATION}, table of section 3: 30 characters; the schema allows 40",
    message="rptOwnerNonUSStateTerritory of {owner} has {length} characters, and {maximum} are allowed.",
    remedy="Shorten the text to {maximum} characters.",
)
_STATE_OR_TERRITORY = 30, 40
"""Lengths of ``rptOwnerNonUSStateTerritory`` by the specification's table and by the schema."""


_BOXES = ("isDirector", "isOfficer", "isTenPercentOwner", "isOther")

RULES = (OWN001, OWN003, OWN004, OWN005, OWN010, OWN011, OWN012, OWN013, OWN015, OWN016)
"""The rules that this module reports."""


def check(filing: Filing, context: CheckContext) -> Iterator[Finding]:
    """Yield what is wrong with the reporting owners of ``filing``."""
    yield from owner_repeated(filing)
    for owner in filing.reporting_owners:
        if owner.relationship is not None:
            yield from relationship_boxes(filing, owner, owner.relationship)
        if owner.address is not None and filing.profile is Profile.DRAFT:
            yield from obsolete_codes(owner, owner.address)
            yield from state_or_territory_length(owner, owner.address)
            if filing_day(filing, context) >= NON_US_ADDRESSES_SINCE:
                yield from non_us_address(filing, owner, owner.address)


def filing_day(filing: Filing, context: CheckContext) -> date:
    """The day whose rules hold: filed, else planned to be filed, else the day of the question."""
    return filing.container.filed or context.filing_date or context.as_of


def owner_repeated(filing: Filing) -> Iterator[Finding]:
    """No two owners have the same CIK, leading zeros aside (OWN001)."""
    first_with: dict[int, ReportingOwner] = {}
    for owner in filing.reporting_owners:
        if owner.cik is None or owner.cik.parsed is None:
            continue
        first = first_with.setdefault(owner.cik.parsed, owner)
        if first is not owner:
            yield OWN001.at(
                owner.cik.place,
                related=(Related("the first owner with this CIK", first.place),),
                position=owner.position,
                cik=owner.cik.parsed,
                first=first.position,
            )


def relationship_boxes(
    filing: Filing, owner: ReportingOwner, relationship: Relationship
) -> Iterator[Finding]:
    """A relationship box is true (OWN003), with the text that it needs (OWN004, OWN005)."""
    boxes = (
        relationship.is_director,
        relationship.is_officer,
        relationship.is_ten_percent_owner,
        relationship.is_other,
    )
    # A box that cannot be read is the schema's finding; whether it was meant to be true is not known.
    none_true = all(box is None or box.parsed is False for box in boxes)
    absent = [name for name, box in zip(_BOXES, boxes, strict=True) if box is None]
    if none_true and not (absent and stands_elsewhere(filing, owner.place, *absent)):
        yield OWN003.at(relationship.place, owner=owner.label)
    for rule, box, name, text in (
        (OWN004, relationship.is_officer, "officerTitle", relationship.officer_title),
        (OWN005, relationship.is_other, "otherText", relationship.other_text),
    ):
        if box is None or not box.parsed or _filled(text):
            continue
        if text is not None or not stands_elsewhere(filing, owner.place, name):
            yield rule.at(
                text.place if text is not None else box.place, owner=owner.label, found=_absence(text)
            )


def obsolete_codes(owner: ReportingOwner, address: Address) -> Iterator[Finding]:
    """No state or country code that EDGAR has withdrawn (OWN015)."""
    for element, code in (("rptOwnerState", address.state), ("rptOwnerCountry", address.country)):
        if code is not None and code.text in place_codes().obsolete:
            yield OWN015.at(code.place, element=element, owner=owner.label, code=code.text)


def state_or_territory_length(owner: ReportingOwner, address: Address) -> Iterator[Finding]:
    """The foreign state keeps to the specification's 30 characters (OWN016); over 40 the schema speaks."""
    advised, accepted = _STATE_OR_TERRITORY
    text = address.non_us_state_territory
    if text is not None and advised < len(text.raw) <= accepted:
        yield OWN016.at(text.place, owner=owner.label, length=len(text.raw), maximum=advised)


def non_us_address(filing: Filing, owner: ReportingOwner, address: Address) -> Iterator[Finding]:
    """Flag, state and country of an address fit together (OWN010 to OWN013)."""
    state, country, flag = address.state, address.country, address.non_us_flag
    if state is not None and state.text in place_codes().countries:
        # The misplaced code explains every other disagreement of this address.
        yield OWN012.at(state.place, owner=owner.label, code=state.text)
        return
    if flag is None:
        if stands_elsewhere(filing, owner.place, "rptOwnerNonUSAddressFlag"):
            return
        yield OWN010.at(
            address.place,
            owner=owner.label,
            suggestion=f"{'true' if _filled(country) else 'false'}, as the rest of the address has it",
        )
        return
    if flag.parsed is None:
        return
    needed, needed_name, contrary, contrary_name = (
        (country, "rptOwnerCountry", state, "rptOwnerState")
        if flag.parsed
        else (state, "rptOwnerState", country, "rptOwnerCountry")
    )
    if not _filled(needed):
        if not flag.parsed and country is not None and country.text in place_codes().states:
            return  # a state's code in the country field: the schema's finding explains both
        if needed is None and stands_elsewhere(filing, owner.place, needed_name):
            return
        yield OWN011.at(
            needed.place if needed is not None else flag.place,
            owner=owner.label,
            flag=flag.text,
            needed=needed_name,
            found=_absence(needed),
        )
    elif contrary is not None and contrary.text:
        yield OWN013.at(
            contrary.place, owner=owner.label, contrary=contrary_name, code=contrary.text, flag=flag.text
        )


def _filled(value: Value[str] | None) -> bool:
    return value is not None and bool(value.text)


def _absence(value: Value[str] | None) -> str:
    return "missing" if value is None else "blank"
