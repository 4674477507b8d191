"""Which signatures stand for which owners: by what the lines say, never by their position."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import permutations

import pytest

from preflight.filing.model import Filing
from preflight.filing.signatures import Attribution, NoOwnerReason, attribute
from preflight.testing import Owner, Signature, filing

DANA = "QUILL DANA M"
ROBIN = "MARSH ROBIN"
FUND = "Lantern Fund I, L.P."
PARTNER = "Lantern GP LLC"
FATHER = "VOSS HENRIK SR"
SON = "VOSS HENRIK JR"


@dataclass(frozen=True)
class Case:
    """Owners and lines, and what belongs together: owner, signer, basis, ``*`` for in person."""

    shows: str
    owners: list[str]
    lines: list[str]
    expected: list[str]
    alone: list[str] = field(default_factory=list)
    """Owners without a signature."""
    left: list[str] = field(default_factory=list)
    """Reasons of the signatures that belong to no owner."""
    remarks: str | None = None


def case_filing(owners: list[str | None], lines: list[str], remarks: str | None = None) -> Filing:
    """A published filing with those owners and signature lines; an owner without a name has a CIK only."""
    return filing(
        schema_version="X0609",
        owners=[Owner(cik=f"{number:010}", name=name) for number, name in enumerate(owners, 1900001)],
        signatures=[Signature(name=line) for line in lines],
        remarks=remarks,
    )


def pairs(attribution: Attribution) -> list[str]:
    """Owner, signer and basis of each pair, in one text each."""
    return [
        f"{pair.owner.label}: {pair.signer.name.text}, {pair.basis.value}{' *' if pair.is_self else ''}"
        for pair in attribution.pairs
    ]


CASES = [
    Case("own name", [DANA], ["/s/ Dana M. Quill"], [f"{DANA}: Dana M. Quill, own_name *"]),
    Case("own name and title", [DANA], ["Dana Quill, Director"], [f"{DANA}: Dana Quill, own_name *"]),
    Case("conformed order", [DANA], ["QUILL DANA M"], [f"{DANA}: QUILL DANA M, own_name *"]),
    Case("initial only: not proof", [DANA], ["/s/ D. Quill"], [f"{DANA}: D. Quill, own_name"]),
    Case(
        "principal named",
        [DANA, ROBIN],
        ["/s/ Avery Proxy, attorney-in-fact for Robin Marsh", "/s/ Dana Quill"],
        [f"{DANA}: Dana Quill, own_name *", f"{ROBIN}: Avery Proxy, principal_named"],
    ),
    Case(
        "two principals in one line",
        [DANA, ROBIN],
        ["/s/ Avery Proxy, attorney-in-fact for Dana Quill and Robin Marsh"],
        [f"{DANA}: Avery Proxy, principal_named", f"{ROBIN}: Avery Proxy, principal_named"],
    ),
    Case(
        "implied principal: owners without a line",
        [DANA, ROBIN],
        ["/s/ Dana Quill", "/s/ Avery Proxy, attorney-in-fact"],
        [f"{DANA}: Dana Quill, own_name *", f"{ROBIN}: Avery Proxy, principal_implied"],
    ),
    Case(
        "implied principal: all owners",
        [DANA, ROBIN],
        ["/s/ Avery Proxy, attorney-in-fact"],
        [f"{DANA}: Avery Proxy, principal_implied", f"{ROBIN}: Avery Proxy, principal_implied"],
    ),
    Case(
        "owner is attorney of another owner",
        [DANA, ROBIN],
        ["/s/ Dana Quill", "/s/ Dana Quill, attorney-in-fact"],
        [f"{DANA}: Dana Quill, own_name *", f"{ROBIN}: Dana Quill, principal_implied"],
    ),
    Case(
        "owner as attorney-in-fact of nobody named: holder missing, not in person",
        [DANA],
        ["Dana Quill, by power of attorney"],
        [f"{DANA}: Dana Quill, own_name"],
    ),
    Case(
        "attorney-in-fact for oneself is in person",
        [DANA],
        ["/s/ Dana Quill, attorney-in-fact for Dana Quill"],
        [f"{DANA}: Dana Quill, principal_named *"],
    ),
    Case(
        "entity chain",
        [FUND, PARTNER],
        [
            "Lantern GP LLC, by: /s/ Zoe Marsh, Manager",
            "Lantern Fund I, L.P., by: Lantern GP LLC, its general partner, by: /s/ Zoe Marsh, Manager",
        ],
        [f"{FUND}: Zoe Marsh, entity_chain", f"{PARTNER}: Zoe Marsh, entity_chain"],
    ),
    Case(
        "a chain is no signature of the entities within it",
        [FUND, PARTNER],
        ["Lantern Fund I, L.P., by: Lantern GP LLC, its general partner, by: /s/ Zoe Marsh, Manager"],
        [f"{FUND}: Zoe Marsh, entity_chain"],
        alone=[PARTNER],
    ),
    Case(
        "individually and as",
        [ROBIN, FUND],
        ["/s/ Robin Marsh, individually and as General Partner of Lantern Fund I, L.P."],
        [f"{ROBIN}: Robin Marsh, individually *", f"{FUND}: Robin Marsh, entity_chain"],
    ),
    Case(
        "each reporting person",
        [DANA, FUND],
        ["/s/ Avery Proxy, attorney-in-fact for each Reporting Person"],
        [f"{DANA}: Avery Proxy, each_owner", f"{FUND}: Avery Proxy, each_owner"],
    ),
    Case(
        "an organ of entities signs for entities only",
        [DANA, FUND],
        ["/s/ Zoe Marsh, Managing Member of the GP of each reporting person"],
        [f"{FUND}: Zoe Marsh, each_owner"],
        alone=[DANA],
    ),
    Case(
        "starred remark names the signer",
        [DANA],
        ["/s/ Dana Quill*"],
        [f"{DANA}: Avery Proxy, starred_remark"],
        remarks="* By Avery Proxy, attorney-in-fact",
    ),
    Case(
        "starred remark states the capacity",
        [DANA],
        ["/s/ Avery Proxy*"],
        [f"{DANA}: Avery Proxy, principal_named"],
        remarks="Exhibit 24. * Attorney-in-fact for Dana Quill",
    ),
    Case(
        "a starred remark that cannot be read leaves it open whether the owner signed",
        [DANA],
        ["/s/ Dana Quill*"],
        [f"{DANA}: Dana Quill, own_name"],
        remarks="* see the paper on file",
    ),
    Case(
        "father and son, each by name",
        [FATHER, SON],
        ["/s/ Henrik Voss, Jr.", "/s/ Henrik Voss, Sr."],
        [f"{FATHER}: Henrik Voss, Sr., own_name *", f"{SON}: Henrik Voss, Jr., own_name *"],
    ),
    Case(
        "father and son, one by elimination: not proof",
        [FATHER, SON],
        ["/s/ Henrik Voss", "/s/ Henrik Voss, Jr."],
        [f"{FATHER}: Henrik Voss, own_name", f"{SON}: Henrik Voss, Jr., own_name *"],
    ),
    Case(
        "the father's name is no signature of the son",
        [SON],
        ["/s/ Henrik Voss, Sr."],
        [],
        alone=[SON],
        left=["name_conflict"],
    ),
    Case(
        "somebody else is principal",
        [DANA],
        ["/s/ Avery Proxy, attorney-in-fact for Robin Marsh"],
        [],
        alone=[DANA],
        left=["wrong_principal"],
    ),
    Case(
        "an owner who signs for a trust that is no owner: for which of the two?",
        [ROBIN],
        ["/s/ Robin Marsh, as Trustee of the Marsh Trust"],
        [],
        alone=[ROBIN],
        left=["undetermined"],
    ),
    Case(
        "a stranger and a single owner", [DANA], ["/s/ Avery Proxy"], [f"{DANA}: Avery Proxy, single_owner"]
    ),
    Case(
        "a stranger among several owners",
        [DANA, ROBIN],
        ["/s/ Avery Proxy"],
        [],
        alone=[DANA, ROBIN],
        left=["undetermined"],
    ),
    Case(
        "an officer of which of two entities?",
        [FUND, PARTNER],
        ["/s/ Zoe Marsh, Secretary"],
        [],
        alone=[FUND, PARTNER],
        left=["undetermined"],
    ),
    Case(
        "the same line as often as owners",
        [FUND, PARTNER],
        ["/s/ Zoe Marsh", "/s/ Zoe Marsh"],
        [f"{FUND}: Zoe Marsh, interchangeable", f"{PARTNER}: Zoe Marsh, interchangeable"],
    ),
    Case(
        "one entity and one officer remain",
        [DANA, FUND],
        ["/s/ Dana Quill", "/s/ Zoe Marsh, Secretary"],
        [f"{DANA}: Dana Quill, own_name *", f"{FUND}: Zoe Marsh, only_remaining"],
    ),
    Case(
        "one person and one stranger remain: nothing says that they belong together",
        [DANA, ROBIN],
        ["/s/ Dana Quill", "/s/ Avery Proxy"],
        [f"{DANA}: Dana Quill, own_name *"],
        alone=[ROBIN],
        left=["undetermined"],
    ),
    Case(
        "the attorney's firm is not taken for a principal",
        [DANA],
        ["/s/ Example & Partners LLP by Iris Marr, attorney-in-fact"],
        [f"{DANA}: Iris Marr, principal_implied"],
    ),
    Case("elsewhere", [DANA], ["See Exhibit 99.1"], [], alone=[DANA], left=["elsewhere"]),
    Case("no signer", [DANA], ["/s/"], [], alone=[DANA], left=["no_signer"]),
    Case(
        "two signers in one line",
        [DANA],
        ["/s/ Avery Proxy and /s/ Kim Noor, attorneys-in-fact for Dana Quill"],
        [f"{DANA}: Avery Proxy, principal_named", f"{DANA}: Kim Noor, principal_named"],
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[case.shows for case in CASES])
def test_signatures_stand_for_the_owners_that_the_lines_name(case: Case) -> None:
    attribution = attribute(case_filing([*case.owners], case.lines, case.remarks))
    assert pairs(attribution) == case.expected
    assert [owner.label for owner in attribution.owners_without_signature] == case.alone
    assert [left.reason.value for left in attribution.unattributed] == case.left


@pytest.mark.parametrize("case", [case for case in CASES if len(case.lines) > 1], ids=lambda case: case.shows)
def test_the_order_of_the_lines_does_not_matter(case: Case) -> None:
    for lines in permutations(case.lines):
        attribution = attribute(case_filing([*case.owners], [*lines], case.remarks))
        assert sorted(pairs(attribution)) == sorted(case.expected)


@pytest.mark.parametrize(
    "case", [case for case in CASES if len(case.owners) > 1], ids=lambda case: case.shows
)
def test_the_order_of_the_owners_does_not_matter(case: Case) -> None:
    attribution = attribute(case_filing([*reversed(case.owners)], case.lines, case.remarks))
    assert sorted(pairs(attribution)) == sorted(case.expected)


@pytest.mark.parametrize("case", CASES, ids=[case.shows for case in CASES])
def test_names_may_come_from_a_registry(case: Case) -> None:
    """A draft gives CIKs only; with names recorded for them, the same belongs together."""
    draft = case_filing([None] * len(case.owners), case.lines, case.remarks)
    names = {f"{number:010}": [name] for number, name in enumerate(case.owners, 1900001)}
    attribution = attribute(draft, names)
    found = [(pair.owner.position, pair.signer.name.text) for pair in attribution.pairs]
    published = attribute(case_filing([*case.owners], case.lines, case.remarks))
    assert found == [(pair.owner.position, pair.signer.name.text) for pair in published.pairs]


def test_a_single_owner_without_a_name_is_not_taken_for_the_signer() -> None:
    attribution = attribute(case_filing([None], ["/s/ Dana Quill"]))
    (pair,) = attribution.pairs
    assert (pair.basis.value, pair.is_self) == ("unnamed_owner", False)


def test_several_owners_without_names_are_left_undetermined() -> None:
    attribution = attribute(case_filing([None, None], ["/s/ Dana Quill", "/s/ Robin Marsh"]))
    assert attribution.pairs == ()
    assert {left.reason for left in attribution.unattributed} == {NoOwnerReason.UNDETERMINED}
    assert all(attribution.may_be_of(owner) for owner in attribution.owners_without_signature)


def test_a_titled_signer_of_an_entity_is_its_officer() -> None:
    (pair,) = attribute(case_filing([PARTNER], ["/s/ Zoe Marsh, Secretary"])).pairs
    assert pair.signer.role.value == "officer"


def test_everything_of_a_filing_is_accounted_for() -> None:
    """Each owner is paired or without signature; each line with a signer is paired or left over."""
    for case in CASES:
        read = case_filing([*case.owners], case.lines, case.remarks)
        attribution = attribute(read)
        owners = {pair.owner.position for pair in attribution.pairs}
        alone = {owner.position for owner in attribution.owners_without_signature}
        assert owners | alone == {owner.position for owner in read.reporting_owners}
        assert not owners & alone
        lines = {pair.signature.position for pair in attribution.pairs}
        left = {item.signature.position for item in attribution.unattributed}
        assert lines | left == {signature.position for signature in read.signatures}
