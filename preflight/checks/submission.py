"""The ``edgarSubmission`` wrapper: its elements and their order, its fields, its e-mail addresses.

These rules look at the wrapper alone, in whichever profile; the ownership document inside it is checked as
if it stood alone. A wrapper that holds several ownership documents is read as several filings, and what is
wrong with the wrapper is told with the first of them only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from preflight.filing.ccc import ccc_values, mask
from preflight.filing.elements import local_name
from preflight.filing.model import Filing, SourceDocument
from preflight.filing.place_codes import NON_US_ADDRESSES_SINCE
from preflight.findings import Finding, Related, Rule, Severity
from preflight.hookspecs import CheckContext
from preflight.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from lxml import etree

_SPECIFICATION = "EDGAR Ownership XML Technical Specification v5.5 (March 2026)"

DOC011 = Rule(
    "DOC011",
    Severity.WARNING,
    "Test flag left on",
    f"{_SPECIFICATION}, section on the submission file: testOrLive",
    message="testOrLive is TEST: EDGAR checks the submission, but nothing is filed.",
    remedy="Write LIVE when the filing is meant to count.",
)
SUB001 = Rule(
    "SUB001",
    Severity.ERROR,
    "Wrapper not built as EDGAR expects",
    f"{_SPECIFICATION}, section on the submission file and its schema: elements and their order",
    message="{parent} {problem}.",
    remedy="{way_out}",
)
SUB002 = Rule(
    "SUB002",
    Severity.ERROR,
    "Wrapper field not acceptable",
    f"{_SPECIFICATION}, section on the submission file and its schema: codes and lengths",
    message="{element} {problem}.",
    remedy="{way_out}",
)
SUB003 = Rule(
    "SUB003",
    Severity.ERROR,
    "E-mail address not well formed",
    f"{_SPECIFICATION}, section 4.3: e-mail addresses are well formed",
    message='{element} is "{address}", which {problem}.',
    remedy="Write one address in the form name@example.com.",
)
SUB004 = Rule(
    "SUB004",
    Severity.WARNING,
    "E-mail address repeated",
    f"{_SPECIFICATION}, section 4.3: EDGAR warns when one address stands more than once",
    message="The e-mail address in {element} also stands in {first}.",
    remedy="Keep the address in one of the two places.",
)

RULES = (DOC011, SUB001, SUB002, SUB003, SUB004)
"""The rules that this module reports."""


@dataclass(frozen=True, slots=True)
class _Child:
    """One element that may stand inside another: how often, and what its text may be."""

    name: str
    least: int = 1
    most: int = 1
    longest: int | None = None
    shortest: int = 0
    codes: tuple[str, ...] = ()
    until: date | None = None
    """The first day on which EDGAR no longer takes the element."""


MAXIMUM_DOCUMENTS = 611
"""One ownership document and up to 610 others."""

_SCHEMA_INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"
_FORMS = ("3", "3/A", "4", "4/A", "5", "5/A")
_CONTENT: dict[str, tuple[_Child, ...]] = {
    "edgarSubmission": (
        _Child("submissionType", codes=_FORMS),
        _Child("testOrLive", codes=("LIVE", "TEST")),
        _Child("pointOfContact", least=0),
        _Child("returnCopy", least=0, codes=("0", "1", "false", "true"), until=NON_US_ADDRESSES_SINCE),
        _Child("notificationAddresses", least=0),
        _Child("edgarDocument", most=MAXIMUM_DOCUMENTS),
    ),
    "pointOfContact": (
        _Child("contactName", least=0, longest=30),
        _Child("contactPhoneNumber", least=0, longest=20),
        _Child("contactEmailAddress", least=0, longest=80),
    ),
    "notificationAddresses": (_Child("notificationEmailAddress", least=0, most=30, longest=80),),
    "edgarDocument": (
        _Child("documentName", shortest=1, longest=32),
        _Child("documentType", shortest=1, longest=20),
        _Child("documentDescription", least=0, longest=255),
        _Child("documentMimeBlock"),
    ),
}
"""What may stand in each container of the wrapper, in order."""

_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]"
)


def check(filing: Filing, context: CheckContext) -> Iterator[Finding]:
    """Yield what is wrong with the wrapper that ``filing`` came in, if it came in one."""
    wrapper = filing.container.wrapper
    if wrapper is None or not is_first_of_its_wrapper(filing):
        return
    day = context.filing_date or context.as_of
    secrets = ccc_values(filing)
    yield from root_namespace(wrapper)
    for parent in wrapper.root.iter():
        allowed = _CONTENT.get(local_name(parent))
        if allowed is not None:
            children = tuple(child for child in allowed if child.until is None or day < child.until)
            yield from elements_and_order(wrapper, parent, children)
            yield from field_values(wrapper, parent, children, secrets)
    yield from email_addresses(wrapper, secrets)
    flag = filing.container.test_or_live
    if flag is not None and flag.text == "TEST":
        yield DOC011.at(flag.place)


def is_first_of_its_wrapper(filing: Filing) -> bool:
    """Whether ``filing`` is the first ownership document of its wrapper, with which the wrapper is told."""
    first = next(
        (document for document in filing.container.documents if document.is_ownership_document), None
    )
    if first is None or first.content_place is None:
        return True
    return first.content_place.line == filing.document.part_line_in_container


def root_namespace(wrapper: SourceDocument) -> Iterator[Finding]:
    """The wrapper's elements are in no namespace (SUB001)."""
    tag = wrapper.root.tag
    if isinstance(tag, str) and tag.startswith("{"):
        namespace = tag[1:].partition("}")[0]
        yield SUB001.at(
            wrapper.place(wrapper.root),
            parent="edgarSubmission",
            problem=f'is in the namespace "{namespace}", but the wrapper has no namespace',
            way_out="Delete the xmlns attribute.",
        )


