"""Which form a document is, or was meant to be, where its ``documentType`` does not say."""

from __future__ import annotations

import re
from datetime import date

from preflight.filing.model import Filing

_MEANT = re.compile(r"\s*(?:form|type)?[\s:_-]*([345])[\s/_-]*(a(?:mend\w*)?)?\s*", re.IGNORECASE)
_FORMS = ("4", "4/A", "3", "3/A", "5", "5/A")
"""In the order in which they are preferred where a document fits several equally well."""


def form_meant(text: str) -> str | None:
    """Return the form that a generous reading of ``text`` gives (``"Form 4a"``: ``"4/A"``), or ``None``."""
    match = _MEANT.fullmatch(text)
    return match[1] + ("/A" if match[2] else "") if match is not None else None


def likely_form(filing: Filing, day: date) -> str:
    """Return ``"3"`` to ``"5/A"``: what the document says, was meant to say, or looks like.

    Asked in this order: ``documentType``, the same read generously (``Form 4``, ``4-A``), the container's
    submission type, and the form under whose schema in force on ``day`` the document has fewest mistakes.
    """
    if filing.form is not None:
        return str(filing.form)
    for value in (filing.document_type, filing.container.submission_type):
        meant = form_meant(value.text) if value is not None else None
        if meant is not None:
            return meant
    from preflight.filing.schemas import choose_schema, violations

    mistakes = {
        form: len(violations(filing.document.root, choose_schema(form, None, day))) for form in _FORMS
    }
    return min(_FORMS, key=lambda form: mistakes[form])
