"""The wordings of the scope: every filing, amendments, successor forms, access codes (reference 4.4)."""

from __future__ import annotations

from preflight.authority.instruments import Amendments
from preflight.poa.wording import Wording

_NOUN = r"(?:filings?|reports?|documents?|forms?|statements?|schedules?|instruments?)"
_NOUNS = rf"{_NOUN}(?:(?:,| or| and|, and|, or) (?:other )?{_NOUN}){{0,5}}"

GENERAL_WORDINGS: tuple[Wording[str], ...] = (
    Wording(
        "all securities related filings",
        rf"(?:all|any)(?: and all)? securit(?:y|ies)[- ](?:related )?(?:law )?{_NOUNS}",
        "*",
        ("all securities related filings with the Securities and Exchange Commission",),
    ),
    Wording(
        "all filings under the Exchange Act",
        rf"(?:all|any)(?: and all)?(?: other| such)? {_NOUNS}(?:(?! (?:section|rule|form"
        rf"|schedule|registration))[^.;]){{0,110}}? (?:under|pursuant to|by|in accordance "
        rf"with|within the meaning of) (?:the )?(?:securities )?exchange act",
        "*",
        (
            "any and all filings required to be made by the Company under the Securities "
            "Exchange Act of 1934",
            "all reports required to be filed by the undersigned under the Securities Exchange Act of 1934",
        ),
        ("any and all reports required under Section 16 of the Securities Exchange Act of 1934",),
    ),
    Wording(
        "any documents, including",
        rf"(?:all|any)(?: and all)? {_NOUNS}(?: (?:required|necessary"
        rf"|that)[^.;,]{{0,60}}?)?,? (?:including|such as),? ?(?:without limitation|but "
        rf"not limited to|among others)?,?(?=[^.;]{{0,12}}?(?:\(?i\)|forms?|schedules?))",
        "*",
        ("any documents or filings, including, without limitation, (i) Schedules 13D",),
        ("any report or statement on SEC Form 3",),
    ),
)
"""Words that give every filing, not only the forms named."""

AMENDMENT_WORDINGS: tuple[Wording[Amendments], ...] = (
    Wording(
        "without amendments",
        r"(?:excluding|other than|but not|not including|except(?:ing)?(?: for)?|exclusive "
        r"of|does not (?:include|extend to|cover))(?: (?:any|all|the|signing|of|an)){0,3} "
        r"(?:[a-z]+ )?amend",
        Amendments.EXCLUDED,
        ("excluding any amendment of a form already filed", "but not amendments thereto"),
    ),
    Wording(
        "and amendments",
        r"amendments?(?!ed)\b",
        Amendments.EXPLICIT,
        ("and any amendments thereto", "or to any amendment thereto", "(including amendments)"),
        ("as amended",),
    ),
)

SUCCESSOR_WORDINGS: tuple[Wording[bool], ...] = (
    Wording(
        "forms in lieu or in addition",
        r"in (?:lieu|place|substitution)(?: thereof| of)?[^.;]{0,30}? or in addition|in "
        r"lieu (?:thereof|of (?:them|such|any))|(?:in addition|supplemental) thereto"
        r"|adopted by the (?:SEC|commission|securities and exchange commission)",
        True,
        ("any form or forms adopted by the SEC in lieu thereof or in addition thereto",),
    ),
    Wording(
        "successor forms",
        r"(?:successor|replacement|substitute|similar|comparable|equivalent)(?:,? (?:or"
        r"|and) (?:successor|replacement|similar|comparable))? (?:sec )?(?:forms?"
        r"|schedules?|reports?|provisions?|laws?|rules?|statutes?)",
        True,
        (
            "or any similar or successor form",
            "any successor laws and regulations",
            "(or any successor provision)",
        ),
    ),
    Wording(
        "other forms required under the section",
        r"(?:and|or) (?:any |all )?other forms?(?: or (?:applications|reports|any "
        r"amendments thereto|any amendments)| and all amendments thereto)?[^.;]{0,90}? "
        r"(?:required|pursuant|in accordance|under)",
        True,
        (
            "any Forms 3, 4 and 5 and any other forms or any amendments thereto, required to "
            "be filed in accordance with",
        ),
    ),
)

ID_WORDINGS: tuple[Wording[str], ...] = (
    Wording(
        "access codes",
        r"(?:obtain|apply for|application for|applications for|acquire|request"
        r"|secure)[^.;]{0,60}? (?:edgar|electronic filing|access|filer)[^.;]{0,25}? "
        r"(?:access )?codes?|(?:obtain|acquire)[^.;]{0,40}?(?:codes? and passwords?"
        r"|passwords? and codes?|CIK|CCC)",
        "ID",
        (
            "obtain necessary EDGAR access codes",
            "needed to obtain codes and passwords enabling the undersigned",
        ),
    ),
)
