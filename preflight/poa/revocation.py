"""How a grant may be revoked, by whom, and to whom the revocation goes: authority reference 4.9."""

from __future__ import annotations

import re

from preflight.authority.instruments import Delivery, RevocationClause, RevocationMethod, Revoker
from preflight.filing.names.folding import key
from preflight.poa.fieldwork import reading, shown
from preflight.poa.organisations import kind_of, organisation_end
from preflight.poa.paper import PaperText
from preflight.poa.reading import FieldConfidence, FieldReading
from preflight.poa.wording import Wording, find_first

_REVOKE = r"(?:revok(?:ed?|es|ing|ation)|revocation|withdrawn?|rescind(?:ed)?|terminat(?:ed?|es)|cancell?ed)"

METHOD_WORDINGS: tuple[Wording[RevocationMethod], ...] = (
    Wording(
        "signed writing",
        rf"{_REVOKE}[^.;]{{0,120}}?(?:signed(?: and (?:dated|acknowledged))?,? (?:and "
        rf")?(?:writing|written|instrument|statement|notice|document)|(?:writing|instrument"
        rf"|written (?:notice|instrument|statement)),? (?:duly )?signed|instrument in "
        rf"writing signed)",
        RevocationMethod.SIGNED_WRITING,
        (
            "unless earlier revoked by the undersigned in a signed writing delivered to",
            "until I revoke it by a signed writing",
            "revoked by written instrument signed by the undersigned",
        ),
        ("revoked in writing",),
    ),
    Wording(
        "writing",
        rf"(?:{_REVOKE}[^.;]{{0,120}}?(?:in (?:a |any )?writing|written (?:notice|notification"
        rf"|instrument|statement|revocation)|by (?:a )?writing)|written (?:notice of "
        rf")?revocation)",
        RevocationMethod.WRITING,
        (
            "unless earlier revoked in writing",
            "unless earlier revoked by the undersigned in a writing delivered to",
            "until withdrawn by the undersigned by written notice to such attorney-in-fact",
        ),
        ("unless earlier revoked by the undersigned",),
    ),
    Wording(
        "notify in writing",
        r"(?:notif(?:y|ies|ied) [^.;]{0,60}?in writing|until [^.;]{0,40}?written notice)",
        RevocationMethod.WRITING,
        ("until I notify you otherwise in writing",),
    ),
    Wording(
        "notice",
        rf"(?:{_REVOKE}[^.;]{{0,80}}?(?:by|upon|on|through) (?:[a-z]+ ){{0,3}}(?:notice"
        rf"|notification|notifying)|until [^.;]{{0,30}}?(?:notify|notifies|notice))",
        RevocationMethod.NOTICE,
        ("may be revoked upon notice to the Company", "until I notify you otherwise"),
    ),
)

DELIVERY_WORDINGS: tuple[Wording[Delivery], ...] = (
    Wording(
        "to the attorney concerned",
        r"(?:delivered|given|notice|addressed|sent|deliver|delivery|writing|notifying) "
        r"(?:of [^.;,]{1,30} )?to (?:the |any |that |such )?(?:attorney-in-fact|attorney"
        r"|agent) (?:concerned|whose|being|so|affected|removed|in question)",
        Delivery.ATTORNEY_CONCERNED,
        ("in a signed writing delivered to the attorney-in-fact concerned",),
    ),
    Wording(
        "to the attorneys",
        r"(?:delivered|given|notice|addressed|sent|deliver|delivery|writing|provided"
        r"|notifying)(?: of [^.;,]{1,30})?(?: by [^.;,]{1,40})? to (?:each of |all of "
        r"|any of |each |either of |any )?(?:the |such |said |my |his |her |its |their "
        r")?(?:foregoing |above-named |named |above |such |aforementioned "
        r")?(?:attorneys?-in-fact|attorneys?\(?s?\)?-in-fact|attorneys?|agents?|delegates?"
        r"|persons)",
        Delivery.ATTORNEYS,
        (
            "in a signed writing delivered to the foregoing attorneys-in-fact",
            "by written notice to such attorney-in-fact",
            "delivered to each such attorney-in-fact",
        ),
    ),
    Wording(
        "to the Commission",
        r"(?:(?:delivered|given|notice|addressed|sent|deliver|filed|writing|notify) "
        r"(?:[a-z]+ ){0,2}?(?:to|with)|notif(?:y|ies|ying)) (?:the )?(?:U\.?S\.? "
        r")?(?:securities and exchange "
        r"commission|SEC|commission)\b",
        Delivery.SEC,
        (
            "by written notice to the Securities and Exchange Commission",
            "until I notify the Commission in writing",
        ),
    ),
    Wording(
        "to the issuer",
        r"(?:delivered|given|notice|addressed|sent|deliver|delivery|writing|provided"
        r"|notifying|filed)(?: of [^.;,]{1,30})?(?: by [^.;,]{1,40})? (?:to|with) (?:the (?:general "
        r"counsel|secretary|corporate secretary|legal department|chief legal "
        r"officer)[^.;]{0,30} of )?(?:the )?(?:company|issuer|corporation|general counsel"
        r"|corporate secretary|secretary|bank)\b",
        Delivery.ISSUER,
        (
            "by written notice to the Company",
            "delivered to the General Counsel of the Company",
        ),
    ),
)

