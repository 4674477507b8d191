"""Secrets: the CCC where EDGAR needs it, and nothing secret where the public will read it.

EDGAR removes the text of ``rptOwnerCcc`` and nothing else; everything that stands elsewhere in the
document or in an attachment is published. No finding of this module shows what it found: only where, and of
what kind.

Which profile changes what: OWN002 and SEC003 concern drafts, since a disseminated filing has no CCC. The
setting ``ccc`` says which of the two holds: ``"submit"`` (the default: a draft is complete only with a CCC
for each owner), or ``"repository"`` (a draft under version control must hold no live CCC).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from preflight.checks.absence import stands_elsewhere
from preflight.filing.ccc import ccc_values, is_ccc_element, is_placeholder, mask
from preflight.filing.elements import local_name
from preflight.filing.model import ContainerKind, Exhibit, Filing, Profile, SourceDocument
from preflight.findings import Finding, Place, Rule, Severity
from preflight.hookspecs import CheckContext
from preflight.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from lxml import etree

_SPECIFICATION = "EDGAR Ownership XML Technical Specification v5.5 (March 2026)"

OWN002 = Rule(
    "OWN002",
    Severity.ERROR,
    "CCC missing at submit time",
    f"{_SPECIFICATION}, section 4.3: rptOwnerCcc is needed for each owner",
    message="There is no rptOwnerCcc for {owner}, and EDGAR takes a filing only with the CCC of each owner.",
    remedy="Add rptOwnerCcc after rptOwnerCik when the draft is made ready to be sent, "
    'or set ccc = "repository" if drafts are kept without it.',
)
SEC001 = Rule(
    "SEC001",
    Severity.ERROR,
    "Social security number",
    "EDGAR Filer Manual, volume I, section 8; 17 CFR 232.15",
    message="{where} holds what looks like a social security or taxpayer number ({how}), "
    "and would be published.",
    remedy="Remove the number; EDGAR asks for none.",
)
SEC002 = Rule(
    "SEC002",
    Severity.ERROR,
    "CCC repeated in public text",
    f"{_SPECIFICATION}, section 4: EDGAR removes the element rptOwnerCcc and nothing else",
    message="{where} holds {how}, and would be published.",
    remedy="Remove it, and have a new CCC generated if the draft has left your hands.",
)
SEC003 = Rule(
    "SEC003",
    Severity.ERROR,
    "Live CCC in a repository",
    f"{_SPECIFICATION}, section 4; the CCC is the owner's filing password",
    message="The draft holds a live CCC of {owner}, and the settings say that drafts are kept without it.",
    remedy="Replace the CCC by a placeholder such as xxxxxxxx, remove it from the history, "
    "and have a new CCC generated.",
)
SEC004 = Rule(
    "SEC004",
    Severity.ERROR,
    "Other secrets",
    "EDGAR Filer Manual, volume I, on passwords, passphrases and user and filer API tokens",
    message="{where} holds what looks like {how}, and would be published.",
    remedy="Remove it, and replace the password, token or key by a new one.",
)

_NUMBER_WORDS = re.compile(r"\b(?:SSN|social\s+security|TIN|taxpayer\s+identification)\b", re.IGNORECASE)
_SOCIAL_SECURITY = re.compile(r"(?<![\d-])(?!000|666)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])", re.ASCII)
_NINE_DIGITS = re.compile(r"(?<!\d)(?!000|666)\d{3}[ ]?(?!00)\d{2}[ ]?(?!0000)\d{4}(?!\d)", re.ASCII)
_NEAR = 40
"""How many characters may stand between the words of a number and the nine digits."""

_INTRODUCED_CCC = re.compile(
    r"\b(?:CCC|CIK\s+confirmation\s+code)\b[\s:=(\"']{0,6}(?:is\s+)?"
    r"(?=[A-Z@#$*]{0,7}\d)(?=[A-Z\d]{0,7}[@#$*])[A-Z\d@#$*]{8}(?![A-Z\d@#$*])",
    re.ASCII | re.IGNORECASE,
)
_SECRETS = (
    (
        "a password or passphrase",
        re.compile(r"\b(?:password|passphrase|passwd|PMAC)\s*[:=]\s*(?=\S*[\d@#$*!])\S{6,}", re.IGNORECASE),
    ),
    (
        "an API token",
        re.compile(r"\b(?:api|filer|user|access|bearer)[\s_-]*(?:token|key)\s*[:=]\s*\S{16,}", re.IGNORECASE),
    ),
    ("an API token", re.compile(r"\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}", re.ASCII)),
    ("a private key", re.compile(r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----", re.ASCII)),
)


_SHORTEST = 6
"""No text shorter than this is looked at: none of the secrets fits in."""


@dataclass(frozen=True, slots=True)
class PublicText:
    """One text that EDGAR would publish: its words, what it is called, and where it stands."""

    text: str
    name: str
    place: Callable[[int], Place]
    """Gives the place of the character at a position; asked on the way to a finding only."""


RULES = (OWN002, SEC001, SEC002, SEC003, SEC004)
"""The rules that this module reports."""


def check(filing: Filing, context: CheckContext) -> Iterator[Finding]:
    """Yield CCCs that are missing or misplaced in ``filing``, and secrets in what would be published."""
    if filing.profile is Profile.DRAFT:
        yield from _RULE_ON_CCC[_ccc_setting(context)](filing)
    secrets = ccc_values(filing)
    for public in public_texts(filing):
        yield from social_security_number(public)
        yield from ccc_repeated(public, secrets)
        yield from other_secrets(public)


def _ccc_setting(context: CheckContext) -> str:
    setting = str(context.settings.get("ccc", "submit"))
    if setting not in _RULE_ON_CCC:
        raise ValueError(
            f'the setting "ccc" is {setting!r}; it may be {" or ".join(map(repr, _RULE_ON_CCC))}'
        )
    return setting


def ccc_missing(filing: Filing) -> Iterator[Finding]:
    """Each owner of a draft has a CCC (OWN002).

    An empty one is the schema's finding, and so is an owner without even a CIK.
    """
    for owner in filing.reporting_owners:
        if owner.ccc_place is not None or owner.cik is None:
            continue
        if not stands_elsewhere(filing, owner.place, "rptOwnerCcc"):
            yield OWN002.at(owner.cik.place, owner=owner.label)


def live_ccc(filing: Filing) -> Iterator[Finding]:
    """No CCC but a placeholder in a draft that is kept under version control (SEC003)."""
    elements = filing.document.root.iter("{*}rptOwnerCcc")
    live = {
        filing.document.place(element)
        for element in elements
        if not is_placeholder((element.text or "").strip())
    }
    for owner in filing.reporting_owners:
        if owner.ccc_place is not None and owner.ccc_place in live:
            yield SEC003.at(owner.ccc_place, owner=owner.label)


_RULE_ON_CCC = {"submit": ccc_missing, "repository": live_ccc}
"""The settings of ``ccc``, and what each asks of a draft."""


def public_texts(filing: Filing) -> Iterator[PublicText]:
    """Every text of the draft that EDGAR would publish: elements, comments, wrapper fields, attachments."""
    yield from _element_texts(filing.document)
    wrapper = filing.container.wrapper
    if wrapper is not None:
        yield from _element_texts(wrapper, without="documentMimeBlock")
    secrets = ccc_values(filing)
    for exhibit in filing.exhibits:
        if not _is_binary(exhibit):
            name = mask(exhibit.file_name or exhibit.type or "an attachment", secrets)
            yield PublicText(exhibit.text, name, partial(_place_in_exhibit, filing, exhibit, name))


def _place_in_exhibit(filing: Filing, exhibit: Exhibit, name: str, position: int) -> Place:
    """The place of a character of ``exhibit``: its line in the draft, or in the decoded attachment."""
    line = exhibit.text.count("\n", 0, position)
    if filing.container.kind is ContainerKind.EDGAR_SUBMISSION:
        return replace(exhibit.place, part=name, part_line=line + 1)
    return replace(exhibit.place, line=exhibit.place.line + line)


def _is_binary(exhibit: Exhibit) -> bool:
    """Whether the exhibit is an image or another file without readable text."""
    return b"\x00" in exhibit.content or exhibit.content.startswith((b"\xff\xd8", b"GIF8", b"%PDF"))


def _element_texts(document: SourceDocument, without: str = "") -> Iterator[PublicText]:
    """The texts of ``document``: of each element, with its attributes, and of each comment."""
    for node in _nodes(document.root):
        text, tail = node.text or "", (node.tail or "").strip()
        if not isinstance(node.tag, str):
            yield PublicText(text, "a comment", partial(_line_of, document, node))
        elif not is_ccc_element(node) and local_name(node) != without:
            if node.attrib:
                text = " ".join((text, *map(str, node.attrib.values())))
            if len(text) >= _SHORTEST and not text.isspace():
                yield PublicText(text, local_name(node), partial(_place_of, document, node))
        if tail:
            yield PublicText(tail, "text between elements", partial(_line_of, document, node))


def _place_of(document: SourceDocument, element: etree._Element, position: int) -> Place:
    return document.place(element)


def _line_of(document: SourceDocument, node: etree._Element, position: int) -> Place:
    return document.place_at_line(node.sourceline or 1)


def _nodes(root: etree._Element) -> Iterator[etree._Element]:
    yield from root.itersiblings(preceding=True)
    yield from root.iter()
    yield from root.itersiblings()


def social_security_number(public: PublicText) -> Iterator[Finding]:
    """No number in the form of a social security number, and no nine digits beside its name (SEC001)."""
    if match := _SOCIAL_SECURITY.search(public.text):
        yield SEC001.at(public.place(match.start()), where=public.name, how="three, two and four digits")
        return
    for words in _NUMBER_WORDS.finditer(public.text):
        if match := _NINE_DIGITS.search(public.text, words.end(), words.end() + _NEAR):
            yield SEC001.at(public.place(match.start()), where=public.name, how="nine digits beside its name")
            return


def ccc_repeated(public: PublicText, secrets: Iterable[str]) -> Iterator[Finding]:
    """No CCC outside its element: neither one of the draft's, nor one introduced as such (SEC002)."""
    for secret in secrets:
        ignore_case = 0 if secret.isalpha() else re.IGNORECASE
        pattern = rf"(?<![A-Za-z\d]){re.escape(secret)}(?![A-Za-z\d])"
        if match := re.search(pattern, public.text, ignore_case):
            yield SEC002.at(
                public.place(match.start()), where=public.name, how="the CCC of an owner once more"
            )
            return
    if match := _INTRODUCED_CCC.search(public.text):
        yield SEC002.at(public.place(match.start()), where=public.name, how="what looks like a CCC")


def other_secrets(public: PublicText) -> Iterator[Finding]:
    """No password, token or key (SEC004); one finding a text."""
    for kind, pattern in _SECRETS:
        if match := pattern.search(public.text):
            yield SEC004.at(public.place(match.start()), where=public.name, how=kind)
            return
