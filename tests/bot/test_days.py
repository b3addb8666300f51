from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import texts
from bot.days import day_in

TODAY = date(2027, 2, 14)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2023-10-02", date(2023, 10, 2)),
        ("2/10/2023", date(2023, 10, 2)),
        ("2-10-23", date(2023, 10, 2)),
        ("02.10.2023", date(2023, 10, 2)),
        ("2 Oktober 2023", date(2023, 10, 2)),
        ("Senin, 2 Okt 2023", date(2023, 10, 2)),
        ("hari Jum'at 12 Feb", date(2027, 2, 12)),
        ("14 agt 2027.", date(2027, 8, 14)),
        ("3 Nop 2026", date(2026, 11, 3)),
        ("1 pebruari", date(2027, 2, 1)),
        ("Hari  ini", TODAY),
        ("kemarin", date(2027, 2, 13)),
        ("besok", date(2027, 2, 15)),
    ],
)
def test_a_day_is_understood_as_people_write_it(words: str, day: date) -> None:
    assert day_in(words, TODAY) == day


@pytest.mark.parametrize(
    ("words", "nearest", "next_one"),
    [
        ("14/2", date(2027, 2, 14), date(2027, 2, 14)),
        ("13/2", date(2027, 2, 13), date(2028, 2, 13)),
        ("2 Oktober", date(2026, 10, 2), date(2027, 10, 2)),
        ("29/2", date(2028, 2, 29), date(2028, 2, 29)),
    ],
)
def test_a_year_that_is_left_out_makes_it_the_nearest_or_the_next_day(
    words: str, nearest: date, next_one: date
) -> None:
    assert day_in(words, TODAY) == nearest
    assert day_in(words, TODAY, after=TODAY) == next_one


@pytest.mark.parametrize(
    "words",
    ["", "Oktober", "2 ma 2027", "31/2", "32/1", "2/13", "1/2/1999", "minggu depan", "1/2 dan 3/4"],
)
def test_what_is_no_day_is_none(words: str) -> None:
    assert day_in(words, TODAY) is None


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_as_the_bot_writes_it(day: date) -> None:
    written = f"{day.day} {texts.MONTHS[day.month - 1]} {day.year}"
    assert day_in(written, TODAY) == day_in(day.isoformat(), TODAY) == day
