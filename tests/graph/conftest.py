"""What the specifications of the graph share: sample registries, random ones, and a small one of its own."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from preflight.authority.decision import AuthorityRequest
from preflight.authority.instruments import Attorney, AttorneyKind, Exercise, Incumbency, Upstream
from preflight.authority.registry import Registry
from preflight.registries.build import build_registry
from preflight.testing import delegation, power_of_attorney
from preflight.testing import registry as registry_of

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "sample_filings").glob("*/poa-registry.json"))


@pytest.fixture(scope="session")
def random_world() -> Callable[[int], tuple[Registry, AuthorityRequest]]:
    """Seed to a random registry and a question to it, as the authority tests use them."""
    path = ROOT / "tests" / "authority" / "random_registries.py"
    spec = importlib.util.spec_from_file_location("random_registries_for_graphs", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    made: Callable[[int], tuple[Registry, AuthorityRequest]] = module.random_world
    return made


@pytest.fixture(params=SAMPLES, ids=lambda path: path.parent.name)
def sample(request: pytest.FixtureRequest) -> Registry:
    """Each sample registry in turn."""
    path: Path = request.param
    return build_registry(path.read_bytes(), path.name)


@pytest.fixture
def family() -> Registry:
    """One owner: an office, joint attorneys, two generations of delegates, a lost source, a circle."""
    office = Attorney("Treasurer of Acme", AttorneyKind.OFFICE, "Treasurer", "Acme")
    root = power_of_attorney("root", attorneys=("Jonas Feld", office), may_delegate=True)
    joint = power_of_attorney("joint", attorneys=("Ada Loewe", "Max Brandt"), exercise=Exercise.JOINT)
    child = delegation("child", upstream="root", attorneys=("Ines Varga",))
    grandchild = delegation("grandchild", upstream="child", delegator="Ines Varga", attorneys=("Carl Due",))
    lost = delegation("lost", upstream="gone", delegator="Nobody Known", attorneys=("Zoe Zed",))
    left = delegation("left", upstream="right", delegator="Xavier Abt", attorneys=("Yann Bek",))
    right = delegation("right", upstream="left", delegator="Yann Bek", attorneys=("Xavier Abt",))
    treasurer = Incumbency(
        id="treasurer", title="Treasurer", organisation="Acme", person="Jo Day", start=date(2025, 1, 1)
    )
    return registry_of(root, joint, child, grandchild, lost, left, right, events=[treasurer])


@pytest.fixture
def named() -> Callable[..., Registry]:
    """A registry with one power and one delegation in which every name, id and note is ``text``."""

    def build(text: str) -> Registry:
        power = power_of_attorney(text, attorneys=(text,), may_delegate=True)
        power = replace(power, principal=replace(power.principal, name=text), grantors=(text,), notes=(text,))
        below = delegation(f"{text} 2", upstream=text, delegator=text, attorneys=(f"{text} Younger",))
        below = replace(below, principal=power.principal, derives_from=(Upstream(text, text),))
        return Registry((power, below), location=text)

    return build


def every_day(registry: Registry) -> Iterator[date]:
    """Each day that the registry speaks of, the day before and the day after."""

    def dates(value: Any) -> Iterator[date]:
        if isinstance(value, date):
            yield value
        elif isinstance(value, tuple | frozenset):
            for part in value:
                yield from dates(part)
        elif hasattr(value, "__dataclass_fields__"):
            for name in value.__dataclass_fields__:
                yield from dates(getattr(value, name))

    for day in sorted({day for record in (*registry.instruments, *registry.events) for day in dates(record)}):
        yield from (day - timedelta(days=1), day, day + timedelta(days=1))


@pytest.fixture(scope="session")
def days_of() -> Callable[[Registry], Iterator[date]]:
    """Each day that a registry speaks of, with its neighbours."""
    return every_day
