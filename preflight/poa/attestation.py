"""Notaries and witnesses: what is added behind the signatures by others (authority reference 4.11)."""

from __future__ import annotations

import re
from datetime import date

from preflight.poa.dates import dates_in
from preflight.poa.fieldwork import reading
from preflight.poa.paper import MARK, PaperText
from preflight.poa.people import clean_person, is_person, person_end
from preflight.poa.reading import Acknowledgment, FieldReading
from preflight.poa.signatures import cells_of, signature_region

_NOTARY = re.compile(
    r"notary\spublic|subscribed\sand\ssworn|(?:personally\s(?:appeared|came)"
    r"|acknowledged)[^.]{0,200}?before\sme"
    r"|before\sme,?[^.]{0,160}?(?:personally\s(?:appeared|came)|notary)"
    r"|signed\s(?:and\ssworn|or\sattested)[^.]{0,40}?before\sme|i\scertify\sthat\si\sknow",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"(?:state|commonwealth)\sof\s(?P<name>[A-Z][A-Za-z]+(?:\s(?:York|Jersey|Mexico"
    r"|Hampshire|Carolina|Dakota|Virginia|Island|of\sColumbia)){0,1})",
    re.IGNORECASE,
)
_COUNTY = re.compile(
    r"county\sof\s(?P<name>[A-Z][A-Za-z]+(?:\s[A-Z][a-z]+)?)|(?P<before>[A-Z][a-z]+)\scounty\b", re.IGNORECASE
)
_WITNESSES = re.compile(
    r"(?:^|\n)[^\S\n]*(?:witness(?:es|ed)?(?:\sby)?\s*:|(?:signed|sealed"
    r"|delivered)?[^\n]{0,40}in\sthe\spresence\sof[^\n]{0,20})",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"\n\s*(?:state\sof|county\sof|commonwealth\sof|notary|subscribed|acknowledg|schedule|exhibit|important)",
    re.IGNORECASE,
)


def read_notary(paper: PaperText) -> FieldReading:
    """The notary's certificate (:class:`Acknowledgment`), or ``None`` where there is none."""
    flow = paper.flow
    start = flow.index_at(signature_region(paper)[0])
    found = _NOTARY.search(flow.text, start)
    if found is None:
        return reading("notary", None, flow)
    region_start = start
    state = _STATE.search(flow.text, region_start)
    county = _COUNTY.search(flow.text, region_start)
    begin = min(item.start() for item in (found, state, county) if item is not None)
    day: date | None = next(
        (item.value for item in dates_in(flow.text, begin, min(len(flow.text), begin + 1_500))), None
    )
    value = Acknowledgment(
        " ".join(state.group("name").split()).title() if state else None,
        " ".join((county.group("name") or county.group("before")).split()).title() if county else None,
        _notary_name(paper),
        day,
    )
    return reading("notary", value, flow, [(begin, min(found.end(), begin + 400))])


def _notary_name(paper: PaperText) -> str | None:
    """The name at the mark before "Notary Public"."""
    text = paper.text
    place = re.compile(r"notary\s+public", re.IGNORECASE)
    start = signature_region(paper)[0]
    for match in place.finditer(text, start, paper.span.end):
        low = max(start, match.start() - 200)
        marks = list(MARK.finditer(text, low, match.start()))
        if marks:
            name = text[marks[-1].end() : match.start()].split("\n")[0].strip(" _,")
            stop = person_end(name, 0, len(name))
            if stop is not None:
                return clean_person(name[:stop])
    return None


def read_witnesses(paper: PaperText) -> FieldReading:
    """Names of the witnesses who signed."""
    start, _ = signature_region(paper)
    heading = _WITNESSES.search(paper.text, start, paper.span.end)
    if heading is None:
        return reading("witnesses", (), paper.flow)
    ending = _STOP.search(paper.text, heading.end(), paper.span.end)
    end = ending.start() if ending else paper.span.end
    names: list[str] = []
    places: list[tuple[int, int]] = []
    for cell in cells_of(paper.text, heading.end(), end):
        mark = MARK.search(cell.words)
        words = cell.words[mark.end() :] if mark else cell.words
        words = words.strip(" _")
        if not is_person(words):
            continue
        name = clean_person(words)
        if name not in names and mark is not None:
            names.append(name)
            places.append((paper.flow.index_at(cell.start), paper.flow.index_at(cell.end)))
    return reading("witnesses", tuple(names), paper.flow, places)
