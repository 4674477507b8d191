"""From a draft to findings: the plugin ``authority`` over whole filings."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from preflight.authority.decide import decide
from preflight.authority.decision import IssuerOnDraft, OwnerOnDraft
from preflight.authority.instruments import Death, Exercise
from preflight.authority.questions import ask
from preflight.authority.reasons import Reason, Verdict
from preflight.authority.serialise import request_from_json
from preflight.authority.who import who_may_sign
from preflight.checks import authority
from preflight.filing.signatures.attribution import attribute
from preflight.findings import Severity
from preflight.reports.decision_data import decision_data
from preflight.testing.filings import Owner, Signature, filing
from preflight.testing.registries import delegation, power_of_attorney, registry
from preflight.testing.running import TODAY, run

OWN = Signature("/s/ Miriam Adler")
ATTORNEY = Signature("/s/ Jonas Feld, attorney-in-fact for Miriam Adler")
STRANGER = Signature("/s/ Robin Stranger, attorney-in-fact for Miriam Adler")
DELEGATE = Signature("/s/ Clara Voss, attorney-in-fact for Miriam Adler")
POWER = power_of_attorney(may_delegate=True)
PASSED_ON = delegation(attorneys=["Clara Voss"])
NOT_ON_FILE = "AUT004"
SECOND = Owner(cik="0001900002", name="BRANDT KARL")


def answers(about: Any, known: Any) -> Any:
    """The decisions that the engine would ask for."""
    names = None if known is None else known.names_by_cik
    return ask(about, attribute(about, names), known, as_of=TODAY, filing_date=TODAY)


def of_rules(about: Any, known: Any, **settings: Any) -> list[str]:
    """The ids of the rules found, sorted."""
    return sorted(finding.rule.id for finding in run(authority, about, registry=known, **settings))


@pytest.mark.parametrize(
    ("signatures", "instruments", "expected"),
    [
        ([OWN], [], []),
        ([ATTORNEY], [POWER], [NOT_ON_FILE]),
        ([STRANGER], [POWER], ["AUT001"]),
        ([Signature("/s/ J. Feld, attorney-in-fact for Miriam Adler")], [POWER], ["AUT002"]),
        ([DELEGATE], [POWER, PASSED_ON], [NOT_ON_FILE, "AUT005", "AUT005"]),
        ([DELEGATE], [POWER], ["AUT001"]),
        ([Signature("/s/ Jonas Feld")], [POWER], [NOT_ON_FILE, "AUT006"]),
        ([OWN, STRANGER], [POWER], ["AUT024"]),
        ([], [POWER], ["AUT001"]),
    ],
    ids=[
        "owner",
        "attorney",
        "stranger",
        "weak-name",
        "delegate",
        "delegate-without-paper",
        "no-capacity",
        "harmless-second-line",
        "no-signature",
    ],
)
def test_findings(signatures: list[Signature], instruments: list[Any], expected: list[str]) -> None:
    """Which rules a draft breaks, by who signed and which papers there are."""
    assert of_rules(filing(signatures=signatures), registry(*instruments)) == expected


def test_without_a_registry_the_owners_name_alone_passes() -> None:
    """An owner's own signature needs no registry; anybody else's is an error that says how to start one."""
    named = Owner(name="ADLER MIRIAM")
    assert of_rules(filing(owners=[named], signatures=[OWN]), None) == []
    (finding,) = run(authority, filing(owners=[named], signatures=[STRANGER]), registry=None)
    assert (finding.rule.id, finding.severity) == ("AUT003", Severity.ERROR)
    assert "poa-registry.json" in finding.remedy
    (answer,) = answers(filing(owners=[named], signatures=[STRANGER]), None)
    assert (answer.verdict, answer.code) == (Verdict.CANNOT_TELL, Reason.NO_REGISTRY)


def test_each_owner_is_judged_alone() -> None:
    """One owner without an authorized signature fails the filing; one line may serve several owners."""
    line = Signature("/s/ Jonas Feld, attorney-in-fact for each Reporting Person")
    about = filing(owners=[Owner(), SECOND], signatures=[line])
    first, second = answers(about, registry(POWER))
    assert (first.verdict, second.verdict) == (Verdict.AUTHORIZED, Verdict.NOT_AUTHORIZED)
    assert second.code is Reason.NO_GRANT


def test_joint_attorneys_on_two_lines() -> None:
    """Joint exercise counts the other signatures for the same owner."""
    joint = power_of_attorney(attorneys=["Jonas Feld", "Ida Kern"], exercise=Exercise.JOINT)
    other = Signature("/s/ Ida Kern, attorney-in-fact for Miriam Adler")
    (alone,) = answers(filing(signatures=[ATTORNEY]), registry(joint))
    (both,) = answers(filing(signatures=[ATTORNEY, other]), registry(joint))
    assert (alone.code, both.code) == (Reason.JOINT_INCOMPLETE, Reason.JOINT_SATISFIED)
    assert len(both.answers) == 2


def test_a_line_that_stands_for_no_owner_in_particular_authorizes_nobody() -> None:
    """Several owners, a bare name: whose signature it is cannot be told."""
    owners = [Owner(name="ADLER MIRIAM"), SECOND]
    about = filing(owners=owners, signatures=[Signature("/s/ Karl Brandt"), Signature("/s/ Jonas Feld")])
    first, _ = answers(about, registry(POWER))
    assert first.verdict is not Verdict.AUTHORIZED


def test_findings_point_at_the_signature_and_at_the_registry() -> None:
    """The place is the line; related places are the records that the reasons speak of."""
    (finding,) = run(authority, filing(signatures=[STRANGER]), registry=registry(POWER))
    assert (finding.place.element or "").endswith("/ownerSignature/signatureName")
    assert finding.values["code"] == "not_named"
    assert "Robin Stranger may not sign for" in finding.message


def test_the_first_three_rules_cannot_be_suppressed() -> None:
    """Missing authority is never configured away."""
    assert [rule.id for rule in authority.preflight_rules() if not rule.suppressible] == [
        "AUT001",
        "AUT002",
        "AUT003",
    ]


def test_the_house_limit_for_age_is_a_setting() -> None:
    """Papers older than the limit are told; without a limit none are."""
    old = power_of_attorney(executed=date(2019, 1, 15))
    about = filing(signatures=[ATTORNEY])
    assert "AUT020" not in of_rules(about, registry(old))
    assert "AUT020" in of_rules(about, registry(old), stale_after_years=5)
    assert "AUT020" not in of_rules(about, registry(old), stale_after_years=8)


def test_a_request_survives_the_report() -> None:
    """What a report writes of a request asks the same question again."""
    for signature in (OWN, ATTORNEY, STRANGER, DELEGATE, Signature("See Exhibit 99.1")):
        known = registry(POWER, PASSED_ON)
        for owner in answers(filing(signatures=[signature]), known):
            for answer in owner.answers:
                written = json.loads(json.dumps(decision_data(answer)["request"]))
                assert request_from_json(written) == answer.request
                replayed = decide(request_from_json(written), known)
                assert (replayed.verdict, replayed.reasons) == (answer.verdict, answer.reasons)


def test_who_may_sign_agrees_with_the_decisions() -> None:
    """Everybody named is asked, best first; death takes one off."""
    known = registry(POWER, PASSED_ON, events=[Death(id="d", person="Jonas Feld", date=date(2026, 4, 1))])
    found = who_may_sign(
        known,
        owner=OwnerOnDraft("0001900001"),
        issuer=IssuerOnDraft("0001900000"),
        form="4",
        day=TODAY,
    )
    assert [(one.request.signature.signer, one.code) for one in found] == [
        ("Miriam Adler", Reason.SELF),
        ("Clara Voss", Reason.DELEGATOR_ENDED),
        ("Jonas Feld", Reason.AGENT_DECEASED),
    ]


def test_a_search_that_is_given_up_says_so() -> None:
    """Too many papers of one day, each of which replaces the others, cannot be told apart."""
    from dataclasses import replace

    from preflight.authority.instruments import Supersession, SupersessionKind

    replacing = Supersession(SupersessionKind.PRIOR_BY_PRINCIPAL)
    papers = [
        replace(power_of_attorney(f"paper-{number}"), supersedes=replacing, paper=None) for number in range(9)
    ]
    (answer,) = answers(filing(signatures=[ATTORNEY]), registry(*papers))
    assert (answer.verdict, answer.code) == (Verdict.CANNOT_TELL, Reason.SEARCH_LIMIT)
    assert answer.best.trace.gave_up


def test_a_paper_without_a_duration_is_told() -> None:
    """AUT023: no term words at all."""
    from dataclasses import replace

    about = filing(signatures=[ATTORNEY])
    assert "AUT023" in of_rules(about, registry(replace(POWER, term=())))
    assert "AUT023" not in of_rules(about, registry(POWER))
