"""How the cost of an authority decision grows: run ``python benchmarks/authority.py``.

Prints ratios, and milliseconds for the two worst denials that the project sets itself a bound for:

- one decision in a registry of 1,000 and of 100,000 grants, spread over many owners and all of one owner
  (aim: the ratio stays at 4 or below);
- the denial on a lattice of delegations two wide and twenty deep (aim: 1 ms);
- the denial on a ring of 10,000 delegations (aim: 10 ms).

Indexes are built on the first question and timed apart. The comparison with the plain reading of the
procedure over 20,000 random registries and more is a test:
``PREFLIGHT_RANDOM_REGISTRIES=25000 pytest tests/authority/test_against_reference.py``.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median

from preflight.authority import instruments as model
from preflight.authority.decide import decide
from preflight.authority.decision import AuthorityRequest, IssuerOnDraft, OwnerOnDraft, SignatureOnDraft
from preflight.authority.registry import Registry
from preflight.filing.signatures.line import SigningRole

ISSUER = "0009500001"
FIRST_DAY = date(1810, 1, 4)
"""Early enough for one paper a day, a hundred thousand days on end."""
LAST_DAY = date(2100, 1, 1)
SCOPE = (
    model.ScopeClause(
        "1",
        frozenset({"3", "4", "5"}),
        model.Amendments.EXPLICIT,
        False,
        model.IssuerScope(model.IssuerMode.LIST, (ISSUER,)),
    ),
)
ENDS = model.RevocationClause(
    model.RevocationMethod.SIGNED_WRITING, (model.Revoker.PRINCIPAL,), model.Delivery.ATTORNEYS
)


def letters(number: int) -> str:
    """A word for a number, so that every person has a name of his or her own."""
    word = ""
    while True:
        number, digit = divmod(number, 26)
        word = chr(ord("a") + digit) + word
        if not number:
            return word.capitalize()


def person(number: int) -> str:
    return f"{letters(number)}a {letters(number)}son"


def grant(
    identity: str,
    owner: int,
    attorneys: tuple[str, ...],
    day: date,
    *,
    sources: tuple[tuple[str, str], ...] = (),
    replaces: bool = False,
) -> model.Instrument:
    cik, name = f"{7_000_000_000 + owner:010d}", f"{letters(owner)}o {letters(owner)}man"
    kind = model.SupersessionKind.PRIOR_BY_PRINCIPAL if replaces else model.SupersessionKind.NONE
    return model.Instrument(
        id=identity,
        type=model.InstrumentType.DELEGATION if sources else model.InstrumentType.POWER_OF_ATTORNEY,
        executed=day,
        principal=model.Party(name, cik),
        grantors=tuple(dict.fromkeys(through for _, through in sources)) if sources else (name,),
        attorneys=tuple(model.Attorney(attorney) for attorney in attorneys),
        scope=SCOPE,
        exercise=model.Exercise.SEVERAL,
        derives_from=tuple(model.Upstream(source, through) for source, through in sources),
        revocation=ENDS,
        supersedes=model.Supersession(kind, (ISSUER,), frozenset({"3", "4", "5"})),
        delegation=model.Delegation(model.DelegationRight.YES),
        on_file=True,
    )


def request(owner: int, signer: str, day: date) -> AuthorityRequest:
    return AuthorityRequest(
        owner=OwnerOnDraft(f"{7_000_000_000 + owner:010d}"),
        issuer=IssuerOnDraft(ISSUER),
        form="4",
        signature=SignatureOnDraft(signer, day, SigningRole.ATTORNEY_IN_FACT),
        now=LAST_DAY,
    )


def spread(size: int) -> tuple[Registry, list[AuthorityRequest]]:
    """Each owner has a power of attorney and a delegation; two lawyers act for everybody."""
    papers: list[model.Instrument] = []
    for owner in range(size // 2):
        lawyer, delegate = person(owner), person(owner + size)
        papers.append(grant(f"p{owner}", owner, (lawyer, "Casey Everywhere"), FIRST_DAY))
        papers.append(
            grant(f"d{owner}", owner, (delegate,), FIRST_DAY + timedelta(9), sources=((f"p{owner}", lawyer),))
        )
    events = [
        model.Revocation(
            id=f"r{owner}",
            instrument=f"p{owner}",
            attorney=None,
            form=model.RevocationForm.SIGNED_WRITING,
            executed=FIRST_DAY + timedelta(400),
            delivered=(("*", FIRST_DAY + timedelta(401)),),
        )
        for owner in range(0, size // 2, 3)
    ]
    asked = [
        request(owner, signer, FIRST_DAY + timedelta(500))
        for owner in range(40, 80)
        for signer in (person(owner + size), "Casey Everywhere", "Robin Stranger")
    ]
    return Registry(papers, events), asked


def single_owner(size: int) -> tuple[Registry, list[AuthorityRequest]]:
    """One owner signs a new paper every day, each replacing the one before."""
    papers = [
        grant(f"p{number}", 0, (person(number),), FIRST_DAY + timedelta(number), replaces=True)
        for number in range(size)
    ]
    asked = [request(0, person(number), LAST_DAY) for number in range(0, size, size // 40)]
    return Registry(papers), asked


def lattice(width: int, depth: int) -> tuple[Registry, list[AuthorityRequest]]:
    """Every delegate of a layer holds from every delegate of the layer above; the root was revoked."""
    layers = [[person(100 * layer + place) for place in range(width)] for layer in range(depth)]
    papers = [grant(f"l0-{place}", 0, (name,), FIRST_DAY) for place, name in enumerate(layers[0])]
    for layer in range(1, depth):
        above = tuple((f"l{layer - 1}-{place}", name) for place, name in enumerate(layers[layer - 1]))
        for place, name in enumerate(layers[layer]):
            day = FIRST_DAY + timedelta(layer)
            papers.append(grant(f"l{layer}-{place}", 0, (name,), day, sources=above))
    return Registry(papers), [request(0, layers[-1][0], FIRST_DAY + timedelta(300))]


def ring(size: int) -> tuple[Registry, list[AuthorityRequest]]:
    """Each delegate holds from the next, all the way round; nothing reaches the owner."""
    papers = [
        grant(
            f"r{number}",
            0,
            (person(number),),
            FIRST_DAY,
            sources=((f"r{(number + 1) % size}", person((number + 1) % size)),),
        )
        for number in range(size)
    ]
    return Registry(papers), [request(0, person(0), FIRST_DAY + timedelta(300))]


def seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def forget_searches(registry: Registry) -> None:
    for question in [known for known in registry._memo if isinstance(known, tuple) and known[0] == "search"]:
        del registry._memo[question]


def measure(build: Callable[[], tuple[Registry, list[AuthorityRequest]]]) -> tuple[float, float, str]:
    """Seconds of the first question (indexes and all), the median of later ones, and what is answered.

    Later questions are asked of a registry whose indexes stand but that remembers no search.
    """
    registry, asked = build()
    gc.collect()
    gc.disable()
    try:
        first = seconds(lambda: decide(asked[0], registry))
        times = []
        for _ in range(5):
            for one in asked:
                forget_searches(registry)
                times.append(seconds(lambda one=one: decide(one, registry)))
    finally:
        gc.enable()
    return first, median(times), decide(asked[0], registry).code.value


def main() -> None:
    for name, build in (("many owners", spread), ("one owner", single_owner)):
        _, small, _ = measure(lambda build=build: build(1_000))
        large_first, large, _ = measure(lambda build=build: build(100_000))
        print(f"{name}: one decision at 100,000 to one at 1,000 grants: ratio {large / small:.2f}")
        print(f"  {large * 1e6:.0f} and {small * 1e6:.0f} microseconds; first question {large_first:.2f} s")
    first, later, code = measure(lambda: lattice(2, 20))
    print(f"lattice 2 wide, 20 deep: {later * 1e3:.2f} ms ({code}); with indexes {first * 1e3:.2f} ms")
    first, later, code = measure(lambda: ring(10_000))
    print(f"ring of 10,000: {later * 1e3:.2f} ms ({code}); with indexes {first * 1e3:.0f} ms")


if __name__ == "__main__":
    main()
