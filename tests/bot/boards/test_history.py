from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.boards.history import DAYS, ends_of_days, history, last_days
from bot.db.reports import Seen
from bot.readiness import Component, Report, State, assess
from corpus.areas import Zone
from tests.support.boards import AGES, CITY, NOW, report


@pytest.mark.parametrize("zone", Zone)
def test_days_are_those_of_the_areas_own_clocks(zone: Zone) -> None:
    now = datetime(2026, 11, 25, 16, 30, tzinfo=UTC)  # past midnight in WITA and WIT
    today = date(2026, 11, 25) if zone is Zone.WIB else date(2026, 11, 26)
    days, ends = last_days(now, zone), ends_of_days(now, zone)
    assert days == tuple(today - timedelta(days=age) for age in range(DAYS - 1, -1, -1))
    assert ends[-1] == now
    for day, end in list(zip(days, ends, strict=True))[:-1]:
        assert end.astimezone(zone.tzinfo).isoformat()[:19] == f"{day + timedelta(days=1)}T00:00:00"


@given(
    st.lists(st.tuples(st.sampled_from(State), st.integers(0, 70 * 24)), max_size=12),
    st.integers(1, 40),
)
def test_every_day_is_as_the_board_would_have_been_with_what_had_been_seen(
    rows: list[tuple[State, int]], days: int
) -> None:
    ages = {**AGES, Component.PERSONNEL: timedelta(days=days)}
    reports = [
        report(state=state, hours=hours, id=number) for number, (state, hours) in enumerate(rows)
    ]
    reports.sort(key=lambda one: (one.observed_at, one.received_at, one.id))
    seen = [Seen(one.component, one.state, one.observed_at) for one in reports]
    moments = ends_of_days(NOW, Zone.WITA)
    found = history(seen, [(moment, ages) for moment in moments])

    def then(moment: datetime) -> State:
        before: list[Report] = [one for one in reports if one.observed_at <= moment]
        return assess(CITY, before, moment, ages).cells[1].state

    assert found[Component.PERSONNEL] == tuple(map(then, moments))
    assert found[Component.POSTS] == (State.UNKNOWN,) * DAYS


def test_for_how_long_a_value_counts_is_asked_of_every_day() -> None:
    moments = ends_of_days(NOW, Zone.WITA)
    short = {**AGES, Component.PERSONNEL: timedelta(hours=1)}
    seen = [Seen(Component.PERSONNEL, State.READY, moments[0] - timedelta(hours=2))]
    ages = [AGES, short, *[AGES] * (DAYS - 2)]
    states = history(seen, zip(moments, ages, strict=True))[Component.PERSONNEL]
    assert states[:3] == (State.READY, State.UNKNOWN, State.READY)
