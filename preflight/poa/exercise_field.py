"""The field ``exercise``: wordings at the appointing clause, else the word between the names (4.2)."""

from __future__ import annotations

import re

from preflight.authority.instruments import AttorneyKind, Exercise
from preflight.lazy_dataclass import dataclass
from preflight.poa.appointing import exercise_region
from preflight.poa.exercise import AT_LEAST_WORDINGS, JOINT_WORDINGS, SEVERAL_WORDINGS, count_of
from preflight.poa.fieldwork import missing, reading, shown
from preflight.poa.paper import PaperText
from preflight.poa.reading import FieldConfidence, FieldReading
from preflight.poa.wording import Hit, find_all

_LATER = re.compile(
    r"(?:said|such|my|the)\s(?:foregoing\s)?(?:attorneys?(?:-in-fact)?"
    r"|agents?)[^.;]{0,60}?,?\s(?:and|or)\s(?:any|each"
    r"|either)(?:\sone)?(?:\sor\smore)?\sof\sthem"
    r"|each\s(?:such\s)?attorney-in-fact\s(?:may|shall\shave|is|acting)"
    r"|to\seach\s(?:of\s)?(?:such|said)\sattorneys?-in-fact",
    re.IGNORECASE,
)
_TOGETHER_UNREAD = re.compile(
    r"\b(?:jointly|together|in\sconcert|unanim|concurrence|any\s(?:two|three|2|3))\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ExerciseValue:
    """How attorneys act, with the number for ``AT_LEAST``."""

    exercise: Exercise
    at_least: int | None = None


def read_exercise(paper: PaperText) -> FieldReading:
    """How the attorneys act (value: :class:`ExerciseValue`); one attorney alone acts alone."""
    flow, appointment = paper.flow, paper.appointment
    if appointment is None:
        return missing(
            "exercise", ExerciseValue(Exercise.UNSTATED), flow, "No appointing clause says how anybody acts."
        )
    listed = appointment.listed
    if not listed.attorneys:
        return missing(
            "exercise",
            ExerciseValue(Exercise.UNSTATED),
            flow,
            "Without the attorneys' names it is open how they act.",
        )
    if len(listed.attorneys) == 1 and listed.attorneys[0].kind is AttorneyKind.PERSON:
        return reading(
            "exercise", ExerciseValue(Exercise.SEVERAL), flow, [(appointment.start, appointment.end)]
        )
    sentence = next(
        (item.end for item in paper.sentences if item.start <= appointment.verb < item.end), appointment.end
    )
    for start, end in exercise_region(appointment, sentence):
        hits: list[Hit[Exercise]] = []
        for wordings in (AT_LEAST_WORDINGS, SEVERAL_WORDINGS, JOINT_WORDINGS):
            hits.extend(hit for hit in find_all(wordings, flow, start, end) if hit.match.group().strip(" ,"))
        chosen = _choose(hits)
        if chosen is not None:
            at_least = count_of(chosen.match) if chosen.wording.value is Exercise.AT_LEAST else None
            kinds = {hit.wording.value for hit in hits if not _within(hit, chosen)}
            doubt = None
            if {Exercise.JOINT, Exercise.SEVERAL} <= {
                *kinds,
                chosen.wording.value,
            } and chosen.wording.value is not Exercise.AT_LEAST:
                doubt = "Some words let the attorneys act alone and others ask them to act together."
            value = ExerciseValue(chosen.wording.value, at_least)
            return reading(
                "exercise",
                value,
                flow,
                [(chosen.start, chosen.end)],
                doubt=doubt,
                wordings=[chosen.wording.name],
            )
    return _without_words(paper)


def _choose(hits: list[Hit[Exercise]]) -> Hit[Exercise] | None:
    """A number of attorneys before everything; else the wording that stands first, the longer one of two."""
    counted = [hit for hit in hits if hit.wording.value is Exercise.AT_LEAST]
    if counted:
        return counted[0]
    return min(hits, key=lambda hit: (hit.start, -hit.end), default=None)


def _within(one: Hit[Exercise], other: Hit[Exercise]) -> bool:
    return other.start <= one.start and one.end <= other.end


def _without_words(paper: PaperText) -> FieldReading:
    """No wording: "or" between the names, or each of them appointed, means severally; else it is open."""
    flow, appointment = paper.flow, paper.appointment
    assert appointment is not None
    place = (appointment.start, appointment.end)
    listed = appointment.listed
    if any("or" in delimiter.split() or delimiter == "and/or" for delimiter in listed.delimiters):
        return reading(
            "exercise", ExerciseValue(Exercise.SEVERAL), flow, [place], wordings=["or between the names"]
        )
    if listed.conditional and len([item for item in listed.attorneys if item.substitute_for is None]) == 1:
        return reading(
            "exercise", ExerciseValue(Exercise.SEVERAL), flow, [place], confidence=FieldConfidence.MEDIUM
        )
    if (
        any(item.kind in (AttorneyKind.CLASS, AttorneyKind.FIRM) for item in listed.attorneys)
        and len(listed.attorneys) == 1
    ):
        return reading(
            "exercise", ExerciseValue(Exercise.SEVERAL), flow, [place], confidence=FieldConfidence.MEDIUM
        )
    before = flow.text[appointment.start : appointment.end]
    if re.match(r"\s?each\sof\b", before, re.IGNORECASE):
        return reading(
            "exercise",
            ExerciseValue(Exercise.SEVERAL),
            flow,
            [place],
            confidence=FieldConfidence.MEDIUM,
            wordings=["each of those named"],
        )
    later = _LATER.search(flow.text, paper.grant_start, paper.body.end)
    if later is not None:
        return reading(
            "exercise",
            ExerciseValue(Exercise.SEVERAL),
            flow,
            [(later.start(), later.end())],
            confidence=FieldConfidence.MEDIUM,
            wordings=["each of them elsewhere"],
        )
    unread = _TOGETHER_UNREAD.search(flow.text, appointment.start, min(paper.body.end, appointment.end + 600))
    if unread is not None:
        doubt = (
            f"Words about acting together were not understood: "
            f"“{shown(flow.text[max(0, unread.start() - 40) : unread.end() + 40])}”."
        )
        return reading(
            "exercise", ExerciseValue(Exercise.UNSTATED), flow, [(unread.start(), unread.end())], doubt=doubt
        )
    doubt = "Several attorneys are named, and no words say whether each may act alone."
    return reading("exercise", ExerciseValue(Exercise.UNSTATED), flow, [place], doubt=doubt)
