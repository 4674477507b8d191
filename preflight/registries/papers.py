"""The files of signed texts, held against the digests that the registry records."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from preflight.authority.instruments import Document
from preflight.authority.lint.papers import PaperState
from preflight.authority.registry import Registry


def paper_states(registry: Registry, location: str) -> dict[str, PaperState]:
    """Return the state of each instrument's file, by id; paths are read from the folder of ``location``."""
    folder = Path(os.path.realpath(location)).parent
    return {instrument.id: paper_state(instrument.document, folder) for instrument in registry.instruments}


def paper_state(document: Document | None, folder: Path) -> PaperState:
    """Return how the file of ``document`` is found: a pipe or folder in its place counts as missing."""
    if document is None or document.path is None:
        return PaperState.NO_PAPER
    path = folder / document.path
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return PaperState.MISSING
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return PaperState.MISSING
    if document.sha256 is None:
        return PaperState.NO_DIGEST
    return PaperState.OK if digest == document.sha256 else PaperState.CHANGED
