"""A registry over HTTP(S): one bounded, verified, conditional GET, or a sentence that says why not.

The whole exchange has a deadline, the body a size (also after decompression), redirects a number. Reads are
repeated after failures that pass; a server that cannot be reached gives an error, never an old copy. The
bearer token of ``PREFLIGHT_REGISTRY_TOKEN`` goes to the registry's own origin only, over TLS or to this
machine, and stands in no message. HTTP semantics: RFC 9110; conditional requests: its section 13; tokens:
RFC 6750.
"""

from __future__ import annotations

import ipaddress
import os
import threading
import time
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from preflight.authority.registry import Registry
from preflight.config import TOKEN_VARIABLE
from preflight.findings import Place
from preflight.lazy_dataclass import dataclass
from preflight.registries.document import MAX_BYTES
from preflight.registries.errors import RegistryError
from preflight.registries.http_body import Interrupted, read_body
from preflight.registries.http_cache import CachedRegistry, recall, remember
from preflight.registries.loading import load_registry

if TYPE_CHECKING:
    import requests

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_PASSING = frozenset((429, 500, 502, 503, 504))
"""Statuses after which the same read may succeed."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one exchange: seconds, bytes and numbers of tries."""

    connect: float = 5.0
    """For one connection to be made."""
    read: float = 10.0
    """Between two pieces of an answer."""
    max_bytes: int = MAX_BYTES
    """Of the body, before and after decompression."""
    max_redirects: int = 5
    attempts: int = 4
    backoff: float = 0.25
    """Before the second try; doubled before each further one."""


