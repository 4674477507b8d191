"""The work of attribution: from what lines say outright to what remains when everything else is settled.

The passes, in order; each signature is given to owners by the first that fits it:

1. by name: the principal or entity named, the signer's own name, "each reporting person";
2. by elimination among owners of a name that fits several (father and son);
3. attorneys-in-fact who name no principal: every owner without a line;
4. a single owner; the same signer as often as owners remain; one owner and one signature left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from preflight.filing.model import Filing, OwnerSignature
from preflight.filing.names import Comparison
from preflight.filing.signatures.attribution import (
    AttributedSignature,
    Attribution,
    AttributionBasis,
    NoOwnerReason,
    ReadSignature,
    UnattributedSignature,
)
from preflight.filing.signatures.line import LineStatus, SignatureLine, Signer, SigningRole
from preflight.filing.signatures.ownership import NamedOwner, OwnerMatch, match_owner, named_owners
from preflight.filing.signatures.reading import parse_signature_line
from preflight.filing.signatures.starred import mark_of, read_with_remark, remark_behind
from preflight.lazy_dataclass import dataclass

_POWERS = frozenset({SigningRole.ATTORNEY_IN_FACT, SigningRole.ON_BEHALF})


@dataclass(slots=True)
class _Candidate:
    """One signer of one signature, while it is not settled for whom."""

    signature: OwnerSignature
    line: SignatureLine
    signer: Signer
    marked_name: str | None
    """The name on a marked line whose signer stands in the remarks."""
    unexplained_mark: bool
    settled: bool = False
    near: tuple[NamedOwner, ...] = ()
    wrong: tuple[str, ...] = ()

    @property
    def holds_power(self) -> bool:
        """True where the signer claims to sign by another's power."""
        return not _POWERS.isdisjoint(self.signer.roles)


