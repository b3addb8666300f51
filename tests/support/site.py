"""A web server of the tests' own: it reads one request a connection and answers with whatever bytes
a test wants, well-formed or not, as slowly as it wants. It keeps what it was asked for."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from threading import Thread

CERTIFICATES = Path(__file__).parent / "tls"
"""For pers.example, signed by themselves: `valid` until 2100, `expired` since 2020."""

Answer = Callable[[str], bytes | Iterator[bytes]]
"""From a path to what is sent, whole or piece by piece."""


@dataclass
class Site:
    """`port` is where it listens; `asked` holds the heads of the requests, `names` what clients
    called the server in TLS, and `sent` counts the bytes that went out."""

    port: int
    asked: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    sent: int = 0

    @property
    def paths(self) -> list[str]:
        return [head.split()[1] for head in self.asked]


@contextmanager
def site(
    answer: Answer, host: str = "127.0.0.1", port: int = 0, certificate: str | None = None
) -> Iterator[Site]:
    """A site at `host` until the block ends; it speaks TLS where it has a `certificate`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family) as listener:
        running = Site(listener.getsockname()[1])
        tls = _server_context(certificate, running) if certificate else None
        Thread(target=_serve, args=(listener, running, answer, tls), daemon=True).start()
        try:
            yield running
        finally:
            # Closing alone does not wake who waits in accept.
            listener.shutdown(socket.SHUT_RDWR)


def response(
    body: bytes = b"", status: str = "200 OK", type: str | None = "text/html", **headers: str
) -> bytes:
    """A whole response; `content_encoding="gzip"` becomes the header Content-Encoding."""
    fields = {"content_type": type, "content_length": str(len(body)), **headers}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in fields.items() if value]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode() + body


def redirect(location: str, status: str = "302 Found") -> bytes:
    return response(status=status, location=location)


def trusted() -> ssl.SSLContext:
    """What a client needs to believe the `valid` certificate."""
    return ssl.create_default_context(cafile=CERTIFICATES / "valid.pem")


def _server_context(certificate: str, running: Site) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / f"{certificate}.pem")
    context.sni_callback = lambda _, name, __: running.names.append(name or "")
    return context


def _serve(
    listener: socket.socket, running: Site, answer: Answer, tls: ssl.SSLContext | None
) -> None:
    with suppress(OSError):
        while True:
            connection, _ = listener.accept()
            Thread(target=_talk, args=(connection, running, answer, tls), daemon=True).start()


def _talk(
    connection: socket.socket, running: Site, answer: Answer, tls: ssl.SSLContext | None
) -> None:
    with suppress(OSError), connection:
        line = tls.wrap_socket(connection, server_side=True) if tls else connection
        with line, line.makefile("rb") as received:
            head = b"".join(takewhile(lambda line: line != b"\r\n", received)).decode("latin-1")
            if not head.startswith("GET "):
                return  # a greeting in TLS that nobody here understands
            running.asked.append(head)
            pieces = answer(head.split()[1])
            for piece in [pieces] if isinstance(pieces, bytes) else pieces:
                line.sendall(piece)
                running.sent += len(piece)
