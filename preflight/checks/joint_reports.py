"""Joint reports: rules of the built-in plugin ``signatures`` for filings with several reporting owners."""

from __future__ import annotations

from collections.abc import Iterator

from preflight.filing.model import Filing, Row
from preflight.filing.names import looks_like_entity
from preflight.filing.signatures import Attribution
from preflight.findings import Finding, Rule, Severity

_JOINT = "17 CFR 240.16a-3(j)"

JNT001 = Rule(
    "JNT001",
    Severity.INFO,
    "Joint report does not say who holds",
    f"17 CFR 240.16a-1(a)(2) and {_JOINT}: the XML does not tie a line to an owner, so only text can",
    message="{owners} owners report together, and no footnote says which of them holds {title} indirectly.",
    remedy="Name the record holder in a footnote to the line, or in the remarks.",
)
JNT002 = Rule(
    "JNT002",
    Severity.WARNING,
    "Fewer signatures than owners",
    f"{_JOINT}: a joint report is signed by each owner or on each owner's behalf",
    message="{owners} owners, but {signatures} signature lines, and the lines do not name all owners.",
    remedy="Add a signature for each owner, or name in the line everyone for whom it is signed.",
)
JNT003 = Rule(
    "JNT003",
    Severity.INFO,
    "Ten owners: is there an eleventh",
    "EDGAR Ownership XML Technical Specification v5.5 (March 2026): at most ten reporting owners",
    message="The filing has ten reporting owners, the most that one filing can hold.",
    remedy="If the group has more members, report them in a second filing and refer to it in the remarks.",
)
JNT004 = Rule(
    "JNT004",
    Severity.INFO,
    "No disclaimer on a fund's holding",
    "17 CFR 240.16a-1(a)(4): beneficial ownership may be disclaimed beyond the pecuniary interest",
    message="{title} is held through {holder}; no footnote or remark says how far the owner disclaims it.",
    remedy="Consider the usual footnote that disclaims ownership except for the pecuniary interest.",
)
RULES = (JNT001, JNT002, JNT003, JNT004)

MOST_OWNERS = 10
_DISCLAIMING = ("disclaim", "pecuniary interest")


def joint_reports(filing: Filing, attribution: Attribution) -> Iterator[Finding]:
    """Several owners in one filing: who holds, who signs, and is there room for all (JNT001 to JNT003)."""
    owners = filing.reporting_owners
    if len(owners) > 1:
        yield from _unnamed_holders(filing)
    if len(filing.signatures) < len(owners) and attribution.owners_without_signature:
        yield JNT002.at(filing.place, owners=len(owners), signatures=len(filing.signatures))
    if len(owners) == MOST_OWNERS:
        yield JNT003.at(owners[-1].place)


def _unnamed_holders(filing: Filing) -> Iterator[Finding]:
    """An indirect line of a joint report says who holds (JNT001); one finding a filing, at the first."""
    if filing.remarks is not None and filing.remarks.text:
        return
    for row in filing.rows:
        if _is_indirect(row) and not _footnoted(filing, row):
            yield JNT001.at(row.place, owners=len(filing.reporting_owners), title=_title(row))
            return


def disclaimers(filing: Filing) -> Iterator[Finding]:
    """A holding through a fund, partnership or trust has a disclaimer (JNT004); one finding a filing."""
    texts = [footnote.text.text for footnote in filing.footnotes]
    texts.append("" if filing.remarks is None else filing.remarks.text)
    if any(word in text.casefold() for text in texts for word in _DISCLAIMING):
        return
    for row in filing.rows:
        nature = None if row.ownership is None or row.ownership.nature is None else row.ownership.nature.value
        if _is_indirect(row) and nature is not None and looks_like_entity(nature.text):
            yield JNT004.at(nature.place, title=_title(row), holder=nature.text)
            return


def _is_indirect(row: Row) -> bool:
    return (
        row.ownership is not None
        and row.ownership.direct_or_indirect is not None
        and row.ownership.direct_or_indirect.parsed == "I"
    )


def _footnoted(filing: Filing, row: Row) -> bool:
    """Return whether any element of the row refers to a footnote."""
    path = f"{row.place.element}/"
    return any((reference.place.element or "").startswith(path) for reference in filing.footnote_references)


def _title(row: Row) -> str:
    title = None if row.security_title is None else row.security_title.value
    return f'"{title.text}"' if title is not None and title.text else "without a title"
