"""Which schema a document answers to, and that every schema file stands and is whole."""

from __future__ import annotations

from datetime import date

import pytest

from preflight.filing.schemas import Fit, choose_schema, compiled, known_versions, schemas_of
from preflight.resources import schema_path

TODAY = date(2026, 6, 1)

BY_VERSION = [
    # form, version, chosen, fit
    ("4", "X0101", "X0101", Fit.EXACT),
    ("4", "X0202", "X0202", Fit.EXACT),
    ("4/A", "X0306", "X0306", Fit.EXACT),
    ("5", "X0407", "X0407", Fit.EXACT),
    ("4", "X0609", "X0609", Fit.EXACT),
    ("3", "X0206", "X0206", Fit.EXACT),
    ("3/A", "X0607", "X0607", Fit.EXACT),
    ("4", "X0710", "X0609", Fit.OLDER_THAN_DOCUMENT),
    ("3", "X0710", "X0607", Fit.OLDER_THAN_DOCUMENT),
    ("4", "X0305", "X0304", Fit.NEAREST),
    ("3", "X0306", "X0206", Fit.NEAREST),
    ("3", "X0609", "X0607", Fit.NEAREST),
    ("4", "X0001", "X0101", Fit.NEAREST),
    ("4", None, "X0609", Fit.IN_FORCE),
    ("3", None, "X0607", Fit.IN_FORCE),
    ("4", "2.0", "X0609", Fit.IN_FORCE),
]


@pytest.mark.parametrize(("form", "version", "chosen", "fit"), BY_VERSION)
def test_by_version(form, version, chosen, fit):
    choice = choose_schema(form, version, TODAY)
    assert (choice.version, choice.fit) == (chosen, fit)


IN_FORCE = [
    ("4", date(2026, 3, 18), "X0609"),
    ("4", date(2026, 3, 17), "X0508"),
    ("4", date(2023, 3, 20), "X0407"),
    ("4", date(2023, 3, 19), "X0306"),
    ("3", date(2026, 3, 17), "X0201"),
    ("5/A", date(2003, 7, 27), "X0101"),
    ("4", date(1999, 1, 1), "X0101"),
]


@pytest.mark.parametrize(("form", "day", "version"), IN_FORCE)
def test_in_force_on_a_day(form, day, version):
    """The day before a version begins still has the one before it."""
    assert choose_schema(form, None, day).version == version


def test_a_form_without_schema_is_refused():
    with pytest.raises(ValueError, match="144"):
        choose_schema("144", None, TODAY)


def test_every_version_has_a_schema_for_each_of_its_forms():
    for known in known_versions():
        for form in known.forms:
            path = choose_schema(form, known.version, TODAY).path
            assert compiled(path) is compiled(path)


def test_no_schema_file_is_left_over():
    used = {choice.path for form in ("3", "3/A", "4", "4/A", "5", "5/A") for choice in schemas_of(form)}
    assert set(schema_path("ownership").glob("X*/*.xsd")) == used


def test_the_list_of_versions_is_in_order():
    versions = [known.version for known in known_versions()]
    assert versions == sorted(set(versions))


def test_an_unknown_version_is_told_and_the_document_still_checked(
    cases, build_draft, as_bytes, check_schema
):
    root = build_draft(next(case for case in cases if str(case) == "4-X0609-full"))
    root.find("schemaVersion").text = "X0710"
    (finding,) = check_schema(as_bytes(root))
    assert (finding.rule.id, finding.severity.label) == ("SCH021", "info")
    assert "X0710" in finding.message
    assert "X0609" in finding.message
    root.find("periodOfReport").text = "soon"
    assert [finding.rule.id for finding in check_schema(as_bytes(root))] == ["SCH021", "SCH015"]


def test_a_draft_is_held_to_the_schema_in_force_whatever_version_it_names(
    cases, build_draft, as_bytes, check_schema
):
    """A filer who starts from last year's filing writes its version too; EDGAR throws it away."""
    root = build_draft(next(case for case in cases if str(case) == "4-X0508-full"))
    assert check_schema(as_bytes(root)) == []
    ccc = root.makeelement("rptOwnerCcc")
    ccc.text = "zq7#kw2x"
    root.find(".//rptOwnerCik").addnext(ccc)
    root.find(".//rptOwnerState").text = "ZZ"
    assert [finding.rule.id for finding in check_schema(as_bytes(root))] == ["SCH014"]


def test_a_published_document_without_version_is_held_to_any_that_it_fits(
    cases, build_draft, as_bytes, check_schema
):
    from preflight.filing.model import Profile

    for case in cases:
        if not case.is_draft:
            root = build_draft(case)
            root.remove(root.find("schemaVersion"))
            assert check_schema(as_bytes(root), Profile.DISSEMINATED) == [], str(case)
