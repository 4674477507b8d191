"""How records are written: two spaces a level, keys in a fixed order, short values on one line.

The layout is a function of the value alone, so that the difference between two states of a registry shows
what was added and nothing else.
"""

from __future__ import annotations

import json
from typing import Any

_WIDTH = 110


def lay_out(value: Any, indent: int = 0, taken: int = 0) -> str:
    """Return ``value`` as JSON text whose first line starts after ``indent`` blanks and ``taken`` characters.

    A value that fits into the line stands on it; otherwise each entry gets a line of its own.
    """
    flat = json.dumps(value, ensure_ascii=False)
    if len(flat) + indent + taken <= _WIDTH or not isinstance(value, (dict, list)) or not value:
        return flat
    inner = indent + 2
    if isinstance(value, dict):
        names = [json.dumps(name, ensure_ascii=False) + ": " for name in value]
        entries = [
            name + lay_out(entry, inner, len(name) + 1)
            for name, entry in zip(names, value.values(), strict=True)
        ]
    else:
        entries = [lay_out(entry, inner, 1) for entry in value]
    opening, closing = ("{", "}") if isinstance(value, dict) else ("[", "]")
    lines = (",\n" + " " * inner).join(entries)
    return f"{opening}\n{' ' * inner}{lines}\n{' ' * indent}{closing}"


def lay_out_record(record: dict[str, Any], indent: int) -> str:
    """Return a registry's record: always one field a line, so that a later change shows by field."""
    inner = indent + 2
    entries = []
    for name, value in record.items():
        label = json.dumps(name, ensure_ascii=False) + ": "
        entries.append(label + lay_out(value, inner, len(label) + 1))
    if not entries:
        return "{}"
    lines = (",\n" + " " * inner).join(entries)
    return f"{{\n{' ' * inner}{lines}\n{' ' * indent}}}"
