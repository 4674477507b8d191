"""Everything that is wrong with a document under a schema, each mistake once.

The walk goes from the root down, lays the children of every element beside its content model
(:mod:`preflight.filing.schemas.alignment`) and goes on into each child under the declaration that it was
meant for. What one mistake would make libxml2 say twice, or hide, comes out as one violation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from preflight.filing.elements import local_name, text_of
from preflight.filing.schemas.alignment import Step, align
from preflight.filing.schemas.description import (
    Attribute,
    ComplexType,
    Description,
    ElementParticle,
    GroupParticle,
    Particle,
    SimpleType,
    children_of,
)
from preflight.filing.schemas.similar import nearest, resembles
from preflight.filing.schemas.values import Fault, fault_of
from preflight.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from lxml import etree

_Limit: TypeAlias = tuple[int, tuple[str, ...]]
"""How often, and which elements counted together."""

_MOST_CHILDREN = 1000
"""Of one element no more are looked at: no table takes a tenth of it, and time must stay bounded."""

_INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"


class Kind(StrEnum):
    """What can be wrong with an element under a schema."""

    WRONG_NAMESPACE = "wrong_namespace"
    MISSPELT = "misspelt"
    UNKNOWN = "unknown"
    INSTEAD = "instead"
    """An element stands where another one is expected."""
    WRONG_ORDER = "wrong_order"
    WRONG_PARENT = "wrong_parent"
    REPEATED = "repeated"
    TOO_MANY = "too_many"
    EXCLUDED = "excluded"
    """Two elements stand of which only one may."""
    MISSING = "missing"
    STRAY_TEXT = "stray_text"
    MARKUP_IN_TEXT = "markup_in_text"
    ATTRIBUTE_MISSING = "attribute_missing"
    ATTRIBUTE_UNKNOWN = "attribute_unknown"
    VALUE = "value"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Violation:
    """One mistake: ``element`` is where it shows, ``name`` the element (or attribute) that it is about."""

    kind: Kind
    element: etree._Element
    name: str
    parent: str = ""
    """The name of the element in which ``name`` stands or should stand."""
    expected: tuple[str, ...] = ()
    """What may stand instead: element names, in order; for WRONG_ORDER the neighbours after it."""
    others: tuple[str, ...] = ()
    """Further elements of the same mistake."""
    text: str = ""
    fault: Fault | None = None
    type: SimpleType | None = None
    limit: int = 0
    count: int = 0


def explain(root: etree._Element, description: Description) -> list[Violation]:
    """Return what is wrong with the document ``root`` under ``description``, in document order."""
    walk = _Walk(description)
    found = [
        *_namespaces(root, walk.known_names),
        *walk.element(root, description.root),
        *_duplicates(root, description),
    ]
    return _pair_misplaced(found)


def _namespaces(root: etree._Element, known: Collection[str]) -> Iterator[Violation]:
    """The first known element with a namespace; the rest of the walk looks at names without it."""
    for element in root.iter("{*}*"):
        namespace, _, name = str(element.tag).rpartition("}")
        if namespace and name in known:
            yield Violation(Kind.WRONG_NAMESPACE, element, name, text=namespace.removeprefix("{"))
            return


def _duplicates(root: etree._Element, description: Description) -> Iterator[Violation]:
    for unique in description.unique:
        seen: set[str] = set()
        path = "/".join(f"{{*}}{step}" for step in unique.path.split("/"))
        for element in root.iterfind(path):
            value = element.get(unique.attribute)
            if value is not None and value in seen:
                yield Violation(Kind.DUPLICATE, element, unique.attribute, local_name(element), text=value)
            seen.add(value or "")


class _Walk:
    """The walk through one document."""

    def __init__(self, description: Description) -> None:
        self._description = description
        self._parents = description.parents()
        self._bounds: dict[str, list[_Limit]] = {}
        self._laid: dict[tuple[str, tuple[str, ...]], list[Step]] = {}

    @property
    def known_names(self) -> Collection[str]:
        """The names of all elements of the schema."""
        return self._parents

    def element(self, element: etree._Element, particle: ElementParticle) -> Iterator[Violation]:
        """Yield what is wrong in ``element``, which stands for ``particle``, and below it."""
        type_ = self._description.types[particle.type]
        yield from self._attributes(element, particle, type_)
        if isinstance(type_, ComplexType) and type_.text is None:
            yield from self._children(element, particle, type_)
        else:
            yield from self._text(element, particle, type_)

    def _attributes(
        self, element: etree._Element, particle: ElementParticle, type_: SimpleType | ComplexType
    ) -> Iterator[Violation]:
        declared = {one.name: one for one in type_.attributes} if isinstance(type_, ComplexType) else {}
        absent = [one.name for one in declared.values() if one.required and one.name not in element.attrib]
        for name, text in element.attrib.items():
            attribute = declared.get(str(name))
            if attribute is not None:
                yield from _attribute_value(element, attribute, str(text), particle.name)
            elif not str(name).startswith(_INSTANCE):
                meant = nearest(str(name), absent)
                if meant is not None:
                    absent.remove(meant)
                expected = (meant,) if meant is not None else ()
                yield Violation(Kind.ATTRIBUTE_UNKNOWN, element, str(name), particle.name, expected)
        for missing in absent:
            yield Violation(Kind.ATTRIBUTE_MISSING, element, missing, particle.name)

    def _text(
        self, element: etree._Element, particle: ElementParticle, type_: SimpleType | ComplexType
    ) -> Iterator[Violation]:
        children = _children(element)
        if children:
            names = tuple(dict.fromkeys(local_name(child) for child in children))
            yield Violation(Kind.MARKUP_IN_TEXT, children[0], names[0], particle.name, others=names[1:])
            return
        simple = type_ if isinstance(type_, SimpleType) else type_.text
        text = text_of(element)
        fault = fault_of(simple, text) if simple is not None else None
        if fault is not None:
            yield Violation(
                Kind.VALUE,
                element,
                particle.name,
                local_name(parent) if (parent := element.getparent()) is not None else "",
                text=text,
                fault=fault,
                type=simple,
            )

    def _children(
        self, element: etree._Element, particle: ElementParticle, type_: ComplexType
    ) -> Iterator[Violation]:
        children = _children(element)[:_MOST_CHILDREN]
        names = [local_name(child) for child in children]
        steps = self._steps(particle.type, type_, tuple(names))
        stray = _stray_text(element) or (text_of(element) if type_.content is None else "")
        if stray:
            value = [step for step in steps if step.deed == "missing" and "value" in step.alternatives]
            expected = ("value",) if value else ()
            steps = [step for step in steps if step not in value]
            yield Violation(Kind.STRAY_TEXT, element, particle.name, particle.name, expected, text=stray)
        if any(step.deed != "match" for step in steps):
            yield from self._misfits(element, particle, type_, children, steps)
        yield from _over_limit(children, steps, self._limits(particle.type, type_), particle.name)
        declared = {child.name: child for child in children_of(type_)}
        for step in steps:
            if step.child is None or step.deed == "replace":
                continue
            # A child in the wrong place is still looked into; one that nobody knows is not.
            meant = step.particle or declared.get(names[step.child])
            if meant is not None:
                yield from self.element(children[step.child], meant)

    def _steps(self, type_name: str, type_: ComplexType, names: tuple[str, ...]) -> list[Step]:
        """As :func:`align`; most cells of a document have the same few children, so each set is laid once."""
        key = (type_name, names)
        if key not in self._laid:
            self._laid[key] = align(names, type_.content, self._may_mean)
        return self._laid[key]

    def _limits(self, type_name: str, type_: ComplexType) -> list[_Limit]:
        if type_name not in self._bounds:
            self._bounds[type_name] = list(_limits(type_.content))
        return self._bounds[type_name]

    def _may_mean(self, found: str, expected: str) -> bool:
        """Whether ``found`` may be a misspelling: not where it is another element's right name."""
        return found not in self._parents and resembles(found, expected)

    def _misfits(
        self,
        element: etree._Element,
        particle: ElementParticle,
        type_: ComplexType,
        children: list[etree._Element],
        steps: list[Step],
    ) -> Iterator[Violation]:
        parent = particle.name
        declared = {child.name: child for child in children_of(type_)}
        order = tuple(declared)
        many = {name for _, names in self._limits(particle.type, type_) for name in names}
        used = Counter(step.particle.name for step in steps if step.child is not None and step.particle)
        absent = {step.particle.name for step in steps if step.deed == "missing" and step.particle}
        moved: list[Violation] = []
        for step in steps:
            if step.child is None:
                continue
            child = children[step.child]
            name = local_name(child)
            if step.deed == "rename" and step.particle is not None:
                yield Violation(Kind.MISSPELT, child, name, parent, (step.particle.name,))
            elif step.deed == "replace" and step.particle is not None:
                yield Violation(Kind.INSTEAD, child, name, parent, (step.particle.name,))
            elif step.deed == "extra":
                rival = _rival(type_.content, name, used)
                if name in absent or (name in order and not rival and (not used[name] or name in many)):
                    moved.append(Violation(Kind.WRONG_ORDER, child, name, parent))
                    absent.discard(name)
                elif rival:
                    yield Violation(Kind.EXCLUDED, child, name, parent, (rival,))
                elif name in order:
                    yield Violation(Kind.REPEATED, child, name, parent, order)
                else:
                    yield self._unknown(child, name, parent, order)
        if moved:
            yield _order_violation(moved, order, steps)
        moved_names = {violation.name for violation in moved}
        for step in steps:
            if step.deed == "missing" and step.particle and step.particle.name not in moved_names:
                yield Violation(
                    Kind.MISSING, element, step.particle.name, parent, step.alternatives, others=order
                )

    def _unknown(self, child: etree._Element, name: str, parent: str, order: tuple[str, ...]) -> Violation:
        if name in self._parents:
            return Violation(Kind.WRONG_PARENT, child, name, parent, self._parents[name])
        meant = nearest(name, order) or nearest(name, self._parents)
        if meant is not None:
            return Violation(Kind.MISSPELT, child, name, parent, (meant,))
        return Violation(Kind.UNKNOWN, child, name, parent, order)


