"""Which earlier papers a grant replaces or keeps: authority reference 4.9."""

from __future__ import annotations

import re

from preflight.authority.instruments import Instrument, Supersession, SupersessionKind
from preflight.poa.dates import dates_in
from preflight.poa.fieldwork import reading, shown
from preflight.poa.paper import PaperText
from preflight.poa.reading import FieldConfidence, FieldReading, ReadingContext
from preflight.poa.wording import Wording, find_first

_PAPERS = (
    r"(?:powers? of attorney|authori[sz]ations?|appointments?|designations?"
    r"|delegations?|instruments?|confirming statements?|POAs?)"
)

KEEP_WORDINGS: tuple[Wording[SupersessionKind], ...] = (
    Wording(
        "keeps earlier papers",
        rf"(?:(?:does|shall|do|will|is) not(?: intended to)? (?:revoke|supersede|terminate"
        rf"|affect|replace|alter)|without (?:revoking|limiting|affecting)|in addition "
        rf"to,?(?: and (?:shall )?not (?:in )?(?:substitution|lieu"
        rf"|replacement)[^.;]{{0,20}}?)?)[^.;]{{0,60}}?{_PAPERS}",
        SupersessionKind.NONE,
        (
            "This Power of Attorney does not revoke any power of attorney previously executed",
            "in addition to, and not in substitution for, any power of attorney given before",
        ),
    ),
)

REPLACE_WORDINGS: tuple[Wording[SupersessionKind], ...] = (
    Wording(
        "prior authorizations to act with the delegated authority",
        r"(?:supersedes?|revokes?|replaces?|cancels?)[^.;]{0,40}? (?:all|any)[^.;]{0,60}? "
        r"(?:authori[sz]ations?|delegations?|substitutions?|appointments of "
        r"(?:substitutes?|delegates?))(?:[^.;]{0,60}? (?:delegated authority of the "
        r"undersigned|made by the undersigned|of the undersigned's authority|by the "
        r"undersigned as attorney))",
        SupersessionKind.PRIOR_DELEGATIONS_BY_GRANTOR,
        ("shall supersede all prior authorizations to act with the delegated authority of the undersigned",),
    ),
    Wording(
        "all powers for any purpose",
        rf"(?:supersedes?|revok(?:es?|ing)|replaces?|cancels?)[^.;]{{0,20}}? (?:any and all"
        rf"|all|any|each and every)(?: (?:other|prior|previous|former|earlier))? "
        rf"{_PAPERS}[^.;]{{0,80}}?(?:for any purpose|of any kind|of every kind|whatsoever"
        rf"|of whatever nature|on any subject|general or (?:special|limited))",
        SupersessionKind.ALL_POWERS_ANY_SUBJECT,
        ("revokes any and all powers of attorney heretofore given by the undersigned for any purpose",),
    ),
    Wording(
        "the power of a date",
        rf"(?:amends? and restates?|supersedes?|revok(?:es?|ing)|replaces?|cancels?|in "
        rf"(?:replacement|substitution) of|restates?)[^.;]{{0,60}}? (?:that certain|the|my"
        rf"|his|her|a|an|its|certain|prior|previous)(?: \w+){{0,4}} "
        rf"{_PAPERS}[^.;]{{0,100}}? (?:dated|executed on|signed on|made on|of|granted on"
        rf"|executed)(?: as of)? (?=(?:the )?(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct"
        rf"|nov|dec))",
        SupersessionKind.LISTED,
        (
            "amends and restates the power of attorney of the undersigned dated February 2, 2015",
            "replaces my power of attorney dated 3 May 2012",
        ),
    ),
    Wording(
        "prior authority of the principal",
        rf"(?:supersedes?|revok(?:es?|ing)|replaces?|cancels?|terminates?|superseding"
        rf"|replacing)[^.;]{{0,30}}? (?:any and all|all|any|each|every)(?: of)?(?: (?:my"
        rf"|other|the|such|of the undersigned's))?(?: (?:prior|previous(?:ly)?|earlier"
        rf"|former|existing|preceding|pre-existing|other|executed|given|granted|outstanding"
        rf"|limited|and all|or|effective)){{0,4}} {_PAPERS}",
        SupersessionKind.PRIOR_BY_PRINCIPAL,
        (
            "shall supersede all prior authorizations to act for the undersigned",
            "revokes all previous powers of attorney granted by me",
            "hereby revokes any and all prior powers of attorney",
        ),
        ("does not amend anything",),
    ),
    Wording(
        "previously granted powers are revoked",
        rf"(?:any|all|each|every)(?: and all| other)?(?: (?:prior|previous|earlier|former"
        rf"|existing)){{0,2}} {_PAPERS}[^.;]{{0,160}}?(?:is|are|shall be|stands?)(?: hereby"
        rf"| deemed| automatically){{0,2}} (?:revoked|superseded|terminated|cancell?ed"
        rf"|rescinded|withdrawn|replaced|of no)",
        SupersessionKind.PRIOR_BY_PRINCIPAL,
        (
            "any Power of Attorney previously granted by the undersigned concerning the "
            "subject matter hereof is hereby revoked",
        ),
    ),
)
_TRIGGER = re.compile(
    r"\b(?:supersed|replac(?:es|ing)|restat|(?:prior|previous|earlier"
    r"|existing)\s(?:powers?|authori|appointment|delegation|instrument|poa)"
    r"|revokes\s)",
    re.IGNORECASE,
)
_HERE_ONLY = re.compile(
    r"in\sthese\smatters|subject\smatter|with\srespect\sto|in\srespect\sof"
    r"|relating\sto|regarding|concerning|same\s(?:matters|subject|purpose)|herein"
    r"|hereof",
    re.IGNORECASE,
)


