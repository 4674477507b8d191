"""Governing law and durability: clauses that no signer reads and every court does."""

from __future__ import annotations

import re

from preflight.authority.instruments import Tri
from preflight.poa.fieldwork import reading, shown
from preflight.poa.paper import PaperText
from preflight.poa.reading import FieldReading
from preflight.poa.wording import Wording, find_first

LAW_WORDINGS: tuple[Wording[str], ...] = (
    Wording(
        "governed by the law of",
        r"(?:governed by|construed (?:in accordance with|under)|subject to|in accordance "
        r"with|interpreted under|under)(?:,? and construed[^.;]{0,60}?)?(?: and "
        r"interpreted[^.;]{0,40}?)?,? the (?:internal |substantive |domestic )?laws? (?:of"
        r"|in force in) (?:the )?(?:state|commonwealth|province|republic)?(?: of)? "
        r"?(?P<place>(?-i:[A-Z][A-Za-z]{2,}(?: [A-Z][A-Za-z]+){0,3}))",
        "",
        (
            "shall be governed by and construed in accordance with the laws of the State of Delaware",
            "governed by, and construed in accordance with, the laws of the State of New "
            "York, without regard",
        ),
    ),
    Wording(
        "law of a state governs",
        r"the laws? of (?:the )?(?:state|commonwealth|province)?(?: of)? "
        r"?(?P<place>(?-i:[A-Z][A-Za-z]{2,}(?: [A-Z][A-Za-z]+){0,3})) (?:shall |will "
        r")?(?:govern|appl)",
        "",
        ("the laws of the State of Ohio shall govern",),
    ),
    Wording(
        "its law governs",
        r"(?P<place>(?-i:[A-Z][A-Za-z]{2,}(?: [A-Z][A-Za-z]+){0,2})) law (?:shall |will )?governs?",
        "",
        ("New Jersey law governs",),
    ),
    Wording(
        "named law governs",
        r"governed by (?:the )?(?P<place>(?-i:[A-Z][A-Za-z]{2,}(?: [A-Z][A-Za-z]+){0,2})) law",
        "",
        ("This power is governed by Delaware law",),
    ),
)

DURABLE_WORDINGS: tuple[Wording[Tri], ...] = (
    Wording(
        "ends with incapacity",
        r"(?:terminates?|ends?|expires?|void|cease)[^.;]{0,60}? (?:upon|on|in the event of"
        r"|if)[^.;]{0,40}? (?:incapacit|incompeten|disabilit|disabled)|not a? ?durable"
        r"|non-?durable",
        Tri.NO,
        ("shall terminate upon my incapacity", "This is not a durable power of attorney"),
    ),
    Wording(
        "not affected by incapacity",
        r"(?:not|nor)(?: be)? (?:affected|impaired|terminated|revoked|void|lapse"
        r"|end)[^.;]{0,60}? (?:disabilit|incompeten|incapacit|disabled)"
        r"|survives?[^.;]{0,60}?(?:disabilit|incompeten|incapacit)|(?:is|be|as) (?:a "
        r"|intended to be )?durable|durable power of attorney"
        r"|notwithstanding[^.;]{0,40}?(?:disabilit|incapacit)|(?:remain"
        r"|continue)[^.;]{0,60}?(?:despite|notwithstanding|regardless "
        r"of)[^.;]{0,40}?(?:disabilit|incapacit|incompeten)",
        Tri.YES,
        (
            "shall not be affected by the subsequent disability or incompetence of the principal",
            "is durable and shall survive my disability",
            "DURABLE POWER OF ATTORNEY",
        ),
    ),
)


def read_governing_law(paper: PaperText) -> FieldReading:
    """The state or country whose law governs, as the paper names it, or ``None``."""
    flow = paper.flow
    for hit in (find_first((wording,), flow, paper.grant_start, paper.body.end) for wording in LAW_WORDINGS):
        if hit is None or not re.search(
            r"govern|constru|interpret", flow.text[max(0, hit.start - 60) : hit.end], re.IGNORECASE
        ):
            continue
        place = " ".join(hit.match.group("place").split())
        place = re.sub(r"^(?:State|Commonwealth|Province|Republic)\sof\s", "", place)
        if place.lower().startswith(("united states", "securities", "exchange")):
            continue
        return reading("governing_law", place, flow, [(hit.start, hit.end)], wordings=[hit.wording.name])
    unread = re.compile(r"governed\sby[^.]{0,80}\blaw|\blaws?\b[^.]{0,40}\bgovern", re.IGNORECASE).search(
        flow.text, paper.grant_start, paper.body.end
    )
    if unread is not None:
        doubt = f"Words about the governing law were not understood: “{shown(unread.group())}”."
        return reading("governing_law", None, flow, [(unread.start(), unread.end())], doubt=doubt)
    return reading("governing_law", None, flow)


def read_durable(paper: PaperText) -> FieldReading:
    """Whether the grant outlives the principal's incapacity."""
    flow = paper.flow
    hit = find_first(DURABLE_WORDINGS, flow, 0, paper.body.end)
    if hit is not None:
        return reading(
            "durable", hit.wording.value, flow, [(hit.start, hit.end)], wordings=[hit.wording.name]
        )
    unread = re.compile(r"incapacit|incompeten|disabilit|durable", re.IGNORECASE).search(
        flow.text, paper.grant_start, paper.body.end
    )
    if unread is not None and "absence" not in flow.text[max(0, unread.start() - 60) : unread.end()]:
        doubt = (
            f"Words about incapacity were not understood: "
            f"“{shown(flow.text[max(0, unread.start() - 60) : unread.end() + 30])}”."
        )
        return reading("durable", Tri.UNSTATED, flow, [(unread.start(), unread.end())], doubt=doubt)
    return reading("durable", Tri.UNSTATED, flow)
