"""The wordings of ending: duties that end, dates, durations, revocation, the power above (reference 4.7)."""

from __future__ import annotations

from preflight.authority.instruments import Obligation, TermRule
from preflight.poa.wording import Wording

_SECTION_16 = r"(?:(?:section|§) ?16|reporting (?:requirements|obligations)|the section 16 reporting)"

OBLIGATION_WORDINGS: tuple[Wording[Obligation], ...] = (
    Wording(
        "no longer required to file Forms",
        r"(?:until|as|so) [^.;]{0,120}?(?:(?:no longer|not|ceases? to be|ceased to be) "
        r"[^.;]{0,60}?(?:required|obligated|obliged|have to|has to|obligation|duty)|no "
        r"(?:further|more) (?:duty|obligation|need))"
        r" [^.;]{0,60}?(?:file|submit)[^.;]{0,40}? (?:any )?(?:of )?(?:the |such |said "
        r")?(?:SEC )?(?:section 16 )?(?:forms?|reports?|statements?|documents?)(?: ID,?| 3"
        r"| 4| 5|\b)",
        Obligation.FORMS_3_4_5,
        (
            "until the undersigned is no longer required to file Forms 3, 4 and 5",
            "until I am no longer required to file Forms 3, 4 and 5",
            "until the undersigned has no further duty to file Forms 3, 4 and 5",
            "until the undersigned is no longer obligated to file such reports",
            "until the undersigned is no longer required to file any Forms",
        ),
        ("until the undersigned is no longer employed by the Company",),
    ),
    Wording(
        "obligations under Section 16",
        rf"(?:so long as|as long as|until|while|during the time|when|dates? (?:on|upon"
        rf"|when) which|(?:time|day) (?:at which|that|when|on which)) [^.;]{{0,160}}?(?:has"
        rf"|have|is|am|are|remains?|ceases?|no longer|continues?)\b[^.;]{{0,60}}?(?:obligat"
        rf"|subject to|required|duty|responsib|reporting)[^.;]{{0,60}}?{_SECTION_16}",
        Obligation.SECTION_16,
        (
            "for so long as the undersigned has any obligations under Section 16 of the 1934 Act",
            "until I cease to be subject to Section 16 of the Securities Exchange Act of 1934",
            "until the undersigned is no longer subject to the reporting requirements of Section 16",
            "until the undersigned is no longer subject to Section 16",
            "until the undersigned is no longer required to file reports under Section 16",
        ),
        ("for so long as the authority of the undersigned to act shall remain valid",),
    ),
    Wording(
        "upon ceasing to be subject to Section 16",
        rf"(?:upon|on|when|if|once) [^.;,]{{0,60}}?(?:ceasing|ceases?|no longer being|is "
        rf"no longer|am no longer) "
        rf"(?:to be )?(?:subject to|required|obligated|bound)[^.;,]{{0,80}}?{_SECTION_16}",
        Obligation.SECTION_16,
        (
            "upon the undersigned's ceasing to be subject to the reporting requirements of Section 16",
            "when I am no longer subject to Section 16",
        ),
    ),
    Wording(
        "while a Section 16 reporting person",
        r"(?:so long as|as long as|until|while) [^.;]{0,120}?(?:is|am|are|be|remains?) "
        r"(?:no longer )?an? (?:section 16|reporting person|insider|executive officer "
        r"subject to)",
        Obligation.SECTION_16,
        (
            "until the undersigned ceases to be a Section 16 reporting person",
            "for as long as I am a reporting person",
        ),
    ),
)
"""Whose end of duty ends the grant."""

