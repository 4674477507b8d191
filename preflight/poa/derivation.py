"""The recital of a delegation: under whose authority, and under which paper, it is made (4.8, seed 2.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from preflight.lazy_dataclass import dataclass
from preflight.poa.dates import dates_in
from preflight.poa.flow import Flow, Span
from preflight.poa.organisations import organisation_end
from preflight.poa.people import clean_person, is_person, person_end
from preflight.poa.wording import Wording, find_first

RECITAL_WORDINGS: tuple[Wording[str], ...] = (
    Wording(
        "power granted to the undersigned",
        r"(?:pursuant to|under|by virtue of|in accordance with|in exercise of|acting under"
        r"|reference is made to)[^.;]{0,40}? powers? of attorney[^.;]{0,80}? (?:granted"
        r"|given|executed|issued|made) (?:to|in favou?r of|appointing) (?:the undersigned"
        r"|me)(?:[^.;]{0,60}?) by ",
        "by",
        ("Pursuant to that certain Power of Attorney granted to the undersigned by David Doe",),
    ),
    Wording(
        "power granted by the principal to the undersigned",
        r"(?:pursuant to|under|by virtue of|in accordance with|in exercise of|reference is made to"
        r"|acting under)[^.;]{0,40}? powers? of attorney[^.;]{0,60}?(?: dated[^.;]{0,40}?)? "
        r"(?:granted|given|executed|signed|made|issued)? ?by "
        r"(?-i:(?=[A-Z]))(?=[^;]{2,80}? (?:to|in favou?r of|appointing|naming"
        r"|authori[sz]ing) (?:the undersigned|me|, ?among))",
        "by",
        (
            "Under the power of attorney dated May 3, 2011 given by Jane Q. Doe to the undersigned",
            "Reference is made to the power of attorney dated June 2, 2014, granted by Ann Doe to me",
        ),
    ),
    Wording(
        "power by which the principal appointed the undersigned",
        r"(?:by|under|pursuant to|in|by virtue of) (?:a|an|that certain|the|my)[^.;]{0,20}? powers? of "
        r"attorney(?:,? (?:dated|executed|made|signed)(?: as of| on)? [^;]{0,24}?\d{4})?,? "
        r"(?-i:(?=[A-Z]))(?=[^;]{2,140}? (?:appoint|designat|nam|authori[sz]|constitut|grant)(?:ed|e|s|es)"
        r"\b[^;]{0,30}? (?:the undersigned|me)\b)",
        "by",
        (
            "by a Power of Attorney dated October 3, 2016, Jane M. Doe (the Principal) constituted and "
            "appointed the undersigned",
        ),
    ),
    Wording(
        "power that the principal gave in favour of the undersigned",
        r"powers? of attorney,? (?:that|which) (?-i:(?=[A-Z]))(?=[^;]{2,80}? (?:signed"
        r"|gave|granted|executed|made|issued)"
        r"[^;]{0,40}? (?:in (?:my|his|her|its|their) favou?r|to (?:me|the undersigned)|in "
        r"favou?r of the undersigned))",
        "by",
        ("under the power of attorney that Jane Doe signed in her favor on April 6, 2020",),
    ),
    Wording(
        "authority by the principal",
        r"(?:pursuant to|under|by virtue of|in accordance with) "
        r"[^.;]{0,40}?authority[^.;]{0,40}? (?:by|from|of) the principals?,? ",
        "by",
        ("pursuant to lawfully granted authority by the principal, Jane Sterling",),
    ),
    Wording(
        "acting as attorney-in-fact for",
        r"(?:(?:the undersigned|I),? [^.;]{0,60}?(?:acting|as|being)(?: duly appointed| "
        r"duly authori[sz]ed| the| an?){0,2} (?:agent and )?attorney-in-fact (?:for|of) "
        r")(?-i:(?=[A-Z]))",
        "for",
        ("I, Jane Roe, as attorney-in-fact for John Doe, hereby appoint",),
    ),
    Wording(
        "appointed attorney for individuals",
        r"(?:the undersigned|I) (?:was|were|has been|have been|am|is)(?: duly| each)? "
        r"(?:appointed|named|designated|constituted)[^.;]{0,40}? (?:attorneys?-in-fact"
        r"|agent)[^.;]{0,40}? (?:for|by|of) (?:each of )?(?:the following (?:individuals?"
        r"|persons?|reporting persons?|officers and directors|directors and officers)|the "
        r"(?:individuals?|persons?) (?:listed|named))[^:]{0,400}?:",
        "list",
        (
            "the undersigned was appointed an attorney-in-fact for the following individuals "
            "to, among other things, execute Forms:",
        ),
    ),
    Wording(
        "appointed attorney by one person",
        r"(?:the undersigned|I) (?:was|has been|have been|am|is)(?: duly)? (?:appointed"
        r"|named|designated|constituted)[^.;]{0,40}? (?:attorneys?-in-fact"
        r"|agent)[^.;]{0,20}? (?:for|by|of) (?-i:(?=[A-Z]))",
        "by",
        ("the undersigned was appointed attorney-in-fact by Jane Doe",),
    ),
    Wording(
        "exercise of a power of substitution",
        r"(?:in accordance with|pursuant to|by virtue of|in exercise of|exercising|under) "
        r"[^.;]{0,80}?(?:power of substitution|power to delegate|authority to "
        r"delegate)[^.;]{0,60}? (?:granted|given|conferred)[^.;]{0,60}? by ",
        "by",
        ("pursuant to the power of substitution granted to me by Jane Doe",),
    ),
)


@dataclass(frozen=True, slots=True)
class Recital:
    """What a delegation says of the power above it; offsets are in the paper's flow."""

    principals: tuple[str, ...]
    dated: date | None
    start: int
    end: int
    wording: str
    description: str


