"""The signatures under a paper: conformed marks, printed names, titles, entities, dates (reference 4.11)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import field, replace
from datetime import date

from preflight.lazy_dataclass import dataclass
from preflight.poa.dates import dates_in
from preflight.poa.organisations import kind_of, organisation_end
from preflight.poa.paper import MARK, PaperText
from preflight.poa.people import clean_person, has_title_word, is_person, person_end, same_person
from preflight.poa.reading import SignatureReading

_COLUMN = re.compile(r"\s{2,}|\t")
_BY = re.compile(r"(?:by|signed|signature|x)\s?:\s?|by\s", re.IGNORECASE)
_LABEL = re.compile(
    r"(?P<label>(?:print(?:ed)?|typed)\s?(?:or\s(?:print(?:ed)?|typed)\s)?name"
    r"|name(?:\s(?:and|&)\stitle)?|title|its|capacity|position)\s?:\s?"
    r"|(?P<its>its)\s",
    re.IGNORECASE,
)
_DATE_LABEL = re.compile(
    r"(?:date[d]?|dated\sas\sof|as\sof|executed(?:\son)?|signed(?:\son)?)\s?:?\s*(?=\d|[A-Z])", re.IGNORECASE
)
_CAPTION = re.compile(
    r"\(?(?:signature|print(?:ed)?\sname|typed\sname|name|title|date[d]?|by"
    r"|reporting\s(?:person|owner)|\(?seal\)?|l\.s\.)\s?(?:of\s[a-z ]{1,40})?\)?\s?:?",
    re.IGNORECASE,
)
_TYPED_MARK = re.compile(r"[(\[]signed[)\]]:?\s*", re.IGNORECASE)
"""A mark in words, before or behind the name."""
_RULE = re.compile(r"[\s_=.-]{4,}")
_WITNESS = re.compile(
    r"\s*(?:(?:in\sthe\s)?presence\sof|witness(?:es|ed)?(?:\sby)?\s*:|attest\s*:)", re.IGNORECASE
)
_ROLE = re.compile(
    r",?\s(?:its|as|the|acting\sas)\s(?P<role>[^,]{3,80})$|,\s(?P<title>[A-Z][^,]{2,60})$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a signature line; offsets count in the exhibit's text."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature and where it stands; ``unread`` holds words near it that were not understood."""

    reading: SignatureReading
    start: int
    end: int


@dataclass(slots=True)
class _Block:
    """What was collected of the signature block that is being read."""

    entity: str | None = None
    via: list[str] = field(default_factory=list)
    unsigned_name: str | None = None


@dataclass(frozen=True, slots=True)
class SignatureBlocks:
    """All signatures under a paper, names under empty signature lines, and days that stand alone.

    ``days`` are (day, start, end): dates in the signature lines that are not in a sentence.
    """

    signed: tuple[Signed, ...]
    unsigned: tuple[Cell, ...]
    days: tuple[tuple[date, int, int], ...]


def cells_of(text: str, start: int, end: int) -> Iterator[Cell]:
    """The cells of the lines of ``text[start:end]``: columns, and marks that stand behind other words."""
    position = start
    while position < end:
        stop = text.find("\n", position, end)
        stop = end if stop < 0 else stop
        cuts = [position]
        for match in _COLUMN.finditer(text, position, stop):
            cuts.append(match.end())
        for match in MARK.finditer(text, position, stop):
            before = text[position : match.start()].rstrip(" _\t\xa0")
            if before and _BY.fullmatch(before.split("  ")[-1].strip() + " ") is None:
                cuts.append(match.start())
        cuts = [*sorted(set(cuts)), stop]
        for first, last in itertools.pairwise(cuts):
            words = text[first:last]
            left = first + len(words) - len(words.lstrip(" \t\r\xa0_"))
            right = first + len(words.rstrip(" \t\r\xa0_"))
            if right > left:
                yield Cell(
                    left,
                    right,
                    " ".join(text[left:right].replace("\xa0", " ").replace("\u2019", "'").split()),
                )
            elif "__" in words:
                yield Cell(first, last, "____")
        position = stop + 1


