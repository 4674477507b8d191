"""Why a draft cannot be read, as rules: an unreadable draft is reported, never passed over."""

from __future__ import annotations

from preflight.findings import Finding, Place, Rule, Severity

_SPECIFICATION = "EDGAR Ownership XML Technical Specification v5.5, sections 2 and 4; W3C XML 1.0"

XML001 = Rule(
    "XML001",
    Severity.ERROR,
    "Draft cannot be opened",
    "Design of preflight: an unreadable draft is never passed",
    suppressible=False,
)
XML002 = Rule(
    "XML002",
    Severity.ERROR,
    "Not an ownership document",
    _SPECIFICATION,
    suppressible=False,
)
XML003 = Rule(
    "XML003",
    Severity.ERROR,
    "XML is not well formed",
    _SPECIFICATION + " (rule R1)",
    suppressible=False,
)
XML004 = Rule(
    "XML004",
    Severity.ERROR,
    "Document type declaration or entity in the draft",
    _SPECIFICATION + " (rule R3)",
    suppressible=False,
)
XML005 = Rule(
    "XML005",
    Severity.ERROR,
    "Draft exceeds a safety limit",
    "Design of preflight: bounded time and memory on every input",
    suppressible=False,
)
XML006 = Rule(
    "XML006",
    Severity.ERROR,
    "Submission container cannot be taken apart",
    "EDGAR Ownership XML Technical Specification v5.5, section on the submission file",
    suppressible=False,
)

READING_RULES = (XML001, XML002, XML003, XML004, XML005, XML006)


class DraftError(Exception):
    """A draft that cannot be read. ``finding`` says which rule, where, why, and what to do."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(f"{finding.place}: {finding.message}")
        self.finding = finding


def draft_error(
    rule: Rule, draft: str, message: str, remedy: str, *, line: int = 1, column: int | None = None
) -> DraftError:
    """Return a :class:`DraftError` for ``draft`` at ``line`` (and ``column``), both counted from 1.

    ``message`` is a clause; it becomes a sentence with a capital and a full stop.
    """
    place = Place(draft, max(line, 1), column)
    message = message[:1].upper() + message[1:] + ("" if message.endswith(".") else ".")
    return DraftError(rule.at(place, message="{reason}", remedy="{way_out}", reason=message, way_out=remedy))
