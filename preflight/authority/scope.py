"""What a grant covers: forms, issuers and capacities, clause by clause.

Whole values are compared: form ``4`` is not ``144``, and ``4/A`` is covered only through what the clause
says of amendments. Issuers match by CIK, never by name, because names change and CIKs do not. Words of one
clause (amendments, successor forms) do not reach the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from preflight.authority.decision import RelationshipBoxes
from preflight.authority.instruments import (
    Amendments,
    Capacity,
    FormSuccession,
    Instrument,
    IssuerMode,
    IssuerRecord,
    IssuerScope,
    ScopeClause,
    Tri,
)
from preflight.authority.reasons import Reason, ReasonDetail, Verdict, because
from preflight.authority.registry import Registry, grouped
from preflight.lazy_dataclass import dataclass

ANY_FORM = "*"
_COVERS_ALL = frozenset((Capacity.ANY, Capacity.ANY_OTHER))


@dataclass(frozen=True, slots=True)
class Cell:
    """What supersession and scope are tested for: one form and one issuer (CIK, or ``None`` if unknown)."""

    form: str
    issuer: str | None

    @property
    def base_form(self) -> str:
        """The form without ``/A``."""
        return self.form.removesuffix("/A")

    @property
    def is_amendment(self) -> bool:
        """True for an amendment."""
        return self.form.endswith("/A")


@dataclass(frozen=True, slots=True)
class Coverage:
    """How one clause, or the best clause of a grant, takes a cell."""

    clause: ScopeClause | None
    failing: tuple[ReasonDetail, ...]
    notes: tuple[ReasonDetail, ...] = ()

    @property
    def rank(self) -> tuple[int, int, int]:
        """Lower is better."""
        worst = max((detail.verdict.rank for detail in self.failing if detail.verdict), default=0)
        return (worst, len(self.failing), len(self.notes))


def related_issuers(
    registry: Registry, cik: str, relation: Callable[[IssuerRecord], tuple[str, ...]]
) -> frozenset[str]:
    """Every issuer that ``cik`` stands to in ``relation``, through any number of steps (undated)."""
    found: dict[str, None] = {}
    queue = [cik]
    for known in queue:
        record = registry.issuers_by_cik.get(known)
        for other in relation(record) if record is not None else ():
            if other not in found:
                found[other] = None
                queue.append(other)
    return frozenset(found)


def predecessors(registry: Registry, cik: str) -> frozenset[str]:
    """The issuers that ``cik`` succeeds."""
    return related_issuers(registry, cik, lambda record: record.successor_of)


def _affiliates(registry: Registry, cik: str) -> frozenset[str]:
    """Issuers under common control with ``cik`` as far as recorded from its side."""
    return related_issuers(registry, cik, lambda record: (*record.affiliate_of, *record.subsidiary_of))


def _succeeded_forms(registry: Registry, form: str) -> frozenset[str]:
    """The forms in lieu of which ``form`` was adopted."""
    index = registry.index(
        "form successions",
        lambda: grouped((event.new, event.old) for event in registry.events_of(FormSuccession)),
    )
    found: dict[str, None] = {}
    queue = [form]
    for known in queue:
        for old in index.get(known, ()):
            if old not in found:
                found[old] = None
                queue.append(old)
    return frozenset(found)


def lists_form(registry: Registry, clause: ScopeClause, cell: Cell) -> bool:
    """Return whether ``clause`` lists the cell's form, amendments left aside."""
    if ANY_FORM in clause.forms or cell.base_form in clause.forms or cell.form in clause.forms:
        return True
    return clause.successor_forms and not _succeeded_forms(registry, cell.base_form).isdisjoint(clause.forms)


def coverage(registry: Registry, grant: Instrument, cell: Cell, boxes: RelationshipBoxes | None) -> Coverage:
    """Return how the best clause of ``grant`` takes ``cell``."""
    candidates = [
        _clause_coverage(registry, grant, clause, cell, boxes)
        for clause in grant.scope
        if lists_form(registry, clause, cell)
    ]
    if not candidates:
        return Coverage(None, (_form_out(grant, cell),))
    return min(candidates, key=lambda candidate: candidate.rank)


def _form_out(grant: Instrument, cell: Cell) -> ReasonDetail:
    forms = sorted({form for clause in grant.scope for form in clause.forms})
    named = "no form" if not forms else ("Forms " if len(forms) > 1 else "Form ") + ", ".join(forms)
    return because(Reason.FORM_OUT_OF_SCOPE, grant.id, form=cell.form, forms=named)


def _clause_coverage(
    registry: Registry, grant: Instrument, clause: ScopeClause, cell: Cell, boxes: RelationshipBoxes | None
) -> Coverage:
    failing: list[ReasonDetail] = []
    notes: list[ReasonDetail] = []
    if cell.is_amendment and cell.form not in clause.forms:
        if clause.amendments is Amendments.EXCLUDED:
            failing.append(
                because(
                    Reason.FORM_OUT_OF_SCOPE,
                    grant.id,
                    form=cell.form,
                    forms=f"Form {cell.base_form} without amendments",
                )
            )
        elif clause.amendments is Amendments.SILENT:
            notes.append(because(Reason.AMENDMENT_IMPLIED, grant.id, form=cell.form))
    for detail in _issuer_test(registry, grant, clause.issuers, cell, boxes):
        (notes if detail.code.is_secondary else failing).append(detail)
    if grant.is_delegation and not clause.signs_for_principal:
        notes.append(because(Reason.SUBPOA_DRAFTING_GAP, grant.id, form=cell.form))
    return Coverage(clause, tuple(failing), tuple(notes))


