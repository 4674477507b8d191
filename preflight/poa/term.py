"""What ends a grant (``term``): authority reference 4.7."""

from __future__ import annotations

import re

from preflight.authority.instruments import Delivery, Obligation, Term, TermRule
from preflight.poa.dates import dates_in
from preflight.poa.fieldwork import reading, shown
from preflight.poa.organisations import organisation_end
from preflight.poa.paper import PaperText
from preflight.poa.reading import FieldConfidence, FieldReading
from preflight.poa.term_wordings import (
    DURATION_WORDINGS,
    FIXED_WORDINGS,
    OBLIGATION_WORDINGS,
    STATUS_WORDINGS,
    UNTIL_REVOKED_WORDINGS,
    UPSTREAM_WORDINGS,
)
from preflight.poa.wording import Hit, find_all, find_first

_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "eighteen": 18,
    "twenty-four": 24,
    "thirty": 30,
    "sixty": 60,
    "ninety": 90,
}
_ORDINALS = {
    "first": 1,
    "one-year": 1,
    "second": 2,
    "two-year": 2,
    "third": 3,
    "three-year": 3,
    "fourth": 4,
    "fifth": 5,
    "five-year": 5,
    "sixth": 6,
    "seventh": 7,
    "tenth": 10,
}
_TRIGGER = re.compile(
    r"\b(?:expir\w+|shall (?:terminate|lapse|end|cease)|remains? in (?:full )?(?:force"
    r"|effect)|(?:valid|effective|good|continues?|continue) (?:until|from|through|for|as "
    r"long|so long)|until)\b",
    re.IGNORECASE,
)
_EARLIEST = re.compile(
    r"\b(?:the )?(?:earlier|earliest|first)(?: to occur)? of\b|\bwhichever (?:is"
    r"|occurs|comes|shall|first|event)\b".replace(" ", r"\s"),
    re.IGNORECASE,
)
_WHICHEVER = re.compile(r"\bwhichever\b|\bfirst\sto\soccur\b", re.IGNORECASE)
_FROM_EVENT = re.compile(
    r"\s(?:after|from|following)\s(?!(?:the\s|its\s"
    r"|my\s)?(?:effective\s)?(?:date\s(?:of\s(?:this|its|execution|signing|the)"
    r"|hereof"
    r"|above|below|set|written)|date\b[^a-z]|execution|signing|hereof|today))",
    re.IGNORECASE,
)
_REVOKING = re.compile(
    r"\b(?:unless|until|or|may|can)\b[^.;]{0,100}?\b(?:revok\w+|revocation|withdrawn?|rescinded)[^.;]*",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(r"\b(?:not assuming|indemnif|hold harmless)", re.IGNORECASE)


def read_term(paper: PaperText, organisations: dict[str, str]) -> FieldReading:
    """The term rules of a grant; all must hold. ``organisations`` resolves defined terms ("the Company").

    A paper without any word of ending gets ``NONE_STATED``; words of ending that no wording understands
    make the field doubtful.
    """
    flow = paper.flow
    terms: list[Term] = []
    spans: list[tuple[int, int]] = []
    names: list[str] = []
    confidence = FieldConfidence.HIGH
    doubts: list[str] = []
    unread: list[str] = []
    for sentence in paper.operative:
        text = flow.text[sentence.start : sentence.end]
        if _DISCLAIMER.search(text):
            continue
        before, spans_before = len(terms), len(spans)
        for found, place, name, sure in _terms_of(paper, sentence.start, sentence.end, organisations):
            if found not in terms:
                terms.append(found)
            spans.append(place)
            names.append(name)
            confidence = confidence if sure else FieldConfidence.MEDIUM
        trigger = _TRIGGER.search(text)
        listed = _EARLIEST.search(text)
        if listed is not None and trigger and len(spans) - spans_before < _items(text[listed.end() :]):
            doubts.append(
                f"Not every end that the paper lists was understood: “{shown(text[listed.start() :])}”."
            )
        elif _WHICHEVER.search(text) and trigger and len(spans) - spans_before < 2:
            doubts.append(f"Not every end that the paper lists was understood: “{shown(text)}”.")
        elif trigger and len(terms) == before and not _speaks_of_revocation_only(text):
            unread.append(text)
    for text in unread:
        doubts.append(f"Words about the end of the grant were not understood: “{shown(text)}”.")
    if any(term.rule is TermRule.DURATION for term in terms) and any(
        "from an event" in name for name in names
    ):
        doubts.append("The time runs from an event, not from the date of the paper.")
    value = tuple(terms) or (Term(TermRule.NONE_STATED),)
    return reading(
        "term", value, flow, spans, confidence=confidence, doubt=" ".join(doubts) or None, wordings=names
    )


def _items(text: str) -> int:
    """How many ends a list has: its numbers, or two."""
    return max(2, len(re.findall(r"\((?:[ivx]{1,4}|[a-h]|\d)\)\s", text)))


def _terms_of(
    paper: PaperText, start: int, end: int, organisations: dict[str, str]
) -> list[tuple[Term, tuple[int, int], str, bool]]:
    flow = paper.flow
    found: list[tuple[Term, tuple[int, int], str, bool]] = []
    upstream = find_first(UPSTREAM_WORDINGS, flow, start, end)
    if upstream is not None:
        found.append(
            (Term(TermRule.UPSTREAM_VALID), (upstream.start, upstream.end), upstream.wording.name, True)
        )
    obligations = [
        hit for hit in find_all(OBLIGATION_WORDINGS, flow, start, end) if not _is_the_attorneys(hit)
    ]
    if obligations and upstream is None:
        chosen = _duty(obligations)
        stop = min(end, chosen.end + 200)
        wide = re.search(
            r"13\s?-?[DG]\b|section\s13|any\sforms", flow.text[chosen.start : stop], re.IGNORECASE
        )
        found.append(
            (
                Term(TermRule.OBLIGATION_END, obligation=chosen.wording.value),
                (chosen.start, chosen.end),
                chosen.wording.name,
                wide is None,
            )
        )
    for hit in find_all(STATUS_WORDINGS, flow, start, end):
        organisation, title = _organisation(hit, flow.text, organisations), hit.match.group("title")
        found.append(
            (
                Term(
                    TermRule.ATTORNEY_STATUS,
                    organisation=organisation,
                    title=title.lower() if title else None,
                ),
                (hit.start, hit.end),
                hit.wording.name,
                organisation is not None,
            )
        )
        break
    for fixed in find_all(FIXED_WORDINGS, flow, start, end):
        day = next(iter(dates_in(flow.text, fixed.end, min(end, fixed.end + 45))), None)
        if (
            day is None
            or flow.text[fixed.end : day.start].strip(" \v\nthe")
            or not _ends(flow.text, start, fixed.end)
            or re.search(
                r"\birrevocable\s$", flow.text[max(start, fixed.start - 14) : fixed.start], re.IGNORECASE
            )
        ):
            continue
        term = Term(fixed.wording.value, date=day.value)
        found.append((term, (fixed.start, day.end), fixed.wording.name, True))
    for hit in find_all(DURATION_WORDINGS, flow, start, end):
        lasts = _duration(hit)
        if lasts is not None and _ends(flow.text, start, hit.end):
            tail = flow.text[hit.end : hit.end + 14]
            from_event = "thereafter" in tail or _FROM_EVENT.match(flow.text, hit.end, end) is not None
            name = hit.wording.name + (" from an event" if from_event else "")
            found.append((lasts, (hit.start, hit.end), name, True))
            break
    for until in find_all(UNTIL_REVOKED_WORDINGS, flow, start, end):
        place, name = (until.start, until.end), until.wording.name
        if until.wording.value is TermRule.UNTIL_NOTICE:
            term = Term(TermRule.UNTIL_NOTICE, notice_to=_notice_to(paper, until))
            found.append((term, place, name, True))
        elif not any(item[0].rule is TermRule.UNTIL_REVOKED for item in found):
            found.append((Term(TermRule.UNTIL_REVOKED), place, name, True))
    return found


def _duty(hits: list[Hit[Obligation]]) -> Hit[Obligation]:
    """The first duty named; "reports under Section 16" without a form's number are that section's duty."""
    first = min(hits, key=lambda hit: (hit.start, OBLIGATION_WORDINGS.index(hit.wording)))
    if first.wording.value is Obligation.FORMS_3_4_5 and re.search(r"\s[345]$", first.match.group()) is None:
        section = (
            hit for hit in hits if hit.start == first.start and hit.wording.value is Obligation.SECTION_16
        )
        return next(section, first)
    return first


def _is_the_attorneys(hit: Hit[Obligation]) -> bool:
    """True where "no longer" speaks of the attorney's work, not of the principal's duty."""
    return (
        re.search(r"attorneys?-in-fact\s(?:is|are|ceases?)|employ", hit.match.group(), re.IGNORECASE)
        is not None
    )


def _ends(text: str, start: int, end: int) -> bool:
    """True where the words before a date or time speak of the grant's life."""
    before = text[max(start, end - 240) : end]
    return (
        re.search(
            r"\b(?:valid|effect|force|good|expir\w*|terminat\w*|ends?|lapses?|remain\w*"
            r"|continu\w*|until|lasts?|earlier of|earliest|term)\b",
            before,
            re.IGNORECASE,
        )
        is not None
    )


def _duration(hit: Hit[str]) -> Term | None:
    groups = hit.match.groupdict()
    if groups.get("ordinal"):
        return Term(TermRule.DURATION, years=_ORDINALS[groups["ordinal"].lower()])
    word = groups["number"].lower()
    number = int(word) if word.isdigit() else _NUMBERS.get(word, 0)
    unit = groups["unit"].lower().rstrip("s")
    if number == 0:
        return None
    if unit == "year":
        return Term(TermRule.DURATION, years=number)
    if unit == "month":
        return Term(TermRule.DURATION, months=number)
    return Term(TermRule.DURATION, days=number * (7 if unit == "week" else 1))


def _organisation(hit: Hit[str], text: str, organisations: dict[str, str]) -> str | None:
    """The organisation that the attorney must not leave, with defined terms resolved."""
    words = hit.match.group("organisation")
    if words is None:
        return None
    defined = re.match(r"(?:the|said|such)\s([A-Z]\w+)", words)
    if defined is not None:
        return organisations.get(defined.group(1).lower(), f"the {defined.group(1)}")
    start = hit.match.start("organisation")
    stop = organisation_end(text, start)
    return " ".join(text[start:stop].split()) if stop is not None else None


def _notice_to(paper: PaperText, hit: Hit[TermRule]) -> Delivery | None:
    """To whom notice must be given: "you" is the addressee of the letter."""
    head = paper.flow.text[: paper.grant_start + 1]
    if re.search(r"commission|SEC\b", hit.match.group()) or re.search(
        r"securities\sand\sexchange\scommission", head, re.IGNORECASE
    ):
        return Delivery.SEC
    return None


def _speaks_of_revocation_only(text: str) -> bool:
    """True where no word of ending is left once the words about revoking are taken out."""
    return _TRIGGER.search(_REVOKING.sub("", text)) is None
