"""Files made to do harm, each refused with its reason by a process that stays small."""

from __future__ import annotations

import gzip
import random
import socket
import struct
import subprocess
import sys
import tarfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader, PdfWriter

from corpus.draft import Feed, Unreadable
from corpus.extract import extract
from corpus.limits import Limits
from tests.support.files import pdf, pdf_of, word, word_of, zipped

ROOT = Path(__file__).parents[2]
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PARAGRAPH = "<w:p><w:r><w:t>Isi</w:t></w:r></w:p>"
LAUGHS = '[<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]'
MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
SOON = Limits(seconds=2.0)

TOO_LARGE = "terlalu besar setelah dibuka"
TOO_SLOW = "terlalu lama dibaca"
TOO_LONG = "lebih panjang dari 2.000.000 karakter"
DEEP = "bersarang terlalu dalam"
BROKEN = "rusak atau tidak lengkap, sehingga tidak terbaca sebagai "
SWELLS = "memuai jauh melebihi yang wajar"
ENTITIES = "mendeklarasikan entitas"

Case = tuple[str, Callable[[], bytes], str]


def locked_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf("Rahasia."))))
    writer.encrypt("sandi", algorithm="RC4-128")
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def pdf_that_draws_itself() -> bytes:
    """Each form draws the next one ten times."""
    forms = [
        "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 60 "
        f"/Resources << /XObject << /X {at + 1} 0 R >> >> >>\nstream\n".encode()
        + b"/X Do " * 10
        + b"\nendstream"
        for at in range(4, 14)
    ]
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] "
        b"/Resources << /XObject << /X 4 0 R >> >> /Contents 4 0 R >>"
    )
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return pdf_of([CATALOG, pages, page, *forms, forms[-1]], "")


def pdf_of_pages(kids: bytes, count: int) -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    tree = b"<< /Type /Pages /Kids [" + kids + f"] /Count {count} >>".encode()
    return pdf_of([CATALOG, tree, page], "")


def lying_docx() -> bytes:
    """Its directory says a thousand bytes; a hundred million are there."""
    honest = word_of(PARAGRAPH + " " * 100_000_000)
    size = ZipFile(BytesIO(honest)).getinfo("word/document.xml").file_size
    return honest.replace(struct.pack("<I", size), struct.pack("<I", 1000))


def locked_docx() -> bytes:
    """Every part is marked as encrypted, in its header and in the directory."""
    content = bytearray(word("Isi"))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + flags] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


def tar_gz() -> bytes:
    stream = BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        archive.add(__file__, "surat.docx")
    return stream.getvalue()


def rss(before: str, title: str) -> bytes:
    return (
        f'<?xml version="1.0"?>{before}<rss><channel><item><title>{title}</title>'
        "<link>https://teduh.example/1</link></item></channel></rss>"
    ).encode()


def noise(start: bytes) -> bytes:
    return start + random.Random(4).randbytes(100_000)


