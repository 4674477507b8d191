"""The strict builder: what the shorthands mean, what is refused and where, and what order cannot change."""

from __future__ import annotations

import copy
import hashlib
import json
import random
from datetime import date

import pytest

from preflight.authority.instruments import (
    Amendments,
    Attorney,
    AttorneyKind,
    Delegation,
    DelegationRight,
    Effective,
    EffectiveMode,
    Exercise,
    Incumbency,
    IssuerMode,
    IssuerScope,
    Party,
    Revocation,
    RevocationClause,
    RevocationMethod,
    Supersession,
    SupersessionKind,
    Term,
    TermRule,
    Tri,
    Upstream,
)

HARBOUR = "0000007001"


def power(build, sample, **fields):
    """Build the sample with ``fields`` in its power of attorney, and return that."""
    sample["instruments"][0].update(fields)
    return build(sample).by_id["lewis-2010"]


def clause(build, sample, **fields):
    """Build the sample with ``fields`` in the first scope clause, and return that."""
    sample["instruments"][0]["scope"][0].update(fields)
    return build(sample).by_id["lewis-2010"].scope[0]


# --- what is meant -------------------------------------------------------------------------------------


def test_the_power_says_what_the_paper_says(build, sample):
    instrument = build(sample).by_id["lewis-2010"]
    assert instrument.principal == Party("Dora N. Lewis", "0000009001")
    assert instrument.grantors == ("Dora N. Lewis",)
    assert [attorney.name for attorney in instrument.attorneys] == ["Alan B. Kay", "Rita A. Anders"]
    assert instrument.scope[0].forms == frozenset(("ID", "3", "4", "5"))
    assert instrument.scope[1].amendments is Amendments.SILENT
    assert instrument.scope[1].issuers == IssuerScope(IssuerMode.LIST, (HARBOUR,))
    assert instrument.signed is Tri.YES


def test_the_delegation_hangs_on_the_power_through_its_grantor(build, sample):
    instrument = build(sample).by_id["anders-2010"]
    assert instrument.derives_from == (Upstream("lewis-2010", "Rita A. Anders"),)
    assert instrument.grantors == ("Rita A. Anders",)


@pytest.mark.parametrize("written", ["7001", 7001, "0000007001", "007001"])
def test_a_cik_is_read_as_ten_digits(build, sample, written):
    assert clause(build, sample, issuers=[written]).issuers.ciks == (HARBOUR,)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("any", IssuerScope(IssuerMode.ANY)),
        ("unstated", IssuerScope(IssuerMode.UNSTATED)),
        ("role_based", IssuerScope(IssuerMode.ROLE_BASED)),
        ("7001", IssuerScope(IssuerMode.LIST, (HARBOUR,))),
        (["Harbour  insurance GROUP, Inc."], IssuerScope(IssuerMode.LIST, (HARBOUR,))),
        ({"ciks": ["7001"]}, IssuerScope(IssuerMode.LIST, (HARBOUR,))),
        (
            {"mode": "list_plus_subsidiaries", "ciks": ["7001"], "successors": True},
            IssuerScope(IssuerMode.LIST_PLUS_SUBSIDIARIES, (HARBOUR,), (), Tri.YES),
        ),
        ({"mode": "context"}, IssuerScope(IssuerMode.CONTEXT)),
    ],
)
def test_issuers_may_be_written_short(build, sample, written, expected):
    assert clause(build, sample, issuers=written).issuers == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("4", {"4"}),
        (4, {"4"}),
        (["3", 144], {"3", "144"}),
        ("any", {"*"}),
        (["*"], {"*"}),
        (["13D"], {"13D"}),
    ],
)
def test_forms_may_be_written_short(build, sample, written, expected):
    assert clause(build, sample, forms=written).forms == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [("yes", "explicit"), (True, "explicit"), ("no", "excluded"), (False, "excluded"), ("silent", "silent")],
)
def test_amendments_may_be_said_with_yes_and_no(build, sample, written, expected):
    assert clause(build, sample, amendments=written).amendments == expected


