"""Writing a registry file: records are appended, nothing is rewritten, and nothing is half done.

An update holds an exclusive lock on a file beside the registry, reads, lets the caller say what to add
(knowing what is there), builds the result strictly, writes it to a temporary file in the same folder,
flushes that to the disk, renames it over the registry and flushes the folder. A process that is killed at
any moment leaves the old registry or the new one, and two writers at once lose nothing. The text of all
records that were there stays as it is, byte by byte.
"""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from preflight.authority.registry import Registry
from preflight.findings import Place
from preflight.lazy_dataclass import dataclass
from preflight.registries.append import append_records
from preflight.registries.build import VERSION, build_registry
from preflight.registries.errors import RegistryError
from preflight.registries.file import read_bounded
from preflight.registries.guard import check_records, is_stamped, stamp_document

LOCK_TIMEOUT = 10.0
"""Seconds to wait for another writer."""

_NEW = f"""{{
  "version": {VERSION},
  "issuers": [],
  "people": [],
  "instruments": [],
  "events": []
}}
"""
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Additions:
    """What an update appends: JSON objects in the registry's format."""

    instruments: tuple[dict[str, Any], ...] = ()
    events: tuple[dict[str, Any], ...] = ()
    issuers: tuple[dict[str, Any], ...] = ()
    people: tuple[dict[str, Any], ...] = ()


def update_registry(
    path: Path,
    change: Callable[[Registry], Additions],
    *,
    create: bool = False,
    lock_timeout: float = LOCK_TIMEOUT,
) -> Registry:
    """Append what ``change`` answers to the registry file ``path`` and return the registry as it then is.

    ``change`` is given the registry as it is under the lock, so that ids it chooses stay unique; it may be
    asked again where a program that heeds no lock changed the file meanwhile. ``create`` starts a registry
    where there is none. A symbolic link is followed, and stays. Raises :class:`RegistryError` (with the file
    untouched) where anything is wrong; when this function returns, the change is on the disk.
    """
    target = _target(path, create=create)
    try:
        with _locked(target, lock_timeout):
            for _ in range(_TRIES):
                before = _identity(target)
                content = _NEW.encode() if before is None else read_bounded(target)
                additions = change(build_registry(content, str(path)))
                if additions == Additions():
                    return build_registry(content, str(path))
                registry, new = _changed(content, additions, str(path))
                if _replace(target, new, before):
                    if before is None or is_stamped(content):
                        stamp_document(new)
                    return registry
    except OSError as error:
        raise RegistryError(
            f"The registry cannot be written: {error.strerror or error}.",
            Place(str(path)),
            "Mend the permissions of the file and its folder, or the disk; nothing was changed.",
        ) from None
    raise RegistryError(
        "The registry kept changing while it was being written to.",
        Place(str(path)),
        "Close the program that writes to it, then try again; nothing was changed.",
    )


def _changed(content: bytes, additions: Additions, location: str) -> tuple[Registry, bytes]:
    """Return the registry with the additions, and its text; what is wrong in an addition is refused."""
    sections = {
        "issuers": additions.issuers,
        "people": additions.people,
        "instruments": additions.instruments,
        "events": additions.events,
    }
    new = append_records(content, location, sections)
    try:
        registry = build_registry(new, location)
        check_records(sections, location)
    except RegistryError as error:
        # its line is one of a text that nobody will see: name the field instead
        pointer = error.place.element if error.place is not None else None
        field = ".".join((pointer or "").split("/")[3:])
        what = f"{field}: {error.message}" if field else error.message
        raise RegistryError(f"Nothing was recorded: {what}", Place(location), error.remedy) from None
    return registry, new


def _target(path: Path, *, create: bool) -> Path:
    """Return the file that is to be replaced: ``path``, or what it links to."""
    place = Place(str(path))
    try:
        target = Path(os.path.realpath(path, strict=path.is_symlink()))
    except OSError:
        raise RegistryError("The registry is a link that leads nowhere.", place, "Mend the link.") from None
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        if create and target.parent.is_dir():
            return target
        raise RegistryError(
            "There is no registry file here.", place, "Name another one, or start it with `registry add`."
        ) from None
    except OSError as error:
        raise RegistryError(f"The registry cannot be opened: {error.strerror}.", place) from None
    if not stat.S_ISREG(mode):
        raise RegistryError("The registry is no regular file.", place, "Name a file.")
    if not os.access(target, os.W_OK):
        raise RegistryError("The registry is write-protected.", place, "Give yourself write permission.")
    return target


_Identity = tuple[int, int, int, int]


def _identity(target: Path) -> _Identity | None:
    """What tells one state of the file from another; ``None`` where there is no file."""
    try:
        status = target.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _replace(target: Path, content: bytes, before: _Identity | None) -> bool:
    """Put ``content`` in the place of ``target``; false where it is no longer as it was ``before``."""
    _remove_leftovers(target)
    descriptor, temporary = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    try:
        with open(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.chmod(temporary, _mode(target))
            os.fsync(file.fileno())
        if _identity(target) != before:
            return False
        os.replace(temporary, target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
    _flush_folder(target.parent)
    return True


def _mode(target: Path) -> int:
    """The permissions of the file, or those that a new file gets."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove_leftovers(target: Path) -> None:
    """Remove temporary files of writers that were killed; under the lock nobody else has one."""
    for leftover in target.parent.glob(f".{target.name}.*.tmp"):
        leftover.unlink(missing_ok=True)


@contextlib.contextmanager
def _locked(target: Path, timeout: float) -> Iterator[None]:
    """Hold the exclusive lock of ``target``: ``flock(2)`` on a file beside it, removed at the end.

    Because the file is removed, a lock counts only if the file that was locked is still the one there.
    """
    try:
        import fcntl
    except ImportError:
        raise RegistryError(
            "Registries can be written on Linux and macOS only: this system has no file locks that fit.",
            Place(str(target)),
            "Edit the registry by hand and run `preflight registry validate`.",
        ) from None
    lock = target.with_name(f".{target.name}.lock")
    deadline = time.monotonic() + timeout
    while True:
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_same(descriptor, lock):
                break
        except BlockingIOError:
            pass
        os.close(descriptor)
        if time.monotonic() >= deadline:
            raise RegistryError(
                f"Another program has been writing to the registry for {timeout:g} seconds.",
                Place(str(target)),
                "Wait for it to end, then try again.",
            )
        time.sleep(0.02)
    try:
        yield
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(lock)
        os.close(descriptor)


def _is_same(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(path, follow_symlinks=False))
    except FileNotFoundError:
        return False
