"""A schema file as values that can be asked: which elements, in which order, of which type.

libxml2 says whether a document is valid; to say *what* is wrong, completely and in our own words, the same
schema files are read here a second time, only after libxml2 has refused a document. Of XML Schema 1.0
this reads what our schemas use: includes, sequences, choices, ``all`` groups, named groups, simple types by
restriction or union, attributes, empty extensions, and ``unique`` over one attribute.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from preflight.filing.elements import local_name
from preflight.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from lxml import etree

_XS = "{http://www.w3.org/2001/XMLSchema}"
_PRIMITIVES = {"xs:string": "string", "xs:token": "string", "xs:decimal": "decimal"} | {
    "xs:date": "date",
    "xs:boolean": "boolean",
}


@dataclass(frozen=True, slots=True)
class SimpleType:
    """What a text may be. Facets that a type does not have are ``None``."""

    name: str
    primitive: str
    """``string``, ``decimal``, ``date`` or ``boolean``."""
    collapse: bool = False
    """Whether white space at the ends is cut off before the text is looked at."""
    codes: tuple[str, ...] | None = None
    pattern: str | None = None
    length: int | None = None
    minimum_length: int | None = None
    maximum_length: int | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    total_digits: int | None = None
    fraction_digits: int | None = None


@dataclass(frozen=True, slots=True)
class ElementParticle:
    """One element in a content model. ``maximum`` is ``None`` where there is no limit."""

    name: str
    type: str
    minimum: int = 1
    maximum: int | None = 1


@dataclass(frozen=True, slots=True)
class GroupParticle:
    """Several particles: one after the other, one of them, or all of them in any order."""

    kind: Literal["sequence", "choice", "all"]
    items: tuple[Particle, ...]
    minimum: int = 1
    maximum: int | None = 1


Particle: TypeAlias = ElementParticle | GroupParticle


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of an element."""

    name: str
    type: SimpleType
    required: bool


@dataclass(frozen=True, slots=True)
class ComplexType:
    """The content of an element: children by ``content``, or a ``text``, and attributes."""

    name: str
    content: GroupParticle | None
    text: SimpleType | None
    attributes: tuple[Attribute, ...] = ()


@dataclass(frozen=True, slots=True)
class Unique:
    """Elements below the root (``footnotes/footnote``) whose ``attribute`` may not repeat."""

    path: str
    attribute: str


