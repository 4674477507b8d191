"""Organisations: telling their names from persons' names, and comparing them."""

from __future__ import annotations

import pytest

from preflight.filing.names import (
    Agreement,
    EntityReason,
    NameReason,
    compare_entities,
    entity_reasons,
    looks_like_entity,
)

ENTITIES = [
    "Quill Fund I, L.P.",
    "QUILL FUND I LP",
    "QUILL ASSOCIATES L P",
    "Quill GP, LLC",
    "Quill GP, L.L.C.",
    "QUILL CORP /DE/",
    "QUILL /MD/",
    "Quill Inc.",
    "Quill Incorporated",
    "Quill Limited",
    "Quill Holdings Ltd",
    "Quill plc",
    "Quill GmbH",
    "Quill N.V.",
    "Quill S.A.",
    "Quill SA",
    "Quill AG",
    "Quill Pty Ltd",
    "Quill & Co",
    "Quill & Co.",
    "Brandt & Sons",
    "Quill Brandt & Moss LLP",
    "Quill 2016",
    "3Q Ventures",
    "The Quill Family Trust",
    "Quill Trust",
    "Ada Quill Revocable Trust",
    "Henry Trust",
    "Trust for Quill",
    "Estate of Ada Quill",
    "Quill Foundation",
    "Quill Partners",
    "Quill Capital Management",
    "First Bank",
    "Bank of Quillton",
    "Bank Quillton",
    "Grace Church",
    "Church of Quillton",
    "Quillton University",
    "Quill Opportunities Master Fund",
    "Ada and Otto Quill",
    "Ada & Otto Quill",
    "Ada Quill IRA",
    "Otto Quill FBO Ada Quill",
    "Quill International",
    "Quill Ada M Trustee",
    "QUILL LIMITED PARTNERSHIP",
    "Ada Quill, P.C.",
]


@pytest.mark.parametrize("text", ENTITIES)
def test_organisations_are_not_taken_for_people(text):
    assert looks_like_entity(text)


PEOPLE = [
    "Ada Quill",
    "QUILL ADA M",
    "BANK JOHN A",
    "TRUST PAUL",
    "FUND MARTIN J",
    "CHURCH FRANK",
    "HOLDING FRANK B JR",
    "TEMPLE ANN",
    "Frank Church",
    "John A. Bank",
    "Martin D. Trust",
    "Robert Temple III",
    "Otto Brandt Jr.",
    "Otto Brandt 3rd",
    "Otto Brandt 2d",
    "Otto Brandt V",
    "Young John",
    "PRICE T ROY",
    "Law Wei",
    "Co Jose",
    "Minh Do",
    "Ida Moss-Field",
    "Jan van der Veld",
    "Fergus O'Dell",
    "Quill, Ada M.",
    "Dr. Ada Quill, Ph.D.",
    "Ada Quill, Esq.",
    "T. D. S.",
    "",
    "  ",
    "x" * 300,
]


@pytest.mark.parametrize("text", PEOPLE)
def test_people_are_not_taken_for_organisations(text):
    """Bank, Church, Trust and the like are family names too; beside a known given name they are read so."""
    assert not looks_like_entity(text)


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("Quill LLC", {EntityReason.LEGAL_FORM}),
        ("Quill Fund", {EntityReason.ORGANISATION_WORD}),
        ("Quill & Moss", {EntityReason.JOINED}),
        ("Quill 2016", {EntityReason.DIGITS}),
        ("Quill /DE/", {EntityReason.STATE_TAG}),
        ("Estate of Ada Quill", {EntityReason.ORGANISATION_WORD, EntityReason.JOINED}),
        ("Quill Fund 2, L.P. /DE/", set(EntityReason) - {EntityReason.JOINED}),
        ("Ada Quill", set()),
    ],
)
def test_the_reasons_are_given(text, reasons):
    assert set(entity_reasons(text)) == reasons


