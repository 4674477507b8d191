"""One paper, cut into the parts that the fields are read from: body, sentences, execution, what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from preflight.poa.appointing import find_appointment
from preflight.poa.derivation import read_recital
from preflight.poa.flow import Flow, Span
from preflight.poa.split import PaperSpan, lines_of

MARK = re.compile(r"(?:(?<!\d)[/\\][sS5][/\\](?!\d)|(?<![\w/])s/(?=\s*[A-Z]))[\s_]*")
"""A conformed-signature mark and the blanks behind it."""

_LONE_DATE = (
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s\d{1,2},?\s\d{4}"
    r"|\d{1,2}\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6},?\s\d{4}"
    r"|\d{1,2}/\d{1,2}/\d{2,4})"
)
_TESTIMONIUM = re.compile(
    r"\bin\switness\s(?:whereof|thereof|of)|\bwitness\s(?:my\shand|our\shands?"
    r"|the\sdue\sexecution)|\bin\stestimony\swhereof"
    r"|\n(?:dated?:|dated\s(?:this|as\sof|the|\d|[A-Z][a-z]+\s\d)|executed\s(?:this"
    r"|as\sof|on|at)|signed\s(?:this|as\sof|on|at|and)"
    r"|(?:very\struly\s|sincerely|yours\s(?:very\s)?(?:truly|sincerely|faithfully)|respectfully|best\sregards"
    r"|kind\sregards)|(?:the\sundersigned|I)\s(?:has|have)\s(?:caused|executed|signed|hereunto|subscribed)"
    r"|signed:?\s(?:\d|[A-Z][a-z]+\s\d))"
    r"|[\n\v](?:[A-Z][A-Za-z.]{2,15}(?:,?\s[A-Z][A-Za-z.]{1,15}){0,2},\s)?"
    + _LONE_DATE
    + r"(?=[\n\v]|\s[/\\][sS5][/\\])"
    r"|\.\s(?:dated\s(?:this|as\sof|:)|dated:|executed\s(?:this|as\sof)|signed\s(?:this|as\sof))",
    re.IGNORECASE,
)
_GRANTS = re.compile(
    r"\b(?:appoint(?:s|ed|ing)?|designat(?:es?|ed|ing)|delegat(?:es?|ed|ing)|granted|authori[sz](?:es?|ed|ing)|revok(?:es?|ed|ing))\b",
    re.IGNORECASE,
)
"""The verbs behind which a date or formula may be that of the execution; a title has the noun."""
_APPENDED = re.compile(
    r"^\s*(?:state\s+of\s+\w|county\s+of\s+\w|commonwealth\s+of\s+\w"
    r"|acknowledg(?:e?ment)\b|notar(?:y|ial)\b|subscribed\s+and\s+sworn"
    r"|on\s+th(?:is|e)\s[^\n]{1,60}\bbefore\s+me|before\s+me,|witness(?:es"
    r"|ed)?(?:\s+by)?\s*:|(?:schedule|exhibit|annex|appendix|attachment)\s+[A-Z0-9]\b"
    r"|(?:agents?'?|attorneys?'?|attorneys?-in-fact'?"
    r"|the\s+attorneys?(?:-in-fact)?'?)s?'?\s+(?:acceptance|accept)|accept(?:ed"
    r"|ance)\b"
    r"|important\s+information|agent'?s\s+signature|attorneys?-in-fact\s+signatures?"
    r"|specimen|certificate\s+of|i\s+certify\s+that)",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(
    r"(?:\b[A-Za-z]|\b(?:inc|corp|co|ltd|no|nos|mr|ms|mrs|dr|jr|sr|st|sec|esq|messrs"
    r"|u\.s|vs|llc|bros|ltda|dept))\.$",
    re.IGNORECASE,
)
_STARTERS = re.compile(
    r"(?:the|this|these|i|in|it|such|each|any|my|our|we|said|if|all|nothing|no"
    r"|furthermore|further|by|from|unless|"
    r"notwithstanding|except|as|he|she|they|power|dated?|executed|signed|upon|without)\b",
    re.IGNORECASE,
)
_LIST_NUMBER = re.compile(r"(?:^|[\v\n;:,]\s?|\sand\s)\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\.$")
_CARRIES_ON = re.compile(
    r"(?:[,;:(-]|\b(?:of|the|and|or|to|in|by|for|a|an|with|such|this|that|my|his|her"
    r"|its|their|from|on|at|as|said))$",
    re.IGNORECASE,
)
_NOT_GRANTING = re.compile(
    r"\bnot\sassuming|\bindemnif|\bhold\sharmless|\bsupersed|\brevo(?:k|cation)"
    r"|\bremains?\sin\b|\bshall\s(?:expire|terminate|lapse)"
    r"|\b(?:is|be)\s(?:valid|good)\s(?:until|for|through)|\bshall\scontinue\b|\backnowledges?\sthat\b"
    r"|\bauthority\sof\s(?:any|each|such)\b[^.]{0,40}\bends\b|\buntil\sI\b",
    re.IGNORECASE,
)
"""Sentences behind the appointing one that say how long, or with what liability, but not what."""
_BOUNDARY = re.compile(r"[.!?][\"')\]]{0,3}\s|\n")


class PaperText:
    """The text of one paper. ``flow`` spans all of it; ``body`` ends where the execution begins."""

    __slots__ = (
        "appointment",
        "body",
        "execution",
        "flow",
        "grant_start",
        "grant_verb",
        "granting",
        "lines",
        "operative",
        "position",
        "recital",
        "sentences",
        "signature_lines",
        "span",
        "tail",
        "tail_lines",
        "text",
    )

    def __init__(self, text: str, span: PaperSpan, position: int) -> None:
        self.text = text
        self.span = span
        self.position = position
        self.flow = Flow(text, span.start, span.end)
        self.lines = tuple(lines_of(text, span.start, span.end))
        mark = MARK.search(self.flow.text)
        first_mark = mark.start() if mark else len(self.flow.text)
        self.body = Span(0, self._body_end(first_mark))
        appended = self._appended_line(max(self.body.end, 0))
        self.execution = Span(self.body.end, self.flow.index_at(appended))
        self.tail = Span(self.execution.end, len(self.flow.text))
        start = self.flow.place(self.body.end, len(self.flow.text))[0]
        self.signature_lines = tuple(
            line for line in self.lines if line.end > start and line.start < appended
        )
        self.tail_lines = tuple(line for line in self.lines if line.start >= appended)
        self.sentences = tuple(_sentences(self.flow.text, self.body.end))
        self.recital = read_recital(self.flow, self.sentences, self.body.end)
        self.appointment = find_appointment(self.flow, self.sentences, self.tail)
        self.grant_verb = self.appointment.verb if self.appointment is not None else 0
        appointing = next((item for item in self.sentences if item.end > self.grant_verb), Span(0, 0))
        self.grant_start = appointing.start
        self.operative = tuple(item for item in self.sentences if item.end > self.grant_start)
        self.granting = tuple(
            item
            for item in self.operative
            if item == appointing or _NOT_GRANTING.search(self.flow.text, item.start, item.end) is None
        )

    def _body_end(self, first_mark: int) -> int:
        grants = _GRANTS.search(self.flow.text)
        after = grants.end() if grants else 0
        found = _TESTIMONIUM.search(self.flow.text, after)
        if found is None:
            end = first_mark
            if end == len(self.flow.text):
                end = self._end_without_mark()
            return end
        return min(found.start(), first_mark) if first_mark > after else found.start()

    def _end_without_mark(self) -> int:
        """Where the last sentence ends, in a paper without a mark and without a formula of execution."""
        ends = [match.start() for match in re.finditer(r"\.\s", self.flow.text)]
        return ends[-1] + 1 if ends else len(self.flow.text)

    def _appended_line(self, body_end: int) -> int:
        """Offset of the first line behind the signatures that begins something else."""
        start = self.flow.place(body_end, len(self.flow.text))[0]
        for line in self.lines:
            if line.start > start and _APPENDED.match(line.text):
                return line.start
        return self.span.end


def _sentences(text: str, end: int) -> Iterator[Span]:
    """The sentences of the body; the items of a list belong to the sentence that introduces them."""
    start = 0
    for boundary in _BOUNDARY.finditer(text, 0, end):
        stop = boundary.end()
        if boundary.group() == "\n":
            if _CARRIES_ON.search(text, max(start, boundary.start() - 12), boundary.start()):
                continue
            if not (text[stop : stop + 1].isupper() or text[stop : stop + 1] in '"('):
                continue
        elif boundary.group()[0] == ".":
            if _LIST_NUMBER.search(text, max(0, boundary.start() - 5), boundary.start() + 1):
                continue
            if _ABBREVIATION.search(
                text, max(0, boundary.start() - 8), boundary.start() + 1
            ) and not _STARTERS.match(text, stop):
                continue
            if (
                not (text[stop : stop + 1].isupper() or text[stop : stop + 1] in '"(')
                and boundary.group()[-1] != "\n"
            ):
                continue
        if text[start:stop].strip():
            yield Span(start, stop)
        start = stop
    if text[start:end].strip():
        yield Span(start, end)
