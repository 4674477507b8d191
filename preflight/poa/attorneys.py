"""The list of an appointing clause → attorneys-in-fact: persons, offices, firms and classes (4.2)."""

from __future__ import annotations

import re
from dataclasses import field, replace

from preflight.authority.instruments import Attorney, AttorneyKind
from preflight.filing.names.folding import key
from preflight.lazy_dataclass import dataclass
from preflight.poa.attorney_patterns import (
    ABSENCE,
    CLASS,
    CONTACT,
    DELIMITER,
    FILLER,
    FIRM,
    HOLDER,
    OFFICE_LEAD,
    SUCCESSOR,
)
from preflight.poa.organisations import kind_of, organisation_end
from preflight.poa.people import clean_person, has_title_word, is_name_suffix, is_person, person_end

_CORPORATE_SUFFIXES = frozenset(("lp", "llc", "llp", "inc", "ltd", "corp", "pc", "pllc"))


@dataclass(frozen=True, slots=True)
class AttorneyList:
    """What was read of an appointing clause. ``places`` are offsets in the text for each attorney.

    ``leftover`` holds pieces that were not understood: they make the list doubtful.
    """

    attorneys: tuple[Attorney, ...]
    places: tuple[tuple[int, int], ...]
    leftover: tuple[str, ...]
    conditional: bool = False
    delimiters: tuple[str, ...] = ()
    """The words between the attorneys, in lower case: "and", "or", "and/or", ","."""
    holders: tuple[str, ...] = ()
    """Present holders of offices, as the paper names them."""


@dataclass(slots=True)
class _Collector:
    attorneys: list[Attorney] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    leftover: list[str] = field(default_factory=list)
    delimiters: list[str] = field(default_factory=list)
    holders: list[str] = field(default_factory=list)
    conditional: bool = False
    offices: bool = False
    awaits_substitute: bool = False
    """Words of a condition stood alone: it belongs to the attorney who comes next."""

    def add(self, attorney: Attorney, place: tuple[int, int]) -> None:
        """Add an attorney; a condition that stood before him or her makes a substitute of the first."""
        if self.awaits_substitute:
            attorney = replace(attorney, substitute_for=_last_primary(self))
            self.awaits_substitute = False
        if attorney not in self.attorneys:
            self.attorneys.append(attorney)
            self.places.append(place)

    def describe(self, words: str) -> None:
        """Words behind an attorney that say who that is."""
        last = self.attorneys[-1]
        words = " ".join(words.split()).strip(" ,;")
        organisation = re.search(r"\b(?:of|at|for)\s(?:the\s)?(?P<name>[A-Z].+)$", words)
        self.attorneys[-1] = replace(
            last,
            title=f"{last.title}, {words}" if last.title else words,
            organisation=last.organisation or (organisation.group("name") if organisation else None),
        )


def read_attorney_list(text: str, start: int, end: int, definitions: dict[str, str]) -> AttorneyList:
    """Read the attorneys named in ``text[start:end]``. ``definitions`` resolves "the Company"."""
    collector = _Collector()
    protected = _protect(text, start, end)
    pieces = list(_pieces(text, start, end, protected))
    for delimiter, first, last in pieces:
        _take(collector, text, delimiter, first, last, definitions)
    return AttorneyList(
        tuple(collector.attorneys),
        tuple(collector.places),
        tuple(collector.leftover),
        collector.conditional,
        tuple(collector.delimiters),
        tuple(collector.holders),
    )


