from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.followup.slots import Slot, area_like, filled, place_of, refilled


def told(text: str) -> list[tuple[Slot, str]]:
    return [(each.slot, each.text) for each in filled(text)]


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("PSU Kabupaten Serang", [(Slot.PLACE, "Kabupaten Serang")]),
        ("klo di blitar", [(Slot.PLACE, "Blitar")]),
        ("kalau di malang", [(Slot.PLACE, "Malang")]),
        ("kalau di gersik", [(Slot.PLACE, "Gresik")]),
        ("kapolres gresik", [(Slot.PLACE, "kapolres Gresik")]),
        ("di Kota Teduh", [(Slot.PLACE, "Kota Teduh")]),
        ("di Kampung Akuarium", [(Slot.PLACE, "Kampung Akuarium")]),
        ("pilkada serentak 2024", [(Slot.ELECTION, "Pilkada serentak"), (Slot.DATE, "2024")]),
        ("thn 2019", [(Slot.DATE, "tahun 2019")]),
        ("pada 2 Oktober 2023", [(Slot.DATE, "2 oktober 2023")]),
        ("bln februari", [(Slot.DATE, "bulan februari")]),
    ],
)
def test_a_text_says_where_in_which_election_and_when(
    text: str, slots: list[tuple[Slot, str]]
) -> None:
    assert told(text) == slots


@pytest.mark.parametrize(
    "text",
    ["UU 7 tahun 2017", "PKPU 25 tahun 2023", "Putusan MK 135/PUU-XXII/2024", "2.024 orang"],
)
def test_a_year_in_the_name_of_a_law_or_in_a_number_is_no_date(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text", ["di TPS", "di lapangan", "di bilik suara", "di Indonesia", "serang"]
)
def test_a_spot_the_country_and_an_everyday_word_are_no_places(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "by", "meant"),
    [
        ("Berapa TPS di Blitar?", "di Gresik", "Berapa TPS di Gresik?"),
        ("Berapa TPS", "di Gresik", "Berapa TPS di Gresik"),
        ("Berapa TPS", "polres Gresik", "Berapa TPS polres Gresik"),
        ("personel Polresta Balikpapan", "di Blitar", "personel Polresta Blitar"),
        ("personel Polresta Balikpapan", "Polda Jatim", "personel Polda Jatim"),
        ("TPS di Blitar, Jawa Timur", "di Kota Kediri", "TPS di Kota Kediri"),
        ("masa tenang Pemilu 2024", "pilkada", "masa tenang Pilkada 2024"),
        ("masa tenang", "pilkada 2024", "masa tenang pada Pilkada 2024"),
        (
            "Sispamkota di Blitar tahun 2023",
            "Pilkada 2024",
            "Sispamkota di Blitar pada Pilkada 2024",
        ),
        ("petugas Pemilu yang sakit", "2019", "petugas Pemilu 2019 yang sakit"),
        ("petugas Pemilu 2024 yang sakit", "tahun 2019", "petugas Pemilu 2019 yang sakit"),
        ("simulasi digelar", "2024", "simulasi digelar tahun 2024"),
        ("simulasi digelar", "2 Oktober 2023", "simulasi digelar pada 2 oktober 2023"),
    ],
)
def test_a_slot_is_filled_anew_where_it_stands_or_at_the_end(
    text: str, by: str, meant: str
) -> None:
    assert refilled(text, {each.slot: each for each in filled(by)}) == meant


@pytest.mark.parametrize(("word", "area"), [("gersik", "Gresik"), ("balikpapn", "Balikpapan")])
def test_a_misspelt_area_is_known(word: str, area: str) -> None:
    assert area_like(word) == area


@pytest.mark.parametrize(
    "word", ["golput", "pemilih", "blitr", "kampanye", "gambar", "kadang", "pandai", "Ganjar"]
)
def test_a_word_that_is_like_no_area_too_short_to_tell_or_a_word_itself_is_none(word: str) -> None:
    assert area_like(word) is None


def test_the_last_place_of_a_text_is_told_without_its_office() -> None:
    assert place_of("dari Kediri ke Polres Blitar") == "Blitar"
    assert place_of("Berapa TPS?") is None


@given(st.text(max_size=60), st.text(max_size=30))
def test_a_slot_is_a_span_of_its_text_and_any_text_can_be_filled(text: str, by: str) -> None:
    for each in filled(text):
        assert 0 <= each.start < each.end <= len(text)
        assert each.office is None or each.start < each.office < each.end
    assert isinstance(refilled(text, {each.slot: each for each in filled(by)}), str)
