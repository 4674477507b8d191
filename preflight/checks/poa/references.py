"""References to papers on file, in remarks and signature lines, held against the registry (R17)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from preflight.authority.decision import OwnerOnDraft
from preflight.authority.instruments import Instrument
from preflight.authority.owners import owner_grants
from preflight.authority.registry import Registry
from preflight.checks.poa.rules import POA012, POA014
from preflight.filing.model import Filing, ReportingOwner
from preflight.filing.signatures.line import PaperReference
from preflight.findings import Finding, Place
from preflight.hookspecs import CheckContext
from preflight.lazy_dataclass import dataclass
from preflight.poa.attached import papers_of
from preflight.poa.dates import dates_in
from preflight.poa.whose import may_name_one, owner_cik

_ACCESSION_NUMBER = re.compile(r"(?<![\d-])\d{10}-\d{2}-\d{6}(?![\d-])")
_PAPER = r"(?:power[s]? of attorney|\bPOA\b|delegation|substitution)"
_SPEAKS_OF_POWER = re.compile(_PAPER + r"|exhibit", re.IGNORECASE)
_DAY_FOLLOWS = r"(?=\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_DATED = re.compile(
    rf"{_PAPER}(?:(?!\bfiled\b)[^.;]){{0,80}}?\b(?:dated|executed|signed)(?: as of| on)? {_DAY_FOLLOWS}",
    re.IGNORECASE,
)
_FILED = re.compile(
    rf"{_PAPER}(?:(?!\bdated\b)[^.;]){{0,160}}?\bfiled "
    rf"(?:(?:(?!\bdated\b)[^.;]){{0,120}}?\bon )?{_DAY_FOLLOWS}",
    re.IGNORECASE,
)
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class _Reference:
    """A paper that words refer to by a day: of its signing, or of its filing with the Commission."""

    day: date
    is_filing_day: bool
    may_be_exchanged: bool
    """Day and month may stand in either order (7/8/2010)."""
    grantor: str | None = None

    @property
    def days(self) -> set[date]:
        """The days that the words may mean."""
        days = {self.day}
        if self.may_be_exchanged and self.day.day <= 12:
            days.add(date(self.day.year, self.day.day, self.day.month))
        return days


def accession_numbers(filing: Filing, context: CheckContext) -> Iterator[Finding]:
    """Accession numbers in remarks and signature lines are those of the owners' papers on record (POA012)."""
    if context.registry is None:
        return
    texts: list[tuple[str, Place]] = []
    if filing.remarks is not None and _SPEAKS_OF_POWER.search(filing.remarks.raw):
        texts.append((filing.remarks.raw, filing.remarks.place))
    texts += [
        (line.raw, line.place) for signature in filing.signatures if (line := signature.name) is not None
    ]
    found = [(match[0], place) for text, place in texts for match in _ACCESSION_NUMBER.finditer(text)]
    if not found:
        return
    registry = context.registry.as_known_at(context.known_at)
    known = {
        item.document.accession_number.replace("-", "")
        for owner in filing.reporting_owners
        for item in _papers(owner, registry)
        if item.document is not None and item.document.accession_number is not None
    }
    for number, place in dict.fromkeys(found):
        if number.replace("-", "") not in known and number != filing.container.accession_number:
            yield POA012.at(place, accession_number=number)


def days(filing: Filing, context: CheckContext) -> Iterator[Finding]:
    """Days by which remarks and signature lines name a paper are those of a paper on record (POA014)."""
    if context.registry is None:
        return
    registry = context.registry.as_known_at(context.known_at)
    if context.attribution is not None:
        for read in context.attribution.lines:
            owners = [
                pair.owner
                for pair in context.attribution.pairs
                if pair.signature.position == read.signature.position
            ]
            place = read.signature.name.place if read.signature.name is not None else read.signature.place
            where = f"Signature {read.signature.position}"
            for signer in read.line.signers if owners else ():
                for words in signer.papers:
                    for reference in _of_line(words):
                        yield from _unknown(reference, owners, context, registry, place, where)
    if filing.remarks is not None:
        owners = list(filing.reporting_owners)
        for reference in _in_words(filing.remarks.raw):
            yield from _unknown(reference, owners, context, registry, filing.remarks.place, "The remarks")


def _of_line(words: PaperReference) -> Iterator[_Reference]:
    """The day in a signature line's reference; the line's grammar tells the day of signing."""
    grantor = words.granted_by.text if words.granted_by is not None else None
    if words.dated is not None:
        found = next((item for item in dates_in(words.words.text) if item.value == words.dated), None)
        yield _Reference(words.dated, False, found is not None and found.ambiguous, grantor)
    else:
        yield from _in_words(words.words.text)


def _in_words(text: str) -> Iterator[_Reference]:
    """The days in running text that directly follow words on a paper's signing or filing."""
    flat = " ".join(text.split())
    for pattern, is_filing_day in ((_DATED, False), (_FILED, True)):
        for match in pattern.finditer(flat):
            day = next(dates_in(flat, match.end(), match.end() + 40), None)
            if day is not None and day.start == match.end():
                yield _Reference(day.value, is_filing_day, day.ambiguous)


def _unknown(
    reference: _Reference,
    owners: list[ReportingOwner],
    context: CheckContext,
    registry: Registry,
    place: Place,
    where: str,
) -> Iterator[Finding]:
    """The finding, where no paper of any of the owners can be the one that is meant."""
    papers = [item for owner in owners for item in _papers(owner, registry)]
    ciks = {owner_cik(owner) for owner in owners}
    papers += [
        paper.instrument
        for paper in papers_of(context.attached)
        if paper.instrument is not None and paper.instrument.principal.cik in ciks
    ]
    if reference.grantor is not None:
        papers = [item for item in papers if may_name_one((reference.grantor,), item.grantors)]
    known = {day for item in papers for day in _days_of(item, is_filing_day=reference.is_filing_day)}
    if None in known or not reference.days.isdisjoint(known):
        return
    named = sorted(str(day) for day in known)[-_MOST_NAMED:]
    paper = "a paper filed on" if reference.is_filing_day else "a paper dated"
    by = f" by {reference.grantor}" if reference.grantor is not None else ""
    yield POA014.at(
        place,
        where=where,
        paper=paper,
        day=str(reference.day),
        known=(("papers of " + ", ".join(named)) if named else "none") + by,
        owner=" and ".join(dict.fromkeys(_label(owner, registry) for owner in owners)),
    )


def _days_of(paper: Instrument, *, is_filing_day: bool) -> Iterator[date | None]:
    """The days of a paper on record; ``None`` where the record lacks it."""
    if is_filing_day:
        yield paper.document.filed if paper.document is not None else None
        return
    yield paper.executed
    if paper.executed_alternative is not None:
        yield paper.executed_alternative


def _papers(owner: ReportingOwner, registry: Registry) -> tuple[Instrument, ...]:
    """The papers on record of one owner."""
    name = owner.name.text if owner.name is not None else ""
    return owner_grants(registry, OwnerOnDraft(owner_cik(owner), name, edgar_order=True)).grants


def _label(owner: ReportingOwner, registry: Registry) -> str:
    names = registry.names_by_cik.get(owner_cik(owner) or "", ())
    return names[0] if names else owner.label
