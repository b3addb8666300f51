"""Boards for those who may see them. What somebody may not see is not there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.access import Person, Right, areas_of, may_in
from bot.almanac import Almanac
from bot.boards.composition import AreaBoard, Part, worst_first
from bot.boards.history import History, ends_of_days, history, last_days
from bot.boards.standing import Standings
from bot.db import reports
from bot.db.engine import Database
from bot.drills.rehearsals import Rehearsals
from corpus.areas import Area, AreaKind, AreaTree
from corpus.contacts import EVERYWHERE

_UNITS = (AreaKind.REGENCY, AreaKind.CITY)
"""What is counted where areas are: a regency and a city have a board of their own."""


class Overview:
    """`almanac` tells for how long reports count, `rehearsals` where drills are on, `clock` the
    moment."""

    def __init__(
        self,
        database: Database,
        standings: Standings,
        almanac: Callable[[], Almanac],
        rehearsals: Rehearsals,
        clock: Callable[[], datetime],
    ) -> None:
        self.areas = standings.areas
        self._database = database
        self._standings = standings
        self._almanac = almanac
        self._rehearsals = rehearsals
        self._clock = clock
        self._below, self._units = _below(self.areas), _units(self.areas)

    def sees(self, person: Person, area: str) -> bool:
        """Whether the person may see the board of the area, an id."""
        return may_in(person, Right.REPORT, area, self.areas)

    def own(self, person: Person) -> tuple[Area, ...]:
        """Where he would look who names no area; the country, for whoever may see everything."""
        if self.sees(person, EVERYWHERE):
            return tuple(area for area in self.areas.areas if area.id == EVERYWHERE)
        held = areas_of(person, Right.REPORT)
        return tuple(area for area in self.areas.areas if area.id in held)

    async def board(self, person: Person, area: str) -> AreaBoard | None:
        """The board of the area; None where there is none that the person may see."""
        if not self.sees(person, area):
            return None
        now, units = self._clock(), self._units[area]
        async with self._database.reading() as connection:
            found = await self._standings.of(connection, {area, *units}, now)
        parts = (
            Part(part, tuple(found[unit] for unit in self._units[part.id]))
            for part in self._below[area]
        )
        here, *higher = self.areas.path(area)
        return AreaBoard(
            here,
            self.areas.zone(area),
            found[area],
            worst_first(parts),
            now,
            await self._rehearsals.touching(area),
            next((one for one in higher if self.sees(person, one.id)), None),
        )

    async def history(self, board: AreaBoard) -> History:
        """How the area's own cells were in the days up to that moment."""
        almanac, area = self._almanac(), board.area.id
        ends = ends_of_days(board.as_of, board.zone)
        ages = [almanac.ages(day)(area) for day in last_days(board.as_of, board.zone)]
        since = ends[0] - max(max(each.values()) for each in ages)
        async with self._database.reading() as connection:
            seen = await reports.trend(connection, area, since)
        return history(seen, zip(ends, ages, strict=True))


def _below(areas: AreaTree) -> dict[str, tuple[Area, ...]]:
    """By area, those right below it."""
    below: dict[str, tuple[Area, ...]] = {area.id: () for area in areas.areas}
    for area in areas.areas:
        if area.parent:
            below[area.parent] += (area,)
    return below


def _units(areas: AreaTree) -> dict[str, tuple[str, ...]]:
    """By area, the units in it: itself, where it is one."""
    units: dict[str, list[str]] = {area.id: [] for area in areas.areas}
    for area in areas.areas:
        if area.kind in _UNITS:
            for above in areas.path(area.id):
                units[above.id].append(area.id)
    return {area: tuple(found) for area, found in units.items()}
