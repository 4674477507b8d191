"""Which issuers a grant covers: authority reference 4.5. CIKs come from the filing, names from the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

from preflight.authority.instruments import IssuerMode, IssuerScope, Tri
from preflight.filing.names.folding import key
from preflight.lazy_dataclass import dataclass
from preflight.poa.definitions import definitions_in
from preflight.poa.fieldwork import reading
from preflight.poa.flow import Flow
from preflight.poa.organisations import kind_of, organisation_before, organisation_end
from preflight.poa.paper import PaperText
from preflight.poa.reading import FieldConfidence, FieldReading, KnownParty, ReadingContext
from preflight.poa.wording import Wording, find_first

ROLE_WORDINGS: tuple[Wording[IssuerMode], ...] = (
    Wording(
        "any issuer in which the principal has a role",
        r"(?:any|each|every|all)(?: and all| other| public)?(?: publicly[- ](?:traded"
        r"|held))? (?:issuers?|compan(?:y|ies)|entit(?:y|ies)|corporations?"
        r"|registrants?)[^.;]{0,60}? (?:of|in|for|to|with respect to) (?:which|whose"
        r"|whom)[^.;]{0,60}? (?:is|am|are|may be|be|becomes?|serves?|has)\b[^.;]{0,80}? "
        r"(?:director|officer|owner|insider|section 16|holder|reporting|beneficial)",
        IssuerMode.ROLE_BASED,
        ("any issuer of which I am a director, officer or more than ten percent owner",),
    ),
)
ANY_WORDINGS: tuple[Wording[IssuerMode], ...] = (
    Wording(
        "any issuer",
        r"(?:securities|shares|stock|holdings|interests|investments|ownership)(?: issued "
        r"by| of| in) (?:any|all|each) (?:and all |other )?(?:issuers?|compan(?:y|ies)"
        r"|entit(?:y|ies)|corporations?|persons?)|any issuer(?: of securities)?|any(?: "
        r"publicly[- ]traded)? (?:company|entity) whose securities",
        IssuerMode.ANY,
        ("with respect to securities of any issuer",),
    ),
    Wording(
        "as required from time to time",
        r"(?:required|to be filed|filed)(?: to be filed)? from time to time|any "
        r"investments (?:of|in|by)|(?:may be|is) deemed to be beneficially owned",
        IssuerMode.ANY,
        ("as may be required to be filed from time to time",),
    ),
)
_THING = (
    r"(?:securities|shares|stock|equity\ssecurities|units|interests|ownership|holdings|transactions|reports?)"
)
_LINK = re.compile(
    r"(?:\b(?:securities|shares|stock|units|interests?|ownership"
    r"|holdings)(?:\s\([^()]{1,40}\))?\s(?:issued\sby|of|in)|issued\sby|\"\)\sof"
    r"|\bheld\s(?:by\s[^.;,]{2,40}\s)?in|"
    r"(?:officer|director|holder|owner|insider|reporting\sperson|section\s16\sofficer"
    r"|shareholder|stockholder|trustee|affiliate)s?(?:,?\s(?:and/or|or"
    r"|and)\s[^.;,]{1,40})?(?:,?\sor\sboth)?,?\s(?:of|at)|"
    r"(?:with|in)\s(?:respect|regard|relation)\s(?:to|of)|relating\sto|related\sto"
    r"|regarding|concerning|respecting|(?:affiliation|service|position"
    r"|employment)\s(?:with|at)|on\saccount\sof|in\sconnection\swith"
    r"|with\sregard\sto|pertaining\sto)\s(?:the\s(?:securities|common\sstock"
    r"|shares)\sof\s)?",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"(?:the|said|such)\s(?P<term>Company|Corporation|Issuer|Bank|Trust|Fund"
    r"|Partnership|Registrant|COMPANY|CORPORATION|ISSUER|company|issuer"
    r"|corporation)\b(?!\sgroup)"
)
_BEHIND = re.compile(
    r"(?:,\s(?:an?|the)\s[^,()]{2,60}?(?:corporation|company|partnership|trust|bank"
    r"|organi[sz]ed|incorporated)[^,()]{0,40},?)?(?:\s?\([^()]{1,80}\))?,?\s?"
    r"(?P<with>(?:and|or|and/or|including)(?:\sany\sof|\sall\sof|\sone\sof"
    r"|\seach\sof)?\s(?:its|their|the\scompany's)\s(?:direct\s(?:or|and)\sindirect\s"
    r"|wholly[- ]owned\s|respective\s)?(?P<which>subsidiar|affiliate)"
    r"(?:ies\s(?:and|or)\s(?:its\s)?(?P<also>affiliate))?)?",
    re.IGNORECASE,
)
_SUCCESSORS = re.compile(
    r"(?:and|or|,|together\swith|including)\s(?:to\s)?(?:any\sof\s)?(?:any|its|their"
    r"|the)?\s?(?:successors?(?:\sand\sassigns)?)(?:\sin\sinterest)?(?:\s(?:thereto"
    r"|thereof|to\s(?-i:[A-Z])|compan|entit|corporation|issuer)|(?=[,.;)])|(?=\s(?:and|or|under"
    r"|pursuant|with)\b))",
    re.IGNORECASE,
)
_BEFORE_SECURITIES = re.compile(r"\s(?:equity\s)?(?:securities|stock|shares|common\sstock)\b")
_NOT_AN_ISSUER = re.compile(
    r"^(?:Securities|Section|Form|Forms|Schedule|Rule|SEC\b|Exchange|United|U\.S"
    r"|Regulation|EDGAR|Common|New\sYork\sStock|Nasdaq|Act\b|Power|Mr|Ms|Mrs|Dr)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    start: int
    end: int
    mode: IssuerMode
    weak: bool


def read_issuers(
    paper: PaperText, context: ReadingContext, all_filings: bool, principals: tuple[str, ...]
) -> FieldReading:
    """The issuers of a grant (value: :class:`IssuerScope`). ``all_filings``: the forms clause is general."""
    flow = paper.flow
    definitions = {
        term: item
        for term, item in definitions_in(flow).items()
        if key(item[0]) not in {key(name) for name in principals}
    }
    own = {term for term in definitions_in(flow) if term not in definitions}
    for wordings in (ROLE_WORDINGS, ANY_WORDINGS[:1]):
        for sentence in paper.granting:
            hit = find_first(wordings, flow, sentence.start, sentence.end)
            if hit is not None:
                return reading(
                    "issuers",
                    IssuerScope(hit.wording.value),
                    flow,
                    [(hit.start, hit.end)],
                    wordings=[hit.wording.name],
                )
    named = _named(paper, definitions, own)
    strong = [item for item in named if not item.weak]
    if strong:
        return _listed(paper, strong, context)
    undefined = _undefined(paper, definitions, own)
    for sentence in paper.granting:
        hit = find_first(ANY_WORDINGS[1:], flow, sentence.start, sentence.end)
        if hit is not None:
            return reading(
                "issuers",
                IssuerScope(IssuerMode.ANY),
                flow,
                [(hit.start, hit.end)],
                confidence=FieldConfidence.MEDIUM,
                wordings=[hit.wording.name],
            )
    if undefined is not None:
        return _from_context(paper, undefined, context)
    if all_filings:
        return reading("issuers", IssuerScope(IssuerMode.ANY), flow, confidence=FieldConfidence.MEDIUM)
    weak = [(item.start, item.end) for item in named]
    doubt = "No words say which issuers the grant covers."
    if weak:
        doubt = f"No words limit the grant to an issuer; {named[0].name} is named only to describe a person."
    return reading("issuers", IssuerScope(IssuerMode.UNSTATED), flow, weak, doubt=doubt)


def _named(paper: PaperText, definitions: dict[str, tuple[str, int, int]], own: set[str]) -> list[_Named]:
    """Organisations in the places where papers name the issuer; ``weak`` before the appointing verb."""
    flow = paper.flow
    found: list[_Named] = []
    for sentence in paper.operative:
        for link in _LINK.finditer(flow.text, sentence.start, sentence.end):
            start = link.end()
            weak = (
                start < paper.grant_verb
                and re.match(
                    r"(?:officer|director|holder|owner|shareholder|stockholder|trustee|affiliate)",
                    link.group(),
                    re.IGNORECASE,
                )
                is not None
            )
            term = _TERM.match(flow.text, start, sentence.end)
            if term is not None:
                known = definitions.get(term.group("term").lower())
                if known is None:
                    continue
                behind = _BEHIND.match(flow.text, term.end(), sentence.end)
                found.append(_Named(known[0], known[1], known[2], _mode(behind), False))
                continue
            stop = organisation_end(flow.text, start)
            if stop is None or stop > sentence.end or _NOT_AN_ISSUER.match(flow.text[start:stop]):
                continue
            name = flow.words(start, stop)
            short = definitions.get(name.lower())
            if short is not None:
                found.append(_Named(short[0], short[1], short[2], IssuerMode.LIST, False))
                continue
            if name.lower() in own or len(name) < 3 or _is_person_phrase(flow.text, link, name):
                continue
            behind = _BEHIND.match(flow.text, stop, sentence.end)
            found.append(_Named(name, start, stop, _mode(behind), weak))
        found.extend(
            _Named(flow.words(first, last), first, last, IssuerMode.LIST, False)
            for first, last in _before_securities(flow, sentence.start, sentence.end)
            if kind_of(flow.words(first, last)).is_entity
        )
    return found


def _before_securities(flow: Flow, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Names that stand before the word: "transactions in Acme Company securities"."""
    for match in _BEFORE_SECURITIES.finditer(flow.text, start, end):
        place = organisation_before(flow.text, match.start())
        if place is not None and place[0] >= start and not _NOT_AN_ISSUER.match(flow.text[slice(*place)]):
            yield place


