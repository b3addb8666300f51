import json
from typing import Any

import pytest
from hypothesis import given

from corpus.areas import bundled
from corpus.document import Document, Kind, Regime
from corpus.formats import jsonl
from tests.support.documents import documents

AREAS = bundled()


def parse(**fields: Any) -> Document | str:
    return jsonl.parse_line(json.dumps({"id": "a", "text": "Isi.", **fields}), AREAS)


def test_an_id_and_a_text_are_enough() -> None:
    document = parse(text="Judul berita\n\nIsi berita.")
    assert document == Document(id="a", title="Judul berita", text="Judul berita\n\nIsi berita.")


def test_the_keys_are_the_fields_of_a_document() -> None:
    document = parse(kind="guide", regime="psu", published_on=2024, area="jakarta", drill=True)
    assert isinstance(document, Document)
    assert (document.kind, document.regime) == (Kind.GUIDE, (Regime.PSU,))
    assert (document.published_on, document.area, document.drill) == ("2024", "jakarta", True)


def test_null_is_what_the_source_does_not_tell() -> None:
    fields = dict.fromkeys(["title", "publisher", "url", "published_on", "area"])
    assert parse(**fields) == Document(id="a", title="Isi.", text="Isi.")


def test_line_breaks_of_other_systems_become_one_kind() -> None:
    document = parse(text="Satu.\r\nDua.\rTiga.")
    assert isinstance(document, Document)
    assert document.text == "Satu.\nDua.\nTiga."


def test_white_space_around_the_text_is_kept_because_spans_count_it() -> None:
    document = parse(text="  Isi.\n")
    assert isinstance(document, Document)
    assert document.text == "  Isi.\n"


@given(documents())
def test_a_document_written_as_json_is_read_back(document: Document) -> None:
    line = document.model_dump_json()
    assert "\n" not in line
    assert jsonl.parse_line(line, AREAS) == document


# A line with a mistake


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id": "a"', "bukan JSON (kolom 11: Expecting ',' delimiter)"),
        ("Isi saja.", "bukan JSON (kolom 1: Expecting value)"),
        ('{"id": "a", "text": "b", "id": "c"}', "JSON: 'id' ditulis dua kali"),
        ("[" * 100_000, "JSON: bersarang terlalu dalam"),
        ('["a", "b"]', "bukan objek JSON {…}"),
        ('"a"', "bukan objek JSON {…}"),
        ("null", "bukan objek JSON {…}"),
        ("{}", "id: wajib diisi"),
        ('{"id": "a"}', "text: wajib diisi"),
        ('{"id": "a", "txt": "b"}', "nama 'txt' tidak dikenal; maksud Anda 'text'?"),
        ('{"id": 7, "text": "b"}', "id: harus berupa teks"),
        ('{"id": "a", "text": ["b"]}', "text: harus berupa teks"),
    ],
)
def test_a_bad_line_says_what_is_wrong(line: str, reason: str) -> None:
    assert jsonl.parse_line(line, AREAS) == reason


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"text": ""}, "text: kosong"),
        ({"text": "a\x00"}, "text: berisi karakter kendali '\\x00' di posisi 1"),
        ({"text": "a\ud800"}, "text: berisi karakter kendali '\\ud800' di posisi 1"),
        ({"title": ""}, "title: kosong"),
        ({"title": "b", "titel": "c"}, "nama 'titel' tidak dikenal; maksud Anda 'title'?"),
        ({"drill": "kadang"}, "drill: harus true atau false"),
        ({"drill": None}, "drill: harus true atau false"),
        ({"regime": 3}, "regime: harus berupa daftar"),
        ({"regime": [3]}, "regime: 3 tidak dikenal; pilih 'pemilu', 'pilkada', 'psu'"),
        ({"published_on": True}, "published_on: harus berupa teks"),
        (
            {"published_on": "kemarin"},
            "published_on: 'kemarin' bukan tanggal; tulis 2023-10-02, 2023-10, atau 2023",
        ),
        ({"area": "Jateng"}, "wilayah 'Jateng' tidak dikenal; maksud Anda 'jawa-tengah'?"),
        ({"url": "ftp://a.b"}, "url: 'ftp://a.b' bukan alamat http atau https"),
        ({"publisher": "x" * 201}, "publisher: lebih dari 200 karakter"),
    ],
)
def test_a_bad_field_is_named_with_its_reason(fields: dict[str, Any], reason: str) -> None:
    assert parse(**fields) == reason
