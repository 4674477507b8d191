"""Defined terms of a paper: which organisation is "the Company"."""

from __future__ import annotations

import re

from preflight.poa.flow import Flow
from preflight.poa.organisations import organisation_before

_DEFINITION = re.compile(
    r"\((?:(?:each|collectively|together|individually|hereinafter|hereafter|such"
    r"|referred|as\samended)[^()\"]{0,80}?)?"
    r"(?:(?:(?:the|an?|this|or)\s)?\"(?P<quoted>[A-Z][^\"()]{0,40}?),?\"[^()]{0,80}"
    r"|(?:the|said)\s(?P<bare>[A-Z][\w&.'-]*(?:\s[A-Z][\w&.'-]*)?))\)"
)
_QUALIFIER = re.compile(
    r",?\s(?:an?|the)\s[^,()]{2,60}?(?:corporation|company|partnership|trust|bank"
    r"|association|institution|organi[sz]ed|incorporated|formed|entity)[^()]{0,80}$",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r",?\s(?:and|or|together\swith)\s(?:any\sof\s|all\sof\s|each\sof\s)?its\s[^()]{0,60}$", re.IGNORECASE
)
_WORDS = frozenset(
    [
        "company",
        "corporation",
        "issuer",
        "bank",
        "trust",
        "fund",
        "partnership",
        "reit",
        "registrant",
        "bancorp",
        "holdings",
        "parent",
        "firm",
    ]
)
_NOT_ORGANISATIONS = re.compile(r"\b(?:Act|Commission|Forms?|SEC|Stock|Securities|Power|Attorney|Rules?)\b")


def definitions_in(flow: Flow) -> dict[str, tuple[str, int, int]]:
    """Defined term in lower case → name of the organisation, and where name and definition stand.

    Only the terms that papers use for an organisation count, and short forms of its own name ("Apple").
    """
    found: dict[str, tuple[str, int, int]] = {}
    for match in _DEFINITION.finditer(flow.text):
        term = (match.group("quoted") or match.group("bare")).strip()
        window = flow.text[max(0, match.start() - 220) : match.start()]
        for tail in (_GROUP, _QUALIFIER):
            cut = tail.search(window)
            if cut is not None:
                window = window[: cut.start()]
        end = max(0, match.start() - 220) + len(window)
        place = organisation_before(flow.text, end)
        if place is None:
            continue
        name = flow.words(*place)
        known = term.split()[-1].lower() in _WORDS
        own = term.split()[0].lower() == name.split()[0].lower().strip(",") and len(term) < len(name)
        if (known or own) and not _NOT_ORGANISATIONS.search(term) and term.lower() not in found:
            found[term.lower()] = (name, place[0], match.end())
    return found


def defined_names(flow: Flow) -> dict[str, str]:
    """Defined term in lower case → name of the organisation."""
    return {term: name for term, (name, _, _) in definitions_in(flow).items()}
