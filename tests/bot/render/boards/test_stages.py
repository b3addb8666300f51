from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot import texts
from bot.render.boards.stage_words import reminder_words, standing_lines
from bot.render.boards.stages import (
    SEASON_DATA,
    WHOLE_SEASON_DATA,
    render_season,
    render_today,
    render_whole_season,
)
from bot.render.citing import Citing
from bot.render.markup import Text
from bot.render.reply import Reply
from bot.render.screen import COLUMNS, LINES, fits
from corpus.contacts import bundled
from corpus.directory import Directory
from corpus.document import Regime
from corpus.stages import BUNDLED, calendar_in, read_calendar
from tests.support.botapi.html import parse_html

CALENDAR = calendar_in(BUNDLED.parent)
NOW = date(2026, 11, 25)
DAY = timedelta(days=1)


def on(day: date) -> Directory:
    return Directory(bundled(), day)


def shown(reply: Reply) -> str:
    return "\n\n".join(parse_html(part).text for part in reply.parts)


def lines_of(text: str) -> int:
    """Lines on a phone, counted by a rule of its own: words that no longer fit begin the next."""
    lines = 0
    for line in text.split("\n"):
        lines, width = lines + 1, 0
        for word in line.split():
            if width and width + 1 + len(word) > COLUMNS:
                lines, width = lines + 1, 0
            width += len(word) + (1 if width else 0)
    return lines


def test_off_season_nothing_is_on_and_it_is_said_who_will_announce_the_next() -> None:
    told = shown(render_today(CALENDAR, on(NOW)))
    assert texts.NO_STAGE_NOW in told
    assert "Terakhir: putusan sengketa PSU di MK, Papua (PSU Pilkada 2024), 17 Sep 2025 [1]" in told
    assert "belum ada dalam kumpulan saya" in told and "diumumkan KPU" in told
    assert "2029" not in told and "2027" not in told


@pytest.mark.parametrize(
    ("day", "here", "upcoming"),
    [
        (
            date(2024, 2, 7),
            "▶ 28 Nov 2023–10 Feb 2024: kampanye [1], sekarang di sini\n• 11–13 Feb 2024",
            "Berikutnya masa tenang, 4 hari lagi.",
        ),
        (
            date(2024, 2, 12),
            "▶ 11–13 Feb 2024: masa tenang [1], sekarang di sini\n• 14 Feb 2024",
            "Berikutnya pemungutan suara dan penghitungan suara, 2 hari lagi.",
        ),
        (
            date(2024, 2, 14),
            "▶ 14 Feb 2024: pemungutan suara [1], sekarang di sini\n"
            "▶ 14–15 Feb 2024: penghitungan suara [1], sekarang di sini\n• 15 Feb–20 Mar 2024",
            "Berikutnya rekapitulasi, 1 hari lagi.",
        ),
        (
            date(2023, 8, 1),
            "▶ sekarang di sini\n• 19 Okt–25 Nov 2023: pencalonan presiden dan wakilnya [1]",
            "Berikutnya pencalonan presiden dan wakilnya, 79 hari lagi.",
        ),
    ],
)
def test_the_place_of_today_is_said_in_words(day: date, here: str, upcoming: str) -> None:
    told = shown(render_today(CALENDAR, on(day)))
    assert here in told and upcoming in told
    assert told.startswith("Pemilu 2024 · Aturan Pemilu\nHari ini ")


def borders() -> dict[date, set[Regime]]:
    """The days on which the calendar changes and those before, and whose they are."""
    found: dict[date, set[Regime]] = {}
    for stage in CALENDAR.stages:
        for day in (stage.begins, stage.begins - DAY, stage.ends + DAY):
            found.setdefault(day, set()).add(stage.election.regime)
    return found


def test_on_any_day_one_screen_shows_where_it_is_and_the_rest_is_one_tap_away() -> None:
    for day, regimes in borders().items():
        replies = [render_season(CALENDAR, regime, on(day)) for regime in sorted(regimes)]
        for reply in (render_today(CALENDAR, on(day)), *replies):
            (part,) = reply.parts
            assert lines_of(parse_html(part).text) <= LINES, day
        for reply in replies:
            assert "sekarang di sini" in reply.parts[0], day
            assert reply.buttons[0].label == texts.BUTTON_WHOLE


def test_what_comes_next_is_shown_before_what_is_over() -> None:
    told = shown(render_today(CALENDAR, on(date(2024, 9, 24))))
    assert "pendaftaran pemantau" in told and "25 Sep–23 Nov 2024: kampanye" in told
    assert "penetapan paslon" not in told


