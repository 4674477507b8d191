"""Names of the paper and names of the filing: a party gets the CIK of the owner whose name agrees."""

from __future__ import annotations

import re

from preflight.authority.instruments import Party, PartyKind
from preflight.filing.names.folding import key
from preflight.poa.people import same_person
from preflight.poa.reading import KnownParty, ReadingContext


def party(name: str, kind: PartyKind, context: ReadingContext) -> Party:
    """The party with the CIK of the owner of the same name that the filing names."""
    match = next((owner for owner in context.owners if _is_owner(owner, name, kind)), None)
    return Party(name, match.cik if match else None, kind)


def _is_owner(owner: KnownParty, name: str, kind: PartyKind) -> bool:
    """True where an owner's name (conformed: "DOE JANE Q") and the paper's name surely agree."""
    for known in (owner.name, *owner.former_names):
        if kind.is_entity:
            if bare_name(known) == bare_name(name):
                return True
            continue
        if same_person(known, name) or _conformed(known, name):
            return True
    return False


def bare_name(name: str) -> str:
    """An organisation's name for comparing: folded words without "the"."""
    words = [key(word) for word in re.split(r"[\s,/]+", name)]
    return " ".join(word for word in words if word and word != "the")


def _conformed(owner: str, name: str) -> bool:
    """True where "LEVENSON DAVID N" is "David N. Levenson": family name first."""
    words = owner.replace(",", " ").split()
    for cut in range(1, min(3, len(words))):
        if same_person(" ".join((*words[cut:], *words[:cut])), name):
            return True
    return False
