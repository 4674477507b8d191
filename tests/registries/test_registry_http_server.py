"""A registry from a real HTTP server on loopback: slow, lying, broken and hostile servers included.

Every failure is a RegistryError with a sentence and a remedy; none of them yields a registry.
"""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from preflight.registries import RegistryError, http_cache, open_registry
from preflight.registries.http import Limits, open_url

QUICK = Limits(connect=2.0, read=2.0, backoff=0.01)
Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Server:
    """A scripted server: the first answers in order, the last one from then on."""

    address: str
    answers: list[Answer] = field(default_factory=list)
    requests: list[Any] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"{self.address}/poa-registry.json"


@pytest.fixture
def start() -> Iterator[Callable[..., Server]]:
    """Start servers on loopback with the answers given; they end with the test."""
    running: list[ThreadingHTTPServer] = []

    def start_server(*answers: Answer) -> Server:
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                server.requests.append(dict(self.headers.items()))
                answer = server.answers.pop(0) if len(server.answers) > 1 else server.answers[0]
                try:
                    answer(self)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def log_message(self, *words: Any) -> None:
                """Stay silent."""

        listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        listener.daemon_threads = True
        running.append(listener)
        server = Server(f"http://127.0.0.1:{listener.server_address[1]}", list(answers))
        threading.Thread(target=listener.serve_forever, args=(0.02,), daemon=True).start()
        return server

    yield start_server
    for listener in running:
        listener.shutdown()
        listener.server_close()


def sends(body: bytes | str = b"", status: int = 200, *, length: int | None = None, **headers: str) -> Answer:
    """Answer with ``body``; ``length`` lies about its size."""
    content = body.encode() if isinstance(body, str) else body

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        named.setdefault("Content-Type", "application/json")
        for name, value in named.items():
            handler.send_header(name, value)
        if status != 304:
            handler.send_header("Content-Length", str(len(content) if length is None else length))
        handler.end_headers()
        handler.wfile.write(content)
        if length is not None:
            handler.close_connection = True

    return answer


def drips(pieces: Iterator[bytes] | list[bytes], pause: float, *, in_head: bool = False) -> Answer:
    """Send a piece now and then, never falling silent for as long as a read timeout."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if not in_head:
            handler.send_response(200)
            handler.send_header("Content-Type", "application/json")
            handler.end_headers()
        handler.close_connection = True
        for piece in pieces:
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(pause)

    return answer


def hangs_up(handler: BaseHTTPRequestHandler) -> None:
    """Close the connection without a word."""
    handler.close_connection = True
    handler.connection.close()


def revalidates(body: str, etag: str) -> Answer:
    """Answer 304 to whoever has the ETag, else the body."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        known = handler.headers.get("If-None-Match") == etag
        (sends(status=304, ETag=etag) if known else sends(body, ETag=etag))(handler)

    return answer


@pytest.fixture
def body(sample) -> str:
    return json.dumps(sample)


def refused(url: str, limits: Limits = QUICK, timeout: float = 5.0) -> RegistryError:
    """The error with which opening ``url`` ends; it names the address and a remedy."""
    with pytest.raises(RegistryError) as caught:
        open_url(url, timeout=timeout, limits=limits)
    assert caught.value.remedy
    return caught.value


def test_a_served_registry_is_the_same_as_the_file(start, body, build):
    server = start(sends(body))
    served = open_registry(server.url)
    assert served.instruments == build(body).instruments
    assert served.location == server.url
    assert served.digest == build(body).digest


@pytest.mark.parametrize("first", [500, 502, 503, 504, 429])
def test_a_passing_failure_is_tried_again(start, body, first):
    server = start(sends("busy", first), sends("busy", first), sends(body))
    assert len(open_url(server.url, limits=QUICK).instruments) == 2
    assert len(server.requests) == 3


def test_a_dropped_connection_is_tried_again(start, body):
    assert len(open_url(start(hangs_up, sends(body)).url, limits=QUICK).instruments) == 2


def test_a_broken_off_body_is_tried_again(start, body):
    server = start(sends(body[:100], length=len(body)), sends(body))
    assert len(open_url(server.url, limits=QUICK).instruments) == 2


def test_tries_are_bounded(start):
    server = start(sends("busy", 503))
    assert "status 503" in refused(server.url).message
    assert len(server.requests) == QUICK.attempts


def test_retry_after_is_respected_within_the_deadline(start, body):
    server = start(sends("busy", 503, Retry_After="1"), sends(body))
    began = time.monotonic()
    open_url(server.url, limits=QUICK)
    assert time.monotonic() - began >= 1.0


@pytest.mark.parametrize("wait", ["3600", "Fri, 31 Dec 2999 23:59:59 GMT"])
def test_a_longer_wait_than_the_deadline_ends_at_once(start, wait):
    server = start(sends("busy", 503, Retry_After=wait))
    assert "status 503" in refused(server.url).message
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 206, 204])
def test_other_statuses_are_refused_without_another_try(start, body, status):
    server = start(sends(body, status))
    assert str(status) in refused(server.url).message
    assert len(server.requests) == 1


