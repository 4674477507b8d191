"""Rules POA001 to POA015: each wrong draft gives exactly its rule, and its mended twin gives none of it.

The mended twin of the drafts with an attached power is the draft that gives POA010 alone: the paper is good
and the registry does not record it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from preflight.authority.instruments import (
    Attorney,
    DelegationRight,
    Document,
    Exercise,
    IssuerRecord,
)
from preflight.authority.instruments import Delegation as DelegationClause
from preflight.testing import Attachment, Owner, delegation, power_of_attorney, registry

OWNER_CIK = "0001900001"
RECORDED = power_of_attorney(attorneys=("Jonas Feld", "Ines Varga"))
ANNUAL_REPORT = (
    "POWER OF ATTORNEY\n\nI, Miriam Adler, director of Harbour Light Corp, appoint Jonas Feld as my "
    "attorney-in-fact to sign in my name the Annual Report on Form 10-K of the company for the year 2025.\n\n"
    "Signed on January 15, 2025.\n\n/s/ Miriam Adler\nMiriam Adler\n"
)
REVOKES = (
    "REVOCATION OF POWER OF ATTORNEY\n\nI, Miriam Adler, hereby revoke the power of attorney dated {of}, by "
    "which I appointed {whom} as my attorneys-in-fact to sign Forms 3, 4 and 5 under Section 16(a) of the "
    "Securities Exchange Act of 1934 with respect to securities of Harbour Light Corp.\n\n"
    "Signed on {day}.\n\n/s/ Miriam Adler\nMiriam Adler\n"
)


@pytest.mark.parametrize(
    ("rule", "paper", "draft"),
    [
        ("POA002", {"to": "Jonas Feld and the persons on the attached list"}, {}),
        ("POA002", {"giver": "M. Adler"}, {}),
        ("POA003", {"giver": "Dana Marsh"}, {}),
        ("POA005", {"forms": "Forms 3 and 5"}, {}),
        ("POA006", {"issuer": "Tidewater Example Inc"}, {}),
        ("POA007", {"signature": None}, {}),
        ("POA008", {"day": None}, {}),
        ("POA008", {"day": "April 9, 2026"}, {}),
    ],
    ids=str,
)
def test_a_fault_of_the_paper_gives_its_rule_and_no_other(power, bringing, check, rule, paper, draft):
    assert check(bringing(power(**paper), **draft)).rules == [rule]


# --- POA001 ------------------------------------------------------------------------------------------------


def test_an_exhibit_24_for_an_annual_report_is_told(bringing, check):
    assert check(bringing(ANNUAL_REPORT)).rules == ["POA001"]


def test_an_exhibit_99_may_be_anything(bringing, check):
    assert check(bringing(Attachment(ANNUAL_REPORT, type="EX-99.1"))).rules == []


# --- POA002, POA003 ----------------------------------------------------------------------------------------


def test_what_decides_nothing_may_be_in_doubt(power, bringing, check):
    """Durability, governing law, notary and witnesses say nothing about this signature."""
    text = power().replace("Signed on", "This power is durable and is not durable.\n\nSigned on")
    assert check(bringing(text)).rules == ["POA010"]


def test_the_paper_of_the_officer_whose_attorney_signs_is_no_strangers(power, bringing, check):
    """The fund is the owner; the paper is that of the person who signs for its general partner."""
    filing = bringing(
        power("Dana Marsh"),
        owners=(Owner(name="COVE FUND L P"),),
        line="Cove Fund, L.P. By: Cove GP, LLC, its general partner By: /s/ Jonas Feld, attorney-in-fact for "
        "Dana Marsh, Manager",
    )
    assert check(filing).rules == []


# --- POA004 ------------------------------------------------------------------------------------------------


def test_a_signer_whom_no_attached_paper_names_is_told(power, bringing, check):
    outcome = check(bringing(power(), signer="Kim Stranger"))
    assert outcome.rules == ["POA004"]
    assert "Jonas Feld, Ines Varga" in outcome.message("POA004")


def test_a_paper_of_another_owner_names_nobody_for_this_one(power, bringing, check):
    """Both owners bring a paper; Kim Stranger, who signs for the second, is named in the first's only."""
    owners = (Owner(name="ADLER MIRIAM"), Owner("0001900002", "OKAFOR DANIEL"))
    first = power(to="Kim Stranger and Jonas Feld, each of them acting alone,")
    line = "/s/ Kim Stranger, attorney-in-fact for each Reporting Person"
    outcome = check(bringing(first, power("Daniel Okafor"), owners=owners, line=line))
    assert outcome.rules == ["POA004", "POA010"]


