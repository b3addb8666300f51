"""Deleting a person: everything that is tied to him, at once, and from the disk as well.

The audit trail keeps what was done, by a pseudonym that then stands for nobody.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import TypeAlias

from bot.db import audit, invites, people
from bot.db.engine import Connection, Database

Forget: TypeAlias = Callable[[Connection, int], Awaitable[None]]
"""Deletes what one family of tables holds of a person, by Telegram's id."""


class Privacy:
    """`families` are all the tables that hold something of people, `memories` what is remembered of
    them outside the database."""

    def __init__(
        self,
        database: Database,
        families: Sequence[Forget],
        memories: Sequence[Callable[[int], None]],
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._families = families
        self._memories = memories
        self._clock = clock

    async def erase(self, id: int, receipt: str) -> None:
        """Delete everything of the person `id`. Links that he made end with him."""
        now = self._clock()
        async with self._database.writing(receipt) as connection:
            known = await people.person(connection, id)
            if known and known.pseudonym:
                await invites.revoke_all_by(connection, known.pseudonym, now)
            for forget in (*self._families, people.forget):
                await forget(connection, id)
            await audit.record(connection, now, audit.SYSTEM, "erase")
        for forget_in_memory in self._memories:
            forget_in_memory(id)
        await self._database.scrub()