@pytest.mark.parametrize(
    ("field", "written", "attribute", "expected"),
    [
        ("effective", "2010-07-07", "effective", Effective()),
        ("effective", "2010-08-01", "effective", Effective(EffectiveMode.ON_DATE, date(2010, 8, 1))),
        ("effective", "2010-07-01", "effective", Effective(EffectiveMode.RETROACTIVE, date(2010, 7, 1))),
        ("effective", "on_filing", "effective", Effective(EffectiveMode.ON_FILING)),
        (
            "effective",
            {"mode": "on_event", "event": "the merger closes"},
            "effective",
            Effective(EffectiveMode.ON_EVENT, None, "the merger closes"),
        ),
        ("may_delegate", True, "delegation", Delegation(DelegationRight.YES)),
        ("may_delegate", "no", "delegation", Delegation(DelegationRight.NO)),
        (
            "may_delegate",
            {"right": "substitution", "redelegation": "no", "in_place_and_stead": True},
            "delegation",
            Delegation(DelegationRight.SUBSTITUTION, Tri.NO, True),
        ),
        ("term", "until_revoked", "term", (Term(TermRule.UNTIL_REVOKED),)),
        ("term", {"until": "2012-12-31"}, "term", (Term(TermRule.FIXED_DATE, date(2012, 12, 31)),)),
        ("term", [{"through": "2012-12-31"}], "term", (Term(TermRule.THROUGH_DATE, date(2012, 12, 31)),)),
        ("term", {"rule": "duration", "years": 3}, "term", (Term(TermRule.DURATION, years=3),)),
        ("revocation", "writing", "revocation", RevocationClause(RevocationMethod.WRITING)),
        ("supersedes", "none", "supersedes", Supersession()),
        (
            "supersedes",
            "all",
            "supersedes",
            Supersession(
                SupersessionKind.PRIOR_BY_PRINCIPAL, (HARBOUR,), frozenset(("ID", "3", "4", "5", "144"))
            ),
        ),
        (
            "supersedes",
            "prior_by_principal",
            "supersedes",
            Supersession(SupersessionKind.PRIOR_BY_PRINCIPAL),
        ),
        ("exercise", {"at_least": 2}, "exercise", Exercise.AT_LEAST),
        ("durable", True, "durable", Tri.YES),
        ("attorneys", "Alan B. Kay", "attorneys", (Attorney("Alan B. Kay"),)),
        (
            "attorneys",
            [{"title": "Treasurer", "organisation": "Acme"}],
            "attorneys",
            (Attorney("Treasurer of Acme", AttorneyKind.OFFICE, "Treasurer", "Acme"),),
        ),
        (
            "attorneys",
            [{"name": "Jo Day", "title": "Treasurer"}],
            "attorneys",
            (Attorney("Jo Day", AttorneyKind.PERSON, "Treasurer"),),
        ),
        (
            "attorneys",
            [{"firm": "Day & Co LLP"}],
            "attorneys",
            (Attorney("Day & Co LLP", AttorneyKind.FIRM),),
        ),
        ("principal", "Dora N. Lewis", "principal", Party("Dora N. Lewis", "0000009001")),
        ("principal", 9001, "principal", Party("Dora N. Lewis", "0000009001")),
        ("principal", "Nobody Known", "principal", Party("Nobody Known")),
    ],
)
def test_a_shorthand_means_one_thing(build, sample, field, written, attribute, expected):
    assert getattr(power(build, sample, **{field: written}), attribute) == expected


def test_all_means_prior_delegations_in_a_delegation(build, sample):
    sample["instruments"][1]["supersedes"] = "all"
    assert build(sample).by_id["anders-2010"].supersedes == Supersession(
        SupersessionKind.PRIOR_DELEGATIONS_BY_GRANTOR, (HARBOUR,), frozenset(("3", "4", "5"))
    )


def test_all_reaches_every_issuer_where_the_scope_is_not_a_list(build, sample):
    sample["instruments"][0]["scope"][0]["issuers"] = "any"
    assert build(sample).by_id["lewis-2010"].supersedes.issuers == ()