def _issuer_test(
    registry: Registry,
    grant: Instrument,
    issuers: IssuerScope,
    cell: Cell,
    boxes: RelationshipBoxes | None,
) -> Iterator[ReasonDetail]:
    """Yield why the clause does not cover the issuer, and notes where it does."""
    mode = issuers.mode
    if mode is IssuerMode.ANY:
        return
    if mode is IssuerMode.UNSTATED:
        yield because(Reason.ISSUER_UNSTATED, grant.id)
    elif mode is IssuerMode.ROLE_BASED:
        yield from _role_test(grant, cell, boxes)
    else:
        yield from _listed_test(registry, grant, issuers, cell)


def _role_test(grant: Instrument, cell: Cell, boxes: RelationshipBoxes | None) -> Iterator[ReasonDetail]:
    """Any issuer of which the owner is director, officer or ten-percent holder: the draft's boxes say it."""
    if boxes is None:
        yield _unknown(grant, cell, "the draft does not say how the owner stands to the issuer.")
    elif not (boxes.director or boxes.officer or boxes.ten_percent):
        yield because(
            Reason.ISSUER_OUT_OF_SCOPE,
            grant.id,
            issuer=cell.issuer or "unknown",
            issuers="issuers of which the owner is director, officer or ten-percent holder",
        )


def _listed_test(
    registry: Registry, grant: Instrument, issuers: IssuerScope, cell: Cell
) -> Iterator[ReasonDetail]:
    issuer = cell.issuer
    from_context = issuers.mode is IssuerMode.CONTEXT
    if issuer is None:
        yield _unknown(grant, cell, "the draft gives no issuer.")
        return
    if issuer in issuers.ciks:
        if from_context:
            yield because(Reason.ISSUER_FROM_CONTEXT, grant.id)
        return
    if not issuers.ciks:
        yield _unknown(grant, cell, "the paper names no issuer that is recorded with its CIK.")
        return
    listed = frozenset(issuers.ciks)
    related: frozenset[str] = frozenset()
    if issuers.mode is IssuerMode.LIST_PLUS_SUBSIDIARIES:
        related = related_issuers(registry, issuer, lambda record: record.subsidiary_of)
    elif issuers.mode is IssuerMode.LIST_PLUS_AFFILIATES:
        related = _affiliates(registry, issuer)
        related |= frozenset(known for known in listed if issuer in _affiliates(registry, known))
    if not related.isdisjoint(listed | {issuer}):
        yield because(Reason.ISSUER_SUBSIDIARY, grant.id, issuer=issuer)
    elif not predecessors(registry, issuer).isdisjoint(listed):
        yield from _successor_test(grant, issuers, issuer)
    elif issuers.mode in (IssuerMode.LIST_PLUS_SUBSIDIARIES, IssuerMode.LIST_PLUS_AFFILIATES):
        yield _unknown(grant, cell, "no record says whether it is related to an issuer named there.")
    else:
        yield _issuer_out(grant, issuers, issuer)


def _successor_test(grant: Instrument, issuers: IssuerScope, issuer: str) -> Iterator[ReasonDetail]:
    if issuers.successors is Tri.UNSTATED:
        yield because(Reason.ISSUER_SUCCESSOR, grant.id, issuer=issuer)
    elif issuers.successors is Tri.NO:
        yield _issuer_out(grant, issuers, issuer)


def _issuer_out(grant: Instrument, issuers: IssuerScope, issuer: str) -> ReasonDetail:
    shown = f"{issuers.names[0]} (CIK {issuers.ciks[0]})" if issuers.names else f"CIK {issuers.ciks[0]}"
    if len(issuers.ciks) > 1:
        shown = "the issuers with CIK " + ", ".join(issuers.ciks)
    return because(Reason.ISSUER_OUT_OF_SCOPE, grant.id, issuer=issuer, issuers=shown)


def _unknown(grant: Instrument, cell: Cell, why: str) -> ReasonDetail:
    return because(Reason.ISSUER_RELATION_UNKNOWN, grant.id, issuer=cell.issuer or "unknown", because=why)


def covered_capacities(grant: Instrument, capacities: frozenset[Capacity]) -> frozenset[Capacity]:
    """Which of the owner's ``capacities`` the grant covers; they are compared literally."""
    if not _COVERS_ALL.isdisjoint(grant.capacities):
        return capacities
    return capacities & grant.capacities


def capacity_test(grant: Instrument, capacities: frozenset[Capacity]) -> Iterator[ReasonDetail]:
    """Yield a reason where the grant covers none of the owner's capacities; one inside is enough."""
    if not covered_capacities(grant, capacities):
        yield because(
            Reason.CAPACITY_OUT_OF_SCOPE,
            grant.id,
            capacity=", ".join(sorted(capacities)),
            covered=", ".join(sorted(grant.capacities)),
        )


def matters_cover(
    registry: Registry, forms: frozenset[str], issuers: tuple[str, ...], cell: Cell
) -> bool | None:
    """Return whether a supersession clause's matters hold ``cell``; ``None`` if the issuer is not known.

    A clause on Form 4 reaches the cell 4/A, and one on an issuer reaches that issuer's successors.
    """
    if forms and ANY_FORM not in forms and cell.base_form not in forms and cell.form not in forms:
        return False
    if not issuers:
        return True
    if cell.issuer is None:
        return None
    return cell.issuer in issuers or not predecessors(registry, cell.issuer).isdisjoint(issuers)


def worst(details: tuple[ReasonDetail, ...]) -> Verdict:
    """Return the worst verdict among failing tests: a denial counts over a doubt."""
    return max(
        (detail.verdict for detail in details if detail.verdict),
        key=lambda found: found.rank,
        default=Verdict.AUTHORIZED,
    )
