"""What every plugin must keep to, as one assertion: declared rules, determinism, no hidden inputs."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from preflight.filing.model import Filing
from preflight.findings import Finding
from preflight.testing.filings import Attachment, Owner, Row, Signature, filing
from preflight.testing.running import PLUGIN, load, run

_BUILT_IN = "preflight.checks"


def assert_plugin_contract(plugin: object, filings: Sequence[Filing] = (), **settings: Any) -> None:
    """Assert that ``plugin`` keeps the hook contract over ``filings`` (default: :func:`varied_filings`).

    It is registered alone and run twice over each filing, with the clock, the network, and the starting of
    processes replaced by failures. Raises ``AssertionError`` with a sentence where it

    - cannot be registered, or reports what it did not declare,
    - declares a rule without title, severity or source, or (built-in checks) without a page,
    - reports something else the second time, reads the clock, opens a connection or starts a process,
    - changes the filing's XML, the environment or the working folder.
    """
    plugins = load(plugin)
    for rule in plugins.declared(PLUGIN).values():
        assert rule.title, f"the rule {rule.id} has no title"
        assert rule.source, f"the rule {rule.id} names no source"
        if getattr(plugin, "__name__", "").startswith(_BUILT_IN):
            from preflight.resources import rule_page

            assert rule_page(rule.id) is not None, f"the rule {rule.id} has no page in docs/rules"
    for each in filings or varied_filings():
        before = _fingerprint(each)
        with _no_hidden_inputs():
            first = run(plugin, each, **settings)
            second = run(plugin, each, **settings)
        assert _facts(first) == _facts(second), "the plugin reports something else the second time"
        assert _fingerprint(each) == before, "the plugin changed the filing, the environment or the folder"


def varied_filings() -> list[Filing]:
    """Filings with much and with little in them, faultless and faulty, for checks that must never break."""
    return [
        filing(),
        filing(form="3", rows=(Row(code=None),)),
        filing(form="4/A", original="2026-04-08", remarks="Corrects the number of shares."),
        filing(form="5", schema_version="X0609", issuer_name="Harbor Light Corp"),
        filing(owners=(), signatures=(), rows=(), without=("issuer",)),
        filing(form="9", period="soon", issuer_cik="", issuer_symbol=None),
        filing(
            owners=(Owner(), Owner(cik="1900002", name=None, is_director=False)),
            signatures=(
                Signature("/s/ Jonas Feld, attorney-in-fact"),
                Signature(None, None),
                Signature("*", "x"),
            ),
        ),
        filing(rows=(Row(shares="many", notes={"transactionShares": "F1"}),), footnotes={"F2": ""}),
        filing(exhibits=(Attachment("LIMITED POWER OF ATTORNEY"),)),
    ]


def _facts(findings: Sequence[Finding]) -> list[tuple[str, ...]]:
    return [
        (finding.rule.id, finding.severity.label, str(finding.place), finding.message, finding.fingerprint)
        for finding in findings
    ]


def _fingerprint(each: Filing) -> tuple[str, str, str]:
    from lxml import etree

    xml = hashlib.sha256(etree.tostring(each.document.root)).hexdigest()
    return xml, repr(sorted(os.environ.items())), os.getcwd()


@contextmanager
def _no_hidden_inputs() -> Iterator[None]:
    """Let reading the clock, connecting and starting a process fail while a plugin judges."""
    import socket
    import subprocess
    import time
    from unittest.mock import patch

    def refuse(what: str) -> Any:
        def refused(*_: object, **__: object) -> None:
            raise AssertionError(f"a check must not {what}")

        return refused

    with (
        patch.object(time, "time", refuse("read the clock: use context.as_of")),
        patch.object(time, "localtime", refuse("read the clock: use context.as_of")),
        patch.object(socket.socket, "connect", refuse("open a connection")),
        patch.object(subprocess, "Popen", refuse("start a process")),
    ):
        yield
