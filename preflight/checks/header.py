"""What stands above the tables: document type, dates, issuer, and the fields that EDGAR fills in itself.

Which profile changes what: DOC005 speaks to the filer and holds for drafts only, since a disseminated
filing has these fields from EDGAR. AMD001 asks on a draft whether the original can have been filed by the
planned filing date, on a disseminated filing by the date on which it was filed, where that is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from preflight.filing.model import Filing, Form, Profile
from preflight.findings import Finding, Related, Rule, Severity
from preflight.hookspecs import CheckContext

_SPECIFICATION = "EDGAR Ownership XML Technical Specification v5.5 (March 2026)"
_SECTION_16_SINCE = date(1934, 6, 6)
"""The Securities Exchange Act became law on this day: no report under its section 16 is older."""

DOC005 = Rule(
    "DOC005",
    Severity.INFO,
    "Field EDGAR fills in itself",
    f"{_SPECIFICATION}, section 4.3: a filer's value is discarded with a warning",
    message="The draft fills in {fields}, which EDGAR sets itself: it discards the value with a warning.",
    remedy="Leave these elements out of the draft.",
)
DOC007 = Rule(
    "DOC007",
    Severity.ERROR,
    "Document type disagrees with the submission",
    f"{_SPECIFICATION}, section 4.3: documentType equals the submission type",
    message="documentType is {document_type}, but {where} says {other}.",
    remedy="Decide which form is being filed, and write the same type in both places.",
)
AMD001 = Rule(
    "AMD001",
    Severity.ERROR,
    "Original date impossible",
    f"{_SPECIFICATION}, section 2: dateOfOriginalSubmission is the filing date of the report amended",
    message="dateOfOriginalSubmission is {original}, {reason}.",
    remedy="Write the filing date of the original report, as EDGAR shows it.",
)
F30001 = Rule(
    "F30001",
    Severity.WARNING,
    "None-owned flag contradicts rows",
    f"{_SPECIFICATION}, section 4.3.1 and the stylesheet of Form 3: true means that nothing is owned",
    message="noSecuritiesOwned is {flag}, but the Form 3 has {rows} holding row(s).",
    remedy="{way_out}",
)
F30002 = Rule(
    "F30002",
    Severity.WARNING,
    "10b5-1 element on Form 3",
    f"{_SPECIFICATION}, section 3: aff10b5One does not apply to Forms 3 and 3/A; the schema admits it",
    message="The Form {form} has aff10b5One, which applies to Forms 4 and 5 only.",
    remedy="Leave aff10b5One out.",
)
ISS001 = Rule(
    "ISS001",
    Severity.ERROR,
    "Issuer CIK not the expected issuer",
    f"{_SPECIFICATION}, section 4.3: EDGAR looks the issuer up by its CIK alone",
    message="issuerCik is {cik}, {reason}.",
    remedy="Correct issuerCik{suggestion}.",
)


RULES = (DOC005, DOC007, AMD001, F30001, F30002, ISS001)
"""The rules that this module reports."""


def check(filing: Filing, context: CheckContext) -> Iterator[Finding]:
    """Yield what is wrong above the tables of ``filing``."""
    if filing.profile is Profile.DRAFT:
        yield from fields_that_edgar_fills(filing)
    yield from document_type(filing)
    yield from original_date(filing, context)
    yield from form_3_flags(filing)
    yield from expected_issuer(filing, context)


def fields_that_edgar_fills(filing: Filing) -> Iterator[Finding]:
    """A draft leaves out what EDGAR sets: versions, names, computed flags (DOC005), told once a draft.

    A flag that the form's schema does not have at all is the schema's finding.
    """
    candidates = [("schemaVersion", filing.schema_version)]
    if filing.issuer is not None:
        candidates.append(("issuerName", filing.issuer.name))
    for owner in filing.reporting_owners:
        candidates.append(("rptOwnerName", owner.name))
        if owner.address is not None:
            candidates.append(("rptOwnerStateDescription", owner.address.state_description))
            candidates.append(("rptOwnerGoodAddress", owner.address.good_address))
    number = filing.form.number if filing.form is not None else ""
    places = [(name, value.place) for name, value in candidates if value is not None and value.text]
    for name, flag, form_number in (
        ("noSecuritiesOwned", filing.no_securities_owned, "3"),
        ("form3HoldingsReported", filing.form3_holdings_reported, "5"),
        ("form4TransactionsReported", filing.form4_transactions_reported, "5"),
    ):
        if flag is not None and flag.text and number == form_number:
            places.append((name, flag.place))
    if places:
        places.sort(key=lambda named: (named[1].part_line or 0, named[1].line))
        yield DOC005.at(
            places[0][1],
            related=tuple(Related(name, place) for name, place in places[1:]),
            fields=tuple(dict.fromkeys(name for name, _ in places)),
        )


def document_type(filing: Filing) -> Iterator[Finding]:
    """The document's type is that of the submission around it, and of its entry there (DOC007)."""
    if filing.form is None or filing.document_type is None:
        return
    submission_type = filing.container.submission_type
    stated = (
        ("submissionType", submission_type.text if submission_type is not None else ""),
        ("the type of the document in the submission", filing.container.document_type or ""),
    )
    for where, other in stated:
        if other and other != str(filing.form):
            yield DOC007.at(
                filing.document_type.place,
                related=(Related("the submission's type", submission_type.place),)
                if submission_type is not None and where == "submissionType"
                else (),
                document_type=str(filing.form),
                where=where,
                other=other,
            )
            return