@pytest.mark.parametrize(
    "line", ["/s/ Miriam Adler", "/s/ J. Feld, attorney-in-fact", "/s/ Jonas K. Feld, attorney-in-fact"]
)
def test_the_owner_or_somebody_of_a_near_name_is_not_told(power, bringing, check, line):
    """Whether a near name proves anything is for the authority decision to say."""
    assert "POA004" not in check(bringing(power(), line=line)).rules


def test_a_delegate_is_named_by_a_recorded_delegation(power, bringing, on_record, check):
    known = on_record(
        power_of_attorney(attorneys=("Jonas Feld", "Ines Varga"), may_delegate=True),
        delegation(attorneys=("Petra Lindqvist",)),
    )
    outcome = check(bringing(power(delegate=True), signer="Petra Lindqvist"), known)
    assert outcome.rules == []


def test_an_officer_of_an_entity_needs_no_paper(power, bringing, check):
    """The paper that the entity attaches is for later filings; today its own president signs."""
    filing = bringing(
        power("Cove Holdings Inc", signature="Dana Marsh"),
        owners=(Owner(name="COVE HOLDINGS INC"),),
        line="Cove Holdings Inc By: /s/ Rita Hale, President",
    )
    assert "POA004" not in check(filing).rules


# --- POA005, POA006 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["4", "4/A"])
def test_an_amendment_is_covered_with_its_form(power, bringing, check, form):
    filing = bringing(power(), form=form, original="2026-04-01" if form == "4/A" else None)
    assert check(filing).rules == ["POA010"]


def test_a_former_name_of_the_issuer_is_the_issuers(power, bringing, check):
    issuer = IssuerRecord("0001900000", "Harbour Light Corp", former_names=("Old Lantern Company",))
    outcome = check(bringing(power(issuer="Old Lantern Company")), registry(issuers=[issuer]))
    assert outcome.rules == ["POA010"]


@pytest.mark.parametrize("issuer", ["HARBOUR LIGHT CORP", "Harbour Light Corporation"])
def test_a_spelling_of_the_issuer_is_the_issuers(power, bringing, check, issuer):
    assert check(bringing(power(issuer=issuer))).rules == ["POA010"]


# --- POA007 ------------------------------------------------------------------------------------------------


def test_the_signature_of_somebody_else_is_none(power, bringing, check):
    assert check(bringing(power(signature="Dana Marsh"))).rules == ["POA007"]


