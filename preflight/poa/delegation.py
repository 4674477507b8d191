"""Whether the attorneys may pass their authority on: authority reference 4.8."""

from __future__ import annotations

import re

from preflight.authority.instruments import Delegation, DelegationRight, Tri
from preflight.poa.fieldwork import reading, shown
from preflight.poa.paper import PaperText
from preflight.poa.reading import FieldReading
from preflight.poa.wording import Wording, find_first

RIGHT_WORDINGS: tuple[Wording[DelegationRight], ...] = (
    Wording(
        "may not delegate",
        r"(?:(?:may|shall|can|will|is|are)(?: not|not)(?: be)?(?: further)?(?: permitted "
        r"to| entitled to| have (?:the )?(?:power|right) (?:to|of))?(?: sub-?)?(?: "
        r"?delegat(?:ed?|ion|able)| substitut(?:ed?|ion)| appoint (?:any |a "
        r")?substitutes?)|without (?:any )?(?:power|right|authority) (?:of|to) "
        r"(?:substitut|delegat)|no (?:power|right) (?:of|to) (?:substitut|delegat)"
        r"|non-?delegable|(?:no|neither)(?: such)? (?:attorneys?"
        r"|attorney-in-fact| of them)[^.;]{0,20} (?:may|shall)(?: further)? (?:sub-?)?(?:delegate"
        r"|substitute|appoint (?:a |any )?substitutes?)|delegation[^.;]{0,30} (?:is not|not) permitted)",
        DelegationRight.NO,
        (
            "My attorneys may not delegate this power",
            "may not be delegated by any attorney-in-fact",
            "without power of substitution",
            "No attorney-in-fact may delegate",
            "Neither attorney-in-fact may appoint a substitute or delegate this power",
        ),
        ("may delegate any authority",),
    ),
    Wording(
        "may delegate as far as the law permits",
        r"(?:may|shall have (?:the )?(?:power|right|authority) to|power to|authori[sz]ed "
        r"to|entitled to|right to)[^.;]{0,40}?(?:to the (?:full(?:est)? )?extent|subject "
        r"to|as|where|insofar as)[^.;]{0,40}?(?:law|permitted)[^.;]{0,20}? "
        r"(?:sub-?)?delegate|(?:may|power to|right to|authori[sz]ed to)[^.;]{0,20}? "
        r"(?:sub-?)?delegate[^.;]{0,120}?(?:extent|as|insofar as|where) (?:permitted"
        r"|allowed)",
        DelegationRight.YES_SUBJECT_TO_LAW,
        (
            "may further, to the extent permitted by applicable law, delegate any authority",
            "may delegate any of these powers to the extent permitted by law",
        ),
        ("may delegate any authority given hereby",),
    ),
    Wording(
        "may delegate",
        r"(?:may|shall (?:be entitled|have (?:the )?(?:power|right|authority|full power)) "
        r"(?:to|of)|power (?:to|of)|authori[sz]ed to|right (?:to|of)|entitled to"
        r"|authority to)(?: (?!not\b|never\b)[a-z]+,?){0,6}? ?(?:sub-?)?delegat(?:e|ion)\b",
        DelegationRight.YES,
        (
            "may at any time in writing delegate this authority",
            "with full power of delegation",
            "with power to delegate",
        ),
        ("may not delegate",),
    ),
    Wording(
        "may appoint delegates",
        r"(?:may|shall have power to|power to)(?: [a-z]+){0,4}? (?:appoint|name|designate"
        r"|employ)(?: in writing| from "
        r"time to time| a| an| any| one or more| other| another){0,4} (?:delegates?"
        r"|sub-?agents?|sub-?attorneys?)",
        DelegationRight.YES,
        ("may appoint sub-agents in writing",),
        ("may appoint one or more substitutes",),
    ),
    Wording(
        "power of substitution",
        r"(?:powers?|right|authority)(?: and authority)? (?:of|to)(?: appoint(?: a| one "
        r"or more)?)?(?: [a-z]+){0,3}? ?(?:substitut(?:ion|e|es)\b|re-?substitution)",
        DelegationRight.SUBSTITUTION,
        (
            "with full power of substitution",
            "full powers of substitution and revocation",
            "with power to appoint a substitute",
            "with full power of substitution and resubstitution",
        ),
        ("such attorney-in-fact's substitute or substitutes",),
    ),
    Wording(
        "may appoint substitutes",
        r"(?:may|shall have power to|power to)(?: [a-z]+){0,4}? (?:appoint|name|designate"
        r"|substitute)(?: in writing| from time to time| a| an| any| one or more| other| "
        r"another| persons?){0,4} (?:substitutes?|delegates?|sub-?agents?|persons? in "
        r"(?:his|her|their|its) place)",
        DelegationRight.SUBSTITUTION,
        ("may appoint one or more substitutes",),
    ),
    Wording(
        "acts of substitutes are ratified",
        r"(?:attorneys?-in-fact'?s?|attorneys?|agents?|his|her|their|his or her|its)'?s? "
        r"substitutes?\b|substitute or substitutes",
        DelegationRight.AMBIGUOUS,
        ("such attorney-in-fact, or such attorney-in-fact's substitute or substitutes, shall lawfully do",),
    ),
)
_AGAIN = re.compile(
    r"re-?substitution|sub-?delegat\w+\sfurther|further\s(?:sub-?)?delegat|power\sto\sdelegate\sagain",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:neither|nor|none|nobody|never|cannot|prohibit\w*|forb\w+|withh\w+|exclud\w+|den(?:y|ied)"
    r"|no(?!\slonger)|not(?!\slimited)|without(?!\s(?:limit|the\s(?:others?|joinder|consent)|any\sother)))"
    r"\b[^.;]{0,90}$",
    re.IGNORECASE,
)
_PERMISSIONS = (DelegationRight.YES, DelegationRight.YES_SUBJECT_TO_LAW, DelegationRight.SUBSTITUTION)
_TRIGGER = re.compile(r"\b(?:sub-?)?delegat(?:e|ion|es)\b|\bsubstitut(?:e|ion|es)\b", re.IGNORECASE)
_EDGAR = re.compile(
    r"delegat\w+\s(?:entit|admin)|account\sadmin|in\ssubstitution\sfor|substitute\spower", re.IGNORECASE
)


