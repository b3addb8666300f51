"""Reading the audit trail: what was done, by whom as far as that is still known, and whether every
entry is as it was written."""

from __future__ import annotations

from dataclasses import dataclass

from bot.db import audit, people
from bot.db.audit import Entry
from bot.db.engine import Database

__all__ = ["Entry", "Trail", "trail"]

PAGE = 10
"""Entries in one message: as many as a phone shows without scrolling far."""


@dataclass(frozen=True, slots=True)
class Trail:
    """Entries newest first. `names` tells who stands behind a pseudonym, for those who still have a
    role; `fault` is the number of the first entry that is not as it was written."""

    entries: tuple[Entry, ...]
    names: dict[str, str]
    fault: int | None

    @property
    def earlier(self) -> int | None:
        """The number before which further entries are found; None where these are the first."""
        last = self.entries[-1].number if self.entries else 1
        return last if last > 1 else None


async def trail(database: Database, before: int | None = None, limit: int = PAGE) -> Trail:
    """The trail's newest entries, or those numbered below `before`."""
    async with database.reading() as connection:
        entries = await audit.newest(connection, limit, before)
        holders = await people.everyone(connection)
        fault = await audit.first_fault(connection)
    names = {person.pseudonym: person.name for person in holders if person.pseudonym}
    return Trail(tuple(entries), names, fault)