def elements_and_order(
    wrapper: SourceDocument, parent: etree._Element, allowed: tuple[_Child, ...]
) -> Iterator[Finding]:
    """The children of ``parent`` are known, in order, neither missing nor too many (SUB001).

    Of several children out of order the first is told: mending it often mends the others.
    """
    rank = {child.name: position for position, child in enumerate(allowed)}
    names = [local_name(child) for child in parent if isinstance(child.tag, str)]
    meant: set[str] = set()
    furthest, order_told = 0, False
    for child in parent:
        name = local_name(child)
        if not name:
            continue
        if name not in rank:
            suggestion = _near_miss(name, [known for known in rank if known not in names])
            meant.add(suggestion or "")
            yield _structure(
                wrapper, child, parent, f"holds <{name}>, which does not belong there", suggestion
            )
        elif rank[name] < furthest and not order_told:
            order_told = True
            yield SUB001.at(
                wrapper.place(child),
                parent=local_name(parent),
                problem=f"has <{name}> out of order",
                way_out=f"Put the elements into this order: {', '.join(rank)}.",
            )
        else:
            furthest = max(furthest, rank[name])
    for known in allowed:
        count = names.count(known.name)
        if count > known.most:
            extra = [child for child in parent if local_name(child) == known.name][known.most]
            yield SUB001.at(
                wrapper.place(extra),
                parent=local_name(parent),
                problem=f"has {count} of <{known.name}>; at most {known.most} may stand",
                way_out=f"Keep {known.most} of <{known.name}> and delete the others.",
            )
        elif count < known.least and known.name not in meant:
            yield SUB001.at(
                wrapper.place(parent),
                parent=local_name(parent),
                problem=f"has no <{known.name}>, which must stand",
                way_out=f"Add <{known.name}>; the order is {', '.join(rank)}.",
            )
    attributes = sorted(str(name) for name in parent.attrib if not str(name).startswith(_SCHEMA_INSTANCE))
    if attributes:
        yield SUB001.at(
            wrapper.place(parent),
            parent=local_name(parent),
            problem=f"has the attribute {attributes[0]}, and the format has none there",
            way_out="Delete the attribute.",
        )
    stray = [parent.text or "", *(child.tail or "" for child in parent)]
    if any(text.strip() for text in stray):
        yield SUB001.at(
            wrapper.place(parent),
            parent=local_name(parent),
            problem="has text between its elements",
            way_out="Delete the text, or put it into the element to which it belongs.",
        )