def test_holders_of_an_office_become_incumbencies(build, sample):
    holders = [
        {"person": "Jo Day", "from": "2010-01-01", "to": "2012-01-01"},
        {"person": "Al", "start": "2012-01-02"},
    ]
    sample["instruments"][0]["attorneys"] = [
        {"office": "Treasurer", "organisation": "Acme", "holders": holders}
    ]
    found = [event for event in build(sample).events if isinstance(event, Incumbency)]
    assert [(event.title, event.organisation, event.person, event.start, event.end) for event in found] == [
        ("Treasurer", "Acme", "Jo Day", date(2010, 1, 1), date(2012, 1, 1)),
        ("Treasurer", "Acme", "Al", date(2012, 1, 2), None),
    ]


def test_a_revocation_among_the_instruments_becomes_events(build, sample):
    sample["instruments"].append(
        {
            "id": "end",
            "type": "revocation",
            "executed": "2011-05-01",
            "revokes": ["lewis-2010", "anders-2010"],
            "delivered": "2011-05-02",
            "document": "poa/end.txt",
        }
    )
    found = [event for event in build(sample).events if isinstance(event, Revocation)]
    assert [(event.id, event.instrument, event.attorney, event.source) for event in found] == [
        ("end", "lewis-2010", None, "poa/end.txt"),
        ("end-2", "anders-2010", None, "poa/end.txt"),
    ]
    assert found[0].delivered == (("*", date(2011, 5, 2)),)


def test_names_in_events_are_those_of_the_instrument_and_owners_become_ciks(build, sample):
    sample["events"] = [
        {
            "type": "revocation",
            "instrument": "lewis-2010",
            "attorney": "alan b.  kay",
            "executed": "2011-05-01",
            "delivered": {"ALAN B. KAY": "2011-05-03"},
        },
        {"type": "obligation_ended", "owner": "dora n. lewis", "issuer": 7001, "date": "2013-01-01"},
    ]
    revoked, ended = build(sample).events
    assert revoked.attorney == "Alan B. Kay"
    assert revoked.delivered == (("Alan B. Kay", date(2011, 5, 3)),)
    assert (ended.id, ended.owner, ended.issuer) == ("event-2", "0000009001", HARBOUR)


def test_each_record_has_the_place_at_which_it_begins(build, sample):
    registry = build(sample)
    lines = json.dumps(sample, indent=2).splitlines()
    for record_id, place in registry.places.items():
        assert f'"id": "{record_id}"' in lines[place.line], record_id
    assert set(registry.places) == {"lewis-2010", "anders-2010", "lewis-dies"}


def test_the_registry_knows_its_text_by_digest(build):
    text = '{"version": 1, "instruments": []}'
    assert build(text).digest == hashlib.sha256(text.encode()).hexdigest()


# --- order ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_sections_changes_nothing(build, sample, seed):
    sample["instruments"][0]["principal"] = "Dora N. Lewis"
    sample["instruments"][0]["scope"][0]["issuers"] = ["Harbour Insurance Group, Inc."]
    sample["events"].append(
        {"id": "x", "type": "ceased_insider", "owner": "Dora N. Lewis", "issuer": 7001, "date": "2012-01-01"}
    )
    expected = build(sample)
    keys = list(sample)
    random.Random(seed).shuffle(keys)
    shuffled = build({key: sample[key] for key in keys})
    assert shuffled.instruments == expected.instruments
    assert shuffled.events == expected.events


def test_a_name_borne_by_two_issuers_is_refused_wherever_the_second_stands(refusal, sample):
    """A name must not resolve to the first issuer only because the second was not read yet."""
    sample["instruments"][0]["scope"][0]["issuers"] = ["Harbour Insurance Group, Inc."]
    issuers = [*sample.pop("issuers"), {"cik": "7002", "name": "HARBOUR INSURANCE GROUP, INC."}]
    for document in ({**sample, "issuers": issuers}, {"issuers": issuers, **sample}):
        assert "is the name of 2 issuers" in refusal(document).message


def test_equal_terms_do_not_leak_between_instruments_of_another_kind(build, sample):
    """Terms are built once for equal JSON, but "all" means another thing in a delegation."""
    first, second = sample["instruments"]
    second.update(
        {name: copy.deepcopy(first[name]) for name in ("scope", "term", "revocation", "may_delegate")}
    )
    second["supersedes"] = "all"
    kinds = [instrument.supersedes.kind for instrument in build(sample).instruments]
    assert kinds == ["prior_by_principal", "prior_delegations_by_grantor"]


