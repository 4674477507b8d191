"""From a file (a power of attorney, a submission with exhibits, or JSON) to records that may be added.

Nothing is decided here: each candidate says what was read, and what a person has to look at first.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Container, Iterator, Mapping
from dataclasses import field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from preflight.authority.instruments import Document, Instrument
from preflight.authority.registry import Registry
from preflight.findings import Place
from preflight.lazy_dataclass import dataclass
from preflight.registries import RegistryError
from preflight.registries.document import Text, decode, read_places
from preflight.registries.encode import encode_instrument
from preflight.registries.fields import Wrong
from preflight.registries.instrument_fields import build_instrument
from preflight.registries.known import Known

if TYPE_CHECKING:
    from preflight.poa.reading import ExhibitReading, KnownParty, PaperReading, ReadingContext

MAX_FILE_BYTES = 32 * 1024 * 1024
"""Largest file that is read as a power of attorney, in bytes."""

FIELD_KEYS: Mapping[str, tuple[str, ...]] = {
    "delegation": ("may_delegate",),
    "issuers": ("issuers", "scope"),
    "scope": ("scope", "forms"),
    "signatures": ("signed", "signed_by", "grantors"),
    "notary": ("document",),
    "witnesses": ("notes",),
}
"""Fields of a reading whose registry keys have other names."""


_REFERRING = frozenset(("instrument", "instruments", "preserved"))
"""Keys in ``derives_from`` and ``supersedes`` whose values are instrument ids."""


@dataclass(slots=True)
class Candidate:
    """One instrument that may be recorded, as the registry's JSON object.

    ``doubts`` maps each field at which a person has to look to the reason. ``original_id`` is the id under
    which other candidates of the same file refer to it.
    """

    record: dict[str, Any]
    original_id: str
    doubts: dict[str, str] = field(default_factory=dict)
    paper: PaperReading | None = None
    instrument: Instrument | None = None
    """What was read, under ``original_id``: further files may rest on it."""

    def settle(self, key: str) -> None:
        """Take away the doubts that a value given by hand for ``key`` settles."""
        for name in list(self.doubts):
            if key == name or key in FIELD_KEYS.get(name, ()):
                del self.doubts[name]


@dataclass(frozen=True, slots=True)
class Intake:
    """What a file holds: candidates, and sentences on what cannot be recorded and why."""

    path: Path
    candidates: tuple[Candidate, ...] = ()
    remarks: tuple[str, ...] = ()
    not_read: tuple[str, ...] = ()
    """Parts that could not be read: something may be missing from the candidates."""
    sha256: str = ""


def take_in(
    path: Path, registry: Registry, registry_path: Path, *, known: Collection[Instrument] = ()
) -> Intake:
    """Read the file ``path`` in the light of ``registry`` and of the instruments ``known`` beside it.

    Raises :class:`RegistryError` where the file cannot be opened or is JSON that is not well formed.
    """
    content = _read(path)
    digest = hashlib.sha256(content).hexdigest()
    if path.suffix.lower() == ".json" or content[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(
        (b"{", b"[{")
    ):
        return Intake(path, tuple(_from_json(content, path)), sha256=digest)
    document = Document(path=_relative(path, registry_path), sha256=digest)
    taken = {*registry.by_id, *(instrument.id for instrument in known)}
    candidates: list[Candidate] = []
    remarks: list[str] = []
    not_read: list[str] = []
    for number, reading in enumerate(_readings(content, path, registry, known), 1):
        not_read.extend(part.reason for part in reading.not_read)
        if not reading.papers and reading.reason is not None:
            remarks.append(reading.reason)
        own = {instrument.id: f"{digest[:16]}#{number}#{instrument.id}" for instrument in reading.instruments}
        for paper in reading.papers:
            if paper.instrument is None or not paper.is_section16:
                remarks.append(_why_not(paper))
            else:
                candidates.append(_candidate(paper, paper.instrument, document, own, taken))
    return Intake(path, tuple(candidates), tuple(remarks), tuple(not_read), digest)


def _candidate(
    paper: PaperReading,
    instrument: Instrument,
    document: Document,
    own: Mapping[str, str],
    taken: Container[str],
) -> Candidate:
    """Return the candidate for ``paper``; ``own`` maps the reading's ids to ids that no other file has."""
    recorded = replace(instrument.document or Document(), path=document.path, sha256=document.sha256)
    local = replace(instrument, id=own[instrument.id], document=recorded)
    doubts = {name: reading.doubt or reading.confidence.value for name, reading in paper.doubtful}
    if any(link.instrument in own and link.instrument in taken for link in instrument.derives_from):
        doubts.setdefault("derives_from", "a paper of this file and a recorded one have the same id")
    record = with_ids(encode_instrument(local), own)
    return Candidate(record, local.id, doubts, paper, local)


