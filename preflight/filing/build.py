"""From the XML tree of an ownership document to a :class:`~preflight.filing.model.Filing`.

Building is tolerant: what is missing is ``None`` and what cannot be read keeps its raw text, because
saying what is wrong is the business of the checks.
"""

from __future__ import annotations

from decimal import Decimal

from preflight.filing.elements import (
    Node,
    footnote_reference,
    local_name,
    parse_boolean,
    parse_cik,
    parse_date,
    parse_decimal,
    parse_string,
)
from preflight.filing.model import (
    Address,
    Container,
    ContainerKind,
    DerivativeTerms,
    Exhibit,
    Filing,
    Footnote,
    Form,
    Issuer,
    Noted,
    OwnershipNature,
    OwnerSignature,
    PostTransactionAmounts,
    Profile,
    Relationship,
    ReportingOwner,
    Row,
    SourceDocument,
    TransactionAmounts,
    TransactionCoding,
    UnderlyingSecurity,
    Value,
)

_FORMS = {text: Form(text[0], text.endswith("/A")) for text in ("3", "3/A", "4", "4/A", "5", "5/A")}
_ROW_NAMES = {
    "nonDerivativeTransaction": True,
    "nonDerivativeHolding": False,
    "derivativeTransaction": True,
    "derivativeHolding": False,
}


def build_filing(
    source: SourceDocument,
    container: Container,
    exhibits: tuple[Exhibit, ...] = (),
    profile: Profile | None = None,
) -> Filing:
    """Return the filing that ``source`` says; ``profile`` overrides the profile that is detected."""
    root = Node(source, source.root)
    owners = tuple(
        _reporting_owner(node, position) for position, node in enumerate(root.children("reportingOwner"), 1)
    )
    schema_version = root.value("schemaVersion", parse_string)
    document_type = root.value("documentType", parse_string)
    return Filing(
        draft=source.draft,
        profile=profile or _detect_profile(schema_version, owners, container),
        container=container,
        schema_version=schema_version,
        document_type=document_type,
        form=_FORMS.get(document_type.text) if document_type is not None else None,
        period_of_report=root.value("periodOfReport", parse_date),
        date_of_original_submission=root.value("dateOfOriginalSubmission", parse_date),
        no_securities_owned=root.value("noSecuritiesOwned", parse_boolean),
        not_subject_to_section16=root.value("notSubjectToSection16", parse_boolean),
        form3_holdings_reported=root.value("form3HoldingsReported", parse_boolean),
        form4_transactions_reported=root.value("form4TransactionsReported", parse_boolean),
        aff10b5_one=root.value("aff10b5One", parse_boolean),
        issuer=_issuer(root.child("issuer")),
        reporting_owners=owners,
        non_derivative=_rows(root, "nonDerivativeTable", "nonDerivativeSecurity", derivative=False),
        derivative=_rows(root, "derivativeTable", "derivativeSecurity", derivative=True),
        footnotes=tuple(
            _footnote(node) for table in root.children("footnotes") for node in table.children("footnote")
        ),
        footnote_references=tuple(
            footnote_reference(source, element) for element in source.root.iter("{*}footnoteId")
        ),
        remarks=root.value("remarks", parse_string),
        signatures=tuple(
            _signature(node, position) for position, node in enumerate(root.children("ownerSignature"), 1)
        ),
        exhibits=exhibits,
        place=root.place,
        document=source,
    )


def _detect_profile(
    schema_version: Value[str] | None, owners: tuple[ReportingOwner, ...], container: Container
) -> Profile:
    """A CCC is only in what a filer submits; a schema version only in what EDGAR publishes."""
    if container.kind is ContainerKind.FULL_SUBMISSION_TEXT:
        return Profile.DISSEMINATED
    if container.kind is ContainerKind.EDGAR_SUBMISSION or any(owner.ccc_place for owner in owners):
        return Profile.DRAFT
    return Profile.DRAFT if schema_version is None else Profile.DISSEMINATED


def _issuer(node: Node | None) -> Issuer | None:
    if node is None:
        return None
    return Issuer(
        cik=node.value("issuerCik", parse_cik),
        name=node.value("issuerName", parse_string),
        trading_symbol=node.value("issuerTradingSymbol", parse_string),
        foreign_trading_symbol=node.value("issuerForeignTradingSymbol", parse_string),
        place=node.place,
    )


def _reporting_owner(node: Node, position: int) -> ReportingOwner:
    identity = node.child("reportingOwnerId")
    ccc = identity.child("rptOwnerCcc") if identity is not None else None
    return ReportingOwner(
        position=position,
        cik=identity.value("rptOwnerCik", parse_cik) if identity is not None else None,
        name=identity.value("rptOwnerName", parse_string) if identity is not None else None,
        ccc_place=ccc.place if ccc is not None else None,
        address=_address(node.child("reportingOwnerAddress")),
        relationship=_relationship(node.child("reportingOwnerRelationship")),
        place=node.place,
    )