def _is_person_phrase(text: str, link: re.Match[str], name: str) -> bool:
    """True for "in connection with" and the like before something that is no organisation."""
    loose = re.match(
        r"(?:in\sconnection|on\saccount|with|in\s(?:respect|regard)|relat|regard|concern|respect|pertain)",
        link.group(),
        re.IGNORECASE,
    )
    return loose is not None and len(name.split()) == 1 and "." not in name


def _mode(behind: re.Match[str] | None) -> IssuerMode:
    which = behind.group("which") if behind is not None else None
    if which is None:
        return IssuerMode.LIST
    if behind is not None and behind.group("also"):
        return IssuerMode.LIST_PLUS_AFFILIATES
    return (
        IssuerMode.LIST_PLUS_SUBSIDIARIES
        if which.lower().startswith("subsid")
        else IssuerMode.LIST_PLUS_AFFILIATES
    )


def _listed(paper: PaperText, named: list[_Named], context: ReadingContext) -> FieldReading:
    """The list of issuers named, with the CIKs of those that the filing names too."""
    flow = paper.flow
    names: list[str] = []
    ciks: list[str] = []
    spans: list[tuple[int, int]] = []
    mode = IssuerMode.LIST
    for item in named:
        if not any(_same_organisation(item.name, other) for other in names):
            names.append(item.name)
            spans.append((item.start, item.end))
        if item.mode is not IssuerMode.LIST and mode is IssuerMode.LIST:
            mode = item.mode
    unmatched: list[str] = []
    for name in names:
        match = next((party for party in context.issuers if _names(party, name)), None)
        if match is not None:
            ciks.append(match.cik)
        else:
            unmatched.append(name)
    successors = Tri.UNSTATED
    for sentence in paper.granting:
        hit = _SUCCESSORS.search(flow.text, sentence.start, sentence.end)
        if hit is not None:
            successors = Tri.YES
            spans.append((hit.start(), hit.end()))
            break
    value = IssuerScope(mode, tuple(dict.fromkeys(ciks)), tuple(names), successors)
    confidence = FieldConfidence.HIGH
    doubt: str | None = None
    if unmatched:
        listed = ", ".join(unmatched)
        if context.issuers:
            doubt = (
                f"The filing names another issuer ({context.issuers[0].name}); the CIK of "
                f"{listed} is missing."
            )
        else:
            confidence = FieldConfidence.MEDIUM
    if len(names) > 1:
        doubt = doubt or f"More than one organisation may be meant: {', '.join(names)}."
    return reading("issuers", value, flow, spans, confidence=confidence, doubt=doubt)


