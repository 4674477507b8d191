"""Where the appointing clause stands, and whom it appoints: authority reference 4.2."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from preflight.lazy_dataclass import dataclass
from preflight.poa.attorneys import AttorneyList, read_attorney_list, read_schedule
from preflight.poa.definitions import defined_names
from preflight.poa.exercise import AT_LEAST_WORDINGS, JOINT_WORDINGS, SEVERAL_WORDINGS
from preflight.poa.flow import Flow, Span

_VERBS = (
    re.compile(r"\bappoint(?:s|ed)?\s(?!as\s|by\s|remove)", re.IGNORECASE),
    re.compile(
        r"\bdesignat(?:es|ed|e)(?:\sand\s(?:authori[sz]e[sd]?|empowers?))?\s(?!by\s|in\s|as\s)", re.IGNORECASE
    ),
    re.compile(
        r"\bauthori[sz]e[sd]?(?:\sand\s(?:directs?|directed|empowers?|designates?"
        r"|instructs?|requests?))?\s(?!by\s|to\s|in\s|under\s|person|signator)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:grants?|gives?|confers?)\s(?:a\s|this\s|full\s|my\s|limited\s"
        r"|special\s)*(?:power\sof\sattorney|power|authority)\s(?:to|unto|on|upon)\s",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:sub-?delegates?|delegates?|grants?|gives?|confers?)\s(?:to|upon|unto|on)\s", re.IGNORECASE
    ),
    re.compile(
        r"\b(?:grant(?:s|ed)?|given?)\s(?!to\s|unto\s|up?on\s|him\s|her\s|full\s|such\s)", re.IGNORECASE
    ),
    re.compile(r"\b(?:names?|nominates?|constitutes?|makes?)\s", re.IGNORECASE),
)
_PASSIVE = re.compile(
    r"\s(?:is|are|be|has\sbeen|have\sbeen|shall\sbe)(?:\s(?:each|hereby|both|also|duly"
    r"|jointly|severally)){0,2}\s(?:authori[sz]ed|appointed|designated|empowered"
    r"|constituted)\b",
    re.IGNORECASE,
)
_DETERMINER = (
    r"(?:the\sundersigned'?s?|each\sof\sthe\sundersigned'?s?|each\sof\sour"
    r"|his\sor\sher|his/her|his|her|its|their|my|our|a|an|the|of\sthe\sundersigned)"
)
_QUALITY = (
    r"(?:(?:true|lawful|and|duly|authori[sz]ed|appointed|substitute|sole|limited"
    r"|special|legal|designated),?\s)*"
)
_ROLE = (
    r"(?:attorneys?(?:-|\s)?(?:\(s\)-)?(?:in-fact|at-law)?|attorneys?|agents?|prox(?:y"
    r"|ies)|representatives?|designees?|delegates?|substitutes?)\b"
)
_END = re.compile(
    rf",?\sas\s(?:the\s|each\s)?(?:[\w-]+\s){{0,3}}[\w.-]+'s?\s{_QUALITY}{_ROLE}"
    rf"|,?\s(?:as|to\sbe|to\sact\sas|to\sserve\sas"
    rf"|to\sbecome)(?:,?\s(?:and\sfor\s)?{_DETERMINER})?,?\s{_QUALITY}{_ROLE}"
    rf"|,?\s{_DETERMINER}\s{_QUALITY}{_ROLE}"
    rf"|,?\s(?:true|lawful)[\s,]{_QUALITY}{_ROLE}"
    r"|,?\sattorneys?-in-fact\b|,?\sagents\sand\sattorneys"
    r"|,?\s?to(?:\s|:\s?)(?:\(?[a1i]\)\s)?(?:sign|execut|prepar|fil[ei]|act\b|do\b"
    r"|complet|make|submit|exercis|take|perform|represent)"
    r"|,?\swith\s(?:full\s)?(?:powers?|authority|right)\b"
    r"|,?\s(?:the|full|all|any|such|my|his|her|its|their)\s(?:(?:full|lawful|limited"
    r"|necessary)\s)?(?:authority|powers?|right)\b"
    r"|,?\s(?:for\sand\s)?(?:in|on)\s(?:the\sname|(?:my|his|her|our|its|their"
    r"|the\sundersigned'?s)\s(?:name|behalf)|behalf)"
    r"|,?\sfor\s(?:him|her|me|us|and\s(?:on|in)|the\s(?:undersigned|purpose))"
    r"|,?\s(?:whose\s(?:signatures?|addresses?)|who\s(?:is|are)\s(?:hereby|each))|;",
    re.IGNORECASE,
)
_SCHEDULE = re.compile(
    r"(?:listed|named|identified|set\sforth|specified|described|appearing"
    r"|whose\snames\s(?:appear|are\slisted))\s(?:on|in|under|below\s(?:on"
    r"|in))?\s?(?:the\s)?(?:attached\s)?"
    r"(?P<heading>(?:exhibit|schedule|annex|appendix|attachment)(?:\s[A-Z0-9]\b)?)",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(
    r"\b(?:following|individuals|persons|officers)\b[^:]{0,40}(?:below|listed|named)|\bthe\sfollowing\b",
    re.IGNORECASE,
)
_LONGEST_LIST = 2_500


@dataclass(frozen=True, slots=True)
class Appointment:
    """The appointing clause of a paper; offsets are in its flow.

    ``verb`` is where the verb stands, ``start`` and ``end`` bound the list of attorneys.
    """

    verb: int
    start: int
    end: int
    listed: AttorneyList
    schedule: str | None = None
    """Heading of the list elsewhere ("Exhibit A") to which the clause refers."""


def find_appointment(flow: Flow, sentences: Sequence[Span], tail: Span) -> Appointment | None:
    """The first clause of the paper that appoints somebody, likeliest verb first."""
    definitions = defined_names(flow)
    for verb in _VERBS:
        for sentence in sentences:
            for match in verb.finditer(flow.text, sentence.start, sentence.end):
                found = _active(flow, match, sentence, tail, definitions)
                if found is not None:
                    return found
        if verb is _VERBS[2]:
            passive = _passive(flow, sentences, definitions)
            if passive is not None:
                return passive
    return None


def _active(
    flow: Flow, match: re.Match[str], sentence: Span, tail: Span, definitions: dict[str, str]
) -> Appointment | None:
    limit = min(sentence.end, match.end() + _LONGEST_LIST)
    masked = _masked(flow.text, match.end(), limit)
    ending = _END.search(masked)
    end = match.end() + (ending.start() if ending else len(masked))
    schedule = _SCHEDULE.search(flow.text, match.end(), min(limit, end + 120))
    if schedule is not None and schedule.start() < end + 10:
        heading = " ".join(schedule.group("heading").split())
        listed = _scheduled(flow, heading, tail)
        return Appointment(match.start(), match.end(), max(end, schedule.end()), listed, heading)
    if re.match(
        r"\s*(?:was|were|as|by|in|attorneys?|me|the\sundersigned)\b",
        flow.text[match.end() : match.end() + 16],
        re.IGNORECASE,
    ):
        return None
    listed = _without_exercise(flow, match.end(), end, definitions)
    if not listed.attorneys:
        below = _below(flow, match.end(), end, sentence)
        return Appointment(match.start(), match.end(), end, below) if below is not None else None
    return Appointment(match.start(), match.end(), end, listed)


def _masked(text: str, start: int, end: int) -> str:
    """The stretch with brackets blanked out, so that their words end nothing."""
    out = list(text[start:end])
    depth = 0
    for position, character in enumerate(out):
        if character == "(":
            depth += 1
        if depth:
            out[position] = "\x01"
        if character == ")" and depth:
            depth -= 1
    if depth:
        return text[start:end]
    return "".join(out)


def _without_exercise(flow: Flow, start: int, end: int, definitions: dict[str, str]) -> AttorneyList:
    """Read the list with the words about acting alone or together blanked out."""
    text = flow.text[start:end]
    for wording in (*AT_LEAST_WORDINGS, *SEVERAL_WORDINGS, *JOINT_WORDINGS):
        text = wording.expression.sub(
            lambda match: "," + " " * (len(match.group()) - 1) if match.group() else "", text
        )
    padded = "\x00" * start + text if start < 1 else flow.text[:start] + text
    return read_attorney_list(padded, start, start + len(text), definitions)


def _passive(flow: Flow, sentences: Sequence[Span], definitions: dict[str, str]) -> Appointment | None:
    """ "... confirms that A, B and C are authorized and designated to sign"."""
    for sentence in sentences:
        for match in _PASSIVE.finditer(flow.text, sentence.start, sentence.end):
            start = max(_last_that(flow.text, sentence.start, match.start()), match.start() - _LONGEST_LIST)
            listed = _without_exercise(flow, start, match.start(), definitions)
            if listed.attorneys and not listed.leftover:
                return Appointment(match.start(), start, match.start(), listed)
            below = _below(flow, start, match.start(), sentence)
            if below is not None:
                return Appointment(match.start(), start, match.end(), below)
    return None


def _below(flow: Flow, start: int, end: int, sentence: Span) -> AttorneyList | None:
    """The list at the end of the sentence, where its subject is "the following individuals"."""
    if _FOLLOWING.search(flow.text, start, end) is None:
        return None
    colon = flow.text.rfind(":", end, sentence.end)
    if colon < 0:
        return None
    listed = read_schedule(flow.text, colon + 1, sentence.end)
    return listed if listed.attorneys else None


def _last_that(text: str, start: int, end: int) -> int:
    """Behind the last word that introduces the list, or the start of the sentence."""
    found = start
    for match in re.compile(r"\b(?:that|hereby|confirms?|certif(?:y|ies)|:)[\s,]", re.IGNORECASE).finditer(
        text, start, end
    ):
        found = match.end()
    return found


def _scheduled(flow: Flow, heading: str, tail: Span) -> AttorneyList:
    """The list under ``heading`` behind the signatures."""
    words = heading.split()
    pattern = re.compile(
        r"[\v\n]\s?" + r"\s".join(re.escape(word) for word in words) + r"\b[^\v\n]{0,60}[\v\n]", re.IGNORECASE
    )
    found = None
    for match in pattern.finditer(flow.text, max(0, tail.start - 1), len(flow.text)):
        found = match
        break
    if found is None:
        return AttorneyList((), (), ())
    return read_schedule(flow.text, found.end() - 1, len(flow.text))


def exercise_region(appointment: Appointment, sentence_end: int) -> Iterator[tuple[int, int]]:
    """Where words about acting alone or together are looked for, nearest first."""
    yield appointment.start, min(sentence_end, appointment.end + 420)
    yield appointment.start, sentence_end