def field_values(
    wrapper: SourceDocument,
    parent: etree._Element,
    allowed: tuple[_Child, ...],
    secrets: tuple[str, ...],
) -> Iterator[Finding]:
    """The fields of ``parent`` have a code or a length that EDGAR takes (SUB002)."""
    fields = {child.name: child for child in allowed}
    for element in parent:
        field = fields.get(local_name(element))
        if field is None or not (field.codes or field.longest):
            continue
        text = element.text or ""
        problem, way_out = None, ""
        if len(element):
            problem, way_out = "holds further elements, but takes text only", "Write the text alone."
        elif field.codes and text not in field.codes:
            close = _near_code(text, field.codes)
            problem = f'is "{mask(text, secrets)[:40]}", which is none of {", ".join(field.codes)}'
            way_out = (
                f"Write {close} and nothing else." if close else f"Write one of {', '.join(field.codes)}."
            )
        elif field.longest is not None and len(text) > field.longest:
            problem = f"has {len(text)} characters; at most {field.longest} are allowed"
            way_out = f"Shorten it to {field.longest} characters."
        elif len(text) < field.shortest:
            problem, way_out = "is empty", "Fill it in."
        if problem is not None:
            yield SUB002.at(
                wrapper.place(element), element=local_name(element), problem=problem, way_out=way_out
            )


def email_addresses(wrapper: SourceDocument, secrets: tuple[str, ...]) -> Iterator[Finding]:
    """Every e-mail address is well formed (SUB003) and stands once (SUB004)."""
    first_with: dict[str, etree._Element] = {}
    for element in wrapper.root.iter("{*}contactEmailAddress", "{*}notificationEmailAddress"):
        address, name = element.text or "", local_name(element)
        if not address.strip():
            continue
        problem = _email_problem(address)
        if problem is not None:
            yield SUB003.at(
                wrapper.place(element), element=name, address=mask(address, secrets)[:80], problem=problem
            )
            continue
        first = first_with.setdefault(address.lower(), element)
        if first is not element:
            yield SUB004.at(
                wrapper.place(element),
                related=(Related("the first place of this address", wrapper.place(first)),),
                element=name,
                first=local_name(first),
            )


def _email_problem(address: str) -> str | None:
    """What keeps ``address`` from being one well-formed e-mail address, in words; ``None`` if nothing."""
    if _EMAIL.fullmatch(address):
        return None
    if any(character.isspace() for character in address):
        return "holds white space"
    if "@" not in address:
        return "has no @"
    if address.count("@") > 1:
        return "has more than one @"
    if "." not in address.partition("@")[2]:
        return "has no full domain after the @"
    return "is not in the form name@example.com"


def _structure(
    wrapper: SourceDocument,
    element: etree._Element,
    parent: etree._Element,
    problem: str,
    suggestion: str | None,
) -> Finding:
    name = local_name(element)
    way_out = f"Write <{suggestion}> if that is meant, or delete it." if suggestion else f"Delete <{name}>."
    return SUB001.at(wrapper.place(element), parent=local_name(parent), problem=problem, way_out=way_out)


def _near_miss(name: str, known: list[str]) -> str | None:
    """The known name that ``name`` was probably meant to be, case aside, or ``None``."""
    from difflib import get_close_matches

    by_lower = {candidate.lower(): candidate for candidate in known}
    close = get_close_matches(name.lower(), sorted(by_lower), n=1, cutoff=0.75)
    return by_lower[close[0]] if close else None


def _near_code(text: str, codes: tuple[str, ...]) -> str | None:
    """The code that ``text`` was probably meant to be: blanks, case and words such as FORM aside."""
    bare = text.strip().upper().removeprefix("FORM").strip()
    return bare if bare in codes else None
