"""The powers of attorney that came with a filing: read, and held against what the registry records.

A paper counts as evidence only where nothing that decides about authority is in doubt; its instrument then
stands beside the registry's for this filing alone. A paper that the registry already records adds nothing,
so that a revocation recorded there cannot be escaped by attaching the old paper again.

What a filing brings is known whenever the filing is looked at: its instruments have no ``recorded`` day, and
a check replayed as of an earlier state of the registry counts them always. For such a replay give the
registry as it was known then: a paper recorded later was no more than an attached one at that time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from preflight.authority.instruments import Instrument, Tri
from preflight.authority.registry import Registry
from preflight.filing.model import Exhibit, Filing
from preflight.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from preflight.poa.reading import ExhibitReading, PaperReading

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
    repeats: str | None = None
    """Id of the instrument of an earlier paper of the filing that says the same, word for word."""
    further_doubts: tuple[str, ...] = ()
    """What the paper's own fields do not say: whose it is, and what of the exhibit was not read."""

    @property
    def instrument(self) -> Instrument | None:
        """The instrument read from the paper, with an id that marks it as attached."""
        return self.reading.instrument

    @property
    def is_evidence(self) -> bool:
        """Whether the paper can prove authority for this filing: nothing that decides is in doubt."""
        return (
            self.instrument is not None
            and self.instrument.signed is Tri.YES
            and self.reading.is_section16
            and not self.deciding_doubts
        )

    @property
    def deciding_doubts(self) -> tuple[str, ...]:
        """Why the paper cannot prove authority: a sentence for each doubt about what decides."""
        return (*(doubt for _, doubt in self.doubtful_fields), *self.further_doubts)

    @property
    def doubtful_fields(self) -> tuple[tuple[str, str], ...]:
        """The fields that decide and are in doubt, each with the words for it."""
        return tuple(
            (name, f"{name}: {field.doubt or field.confidence.value}")
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
    from preflight.poa.pairing import Pairing

    return Pairing(filing, registry).read(candidates)


def with_attached(registry: Registry | None, attached: Sequence[AttachedExhibit]) -> Registry | None:
    """Return the registry with the attached papers that are evidence and are not recorded in it.

    Without a registry only papers of the filing's owners count: nothing else leads from an owner to others.
    """
    further = [
        paper.instrument
        for paper in papers_of(attached)
        if paper.instrument is not None
        and paper.recorded is None
        and paper.repeats is None
        and paper.is_evidence
        and (registry is not None or paper.instrument.principal.cik is not None)
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
        dict.fromkeys(
            paper.recorded.id if paper.recorded is not None else paper.repeats or paper.instrument.id
            for paper in papers_of(attached)
            if paper.instrument is not None
        )
    )


def papers_of(attached: Sequence[AttachedExhibit]) -> Iterator[AttachedPaper]:
    """The papers of all exhibits, in the order of the filing."""
    return (paper for exhibit in attached for paper in exhibit.papers)


def _may_be_power(exhibit: Exhibit) -> bool:
    kind = exhibit.type.upper()
    if kind.startswith("EX-24"):
        return True
    return kind.startswith(_EXHIBIT_TYPES) and any(word in exhibit.text.lower() for word in _POWER_WORDS)
