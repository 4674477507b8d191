"""Who signs a delegation, and for whom: the principals come from the recital, the signers from below it."""

from __future__ import annotations

from preflight.authority.instruments import PaperSigner, PartyKind, Tri
from preflight.poa.derivation import Recital
from preflight.poa.known_parties import party
from preflight.poa.organisations import kind_of
from preflight.poa.paper import PaperText
from preflight.poa.parties import Grant, distinct_signatures, opening_names, spelling_doubt
from preflight.poa.people import same_person
from preflight.poa.reading import ReadingContext
from preflight.poa.signatures import SignatureBlocks


def is_delegation(paper: PaperText, blocks: SignatureBlocks) -> bool:
    """True where the paper recites a power above it and the one who signs is not who gave that power."""
    if paper.recital is None:
        return False
    signed = distinct_signatures(blocks.signed)
    return not any(
        same_person(item.reading.name, name) for item in signed for name in paper.recital.principals
    )


def read_delegation_grants(
    paper: PaperText, recital: Recital, blocks: SignatureBlocks, context: ReadingContext
) -> tuple[Grant, ...]:
    """One grant for each principal that the recital names."""
    signed = distinct_signatures(blocks.signed)
    named, _ = opening_names(paper)
    delegators = [
        item for item in named if not any(same_person(item.name, name) for name in recital.principals)
    ]
    doubt: str | None = None
    if not signed:
        doubt = "No signature of the person who delegates was found."
    elif delegators and not any(same_person(signed[0].reading.name, item.name) for item in delegators):
        doubt = (
            f"The paper is made by {delegators[0].name}, the signature is that of {signed[0].reading.name}."
        )
    else:
        doubt = next(filter(None, map(spelling_doubt, signed)), None)
    grantors = tuple(item.reading.name for item in signed) or tuple(item.name for item in delegators)
    return tuple(
        Grant(
            party(name, kind_of(name) if kind_of(name).is_entity else PartyKind.INDIVIDUAL, context),
            grantors,
            tuple(PaperSigner(item.reading.name, item.reading.title) for item in signed),
            Tri.YES if signed else Tri.NO,
            (paper.flow.place(recital.start, recital.end),),
            tuple((item.start, item.end) for item in signed),
            signature_doubt=doubt,
        )
        for name in recital.principals
    )
