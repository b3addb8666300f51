"""What goes wrong between here and a web server, in words for whoever wanted the page."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import httpcore

from corpus.web.address import FetchRefused


@contextmanager
def told(host: str, seconds: float) -> Iterator[None]:
    """Turns what fails inside while `host` is asked, for `seconds` at most, into FetchRefused."""
    try:
        yield
    except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
        raise FetchRefused(f"{host} {_unconnected(error)}") from error
    except (TimeoutError, httpcore.TimeoutException) as error:
        raise FetchRefused(
            f"{host} belum selesai menjawab dalam {seconds:g} detik. Coba lagi nanti, atau kirim "
            "dokumennya sebagai berkas."
        ) from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise FetchRefused(
            f"Jawaban {host} terputus atau tidak terbaca. Coba lagi nanti, atau kirim dokumennya "
            "sebagai berkas."
        ) from error


def _unconnected(error: Exception) -> str:
    if isinstance(error.__cause__, ssl.SSLCertVerificationError):
        return (
            "memakai sertifikat keamanan yang tidak sah. Cari dokumen yang sama di situs lain, "
            "atau kirim sebagai berkas."
        )
    if isinstance(error.__cause__, ssl.SSLError):
        return "tidak dapat dihubungi dengan aman (TLS). Coba lagi nanti."
    return "tidak dapat dihubungi. Periksa alamatnya, atau coba lagi nanti."
