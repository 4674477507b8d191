"""Which signatures of a filing stand for which reporting owners.

The XML does not tie an ``ownerSignature`` to an owner: number and order mean nothing (EDGAR Ownership
XML Technical Specification, ``ownerSignature``), so nothing here looks at positions. What ties them are
the words: the signer's own name, the principal or the entity named in the line, the starred remark.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from preflight.filing.model import Filing, OwnerSignature, ReportingOwner
from preflight.filing.names import Comparison
from preflight.filing.signatures.line import SignatureLine, Signer
from preflight.lazy_dataclass import dataclass


class AttributionBasis(StrEnum):
    """Why a signature stands for an owner."""

    OWN_NAME = "own_name"
    """The signer's name is the owner's."""
    PRINCIPAL_NAMED = "principal_named"
    """The line names the owner as the person or entity for whom it is signed."""
    ENTITY_CHAIN = "entity_chain"
    """The owner is an entity of the line's chain ("X, by: Y, its general partner, by: ...")."""
    INDIVIDUALLY = "individually"
    """The signer, who signs for others, also signs "individually" and has the owner's name."""
    STARRED_REMARK = "starred_remark"
    """The line bears a footnote mark, and the text behind the mark (in the remarks) says who signs."""
    EACH_OWNER = "each_owner"
    """The line says that it is signed for each reporting person."""
    PRINCIPAL_IMPLIED = "principal_implied"
    """An attorney-in-fact who names no principal: every owner that has no other line."""
    SINGLE_OWNER = "single_owner"
    """The filing has one owner only, and the line names nobody else as principal."""
    UNNAMED_OWNER = "unnamed_owner"
    """As :attr:`SINGLE_OWNER`, but the draft gives the owner's CIK and no name: whether the signer is the
    owner cannot be told, so ``is_self`` is false."""
    ONLY_REMAINING = "only_remaining"
    """Everything else belongs together, and one owner and one signature remain that do not contradict."""
    INTERCHANGEABLE = "interchangeable"
    """The same signer signed as often as owners remain, and the lines say nothing more: whichever line is
    whose, each owner has this signer."""


class NoOwnerReason(StrEnum):
    """Why a signature could not be given to an owner."""

    WRONG_PRINCIPAL = "wrong_principal"
    """The line names a principal or entity that is no owner of this filing."""
    NAME_CONFLICT = "name_conflict"
    """The name comes near an owner's, but contradicts it (another suffix, another middle name)."""
    UNDETERMINED = "undetermined"
    """There are several owners and nothing in the line says for which of them it stands."""
    NO_SIGNER = "no_signer"
    """The line names nobody who signs."""
    ELSEWHERE = "elsewhere"
    """The line sends the reader to an exhibit or an attached page."""


@dataclass(frozen=True, slots=True)
class ReadSignature:
    """An ``ownerSignature`` with the reading of its name.

    ``line`` is the reading of ``signatureName`` (of the empty text where the element is absent).
    ``remark`` is the reading of the text behind the line's footnote mark, where the remarks have one.
    """

    signature: OwnerSignature
    line: SignatureLine
    remark: SignatureLine | None = None


@dataclass(frozen=True, slots=True)
class AttributedSignature:
    """One signature that stands for one owner.

    ``line`` is the reading that holds: of the signature line, or of the starred remark (its ``raw`` is
    then the remark's text). ``is_self`` is true only where the signer is, by name, the owner and the line
    claims no power of another; a name that fits only by an initial or a nickname does not count.
    ``explanation`` says in one sentence why the signature is the owner's, and ``comparison`` how the name on
    which it rests agrees with the owner's (``None`` where it rests on no name).
    """

    owner: ReportingOwner
    signature: OwnerSignature
    line: SignatureLine
    signer: Signer
    basis: AttributionBasis
    is_self: bool
    explanation: str = ""
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True)
class UnattributedSignature:
    """A signature that belongs to no owner; ``signer`` is ``None`` where the line names none."""

    signature: OwnerSignature
    line: SignatureLine
    signer: Signer | None
    reason: NoOwnerReason
    named: tuple[str, ...] = ()
    """The principals or entities that the line names, where they are the reason."""
    near: tuple[ReportingOwner, ...] = ()
    """The owners whose names come near, for :attr:`NoOwnerReason.NAME_CONFLICT`."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """The answer for one filing: what belongs together, and what is left over on both sides."""

    pairs: tuple[AttributedSignature, ...]
    owners_without_signature: tuple[ReportingOwner, ...]
    unattributed: tuple[UnattributedSignature, ...]
    lines: tuple[ReadSignature, ...]

    def of_owner(self, owner: ReportingOwner) -> tuple[AttributedSignature, ...]:
        """The signatures that stand for ``owner``, in document order."""
        return tuple(pair for pair in self.pairs if pair.owner.position == owner.position)

    def may_be_of(self, owner: ReportingOwner) -> tuple[UnattributedSignature, ...]:
        """The signatures of which it cannot be told whether they stand for ``owner``."""
        return tuple(
            left
            for left in self.unattributed
            if left.reason in (NoOwnerReason.UNDETERMINED, NoOwnerReason.ELSEWHERE, NoOwnerReason.NO_SIGNER)
            or (left.reason is NoOwnerReason.NAME_CONFLICT and owner in left.near)
        )


def attribute(filing: Filing, names: Mapping[str, Sequence[str]] | None = None) -> Attribution:
    """Say which signatures of ``filing`` stand for which of its owners.

    ``names`` maps ten-digit CIKs to names known from elsewhere (a registry): drafts give the owner's CIK
    only. Never raises on what a filing says.
    """
    from preflight.filing.signatures.attributing import Attributing

    return Attributing(filing, names or {}).result()