REFUSED: list[Case] = [
    # What it is not
    ("nothing", lambda: b"", "kosong"),
    ("zeros", lambda: b"\0" * 1_000_000, "kosong"),
    ("more than may be", lambda: b"a" * 20_000_001, "lebih besar dari 20 MB"),
    ("a photo", lambda: noise(b"\xff\xd8\xff\xe0"), "Ini gambar JPEG"),
    ("a video", lambda: noise(b"\0\0\0\x18ftypisom"), "Ini video MP4"),
    ("a drawing", lambda: b'<svg xmlns="x" onload="alert(1)"></svg>', "Ini gambar SVG"),
    ("a program", lambda: b"MZ\x90\0" + b"\0" * 60 + b"PE", "Ini program Windows"),
    ("an archive", lambda: zipped({"surat.docx": word("Isi")}), "Ini arsip ZIP"),
    ("an archive in gzip", tar_gz, "Ini arsip tar"),
    ("a spreadsheet", lambda: zipped({"xl/workbook.xml": b""}), "Ini lembar kerja Excel"),
    ("an old document", lambda: noise(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "dokumen Office lama"),
    ("noise", lambda: noise(b"\x01"), "bukan teks"),
    ("noise that says it is a page", lambda: noise(b"<html>"), "bukan teks"),
    ("XML of another kind", lambda: b'<?xml version="1.0"?><faktur/>', "Ini XML <faktur>"),
    # gzip
    ("a gzip bomb", lambda: gzip.compress(b"\0" * 100_000_000), "lebih besar dari 20 MB"),
    ("gzip in gzip", lambda: gzip.compress(gzip.compress(b"Isi")), "gzip di dalam gzip"),
    ("gzip cut off", lambda: gzip.compress(b"Isi " * 9)[:-9], "gzip berkas ini rusak"),
    ("gzip of noise", lambda: noise(b"\x1f\x8b\x08\0"), "gzip berkas ini rusak"),
    # PDF
    ("only a PDF's header", lambda: b"%PDF-1.7\n", BROKEN + "PDF"),
    ("a PDF cut off", lambda: pdf("Isi " * 99)[:400], BROKEN + "PDF"),
    ("noise that says it is a PDF", lambda: noise(b"%PDF-1.4\n"), BROKEN + "PDF"),
    ("a scan", lambda: pdf(None, None), "hasil pindai"),
    ("a locked PDF", locked_pdf, "dienkripsi"),
    ("pages that hold themselves", lambda: pdf_of_pages(b"2 0 R 2 0 R", 2), BROKEN + "PDF"),
    (
        "one page as many",
        lambda: pdf_of_pages(b"3 0 R " * 50_000, 50_000),
        "lebih dari 2000 halaman",
    ),
    ("a count of pages that is a lie", lambda: pdf_of_pages(b"", 10**9), "tidak berisi teks"),
    ("arrays in arrays", lambda: pdf_of([CATALOG, b"[" * 99_999 + b"]" * 99_999], ""), DEEP),
    ("a page that inflates", lambda: pdf(b" " * 100_000_000, compress=True), TOO_LARGE),
    ("forms that draw forms", pdf_that_draws_itself, "tidak berisi teks"),
    ("too many words", lambda: pdf(*["a" * 30_000] * 70, compress=True), TOO_LARGE),
    # DOCX
    ("a document cut off", lambda: word("Isi")[:-40], BROKEN + "DOCX"),
    ("a document without its text", lambda: _without_text(), BROKEN + "DOCX"),
    ("a document of tags left open", lambda: word_of("<w:p>"), BROKEN + "DOCX"),
    ("a locked document", locked_docx, "dikunci kata sandi"),
    ("a picture that inflates", lambda: word_of("", parts={"a.png": b"\0" * 110_000_000}), SWELLS),
    ("text that inflates", lambda: word_of(" " * 50_000_000), SWELLS),
    ("a directory that lies", lying_docx, BROKEN + "DOCX"),
    ("a thousand parts too many", lambda: _many_parts(), SWELLS),
    (
        "a document that laughs",
        lambda: word_of(PARAGRAPH, f"<!DOCTYPE w {LAUGHS}>"),
        "deklarasi XML",
    ),
    (
        "a document with a DTD elsewhere",
        lambda: word_of("", '<!DOCTYPE w SYSTEM "x">'),
        "deklarasi",
    ),
    (
        "controls in controls",
        lambda: word_of("<w:sdt>" * 9_000 + "</w:sdt>" * 9_000),
        BROKEN + "DOCX",
    ),
    # Pages
    ("a million nested tags", lambda: b"<html>" + b"<div>" * 1_000_000 + b"Isi", DEEP),
    ("a million tags left open", lambda: b"<html><b>" + b"<i><b>" * 500_000 + b"Isi", DEEP),
    ("a word of eleven million letters", lambda: b"<p>" + b"x" * 11_000_000, "terlalu panjang"),
    ("a page of references", lambda: b"<p>" + b"&lt; " * 1_100_000, TOO_LONG),
    ("a comment that never ends", lambda: b"<html><!--" + b"- " * 900_000, "tidak memuat teks"),
    ("only a script", lambda: b"<html><script>while(1){}</script></html>", "tidak memuat teks"),
    # Feeds and sitemaps
    ("a feed that laughs", lambda: rss(f"<!DOCTYPE rss {LAUGHS}>", "&c;"), ENTITIES),
    (
        "a feed that opens a file",
        lambda: rss('<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;"),
        ENTITIES,
    ),
    (
        "a sitemap with a parameter entity",
        lambda: b'<!DOCTYPE urlset [<!ENTITY % a SYSTEM "http://127.0.0.1/"> %a;]><urlset/>',
        ENTITIES,
    ),
    (
        "a sitemap cut off",
        lambda: f'<urlset xmlns="{MAP}"><url><loc>'.encode(),
        BROKEN + "peta situs",
    ),
    ("a sitemap of tags", lambda: b"<urlset>" + b"<url>" * 100_000, BROKEN + "peta situs"),
    ("a feed of nothing", lambda: b"<rss><channel></channel></rss>", "Tidak ada alamat halaman"),
    # Records and text
    ("a list in a list", lambda: b'{"text": ' + b"[" * 1_000_000, DEEP),
    ("a number without end", lambda: b'{"id": ' + b"9" * 1_000_000 + b"}", "Baris 1: JSON"),
    ("half a surrogate pair", lambda: b'{"text": "a\\ud800"}', "karakter kendali"),
    ("an object of Python", lambda: b"---\nid: !!python/object/apply:os.abort []\n---\n", "YAML"),
    ("an alias of aliases", lambda: _aliases(), "diawali * dengan tanda kutip"),
    ("flow in flow", lambda: b"---\nid: " + b"[" * 20_000 + b"\n---\nIsi", "Baris 2"),
    ("a text without end", lambda: b"kata " * 600_000, TOO_LONG),
]


def _without_text() -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", "word/styles.xml": b"<a/>"})


def _many_parts() -> bytes:
    return word_of(PARAGRAPH, parts={f"word/{number}": b"" for number in range(6_000)})


def _aliases() -> bytes:
    levels = ["a0: &a0 [x, x]"]
    levels += [f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]" for at in range(1, 9)]
    return "---\nregime: [{}]\n---\nIsi".format(
        ", ".join(level.partition(": ")[2] for level in levels)
    ).encode()


@pytest.mark.parametrize(
    ("build", "reason"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_a_hostile_file_is_refused_with_its_reason(build: Callable[[], bytes], reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        extract(build(), "surat.pdf", "application/pdf")
    assert reason in str(refused.value)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    "build",
    [
        lambda: b"<html><p " + b" ".join(b"a%d" % at for at in range(200_000)) + b">Isi",
        lambda: b"<rss><channel>" + b"<a>" * 1_000_000,
        lambda: pdf(b"BT /F1 9 Tf (" + b"a" * 60_000_000 + b") Tj ET", compress=True),
    ],
    ids=["a page of attributes", "a feed of tags", "a word in a PDF"],
)
def test_a_file_that_never_ends_is_stopped(build: Callable[[], bytes]) -> None:
    with pytest.raises(Unreadable, match=TOO_SLOW):
        extract(build(), "", limits=SOON)


def test_nothing_that_a_file_names_is_fetched() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        page = (
            f'<html><head><base href="{address}/"><link rel="canonical" href="{address}/a">'
            f'<meta http-equiv="refresh" content="0;url={address}"></head><body>'
            f'<img src="{address}/b"><iframe src="{address}/c"></iframe><p>Polisi siap.</p>'
        )
        urls = f'<!DOCTYPE urlset SYSTEM "{address}/x.dtd"><urlset xmlns="{MAP}"><url><loc>'
        feed = f'<!DOCTYPE rss PUBLIC "x" "{address}/x.dtd"><rss><channel><item><link>'
        for content in (
            page,
            f"{urls}{address}/1</loc></url></urlset>",
            f"{feed}{address}/1</link></item></channel></rss>",
        ):
            assert extract(content.encode(), "", url=address)
        server.settimeout(0.2)
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize(
    "start", ["socket.create_connection(('127.0.0.1', 9))", "subprocess.run(['true'])", "os.fork()"]
)
def test_a_reader_that_was_taken_over_reaches_nobody(start: str) -> None:
    program = (
        "import os, socket, subprocess\n"
        "from corpus.formats.__main__ import confine\n"
        "from corpus.limits import LIMITS\n"
        f"confine(LIMITS)\ntry: {start}\nexcept PermissionError: print('ditolak')"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert ran.stdout == "ditolak\n"


def test_a_sitemap_of_fifty_thousand_pages_is_shortened() -> None:
    urls = b"".join(b"<url><loc>https://a.example/%d</loc></url>" % at for at in range(50_000))
    found = extract(b"<urlset>" + urls + b"</urlset>", "")
    assert isinstance(found, Feed)
    assert (len(found.entries), found.more) == (200, 49_800)


def test_the_reader_never_needs_a_gigabyte(tmp_path: Path) -> None:
    (tmp_path / "page").write_bytes(b"<html><body>" + b"<p>a" * 4_900_000)
    (tmp_path / "word").write_bytes(word_of("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 1_400_000))
    program = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from corpus.extract import extract_file\n"
        "from corpus.draft import Unreadable\n"
        "for name in sys.argv[1:]:\n"
        "    try: extract_file(Path(name))\n"
        "    except Unreadable as error: print(error)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "page"), str(tmp_path / "word")],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    *reasons, peak = ran.stdout.splitlines()
    assert len(reasons) == 2
    assert int(peak) * 1024 < 1_000_000_000
