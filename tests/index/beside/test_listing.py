from __future__ import annotations

from typing import Any

import pytest

from index.beside.listing import End, asks_ranking, compare_rankings, listing
from index.evidence import Candidate
from tests.index.beside.candidates import candidate

QUESTION = "Provinsi mana saja yang paling rawan pada Pemilu 2024?"
ONE = (
    "Lima provinsi rawan tinggi versi IKP 2024 yaitu DKI Jakarta 88,95, Sulawesi Utara 87,48, "
    "Maluku Utara 84,86, Jawa Barat 77,04, dan Kalimantan Timur 77,04."
)
OTHER = (
    "Menurut agregat kabupaten/kota, sepuluh provinsi teratas adalah Banten 45,18; Papua 45,09; "
    "Maluku Utara 42,35; Sulawesi Tengah 41,70; DIY 41,37; Jawa Barat 39,72."
)


def by(text: str, id: str, **fields: Any) -> Candidate:
    about = {"title": "Indeks rawan pemilu (IKP) 2024 per provinsi", "published_on": "2022-12-16"}
    return candidate(text, id, **{**about, **fields})


def test_a_ranking_is_its_places_in_order_with_their_scores() -> None:
    found = listing(ONE)
    assert found is not None
    assert found.places == (
        *("jakarta", "sulawesi-utara", "maluku-utara", "jawa-barat", "kalimantan-timur"),
    )
    assert ONE[found.start : found.end].startswith("DKI Jakarta 88,95, Sulawesi")
    assert ONE[found.start : found.end].endswith("Kalimantan Timur 77,04")
    assert found.ranked is End.TOP


@pytest.mark.parametrize(
    "sentence",
    [
        "Provinsi yang paling rawan antara lain Banten, Papua, dan Aceh.",
        "Banten, Papua, dan Aceh sudah siap.",
        "Provinsi paling rawan ialah Banten dan Papua.",
        "Yang paling rawan ialah Banten karena banjir, Papua karena jarak, dan Aceh.",
    ],
)
def test_some_places_or_unranked_ones_are_no_ranking(sentence: str) -> None:
    assert listing(sentence) is None


@pytest.mark.parametrize(
    ("question", "end"),
    [
        (QUESTION, End.TOP),
        ("Sebutkan lima provinsi dengan kerawanan terendah", End.BOTTOM),
        ("Berapa skor provinsi paling rawan?", None),
        ("Provinsi mana saja yang ikut pilkada?", None),
    ],
)
def test_a_question_asks_for_one_end_of_the_scale(question: str, end: End | None) -> None:
    assert asks_ranking(question) is end


def test_rankings_that_name_other_places_stand_side_by_side() -> None:
    pool = by(ONE, "a"), by(OTHER, "b")
    found = compare_rankings(QUESTION, pool[0], pool)
    assert found is not None and found.candidates == pool
    one, other = found.disagreement().figures
    assert (one.text[:11], other.text[:12]) == ("DKI Jakarta", "Banten 45,18")
    assert pool[1].document.text[other.start : other.end] == other.text


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Tiga provinsi teratas adalah Jawa Barat, DKI Jakarta, dan Maluku Utara.", {}),
        ("Tiga provinsi dengan kerawanan terendah ialah Bengkulu, Jambi, dan NTB.", {}),
        ("Tiga provinsi paling rawan politik uang ialah Maluku Utara, Lampung, dan Banten.", {}),
        (OTHER, {"regime": "pilkada"}),
        (OTHER, {"published_on": "2024-08-26"}),
        (OTHER, {"published_on": None}),
        (OTHER, {"context": 0.3}),
    ],
    ids=str,
)
def test_a_ranking_of_something_else_is_left_alone(text: str, fields: dict[str, Any]) -> None:
    pool = by(ONE, "a", regime="pemilu"), by(text, "b", **{"regime": "pemilu", **fields})
    assert compare_rankings(QUESTION, pool[0], pool) is None
