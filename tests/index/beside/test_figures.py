from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.beside.figures import (
    breakdown,
    compared_words,
    counted,
    digits,
    explains,
    figures,
    patterns,
)


def told(sentence: str) -> list[tuple[str, float, set[str]]]:
    return [(sentence[one.start : one.end], one.value, set(one.words)) for one in figures(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Operasi itu melibatkan 434.197 personel Polri dari Mabes.",
         [("434.197", 434197, {"orang", "polri"})]),
        ("Sekitar 22 ribu personel menjaga 117 ribu TPS.",
         [("22 ribu", 22000, {"orang"}), ("117 ribu", 117000, {"tps"})]),
        ("Kapolda menyebut 292 TPS sangat rawan dan 760 TPS rawan.",
         [("292", 292, {"tps", "sangat", "rawan"}), ("760", 760, {"tps", "rawan"})]),
        ("Sebanyak 440 petugas KPPS wafat.", [("440", 440, {"orang", "kpps", "meninggal"})]),
        ("Skor tertinggi ialah DKI Jakarta 88,95, Banten 66,53.",
         [("88,95", 88.95, {"dki", "jakarta"}), ("66,53", 66.53, {"banten"})]),
        ("Tim itu terdiri atas dua puluh lima polisi.", [("dua puluh lima", 25, {"polri"})]),
        ("Denda paling banyak Rp36 juta.", [("Rp36 juta", 36e6, {"rupiah"})]),
    ],
)  # fmt: skip
def test_a_figure_is_an_amount_of_something(
    sentence: str, expected: list[tuple[str, float, set[str]]]
) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Apel digelar pada 17 Oktober 2023 pukul 07.00 WIB.",
        "Pasal 187A ayat (2) UU 10/2016 melarangnya.",
        "TPS aman memakai rumus 2-4-8.",
        "Nomor 0812-345-678 tidak aktif.",
    ],
)
def test_dates_articles_patterns_and_numbers_of_things_count_nothing(sentence: str) -> None:
    assert [one for one in told(sentence) if one[2]] == []


@given(st.text(max_size=200) | st.lists(st.sampled_from(
    ["Dari", "Rincian", "TPS", "12", "1.200", "2-4-8", "dua", "ribu", "rawan", ",", ":", "dan"]
), max_size=20).map(" ".join))  # fmt: skip
def test_every_figure_and_its_label_stand_in_the_sentence(sentence: str) -> None:
    for one in figures(sentence):
        assert 0 <= one.start < one.end <= len(sentence)
        assert 0 <= one.label[0] <= one.label[1] <= len(sentence)
        assert one.words == frozenset() or one.words & compared_words(
            f"{sentence[slice(*one.label)]} rupiah persen"
        )


@given(st.integers(1, 10**9))
def test_a_number_written_the_indonesian_way_is_read_back(number: int) -> None:
    written = f"{number:,}".replace(",", ".")
    assert [one.value for one in figures(f"Ada {written} pemilih.")] == [number]


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("117.299 TPS", "117 ribu TPS", True),
        ("116.274 TPS", "sekitar 116 ribu TPS", True),
        ("261.695 polisi", "434.197 polisi", False),
        ("292 TPS", "297 TPS", False),
        ("292 TPS", "sekitar 300 TPS", True),
        ("1,6 juta Linmas", "1.620.000 Linmas", True),
        ("1,6 juta Linmas", "1.700.000 Linmas", False),
    ],
)
def test_a_rounded_figure_agrees_with_those_it_was_rounded_from(
    one: str, other: str, agree: bool
) -> None:
    (first,), (second,) = figures(f"Ada {one}."), figures(f"Ada {other}.")
    assert first.agrees(second) is second.agrees(first) is agree