STATUS_WORDINGS: tuple[Wording[str], ...] = (
    Wording(
        "attorney ceases to be employed",
        r"\b(?:attorneys?-in-fact|attorneys?|agents?|persons?|individual|he or she|he/she|he"
        r"|she|they|designee|substitute)\b(?: or persons)?[^.;]{0,120}? ?(?:cease(?:s"
        r"|\(s\))?|no longer|leaves?|terminates?)(?: to be)?(?: an?| the)? "
        r"?(?:(?P<title>officer|director|partner|associate)|employee|employed|employ"
        r"|employment|service)s?(?: (?:of|by|with|at) (?:the employ of "
        r")?(?P<organisation>[^.;,]{2,80}))?",
        "",
        (
            "if such attorney-in-fact ceases to be an officer of the Company",
            "the person or persons to whom power has been granted cease(s) to be an employee "
            "of the Company or one of its affiliates",
            "the date on which such attorney-in-fact ceases to be an employee of Stonebridge LLC",
            "in the event the attorney-in-fact ceases to be an employee of the Company",
        ),
        ("the undersigned ceases to be an officer of the Company",),
    ),
    Wording(
        "while the attorney is employed",
        r"(?:so long as|as long as|while|for such time (?:that|as)|during (?:the )?time) "
        r"(?:such |the |said |each |each such |any )?(?:attorneys?-in-fact|attorneys?"
        r"|agents?|persons?|he or she|(?-i:[A-Z][\w.]+ [A-Z][\w. ]{1,30}?))(?: or [a-z "
        r"-]{1,30})? (?:is|are|remains?|shall (?:continue to be|remain|be)|continues? to "
        r"be|continues?)(?: an?| in the)? ?(?:(?P<title>officer|director|partner"
        r"|associate)|employee|employed|employ|member)s?(?: (?:of|by|with|at) "
        r"(?P<organisation>[^.;,]{2,80}))?",
        "",
        (
            "only so long as such attorney-in-fact is employed by Oakhurst Devices, Inc",
            "for such time that Jane Roe shall continue to be an officer of the Company",
            "so long as such attorney-in-fact remains an employee of the Company",
        ),
    ),
)
"""The attorney's own status, as to that attorney."""

FIXED_WORDINGS: tuple[Wording[TermRule], ...] = (
    Wording(
        "through a date",
        r"(?:through|up to and including|to and including|including)(?: and including)? "
        r"(?=(?:the )?(?:\d{1,2}\b|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
        r"|[a-z-]{5,14} day of))",
        TermRule.THROUGH_DATE,
        ("valid through June 30, 2022", "up to and including December 31, 2020"),
    ),
    Wording(
        "from a date to a date",
        r"(?:valid|effective|in (?:force|effect)|runs?|lasts?|period) (?:as )?from [^.;]{4,30}? (?:to|until) "
        r"(?=(?:the )?(?:\d{1,2}\b|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))",
        TermRule.FIXED_DATE,
        ("is valid from 1 June 2022 to 31 May 2024",),
    ),
    Wording(
        "until a date",
        r"(?:until|expires?(?: automatically)?(?: at (?:midnight|noon|the (?:close|end) "
        r"of (?:business|the day)|\d{1,2}[:\d]{0,3} ?[ap]\.?m\.?))?,? on|expiring on"
        r"|terminates? on|ends? on"
        r"|expire on|terminate on|no later than|lapses? on|laps(?:e|ing) on|cease(?:s)? on"
        r"|earlier of|earliest of|to occur of:?|or"
        r"|\(i\)|\(a\)|\(1\)|;)(?: the earlier of| the earliest of)?(?: \(?(?:i|a|1)\))? "
        r"(?=(?:the )?(?:\d{1,2}\b|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
        r"|[a-z-]{5,14} day of))",
        TermRule.FIXED_DATE,
        (
            "until December 31, 2020",
            "until the earlier of (i) March 15, 2022",
            "shall expire on May 1, 2021",
            "on the earlier of December 31, 2018",
        ),
    ),
)

_NUMBER = (
    r"(?P<number>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|eighteen|twenty-four|thirty|sixty|ninety)(?: ?\(\d{1,3}\))?"
)
DURATION_WORDINGS: tuple[Wording[str], ...] = (
    Wording(
        "valid for a time",
        rf"(?:for|within|of|expires?|ends?|terminates?|lapses?)(?: a)?(?: period| "
        rf"term)?(?: of)? {_NUMBER}[- ](?P<unit>years?|months?|days?|weeks?)",
        "",
        (
            "valid for three years from the date of this letter",
            "for a period of one (1) year",
            "ends five years thereafter",
        ),
        ("for a fee of 3 percent",),
    ),
    Wording(
        "until a time after its date",
        rf"(?:until|date (?:that is|which is)|on the date) {_NUMBER}[- ](?P<unit>years?"
        rf"|months?|days?) (?:from|after|following)",
        "",
        ("until two years from the date hereof",),
    ),
    Wording(
        "until an anniversary",
        r"(?P<ordinal>first|second|third|fourth|fifth|sixth|seventh|tenth|one-year"
        r"|two-year|three-year|five-year)(?P<unit> )anniversary",
        "",
        ("ends on the third anniversary of its date",),
    ),
)