def with_ids(record: dict[str, Any], renamed: Mapping[str, str]) -> dict[str, Any]:
    """Return ``record`` with the ids in its references to other instruments replaced as ``renamed`` says."""
    return {
        name: _renamed(value, renamed) if name in ("derives_from", "supersedes") else value
        for name, value in record.items()
    }


def _renamed(value: Any, renamed: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return renamed.get(value, value)
    if isinstance(value, list):
        return [_renamed(entry, renamed) for entry in value]
    if isinstance(value, dict):
        referring = {
            name: value[name] for name in ("instrument", "instruments", "preserved") if name in value
        }
        return {**value, **{name: _renamed(entry, renamed) for name, entry in referring.items()}}
    return value


def _read(path: Path) -> bytes:
    place = Place(str(path))
    try:
        if not path.is_file():
            raise RegistryError("There is no such file.", place, "Name a power of attorney's file.")
        with path.open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise RegistryError(f"The file cannot be opened: {error.strerror or error}.", place) from None
    if len(content) > MAX_FILE_BYTES:
        raise RegistryError(
            f"The file is larger than {MAX_FILE_BYTES // (1024 * 1024)} MiB: no power of attorney is.", place
        )
    return content


def _relative(path: Path, registry_path: Path) -> str:
    """Return ``path`` as seen from the registry's folder where it lies within it, else in full."""
    full = Path(os.path.realpath(path))
    folder = Path(os.path.realpath(registry_path)).parent
    return full.relative_to(folder).as_posix() if full.is_relative_to(folder) else str(full)


def _from_json(content: bytes, path: Path) -> Iterator[Candidate]:
    document = Text(decode(content, str(path)), str(path))
    start = len(document.text) - len(document.text.lstrip())
    end = read_places(document, start).end
    if document.text[end:].strip():
        raise RegistryError("Nothing was expected after the JSON value.", document.place(end))
    value = json.loads(document.text)
    if isinstance(value, dict) and isinstance(value.get("instruments"), list):
        value = value["instruments"]
    for record in value if isinstance(value, list) else [value]:
        if not isinstance(record, dict):
            raise RegistryError(
                "An instrument must be a JSON object.",
                Place(str(path)),
                "See docs/registry.md for the format.",
            )
        if record.get("type") == "revocation":
            raise RegistryError(
                "A revocation is recorded with a command of its own.",
                document.place(start),
                "Use `preflight registry revoke`.",
            )
        yield Candidate(dict(record), str(record.get("id", "")))


def _readings(
    content: bytes, path: Path, registry: Registry, known: Collection[Instrument]
) -> Iterator[ExhibitReading]:
    """Read the file itself, or each exhibit of a full submission that may be a power of attorney."""
    from preflight.filing.submission_text import is_submission_text, read_header, split_documents
    from preflight.poa import read_exhibit

    context = _context(path, registry, known)
    documents = list(split_documents(content)) if is_submission_text(content) else []
    if len(documents) < 2:
        yield read_exhibit(content, name=path.name, context=context)
        return
    header = read_header(content)
    issuers, owners = _parties_of_filing(content, path)
    for document in documents:
        if document.type.upper().startswith(("EX-24", "EX-99")):
            of_filing = replace(
                context,
                issuers=(*issuers, *context.issuers),
                owners=(*owners, *context.owners),
                filed=header.filed,
                accession_number=header.accession_number,
                exhibit=document.type,
            )
            text = document.content
            yield read_exhibit(text, name=document.file_name or document.type, context=of_filing)


def _parties_of_filing(content: bytes, path: Path) -> tuple[tuple[KnownParty, ...], tuple[KnownParty, ...]]:
    """Return the issuer and the reporting owners that the submission's form names, none where it has none."""
    from preflight.filing.draft_error import DraftError
    from preflight.filing.reader import read_content
    from preflight.poa.reading import KnownParty

    try:
        filings = read_content(content, str(path))
    except DraftError:
        return (), ()
    issuers: list[KnownParty] = []
    owners: list[KnownParty] = []
    for filing in filings:
        parties = ((issuers, filing.issuer), *((owners, owner) for owner in filing.reporting_owners))
        for known, party in parties:
            if party is not None and party.name and party.name.text and party.cik and party.cik.parsed:
                known.append(KnownParty(party.name.text, f"{party.cik.parsed:010}"))
    return tuple(issuers), tuple(owners)


def _context(path: Path, registry: Registry, known: Collection[Instrument]) -> ReadingContext:
    """What the registry knows of issuers and owners, so that the reader can add CIKs to equal names."""
    from preflight.poa.reading import KnownParty, ReadingContext

    owners: dict[str, KnownParty] = {}
    for person in registry.people:
        if person.cik is not None:
            owners[person.cik] = KnownParty(person.name, person.cik, person.aliases)
    for instrument in registry.instruments:
        party = instrument.principal
        if party.cik is not None:
            owners.setdefault(party.cik, KnownParty(party.name, party.cik, party.aliases))
    return ReadingContext(
        issuers=tuple(
            KnownParty(issuer.name, issuer.cik, issuer.former_names) for issuer in registry.issuers
        ),
        owners=tuple(owners.values()),
        path=str(path),
        known=(*registry.instruments, *known),
    )


def _why_not(paper: PaperReading) -> str:
    """Say why a paper gives no instrument, and what to do with a revocation."""
    if paper.revokes is None:
        return paper.reason or "The paper gives no authority over Section 16 reports."
    target = paper.revokes.instrument or "ID"
    day: date | None = paper.revokes.executed
    return (
        f"The paper revokes; record it with `preflight registry revoke {target} --executed {day or 'DATE'}`."
    )


def already_recorded(record: Mapping[str, Any], registry: Registry) -> str | None:
    """Return the id of the instrument that records the same grant of the same paper, if there is one."""
    document = record.get("document")
    digest = document.get("sha256") if isinstance(document, dict) else None
    if digest is None:
        return None
    try:
        wanted = build_instrument({**record, "id": "new"}, known_in(registry))
    except Wrong:
        return None
    for instrument in registry.instruments:
        if (
            instrument.document is not None
            and instrument.document.sha256 == digest
            and _grant(instrument) == _grant(wanted)
        ):
            return instrument.id
    return None


def _grant(instrument: Instrument) -> tuple[object, ...]:
    attorneys = tuple(attorney.name for attorney in instrument.attorneys)
    return instrument.type, instrument.principal.name, instrument.executed, instrument.grantors, attorneys


def known_in(registry: Registry) -> Known:
    """Return the names of ``registry`` for the strict builder."""
    known = Known()
    for issuer in registry.issuers:
        known.add_issuer(issuer)
    for person in registry.people:
        known.add_person(person)
    known.instruments.update(registry.by_id)
    known.complete.update(("issuers", "people", "instruments"))
    return known