def read_delegation(paper: PaperText, is_delegation: bool) -> FieldReading:
    """The right to delegate. On a paper that itself delegates, recitals of the right above do not count."""
    flow = paper.flow
    best = None
    for wording in RIGHT_WORDINGS:
        for sentence in paper.operative:
            since = max(sentence.start, paper.grant_verb) if is_delegation else sentence.start
            hit = find_first((wording,), flow, min(since, sentence.end), sentence.end)
            if hit is None:
                continue
            around = flow.text[max(sentence.start, hit.start - 30) : hit.end + 30]
            if _EDGAR.search(around) or (is_delegation and _recites(flow.text, sentence.start, hit.start)):
                continue
            best = hit
            break
        if best is not None:
            break
    if best is None:
        for sentence in paper.operative:
            trigger = _TRIGGER.search(flow.text, sentence.start, sentence.end)
            if (
                trigger is None
                or is_delegation
                or _EDGAR.search(flow.text[max(0, trigger.start() - 30) : trigger.end() + 30])
            ):
                continue
            doubt = (
                f"Words about delegating were not understood: "
                f"“{shown(flow.text[max(sentence.start, trigger.start() - 60) : trigger.end() + 40])}”"
                f"."
            )
            return reading("delegation", Delegation(), flow, [(trigger.start(), trigger.end())], doubt=doubt)
        return reading("delegation", Delegation(), flow)
    right = best.wording.value
    if right in _PERMISSIONS and _NEGATION.search(
        flow.text, max(paper.grant_start, best.start - 120), best.start
    ):
        words = shown(flow.text[max(paper.grant_start, best.start - 100) : best.end])
        doubt = f"Whether these words permit or deny delegation was not understood: “{words}”."
        return reading("delegation", Delegation(), flow, [(best.start, best.end)], doubt=doubt)
    again = Tri.UNSTATED
    if right in _PERMISSIONS:
        around = flow.text[best.start : best.end + 60]
        if re.search(
            r"without\s[^.;]{0,30}(?:re-?substitution|further)|not\s[^.;]{0,20}further", around, re.IGNORECASE
        ):
            again = Tri.NO
        elif _AGAIN.search(flow.text, paper.grant_start, paper.body.end):
            again = Tri.YES
    ratified = "No words let the attorneys delegate, but the acts of “substitutes” are ratified."
    ambiguous = ratified if right is DelegationRight.AMBIGUOUS else None
    place = (
        max(paper.grant_start, best.start - 25) if right is DelegationRight.SUBSTITUTION else best.start,
        best.end,
    )
    stead = is_delegation and re.search(
        r"in\smy\splace\sand\sstead|in\sthe\splace\sand\sstead\sof\sthe\sundersigned",
        flow.text,
        re.IGNORECASE,
    )
    value = Delegation(right, again, in_place_and_stead=stead is not None)
    if not is_delegation:
        value = Delegation(right, again)
    return reading("delegation", value, flow, [place], doubt=ambiguous, wordings=[best.wording.name])


def _recites(text: str, start: int, place: int) -> bool:
    """True where the words before speak of the power above, not of this paper's attorneys."""
    before = text[max(start, place - 160) : place]
    return (
        re.search(
            r"(?:in\saccordance\swith|pursuant\sto|under|by\svirtue\sof|including"
            r"|granted\sto\sthe\sundersigned|exercise\sof)\s[^.;]{0,140}$",
            before,
            re.IGNORECASE,
        )
        is not None
    )