def read_signature_blocks(paper: PaperText) -> SignatureBlocks:
    """Read the signature lines of ``paper``, up to a notary's certificate, a schedule or witnesses."""
    start, end = signature_region(paper)
    signed: list[Signed] = []
    unsigned: list[Cell] = []
    days: list[tuple[date, int, int]] = []
    block = _Block()
    pending_mark: Cell | None = None
    label = ""
    empty_line = False
    previous: Cell | None = None
    for cell in cells_of(paper.text, start, end):
        words = cell.words
        before, previous = previous, cell
        typed = _TYPED_MARK.match(words)
        if typed is not None:
            rest = words[typed.end() :]
            if rest and is_person(rest):
                signed.append(_signature(rest, cell, block, pending=None))
                block = _Block()
            elif not rest and before is not None and is_person(before.words):
                signed.append(_signature(before.words, cell, block, pending=before))
                block = _Block()
            continue
        mark = MARK.search(words)
        if mark is not None and (
            mark.start() == 0 or _BY.fullmatch(words[: mark.start()].rstrip(" _") + " ") is not None
        ):
            empty_line = False
            rest = words[mark.end() :].strip(" _*")
            if rest:
                signed.append(_signature(rest, cell, block, pending=None))
                block = _Block(entity=None)
                pending_mark = None
            else:
                pending_mark = cell
            continue
        if pending_mark is not None:
            if words == "____" or _RULE.fullmatch(words):
                continue
            bare = _strip_label(words)
            if is_person(bare) or person_end(bare, 0, len(bare)):
                signed.append(_signature(bare, cell, block, pending=pending_mark))
                block = _Block()
            pending_mark = None
            continue
        if words == "____" or _RULE.fullmatch(words):
            empty_line = empty_line or words == "____"
            continue
        day = _lone_day(words)
        if day is not None:
            days.append((day, cell.start, cell.end))
            if signed and signed[-1].reading.dated is None:
                signed[-1] = replace(signed[-1], reading=replace(signed[-1].reading, dated=day))
            continue
        found = _LABEL.match(words)
        if found is not None:
            name = (found.group("label") or found.group("its") or "").lower()
            rest = words[found.end() :].strip()
            if not rest:
                label = name
                continue
            words, label = rest, name
        elif _CAPTION.fullmatch(words):
            label = ""
            continue
        by = _BY.match(words)
        if by is not None and not label:
            words = words[by.end() :].strip()
            if not words:
                continue
        block, handled = _take(words, label, cell, signed, block, by is not None, empty_line)
        if not handled and (empty_line or label.endswith("name")) and is_person(words):
            unsigned.append(cell)
        label = ""
    return SignatureBlocks(tuple(signed), tuple(unsigned), tuple(days))


def signature_region(paper: PaperText) -> tuple[int, int]:
    """Offsets in the exhibit's text between which the signatures are looked for."""
    start = (
        paper.flow.place(paper.execution.start, len(paper.flow.text))[0]
        if paper.execution.start < len(paper.flow.text)
        else paper.span.end
    )
    end = paper.span.end
    if paper.tail_lines:
        end = paper.tail_lines[0].start
    for line in paper.signature_lines:
        if line.start > start and _WITNESS.match(line.text):
            end = min(end, line.start)
            break
    return start, max(start, end)


def _strip_label(words: str) -> str:
    found = _LABEL.match(words)
    return words[found.end() :].strip() if found else words


def _lone_day(words: str) -> date | None:
    """The date that a cell consists of, with or without a label before it."""
    found = next(iter(dates_in(words)), None)
    if found is None:
        return None
    before = words[: found.start].strip(" :,")
    after = words[found.end :].strip(" .,_")
    if after or (
        before
        and re.fullmatch(
            r"(?:date[d]?|as\sof|dated\sas\sof|on|the|this|executed|signed|executed\son"
            r"|signed\son|effective)",
            before,
            re.IGNORECASE,
        )
        is None
    ):
        return None
    if before.lower() == "effective":
        return None
    return found.value