def _attribute_value(
    element: etree._Element, attribute: Attribute, text: str, owner: str
) -> Iterator[Violation]:
    fault = fault_of(attribute.type, text)
    if fault is not None:
        yield Violation(
            Kind.VALUE, element, attribute.name, owner, text=text, fault=fault, type=attribute.type
        )


def _order_violation(moved: list[Violation], order: tuple[str, ...], steps: list[Step]) -> Violation:
    """One violation for all children of a parent that stand in the wrong place: the mistake is the order."""
    first = moved[0]
    standing = {step.particle.name for step in steps if step.child is not None and step.particle}
    before = [name for name in order[: order.index(first.name)] if name in standing]
    others = tuple(dict.fromkeys(violation.name for violation in moved[1:]))
    return replace(first, expected=tuple(before[-1:]), others=others)


def _rival(content: Particle | None, name: str, used: Counter[str]) -> str:
    """The element that stands although only it or ``name`` may, or an empty text."""
    if not isinstance(content, GroupParticle):
        return ""
    alternatives = [item.name for item in content.items if isinstance(item, ElementParticle)]
    if content.kind == "choice" and content.maximum == 1 and len(alternatives) == len(content.items):
        if name in alternatives:
            return next((other for other in alternatives if other != name and used[other]), "")
        return ""
    return next((rival for item in content.items if (rival := _rival(item, name, used))), "")


