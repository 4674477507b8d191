"""Holes in attached powers: what the paper itself says against its use is not read, and it proves authority.

The filing is Miriam Adler's, signed by Jonas Feld; the paper is an exhibit that the registry does not record.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from preflight.authority.instruments import Event, Instrument, Revocation, RevocationForm
from preflight.authority.questions import ask
from preflight.authority.reasons import Verdict
from preflight.authority.registry import Registry
from preflight.filing.signatures.attribution import attribute
from preflight.poa.attached import read_attached, recorded_ids, with_attached
from preflight.testing import TODAY, Attachment, Owner, Signature, filing, power_of_attorney

PAPER = """{before}POWER OF ATTORNEY

Know all by these presents, that the undersigned appoints {attorney}, signing singly, as the undersigned's
true and lawful attorney-in-fact to execute for and on behalf of the undersigned Forms 3, 4 and 5 and
amendments thereto in accordance with Section 16(a) of the Securities Exchange Act of 1934 with respect to
securities of Harbour Light Corporation (the "Company").

{clause}

This Power of Attorney shall remain in full force and effect until the undersigned is no longer required to
file Forms 3, 4 and 5 with respect to securities of the Company, unless earlier revoked by the undersigned in
a signed writing delivered to the attorney-in-fact.

IN WITNESS WHEREOF, the undersigned has executed this Power of Attorney as of this {day}.

{mark}
{printed}
"""


def _verdict(
    *instruments: Instrument,
    events: tuple[Event, ...] = (),
    before: str = "",
    attorney: str = "Jonas Feld",
    clause: str = "",
    day: str = "15th day of January, 2025",
    mark: str = "/s/ Miriam Adler",
    printed: str = "Miriam Adler",
) -> Verdict:
    text = PAPER.format(before=before, attorney=attorney, clause=clause, day=day, mark=mark, printed=printed)
    draft = filing(
        owners=[Owner(name="ADLER MIRIAM")],
        signatures=[Signature("/s/ Jonas Feld, attorney-in-fact for Miriam Adler")],
        issuer_name="Harbour Light Corporation",
        exhibits=[Attachment(text)],
    )
    registry = Registry(instruments, events)
    attached = read_attached(draft, registry)
    papers = with_attached(registry, attached)
    assert papers is not None
    (answer,) = ask(
        draft,
        attribute(draft, papers.names_by_cik),
        papers,
        as_of=TODAY,
        attached=recorded_ids(attached),
    )
    return answer.verdict


def test_the_plain_paper_proves_authority() -> None:
    """So that the cases below fail for what is added to it."""
    assert _verdict() is Verdict.AUTHORIZED


@pytest.mark.parametrize(
    ("mark", "printed"),
    [
        ("", "Miriam Adler"),
        ("________________", "Miriam Adler"),
        ("/s/ Jonas Feld", "Miriam Adler"),
        ("/s/ Robert Roe", "Miriam Adler"),
        ("/s/ M. Adler", "M. Adler"),
        ("/s/ Marian Adler", "Marian Adler"),
        ("/s/ Miriam Adler Jr.", "Miriam Adler Jr."),
        ("", "/s/ Nora Notary, Notary Public"),
    ],
)
def test_a_paper_that_the_owner_did_not_sign_proves_nothing(mark: str, printed: str) -> None:
    assert _verdict(mark=mark, printed=printed) is not Verdict.AUTHORIZED


@pytest.mark.parametrize(
    "attorney",
    ["__________", "no one, and in particular not Jonas Feld", "Zoe Zed, other than Jonas Feld", "Zoe Zed"],
)
def test_a_paper_that_does_not_appoint_the_signer_proves_nothing(attorney: str) -> None:
    assert _verdict(attorney=attorney) is not Verdict.AUTHORIZED


@pytest.mark.parametrize(
    ("before", "clause"),
    [
        ("", "This Power of Attorney is hereby revoked."),
        ("", "SPECIMEN - NOT VALID"),
        ("VOID\n\n", ""),
        ("FORM OF\n", ""),
        (
            "",
            "Notwithstanding the foregoing, nothing herein authorizes the attorney-in-fact to sign Form 4.",
        ),
        (
            "",
            "The attorney-in-fact may act only with the prior written consent of the Company.",
        ),
        ("", "The authority granted hereby is limited to transactions not exceeding 100 shares."),
    ],
)
def test_a_paper_that_limits_or_denies_itself_is_for_a_person_to_read(before: str, clause: str) -> None:
    """What the paper says against its use must at least be a doubt."""
    assert _verdict(before=before, clause=clause) is not Verdict.AUTHORIZED


def test_a_signature_over_another_persons_printed_name_is_a_doubt() -> None:
    assert _verdict(mark="/s/ Miriam Adler", printed="Robert Roe") is not Verdict.AUTHORIZED


RECORDED = power_of_attorney(executed=date(2025, 1, 15))
REVOKED = Revocation(
    id="revocation",
    instrument=RECORDED.id,
    attorney=None,
    executed=date(2026, 1, 1),
    form=RevocationForm.SIGNED_WRITING,
    delivered=(("*", date(2026, 1, 2)),),
)


def test_attaching_a_revoked_paper_again_revives_nothing() -> None:
    assert _verdict(RECORDED, events=(REVOKED,)) is Verdict.NOT_AUTHORIZED


@pytest.mark.xfail(strict=True, reason="a paper of another day is taken for another paper")
@pytest.mark.parametrize(
    "day", ["16th day of January, 2025", "14th day of January, 2025", "1st day of May, 2024"]
)
def test_a_paper_older_than_the_revocation_of_the_same_attorney_proves_nothing(day: str) -> None:
    """A slip of a day in the registry, or in the exhibit, must not bring back an attorney who was removed."""
    assert _verdict(RECORDED, events=(REVOKED,), day=day) is not Verdict.AUTHORIZED


def test_a_paper_made_after_the_revocation_may_appoint_anew() -> None:
    assert _verdict(RECORDED, events=(REVOKED,), day="1st day of March, 2026") is Verdict.AUTHORIZED


def test_a_paper_that_another_replaced_later_proves_nothing() -> None:
    from preflight.authority.instruments import Supersession, SupersessionKind

    later = replace(
        power_of_attorney("later", attorneys=["Zoe Zed"], executed=date(2026, 2, 1)),
        supersedes=Supersession(SupersessionKind.PRIOR_BY_PRINCIPAL),
    )
    assert _verdict(later) is Verdict.NOT_AUTHORIZED