def _signature(words: str, cell: Cell, block: _Block, pending: Cell | None) -> Signed:
    """The signature of one mark, with the words behind the name."""
    stop = person_end(words, 0, len(words))
    name = words
    title: str | None = None
    day: date | None = None
    if stop is not None:
        name, rest = words[:stop], words[stop:].strip(" ,-_()")
        found = next(iter(dates_in(rest)), None)
        if found is not None:
            day = found.value
            rest = rest[: found.start].strip(" ,:-")
            rest = re.sub(r"(?:date[d]?)$", "", rest, flags=re.IGNORECASE).strip(" ,:-")
        title = rest or None
        if title is not None and same_person(title, name):
            title = None
    else:
        name = words.strip(" _,.-")
    reading = SignatureReading(
        clean_person(name), True, title=title, entity=block.entity, via=tuple(block.via), dated=day
    )
    return Signed(reading, pending.start if pending else cell.start, cell.end)


def _take(
    words: str, label: str, cell: Cell, signed: list[Signed], block: _Block, by: bool, empty_line: bool
) -> tuple[_Block, bool]:
    """Use one cell without a mark; returns the block that goes on, and whether the cell was understood."""
    last = signed[-1] if signed else None
    in_block = block.entity is not None or bool(block.via)
    if label in ("title", "its", "capacity", "position"):
        if last is not None and not in_block and last.reading.title is None:
            signed[-1] = replace(last, reading=replace(last.reading, title=words), end=cell.end)
        return block, True
    organisation = _organisation(words)
    if organisation is not None:
        name, role = organisation
        if by or (
            role is not None
            and role.lower().startswith(
                ("general", "managing", "manager", "sole", "its", "investment", "trustee", "member")
            )
        ):
            if (
                block.entity is None
                and last is not None
                and not in_block
                and last.reading.title is None
                and not by
            ):
                return block, True
            block.via.append(name)
        elif block.entity is None and not block.via:
            block.entity = name
        return block, True
    stop = person_end(words, 0, len(words))
    person = words[:stop] if stop is not None else None
    if person is not None:
        rest = words[stop:].strip(" ,-") if stop is not None else ""
        number = None if in_block else _printed_for(signed, person)
        if number is not None:
            own = signed[number]
            title = own.reading.title or (rest if rest and not next(iter(dates_in(rest)), None) else None)
            signed[number] = replace(
                own,
                reading=replace(own.reading, printed_name=clean_person(person), title=title),
                end=max(own.end, cell.end) if number == len(signed) - 1 else own.end,
            )
            return block, True
        below = last is not None and not in_block and not empty_line and not rest
        if last is not None and below and last.reading.printed_name is None and cell.start - last.end < 200:
            signed[-1] = replace(last, reading=replace(last.reading, printed_name=clean_person(person)))
            return block, True
        return block, False
    if (
        last is not None
        and not in_block
        and last.reading.title is None
        and has_title_word(words)
        and len(words) < 90
    ):
        signed[-1] = replace(last, reading=replace(last.reading, title=words), end=cell.end)
        return block, True
    carries_on = re.match(r"(?:of|for)\s(?:the\s)?[A-Z]", words) is not None
    if last is not None and not in_block and last.reading.title is not None and carries_on:
        longer = replace(last.reading, title=f"{last.reading.title} {words}")
        signed[-1] = replace(last, reading=longer, end=cell.end)
        return block, True
    if re.match(r"its\s|(?:general\spartner|manager|trustee)\b", words, re.IGNORECASE):
        return block, True
    return block, False


def _printed_for(signed: list[Signed], person: str) -> int | None:
    """Which of the last signatures a printed name belongs to: columns print all names below all marks."""
    numbers = range(len(signed) - 1, max(-1, len(signed) - 5), -1)
    return next((number for number in numbers if same_person(person, signed[number].reading.name)), None)


def _organisation(words: str) -> tuple[str, str | None] | None:
    """The organisation that a cell names, with the role behind it ("its general partner")."""
    if not words or not (words[0].isupper() or words[0].isdigit()):
        return None
    stop = organisation_end(words, 0)
    if stop is None:
        return None
    name, rest = words[:stop], words[stop:].strip(" :")
    if not kind_of(name).is_entity or (is_person(name) and not rest):
        return None
    if not rest or rest == ",":
        return " ".join(name.split()), None
    role = re.match(
        r"(?:,\s?)?(?:its|as|the|acting\sas)?\s?(?:its\s)?(?P<role>[A-Za-z][A-Za-z -]{2,60})",
        rest,
        re.IGNORECASE,
    )
    return (" ".join(name.split()), role.group("role")) if role else None
