"""Rows of Tables I and II: what EDGAR demands of them beyond the order and types of the schema.

These rules hold in both profiles. On a disseminated filing TIM003 is a warning and DOC009 advice: EDGAR
took the filing.
"""

from __future__ import annotations

from collections.abc import Iterator

from preflight.checks.absence import stands_elsewhere
from preflight.filing.model import Filing, Profile, Row
from preflight.findings import Finding, Rule, Severity
from preflight.hookspecs import CheckContext

_SPECIFICATION = "EDGAR Ownership XML Technical Specification v5.5 (March 2026)"

DOC008 = Rule(
    "DOC008",
    Severity.ERROR,
    "Empty report without the exit box",
    f"{_SPECIFICATION}, section 4.3: Forms 4 and 5 need a row unless notSubjectToSection16 is true",
    message="The Form {form} reports no transaction and no holding, and notSubjectToSection16 is {found}.",
    remedy="Add the row that was left out, or set notSubjectToSection16 to true if this is an exit filing.",
)
DOC009 = Rule(
    "DOC009",
    Severity.WARNING,
    "Holdings but no transaction",
    f"{_SPECIFICATION}, sections 4.3.3 and 4.3.4: at least one transaction; section 4.3 counts holdings too",
    message="The Form {form} has {holdings} holding row(s) but no transaction, and EDGAR may ask for one.",
    remedy="Add the transaction that was left out; to correct holdings only, "
    "repeat one reported transaction with a footnote.",
)
COD001 = Rule(
    "COD001",
    Severity.ERROR,
    "Transaction without coding",
    f"{_SPECIFICATION}, section 3: transactionCoding is mandatory in a transaction",
    message="The transaction in {title} has no transactionCoding, so it has neither a form type nor a code.",
    remedy="Add transactionCoding with transactionFormType, transactionCode and equitySwapInvolved.",
)
TIM003 = Rule(
    "TIM003",
    Severity.ERROR,
    "Timeliness code not allowed here",
    f"{_SPECIFICATION}, section 4.3: transactionTimeliness by form and transactionFormType",
    message="transactionTimeliness is {found} on a Form {form} row of form type {form_type}, "
    "where it may be {allowed}.",
    remedy="{way_out}",
)
HLD007 = Rule(
    "HLD007",
    Severity.ERROR,
    "Indirect without nature",
    f"{_SPECIFICATION}, section 4.3: natureOfOwnership is mandatory with I",
    message="The row of {title} is owned indirectly (I), but natureOfOwnership is {found}.",
    remedy='Say through whom the securities are owned, such as "By spouse", or write D.',
)
HLD008 = Rule(
    "HLD008",
    Severity.ERROR,
    "Direct with a nature",
    f"{_SPECIFICATION}, section 4.3: natureOfOwnership has no text with D",
    message="The row of {title} is owned directly (D), but natureOfOwnership has text ({length} characters).",
    remedy="Leave natureOfOwnership out, or write I if the securities are owned through somebody else.",
)
DRV001 = Rule(
    "DRV001",
    Severity.ERROR,
    "Underlying amount missing",
    f"{_SPECIFICATION}, section 3: one of underlyingSecurityShares and underlyingSecurityValue",
    message="The derivative row of {title} has neither underlyingSecurityShares nor underlyingSecurityValue.",
    remedy="Add one of the two, with a value, or with a footnote that explains why there is none.",
)

_TRANSACTIONS = ("nonDerivativeTransaction", "derivativeTransaction")
_HOLDINGS = ("nonDerivativeHolding", "derivativeHolding")
_ALLOWED_TIMELINESS: dict[tuple[str, str], str] = {
    ("4", "4"): "",
    ("4", "5"): "E",
    ("5", "4"): "L",
    ("5", "5"): "L",
}
"""The one code, beside an empty one, that a form's number and the row's form type allow."""


RULES = (DOC008, DOC009, COD001, TIM003, HLD007, HLD008, DRV001)
"""The rules that this module reports."""


def check(filing: Filing, context: CheckContext) -> Iterator[Finding]:
    """Yield what is wrong with the rows of ``filing``."""
    yield from nothing_reported(filing)
    for row in filing.transactions:
        yield from transaction_coding(filing, row)
        yield from timeliness(filing, row)
    for row in filing.rows:
        yield from nature_of_ownership(filing, row)
        yield from underlying_amount(filing, row)


