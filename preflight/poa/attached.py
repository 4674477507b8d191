"""The powers of attorney that came with a filing: read, and held against what the registry records.

A paper counts as evidence only where nothing that decides about authority is in doubt; its instrument then
stands beside the registry's for this filing alone. A paper that the registry already records adds nothing,
so that a revocation recorded there cannot be escaped by attaching the old paper again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from preflight.authority.instruments import Instrument
from preflight.authority.registry import Registry
from preflight.filing.model import Exhibit, Filing
from preflight.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from preflight.poa.reading import ExhibitReading, PaperReading, ReadingContext

ATTACHED = "attached:"
"""Prefix of the ids of instruments that were read from the filing itself."""

_DECIDING_FIELDS = frozenset(
    {
        "type",
        "principal",
        "attorneys",
        "exercise",
        "scope",
        "issuers",
        "capacities",
        "effective",
        "term",
        "revocation",
        "supersedes",
        "delegation",
        "derives_from",
        "executed",
        "signatures",
    }
)
_EXHIBIT_TYPES = ("EX-24", "EX-99")
_POWER_WORDS = ("power of attorney", "attorney-in-fact", "attorneys-in-fact", "authorized and designated")


@dataclass(frozen=True, slots=True)
class AttachedPaper:
    """One paper of an exhibit, with its counterpart in the registry where there is one."""

    exhibit: Exhibit
    reading: PaperReading
    recorded: Instrument | None
    """The registry's record of the same paper."""

    @property
    def instrument(self) -> Instrument | None:
        """The instrument read from the paper, with an id that marks it as attached."""
        return self.reading.instrument

    @property
    def is_evidence(self) -> bool:
        """Whether the paper can prove authority for this filing: nothing that decides is in doubt."""
        return self.instrument is not None and self.reading.is_section16 and not self.deciding_doubts

    @property
    def deciding_doubts(self) -> tuple[str, ...]:
        """Why the paper cannot prove authority: a sentence for each doubtful field that decides about it."""
        return tuple(
            f"{name}: {field.doubt or field.confidence.value}"
            for name, field in self.reading.doubtful
            if name in _DECIDING_FIELDS
        )


@dataclass(frozen=True, slots=True)
class AttachedExhibit:
    """An exhibit that may hold powers of attorney, and the papers found in it."""

    exhibit: Exhibit
    reading: ExhibitReading
    papers: tuple[AttachedPaper, ...]


def read_attached(filing: Filing, registry: Registry | None) -> tuple[AttachedExhibit, ...]:
    """Read every exhibit of ``filing`` that is, or may be, a power of attorney.

    Exhibit 24 is always read; Exhibit 99 where it speaks of a power of attorney, because older letters were
    filed as such. Never raises on what an exhibit says.
    """
    candidates = [exhibit for exhibit in filing.exhibits if _may_be_power(exhibit)]
    if not candidates:
        return ()
    from preflight.poa import read_exhibit

    attached = []
    for number, exhibit in enumerate(candidates, 1):
        context = _context(filing, exhibit, registry)
        reading = read_exhibit(exhibit.content, name=exhibit.file_name or exhibit.type, context=context)
        attached.append(
            AttachedExhibit(exhibit, reading, _attached_papers(exhibit, number, reading, registry))
        )
    return tuple(attached)


def with_attached(registry: Registry | None, attached: Sequence[AttachedExhibit]) -> Registry | None:
    """Return the registry with the attached papers that are evidence and are not recorded in it."""
    further = [
        paper.instrument
        for paper in _papers(attached)
        if paper.instrument is not None and paper.recorded is None and paper.is_evidence
    ]
    if not further:
        return registry
    if registry is None:
        return Registry(further, location="attached to the filing")
    return Registry(
        (*registry.instruments, *further),
        registry.events,
        registry.issuers,
        registry.people,
        location=registry.location,
        digest=registry.digest,
        places=registry.places,
    )


