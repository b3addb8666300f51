"""Which areas an officer watches, and when he is told nothing. He may watch what he may report
from; a watch over anything else ends by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import Enum, auto

from bot.access import Person, Right, may_in
from bot.db import watches
from bot.db.engine import Connection, Database
from bot.db.watches import Watch
from bot.roles import Roles
from bot.watching.hours import NIGHT, Quiet

__all__ = ["PER_PERSON", "NotWatched", "Watch", "Watching"]

PER_PERSON = 30
"""Areas; who watches more watches a province."""


class NotWatched(Enum):
    """Why a watch did not begin."""

    OUTSIDE = auto()  # not his area, or none at all
    FULL = auto()


class Watching:
    """`clock` tells the moment."""

    def __init__(self, database: Database, roles: Roles, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._roles = roles
        self._clock = clock

    async def own(self, person: Person) -> Sequence[Watch]:
        """What the person watches and may."""
        async with self._database.reading() as connection:
            own = await watches.everyone(connection, person.id)
        return [it for it in own if may_in(person, Right.REPORT, it.area, self._roles.areas)]

    async def watch(self, person: Person, area: str, receipt: str) -> NotWatched | None:
        """Begin to watch `area`; None where it is watched now. Quiet hours are those of his other
        watches. Raises Redelivered."""
        async with self._database.writing(receipt) as connection:
            person = await self._roles.person_in(connection, person.id, person.name)
            if not may_in(person, Right.REPORT, area, self._roles.areas):
                return NotWatched.OUTSIDE
            own = await watches.everyone(connection, person.id)
            if any(watch.area == area for watch in own):
                return None
            if len(own) >= PER_PERSON:
                return NotWatched.FULL
            quiet = own[0].quiet if own else NIGHT
            await watches.add(connection, Watch(person.id, area, quiet, self._clock()))
            return None

    async def stop(self, person: Person, area: str, receipt: str) -> None:
        """End his watch over `area`, if there is one. Raises Redelivered."""
        async with self._database.writing(receipt) as connection:
            await watches.remove(connection, person.id, area)

    async def stop_all(self, person: Person, receipt: str) -> None:
        """End all his watches. Raises Redelivered."""
        async with self._database.writing(receipt) as connection:
            await watches.forget(connection, person.id)

    async def keep_quiet(self, person: Person, quiet: Quiet, receipt: str) -> None:
        """Change the quiet hours of all that he watches. Raises Redelivered."""
        async with self._database.writing(receipt) as connection:
            await watches.set_quiet(connection, person.id, quiet)

    async def settle(self) -> None:
        """End the watches of whoever may not watch any more."""
        async with self._database.writing() as connection:
            for id in {watch.person for watch in await watches.everyone(connection)}:
                await self.allowed(connection, await self._roles.person_in(connection, id, ""))

    async def allowed(self, connection: Connection, person: Person) -> Sequence[Watch]:
        """What the person watches and still may; his other watches end, within the transaction."""
        kept = []
        for watch in await watches.everyone(connection, person.id):
            if may_in(person, Right.REPORT, watch.area, self._roles.areas):
                kept.append(watch)
            else:
                await watches.remove(connection, person.id, watch.area)
        return kept
