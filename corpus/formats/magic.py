"""What bytes are that are no text: the two formats that are read, and the names of those that are
not, for "unknown file" tells nobody what to do."""

from __future__ import annotations

from corpus.draft import Unreadable
from corpus.formats.format import Format

_PDF_HEAD = 1024
"""Readers of PDF look for its mark so far; some scanners write a header of their own before it."""
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# Marks of two letters need a second one, or every text about the BMKG would be a picture.
_MARKS: tuple[tuple[str, tuple[tuple[int, bytes], ...]], ...] = (
    ("gambar JPEG", ((0, b"\xff\xd8\xff"),)),
    ("gambar PNG", ((0, b"\x89PNG\r\n"),)),
    ("gambar GIF", ((0, b"GIF8"), (5, b"a"))),
    ("gambar BMP", ((0, b"BM"), (6, b"\0\0\0\0"))),
    ("gambar TIFF", ((0, b"II*\0"),)),
    ("gambar TIFF", ((0, b"MM\0*"),)),
    ("gambar ICO", ((0, b"\0\0\1\0"),)),
    ("gambar Photoshop", ((0, b"8BPS\0"),)),
    ("gambar WebP", ((0, b"RIFF"), (8, b"WEBP"))),
    ("gambar HEIC", ((0, b"\0\0\0"), (4, b"ftyphei"))),
    ("gambar HEIC", ((0, b"\0\0\0"), (4, b"ftypmif1"))),
    ("gambar AVIF", ((0, b"\0\0\0"), (4, b"ftypavif"))),
    ("rekaman M4A", ((0, b"\0\0\0"), (4, b"ftypM4A"))),
    ("rekaman WAV", ((0, b"RIFF"), (8, b"WAVE"))),
    ("rekaman Ogg", ((0, b"OggS\0"),)),
    ("rekaman MP3", ((0, b"ID3"), (4, b"\0"))),
    ("rekaman MP3", ((0, b"\xff\xfb"),)),
    ("rekaman FLAC", ((0, b"fLaC\0"),)),
    ("video MP4", ((0, b"\0\0\0"), (4, b"ftyp"))),
    ("video WebM", ((0, b"\x1aE\xdf\xa3"),)),
    ("video AVI", ((0, b"RIFF"), (8, b"AVI "))),
    ("video MPEG", ((0, b"\0\0\1\xba"),)),
    ("arsip 7z", ((0, b"7z\xbc\xaf'\x1c"),)),
    ("arsip RAR", ((0, b"Rar!\x1a\x07"),)),
    ("arsip bzip2", ((0, b"BZh"), (4, b"1AY&SY"))),
    ("arsip xz", ((0, b"\xfd7zXZ\0"),)),
    ("arsip zstd", ((0, b"(\xb5/\xfd"),)),
    ("arsip tar", ((257, b"ustar"),)),
    ("program Windows", ((0, b"MZ"), (62, b"\0\0"))),
    ("program Linux", ((0, b"\x7fELF"),)),
    ("program macOS", ((0, b"\xcf\xfa\xed\xfe"),)),
    ("program Java", ((0, b"\xca\xfe\xba\xbe"),)),
    ("program WebAssembly", ((0, b"\0asm"),)),
    ("basis data SQLite", ((0, b"SQLite format 3\0"),)),
    ("dokumen PostScript", ((0, b"%!PS"),)),
    ("dokumen RTF", ((0, b"{\\rtf"),)),
)
# The directory of a zip stands at its end, so the names are looked for anywhere.
_PACKAGES = (
    (b"xl/workbook.xml", "lembar kerja Excel"),
    (b"ppt/presentation.xml", "presentasi PowerPoint"),
    (b"AndroidManifest.xml", "aplikasi Android"),
    (b"application/epub+zip", "buku EPUB"),
    (b"application/vnd.oasis.opendocument", "dokumen OpenDocument"),
    (b"META-INF/MANIFEST.MF", "program Java"),
)
_SAVE_AS = "Simpan sebagai PDF atau DOCX, lalu kirim lagi."
_HINTS = {
    "arsip": "Buka dulu, lalu kirim dokumen di dalamnya satu per satu.",
    "gambar": "Kirim teksnya, atau PDF yang berisi teks.",
    "rekaman": "Kirim transkripnya sebagai teks.",
    "video": "Kirim transkripnya sebagai teks.",
    "program": "Kirim dokumennya saja.",
    "aplikasi": "Kirim dokumennya saja.",
}
_OLD = (
    "Ini dokumen Office lama (.doc), atau dokumen yang dikunci kata sandi. Simpan sebagai .docx "
    "tanpa kata sandi, lalu kirim lagi."
)


def format_of(content: bytes) -> Format | None:
    """PDF or DOCX; None for what may be text. Raises Unreadable for what is known as neither."""
    if b"%PDF-" in content[:_PDF_HEAD]:
        return Format.PDF
    if content.startswith(_ZIP):
        return _package(content)
    if content.startswith(_OLD_OFFICE):
        raise Unreadable(_OLD)
    for what, marks in _MARKS:
        if all(content.startswith(mark, start) for start, mark in marks):
            raise refusal(what)
    return None


def refusal(what: str) -> Unreadable:
    """Why `what`, whose first word is its sort, is not taken in."""
    hint = _HINTS.get(what.split()[0], _SAVE_AS)
    return Unreadable(f"Ini {what}, yang tidak dapat dibaca sebagai dokumen. {hint}")


def _package(content: bytes) -> Format:
    if b"word/" in content and b"[Content_Types].xml" in content:
        return Format.DOCX
    raise refusal(next((what for name, what in _PACKAGES if name in content), "arsip ZIP"))
