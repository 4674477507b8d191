"""The order of the modules: imports run one way, and what is small stays free of what is large."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "preflight"

LAYERS = (
    ("lazy_dataclass",),
    ("findings", "resources"),
    ("hookspecs",),
    ("config",),
    ("filing",),
    ("authority",),
    ("registries",),
    ("poa",),
    ("checks",),
    ("plugins",),
    ("result",),
    ("isolation", "suppression"),
    ("engine",),
    ("reports",),
    ("cli", "testing"),
)
"""Lowest first. A module may import its own layer's package and every layer before it."""

LAYER_OF = {name: number for number, names in enumerate(LAYERS) for name in names}

REGISTRY_PLUGINS = {"preflight.registries.plugin"}
"""Built-in plugins keep to the public hook contract wherever they stand."""


def _module(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _modules() -> dict[str, Path]:
    return {_module(path): path for path in sorted(PACKAGE.rglob("*.py")) if "_data" not in path.parts}


def _for_types_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def _imports(node: ast.AST) -> Iterator[tuple[str, int]]:
    """Names of imported modules with their lines, those under ``TYPE_CHECKING`` left out."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from ((alias.name, child.lineno) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            base = child.module or ""
            for alias in child.names:
                name = f"{base}.{alias.name}"
                yield (name if name in MODULES else base), child.lineno
        elif not _for_types_only(child):
            yield from _imports(child)


MODULES = _modules()
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}


def _layer(module: str) -> str | None:
    """The second part of the module's name; ``None`` for the front door, which is lazy."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[1] not in ("__main__",) else None


def test_every_module_has_a_layer() -> None:
    assert {layer for module in MODULES if (layer := _layer(module)) is not None} <= set(LAYER_OF)


@pytest.mark.parametrize("module", sorted(MODULES))
def test_imports_run_down(module: str) -> None:
    own = _layer(module)
    if own is None:
        return
    upward = [
        f"line {line}: {imported}"
        for imported, line in _imports(TREES[module])
        if imported.startswith("preflight.")
        and (other := _layer(imported)) is not None
        and other != own
        and LAYER_OF[other] >= LAYER_OF[own]
    ]
    assert upward == []


@pytest.mark.parametrize(
    "module",
    sorted(name for name in MODULES if name.startswith("preflight.checks") or name in REGISTRY_PLUGINS),
)
def test_built_in_plugins_use_only_what_third_parties_may(module: str) -> None:
    """A built-in check enjoys no privilege: it could be lifted out of the package and still run."""
    allowed = ("preflight.findings", "preflight.hookspecs", "preflight.filing", "preflight.authority")
    allowed += ("preflight.registries", "preflight.poa", "preflight.resources", "preflight.checks")
    allowed += ("preflight.lazy_dataclass",)
    beyond = [
        imported
        for imported, _ in _imports(TREES[module])
        if imported.startswith("preflight.") and not imported.startswith(allowed)
    ]
    assert beyond == []


def test_authority_reasons_without_input_or_output() -> None:
    forbidden = {"os", "sys", "pathlib", "io", "socket", "time", "requests", "lxml", "logging", "random"}
    found = {
        (module, imported)
        for module in MODULES
        if module.startswith("preflight.authority")
        for imported, _ in _imports(TREES[module])
        if imported.split(".")[0] in forbidden
    }
    assert found == set()


def test_nobody_imports_the_private_parts_of_pluggy() -> None:
    found = [
        module for module in MODULES for name, _ in _imports(TREES[module]) if name.startswith("pluggy._")
    ]
    assert found == []


def _calls(module: str) -> set[str]:
    return {ast.unparse(node.func) for node in ast.walk(TREES[module]) if isinstance(node, ast.Call)}


def test_only_the_command_line_prints() -> None:
    printing = {module for module in MODULES if _calls(module) & {"print", "input", "sys.stdout.write"}}
    assert {module for module in printing if not module.startswith("preflight.cli")} == set()


def test_nothing_that_judges_reads_the_clock() -> None:
    """The as-of day comes in from outside, so that a verdict can be replayed."""
    clocks = {"date.today", "datetime.now", "datetime.today", "time.time", "time.monotonic"}
    reading = {module for module in MODULES if _calls(module) & clocks}
    assert {
        name for name in reading if not name.startswith(("preflight.cli", "preflight.registries"))
    } == set()


def _public(body: list[ast.stmt]) -> Iterator[ast.ClassDef | ast.FunctionDef]:
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _public(node.body)


def test_every_module_and_every_public_name_says_what_it_is() -> None:
    silent = [module for module, tree in TREES.items() if not ast.get_docstring(tree)]
    silent += [
        f"{module}.{node.name}"
        for module, tree in TREES.items()
        for node in _public(tree.body)
        if not ast.get_docstring(node)
    ]
    assert silent == []
