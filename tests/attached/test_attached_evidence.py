"""What a power of attorney that comes with the filing proves, and when it proves nothing.

Each row departs in one point from the first case, in which the attached paper alone lets the attorney sign.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preflight.authority.instruments import (
    Attorney,
    Death,
    Document,
    Instrument,
    IssuerRecord,
    Party,
    PersonRecord,
    Revocation,
    RevocationForm,
    Supersession,
    SupersessionKind,
)
from preflight.authority.registry import Registry
from preflight.filing.model import Filing
from preflight.poa.attached import ATTACHED, read_attached, recorded_ids, with_attached
from preflight.testing import Attachment, Owner, delegation, power_of_attorney, registry

OWNER_CIK = "0001900001"
ROOT = f"{ATTACHED}poa1.txt:adler-2025"
TWO_OWNERS = (Owner(name="ADLER MIRIAM"), Owner("0001900002", "OKAFOR DANIEL"))


def revocation(of: str = "adler-2025", **changes: object) -> Revocation:
    """The recorded and delivered revocation of the power of January 2025."""
    values = {
        "id": "adler-revokes",
        "instrument": of,
        "attorney": None,
        "form": RevocationForm.SIGNED_WRITING,
        "executed": date(2025, 6, 1),
        "delivered": (("*", date(2025, 6, 2)),),
    }
    return Revocation(**(values | changes))  # type: ignore[arg-type]


RECORDED = power_of_attorney(attorneys=("Jonas Feld", "Ines Varga"))
"""The registry's record of the power that the fixture ``power`` writes."""


# --- alone -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("with_registry", [False, True], ids=["no registry", "empty registry"])
def test_a_faultless_paper_alone_proves_authority(power, bringing, on_record, check, with_registry):
    outcome = check(bringing(power()), on_record() if with_registry else None)
    assert (outcome.verdicts, outcome.chain, outcome.rules) == (["authorized"], [ROOT], ["POA010"])


def test_the_owner_who_signs_needs_no_paper(power, bringing, check):
    outcome = check(bringing(power(), line="/s/ Miriam Adler"))
    assert (outcome.verdicts, outcome.rules) == (["authorized"], [])


@pytest.mark.parametrize(
    ("paper", "draft"),
    [
        ({"signature": None}, {}),
        ({"day": None}, {}),
        ({"day": "April 9, 2026"}, {}),
        ({"forms": "Forms 3 and 5"}, {}),
        ({"issuer": "Tidewater Example Inc"}, {}),
        ({"to": "Jonas Feld and the persons on the attached list"}, {}),
        ({"giver": "Dana Marsh"}, {}),
        ({"signature": "Dana Marsh"}, {}),
        ({}, {"signer": "Kim Stranger"}),
    ],
    ids=[
        "not signed",
        "not dated",
        "signed after the form",
        "another form",
        "another issuer",
        "attorneys not read",
        "another person's",
        "signed by another person",
        "signer not named",
    ],
)
@pytest.mark.parametrize("with_registry", [False, True], ids=["no registry", "registry"])
def test_a_paper_with_one_fault_proves_nothing(
    power, bringing, on_record, check, paper, draft, with_registry
):
    known = on_record() if with_registry else None
    assert check(bringing(power(**paper), **draft), known).verdicts != ["authorized"]


def test_without_any_name_of_the_owner_nothing_ties_the_paper_to_him(power, bringing, check):
    outcome = check(bringing(power(), owner=None))
    assert (outcome.verdicts, outcome.rules) == (["cannot_tell"], ["POA002"])


def test_a_name_from_the_registry_ties_the_paper_to_the_owner(power, bringing, on_record, check):
    """Drafts give the owner's CIK only."""
    assert check(bringing(power(), owner=None), on_record()).verdicts == ["authorized"]


def test_without_a_registry_a_strangers_paper_leaves_the_question_open(power, bringing, check):
    assert check(bringing(power("Dana Marsh"))).codes == ["no_registry"]


# --- whose it is -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("owner", "giver", "is_owners"),
    [
        ("ADLER MIRIAM", "Miriam Adler", True),
        ("ADLER MIRIAM", "MIRIAM ADLER", True),
        ("Adler Miriam Ruth", "Miriam R. Adler", True),
        ("ADLER MIRIAM R", "Miriam Adler", True),
        ("ADLER JOSEF JR", "Josef Adler, Jr.", True),
        ("ADLER JOSEF JR", "Josef Adler, Sr.", False),
        ("ADLER JOSEF", "Josef Adler, Jr.", False),
        ("ADLER JOSEF JR", "Josef Adler", False),
        ("ADLER MIRIAM R", "Miriam T. Adler", False),
        ("ADLER MIRIAM", "M. Adler", False),
        ("ADLER WILLIAM", "Bill Adler", False),
        ("ADLER MIRIAM", "Naomi Adler", False),
    ],
)
def test_the_givers_name_must_prove_the_owner(power, bringing, check, owner, giver, is_owners):
    """The paper says a name and the filing a CIK: what merely comes near joins nothing."""
    outcome = check(bringing(power(giver), owner=owner))
    assert (outcome.verdicts == ["authorized"]) is is_owners


