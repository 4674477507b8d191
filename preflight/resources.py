"""Where the files that ship beside the code are: schemas and rule pages.

In a checkout they stand in the project's top-level folders ``schemas/`` and ``docs/rules/``; a wheel
carries them inside the package, under ``preflight/_data/``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _folder(in_wheel: str, in_checkout: str) -> Path:
    """The folder inside the installed package, else the one of the checkout around the package."""
    installed = _PACKAGE / "_data" / in_wheel
    return installed if installed.is_dir() else _PACKAGE.parent / in_checkout


def schema_path(name: str) -> Path:
    """Return the path of the schema file or folder ``name``, such as ``"ownership/X0609/form4.xsd"``.

    Raises ``FileNotFoundError`` with the path that was tried when the installation lacks it.
    """
    path = _folder("schemas", "schemas") / name
    if not path.exists():
        raise FileNotFoundError(f"the schema {name} is missing from this installation: {path}")
    return path


def rule_page(rule_id: str) -> str | None:
    """Return the text (Markdown) of the page of the rule ``rule_id``, or ``None`` where there is no page.

    Only names made of letters and digits are looked up, so that the result never lies outside the folder.
    """
    if not rule_id.isalnum():
        return None
    page = _folder("rules", "docs/rules") / f"{rule_id.upper()}.md"
    return page.read_text(encoding="utf-8") if page.is_file() else None
