from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.access import Role
from bot.readiness import AreaReadiness, Component, Report, State, assess
from bot.watching.alerts import Kind, News, Seen, news, sight, still_so
from bot.watching.hours import ALWAYS, CHOICES, NIGHT, Quiet, digest_day, has_begun
from corpus.areas import Zone

NOW = datetime(2027, 2, 14, 7, 30, tzinfo=UTC)
AREA = "kota-balikpapan"
AGES = dict.fromkeys(Component, timedelta(hours=24))
READY, ACTION, NOT_YET = State.READY, State.ACTION, State.NOT_YET


def report(state: State, hours: float, component: Component = Component.POSTS) -> Report:
    seen = NOW - timedelta(hours=hours)
    return Report(1, AREA, component, state, 3, 4, "", "P-1", Role.OFFICER, seen, seen)


def area(state: State, hours: float = 1) -> AreaReadiness:
    return assess(AREA, [report(state, hours)], NOW, AGES)


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ((READY, False), (ACTION, 1), Kind.WORSE),
        ((READY, False), (NOT_YET, 1), Kind.WORSE),
        ((ACTION, False), (NOT_YET, 1), Kind.WORSE),
        ((ACTION, False), (READY, 1), None),
        ((READY, False), (READY, 1), None),
        ((READY, False), (READY, 25), Kind.STALE),
        ((READY, False), (NOT_YET, 25), Kind.STALE),
        ((READY, True), (READY, 25), None),
        # It grew old meanwhile, and is still worse than what was last known.
        ((READY, True), (NOT_YET, 1), Kind.WORSE),
        ((NOT_YET, True), (ACTION, 1), None),
    ],
)
def test_worse_and_too_old_is_news_and_nothing_else(
    before: tuple[State, bool], now: tuple[State, float], told: Kind | None
) -> None:
    found = list(news(area(*now), {Component.POSTS: Seen(*before)}))
    assert found == ([News(told, AREA, Component.POSTS, before[0])] if told else [])


def test_of_what_was_not_seen_before_nothing_is_news() -> None:
    assert list(news(area(NOT_YET), {})) == []
    assert list(news(area(READY, 25), {})) == []


def test_a_report_that_is_withdrawn_is_no_news() -> None:
    gone = assess(AREA, [], NOW, AGES)
    assert list(news(gone, {Component.POSTS: Seen(READY, False)})) == []
    assert sight(gone) == {}


@pytest.mark.parametrize("state", [READY, ACTION, NOT_YET])
@pytest.mark.parametrize("hours", [1, 25])
def test_what_was_seen_is_no_news_the_second_time(state: State, hours: float) -> None:
    seen = area(state, hours)
    assert list(news(seen, sight(seen))) == []


@pytest.mark.parametrize(
    ("kind", "now", "so"),
    [
        (Kind.WORSE, (NOT_YET, 1), True),
        (Kind.WORSE, (READY, 1), False),
        (Kind.WORSE, (NOT_YET, 25), False),
        (Kind.STALE, (READY, 25), True),
        (Kind.STALE, (READY, 1), False),
    ],
)
def test_news_that_is_not_so_any_more_is_not_told(
    kind: Kind, now: tuple[State, float], so: bool
) -> None:
    cell = area(*now).cells[list(Component).index(Component.POSTS)]
    assert still_so(kind, READY, cell) is so


def at(hour: int, minute: int = 0, zone: Zone = Zone.WIT) -> datetime:
    return datetime.combine(date(2027, 2, 14), time(hour, minute), zone.tzinfo).astimezone(UTC)


@pytest.mark.parametrize(
    ("quiet", "now", "waking"),
    [
        (NIGHT, at(20, 59), None),
        (NIGHT, at(21), at(6) + timedelta(days=1)),
        (NIGHT, at(0, 5), at(6)),
        (NIGHT, at(5, 59), at(6)),
        (NIGHT, at(6), None),
        (Quiet(22, 5), at(21, 30), None),
        (Quiet(22, 5), at(22), at(5) + timedelta(days=1)),
        (ALWAYS, at(0), None),
    ],
)
def test_quiet_hours_are_those_of_the_areas_clocks(
    quiet: Quiet, now: datetime, waking: datetime | None
) -> None:
    assert quiet.waking(now, Zone.WIT) == (waking or now)


@given(st.datetimes(timezones=st.just(UTC)), st.sampled_from(CHOICES), st.sampled_from(list(Zone)))
def test_whoever_is_woken_is_awake(now: datetime, quiet: Quiet, zone: Zone) -> None:
    waking = quiet.waking(now, zone)
    assert now <= waking <= now + timedelta(hours=9)
    assert quiet.waking(waking, zone) == waking


@pytest.mark.parametrize("zone", list(Zone))
def test_a_digest_is_of_the_areas_morning_and_not_told_after_noon(zone: Zone) -> None:
    day = date(2027, 2, 14)
    assert digest_day(at(6, 59, zone), zone) is None
    assert digest_day(at(7, 0, zone), zone) == day
    assert digest_day(at(11, 59, zone), zone) == day
    assert digest_day(at(12, 0, zone), zone) is None
    assert has_begun(day, at(7, 0, zone), zone)
    assert not has_begun(day, at(6, 59, zone), zone)
