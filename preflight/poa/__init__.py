"""Reading powers of attorney: from the text of an exhibit to instruments in the registry's format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from preflight.poa.exhibit import read_exhibit as read_exhibit

__all__ = ["read_exhibit"]


def __getattr__(name: str) -> Any:
    """Load the reader when it is first asked for: most runs of the program read no exhibit."""
    if name == "read_exhibit":
        from preflight.poa.exhibit import read_exhibit

        return read_exhibit
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
