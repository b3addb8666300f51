"""A file that came in gzip's wrapping, as servers send sitemaps: unwrapped once, and no further
than a file may be large."""

from __future__ import annotations

import zlib

from corpus.draft import Unreadable
from corpus.formats.magic import refusal
from corpus.limits import Limits

_MARK = b"\x1f\x8b"
_WITH_HEADER = 31
_TOO_LARGE = (
    "Isi gzip berkas ini lebih besar dari {megabytes:g} MB. Buka sendiri, lalu kirim bagian yang "
    "diperlukan saja."
)
_BROKEN = "Kompresi gzip berkas ini rusak atau terpotong. Unduh ulang, lalu kirim lagi."


def unwrapped(content: bytes, limits: Limits) -> bytes:
    """What gzip holds, or `content` itself where it is not gzip. Raises Unreadable."""
    if not content.startswith(_MARK):
        return content
    stream = zlib.decompressobj(_WITH_HEADER)
    try:
        inside = stream.decompress(content, limits.content + 1)
    except zlib.error as error:
        raise Unreadable(_BROKEN) from error
    if len(inside) > limits.content:
        raise Unreadable(_TOO_LARGE.format(megabytes=limits.content / 1_000_000))
    if not stream.eof:
        raise Unreadable(_BROKEN)
    if inside.startswith(_MARK):
        raise refusal("arsip gzip di dalam gzip")
    return inside
