"""One public address fetched: what it holds, or the reason why nothing was taken. A redirect is
checked as the first address is, because it is a server's word and not that of whoever asked."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpcore

from corpus.publishers import NAME, Publishers
from corpus.web.address import PORTS, FetchRefused, WebAddress
from corpus.web.connection import CheckedNetwork, Deadline, Resolve, resolved
from corpus.web.failure import told
from corpus.web.network import Public, is_public
from corpus.web.response import content_of, header, status_checked, type_of

__all__ = ["LIMITS", "FetchRefused", "Fetched", "Limits", "fetch"]

_HEADERS = (
    ("User-Agent", "SiagaPemilu (takes in single pages that an admin names)"),
    ("Accept", "*/*"),
    ("Accept-Encoding", "gzip"),
    ("Accept-Language", "id"),
    ("Connection", "close"),
)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Limits:
    """`bytes`: of the content, packed and unpacked; `seconds`: of everything together, by the clock
    on the wall; `redirects`: how many are followed."""

    bytes: int = 20_000_000
    seconds: float = 30.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """`url` is where the content came from in the end. `content_type` is in lower case and without
    parameters; `charset` is what the server tells, where the web uses it."""

    url: str
    content_type: str
    charset: str | None
    content: bytes


LIMITS = Limits()


def fetch(
    address: str,
    *,
    allowed: Publishers | None,
    limits: Limits = LIMITS,
    resolve: Resolve = resolved,
    public: Public = is_public,
    ports: frozenset[int] = PORTS,
    trust: ssl.SSLContext | None = None,
) -> Fetched:
    """What `address` holds, of a publisher that is `allowed` (None: of anybody); FetchRefused tells
    why nothing was taken. Blocks for `limits.seconds` at most.

    A test that has a server of its own replaces `resolve`, `public`, `ports` and `trust` (None: the
    certificates of the system and of certifi).
    """
    network = CheckedNetwork(resolve, public, Deadline(limits.seconds))
    place = WebAddress.read(address, ports)
    for _ in range(limits.redirects + 1):
        _permit(place, allowed)
        with told(place.host, limits.seconds), _asked(place, network, trust) as response:
            location = header(response, b"location")
            if response.status not in _REDIRECTS or not location:
                return _taken(place, response, limits)
        place = place.towards(location, ports)
    raise FetchRefused(
        f"Alamat itu mengalihkan lebih dari {limits.redirects} kali. Buka di peramban, lalu salin "
        "alamat terakhirnya."
    )


def _permit(place: WebAddress, allowed: Publishers | None) -> None:
    if allowed is not None and not allowed.allows(place.host):
        raise FetchRefused(
            f"{place.host} tidak ada di daftar penerbit. Kirim dokumennya sebagai berkas, atau "
            f"minta pengelola server menambahkannya ke {NAME}."
        )


@contextmanager
def _asked(
    place: WebAddress, network: CheckedNetwork, trust: ssl.SSLContext | None
) -> Iterator[httpcore.Response]:
    """The response to a request for `place`, its body not yet read."""
    # httpcore's own Host header has IPv6 without brackets.
    headers = [("Host", place.authority), *_HEADERS]
    url = httpcore.URL(scheme=place.scheme, host=place.host, port=place.port, target=place.target)
    with (
        httpcore.HTTPConnection(url.origin, ssl_context=trust, network_backend=network) as line,
        line.stream("GET", url, headers=headers) as response,
    ):
        yield response


def _taken(place: WebAddress, response: httpcore.Response, limits: Limits) -> Fetched:
    status_checked(response.status, place.host)
    content_type, charset = type_of(response, place.path)
    return Fetched(place.url, content_type, charset, content_of(response, limits.bytes))
