"""The lazy ``dataclass`` against the standard library's: one class body, both decorators, no difference."""

from __future__ import annotations

import copy
import dataclasses
import importlib
import inspect
import pickle
import pkgutil
import subprocess
import sys
from collections.abc import Callable, Hashable, Iterator
from dataclasses import KW_ONLY, FrozenInstanceError, InitVar, field
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

import preflight
import preflight.lazy_dataclass

# By another name, so that type checkers take both for what they are at run time: functions.
lazy: Any = preflight.lazy_dataclass.dataclass
standard: Any = dataclasses.dataclass

T = TypeVar("T")
Decorator = Callable[..., Any]
OPTIONS = [
    pytest.param({"frozen": frozen, "slots": slots, "eq": eq}, id=f"{frozen=} {slots=} {eq=}")
    for frozen in (True, False)
    for slots in (True, False)
    for eq in (True, False)
]
both = pytest.mark.parametrize("decorator", [pytest.param(lazy, id="lazy"), pytest.param(standard, id="std")])


def _outcome(function: Callable[[], Any]) -> Any:
    """What the call returns, or the exception it raises, comparable between the two decorators."""
    try:
        return function()
    except Exception as error:
        return type(error), str(error)


def _described(cls: Any) -> list[Any]:
    """Everything that ``fields`` tells about a class."""
    told = ("name", "type", "default", "default_factory", "init", "repr", "hash", "compare", "kw_only")
    return [[getattr(one, name) for name in told] for one in dataclasses.fields(cls)]


def _compile(cls: Any) -> None:
    """The first instances are made without a compiled ``__init__``; a look at it compiles it."""
    inspect.signature(cls)


def _example(decorator: Decorator, **options: bool) -> Any:
    @decorator(**options)
    class Example:
        """A class with every kind of field."""

        first: int
        second: str = "two"
        third: list[int] = field(default_factory=list)
        unseen: int = field(default=4, repr=False, compare=False)
        unhashed: list[int] = field(default_factory=list, hash=False)
        fixed: int = field(default=6, init=False)
        built: dict[str, int] = field(default_factory=dict, init=False, hash=False)
        named: str = field(default="eight", kw_only=True)

        def doubled(self) -> int:
            return self.first * 2

        @property
        def shown(self) -> str:
            return f"{self.first}-{self.second}"

    return Example


@lazy(frozen=True, slots=True)
class Point:
    """Importable, so that it can be pickled."""

    x: int
    y: int = 0


@lazy(frozen=True)
class Wide:
    """With a ``__dict__``."""

    x: int

    @cached_property
    def twice(self) -> int:
        return self.x * 2


@lazy(frozen=True, slots=True)
class Box(Generic[T]):
    content: T


# --- one class, looked at from all sides ----------------------------------------------------------------


@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize(
    "look",
    [
        _described,
        lambda cls: cls.__match_args__,
        lambda cls: repr(cls.__dataclass_params__),
        lambda cls: str(inspect.signature(cls)),
        lambda cls: get_type_hints(cls.__init__),
        lambda cls: cls.__init__.__qualname__,
        lambda cls: (cls.__name__, cls.__qualname__, cls.__module__, cls.__doc__),
        lambda cls: issubclass(cls, Hashable),
        lambda cls: dataclasses.is_dataclass(cls),
        lambda cls: getattr(cls, "__slots__", None),
        lambda cls: [name in cls.__dict__ for name in ("first", "second", "third", "fixed", "__hash__")],
        lambda cls: None if hasattr(cls, "__slots__") else (cls.second, cls.fixed, hasattr(cls, "third")),
    ],
)
def test_the_class_tells_the_same(options: dict[str, bool], look: Callable[[Any], Any]) -> None:
    assert look(_example(lazy, **options)) == look(_example(standard, **options))


