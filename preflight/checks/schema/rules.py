"""The rules that a document breaks where it does not fit its schema.

Messages are written in :mod:`preflight.checks.schema.sentences`, because one rule has several shapes.
"""

from __future__ import annotations

from preflight.findings import Rule, Severity

_SPECIFICATION = "EDGAR Ownership XML Technical Specification v5.5 (March 2026)"
_TREE = f"{_SPECIFICATION}, section 3 and the schema: elements, order and occurrence (SUSPENSE)"
_TYPES = f"{_SPECIFICATION}, section 3 and the schema: types, lengths and code lists (SUSPENSE)"


def _rule(id: str, title: str, source: str = _TREE, severity: Severity = Severity.ERROR) -> Rule:
    return Rule(id, severity, title, source)


DOC001 = _rule("DOC001", "Misspelt or mis-cased element")
DOC010 = _rule("DOC010", "Row, owner, footnote or signature limit")
COD002 = _rule("COD002", "V, K or a combined code typed in", _TYPES)
PRC008 = _rule("PRC008", "More than four decimals", _TYPES)

SCH001 = _rule("SCH001", "Element out of order")
SCH002 = _rule("SCH002", "Required element missing")
SCH003 = _rule("SCH003", "Element that the form does not have")
SCH004 = _rule("SCH004", "Element inside the wrong element")
SCH005 = _rule("SCH005", "Element in the place of another")
SCH006 = _rule("SCH006", "Element repeated")
SCH007 = _rule("SCH007", "Two elements of which only one may stand")
SCH008 = _rule("SCH008", "Text outside a value")
SCH009 = _rule("SCH009", "Markup inside a text")
SCH010 = _rule("SCH010", "Attribute missing or unknown")
SCH011 = _rule("SCH011", "Wrong namespace")
SCH012 = _rule("SCH012", "White space around a value", _TYPES)
SCH013 = _rule("SCH013", "Empty element that needs a value", _TYPES)
SCH014 = _rule("SCH014", "Code not in the list", _TYPES)
SCH015 = _rule("SCH015", "Not a date", _TYPES)
SCH016 = _rule("SCH016", "Not a number that the field takes", _TYPES)
SCH017 = _rule("SCH017", "Not a true-or-false value", _TYPES)
SCH018 = _rule("SCH018", "Text too long or of the wrong length", _TYPES)
SCH019 = _rule("SCH019", "Value with characters that the field does not take", _TYPES)
SCH020 = _rule("SCH020", "Refused by the schema for another reason")
SCH021 = _rule(
    "SCH021",
    "Schema version not known",
    "Design of preflight: an unknown version is held against the nearest known one",
    Severity.INFO,
)
SCH022 = _rule(
    "SCH022",
    "Official schema disagrees",
    "Design of preflight: the SEC's schema package, where the user has it, is asked as well",
    Severity.WARNING,
)
SCH023 = _rule(
    "SCH023",
    "Official schema cannot be used",
    "Design of preflight: a check that was asked for and cannot be carried out is reported",
)

SCHEMA_RULES = (
    *(DOC001, DOC010, COD002, PRC008),
    *(SCH001, SCH002, SCH003, SCH004, SCH005, SCH006, SCH007, SCH008, SCH009, SCH010, SCH011, SCH012),
    *(SCH013, SCH014, SCH015, SCH016, SCH017, SCH018, SCH019, SCH020, SCH021, SCH022, SCH023),
)