def test_nobody_listening_is_an_error_and_never_an_old_copy(start, body):
    server = start(sends(body, ETag='"1"'))
    open_url(server.url, limits=QUICK)
    assert http_cache.recall(server.url) is not None
    server.answers[:] = [hangs_up]
    assert "cannot be reached" in refused(server.url).message
    server.answers[:] = [sends("gone", 500)]
    assert "status 500" in refused(server.url).message


@pytest.mark.parametrize("in_head", [False, True])
def test_a_slow_drip_ends_at_the_deadline(start, in_head):
    """A byte now and then keeps every single read alive; the whole exchange still ends."""
    start_line = [b"HTTP/1.1 200 OK\r\nX-Slow: "] if in_head else []
    server = start(drips([*start_line, *[b" "] * 400], 0.05, in_head=in_head))
    assert "did not answer in full within 0.5 seconds" in refused(server.url, timeout=0.5).message


def test_a_silent_server_runs_into_the_read_timeout(start):
    server = start(lambda handler: time.sleep(3))
    limits = Limits(connect=1, read=0.2, attempts=2, backoff=0.01)
    assert "does not answer" in refused(server.url, limits).message


@pytest.mark.parametrize("wrong_by", [-10, 10])
def test_a_wrong_length_is_refused(start, body, wrong_by):
    server = start(sends(body, length=len(body) + wrong_by))
    error = refused(server.url)
    assert "broke the answer off" in error.message or "is not JSON" in error.message


def test_a_large_body_is_refused_by_its_announced_length(start):
    server = start(sends(b"", length=10**12))
    assert "more than" in refused(server.url).message


def test_a_large_body_is_refused_while_it_arrives(start):
    server = start(drips([b" " * 65536] * 64, 0))
    limits = Limits(max_bytes=1_000_000, backoff=0.01)
    assert "more than 1000000 bytes" in refused(server.url, limits).message


def test_a_zip_bomb_is_refused_before_it_unfolds(start):
    bomb = gzip.compress(b" " * 50_000_000)
    assert len(bomb) < 100_000
    server = start(sends(bomb, Content_Encoding="gzip"))
    limits = Limits(max_bytes=1_000_000, backoff=0.01)
    assert "more than 1000000 bytes" in refused(server.url, limits).message


def test_a_compressed_registry_is_read(start, body):
    server = start(sends(gzip.compress(body.encode()), Content_Encoding="gzip"))
    assert len(open_url(server.url, limits=QUICK).instruments) == 2


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda packed: packed[:-12], "broke the answer off"),
        (lambda packed: b"\x00" * 20 + packed, "damaged compressed stream"),
        (lambda packed: packed + packed, "more than one compressed stream"),
    ],
)
def test_a_damaged_compressed_stream_is_refused(start, body, damage, words):
    server = start(sends(damage(gzip.compress(body.encode())), Content_Encoding="gzip"))
    assert words in refused(server.url).message


def test_an_encoding_that_was_not_asked_for_is_refused(start, body):
    server = start(sends(body, Content_Encoding="br"))
    assert "encoding that was not asked for" in refused(server.url).message


@pytest.mark.parametrize(
    ("content", "kind", "words"),
    [
        ("<html>Sign in</html>", "text/html; charset=utf-8", "an HTML page"),
        ("<html>Sign in</html>", "application/json", "mark-up"),
        ("%PDF-1.7", "application/pdf", "'application/pdf'"),
        ("", "application/json", "is empty"),
        ('{"error": "no such file"}', "application/json", 'lacks the field "version"'),
        ("\x00\x01garbage", "application/octet-stream", "UTF-16"),
    ],
)
def test_what_is_no_registry_is_refused(start, content, kind, words):
    assert words in refused(start(sends(content, Content_Type=kind)).url).message


def test_errors_in_a_served_registry_have_address_line_and_column(start, sample):
    sample["instruments"][0]["executed"] = "soon"
    server = start(sends(json.dumps(sample, indent=2)))
    assert str(refused(server.url)).startswith(f"{server.url}:19:")


# --- redirects -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed(start, body, status):
    server = start(sends("", status, Location="/moved.json"), sends(body))
    assert len(open_url(server.url, limits=QUICK).instruments) == 2


def test_the_body_of_a_redirect_is_not_read(start, body):
    """It may be endless."""
    server = start(sends("", 302, length=10**12, Location="/moved.json"), sends(body))
    assert len(open_url(server.url, limits=QUICK).instruments) == 2


def test_redirects_are_bounded(start):
    server = start(sends("", 302, Location="/again.json"))
    assert "more than 5 times" in refused(server.url).message
    assert len(server.requests) == 6


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("file:///etc/passwd", "not HTTP"),
        ("ftp://127.0.0.1/x", "not HTTP"),
        ("http://user:secret@127.0.0.1/x", "user name or password"),
        ("http://[x", "names no server"),
    ],
)
def test_a_redirect_to_elsewhere_than_http_is_refused(start, target, words):
    error = refused(start(sends("", 302, Location=target)).url)
    assert words in error.message
    assert "secret" not in str(error)


