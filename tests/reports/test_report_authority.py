"""Authority for people: the chain drawn, the nearest miss explained, the way out named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from preflight.authority.instruments import (
    Amendments,
    Attorney,
    AttorneyKind,
    Document,
    Incumbency,
    Instrument,
    IssuerMode,
    IssuerScope,
    ScopeClause,
    Term,
    TermRule,
)
from preflight.authority.questions import ask
from preflight.filing.signatures.attribution import attribute
from preflight.reports.authority_text import authority_lines
from preflight.reports.instrument_text import terms
from preflight.testing import TODAY, Signature, delegation, filing, power_of_attorney, registry


def _told(
    signature: str, instruments: Sequence[Instrument], events: Sequence[Any] = (), **options: Any
) -> list[str]:
    papers = registry(*instruments, events=events)
    signed = filing(signatures=(Signature(signature),) if signature else ())
    (owner,) = ask(signed, attribute(signed, papers.names_by_cik), papers, as_of=TODAY)
    return list(authority_lines(owner, instruments=papers.by_id, **options))


def test_a_chain_is_drawn_one_link_a_line_with_what_each_paper_covers() -> None:
    papers = [power_of_attorney(may_delegate=True), delegation()]
    assert _told("/s/ Ines Varga, attorney-in-fact for Miriam Adler", papers)[:7] == [
        "Authority for Miriam Adler (CIK 1900001): authorized",
        "  Signature 1: Ines Varga, attorney-in-fact for Miriam Adler, on 2026-04-08: authorized",
        '    Ines Varga holds authority delegated under "feld-2025".',
        '    1. Miriam Adler -> Jonas Feld: power of attorney "adler-2025" of 2025-01-15',
        "       Forms 3, 4, 5 and amendments; CIK 1900000; until revoked; may be delegated",
        '    2. Jonas Feld -> Ines Varga: delegation "feld-2025" of 2025-02-01',
        "       Forms 3, 4, 5 and amendments; CIK 1900000; until revoked",
    ]


def test_the_nearest_miss_is_drawn_with_the_reason_and_the_way_out() -> None:
    lines = _told("/s/ Ines Varga, attorney-in-fact for Miriam Adler", [power_of_attorney(), delegation()])
    assert lines[0].endswith(": not authorized")
    assert "    Nearest miss:" in lines
    assert any(
        line.strip() == 'fails: "adler-2025" does not let its attorneys-in-fact delegate.' for line in lines
    )
    assert lines[-1].strip().startswith("do Have ")


def test_the_way_out_can_be_left_to_the_finding_beside_it() -> None:
    lines = _told("/s/ Bo Ek, attorney-in-fact for Miriam Adler", [power_of_attorney()], with_way_out=False)
    assert not any(line.strip().startswith("do ") for line in lines)


def test_without_a_signature_there_is_nobody_to_name() -> None:
    lines = _told("", [power_of_attorney()])
    assert lines[1] == "  No signature: not authorized"


def test_more_misses_than_asked_for_are_counted() -> None:
    papers = [power_of_attorney(f"adler-{year}", executed=date(year, 1, 1)) for year in range(2018, 2024)]
    papers = [replace(paper, term=(Term(TermRule.THROUGH_DATE, date(2024, 1, 1)),)) for paper in papers]
    lines = _told("/s/ Jonas Feld, attorney-in-fact for Miriam Adler", papers, most_candidates=2)
    assert sum(line.strip() in ("Nearest miss:", "Further off:") for line in lines) == 2
    assert "    4 more in `preflight why`." in lines
    every = _told("/s/ Jonas Feld, attorney-in-fact for Miriam Adler", papers, most_candidates=None)
    assert sum(line.strip() in ("Nearest miss:", "Further off:") for line in every) == 6


def test_an_office_is_named_with_its_holder() -> None:
    office = Attorney("Treasurer of Harbor Light", AttorneyKind.OFFICE, "Treasurer", "Harbor Light")
    held = Incumbency(
        id="held", title="Treasurer", organisation="Harbor Light", person="Jonas Feld", start=date(2020, 1, 1)
    )
    lines = _told(
        "/s/ Jonas Feld, attorney-in-fact for Miriam Adler", [power_of_attorney(attorneys=[office])], [held]
    )
    assert any("-> Jonas Feld as Treasurer of Harbor Light: power of attorney" in line for line in lines)


@pytest.mark.parametrize(
    ("document", "where"),
    [
        (Document(path="papers/adler.pdf", url="https://example.com/a"), "papers/adler.pdf"),
        (Document(url="https://example.com/a"), "https://example.com/a"),
        (Document(accession_number="0001900000-25-000003", exhibit="EX-24"), "0001900000-25-000003 EX-24"),
    ],
)
def test_the_signed_text_is_pointed_at(document: Document, where: str) -> None:
    paper = replace(power_of_attorney(), document=document)
    lines = _told("/s/ Jonas Feld, attorney-in-fact for Miriam Adler", [paper])
    assert f"       see {where}" in lines


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "Forms 3, 4, 5 and amendments; CIK 1900000; until revoked"),
        ({"forms": frozenset({"*"})}, "any form and amendments; CIK 1900000; until revoked"),
        ({"forms": frozenset({"ID", "5", "144", "4"})}, "Forms 4, 5, 144, ID and amendments"),
        ({"amendments": Amendments.EXCLUDED}, "Forms 3, 4, 5 without amendments"),
        ({"amendments": Amendments.SILENT}, "Forms 3, 4, 5; CIK 1900000"),
        ({"issuers": IssuerScope(IssuerMode.ANY)}, "any issuer"),
        ({"issuers": IssuerScope(IssuerMode.LIST)}, "no issuer"),
        ({"issuers": IssuerScope(IssuerMode.LIST_PLUS_AFFILIATES, ("0000000012",))}, "CIK 12 and affiliates"),
        ({"issuers": IssuerScope(IssuerMode.LIST, names=("Harbor Light",))}, "Harbor Light;"),
    ],
)
def test_what_a_clause_covers_in_words(change: dict[str, Any], words: str) -> None:
    paper = power_of_attorney()
    clause: ScopeClause = replace(paper.scope[0], **change)
    assert words in terms(replace(paper, scope=(clause,)))


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ((), "no term recorded"),
        ((Term(TermRule.FIXED_DATE, date(2027, 1, 1)),), "until 2027-01-01"),
        ((Term(TermRule.THROUGH_DATE, date(2027, 1, 1)),), "through 2027-01-01"),
        ((Term(TermRule.DURATION, years=1, months=6),), "for 1 year 6 months"),
        ((Term(TermRule.EVENT),), "until an event not recorded"),
        (
            (Term(TermRule.OBLIGATION_END), Term(TermRule.UNTIL_REVOKED)),
            "while reporting duties last, until revoked",
        ),
    ],
)
def test_a_term_in_words(term: tuple[Term, ...], words: str) -> None:
    assert terms(replace(power_of_attorney(), term=term)).endswith(words)


def test_every_kind_of_term_and_issuer_has_words() -> None:
    """A new kind without words would break a report."""
    for rule in TermRule:
        assert terms(replace(power_of_attorney(), term=(Term(rule),)))
    for mode in IssuerMode:
        paper = power_of_attorney()
        scope = (replace(paper.scope[0], issuers=IssuerScope(mode)),)
        assert terms(replace(paper, scope=scope))
