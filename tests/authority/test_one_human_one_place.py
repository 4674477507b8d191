"""Joint exercise counts humans, not spellings: one person cannot fill two places."""

from __future__ import annotations

from datetime import date

import pytest

from preflight.authority.decide import decide
from preflight.authority.decision import (
    AuthorityRequest,
    IssuerOnDraft,
    OwnerOnDraft,
    SignatureOnDraft,
)
from preflight.authority.instruments import (
    Amendments,
    Attorney,
    AttorneyKind,
    Exercise,
    Incumbency,
    Instrument,
    InstrumentType,
    IssuerMode,
    IssuerScope,
    Party,
    ScopeClause,
)
from preflight.authority.registry import Registry
from preflight.filing.signatures.line import SigningRole

DAY = date(2025, 3, 4)
PERSON = Attorney("Jo Day")
TREASURER = Attorney("Treasurer of Acme", AttorneyKind.OFFICE, title="Treasurer", organisation="Acme")


def _decide(attorneys: tuple[Attorney, ...], *signers: str) -> str:
    paper = Instrument(
        id="joint",
        type=InstrumentType.POWER_OF_ATTORNEY,
        executed=date(2025, 1, 2),
        principal=Party("Dana Quill", "0009300001"),
        grantors=("Dana Quill",),
        attorneys=attorneys,
        scope=(ScopeClause("1", frozenset("345"), Amendments.EXPLICIT, False, IssuerScope(IssuerMode.ANY)),),
        exercise=Exercise.JOINT,
    )
    held = Incumbency(
        id="treasurer", title="Treasurer", organisation="Acme", person="Jo Day", start=date(2020, 1, 1)
    )
    lines = [
        SignatureOnDraft(signer, DAY, SigningRole.ATTORNEY_IN_FACT, position=position)
        for position, signer in enumerate(signers, 1)
    ]
    request = AuthorityRequest(
        owner=OwnerOnDraft("0009300001", "Dana Quill"),
        issuer=IssuerOnDraft("0009300009"),
        form="4",
        signature=lines[0],
        co_signatures=tuple(lines[1:]),
        now=DAY,
    )
    return decide(request, Registry([paper], [held])).verdict.value


@pytest.mark.parametrize("second", ["Jo Day", "JO DAY", "Day, Jo", "Jo A. Day", "J. Day"])
def test_one_person_in_two_spellings_does_not_fill_two_places(second: str) -> None:
    assert _decide((PERSON, TREASURER), "Jo Day", second) != "authorized"


def test_two_attorneys_named_alike_in_one_paper_are_two_people() -> None:
    alike = (Attorney("Jo Day"), Attorney("Joanna Day"))
    assert _decide(alike, "Jo Day", "Joanna Day") == "authorized"


def test_two_people_fill_two_places() -> None:
    assert _decide((PERSON, Attorney("Kim Lark")), "Jo Day", "Kim Lark") == "authorized"
