"""Encoding and building are inverse: what is written reads back as the same value."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preflight.authority import instruments as words
from preflight.registries.build import build_registry
from preflight.registries.encode import encode_event, encode_instrument
from preflight.registries.event_fields import EVENT_TYPES
from preflight.registries.guard import check_records
from preflight.registries.layout import lay_out_record

names = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Mn")), min_size=1, max_size=12)
prose = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "Zs"), include_characters="\n\t"), max_size=30
)
ciks = st.integers(1, 9_999_999_999).map(lambda number: f"{number:010d}")
days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
forms = st.frozensets(st.sampled_from(("3", "4", "5", "144", "ID", "13D", "S-8", "*")), min_size=1)


def tuples(values, **bounds):
    return st.lists(values, max_size=3, **bounds).map(tuple)


def optional(values):
    return st.none() | values


parties = st.builds(words.Party, names, optional(ciks), st.sampled_from(words.PartyKind), tuples(names))
attorneys = st.one_of(
    st.builds(words.Attorney, names),
    st.builds(
        words.Attorney,
        names,
        st.sampled_from((words.AttorneyKind.PERSON, words.AttorneyKind.FIRM, words.AttorneyKind.CLASS)),
        optional(names),
        optional(names),
        tuples(names),
        optional(names),
    ),
    st.builds(words.Attorney, names, st.just(words.AttorneyKind.OFFICE), names, optional(names)),
)


@st.composite
def issuer_scopes(draw):
    mode = draw(st.sampled_from(words.IssuerMode))
    bare = mode in (words.IssuerMode.ANY, words.IssuerMode.UNSTATED)
    listed = () if bare else draw(tuples(ciks))
    named = draw(tuples(names, min_size=0 if listed or not mode.startswith("list") else 1))
    return words.IssuerScope(mode, listed, named, draw(st.sampled_from(words.Tri)))


clauses = st.builds(
    words.ScopeClause,
    names,
    forms,
    st.sampled_from(words.Amendments),
    st.booleans(),
    issuer_scopes(),
    st.booleans(),
)
terms = st.one_of(
    st.builds(
        words.Term,
        st.just(words.TermRule.OBLIGATION_END),
        obligation=st.sampled_from(words.Obligation),
        issuers=tuples(ciks),
    ),
    st.builds(words.Term, st.sampled_from((words.TermRule.FIXED_DATE, words.TermRule.THROUGH_DATE)), days),
    st.builds(
        words.Term, st.just(words.TermRule.DURATION), years=st.integers(1, 9), months=st.integers(0, 11)
    ),
    st.builds(
        words.Term,
        st.just(words.TermRule.UNTIL_NOTICE),
        notice_to=optional(st.sampled_from(words.Delivery)),
    ),
    st.builds(words.Term, st.just(words.TermRule.ATTORNEY_STATUS), organisation=names, title=optional(names)),
    st.builds(words.Term, st.just(words.TermRule.EVENT), event=names),
    st.builds(
        words.Term,
        st.sampled_from(
            (words.TermRule.UNTIL_REVOKED, words.TermRule.UPSTREAM_VALID, words.TermRule.NONE_STATED)
        ),
    ),
)
documents = st.builds(
    words.Document,
    names,
    optional(names.map("https://x.example/".__add__)),
    optional(st.text("0123456789abcdef", min_size=64, max_size=64)),
    optional(st.from_regex(r"[0-9]{10}-[0-9]{2}-[0-9]{6}", fullmatch=True).filter(str.isascii)),
    optional(names),
    optional(days),
    tuples(ciks),
    optional(st.booleans()),
)


@st.composite
def quotes(draw):
    start = draw(st.integers(0, 10**6))
    return words.Quote(draw(names), draw(prose), start, start + draw(st.integers(0, 500)))


@st.composite
def effectives(draw, executed):
    mode = draw(st.sampled_from(words.EffectiveMode))
    if mode is words.EffectiveMode.ON_DATE:
        return words.Effective(mode, draw(st.dates(executed, date(2070, 1, 1))))
    if mode is words.EffectiveMode.RETROACTIVE:
        return words.Effective(mode, draw(days))
    return words.Effective(mode, event=draw(names) if mode is words.EffectiveMode.ON_EVENT else None)


@st.composite
def supersessions(draw):
    kind = draw(st.sampled_from([kind for kind in words.SupersessionKind if kind != "listed"]))
    if kind is words.SupersessionKind.NONE:
        return words.Supersession()
    return words.Supersession(kind, draw(tuples(ciks)), draw(forms | st.just(frozenset())))


@st.composite
def instruments(draw, record_id="x"):
    """Any instrument that the builder can make; a delegation rests on a paper that is not recorded."""
    kind = draw(st.sampled_from(words.InstrumentType))
    executed = draw(days)
    principal = draw(parties)
    grantors = draw(tuples(names, min_size=1))
    is_delegation = kind in (words.InstrumentType.DELEGATION, words.InstrumentType.SUBSTITUTION)
    upstream = st.builds(words.Upstream, st.sampled_from(("all", None)), names, names)
    appointed = draw(tuples(attorneys, min_size=1))
    exercise = draw(st.sampled_from(words.Exercise))
    return words.Instrument(
        id=record_id,
        type=kind,
        executed=executed,
        principal=principal,
        grantors=grantors if is_delegation or draw(st.booleans()) else (principal.name,),
        attorneys=appointed,
        scope=draw(tuples(clauses, min_size=1)),
        exercise=exercise,
        exercise_at_least=len(appointed) if exercise is words.Exercise.AT_LEAST else None,
        capacities=draw(st.frozensets(st.sampled_from(words.Capacity), min_size=1)),
        derives_from=draw(tuples(upstream)) if is_delegation else (),
        effective=draw(effectives(executed)),
        term=draw(tuples(terms)),
        revocation=draw(
            st.builds(
                words.RevocationClause,
                st.sampled_from(words.RevocationMethod),
                tuples(st.sampled_from(words.Revoker)),
                st.sampled_from(words.Delivery),
            )
        ),
        supersedes=draw(supersessions()),
        delegation=draw(
            st.builds(
                words.Delegation,
                st.sampled_from(words.DelegationRight),
                st.sampled_from(words.Tri),
                st.booleans(),
            )
        ),
        durable=draw(st.sampled_from(words.Tri)),
        governing_law=draw(optional(names)),
        others_continue=draw(st.booleans()),
        signed=draw(st.sampled_from(words.Tri)),
        signed_by=draw(tuples(st.builds(words.PaperSigner, names, optional(names)))),
        executed_confidence=draw(st.sampled_from(words.Confidence)),
        executed_alternative=draw(optional(days)),
        executed_sequence=draw(optional(st.integers(0, 9))),
        paper=draw(optional(names)),
        document=draw(optional(documents)),
        recorded=draw(optional(days)),
        on_file=draw(st.booleans()),
        quotes=draw(tuples(quotes())),
        notes=draw(tuples(prose)),
    )


def built(instrument_records, event_records=()):
    sections = {"instruments": instrument_records, "events": event_records}
    arrays = [
        f'"{name}": [' + ", ".join(lay_out_record(record, 4) for record in records) + "]"
        for name, records in sections.items()
    ]
    return build_registry(f'{{"version": 1, {", ".join(arrays)}}}'.encode(), "r.json")


@settings(max_examples=150, deadline=None)
@given(instruments())
def test_an_instrument_reads_back_as_it_was_written(instrument):
    record = encode_instrument(instrument)
    assert built([record]).instruments == (instrument,)
    check_records({"instruments": [record]}, "r.json")


@settings(max_examples=100, deadline=None)
@given(instruments())
def test_encoding_is_settled_after_one_round(instrument):
    """The layout is a function of the value: reading and writing again changes no byte."""
    first = encode_instrument(instrument)
    again = encode_instrument(built([first]).instruments[0])
    assert lay_out_record(again, 4) == lay_out_record(first, 4)


BASE = words.Instrument(
    id="power",
    type=words.InstrumentType.POWER_OF_ATTORNEY,
    executed=date(2010, 7, 7),
    principal=words.Party("Dora N. Lewis", "0000009001"),
    grantors=("Dora N. Lewis",),
    attorneys=(words.Attorney("Alan B. Kay"),),
    scope=(
        words.ScopeClause(
            "1", frozenset(("4",)), words.Amendments.SILENT, False, words.IssuerScope(words.IssuerMode.ANY)
        ),
    ),
)
FIELD_VALUES = {
    "instrument": st.just("power"),
    "attorney": st.just("Alan B. Kay"),
    "owner": st.just("0000009001"),
    "issuer": ciks,
    "record": st.just("power"),
    "old": prose,
    "new": prose,
    "cik": optional(ciks),
    "entity_cik": optional(ciks),
    "acts_for_cik": optional(ciks),
    "owner_cik": optional(ciks),
    "date": days,
    "start": st.dates(date(1990, 1, 1), date(2020, 1, 1)),
    "end": optional(st.dates(date(2020, 1, 1), date(2040, 1, 1))),
    "recorded": optional(days),
    "source": optional(names),
    "organisation": names,
}


@pytest.mark.parametrize("kind", EVENT_TYPES)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_an_event_of_each_type_reads_back_as_it_was_written(kind, data):
    event_class = EVENT_TYPES[kind].build
    values = {
        field.name: data.draw(FIELD_VALUES.get(field.name, names), label=field.name)
        for field in fields(event_class)
        if field.name != "id"
    }
    event = event_class(id="it", **values)
    record = encode_event(event)
    assert built([encode_instrument(BASE)], [record]).events == (event,)
    check_records({"events": [record]}, "r.json")


@settings(max_examples=60, deadline=None)
@given(
    attorney=optional(st.just("Alan B. Kay")),
    form=st.sampled_from(words.RevocationForm),
    by=st.sampled_from(words.Revoker),
    delivered=st.dictionaries(
        st.sampled_from(("*", "Alan B. Kay")), st.dates(date(2011, 1, 1), date(2012, 1, 1))
    ),
)
def test_a_revocation_reads_back_as_it_was_written(attorney, form, by, delivered):
    event = words.Revocation(
        id="end",
        instrument="power",
        attorney=attorney,
        form=form,
        executed=date(2011, 1, 1),
        delivered=tuple(delivered.items()),
        by=by,
    )
    record = encode_event(event)
    assert built([encode_instrument(BASE)], [record]).events == (event,)
    check_records({"events": [record]}, "r.json")


def test_a_delegation_under_one_power_is_written_with_the_bare_id():
    delegation = replace(
        BASE,
        id="delegation",
        type=words.InstrumentType.DELEGATION,
        grantors=("Alan B. Kay",),
        derives_from=(words.Upstream("power", "Alan B. Kay"),),
    )
    record = encode_instrument(delegation)
    assert record["derives_from"] == ["power"]
    assert built([encode_instrument(BASE), record]).instruments[1] == delegation


def test_what_the_builder_supplies_is_left_out():
    assert set(encode_instrument(BASE)) == {
        "id", "type", "executed", "principal", "attorneys", "scope", "may_delegate",
    }  # fmt: skip