UNTIL_REVOKED_WORDINGS: tuple[Wording[TermRule], ...] = (
    Wording(
        "until revoked",
        r"(?:until|till)(?: such (?:time|date)(?: as| that)?)?(?: (?:it is|they are|either"
        r"|terminated or|the same is|this power of attorney is|this power is|expressly"
        r"|specifically|withdrawn or|modified or|otherwise|earlier|is|the undersigned|I"
        r"|its|written|such time|as)){0,5} (?:revok(?:ed?|es|ation)|withdrawn?"
        r"|rescind(?:ed)?|cancell?ed|terminated)",
        TermRule.UNTIL_REVOKED,
        (
            "in effect until revoked",
            "until withdrawn by the undersigned",
            "until either revoked in writing",
            "until I revoke it by a signed writing",
            "until it is revoked",
            "until terminated or revoked",
        ),
        ("unless earlier revoked", "until the undersigned is no longer required"),
    ),
    Wording(
        "such time that it is revoked",
        r"(?:such (?:time|date) (?:that|as|on which)|\((?:ii|b|2|iii|c|3)\)(?: the "
        r"date(?: on which)?)?)(?: it is| this power(?: of attorney)? is| the undersigned"
        r"| such time that it is| when)? ?(?:it is )?revok(?:ed|es)",
        TermRule.UNTIL_REVOKED,
        ("(ii) such time that it is revoked in writing",),
    ),
    Wording(
        "item of a list: its revocation",
        r"\((?:ii|b|2|iii|c|3|iv|d|4)\)(?: (?:the|its|my|any|a|their|date|of|on|upon|when"
        r"|receipt)){0,5}(?: (?:written|signed|earlier)){0,2} (?:notice of )?revocation",
        TermRule.UNTIL_REVOKED,
        ("and (c) written revocation delivered to the General Counsel", "(iii) the date of its revocation"),
    ),
    Wording(
        "ends upon revocation",
        r"(?:terminates?|ends?|expires?|lapses?|cease)\b[^.;]{0,200}? (?:upon|on)(?: the| "
        r"its| my| any| written| "
        r"signed| receipt of| delivery of| a| earlier){0,4} (?:notice of )?revocation",
        TermRule.UNTIL_REVOKED,
        ("shall end upon ceasing to be subject to it, upon written revocation filed with the Secretary",),
    ),
    Wording(
        "until notice",
        r"until (?:I|the undersigned|you|we|further|you are|you have|receipt of)(?: "
        r"shall)?(?: (?:notif(?:y|ies)|notified|received?|receives?|written))? ?(?:you "
        r"|the commission |the sec |otherwise|notice|notification|notified|written|in "
        r"writing)",
        TermRule.UNTIL_NOTICE,
        ("until I notify you otherwise", "until further notice", "until you receive written notice"),
    ),
)

UPSTREAM_WORDINGS: tuple[Wording[TermRule], ...] = (
    Wording(
        "end of the power above",
        r"(?:until|upon|on|\([a-h]\)|\([ivx]{1,3}\)|\(\d\)|and|or)(?: the)? (?:termination"
        r"|revocation|expiration|expiry|end) of (?:the |such |said )?"
        r"(?:original |underlying |foregoing )?powers? of attorney",
        TermRule.UPSTREAM_VALID,
        ("on the earlier of a date and (b) the termination of the Power of Attorney dated June 6, 2013",),
    ),
    Wording(
        "while the authority above is valid",
        r"(?:so long as|as long as|until|while) [^.;]{0,80}?(?:authority|power"
        r"|appointment)[^.;]{0,40}? of the undersigned[^.;]{0,100}?(?:remains?|shall "
        r"remain|continues?|shall continue|is|ceases?|terminates?"
        r"|be)\b[^.;]{0,40}?(?:valid|effect|force|exist|terminat|revok)",
        TermRule.UPSTREAM_VALID,
        (
            "for so long as the authority of the undersigned to act under such Delegable "
            "Power shall remain valid",
        ),
    ),
    Wording(
        "while the power above is in effect",
        r"(?:so long as|as long as|until|while|when) (?:the |such |said )?(?:original "
        r"|underlying |foregoing )?powers? of attorney (?:referred to|described|referenced"
        r"|mentioned|granted|above|under which)[^.;]{0,60}?(?:remains?|is|are|terminates?|ceases?|ends?)",
        TermRule.UPSTREAM_VALID,
        (
            "so long as the original Power of Attorney referred to above remains in effect",
            "when the power of attorney referred to above ends",
        ),
    ),
)
