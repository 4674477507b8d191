"""In which of the principal's capacities the attorneys may sign: authority reference 4.3."""

from __future__ import annotations

import re

from preflight.authority.instruments import Capacity
from preflight.poa.fieldwork import reading, shown
from preflight.poa.paper import PaperText
from preflight.poa.reading import FieldConfidence, FieldReading
from preflight.poa.wording import Wording, find_all

CAPACITY_WORDINGS: tuple[Wording[frozenset[Capacity]], ...] = (
    Wording(
        "any and all capacities",
        r"in (?:any and all|any|all|every|whatever) capacit(?:y|ies)",
        frozenset({Capacity.ANY}),
        ("in any and all capacities", "in any capacity"),
        ("in a fiduciary or any other capacity",),
    ),
    Wording(
        "individual capacity",
        r"individual capacity|individually and|trustees?[^.;]{0,80}?,? and individually|personal capacity",
        frozenset({Capacity.INDIVIDUAL}),
        ("in the undersigned's individual capacity",),
    ),
    Wording(
        "fiduciary capacity",
        r"fiduciary (?:or any other )?capacity|fiduciary,? or",
        frozenset({Capacity.FIDUCIARY}),
        ("in a fiduciary or any other capacity",),
    ),
    Wording(
        "any other capacity",
        r"or (?:in )?any other (?:fiduciary or other )?capacity",
        frozenset({Capacity.ANY_OTHER}),
        ("in a fiduciary or any other capacity",),
    ),
    Wording(
        "officer or director",
        r"capacity(?: or capacities)? as(?: an?| the)?[^.;()\"]{0,60}?(?:officer|director"
        r"|section 16 officer|executive)|\bas(?: an?)? (?:executive )?(?:officer"
        r"|director)(?:,? (?:and/or|or|and) (?:an? )?(?:executive )?(?:officer"
        r"|director))?(?: or both)?(?:,| of(?! any\b)| under|,? and/or| pursuant)",
        frozenset({Capacity.OFFICER_DIRECTOR}),
        (
            "in the undersigned's capacity as an officer and/or director of",
            "as an officer or director or both, of",
            "as a director of Gable",
        ),
        ("a director of Gable",),
    ),
    Wording(
        "ten-percent holder",
        r"(?:capacity as|capacities as|\bas)[^.;]{0,80}?(?:(?:ten|10) ?(?:percent|per cent"
        r"|%)|10%|beneficial owner of more than|ten-percent)",
        frozenset({Capacity.TEN_PERCENT}),
        (
            "in my capacity as a ten percent owner of",
            "in the undersigned's capacity as an officer, director or beneficial owner of more than 10%",
        ),
    ),
    Wording(
        "trustee",
        r"\bas (?:sole |a |the |successor |such )?(?:co-)?trustees?\b"
        r"|\bundersigned,? (?:co-)?trustees? of\b|capacity as[^.;]{0,40}? trustee",
        frozenset({Capacity.TRUSTEE}),
        (
            "as Co-Trustees of the Haas Trust",
            "in his capacity as trustee",
            "the undersigned trustee of the Roe Trust",
        ),
    ),
    Wording(
        "signatory of entities",
        r"as (?:an? )?(?:manager|managing member|member|partner|general "
        r"partner)[^.;]{0,80}?(?:or|of) (?:a |any )?(?:member of )?(?:any )?(?:limited "
        r"liability company|partnership|corporate|entity|fund)|capacity as[^.;]{0,40}? "
        r"(?:chairman|authori[sz]ed (?:person|signatory)|authori[sz]ed)[^.;]{0,80}? (?:of"
        r"|for) (?:each|any|the)",
        frozenset({Capacity.ENTITY_SIGNATORY}),
        (
            "as a manager or member of any limited liability company",
            "capacity as a Chairman, authorized person, officer and/or director of each company",
        ),
    ),
    Wording(
        "own account or for others",
        r"acting individually or as (?:a )?representatives? of others",
        frozenset({Capacity.INDIVIDUAL, Capacity.ANY_OTHER}),
        ("whether the Company is acting individually or as representative of others",),
    ),
)
_TRIGGER = re.compile(r"capacity|capacities", re.IGNORECASE)
_OF_ATTORNEYS = re.compile(
    r"(?:serving\sin|acting\sin|in)\s(?:such|that|said)\s(?:capacity|capacities)|capacities\sindicated",
    re.IGNORECASE,
)


def read_capacities(paper: PaperText) -> FieldReading:
    """The capacities granted; without any word, all of them (the paper does not narrow)."""
    flow = paper.flow
    found: set[Capacity] = set()
    spans: list[tuple[int, int]] = []
    names: list[str] = []
    unread: list[str] = []
    for sentence in paper.granting:
        before = len(spans)
        for hit in find_all(CAPACITY_WORDINGS, flow, sentence.start, sentence.end):
            if _names_the_principal(paper, hit.start, hit.wording.name):
                continue
            found |= hit.wording.value
            spans.append((hit.start, hit.end))
            names.append(hit.wording.name)
        text = _OF_ATTORNEYS.sub("", flow.text[sentence.start : sentence.end])
        trigger = _TRIGGER.search(text)
        if trigger is not None and len(spans) == before:
            unread.append(text[max(0, trigger.start() - 60) : trigger.end() + 60])
    if "signatory of entities" in names and "each" in "".join(flow.text[start:end] for start, end in spans):
        found.discard(Capacity.OFFICER_DIRECTOR)
    doubt = f"Words about the capacity were not understood: “{shown(unread[0])}”." if unread else None
    if not found:
        return reading("capacities", frozenset({Capacity.ANY}), flow, spans, doubt=doubt)
    sure = FieldConfidence.MEDIUM if "own account or for others" in names else FieldConfidence.HIGH
    return reading("capacities", frozenset(found), flow, spans, confidence=sure, doubt=doubt, wordings=names)


def _names_the_principal(paper: PaperText, place: int, wording: str) -> bool:
    """True where "as a director of X" only describes the principal, before the appointing verb."""
    return wording in ("officer or director",) and place < paper.grant_verb
