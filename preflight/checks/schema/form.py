"""Which form a document is, or was meant to be, where its ``documentType`` does not say."""

from __future__ import annotations

import re

from preflight.filing.model import Filing

_MEANT = re.compile(r"\s*(?:form|type)?[\s:_-]*([345])[\s/_-]*(a(?:mend\w*)?)?\s*", re.IGNORECASE)


def likely_form(filing: Filing) -> str:
    """Return ``"3"`` to ``"5/A"``: what the document says, was meant to say, or looks like.

    Asked in this order: ``documentType``, the same read generously (``Form 4``, ``4-A``), the container's
    submission type, and the elements that only one form has.
    """
    if filing.form is not None:
        return str(filing.form)
    for value in (filing.document_type, filing.container.submission_type):
        match = _MEANT.fullmatch(value.text) if value is not None else None
        if match is not None:
            return match[1] + ("/A" if match[2] else "")
    number = "4"
    if filing.no_securities_owned is not None:
        number = "3"
    elif filing.form3_holdings_reported is not None or filing.form4_transactions_reported is not None:
        number = "5"
    return number + ("/A" if filing.date_of_original_submission is not None else "")