# --- what is refused -----------------------------------------------------------------------------------

POWER, CLAUSE = ("instruments", 0), ("instruments", 0, "scope", 0)

REFUSED = [
    (("version",), 2, "/version", "has version 2"),
    (("version",), True, "/version", "has version true"),
    (("version",), "1", "/version", 'has version "1"'),
    (("instrument",), [], "/instrument", 'no field "instrument"'),
    (("events",), {}, "/events", '"events" must be a list'),
    (("comment",), ["a"], "/comment", "must not be a list"),
    ((*POWER, "id"), "", "/instruments/0/id", "is empty"),
    ((*POWER, "id"), " a", "/instruments/0/id", "blanks at its ends"),
    ((*POWER, "id"), "a\u200bb", "/instruments/0/id", "U+200B"),
    ((*POWER, "id"), "a\ud800", "/instruments/0/id", "U+D800"),
    ((*POWER, "id"), "all", "/instruments/0/id", "cannot be an id"),
    ((*POWER, "id"), 7, "/instruments/0/id", "Text in double quotes was expected"),
    ((*POWER, "type"), "proxy", "/instruments/0/type", '"proxy" is none'),
    ((*POWER, "executed"), "2010-02-30", "/instruments/0/executed", "does not exist"),
    ((*POWER, "executed"), "2010-7-7", "/instruments/0/executed", "A date was expected"),
    ((*POWER, "executed"), "20100707", "/instruments/0/executed", "A date was expected"),
    ((*POWER, "executed"), "2010-W27-3", "/instruments/0/executed", "A date was expected"),
    ((*POWER, "executed"), 20100707, "/instruments/0/executed", "A date was expected"),
    ((*POWER, "attorney"), "X", "/instruments/0/attorney", 'no field "attorney"'),
    ((*POWER, "agents"), ["X"], "/instruments/0/agents", 'no field "agents"'),
    ((*POWER, "attorneys"), [], "/instruments/0/attorneys", 'lacks the field "attorneys"'),
    ((*POWER, "attorneys"), [{"name": "A", "kin": 1}], "/instruments/0/attorneys/0/kin", 'no field "kin"'),
    (
        (*POWER, "attorneys"),
        [{"kind": "office"}],
        "/instruments/0/attorneys/0/title",
        'lacks the field "title"',
    ),
    (
        (*POWER, "attorneys"),
        [{"firm": "X", "kind": "person"}],
        "/instruments/0/attorneys/0/firm",
        "does not go",
    ),
    ((*POWER, "exercise"), "at_least", "/instruments/0/exercise", "not said how many"),
    ((*POWER, "exercise"), {"at_least": 3}, "/instruments/0/exercise/at_least", "3 of 2 attorneys"),
    ((*POWER, "exercise"), {"at_least": True}, "/instruments/0/exercise/at_least", "whole number"),
    ((*POWER, "exercise"), {"at_least": 1.0}, "/instruments/0/exercise/at_least", "whole number"),
    ((*POWER, "scope"), [], "/instruments/0/scope", 'lacks the field "scope"'),
    ((*CLAUSE, "forms"), ["4/A"], "/instruments/0/scope/0/forms/0", "is an amendment"),
    ((*CLAUSE, "forms"), ["Form 4"], "/instruments/0/scope/0/forms/0", "not written as a form type"),
    ((*CLAUSE, "forms"), ["id"], "/instruments/0/scope/0/forms/0", "not written as a form type"),
    ((*CLAUSE, "forms"), [6], "/instruments/0/scope/0/forms/0", "Text in double quotes"),
    ((*CLAUSE, "forms"), [True], "/instruments/0/scope/0/forms/0", "Text in double quotes"),
    ((*CLAUSE, "issuers"), [], "/instruments/0/scope/0/issuers", "list of issuers is empty"),
    ((*CLAUSE, "issuers"), ["12345678901"], "/instruments/0/scope/0/issuers/0", "A CIK was expected"),
    ((*CLAUSE, "issuers"), ["0"], "/instruments/0/scope/0/issuers/0", "A CIK was expected"),
    ((*CLAUSE, "issuers"), [True], "/instruments/0/scope/0/issuers/0", "A CIK was expected"),
    (
        (*CLAUSE, "issuers"),
        ["\u0667\u0660\u0660\u0661"],
        "/instruments/0/scope/0/issuers/0",
        "neither a CIK nor the name",
    ),
    ((*CLAUSE, "issuers"), ["Harbour"], "/instruments/0/scope/0/issuers/0", "neither a CIK nor the name"),
    ((*CLAUSE, "issuers"), {"mode": "any", "ciks": [1]}, "/instruments/0/scope/0/issuers/ciks", "contradict"),
    ((*CLAUSE, "issuers"), {"mode": "list"}, "/instruments/0/scope/0/issuers/ciks", "lacks the field"),
    ((*CLAUSE, "successor_forms"), 1, "/instruments/0/scope/0/successor_forms", "true or false"),
    ((*POWER, "capacities"), [], "/instruments/0/capacities", "a list of capacities"),
    ((*POWER, "derives_from"), "x", "/instruments/0/derives_from", "Only a delegation"),
    ((*POWER, "may_delegate"), "maybe", "/instruments/0/may_delegate", '"maybe" is none'),
    ((*POWER, "term"), "duration", "/instruments/0/term/years", 'lacks "years"'),
    ((*POWER, "term"), [{"rule": "fixed_date"}], "/instruments/0/term/0/date", 'lacks "date"'),
    (
        (*POWER, "term"),
        {"rule": "until_revoked", "date": "2012-01-01"},
        "/instruments/0/term/date",
        "not belong",
    ),
    ((*POWER, "term"), [{"until": "2012-01-01", "years": 1}], "/instruments/0/term/0/until", "stands alone"),
    ((*POWER, "effective"), {"mode": "on_date"}, "/instruments/0/effective/date", "needs a date"),
    (
        (*POWER, "effective"),
        {"mode": "on_date", "date": "2010-01-01"},
        "/instruments/0/effective/date",
        "before the paper was signed",
    ),
    ((*POWER, "supersedes"), ["nothing-here"], "/instruments/0/supersedes", "no instrument with the id"),
    ((*POWER, "supersedes"), ["lewis-2010"], "/instruments/0/supersedes", "names itself"),
    ((*POWER, "supersedes"), {"kind": "listed"}, "/instruments/0/supersedes/instruments", "a list of"),
    ((*POWER, "document"), {}, "/instruments/0/document/path", "lacks the field"),
    ((*POWER, "document"), {"sha256": "abc"}, "/instruments/0/document/sha256", "64 hexadecimal digits"),
    ((*POWER, "document"), {"url": "ftp://x"}, "/instruments/0/document/url", "https://"),
    (
        (*POWER, "document"),
        {"accession_number": "1-2-3"},
        "/instruments/0/document/accession_number",
        "accession",
    ),
    (
        (*POWER, "quotes"),
        [{"field": "a", "words": "b", "start": 5, "end": 4}],
        "/instruments/0/quotes/0/start",
        "start",
    ),
    ((*POWER, "notes"), ["a\u0007"], "/instruments/0/notes/0", "control character"),
    (("instruments", 1, "id"), "lewis-2010", "/instruments/1/id", "stands twice"),
    (
        ("instruments", 1, "derives_from"),
        "lewis-2011",
        "/instruments/1/derives_from",
        "no instrument with the id",
    ),
    (("events", 0, "id"), "lewis-2010", "/events/0/id", "stands twice"),
    (("events", 0, "type"), "deaths", "/events/0/type", "no type of event"),
    (("events", 0, "date"), None, "/events/0/date", "A date was expected"),
    (("events", 0, "reason"), "x", "/events/0/reason", 'no field "reason"'),
    (("issuers", 0, "fiscal_year_end"), "13-01", "/issuers/0/fiscal_year_end", "no day of the year"),
    (("people", 0, "kind"), "person", "/people/0/kind", '"person" is none'),
]


