"""The CCC (CIK confirmation code) of a draft's owners: found in order to be hidden, never to be shown.

A CCC is the password that lets anyone file in an owner's name. The model does not keep it; the checks that
look for a second copy of it, and everything that quotes text of a draft, ask here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from preflight.filing.elements import text_of
from preflight.filing.model import Filing
from preflight.findings import Evidence, Finding, Place, Related

if TYPE_CHECKING:
    from lxml import etree

MASK = "********"
"""What stands in output in place of a CCC."""

_SHORTEST = 6
"""Shorter texts are no CCC and would blot out ordinary words."""


def is_ccc_element(element: etree._Element) -> bool:
    """Whether ``element`` holds a CCC: ``rptOwnerCcc``, or a misspelling that still says CCC."""
    tag = element.tag
    return isinstance(tag, str) and "ccc" in tag.rpartition("}")[2].lower()


def ccc_values(filing: Filing) -> tuple[str, ...]:
    """Return the CCC texts of the draft and of its wrapper, without placeholders, each once, in order."""
    roots = [filing.document.root]
    if filing.container.wrapper is not None:
        roots.append(filing.container.wrapper.root)
    texts = (text_of(element).strip() for root in roots for element in root.iter() if is_ccc_element(element))
    return tuple(dict.fromkeys(text for text in texts if not is_placeholder(text)))


def is_placeholder(ccc: str) -> bool:
    """Whether ``ccc`` only marks where a CCC goes: nothing, too short, or one or two characters repeated."""
    return len(ccc) < _SHORTEST or len(set(ccc)) <= 2


def mask(text: str, secrets: Iterable[str]) -> str:
    """Return ``text`` with every one of ``secrets`` replaced by :data:`MASK`."""
    for secret in secrets:
        text = text.replace(secret, MASK)
    return text


def mask_data(value: Any, secrets: Sequence[str]) -> Any:
    """Return JSON data with every secret blotted out: a CCC may have been typed into any field of a draft."""
    if not secrets:
        return value
    if isinstance(value, str):
        return mask(value, secrets)
    if isinstance(value, list):
        return [mask_data(item, secrets) for item in value]
    if isinstance(value, dict):
        return {key: mask_data(item, secrets) for key, item in value.items()}
    return value


def conceal(finding: Finding, secrets: tuple[str, ...]) -> Finding:
    """Return ``finding`` with none of ``secrets`` in its sentences, values and places.

    A check that quotes a draft may quote a CCC that somebody typed into the wrong field.
    """
    if not secrets:
        return finding

    def text(value: str | None) -> str | None:
        return None if value is None else mask(value, secrets)

    def place(value: Place) -> Place:
        return replace(value, element=text(value.element), part=text(value.part))

    def evidence(value: Evidence) -> Evidence:
        if isinstance(value, tuple):
            return tuple(mask(item, secrets) for item in value)
        return mask(value, secrets) if isinstance(value, str) else value

    return replace(
        finding,
        place=place(finding.place),
        message=mask(finding.message, secrets),
        remedy=mask(finding.remedy, secrets),
        values=MappingProxyType({key: evidence(value) for key, value in finding.values.items()}),
        related=tuple(Related(related.role, place(related.place)) for related in finding.related),
    )
