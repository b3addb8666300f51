"""Where a drill is on, and who lets it begin and end. A drill covers its area and all in it: what
is reported there meanwhile is of the drill, and every message about it has to say so. What is
reported of the areas above it is not: that goes out without the banner, unless it shows what lies
below as well."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from bot import texts
from bot.access import Person, Right, may_in
from bot.audience import audience
from bot.db import audit, broadcasts, drills, people
from bot.db.drills import Drill
from bot.db.engine import Connection, Database
from bot.drills.exercise import Exercise
from bot.roles import Roles
from corpus.contacts import EVERYWHERE


class Rehearsals:
    """`clock` tells the moment."""

    def __init__(self, database: Database, roles: Roles, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._roles = roles
        self._areas = roles.areas
        self._clock = clock

    async def on_in(self, connection: Connection, area: str) -> int | None:
        """The drill that what is reported of `area` now belongs to: the nearest of those that are
        on in it or above it."""
        found = {one.area: one.id for one in reversed(await self._on(connection))}
        above = (one.id for one in self._areas.path(area))
        return next((found[one] for one in above if one in found), None)

    async def covering(self, area: str) -> tuple[str, ...]:
        """Where the drills are on that a message to `area`, or about it alone, is part of: in it
        and above it. What is for all areas is for the country."""
        area = area or EVERYWHERE
        return await self._where(lambda one: self._areas.within(area, one))

    async def touching(self, area: str) -> tuple[str, ...]:
        """Where drills are on that a message about `area` and all in it has to tell of: those that
        cover it, and those below it."""
        within = self._areas.within
        return await self._where(lambda one: within(area, one) or within(one, area))

    async def begin(self, by: Person, area: str, receipt: str) -> int | None:
        """Let a drill begin that nobody has recorded anything of; the one that is on in the area
        then. None where `by` may not. Raises Redelivered."""
        async with self._database.writing(receipt) as connection:
            if not await self._may(connection, by, area):
                return None
            if on := await self.on_in(connection, area):
                return on
            now = self._clock()
            actor = await people.known(connection, by.id, by.name)
            day = now.astimezone(self._areas.zone(area).tzinfo).date()
            id = await drills.add(connection, area, day, Exercise(held_on=day), actor, now)
            await self._begin(connection, id, area, by)
            return id

    async def begin_recorded(self, by: Person, id: int, receipt: str) -> int | None:
        """Let the drill begin of which there is a record; as for `begin`. One that has been is not
        begun again."""
        async with self._database.writing(receipt) as connection:
            drill = await drills.by_id(connection, id)
            if drill is None or not await self._may(connection, by, drill.area):
                return None
            if drill.begun_at is None:
                if on := await self.on_in(connection, drill.area):
                    return on
                await self._begin(connection, id, drill.area, by)
            return id

    async def end(self, by: Person, id: int, receipt: str) -> int | None:
        """Let it end, if it is on; its id. None where `by` may not. Raises Redelivered."""
        async with self._database.writing(receipt) as connection:
            drill = await drills.by_id(connection, id)
            if drill is None or not await self._may(connection, by, drill.area):
                return None
            if drill.is_on(self._clock()):
                await drills.end(connection, id, self._clock())
                await self._trace(connection, drill.area, "drill_end", id, by)
                await self._announce(connection, drill.area, texts.DRILL_CLOSED, by)
            return id

    async def settle(self) -> bool:
        """End what has been on for too long, and say so; whether there was any."""
        async with self._database.reading() as connection:
            if all(one.is_on(self._clock()) for one in await drills.begun(connection)):
                return False
        async with self._database.writing() as connection:
            begun = await drills.begun(connection)
            over = [one for one in begun if not one.is_on(self._clock())]
            for drill in over:
                await drills.end(connection, drill.id, drill.until or self._clock())
                await self._trace(connection, drill.area, "drill_end", drill.id)
                await self._announce(connection, drill.area, texts.DRILL_OVER)
        return bool(over)

    async def _on(self, connection: Connection) -> Sequence[Drill]:
        """All that are on, in areas that the tree has, the oldest first."""
        now, known = self._clock(), self._areas.get
        return [one for one in await drills.begun(connection) if one.is_on(now) and known(one.area)]

    async def _where(self, is_meant: Callable[[str], bool]) -> tuple[str, ...]:
        """The areas in which drills are on and that are meant, in the order of the tree."""
        async with self._database.reading() as connection:
            meant = {one.area for one in await self._on(connection) if is_meant(one.area)}
        return tuple(one.id for one in self._areas.areas if one.id in meant)

    async def _may(self, connection: Connection, by: Person, area: str) -> bool:
        fresh = await self._roles.person_in(connection, by.id, by.name)
        return may_in(fresh, Right.OVERSEE, area, self._areas)

    async def _begin(self, connection: Connection, id: int, area: str, by: Person) -> None:
        await drills.begin(connection, id, self._clock())
        await self._trace(connection, area, "drill_begin", id, by)
        await self._announce(connection, area, texts.DRILL_BEGUN, by)

    async def _trace(
        self, connection: Connection, area: str, action: str, id: int, by: Person | None = None
    ) -> None:
        actor = await people.known(connection, by.id, by.name) if by else audit.SYSTEM
        await audit.record(connection, self._clock(), actor, action, area, {"drill": id})

    async def _announce(
        self, connection: Connection, area: str, words: str, but: Person | None = None
    ) -> None:
        """Have everyone with a task there told, but whoever did it and sees it."""
        named = self._areas.get(area)
        if named is None:
            return
        receivers = audience(await people.everyone(connection), area, self._areas)
        if told := receivers - {but.id if but else None}:
            words = words.format(area=named.name)
            kept = await broadcasts.add(connection, words, area, audit.SYSTEM, self._clock())
            await broadcasts.begin(connection, kept.id, told, self._clock())
