"""When a grant begins (``effective``): authority reference 4.6 and 3.3."""

from __future__ import annotations

import re
from datetime import date

from preflight.authority.instruments import Effective, EffectiveMode
from preflight.poa.dates import dates_in
from preflight.poa.fieldwork import reading, shown
from preflight.poa.paper import PaperText
from preflight.poa.reading import FieldReading
from preflight.poa.wording import Wording, find_all

EFFECTIVE_WORDINGS: tuple[Wording[EffectiveMode], ...] = (
    Wording(
        "effective for filings after a date",
        r"effective for (?:all )?(?:documents|filings|reports|forms) filed (?:on or after|after|from) (?=\w)",
        EffectiveMode.RETROACTIVE,
        ("effective for all documents filed on or after November 1, 2024",),
    ),
    Wording(
        "effective on filing",
        r"(?:effective|effect|begin(?:s|ning)?|commenc\w{1,4})[^.;]{0,30}? (?:upon|on|at"
        r"|with) (?:the )?(?:date of )?(?:the )?filing (?:of|with)",
        EffectiveMode.ON_FILING,
        ("shall become effective upon the filing of the Company's registration statement",),
    ),
    Wording(
        "effective on an event",
        r"(?:becomes? effective|take effect|takes effect|begins|commences|effective|come "
        r"into force)(?: only)?(?: immediately)? (?:upon|on|when|if|at) (?:the |my |his "
        r"|her |such |any )?(?:effectiveness|closing|consummation|completion|absence"
        r"|incapacity|disability|occurrence|death|election|appointment|time|event|date on "
        r"which|undersigned|effective time|initial public)",
        EffectiveMode.ON_EVENT,
        (
            "It begins upon the effectiveness of the registration statement",
            "shall become effective upon my absence",
        ),
    ),
    Wording(
        "effective on a date",
        r"(?:effective|effect|valid|begins?|commences?|in force|effectiveness)(?: (?:as of|on"
        r"|from|date:?|as from|from and after|commencing on|beginning on|beginning"
        r"|starting|commencing)){0,2}:? (?=(?:the )?(?:\d{1,2}[ /-]|\d{1,2}(?:st|nd|rd|th)"
        r"|jan|feb|mar|apr|may \d|jun|jul|aug|sep|oct|nov|dec))",
        EffectiveMode.ON_DATE,
        (
            "is effective as of July 1, 2021",
            "valid from 1 June 2022",
            "Effective April 8, 2024",
            "shall take effect on May 1, 2020",
        ),
    ),
)


def read_effective(paper: PaperText, executed: date | None) -> FieldReading:
    """When the grant begins; without words: on execution."""
    flow = paper.flow
    for hit in find_all(EFFECTIVE_WORDINGS, flow, paper.grant_start, paper.body.end):
        mode = hit.wording.value
        if mode in (EffectiveMode.ON_DATE, EffectiveMode.RETROACTIVE):
            day = next(iter(dates_in(flow.text, hit.end, min(len(flow.text), hit.end + 45))), None)
            if day is None:
                continue
            if executed is not None and day.value < executed:
                mode = EffectiveMode.RETROACTIVE
            if executed is not None and day.value == executed:
                return reading(
                    "effective", Effective(), flow, [(hit.start, day.end)], wordings=[hit.wording.name]
                )
            return reading(
                "effective",
                Effective(mode, day.value),
                flow,
                [(hit.start, day.end)],
                wordings=[hit.wording.name],
            )
        stop = min(paper.body.end, hit.end + 90)
        sentence_end = re.compile(r"[.;,]\s").search(flow.text, hit.end, stop)
        stop = sentence_end.start() if sentence_end else stop
        event = flow.words(hit.start, stop)
        doubt = f"The grant begins with an event that has to be proved: “{shown(event)}”."
        return reading(
            "effective",
            Effective(mode, event=event),
            flow,
            [(hit.start, stop)],
            doubt=doubt,
            wordings=[hit.wording.name],
        )
    return reading("effective", Effective(), flow)
