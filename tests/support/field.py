"""People of the field and what they report, straight into a database."""

from __future__ import annotations

from datetime import timedelta

from bot.access import Grant, Person, Role
from bot.db import drills, follow_ups, people, reports
from bot.db.engine import Database
from bot.db.reports import Observation
from bot.drills.exercise import Exercise, Task
from bot.readiness import Component, State, Verdict
from tests.support.clock import Clock

BALIKPAPAN, SAMARINDA, KALTIM = "kota-balikpapan", "kota-samarinda", "kalimantan-timur"


class Field:
    """Everything happens at the moment that the clock tells."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.database = database
        self._clock = clock

    async def appoint(self, id: int, area: str = BALIKPAPAN, role: Role = Role.OFFICER) -> Person:
        """Give a person a role; he as he is then."""
        async with self.database.writing() as connection:
            await people.known(connection, id, f"Nama {id}")
            await people.grant(connection, id, Grant(role, area), "P-1", self._clock())
            person = await people.person(connection, id)
        assert person is not None
        return person

    async def dismiss(self, id: int, area: str = BALIKPAPAN, role: Role = Role.OFFICER) -> None:
        """Take the role away again."""
        async with self.database.writing() as connection:
            assert await people.withdraw(connection, id, Grant(role, area))

    async def report(
        self,
        state: State,
        component: Component = Component.POSTS,
        area: str = BALIKPAPAN,
        have: int | None = None,
        need: int | None = None,
        drill: int | None = None,
        ago: timedelta = timedelta(),
        by: str = "P-2",
    ) -> int:
        """Keep what an officer, a pseudonym, saw so long ago; the report's id."""
        seen = Observation(
            area, component, state, have, need, "", "", self._clock() - ago, drill=drill
        )
        async with self.database.writing() as connection:
            return await reports.add(connection, seen, by, Role.OFFICER, self._clock())

    async def reject(self, id: int) -> None:
        """Let a superior reject a report."""
        async with self.database.writing() as connection:
            await reports.judge(connection, id, Verdict.REJECTED, "P-3", self._clock())

    async def drill(self, *tasks: Task, area: str = BALIKPAPAN, on: bool = False) -> int:
        """Keep the record of a drill that left `tasks`, and that is on or not; its id."""
        now = self._clock()
        async with self.database.writing() as connection:
            id = await drills.add(connection, area, now.date(), Exercise(), "P-3", now)
            await drills.save(connection, id, now)
            if on:
                await drills.begin(connection, id, now)
            await follow_ups.replace(connection, id, area, tasks)
        return id
