"""Our judgement of values is libxml2's: on chosen texts and on any text near to a value."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from preflight.filing.schemas.description import children_of, describe
from preflight.filing.schemas.values import Fault, fault_of
from preflight.filing.schemas.versions import choose_schema
from preflight.resources import schema_path

TYPES = {
    "Amount": "parts/types.xsd",
    "Date": "parts/types.xsd",
    "Flag": "parts/types.xsd",
    "Cik": "parts/types.xsd",
    "Ccc": "parts/types.xsd",
    "ZipCode": "parts/types.xsd",
    "TradingSymbol": "parts/types.xsd",
    "ForeignTradingSymbol": "parts/types.xsd",
    "FootnoteName": "parts/types.xsd",
    "SchemaVersion": "parts/types.xsd",
    "TransactionCode": "parts/codes-rows.xsd",
    "HoldingFormType": "parts/codes-rows.xsd",
    "Timeliness": "parts/codes-rows.xsd",
    "OwnerState": "parts/owner-2026.xsd",
    "OwnerCountry": "parts/owner-2026.xsd",
}


@pytest.fixture(scope="module", params=TYPES)
def both(request, tmp_path_factory):
    """One simple type as we read it, and as libxml2 does."""
    folder = tmp_path_factory.mktemp("one")
    file = folder / "one.xsd"
    file.write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
        f'<xs:include schemaLocation="{schema_path("ownership") / TYPES[request.param]}"/>'
        f'<xs:element name="field" type="{request.param}"/></xs:schema>'
    )
    return describe(file).types[request.param], etree.XMLSchema(etree.parse(str(file)))


DIGITS = st.text("0123456789", max_size=18)
NEAR_A_VALUE = st.one_of(
    st.builds(lambda sign, whole, point, part: sign + whole + point + part,
              st.sampled_from(["", "-", "+", " "]), DIGITS, st.sampled_from(["", ".", ","]), DIGITS),
    st.builds(lambda year, month, day, zone: f"{year}-{month}-{day}{zone}",
              st.sampled_from(["2026", "0022", "2024", "1900", "2000", "12026", "-2024", "26"]),
              st.sampled_from(["01", "02", "06", "12", "13", "00", "6"]),
              st.sampled_from(["01", "28", "29", "30", "31", "32", "00", "9"]),
              st.sampled_from(["", "Z", "-05:00", "+14:00", "+14:30", "-5:00", "T00:00:00", " ", "\n"])),
    st.sampled_from(["0", "1", "true", "false", "TRUE", "Y", "", " ", "  ", "   "]),
    st.sampled_from(["E", "L", "|", " E ", "OH", "X0", " OH"]),
    st.builds(lambda letter, digits: letter + digits, st.sampled_from(["F", "f", "X", " F", ""]), DIGITS),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=16),
)  # fmt: skip


@given(text=NEAR_A_VALUE)
@example(text="999999999999.9999")
@example(text="999999999999.99990")
@example(text="1000000000000")
@example(text="0000000000000000000005")
@example(text=".5")
@example(text="5.")
@example(text="-0")
@example(text="2026-05-11-05:00")
@example(text="2023-02-29")
def test_same_verdict_as_libxml2(both, text):
    type_, schema = both
    field = etree.Element("field")
    field.text = text
    assert (fault_of(type_, text) is None) == schema.validate(field)


FAULTS = [
    # element, text, fault
    ("periodOfReport", "", Fault.EMPTY),
    ("periodOfReport", "   ", Fault.EMPTY),
    ("periodOfReport", " 2026-06-12", Fault.PADDED),
    ("periodOfReport", " 2026-06-32", Fault.DATE),
    ("aff10b5One", "yes", Fault.FLAG),
    ("remarks", "x" * 2001, Fault.TOO_LONG),
    ("remarks", "x" * 2000 + "\n", Fault.PADDED),
    ("documentType", "4 ", Fault.PADDED),
    ("documentType", "5", Fault.CODE),
]


@pytest.mark.parametrize(("name", "text", "fault"), FAULTS)
def test_which_fault(name, text, fault):
    description = describe(choose_schema("4", "X0609", date(2026, 6, 1)).path)
    root = description.types[description.root.type]
    type_name = next(child.type for child in children_of(root) if child.name == name)
    assert fault_of(description.types[type_name], text) is fault