def test_another_election_that_is_on_is_named() -> None:
    told = shown(render_today(CALENDAR, on(date(2024, 3, 28))))
    assert texts.ALSO_ON.format(elections="Pilkada 2024") in told


def test_who_calls_which_stages_the_most_vulnerable_is_told_of_which_election_and_place() -> None:
    told = shown(render_today(CALENDAR, on(NOW)))
    called = "kampanye dan penghitungan suara, oleh Kapolresta Balikpapan (Pemilu, Kota Balikpapan)"
    assert f"Disebut paling rawan: {called} [2]" in told
    assert "2. Inibalikpapan.com · SIMULASI · 2 Oktober 2023" in told


@pytest.mark.parametrize("regime", Regime)
def test_the_whole_season_quotes_letter_by_letter_under_labels_and_lists_every_source(
    regime: Regime,
) -> None:
    told = shown(render_whole_season(CALENDAR, regime, on(NOW)))
    stages = CALENDAR.season(regime, NOW)
    assert told.count("\n• ") == len(stages)
    deadlines = [it for it in CALENDAR.deadlines if it.regime is regime]
    sentences = [it.says for it in (*deadlines, *CALENDAR.outlook)]
    for sentence in (*sentences, *(it.says for it in CALENDAR.vulnerable)):
        assert f"{sentence} [" in told
    assert told.count(texts.DRILL) == 2
    assert told.count(texts.SUMMARY_LOUD) == 3 + len(deadlines)
    sources = told.partition(f"\n{texts.SOURCES}\n")[2]
    assert {stage.source.title for stage in stages} <= set(sources.replace(". ", "\n").split("\n"))
    numbers = {int(n) for n in told.replace("[", "]").split("]") if n.isdigit()}
    assert numbers == set(range(1, max(numbers) + 1))


def test_a_season_that_is_on_says_nothing_of_elections_to_come() -> None:
    told = shown(render_whole_season(CALENDAR, Regime.PEMILU, on(date(2024, 2, 7))))
    assert texts.OUTLOOK not in told and "2029" not in told


def test_a_calendar_without_such_an_election_says_so(tmp_path: Path) -> None:
    file = tmp_path / "stages.yaml"
    file.write_text("sources: []", encoding="utf-8")
    empty = read_calendar(file)
    for render in (render_season, render_whole_season):
        told = shown(render(empty, Regime.PSU, on(NOW)))
        assert told.startswith("Belum ada tahapan PSU dalam kumpulan saya.")
    assert texts.NO_STAGE_NOW in shown(render_today(empty, on(NOW)))


@pytest.mark.parametrize("regime", Regime)
def test_buttons_name_the_other_elections_and_fit_their_patterns(regime: Regime) -> None:
    whole, *others = render_season(CALENDAR, regime, on(NOW)).buttons
    assert WHOLE_SEASON_DATA.fullmatch(whole.data)
    assert all(SEASON_DATA.fullmatch(button.data) for button in others)
    assert [it.label for it in others] == [texts.REGIMES[it] for it in Regime if it is not regime]


def test_a_board_is_told_what_is_on_next_and_vulnerable() -> None:
    lines = standing_lines(CALENDAR, date(2024, 2, 12), Citing(), "kota-balikpapan")
    assert lines[0] == "Sedang berjalan: masa tenang (Pemilu 2024), 11–13 Feb 2024 [1]."
    assert lines[1].startswith("Berikutnya, 2 hari lagi: pemungutan suara (Pemilu 2024)")
    assert lines[-1].startswith("Disebut paling rawan: ")
    (none, last, _) = standing_lines(CALENDAR, NOW, Citing(), "kota-balikpapan")
    assert none == texts.NO_STAGE_NOW and "Pilkada 2024" in last


def test_a_reminder_says_when_what_and_who_calls_it_vulnerable_once() -> None:
    (reminder,) = CALENDAR.reminders(date(2023, 11, 21))
    assert reminder_words(reminder, CALENDAR.areas) == (
        "7 hari lagi, 28 November 2023: kampanye Pemilu 2024 dimulai. Tahap seperti ini disebut "
        "paling rawan oleh Kapolresta Balikpapan (Pemilu, Kota Balikpapan): Inibalikpapan.com, "
        "2 Oktober 2023."
    )


def test_a_screen_holds_twenty_five_lines_of_forty() -> None:
    assert fits([Text("\n".join(["x" * COLUMNS] * LINES))])
    assert not fits([Text("\n".join(["x" * COLUMNS] * (LINES - 1))), Text("x")])
    assert not fits([Text("\n".join(["x y" * COLUMNS] * (LINES - 1)))])
