from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given

from bot.keeping.folder import put, put_law, slug
from bot.keeping.whereabouts import find, in_folder, take_out, take_out_folder
from corpus.areas import bundled
from corpus.document import Document, Kind
from corpus.formats import markdown
from tests.support.documents import documents


def document(id: str, text: str = "Isi.", **fields: object) -> Document:
    return Document.model_validate({"id": id, "title": "Judul", "text": text, **fields})


def files(corpus: Path) -> list[str]:
    return sorted(it.relative_to(corpus).as_posix() for it in corpus.rglob("*") if it.is_file())


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return tmp_path / "corpus"


def test_a_document_is_put_once_however_often(corpus: Path) -> None:
    placed = {put(document("a"), corpus, bundled()) for _ in range(3)}
    assert placed == {corpus / "berita" / "a.md"}
    assert files(corpus) == ["berita/a.md"]


def test_no_file_is_written_over(corpus: Path) -> None:
    first = put(document("a"), corpus, bundled())
    mended = first.read_text().replace("Isi.", "Diperbaiki.")
    first.write_text(mended)
    others = [put(document("a", f"Versi {number}."), corpus, bundled()) for number in (1, 2)]
    assert first.read_text() == mended
    assert len({first, *others}) == 3


def test_nothing_is_left_of_what_cannot_be_written(corpus: Path) -> None:
    (corpus / "berita" / "a.md").mkdir(parents=True)
    (corpus / "regulasi").mkdir()
    bad = document("a").model_copy(update={"text": "\ud800"})
    with pytest.raises(UnicodeEncodeError):
        put(bad, corpus, bundled())
    with pytest.raises(UnicodeEncodeError):
        put_law("uu", [document("uu-1"), bad], corpus)
    assert files(corpus) == []


def test_a_law_stands_in_a_folder_of_its_own_and_what_was_mended_there_stays(corpus: Path) -> None:
    articles = [document(f"uu-2021-5-pasal-{it}", kind=Kind.REGULATION) for it in (1, 2)]
    folder = put_law("uu-2021-5", articles, corpus)
    assert files(corpus) == ["regulasi/uu-2021-5/pasal-1.md", "regulasi/uu-2021-5/pasal-2.md"]
    (folder / "pasal-1.md").write_text(markdown.render(document("uu-2021-5-pasal-1", "Rapi.")))
    put_law("uu-2021-5", articles, corpus)
    assert [place.document.text for place in in_folder(folder, bundled())] == ["Rapi.", "Isi."]
    take_out_folder(folder)
    assert files(corpus) == []


def test_a_document_is_found_wherever_it_stands_and_taken_out_of_everywhere(corpus: Path) -> None:
    put(document("a"), corpus, bundled())
    put(document("ab"), corpus, bundled())
    lines = [document(id, f"Baris {id}.").model_dump_json() for id in ("x", "a", "y")]
    (corpus / "banyak.jsonl").write_text("\n".join([lines[0], "", *lines[1:], "rusak"]))
    (corpus / "satu.jsonl").write_text(lines[1] + "\n")
    places = find("a", corpus, bundled())
    assert {(place.file.name, place.line) for place in places} == {
        ("banyak.jsonl", 3),
        ("a.md", 1),
        ("satu.jsonl", 1),
    }
    take_out(places)
    assert files(corpus) == ["banyak.jsonl", "berita/ab.md"]
    assert (corpus / "banyak.jsonl").read_text() == "\n".join([lines[0], "", lines[2], "rusak"])
    assert find("a", corpus, bundled()) == ()


@pytest.mark.parametrize("id", ["é/ü", "a b", '"', "a\\b"])
def test_an_id_is_found_however_a_file_writes_it(id: str, corpus: Path) -> None:
    corpus.mkdir()
    content = json.dumps({"id": id, "text": "Isi."}, ensure_ascii=True)
    (corpus / "x.jsonl").write_text(content)
    assert [place.document.id for place in find(id, corpus, bundled())] == [id]


@given(documents())
def test_the_name_of_a_file_is_one_name(it: Document) -> None:
    name = slug(it.id)
    assert name and "/" not in name and not name.startswith(".") and len(name) <= 80
