"""Who loses authority, and which owners are left with nobody: two answers of ``who_may_sign`` compared.

The two may be of one day, before and after something is supposed (:mod:`preflight.authority.hypotheses`), or
of one registry on two days. Whatever is told is the procedure's answer for each signer, form and issuer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from preflight.authority.decide import decide
from preflight.authority.decision import Decision, IssuerOnDraft, OwnerOnDraft
from preflight.authority.instruments import InstrumentType
from preflight.authority.owners import OwnerGrants, owner_grants
from preflight.authority.registry import Registry
from preflight.authority.scope import ANY_FORM
from preflight.authority.standing import ANY_CAPACITY, INSIDER
from preflight.authority.who import is_owner, who_may_sign
from preflight.filing.names.folding import word_key
from preflight.lazy_dataclass import dataclass

_USUAL_FORMS = ("3", "4", "5")
_DELEGATIONS = (InstrumentType.DELEGATION, InstrumentType.SUBSTITUTION)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A registry, asked on a day."""

    registry: Registry
    day: date


@dataclass(frozen=True, slots=True)
class Change:
    """A signer whose authority for one form differs between the two answers."""

    form: str
    before: Decision
    after: Decision

    @property
    def signer(self) -> str:
        """Who signs."""
        return self.before.request.signature.signer

    @property
    def is_loss(self) -> bool:
        """Whether authority that was proven is so no more."""
        return self.before.is_authorized


@dataclass(frozen=True, slots=True)
class OwnerImpact:
    """What changes for one owner and issuer (CIK, or ``None`` where no paper names one).

    ``in_person`` says whether the owner can still sign, ``left`` for each form with a change who else
    may.
    """

    owner: OwnerOnDraft
    name: str
    in_person: bool
    issuer: str | None
    changes: tuple[Change, ...]
    left: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def losses(self) -> tuple[Change, ...]:
        """The changes that take authority away."""
        return tuple(change for change in self.changes if change.is_loss)

    @property
    def gains(self) -> tuple[Change, ...]:
        """The changes that give authority, as to a stand-in or to the next holder of an office."""
        return tuple(change for change in self.changes if not change.is_loss)

    @property
    def deserted(self) -> tuple[str, ...]:
        """The forms for which somebody else than the owner could sign, and nobody else can any more."""
        lost = {change.form for change in self.losses}
        return tuple(form for form, names in self.left if not names and form in lost)

    @property
    def fallen(self) -> tuple[str, ...]:
        """The delegations by which somebody could sign, and can no more."""
        last = [change.before.chain[-1] for change in self.losses if change.before.chain]
        return tuple(dict.fromkeys(link.instrument for link in last if link.type in _DELEGATIONS))


def impact(before: Snapshot, after: Snapshot, owners: Iterable[OwnerOnDraft]) -> Iterator[OwnerImpact]:
    """Yield what changes from ``before`` to ``after`` for each of ``owners``; nothing where nothing does."""
    for owner in owners:
        found = owner_grants(before.registry, owner)
        for issuer in issuers_of(before.registry, found):
            compared = [(form, _compare(before, after, owner, issuer, form)) for form in forms_of(found)]
            differing = [(form, result) for form, result in compared if result.changes]
            if differing:
                yield OwnerImpact(
                    owner,
                    found.person.name or owner.label,
                    any(result.in_person for _, result in differing),
                    issuer,
                    tuple(change for _, result in differing for change in result.changes),
                    tuple((form, result.left) for form, result in differing),
                )


def signers(
    registry: Registry, owner: OwnerOnDraft, issuer: str | None, form: str, day: date
) -> tuple[Decision, ...]:
    """Everybody named for the owner, asked as an insider who reports in any capacity that a paper covers."""
    return who_may_sign(
        registry,
        owner=owner,
        issuer=IssuerOnDraft(issuer),
        form=form,
        day=day,
        capacities=tuple(sorted(ANY_CAPACITY)),
        relationship=INSIDER,
    )


def forms_of(found: OwnerGrants) -> tuple[str, ...]:
    """The forms that the owner's papers list, those of Section 16 first; these alone where none is listed."""
    listed = {form for grant in found.grants for clause in grant.scope for form in clause.forms}
    others = sorted(listed - {ANY_FORM, *_USUAL_FORMS})
    usual = [form for form in _USUAL_FORMS if form in listed or ANY_FORM in listed or not listed]
    return (*usual, *others)


def issuers_of(registry: Registry, found: OwnerGrants) -> tuple[str | None, ...]:
    """The issuers that the owner's papers list; else the registry's, if there is one; else none by name."""
    listed = dict.fromkeys(
        cik for grant in found.grants for clause in grant.scope for cik in clause.issuers.ciks
    )
    if listed:
        return tuple(listed)
    return (registry.issuers[0].cik if len(registry.issuers) == 1 else None,)


@dataclass(frozen=True, slots=True)
class _Comparison:
    changes: tuple[Change, ...]
    in_person: bool
    left: tuple[str, ...]


def _compare(
    before: Snapshot, after: Snapshot, owner: OwnerOnDraft, issuer: str | None, form: str
) -> _Comparison:
    """The signers for whom the answers differ, and who may sign afterwards."""
    then = _by_name(signers(before.registry, owner, issuer, form, before.day))
    now = _by_name(signers(after.registry, owner, issuer, form, after.day))
    changes = []
    for name in dict.fromkeys((*then, *now)):
        one = then[name] if name in then else _asked(now[name], before)
        other = now[name] if name in now else _asked(then[name], after)
        if one.is_authorized is not other.is_authorized:
            changes.append(Change(form, one, other))
    able = [found for found in now.values() if found.is_authorized]
    return _Comparison(
        tuple(changes),
        any(map(is_owner, able)),
        tuple(found.request.signature.signer for found in able if not is_owner(found)),
    )


def _by_name(decisions: Iterable[Decision]) -> dict[str, Decision]:
    return {word_key(decision.request.signature.signer): decision for decision in decisions}


def _asked(decision: Decision, snapshot: Snapshot) -> Decision:
    """The same question, put to a registry that does not name the signer any more, or not yet."""
    request = decision.request
    day = snapshot.day
    moved = replace(
        request,
        now=day,
        signature=replace(request.signature, signed_on=day),
        co_signatures=tuple(replace(other, signed_on=day) for other in request.co_signatures),
    )
    return decide(moved, snapshot.registry)
