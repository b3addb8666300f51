from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from corpus.document import Regime
from corpus.stages import BUNDLED, NOTICE, Scheduled, calendar_in
from tests.corpus.evidence import tells_day, text_of

CALENDAR = calendar_in(BUNDLED.parent)


def names(stages: Iterable[Scheduled]) -> list[str]:
    return [stage.name or "+".join(stage.stage) for stage in stages]


@pytest.mark.parametrize("stage", CALENDAR.stages, ids=lambda it: f"{it.stage[0]}-{it.begins}")
def test_every_day_of_the_calendar_stands_in_its_source(stage: Scheduled) -> None:
    text = text_of(stage.source)
    assert tells_day(text, stage.begins) or tells_day_of(text, stage)
    assert tells_day(text, stage.ends)


def tells_day_of(text: str, stage: Scheduled) -> bool:
    """Whether the year, or month and year, of the first day is told with the last."""
    return tells_day(text, stage.begins.replace(year=stage.ends.year))


def test_every_sentence_that_is_quoted_stands_in_its_source_letter_by_letter() -> None:
    sayings = [(it.says, it.source) for it in (*CALENDAR.deadlines, *CALENDAR.outlook)]
    sayings += [(it.says, it.source) for it in CALENDAR.vulnerable]
    assert len(sayings) >= 5
    assert [says for says, source in sayings if says not in text_of(source)] == []


def test_the_sentence_that_calls_stages_vulnerable_names_them_and_who_says_so() -> None:
    assert CALENDAR.vulnerable
    for one in CALENDAR.vulnerable:
        assert one.by in one.says and "paling rawan" in one.says
        assert all(stage.replace("-", " ") in one.says for stage in one.stages)


def test_nothing_in_the_calendar_is_later_than_its_newest_publication() -> None:
    known = max(stage.source.published_on or "" for stage in CALENDAR.stages)
    assert max(stage.ends for stage in CALENDAR.stages).isoformat() <= known


@pytest.mark.parametrize(
    ("day", "current", "upcoming", "last"),
    [
        (date(2022, 1, 1), [], ["pendaftaran dan verifikasi peserta"], []),
        (
            date(2024, 2, 7),
            ["kampanye"],
            ["masa-tenang"],
            ["pencalonan presiden dan wakilnya"],
        ),
        (
            date(2024, 2, 12),
            ["masa-tenang"],
            ["pemungutan-suara", "penghitungan-suara"],
            ["kampanye"],
        ),
        (
            date(2024, 2, 14),
            ["pemungutan-suara", "penghitungan-suara"],
            ["rekapitulasi"],
            ["masa-tenang"],
        ),
        (
            date(2024, 2, 15),
            ["penghitungan-suara", "rekapitulasi"],
            ["pemungutan-suara"],
            ["pemungutan-suara"],
        ),
        (
            date(2025, 1, 1),
            [],
            ["putusan sengketa hasil di MK"],
            ["penghitungan-suara+rekapitulasi"],
        ),
        (date(2026, 11, 25), [], [], ["putusan sengketa PSU di MK"]),
    ],
)
def test_a_day_has_its_place(
    day: date, current: list[str], upcoming: list[str], last: list[str]
) -> None:
    today = CALENDAR.today(day)
    assert (names(today.current), names(today.next), names(today.last)) == (current, upcoming, last)


@pytest.mark.parametrize(
    ("day", "election"),
    [
        (date(2024, 3, 28), "Pemilu 2024"),
        (date(2024, 4, 18), "Pilkada 2024"),
        (date(2025, 3, 1), "PSU Pilkada 2024"),
        (date(2026, 11, 25), None),
    ],
)
def test_of_several_elections_the_one_counts_whose_stage_began_last(
    day: date, election: str | None
) -> None:
    found = CALENDAR.today(day).election
    assert (found.name if found else None) == election


@pytest.mark.parametrize(
    ("area", "places"),
    [
        ("kabupaten-serang", ["kabupaten-serang"]),
        ("banten", ["kabupaten-serang"]),
        ("kota-bandung", []),
        ("indonesia", ["kota-banjarbaru", "kabupaten-serang", "kabupaten-tasikmalaya"]),
    ],
)
def test_an_area_is_told_of_its_own_elections_and_of_those_above_and_below(
    area: str, places: list[str]
) -> None:
    found = CALENDAR.today(date(2025, 4, 19), area).current
    assert [stage.area for stage in found] == places
    assert names(CALENDAR.today(date(2024, 2, 12), area).current) == ["masa-tenang"]


@pytest.mark.parametrize(
    ("regime", "day", "election"),
    [
        (Regime.PSU, date(2024, 2, 1), "PSU Pemilu 2024"),
        (Regime.PSU, date(2024, 3, 1), "PSU Pilkada 2024"),
        (Regime.PSU, date(2026, 11, 25), "PSU Pilkada 2024"),
        (Regime.PEMILU, date(2020, 1, 1), "Pemilu 2024"),
        (Regime.PEMILU, date(2026, 11, 25), "Pemilu 2024"),
    ],
)
def test_a_season_is_the_election_that_is_on_or_next_or_was_last(
    regime: Regime, day: date, election: str
) -> None:
    assert {stage.election.name for stage in CALENDAR.season(regime, day)} == {election}


@pytest.mark.parametrize(
    ("day", "reminded"),
    [
        (date(2023, 11, 20), []),
        (date(2023, 11, 21), [("kampanye", 7)]),
        (date(2023, 11, 27), [("kampanye", 1)]),
        (date(2023, 11, 28), []),
        (date(2024, 2, 7), [("penghitungan-suara", 7)]),
        (date(2024, 11, 21), [("penghitungan-suara+rekapitulasi", 6)]),
        (date(2026, 11, 25), []),
    ],
)
def test_reminders_come_from_seven_days_before_a_vulnerable_stage_until_it_begins(
    day: date, reminded: list[tuple[str, int]]
) -> None:
    reminders = CALENDAR.reminders(day)
    assert [(*names([it.stage]), it.days) for it in reminders] == reminded
    assert all(it.called for it in reminders)


def test_an_area_is_reminded_of_elections_that_touch_it_only() -> None:
    day = date(2023, 11, 28) - NOTICE
    assert CALENDAR.reminders(day, "kota-balikpapan") == CALENDAR.reminders(day)
    assert CALENDAR.reminders(date(2025, 4, 19) - timedelta(days=1), "kota-bandung") == ()