_SENTENCE = re.compile(rf"\b(?:{_REVOKE}|notif(?:y|ies|ied)|until\s[^.;]{{0,40}}notice)\b", re.IGNORECASE)
_OTHER_REVOKING = re.compile(
    r"substitution,?\s[^.;]{0,40}?\brevocation|\bhereby\srevok\w+|\b(?:is|are|be|been)\s(?:hereby\s)?revoked|"
    r"\brevok(?:es?|ing)\s(?:and\s\w+\s)?(?:all|any|each|every|that|the|my|his|her"
    r"|its)\b|\bnot\s(?:\w+\s){0,2}revoke\b|"
    r"\bnot\srevoked\b|\b(?:to|or)\srevoke\ssuch\ssubstitut\w+",
    re.IGNORECASE,
)
"""Revoking that is not about this grant: substitutes, earlier papers."""
_UNREAD = re.compile(r"\b(?:ir)?revo(?:k|c)", re.IGNORECASE)
_CLAUSE = re.compile(
    r"(?:unless|until|may|can|only\s(?:on|upon|by)|earlier of|right\sto|subject\sto"
    r"|or\s(?:until\s)?(?:such\stime|I|the)|notif"
    r"|time\sthat\sit\sis)[^.]{0,200}?\b(?:revok|revocation|withdraw|rescind"
    r"|terminated|notif|notice|cancell?ed)",
    re.IGNORECASE,
)

_NAMED_ADDRESSEE = re.compile(
    r"(?:delivered|given|notice|addressed|sent|deliver|delivery|writing|provided)(?:\sof\s[^.;,]{1,30})?"
    r"\s(?:to|with)\s(?=(?-i:[A-Z]))",
    re.IGNORECASE,
)
_ALSO = re.compile(
    r"[^.;,]{0,40}?,?\s(?:and|or|and/or|with\sa\scopy\sto"
    r"|as\swell\sas)\s(?:to\s)?(?:each\sof\s)?(?:the\s|such\s"
    r"|said\s)?(?:foregoing\s)?"
    r"(?:attorneys?-in-fact|attorneys|company|issuer|corporation|general\scounsel)\b",
    re.IGNORECASE,
)
"""A second addressee of a revocation: the record has room for one."""


