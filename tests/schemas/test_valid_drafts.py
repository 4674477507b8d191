"""Valid documents of every form, layout and size have no finding of severity error."""

from __future__ import annotations

from preflight.findings import Severity


def test_there_are_cases_of_every_form_and_layout(cases):
    assert {case.form for case in cases} == {"3", "3/A", "4", "4/A", "5", "5/A"}
    assert len({(case.number, case.version) for case in cases}) == 18


def test_no_schema_finding_at_all(cases, build_draft, as_bytes, check_schema):
    found = {str(case): check_schema(as_bytes(build_draft(case))) for case in cases}
    assert {name: findings for name, findings in found.items() if findings} == {}


def test_no_error_of_edgars_rules(cases, build_draft, as_bytes, check_everything):
    errors = {
        str(case): [
            finding.message
            for finding in check_everything(as_bytes(build_draft(case)))
            if finding.severity is Severity.ERROR
        ]
        for case in cases
    }
    assert {name: messages for name, messages in errors.items() if messages} == {}
