"""Footnotes and the references to them: each has a partner, an id that EDGAR takes, and a text that fits.

The rules are the same in both profiles, but for the length of a text (FNT006): in a disseminated filing
EDGAR has taken it, so a longer text is only a warning there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from preflight.filing.elements import local_name
from preflight.filing.model import Filing, Footnote, FootnoteReference, Profile, Value
from preflight.findings import Finding, Related, Rule, Severity
from preflight.hookspecs import CheckContext

MAXIMUM_LENGTH = 1000
"""Characters of a footnote, entities decoded, white space included."""

_SPECIFICATION = "EDGAR Ownership XML Technical Specification v5.5 (March 2026)"

FNT001 = Rule(
    "FNT001",
    Severity.ERROR,
    "Footnote never referenced",
    f"{_SPECIFICATION}, section 4.3: every footnote is referenced at least once",
    message='Footnote "{id}" is not referenced by any element of the document.',
    remedy='Add <footnoteId id="{id}"/> to the element that it explains, or delete the footnote.',
)
FNT002 = Rule(
    "FNT002",
    Severity.ERROR,
    "Reference to a missing footnote",
    f"{_SPECIFICATION}, section 4.3: every reference points to a footnote of the document",
    message='{on} refers to footnote "{id}", but the document has {known}.',
    remedy="Add the footnote, or delete the reference.",
)
FNT003 = Rule(
    "FNT003",
    Severity.ERROR,
    "Footnote id repeated or malformed",
    f"{_SPECIFICATION}, section 4.3: ids F1 to F99, each once",
    message='The footnote id "{id}" is not one of F1 to F99 (capital F, no leading zero).',
    remedy='Write the id as "{suggestion}", here and in the references to it.',
)
FNT004 = Rule(
    "FNT004",
    Severity.ERROR,
    "Same footnote twice on one field",
    f"{_SPECIFICATION}, section 4.3: no footnote more than once within one element",
    message='{on} refers to footnote "{id}" more than once.',
    remedy='Keep one <footnoteId id="{id}"/> on the element and delete the others.',
)
FNT005 = Rule(
    "FNT005",
    Severity.WARNING,
    "Blank footnote",
    f"{_SPECIFICATION}, section 2: the schema accepts an empty footnote; what EDGAR does is not stated",
    message='Footnote "{id}" has no text.',
    remedy="Write the text of the footnote, or delete the footnote and the references to it.",
)
FNT006 = Rule(
    "FNT006",
    Severity.ERROR,
    "Footnote over 1,000 characters",
    f"{_SPECIFICATION}, table of section 3: a footnote has at most 1,000 characters",
    message='Footnote "{id}" has {length} characters; at most {maximum} are allowed.',
    remedy="Split the text into two footnotes and refer to both from the same elements, "
    "or move a part to remarks.",
)
FNT007 = Rule(
    "FNT007",
    Severity.WARNING,
    "Text cites a footnote that is not there",
    "Form 4 general instructions; inferred: a text that names a footnote is read together with it",
    message='The text cites footnote {cited}, but the document has no footnote "F{cited}".',
    remedy="Correct the number in the text, or add the footnote.",
)

# Many filings have no footnote, so these patterns are compiled where they are used.
_ID = r"(?a)F[1-9][0-9]?"
_LOOSE_ID = r"(?ai)[\s(\[]*(?:f|fn|ft)?[\s.#_-]*0*([1-9][0-9]?)[\s)\].]*"
_CITATION = (
    r"(?ai)\bfootnotes?\s+\(?(?P<plain>\d{1,2})\)?(?![\w.,-]*\d)(?P<more>(?:\s*(?:,|and|or|through|&)\s*\(?\d{1,2}\)?)*)"
    r"(?!\s+(?:of|in|to)\b)"
)
_NUMBER = r"(?a)\d{1,2}"


RULES = (FNT001, FNT002, FNT003, FNT004, FNT005, FNT006, FNT007)
"""The rules that this module reports."""


def check(filing: Filing, context: CheckContext) -> Iterator[Finding]:
    """Yield what is wrong with the footnotes of ``filing`` and the references to them."""
    yield from footnote_ids(filing)
    yield from references_and_footnotes(filing)
    yield from references_repeated(filing)
    yield from footnote_texts(filing)
    yield from cited_footnotes(filing)


def footnote_ids(filing: Filing) -> Iterator[Finding]:
    """Every footnote's id is F1 to F99 and stands once (FNT003). A missing id is the schema's finding."""
    first_with: dict[str, Footnote] = {}
    for footnote in filing.footnotes:
        if not footnote.id:
            continue
        first = first_with.setdefault(footnote.id, footnote)
        if first is not footnote:
            yield FNT003.at(
                footnote.place,
                message='The footnote id "{id}" stands on more than one footnote.',
                remedy="Give each footnote its own id, such as {suggestion}, and refer to it by that id.",
                related=(Related("the first footnote with this id", first.place),),
                id=footnote.id,
                suggestion=_next_free_id(filing),
            )
        elif not re.fullmatch(_ID, footnote.id):
            yield FNT003.at(
                footnote.place, id=footnote.id, suggestion=_meant_id(footnote.id) or _next_free_id(filing)
            )


def references_and_footnotes(filing: Filing) -> Iterator[Finding]:
    """References and footnotes fit both ways (FNT001, FNT002).

    A footnote and a reference that fail each other only by the spelling of their ids (``F01`` and
    ``F1``) are one mistake: it is told once, at the one of the two that is malformed. An id on a misspelt
    or misplaced element, and one that is missing, are the schema's findings: they count as partners here.
    """
    known = {footnote.id for footnote in filing.footnotes}
    used = {reference.id for reference in filing.footnote_references}
    if known == used:
        return
    stray = _ids_elsewhere(filing)
    misspelt_footnotes = {_meant_id(id) for id in known if not re.fullmatch(_ID, id)} - {None}
    meant_by_references = {_meant_id(id) for id in used - known} - {None}
    if "" not in known:
        for reference in filing.footnote_references:
            partner = reference.id in known | stray or _meant_id(reference.id) in misspelt_footnotes
            if reference.id and not partner:
                yield _dangling(reference, known)
    if "" not in used:
        told: set[str] = set()
        for footnote in filing.footnotes:
            partner = footnote.id in used | stray or _meant_id(footnote.id) in meant_by_references
            if footnote.id and not partner and footnote.id not in told:
                told.add(footnote.id)
                yield FNT001.at(footnote.place, id=footnote.id)


def references_repeated(filing: Filing) -> Iterator[Finding]:
    """No element refers to the same footnote twice (FNT004)."""
    seen: set[tuple[str, str]] = set()
    told: set[tuple[str, str]] = set()
    for reference in filing.footnote_references:
        carrier = (reference.place.element or "").rpartition("/")[0]
        if (carrier, reference.id) in seen and (carrier, reference.id) not in told:
            told.add((carrier, reference.id))
            yield FNT004.at(reference.place, on=reference.on, id=reference.id)
        seen.add((carrier, reference.id))


def footnote_texts(filing: Filing) -> Iterator[Finding]:
    """Every footnote has a text (FNT005) of at most 1,000 characters (FNT006).

    Where only runs of white space push the text over the limit the finding is a warning.
    """
    for footnote in filing.footnotes:
        length = len(footnote.text.raw)
        if not footnote.text.text:
            yield FNT005.at(footnote.place, id=footnote.id)
        elif length > MAXIMUM_LENGTH:
            too_long = len(" ".join(footnote.text.raw.split())) > MAXIMUM_LENGTH
            error = too_long and filing.profile is Profile.DRAFT
            yield FNT006.at(
                footnote.place,
                severity=Severity.ERROR if error else Severity.WARNING,
                id=footnote.id,
                length=length,
                maximum=MAXIMUM_LENGTH,
            )


def cited_footnotes(filing: Filing) -> Iterator[Finding]:
    """A footnote that a text names by number stands in the document (FNT007)."""
    known = {footnote.id for footnote in filing.footnotes}
    texts: list[Value[str]] = [footnote.text for footnote in filing.footnotes]
    if filing.remarks is not None:
        texts.append(filing.remarks)
    for text in texts:
        cited = [
            int(number)
            for citation in re.finditer(_CITATION, text.raw)
            for number in re.findall(_NUMBER, citation["plain"] + " " + citation["more"])
        ]
        for number in dict.fromkeys(cited):
            if f"F{number}" not in known:
                yield FNT007.at(text.place, cited=number)


def _dangling(reference: FootnoteReference, known: set[str]) -> Finding:
    """The finding on a reference without a footnote, with the id that was probably meant."""
    from difflib import get_close_matches

    meant = _meant_id(reference.id)
    close = [meant] if meant in known else get_close_matches(reference.id, sorted(known), n=1)
    return FNT002.at(
        reference.place,
        remedy='Write "{suggestion}" if that footnote is meant, or add the footnote.' if close else None,
        on=reference.on,
        id=reference.id,
        known=_listed(known),
        suggestion=close[0] if close else None,
    )


def _ids_elsewhere(filing: Filing) -> set[str]:
    """The ids that stand on elements which are neither footnotes in their place nor references."""
    inside = {footnote.place.element for footnote in filing.footnotes}
    return {
        element.get("id", "")
        for element in filing.document.root.iter("{*}*")
        if element.get("id") is not None
        and local_name(element) != "footnoteId"
        and filing.document.place(element).element not in inside
    }


def _listed(known: set[str]) -> str:
    """The ids of the document in a few words: all of up to six, else how many there are."""
    ids = sorted(filter(None, known), key=lambda id: (len(id), id))
    if not ids:
        return "no footnotes"
    return f"only {', '.join(ids)}" if len(ids) <= 6 else f"{len(ids)} footnotes, {ids[0]} to {ids[-1]}"


def _meant_id(id: str) -> str | None:
    """The id that a malformed one was probably meant to be (``f01`` → ``F1``), or ``None``."""
    match = re.fullmatch(_LOOSE_ID, id)
    return f"F{match[1]}" if match else None


def _next_free_id(filing: Filing) -> str:
    """The lowest id that no footnote of the document has yet."""
    taken = {footnote.id for footnote in filing.footnotes}
    return next((f"F{number}" for number in range(1, 100) if f"F{number}" not in taken), "F1 to F99")
