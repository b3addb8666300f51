"""A PDF's layer of text. A scan has no such layer and is refused as one; which pages of a document
that is partly scanned have none is said. The only module that imports pypdf."""

from __future__ import annotations

from io import BytesIO

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError
from pypdf.generic import DictionaryObject

from corpus.draft import Draft, Unreadable
from corpus.formats.printed import running_text
from corpus.formats.title import recorded
from corpus.limits import Limits

_LOCKED = (
    "PDF ini dienkripsi. Buka dengan kata sandinya, cetak ke PDF baru tanpa kata sandi, lalu kirim "
    "lagi."
)
_SCAN = (
    "PDF ini hasil pindai: hanya gambar, tanpa lapisan teks. Kirim PDF aslinya, atau jalankan OCR "
    "dulu."
)
_NO_TEXT = "PDF ini tidak berisi teks. Kirim PDF aslinya, atau salin teksnya."
_TOO_MANY = "PDF ini lebih dari {most} halaman. Kirim bagian yang diperlukan saja."
_TOO_LARGE = "PDF ini terlalu besar setelah dibuka. Kirim bagian yang diperlukan saja."
_SILENT = "Halaman tanpa teks, mungkin hasil pindai: {pages}."
_SHOWN = 10


def read(content: bytes, limits: Limits) -> Draft:
    """The draft of a PDF. Raises Unreadable, and whatever a broken file leads to."""
    try:
        return _read(PdfReader(BytesIO(content)), limits)
    except (DependencyError, FileNotDecryptedError) as error:
        raise Unreadable(_LOCKED) from error
    except LimitReachedError as error:
        raise Unreadable(_TOO_LARGE) from error


def _read(reader: PdfReader, limits: Limits) -> Draft:
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable(_LOCKED)
    if len(reader.pages) > limits.pages:
        raise Unreadable(_TOO_MANY.format(most=limits.pages))
    pages = _texts(reader, limits)
    silent = [number for number, page in enumerate(pages, start=1) if not page.strip()]
    if len(silent) == len(pages):
        raise Unreadable(_SCAN if any(map(_shows_picture, reader.pages)) else _NO_TEXT)
    title = recorded(reader.metadata.title if reader.metadata else None)
    fields = {"title": title} if title else {}
    return Draft(fields, running_text(pages), _remarks(silent))


def _texts(reader: PdfReader, limits: Limits) -> list[str]:
    """The text of each page; no further than is too long anyway."""
    pages: list[str] = []
    left = limits.text
    for page in reader.pages:
        pages.append(page.extract_text())
        left -= len(pages[-1])
        if left < 0:
            raise Unreadable(_TOO_LARGE)
    return pages


def _shows_picture(page: PageObject) -> bool:
    resources = page.get("/Resources", DictionaryObject()).get_object()
    objects = resources.get("/XObject", DictionaryObject()).get_object()
    return any(one.get_object().get("/Subtype") == "/Image" for one in objects.values())


def _remarks(silent: list[int]) -> tuple[str, ...]:
    if not silent:
        return ()
    shown = ", ".join(map(str, silent[:_SHOWN])) + (", …" if len(silent) > _SHOWN else "")
    return (_SILENT.format(pages=shown),)