class _TryAgain(Exception):  # noqa: N818 - control flow: becomes an error only when tries run out
    """A failure that may pass; ``after`` is what the server asks to wait, in seconds."""

    def __init__(self, message: str, remedy: str = "", after: float | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.after = after


def open_url(url: str, *, timeout: float = 30.0, limits: Limits | None = None) -> Registry:
    """Return the registry at ``url``; ``timeout`` bounds the whole exchange in seconds, retries included.

    Raises :class:`RegistryError` for everything but a complete, valid registry from the server itself.
    """
    exchange = _Exchange(url, timeout, limits or Limits())
    content, cached, etag, final_url, may_store = exchange.run()
    registry = load_registry(content, exchange.location)
    if etag is not None and may_store and (cached is None or cached.content is not content):
        remember(url, CachedRegistry(etag, final_url, content))
    return registry


_Answer = tuple[bytes, CachedRegistry | None, str | None, str, bool]
"""Content, the cached copy that was offered, ETag, final address, whether the answer may be stored."""


class _Exchange:
    """One read of a registry, from address to bytes."""

    def __init__(self, url: str, timeout: float, limits: Limits) -> None:
        self.url = url
        self.limits = limits
        self.timeout = timeout
        self.deadline = time.monotonic() + timeout
        self.cancelled = threading.Event()
        parts = _split(url)
        self.location = urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))
        self.place = Place(self.location)
        self.origin = _origin(parts)
        self.token = _token(self.place)

    def run(self) -> _Answer:
        """Return the answer, or raise :class:`RegistryError` at the deadline whatever the network does.

        The work is done on another thread: neither name resolution nor a server that sends a byte now and
        then heeds a timeout of its own.
        """
        import requests  # noqa: F401 - on this thread, so that an import never outlives the deadline

        outcome: list[_Answer | BaseException] = []

        def work() -> None:
            try:
                with _session() as session:
                    outcome.append(self._with_retries(session))
            except BaseException as error:
                outcome.append(error)

        worker = threading.Thread(target=work, name="preflight-registry", daemon=True)
        worker.start()
        try:
            worker.join(max(0.0, self.deadline - time.monotonic()))
        finally:
            self.cancelled.set()
        if not outcome:
            raise self._error(
                f"The registry's server did not answer in full within {self.timeout:g} seconds.",
                "Try again later, or allow more time with --registry-timeout.",
            )
        result = outcome[0]
        if isinstance(result, BaseException):
            raise result
        return result

    def _with_retries(self, session: requests.Session) -> _Answer:
        cached = recall(self.url)
        for attempt in range(1, self.limits.attempts + 1):
            try:
                return self._follow(session, cached)
            except _TryAgain as failure:
                wait = max(self.limits.backoff * 2 ** (attempt - 1), failure.after or 0.0)
                late = time.monotonic() + wait >= self.deadline
                if attempt == self.limits.attempts or late:
                    raise self._error(failure.message, failure.remedy) from None
                self.cancelled.wait(wait)
        raise AssertionError("at least one attempt is made")

    def _follow(self, session: requests.Session, cached: CachedRegistry | None) -> _Answer:
        """Make the request and follow redirects within bounds."""
        url = self.url
        for _ in range(self.limits.max_redirects + 1):
            offered = cached if cached is not None and cached.url == url else None
            response = self._get(session, url, offered)
            with response:
                if response.status_code in _REDIRECTS:
                    url = self._redirected(url, response)
                    continue
                return self._answer(response, url, offered)
        raise self._error(
            f"The registry's server redirects more than {self.limits.max_redirects} times.",
            "Give the final address of the registry.",
        )

    def _get(self, session: requests.Session, url: str, offered: CachedRegistry | None) -> requests.Response:
        import requests
        import urllib3

        parts = _split(url)
        headers = {
            "Accept": "application/json, */*;q=0.1",
            "Accept-Encoding": "gzip",
            "User-Agent": "edgar-preflight",
        }
        if offered is not None:
            headers["If-None-Match"] = offered.etag
        loopback = _is_loopback(parts.hostname or "")
        session.trust_env = not loopback  # a proxy must not see what stays on this machine
        token = (
            self.token if _origin(parts) == self.origin and (parts.scheme == "https" or loopback) else None
        )

        def authorize(request: requests.PreparedRequest) -> requests.PreparedRequest:
            # given as auth, so that requests does not look for other credentials in ~/.netrc
            if token is not None:
                request.headers["Authorization"] = f"Bearer {token}"
            return request

        left = max(0.05, self.deadline - time.monotonic())
        timeout = (min(self.limits.connect, left), min(self.limits.read, left))
        try:
            return session.get(
                url, headers=headers, auth=authorize, timeout=timeout, stream=True, allow_redirects=False
            )
        except requests.exceptions.SSLError:
            raise self._error(
                "The registry's server did not prove its identity (TLS certificate).",
                "Have the certificate mended, or name your house's certificates in REQUESTS_CA_BUNDLE.",
            ) from None
        except requests.exceptions.Timeout:
            raise _TryAgain("The registry's server does not answer.", _REACH) from None
        except (requests.exceptions.ConnectionError, urllib3.exceptions.HTTPError):
            raise _TryAgain("The registry's server cannot be reached.", _REACH) from None
        except (requests.exceptions.RequestException, ValueError) as error:
            raise self._error(
                f"The registry's address cannot be asked ({type(error).__name__}).", "Mend the address."
            ) from None

    def _redirected(self, url: str, response: requests.Response) -> str:
        target = response.headers.get("Location", "")
        if not target:
            raise self._error("The registry's server redirects without saying where to.", _ASK)
        try:
            joined = urljoin(url, target)
        except ValueError:
            joined = target
        scheme = joined.partition(":")[0].lower()
        if scheme not in ("http", "https"):
            raise self._error("The registry's server redirects to an address that is not HTTP.", _ASK)
        if urlsplit(url).scheme.lower() == "https" and scheme == "http":
            raise self._error(
                "The registry's server redirects from https to http, where the text could be changed.", _ASK
            )
        _split(joined)
        return joined

    def _answer(self, response: requests.Response, url: str, offered: CachedRegistry | None) -> _Answer:
        status = response.status_code
        if status == 304:
            if offered is None:
                raise self._error("The registry's server says that nothing changed, but was not asked.", _ASK)
            return offered.content, offered, offered.etag, url, False
        if status in _PASSING:
            raise _TryAgain(
                f"The registry's server answers with status {status}.",
                "Try again later.",
                _retry_after(response.headers.get("Retry-After")),
            )
        if status in (401, 403):
            held = f"the token in {TOKEN_VARIABLE}" if self.token else f"a token in {TOKEN_VARIABLE}"
            raise self._error(
                f"The registry's server refuses access (status {status}).",
                f"Check {held}: it is sent over https to the registry's own address only.",
            )
        if status != 200:
            raise self._error(f"The registry's server answers with status {status}.", "Check the address.")
        self._check_type(response)
        try:
            content = read_body(response, self.limits.max_bytes, self.cancelled.is_set)
        except Interrupted as trouble:
            if trouble.may_pass:
                raise _TryAgain(trouble.message, trouble.remedy) from None
            raise self._error(trouble.message, trouble.remedy) from None
        may_store = "no-store" not in response.headers.get("Cache-Control", "").lower()
        return content, offered, response.headers.get("ETag"), url, may_store

    def _check_type(self, response: requests.Response) -> None:
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if kind in ("text/html", "application/xhtml+xml"):
            raise self._error(
                "The registry's server answers with an HTML page, not with a registry.",
                "Give the address of the registry itself; a sign-in page means that a token is missing.",
            )
        if kind and not (
            kind in ("application/json", "text/json", "text/plain", "application/octet-stream")
            or kind.endswith("+json")
        ):
            raise self._error(
                f"The registry's server answers with content of type {kind!a}, but JSON was expected.",
                "Give the address of the registry itself.",
            )

    def _error(self, message: str, remedy: str) -> RegistryError:
        return RegistryError(message, self.place, remedy)


