"""What cannot be shown on loopback: TLS, other hosts, redirects between schemes, proxies' errors."""

from __future__ import annotations

import json

import pytest
import requests
import responses

from preflight.registries import RegistryError
from preflight.registries.http import Limits, open_url

QUICK = Limits(backoff=0.0)
URL = "https://registry.example/poa-registry.json"


@pytest.fixture
def site():
    """Answers for addresses that do not exist."""
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        yield mock


def refused(url: str) -> RegistryError:
    with pytest.raises(RegistryError) as caught:
        open_url(url, timeout=5, limits=QUICK)
    return caught.value


def test_a_registry_is_read_over_tls_with_the_token(site, sample, monkeypatch):
    monkeypatch.setenv("PREFLIGHT_REGISTRY_TOKEN", "s3cret")
    site.get(URL, json=sample)
    assert len(open_url(URL, limits=QUICK).instruments) == 2
    request = site.calls[0].request
    assert request.headers["Authorization"] == "Bearer s3cret"
    assert request.req_kwargs["verify"]
    assert all(request.req_kwargs["timeout"])


def test_the_token_is_not_sent_over_plain_http(site, sample, monkeypatch):
    monkeypatch.setenv("PREFLIGHT_REGISTRY_TOKEN", "s3cret")
    site.get("http://registry.example/r.json", json=sample)
    open_url("http://registry.example/r.json", limits=QUICK)
    assert "Authorization" not in site.calls[0].request.headers


@pytest.mark.parametrize(
    "elsewhere", ["https://other.example/r.json", "https://registry.example:8443/r.json"]
)
def test_the_token_is_not_sent_to_another_host_or_port(site, sample, monkeypatch, elsewhere):
    monkeypatch.setenv("PREFLIGHT_REGISTRY_TOKEN", "s3cret")
    site.get(URL, status=302, headers={"Location": elsewhere})
    site.get(elsewhere, json=sample)
    open_url(URL, limits=QUICK)
    assert "Authorization" not in site.calls[1].request.headers


def test_other_credentials_are_not_looked_for(site, sample, monkeypatch, tmp_path):
    """requests would take a password from ~/.netrc without being asked."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine registry.example login me password hunter2\n")
    monkeypatch.setenv("NETRC", str(netrc))
    site.get(URL, json=sample)
    open_url(URL, limits=QUICK)
    assert "Authorization" not in site.calls[0].request.headers


def test_a_redirect_from_https_to_http_is_refused(site, sample):
    site.get(URL, status=302, headers={"Location": "http://registry.example/r.json"})
    site.get("http://registry.example/r.json", json=sample)
    assert "from https to http" in refused(URL).message
    assert len(site.calls) == 1


def test_a_certificate_that_does_not_hold_is_refused_without_another_try(site):
    site.get(URL, body=requests.exceptions.SSLError("self-signed: token=s3cret"))
    error = refused(URL)
    assert "TLS certificate" in error.message
    assert "s3cret" not in str(error)
    assert len(site.calls) == 1


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (requests.exceptions.ConnectionError("refused"), "cannot be reached"),
        (requests.exceptions.ConnectTimeout("slow"), "does not answer"),
        (requests.exceptions.ReadTimeout("slow"), "does not answer"),
        (requests.exceptions.ProxyError("proxy"), "cannot be reached"),
        (requests.exceptions.InvalidURL("x"), "cannot be asked (InvalidURL)"),
    ],
)
def test_failures_of_the_network_are_sentences(site, failure, words):
    site.get(URL, body=failure)
    error = refused(URL)
    assert words in error.message
    assert error.place.draft == URL


def test_a_query_is_sent_and_not_shown(site, sample):
    """Addresses of file stores carry their secret in the query."""
    site.get(URL, json=sample)
    registry = open_url(f"{URL}?sig=s3cret", limits=QUICK)
    assert site.calls[0].request.url.endswith("?sig=s3cret")
    assert registry.location == URL


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://me:hunter2@registry.example/r.json", "user name or password"),
        ("https:///r.json", "names no server"),
        ("https://[::1/r.json", "names no server"),
        ("https://registry.example:99999/r.json", "names no server"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_before_it_is_asked(site, url, words):
    error = refused(url)
    assert words in error.message
    assert "hunter2" not in str(error)
    assert len(site.calls) == 0


@pytest.mark.parametrize("token", ["a b", "a\nX-Evil: 1", "tök", '"quoted"'])
def test_a_token_that_is_none_is_refused_unsaid(site, monkeypatch, token):
    monkeypatch.setenv("PREFLIGHT_REGISTRY_TOKEN", token)
    error = refused(URL)
    assert "characters that no bearer token has" in error.message
    assert token not in str(error)
    assert len(site.calls) == 0


@pytest.mark.parametrize(
    "kind",
    ["application/json", "application/vnd.x+json", "text/plain; charset=utf-8", "application/octet-stream"],
)
def test_the_usual_content_types_are_taken(site, sample, kind):
    site.get(URL, body=json.dumps(sample), content_type=kind)
    assert open_url(URL, limits=QUICK).instruments
