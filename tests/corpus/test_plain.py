import pytest
from hypothesis import given

from corpus.areas import bundled
from corpus.document import Document, Form, Kind
from corpus.formats import plain
from corpus.formats.record import Bad
from tests.support.documents import texts

AREAS = bundled()


def parse(content: str, **fields: object) -> Document:
    result = plain.parse(content, {"id": "a", **fields}, AREAS)
    assert isinstance(result, Document), result
    return result


def test_the_first_line_is_the_title_and_the_whole_is_the_text() -> None:
    document = parse("\n Polri siap\n\nIsi berita. \n")
    assert document == Document(id="a", title="Polri siap", text="Polri siap\n\nIsi berita.")
    assert document.form is Form.ORIGINAL


def test_what_the_text_does_not_say_is_taken_from_the_fields() -> None:
    document = parse("Isi.", title="Judul", kind="statement", publisher="KPU", area="jakarta")
    assert (document.title, document.kind) == ("Judul", Kind.STATEMENT)
    assert (document.publisher, document.area) == ("KPU", "jakarta")


@pytest.mark.parametrize(
    "title",
    [
        "Polresta Gelar Simulasi Sispamkota",
        "SISPAMKOTA di depan KPU",
        "Polda menggelar latihan bersama",
        "Gladi pemungutan suara",
        "Tactical Floor Game Pilkada",
    ],
)
def test_a_title_that_names_a_rehearsal_marks_a_drill(title: str) -> None:
    assert parse(f"{title}\n\nMassa membakar ban.").drill


@pytest.mark.parametrize("title", ["Pelatihan saksi", "Massa membakar ban", "Gladiator"])
def test_any_other_title_marks_none(title: str) -> None:
    assert not parse(f"{title}\n\nPolres pernah menggelar simulasi.").drill


def test_whoever_adds_it_has_the_last_word_on_a_drill() -> None:
    assert not parse("Simulasi Sispamkota", drill=False).drill
    assert parse("Kericuhan di KPU", drill=True).drill


def test_a_drill_has_the_fingerprint_of_a_drill() -> None:
    assert parse("Gladi TPS").fingerprint == parse("Gladi TPS", drill=True).fingerprint
    assert parse("Gladi TPS").fingerprint != parse("Gladi TPS", drill=False).fingerprint


@pytest.mark.parametrize(
    ("content", "fields", "bad"),
    [
        ("", {}, Bad("text", "text: kosong")),
        (" \n\t", {"title": "b"}, Bad("text", "text: kosong")),
        ("a\x00", {}, Bad("text", "text: berisi karakter kendali '\\x00' di posisi 1")),
        ("a", {"title": ""}, Bad("title", "title: kosong")),
        (
            "a",
            {"area": "balikpapan"},
            Bad("area", "wilayah 'balikpapan' tidak dikenal; maksud Anda 'kota-balikpapan'?"),
        ),
    ],
)
def test_what_is_no_document_says_why(content: str, fields: dict[str, str], bad: Bad) -> None:
    assert plain.parse(content, {"id": "a", **fields}, AREAS) == bad


@given(texts().filter(lambda text: text.strip()))
def test_any_text_that_is_not_blank_is_a_document_with_a_title(text: str) -> None:
    document = parse(text)
    assert document.text == text.strip()
    assert 0 < len(document.title) <= 121