def changed(document, path, value):
    """Return ``document`` with ``value`` at ``path``."""
    place = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return document


@pytest.mark.parametrize(("path", "value", "pointer", "words"), REFUSED)
def test_what_cannot_be_taken_is_refused_at_its_place(refusal, sample, path, value, pointer, words):
    error = refusal(changed(sample, path, value))
    assert words in error.message
    assert error.place.element == pointer


@pytest.mark.parametrize("field", ["id", "type", "executed", "principal", "attorneys", "scope"])
def test_what_makes_a_power_must_be_there(refusal, sample, field):
    del sample["instruments"][0][field]
    error = refusal(sample)
    assert f'lacks the field "{field}"' in error.message
    assert error.place.line == 16


def test_unknown_events_of_attorneys_are_refused(refusal, sample):
    """A misspelt name would leave the power standing."""
    sample["events"] = [
        {"type": "revocation", "instrument": "lewis-2010", "attorney": "Alan Kay", "executed": "2011-05-01"}
    ]
    error = refusal(sample)
    assert "no attorney-in-fact" in error.message
    assert error.remedy == 'Did you mean "Alan B. Kay"?'


def test_an_owner_that_nobody_bears_is_refused(refusal, sample):
    sample["events"] = [{"type": "ceased_insider", "owner": "D. Lewis", "issuer": 7001, "date": "2012-01-01"}]
    assert "no principal of an instrument" in refusal(sample).message


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ({"executed": "2011-05-02", "delivered": "2011-05-01"}, "before it was written"),
        ({"executed": "2011-05-02", "delivered": {"Nobody": "2011-06-01"}}, "no attorney-in-fact"),
        ({"executed": "2011-05-02", "revokes": "anders-2010"}, "mean the same"),
        ({"executed": "2011-05-02", "form": "spoken"}, '"spoken" is none'),
        ({}, 'lacks the field "executed"'),
    ],
)
def test_a_revocation_that_makes_no_sense_is_refused(refusal, sample, event, words):
    sample["events"] = [{"type": "revocation", "instrument": "lewis-2010", **event}]
    assert words in refusal(sample).message


