from io import BytesIO

import docx
import pytest

from corpus.draft import Unreadable
from corpus.formats.docx import read
from corpus.limits import LIMITS, Limits
from tests.support.files import word, word_of, zipped


def run(text: str, tag: str = "t") -> str:
    return f"<w:r><w:{tag}>{text}</w:{tag}></w:r>"


def paragraph(*inside: str) -> str:
    return f"<w:p>{''.join(inside)}</w:p>"


def test_paragraphs_and_tables_come_in_their_order() -> None:
    table = [["Kecamatan", "TPS"], ["Utara", "68"], ["", ""]]
    assert read(word("Satu.", table, "", "Dua."), LIMITS).text == (
        "Satu.\n\n| Kecamatan | TPS |\n| Utara | 68 |\n\nDua."
    )


def test_a_table_of_one_column_is_only_a_frame() -> None:
    assert read(word([["Satu."], ["Dua."]]), LIMITS).text == "Satu.\n\nDua."


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (paragraph(run("Polisi"), "<w:r><w:tab/><w:t>640</w:t></w:r>"), "Polisi\t640"),
        (paragraph(run("a"), "<w:r><w:br/></w:r>", run("b")), "a\nb"),
        (paragraph(run("siap"), f"<w:ins>{run(' jaga')}</w:ins>"), "siap jaga"),
        (paragraph(run("siap"), f"<w:del>{run(' tidak', 'delText')}</w:del>"), "siap"),
        (paragraph(run("siap"), f"<w:moveFrom>{run(' lama')}</w:moveFrom>"), "siap"),
        (paragraph(run(" PAGE ", "instrText"), run("3")), "3"),
        (f"<w:sdt><w:sdtContent>{paragraph(run('Isian'))}</w:sdtContent></w:sdt>", "Isian"),
        (paragraph(f"<w:hyperlink>{run('tautan')}</w:hyperlink>"), "tautan"),
        (
            paragraph(
                run("Isi"),
                '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/'
                'markup-compatibility/2006"><mc:Choice><w:txbxContent>'
                f"{paragraph(run('Kotak'))}</w:txbxContent></mc:Choice><mc:Fallback>"
                f"<w:txbxContent>{paragraph(run('Kotak'))}</w:txbxContent></mc:Fallback>"
                "</mc:AlternateContent>",
            ),
            "Isi\nKotak",
        ),
    ],
    ids=["tab", "br", "ins", "del", "moveFrom", "field", "control", "link", "box"],
)
def test_the_text_is_what_stands_there_with_all_changes_accepted(body: str, text: str) -> None:
    assert read(word_of(body), LIMITS).text == text


@pytest.mark.parametrize(
    ("title", "found"),
    [("Laporan Kesiapan Pilkada", True), ("Word Document", False), ("laporan akhir.docx", False)],
)
def test_a_title_is_taken_only_where_somebody_wrote_it(title: str, found: bool) -> None:
    assert read(word("Isi.", title=title), LIMITS).fields == ({"title": title} if found else {})


def test_a_heading_at_the_top_is_the_title_before_any_property() -> None:
    document, stream = docx.Document(), BytesIO()
    document.core_properties.title = "Templat surat dinas"
    document.add_heading("Siaran Pers", level=0)
    document.add_paragraph("Isi.")
    document.save(stream)
    draft = read(stream.getvalue(), LIMITS)
    assert (draft.fields, draft.text) == ({"title": "Siaran Pers"}, "Siaran Pers\n\nIsi.")


def test_numbers_that_word_makes_by_itself_are_said_to_be_missing() -> None:
    body = paragraph("<w:pPr><w:numPr/></w:pPr>", run("Setiap orang"))
    (remark,) = read(word_of(body), LIMITS).remarks
    assert remark.startswith("Nomor yang dibuat otomatis oleh Word tidak ikut terbaca")


def test_what_is_packed_into_a_document_is_never_opened() -> None:
    bomb = zipped({"a": b"\0" * 900_000})
    parts = {"word/embeddings/a.zip": bomb, "word/media/a.png": b"bukan gambar"}
    assert read(word_of(paragraph(run("Isi")), parts=parts), LIMITS).text == "Isi"


@pytest.mark.parametrize(
    "limits", [Limits(unpacked=1000), Limits(parts=2), Limits(ratio=2)], ids=["all", "parts", "one"]
)
def test_a_package_that_unpacks_to_too_much_is_refused(limits: Limits) -> None:
    body = paragraph(run("a" * 1_100_000))
    with pytest.raises(Unreadable, match="memuai jauh melebihi"):
        read(word_of(body), limits)
