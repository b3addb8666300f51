from __future__ import annotations

import pytest

from bot.render.dates import date_words, moment_words


@pytest.mark.parametrize(
    ("partial", "words"),
    [
        ("2023-10-02", "2 Oktober 2023"),
        ("2024-02", "Februari 2024"),
        ("2024", "2024"),
        ("2019-12-31", "31 Desember 2019"),
        (None, "tanggal tidak tercatat"),
    ],
)
def test_a_date_is_said_as_exactly_as_it_is_known(partial: str | None, words: str) -> None:
    assert date_words(partial) == words


def test_a_moment_is_said_in_western_indonesian_time() -> None:
    assert moment_words("2026-11-24T20:05:59+00:00") == "25 November 2026 pukul 03.05 WIB"
