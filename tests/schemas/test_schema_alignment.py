"""Children beside a content model: what fits costs nothing, and one edit is one step."""

from __future__ import annotations

import pytest

from preflight.filing.schemas.alignment import align
from preflight.filing.schemas.description import ElementParticle, GroupParticle
from preflight.filing.schemas.similar import nearest, resembles

A, B, C = (ElementParticle(name, "T") for name in ("alpha", "bravo", "charlie"))
OPTIONAL = ElementParticle("option", "T", 0, 1)
MANY = ElementParticle("many", "T", 0, 99)
SEQUENCE = GroupParticle("sequence", (A, OPTIONAL, B, MANY, C))
CHOICE = GroupParticle("choice", (A, B))
REPEATED = GroupParticle("choice", (A, B), 0, 30)
EITHER_OR_BOTH = GroupParticle(
    "choice", (GroupParticle("sequence", (A, MANY)), ElementParticle("many", "T", 1, 99))
)
UNORDERED = GroupParticle("all", (A, OPTIONAL, B))

CASES = [
    # model, children, the steps that are no matches
    (SEQUENCE, "alpha bravo charlie", []),
    (SEQUENCE, "alpha option bravo many many charlie", []),
    (SEQUENCE, "alpha charlie", ["missing bravo"]),
    (SEQUENCE, "bravo charlie", ["missing alpha"]),
    (SEQUENCE, "", ["missing alpha", "missing bravo", "missing charlie"]),
    (SEQUENCE, "alpha bravo bravo charlie", ["extra bravo"]),
    (SEQUENCE, "alpha brave charlie", ["rename brave bravo"]),
    (SEQUENCE, "alpha bravo charlie delta", ["extra delta"]),
    (SEQUENCE, "alpha delta charlie", ["replace delta bravo"]),
    (SEQUENCE, "alpha bravo charlie option", ["extra option"]),
    (SEQUENCE, "alpha bravo many option many charlie", ["extra option"]),
    (CHOICE, "alpha", []),
    (CHOICE, "", ["missing alpha|bravo"]),
    (CHOICE, "alpha bravo", ["extra bravo"]),
    (REPEATED, "", []),
    (REPEATED, "alpha bravo alpha", []),
    (REPEATED, "alpha Bravo alpha", ["rename Bravo bravo"]),
    (EITHER_OR_BOTH, "alpha many many", []),
    (EITHER_OR_BOTH, "many many", []),
    (EITHER_OR_BOTH, "", ["missing alpha|many"]),
    (UNORDERED, "bravo alpha", []),
    (UNORDERED, "option", ["missing alpha", "missing bravo"]),
    (UNORDERED, "bravo alpha bravo", ["extra bravo"]),
    (UNORDERED, "bravo alfa", ["missing alpha", "extra alfa"]),
    (UNORDERED, "bravo Alpha", ["rename Alpha alpha"]),
    (None, "alpha", ["extra alpha"]),
]  # fmt: skip


@pytest.mark.parametrize(("model", "children", "expected"), CASES)
def test_steps(model, children, expected):
    names = children.split()
    told = []
    for step in align(names, model, resembles):
        if step.deed == "missing":
            told.append("missing " + "|".join(step.alternatives))
        elif step.deed == "extra":
            told.append(f"extra {names[step.child]}")
        elif step.deed != "match":
            told.append(f"{step.deed} {names[step.child]} {step.particle.name}")
    assert sorted(told) == sorted(expected)


RESEMBLANCES = [
    ("aff10B5One", "aff10b5One", True),
    ("issuercik", "issuerCik", True),
    ("transactonDate", "transactionDate", True),
    ("transcationDate", "transactionDate", True),
    ("vaule", "value", True),
    ("values", "value", True),
    ("price", "value", False),
    ("transactionValue", "transactionTotalValue", False),
    ("exerciseDate", "expirationDate", False),
]


@pytest.mark.parametrize(("found", "expected", "answer"), RESEMBLANCES)
def test_resemblance(found, expected, answer):
    assert resembles(found, expected) is answer


def test_the_nearest_name_is_meant():
    assert nearest("rptOwnerStret2", ["rptOwnerStreet1", "rptOwnerStreet2"]) == "rptOwnerStreet2"
    assert nearest("entirelyDifferent", ["rptOwnerStreet1"]) is None