# --- POA009, POA011 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (replace(RECORDED, attorneys=(Attorney("Jonas Feld"),)), "the attorneys-in-fact"),
        (power_of_attorney(attorneys=("Jonas Feld", "Ines Varga"), forms=("3", "4")), "the forms"),
        (replace(RECORDED, exercise=Exercise.JOINT), "how the attorneys act together"),
        (replace(RECORDED, delegation=DelegationClause(DelegationRight.YES)), "the right to delegate"),
        (replace(RECORDED, executed=None), "the day of signing"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_record_that_says_something_else_is_told(power, bringing, on_record, check, record, words):
    outcome = check(bringing(power()), on_record(record))
    assert outcome.rules == ["POA009"]
    assert words in outcome.message("POA009")


@pytest.mark.parametrize(
    "attorneys", [("JONAS FELD", "INES VARGA"), ("Ines Varga", "Jonas Feld"), ("Jonas K. Feld", "Ines Varga")]
)
def test_the_dress_of_names_is_no_difference(power, bringing, on_record, check, attorneys):
    assert check(bringing(power()), on_record(power_of_attorney(attorneys=attorneys))).rules == []


def test_a_paper_on_file_need_not_come_again(power, bringing, on_record, check):
    assert check(bringing(power()), on_record(replace(RECORDED, on_file=True))).rules == ["POA011"]


# --- POA010 ------------------------------------------------------------------------------------------------


def test_a_proof_by_the_registrys_own_papers_is_not_told(power, bringing, on_record, check):
    """The attached paper is new, and the signer rests on an older one that is recorded."""
    older = power_of_attorney("adler-2024", attorneys=("Kim Ostrow",), executed=date(2024, 5, 2))
    assert check(bringing(power(), line="/s/ Kim Ostrow, attorney-in-fact"), on_record(older)).rules == [
        "POA004"
    ]


def test_a_chain_of_recorded_papers_and_one_attached_tells_the_attached_one(
    power, passing_on, bringing, on_record, check
):
    root = power_of_attorney(attorneys=("Jonas Feld",), may_delegate=True)
    outcome = check(bringing(passing_on(), signer="Petra Lindqvist"), on_record(root))
    assert "(DELEGATION)" in outcome.message("POA010")


# --- POA012, POA014 ----------------------------------------------------------------------------------------

ON_FILE = replace(
    RECORDED,
    on_file=True,
    document=Document(accession_number="0001900001-25-000007", exhibit="EX-24", filed=date(2025, 1, 20)),
)
REFERENCES = {
    "POA012": (
        "Power of attorney filed with accession number 0001900001-25-000008.",
        "See exhibit 24 to 0001900001-24-000007",
    ),
    "POA014": (
        "Signed under a power of attorney dated January 16, 2025.",
        "Power of attorney previously filed as Exhibit 24 to the Form 3 filed on January 21, 2025",
        "Signed pursuant to the POA executed 2025-01-14, on file with the Commission",
    ),
    "none": (
        "Power of attorney filed with accession number 0001900001-25-000007.",
        "Signed under a power of attorney dated January 15, 2025.",
        "Power of attorney previously filed as Exhibit 24 to the Form 3 filed on January 20, 2025",
        "Signed under a power of attorney dated 1/15/2025",
        "Power of attorney on file. The shares were sold under a plan dated March 3, 2024.",
        "The plan dated March 3, 2024 was amended; see the power of attorney on file.",
        "Restated from 0001900001-19-000001",
    ),
}


@pytest.mark.parametrize(
    ("rule", "remarks"), [(rule, text) for rule, texts in REFERENCES.items() for text in texts]
)
def test_references_in_the_remarks_lead_to_a_recorded_paper(bringing, on_record, check, rule, remarks):
    outcome = check(bringing(remarks=remarks), on_record(ON_FILE))
    assert outcome.rules == ([] if rule == "none" else [rule])


LINES = {
    "/s/ Jonas Feld, attorney-in-fact, pursuant to power of attorney dated January 15, 2025": [],
    "/s/ Jonas Feld, under POA dated 1/15/2025": [],
    "/s/ Jonas Feld, attorney-in-fact, pursuant to the Power of Attorney filed January 20, 2025": [],
    "/s/ Jonas Feld, attorney-in-fact pursuant to POA previously filed": [],
    "/s/ Jonas Feld, attorney-in-fact, pursuant to power of attorney dated July 7, 2010": ["POA014"],
    "/s/ Jonas Feld, under POA dated 1/16/2025": ["POA014"],
    "/s/ Jonas Feld, attorney-in-fact, pursuant to the Power of Attorney filed January 21, 2025": ["POA014"],
}


@pytest.mark.parametrize(("line", "rules"), LINES.items(), ids=str)
def test_references_in_a_signature_line_lead_to_a_recorded_paper(bringing, on_record, check, line, rules):
    assert check(bringing(line=line, remarks=None), on_record(ON_FILE)).rules == rules


@pytest.mark.parametrize(
    ("giver", "day", "rules"),
    [
        ("Jonas Feld", "February 3, 2025", []),
        ("Jonas Feld", "February 4, 2025", ["POA014"]),
        ("Ines Varga", "February 3, 2025", ["POA014"]),
        ("Jonas Feld", "January 15, 2025", ["POA014"]),
    ],
)
def test_a_delegation_is_looked_for_among_those_of_its_giver(bringing, on_record, check, giver, day, rules):
    known = on_record(
        power_of_attorney(attorneys=("Jonas Feld", "Ines Varga"), may_delegate=True),
        delegation(attorneys=("Petra Lindqvist",), executed=date(2025, 2, 3)),
    )
    line = f"/s/ Petra Lindqvist, by power of attorney pursuant to delegation by {giver} dated {day}"
    assert check(bringing(line=line, remarks=None), known).rules == rules


def test_either_order_of_day_and_month_will_do(bringing, on_record, check):
    known = on_record(power_of_attorney(executed=date(2025, 8, 7)))
    line = "/s/ Jonas Feld, under POA dated 7/8/2025"
    assert check(bringing(line=line, remarks=None), known).rules == []


def test_an_attached_paper_of_the_day_will_do(power, bringing, on_record, check):
    line = "/s/ Jonas Feld, attorney-in-fact, pursuant to power of attorney dated January 15, 2025"
    assert check(bringing(power(), line=line), on_record()).rules == ["POA010"]


def test_a_record_without_its_day_may_be_the_one(bringing, on_record, check):
    line = "/s/ Jonas Feld, attorney-in-fact, pursuant to power of attorney dated July 7, 2010"
    known = on_record(replace(RECORDED, executed=None))
    assert check(bringing(line=line, remarks=None), known).rules == []


def test_without_a_registry_no_reference_is_followed(bringing, check):
    line = "/s/ Jonas Feld, attorney-in-fact, pursuant to power of attorney dated July 7, 2010"
    assert check(bringing(line=line, remarks="POA filed with 0001900001-25-000008")).rules == []


# --- POA013 ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("remarks", "rules"),
    [
        (None, ["POA010", "POA013"]),
        ("The reporting person is a trustee.", ["POA010", "POA013"]),
        ("Exhibit 24.1 - Power of Attorney", ["POA010"]),
        ("EX-24: POA", ["POA010"]),
    ],
)
def test_the_remarks_list_the_exhibit(power, bringing, check, remarks, rules):
    assert check(bringing(power(), remarks=remarks)).rules == rules


