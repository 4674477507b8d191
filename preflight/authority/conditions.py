"""Step 8: filing conditions and other secondary codes. They accompany a verdict and never change it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from preflight.authority.attorneys import Answer
from preflight.authority.dates import add_months
from preflight.authority.decision import AuthorityRequest, Link, SignatureOnDraft
from preflight.authority.entities import ENTITY_RELATION, FIDUCIARY_APPOINTMENT, OFFICER_RECORD
from preflight.authority.instruments import AttorneyKind, Confidence
from preflight.authority.people import Person, is_variant
from preflight.authority.reasons import Reason, ReasonDetail, because
from preflight.authority.registry import Registry
from preflight.filing.names.folding import word_key
from preflight.filing.signatures.line import SigningRole

_RECORDS = frozenset((FIDUCIARY_APPOINTMENT, OFFICER_RECORD, ENTITY_RELATION))
_NO_CAPACITY = frozenset((SigningRole.UNSTATED, SigningRole.LAWYER, SigningRole.OFFICER))


def line_notes(
    signature: SignatureOnDraft, person: Person, conformed: tuple[str, ...] = ()
) -> Iterator[ReasonDetail]:
    """Yield what is to be said of the signature line itself; ``conformed`` are EDGAR's forms of the name."""
    if is_variant(signature.signer, person.names, conformed):
        yield because(Reason.NAME_VARIANT, signer=signature.signer, known=person.name)
    if signature.date_zone_dropped:
        yield because(Reason.DATE_TZ_DROPPED, day=signature.signed_on)


def conditions(
    registry: Registry,
    request: AuthorityRequest,
    answer: Answer,
    person: Person,
    owner: Person,
    *,
    is_entity: bool,
) -> Iterator[ReasonDetail]:
    """Yield the filing conditions of an authorized signature by somebody else than the owner."""
    signature = request.signature
    if signature.role in _NO_CAPACITY and not signature.principals and not is_entity:
        yield because(Reason.CAPACITY_NOT_STATED, signer=signature.signer, owner=owner.name)
    links = [] if answer.proof is None else [link for link in answer.proof.links if link.type not in _RECORDS]
    if not links:
        return
    last = links[-1]
    firm = last.attorney_kind in (AttorneyKind.FIRM, AttorneyKind.CLASS)
    if signature.is_firm or (firm and word_key(last.attorney) in person.keys):
        yield because(Reason.FIRM_NO_INDIVIDUAL, signer=signature.signer)
    yield from _on_file(request, links)
    for link in links:
        yield from _of_link(registry, request, link, answer.day)


def _on_file(request: AuthorityRequest, links: list[Link]) -> Iterator[ReasonDetail]:
    """The owner's confirmation, and every step of a chain, is wanted with the filing or on file."""
    missing = [
        link.instrument for link in links if not link.on_file and link.instrument not in request.attached
    ]
    if links[0].instrument in missing:
        yield because(Reason.POA_NOT_ON_FILE, links[0].instrument)
    if len(links) > 1:
        for instrument in missing:
            yield because(Reason.CHAIN_INCOMPLETE_ON_FILE, instrument)


def _of_link(
    registry: Registry, request: AuthorityRequest, link: Link, day: date | None
) -> Iterator[ReasonDetail]:
    executed = link.executed
    if executed is not None and executed == day:
        yield because(Reason.SAME_DAY_GRANT, link.instrument, day=day)
    grant = registry.by_id[link.instrument]
    filed = link.document.filed if link.document is not None else None
    impossible = filed is not None and executed is not None and filed < executed
    if grant.executed_confidence is Confidence.SUSPECT or impossible:
        yield because(Reason.EXECUTED_DATE_SUSPECT, link.instrument, since=executed)
    years = request.stale_after_years
    if (
        years is not None
        and executed is not None
        and day is not None
        and add_months(executed, 12 * years) < day
    ):
        yield because(Reason.STALE, link.instrument, years=years)
    if (
        request.form.removesuffix("/A") == "ID"
        and link.document is not None
        and link.document.notarized is False
    ):
        yield because(Reason.FORM_ID_NOT_NOTARIZED, link.instrument)
