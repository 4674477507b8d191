"""From a filing to questions and answers: who signed for whom, and may he or she?

``build_requests`` turns the filing and the attribution of its signatures into requests, one for each
owner and signature (an owner without a signature has a request with an empty one); ``ask`` answers them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from preflight.authority.decide import decide, decide_owner
from preflight.authority.decision import (
    AuthorityRequest,
    Decision,
    EntityOnLine,
    IssuerOnDraft,
    OwnerOnDraft,
    RelationshipBoxes,
    SignatureOnDraft,
)
from preflight.authority.instruments import Capacity, PartyKind
from preflight.authority.reasons import Reason, Verdict, because
from preflight.authority.registry import Registry, grouped
from preflight.authority.remedies import way_out
from preflight.filing.model import Filing, OwnerSignature, ReportingOwner, Value
from preflight.filing.names.entities import looks_like_entity
from preflight.filing.signatures.attribution import (
    AttributedSignature,
    Attribution,
    AttributionBasis,
    NoOwnerReason,
    UnattributedSignature,
)
from preflight.filing.signatures.line import LineStatus, SignatureLine, Signer, SigningRole
from preflight.lazy_dataclass import dataclass

_NO_SIGNATURE = SignatureOnDraft("", None, status=LineStatus.EMPTY, position=0)
_OWN_NAME = (AttributionBasis.OWN_NAME, AttributionBasis.INDIVIDUALLY)
_NAMES_OWNER = (AttributionBasis.PRINCIPAL_NAMED, AttributionBasis.ENTITY_CHAIN)
_NEEDS_REGISTRY = frozenset(
    (Reason.NO_GRANT, Reason.NOT_NAMED, Reason.ENTITY_CHAIN_UNPROVEN, Reason.FIDUCIARY_UNPROVEN)
)


@dataclass(frozen=True, slots=True)
class OwnerDecision:
    """The answers on one reporting owner: one decision for each signature that stands for the owner.

    ``answers`` stand in the order of the signatures and are never empty; each carries the owner's verdict
    as ``owner_verdict``. ``best`` is the one that counts: one good line is enough.
    """

    owner: ReportingOwner
    answers: tuple[Decision, ...]
    best: Decision

    @property
    def verdict(self) -> Verdict:
        """The verdict for the owner."""
        return self.best.verdict

    @property
    def code(self) -> Reason:
        """The primary code of the decision that counts."""
        return self.best.code


def ask(
    filing: Filing,
    attribution: Attribution,
    registry: Registry | None,
    *,
    as_of: date,
    known_at: date | None = None,
    filing_date: date | None = None,
    attached: Sequence[str] = (),
) -> tuple[OwnerDecision, ...]:
    """Answer, for each reporting owner of ``filing``, whether the signatures that stand for it may.

    ``attached`` holds the ids of instruments known to be attached to the draft, beside those whose recorded
    digest is that of an exhibit.
    Without a registry an owner's own signature still passes, and anybody else's gives ``no_registry``.
    """
    decisions = []
    for owner, requests in build_requests(
        filing,
        attribution,
        registry,
        as_of=as_of,
        known_at=known_at,
        filing_date=filing_date,
        attached=attached,
    ):
        answers = [_answer(request, registry) for request in requests]
        best = decide_owner(answers)
        marked = tuple(answer.for_owner(best.verdict, best.code) for answer in answers)
        decisions.append(OwnerDecision(owner, marked, best))
    return tuple(decisions)


def _answer(request: AuthorityRequest, registry: Registry | None) -> Decision:
    if registry is not None:
        return decide(request, registry)
    decision = decide(request, Registry(()))
    if decision.code not in _NEEDS_REGISTRY:
        return decision
    detail = because(Reason.NO_REGISTRY, signer=request.signature.signer)
    decision = replace(
        decision,
        verdict=Verdict.CANNOT_TELL,
        code=Reason.NO_REGISTRY,
        reasons=(detail,),
        candidates=(),
    )
    return replace(decision, way_out=way_out(decision))


def build_requests(
    filing: Filing,
    attribution: Attribution,
    registry: Registry | None,
    *,
    as_of: date,
    known_at: date | None = None,
    filing_date: date | None = None,
    attached: Sequence[str] = (),
) -> tuple[tuple[ReportingOwner, tuple[AuthorityRequest, ...]], ...]:
    """Return the questions that ``filing`` raises, by owner in document order; none is left without one."""
    issuer = IssuerOnDraft(None)
    if filing.issuer is not None:
        issuer = IssuerOnDraft(_cik(filing.issuer.cik), _text(filing.issuer.name))
    form = str(filing.form) if filing.form is not None else _text(filing.document_type)
    at_hand = tuple(sorted({*attached, *_attached(filing, registry)}))
    built = []
    for owner in filing.reporting_owners:
        signatures = tuple(_signatures(attribution, owner)) or (_NO_SIGNATURE,)
        kind = PartyKind.ENTITY if looks_like_entity(_text(owner.name)) else None
        requests = tuple(
            AuthorityRequest(
                owner=OwnerOnDraft(_cik(owner.cik), _text(owner.name), kind, edgar_order=True),
                issuer=issuer,
                form=form,
                signature=signature,
                co_signatures=tuple(other for other in signatures if other is not signature),
                capacities=_capacities(owner),
                relationship=_boxes(owner),
                filing_date=filing_date,
                now=as_of,
                known_at=known_at,
                attached=at_hand,
            )
            for signature in signatures
        )
        built.append((owner, requests))
    return tuple(built)


# --- signatures --------------------------------------------------------------------------------------------


def _signatures(attribution: Attribution, owner: ReportingOwner) -> Iterator[SignatureOnDraft]:
    """The signatures that stand for ``owner``; where there is none, those that may have been meant to."""
    pairs = attribution.of_owner(owner)
    for pair in pairs:
        yield _attributed(attribution, pair)
    if pairs:
        return
    possible = attribution.may_be_of(owner)
    for left in possible:
        yield _unattributed(left)
    if not possible and len(attribution.owners_without_signature) == 1:
        for left in attribution.unattributed:
            if left.reason is NoOwnerReason.WRONG_PRINCIPAL:
                yield _unattributed(left)


def _attributed(attribution: Attribution, pair: AttributedSignature) -> SignatureOnDraft:
    signature = _read(pair.signature, pair.line, pair.signer)
    if pair.basis in _OWN_NAME:
        # "Dana Quill, by power of attorney" names the giver of a power; who signed is not said.
        by_power = not pair.is_self and pair.signer.role is SigningRole.ATTORNEY_IN_FACT
        return replace(
            signature,
            principals=(),
            entities=(),
            starred=_is_unexplained(attribution, pair),
            status=LineStatus.PARTIAL if by_power and not pair.signer.principals else signature.status,
        )
    if pair.basis not in _NAMES_OWNER:
        return replace(signature, principals=(), entities=())
    return signature


def _is_unexplained(attribution: Attribution, pair: AttributedSignature) -> bool:
    """Return whether the line bears a footnote mark whose remark does not say who signed."""
    return pair.line.starred and any(
        read.signature is pair.signature and read.remark is not None and not read.remark.signers
        for read in attribution.lines
    )


def _unattributed(left: UnattributedSignature) -> SignatureOnDraft:
    if left.signer is None:
        status = LineStatus.DEFERRED if left.reason is NoOwnerReason.ELSEWHERE else LineStatus.EMPTY
        signed_on = None if left.signature.date is None else left.signature.date.parsed
        return SignatureOnDraft(
            left.line.raw.strip(), signed_on, status=status, position=left.signature.position
        )
    signature = _read(left.signature, left.line, left.signer)
    return replace(signature, is_attributed=left.reason is not NoOwnerReason.UNDETERMINED)


def _read(signature: OwnerSignature, line: SignatureLine, signer: Signer) -> SignatureOnDraft:
    """One signer of one line, in the terms of a request."""
    written = signature.date
    return SignatureOnDraft(
        signer=signer.name.text,
        signed_on=None if written is None else written.parsed,
        role=signer.role,
        title=None if signer.title is None else signer.title.text,
        principals=tuple(part.text for part in signer.principals),
        for_each_owner=signer.for_each_owner,
        entities=tuple(EntityOnLine(step.name.text, step.role) for step in signer.entities),
        acting_for_officer=None if signer.acting_for_officer is None else signer.acting_for_officer.text,
        individually=signer.individually,
        is_firm=signer.is_firm,
        status=line.status,
        date_zone_dropped=written is not None and written.parsed is not None and len(written.text) > 10,
        position=signature.position,
        former_names=tuple(part.text for part in signer.former_names),
    )


# --- owner and filing --------------------------------------------------------------------------------------


def _capacities(owner: ReportingOwner) -> tuple[Capacity, ...]:
    """The capacities in which the owner reports, from the boxes; without any, as an individual."""
    boxes = _boxes(owner)
    if boxes is None:
        return ()
    ticked = (
        (boxes.director or boxes.officer, Capacity.OFFICER_DIRECTOR),
        (boxes.ten_percent, Capacity.TEN_PERCENT),
        (boxes.other, Capacity.ANY_OTHER),
    )
    return tuple(capacity for is_ticked, capacity in ticked if is_ticked)


def _boxes(owner: ReportingOwner) -> RelationshipBoxes | None:
    relationship = owner.relationship
    if relationship is None:
        return None
    boxes = (
        relationship.is_director,
        relationship.is_officer,
        relationship.is_ten_percent_owner,
        relationship.is_other,
    )
    return RelationshipBoxes(*(box is not None and box.parsed is True for box in boxes))


def _attached(filing: Filing, registry: Registry | None) -> tuple[str, ...]:
    """Ids of the instruments whose recorded text is an exhibit of this draft, by SHA-256."""
    if registry is None or not filing.exhibits:
        return ()
    by_digest = registry.index(
        "documents by digest",
        lambda: grouped(
            (item.document.sha256.lower(), item.id)
            for item in registry.instruments
            if item.document is not None and item.document.sha256 is not None
        ),
    )
    digests = {hashlib.sha256(exhibit.content).hexdigest() for exhibit in filing.exhibits}
    return tuple(sorted(found for digest in digests for found in by_digest.get(digest, ())))


def _cik(value: Value[int] | None) -> str | None:
    """Ten digits, or ``None`` where the draft gives none that can be read."""
    return None if value is None or value.parsed is None else f"{value.parsed:010d}"


def _text(value: Value[str] | None) -> str:
    return "" if value is None else " ".join(value.text.split())