def _over_limit(
    children: list[etree._Element], steps: list[Step], limits: list[_Limit], parent: str
) -> Iterator[Violation]:
    """For the first particle that stands more often than it may: the first child beyond its limit."""
    for limit, names in limits:
        counted = [
            children[step.child]
            for step in steps
            if step.child is not None and step.particle is not None and step.particle.name in names
        ]
        if len(counted) > limit:
            yield Violation(
                Kind.TOO_MANY,
                counted[limit],
                local_name(counted[limit]),
                parent,
                names,
                limit=limit,
                count=len(counted),
            )
            return


def _limits(particle: Particle | None) -> Iterator[_Limit]:
    """Upper bounds above one, each with the elements that it counts together."""
    if isinstance(particle, ElementParticle):
        if particle.maximum is not None and particle.maximum > 1:
            yield particle.maximum, (particle.name,)
    elif particle is not None:
        if particle.maximum is not None and particle.maximum > 1:
            names = [item.name for item in particle.items if isinstance(item, ElementParticle)]
            yield particle.maximum, tuple(names)
        limits = [limit for item in particle.items for limit in _limits(item)]
        # Of two branches that allow a different number of one element the more generous counts.
        largest: dict[tuple[str, ...], int] = {}
        for limit, found in limits:
            largest[found] = max(limit, largest.get(found, 0))
        yield from ((limit, found) for found, limit in largest.items())


def _children(element: etree._Element) -> list[etree._Element]:
    return [child for child in element if isinstance(child.tag, str)]


def _stray_text(element: etree._Element) -> str:
    """Text, other than white space, that stands directly in an element that holds only elements."""
    texts = [element.text or "", *(child.tail or "" for child in element)]
    return " ".join(text.strip() for text in texts if text.strip())


def _pair_misplaced(found: list[Violation]) -> list[Violation]:
    """An element missing in one place that stands in another is one mistake: it stands in the wrong place."""
    missing = {violation.name: violation for violation in found if violation.kind is Kind.MISSING}
    paired: list[Violation] = []
    for violation in found:
        if violation.kind is Kind.WRONG_PARENT and violation.name in missing:
            wanted = missing.pop(violation.name)
            found = [other for other in found if other is not wanted]
            violation = replace(violation, expected=(wanted.parent,))
        paired.append(violation)
    kept = {id(other) for other in found}
    return [violation for violation in paired if violation.kind is not Kind.MISSING or id(violation) in kept]
