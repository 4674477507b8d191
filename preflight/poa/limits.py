"""What a paper says against itself: marks that it is no signed original, words that limit or deny the grant.

A record has no place for "only with the consent of the Company" or "void". Such words are not read into
the record; they are found, so that nobody takes the paper for one without them (authority reference 6).
"""

from __future__ import annotations

from collections.abc import Iterator

from preflight.poa.fieldwork import shown
from preflight.poa.paper import PaperText
from preflight.poa.wording import Wording, find_all, find_first

MARK_WORDINGS: tuple[Wording[str], ...] = (
    Wording(
        "no original",
        r"(?:^|[\v\n] ?)(?:[\[(] ?)?(?:void|specimen|draft|sample|template|cancell?ed"
        r"|superseded|revoked|not valid"
        r"|for (?:reference|information) only|form of)\b[^\v\n]{0,40}(?=[\v\n]|$)",
        "",
        ("VOID\n", "\nSPECIMEN - NOT VALID", "FORM OF\nPOWER OF ATTORNEY", "\n[DRAFT]"),
        ("\nForm 4 and Form 5 of the Company", "a form of words\n"),
    ),
)
"""A line that says that the paper is a pattern, or has ended."""

LIMIT_WORDINGS: tuple[Wording[str], ...] = (
    Wording(
        "the paper itself is ended",
        r"(?:this|the foregoing) (?:limited |special |durable )?(?:power(?: of attorney)?"
        r"|instrument|authori[sz]ation"
        r"|appointment) (?:is|has been) (?:hereby )?(?:revoked|terminated|cancell?ed"
        r"|withdrawn|void|superseded)",
        "",
        ("This Power of Attorney is hereby revoked.",),
        ("This Power of Attorney is effective until revoked",),
    ),
    Wording(
        "notwithstanding",
        r"notwithstanding (?:the foregoing|anything|any other|the above)",
        "",
        ("Notwithstanding the foregoing, nothing herein authorizes the attorney to sign Form 4.",),
        ("notwithstanding my later disability",),
    ),
    Wording(
        "nothing authorizes",
        r"nothing (?:herein|in this|contained|hereby)[^.;]{0,80}?(?:authori[sz]es?"
        r"|permits?|empowers?|grants?|gives?)\b",
        "",
        ("nothing in this instrument authorizes the sale of shares",),
        ("Nothing herein is intended to destroy the rights of the undersigned",),
    ),
    Wording(
        "does not authorize",
        r"(?:does|do|shall|will|is|are|may) not (?:be (?:construed|deemed) to "
        r")?(?:authori[sz]e|empower|permit|extend to|apply to"
        r"|cover|be used|be exercised)\b",
        "",
        (
            "It does not authorize the signing of Form 144",
            "This power may not be exercised before an election",
        ),
        ("this Power of Attorney authorizes, but does not require, each attorney-in-fact to act",),
    ),
    Wording(
        "only with consent",
        r"(?:only|solely|not)\b[^.;]{0,60}?(?:with|upon|without|after|subject to)(?: "
        r"[a-z]+){0,4} (?:consent|approval|permission"
        r"|instructions?|direction|request)\b|subject to (?:the )?(?:prior )?(?:written "
        r")?(?:consent|approval)",
        "",
        (
            "may act only with the prior written consent of the Company",
            "shall not sign any report without the approval of the undersigned",
        ),
        ("with full power to act without the consent of the other",),
    ),
    Wording(
        "limited to something else than filings",
        r"(?:limited|restricted|confined) to (?!(?:the )?(?:securities|reports?|filings?"
        r"|forms?|signing|filing|execut|section"
        r"|preparing|matters|those|following|the following|shares of|issuers?))[^.;]{3,60}",
        "",
        ("The authority granted hereby is limited to transactions not exceeding 100 shares.",),
        ("The power is limited to securities of Halyard", "including, but not limited to, Form 4"),
    ),
    Wording(
        "up to an amount",
        r"(?:not (?:to )?exceed(?:ing)?|not more than|no more than|up to|fewer than|less "
        r"than) (?:\$ ?)?[\d,]{2,12}",
        "",
        ("transactions not exceeding 100 shares",),
    ),
    Wording(
        "only if or when",
        r"only (?:if|when|where|during|in the event|in case|after|before|on days)\b",
        "",
        ("may act only if the undersigned is abroad",),
        ("only so long as such attorney-in-fact is employed",),
    ),
    Wording(
        "provided that",
        r"provided,?(?: however)?,? that\b|except (?:that|with respect to|in respect of"
        r"|for transactions|for securities)\b",
        "",
        ("to sign Forms 3, 4 and 5, provided that no report may show a sale",),
    ),
)
"""Words of a granting or later sentence that take something of the grant away."""


def read_marks(paper: PaperText) -> str | None:
    """Why the paper may be no signed original, as a sentence; or ``None``."""
    text = paper.flow.text
    for hit in find_all(MARK_WORDINGS, paper.flow):
        outside = hit.end <= paper.grant_start + 1 or hit.start >= paper.body.end - 1
        alone = text[hit.start] == "\n" and text[hit.end : hit.end + 1] in ("\n", "")
        if outside or alone:
            return f"The paper is marked “{shown(hit.match.group().strip())}”."
    return None


def read_limits(paper: PaperText) -> Iterator[tuple[int, int]]:
    """Where words limit or deny the grant; offsets in the paper's flow.

    A sentence about how long the grant lasts or how it ends is left to the fields that read it.
    """
    for sentence in paper.operative:
        wordings = LIMIT_WORDINGS if sentence in paper.granting else LIMIT_WORDINGS[:-2]
        hit = find_first(wordings, paper.flow, sentence.start, sentence.end)
        if hit is not None:
            yield hit.start, hit.end