@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize(
    "use",
    [
        lambda cls: repr(cls(1)),
        lambda cls: repr(cls(1, "b", [3], 40, [5], named="n")),
        lambda cls: cls(),
        lambda cls: cls(1, "b", [3], 40, [5], "positional"),
        lambda cls: cls(1, fixed=2),
        lambda cls: cls(1, unknown=2),
        lambda cls: cls(1).built is cls(1).built,
        lambda cls: cls(1) == cls(1),
        lambda cls: cls(1) != cls(1),
        lambda cls: cls(1) == cls(2),
        lambda cls: cls(1, unseen=1) == cls(1, unseen=2),
        lambda cls: cls(1) == (1, "two", []),
        lambda cls: cls(1).__eq__(1),
        lambda cls: cls(1) < cls(2),
        lambda cls: len(set(map(hash, [cls(1, third=()), cls(1, third=(), unseen=3, unhashed=[9])]))),
        lambda cls: isinstance(hash(cls(1)), int),
        lambda cls: len({cls(1, third=()), cls(1, third=())}),
        lambda cls: setattr(cls(1), "first", 2),
        lambda cls: delattr(cls(1), "first"),
        lambda cls: hasattr(cls(1), "__dict__"),
        lambda cls: dataclasses.asdict(cls(1)),
        lambda cls: dataclasses.astuple(cls(1)),
        lambda cls: repr(dataclasses.replace(cls(1), second="c")),
        lambda cls: dataclasses.replace(cls(1), fixed=1),
        lambda cls: repr(copy.copy(cls(1, third=[1]))),
        lambda cls: repr(copy.deepcopy(cls(1, third=[1]))),
        lambda cls: (cls(3).doubled(), cls(3).shown),
    ],
)
@pytest.mark.parametrize("compiled", [True, False])
def test_instances_do_the_same(options: dict[str, bool], use: Callable[[Any], Any], compiled: bool) -> None:
    """Each use is the first that the class sees, so each stand-in is tried as the first."""

    def outcome(decorator: Decorator) -> Any:
        cls = _example(decorator, **options)
        if compiled:
            _compile(cls)
        found = _outcome(lambda: use(cls))
        return found if not isinstance(found, tuple) else tuple(map(str, found))

    ours, theirs = outcome(lazy), outcome(standard)
    if dataclasses.is_dataclass(ours):  # where ``use`` returned an instance, they differ in class
        ours, theirs = repr(ours), repr(theirs)
    assert ours == theirs


@pytest.mark.parametrize("kw_only", [True, False])
def test_keyword_only_fields(kw_only: bool) -> None:
    def outcomes(decorator: Decorator) -> list[Any]:
        @decorator(frozen=True, slots=True, kw_only=kw_only)
        class Example:
            a: int = 1
            b: int = field(kw_only=True)
            c: int = field(default=3, kw_only=False)

        calls = [lambda: Example(b=2), lambda: Example(5, b=2), lambda: Example(5, 6), lambda: Example()]
        return [Example.__match_args__, *(str(_outcome(call)) for call in calls)]

    assert outcomes(lazy) == outcomes(standard)


@both
def test_post_init_runs_once_and_last(decorator: Decorator) -> None:
    calls = []

    @decorator(frozen=True, slots=True)
    class Example:
        a: int
        late: int = field(init=False)

        def __post_init__(self) -> None:
            calls.append(self.a)
            object.__setattr__(self, "late", self.a + 1)

    assert (Example(1).late, Example(2).late) == (2, 3)
    assert calls == [1, 2]


@both
@pytest.mark.parametrize("name", ["__init__", "__repr__", "__eq__", "__hash__", "__match_args__"])
def test_what_the_class_defines_itself_stays(decorator: Decorator, name: str) -> None:
    for slots in (True, False):
        own: Any = ("a",) if name == "__match_args__" else lambda self, *others: None
        body = {"__annotations__": {"a": "int"}, "a": 1, name: own, "__module__": __name__}
        cls = decorator(frozen=True, slots=slots)(type("Example", (), body))
        cls()
        assert cls.__dict__[name] is own


