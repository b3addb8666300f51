from __future__ import annotations

from datetime import date, timedelta

import pytest

from corpus.ages import BUNDLED, COMPONENTS, aging_in
from corpus.stages import calendar_in

AGING = aging_in(BUNDLED.parent)
CALENDAR = calendar_in(BUNDLED.parent)


@pytest.mark.parametrize(
    ("day", "area", "on"),
    [
        (date(2023, 11, 24), "kota-balikpapan", False),
        (date(2023, 11, 25), "kota-balikpapan", True),
        (date(2024, 2, 14), "kota-balikpapan", True),
        (date(2024, 3, 22), "indonesia", True),
        (date(2024, 3, 23), "indonesia", False),
        (date(2025, 4, 15), "kabupaten-tasikmalaya", False),
        (date(2025, 4, 16), "kabupaten-tasikmalaya", True),
        (date(2025, 4, 21), "kabupaten-tasikmalaya", True),
        (date(2025, 4, 22), "kabupaten-tasikmalaya", False),
        (date(2025, 4, 19), "jawa-barat", False),
        (date(2025, 8, 6), "kota-jayapura", True),
        (date(2026, 11, 25), "kota-balikpapan", False),
    ],
)
def test_an_area_is_in_operation_from_campaign_to_recapitulation_of_its_own_elections(
    day: date, area: str, on: bool
) -> None:
    assert AGING.in_operation(day, CALENDAR)(area) is on


def test_personnel_counts_a_day_in_operation_and_thirty_off_season() -> None:
    personnel, contacts = AGING.ages["personel"], AGING.ages["koordinasi"]
    assert (personnel.operation, personnel.off_season) == (timedelta(hours=24), timedelta(days=30))
    assert contacts.operation == contacts.off_season == timedelta(days=90)
    assert tuple(AGING.ages) == COMPONENTS


def test_of_an_area_that_is_unknown_nothing_is_told() -> None:
    with pytest.raises(KeyError):
        AGING.in_operation(date(2026, 11, 25), CALENDAR)("atlantis")


def test_nothing_counts_longer_in_operation_than_off_season() -> None:
    assert [name for name, age in AGING.ages.items() if age.operation > age.off_season] == []
