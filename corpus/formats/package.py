"""An Office file is a zip, and a zip may unpack to anything: its directory is checked before a byte
is inflated, and what is inflated is counted, for a directory can lie. Pictures are left packed."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from corpus.draft import Unreadable
from corpus.limits import Limits

_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
_SMALL = 1_000_000
_CHUNK = 65_536
_READ = (".xml", ".rels")
_SIZE = (
    "Dokumen ini memuai jauh melebihi yang wajar saat dibuka. Simpan ulang sebagai .docx, atau "
    "salin teksnya dan kirim sebagai teks biasa."
)
_LOCKED = "Dokumen ini dikunci kata sandi. Simpan tanpa kata sandi, lalu kirim lagi."
_ENTITIES = (
    "Dokumen ini memuat deklarasi XML yang tidak ada dalam dokumen Word biasa. Simpan ulang "
    "sebagai .docx, lalu kirim lagi."
)
_DECLARATION = b"<!DOCTYPE"


def unpacked(content: bytes, limits: Limits) -> BytesIO:
    """The same package without compression: its XML, and an empty part for every other.

    Raises Unreadable, and BadZipFile for what is damaged.
    """
    if content.count(_ENTRY) > limits.parts:
        raise Unreadable(_SIZE)
    target = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(target, "w", ZIP_STORED) as plain:
        parts = {part.filename: part for part in source.infolist()}
        _check(list(parts.values()), limits)
        for name, part in parts.items():
            plain.writestr(name, _inflated(source, part) if name.endswith(_READ) else b"")
    target.seek(0)
    return target


def _check(parts: list[ZipInfo], limits: Limits) -> None:
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise Unreadable(_LOCKED)
    swollen = any(part.file_size > max(_SMALL, limits.ratio * part.compress_size) for part in parts)
    if swollen or sum(part.file_size for part in parts) > limits.unpacked:
        raise Unreadable(_SIZE)


def _inflated(source: ZipFile, part: ZipInfo) -> bytes:
    """The part, read in pieces: asked for all at once, zipfile inflates everything that is there
    before it cuts off what the directory does not account for."""
    with source.open(part) as stream:
        data = b"".join(iter(lambda: stream.read(_CHUNK), b""))
    if len(data) != part.file_size:
        raise BadZipFile(part.filename)
    if _DECLARATION in data:
        raise Unreadable(_ENTITIES)
    return data