@both
def test_equality_of_ones_own_leaves_the_hash_to_the_fields(decorator: Decorator) -> None:
    @decorator(frozen=True, slots=True)
    class Example:
        a: int

        def __eq__(self, other: object) -> bool:
            return True

    assert hash(Example(1)) == hash((1,))


@both
def test_what_would_be_overwritten_is_refused(decorator: Decorator) -> None:
    with pytest.raises(TypeError, match="Cannot overwrite attribute __setattr__"):

        @decorator(frozen=True)
        class Example:
            a: int

            def __setattr__(self, name: str, value: object) -> None: ...


@pytest.mark.parametrize("slots", [True, False])
def test_a_frozen_instance_takes_no_further_attributes(slots: bool) -> None:
    """The standard library stumbles here in Python 3.11: with slots it raises another ``TypeError``."""

    @lazy(frozen=True, slots=slots)
    class Example:
        a: int

    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'other'"):
        Example(1).other = 2
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'other'"):
        del Example(1).other

    class Plain(Example):
        """Only the fields are frozen here, as in the standard library."""

    plain = Plain(1)
    plain.other = 2
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'a'"):
        plain.a = 2


@both
def test_a_repr_that_comes_round_ends(decorator: Decorator) -> None:
    @decorator(slots=True)
    class Example:
        a: Any = None

    ring = Example()
    ring.a = ring
    assert repr(ring).endswith("Example(a=...)")


# --- pseudo-fields, inheritance, generics ---------------------------------------------------------------


@both
def test_pseudo_fields(decorator: Decorator) -> None:
    @decorator(frozen=True, slots=True)
    class Example:
        a: int
        scale: InitVar[int]
        shared: ClassVar[int] = 9
        _: KW_ONLY
        b: int = 2

        def __post_init__(self, scale: int) -> None:
            object.__setattr__(self, "a", self.a * scale)

    assert (Example(2, 3, b=1).a, Example.shared) == (6, 9)
    assert [one.name for one in dataclasses.fields(Example)] == ["a", "b"]


def _family(decorator: Decorator, **options: bool) -> tuple[Any, Any, Any]:
    @decorator(**options)
    class Base:
        a: int
        b: int = 2

    @decorator(**options)
    class Derived(Base):
        c: int = 3
        b: int = 20

        def total(self) -> int:
            return self.a + self.b + self.c

    class Plain(Derived):
        """Not decorated: it may take further attributes."""

    return Base, Derived, Plain


FROZEN_OR_NOT = [{"frozen": frozen, "slots": slots} for frozen in (True, False) for slots in (True, False)]


@pytest.mark.parametrize("options", FROZEN_OR_NOT, ids=str)
@pytest.mark.parametrize(
    "use",
    [
        lambda base, derived, plain: repr([derived(1), base(1), plain(1)]),
        lambda base, derived, plain: [_described(derived), _described(base), _described(plain)],
        lambda base, derived, plain: (derived(1).total(), derived(1, 5).total(), plain(1, 2, 3).total()),
        lambda base, derived, plain: (base(1) == derived(1), derived(1) == derived(1), plain(1) == plain(1)),
        lambda base, derived, plain: plain(1) == derived(1),
        lambda base, derived, plain: _outcome(lambda: hash(derived(1)) == hash(plain(1))),
        lambda base, derived, plain: _outcome(lambda: setattr(derived(1), "a", 2)),
        lambda base, derived, plain: _outcome(lambda: setattr(plain(1), "a", 2)),
        lambda base, derived, plain: _outcome(lambda: delattr(plain(1), "c")),
        lambda base, derived, plain: dataclasses.asdict(plain(1)),
        lambda base, derived, plain: (derived.__match_args__, plain.__match_args__),
        lambda base, derived, plain: (hasattr(derived(1), "__dict__"), hasattr(plain(1), "__dict__")),
        lambda base, derived, plain: repr(dataclasses.replace(plain(1), c=8)),
    ],
)
def test_classes_inherit_the_same(options: dict[str, bool], use: Callable[..., Any]) -> None:
    assert use(*_family(lazy, **options)) == use(*_family(standard, **options))


