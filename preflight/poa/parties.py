"""Who gives the power: principal, grantors, and the person who signed for an entity (reference 2.1, 4.11)."""

from __future__ import annotations

import re
from dataclasses import replace

from preflight.authority.instruments import PaperSigner, Party, PartyKind, Tri
from preflight.lazy_dataclass import dataclass
from preflight.poa.flow import Flow
from preflight.poa.known_parties import bare_name, party
from preflight.poa.organisations import kind_of, organisation_end
from preflight.poa.paper import PaperText
from preflight.poa.people import clean_person, has_title_word, is_person, person_end, same_person
from preflight.poa.reading import ReadingContext
from preflight.poa.signatures import SignatureBlocks, Signed

_OPENINGS = (
    re.compile(
        r"\b(?:the|each\sof\sthe)\s(?:undersigned|reporting\sperson|principal|grantor)s?,?\s(?=[A-Z])",
        re.IGNORECASE,
    ),
    re.compile(r"(?<![\w.])(?:I|We|i),\s(?:the\sundersigned,\s)?(?=[A-Z])"),
    re.compile(r"\bpresents,?\s(?:that\s)?(?:I,\s|we,\s|the\sundersigned,\s)?(?=[A-Z])", re.IGNORECASE),
    re.compile(r"\bknown(?:\sby\sthese\spresents)?,?\sthat\s(?=[A-Z])", re.IGNORECASE),
)
_AS_TRUSTEES = re.compile(
    r",?\s(?:not\sindividually\sbut\s)?(?:solely\s)?as\s(?:sole\s"
    r"|the\s)?(?:co-)?trustees?\s(?:of|for|under)\s(?:the\s)?(?P<rest>(?=[A-Z]))",
    re.IGNORECASE,
)
_AND_ANOTHER = re.compile(
    r"(?:,\s(?:and\s)?|\sand\s)(?=(?-i:[A-Z]))(?!(?:constitut|appoint|mak|hereby"
    r"|do(?:es)?\b|nominat|designat|authori|an?\b|the\b|as\b|of\b|in\b|his\b|her\b))",
    re.IGNORECASE,
)
_FIDUCIARY = re.compile(
    r"\b(?:co-?)?(?:trustee|executor|executrix|guardian|conservator|custodian"
    r"|administrator\sof\sthe\sestate)\b",
    re.IGNORECASE,
)
_FOR_SELF = re.compile(r"(?<!not\s)\bindividually\b|\bindividual\scapacity\b", re.IGNORECASE)
"""A trustee who gives the power for himself or herself too."""
_SMALL = re.compile(
    r"^(?:The\s)?(?:Undersigned|Reporting|Company|Section|Power|Form|Securities)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name read from the opening, with its place in the paper's flow."""

    name: str
    start: int
    end: int
    entity: bool


@dataclass(frozen=True, slots=True)
class Grant:
    """One principal of a paper, who signed for it, and what is in doubt about that.

    Places are offsets in the exhibit's text.
    """

    principal: Party
    grantors: tuple[str, ...]
    signers: tuple[PaperSigner, ...]
    signed: Tri
    places: tuple[tuple[int, int], ...]
    signature_places: tuple[tuple[int, int], ...]
    doubt: str | None = None
    signature_doubt: str | None = None
    inferred: bool = False


def opening_names(paper: PaperText) -> tuple[list[Named], Named | None]:
    """Whom the opening names as "the undersigned", and the trust of which they are the trustees."""
    flow = paper.flow
    limit = (
        max(paper.grant_verb, min(paper.grant_start + 400, paper.body.end))
        if paper.appointment
        else min(800, paper.body.end)
    )
    if paper.appointment is not None:
        limit = paper.grant_verb
    for pattern in _OPENINGS:
        for match in pattern.finditer(flow.text, 0, limit):
            names, end = _names(flow, match.end(), limit)
            if not names:
                continue
            trust = _AS_TRUSTEES.match(flow.text, end, limit)
            if trust is not None:
                stop = organisation_end(flow.text, trust.end())
                if stop is not None:
                    name = flow.words(trust.end(), stop)
                    return names, Named(name, trust.end(), stop, True)
            return names, None
    return _before_the_verb(paper), None


def _before_the_verb(paper: PaperText) -> list[Named]:
    """The names with which the appointing sentence begins: "Acme Ltd. (the "Owner") appoints ..."."""
    flow = paper.flow
    if paper.appointment is None:
        return []
    start = paper.grant_start
    lead = re.compile(r"[\s\v\n]*(?:\d{1,2}\.\s{1,3}[A-Z][a-z]+\.\s)?").match(
        flow.text, start, paper.grant_verb
    )
    names, end = _names(flow, lead.end() if lead else start, paper.grant_verb)
    between = flow.text[end : paper.grant_verb]
    if not names or len(between) > 160 or re.search(r"\b(?:undersigned|I|[Ww]e|my|our)\b|[.;]\s", between):
        return []
    return names


def _names(flow: Flow, start: int, limit: int) -> tuple[list[Named], int]:
    names: list[Named] = []
    position, end = start, start
    for _ in range(12):
        stop = person_end(flow.text, position, min(limit, position + 90))
        organisation = organisation_end(flow.text, position)
        entity = False
        if (
            organisation is not None
            and organisation <= limit
            and kind_of(flow.words(position, organisation)).is_entity
            and organisation >= (stop or 0)
        ):
            stop, entity = organisation, True
        if names and has_title_word(flow.text[position : position + 40].split()[0]):
            break
        if stop is None or stop > limit or _SMALL.match(flow.text[position:stop]):
            break
        name = flow.words(position, stop) if entity else clean_person(flow.words(position, stop))
        names.append(Named(name, position, stop, entity))
        end = stop
        joint = _AND_ANOTHER.match(flow.text, stop, limit)
        if joint is None:
            break
        position = joint.end()
    return names, end


def read_grants(paper: PaperText, blocks: SignatureBlocks, context: ReadingContext) -> tuple[Grant, ...]:
    """The principals of a paper that its principals sign."""
    named, trust = opening_names(paper)
    if trust is not None:
        of_trust = _trust_grant(paper, named, trust, blocks, context)
        opening = paper.flow.text[named[0].start : min(paper.body.end, trust.end + 60)]
        if _FOR_SELF.search(opening) is None:
            return (of_trust,)
        people = distinct_signatures(blocks.signed)
        return (of_trust, *(_named_grant(paper, item, people, context) for item in named if not item.entity))
    entities = [item for item in blocks.signed if item.reading.entity is not None]
    if entities:
        alone = distinct_signatures(tuple(item for item in blocks.signed if item.reading.entity is None))
        return (
            *(_entity_grant(paper, item, named, context) for item in entities),
            *(_signer_grant(paper, item, context) for item in alone),
        )
    of_name = next((item for item in named if item.entity), None)
    if of_name is not None:
        return (_named_entity_grant(paper, of_name, blocks, context),)
    people = distinct_signatures(blocks.signed)
    if not people:
        return (_unsigned_grant(paper, named, blocks, context),)
    if named:
        grants = [_named_grant(paper, item, people, context) for item in named if not item.entity]
        others = [
            item for item in people if not any(same_person(item.reading.name, name.name) for name in named)
        ]
        if others and all(grant.signed is Tri.YES for grant in grants):
            extra = ", ".join(item.reading.name for item in others)
            why = f"The paper is signed by others too: {extra}."
            return tuple(replace(grant, signature_doubt=why) for grant in grants)
        return tuple(grants)
    own = [item for item in people if not _is_appointed(paper, item)]
    if not own:
        why = "The only signature is that of a person whom the paper appoints."
        return tuple(replace(_signer_grant(paper, item, context), doubt=why) for item in people)
    return tuple(_signer_grant(paper, item, context) for item in own)


def _is_appointed(paper: PaperText, item: Signed) -> bool:
    """True for an attorney-in-fact who signs to accept."""
    listed = paper.appointment.listed.attorneys if paper.appointment is not None else ()
    return any(same_person(attorney.name, item.reading.name) for attorney in listed)


def distinct_signatures(signed: tuple[Signed, ...]) -> list[Signed]:
    """The signatures of different people: a person who signs twice counts once."""
    found: list[Signed] = []
    for item in signed:
        if not any(same_person(item.reading.name, other.reading.name) for other in found):
            found.append(item)
    return found


def _quote_places(paper: PaperText, *named: Named) -> tuple[tuple[int, int], ...]:
    return tuple(paper.flow.place(item.start, item.end) for item in named)


def _signer(item: Signed) -> PaperSigner:
    return PaperSigner(item.reading.name, item.reading.title)


def spelling_doubt(item: Signed) -> str | None:
    """What is in doubt where the signature and the printed name differ."""
    printed = item.reading.printed_name
    if printed is not None and not same_person(printed, item.reading.name):
        return f"The signature reads {item.reading.name}, the printed name {printed}."
    return None


def _trust_grant(
    paper: PaperText, trustees: list[Named], trust: Named, blocks: SignatureBlocks, context: ReadingContext
) -> Grant:
    signed = [
        item
        for item in distinct_signatures(blocks.signed)
        if any(same_person(item.reading.name, name.name) for name in trustees)
    ]
    complete = len(signed) == len(trustees)
    doubt = None if complete else "Not all trustees named in the paper have signed it."
    return Grant(
        party(trust.name, PartyKind.TRUST, context),
        tuple(item.name for item in trustees),
        tuple(_signer(item) for item in signed),
        Tri.YES if complete else Tri.NO,
        _quote_places(paper, trust, *trustees),
        tuple((item.start, item.end) for item in signed),
        signature_doubt=doubt,
    )


def _entity_grant(paper: PaperText, item: Signed, named: list[Named], context: ReadingContext) -> Grant:
    name = item.reading.entity or ""
    opening = next((other for other in named if bare_name(other.name) == bare_name(name)), None)
    wrong = next((other for other in named if other.entity), None)
    doubt = None
    if opening is not None:
        name = opening.name
    elif wrong is not None:
        doubt = f"The opening names {wrong.name}, the signature block {name}."
    place = (
        paper.text.find(item.reading.entity or "", paper.span.start, item.start)
        if item.reading.entity
        else -1
    )
    places = (
        _quote_places(paper, opening)
        if opening
        else ((place, place + len(item.reading.entity or "")),)
        if place >= 0
        else ()
    )
    return Grant(
        party(name, kind_of(name), context),
        (name,),
        (_signer(item),),
        Tri.YES,
        places,
        ((item.start, item.end),),
        doubt=doubt,
        signature_doubt=spelling_doubt(item),
    )


def _named_entity_grant(
    paper: PaperText, entity: Named, blocks: SignatureBlocks, context: ReadingContext
) -> Grant:
    people = distinct_signatures(blocks.signed)
    return Grant(
        party(entity.name, kind_of(entity.name), context),
        (entity.name,),
        tuple(_signer(item) for item in people),
        Tri.YES if people else Tri.NO,
        _quote_places(paper, entity),
        tuple((item.start, item.end) for item in people),
        signature_doubt=None
        if people and people[0].reading.title
        else "The signature does not say in which office the person signs for the entity."
        if people
        else _no_signature(blocks),
    )


def _named_grant(paper: PaperText, named: Named, people: list[Signed], context: ReadingContext) -> Grant:
    item = next((other for other in people if same_person(other.reading.name, named.name)), None)
    if item is None:
        signers = ", ".join(other.reading.name for other in people)
        return Grant(
            party(named.name, PartyKind.INDIVIDUAL, context),
            (named.name,),
            (),
            Tri.NO,
            _quote_places(paper, named),
            tuple((other.start, other.end) for other in people),
            doubt=f"The opening names {named.name}, the signature is that of {signers}.",
            signature_doubt=f"{named.name} has not signed; the signature is that of {signers}.",
        )
    name = item.reading.name
    return Grant(
        party(name, PartyKind.INDIVIDUAL, context),
        (name,),
        (_signer(item),),
        Tri.YES,
        (*_quote_places(paper, named), (item.start, item.end)),
        ((item.start, item.end),),
        signature_doubt=spelling_doubt(item),
    )


def _signer_grant(paper: PaperText, item: Signed, context: ReadingContext) -> Grant:
    """The person who signed, where the paper names nobody else: "the undersigned"."""
    name = item.reading.name
    doubt = None
    fiduciary = _FIDUCIARY.search(item.reading.title or "")
    if fiduciary is not None:
        of_trust = _trust_of(item.reading.title or "")
        if of_trust is not None:
            return Grant(
                party(of_trust, kind_of(of_trust), context),
                (name,),
                (_signer(item),),
                Tri.YES,
                ((item.start, item.end),),
                ((item.start, item.end),),
                signature_doubt=spelling_doubt(item),
                inferred=True,
            )
        doubt = (
            f"{name} signs as {fiduciary.group().lower()}: for whom the power is given has to be looked at."
        )
    if not is_person(name):
        doubt = f"“{name}” does not read as the name of a person."
    return Grant(
        party(name, PartyKind.INDIVIDUAL, context),
        (name,),
        (_signer(item),),
        Tri.YES,
        ((item.start, item.end),),
        ((item.start, item.end),),
        doubt=doubt,
        signature_doubt=spelling_doubt(item),
    )


def _trust_of(title: str) -> str | None:
    """The trust or estate in "as Trustee of the Roe Family Trust", as it is named there."""
    match = re.search(r"\b(?:of|for)\s(?:the\s)?(?=[A-Z])", title)
    if match is None:
        return None
    stop = organisation_end(title, match.end())
    name = title[match.end() : stop] if stop is not None else ""
    return " ".join(name.split()) if kind_of(name) in (PartyKind.TRUST, PartyKind.ESTATE) else None


def _unsigned_grant(
    paper: PaperText, named: list[Named], blocks: SignatureBlocks, context: ReadingContext
) -> Grant:
    """A paper without a conformed signature."""
    people = [item for item in named if not item.entity]
    if people:
        name, places = people[0].name, _quote_places(paper, people[0])
    elif blocks.unsigned:
        cell = blocks.unsigned[0]
        name, places = _printed(cell.words), ((cell.start, cell.end),)
    else:
        name, places = "", ()
    doubt = None if name else "Nobody is named as the person who gives the power."
    return Grant(
        party(name, PartyKind.INDIVIDUAL, context),
        (name,) if name else (),
        (),
        Tri.NO,
        places,
        (),
        doubt=doubt,
        signature_doubt=_no_signature(blocks),
        inferred=bool(name),
    )


def _printed(words: str) -> str:
    bare = re.sub(r"^(?:print(?:ed)?\s)?name\s?:\s?", "", words, flags=re.IGNORECASE)
    stop = person_end(bare, 0, len(bare))
    return clean_person(bare[:stop] if stop else bare)


def _no_signature(blocks: SignatureBlocks) -> str:
    if blocks.unsigned:
        return f"No signature stands over the name {_printed(blocks.unsigned[0].words)}."
    return "No signature was found under the paper."
