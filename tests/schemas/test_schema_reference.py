"""The schemas hold what the reference and five million accepted filings say of the format.

Runs where the reference stands beside the project, and is skipped where it does not.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from preflight.filing.draft_error import DraftError
from preflight.filing.place_codes import place_codes
from preflight.filing.reader import read_drafts
from preflight.filing.schemas import choose_schema, schemas_of
from preflight.filing.schemas.description import ComplexType, children_of, describe
from preflight.findings import Severity
from preflight.hookspecs import CheckContext

SHARED = Path(__file__).parents[2].parent / "shared"
REFERENCE = SHARED / "reference"
FORMS = ("3", "3/A", "4", "4/A", "5", "5/A")
TODAY = date(2026, 6, 1)

pytestmark = pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference is not beside the project")


def rows(name):
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def in_force(form):
    return describe(choose_schema(form, None, TODAY).path)


def test_every_path_of_a_hundred_filings_is_known():
    """Each path, under each form that has it in a hundred filings or more, in some version of that form."""
    unknown = []
    for row in rows("xpath-census.csv"):
        if int(row["documents"]) < 100:
            continue
        for form in FORMS:
            enough = int(row[form]) >= 100 or int(row[form]) * 2 > int(row["documents"])
            schemas = [describe(choice.path) for choice in schemas_of(form)]
            if enough and not any(schema.declares(row["xpath"]) for schema in schemas):
                unknown.append((form, row["xpath"], row[form]))
    assert unknown == []


def test_a_path_on_few_filings_of_a_form_is_known_unless_listed():
    """Of the paths of a hundred filings, a form's schemas also know those met on few of its filings."""
    unknown = set()
    for row in rows("xpath-census.csv"):
        if int(row["documents"]) >= 100:
            unknown |= {
                (form, row["xpath"])
                for form in FORMS
                if int(row[form])
                and not any(describe(c.path).declares(row["xpath"]) for c in schemas_of(form))
            }
    assert unknown == set()


def test_the_schemas_in_force_have_the_elements_of_the_reference_and_no_others():
    for form in FORMS:
        listed = {
            "/" + row["path"]
            for row in rows("ownership-elements.csv")
            if form in row["forms"].split(";") and row["path"].startswith("ownershipDocument")
        }
        assert paths(in_force(form)) == listed, form


def paths(description):
    """All paths of a schema, attributes too."""
    found = set()

    def visit(name, type_name, above):
        path = f"{above}/{name}"
        found.add(path)
        type_ = description.types[type_name]
        if isinstance(type_, ComplexType):
            found.update(f"{path}/@{attribute.name}" for attribute in type_.attributes)
        for child in children_of(type_):
            visit(child.name, child.type, path)

    visit(description.root.name, description.root.type, "")
    return found


def test_lengths_and_counts_are_those_of_the_reference():
    listed = {
        (row["path"].rpartition("/")[2], row["max_len"])
        for row in rows("ownership-elements.csv")
        if row["max_len"].isdigit() and row["type"] == "string" and not row["path"].startswith("edgar")
    }
    declared = {}
    for form in FORMS:
        description = in_force(form)
        for type_ in description.types.values():
            for child in children_of(type_):
                simple = description.types[child.type]
                length = getattr(simple, "maximum_length", None) or getattr(simple, "length", None)
                if length:
                    declared.setdefault(child.name, set()).add(str(length))
    wrong = {(name, length) for name, length in listed if length not in declared.get(name, {length})}
    assert wrong == set()


def test_the_codes_of_places_are_those_of_the_reference():
    listed = rows("edgar-state-country-codes.csv")
    codes = place_codes()
    assert codes.states == {row["code"] for row in listed if row["rptOwnerState_2026"] == "yes"}
    assert codes.countries == {row["code"] for row in listed if row["rptOwnerCountry_2026"] == "yes"}
    assert codes.obsolete == {row["code"] for row in listed if row["rptOwnerCountry_2026"] == "obsolete"}


def test_no_accepted_filing_has_a_finding_of_severity_error():
    """Every filing of the corpus that can be read; at most a cut-off one and one without XML cannot."""
    from preflight.checks import schema

    context = CheckContext(None, TODAY, None, None)
    drafts = sorted([*SHARED.glob("corpus/xml/*.xml"), *SHARED.glob("corpus/submissions/*.txt")])
    checked, unreadable, errors = 0, [], []
    for draft in drafts:
        try:
            filings = read_drafts(str(draft))
        except DraftError as error:
            unreadable.append(str(error))
            continue
        for filing in filings:
            checked += 1
            found = schema.preflight_check(filing, context)
            errors += [str(finding) for finding in found if finding.severity is Severity.ERROR]
    assert errors == []
    assert checked > 800
    assert len(unreadable) < len(drafts) / 100


def occurrences(particle, optional=False, most=1):
    """For each element of a content model the least and the greatest number that one parent takes."""
    if particle is None:
        return {}
    here_optional = optional or particle.minimum == 0
    here_most = most * particle.maximum
    if not hasattr(particle, "items"):
        return {particle.name: (0 if here_optional else particle.minimum, here_most)}
    found = {}
    for item in particle.items:
        inner = occurrences(item, here_optional or particle.kind == "choice", here_most)
        for name, (least, greatest) in inner.items():
            before = found.get(name, (least, greatest))
            found[name] = (min(least, before[0]), max(greatest, before[1]))
    return found


def test_occurrences_are_those_of_the_reference():
    listed = {
        ("/" + row["path"], form): (int(row["min_occurs"]), int(row["max_occurs"]))
        for row in rows("ownership-elements.csv")
        for form in row["forms"].split(";")
        if row["path"].startswith("ownershipDocument/") and "@" not in row["path"]
    }
    # The text tells more of these than its table, whose counts hold for all forms at once.
    listed |= {("/ownershipDocument/aff10b5One", form): (int(form[0] != "3"), 1) for form in FORMS}
    declared = {}

    def visit(description, form, name, type_name, above):
        path = f"{above}/{name}"
        type_ = description.types[type_name]
        if not isinstance(type_, ComplexType):
            return
        for child, counts in occurrences(type_.content).items():
            declared[f"{path}/{child}", form] = counts
        for child in children_of(type_):
            visit(description, form, child.name, child.type, path)

    for form in FORMS:
        description = in_force(form)
        visit(description, form, description.root.name, description.root.type, "")
    assert {key: counts for key, counts in declared.items() if listed[key] != counts} == {}