def read_supersession(
    paper: PaperText,
    forms: frozenset[str],
    issuers: tuple[str, ...],
    context: ReadingContext,
    earlier: tuple[Instrument, ...],
) -> FieldReading:
    """Which papers end. ``forms`` and ``issuers`` (CIKs) are those of the grant: "in these matters".

    ``earlier`` are the instruments read before this one in the same file; with ``context.known`` they are
    where a paper cited by its date is looked for.
    """
    flow = paper.flow
    for sentence in paper.operative:
        text = flow.text[sentence.start : sentence.end]
        kept = find_first(KEEP_WORDINGS, flow, sentence.start, sentence.end)
        if kept is not None:
            return reading(
                "supersedes", Supersession(), flow, [(kept.start, kept.end)], wordings=[kept.wording.name]
            )
        hit = find_first(REPLACE_WORDINGS, flow, sentence.start, sentence.end)
        if hit is None:
            continue
        kind = hit.wording.value
        place = (hit.start, sentence.end)
        if kind is SupersessionKind.LISTED:
            days = {item.value for item in dates_in(flow.text, hit.end, sentence.end)}
            found = tuple(item.id for item in (*context.known, *earlier) if item.executed in days)
            doubt = (
                None
                if found
                else "The paper replaces a power cited by its date, which is not among the "
                "instruments known here; give its id."
            )
            return reading(
                "supersedes",
                Supersession(kind, instruments=found),
                flow,
                [place],
                doubt=doubt,
                wordings=[hit.wording.name],
            )
        if kind is SupersessionKind.ALL_POWERS_ANY_SUBJECT:
            return reading("supersedes", Supersession(kind), flow, [place], wordings=[hit.wording.name])
        named = re.search(r"securities\s(?:of|issued\sby)\s", text, re.IGNORECASE) is not None
        narrow = _HERE_ONLY.search(text) is not None
        value = Supersession(kind, issuers=issuers if named else (), forms=forms if narrow else frozenset())
        sure = FieldConfidence.HIGH if narrow else FieldConfidence.MEDIUM
        return reading("supersedes", value, flow, [place], confidence=sure, wordings=[hit.wording.name])
    for sentence in paper.operative:
        text = flow.text[sentence.start : sentence.end]
        if _TRIGGER.search(text) and not re.search(r"supersed\w+\slaw|successor", text, re.IGNORECASE):
            doubt = f"Words about earlier papers were not understood: “{shown(text)}”."
            return reading("supersedes", Supersession(), flow, [(sentence.start, sentence.end)], doubt=doubt)
    return reading("supersedes", Supersession(), flow)
