"""How a document leaves the corpus: what is kept of it here is deleted with the decision, its file
after that. Answers show it until the next reload."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from bot.access import Person
from bot.db import audit, candidates, people
from bot.db.engine import Database, Redelivered
from bot.errors import RemovalDeferred
from bot.keeping.filing import Filing
from bot.keeping.whereabouts import Place


class Removals:
    """`clock` tells the moment."""

    def __init__(self, database: Database, filing: Filing, clock: Callable[[], datetime]) -> None:
        self.corpus = filing.corpus
        self._database = database
        self._filing = filing
        self._clock = clock

    async def places(self, id: str) -> tuple[Place, ...]:
        """What would go with the id: a document wherever it stands, or all articles of a law."""
        return await asyncio.to_thread(self._filing.places, id)

    async def remove(self, by: Person, id: str, receipt: str) -> bool:
        """Take it out of the corpus; no where it is not there (any more). Raises RemovalDeferred
        where the folder cannot be written now: it is decided, and done as soon as it can be."""
        places = await self.places(id)
        if not places:
            return False
        now = self._clock()
        try:
            async with self._database.writing(receipt) as connection:
                actor = await people.known(connection, by.id, by.name)
                await candidates.erase(connection, id)
                # A candidate that was a law holds all of its articles.
                for law in {place.file.parent.name for place in places} - {id}:
                    await candidates.erase_text(connection, law)
                await candidates.add_removal(connection, id, actor, now)
                await audit.record(connection, now, actor, "remove", id)
        except Redelivered:
            pass
        if not await self._filing.file_approved():
            raise RemovalDeferred
        return True
