"""How findings name an exhibit and a paper in it."""

from __future__ import annotations

from preflight.filing.model import Exhibit
from preflight.poa.attached import AttachedPaper


def exhibit_label(exhibit: Exhibit) -> str:
    """Return the type and the file name, such as ``EX-24 poa.txt``."""
    return f"{exhibit.type} {exhibit.file_name}".strip()


def paper_label(paper: AttachedPaper) -> str:
    """Return the exhibit with the paper's own heading, where it has one."""
    label = exhibit_label(paper.exhibit)
    return f"{label} ({paper.reading.title})" if paper.reading.title else label