@both
@pytest.mark.parametrize("frozen", [True, False])
def test_frozen_and_other_classes_do_not_mix(decorator: Decorator, frozen: bool) -> None:
    @decorator(frozen=frozen)
    class Base:
        a: int

    class Derived(Base):
        b: int

    with pytest.raises(TypeError, match="cannot inherit"):
        decorator(frozen=not frozen)(Derived)(1, 2)


@pytest.mark.parametrize(("outer", "inner"), [(lazy, standard), (standard, lazy)])
def test_the_two_can_inherit_from_each_other(outer: Decorator, inner: Decorator) -> None:
    @outer(frozen=True, slots=True)
    class Base:
        a: int

    @inner(frozen=True, slots=True)
    class Derived(Base):
        b: int = 2

    assert repr(Derived(1)).endswith("Derived(a=1, b=2)")
    assert hash(Derived(1)) == hash((1, 2))
    assert Derived.__slots__ == ("b",)


def test_an_overridden_method_reaches_the_one_that_it_overrides() -> None:
    """``super()`` may be the first to look at a stand-in, for an instance of another class."""

    class Derived(Point):
        def __eq__(self, other: object) -> bool:
            return super().__eq__(other)

        def __hash__(self) -> int:
            return super().__hash__()

        def __repr__(self) -> str:
            return "Derived of " + super().__repr__()

    assert Derived(1) == Derived(1)
    assert hash(Derived(1)) == hash(Point(1))
    assert repr(Derived(1)).startswith("Derived of ")


def test_generic_classes() -> None:
    assert Box[int](3) == Box(3)
    assert Box.__parameters__ == (T,)  # type: ignore[attr-defined]


def test_patterns() -> None:
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2)
        case _:
            pytest.fail("a pattern by position did not match")


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("value", [Point(1, 2), Box((1, 2)), Wide(3)], ids=repr)
def test_pickles_come_back_equal(value: object, protocol: int) -> None:
    assert pickle.loads(pickle.dumps(value, protocol)) == value


def test_a_pickle_comes_back_where_the_class_was_never_used() -> None:
    script = (
        "import pickle, sys; from preflight.findings import Place;"
        "print(pickle.loads(bytes.fromhex(sys.argv[1])) == Place('a', 3))"
    )
    from preflight.findings import Place

    done = subprocess.run(
        [sys.executable, "-c", script, pickle.dumps(Place("a", 3)).hex()],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert done.stdout == "True\n"


def test_cached_properties_work_where_there_are_no_slots() -> None:
    wide = Wide(4)
    assert (wide.twice, wide.twice) == (8, 8)
    with pytest.raises(FrozenInstanceError):
        wide.x = 1


def test_errors_in_a_definition_show_when_the_method_is_made() -> None:
    @lazy(frozen=True, slots=True)
    class Example:
        a: int = 1
        b: int  # type: ignore[misc]

    with pytest.raises(TypeError, match="non-default argument 'b' follows default argument"):
        inspect.signature(Example)


# --- laziness -------------------------------------------------------------------------------------------


def test_instances_made_before_and_after_compiling_are_alike() -> None:
    cls = _example(lazy, frozen=True, slots=True)
    instances = [cls(1, third=(), named="n") for _ in range(50)]
    assert len(set(instances)) == 1
    assert inspect.isfunction(cls.__dict__["__init__"])


def test_nothing_is_made_before_its_use_and_nothing_twice() -> None:
    cls = _example(lazy, frozen=True, slots=True)
    names = ("__init__", "__repr__", "__eq__", "__hash__", "__dataclass_fields__")

    def plain() -> list[bool]:
        return [not hasattr(type(cls.__dict__[name]), "blueprint") for name in names]

    assert plain() == [False] * 5
    instance = cls(1, third=())
    assert plain() == [False] * 5
    _compile(cls)
    assert plain() == [True, False, False, False, False]
    assert instance == cls(1, third=())
    assert plain() == [True, False, True, False, False]
    hash(instance), repr(instance), dataclasses.fields(cls)
    assert plain() == [True] * 5
    made = [cls.__dict__[name] for name in names]
    cls(2), repr(instance), dataclasses.fields(cls)
    assert all(cls.__dict__[name] is one for name, one in zip(names, made, strict=True))


# --- any class ------------------------------------------------------------------------------------------

_VALUES = st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(["", "a", "é"])


_NAMED = st.dictionaries(st.sampled_from("abcdefgh"), _VALUES, max_size=3)


@st.composite
def _definitions(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, bool]]:
    """A class body and options; fields without default come first, as Python wants them."""
    names = draw(st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=6, unique=True))
    required = draw(st.integers(0, len(names)))
    body: dict[str, Any] = {"__annotations__": dict.fromkeys(names, "object"), "__module__": __name__}
    for name in names[required:]:
        value = draw(_VALUES)
        flags = draw(
            st.fixed_dictionaries(
                {}, optional={flag: st.booleans() for flag in ("repr", "compare", "hash", "kw_only", "init")}
            )
        )
        body[name] = ("field", value, flags) if flags else value
    return body, draw(st.fixed_dictionaries({key: st.booleans() for key in ("frozen", "slots", "eq")}))