def test_a_redirect_without_a_target_is_refused(start):
    assert "without saying where to" in refused(start(sends("", 302)).url).message


# --- token ---------------------------------------------------------------------------------------------


def test_the_token_goes_to_the_registry_on_this_machine(start, body, monkeypatch):
    monkeypatch.setenv("PREFLIGHT_REGISTRY_TOKEN", "s3cret-token")
    server = start(sends(body))
    open_url(server.url, limits=QUICK)
    assert server.requests[0]["Authorization"] == "Bearer s3cret-token"


def test_the_token_does_not_follow_a_redirect_to_another_origin(start, body, monkeypatch):
    monkeypatch.setenv("PREFLIGHT_REGISTRY_TOKEN", "s3cret-token")
    other = start(sends(body))
    server = start(sends("", 302, Location=other.url))
    open_url(server.url, limits=QUICK)
    assert "Authorization" in server.requests[0]
    assert "Authorization" not in other.requests[0]


def test_no_proxy_sees_what_stays_on_this_machine(start, body, monkeypatch):
    """The token goes over plain HTTP to this machine only, so a proxy must not come between."""
    monkeypatch.setenv("PREFLIGHT_REGISTRY_TOKEN", "s3cret-token")
    proxy, server = start(sends(body)), start(sends(body))
    monkeypatch.setenv("http_proxy", proxy.address)
    open_url(server.url, limits=QUICK)
    assert (len(server.requests), proxy.requests) == (1, [])


@pytest.mark.parametrize(
    "answer", [sends("no", 401), sends("no", 403), sends("<p>", Content_Type="text/html")]
)
def test_the_token_stands_in_no_message(start, monkeypatch, answer, caplog):
    caplog.set_level("DEBUG")
    monkeypatch.setenv("PREFLIGHT_REGISTRY_TOKEN", "s3cret-token")
    error = refused(start(answer).url)
    assert "s3cret" not in f"{error} {error!r} {error.__dict__}"
    assert "s3cret" not in caplog.text


def test_a_refusal_of_access_names_the_variable(start):
    assert "PREFLIGHT_REGISTRY_TOKEN" in refused(start(sends("no", 401)).url).remedy


# --- cache ---------------------------------------------------------------------------------------------


def test_a_registry_that_did_not_change_is_not_sent_again(start, body):
    server = start(revalidates(body, '"v1"'))
    first, second = open_url(server.url, limits=QUICK), open_url(server.url, limits=QUICK)
    assert first.instruments == second.instruments
    assert [request.get("If-None-Match") for request in server.requests] == [None, '"v1"']


def test_a_registry_that_changed_is_read_anew(start, body, sample):
    server = start(revalidates(body, '"v1"'))
    open_url(server.url, limits=QUICK)
    del sample["instruments"][1]
    server.answers[:] = [revalidates(json.dumps(sample), '"v2"')]
    assert len(open_url(server.url, limits=QUICK).instruments) == 1
    assert len(open_url(server.url, limits=QUICK).instruments) == 1
    assert server.requests[-1]["If-None-Match"] == '"v2"'


def test_a_tampered_copy_is_not_offered(start, body):
    server = start(revalidates(body, '"v1"'))
    open_url(server.url, limits=QUICK)
    path = http_cache._path(server.url)
    path.write_bytes(path.read_bytes().replace(b"Alan B. Kay", b"Mallory Kay"))
    registry = open_url(server.url, limits=QUICK)
    assert registry.instruments[0].attorneys[0].name == "Alan B. Kay"
    assert "If-None-Match" not in server.requests[-1]


def test_a_copy_of_another_address_is_not_offered(start, body):
    server = start(revalidates(body, '"v1"'))
    open_url(server.url, limits=QUICK)
    other = server.address + "/other.json"
    http_cache._path(server.url).rename(http_cache._path(other))
    assert http_cache.recall(other) is None


def test_not_modified_out_of_the_blue_is_refused(start):
    assert "was not asked" in refused(start(sends(status=304)).url).message


@pytest.mark.parametrize("broken", [b"", b"{", b"[]\n", b'{"etag": 1}\n', b"null\n"])
def test_a_broken_copy_is_passed_over(start, body, broken):
    server = start(revalidates(body, '"v1"'))
    open_url(server.url, limits=QUICK)
    http_cache._path(server.url).write_bytes(broken)
    assert len(open_url(server.url, limits=QUICK).instruments) == 2


def test_what_may_not_be_stored_is_not_kept(start, body):
    server = start(sends(body, ETag='"v1"', Cache_Control="private, no-store"))
    open_url(server.url, limits=QUICK)
    assert http_cache.recall(server.url) is None


def test_a_registry_with_errors_is_not_kept(start):
    server = start(sends("{}", ETag='"v1"'))
    refused(server.url)
    assert http_cache.recall(server.url) is None


def test_the_copy_is_for_this_user_only(start, body):
    server = start(sends(body, ETag='"v1"'))
    open_url(server.url, limits=QUICK)
    assert http_cache._path(server.url).stat().st_mode & 0o077 == 0
