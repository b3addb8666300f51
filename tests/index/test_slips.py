from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.slips import LETTERS, distance, is_shortened, skeleton, slip_cost, slips

WORD = st.text(LETTERS, min_size=2, max_size=10)


@given(WORD)
def test_everything_one_slip_away_is_there_and_nothing_else(word: str) -> None:
    found = slips(word)
    assert word not in found
    assert all(distance(text, word) == 1 for text in found)
    assert {word[1:], word[:-1], f"{word}a", f"z{word}"} - {word} <= found


@given(WORD, WORD)
def test_distance_is_the_same_both_ways_and_zero_for_the_same_word(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)


@pytest.mark.parametrize(
    ("one", "other", "slips_between"),
    [
        ("suara", "saura", 1),
        ("kotak", "kotka", 1),
        ("kotak", "kota", 1),
        ("kampanye", "kmapnye", 2),
    ],
)
def test_letters_in_the_wrong_order_are_one_slip(one: str, other: str, slips_between: int) -> None:
    assert distance(one, other) == slips_between


@pytest.mark.parametrize(
    ("likelier", "less"),
    [
        (("suara", "suaara"), ("suara", "suakra")),  # a letter twice, a strange one
        (("suara", "saura"), ("suara", "sugra")),  # the wrong order, a far key
        (("suara", "sjara"), ("suara", "szara")),  # the key beside u, a far one
        (("suara", "suaro"), ("suara", "suarb")),  # a sound much the same, another
        (("suara", "suraa"), ("suara", "usara")),  # inside, at the beginning
    ],
)
def test_likelier_slips_cost_less(likelier: tuple[str, str], less: tuple[str, str]) -> None:
    assert slip_cost(*likelier) < slip_cost(*less)


@pytest.mark.parametrize(
    ("word", "short"),
    [
        ("kabupaten", "kbptn"),
        ("kecamatan", "kcmtn"),
        ("pelanggaran", "plnggrn"),
        ("tanggal", "tgl"),
    ],
)
def test_words_are_shortened_to_what_people_write(word: str, short: str) -> None:
    assert skeleton(word) == skeleton(short)
    assert is_shortened(short) and not is_shortened(word)
