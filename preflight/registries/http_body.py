"""Reading the body of a response within bounds: raw size, decompressed size, completeness."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import requests

_PIECE = 64 * 1024
_GZIP = 16 + zlib.MAX_WBITS


class Interrupted(Exception):  # noqa: N818 - carries a sentence to whoever knows the address
    """A body that cannot be used; ``may_pass`` says whether another try may succeed."""

    def __init__(self, message: str, remedy: str, *, may_pass: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.may_pass = may_pass


def read_body(response: requests.Response, max_bytes: int, cancelled: Callable[[], bool]) -> bytes:
    """Return the decoded body of ``response``, at most ``max_bytes`` before and after decompression.

    ``cancelled`` is asked between pieces. Raises :class:`Interrupted` where the body is too large, shorter
    than announced, broken off, or encoded in a way that was not asked for.
    """
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding in ("", "identity"):
        return _collected(_pieces(response, max_bytes, cancelled), max_bytes)
    if encoding in ("gzip", "x-gzip"):
        return _collected(_unzipped(_pieces(response, max_bytes, cancelled), max_bytes), max_bytes)
    raise Interrupted(
        "The registry's server answers in an encoding that was not asked for.",
        "Have the server send the registry plain or with gzip.",
    )


def _collected(pieces: Iterator[bytes], max_bytes: int) -> bytes:
    content = bytearray()
    for piece in pieces:
        content += piece
        if len(content) > max_bytes:
            raise _too_large(max_bytes)
    return bytes(content)


def _pieces(response: requests.Response, max_bytes: int, cancelled: Callable[[], bool]) -> Iterator[bytes]:
    """Yield the body as sent, and hold its length against ``Content-Length``."""
    import urllib3

    announced = response.headers.get("Content-Length", "").strip()
    length = int(announced) if announced.isascii() and announced.isdigit() and len(announced) < 19 else None
    if length is not None and length > max_bytes:
        raise _too_large(max_bytes)
    received = 0
    while not cancelled():
        try:
            piece = response.raw.read(_PIECE, decode_content=False)
        except (urllib3.exceptions.HTTPError, OSError):
            raise _broken_off() from None
        if not piece:
            break
        received += len(piece)
        if received > max_bytes:
            raise _too_large(max_bytes)
        yield piece
    if length is not None and received != length:
        raise _broken_off()


def _unzipped(pieces: Iterator[bytes], max_bytes: int) -> Iterator[bytes]:
    """Yield what the gzip stream ``pieces`` holds, never more than ``max_bytes`` + 1 at once."""
    unzip = zlib.decompressobj(_GZIP)
    try:
        for piece in pieces:
            rest = piece
            while rest:
                yield unzip.decompress(rest, _PIECE)
                rest = unzip.unconsumed_tail
            if unzip.unused_data:
                raise Interrupted(
                    "The registry's server sends more than one compressed stream.",
                    "Have the server send the registry plain.",
                )
        yield unzip.flush()
    except zlib.error:
        raise Interrupted(
            "The registry's server sends a damaged compressed stream.",
            "Have the server send the registry plain.",
            may_pass=True,
        ) from None
    if not unzip.eof:
        raise _broken_off()


def _too_large(max_bytes: int) -> Interrupted:
    return Interrupted(
        f"The registry's server sends more than {max_bytes} bytes.",
        "Keep one registry for each issuer, or use a registry plugin with a database.",
    )


def _broken_off() -> Interrupted:
    return Interrupted(
        "The registry's server broke the answer off before its end.", "Try again later.", may_pass=True
    )
