import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given

from bot.keeping.folder import FOLDERS
from bot.keeping.intake import Intake, add
from corpus.areas import bundled
from corpus.document import Document, Form, Kind
from corpus.fetch import Fetched, FetchRefused
from corpus.publishers import Publishers
from corpus.read import MAX_BYTES, Rejected, read
from tests.support.documents import documents
from tests.support.files import pdf, word
from tests.support.statutes import law, printed

ARTICLE = "Polresta Gelar Simulasi Sispamkota\n\nSimulasi melibatkan 640 personel."


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return tmp_path / "corpus"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    return written(tmp_path / "Sispamkota (Teduh).txt", ARTICLE)


def written(file: Path, content: str) -> Path:
    file.write_text(content, encoding="utf-8")
    return file


def line(id: str, text: str = "Isi.", **fields: Any) -> str:
    return json.dumps({"id": id, "text": text, **fields}) + "\n"


def held(corpus: Path) -> list[Document]:
    """The documents of the corpus, none of its files being bad."""
    reading = read([corpus], bundled())
    assert reading.rejected == ()
    return list(reading.documents)


def files(corpus: Path) -> list[str]:
    """Every file of the corpus, hidden ones too."""
    return sorted(
        file.relative_to(corpus).as_posix() for file in corpus.rglob("*") if file.is_file()
    )


def reasons(taken: Intake) -> list[str]:
    """Of files; the folder is left out."""
    files = [one for one in taken.rejected if isinstance(one, Rejected)]
    assert len(files) == len(taken.rejected)
    return [f"{one.file.name}:{one.line}: {one.reason}" for one in files]


# A text


def test_a_text_goes_in_whole_under_its_own_name(corpus: Path, article: Path) -> None:
    (added,) = add([article], {}, corpus).added
    assert added.file == corpus / "berita" / "sispamkota-teduh.md"
    assert held(corpus) == [added.document]
    assert added.document == Document(
        id="sispamkota-teduh",
        title="Polresta Gelar Simulasi Sispamkota",
        form=Form.ORIGINAL,
        drill=True,
        text=ARTICLE,
    )


def test_what_a_text_does_not_tell_is_taken_from_the_fields(corpus: Path, article: Path) -> None:
    fields = {
        "id": "sispamkota-2023",
        "title": "Judul: lain",
        "publisher": "Polresta",
        "url": "https://contoh.example/a",
        "published_on": "2023-10",
        "kind": "statement",
        "area": "kota-balikpapan",
        "regime": ["pemilu"],
        "drill": False,
    }
    (added,) = add([article], fields, corpus).added
    assert added.file == corpus / "pernyataan" / "sispamkota-2023.md"
    assert held(corpus) == [Document.model_validate({**fields, "text": ARTICLE})]
    assert added.unrecorded == ()


def test_what_nobody_told_is_named(corpus: Path, article: Path) -> None:
    (added,) = add([article], {"publisher": "Polresta"}, corpus).added
    assert added.unrecorded == ("url", "published_on", "area")


def test_a_text_named_in_another_script_gets_a_name(corpus: Path, tmp_path: Path) -> None:
    (added,) = add([written(tmp_path / "한글.txt", "Isi.")], {}, corpus).added
    assert added.document.id.isalnum()
    assert held(corpus) == [added.document]


@pytest.mark.parametrize(
    ("content", "fields", "reason"),
    [
        ("", {}, "text: kosong"),
        ("a\x00", {}, "text: berisi karakter kendali '\\x00' di posisi 1"),
        (
            ARTICLE,
            {"area": "balikpapan"},
            "wilayah 'balikpapan' tidak dikenal; maksud Anda 'kota-balikpapan'?",
        ),
        (
            ARTICLE,
            {"published_on": "kemarin"},
            "published_on: 'kemarin' bukan tanggal; tulis 2023-10-02, 2023-10, atau 2023",
        ),
        (ARTICLE, {"url": "kpu.go.id"}, "url: 'kpu.go.id' bukan alamat http atau https"),
    ],
)
def test_a_text_that_is_no_document_changes_nothing(
    corpus: Path, tmp_path: Path, content: str, fields: dict[str, str], reason: str
) -> None:
    taken = add([written(tmp_path / "a.txt", content)], fields, corpus)
    assert (taken.added, reasons(taken)) == ((), [f"a.txt:1: {reason}"])
    assert not corpus.exists()


