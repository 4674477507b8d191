"""The SEC's own schema package, where the user has it: finding the right file, and asking it.

The package is published with the EDGAR Ownership XML Technical Specification and is not shipped with
preflight. Its files have a name for each form (``ownership4ADocument.xsd`` and the like, sometimes with
``.xml`` after it); where names do not tell, the document types that a file lists do.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

_FILE_NAME = re.compile(r"ownership[-_]?([345])[-_]?(a?)[-_]?document", re.IGNORECASE)
_MOST_FILES = 2000
_XS = "{http://www.w3.org/2001/XMLSchema}"


def find_official(directory: Path, form: str) -> Path | None:
    """Return the schema file for ``form`` (``"4/A"``) in or below ``directory``, or ``None``.

    At most 2,000 schema files are looked at. Raises ``OSError`` where the directory cannot be read.
    """
    if not directory.is_dir():
        raise NotADirectoryError(f"{directory} is not a folder")
    files = _schema_files(directory)
    for file in files:
        match = _FILE_NAME.search(file.name)
        if match is not None and match[1] + ("/A" if match[2] else "") == form:
            return file
    return next((file for file in files if _is_for(file, form)), None)


def _schema_files(directory: Path) -> list[Path]:
    found: list[Path] = []
    for parent, folders, files in os.walk(directory, followlinks=False):
        folders.sort()
        found += [
            Path(parent) / name for name in sorted(files) if name.lower().endswith((".xsd", ".xsd.xml"))
        ]
        if len(found) >= _MOST_FILES:
            break
    return found[:_MOST_FILES]


def _is_for(file: Path, form: str) -> bool:
    """Whether the file declares ``ownershipDocument`` and lists ``form`` among its values."""
    from lxml import etree

    try:
        root = etree.parse(str(file)).getroot()
    except (etree.XMLSyntaxError, OSError):
        return False
    if not any(element.get("name") == "ownershipDocument" for element in root.iterchildren(f"{_XS}element")):
        return False
    facets = (facet.get("value") for facet in root.iter(f"{_XS}enumeration", f"{_XS}pattern"))
    return form in facets
