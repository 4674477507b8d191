"""From the exhibits of one filing to papers whose givers, links and counterparts are known.

Each exhibit is read by itself first, so that a delegation finds the power above it in its own exhibit. Where
a link stays open, the exhibit is read again with what the registry and the other exhibits hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from preflight.authority.decision import OwnerOnDraft
from preflight.authority.instruments import Instrument
from preflight.authority.owners import owner_grants
from preflight.authority.registry import Registry
from preflight.filing.model import Exhibit, Filing
from preflight.lazy_dataclass import dataclass
from preflight.poa.attached import ATTACHED, AttachedExhibit, AttachedPaper
from preflight.poa.reading import ExhibitReading, KnownParty, PaperReading, ReadingContext
from preflight.poa.recorded import is_repeated, recorded_copy
from preflight.poa.whose import identify, owner_cik

_LINKS = ("derives_from", "supersedes")
"""Fields that name other papers."""


@dataclass(slots=True)
class _Page:
    """One exhibit on its way: the prefix of its instruments' ids, its reading, and its papers."""

    exhibit: Exhibit
    prefix: str
    reading: ExhibitReading
    papers: tuple[AttachedPaper, ...] = ()

    @property
    def has_open_links(self) -> bool:
        """True where a paper speaks of another paper that was not found."""
        return any(
            (paper.revokes is not None and paper.revokes.instrument is None)
            or any(name in _LINKS for name, _ in paper.doubtful)
            for paper in self.reading.papers
        )


class Pairing:
    """Reads the exhibits of ``filing`` and pairs their papers with owners, records and each other."""

    def __init__(self, filing: Filing, registry: Registry | None) -> None:
        self.filing = filing
        self.registry = registry

    def read(self, exhibits: Sequence[Exhibit]) -> tuple[AttachedExhibit, ...]:
        """Return the exhibits as read, in their order."""
        prefixes = _prefixes(exhibits)
        pages = [
            _Page(exhibit, prefix, self._reading(exhibit, ()))
            for exhibit, prefix in zip(exhibits, prefixes, strict=True)
        ]
        self._pair(pages)
        if any(page.has_open_links for page in pages):
            for page in pages:
                if page.has_open_links and (known := tuple(self._known(page, pages))):
                    page.reading = self._reading(page.exhibit, known)
            self._pair(pages)
        return tuple(AttachedExhibit(page.exhibit, page.reading, page.papers) for page in pages)

    def _reading(self, exhibit: Exhibit, known: tuple[Instrument, ...]) -> ExhibitReading:
        from preflight.poa import read_exhibit

        name = exhibit.file_name or exhibit.type
        return read_exhibit(exhibit.content, name=name, context=self._context(exhibit, known))

    def _known(self, page: _Page, pages: Sequence[_Page]) -> Iterator[Instrument]:
        """What a paper of ``page`` may mean: records of the owners' papers, and the other exhibits' papers.

        A record of which the exhibit itself holds the text is left out: the text stands for it.
        """
        own = {paper.recorded.id for paper in page.papers if paper.recorded is not None}
        if self.registry is not None:
            for owner in self.filing.reporting_owners:
                name = owner.name.text if owner.name is not None else ""
                asked = OwnerOnDraft(owner_cik(owner), name, edgar_order=True)
                yield from (item for item in owner_grants(self.registry, asked).grants if item.id not in own)
        for other in pages:
            if other is not page:
                for paper in other.papers:
                    if paper.instrument is not None and paper.recorded is None and paper.repeats is None:
                        yield paper.instrument

    def _context(self, exhibit: Exhibit, known: tuple[Instrument, ...]) -> ReadingContext:
        issuers, owners = self._parties
        return ReadingContext(
            issuers=issuers,
            owners=owners,
            filed=self.filing.container.filed,
            accession_number=self.filing.container.accession_number,
            exhibit=exhibit.type,
            path=exhibit.file_name or None,
            known=known,
        )

    @property
    def _parties(self) -> tuple[tuple[KnownParty, ...], tuple[KnownParty, ...]]:
        """The issuer and the owners of the filing, as far as a name is known for them."""
        issuers: tuple[KnownParty, ...] = ()
        issuer = self.filing.issuer
        if issuer is not None and issuer.cik is not None and issuer.cik.parsed is not None:
            cik = f"{issuer.cik.parsed:010}"
            record = self.registry.issuers_by_cik.get(cik) if self.registry is not None else None
            names = [issuer.name.text] if issuer.name is not None and issuer.name.text else []
            names += [record.name, *record.former_names] if record is not None else []
            issuers = (KnownParty(names[0], cik, tuple(names[1:])),) if names else ()
        owners: list[KnownParty] = []
        for owner in self.filing.reporting_owners:
            known_cik = owner_cik(owner)
            names = [owner.name.text] if owner.name is not None and owner.name.text else []
            if known_cik is not None and self.registry is not None:
                names += self.registry.names_by_cik.get(known_cik, ())
            if known_cik is not None and names:
                owners.append(KnownParty(names[0], known_cik, tuple(names[1:])))
        return issuers, tuple(owners)

    # --- pairing -------------------------------------------------------------------------------------------

    def _pair(self, pages: Sequence[_Page]) -> None:
        """Fill the papers of every page: whose they are, what records them, which say the same."""
        earlier: list[AttachedPaper] = []
        for page in pages:
            ids: dict[str, str] = {}
            papers = []
            for paper in page.reading.papers:
                found = self._paper(page, paper, earlier, ids)
                papers.append(found)
                earlier.append(found)
            page.papers = tuple(_linked(paper, ids) for paper in papers)

    def _paper(
        self, page: _Page, paper: PaperReading, earlier: Sequence[AttachedPaper], ids: dict[str, str]
    ) -> AttachedPaper:
        instrument = paper.instrument
        if instrument is None:
            return AttachedPaper(page.exhibit, paper, None)
        identity = identify(instrument.principal, self.filing, self.registry)
        doubts = [f"principal: {identity.doubt}"] if identity.doubt is not None else []
        doubts += [f"the exhibit: {part.reason}" for part in page.reading.not_read]
        known = replace(
            instrument,
            id=page.prefix + instrument.id,
            principal=replace(instrument.principal, cik=identity.cik),
            on_file=instrument.on_file and identity.cik is not None,
        )
        recorded = None
        if self.registry is not None:
            recorded = recorded_copy(known, page.reading.sha256, self.registry)
        repeats = next(_ids_of_same(known, earlier), None)
        ids[instrument.id] = recorded.id if recorded is not None else repeats or known.id
        marked = replace(paper, instrument=known)
        return AttachedPaper(page.exhibit, marked, recorded, repeats, tuple(doubts))


