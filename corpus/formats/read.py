"""One file of any format that is read, from its bytes to drafts or to the entries of a feed. Each
reader is loaded only where its format is met: all of them together take most of a second."""

from __future__ import annotations

from dataclasses import replace

from corpus.draft import Draft, Extract, Feed, Unreadable
from corpus.formats.clean import clean, disguised
from corpus.formats.compressed import unwrapped
from corpus.formats.encoding import decode
from corpus.formats.format import Format
from corpus.formats.magic import format_of
from corpus.formats.sniff import text_format_of
from corpus.limits import Limits

_EMPTY = "Berkas ini kosong. Periksa, lalu kirim lagi."
_BROKEN = (
    "Berkas ini rusak atau tidak lengkap, sehingga tidak terbaca sebagai {format}. Simpan atau "
    "unduh ulang, lalu kirim lagi."
)
_DISGUISED = "Karakter tersembunyi yang mengubah urutan huruf dibuang; periksa teksnya."


def read(
    content: bytes, name: str, content_type: str | None, url: str | None, limits: Limits
) -> Extract:
    """As `corpus.extract.extract`, in this process: MemoryError and RecursionError come out as they
    are, and nothing may come for a long time."""
    content = unwrapped(content, limits)
    if not content.strip(b"\0 \t\r\n"):
        raise Unreadable(_EMPTY)
    format, text = format_of(content), ""
    if format is None:
        text = decode(content, content_type)
        format = text_format_of(text, name, content_type)
    try:
        found = _found(format, content, text, url, limits)
    except (Unreadable, MemoryError, RecursionError):
        raise
    except Exception as error:
        # A broken file leads its reader to any of them.
        raise Unreadable(_BROKEN.format(format=format)) from error
    return found if isinstance(found, Feed) else _settled(found, text, url, limits)


def _found(
    format: Format, content: bytes, raw: str, url: str | None, limits: Limits
) -> tuple[Draft, ...] | Feed:
    text = clean(raw)
    match format:
        case Format.PDF:
            from corpus.formats import pdf

            return (pdf.read(content, limits),)
        case Format.DOCX:
            from corpus.formats import docx

            return (docx.read(content, limits),)
        case Format.HTML:
            from corpus.formats import html

            return (html.read(text, url),)
        case Format.FEED:
            from corpus.formats import feed

            return feed.read(text, url, limits)
        case Format.SITEMAP:
            from corpus.formats import sitemap

            return sitemap.read(text, url, limits)
        case Format.MARKDOWN | Format.JSONL | Format.TEXT:
            from corpus.formats import written

            return written.read(text, format, limits)


def _settled(
    found: tuple[Draft, ...], raw: str, url: str | None, limits: Limits
) -> tuple[Draft, ...]:
    from corpus.formats.settle import check_length, settle

    check_length(sum(len(draft.text) for draft in found), limits)
    known = {} if url is None else {"url": url}
    remarks = (_DISGUISED,) if any(map(disguised, (raw, *(one.text for one in found)))) else ()
    return tuple(
        settle(replace(one, fields={**known, **one.fields}, remarks=(*one.remarks, *remarks)))
        for one in found
    )
