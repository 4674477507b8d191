"""Shared by the tests on reading powers of attorney: the texts, the answers, the benchmark's comparison."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def benchmark_poa() -> ModuleType:
    """The module ``benchmarks/poa.py``: tests and benchmark count with the same code."""
    spec = importlib.util.spec_from_file_location("benchmark_poa", ROOT / "benchmarks" / "poa.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def seed() -> bytes:
    """The seed: a root and a delegation. Skips where the folder beside the project is missing."""
    path = ROOT.parent / "shared" / "seed" / "levenson-2010-poa.txt"
    if not path.is_file():
        pytest.skip("the reference folder is not here")
    return path.read_bytes()


@pytest.fixture(scope="session")
def texts() -> Path:
    """The folder of texts written for these tests."""
    return Path(__file__).parent / "texts"