class Attributing:
    """Attributes the signatures of one filing."""

    def __init__(self, filing: Filing, names: Mapping[str, Sequence[str]]) -> None:
        self.owners = named_owners(filing, names)
        self.remarks = "" if filing.remarks is None else filing.remarks.text
        self.lines = tuple(self._read(signature) for signature in filing.signatures)
        self.pairs: list[AttributedSignature] = []
        self.left: list[UnattributedSignature] = []
        self.candidates: list[_Candidate] = []

    def result(self) -> Attribution:
        """Run the passes and return what belongs together and what is left."""
        for read in self.lines:
            self._collect(read)
        for candidate in self.candidates:
            self._by_name(candidate)
        self._among_equals()
        self._implied_principals()
        self._remaining()
        self._leave()
        self.pairs.sort(key=lambda pair: (pair.owner.position, pair.signature.position))
        signed = {pair.owner.position for pair in self.pairs}
        return Attribution(
            pairs=tuple(self.pairs),
            owners_without_signature=tuple(
                named.owner for named in self.owners if named.owner.position not in signed
            ),
            unattributed=tuple(self.left),
            lines=self.lines,
        )

    # --- reading --------------------------------------------------------------------------------------

    def _read(self, signature: OwnerSignature) -> ReadSignature:
        line = parse_signature_line("" if signature.name is None else signature.name.raw)
        text = remark_behind(mark_of(line.raw), self.remarks) if line.starred else None
        return ReadSignature(signature, line, None if text is None else read_with_remark(line, text))

    def _collect(self, read: ReadSignature) -> None:
        """Turn a read signature into candidates, or say why it names no signer."""
        held = read.line
        marked_name = None
        if read.remark is not None and read.remark.signers:
            held = read.remark
            own = read.line.signers[0].name.text if read.line.signers else None
            marked_name = own if all(signer.name.text != own for signer in held.signers) else None
        if not held.signers:
            reason = NoOwnerReason.NO_SIGNER
            if held.status is LineStatus.DEFERRED:
                reason = NoOwnerReason.ELSEWHERE
            self.left.append(UnattributedSignature(read.signature, held, None, reason))
            return
        doubtful = read.remark is not None and not read.remark.signers
        for signer in held.signers:
            self.candidates.append(_Candidate(read.signature, held, signer, marked_name, doubtful))

    # --- pass 1: by name ------------------------------------------------------------------------------

    def _by_name(self, candidate: _Candidate) -> None:
        signer = candidate.signer
        if candidate.marked_name is not None and not signer.principals:
            self._principals(candidate, [candidate.marked_name], AttributionBasis.STARRED_REMARK)
        if signer.principals:
            self._principals(candidate, [part.text for part in signer.principals])
        elif signer.entities and not candidate.settled:
            outermost = [step.name.text for step in signer.entities if step.role is SigningRole.UNSTATED]
            self._employers(candidate, outermost)
        if signer.for_each_owner:
            self._each_owner(candidate)
        if signer.individually:
            self._own_name(candidate, AttributionBasis.INDIVIDUALLY)
        elif not signer.principals and not candidate.settled:
            self._own_name(candidate, AttributionBasis.OWN_NAME)

    def _principals(
        self,
        candidate: _Candidate,
        names: list[str],
        basis: AttributionBasis = AttributionBasis.PRINCIPAL_NAMED,
    ) -> None:
        """The owners that the line names as those for whom it is signed."""
        wrong: list[str] = []
        near: list[NamedOwner] = []
        chain = {step.name.text for step in candidate.signer.entities}
        for name in names:
            match = match_owner(name, self.owners)
            near.extend(match.near)
            if len(match.owners) == 1:
                found = AttributionBasis.ENTITY_CHAIN if name in chain else basis
                self._pair(candidate, match.owners[0], found, match.comparison)
            elif not match.owners:
                wrong.append(name)
        if not candidate.settled and wrong and not self._is_attorneys_firm(candidate, chain):
            candidate.wrong, candidate.near = tuple(wrong), tuple(near)

    def _is_attorneys_firm(self, candidate: _Candidate, chain: set[str]) -> bool:
        """Return whether the entity named is the attorney's firm: no owner is an entity."""
        named = {part.text for part in candidate.signer.principals}
        persons = all(owner.is_named and not owner.is_entity for owner in self.owners)
        return candidate.holds_power and bool(chain) and named <= chain and persons

    def _employers(self, candidate: _Candidate, names: list[str]) -> None:
        """The organisation of which the signer is an officer, where it is an owner."""
        for name in names:
            match = match_owner(name, self.owners)
            if len(match.owners) == 1:
                self._pair(candidate, match.owners[0], AttributionBasis.ENTITY_CHAIN, match.comparison)

    def _each_owner(self, candidate: _Candidate) -> None:
        """Every owner; an organ of entities signs for the entities only."""
        personal = candidate.holds_power or SigningRole.UNSTATED in candidate.signer.roles
        for named in self.owners:
            if personal or named.is_entity or not named.is_named:
                self._pair(candidate, named, AttributionBasis.EACH_OWNER, None)

    def _own_name(self, candidate: _Candidate, basis: AttributionBasis) -> None:
        match = match_owner(candidate.signer.name.text, self.owners)
        if len(match.owners) == 1 and not self._is_attorney_for_others(candidate, match):
            self._pair(candidate, match.owners[0], basis, match.comparison)
        elif not match.owners and not candidate.wrong:
            candidate.near = match.near

    def _is_attorney_for_others(self, candidate: _Candidate, match: OwnerMatch) -> bool:
        """Return whether an owner signs as attorney-in-fact beside a line of his or her own."""
        own = [
            other
            for other in self.candidates
            if other is not candidate and not other.holds_power and not other.signer.principals
        ]
        return candidate.holds_power and any(
            match_owner(other.signer.name.text, self.owners).owners == match.owners for other in own
        )

    # --- passes 2 to 4: what remains ------------------------------------------------------------------

    def _among_equals(self) -> None:
        """A name that fits several owners is that of the one who has no other line."""
        for candidate in self._open():
            names = [part.text for part in candidate.signer.principals] or [candidate.signer.name.text]
            basis = (
                AttributionBasis.PRINCIPAL_NAMED if candidate.signer.principals else AttributionBasis.OWN_NAME
            )
            for name in names:
                match = match_owner(name, self.owners)
                free = [named for named in match.owners if not self._has_line(named)]
                if len(match.owners) > 1 and len(free) == 1:
                    self._pair(candidate, free[0], basis, match.comparison)

    def _implied_principals(self) -> None:
        """An attorney-in-fact who names no principal signs for every owner that has no other line."""
        without_line = [named for named in self.owners if not self._has_line(named)]
        for candidate in self._open():
            if not candidate.holds_power or candidate.wrong:
                continue
            for named in without_line:
                self._pair(candidate, named, AttributionBasis.PRINCIPAL_IMPLIED, None)

    def _remaining(self) -> None:
        """A single owner; a signer who signed as often as owners remain; one and one left."""
        remaining = [named for named in self.owners if not self._has_line(named)]
        if len(self.owners) == 1:
            for candidate in self._open():
                self._single_owner(candidate, self.owners[0])
            return
        free = [candidate for candidate in self._open() if not candidate.wrong and not candidate.near]
        if not remaining or len(free) < len(remaining):
            return
        if len({candidate.line.raw.strip().casefold() for candidate in free}) == 1:
            basis = (
                AttributionBasis.INTERCHANGEABLE if len(remaining) > 1 else AttributionBasis.ONLY_REMAINING
            )
            if all(self._can_be_of(free[0], named) for named in remaining):
                for candidate, named in zip(free, remaining, strict=False):
                    self._pair(candidate, named, basis, None)
        elif len(free) == len(remaining) == 1 and self._can_be_of(free[0], remaining[0]):
            self._pair(free[0], remaining[0], AttributionBasis.ONLY_REMAINING, None)

    def _single_owner(self, candidate: _Candidate, named: NamedOwner) -> None:
        if not named.is_named:
            self._pair(candidate, named, AttributionBasis.UNNAMED_OWNER, None)
        elif not candidate.wrong and not candidate.near:
            self._pair(candidate, named, AttributionBasis.SINGLE_OWNER, None)

    def _can_be_of(self, candidate: _Candidate, named: NamedOwner) -> bool:
        """A person who claims no power can sign for an entity only; an unnamed owner may be one."""
        return named.is_entity or not named.is_named or candidate.holds_power

    def _leave(self) -> None:
        """Say why what is still open belongs to no owner."""
        for candidate in self._open():
            reason = NoOwnerReason.UNDETERMINED
            if candidate.near:
                reason = NoOwnerReason.NAME_CONFLICT
            elif candidate.wrong and self._signs_for_no_owner(candidate):
                reason = NoOwnerReason.WRONG_PRINCIPAL
            self.left.append(
                UnattributedSignature(
                    candidate.signature,
                    candidate.line,
                    candidate.signer,
                    reason,
                    candidate.wrong,
                    tuple(named.owner for named in candidate.near),
                )
            )
        self.left.sort(key=lambda item: item.signature.position)

    def _signs_for_no_owner(self, candidate: _Candidate) -> bool:
        """Return whether the principal named is certainly another than the owners.

        An owner who signs "as trustee of X" may mean the own report or one of X: that stays undetermined.
        """
        if not all(named.is_named for named in self.owners):
            return False
        return candidate.holds_power or not match_owner(candidate.signer.name.text, self.owners).owners

    # --- pairs ----------------------------------------------------------------------------------------

    def _open(self) -> list[_Candidate]:
        return [candidate for candidate in self.candidates if not candidate.settled]

    def _has_line(self, named: NamedOwner) -> bool:
        return any(pair.owner.position == named.owner.position for pair in self.pairs)

    def _pair(
        self,
        candidate: _Candidate,
        named: NamedOwner,
        basis: AttributionBasis,
        comparison: Comparison | None,
    ) -> None:
        candidate.settled = True
        signer = candidate.signer
        known = (signer, candidate.signature.position)
        if any(
            (pair.signer, pair.signature.position) == known and pair.owner is named.owner
            for pair in self.pairs
        ):
            return
        own = named.compare(signer.name.text)
        if named.is_entity and signer.roles == (SigningRole.UNSTATED,) and signer.title is not None:
            signer = replace(signer, roles=(SigningRole.OFFICER,))
        self.pairs.append(
            AttributedSignature(
                owner=named.owner,
                signature=candidate.signature,
                line=candidate.line,
                signer=signer,
                basis=basis,
                is_self=self._is_self(candidate, named, own),
                explanation=explain(basis, signer, named, comparison),
                comparison=comparison,
            )
        )

    def _is_self(self, candidate: _Candidate, named: NamedOwner, own: Comparison | None) -> bool:
        """Return whether the owner signed in person: by name, in full, and without another's power."""
        if own is None or not own.matches or own.weak or named.is_entity or candidate.unexplained_mark:
            return False
        signer = candidate.signer
        if signer.is_firm or candidate.marked_name is not None:
            return False
        competing = [other for other in self.owners if other is not named]
        if any(
            (found := other.compare(signer.name.text)) is not None and found.matches for other in competing
        ):
            return own.is_proof
        if not candidate.holds_power or signer.individually:
            return True
        return any(
            (found := named.compare(part.text)) is not None and found.matches for part in signer.principals
        )