def _protect(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches in which a comma or "and" does not separate: brackets, names of organisations, classes."""
    stretches: list[tuple[int, int]] = []
    depth = 0
    opened = start
    for position in range(start, end):
        if text[position] == "(":
            opened = position if depth == 0 else opened
            depth += 1
        elif text[position] == ")" and depth:
            depth -= 1
            if depth == 0:
                stretches.append((opened, position + 1))
    for match in CLASS.finditer(text, start, end):
        stretches.append((match.start(), match.end()))
    for match in re.compile(
        r"\sor\s(?:above|higher|more\ssenior|a\smore\ssenior|equivalent)\b", re.IGNORECASE
    ).finditer(text, start, end):
        stretches.append((match.start(), match.end()))
    for match in re.compile(
        r"(?:^|(?<=\sof\s)|(?<=\sat\s)|(?<=\swith\s)|(?<=\sfor\s)|(?<=\sfirm\sof\s))(?=[A-Z])"
    ).finditer(text, start, end):
        stop = organisation_end(text, match.start())
        if stop is not None and stop <= end and _is_organisation(text[match.start() : stop]):
            stretches.append((match.start(), stop))
    firm = re.compile(
        r"(?<![\w,]\s)(?:[A-Z][\w'-]+,\s){0,3}[A-Z][\w'-]+\s(?:&"
        r"|and)\s[A-Z][\w'-]+(?:\s[A-Z][\w'-]+){0,2},?\s(?:L\.?L\.?P\.?|LLP|PLLC|P\.C\."
        r"|P\.A\.|LLC)"
    )
    for match in firm.finditer(text, start, end):
        before = text[max(start, match.start() - 30) : match.start()].split()
        if not before or before[-1][0].islower() or before[-1].endswith(","):
            stretches.append((match.start(), match.end()))
    return stretches


def _is_organisation(words: str) -> bool:
    """True for "Acme Company", false for "Chief Financial Officer and Treasurer of the Company"."""
    return kind_of(words).is_entity and not has_title_word(" ".join(words.split()[:1]))


def _pieces(text: str, start: int, end: int, protected: list[tuple[int, int]]) -> list[tuple[str, int, int]]:
    """The list cut at its delimiters: (delimiter before it, start, end) of each piece."""
    pieces: list[tuple[str, int, int]] = []
    delimiter = ""
    position = start
    for match in DELIMITER.finditer(text, start, end):
        if any(first <= match.start() < last for first, last in protected):
            continue
        if text[position : match.start()].strip():
            pieces.append((delimiter, position, match.start()))
            delimiter = match.group().strip().lower() or ","
        else:
            delimiter = match.group().strip().lower() or delimiter
        position = match.end()
    if text[position:end].strip():
        pieces.append((delimiter, position, end))
    return pieces


def _take(
    collector: _Collector, text: str, delimiter: str, first: int, last: int, definitions: dict[str, str]
) -> None:
    """Add one piece of the list to what was read."""
    raw = text[first:last]
    lead = FILLER.match(raw.lstrip())
    offset = len(raw) - len(raw.lstrip())
    words = raw[offset:]
    class_match = CLASS.match(words)
    if class_match is not None and delimiter != "in":
        collector.delimiters.append(delimiter)
        name = _without_definitions(words)
        collector.add(
            Attorney(name, AttorneyKind.CLASS, organisation=_organisation_in(words, definitions)),
            (first + offset, last),
        )
        return
    if (lead is not None and lead.end() and not re.match(r"the\s", words, re.IGNORECASE)) or (
        lead is not None
        and re.match(r"the\s(?:following|individuals|persons|below|undermentioned)", words, re.IGNORECASE)
    ):
        offset += lead.end()
        words = raw[offset:]
    words, brackets = _brackets(words)
    words = words.strip(" \v\n,;:")
    if not words and not brackets:
        return
    if not words:
        _bracket(collector, brackets, first + offset, last, definitions)
        return
    office = OFFICE_LEAD.match(words)
    if office is not None and office.end() and has_title_word(words[office.end() :]):
        collector.offices = True
        _office(collector, words[office.end() :], (first + offset, last), definitions)
        return
    holder = HOLDER.match(words)
    if holder is not None and collector.attorneys:
        name = clean_person(holder.group(1))
        collector.holders.append(name)
        return
    absent = ABSENCE.match(words)
    if absent is not None and collector.attorneys:
        words = words[absent.end() :].strip()
        collector.conditional = True
        collector.awaits_substitute = True
        if not words:
            return
    successor = SUCCESSOR.match(words)
    if successor is not None and collector.attorneys and is_person(successor.group("name")):
        collector.conditional = True
        collector.add(
            Attorney(clean_person(successor.group("name")), substitute_for=_last_primary(collector)),
            (first, last),
        )
        return
    if collector.attorneys and delimiter == "," and key(words) in _CORPORATE_SUFFIXES:
        whole = f"{collector.attorneys[-1].name}, {words}"
        collector.attorneys[-1] = replace(collector.attorneys[-1], name=whole, kind=AttorneyKind.FIRM)
        return
    if is_name_suffix(words) and collector.attorneys:
        last_one = collector.attorneys[-1]
        if last_one.kind is AttorneyKind.PERSON and re.match(
            r"(?:jr|sr|[iv]+|2nd|3rd)\.?$", words, re.IGNORECASE
        ):
            collector.attorneys[-1] = replace(last_one, name=clean_person(f"{last_one.name}, {words}"))
            collector.places[-1] = (collector.places[-1][0], last)
        return
    located = re.match(r"(?P<name>[^,]{4,60}?)\s(?P<place>(?:of|at|with)\s(?=[A-Z]).{3,})", words, re.DOTALL)
    if located is not None and is_person(located.group("name")) and not collector.offices:
        collector.add(Attorney(clean_person(located.group("name"))), (first + offset, last))
        collector.delimiters.append(delimiter)
        collector.describe(located.group("place"))
        return
    if is_person(words) and not (collector.offices and has_title_word(words)):
        collector.add(Attorney(clean_person(words)), (first + raw.index(words[0], offset), last))
        collector.delimiters.append(delimiter)
        _bracket(collector, brackets, first, last, definitions)
        return
    if collector.offices and has_title_word(words):
        _office(collector, words, (first + offset, last), definitions)
        return
    describes = (
        delimiter == "," and bool(collector.attorneys) and collector.attorneys[-1].kind is AttorneyKind.PERSON
    )
    if re.match(r"the\s", words, re.IGNORECASE) and has_title_word(words) and not describes:
        _office(
            collector,
            re.sub(r"^the\s(?:then[- ](?:current|serving)\s|current\s)?", "", words, flags=re.IGNORECASE),
            (first + offset, last),
            definitions,
        )
        _bracket(collector, brackets, first, last, definitions)
        return
    if FIRM.search(words) and words[0].isupper() and kind_of(words).is_entity:
        collector.add(Attorney(" ".join(words.split()), AttorneyKind.FIRM), (first + offset, last))
        collector.delimiters.append(delimiter)
        return
    if collector.attorneys and (
        has_title_word(words) or CONTACT.match(words) or re.match(r"(?:of|at|with|both|each|all)\s", words)
    ):
        titled = _title_then_person(words)
        if titled is not None:
            title, name = titled
            if title:
                collector.describe(title)
            collector.add(Attorney(clean_person(name)), (first, last))
            collector.delimiters.append(delimiter)
        else:
            collector.describe(words)
            _bracket(collector, brackets, first, last, definitions)
        return
    following = _title_then_person(words)
    if following is not None:
        collector.add(Attorney(clean_person(following[1])), (first, last))
        collector.delimiters.append(delimiter)
        return
    if words.lower() not in ("the", "a", "its", "his", "her", "and", "or", "and/or") and not re.fullmatch(
        r"[\W_]*", words
    ):
        collector.leftover.append(" ".join(words.split()))


def _last_primary(collector: _Collector) -> str | None:
    """The attorney on whose absence the next one depends."""
    return next((item.name for item in collector.attorneys if item.substitute_for is None), None)


def _brackets(words: str) -> tuple[str, str]:
    """Words without their bracket, and what stands in it (nicknames stay)."""
    opening = words.find("(")
    closing = words.rfind(")")
    if opening < 0 or closing < opening:
        return words, ""
    inside = words[opening + 1 : closing]
    if re.fullmatch(r'"?[A-Z][a-z]+"?', inside) and words[closing + 1 :].strip():
        return words[:opening] + words[closing + 1 :], ""
    return (words[:opening] + " " + words[closing + 1 :]).rstrip(), inside


def _bracket(collector: _Collector, inside: str, first: int, last: int, definitions: dict[str, str]) -> None:
    """What a bracket behind an attorney says: a title, or a class of further attorneys."""
    inside = inside.strip()
    joined = re.sub(r"^(?:and|or|and/or)\s(?=any|each|every|such)", "", inside, flags=re.IGNORECASE)
    if CLASS.match(joined):
        name = _without_definitions(joined)
        collector.add(
            Attorney(name, AttorneyKind.CLASS, organisation=_organisation_in(joined, definitions)),
            (first, last),
        )
    elif (
        collector.attorneys
        and inside
        and not re.match(r'(?:the|each|collectively|an?)?\s?"', inside)
        and (has_title_word(inside) or re.match(r"(?:of|at)\s", inside))
    ):
        collector.describe(inside)


def _without_definitions(words: str) -> str:
    return " ".join(re.sub(r'\s?\((?:the\s)?"[^"()]{1,40}"\)', "", words).split()).strip(" ,;")


def _organisation_in(words: str, definitions: dict[str, str]) -> str | None:
    """The organisation of a class or office: a name, or a defined term resolved."""
    for match in re.finditer(r"\b(?:of|at|with|in)\s", words):
        stop = organisation_end(words, match.end())
        if stop is not None:
            return " ".join(words[match.end() : stop].split())
        defined = re.compile(r"(?:the|such|said)\s([A-Z]\w+)").match(words, match.end())
        if defined is not None:
            return definitions.get(defined.group(1).lower(), f"the {defined.group(1)}")
    return None


def _office(collector: _Collector, words: str, place: tuple[int, int], definitions: dict[str, str]) -> None:
    """Add an office; an organisation named behind the last of several offices is that of all."""
    words = _without_definitions(re.sub(r"^(?:the\s)", "", words, flags=re.IGNORECASE))
    earlier = next((item for item in collector.attorneys if item.kind is AttorneyKind.OFFICE), None)
    organisation = _organisation_in(words, definitions) or (earlier.organisation if earlier else None)
    title = re.split(r"\s(?:of|at|for)\s(?=the\s|[A-Z])", words)[0].strip(" ,")
    name = f"{title} of {organisation}" if organisation else title
    collector.add(Attorney(name, AttorneyKind.OFFICE, title=title, organisation=organisation), place)
    collector.delimiters.append("")
    if organisation is not None:
        for number, other in enumerate(collector.attorneys):
            if other.kind is AttorneyKind.OFFICE and other.organisation is None:
                collector.attorneys[number] = replace(
                    other, name=f"{other.title} of {organisation}", organisation=organisation
                )


def _title_then_person(words: str) -> tuple[str, str] | None:
    """Split "General Counsel / Rufus Dale" (a line end between) into a title and a person."""
    for line_end in re.finditer(r"[\v\n]", words):
        title, name = words[: line_end.start()].strip(), words[line_end.end() :].strip()
        if (has_title_word(title) or title.lower().startswith(("of ", "at "))) and is_person(name):
            return title, name
    lead = re.match(r"(?:(?:Mr|Ms|Mrs|Dr|Messrs)\.?\s)", words)
    if lead is not None and is_person(words[lead.end() :]):
        return "", words[lead.end() :]
    return None


def read_schedule(text: str, start: int, end: int) -> AttorneyList:
    """Attorneys of a list behind the signatures ("Exhibit A"): one a line, with or without a title."""
    collector = _Collector()
    position = start
    for line in re.finditer(r"[^\v\n]+", text[start:end]):
        words = re.sub(r"^\s*(?:\(?\d{1,2}[.)]|[-•]|\(?[a-z][.)])\s*", "", line.group()).strip(" ,;")
        place = (start + line.start(), start + line.end())
        name, _, rest = words.partition(",")
        if is_name_suffix(rest.partition(",")[0]):
            suffix, _, rest = rest.partition(",")
            name = f"{name},{suffix}"
        bare, inside = _brackets(name)
        stop = person_end(words, 0, len(words))
        if is_person(bare.strip()):
            title = (inside or rest).strip() or None
            collector.add(Attorney(clean_person(bare), title=title), place)
        elif stop is not None and has_title_word(words[stop:]):
            collector.add(Attorney(clean_person(words[:stop]), title=words[stop:].strip(" ,-")), place)
        elif collector.attorneys and has_title_word(words):
            collector.describe(words)
        elif collector.attorneys and words and words[0].isalpha() and len(words) > 3:
            break
        position = place[1]
    del position
    return AttorneyList(tuple(collector.attorneys), tuple(collector.places), ())
