"""When a paper was executed: testimonium, "Dated", a date at the signature, the letter's date (4.11, 3.3)."""

from __future__ import annotations

import re
from datetime import date, timedelta

from preflight.authority.instruments import Confidence
from preflight.lazy_dataclass import dataclass
from preflight.poa.dates import DateInText, dates_in
from preflight.poa.fieldwork import missing
from preflight.poa.paper import PaperText
from preflight.poa.reading import FieldConfidence, FieldReading, ReadingContext
from preflight.poa.signatures import SignatureBlocks, signature_region

_EXECUTES = re.compile(
    r"witness|dated?\b|executed|signed|hand\b|seal\b|as\sof|day\sof|effective", re.IGNORECASE
)
_BLANK = re.compile(r"(?:this|the|of|dated?:?|as\sof)\s{1,4}(?:_{2,}|\[[\s_•]*\])", re.IGNORECASE)
_LONGEST_DELAY = timedelta(days=60)
"""A paper older than that on filing is looked at for a wrong year (authority reference 3.3)."""


@dataclass(frozen=True, slots=True)
class Execution:
    """The date of a paper, how sure it is, and the other reading of a suspect one."""

    day: date | None
    confidence: Confidence
    alternative: date | None


@dataclass(frozen=True, slots=True)
class _Found:
    day: date
    start: int
    end: int
    sure: FieldConfidence
    doubt: str | None = None


def read_execution(
    paper: PaperText, blocks: SignatureBlocks, signer: str | None, context: ReadingContext
) -> tuple[Execution, FieldReading]:
    """The execution date; ``signer`` selects the date beside one signature where each has its own."""
    found = _find(paper, blocks, signer)
    if found is None:
        blank = _BLANK.search(paper.text, paper.span.start, paper.span.end)
        why = "The date of the paper was left blank." if blank else "No date of execution was found."
        return Execution(None, Confidence.SUSPECT, None), missing("executed", None, paper.flow, why)
    inferred = found.sure is not FieldConfidence.HIGH
    execution = Execution(found.day, Confidence.INFERRED if inferred else Confidence.EXACT, None)
    doubt = found.doubt
    confidence = found.sure
    filed = context.filed
    if filed is not None:
        alternative = _other_year(found.day, filed)
        if found.day > filed:
            execution = Execution(found.day, Confidence.SUSPECT, alternative)
            doubt = f"The paper is dated {found.day}, after the filing it came with ({filed})."
        elif alternative is not None:
            execution = Execution(found.day, Confidence.SUSPECT, alternative)
            doubt = (
                f"The paper is dated {found.day}; with the filing of {filed} the year may be a "
                f"typing error for {alternative.year}."
            )
    value = FieldReading(
        found.day,
        (paper.flow.quote("executed", paper.flow.index_at(found.start), paper.flow.index_at(found.end)),),
        FieldConfidence.LOW if doubt else confidence,
        doubt,
    )
    return execution, value


def _other_year(day: date, filed: date) -> date | None:
    """The date with another year that would lie in the days before the filing, where this one does not."""
    if timedelta(0) <= filed - day <= _LONGEST_DELAY:
        return None
    for year in (filed.year, filed.year - 1):
        if abs(year - day.year) > 2 or year == day.year:
            continue
        try:
            other = day.replace(year=year)
        except ValueError:
            continue
        if timedelta(0) <= filed - other <= (_LONGEST_DELAY if day > filed else timedelta(days=14)):
            return other
    return None


def _find(paper: PaperText, blocks: SignatureBlocks, signer: str | None) -> _Found | None:
    own = [item for item in blocks.signed if signer is not None and item.reading.name == signer]
    beside = next((item.reading.dated for item in own if item.reading.dated is not None), None)
    in_words = _in_sentence(paper, blocks)
    several = len({item.reading.dated for item in blocks.signed if item.reading.dated}) > 1
    if beside is not None and (several or not in_words):
        place = (
            next((start, end) for day, start, end in blocks.days if day == beside)
            if blocks.days
            else (own[0].start, own[0].end)
        )
        return _Found(beside, *place, FieldConfidence.HIGH)
    if in_words:
        first = in_words[0]
        start, end = paper.flow.place(first.start, first.end)
        others = {item.value for item in in_words if item.value != first.value}
        others |= {day for day, _, _ in blocks.days if day != first.value}
        if first.ambiguous:
            return _Found(first.value, start, end, FieldConfidence.HIGH)
        if others:
            listed = ", ".join(str(day) for day in sorted(others))
            return _Found(
                first.value,
                start,
                end,
                FieldConfidence.LOW,
                f"The paper is dated {first.value}, but {listed} stands there too.",
            )
        return _Found(first.value, start, end, FieldConfidence.HIGH)
    if blocks.days:
        day, start, end = blocks.days[0]
        others = {other for other, _, _ in blocks.days if other != day}
        doubt = (
            f"Several dates stand at the signatures: "
            f"{', '.join(str(other) for other in sorted({day, *others}))}."
            if others
            else None
        )
        return _Found(day, start, end, FieldConfidence.HIGH, doubt)
    return _letterhead(paper) or _end_of_body(paper) or _effective_only(paper)


