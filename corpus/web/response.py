"""What of a web server's response is taken: which types, how much of it, and unpacked how."""

from __future__ import annotations

import re
import zlib
from pathlib import PurePosixPath

import httpcore

from corpus.web.address import FetchRefused

_TYPES = frozenset(
    {
        *("text/html", "application/xhtml+xml", "text/plain", "text/markdown"),
        *("application/pdf", "application/jsonl", "application/x-jsonlines"),
        *("application/ndjson", "application/x-ndjson", "application/rss+xml"),
        *("application/atom+xml", "application/xml", "text/xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
)
_UNNAMED = "application/octet-stream"
_ENDINGS = frozenset({".pdf", ".docx", ".jsonl", ".md", ".txt"})
"""Of a path whose server does not tell the type."""
_TYPE = re.compile(r"\s*([\w.+-]+/[\w.+-]+)\s*(?:;|$)", re.ASCII)
# Of what Python can decode, what the web uses: some of the others take quadratic time (punycode).
_CHARSET = re.compile(
    r';\s*charset\s*=\s*"?(utf-?8|utf-16(?:le|be)?|us-ascii|iso-8859-\d+|windows-125\d)(?=["\s;]|$)',
    re.IGNORECASE | re.ASCII,
)
_AS_FILE = "Simpan dari peramban, lalu kirim sebagai berkas."
_REASONS = {
    401: f"meminta kata sandi. {_AS_FILE}",
    403: f"menolak permintaan program. {_AS_FILE}",
    404: "tidak mempunyai halaman itu. Periksa alamatnya.",
    410: "sudah menghapus halaman itu. Cari di situs lain.",
    429: "sedang membatasi permintaan. Coba lagi nanti.",
}


def header(response: httpcore.Response, name: bytes) -> str | None:
    """The first header of that name (in lower case); bytes that are not UTF-8 as surrogates."""
    values = (value for key, value in response.headers if key.lower() == name)
    value = next(values, None)
    return None if value is None else value.decode("utf-8", "surrogateescape").strip()


def status_checked(status: int, host: str) -> None:
    """FetchRefused for every status but 200."""
    if status == 200:
        return
    if status >= 500:
        reason = f"sedang bermasalah (kode {status}). Coba lagi nanti."
    else:
        reason = f"tidak memberikan halaman itu (kode {status}). {_AS_FILE}"
    raise FetchRefused(f"{host} {_REASONS.get(status, reason)}")


def type_of(response: httpcore.Response, path: str) -> tuple[str, str | None]:
    """Content type, and character set where one is told that the web uses; FetchRefused for a type
    that is not read here."""
    written = header(response, b"content-type") or _UNNAMED
    found = _TYPE.match(written)
    kind = found[1].lower() if found else "tak dikenal"
    if kind not in _TYPES and not (
        kind == _UNNAMED and PurePosixPath(path.lower()).suffix in _ENDINGS
    ):
        raise FetchRefused(
            f"Isinya berjenis {kind[:80]}. Yang dapat diambil: halaman web, teks, Markdown, JSONL, "
            "PDF, DOCX, RSS, dan Atom."
        )
    charset = _CHARSET.search(written)
    return kind, charset[1].lower() if charset else None


def content_of(response: httpcore.Response, limit: int) -> bytes:
    """The whole content, unpacked; FetchRefused where it is empty, damaged, or larger than `limit`
    bytes, packed or unpacked. No more than that is ever read or held."""
    if int(header(response, b"content-length") or 0) > limit:
        raise _too_large(limit)
    gzip = _gzip(header(response, b"content-encoding") or "identity")
    received, content = 0, bytearray()
    for part in response.iter_stream():
        received += len(part)
        content += gzip.unpack(part, limit + 1 - len(content)) if gzip else part
        if max(received, len(content)) > limit:
            raise _too_large(limit)
    if not content or content.isspace():
        raise FetchRefused("Halaman itu kosong. Buka dulu di peramban, lalu periksa alamatnya.")
    if gzip and not gzip.ended:
        raise _damaged()
    return bytes(content)


def _gzip(encoding: str) -> _Gzip | None:
    """What unpacks the content; None where it is not packed."""
    if encoding.lower() == "identity":
        return None
    if encoding.lower() not in ("gzip", "x-gzip"):
        raise FetchRefused(f"Isinya dimampatkan dengan cara yang tidak dikenal. {_AS_FILE}")
    return _Gzip()


class _Gzip:
    """A gzip file unpacked as it comes in, member after member."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(zlib.MAX_WBITS | 16)

    def unpack(self, part: bytes, most: int) -> bytes:
        """What `part` adds, or as much of it as `most` bytes, more than 0, can hold."""
        content = bytearray()
        try:
            while part and len(content) < most:
                if self._member.eof:
                    self._member = zlib.decompressobj(zlib.MAX_WBITS | 16)
                content += self._member.decompress(part, most - len(content))
                part = self._member.unused_data
        except zlib.error:
            raise _damaged() from None
        return bytes(content)

    @property
    def ended(self) -> bool:
        return self._member.eof


def _too_large(limit: int) -> FetchRefused:
    return FetchRefused(
        f"Isinya lebih dari {limit / 1_000_000:g} MB. Kirim bagian yang diperlukan saja, sebagai "
        "berkas."
    )


def _damaged() -> FetchRefused:
    return FetchRefused(f"Isinya rusak di jalan. Coba lagi; kalau tetap begitu: {_AS_FILE.lower()}")
