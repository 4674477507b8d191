"""What ends a grant (``term``): authority reference 4.7."""

from __future__ import annotations

import re

from preflight.authority.instruments import Delivery, Obligation, Term, TermRule
from preflight.poa.dates import dates_in
from preflight.poa.fieldwork import reading, shown
from preflight.poa.organisations import organisation_end
from preflight.poa.paper import PaperText
from preflight.poa.reading import FieldConfidence, FieldReading
from preflight.poa.wording import Hit, Wording, find_all, find_first

_SECTION_16 = r"(?:(?:section|§) ?16|reporting (?:requirements|obligations)|the section 16 reporting)"

OBLIGATION_WORDINGS: tuple[Wording[Obligation], ...] = (
    Wording(
        "no longer required to file Forms",
        r"(?:until|as|so) [^.;]{0,120}?(?:(?:no longer|not|ceases? to be|ceased to be) "
        r"[^.;]{0,60}?(?:required|obligated|obliged|have to|has to|obligation|duty)|no "
        r"(?:further|more) (?:duty|obligation|need))"
        r" [^.;]{0,60}?(?:file|submit)[^.;]{0,40}? (?:any )?(?:of )?(?:the |such |said "
        r")?(?:SEC )?(?:section 16 )?(?:forms?|reports?|statements?|documents?)(?: ID,?| 3"
        r"| 4| 5|\b)",
        Obligation.FORMS_3_4_5,
        (
            "until the undersigned is no longer required to file Forms 3, 4 and 5",
            "until I am no longer required to file Forms 3, 4 and 5",
            "until the undersigned has no further duty to file Forms 3, 4 and 5",
            "until the undersigned is no longer obligated to file such reports",
            "until the undersigned is no longer required to file any Forms",
        ),
        ("until the undersigned is no longer employed by the Company",),
    ),
    Wording(
        "obligations under Section 16",
        rf"(?:so long as|as long as|until|while|during the time|when|dates? (?:on|upon"
        rf"|when) which|(?:time|day) (?:at which|that|when|on which)) [^.;]{{0,160}}?(?:has"
        rf"|have|is|am|are|remains?|ceases?|no longer|continues?)\b[^.;]{{0,60}}?(?:obligat"
        rf"|subject to|required|duty|responsib|reporting)[^.;]{{0,60}}?{_SECTION_16}",
        Obligation.SECTION_16,
        (
            "for so long as the undersigned has any obligations under Section 16 of the 1934 Act",
            "until I cease to be subject to Section 16 of the Securities Exchange Act of 1934",
            "until the undersigned is no longer subject to the reporting requirements of Section 16",
            "until the undersigned is no longer subject to Section 16",
            "until the undersigned is no longer required to file reports under Section 16",
        ),
        ("for so long as the authority of the undersigned to act shall remain valid",),
    ),
    Wording(
        "while a Section 16 reporting person",
        r"(?:so long as|as long as|until|while) [^.;]{0,120}?(?:is|am|are|be|remains?) "
        r"(?:no longer )?an? (?:section 16|reporting person|insider|executive officer "
        r"subject to)",
        Obligation.SECTION_16,
        (
            "until the undersigned ceases to be a Section 16 reporting person",
            "for as long as I am a reporting person",
        ),
    ),
)
"""Whose end of duty ends the grant."""