def _ids_of_same(paper: Instrument, earlier: Sequence[AttachedPaper]) -> Iterator[str]:
    """The ids of earlier papers of the filing that say the same and can prove it."""
    for other in earlier:
        if other.instrument is not None and other.is_evidence and is_repeated(paper, other.instrument):
            yield other.instrument.id


def _linked(paper: AttachedPaper, ids: dict[str, str]) -> AttachedPaper:
    """The paper with the ids of other papers of its exhibit as they stand for this filing."""
    reading = paper.reading
    if reading.revokes is not None and reading.revokes.instrument is not None:
        ended = ids.get(reading.revokes.instrument, reading.revokes.instrument)
        reading = replace(reading, revokes=replace(reading.revokes, instrument=ended))
    if reading.instrument is not None:
        sources = tuple(
            replace(upstream, instrument=ids.get(upstream.instrument, upstream.instrument))
            if upstream.instrument is not None
            else upstream
            for upstream in reading.instrument.derives_from
        )
        supersedes = reading.instrument.supersedes
        supersedes = replace(
            supersedes,
            instruments=tuple(ids.get(named, named) for named in supersedes.instruments),
            preserved=tuple(ids.get(named, named) for named in supersedes.preserved),
        )
        instrument = replace(reading.instrument, derives_from=sources, supersedes=supersedes)
        if instrument.paper is not None:
            instrument = replace(instrument, paper=instrument.id.rpartition(":")[0] + ":" + instrument.paper)
        reading = replace(reading, instrument=instrument)
    return replace(paper, reading=reading)


def _prefixes(exhibits: Sequence[Exhibit]) -> Iterator[str]:
    """A prefix for the ids of each exhibit: its file name, or its number where it has none of its own."""
    names = [exhibit.file_name for exhibit in exhibits]
    for number, name in enumerate(names, 1):
        label = name if name and names.count(name) == 1 else f"{number}:{name}" if name else str(number)
        yield f"{ATTACHED}{label}:"