def recorded_ids(attached: Sequence[AttachedExhibit]) -> tuple[str, ...]:
    """The ids of all instruments whose text is attached: recorded ones, and those read from the filing."""
    return tuple(
        paper.recorded.id if paper.recorded is not None else paper.instrument.id
        for paper in _papers(attached)
        if paper.instrument is not None
    )


def _papers(attached: Sequence[AttachedExhibit]) -> Iterator[AttachedPaper]:
    return (paper for exhibit in attached for paper in exhibit.papers)


def _may_be_power(exhibit: Exhibit) -> bool:
    kind = exhibit.type.upper()
    if kind.startswith("EX-24"):
        return True
    return kind.startswith(_EXHIBIT_TYPES) and any(word in exhibit.text.lower() for word in _POWER_WORDS)


def _context(filing: Filing, exhibit: Exhibit, registry: Registry | None) -> ReadingContext:
    from preflight.poa.reading import KnownParty, ReadingContext

    issuer = filing.issuer
    issuers: tuple[KnownParty, ...] = ()
    if issuer is not None and issuer.cik is not None and issuer.cik.parsed is not None:
        cik = f"{issuer.cik.parsed:010}"
        record = registry.issuers_by_cik.get(cik) if registry is not None else None
        name = issuer.name.text if issuer.name is not None else ""
        former = (record.name, *record.former_names) if record is not None else ()
        issuers = (KnownParty(name or (record.name if record is not None else ""), cik, former),)
    owners: list[KnownParty] = []
    known: list[Instrument] = []
    for owner in filing.reporting_owners:
        if owner.cik is None or owner.cik.parsed is None:
            continue
        cik = f"{owner.cik.parsed:010}"
        names = [owner.name.text] if owner.name is not None and owner.name.text else []
        if registry is not None:
            names.extend(registry.names_by_cik.get(cik, ()))
            known.extend(registry.by_owner_cik.get(cik, ()))
        if names:
            owners.append(KnownParty(names[0], cik, tuple(names[1:])))
    return ReadingContext(
        issuers=issuers,
        owners=tuple(owners),
        filed=filing.container.filed,
        accession_number=filing.container.accession_number,
        exhibit=exhibit.type,
        path=exhibit.file_name or None,
        known=tuple(known),
    )


def _attached_papers(
    exhibit: Exhibit, number: int, reading: ExhibitReading, registry: Registry | None
) -> tuple[AttachedPaper, ...]:
    """The papers with their counterparts; ids are marked, and delegations point to the marked ids."""
    prefix = f"{ATTACHED}{exhibit.file_name or number}:"
    counterparts = {item.id: _recorded(item, reading, registry) for item in reading.instruments}
    ids = {
        read_id: prefix + read_id if recorded is None else recorded.id
        for read_id, recorded in counterparts.items()
    }
    papers = []
    for paper in reading.papers:
        if paper.instrument is None:
            papers.append(AttachedPaper(exhibit, paper, None))
            continue
        sources = tuple(
            replace(upstream, instrument=ids.get(upstream.instrument, upstream.instrument))
            if upstream.instrument is not None
            else upstream
            for upstream in paper.instrument.derives_from
        )
        marked = replace(paper.instrument, id=prefix + paper.instrument.id, derives_from=sources)
        recorded = counterparts[paper.instrument.id]
        papers.append(AttachedPaper(exhibit, replace(paper, instrument=marked), recorded))
    return tuple(papers)


def _recorded(
    instrument: Instrument, reading: ExhibitReading, registry: Registry | None
) -> Instrument | None:
    """The registry's record of the same paper: same principal, day and attorneys, or the same bytes."""
    if registry is None:
        return None
    cik = instrument.principal.cik
    candidates = registry.by_owner_cik.get(cik, ()) if cik is not None else ()
    same_bytes = [
        item for item in candidates if item.document is not None and item.document.sha256 == reading.sha256
    ]
    for item in (*same_bytes, *candidates):
        if item.executed == instrument.executed and item.is_delegation == instrument.is_delegation:
            names = {attorney.name.casefold() for attorney in item.attorneys}
            if names & {attorney.name.casefold() for attorney in instrument.attorneys}:
                return item
    return None
