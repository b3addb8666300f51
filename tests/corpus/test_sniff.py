import pytest

from corpus.draft import Unreadable
from corpus.formats.format import Format
from corpus.formats.magic import format_of
from corpus.formats.sniff import text_format_of
from tests.support.files import pdf, word, zipped

XML = '<?xml version="1.0" encoding="utf-8"?>\n<!-- a -->\n'
XHTML = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" '
    '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">'
)


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("<!doctype html><p>Isi", Format.HTML),
        ("\n <HTML lang=id>", Format.HTML),
        (f'{XML}{XHTML}<html xmlns="http://www.w3.org/1999/xhtml">', Format.HTML),
        ("<div><p>Potongan halaman</p></div>", Format.HTML),
        (f'{XML}<rss version="2.0">', Format.FEED),
        ('<feed xmlns="http://www.w3.org/2005/Atom">', Format.FEED),
        (f'{XML}<rdf:RDF xmlns:rdf="x">', Format.FEED),
        ('<!DOCTYPE rss [<!ENTITY a "b">]><rss>', Format.FEED),
        (f"{XML}<urlset>", Format.SITEMAP),
        ("<sitemapindex>", Format.SITEMAP),
        ("---\nid: a\n---\nIsi", Format.MARKDOWN),
        ('{"id": "a", "text": "b"}\n', Format.JSONL),
        ("---\n\nGaris pembuka saja", Format.TEXT),
        ("BMKG mengeluarkan peringatan dini.", Format.TEXT),
        ("MZ, ID3, dan PK adalah singkatan.", Format.TEXT),
        ("5 < 6", Format.TEXT),
        ("{tanda kurung}", Format.TEXT),
    ],
)
@pytest.mark.parametrize("name", ["berkas.txt", "berkas.pdf", ""])
def test_a_text_is_what_it_begins_with_whatever_it_is_called(
    text: str, format: Format, name: str
) -> None:
    assert format_of(text.encode()) is None
    assert text_format_of(text, name, "application/octet-stream") is format


@pytest.mark.parametrize(
    ("name", "content_type", "format"),
    [
        ("a.html", None, Format.HTML),
        ("a.txt", "text/html; charset=utf-8", Format.HTML),
        ("a.html", "application/x-ndjson", Format.JSONL),
        ("a.jsonl", "text/plain", Format.JSONL),
        ("a", "text/plain", Format.TEXT),
        ("a.pdf", "application/pdf", Format.TEXT),
    ],
)
def test_where_the_text_does_not_tell_the_type_counts_before_the_name(
    name: str, content_type: str | None, format: Format
) -> None:
    assert text_format_of("Isi saja", name, content_type) is format


@pytest.mark.parametrize(
    ("content", "format"),
    [
        (pdf("Isi"), Format.PDF),
        (b"\r\n\xef\xbb\xbfpindaian\n" + pdf("Isi"), Format.PDF),
        (word("Isi"), Format.DOCX),
    ],
)
def test_pdf_and_docx_are_known_by_their_bytes(content: bytes, format: Format) -> None:
    assert format_of(content) is format


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "gambar JPEG"),
        (b"\x89PNG\r\n\x1a\n", "gambar PNG"),
        (b"GIF89a\1\0", "gambar GIF"),
        (b"BM\x36\0\0\0\0\0\0\0\x36", "gambar BMP"),
        (b"RIFF\1\0\0\0WEBPVP8 ", "gambar WebP"),
        (b"\0\0\0\x18ftypheic", "gambar HEIC"),
        (b"\0\0\0\x18ftypisom", "video MP4"),
        (b"\x1aE\xdf\xa3\1", "video WebM"),
        (b"RIFF\1\0\0\0AVI LIST", "video AVI"),
        (b"ID3\3\0\0", "rekaman MP3"),
        (b"OggS\0\2", "rekaman Ogg"),
        (b"Rar!\x1a\x07\1\0", "arsip RAR"),
        (b"7z\xbc\xaf'\x1c\0\4", "arsip 7z"),
        (b"x" * 257 + b"ustar\0", "arsip tar"),
        (zipped({"catatan.txt": b"Isi"}), "arsip ZIP"),
        (zipped({}), "arsip ZIP"),
        (zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "lembar kerja Excel"),
        (zipped({"ppt/presentation.xml": b""}), "presentasi PowerPoint"),
        (zipped({"AndroidManifest.xml": b""}), "aplikasi Android"),
        (b"MZ\x90\0" + b"\0" * 60 + b"PE", "program Windows"),
        (b"\x7fELF\2\1", "program Linux"),
        (b"SQLite format 3\0", "basis data SQLite"),
        (b"%!PS-Adobe-3.0", "dokumen PostScript"),
        (b"{\\rtf1\\ansi", "dokumen RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "dokumen Office lama (.doc)"),
    ],
)
def test_what_is_no_document_is_refused_by_its_name(content: bytes, what: str) -> None:
    with pytest.raises(Unreadable) as refused:
        format_of(content)
    assert str(refused.value).startswith(f"Ini {what}, ")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('<svg xmlns="http://www.w3.org/2000/svg">', "Ini gambar SVG, "),
        ('<?xml version="1.0"?><faktur>', "Ini XML <faktur>, "),
        ("\0\1\2\3abcdef", "Isi berkas ini bukan teks."),
        ("\ufffd\ufffd\ufffdabc", "Isi berkas ini bukan teks."),
    ],
)
def test_text_that_is_none_to_read_is_refused(text: str, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        text_format_of(text, "a.txt", None)
    assert str(refused.value).startswith(reason)
