"""An exhibit's text → papers: where each signed paper begins and ends.

A title on a line of its own, or an opening formula, begins a paper once the paper before it has been
signed. Lines that only repeat a title (page headings) or belong to a paper (its schedule, the notes that
New York law adds) begin none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from preflight.lazy_dataclass import dataclass

_TITLE_CORE = re.compile(
    r"powers?\s+of\s+attorney|confirming\s+statement|statement\s+of\s+authori[sz]ation"
    r"|authori[sz]ation\s+to\s+sign"
    r"|delegation\s+of\s+authority|delegation|substitution\s+of\s+attorney|appointment\s+of\s+substitute"
    r"|revocation|letter\s+of\s+authori[sz]ation|authori[sz]ation\s+letter|authori[sz]ation",
    re.IGNORECASE,
)
_NOT_A_TITLE = re.compile(
    r"(?:schedule|exhibit\s+[A-Z]\b|annex|appendix|attachment|signature\s+page|acknowledg)"
    r"|agent's|important\s+information|caution|continued|\(cont",
    re.IGNORECASE,
)
_SMALL_WORDS = frozenset(
    ["of", "for", "and", "to", "with", "the", "in", "a", "or", "as", "on", "by", "respect", "reporting"]
)
_OPENING = re.compile(
    r"know\s+all|be\s+it\s+known|the\s+undersigned[^.]{0,120}\b(?:appoints?|designates?|authori[sz]es?)\b"
    r"|dear\s+(?:sir|madam|ladies)|I,\s[^.]{0,80}\b(?:appoint|authori[sz]e|designate)\b",
    re.IGNORECASE,
)
_APPOINTS = re.compile(r"\b(?:appoint|designat|authori[sz]|authority|delegat|revok)", re.IGNORECASE)
_SIGNED = re.compile(r"(?<!\d)[/\\][s5][/\\](?!\d)|_{6,}|\bin\s+witness|\(signed\)", re.IGNORECASE)
_PAGE_MARK = re.compile(
    r"(?:<[^<>]{1,40}>|-?\s?\d{1,3}\s?-?|page\s\d{1,3}(?:\sof\s\d{1,3})?|exhibit\s[\d.()a-z]{1,8})",
    re.IGNORECASE,
)
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text without its line end; offsets count in the exhibit's text."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> str:
        """The line without blanks at its ends."""
        return self.text.strip()


@dataclass(frozen=True, slots=True)
class PaperSpan:
    """Where a paper stands, and its title as typed (empty where it has none)."""

    start: int
    end: int
    title: str


def lines_of(text: str, start: int, end: int) -> Iterator[Line]:
    """The lines of ``text[start:end]``."""
    position = start
    while position < end:
        stop = text.find("\n", position, end)
        stop = end if stop < 0 else stop
        yield Line(position, stop, text[position:stop].replace("\r", " ").replace("\xa0", " "))
        position = stop + 1


def is_title(words: str) -> bool:
    """True where a whole line reads as the title of a paper."""
    if not 6 <= len(words) <= _LONGEST_TITLE or _NOT_A_TITLE.match(words) or words.endswith((".", ",", ";")):
        return False
    core = _TITLE_CORE.search(words)
    if core is None:
        return False
    return (
        all(
            word[0].isupper() or not word[0].isalpha() or word.lower() in _SMALL_WORDS
            for word in words.split()
        )
        and len(words.split()) <= 16
    )


def split_papers(text: str, start: int, end: int) -> tuple[PaperSpan, ...]:
    """The papers of ``text[start:end]``; one that spans everything where no second one begins."""
    lines = list(lines_of(text, start, end))
    starts: list[tuple[int, str]] = []
    since_start = [False, False]  # the current paper appoints; it is signed
    after_blank = True
    title_open = False
    for number, line in enumerate(lines):
        words = line.words
        if not words or _PAGE_MARK.fullmatch(words):
            after_blank = True
            continue
        begins = ""
        if (after_blank or title_open) and is_title(words):
            begins = words
        elif after_blank and _OPENING.match(" ".join(other.words for other in lines[number : number + 4])):
            begins = "\x00"
        if begins and not starts and all(since_start):
            starts.append((start, ""))
        if begins and (not starts or all(since_start)):
            if title_open and starts:
                starts[-1] = (starts[-1][0], f"{starts[-1][1]} {words}".strip())
            else:
                starts.append((line.start, begins.strip("\x00")))
                since_start = [False, False]
            title_open = begins != "\x00"
        elif begins and starts and not starts[-1][1] and not any(since_start):
            starts[-1] = (starts[-1][0], begins.strip("\x00"))
        else:
            title_open = False
        since_start[0] = since_start[0] or _APPOINTS.search(words) is not None
        since_start[1] = since_start[1] or (since_start[0] and _SIGNED.search(words) is not None)
        after_blank = False
    if not starts:
        return (PaperSpan(start, end, ""),)
    first = starts[0]
    if first[1] and _is_letter_head(text[start : first[0]]):
        starts[0] = (start, first[1])
    elif not first[1]:
        starts[0] = (start, "")
    ends = [place for place, _ in starts[1:]] + [end]
    return tuple(PaperSpan(place, stop, title) for (place, title), stop in zip(starts, ends, strict=True))


def _is_letter_head(before: str) -> bool:
    """True where what stands before the title belongs to the paper: a date, an address."""
    return bool(before.strip()) and len(before) < 2_000
