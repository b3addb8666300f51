"""How a machine is connected to: by the very number that was checked, under one deadline, so that
neither a name that changes its meaning gets by nor a server that trickles."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address
from time import monotonic
from typing import Any

import httpcore

from corpus.web.address import FetchRefused
from corpus.web.network import IPAddress, Public

Resolve = Callable[[str], Sequence[IPAddress]]

_ATTEMPT = 5.0
"""Seconds for one of a name's addresses: IPv6 that leads nowhere must not use up the time."""


def resolved(name: str) -> Sequence[IPAddress]:
    """The addresses of `name` in the order this machine prefers; none where it is unknown."""
    try:
        found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return ()
    return [ip_address(entry[4][0]) for entry in found]


class Deadline:
    """`seconds` from now, by the clock on the wall."""

    def __init__(self, seconds: float) -> None:
        self._end = monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left, more than 0; TimeoutError where none are."""
        seconds = self._end - monotonic()
        if seconds <= 0:
            raise TimeoutError
        return seconds


class CheckedNetwork(httpcore.NetworkBackend):
    """Connects to names of which every address is public; FetchRefused for others."""

    def __init__(self, resolve: Resolve, public: Public, deadline: Deadline) -> None:
        self._resolve = resolve
        self._public = public
        self._deadline = deadline
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception | None = None
        for address in self._checked(host):
            seconds = min(_ATTEMPT, self._deadline.left())
            try:
                stream = self._sockets.connect_tcp(str(address), port, seconds)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self._deadline)
        raise failure or FetchRefused(
            f"Situs {host} tidak ditemukan. Periksa ejaannya, atau coba lagi nanti."
        )

    def _checked(self, host: str) -> Sequence[IPAddress]:
        try:
            addresses: Sequence[IPAddress] = [ip_address(host)]
        except ValueError:
            addresses = self._looked_up(host)
        if not all(map(self._public, addresses)):
            raise FetchRefused(
                f"{host} mengarah ke jaringan dalam, bukan ke situs umum. Pakai alamat yang dapat "
                "dibuka siapa saja."
            )
        return addresses

    def _looked_up(self, name: str) -> Sequence[IPAddress]:
        """In a thread of its own: nothing else ends a look-up before the system does."""
        pool = ThreadPoolExecutor(1)
        try:
            return pool.submit(self._resolve, name).result(self._deadline.left())
        finally:
            pool.shutdown(wait=False)


class _TimedStream(httpcore.NetworkStream):
    """A stream of which each step may take what is left, not a time of its own."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left())

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._deadline.left()
        secured = self._stream.start_tls(ssl_context, server_hostname, left)
        return _TimedStream(secured, self._deadline)

    def close(self) -> None:
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
