"""Questions without an answer that somebody waits for, and who is told once there is one.

He is told first and the wish is deleted after. Should the bot be killed in the blink between the
two, he is told a second time; the other way round a promise would be broken, and nobody would know.
While one copy of the bot tells him it holds the wish, so that the others don't.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import TypeAlias

from bot.db import wishes
from bot.db.engine import Database, Unanswered
from bot.db.wishes import Wish
from bot.delivery import TRIES, Delivery, Patience, whole
from bot.errors import LibraryClosed
from bot.library import Library
from index.types import Grounded, NoEvidence

PER_PERSON = 10
IN_ALL = 10_000
LASTS = timedelta(days=180)
"""An election and what follows it; what nobody answered by then is waited for by nobody."""

HOLD = timedelta(minutes=10)
"""After so long whoever held a wish is taken for dead: one message takes seconds."""

PAUSE = 0.2
"""Seconds between two that are told: others are answered meanwhile."""

_PAGE = 100

_log = logging.getLogger(__name__)

Deliver: TypeAlias = Callable[[Wish, Grounded], Awaitable[Delivery]]


class Full(Enum):
    """Why no wish is kept."""

    PERSON = auto()
    ALL = auto()


@dataclass(frozen=True, slots=True)
class Wished:
    """A wish is kept, under the id by which `withdraw` knows it."""

    id: int


class Wishes:
    """`clock` tells the moment; the `bell` is to be rung where another generation is served."""

    def __init__(
        self,
        database: Database,
        library: Library,
        clock: Callable[[], datetime],
        pause: float = PAUSE,
    ) -> None:
        self._database = database
        self._library = library
        self._clock = clock
        self._pause = pause
        self._turn = asyncio.Lock()
        self.bell = asyncio.Event()

    async def wish(
        self, person: int, chat: int, message: int, without: NoEvidence, receipt: str
    ) -> Wished | Full:
        """Keep the wish to be told, in `chat` in reply to `message`, once there is what `without`
        lacks. Who wishes it again has the same wish. Raises Redelivered."""
        question = without.question
        async with self._database.writing(receipt) as connection:
            if id := await wishes.same(connection, person, chat, question):
                return Wished(id)
            if await wishes.number(connection, person) >= PER_PERSON:
                return Full.PERSON
            if await wishes.number(connection) >= IN_ALL:
                return Full.ALL
            tried, now = without.generation, self._clock()
            return Wished(await wishes.add(connection, person, chat, message, question, tried, now))

    async def withdraw(self, person: int, id: int, receipt: str) -> bool:
        """Delete the person's wish; no where he has none of that id. Raises Redelivered."""
        async with self._database.writing(receipt) as connection:
            return await wishes.withdraw(connection, id, person)

    async def settle(self) -> None:
        """Delete what was waited for too long."""
        async with self._database.writing() as connection:
            await wishes.drop_older(connection, self._clock() - LASTS)

    async def fulfil(self, deliver: Deliver) -> None:
        """Ask the served generation for whatever it was not asked for yet, and have everyone told
        whose question it answers."""
        async with self._turn:
            after = 0
            while page := await self._untried(after):
                await self._try(page, deliver)
                after = page[-1].id

    async def _untried(self, after: int) -> Sequence[Wish]:
        generation, now = self._library.generation, self._clock()
        async with self._database.reading() as connection:
            return await wishes.untried(connection, generation, now, after, _PAGE)

    async def _try(self, page: Sequence[Wish], deliver: Deliver) -> None:
        generation = self._library.generation
        unanswered = []
        for wish in page:
            try:
                if not await self._is_answered(wish, deliver):
                    unanswered.append(wish.id)
            except (LibraryClosed, *Unanswered):
                raise
            except Exception as error:
                # One wish that cannot be searched or told must not keep all others waiting.
                _log.error("a wish cannot be fulfilled", exc_info=error)
        async with self._database.writing() as connection:
            await wishes.mark(connection, unanswered, generation, self._clock())

    async def _is_answered(self, wish: Wish, deliver: Deliver) -> bool:
        """Whether there is an answer now; if so it is told, here or by whoever was quicker."""
        answer = (await self._library.respond(wish.question)).answer
        if not isinstance(answer, Grounded):
            return False
        if await self._hold(wish, answer.generation):
            await asyncio.sleep(await whole(self._tell(wish, answer, deliver)))
        return True

    async def _hold(self, wish: Wish, generation: str) -> bool:
        now = self._clock()
        async with self._database.writing() as connection:
            return await wishes.hold(connection, wish, generation, now, now + HOLD)

    async def _tell(self, wish: Wish, answer: Grounded, deliver: Deliver) -> float:
        """Tell it and note that; gives the seconds to wait before the next. What did not arrive is
        told after the hold, and so is what may have, up to TRIES times."""
        try:
            delivery = await deliver(wish, answer)
        except Patience as asked:
            async with self._database.writing() as connection:
                await wishes.release(connection, wish)
            self.bell.set()
            return asked.seconds
        async with self._database.writing() as connection:
            if delivery is Delivery.SENT:
                await wishes.fulfilled(connection, wish)
            elif delivery is Delivery.GONE:
                await wishes.drop_chat(connection, wish.chat)
            elif delivery is Delivery.UNSURE:
                await wishes.doubt(connection, wish, TRIES)
        return self._pause
