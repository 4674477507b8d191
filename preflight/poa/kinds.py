"""What a paper is: its type, and whether it is about Section 16 at all (authority reference 4.1)."""

from __future__ import annotations

import re

from preflight.authority.instruments import InstrumentType
from preflight.lazy_dataclass import dataclass
from preflight.poa.fieldwork import reading, shown
from preflight.poa.forms import form_mentions
from preflight.poa.paper import PaperText
from preflight.poa.reading import FieldConfidence, FieldReading
from preflight.poa.scope_wordings import GENERAL_WORDINGS
from preflight.poa.wording import Wording, find_first

ABOUT_WORDINGS: tuple[Wording[str], ...] = (
    Wording(
        "a power exists elsewhere",
        r"(?:has|have) (?:previously )?(?:executed|granted|given|signed|issued"
        r"|delivered)[^.;]{0,30}? powers? of attorney[^.;]{0,60}? (?:that|which"
        r"|authori[sz]ing|appointing|in favou?r of|to|under which|designating)",
        "",
        ("The reporting person, Jane Roe, has executed a power of attorney that authorizes and directs",),
        ("has executed this Power of Attorney as of",),
    ),
)
LETTER_WORDINGS: tuple[Wording[str], ...] = (
    Wording(
        "salutation",
        r"(?:^|[\v\n] ?)(?:to: |from: |dear [^\v\n.]{2,60}|ladies and gentlemen|gentlemen|to whom it "
        r"may concern|to the (?:u\.s\. )?securities and exchange commission|to the "
        r"commission|re:)[^\v\n]{0,80}[:,;\v\n]",
        "",
        ("\nDear Sir or Madam:\n", "\nTo Whom It May Concern:\n", "\nRe: Authorization to sign\n"),
    ),
)
_REVOKES = re.compile(
    r"\b(?:hereby\s)?(?:revokes?|withdraws?|rescinds?|cancels?"
    r"|terminates?)\b[^.]{0,120}?\b(?:powers?\sof\sattorney|authori[sz]ations?|authority"
    r"|designations?|appointments?|POA)",
    re.IGNORECASE,
)
_PASSES_ON = re.compile(
    r"^[^\n]{0,40}\b(?:sub-?delegation|delegation|substitution|substitutes?)\b[^\n]{0,60}(?=\n)"
    r"|\b(?:granted|given|delegated|issued)\sto\s(?:me|the\sundersigned)\sby\b"
    r"|\bpowers?\sof\sattorney\b[^.;]{0,60}\bby\s[^.;]{2,60}\sto\s(?:me|the\sundersigned)\b",
    re.IGNORECASE,
)
"""Words of a delegation, in a paper whose recital no wording understands."""
_SECTION_16 = re.compile(r"\b(?:section|§)s?\s?(?:13[^.;]{0,25}(?:and|or|,)\s)?16\b", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:but\sno|no|but\snot|other\sthan|except|excluding)\s(?:\w+\s){0,3}(?:under"
    r"|of|by|pursuant\sto|in)\s$",
    re.IGNORECASE,
)
_OTHER_SUBJECT = re.compile(
    r"\b(?:registration\sstatements?|annual\sreports?|forms?\s(?:N-|S-\d|10-?\s?[KQ]"
    r"|8-?\s?K|F-\d|11-?\s?K|20-?\s?F)|investment\scompany\sact|prospectus)",
    re.IGNORECASE,
)


_POWER_WORDS = re.compile(
    r"powers?\sof\sattorney|attorneys?-in-fact|\bappoint|\bauthori[sz](?:e|es|ed|ation)\b|\bdesignat"
    r"|\bdelegat|confirming\sstatement",
    re.IGNORECASE,
)
"""A paper without a clause that was understood may still be meant to give a power where it has these."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whether a paper is a Section 16 paper; ``reason`` says why not."""

    is_section16: bool
    reason: str | None = None


def is_revocation_paper(paper: PaperText) -> bool:
    """True where the paper ends a power and gives none."""
    title = paper.span.title
    ends = re.search(r"\b(?:revocation|withdrawal|termination)\b.*\battorney", title, re.IGNORECASE)
    gives = re.search(
        r"\brevocation\sand\s(?:appointment|grant|power)|\band\s(?:new\s)?power\sof\sattorney\b",
        title,
        re.IGNORECASE,
    )
    if ends is not None and gives is None:
        return True
    return paper.appointment is None and _REVOKES.search(paper.flow.text, 0, paper.body.end) is not None


