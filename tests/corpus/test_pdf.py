from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from corpus.draft import Unreadable
from corpus.formats.pdf import read
from corpus.limits import LIMITS, Limits
from tests.support.files import pdf, pdf_of

LINE = "Polres Kota Teduh menyiapkan 640 personel untuk menjaga 512 TPS pada hari pemungut-"


def locked(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf("Rahasia."))))
    writer.encrypt(password, "pemilik", algorithm="RC4-128")
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


@pytest.mark.parametrize("compress", [False, True])
def test_the_layer_of_text_is_read_as_running_text(compress: bool) -> None:
    printed = pdf(f"{LINE}\nan suara (Pasal 5).", "Halaman dua.", compress=compress)
    assert read(printed, LIMITS).text == (
        f"{LINE.removesuffix('-')}an suara (Pasal 5).\n\nHalaman dua."
    )


@pytest.mark.parametrize(
    ("info", "title"),
    [
        ("/Title (Laporan Kesiapan Pilkada 2024)", "Laporan Kesiapan Pilkada 2024"),
        ("/Title (Microsoft Word - laporan akhir.docx)", None),
        ("/Title (laporan akhir.pdf)", None),
        ("/Title (untitled document)", None),
        ("/Title (scan0001)", None),
        ("/Title ()", None),
        ("/CreationDate (D:20240210080000) /Author (Budi)", None),
    ],
)
def test_a_title_is_taken_only_where_somebody_wrote_it(info: str, title: str | None) -> None:
    found = read(pdf("Isi.", info=info), LIMITS).fields
    assert found == ({} if title is None else {"title": title})


def test_a_scan_is_refused_as_a_scan() -> None:
    with pytest.raises(Unreadable, match="hasil pindai: hanya gambar"):
        read(pdf(None, None), LIMITS)


def test_a_pdf_with_neither_text_nor_pictures_says_so() -> None:
    with pytest.raises(Unreadable, match="tidak berisi teks"):
        read(pdf(b""), LIMITS)


def test_pages_without_text_are_named() -> None:
    draft = read(pdf("Satu.", None, "Tiga.", *[None] * 12), LIMITS)
    assert draft.text == "Satu.\n\nTiga."
    assert draft.remarks == (
        "Halaman tanpa teks, mungkin hasil pindai: 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, ….",
    )


def test_a_pdf_that_is_only_locked_against_printing_is_read() -> None:
    assert read(locked(""), LIMITS).text == "Rahasia."


def test_a_pdf_with_a_password_is_refused_as_encrypted() -> None:
    with pytest.raises(Unreadable, match="PDF ini dienkripsi"):
        read(locked("sandi"), LIMITS)


def test_encryption_that_is_not_known_here_is_refused_as_such() -> None:
    zeros = {"O": 48, "U": 48, "OE": 32, "UE": 32, "Perms": 16}
    keys = " ".join(f"/{name} <{'00' * size}>" for name, size in zeros.items())
    encrypt = (
        f"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 5 /R 6 /Length 256 /P -4 {keys} "
        "/StmF /StdCF /StrF /StdCF /CF << /StdCF << /CFM /AESV3 /Length 32 >> >> >>"
    )
    tree = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]
    with pytest.raises(Unreadable, match="PDF ini dienkripsi"):
        read(pdf_of(tree, encrypt), LIMITS)


@pytest.mark.parametrize(
    ("limits", "reason"),
    [(Limits(pages=2), "lebih dari 2 halaman"), (Limits(text=10), "terlalu besar setelah dibuka")],
)
def test_what_is_longer_than_allowed_is_refused(limits: Limits, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read(pdf("Satu dua.", "Tiga empat.", "Lima enam."), limits)
