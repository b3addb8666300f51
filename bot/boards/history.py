"""How the cells of an area were at the end of each of the last thirty days, told from what is known
now: what was reported late counts from when it was seen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from bot.db.reports import Seen
from bot.readiness import Ages, Component, State
from corpus.areas import Zone

DAYS = 30

History = Mapping[Component, tuple[State, ...]]
"""The states of every component, the earliest day first, this moment last."""


def last_days(now: datetime, zone: Zone) -> tuple[date, ...]:
    """The last DAYS days of the zone, today last."""
    today = now.astimezone(zone.tzinfo).date()
    return tuple(today - timedelta(days=age) for age in reversed(range(DAYS)))


def ends_of_days(now: datetime, zone: Zone) -> tuple[datetime, ...]:
    """When these days ended; today ends now."""
    return (*(_end(day, zone) for day in last_days(now, zone)[:-1]), now)


def history(seen: Iterable[Seen], moments: Iterable[tuple[datetime, Ages]]) -> History:
    """The states at `moments`, each with how long values count then. `seen` is in the order in
    which it was seen, and goes back as far as a value may count."""
    by_component: dict[Component, list[Seen]] = {component: [] for component in Component}
    for one in seen:
        by_component[one.component].append(one)
    moments = tuple(moments)
    return {
        component: tuple(_state(own, moment, ages[component]) for moment, ages in moments)
        for component, own in by_component.items()
    }


def _state(seen: Sequence[Seen], moment: datetime, age: timedelta) -> State:
    before = bisect_right(seen, moment, key=lambda one: one.observed_at)
    if not before or moment - seen[before - 1].observed_at > age:
        return State.UNKNOWN
    return seen[before - 1].state


def _end(day: date, zone: Zone) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), zone.tzinfo)