def test_a_text_from_another_system_is_accepted(corpus: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.TXT"
    file.write_bytes(b"\xef\xbb\xbfJudul\r\n\r\nIsi.\r\n")
    (added,) = add([file], {}, corpus).added
    assert added.document.text == "Judul\n\nIsi."


def test_a_text_that_is_not_utf_8_is_rejected_with_its_line(corpus: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"Judul\n\n\xe9")
    assert reasons(add([file], {}, corpus)) == ["a.txt:3: bukan UTF-8 (byte 0xe9)"]


def test_a_text_that_is_too_large_is_rejected(corpus: Path, tmp_path: Path) -> None:
    file = written(tmp_path / "a.txt", "Isi.")
    os.truncate(file, MAX_BYTES + 1)
    assert reasons(add([file], {}, corpus)) == ["a.txt:1: lebih besar dari 20 MB"]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.jsonl", "a.pdf"])
def test_a_file_that_does_not_exist_is_rejected_as_such(corpus: Path, name: str) -> None:
    assert reasons(add([corpus / name], {}, corpus)) == [f"{name}:1: tidak ada"]


# Other formats


def test_the_documents_of_jsonl_become_a_file_each_in_the_folder_of_their_kind(
    corpus: Path, tmp_path: Path
) -> None:
    lines = [line(f"a-{kind}", kind=kind, area="jakarta") for kind in Kind]
    taken = add([written(tmp_path / "x.jsonl", "".join(lines))], {}, corpus)
    assert taken.rejected == ()
    assert files(corpus) == sorted(f"{folder}/a-{kind}.md" for kind, folder in FOLDERS.items())
    assert {document.kind for document in held(corpus)} == set(Kind)


def test_markdown_is_taken_as_it_tells_itself(corpus: Path, tmp_path: Path) -> None:
    file = written(tmp_path / "x.md", "---\nid: a\nkind: guide\n---\n\n# Judul\n\nIsi.\n")
    (added,) = add([file], {}, corpus).added
    assert added.file == corpus / "panduan" / "a.md"
    assert held(corpus) == [
        Document(id="a", kind=Kind.GUIDE, title="Judul", text="# Judul\n\nIsi.")
    ]


def test_fields_are_for_texts_only(corpus: Path, tmp_path: Path, article: Path) -> None:
    file = written(tmp_path / "x.jsonl", line("a"))
    taken = add([file, article], {"publisher": "KPU", "area": "jakarta"}, corpus)
    assert reasons(taken) == [
        "x.jsonl:1: area, publisher: hanya untuk yang bukan .md atau .jsonl; "
        "tulis di dalam berkasnya"
    ]
    assert [added.document.publisher for added in taken.added] == ["KPU"]


def test_the_bad_are_rejected_with_their_lines_and_the_good_go_in(
    corpus: Path, tmp_path: Path, article: Path
) -> None:
    jsonl = written(
        tmp_path / "x.jsonl", line("b") + "{\n" + line("a") + line("c", area="atlantis")
    )
    pdf = written(tmp_path / "x.pdf", "%PDF-1.7")
    taken = add([jsonl, pdf, article], {}, corpus)
    assert [added.document.id for added in taken.added] == ["b", "a", "sispamkota-teduh"]
    assert [one.split(" (")[0] for one in reasons(taken)[:2]] == [
        "x.jsonl:2: bukan JSON",
        "x.jsonl:4: wilayah 'atlantis' tidak dikenal",
    ]
    assert reasons(taken)[2].startswith("x.pdf:1: Berkas ini rusak")
    assert held(corpus) == sorted((added.document for added in taken.added), key=lambda d: d.id)


# What is there already


def test_the_same_document_is_taken_once(corpus: Path, article: Path, tmp_path: Path) -> None:
    file = written(tmp_path / "x.jsonl", line("a", "\n Isi berspasi. \n"))
    add([article, file], {}, corpus)
    before = {name: (corpus / name).read_bytes() for name in files(corpus)}
    taken = add([article, file], {}, corpus)
    assert taken.added == ()
    assert reasons(taken) == [
        f"{article.name}:1: 'sispamkota-teduh' sudah ada dalam korpus",
        "x.jsonl:1: 'a' sudah ada dalam korpus",
    ]
    assert {name: (corpus / name).read_bytes() for name in files(corpus)} == before


def test_an_id_in_use_keeps_what_it_names(corpus: Path, tmp_path: Path) -> None:
    lines = line("a") + line("b") + line("a", "Lain.") + line("b", kind="guide")
    taken = add([written(tmp_path / "x.jsonl", lines)], {}, corpus)
    assert reasons(taken) == [
        "x.jsonl:3: 'a' id sudah dipakai dokumen lain",
        "x.jsonl:4: 'b' id sudah dipakai dokumen lain",
    ]
    assert [(document.id, document.text) for document in held(corpus)] == [
        ("a", "Isi."),
        ("b", "Isi."),
    ]


def test_an_id_is_known_wherever_its_file_stands(corpus: Path, tmp_path: Path) -> None:
    corpus.mkdir()
    written(corpus / "lama.md", "---\nid: a\n---\n\nLama.\n")
    taken = add([written(tmp_path / "x.jsonl", line("a", "Baru."))], {}, corpus)
    assert taken.rejected == (
        Rejected(tmp_path / "x.jsonl", 1, "'a' id sudah dipakai dokumen lain"),
    )
    assert files(corpus) == ["lama.md"]


def test_ids_that_differ_only_in_their_signs_get_files_of_their_own(
    corpus: Path, tmp_path: Path
) -> None:
    ids = ["UU 7/2017", "uu-7-2017", "uu 7 2017", "???", "!!!", "x" * 90, "x" * 91]
    taken = add([written(tmp_path / "x.jsonl", "".join(map(line, ids)))], {}, corpus)
    assert len(files(corpus)) == len(ids)
    assert sorted(document.id for document in held(corpus)) == sorted(ids)
    assert [added.document.id for added in taken.added] == ids


def test_a_file_that_is_there_is_never_written_over(corpus: Path, tmp_path: Path) -> None:
    (corpus / "berita").mkdir(parents=True)
    broken = written(corpus / "berita" / "a.md", "Catatan saya, belum selesai.")
    (added,) = add([written(tmp_path / "x.jsonl", line("a"))], {}, corpus).added
    assert broken.read_text(encoding="utf-8") == "Catatan saya, belum selesai."
    assert added.file.parent == broken.parent
    assert added.file != broken


def test_an_id_cannot_lead_out_of_the_corpus(corpus: Path, tmp_path: Path) -> None:
    ids = ["../../luar", "/etc/luar", ".tersembunyi", "a\\b", "~/luar"]
    taken = add([written(tmp_path / "x.jsonl", "".join(map(line, ids)))], {}, corpus)
    assert {added.file.parent for added in taken.added} == {corpus / "berita"}
    assert sorted(document.id for document in held(corpus)) == sorted(ids)


# Files


def test_nothing_but_whole_files_is_left(corpus: Path, article: Path) -> None:
    add([article], {}, corpus)
    assert files(corpus) == ["berita/sispamkota-teduh.md"]


def test_a_file_of_the_corpus_is_open_to_its_readers(corpus: Path, article: Path) -> None:
    (added,) = add([article], {}, corpus).added
    assert added.file.stat().st_mode & 0o777 == 0o644


def test_the_added_file_is_not_touched(corpus: Path, article: Path) -> None:
    add([article], {}, corpus)
    assert article.read_text(encoding="utf-8") == ARTICLE


@given(documents())
def test_what_is_added_is_what_the_corpus_then_holds(document: Document) -> None:
    with TemporaryDirectory() as folder:
        source, corpus = Path(folder, "x.jsonl"), Path(folder, "corpus")
        source.write_bytes(document.model_dump_json().encode())
        (added,) = add([source], {}, corpus).added
        assert held(corpus) == [added.document]
        assert reasons(add([source], {}, corpus)) == [
            f"x.jsonl:1: '{document.id}' sudah ada dalam korpus"
        ]
    assert added.document == document.model_copy(update={"text": document.text.strip()})


# Addresses, feeds, laws, and what looks alike


PAGE = (
    "<html><head><title>{title}</title></head><body><article><h1>{title}</h1>"
    "<p>Gudang logistik dijaga empat puluh satu petugas secara bergantian sejak pekan lalu.</p>"
    "</article></body></html>"
)
WEB = {
    "https://kpu.go.id/gudang": PAGE.format(title="Gudang dijaga"),
    "https://blog.example/gudang": PAGE.format(title="Tiruan"),
    "https://kpu.go.id/feed": (
        "<rss version='2.0'><channel>"
        "<item><title>Gudang</title><link>https://kpu.go.id/gudang</link></item>"
        "<item><title>Hilang</title><link>https://kpu.go.id/hilang</link></item>"
        "</channel></rss>"
    ),
}


def fetched(address: str, *, allowed: Publishers | None) -> Fetched:
    assert allowed is None, "whoever keeps the machine may name any address"
    if address not in WEB:
        raise FetchRefused("tidak ada di situ")
    return Fetched(address, "text/html", "utf-8", WEB[address].encode())


def test_a_page_is_added_with_what_its_address_and_the_options_tell(corpus: Path) -> None:
    fields = {"area": "kota-blitar", "kind": "statement"}
    (added,) = add(["https://kpu.go.id/gudang"], fields, corpus, fetched).added
    assert added.file == corpus / "pernyataan" / "gudang-dijaga.md"
    assert (added.document.publisher, added.document.reliability) == ("KPU", "primary")
    assert (added.document.area, added.document.url) == ("kota-blitar", "https://kpu.go.id/gudang")
    assert added.unrecorded == ("published_on",)


def test_an_address_of_nobody_known_is_added_too_and_what_it_looks_like_is_said(
    corpus: Path,
) -> None:
    add(["https://kpu.go.id/gudang"], {}, corpus, fetched)
    taken = add(["https://blog.example/gudang", "https://kpu.go.id/hilang"], {}, corpus, fetched)
    ((other, share),) = taken.added[0].alike
    assert other.id == "gudang-dijaga" and 0.8 < share < 1
    assert list(map(str, taken.rejected)) == ["https://kpu.go.id/hilang: tidak ada di situ"]


def test_of_a_feed_the_entries_are_told_or_all_are_added(corpus: Path) -> None:
    (listed,) = add(["https://kpu.go.id/feed"], {}, corpus, fetched).listed
    assert [entry.title for entry in listed.feed.entries] == ["Gudang", "Hilang"]
    assert not corpus.exists()
    taken = add(["https://kpu.go.id/feed"], {}, corpus, fetched, everything=True)
    assert [added.document.id for added in taken.added] == ["gudang-dijaga"]
    assert len(taken.rejected) == 1 and taken.listed == ()


@pytest.mark.parametrize("name", ["surat.pdf", "surat.docx", "surat.html"])
def test_a_file_of_another_program_is_read(name: str, corpus: Path, tmp_path: Path) -> None:
    content = {
        ".pdf": pdf("Gudang dijaga ketat."),
        ".docx": word("Gudang dijaga ketat."),
        ".html": b"<article><p>Gudang dijaga ketat.</p></article>",
    }
    file = tmp_path / name
    file.write_bytes(content[file.suffix])
    (added,) = add([file], {"publisher": "KPU"}, corpus).added
    assert (added.document.id, added.document.publisher) == ("surat", "KPU")
    assert "Gudang dijaga ketat." in added.document.text


def test_a_law_is_split_into_its_articles_once(corpus: Path, tmp_path: Path) -> None:
    text = law(printed({"1": "Wajib tertib.", "2": "Wajib rapi.", "4": "Wajib bersih."}))
    file = written(tmp_path / "uu.txt", text)
    (added,) = add([file], {"publisher": "Kota Teduh"}, corpus).laws
    assert (added.label, added.folder) == ("UU 5/2021", corpus / "regulasi" / "uu-2021-5")
    assert added.remarks == ("1 pasal tidak ditemukan: Pasal 3.",)
    documents = {document.id: document for document in held(corpus)}
    assert len(documents) == added.documents
    assert documents["uu-2021-5-pasal-2"].publisher == "Kota Teduh"
    assert reasons(add([file], {}, corpus)) == ["uu.txt:1: 'uu-2021-5' sudah ada dalam korpus"]
