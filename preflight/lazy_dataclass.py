"""``dataclass`` as in the standard library, but each method is made when it is first used.

The decorator of :mod:`dataclasses` writes and compiles up to six functions while a class is defined. That is
half a millisecond for each of some two hundred classes, most of whose methods a run never calls: it would
be the greater part of the time that a check takes. Here a class gets stand-ins instead. The first look at
one (two instances compared, the fields listed) puts the real attribute in its place, so that from then on
nothing differs in kind or in speed. Only ``__init__`` waits a little longer: the first instances are made
without it, because a run makes few of most classes.

The standard library still makes everything but ``__init__``, whose frozen form it gives out only together
with two more functions, and the two functions that refuse to change a frozen instance, which need no
compiler. Classes with pseudo-fields (``ClassVar``, ``InitVar``, ``KW_ONLY``) go to the standard library
whole. An error in a definition, such as a field without a default after one that has a default, shows when
the method that it spoils is made.

Type checkers see the standard decorator. ``field``, ``fields`` and ``replace`` come from :mod:`dataclasses`
as ever, and so do the meanings of ``frozen``, ``slots``, ``eq`` and ``kw_only``, the options known here.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

_FIELDS = "__dataclass_fields__"
_PARAMETERS = "__dataclass_params__"
_PSEUDO_FIELDS = ("ClassVar", "InitVar", "KW_ONLY")
_MADE = type("_Made", (), {"__repr__": lambda self: "<factory>"})()
"""The default of a parameter whose value a factory makes; shown in signatures as usual."""
_UNCOMPILED_CALLS = 12
"""So many instances are made before it pays to compile ``__init__``."""


class _Blueprint:
    """What a class was defined with, and how to make its attributes from that."""

    def __init__(self, cls: type, options: dict[str, bool]) -> None:
        self.cls = cls
        self.options = options
        self.annotations: dict[str, Any] = cls.__annotations__
        self.defaults = {name: cls.__dict__[name] for name in self.annotations if name in cls.__dict__}
        """The values that stand in the class for its fields, or what ``field`` returned for them."""
        self.bases = tuple(base for base in cls.__bases__ if _is_dataclass(base))

    def make(self, name: str) -> Any:
        """Make the attribute ``name``, put it into the class, and return it."""
        made = self._initializer() if name == "__init__" else getattr(self._standard(name), name)
        setattr(self.cls, name, made)
        return made

    def _standard(self, name: str) -> type:
        """A class like this one for which the standard library has made ``name``, and little else."""
        decorate: Callable[..., type] = dataclasses.dataclass
        if name == _PARAMETERS:
            return decorate(type(self.cls.__name__, (), {"__doc__": ""}), **self.options)
        namespace = {
            "__annotations__": self.annotations,
            "__doc__": "So that the standard library need not write one.",
            "__module__": self.cls.__module__,
            "__qualname__": self.cls.__qualname__,
        }
        return decorate(
            type(self.cls.__name__, self.bases, namespace | self.defaults),
            init=False,
            repr=name == "__repr__",
            eq=name == "__eq__",
            unsafe_hash=name == "__hash__",
            # Only beside a frozen base does this matter for anything made here.
            frozen=self.options["frozen"] and bool(self.bases),
            kw_only=self.options["kw_only"],
        )

    @cached_property
    def fields(self) -> list[Field[Any]]:
        """The fields in the order of definition, those of base classes first."""
        if self.bases:
            return list(dataclasses.fields(self.cls))
        fields = []
        for name, kind in self.annotations.items():
            value = self.defaults.get(name, MISSING)
            one: Field[Any] = value if isinstance(value, Field) else dataclasses.field(default=value)
            one.name, one.type = name, kind
            if one.kw_only is MISSING:
                one.kw_only = self.options["kw_only"]
            fields.append(one)
        return fields

    @cached_property
    def assign(self) -> Callable[[object, str, object], None]:
        """How ``__init__`` sets an attribute."""
        return object.__setattr__ if self.options["frozen"] else setattr

    def initialize(self, instance: Any, /, *values: Any, **named: Any) -> None:
        """Do as ``__init__`` would, without compiling it; what it would refuse is left to it to refuse."""
        positional = [one.name for one in self.fields if one.init and not one.kw_only]
        given = dict(zip(positional, values, strict=False)) | named
        if len(given) == len(values) + len(named):
            settled = {}
            for one in self.fields:
                if one.init and one.name in given:
                    settled[one.name] = given.pop(one.name)
                elif one.default is not MISSING:
                    settled[one.name] = one.default
                elif one.default_factory is not MISSING:
                    settled[one.name] = one.default_factory()
                elif one.init:
                    break
            else:
                if not given:
                    for name, value in settled.items():
                        self.assign(instance, name, value)
                    if hasattr(instance, "__post_init__"):
                        instance.__post_init__()
                    return
        self.make("__init__")(instance, *values, **named)

    def _initializer(self) -> Any:
        """Write and compile ``__init__``."""
        context: dict[str, Any] = {"_set": self.assign, "_made": _MADE}
        positional: dict[str, Any] = {}
        keyword: dict[str, Any] = {}
        lines: list[str] = []
        for one in self.fields:
            value = name = one.name
            made = one.default_factory is not MISSING
            if one.init:
                (keyword if one.kw_only else positional)[name] = _MADE if made else one.default
            elif one.default is not MISSING:
                value = f"_default_{name}"
                context[value] = one.default
            elif not made:
                continue  # ``__post_init__`` sets it
            if made:
                context[f"_make_{name}"] = one.default_factory
                value = f"_make_{name}()" + (f" if {name} is _made else {name}" if one.init else "")
            lines.append(f"_set(self, {name!r}, {value})")
        if hasattr(self.cls, "__post_init__"):
            lines.append("self.__post_init__()")
        parameters = ["self", *positional, *(["*", *keyword] if keyword else [])]
        source = f"def create({', '.join(context)}):\n def __init__({', '.join(parameters)}):\n  "
        source += "\n  ".join(lines or ["pass"]) + "\n return __init__"
        module = sys.modules.get(self.cls.__module__)
        created: dict[str, Any] = {}
        exec(source, {} if module is None else module.__dict__, created)
        initializer = created["create"](**context)
        initializer.__defaults__ = _trailing(positional)
        initializer.__kwdefaults__ = {key: value for key, value in keyword.items() if value is not MISSING}
        initializer.__qualname__ = f"{self.cls.__qualname__}.__init__"
        types = {one.name: one.type for one in self.fields if one.init}
        initializer.__annotations__ = types | {"return": None}
        return initializer


def _trailing(defaults: dict[str, Any]) -> tuple[Any, ...]:
    """The defaults of positional parameters. Raises ``TypeError`` where one without follows one with."""
    found: list[Any] = []
    for name, value in defaults.items():
        if value is not MISSING:
            found.append(value)
        elif found:
            raise TypeError(f"non-default argument {name!r} follows default argument")
    return tuple(found)


class _Unmade:
    """Stands in a class for an attribute that nobody has looked at yet; the first look makes it."""

    __slots__ = ("blueprint", "name")

    def __init__(self, blueprint: _Blueprint, name: str) -> None:
        self.blueprint = blueprint
        self.name = name

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        made = self.blueprint.make(self.name)
        # A function becomes a method of the instance, as if it had been found in the class.
        return made.__get__(instance, owner) if hasattr(made, "__get__") else made


class _UnmadeInitializer(_Unmade):
    """Stands for ``__init__``, which takes as long to compile as some twenty calls take without it."""

    __slots__ = ("calls",)

    def __init__(self, blueprint: _Blueprint) -> None:
        super().__init__(blueprint, "__init__")
        self.calls = 0

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        self.calls += 1
        if instance is None or self.calls > _UNCOMPILED_CALLS:
            return super().__get__(instance, owner)
        return partial(self.blueprint.initialize, instance)


def _deferred(cls: type, *, frozen: bool, slots: bool, eq: bool, kw_only: bool) -> type:
    """The class with stand-ins for what the standard library would add to it now."""
    annotated = " ".join(map(str, cls.__annotations__.values()))
    if any(word in annotated for word in _PSEUDO_FIELDS):
        decorate: Callable[..., type] = dataclasses.dataclass
        return decorate(cls, frozen=frozen, slots=slots, eq=eq, kw_only=kw_only)
    defined = cls.__dict__
    blueprint = _Blueprint(cls, {"frozen": frozen, "slots": slots, "eq": eq, "kw_only": kw_only})
    names = ["__repr__", *(["__eq__"] if eq else []), "__match_args__", _FIELDS, _PARAMETERS]
    added: dict[str, Any] = {name: _Unmade(blueprint, name) for name in names if name not in defined}
    if "__init__" not in defined:
        added["__init__"] = _UnmadeInitializer(blueprint)
    added["__replace__"] = dataclasses.replace  # what ``copy.replace`` asks for, from Python 3.13 on
    if eq and (defined.get("__hash__") is None and ("__hash__" not in defined or "__eq__" in defined)):
        added["__hash__"] = _Unmade(blueprint, "__hash__") if frozen else None
    if frozen:
        for name in ("__setattr__", "__delattr__"):
            if name in defined:
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}")
        added |= _refusals(blueprint)
        if slots:
            added |= {"__getstate__": _state, "__setstate__": _set_state}
    if slots:
        # Slots can only be given to a class at its creation.
        left_out = {*blueprint.defaults, "__dict__", "__weakref__"}
        kept = {name: value for name, value in defined.items() if name not in left_out}
        inherited = {slot for base in cls.__mro__[1:-1] for slot in base.__dict__.get("__slots__", ())}
        added["__slots__"] = tuple(name for name in blueprint.annotations if name not in inherited)
        added["__qualname__"] = cls.__qualname__
        blueprint.cls = type(cls)(cls.__name__, cls.__bases__, kept | added)
        return blueprint.cls
    for name, value in blueprint.defaults.items():
        if isinstance(value, Field):
            if value.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, value.default)
    for name, value in added.items():
        setattr(cls, name, value)
    return cls


def _is_dataclass(cls: type) -> bool:
    """As :func:`dataclasses.is_dataclass`, without a look that would make something."""
    return any(_FIELDS in base.__dict__ for base in cls.__mro__)


def _refusals(blueprint: _Blueprint) -> dict[str, Any]:
    """What keeps instances of a frozen class from being changed."""

    def refuse(instance: object, name: str, what: str) -> Any:
        cls: Any = blueprint.cls
        if type(instance) is cls or name in cls.__dataclass_fields__:
            raise FrozenInstanceError(f"cannot {what} field {name!r}")
        return super(cls, instance)

    def assign(self: object, name: str, value: object) -> None:
        refuse(self, name, "assign to").__setattr__(name, value)

    def delete(self: object, name: str) -> None:
        refuse(self, name, "delete").__delattr__(name)

    return {"__setattr__": assign, "__delattr__": delete}


def _state(self: Any) -> list[Any]:
    """What ``copy`` and ``pickle`` keep of a frozen instance with slots."""
    return [getattr(self, one.name) for one in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for one, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls=None, /, *, frozen=False, slots=False, eq=True, kw_only=False):
        """Decorate a class as :func:`dataclasses.dataclass` does; see the module."""

        def decorate(cls: type) -> type:
            return _deferred(cls, frozen=frozen, slots=slots, eq=eq, kw_only=kw_only)

        return decorate if cls is None else decorate(cls)