def test_another_recorded_bearer_of_the_name_makes_it_no_proof(power, bringing, on_record, check):
    """ "Miriam Adler" may be the owner, Miriam R. Adler, or the recorded Miriam T. Adler."""
    other = power_of_attorney("other-2020", principal=Party("Miriam T. Adler", "0001900077"))
    own = Party("Miriam R. Adler", OWNER_CIK)
    known = on_record(power_of_attorney("own-2020", attorneys=("Someone Else",), principal=own), other)
    filing = bringing(power(), owner="ADLER MIRIAM R")
    (paper,) = read_attached(filing, without_people(known))[0].papers
    assert not paper.is_evidence
    assert "may be any" in " ".join(paper.further_doubts)


def without_people(known):
    """The registry without its person records, of which the kit adds one for the default owner."""
    return Registry(known.instruments, known.events, known.issuers)


def test_a_namesake_who_is_recorded_exactly_keeps_the_paper(power, bringing, on_record, check):
    """The paper of Miriam Adler (recorded, another CIK) is not that of the owner Miriam R. Adler."""
    known = on_record(people=[PersonRecord("Miriam Adler", "0001900077")])
    filing = bringing(power(), owner="ADLER MIRIAM R", owners=(Owner("0001900078", "ADLER MIRIAM R"),))
    assert check(filing, known).verdicts != ["authorized"]


def test_each_owner_needs_a_paper_of_his_own(power, bringing, check):
    line = "/s/ Jonas Feld, attorney-in-fact for each Reporting Person"
    one = bringing(power(), line=line, owners=TWO_OWNERS)
    both = bringing(power(), power("Daniel Okafor"), line=line, owners=TWO_OWNERS)
    assert check(one).verdicts == ["authorized", "not_authorized"]
    assert check(both).verdicts == ["authorized", "authorized"]


# --- recorded copies ---------------------------------------------------------------------------------------


def test_a_recorded_paper_proves_authority_by_its_record(power, bringing, on_record, check):
    outcome = check(bringing(power()), on_record(RECORDED))
    assert (outcome.verdicts, outcome.chain, outcome.rules) == (["authorized"], ["adler-2025"], [])


RECORDS_OF_THE_SAME_PAPER = {
    "as read": RECORDED,
    "owner in capitals": replace(RECORDED, principal=Party("MIRIAM ADLER", OWNER_CIK)),
    "owner without CIK": replace(RECORDED, principal=Party("Miriam Adler")),
    "owner without CIK, as EDGAR writes": replace(RECORDED, principal=Party("ADLER MIRIAM")),
    "owner under another name": replace(RECORDED, principal=Party("Mimi Adler", OWNER_CIK)),
    "an initial only, no CIK": replace(RECORDED, principal=Party("M. Adler")),
    "attorneys in capitals": replace(RECORDED, attorneys=(Attorney("JONAS FELD"),)),
    "attorneys with initials": replace(RECORDED, attorneys=(Attorney("Jonas K. Feld"), Attorney("I. Varga"))),
    "one attorney only": replace(RECORDED, attorneys=(Attorney("Ines Varga"),)),
    "day not recorded": replace(RECORDED, executed=None),
    "day in doubt": replace(RECORDED, executed=date(2026, 1, 15), executed_alternative=date(2025, 1, 15)),
}


@pytest.mark.parametrize("record", RECORDS_OF_THE_SAME_PAPER.values(), ids=RECORDS_OF_THE_SAME_PAPER.keys())
@pytest.mark.parametrize("form", ["text", "page"])
def test_a_revoked_paper_does_not_revive_by_being_attached(power, bringing, on_record, check, record, form):
    """However the registry writes the names, and in whatever format the paper comes."""
    text = power()
    if form == "page":
        rows = "".join(f"<p>{part}</p>" for part in text.replace("\n", "<br>").split("<br><br>"))
        text = f"<html><body>{rows}</body></html>"
    known = on_record(record, events=[revocation(executed=date(2025, 3, 1))])
    assert check(bringing(text), known).verdicts != ["authorized"]


