"""Which schema a document answers to: by form, by ``schemaVersion``, and for drafts by the day.

The versions stand in ``schemas/ownership/versions.csv``, one a line: the version, the forms that use it, the
folder with its schemas, and the first day of filing where it is known. A new version is a line there and,
where something changed, a folder of small files. Source of the versions and dates: EDGAR Ownership XML
Technical Specification v5.5, the SEC's release dates, and the folders and texts met in filings since 2003.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from preflight.lazy_dataclass import dataclass
from preflight.resources import schema_path

_VERSION = re.compile(r"X\d{4}", re.ASCII)


class Fit(StrEnum):
    """How the chosen version stands to the one that the document names."""

    EXACT = "exact"
    """The document's version is known for its form."""
    IN_FORCE = "in_force"
    """The document names no version that counts: the one in force on the day was taken."""
    OLDER_THAN_DOCUMENT = "older_than_document"
    """The document's version is newer than all known ones: the newest known one was taken."""
    NEAREST = "nearest"
    """The document's version is not known for its form: the next lower known one was taken."""


@dataclass(frozen=True, slots=True)
class SchemaVersion:
    """One line of the list of versions."""

    version: str
    forms: frozenset[str]
    folder: str
    since: date | None


@dataclass(frozen=True, slots=True)
class SchemaChoice:
    """The schema to use: ``version`` names it, ``path`` is its file, ``fit`` says why it was chosen."""

    version: str
    form: str
    folder: str
    fit: Fit

    @property
    def path(self) -> Path:
        """The schema file. Raises ``FileNotFoundError`` where the installation lacks it."""
        return schema_path(f"ownership/{self.folder}/form{self.form.lower().replace('/', '-')}.xsd")


@cache
def known_versions() -> tuple[SchemaVersion, ...]:
    """Return the list of versions, oldest first."""
    lines = schema_path("ownership/versions.csv").read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines[1:]:
        version, forms, folder, since = line.split(",")
        day = date.fromisoformat(since) if since else None
        found.append(SchemaVersion(version, frozenset(forms.split()), folder, day))
    return tuple(found)


def choose_schema(form: str, version: str | None, day: date) -> SchemaChoice:
    """Return the schema for a document of ``form`` (``"4/A"``) that names ``version``.

    Without a version (``None`` or a text that is none) it is the one in force on ``day``. Raises
    ``ValueError`` for a form that has no schema.
    """
    versions = [known for known in known_versions() if form in known.forms]
    if not versions:
        raise ValueError(f"there is no ownership schema for form {form!r}")
    if version is None or not _VERSION.fullmatch(version):
        return _choice(_in_force(versions, day), form, Fit.IN_FORCE)
    # Five characters with leading zeros: the order of the texts is the order of the versions.
    lower = [known for known in versions if known.version <= version] or versions[:1]
    chosen = lower[-1]
    if chosen.version == version:
        return _choice(chosen, form, Fit.EXACT)
    newest = known_versions()[-1].version
    return _choice(chosen, form, Fit.OLDER_THAN_DOCUMENT if version > newest else Fit.NEAREST)


def schemas_of(form: str) -> tuple[SchemaChoice, ...]:
    """Return one choice for each different schema of ``form``, newest first."""
    newest_first = [known for known in reversed(known_versions()) if form in known.forms]
    by_folder = {known.folder: known for known in reversed(newest_first)}
    return tuple(_choice(by_folder[name], form, Fit.NEAREST) for name in reversed(by_folder))


def _in_force(versions: list[SchemaVersion], day: date) -> SchemaVersion:
    begun = [known for known in versions if known.since is not None and known.since <= day]
    return begun[-1] if begun else versions[0]


def _choice(known: SchemaVersion, form: str, fit: Fit) -> SchemaChoice:
    return SchemaChoice(known.version, form, known.folder, fit)