def test_a_part_counts_what_the_whole_counts() -> None:
    whole, *parts = figures("Dari 117.299 TPS di Jawa Tengah, 297 dinilai sangat rawan, 728 rawan.")
    assert [part.essence for part in parts] == [{"tps", "sangat", "rawan"}, {"tps", "rawan"}]
    assert whole.essence == {"tps"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Dari 27 petugas itu, sembilan kematian berkaitan dengan penyakit jantung.",
        "Empat dari 17 desa di Karanganyar tidak terendam.",
    ],
)
def test_a_share_is_not_taken_for_a_count(sentence: str) -> None:
    assert figures(sentence)[-1].words == frozenset()


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("Berapa jumlah TPS rawan di Jawa Tengah?", "TPS rawan"),
        ("jumlah personil operasi brp", "personil operasi"),
        ("Siapa yang menjaga TPS?", ""),
    ],
)
def test_a_question_says_what_it_wants_counted(question: str, thing: str) -> None:
    assert question[slice(*counted(question))] == thing


# Sums


@pytest.mark.parametrize(
    ("sentence", "total", "total_of_parts"),
    [
        ("Rincian 57 petugas meninggal ialah KPPS 29, Linmas 10, saksi 9, petugas lain 6, PPS 2, "
         "dan Bawaslu 1.", 57, 57),
        ("Operasi itu melibatkan 88.365 personel: 17.448 Polri, 6.991 TNI, dan 63.936 Linmas.",
         88365, 88375),
        ("KPU mengusulkan 183 TPS, terdiri atas 123 TPS terdampak langsung dan 60 TPS lain.",
         183, 183),
    ],
)  # fmt: skip
def test_parts_that_are_told_to_be_all_have_a_sum(
    sentence: str, total: int, total_of_parts: int
) -> None:
    found = breakdown(sentence)
    assert found is not None and found.total is not None and found.whole
    assert (found.total.value, found.sum) == (total, total_of_parts)


def test_parts_may_stand_apart_from_their_total() -> None:
    found = breakdown("Rincian TPS ialah 266.220 aman, 34.863 rawan, dan 732 khusus.")
    assert found is not None and found.total is None and found.whole
    assert found.counted == {"tps"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Tercatat 653 kejadian: yang terbanyak 631 kejahatan dan 4 bencana.",
        "Ada 20 kasus: sekitar 12 diproses, dan enam dihentikan.",
        "Dari 34 provinsi, 5 rawan tinggi dan 21 rawan sedang.",
        "Luas wilayah 5.795,4 hektare, terdiri dari sawah 5.544,5 hektare dan kebun 250,8 hektare.",
    ],
)
def test_some_parts_or_rounded_ones_are_not_added_up(sentence: str) -> None:
    found = breakdown(sentence)
    assert found is None or not found.whole


# Patterns


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Pola pengamanan TPS ialah kurang rawan 2-4-12 dan rawan 4-2-8.", ("2-4-12", "4-2-8")),
        ("Rumus 2.4.8 dan 2:10:5 dipakai.", ("2.4.8", "2:10:5")),
        ("Pola itu berlaku 17-4-2019 di TPS.", ()),
        ("Tim itu bermain dengan formasi 4-4-2.", ()),
    ],
)
def test_patterns_are_found_where_patterns_are_spoken_of(
    sentence: str, found: tuple[str, ...]
) -> None:
    assert patterns(sentence) == found


@given(
    st.tuples(st.integers(1, 20), st.integers(1, 20), st.integers(1, 20)), st.sampled_from("-.:")
)
def test_a_pattern_is_explained_by_its_figures_in_their_order(
    numbers: tuple[int, int, int], mark: str
) -> None:
    pattern = mark.join(map(str, numbers))
    one, two, three = numbers
    assert digits(pattern) == numbers
    assert explains(f"Artinya {one} polisi menjaga {two} TPS dengan {three} Linmas.", pattern)
    assert not explains(f"Pola TPS rawan ialah {pattern}.", pattern)
    if one != two:
        assert not explains(f"Artinya {two} TPS dijaga {one} polisi dan {three} Linmas.", pattern)