def _in_sentence(paper: PaperText, blocks: SignatureBlocks) -> list[DateInText]:
    """Dates in the words of execution, between the body and the first signature; and in its last line."""
    flow = paper.flow
    region_start, region_end = signature_region(paper)
    first_mark = min((item.start for item in blocks.signed), default=region_end)
    stop = flow.index_at(max(first_mark, region_start))
    start = flow.index_at(region_start)
    found = [
        item
        for item in dates_in(flow.text, start, stop)
        if _EXECUTES.search(flow.text, max(start, item.start - 120), item.end)
    ]
    if found:
        return found
    alone = list(dates_in(flow.text, start, stop))
    if alone:
        return alone
    later = flow.index_at(region_end)
    return [
        item
        for item in dates_in(flow.text, stop, later)
        if re.search(
            r"(?:dated?|executed|signed|as\sof|this)[^.]{0,60}$",
            flow.text[max(stop, item.start - 80) : item.start],
            re.IGNORECASE,
        )
        and not any(flow.index_at(start) <= item.start <= flow.index_at(end) for _, start, end in blocks.days)
    ]


def _letterhead(paper: PaperText) -> _Found | None:
    """The date at the head of a letter or statement."""
    flow = paper.flow
    for item in dates_in(
        flow.text, 0, min(paper.grant_verb + 1 if paper.appointment else paper.body.end, 1_500)
    ):
        before = flow.text[max(0, item.start - 12) : item.start]
        lone = (
            not before.strip() or before[-1] in "\n\v" or re.search(r"date[d]?:?\s$", before, re.IGNORECASE)
        )
        if lone and (item.end >= len(flow.text) or flow.text[item.end : item.end + 1] in "\n\v ."):
            start, end = flow.place(item.start, item.end)
            return _Found(item.value, start, end, FieldConfidence.HIGH)
    first = next(
        iter(dates_in(flow.text, paper.grant_start, min(len(flow.text), paper.grant_start + 200))), None
    )
    if (
        first is not None
        and re.search(
            r"\b(?:on|this|as\sof)\s(?:the\s)?$",
            flow.text[max(0, first.start - 12) : first.start],
            re.IGNORECASE,
        )
        and first.start < paper.grant_verb + 1
    ):
        start, end = flow.place(first.start, first.end)
        return _Found(first.value, start, end, FieldConfidence.MEDIUM)
    return None


def _end_of_body(paper: PaperText) -> _Found | None:
    """A date in the last words of the body that speak of signing ("Executed by me on 4 May 2014")."""
    flow = paper.flow
    for item in dates_in(flow.text, max(paper.grant_verb, paper.body.end - 300), paper.body.end):
        before = flow.text[max(0, item.start - 60) : item.start]
        if re.search(
            r"(?:^|[.\n]\s?)(?:executed|signed|dated|made|given)\b[^.;]{0,50}$", before, re.IGNORECASE
        ):
            start, end = flow.place(item.start, item.end)
            return _Found(item.value, start, end, FieldConfidence.MEDIUM)
    return None


def _effective_only(paper: PaperText) -> _Found | None:
    """A date that only an "effective" precedes, where there is no other: likely the day of signing."""
    flow = paper.flow
    match = re.compile(r"\beffective(?:\sas\sof|\son)?:?\s", re.IGNORECASE).search(
        flow.text, paper.grant_start
    )
    if match is None:
        return None
    day = next(iter(dates_in(flow.text, match.end(), match.end() + 40)), None)
    if day is None:
        return None
    start, end = flow.place(match.start(), day.end)
    return _Found(
        day.value,
        start,
        end,
        FieldConfidence.LOW,
        f"Only an effective date ({day.value}) stands in the paper, no day of signing.",
    )
