"""An officer's own list before an election: which day it is for, and what he ticked. It is nobody
else's: no superior reads it, and no board counts it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from bot.access import Person, Right, areas_of
from bot.almanac import Almanac
from bot.db import checks
from bot.db.engine import Database
from bot.watching.checklist import Checklist, Item, voting_day
from bot.watching.hours import day_at
from corpus.areas import AreaTree, Zone

LASTS = timedelta(days=180)
"""How long a tick is kept: an election and what follows it."""


class Checks:
    """`almanac` gives the calendar as it is today; `clock` tells the moment."""

    def __init__(
        self,
        database: Database,
        areas: AreaTree,
        almanac: Callable[[], Almanac],
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._areas = areas
        self._almanac = almanac
        self._clock = clock

    async def own(self, person: Person) -> Checklist:
        """The list for his next voting day, or the general one."""
        day = self._voting_day(person)
        checklist = Checklist(day, frozenset())
        async with self._database.reading() as connection:
            ticked = await checks.ticked(connection, person.id, checklist.election)
        return Checklist(day, ticked)

    async def tick(
        self, person: Person, election: str, item: Item, ticked: bool, receipt: str
    ) -> Checklist | None:
        """Tick an item, or take the tick away, and the list then; None where the list for that
        election is not his now. Raises Redelivered."""
        day = self._voting_day(person)
        checklist = Checklist(day, frozenset())
        if election != checklist.election:
            return None
        async with self._database.writing(receipt) as connection:
            if ticked:
                await checks.tick(connection, person.id, election, item, self._clock())
            else:
                await checks.untick(connection, person.id, election, item)
            return Checklist(day, await checks.ticked(connection, person.id, election))

    async def settle(self) -> None:
        """Delete what was ticked before an election that is long past."""
        async with self._database.writing() as connection:
            await checks.drop_older(connection, self._clock() - LASTS)

    def _voting_day(self, person: Person) -> date | None:
        own = [area for area in areas_of(person, Right.REPORT) if self._areas.get(area)]
        zone = self._areas.zone(own[0]) if own else Zone.WIB
        return voting_day(self._almanac().calendar, own, day_at(self._clock(), zone))