def explain(basis: AttributionBasis, signer: Signer, named: NamedOwner, comparison: Comparison | None) -> str:
    """Return one sentence that says why the signature is the owner's."""
    owner = named.conformed or next(iter(named.recorded), None) or named.owner.label
    who = signer.name.text
    detail = "" if comparison is None else f" ({comparison.agreement.value})"
    return {
        AttributionBasis.OWN_NAME: f"The signer's name, {who}, is the owner's{detail}.",
        AttributionBasis.PRINCIPAL_NAMED: f"The line names {owner} as principal{detail}.",
        AttributionBasis.ENTITY_CHAIN: f"{owner} is an entity of the line's chain{detail}.",
        AttributionBasis.INDIVIDUALLY: f"{who} also signs individually, and has the owner's name{detail}.",
        AttributionBasis.STARRED_REMARK: f"The remark behind the mark says that {who} signed for {owner}.",
        AttributionBasis.EACH_OWNER: "The line says that it is signed for each reporting person.",
        AttributionBasis.PRINCIPAL_IMPLIED: f"{who} names no principal, and {owner} has no other line.",
        AttributionBasis.SINGLE_OWNER: f"{owner} is the only reporting owner.",
        AttributionBasis.UNNAMED_OWNER: (
            f"The only reporting owner is known by CIK; whether {who} is the owner cannot be told."
        ),
        AttributionBasis.ONLY_REMAINING: f"Only {owner} and this signature remain.",
        AttributionBasis.INTERCHANGEABLE: f"{who} signed once for each owner that remains.",
    }[basis]