def nothing_reported(filing: Filing) -> Iterator[Finding]:
    """A Form 4 or 5 has a row (DOC008) and a transaction (DOC009), or the exit box is set.

    A box that cannot be read is the schema's finding: whether it was meant to be true is not known.
    Forms 5 with holdings only have been accepted, so DOC009 is advice there, and on what EDGAR has taken.
    """
    box = filing.not_subject_to_section16
    if filing.form is None or filing.form.number == "3" or (box is not None and box.parsed is not False):
        return
    holdings = sum(not row.is_transaction for row in filing.rows)
    if any(filing.transactions) or stands_elsewhere(filing, filing.place, *_TRANSACTIONS):
        return
    if box is None and stands_elsewhere(filing, filing.place, "notSubjectToSection16"):
        return
    if holdings:
        taken = filing.profile is Profile.DISSEMINATED or str(filing.form) == "5"
        yield DOC009.at(
            filing.place,
            severity=Severity.INFO if taken else Severity.WARNING,
            form=str(filing.form),
            holdings=holdings,
        )
    elif not stands_elsewhere(filing, filing.place, *_HOLDINGS):
        yield DOC008.at(
            filing.place if box is None else box.place,
            form=str(filing.form),
            found="missing" if box is None else "false",
        )


def transaction_coding(filing: Filing, row: Row) -> Iterator[Finding]:
    """Every transaction has ``transactionCoding`` (COD001)."""
    if row.coding is None and not stands_elsewhere(filing, row.place, "transactionCoding"):
        yield COD001.at(row.place, title=_title(row))


def timeliness(filing: Filing, row: Row) -> Iterator[Finding]:
    """The timeliness code fits the form and the row's form type (TIM003).

    Codes other than E, L and the vertical bar do not pass the schema and are not looked at here. Of E on
    a Form 4's row of form type 4 the specification says only that it should not stand: a warning. L and
    the bar fit no row of a Form 4 at all.
    """
    value = row.timeliness.value if row.timeliness is not None else None
    if filing.form is None or value is None or value.text not in {"E", "L", "|"}:
        return
    form_type = row.coding.form_type.text if row.coding is not None and row.coding.form_type else ""
    allowed = _ALLOWED_TIMELINESS.get((filing.form.number, form_type))
    if allowed is None or value.text == allowed:
        return
    only_advised = allowed == "" and value.text == "E"
    error = filing.profile is Profile.DRAFT and not only_advised
    yield TIM003.at(
        value.place,
        severity=Severity.ERROR if error else Severity.WARNING,
        found=value.text,
        form=str(filing.form),
        form_type=form_type,
        allowed=f"empty or {allowed}" if allowed else "empty only",
        way_out="Leave transactionTimeliness empty" + (f", or write {allowed}." if allowed else "."),
    )


def nature_of_ownership(filing: Filing, row: Row) -> Iterator[Finding]:
    """Indirect ownership says through whom (HLD007); direct ownership does not (HLD008).

    A ``natureOfOwnership`` without a ``value`` is the schema's finding.
    """
    if row.ownership is None:
        return
    kind, nature = row.ownership.direct_or_indirect, row.ownership.nature
    code = kind.value.text if kind is not None and kind.value is not None else ""
    value = nature.value if nature is not None else None
    if code == "D" and value is not None and value.text:
        yield HLD008.at(value.place, title=_title(row), length=len(value.text))
    if code != "I":
        return
    if value is not None and not value.text:
        # Whether EDGAR takes blanks for text is not known.
        only_blanks = value.raw != ""
        yield HLD007.at(
            value.place,
            severity=Severity.WARNING if only_blanks else Severity.ERROR,
            title=_title(row),
            found="made of blanks" if only_blanks else "empty",
        )
    elif nature is None and not stands_elsewhere(filing, row.place, "natureOfOwnership"):
        yield HLD007.at(row.ownership.place, title=_title(row), found="missing")


def underlying_amount(filing: Filing, row: Row) -> Iterator[Finding]:
    """A derivative row says how much of the underlying security it stands for (DRV001)."""
    underlying = row.derivative.underlying if row.derivative is not None else None
    if underlying is None or underlying.shares is not None or underlying.value is not None:
        return
    if not stands_elsewhere(filing, row.place, "underlyingSecurityShares", "underlyingSecurityValue"):
        yield DRV001.at(underlying.place, title=_title(row))


def _title(row: Row) -> str:
    """The row's security title for a sentence, in quotes; a row without one is the schema's finding."""
    title = row.security_title.value.text if row.security_title and row.security_title.value else ""
    return f'"{title}"' if title else "a security without a title"
