"""Looking at watched areas, and at no others: what became worse or stale since they were looked at
last becomes a notice to everyone who watches them.

What was seen and the notices are written in one transaction: of several copies of the bot the one
that looks first tells it, and a copy that is killed has told nothing and lost nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime

from bot.boards.standing import Standings
from bot.db import notices, watches
from bot.db.engine import Connection, Database
from bot.db.notices import Notice
from bot.db.watches import Watch
from bot.readiness import AreaReadiness
from bot.watching.alerts import News, Sight, news, sight
from corpus.areas import AreaTree

_BATCH = 50
"""Areas that are compared, or noted, together: others are served between two, and write."""


class Lookout:
    """`clock` tells the moment; the `bell` rings where something was reported."""

    def __init__(
        self,
        database: Database,
        standings: Standings,
        areas: AreaTree,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._standings = standings
        self._areas = areas
        self._clock = clock
        self._reported: set[str] = set()
        self.bell = asyncio.Event()

    def kept(self, area: str) -> None:
        """Something was reported of `area`, or judged: it is to be looked at soon."""
        self._reported.add(area)
        self.bell.set()

    def begun(self, area: str) -> None:
        """Somebody begins to watch `area`: what comes after this is news to him."""
        self._reported |= self._watched([area])
        self.bell.set()

    async def look(self) -> None:
        """Look at every watched area: values grow old by themselves, and other copies of the bot
        keep reports as well."""
        async with self._database.reading() as connection:
            watched = self._watched(it.area for it in await watches.everyone(connection))
            unwatched = await watches.seen_areas(connection) - watched
        await self._look_at(watched)
        if unwatched:
            async with self._database.writing() as connection:
                await watches.look_away(connection, unwatched)

    async def look_at_reported(self) -> None:
        """Look at those watched areas of which something was reported here since the last look."""
        reported, self._reported = self._reported, set()
        if reported:
            async with self._database.reading() as connection:
                watched = self._watched(it.area for it in await watches.everyone(connection))
            await self._look_at(watched & reported)

    async def _look_at(self, areas: Collection[str]) -> None:
        """Write only where something is another than it was."""
        async with self._database.reading() as connection:
            changed = [it.area for it, _ in await self._changes(connection, areas)]
        for at in range(0, len(changed), _BATCH):
            async with self._database.writing() as connection:
                await self._note(connection, changed[at : at + _BATCH])

    async def _note(self, connection: Connection, areas: Collection[str]) -> None:
        """Tell what changed, unless another copy was quicker."""
        now, watching = self._clock(), await watches.everyone(connection)
        changes = await self._changes(connection, areas)
        told = (it for standing, before in changes for it in news(standing, before))
        await notices.add(connection, list(self._notices(told, watching, now)), now)
        await watches.see(connection, {standing.area: sight(standing) for standing, _ in changes})

    async def _changes(
        self, connection: Connection, areas: Collection[str]
    ) -> Sequence[tuple[AreaReadiness, Sight]]:
        """The areas that are not as they were seen last, and how that was."""
        standings = list((await self._standings.of(connection, areas, self._clock())).values())
        changes = []
        for at in range(0, len(standings), _BATCH):
            batch = standings[at : at + _BATCH]
            seen = await watches.seen(connection, [it.area for it in batch])
            pairs = ((it, seen.get(it.area, {})) for it in batch)
            changes += [(now, before) for now, before in pairs if sight(now) != before]
        return changes

    def _notices(
        self, told: Iterable[News], watching: Sequence[Watch], now: datetime
    ) -> Iterator[Notice]:
        """One for everyone who watches where it happened, however many watches are his."""
        moment = int(now.timestamp() * 1_000_000)
        for it in told:
            above = {area.id for area in self._areas.path(it.area)}
            for person in sorted({watch.person for watch in watching if watch.area in above}):
                key = f"{it.kind}:{it.area}:{it.component}:{moment}:{person}"
                yield Notice(key, person, it.kind, it.area, it.component, it.before)

    def _watched(self, areas: Iterable[str]) -> frozenset[str]:
        """`areas` and all below them."""
        watched = set(areas)
        return frozenset(
            area.id
            for area in self._areas.areas
            if any(one.id in watched for one in self._areas.path(area.id))
        )