_REACH = "Check the address and the network; the check is not done without the registry."
_ASK = "Ask whoever keeps the registry's server."


def _session() -> requests.Session:
    """Return a session that leaves redirects to us: requests reads the body of a redirect without bounds."""
    import requests

    class Session(requests.Session):
        """A session that sees no redirect."""

        def get_redirect_target(self, resp: requests.Response) -> None:
            """Say that there is none."""

    return Session()


def _split(url: str) -> SplitResult:
    """Return the parts of ``url``; addresses without a host, or with a user name or password, are refused."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, SplitResult("", "", "", "", "")
    if not host or port == 0:
        raise RegistryError("The registry's address names no server.", None, "Mend the address.")
    if parts.username is not None or parts.password is not None:
        raise RegistryError(
            "The registry's address holds a user name or password, which would end up in reports.",
            Place(f"{parts.scheme}://{host}{parts.path}"),
            f"Take them out, and put a token into the environment variable {TOKEN_VARIABLE}.",
        )
    return parts


def _origin(parts: SplitResult) -> tuple[str, str, int]:
    scheme = parts.scheme.lower()
    return scheme, (parts.hostname or "").lower(), parts.port or (443 if scheme == "https" else 80)


def _is_loopback(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _token(place: Place) -> str | None:
    """Return the bearer token of the environment; its characters are those of RFC 6750, section 2.1."""
    token = os.environ.get(TOKEN_VARIABLE, "").strip()
    if not token:
        return None
    allowed = "-._~+/="
    if not all(mark.isascii() and (mark.isalnum() or mark in allowed) for mark in token):
        raise RegistryError(
            f"The token in {TOKEN_VARIABLE} holds characters that no bearer token has.",
            place,
            "Set the variable to the token alone, without quotes, blanks or the word Bearer.",
        )
    return token


def _retry_after(value: str | None) -> float | None:
    """Return the seconds to wait: ``Retry-After`` as seconds or as an HTTP date (RFC 9110, 10.2.3)."""
    if value is None:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    from datetime import UTC, datetime
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
