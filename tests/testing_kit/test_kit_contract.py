"""The kit's runner and assertions: they pass what is right and catch every breach by name."""

from __future__ import annotations

import os
import random
import socket
import subprocess
import time
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from preflight.findings import Rule, Severity
from preflight.hookspecs import PluginOptions, hookimpl
from preflight.testing import (
    Owner,
    assert_findings,
    assert_plugin_contract,
    context,
    filing,
    power_of_attorney,
    registry,
    run,
)

ACM = Rule(
    "ACM001", Severity.WARNING, "Remarks missing", "House policy", message="No remarks.", remedy="Add."
)
ACO = Rule("ACM002", Severity.ERROR, "Owner of the board", "House policy", message="{owner}.", remedy="Ask.")


def _plugin(check: Callable[..., Any] | None = None, **hooks: object) -> ModuleType:
    module = ModuleType("acme_house")

    @hookimpl
    def preflight_rules() -> list[Rule]:
        return [ACM, ACO]

    vars(module).update({"preflight_rules": preflight_rules, **hooks})
    if check is not None:

        @hookimpl
        def preflight_check(filing: Any, context: Any) -> Any:
            return check(filing, context)

        vars(module)["preflight_check"] = preflight_check
    return module


def _remarks(filing: Any, context: Any) -> Any:
    if filing.remarks is None:
        yield ACM.at(filing.place)


class TestRun:
    """`run` takes a plugin or one check function."""

    def test_a_plugin(self) -> None:
        assert_findings(["ACM001"], run(_plugin(_remarks), filing()))
        assert_findings([], run(_plugin(_remarks), filing(remarks="x")))

    def test_a_check_of_the_filing(self) -> None:
        assert_findings(["ACM001"], run(lambda filing: [ACM.at(filing.place)], filing()))

    def test_a_check_of_filing_and_context(self) -> None:
        seen: list[Any] = []
        assert run(lambda filing, context: seen.append(context.settings), filing(), blackout_days=3) == []
        assert seen == [{"blackout-days": 3}]

    def test_settings_of_a_plugin_are_its_declared_ones(self) -> None:
        seen: list[Any] = []

        @hookimpl
        def preflight_options(options: PluginOptions) -> None:
            options.add("blackout-days", int, default=2, help="days")

        plugin = _plugin(
            lambda filing, context: seen.append(dict(context.settings)), preflight_options=preflight_options
        )
        run(plugin, filing())
        run(plugin, filing(), blackout_days=3)
        assert seen == [{"blackout-days": 2}, {"blackout-days": 3}]
        with pytest.raises(AssertionError, match="there is no setting 'blackout-daze'"):
            run(plugin, filing(), blackout_daze=3)

    def test_an_authority_hook_sees_every_owner_and_signature(self) -> None:
        @hookimpl
        def preflight_validate_authority(request: Any, decision: Any, filing: Any) -> Any:
            yield ACO.at(filing.place, owner=f"{request.owner.cik} {decision.verdict}")

        plugin = _plugin(preflight_validate_authority=preflight_validate_authority)
        two = filing(owners=(Owner(), Owner("0001900009", "LIND ROSA")))
        found = run(plugin, two, registry=registry(power_of_attorney()))
        assert sorted(finding.message for finding in found) == [
            "0001900001 authorized.",
            "0001900009 not_authorized.",
        ]

    @pytest.mark.parametrize(
        ("check", "words"),
        [
            (lambda filing, context: ["text"], "not a finding"),
            (lambda filing, context: 1 / 0, "ZeroDivisionError"),
            (lambda filing, context: [Rule("XXX001", Severity.INFO, "x", "y").at(filing.place)], "declare"),
        ],
    )
    def test_a_breach_of_the_contract_fails_the_test(self, check: Any, words: str) -> None:
        with pytest.raises(AssertionError, match=words):
            run(_plugin(check), filing())

    def test_the_context_attributes_signatures(self) -> None:
        about = context(filing(), registry=registry())
        assert about.attribution is not None
        assert len(about.attribution.pairs) == 1


