"""How several attorneys act: alone, together, or so many of them (authority reference 4.2, R44)."""

from __future__ import annotations

import re

from preflight.authority.instruments import Exercise
from preflight.poa.wording import Wording

_THEM = (
    r"(?:them|whom|the (?:foregoing|above|attorneys|attorneys-in-fact)|said "
    r"(?:attorneys|attorneys-in-fact)|such (?:attorneys|attorneys-in-fact|persons"
    r"|individuals)|us|those)"
)
_SINGLY = (
    r"(?:singly|individually|alone|severally|separately|independently|solely|on (?:his"
    r"|her|his or her|their|its) own)"
)

SEVERAL_WORDINGS: tuple[Wording[Exercise], ...] = (
    Wording(
        "severally and not jointly",
        r",? ?(?:each )?(?:acting |signing )?severally,? (?:and|but) not jointly|,? "
        r"?jointly (?:and|or) severally|,? ?(?:either )?(?:jointly|together) or "
        r"(?:individually|severally|singly|separately|alone)|,? ?(?:either )?(?:singly"
        r"|individually|severally|separately|alone) or (?:jointly|together|collectively)",
        Exercise.SEVERAL,
        ("severally and not jointly", "jointly and severally", "acting singly or jointly"),
    ),
    Wording(
        "any one or more of them",
        rf",? ?(?:or|and|and/or) (?:any|either|each)(?: one)?(?: or more)? of {_THEM}(?:,? "
        rf"(?:each )?(?:(?:acting|signing|with (?:full )?power to act),? )?(?:{_SINGLY}|in "
        rf"(?:his|her) (?:sole )?discretion))?",
        Exercise.SEVERAL,
        (
            "or any one or more of them",
            "or any of them acting singly",
            "and each of them",
            "or either of them",
            "and each of them, severally",
        ),
    ),
    Wording(
        "acting singly",
        rf",? ?(?:any (?:one )?of (?:whom|them) |each (?:of (?:them|whom) )?|either (?:of "
        rf"(?:them|whom) )?|any (?:one )?|with (?:full )?(?:power|authority) to )?(?:(?:of "
        rf"whom )?(?:may|to|can) )?(?:act(?:ing|s)?|sign(?:ing|s)?|and each)(?: "
        rf"(?:hereunder|and sign|or sign|and signing))? {_SINGLY}",
        Exercise.SEVERAL,
        (
            "signing singly",
            "acting individually",
            "each acting alone",
            "each with power to act singly",
            "either of whom may act alone",
            "acting severally",
        ),
    ),
    Wording(
        "singly",
        rf",? ?(?:(?:and )?each(?: of them)?|any of them|either of them)[, ]{{1,2}}{_SINGLY}",
        Exercise.SEVERAL,
        ("each severally", "and each individually"),
    ),
    Wording(
        "without the other",
        r",? ?(?:each )?with (?:full )?(?:power|authority)(?: and authority)? to act "
        r"(?:alone and )?without (?:the )?(?:joinder of (?:the )?)?others?|,? ?without "
        r"(?:the )?(?:joinder|concurrence|consent) of (?:the|any) others?",
        Exercise.SEVERAL,
        ("with full power to act without the other", "with power to act without the others"),
    ),
    Wording(
        "either may act",
        r"\b(?:either|any|each)(?: one)?(?: of (?:them|the attorneys|my attorneys|the "
        r"agents))?(?: (?:agent|attorney|attorney-in-fact))? "
        r"(?:may|can),?(?: (?:act|sign)(?: for me| on my behalf)?,?)? (?:alone|without "
        r"the others?|singly|by (?:himself|herself|itself))",
        Exercise.SEVERAL,
        ("Either Agent may, without the other, sign", "Each of them may sign for me, alone, any report"),
    ),
    Wording(
        "any one of whom",
        r",? ?any (?:one )?of whom (?:may|can|is|shall)[^,;.]{0,40}",
        Exercise.SEVERAL,
        ("any one of whom may act hereunder",),
        ("any two of whom may act",),
    ),
)

JOINT_WORDINGS: tuple[Wording[Exercise], ...] = (
    Wording(
        "acting jointly",
        r",? ?(?:(?:each |both |all )?(?:to )?(?:act(?:ing)?|sign(?:ing)?) )?(?:only "
        r")?(?:jointly|together|in concert|unanimously|conjointly)(?: and not (?:severally"
        r"|separately|individually|singly|alone))?|,? ?(?:both|all) of whom (?:must"
        r"|shall) (?:act|sign)|,? ?(?:both|all) (?:acting|signing)|,? ?neither to act "
        r"without the other",
        Exercise.JOINT,
        ("acting jointly and not separately", "acting together", "both of whom must sign", "jointly"),
    ),
)

_COUNT = r"(?P<count>two|three|four|five|2|3|4|5)"
AT_LEAST_WORDINGS: tuple[Wording[Exercise], ...] = (
    Wording(
        "any two of them",
        rf",? ?(?:(?:or|and|and/or) )?(?:any|at least|not (?:less|fewer) than|a minimum "
        rf"of) {_COUNT}(?: \(\d\))?(?: or more)?(?: of {_THEM})?(?: (?:may|must|shall|to"
        rf"|can))?(?: (?:act(?:ing)?|sign(?:ing)?))?(?: (?:together|jointly))?",
        Exercise.AT_LEAST,
        (
            "any two of whom may act together",
            "any two of them acting jointly",
            "at least two of them",
            "any two",
        ),
    ),
)

_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}


def count_of(match: re.Match[str]) -> int:
    """The number of attorneys that an ``AT_LEAST`` wording asks for."""
    word = match.group("count").lower()
    return int(word) if word.isdigit() else _COUNTS[word]
