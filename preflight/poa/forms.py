"""Form types as papers name them: "Forms 3, 4 and 5", "Schedule 13D", "SEC Form ID" (reference 4.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from preflight.lazy_dataclass import dataclass

_ITEM = (
    r"(?:ID\b|144\b|[345]\b(?!\.\d)|13 ?-? ?[DGFH](?:-HR)?\b|(?-i:D)\b|10-? ?[KQ]\b"
    r"|8-? ?K\b|S-\d{1,2}\b|N-\w{1,5}\b|11-? ?K\b|F-\d{1,2}\b|20-?F\b"
    r"|TA-\w\b|MA\b|three\b|four\b|five\b)"
).replace(" ", r"\s")
_HEAD = re.compile(rf"\b(?:Forms?|Schedules?)\s(?=(?P<item>{_ITEM}))", re.IGNORECASE)
_ONE = re.compile(_ITEM, re.IGNORECASE)
_JOIN = re.compile(
    r"(?:'?s)?(?:/A)?(?:\s?\([^()]{1,120}\))?(?P<through>\s(?:through|to)\s|\s?-\s?)?"
    r"(?:\s?[,/;&]\s?|\s)?(?:(?:and/or|and|or|any|the|a|an|on|SEC|Forms?|Schedules?|&|,)\s){0,6}",
    re.IGNORECASE,
)
_WORDS = {"three": "3", "four": "4", "five": "5"}


@dataclass(frozen=True, slots=True)
class FormMention:
    """Forms named together, and where; offsets are in the text given."""

    forms: tuple[str, ...]
    start: int
    end: int


def form_mentions(text: str, start: int, end: int) -> Iterator[FormMention]:
    """The places in ``text[start:end]`` that name forms; a list counts as one place."""
    position = start
    while True:
        head = _HEAD.search(text, position, end)
        if head is None:
            return
        item = _ONE.match(text, head.end(), end)
        forms: list[str] = []
        stop = head.end()
        through = False
        while item is not None and len(forms) < 30:
            name = _name(item.group())
            if through and forms and forms[-1] in "345" and name in "345":
                forms.extend(str(number) for number in range(int(forms[-1]) + 1, int(name)))
            forms.append(name)
            stop = item.end()
            join = _JOIN.match(text, stop, end)
            if join is None or join.end() == stop:
                break
            through = join.group("through") is not None
            item = _ONE.match(text, join.end(), end)
        yield FormMention(tuple(dict.fromkeys(forms)), head.start(), stop)
        position = max(stop, head.end())


def _name(words: str) -> str:
    """The registry's name of a form: upper case, "13D", "10-K"."""
    bare = "".join(words.split()).upper()
    if bare.lower() in _WORDS:
        return _WORDS[bare.lower()]
    schedule = re.fullmatch(r"13-?([DGFH])(?:-HR)?", bare)
    if schedule is not None:
        return "13" + schedule.group(1)
    annual = re.fullmatch(r"(10|8|11|20)-?([KQF])", bare)
    return f"{annual.group(1)}-{annual.group(2)}" if annual is not None else bare