class TestAssertFindings:
    """`assert_findings` compares without regard to order, and says what differs."""

    FOUND = run(
        lambda filing: [ACM.at(filing.place), *(ACO.at(o.place, owner="x") for o in filing.reporting_owners)],
        filing(owners=(Owner(), Owner("7"))),
    )

    def test_ids_in_any_order(self) -> None:
        assert_findings(["ACM002", "ACM001", "ACM002"], self.FOUND)

    def test_ids_with_the_end_of_the_place(self) -> None:
        assert_findings(["ACM002", ("ACM002", "reportingOwner[2]"), "ACM001"], self.FOUND)

    @pytest.mark.parametrize(
        ("expected", "words"),
        [
            (["ACM001", "ACM002"], "unexpected: ACM002"),
            (["ACM001", "ACM002", "ACM002", "ACM003"], "missing:    ACM003"),
            (["ACM001", "ACM002", ("ACM002", "issuer")], r"missing:    ACM002 at \.\.\./issuer"),
            ([], "unexpected: ACM001"),
        ],
    )
    def test_a_difference_is_told(self, expected: Any, words: str) -> None:
        with pytest.raises(AssertionError, match=words):
            assert_findings(expected, self.FOUND)


def _mutate(filing: Any, context: Any) -> None:
    filing.document.root.append(filing.document.root.makeelement("remarks"))


def _environment(filing: Any, context: Any) -> None:
    os.environ["ACME_SEEN"] = "1"


def _connect(filing: Any, context: Any) -> None:
    with socket.socket() as connection:
        connection.connect(("127.0.0.1", 9))


BREACHES: dict[str, tuple[Callable[..., Any], str]] = {
    "chance": (lambda f, c: [ACO.at(f.place, owner=str(random.random()))], "something else the second time"),
    "the clock": (lambda f, c: time.time(), "must not read the clock"),
    "a connection": (_connect, "must not open a connection"),
    "a process": (lambda f, c: subprocess.run(["true"], check=False), "must not start a process"),
    "the filing": (_mutate, "changed the filing"),
    "the environment": (_environment, "changed the filing, the environment"),
    "an undeclared rule": (
        lambda f, c: [Rule("XXX001", Severity.INFO, "x", "y").at(f.place)],
        "does not declare",
    ),
    "a missing element": (lambda f, c: [ACM.at(f.issuer.place)], "AttributeError"),
}


class TestContract:
    """`assert_plugin_contract` catches what a plugin must not do."""

    def test_a_plugin_that_keeps_it(self) -> None:
        assert_plugin_contract(_plugin(_remarks))

    @pytest.mark.parametrize(("check", "words"), BREACHES.values(), ids=BREACHES.keys())
    def test_breaches(self, monkeypatch: pytest.MonkeyPatch, check: Callable[..., Any], words: str) -> None:
        monkeypatch.delenv("ACME_SEEN", raising=False)
        with pytest.raises(AssertionError, match=words):
            assert_plugin_contract(_plugin(check))
        os.environ.pop("ACME_SEEN", None)

    @pytest.mark.parametrize(
        ("rule", "words"),
        [
            (Rule("ACM001", Severity.INFO, "", "House policy"), "no title"),
            (Rule("ACM001", Severity.INFO, "Title", ""), "no source"),
        ],
    )
    def test_rules_must_say_what_they_are(self, rule: Rule, words: str) -> None:
        @hookimpl
        def preflight_rules() -> list[Rule]:
            return [rule]

        with pytest.raises(AssertionError, match=words):
            assert_plugin_contract(_plugin(preflight_rules=preflight_rules))

    def test_a_built_in_check_must_have_pages(self) -> None:
        module = _plugin()
        module.__name__ = "preflight.checks.acme"
        with pytest.raises(AssertionError, match="no page"):
            assert_plugin_contract(module)

    def test_filings_of_ones_own_may_be_given(self) -> None:
        with pytest.raises(AssertionError, match="ZeroDivisionError"):
            assert_plugin_contract(_plugin(lambda f, c: 1 / (0 if f.remarks else 1)), [filing(remarks="x")])


@pytest.mark.parametrize("name", ["schema", "edgar", "signatures", "authority"])
def test_the_built_in_plugins_keep_the_contract(name: str) -> None:
    import importlib

    assert_plugin_contract(importlib.import_module(f"preflight.checks.{name}"))
