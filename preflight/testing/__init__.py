"""For authors of plugins: filings and registries to build, a runner, and assertions.

A whole test::

    from preflight.testing import assert_findings, assert_plugin_contract, filing, run
    import acme_house

    def test_missing_remarks_are_found():
        assert_findings(["ACM001"], run(acme_house, filing()))

    def test_remarks_are_enough():
        assert_findings([], run(acme_house, filing(remarks="See Exhibit 24.")))

    def test_contract():
        assert_plugin_contract(acme_house)

These names stay and keep their meaning within a major version, like the hooks themselves.
"""

from __future__ import annotations

from preflight.testing.assertions import assert_findings
from preflight.testing.contract import assert_plugin_contract, varied_filings
from preflight.testing.filings import Attachment, Owner, Row, Signature, draft_xml, filing
from preflight.testing.registries import delegation, power_of_attorney, registry
from preflight.testing.running import TODAY, context, run

__all__ = [
    "TODAY",
    "Attachment",
    "Owner",
    "Row",
    "Signature",
    "assert_findings",
    "assert_plugin_contract",
    "context",
    "delegation",
    "draft_xml",
    "filing",
    "power_of_attorney",
    "registry",
    "run",
    "varied_filings",
]
