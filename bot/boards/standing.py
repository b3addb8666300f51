"""How areas stand at a moment: the reports that count, and for how long they do there and then."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta

from bot.almanac import Almanac
from bot.boards.counting import Counting
from bot.db.engine import Connection
from bot.readiness import AreaReadiness, assess
from bot.watching.hours import day_at
from corpus.areas import AreaTree, Zone

_OLDEST = timedelta(days=365)
"""What is older is not even called old."""

_TOGETHER = 50
"""Areas after which others are served: the country has ten times as many."""


class Standings:
    """`almanac` tells for how long reports count."""

    def __init__(self, areas: AreaTree, almanac: Callable[[], Almanac]) -> None:
        self.areas = areas
        self._almanac = almanac
        self._counting = Counting()

    async def of(
        self, connection: Connection, areas: Collection[str], now: datetime
    ) -> Mapping[str, AreaReadiness]:
        """`areas`, all of which are in the tree, as they stand."""
        counting = await self._counting.of(connection, areas, now - _OLDEST)
        almanac, found = self._almanac(), dict[str, AreaReadiness]()
        ages = {zone: almanac.ages(day_at(now, zone)) for zone in Zone}
        for number, (area, own) in enumerate(counting.items(), start=1):
            found[area] = assess(area, own, now, ages[self.areas.zone(area)](area))
            if number % _TOGETHER == 0:
                await asyncio.sleep(0)
        return found
