"""Telling people what they watch and what is due, each thing once.

A person is told first and his notices are settled after. Should the bot be killed in the blink
between the two, he is told a second time once the hold is over: an alarm read twice costs a glance,
and of one that is lost nobody would know. While one copy of the bot tells him it holds his notices,
so that the others don't. Whether he may still know is asked in the transaction that takes them;
what there is to tell is read after it, under the hold.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from bot.access import Person, Right, may_in
from bot.almanac import Almanac
from bot.boards.standing import Standings
from bot.db import drills, follow_ups, notices, watches
from bot.db.engine import Connection, Database, Unanswered
from bot.db.follow_ups import FollowUp
from bot.db.notices import Notice
from bot.db.watches import Watch
from bot.delivery import TRIES, Delivery, Patience, whole
from bot.roles import Roles
from bot.watching.alerts import Kind
from bot.watching.briefing import Briefing, Facts, areas_in, briefing
from bot.watching.hours import NIGHT, day_at
from bot.watching.occasions import digests, reminders
from bot.watching.occasions import follow_ups as due_follow_ups
from bot.watching.watches import Watching
from corpus.areas import Zone

HOLD = timedelta(minutes=10)
"""After so long whoever held a notice is taken for dead: one message takes seconds."""

GAP = timedelta(minutes=1)
"""Between two messages to one person: where reports come in by the minute, what they amount to is
told together."""

PAUSE = 0.1
"""Seconds between two people: ten in a second leave answers two thirds of what Telegram takes."""

LASTS = timedelta(days=10)
"""How long a notice is kept; longer than any occasion may be told."""

_log = logging.getLogger(__name__)

Deliver: TypeAlias = Callable[[int, Briefing], Awaitable[Delivery]]


@dataclass(frozen=True, slots=True)
class _Taken:
    """What nobody else tells meanwhile, to whom, what of it he watches, and when it was taken."""

    notices: tuple[Notice, ...]
    reader: Person
    watched: tuple[str, ...]
    at: datetime

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(notice.key for notice in self.notices)


class Notices:
    """`almanac` gives the calendar as it is today; `clock` tells the moment."""

    def __init__(
        self,
        database: Database,
        roles: Roles,
        watching: Watching,
        standings: Standings,
        almanac: Callable[[], Almanac],
        clock: Callable[[], datetime],
        pause: float,
    ) -> None:
        self._database = database
        self._roles = roles
        self._watching = watching
        self._standings = standings
        self._almanac = almanac
        self._clock = clock
        self._pause = pause
        self._turn = asyncio.Lock()

    async def plan(self) -> None:
        """Note everything whose hour has come, by the database and the clock alone: a restart loses
        nothing, and nothing is told again."""
        now, areas, calendar = self._clock(), self._roles.areas, self._almanac().calendar
        today = day_at(now, Zone.WIB)  # nowhere in the country is a later day's morning
        coming = calendar.reminders(today)
        people = await self._roles.acquainted() if coming else []
        async with self._database.reading() as connection:
            everyone = await watches.everyone(connection)
            watching = [watch for watch in everyone if areas.get(watch.area)]
            tasks = await self._tasks(connection, now)
            found = [
                *digests(watching, now, areas),
                *due_follow_ups(tasks, watching, now, areas),
                *reminders(people, calendar, now, areas),
            ]
            fresh = await notices.unknown(connection, found)
        if fresh:
            async with self._database.writing() as connection:
                await notices.add(connection, fresh, now)

    async def send(self, deliver: Deliver) -> None:
        """Tell everyone who is to be told something now."""
        async with self._turn:
            now = self._clock()
            async with self._database.reading() as connection:
                waiting = await notices.waiting(connection, now, now - GAP)
            for person in waiting:
                try:
                    await asyncio.sleep(await whole(self._tell(person, deliver)))
                except Unanswered:
                    raise
                except Exception as error:
                    # One who cannot be told must not keep all others waiting.
                    _log.error("somebody cannot be told", exc_info=error)

    async def settle(self) -> None:
        """Forget what was told long ago."""
        async with self._database.writing() as connection:
            await notices.drop_older(connection, self._clock() - LASTS)

    async def _tell(self, person: int, deliver: Deliver) -> float:
        """Tell him and note that; gives the seconds to wait before the next."""
        taken = await self._take(person)
        if taken is None:
            return 0
        told = await self._briefing(taken)
        if told.is_empty:
            async with self._database.writing() as connection:
                await notices.drop(connection, taken.keys)
            return 0
        try:
            delivery = await deliver(person, told)
        except Patience as asked:
            later = self._clock() + timedelta(seconds=asked.seconds)
            async with self._database.writing() as connection:
                await notices.put_off(connection, taken.keys, later)
            return asked.seconds
        await self._note(taken, delivery)
        return self._pause

    async def _note(self, taken: _Taken, delivery: Delivery) -> None:
        """Note what became of it. What did not arrive is told after the hold, and so is what may
        have, up to TRIES times."""
        async with self._database.writing() as connection:
            if delivery in (Delivery.SENT, Delivery.GONE):
                # Whoever blocked the bot may open it again, and goes on watching.
                await notices.settle(connection, taken.keys, taken.at)
            elif delivery is Delivery.UNSURE:
                await notices.doubt(connection, taken.keys, taken.at, TRIES)

    async def _take(self, id: int) -> _Taken | None:
        """Hold what is to be told to a person now, without what he may not know any more and what
        he wants to be told in the morning; None where nothing is left."""
        now = self._clock()
        async with self._database.writing() as connection:
            taken = await notices.take(connection, id, now, now + HOLD)
            person = await self._roles.person_in(connection, id, "")
            watching = await self._watching.allowed(connection, person)
            quiet = watching[0].quiet if watching else NIGHT
            awake: list[Notice] = []
            for notice in taken:
                if not self._may_know(notice, person, watching):
                    await notices.drop(connection, [notice.key])
                elif (waking := quiet.waking(now, self._roles.areas.zone(notice.area))) > now:
                    await notices.put_off(connection, [notice.key], waking)
                else:
                    awake.append(notice)
        watched = tuple(watch.area for watch in watching)
        return _Taken(tuple(awake), person, watched, now) if awake else None

    async def _briefing(self, taken: _Taken) -> Briefing:
        """What there is to tell of it. Of the whole country that is much to read: others write
        meanwhile."""
        async with self._database.reading() as connection:
            facts = await self._facts(connection, taken.notices, taken.at)
        return briefing(taken.notices, taken.reader.pseudonym, taken.watched, facts)

    def _may_know(self, notice: Notice, person: Person, watching: Sequence[Watch]) -> bool:
        areas = self._roles.areas
        if not may_in(person, Right.REPORT, notice.area, areas):
            return False
        watched = any(areas.within(notice.area, watch.area) for watch in watching)
        return watched or notice.kind is Kind.STAGE

    async def _facts(self, connection: Connection, told: Sequence[Notice], now: datetime) -> Facts:
        areas = self._roles.areas
        return Facts(
            await self._standings.of(connection, areas_in(told, areas), now),
            await self._tasks(connection, now),
            [drill.area for drill in await drills.begun(connection) if drill.is_on(now)],
            self._almanac().calendar,
            areas,
            now,
        )

    async def _tasks(self, connection: Connection, now: datetime) -> Sequence[FollowUp]:
        found = await follow_ups.due(connection, day_at(now, Zone.WIB))
        return [task for task in found if self._roles.areas.get(task.area)]