STATUS_WORDINGS: tuple[Wording[str], ...] = (
    Wording(
        "attorney ceases to be employed",
        r"(?:attorneys?-in-fact|attorneys?|agents?|persons?|individual|he or she|he/she|he"
        r"|she|they|designee|substitute)(?: or persons)?[^.;]{0,120}? ?(?:cease(?:s"
        r"|\(s\))?|no longer|leaves?|terminates?)(?: to be)?(?: an?| the)? "
        r"?(?:(?P<title>officer|director|partner|associate)|employee|employed|employ"
        r"|employment|service)s?(?: (?:of|by|with|at) (?:the employ of "
        r")?(?P<organisation>[^.;,]{2,80}))?",
        "",
        (
            "if such attorney-in-fact ceases to be an officer of the Company",
            "the person or persons to whom power has been granted cease(s) to be an employee "
            "of the Company or one of its affiliates",
            "the date on which such attorney-in-fact ceases to be an employee of Stonebridge LLC",
            "in the event the attorney-in-fact ceases to be an employee of the Company",
        ),
        ("the undersigned ceases to be an officer of the Company",),
    ),
    Wording(
        "while the attorney is employed",
        r"(?:so long as|as long as|while|for such time (?:that|as)|during (?:the )?time) "
        r"(?:such |the |said |each |each such |any )?(?:attorneys?-in-fact|attorneys?"
        r"|agents?|persons?|he or she|(?-i:[A-Z][\w.]+ [A-Z][\w. ]{1,30}?))(?: or [a-z "
        r"-]{1,30})? (?:is|are|remains?|shall (?:continue to be|remain|be)|continues? to "
        r"be|continues?)(?: an?| in the)? ?(?:(?P<title>officer|director|partner"
        r"|associate)|employee|employed|employ|member)s?(?: (?:of|by|with|at) "
        r"(?P<organisation>[^.;,]{2,80}))?",
        "",
        (
            "only so long as such attorney-in-fact is employed by Oakhurst Devices, Inc",
            "for such time that Jane Roe shall continue to be an officer of the Company",
            "so long as such attorney-in-fact remains an employee of the Company",
        ),
    ),
)
"""The attorney's own status, as to that attorney."""

FIXED_WORDINGS: tuple[Wording[TermRule], ...] = (
    Wording(
        "through a date",
        r"(?:through|up to and including|to and including|including)(?: and including)? "
        r"(?=(?:the )?(?:\d{1,2}\b|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
        r"|[a-z-]{5,14} day of))",
        TermRule.THROUGH_DATE,
        ("valid through June 30, 2022", "up to and including December 31, 2020"),
    ),
    Wording(
        "until a date",
        r"(?:until|expires?(?: automatically)? on|expiring on|terminates? on|ends? on"
        r"|expire on|terminate on|no later than|earlier of|earliest of|to occur of:?|or"
        r"|\(i\)|\(a\)|\(1\)|;)(?: the earlier of| the earliest of)?(?: \(?(?:i|a|1)\))? "
        r"(?=(?:the )?(?:\d{1,2}\b|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
        r"|[a-z-]{5,14} day of))",
        TermRule.FIXED_DATE,
        (
            "until December 31, 2020",
            "until the earlier of (i) March 15, 2022",
            "shall expire on May 1, 2021",
            "on the earlier of December 31, 2018",
        ),
    ),
)

_NUMBER = (
    r"(?P<number>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|eighteen|twenty-four|thirty|sixty|ninety)(?: ?\(\d{1,3}\))?"
)
DURATION_WORDINGS: tuple[Wording[str], ...] = (
    Wording(
        "valid for a time",
        rf"(?:for|within|of|expires?|ends?|terminates?|lapses?)(?: a)?(?: period| "
        rf"term)?(?: of)? {_NUMBER}[- ](?P<unit>years?|months?|days?|weeks?)",
        "",
        (
            "valid for three years from the date of this letter",
            "for a period of one (1) year",
            "ends five years thereafter",
        ),
        ("for a fee of 3 percent",),
    ),
    Wording(
        "until a time after its date",
        rf"(?:until|date (?:that is|which is)|on the date) {_NUMBER}[- ](?P<unit>years?"
        rf"|months?|days?) (?:from|after|following)",
        "",
        ("until two years from the date hereof",),
    ),
    Wording(
        "until an anniversary",
        r"(?P<ordinal>first|second|third|fourth|fifth|sixth|seventh|tenth|one-year"
        r"|two-year|three-year|five-year)(?P<unit> )anniversary",
        "",
        ("ends on the third anniversary of its date",),
    ),
)