# --- POA015 ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("revocation", "rules"),
    [
        ({"of": "January 15, 2025", "day": "March 3, 2026"}, ["POA015"]),
        ({"of": "January 15, 2025", "day": "April 8, 2026"}, ["POA015"]),
        ({"of": "January 15, 2025", "day": "April 9, 2026"}, []),
        ({"of": "January 15, 2024", "day": "March 3, 2026"}, []),
    ],
    ids=["before the signature", "on its day", "after it", "another paper"],
)
@pytest.mark.parametrize("recorded", [False, True], ids=["attached", "recorded"])
def test_no_signature_rests_on_a_paper_that_the_filing_revokes(
    power, bringing, on_record, check, revocation, rules, recorded
):
    text = REVOKES.format(whom="Jonas Feld and Ines Varga", **revocation)
    exhibits = (text,) if recorded else (power(), text)
    outcome = check(bringing(*exhibits), on_record(RECORDED) if recorded else None)
    assert outcome.rules == [*([] if recorded else ["POA010"]), *rules]


def test_a_new_paper_beside_the_revocation_of_the_old_is_good(power, bringing, on_record, check):
    old = power_of_attorney("adler-2020", attorneys=("Jonas Feld",), executed=date(2020, 5, 5))
    text = REVOKES.format(of="May 5, 2020", whom="Jonas Feld", day="January 15, 2025")
    outcome = check(bringing(power(replaces=True), text), on_record(old))
    assert (outcome.verdicts, outcome.rules) == (["authorized"], ["POA010"])