def _build(decorator: Decorator, body: dict[str, Any], options: dict[str, bool]) -> Any:
    """Each decorator gets field objects of its own, because it writes into them."""
    own = {
        key: field(default=value[1], **value[2]) if isinstance(value, tuple) else value
        for key, value in body.items()
    }
    return decorator(**options)(type("Drawn", (), own))


@given(_definitions(), st.lists(_VALUES, max_size=6), _NAMED, st.lists(_VALUES, max_size=6), st.booleans())
def test_no_definition_tells_them_apart(
    definition: tuple[dict[str, Any], dict[str, bool]],
    one: list[Any],
    named: dict[str, Any],
    other: list[Any],
    compiled: bool,
) -> None:
    body, options = definition

    def outcomes(decorator: Decorator) -> Iterator[str]:
        cls = _build(decorator, body, options)
        if compiled:
            _compile(cls)
        for look in (
            lambda: repr(cls(*one)),
            lambda: repr(cls(*one, **named)),
            lambda: options["eq"] and cls(*one) == cls(*other),
            lambda: options["eq"] and hash(cls(*one)) == hash(cls(*other)),
            lambda: dataclasses.astuple(cls(*one)),
            lambda: setattr(cls(*one), cls.__match_args__[0], 1),
            lambda: cls.__match_args__,
            lambda: _described(cls),
            lambda: str(inspect.signature(cls)),
        ):
            yield str(_outcome(look))

    assert list(outcomes(lazy)) == list(outcomes(standard))


# --- the package ----------------------------------------------------------------------------------------


def _classes() -> Iterator[type]:
    """Every dataclass of the package."""
    for found in pkgutil.walk_packages(preflight.__path__, "preflight."):
        if not found.name.endswith("__main__"):
            module = importlib.import_module(found.name)
            for value in vars(module).values():
                here = isinstance(value, type) and value.__module__ == found.name
                if here and "__dataclass_fields__" in value.__dict__:
                    yield value


def test_every_class_of_the_package_is_well_defined() -> None:
    """Definitions are looked at by the standard library at first use; here is the first use of all."""
    for cls in _classes():
        names = [one.name for one in dataclasses.fields(cls)]
        assert set(inspect.signature(cls).parameters) <= set(names), cls
        slots = {slot for base in cls.__mro__ for slot in base.__dict__.get("__slots__", names)}
        assert set(names) <= slots, cls
