from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError

from corpus.document import Document, Form, Kind, Regime, Reliability, Stage
from tests.support.documents import documents


def document(**fields: Any) -> Document:
    return Document.model_validate({"id": "a", "title": "Judul", "text": "Isi.", **fields})


def refused(**fields: Any) -> str:
    """The words in which a document with `fields` is refused."""
    with pytest.raises(ValidationError) as error:
        document(**fields)
    return error.value.errors()[0]["msg"]


def test_what_a_source_does_not_tell_is_none_or_empty() -> None:
    bare = document()
    told = (bare.publisher, bare.url, bare.published_on, bare.valid_from, bare.valid_until)
    assert told == (None,) * 5
    assert (bare.area, bare.regime, bare.stages, bare.drill) == (None, (), (), False)


def test_it_is_original_news_at_second_hand_unless_it_says_otherwise() -> None:
    bare = document()
    assert (bare.kind, bare.form, bare.reliability) == (
        Kind.NEWS,
        Form.ORIGINAL,
        Reliability.SECONDARY,
    )


def test_it_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        document().title = "Lain"


# Dates


@pytest.mark.parametrize("written", ["2023-10-02", "2023-10", "2023", "2024-02-29"])
def test_a_date_may_be_partial_and_stays_as_written(written: str) -> None:
    assert document(published_on=written).published_on == written


def test_a_year_may_be_a_number() -> None:
    assert document(published_on=2023).published_on == "2023"


@pytest.mark.parametrize(
    "written",
    [
        "2023-02-30",
        "2023-13",
        "0000",
        "23-10-02",
        "02-10-2023",
        "2023-10-2",
        "2023-10-02T07:00",
        "Oktober 2023",
        "２０２３",
        "",
        20231002,
    ],
)
def test_what_is_no_date_is_refused_with_how_to_write_one(written: object) -> None:
    reason = f"'{written}' bukan tanggal; tulis 2023-10-02, 2023-10, atau 2023"
    assert reason in refused(valid_from=written)


@pytest.mark.parametrize("written", [True, 2023.5, ["2023"]])
def test_a_date_of_another_type_is_refused(written: object) -> None:
    refused(valid_until=written)


# Addresses


@pytest.mark.parametrize(
    "url", ["https://kpu.go.id", "HTTP://kpu.go.id/a?b=c#d", "https://éa.example/ü"]
)
def test_an_address_is_http_or_https(url: str) -> None:
    assert document(url=url).url == url


@pytest.mark.parametrize(
    "url", ["ftp://kpu.go.id", "kpu.go.id", "javascript:alert(1)", "https://kpu", "https://a b.c"]
)
def test_any_other_address_is_refused(url: str) -> None:
    assert f"'{url}' bukan alamat http atau https" in refused(url=url)


# Lists


def test_a_list_of_one_may_be_written_as_the_one() -> None:
    assert document(regime="pilkada").regime == (Regime.PILKADA,)
    assert document(stages="kampanye").stages == (Stage.CAMPAIGN,)


def test_several_regimes_keep_their_order() -> None:
    assert document(regime=["psu", "pilkada"]).regime == (Regime.PSU, Regime.PILKADA)


# Text


def test_the_text_is_kept_to_the_character() -> None:
    text = "\n  Satu.\t\n\n“Dua”… 🗳️ \u2028\n"
    assert document(text=text).text == text


@pytest.mark.parametrize("field", ["id", "title", "publisher", "text"])
@pytest.mark.parametrize("character", ["\x00", "\x1b", "\r", "\x7f", "\ud800"])
def test_a_control_character_is_refused_with_its_position(field: str, character: str) -> None:
    reason = f"berisi karakter kendali {character!r} di posisi 2"
    assert reason in refused(**{field: f"ab{character}c"})


@pytest.mark.parametrize("field", ["id", "title", "publisher", "text"])
@pytest.mark.parametrize("blank", ["", "   ", "\n\t\n"])
def test_a_blank_field_is_refused(field: str, blank: str) -> None:
    assert "kosong" in refused(**{field: blank})


def test_a_title_and_a_publisher_are_one_line() -> None:
    folded = document(title="  Judul\n  panjang\t sekali\n", publisher="Kabar\u2028Kota")
    assert (folded.title, folded.publisher) == ("Judul panjang sekali", "Kabar Kota")


def test_an_id_is_kept_as_written_and_never_broken() -> None:
    assert document(id=" a  b ").id == " a  b "
    for line_break in ("\n", "\x85", "\u2028"):
        assert "lebih dari satu baris" in refused(id=f"a{line_break}b")


@pytest.mark.parametrize(("field", "limit"), [("id", 200), ("title", 500), ("publisher", 200)])
def test_a_line_has_a_limit(field: str, limit: int) -> None:
    document(**{field: "x" * limit})
    refused(**{field: "x" * (limit + 1)})


def test_a_misspelt_field_is_refused() -> None:
    refused(drlil=True)


# Fingerprint


OTHER = {
    "id": "b",
    "kind": "guide",
    "form": "summary",
    "reliability": "primary",
    "title": "Lain",
    "publisher": "KPU",
    "url": "https://kpu.go.id",
    "published_on": "2023",
    "valid_from": "2023",
    "valid_until": "2023",
    "regime": "psu",
    "area": "jakarta",
    "stages": "kampanye",
    "drill": True,
    "text": "Isi. ",
}


@pytest.mark.parametrize("field", Document.model_fields)
def test_every_field_is_part_of_the_fingerprint(field: str) -> None:
    assert document(**{field: OTHER[field]}).fingerprint != document().fingerprint


@given(documents())
def test_the_same_fields_have_the_same_fingerprint(one: Document) -> None:
    again = Document.model_validate_json(one.model_dump_json())
    assert again == one
    assert again.fingerprint == one.fingerprint


def test_a_changed_copy_has_a_fingerprint_of_its_own() -> None:
    one = document()
    before = one.fingerprint
    assert one.model_copy(update={"drill": True}).fingerprint == document(drill=True).fingerprint
    assert before == one.fingerprint != document(drill=True).fingerprint