def original_date(filing: Filing, context: CheckContext) -> Iterator[Finding]:
    """An amendment's original was filed before it, on a day on which filings are taken (AMD001).

    That the original came after this filing, or before the Act, is impossible: an error. That it came
    before the period, or on a weekend, is very likely a mistake: a Form 3 may precede its event, an
    amendment may correct the period, and the original may have been on paper.
    """
    original = filing.date_of_original_submission
    if original is None or original.parsed is None or filing.form is None or not filing.form.is_amendment:
        return
    severity, reason = _impossible(original.parsed, filing, filing.form, context)
    if reason:
        yield AMD001.at(
            original.place, severity=severity, original=original.parsed.isoformat(), reason=reason
        )


def _impossible(original: date, filing: Filing, form: Form, context: CheckContext) -> tuple[Severity, str]:
    """How bad the date of the original is and why; an empty reason where nothing is wrong."""
    filed = filing.container.filed or context.filing_date
    limit, limit_name = (filed, "the filing date of the amendment") if filed else (context.as_of, "today")
    if original > limit:
        return Severity.ERROR, f"which is after {limit_name}, {limit.isoformat()}"
    if original < _SECTION_16_SINCE:
        return Severity.ERROR, "which is before there were reports under section 16"
    if original.weekday() >= 5:
        day = ("Saturday", "Sunday")[original.weekday() - 5]
        return Severity.WARNING, f"a {day}, and EDGAR gives no filing date on a weekend"
    period = filing.period_of_report
    if form.number != "3" and period is not None and period.parsed is not None and original < period.parsed:
        return Severity.WARNING, f"which is before the period of the report, {period.parsed.isoformat()}"
    return Severity.WARNING, ""


def form_3_flags(filing: Filing) -> Iterator[Finding]:
    """On a Form 3 the none-owned flag fits the rows (F30001) and the 10b5-1 flag is absent (F30002)."""
    if filing.form is None or filing.form.number != "3":
        return
    flag, rows = filing.no_securities_owned, len(list(filing.rows))
    if flag is not None and flag.parsed is not None and flag.parsed == (rows > 0):
        yield F30001.at(
            flag.place,
            flag=flag.text,
            rows=rows,
            way_out="Leave noSecuritiesOwned to EDGAR, and check that the rows are right."
            if rows
            else "Add the holdings that were left out; if nothing is owned, leave the flag to EDGAR.",
        )
    if filing.aff10b5_one is not None:
        yield F30002.at(filing.aff10b5_one.place, form=str(filing.form))


def expected_issuer(filing: Filing, context: CheckContext) -> Iterator[Finding]:
    """The issuer's CIK is not zero, and is among the expected ones where the settings list them (ISS001)."""
    cik = filing.issuer.cik if filing.issuer is not None else None
    if cik is None or cik.parsed is None:
        return
    expected = [str(issuer).strip().lstrip("0") for issuer in context.settings.get("issuers") or ()]
    if cik.parsed == 0:
        yield ISS001.at(cik.place, cik=cik.text, reason="which is no company's", suggestion="")
    elif expected and str(cik.parsed) not in expected:
        from difflib import get_close_matches

        close = get_close_matches(str(cik.parsed), expected, n=1, cutoff=0.7)
        yield ISS001.at(
            cik.place,
            cik=cik.parsed,
            reason="which is not among the issuers that the settings expect",
            suggestion=f" (perhaps {close[0]} is meant)" if close else ", or add the issuer to the settings",
        )