def read_revocation(paper: PaperText, is_delegation: bool) -> FieldReading:
    """The revocation clause. ``is_delegation``: "the undersigned" is then the delegator."""
    flow = paper.flow
    default = Revoker.DELEGATOR if is_delegation else Revoker.PRINCIPAL
    method, delivery = RevocationMethod.UNSTATED, Delivery.UNSTATED
    by: tuple[Revoker, ...] = (default,)
    spans: list[tuple[int, int]] = []
    names: list[str] = []
    doubt: str | None = None
    for sentence in paper.operative:
        text = flow.text[sentence.start : sentence.end]
        clause = _CLAUSE.search(text)
        if clause is None or not _SENTENCE.search(text):
            if _UNREAD.search(_OTHER_REVOKING.sub("", text)):
                doubt = f"Words about revoking were not understood: “{shown(text)}”."
            continue
        start = sentence.start + clause.start()
        found = find_first(METHOD_WORDINGS, flow, start, sentence.end)
        where = find_first(DELIVERY_WORDINGS, flow, start, sentence.end)
        if found is None and where is None:
            if _says_how(text[clause.start() :]):
                doubt = f"Words about revoking were not understood: “{shown(text[clause.start() :])}”."
            spans.append((start, sentence.start + clause.end()))
            continue
        if found is not None and method is RevocationMethod.UNSTATED:
            method = found.wording.value
            spans.append((found.start, found.end))
            names.append(found.wording.name)
        if (
            where is not None
            and delivery is Delivery.UNSTATED
            and (found is not None or "revo" in text.lower())
        ):
            delivery = where.wording.value
            also = _ALSO.match(flow.text, where.end, sentence.end)
            if delivery in (Delivery.ISSUER, Delivery.ATTORNEYS) and also is not None:
                delivery = Delivery.ATTORNEYS
                words = shown(flow.text[where.start : also.end()])
                doubt = f"The revocation goes to several; only the attorneys are recorded: “{words}”."
            spans.append((where.start, where.end))
            names.append(where.wording.name)
        elif where is None and found is not None and delivery is Delivery.UNSTATED:
            named = _NAMED_ADDRESSEE.search(flow.text, start, sentence.end)
            if named is not None:
                delivery = _to_named(paper, named.end(), sentence.end)
                spans.append((named.start(), named.end()))
                if delivery is Delivery.UNSTATED:
                    words = shown(flow.text[named.start() : named.end() + 40])
                    doubt = f"The revocation goes to somebody of whom it is not clear who that is: “{words}”."
        by = _revokers(text, is_delegation)
    notice = re.search(
        r"until\s(?:I|the\sundersigned)\s(?:notif\w+)\syou"
        r"|(?:notice|writing|notification)\s(?:in\swriting\s)?(?:delivered\s"
        r"|addressed\s)?to\syou\b|unless\s(?:I|the\sundersigned)\snotif\w+\syou",
        flow.text,
        re.IGNORECASE,
    )
    confidence = FieldConfidence.HIGH
    if notice and delivery is Delivery.UNSTATED:
        head = flow.text[: paper.grant_verb]
        if re.search(r"securities\sand\sexchange\scommission", head, re.IGNORECASE):
            delivery = Delivery.SEC
            confidence = FieldConfidence.MEDIUM
        elif _is_addressed_to_organisation(head):
            delivery = Delivery.ISSUER
            confidence = FieldConfidence.MEDIUM
        else:
            doubt = "Notice goes to “you”, and the paper does not say who that is."
    value = RevocationClause(method, by, delivery)
    return reading("revocation", value, flow, spans, confidence=confidence, doubt=doubt, wordings=names)


def _to_named(paper: PaperText, start: int, end: int) -> Delivery:
    """The addressee whose name begins at ``start``: an organisation, an attorney, or nobody known."""
    text = paper.flow.text
    stop = organisation_end(text, start)
    if stop is not None and stop <= end + 1 and kind_of(paper.flow.words(start, stop)).is_entity:
        return Delivery.ISSUER
    words = {key(word) for word in re.split(r"[\s,.]+", text[start : min(end, start + 60)])[:5]}
    listed = paper.appointment.listed.attorneys if paper.appointment is not None else ()
    if any(key(attorney.name.split()[-1]) in words for attorney in listed if attorney.name.split()):
        return Delivery.ATTORNEYS
    return Delivery.UNSTATED


def _is_addressed_to_organisation(head: str) -> bool:
    """True where a line of a letter's head is the name of an organisation."""
    return any(
        organisation_end(line, 0) == len(line) and kind_of(line).is_entity
        for line in (line.strip(" ,") for line in re.split(r"[\v\n]", head))
    )


def _says_how(text: str) -> bool:
    """True where words behind the clause say how or to whom, beyond the bare "until revoked"."""
    return (
        re.search(
            r"\b(?:by\s(?:the\sfiling|filing|an?\s|means|deliver)|deliver|notice|writing|written)",
            text,
            re.IGNORECASE,
        )
        is not None
    )


def _revokers(text: str, is_delegation: bool) -> tuple[Revoker, ...]:
    """Who may revoke, from the words behind "by"."""
    actors = re.search(
        r"\b(?:by|until)\s(the\sundersigned|me|either\sof|[A-Z][^.;]{0,60}|I\b)[^.;]{0,80}", text
    )
    words = actors.group() if actors else ""
    found = [Revoker.DELEGATOR if is_delegation else Revoker.PRINCIPAL]
    either = re.search(
        r"[A-Z][^.;]{2,40}\sor\sthe\sundersigned\s(?:may|can)\s[^.;]{0,20}revoke"
        r"|the\sundersigned\sor\s[^.;]{2,40}\s(?:may|can)\s[^.;]{0,20}revoke",
        text,
    )
    if is_delegation and either is not None:
        found.append(Revoker.PRINCIPAL)
        return tuple(found)
    if is_delegation and re.search(r"\bor\s(?:by\s)?(?:the\sprincipal|Mr|Ms|Mrs|Dr|[A-Z]\w+\s[A-Z])", words):
        found.append(Revoker.PRINCIPAL)
    if re.search(
        r"(?<!issued\s)\b(?:or|by)\s(?:by\s)?the\s(?:company|issuer|corporation)\b", words, re.IGNORECASE
    ):
        found.append(Revoker.ISSUER)
    return tuple(found)
