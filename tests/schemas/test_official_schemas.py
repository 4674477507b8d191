"""``--xsd``: the right file of a package is found, and disagreement is told. The packages are our own."""

from __future__ import annotations

from datetime import date

import pytest

from preflight.checks import schema
from preflight.filing.reader import read_content
from preflight.filing.schemas.official import find_official
from preflight.findings import Severity
from preflight.hookspecs import CheckContext, PluginOptions

LENIENT = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="ownershipDocument" type="xs:anyType"/>
  <xs:simpleType name="Form"><xs:restriction base="xs:string">
    <xs:enumeration value="{form}"/></xs:restriction></xs:simpleType>
</xs:schema>"""
STRICT = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="ownershipDocument"><xs:complexType><xs:sequence>
    <xs:element name="documentType" type="xs:string"/></xs:sequence></xs:complexType></xs:element>
</xs:schema>"""


@pytest.fixture
def findings(cases, build_draft, as_bytes):
    """The schema findings of a Form 4 draft, changed by ``change``, with the package in a folder."""

    def run(folder, change=lambda root: None):
        root = build_draft(next(case for case in cases if str(case) == "4-draft-small"))
        change(root)
        (filing,) = read_content(as_bytes(root), "draft.xml")
        context = CheckContext(None, date(2026, 6, 1), None, None, settings={"xsd": str(folder)})
        return list(schema.preflight_check(filing, context))

    return run


def test_files_are_found_by_name_in_any_folder_below(tmp_path):
    folder = tmp_path / "package" / "schemas"
    folder.mkdir(parents=True)
    for name in (
        "ownership4Document.xsd.xml",
        "ownership4ADocument.xsd.xml",
        "ownershipDocumentCommon.xsd.xml",
    ):
        (folder / name).write_text(STRICT)
    assert find_official(tmp_path, "4").name == "ownership4Document.xsd.xml"
    assert find_official(tmp_path, "4/A").name == "ownership4ADocument.xsd.xml"
    assert find_official(tmp_path, "5") is None


def test_files_with_other_names_are_found_by_what_they_say(tmp_path):
    (tmp_path / "a.xsd").write_text(LENIENT.format(form="3"))
    (tmp_path / "b.xsd").write_text(LENIENT.format(form="5/A"))
    (tmp_path / "broken.xsd").write_text("<not xml")
    assert find_official(tmp_path, "5/A").name == "b.xsd"
    assert find_official(tmp_path, "4") is None


def test_agreement_is_silent(tmp_path, findings):
    (tmp_path / "ownership4Document.xsd").write_text(LENIENT.format(form="4"))
    assert findings(tmp_path) == []


def test_the_official_schema_refuses_what_ours_accepts(tmp_path, findings):
    (tmp_path / "ownership4Document.xsd").write_text(STRICT)
    (finding,) = findings(tmp_path)
    assert (finding.rule.id, finding.severity) == ("SCH022", Severity.WARNING)
    assert "periodOfReport" in finding.message


def test_the_official_schema_accepts_what_ours_refuses(tmp_path, findings):
    (tmp_path / "ownership4Document.xsd").write_text(LENIENT.format(form="4"))
    found = findings(tmp_path, lambda root: root.remove(root.find("periodOfReport")))
    assert [(one.rule.id, one.severity) for one in found] == [
        ("SCH002", Severity.ERROR),
        ("SCH022", Severity.INFO),
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "no schema for Form 4"),
        (
            "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element/></xs:schema>",
            "cannot be used",
        ),
        ("<not xml", "cannot be used"),
    ],
)
def test_a_package_that_cannot_be_used_is_an_error(content, words, tmp_path, findings):
    if content is not None:
        (tmp_path / "ownership4Document.xsd").write_text(content)
    (finding,) = findings(tmp_path)
    assert (finding.rule.id, finding.severity) == ("SCH023", Severity.ERROR)
    assert words in finding.message


def test_a_folder_that_does_not_exist_is_an_error(tmp_path, findings):
    (finding,) = findings(tmp_path / "nowhere")
    assert finding.rule.id == "SCH023"


def test_a_ccc_in_the_words_of_the_library_is_hidden(tmp_path, findings):
    """libxml2 quotes values; a package that refuses the CCC would make it print one."""
    content = '<xs:any processContents="lax" maxOccurs="unbounded"/>'
    parents = "".join(
        f'<xs:element name="{name}"><xs:complexType><xs:sequence>{content}</xs:sequence></xs:complexType>'
        "</xs:element>"
        for name in ("ownershipDocument", "reportingOwner", "reportingOwnerId")
    )
    (tmp_path / "ownership4Document.xsd").write_text(
        f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{parents}'
        '<xs:element name="rptOwnerCcc" type="xs:decimal"/></xs:schema>'
    )
    found = findings(tmp_path)
    assert [one.rule.id for one in found] == ["SCH022"]
    assert all("zq7#kw2x" not in one.message + str(dict(one.values)) for one in found)


def test_the_setting_is_declared():
    options = PluginOptions()
    schema.preflight_options(options)
    assert options.declared["xsd"].kind is str