def test_a_period_that_ends_before_it_starts_is_refused_where_it_is_written(refusal, sample):
    sample["events"] = [
        {"type": "incumbency", "title": "T", "person": "P", "from": "2011-01-02", "to": "2011-01-01"}
    ]
    error = refusal(sample)
    assert "before it starts" in error.message
    assert error.place.element == "/events/0/to"


@pytest.mark.parametrize(
    ("field", "suggestion"),
    [
        ("attornies", "attorneys"),
        ("grantor", "grantors"),
        ("agents", "attorneys"),
        ("delegation", "may_delegate"),
        ("upstream", "derives_from"),
        ("date_signed", "executed"),
    ],
)
def test_a_near_miss_is_answered_with_the_name_that_was_meant(refusal, sample, field, suggestion):
    sample["instruments"][0][field] = "x"
    assert refusal(sample).remedy == f'Did you mean "{suggestion}"?'


def test_all_errors_are_reported_in_the_order_of_the_text(refusal, sample):
    sample["instruments"][0]["executed"] = "soon"
    sample["instruments"][1]["exercise"] = "alone"
    sample["events"][0]["date"] = "never"
    error = refusal(sample)
    pointers = [one.place.element for one in (error, *error.others)]
    assert pointers == ["/instruments/0/executed", "/instruments/1/exercise", "/events/0/date"]


def test_the_number_of_errors_is_bounded(refusal, sample):
    sample["events"] = [{"type": "death", "person": "X", "date": "never"}] * 500
    assert len(refusal(sample).others) == 19


def test_a_registry_of_another_version_is_refused_for_that_alone(refusal):
    error = refusal({"version": 2, "instruments": [{"some": "day"}]})
    assert error.message == "The registry has version 2, but this preflight reads version 1."
    assert error.others == ()


@pytest.mark.parametrize("document", [{}, {"version": None}, {"error": "not found"}, {"version": 1}])
def test_json_of_another_kind_is_no_registry(refusal, document):
    assert refusal(document)
