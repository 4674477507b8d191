"""The words in which a check says what it found: severities, places, rules and findings.

Everything here is a frozen value without input or output, so that checks, reports and third-party
plugins can share it freely.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import field
from enum import IntEnum
from types import MappingProxyType
from typing import TypeAlias

from preflight.lazy_dataclass import dataclass

Evidence: TypeAlias = str | int | bool | tuple[str, ...] | None
"""A value that a finding may carry as evidence. Never a secret (a CCC, a token)."""


class Severity(IntEnum):
    """How bad a finding is; ordered, so that a threshold can be compared with ``>=``."""

    INFO = 1
    """Advice."""
    WARNING = 2
    """Very likely a mistake."""
    ERROR = 3
    """EDGAR would suspend the filing, a cited requirement is plainly broken, or authority is missing."""

    @property
    def label(self) -> str:
        """The lower-case word used in reports and settings."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands.

    ``draft`` is the path as the user gave it (``-`` for standard input) and ``line`` counts from 1 in
    that file. ``element`` is the element path with positions, such as
    ``/ownershipDocument/reportingOwner[2]/reportingOwnerId/rptOwnerCik``. Where the document was taken
    out of a container whose text is encoded, ``part`` names the contained document and ``part_line`` is
    the line in its decoded text; ``line`` is then the line at which the container holds it.
    """

    draft: str
    line: int = 1
    column: int | None = None
    element: str | None = None
    part: str | None = None
    part_line: int | None = None

    def __str__(self) -> str:
        text = f"{self.draft}:{self.line}"
        if self.column is not None:
            text += f":{self.column}"
        if self.part is not None:
            text += f" ({self.part}" + (f", line {self.part_line})" if self.part_line else ")")
        return text


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to a finding, with the part it plays (``"the footnote"``)."""

    role: str
    place: Place


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong, with an id that never changes its meaning.

    ``message`` and ``remedy`` are ``str.format`` templates over the values given to :meth:`at`.
    ``suppressible`` is false for authority, plugin and unreadable-input rules.
    """

    id: str
    severity: Severity
    title: str
    source: str
    message: str = ""
    remedy: str = ""
    suppressible: bool = True

    def at(
        self,
        place: Place,
        *,
        message: str | None = None,
        remedy: str | None = None,
        severity: Severity | None = None,
        related: tuple[Related, ...] = (),
        **values: Evidence,
    ) -> Finding:
        """Return the finding that this rule is broken at ``place``, with the actual ``values``.

        ``message`` and ``remedy`` replace the rule's templates where one sentence does not fit all
        cases; they are templates too. Raises ``KeyError`` when a template names a value not given.
        """
        return Finding(
            rule=self,
            severity=self.severity if severity is None else severity,
            place=place,
            message=_fill(self.message if message is None else message, values),
            remedy=_fill(self.remedy if remedy is None else remedy, values),
            values=MappingProxyType(dict(values)),
            related=related,
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule broken at one place. Build it with :meth:`Rule.at`."""

    rule: Rule
    severity: Severity
    place: Place
    message: str
    remedy: str
    values: Mapping[str, Evidence] = field(default_factory=dict, hash=False)
    related: tuple[Related, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Sixteen hex digits from rule, element path and values: stable while the file's lines move."""
        evidence = "\x1f".join(f"{key}={self.values[key]}" for key in sorted(self.values))
        identity = "\x1e".join((self.rule.id, self.place.element or "", evidence))
        return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Draft, line, rule, fingerprint: the same input gives the same order."""
        return (self.place.draft, self.place.line, self.place.part_line or 0, self.rule.id, self.fingerprint)


def _fill(template: str, values: Mapping[str, Evidence]) -> str:
    shown = {key: ", ".join(value) if isinstance(value, tuple) else value for key, value in values.items()}
    return ended_once(template.format_map(shown))


def ended_once(sentence: str) -> str:
    """The sentence with one full stop at its end, also where it ends with a name such as "Example, L.P."."""
    return sentence[:-1] if sentence.endswith("..") and not sentence.endswith("...") else sentence