def read_recital(flow: Flow, sentences: Sequence[Span], body_end: int) -> Recital | None:
    """The recital of the power above, or ``None`` for a paper that is no delegation.

    ``sentences`` and ``body_end`` are those of the paper's body in ``flow``.
    """
    hit = find_first(RECITAL_WORDINGS, flow, 0, body_end)
    if hit is None:
        return None
    if hit.wording.value == "list":
        names, end = _listed(flow.text, hit.end, body_end)
    else:
        names, end = _named(flow.text, hit.end, body_end)
    if not names:
        return None
    sentence = next((item for item in sentences if item.start <= hit.start < item.end), None)
    limit = min(sentence.end if sentence else body_end, end + 400)
    appoint = re.compile(r"\bappoint|\bdesignat", re.IGNORECASE).search(flow.text, end, limit)
    limit = appoint.start() if appoint else limit
    day = next(iter(dates_in(flow.text, hit.start, limit)), None)
    stop = day.end if day is not None else end
    return Recital(
        names,
        day.value if day else None,
        hit.start,
        max(stop, end),
        hit.wording.name,
        flow.words(hit.start, max(stop, end)),
    )


def _named(text: str, start: int, limit: int) -> tuple[tuple[str, ...], int]:
    """Names in running text: one, or several joined by commas and "and"."""
    names: list[str] = []
    position = start
    end = start
    for _ in range(12):
        stop = person_end(text, position, min(limit, position + 80))
        organisation = organisation_end(text, position) if stop is None else None
        stop = stop or organisation
        if stop is None:
            break
        names.append(
            clean_person(text[position:stop])
            if organisation is None
            else " ".join(text[position:stop].split())
        )
        end = stop
        joint = re.compile(r"(?:,\s(?:and\s)?|\sand\s)(?=[A-Z])").match(text, stop, limit)
        if joint is None:
            break
        position = joint.end()
    return tuple(names), end


def _listed(text: str, start: int, limit: int) -> tuple[tuple[str, ...], int]:
    """Names of a list, one an item."""
    names: list[str] = []
    end = start
    item = re.compile(
        r"[\s\v\n]*(?:[-•]|\(?\d{1,2}[.)]|\(?[a-z][.)])?\s*([A-Z][^\v\n,;]{3,60})(?:[\v\n,;.]|$)"
    )
    for _ in range(60):
        found = item.match(text, end, limit)
        if found is None or not is_person(found.group(1).strip().rstrip(".")):
            break
        names.append(clean_person(found.group(1)))
        end = found.end(1)
        following = text[end : end + 2]
        end += 1 if following[:1] in ",;." else 0
    return tuple(names), end