def _address(node: Node | None) -> Address | None:
    if node is None:
        return None
    return Address(
        non_us_flag=node.value("rptOwnerNonUSAddressFlag", parse_boolean),
        street1=node.value("rptOwnerStreet1", parse_string),
        street2=node.value("rptOwnerStreet2", parse_string),
        city=node.value("rptOwnerCity", parse_string),
        non_us_state_territory=node.value("rptOwnerNonUSStateTerritory", parse_string),
        state=node.value("rptOwnerState", parse_string),
        country=node.value("rptOwnerCountry", parse_string),
        zip_code=node.value("rptOwnerZipCode", parse_string),
        state_description=node.value("rptOwnerStateDescription", parse_string),
        good_address=node.value("rptOwnerGoodAddress", parse_string),
        place=node.place,
    )


def _relationship(node: Node | None) -> Relationship | None:
    if node is None:
        return None
    return Relationship(
        is_director=node.value("isDirector", parse_boolean),
        is_officer=node.value("isOfficer", parse_boolean),
        is_ten_percent_owner=node.value("isTenPercentOwner", parse_boolean),
        is_other=node.value("isOther", parse_boolean),
        officer_title=node.value("officerTitle", parse_string),
        other_text=node.value("otherText", parse_string),
        place=node.place,
    )


def _rows(root: Node, table_name: str, flat_name: str, *, derivative: bool) -> tuple[Row, ...]:
    """The rows of one table: in the table's element, or straight under the root as in 2003."""
    rows = []
    for table in root.children(table_name):
        for element in table.element:
            name = local_name(element)
            if name in _ROW_NAMES:
                rows.append(_row(Node(root.source, element), _ROW_NAMES[name], derivative))
    for node in root.children(flat_name):
        rows.append(_row(node, node.child("transactionCoding") is not None, derivative))
    return tuple(rows)


def _row(node: Node, is_transaction: bool, derivative: bool) -> Row:
    amounts = node.child("transactionAmounts")
    return Row(
        is_transaction=is_transaction,
        security_title=node.noted("securityTitle", parse_string),
        transaction_date=node.noted("transactionDate", parse_date),
        deemed_execution_date=node.noted("deemedExecutionDate", parse_date),
        coding=_coding(node.child("transactionCoding")),
        timeliness=node.noted("transactionTimeliness", parse_string),
        amounts=None if amounts is None else _amounts(amounts),
        derivative=_derivative_terms(node) if derivative else None,
        post_transaction=_post_transaction(node.child("postTransactionAmounts")),
        ownership=_ownership(node.child("ownershipNature")),
        place=node.place,
    )


def _coding(node: Node | None) -> TransactionCoding | None:
    if node is None:
        return None
    return TransactionCoding(
        form_type=node.value("transactionFormType", parse_string),
        code=node.value("transactionCode", parse_string),
        equity_swap_involved=node.value("equitySwapInvolved", parse_boolean),
        footnotes=node.footnote_references(),
        place=node.place,
    )


def _amounts(node: Node) -> TransactionAmounts:
    return TransactionAmounts(
        shares=node.noted("transactionShares", parse_decimal),
        total_value=node.noted("transactionTotalValue", parse_decimal),
        # The flat layout of 2003 has the price in an element named transactionValue.
        price_per_share=_first(
            node.noted("transactionPricePerShare", parse_decimal),
            node.noted("transactionValue", parse_decimal),
        ),
        acquired_disposed=node.noted("transactionAcquiredDisposedCode", parse_string),
        place=node.place,
    )


def _first(preferred: Noted[Decimal] | None, other: Noted[Decimal] | None) -> Noted[Decimal] | None:
    return other if preferred is None else preferred


def _derivative_terms(node: Node) -> DerivativeTerms:
    underlying = node.child("underlyingSecurity")
    return DerivativeTerms(
        conversion_or_exercise_price=node.noted("conversionOrExercisePrice", parse_decimal),
        exercise_date=node.noted("exerciseDate", parse_date),
        expiration_date=node.noted("expirationDate", parse_date),
        underlying=None
        if underlying is None
        else UnderlyingSecurity(
            title=underlying.noted("underlyingSecurityTitle", parse_string),
            shares=underlying.noted("underlyingSecurityShares", parse_decimal),
            value=underlying.noted("underlyingSecurityValue", parse_decimal),
            place=underlying.place,
        ),
    )


def _post_transaction(node: Node | None) -> PostTransactionAmounts | None:
    if node is None:
        return None
    return PostTransactionAmounts(
        shares_owned=node.noted("sharesOwnedFollowingTransaction", parse_decimal),
        value_owned=node.noted("valueOwnedFollowingTransaction", parse_decimal),
        place=node.place,
    )


def _ownership(node: Node | None) -> OwnershipNature | None:
    if node is None:
        return None
    return OwnershipNature(
        direct_or_indirect=node.noted("directOrIndirectOwnership", parse_string),
        nature=node.noted("natureOfOwnership", parse_string),
        place=node.place,
    )


def _footnote(node: Node) -> Footnote:
    return Footnote(id=node.element.get("id", ""), text=node.own_value(parse_string), place=node.place)


def _signature(node: Node, position: int) -> OwnerSignature:
    return OwnerSignature(
        position=position,
        name=node.value("signatureName", parse_string),
        date=node.value("signatureDate", parse_date),
        place=node.place,
    )
