from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.questions.anonymity import KEY_FILE, Anonymity, masked


def test_a_person_is_the_same_after_a_restart_and_another_under_another_key(
    tmp_path: Path,
) -> None:
    own = Anonymity(tmp_path / "a")
    assert own.person(6123456789) == Anonymity(tmp_path / "a").person(6123456789)
    assert own.person(6123456789) != own.person(6123456788)
    assert own.person(6123456789) != Anonymity(tmp_path / "b").person(6123456789)


def test_the_key_is_made_when_it_is_needed_and_is_its_owners_alone(tmp_path: Path) -> None:
    anonymity = Anonymity(tmp_path / "data")
    assert not (tmp_path / "data").exists()
    anonymity.person(11)
    assert [file.name for file in (tmp_path / "data").iterdir()] == [KEY_FILE]
    assert stat.S_IMODE((tmp_path / "data" / KEY_FILE).stat().st_mode) == 0o600


def test_several_who_need_the_first_key_at_once_get_the_same(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda _: Anonymity(tmp_path).person(11), range(32)))
    assert len(set(told)) == 1


def test_a_key_that_was_cut_short_is_not_used(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).write_bytes(b"pendek")
    with pytest.raises(OSError, match="not a key"):
        Anonymity(tmp_path).person(11)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("NIK saya 3174012509900001, terdaftar di mana?", "NIK saya [nomor], terdaftar di mana?"),
        ("hubungi 0812-3456-7890 ya", "hubungi [nomor] ya"),
        ("hubungi +62 812 3456 7890 ya", "hubungi [nomor] ya"),
        ("telp (021) 721 8615 benar?", "telp ([nomor] benar?"),
        ("surel saya sri.rahayu@contoh.co.id, benar?", "surel saya [surel], benar?"),
        ("berapa TPS pada 14 Februari 2024 di RT 03/05?", None),
        ("beda Pilkada 2018, 2020, 2024 apa?", None),
        ("UU 10/2016 Pasal 187A ayat (1)", None),
    ],
)
def test_what_is_somebodys_number_or_address_is_not_kept(text: str, kept: str | None) -> None:
    assert masked(text) == (kept or text)


@given(st.text(max_size=200))
def test_what_was_masked_once_holds_nothing_to_mask(text: str) -> None:
    assert masked(masked(text)) == masked(text)