def subject_of(paper: PaperText) -> Subject:
    """Is the paper about Section 16: does it name the section, Form 3, 4 or 5, or every filing there is."""
    flow = paper.flow
    named = any(
        {"3", "4", "5"} & set(mention.forms) for mention in form_mentions(flow.text, 0, paper.body.end)
    )
    section = any(
        _DENIED.search(flow.text, max(0, match.start() - 40), match.start()) is None
        for match in _SECTION_16.finditer(flow.text, 0, paper.body.end)
    )
    if named or section:
        gives = paper.appointment is not None or is_revocation_paper(paper) or _POWER_WORDS.search(flow.text)
        return Subject(True) if gives else Subject(False, "The paper gives nobody power to sign.")
    other = _OTHER_SUBJECT.search(flow.text, 0, paper.body.end)
    if paper.appointment is not None or is_revocation_paper(paper):
        if other is not None:
            return Subject(
                False,
                f"The paper is about other filings ({' '.join(other.group().split())}), not about "
                f"Section 16.",
            )
        if find_first(GENERAL_WORDINGS, flow, paper.grant_start, paper.body.end) is not None:
            return Subject(True)
        return Subject(False, "The paper names neither Section 16 nor Form 3, 4 or 5.")
    return Subject(False, "No clause that appoints an attorney-in-fact was found.")


def _title_place(paper: PaperText) -> list[tuple[int, int]]:
    """Where the title stands in the flow; nowhere for a paper without one."""
    words = paper.span.title.split()
    if not words:
        return []
    pattern = re.compile(r"\s".join(re.escape(word) for word in words), re.IGNORECASE)
    found = pattern.search(paper.flow.text, 0, min(len(paper.flow.text), 3_000))
    return [(found.start(), found.end())] if found else []


def read_type(paper: PaperText, is_delegation: bool) -> FieldReading:
    """The type of the paper. ``is_delegation``: somebody other than the principal signs."""
    flow = paper.flow
    title = paper.span.title.lower()
    head = _title_place(paper)
    if is_delegation:
        recital = paper.recital
        place = [(recital.start, recital.end)] if recital else head
        substitutes = "substitut" in title or re.search(
            r"\bas\s(?:the\s)?(?:my\s|its\s|his\s|her\s)?substitutes?\b|substitute\s(?:attorneys?|agents?)",
            flow.text[paper.grant_verb : paper.body.end],
            re.IGNORECASE,
        )
        kind = InstrumentType.SUBSTITUTION if substitutes else InstrumentType.DELEGATION
        return reading("type", kind, flow, place, wordings=[recital.wording] if recital else [])
    passes_on = _PASSES_ON.search(f"{paper.span.title}\n{flow.text[: paper.body.end]}")
    if passes_on is not None:
        doubt = f"The paper may pass on somebody else's authority: “{shown(passes_on.group())}”."
        return reading("type", InstrumentType.POWER_OF_ATTORNEY, flow, head, doubt=doubt)
    about = find_first(ABOUT_WORDINGS, flow, 0, paper.body.end)
    if (
        about is not None
        and re.search(
            r"\b(?:I|we)\s(?:hereby|appoint|authori|constitute)|\bundersigned\b[^.]{0,40}\b(?:hereby|does)\s",
            flow.text[: paper.body.end],
        )
        is None
    ):
        return reading(
            "type",
            InstrumentType.STATEMENT_ABOUT_POA,
            flow,
            [(about.start, about.end)],
            wordings=[about.wording.name],
        )
    if "confirming" in title or re.search(
        r"\bI\sconfirm\sthat\sI\shave\sauthori", flow.text[: paper.body.end]
    ):
        return reading("type", InstrumentType.CONFIRMING_STATEMENT, flow, head)
    letter = find_first(LETTER_WORDINGS, flow, 0, min(paper.grant_verb or paper.body.end, 1_500))
    if letter is not None and ("power of attorney" not in title or title.startswith("re:")):
        return reading(
            "type", InstrumentType.LETTER, flow, [(letter.start, letter.end)], wordings=[letter.wording.name]
        )
    if re.search(r"\bRESOLVED\b", flow.text[: paper.body.end]):
        doubt = (
            "The paper reads as a resolution; whose resolution it is, and who certified it, "
            "has to be looked at."
        )
        return reading("type", InstrumentType.ENTITY_RESOLUTION, flow, head, doubt=doubt)
    sure = (
        FieldConfidence.HIGH
        if "power" in title or "attorney-in-fact" in flow.text.lower()
        else FieldConfidence.MEDIUM
    )
    return reading("type", InstrumentType.POWER_OF_ATTORNEY, flow, head, confidence=sure)