UNTIL_REVOKED_WORDINGS: tuple[Wording[TermRule], ...] = (
    Wording(
        "until revoked",
        r"(?:until|till)(?: such (?:time|date)(?: as| that)?)?(?: (?:it is|they are|either"
        r"|terminated or|the same is|this power of attorney is|this power is|expressly"
        r"|specifically|withdrawn or|modified or|otherwise|earlier|is|the undersigned|I"
        r"|its|written|such time|as)){0,5} (?:revok(?:ed?|es|ation)|withdrawn?"
        r"|rescind(?:ed)?|cancell?ed|terminated)",
        TermRule.UNTIL_REVOKED,
        (
            "in effect until revoked",
            "until withdrawn by the undersigned",
            "until either revoked in writing",
            "until I revoke it by a signed writing",
            "until it is revoked",
            "until terminated or revoked",
        ),
        ("unless earlier revoked", "until the undersigned is no longer required"),
    ),
    Wording(
        "such time that it is revoked",
        r"(?:such (?:time|date) (?:that|as|on which)|\((?:ii|b|2|iii|c|3)\)(?: the "
        r"date(?: on which)?)?)(?: it is| this power(?: of attorney)? is| the undersigned"
        r"| such time that it is| when)? ?(?:it is )?revok(?:ed|es)",
        TermRule.UNTIL_REVOKED,
        ("(ii) such time that it is revoked in writing",),
    ),
    Wording(
        "item of a list: its revocation",
        r"\((?:ii|b|2|iii|c|3|iv|d|4)\)(?: (?:the|its|my|any|a|their|date|of|on|upon|when"
        r"|receipt)){0,5}(?: (?:written|signed|earlier)){0,2} (?:notice of )?revocation",
        TermRule.UNTIL_REVOKED,
        ("and (c) written revocation delivered to the General Counsel", "(iii) the date of its revocation"),
    ),
    Wording(
        "until notice",
        r"until (?:I|the undersigned|you|we|further|you are|you have|receipt of)(?: "
        r"shall)?(?: (?:notif(?:y|ies)|notified|received?|receives?|written))? ?(?:you "
        r"|the commission |the sec |otherwise|notice|notification|notified|written|in "
        r"writing)",
        TermRule.UNTIL_NOTICE,
        ("until I notify you otherwise", "until further notice", "until you receive written notice"),
    ),
)

UPSTREAM_WORDINGS: tuple[Wording[TermRule], ...] = (
    Wording(
        "while the authority above is valid",
        r"(?:so long as|as long as|until|while) [^.;]{0,80}?(?:authority|power"
        r"|appointment)[^.;]{0,40}? of the undersigned[^.;]{0,100}?(?:remains?|shall "
        r"remain|continues?|shall continue|is|ceases?|terminates?"
        r"|be)\b[^.;]{0,40}?(?:valid|effect|force|exist|terminat|revok)",
        TermRule.UPSTREAM_VALID,
        (
            "for so long as the authority of the undersigned to act under such Delegable "
            "Power shall remain valid",
        ),
    ),
    Wording(
        "while the power above is in effect",
        r"(?:so long as|as long as|until|while) (?:the |such |said )?(?:original "
        r"|underlying |foregoing )?powers? of attorney (?:referred to|described|referenced"
        r"|mentioned|granted)[^.;]{0,60}?(?:remains?|is|are|terminates?|ceases?)",
        TermRule.UPSTREAM_VALID,
        ("so long as the original Power of Attorney referred to above remains in effect",),
    ),
)

_NUMBERS = {
    name: number
    for number, name in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        start=1,
    )
} | {"eighteen": 18, "twenty-four": 24, "thirty": 30, "sixty": 60, "ninety": 90}
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
    r"|effect)|(?:valid|effective|good|continues?|continue) (?:until|through|for|as "
    r"long|so long)|until)\b",
    re.IGNORECASE,
)
_EARLIEST = re.compile(
    r"\b(?:the )?(?:earlier|earliest|first)(?: to occur)? of\b".replace(" ", r"\s"), re.IGNORECASE
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
        elif trigger and len(terms) == before and not _speaks_of_revocation_only(text):
            unread.append(text)
    for text in unread:
        doubts.append(f"Words about the end of the grant were not understood: “{shown(text)}”.")
    if any(term.rule is TermRule.DURATION for term in terms) and any("thereafter" in name for name in names):
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
        chosen = min(obligations, key=lambda hit: (hit.start, OBLIGATION_WORDINGS.index(hit.wording)))
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
        ):
            continue
        term = Term(fixed.wording.value, date=day.value)
        found.append((term, (fixed.start, day.end), fixed.wording.name, True))
    for hit in find_all(DURATION_WORDINGS, flow, start, end):
        lasts = _duration(hit)
        if lasts is not None and _ends(flow.text, start, hit.end):
            tail = flow.text[hit.end : hit.end + 14]
            name = hit.wording.name + (" thereafter" if "thereafter" in tail else "")
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
