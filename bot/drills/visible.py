"""Drills as somebody may see them: officers what was recorded or begun in their area and below it,
coordinators also what is being recorded there. What somebody may not see does not exist for him."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.access import Person, Right, may_in
from bot.db import drills, follow_ups
from bot.db.drills import Drill
from bot.db.engine import Connection, Database
from bot.db.follow_ups import FollowUp
from corpus.areas import Area, AreaTree, Zone

PAGE = 5
"""Drills of a list: with their tasks as many as a phone shows."""


@dataclass(frozen=True, slots=True)
class View:
    """A drill as somebody sees it. `may_record`: whether he may change it; `today` is the day in
    its area, whose clocks are those of `zone`."""

    drill: Drill
    area: Area
    follow_ups: Sequence[FollowUp]
    may_record: bool
    is_on: bool
    today: date
    zone: Zone


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the drills of an area and all below it, the newest first. `may_record`: whether he
    may record one in this area."""

    area: Area
    views: Sequence[View]
    page: int
    has_more: bool
    may_record: bool


class Drills:
    """`clock` tells the moment."""

    def __init__(self, database: Database, areas: AreaTree, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._areas = areas
        self._clock = clock

    async def listing(self, by: Person, area: str, page: int = 0) -> Listing | None:
        """A page of what `by` may see; None where he may not see the area."""
        named = self._areas.get(area)
        if named is None or not may_in(by, Right.REPORT, area, self._areas):
            return None
        below = [one.id for one in self._areas.areas if self._areas.within(one.id, area)]
        own = [one for one in below if may_in(by, Right.OVERSEE, one, self._areas)]
        async with self._database.reading() as connection:
            found = await drills.newest(connection, below, own, PAGE + 1, page * PAGE)
            views = await self._views(connection, by, found[:PAGE])
        return Listing(named, views, page, len(found) > PAGE, area in own)

    async def view(self, by: Person, id: int) -> View | None:
        """The drill; None where there is none that `by` may see."""
        async with self._database.reading() as connection:
            return await self.view_in(connection, by, id)

    async def view_in(self, connection: Connection, by: Person, id: int) -> View | None:
        """The same, within a transaction."""
        drill = await drills.by_id(connection, id)
        views = await self._views(connection, by, [drill] if drill else [])
        return views[0] if views else None

    def today(self, area: str) -> date:
        """The day that it is in the area."""
        return self._clock().astimezone(self._areas.zone(area).tzinfo).date()

    async def _views(
        self, connection: Connection, by: Person, found: Sequence[Drill]
    ) -> Sequence[View]:
        """Those of them that `by` may see."""
        tasks = await follow_ups.of(connection, [one.id for one in found])
        views = []
        for drill in found:
            may_record = may_in(by, Right.OVERSEE, drill.area, self._areas)
            may_read = not drill.is_draft and may_in(by, Right.REPORT, drill.area, self._areas)
            area = self._areas.get(drill.area)
            if area and (may_record or may_read):
                own = [task for task in tasks if task.drill == drill.id]
                on, today = drill.is_on(self._clock()), self.today(drill.area)
                zone = self._areas.zone(drill.area)
                views.append(View(drill, area, own, may_record, on, today, zone))
        return views
