"""Which addresses of the web may be asked for, told from how they are written. Each has one reading
here; what browsers and resolvers read in different ways is refused, not guessed at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import quote, urljoin, urlsplit

import idna

PORTS = frozenset({80, 443})

_DEFAULT_PORTS = {"http": 80, "https": 443}
_LONGEST = 2000
"""Characters, as in `Document.url`."""
_ODD = re.compile(r"[^\S ]|[\\\x00-\x1f\x7f-\x9f]")
_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_NAME = re.compile(rf"(?=.{{1,253}}$){_LABEL}(?:\.{_LABEL})*")
# WHATWG's rule: a name whose last label looks like a number is a number to browsers and resolvers.
_NUMBER = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)")
# Cloud metadata answers under `.internal`, machines of a house under the others.
_INSIDE = re.compile(r"[^.]+|.*\.(?:localhost|localdomain|local|internal|intranet|lan|home\.arpa)")
_AS_WRITTEN = "/?:@!$&'()*+,;=%~"
_COPY_IT = "Salin alamat halamannya dari peramban."


class FetchRefused(ValueError):
    """Nothing was taken; the message, in Indonesian, says what is refused and what to do."""


@dataclass(frozen=True, slots=True)
class WebAddress:
    """`host` is a name in ASCII and lower case, or an IP address in its usual form (IPv6 without
    brackets); `target` is path and query, percent-encoded."""

    scheme: str
    host: str
    port: int
    target: str

    @classmethod
    def read(cls, address: str, ports: frozenset[int] = PORTS) -> WebAddress:
        """The address that `address` writes; FetchRefused where it may not be asked for."""
        text = address.strip()
        if len(text) > _LONGEST or _ODD.search(text):
            raise FetchRefused(f"Alamat itu terlalu panjang atau berisi tanda asing. {_COPY_IT}")
        try:
            parts = urlsplit(text)
            name, port = parts.hostname or "", parts.port
            target = quote(parts.path or "/", _AS_WRITTEN, errors="surrogateescape")
            query = quote(parts.query, _AS_WRITTEN, errors="surrogateescape")
        except ValueError:
            raise FetchRefused(f"Alamat itu tidak terbaca. {_COPY_IT}") from None
        if parts.scheme not in _DEFAULT_PORTS:
            raise FetchRefused("Alamat harus diawali http:// atau https://. " + _COPY_IT)
        if "@" in parts.netloc:
            raise FetchRefused("Alamat itu memuat nama pengguna. Hapus bagian sampai tanda @.")
        if port is None:
            port = _DEFAULT_PORTS[parts.scheme]
        if port not in ports:
            raise FetchRefused(f"Nomor port {port} tidak diterima. Hapus angka sesudah titik dua.")
        return cls(parts.scheme, _host(name), port, target + (query and f"?{query}"))

    def towards(self, location: str, ports: frozenset[int] = PORTS) -> WebAddress:
        """Where a redirect from here to `location` leads; FetchRefused as `read`."""
        try:
            joined = urljoin(self.url, location)
        except ValueError:
            joined = location  # which `read` refuses for the same reason
        try:
            return WebAddress.read(joined, ports)
        except FetchRefused as refused:
            raise FetchRefused(f"{self.host} mengalihkan ke alamat lain. {refused}") from None

    @property
    def authority(self) -> str:
        """Host, and port where it is not the usual one, as the Host header has it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]


def ascii_name(host: str) -> str | None:
    """`host` as the domain name system writes it: ASCII (IDNA 2008), lower case, no dot at the end.
    None for what cannot be a name there."""
    try:
        name = host if host.isascii() else idna.encode(host, uts46=True).decode()
    except UnicodeError:
        return None
    name = name.lower().removesuffix(".")
    return name if _NAME.fullmatch(name) else None


def _host(written: str) -> str:
    try:
        if ":" in written and "%" not in written:
            return str(IPv6Address(written))
        name = ascii_name(written)
        if name is not None and _NUMBER.fullmatch(name):
            return str(IPv4Address(name))
    except ValueError:
        name = None
    if name is None:
        raise FetchRefused(f"Nama situs di alamat itu tidak dapat dipakai. {_COPY_IT}")
    if _INSIDE.fullmatch(name):
        raise FetchRefused(f"{name} bukan situs umum. Pakai alamat yang dapat dibuka siapa saja.")
    return name
