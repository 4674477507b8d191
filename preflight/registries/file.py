"""A registry in a file: finding it beside the drafts or up the tree, reading it within bounds."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from preflight.authority.registry import Registry
from preflight.findings import Place
from preflight.registries import REGISTRY_NAME
from preflight.registries.document import MAX_BYTES
from preflight.registries.errors import RegistryError
from preflight.registries.loading import load_registry


def find_upwards(start: Path) -> Path | None:
    """Return the nearest registry file beside ``start`` or in a folder above; see ``find_registry``."""
    path = Path(os.path.abspath(start))
    folder = path if path.is_dir() else path.parent
    for candidate in (folder, *folder.parents):
        found = candidate / REGISTRY_NAME
        if not os.path.lexists(found):
            continue
        if not found.is_file():
            raise RegistryError(
                "A registry was looked for and something stands here that is no file.",
                Place(str(found)),
                "Put the registry here, remove what stands here, or name the registry with --registry.",
            )
        return found
    return None


def open_file(path: Path) -> Registry:
    """Return the registry in the file ``path``. Raises :class:`RegistryError`."""
    return load_registry(read_bounded(path), str(path))


def read_bounded(path: Path) -> bytes:
    """Return the bytes of the regular file ``path``, at most :data:`MAX_BYTES`.

    A pipe or device is refused without waiting for it. Raises :class:`RegistryError`.
    """
    place = Place(str(path))
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise RegistryError("The registry is no regular file.", place, "Name a file or an address.")
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise RegistryError(
            "There is no registry file here.",
            place,
            "Mend the path, or start a registry with `preflight registry add`.",
        ) from None
    except OSError as error:
        raise RegistryError(
            f"The registry cannot be opened: {error.strerror or error}.",
            place,
            "Mend the path or its permissions.",
        ) from None
    if len(content) > MAX_BYTES:
        raise RegistryError(
            f"The registry is larger than {MAX_BYTES // (1024 * 1024)} MiB.",
            place,
            "Keep one registry for each issuer, or use a registry plugin with a database.",
        )
    return content