COMPARISONS = [
    ("Quill Fund I, L.P.", "Quill Fund I, L.P.", Agreement.SAME, NameReason.IDENTICAL),
    ("Quill Fund I, L.P.", "QUILL FUND I LP", Agreement.SAME, NameReason.CASE_OR_PUNCTUATION),
    ("Quill Fund I, L.P.", "QUILL FUND I L P", Agreement.SAME, NameReason.LEGAL_FORM_SPELLING),
    ("Quill GP, L.L.C.", "QUILL GP LLC", Agreement.SAME, NameReason.CASE_OR_PUNCTUATION),
    ("Quill Fund Limited Partnership", "Quill Fund LP", Agreement.SAME, NameReason.LEGAL_FORM_SPELLING),
    ("Quill Limited Liability Company", "Quill LLC", Agreement.SAME, NameReason.LEGAL_FORM_SPELLING),
    ("Quill Corporation", "QUILL CORP", Agreement.SAME, NameReason.LEGAL_FORM_SPELLING),
    ("Quill Company Ltd.", "Quill Co Limited", Agreement.SAME, NameReason.LEGAL_FORM_SPELLING),
    ("Quill Incorporated", "Quill, Inc.", Agreement.SAME, NameReason.LEGAL_FORM_SPELLING),
    ("The Quill Group, Inc.", "QUILL GROUP INC", Agreement.SAME, NameReason.CASE_OR_PUNCTUATION),
    ("QUILL CORP /DE/", "Quill Corp", Agreement.SAME, NameReason.STATE_TAG),
    ("QUILL CORP/DE", "QUILL CORP /DE/", Agreement.SAME, NameReason.CASE_OR_PUNCTUATION),
    ("Quill & Moss LLP", "QUILL AND MOSS LLP", Agreement.SAME, NameReason.CASE_OR_PUNCTUATION),
    ("Quill Co-Investment LP", "Quill Coinvestment LP", Agreement.SAME, NameReason.CASE_OR_PUNCTUATION),
    ("Möwe AG", "MOWE AG", Agreement.SAME, NameReason.CASE_OR_PUNCTUATION),
    ("Quill Fund", "Quill Fund LP", Agreement.COMPATIBLE, NameReason.LEGAL_FORM_MISSING),
    ("Quill Ltd", "Quill Co Ltd", Agreement.COMPATIBLE, NameReason.LEGAL_FORM_MISSING),
    ("Quill Fund LP", "Quill Fund LLC", Agreement.CONFLICT, NameReason.LEGAL_FORM_CONFLICT),
    ("Quill Inc", "Quill Ltd", Agreement.CONFLICT, NameReason.LEGAL_FORM_CONFLICT),
    ("QUILL CORP /DE/", "QUILL CORP /MD/", Agreement.CONFLICT, NameReason.STATE_TAG_CONFLICT),
    ("Quill Fund I LP", "Quill Fund II LP", Agreement.DIFFERENT, NameReason.ENTITY_NAME),
    ("Quill 2016 LP", "Quill 2016 GP LP", Agreement.DIFFERENT, NameReason.ENTITY_NAME),
    ("Quill 2016 LP", "Quill 2017 LP", Agreement.DIFFERENT, NameReason.ENTITY_NAME),
    ("Quill 1 1 LP", "Quill 11 LP", Agreement.DIFFERENT, NameReason.ENTITY_NAME),
    ("Quill Fund LP", "Quill Master Fund LP", Agreement.DIFFERENT, NameReason.ENTITY_NAME),
    ("Quill LLC", "Moss LLC", Agreement.DIFFERENT, NameReason.ENTITY_NAME),
    ("", "Quill LLC", Agreement.DIFFERENT, NameReason.UNREADABLE),
    ("", "", Agreement.DIFFERENT, NameReason.UNREADABLE),
    ("Quill " * 60, "Quill " * 60, Agreement.DIFFERENT, NameReason.UNREADABLE),
]


@pytest.mark.parametrize(("left", "right", "agreement", "reason"), COMPARISONS)
def test_names_of_organisations_are_compared_without_guessing(left, right, agreement, reason):
    for comparison in (compare_entities(left, right), compare_entities(right, left)):
        assert comparison.agreement is agreement
        assert reason in comparison.reasons
        assert comparison.is_proof is (agreement is Agreement.SAME)