@dataclass(frozen=True)
class Description:
    """One schema: its root element, its types by name, and what must be unique."""

    root: ElementParticle
    types: dict[str, SimpleType | ComplexType] = field(repr=False)
    unique: tuple[Unique, ...] = ()

    def parents(self) -> dict[str, tuple[str, ...]]:
        """Return for every element name the names of the elements in which it may stand."""
        return self._parents

    @cached_property
    def _parents(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {self.root.name: {}}
        waiting, seen = [self.root], set()
        while waiting:
            parent = waiting.pop()
            if (parent.name, parent.type) in seen:
                continue
            seen.add((parent.name, parent.type))
            for child in children_of(self.types[parent.type]):
                found.setdefault(child.name, {})[parent.name] = None
                waiting.append(child)
        return {name: tuple(parents) for name, parents in found.items()}

    def declares(self, path: str) -> bool:
        """Whether a path such as ``/ownershipDocument/footnotes/footnote/@id`` exists in the schema."""
        steps = path.strip("/").split("/")
        if steps[0] != self.root.name:
            return False
        current = self.types[self.root.type]
        for step in steps[1:]:
            if step.startswith("@"):
                return isinstance(current, ComplexType) and any(
                    attribute.name == step[1:] for attribute in current.attributes
                )
            child = next((child for child in children_of(current) if child.name == step), None)
            if child is None:
                return False
            current = self.types[child.type]
        return True


def children_of(type_: SimpleType | ComplexType) -> Iterator[ElementParticle]:
    """Yield the elements that may stand in an element of ``type_``, in the order of the schema."""
    if isinstance(type_, ComplexType) and type_.content is not None:
        yield from _elements(type_.content)


def _elements(particle: Particle) -> Iterator[ElementParticle]:
    if isinstance(particle, ElementParticle):
        yield particle
        return
    for item in particle.items:
        yield from _elements(item)


@cache
def describe(path: Path) -> Description:
    """Return the description of the schema file ``path`` with everything that it includes."""
    return _Reader(path).description()


class _Reader:
    """Collects the components of a schema and its includes, then builds the values."""

    def __init__(self, path: Path) -> None:
        self._components: dict[tuple[str, str], etree._Element] = {}
        self._types: dict[str, SimpleType | ComplexType] = {}
        self._load(path.resolve(), set())

    def _load(self, path: Path, loaded: set[Path]) -> None:
        from lxml import etree

        if path in loaded:
            return
        loaded.add(path)
        for component in etree.parse(str(path)).getroot():
            if component.tag == f"{_XS}include":
                self._load((path.parent / component.attrib["schemaLocation"]).resolve(), loaded)
            elif isinstance(component.tag, str) and "name" in component.attrib:
                self._components[local_name(component), component.attrib["name"]] = component

    def description(self) -> Description:
        root = next(node for (kind, _), node in self._components.items() if kind == "element")
        particle = self._particle(root)
        assert isinstance(particle, ElementParticle)
        unique = tuple(
            Unique(
                node.find(f"{_XS}selector").attrib["xpath"],  # type: ignore[union-attr]
                node.find(f"{_XS}field").attrib["xpath"].removeprefix("@"),  # type: ignore[union-attr]
            )
            for node in root.iterchildren(f"{_XS}unique")
        )
        return Description(particle, self._types, unique)

    def _particle(self, node: etree._Element) -> Particle:
        minimum = int(node.get("minOccurs", "1"))
        most = node.get("maxOccurs", "1")
        maximum = None if most == "unbounded" else int(most)
        kind = local_name(node)
        if kind == "element":
            return ElementParticle(node.attrib["name"], self._type_of(node), minimum, maximum)
        if kind == "group":
            inner = self._particle(_first(self._components["group", node.attrib["ref"]]))
            assert isinstance(inner, GroupParticle)
            return GroupParticle(inner.kind, inner.items, minimum, maximum)
        assert kind in ("sequence", "choice", "all"), kind
        items = tuple(self._particle(child) for child in _parts(node))
        return GroupParticle(kind, items, minimum, maximum)  # type: ignore[arg-type]

    def _type_of(self, node: etree._Element) -> str:
        """The name of the element's type; one that stands inside the element is named after it."""
        named = node.get("type")
        name = named or f"the type of {node.attrib['name']}"
        if name not in self._types:
            definition = self._definition(named) if named else _first(node)
            if definition.tag == f"{_XS}simpleType":
                self._types[name] = self._simple(definition, name)
            else:
                self._types[name] = self._complex(definition, name)
        return name

    def _definition(self, name: str) -> etree._Element:
        found = self._components.get(("simpleType", name))
        return found if found is not None else self._components["complexType", name]

    def _complex(self, node: etree._Element, name: str) -> ComplexType:
        content: GroupParticle | None = None
        text: SimpleType | None = None
        attributes: list[Attribute] = []
        for part in _parts(node):
            kind = local_name(part)
            if kind == "attribute":
                attributes.append(self._attribute(part))
            elif kind == "simpleContent":
                extension = _first(part)
                text = self._simple_named(extension.attrib["base"])
                attributes += [self._attribute(inner) for inner in _parts(extension)]
            elif kind == "complexContent":
                base = _first(part).attrib["base"]
                content = self._complex(self._definition(base), base).content
            elif kind != "unique":
                particle = self._particle(part)
                content = particle if isinstance(particle, GroupParticle) else None
        return ComplexType(name, content, text, tuple(attributes))

    def _attribute(self, node: etree._Element) -> Attribute:
        return Attribute(
            node.attrib["name"], self._simple_named(node.attrib["type"]), node.get("use") == "required"
        )

    def _simple_named(self, name: str) -> SimpleType:
        if name in _PRIMITIVES:
            return SimpleType(name, _PRIMITIVES[name], collapse=name != "xs:string")
        return self._simple(self._components["simpleType", name], name)

    def _simple(self, node: etree._Element, name: str) -> SimpleType:
        definition = _first(node)
        if definition.tag == f"{_XS}union":
            members = [self._simple_named(member) for member in definition.attrib["memberTypes"].split()]
            return SimpleType(
                name, "string", codes=tuple(code for one in members for code in one.codes or ())
            )
        base = self._simple_named(definition.attrib["base"])
        facets: dict[str, list[str]] = {}
        for facet in _parts(definition):
            facets.setdefault(local_name(facet), []).append(facet.attrib["value"])

        def number(facet: str) -> int | None:
            return int(facets[facet][0]) if facet in facets else None

        def amount(facet: str) -> Decimal | None:
            return Decimal(facets[facet][0]) if facet in facets else None

        return SimpleType(
            name,
            base.primitive,
            base.collapse,
            codes=tuple(facets["enumeration"]) if "enumeration" in facets else None,
            pattern=facets["pattern"][0] if "pattern" in facets else None,
            length=number("length"),
            minimum_length=number("minLength"),
            maximum_length=number("maxLength"),
            minimum=amount("minInclusive"),
            maximum=amount("maxInclusive"),
            total_digits=number("totalDigits"),
            fraction_digits=number("fractionDigits"),
        )


def _parts(node: etree._Element) -> list[etree._Element]:
    """The children that mean something: no comments, no annotations."""
    return [child for child in node if isinstance(child.tag, str) and child.tag != f"{_XS}annotation"]


def _first(node: etree._Element) -> etree._Element:
    return _parts(node)[0]