def test_the_digest_settles_it_whatever_the_record_says(power, bringing, on_record):
    text = power()
    digest = hashlib.sha256(text.encode()).hexdigest().upper()
    record = power_of_attorney(executed=date(2019, 1, 1), attorneys=("Quite Another",))
    record = replace(record, document=Document(sha256=digest))
    (paper,) = read_attached(bringing(text), on_record(record))[0].papers
    assert paper.recorded is record


@pytest.mark.parametrize(
    "other",
    [
        power_of_attorney(executed=date(2025, 1, 16)),
        power_of_attorney(attorneys=("Quite Another",)),
        power_of_attorney(forms=("144",)),
        power_of_attorney(principal=Party("Miriam T. Adler", "0001900077")),
        power_of_attorney(principal=Party("Naomi Adler")),
    ],
    ids=["another day", "other attorneys", "another form", "another owner", "another name"],
)
def test_another_paper_is_no_copy(power, bringing, on_record, other):
    (paper,) = read_attached(bringing(power()), on_record(other))[0].papers
    assert paper.recorded is None


def test_the_power_for_another_board_is_no_copy(power, bringing, on_record, check):
    """A director of two companies often signs both papers on one day, to the same attorneys."""
    other = power_of_attorney("tidewater-2025", attorneys=("Jonas Feld",), issuers=("0001900099",))
    known = registry(
        other,
        events=[revocation("tidewater-2025")],
        issuers=[IssuerRecord("0001900099", "Tidewater Example Inc")],
    )
    assert check(bringing(power()), known).verdicts == ["authorized"]


def test_a_later_recorded_paper_ends_an_older_attached_one(power, bringing, on_record, check):
    later = replace(
        power_of_attorney("adler-2026", attorneys=("Someone Else",), executed=date(2026, 2, 1)),
        supersedes=Supersession(SupersessionKind.PRIOR_BY_PRINCIPAL),
    )
    assert check(bringing(power()), on_record(later)).codes == ["superseded"]


def test_a_later_attached_paper_ends_an_older_recorded_one(power, bringing, on_record, check):
    text = power(to="Someone Else", day="February 2, 2026", replaces=True)
    assert check(bringing(text), on_record(RECORDED)).codes == ["superseded"]


def test_the_owners_death_ends_an_attached_paper(power, bringing, on_record, check):
    died = Death(id="d1", person="Miriam Adler", date=date(2026, 1, 3), cik=OWNER_CIK)
    assert check(bringing(power()), on_record(events=[died])).codes == ["principal_deceased"]


# --- chains ------------------------------------------------------------------------------------------------


def two_papers(*texts: str) -> str:
    return "\n\n".join(texts)


@pytest.mark.parametrize("arrangement", ["one exhibit", "two exhibits", "delegation first"])
def test_a_delegation_hangs_on_the_power_that_comes_with_it(power, passing_on, bringing, check, arrangement):
    root, passed = power(delegate=True), passing_on()
    exhibits = {
        "one exhibit": (two_papers(root, passed),),
        "two exhibits": (root, passed),
        "delegation first": (passed, root),
    }[arrangement]
    outcome = check(bringing(*exhibits, signer="Petra Lindqvist"))
    assert (outcome.verdicts, outcome.rules) == (["authorized"], ["POA010", "POA010"])


def test_a_delegation_alone_proves_nothing(passing_on, bringing, check):
    """The confirmation must come from the owner (authority reference 3.8, chains on file)."""
    assert check(bringing(passing_on(), signer="Petra Lindqvist")).verdicts != ["authorized"]


@pytest.mark.parametrize("root_attached", [False, True], ids=["root recorded", "root recorded and attached"])
def test_an_attached_delegation_hangs_on_a_recorded_power(
    power, passing_on, bringing, on_record, check, root_attached
):
    root = power_of_attorney(attorneys=("Jonas Feld", "Ines Varga"), may_delegate=True)
    text = two_papers(power(delegate=True), passing_on()) if root_attached else passing_on()
    outcome = check(bringing(text, signer="Petra Lindqvist"), on_record(root))
    assert outcome.verdicts == ["authorized"]
    assert outcome.chain[0] == "adler-2025"
    assert outcome.rules == ["POA010"]


@pytest.mark.parametrize("root_attached", [False, True], ids=["root recorded", "root recorded and attached"])
def test_the_revocation_of_a_recorded_power_ends_an_attached_delegation(
    power, passing_on, bringing, on_record, check, root_attached
):
    root = power_of_attorney(attorneys=("Jonas Feld", "Ines Varga"), may_delegate=True)
    text = two_papers(power(delegate=True), passing_on()) if root_attached else passing_on()
    outcome = check(bringing(text, signer="Petra Lindqvist"), on_record(root, events=[revocation()]))
    assert outcome.verdicts == ["not_authorized"]


