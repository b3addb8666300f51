"""Boards for those who may see them: an area with its own rows, and the areas in it with what they
come to. What somebody may not see is not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot import readiness
from bot.access import Person, Right, areas_of, may_in
from bot.almanac import Almanac
from bot.db import reports
from bot.db.engine import Database
from bot.history import History, ends_of_days, history, last_days
from bot.readiness import AreaReadiness, Cell, State
from bot.rehearsals import Rehearsals
from bot.standing import Standings
from corpus.areas import Area, AreaKind, AreaTree, Zone
from corpus.contacts import EVERYWHERE

_UNITS = (AreaKind.REGENCY, AreaKind.CITY)
"""What is counted where areas are: a regency and a city have a board of their own."""


@dataclass(frozen=True, slots=True)
class Part:
    """An area right below the one that is looked at, and the units in it: itself, if it is one."""

    area: Area
    units: tuple[AreaReadiness, ...]

    @property
    def counts(self) -> Counter[State]:
        """How many units are at each level."""
        return Counter(unit.level for unit in self.units)

    @property
    def silent(self) -> tuple[str, ...]:
        """The units from which there is nothing."""
        return tuple(unit.area for unit in self.units if unit.is_silent)


@dataclass(frozen=True, slots=True)
class AreaBoard:
    """An area as it was at a moment: its `own` cells, and its `parts`, the worst first, if it has
    any. `drills` are the areas in which one is on that concerns this one; `above` is the area right
    above it, where the same person may see that too."""

    area: Area
    zone: Zone
    own: AreaReadiness
    parts: tuple[Part, ...]
    as_of: datetime
    drills: tuple[str, ...]
    above: Area | None

    @property
    def units(self) -> tuple[AreaReadiness, ...]:
        """All units of all parts."""
        return tuple(unit for part in self.parts for unit in part.units)

    @property
    def counts(self) -> Counter[State]:
        """How many units are at each level."""
        return Counter(unit.level for unit in self.units)

    @property
    def silent(self) -> tuple[str, ...]:
        """The units from which there is nothing."""
        return tuple(unit.area for unit in self.units if unit.is_silent)

    @property
    def gaps(self) -> tuple[tuple[str, Cell], ...]:
        """What is most amiss, here or in a unit: areas by id with the cell."""
        return readiness.gaps((self.own, *self.units))


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
            tuple(sorted(parts, key=_order)),
            now,
            await self._rehearsals.touching(area),
            next((one for one in higher if self.sees(person, one.id)), None),
        )

    async def history(self, board: AreaBoard) -> History:
        """How the area's own cells were in the days up to that moment."""
        almanac, area = self._almanac(), board.area.id
        ends = ends_of_days(board.as_of, board.zone)
        ages = [almanac.ages(day, area) for day in last_days(board.as_of, board.zone)]
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


def _order(part: Part) -> tuple[float, ...]:
    """The worst first: by the share of its units that are at each level, from the worst."""
    return tuple(-part.counts[level] / max(1, len(part.units)) for level in State)