def _undefined(
    paper: PaperText, definitions: dict[str, tuple[str, int, int]], own: set[str]
) -> tuple[int, int] | None:
    """Where "the Company" stands without a definition."""
    for sentence in paper.operative:
        for term in _TERM.finditer(paper.flow.text, sentence.start, sentence.end):
            word = term.group("term")
            if word[0].isupper() and word.lower() not in definitions and word.lower() not in own:
                return term.start(), term.end()
    return None


def _from_context(paper: PaperText, place: tuple[int, int], context: ReadingContext) -> FieldReading:
    """ "The Company", known only from the filing that the paper came with."""
    ciks = tuple(party.cik for party in context.issuers)
    names = tuple(party.name for party in context.issuers)
    doubt = (
        None
        if ciks
        else "“The Company” is not defined in the paper; the issuer is known only from the "
        "filing it came with."
    )
    return reading(
        "issuers",
        IssuerScope(IssuerMode.CONTEXT, ciks, names),
        paper.flow,
        [place],
        confidence=FieldConfidence.MEDIUM,
        doubt=doubt,
    )


def _names(party: KnownParty, name: str) -> bool:
    return any(_same_organisation(name, known) for known in (party.name, *party.former_names))


_FORMS = {"incorporated": "inc", "corporation": "corp", "company": "co", "limited": "ltd"}


def _same_organisation(one: str, other: str) -> bool:
    """True where two spellings of an organisation differ only in case, punctuation and abbreviations."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> tuple[str, ...]:
    bare = re.sub(r"\s?/[A-Z]{2,3}/?$", "", name.strip())
    words = [key(word) for word in re.split(r"[\s,/-]+", bare.replace("&", " and "))]
    words = [_FORMS.get(word, word) for word in words if word]
    return tuple(words[1:] if words[:1] == ["the"] else words)