def test_a_recorded_and_revoked_delegation_does_not_revive(power, passing_on, bringing, on_record, check):
    root = power_of_attorney(attorneys=("Jonas Feld", "Ines Varga"), may_delegate=True)
    passed = delegation(attorneys=("Petra Lindqvist",), executed=date(2025, 2, 3))
    known = on_record(root, passed, events=[revocation(passed.id)])
    outcome = check(bringing(power(delegate=True), passing_on(), signer="Petra Lindqvist"), known)
    assert outcome.verdicts == ["not_authorized"]


# --- several exhibits --------------------------------------------------------------------------------------


def test_the_same_paper_twice_counts_once(power, bringing, check):
    """Two copies of a paper that replaces earlier ones would otherwise replace each other."""
    outcome = check(bringing(power(replaces=True), power(replaces=True)))
    assert (outcome.verdicts, outcome.rules) == (["authorized"], ["POA010"])


def test_exhibits_of_one_file_name_keep_their_papers_apart(power, bringing, check):
    exhibits = [Attachment(power(day=day), file_name="poa.txt") for day in ("May 5, 2024", "May 6, 2025")]
    filing = bringing(*exhibits)
    ids = recorded_ids(read_attached(filing, None))
    assert len(set(ids)) == 2
    assert check(filing).verdicts == ["authorized"]


def test_a_part_that_was_not_read_leaves_the_whole_exhibit_in_doubt(power, bringing, check):
    text = power() + "\nbegin 644 annex.pdf\nM)5!$1BTQ+C0*\n`\nend\n"
    outcome = check(bringing(text))
    assert outcome.verdicts != ["authorized"]
    assert outcome.rules == ["POA002"]


def test_a_letter_filed_as_exhibit_99_counts_as_well(power, bringing, check):
    outcome = check(bringing(Attachment(power(), type="EX-99", file_name="letter.txt")))
    assert (outcome.verdicts, outcome.rules) == (["authorized"], ["POA010"])


# --- replays -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("known_at", "chain", "rules"),
    [
        (None, ["adler-2025"], []),
        (date(2026, 4, 20), ["adler-2025"], []),
        (date(2026, 4, 9), [ROOT], ["POA010"]),
    ],
)
def test_a_paper_recorded_after_the_day_of_a_replay_was_an_attached_one(
    power, bringing, on_record, check, known_at, chain, rules
):
    """What the filing brings is known whenever it is looked at; what the registry learned later is not."""
    known = on_record(replace(RECORDED, recorded=date(2026, 4, 15)))
    outcome = check(bringing(power()), known, known_at=known_at)
    assert (outcome.verdicts, outcome.chain, outcome.rules) == (["authorized"], chain, rules)


# --- properties --------------------------------------------------------------------------------------------

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=200)


@given(content=st.one_of(WORDS.map(str.encode), st.binary(max_size=300)))
def test_any_exhibit_is_read_without_trouble_and_junk_proves_nothing(bringing, content: bytes):
    base: Filing = bringing("power of attorney")
    filing = replace(base, exhibits=(replace(base.exhibits[0], content=content),))
    attached = read_attached(filing, None)
    assert with_attached(None, attached) is None


CASES = st.sampled_from([str, str.upper, str.title])


@given(
    of_owner=CASES,
    of_attorney=CASES,
    cik=st.sampled_from([OWNER_CIK, None]),
    delegates=st.booleans(),
    line_end=st.sampled_from(["\n", "\r\n"]),
    kind=st.sampled_from(["EX-24", "EX-24.1", "EX-99", "EX-99.POA"]),
)
def test_no_dress_of_a_revoked_paper_makes_it_new(
    power, bringing, on_record, of_owner, of_attorney, cik, delegates, line_end, kind
):
    """Case, missing CIK, line ends, exhibit number: the record is found and nothing is added to it."""
    record: Instrument = replace(
        RECORDED,
        principal=Party(of_owner("Miriam Adler"), cik),
        attorneys=(Attorney(of_attorney("Jonas Feld")),),
    )
    known = on_record(record, events=[revocation()])
    text = power(delegate=delegates).replace("\n", line_end)
    filing = bringing(Attachment(text, type=kind))
    attached = read_attached(filing, known)
    assert [paper.recorded for exhibit in attached for paper in exhibit.papers] == [record]
    assert with_attached(known, attached) is known
