"""Which generation is served: always the one that CURRENT names, whoever changed it. A change made
by this bot, by another copy of it, or by `siaga build` and `siaga restore` is noticed the same way:
the generation is opened beside the present one and swapped in, and the trail says so once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import TypeAlias

from bot.db import audit
from bot.db.engine import Database, Unanswered
from bot.library import Library
from bot.reloads.underway import Begun, Underway
from index.notes import read_notes
from index.store import Store, StoreError

_log = logging.getLogger(__name__)

LOOKS_EVERY = 2.0
"""Seconds between two looks at CURRENT: a file of one line."""

RELOAD, RESTORE = "reload", "restore"
_CHANGES = (RELOAD, RESTORE)

Pause: TypeAlias = Callable[[float], Awaitable[None]]


class Serving:
    """Keeps `library` at the current generation of `store`. `on_served` is called after a change,
    in the one process that told the trail of it."""

    def __init__(
        self, store: Store, library: Library, database: Database, clock: Callable[[], datetime]
    ) -> None:
        self.store = store
        self.underway = Underway(store.root)
        self.on_served: list[Callable[[], None]] = []
        self._library = library
        self._database = database
        self._clock = clock
        self._turn = asyncio.Lock()
        self._tried: str | None = None
        self._is_told = False

    @property
    def generation(self) -> str:
        """The one that answers now."""
        return self._library.generation

    @property
    def model(self) -> str:
        """The embedding model that every generation it serves must be made with."""
        return self._library.model

    async def renew(self) -> None:
        """Serve what CURRENT names, and tell the trail. Raises StoreError where that cannot be
        served: what was served still is."""
        async with self._turn:
            self._tried = self.store.current()
            try:
                if self._tried not in (None, self.generation):
                    await self._library.renew(self.store.folder(self._tried))
                    self._is_told = False
            finally:
                await self._tell()

    @asynccontextmanager
    async def following(self, pause: Pause = asyncio.sleep) -> AsyncIterator[None]:
        """Renew by itself whenever CURRENT changes, as long as the context lasts."""
        task = asyncio.create_task(self._follow(pause))
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _follow(self, pause: Pause) -> None:
        while True:
            try:
                if self.store.current() != self._tried or not self._is_told:
                    await self.renew()
            except StoreError as fault:
                _log.warning("%s", fault)
            except Exception as error:
                # Whatever it was, the next change must be seen.
                _log.error("what CURRENT names cannot be served", exc_info=error)
            await pause(LOOKS_EVERY)

    async def _tell(self) -> None:
        """Let the trail say what is served, unless it does: another copy of the bot may have been
        there first. A database that is silent is told later."""
        if self._is_told:
            return
        try:
            news = await self._record()
        except Unanswered as error:
            _log.error("the trail is not told what is served", exc_info=error)
            return
        self._is_told = True
        for call in self.on_served if news else ():
            call()

    async def _record(self) -> bool:
        served = self.generation
        async with self._database.reading() as connection:
            last = await audit.last_of(connection, _CHANGES)
        if last and last.subject == served:
            return False
        async with self._database.writing() as connection:
            last = await audit.last_of(connection, _CHANGES)
            if last and last.subject == served:
                return False
            begun = self._begun(last.subject if last else "")
            details = {**begun.details, **self._changes(begun.action)}
            now = self._clock()
            await audit.record(connection, now, begun.actor, begun.action, served, details)
        return True

    def _changes(self, action: str) -> dict[str, int]:
        """How many documents a new generation brought, changed and took away."""
        notes = read_notes(self.store.folder(self.generation)) if action == RELOAD else None
        if notes is None:
            return {}
        changes = notes.changes
        return {
            "added": changes.added.count,
            "changed": changes.changed.count,
            "removed": changes.removed.count,
        }

    def _begun(self, told: str) -> Begun:
        """Who made the generation the current one, and how. Made so from outside, one that is older
        than what the trail told of last was restored."""
        begun = self.underway.begun()
        if begun and begun.before != self.generation:
            return begun
        return Begun(audit.SYSTEM, RESTORE if self.generation < told else RELOAD, told or None)
