"""A plugin that breaks is named and makes the status 2; the findings of the others stand."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from preflight.findings import Finding, Place, Rule, Severity
from preflight.hookspecs import hookimpl
from preflight.isolation import MAXIMUM_FINDINGS
from preflight.result import ExitStatus, RunResult

GOOD = Rule("GUD001", Severity.WARNING, "A good rule", "test", message="Well found.", remedy="Rest.")
BAD = Rule("BAD001", Severity.WARNING, "A rule of the broken plugin", "test", message="Found {what}.")
OTHER = Rule("OTH001", Severity.WARNING, "Nobody declares it", "test", message="Undeclared.")

Run = Callable[..., RunResult]
Draft = Callable[..., str]
Make = Callable[..., object]


def _rules(*rules: Rule) -> Callable[[], list[Rule]]:
    @hookimpl
    def preflight_rules() -> list[Rule]:
        return list(rules)

    return preflight_rules


def _check(function: Callable[[Any], object]) -> Callable[[Any], object]:
    @hookimpl
    def preflight_check(filing: Any) -> object:
        return function(filing)

    return preflight_check


@pytest.fixture
def good(plugin: Make) -> object:
    return plugin(
        preflight_rules=_rules(GOOD), preflight_check=_check(lambda filing: [GOOD.at(filing.place)])
    )


class UnspeakableError(Exception):
    """An exception that cannot even say what is wrong."""

    def __str__(self) -> str:
        raise RuntimeError("no words")


class Foreign(BaseException):
    """Not an Exception: what test runners and event loops raise."""


def _raise(error: BaseException) -> Callable[[Any], object]:
    def check(filing: Any) -> object:
        raise error

    return check


def _late(filing: Any) -> Iterator[Finding]:
    yield BAD.at(filing.place, what="one thing")
    raise ValueError("later")


def _endless(filing: Any) -> Iterator[Finding]:
    for number in itertools.count():
        yield BAD.at(filing.place, what=str(number))


def _recursive(filing: Any) -> object:
    return _recursive(filing)


def _finding(**changed: Any) -> Callable[[Any], object]:
    """A finding whose fields no longer hold what they should."""

    def check(filing: Any) -> object:
        facts: dict[str, Any] = {
            "rule": BAD,
            "severity": Severity.WARNING,
            "place": filing.place,
            "message": "",
            "remedy": "",
        }
        return [Finding(**{**facts, **changed})]

    return check


BROKEN: dict[str, tuple[Callable[[Any], object], str, str]] = {
    "raises": (_raise(ZeroDivisionError("by zero")), "PLG002", "ZeroDivisionError: by zero"),
    "exits": (_raise(SystemExit(0)), "PLG002", "SystemExit"),
    "raises what is no Exception": (_raise(Foreign("odd")), "PLG002", "Foreign: odd"),
    "raises without words": (_raise(UnspeakableError()), "PLG002", "UnspeakableError"),
    "raises while it yields": (_late, "PLG002", "ValueError: later"),
    "recurses without end": (_recursive, "PLG002", "RecursionError"),
    "yields without end": (_endless, "PLG003", f"more than {MAXIMUM_FINDINGS} findings"),
    "returns text": (lambda filing: "no remarks", "PLG003", "type str"),
    "returns a number": (lambda filing: 7, "PLG003", "type int"),
    "returns a lone finding": (lambda filing: BAD.at(filing.place, what="x"), "PLG003", "type Finding"),
    "yields text": (lambda filing: ["no remarks"], "PLG003", "not a finding"),
    "yields None": (lambda filing: [None], "PLG003", "not a finding"),
    "reports an undeclared rule": (lambda filing: [OTHER.at(filing.place)], "PLG003", "OTH001"),
    "changes a declared rule": (
        _finding(rule=Rule("BAD001", Severity.INFO, "Softened", "test")),
        "PLG003",
        "differs from the one it declares",
    ),
    "gives no rule": (_finding(rule=None), "PLG003", "does not declare"),
    "gives no place": (_finding(place=None), "PLG003", "whose place is"),
    "gives a word for severity": (_finding(severity="error"), "PLG003", "whose severity is"),
    "gives a list of messages": (_finding(message=["x"]), "PLG003", "whose message is"),
    "gives values that cannot be written": (_finding(values={"x": object()}), "PLG003", "whose value x is"),
    "gives values that are none": (_finding(values=None), "PLG003", "whose values is"),
}


@pytest.mark.parametrize(("check", "rule", "words"), BROKEN.values(), ids=BROKEN.keys())
@pytest.mark.parametrize("first", [True, False], ids=["broken first", "broken last"])
def test_a_broken_plugin_is_named_and_the_others_still_report(
    run: Run,
    draft: Draft,
    plugin: Make,
    good: object,
    check: Callable[[Any], object],
    rule: str,
    words: str,
    first: bool,
) -> None:
    bad = plugin(preflight_rules=_rules(BAD), preflight_check=_check(check))
    plugins = {"bad": bad, "good": good} if first else {"good": good, "bad": bad}
    result = run(draft(), plugins)
    found = {finding.rule.id: finding for finding in result.findings}
    assert result.status is ExitStatus.NOT_CARRIED_OUT
    assert "GUD001" in found
    assert 'The plugin "bad"' in found[rule].message
    assert words in found[rule].message


def test_what_a_plugin_yielded_before_it_broke_stays(run: Run, draft: Draft, plugin: Make) -> None:
    result = run(draft(), {"bad": plugin(preflight_rules=_rules(BAD), preflight_check=_check(_late))})
    assert [finding.rule.id for finding in result.findings] == ["BAD001", "PLG002"]


def test_the_message_names_the_function_and_the_line_that_broke(run: Run, draft: Draft, plugin: Make) -> None:
    result = run(draft(), {"bad": plugin(preflight_check=_check(_late), preflight_rules=_rules(BAD))})
    assert any("in _late, test_engine_isolation.py:" in finding.message for finding in result.findings)


def test_ctrl_c_is_not_swallowed(run: Run, draft: Draft, plugin: Make) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(draft(), {"bad": plugin(preflight_check=_check(_raise(KeyboardInterrupt())))})


@pytest.mark.parametrize("answer", [None, (), [], iter(())], ids=["None", "tuple", "list", "iterator"])
def test_nothing_found_may_be_said_in_several_ways(
    run: Run, draft: Draft, plugin: Make, answer: object
) -> None:
    result = run(draft(), {"quiet": plugin(preflight_check=_check(lambda filing: answer))})
    assert (list(result.findings), result.status) == ([], ExitStatus.CLEAN)


def test_one_finding_twice_is_one_finding(run: Run, draft: Draft, plugin: Make) -> None:
    twice = plugin(
        preflight_rules=_rules(GOOD), preflight_check=_check(lambda filing: [GOOD.at(filing.place)] * 2)
    )
    assert len(list(run(draft(), {"twice": twice}).findings)) == 1


def test_findings_are_sorted_whatever_the_order_of_plugins(run: Run, draft: Draft, plugin: Make) -> None:
    def at(line: int, rule: Rule) -> object:
        return plugin(
            preflight_rules=_rules(rule),
            preflight_check=_check(lambda filing: [rule.at(Place(filing.draft, line), what="x")]),
        )

    path = draft()
    one = run(path, {"a": at(9, GOOD), "b": at(3, BAD)})
    other = run(path, {"b": at(3, BAD), "a": at(9, GOOD)})
    assert [finding.rule.id for finding in one.findings] == ["BAD001", "GUD001"]
    assert list(one.findings) == list(other.findings)


def test_a_ccc_that_a_plugin_quotes_is_hidden(run: Run, draft: Draft, plugin: Make) -> None:
    def quote(filing: Any) -> object:
        ccc = filing.document.root.findtext(".//rptOwnerCcc")
        return [BAD.at(filing.place, what=f"the code {ccc}")]

    path = draft(values={"reportingOwner/reportingOwnerId/rptOwnerCcc": "ab3$xy9z"})
    result = run(path, {"leak": plugin(preflight_rules=_rules(BAD), preflight_check=_check(quote))})
    (finding,) = result.findings
    assert "ab3$xy9z" not in repr(finding)
    assert "the code ********" in finding.message
