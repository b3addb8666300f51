"""A message to everyone with a task: shown first, sent on its author's word, to each once.

A receiver is noted before he is sent to. Should the bot be killed in the blink after that, he is
not sent to again, and the author is told that one is not sure: a call that comes twice sends people
out twice. Of the words the audit trail keeps a digest, for they have been said to many.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from bot.access import Person
from bot.audience import audience
from bot.db import audit, broadcasts, people
from bot.db.broadcasts import Broadcast, State
from bot.db.engine import Connection, Database
from bot.delivery import Delivery, Patience, whole
from bot.roles import Roles
from corpus.fingerprint import digest

LIMIT = 3000
"""Characters as Telegram counts them: with its heading one message, received whole."""

DRAFT_LASTS = timedelta(days=1)
HOLD = timedelta(minutes=2)
"""After so long whoever was to send to somebody is taken for dead."""

PAUSE = 0.05
"""Seconds between two sends: twenty in a second, which leaves answers a third of what Telegram
takes."""

_STATES = {
    Delivery.SENT: State.SENT,
    Delivery.GONE: State.GONE,
    Delivery.FAILED: State.UNSURE,
    Delivery.UNSURE: State.UNSURE,
}


@dataclass(frozen=True, slots=True)
class Draft:
    """What would be sent, and to how many."""

    broadcast: Broadcast
    receivers: int


@dataclass(frozen=True, slots=True)
class Result:
    """How it ended: `sent` arrived, `gone` don't take messages of this bot, of the `unsure` nobody
    knows."""

    author: int
    sent: int
    gone: int
    unsure: int


Deliver: TypeAlias = Callable[[int, Broadcast], Awaitable[Delivery]]
Report: TypeAlias = Callable[[Result], Awaitable[None]]


class Broadcasts:
    """The `bell` is to be rung where there is something to send."""

    def __init__(
        self,
        database: Database,
        roles: Roles,
        clock: Callable[[], datetime],
        pause: float = PAUSE,
    ) -> None:
        self._database = database
        self.areas = roles.areas
        self._roles = roles
        self._clock = clock
        self._pause = pause
        self._turn = asyncio.Lock()
        self.bell = asyncio.Event()

    async def draft(self, by: Person, words: str, area: str, receipt: str) -> Draft | None:
        """Keep `words` for `area` (empty: everywhere) until `by` says that they are to be sent;
        None where nobody would receive them. Raises Redelivered."""
        async with self._database.writing(receipt) as connection:
            receivers = await self._audience(connection, by, area)
            if not receivers:
                return None
            author = await people.known(connection, by.id, by.name)
            kept = await broadcasts.add(connection, words, area, author, self._clock())
        return Draft(kept, len(receivers))

    async def confirm(self, by: Person, id: int, receipt: str) -> int | None:
        """Let his draft be sent; to how many. None where there is no such draft (any more). Raises
        Redelivered."""
        now = self._clock()
        async with self._database.writing(receipt) as connection:
            draft = await broadcasts.draft(connection, id, by.pseudonym or "")
            receivers = await self._audience(connection, by, draft.area) if draft else set()
            if draft is None or not receivers:
                return None
            await broadcasts.begin(connection, id, receivers, now)
            details = {"broadcast": id, "receivers": len(receivers), **_told(draft.words)}
            await audit.record(connection, now, draft.made_by, "broadcast", draft.area, details)
        return len(receivers)

    async def cancel(self, by: Person, id: int, receipt: str) -> bool:
        """Delete his draft; no where there is none. Raises Redelivered."""
        async with self._database.writing(receipt) as connection:
            draft = await broadcasts.draft(connection, id, by.pseudonym or "")
            return draft is not None and await broadcasts.remove(connection, id)

    async def settle(self) -> None:
        """Delete drafts that nobody came back to."""
        async with self._database.writing() as connection:
            await broadcasts.remove_drafts(connection, self._clock() - DRAFT_LASTS)

    async def send(self, deliver: Deliver, report: Report) -> None:
        """Go on with every broadcast that was begun, and report each that is through."""
        async with self._turn:
            async with self._database.reading() as connection:
                begun = await broadcasts.begun(connection)
            for broadcast in begun:
                while (person := await self._next(broadcast)) is not None:
                    await asyncio.sleep(await whole(self._deliver(broadcast, person, deliver)))
                if result := await self._finish(broadcast):
                    await report(result)

    async def _audience(self, connection: Connection, by: Person, area: str) -> set[int]:
        everyone = await self._roles.acquainted_in(connection)
        return audience(everyone, area, self.areas) - {by.id}

    async def _next(self, broadcast: Broadcast) -> int | None:
        """Whom to send to next. Whoever lost his task meanwhile is sent nothing: it may tell of an
        exercise."""
        id, now = broadcast.id, self._clock()
        async with self._database.writing() as connection:
            while (person := await broadcasts.take(connection, id, now)) is not None:
                if await self._is_meant(connection, person, broadcast.area):
                    break
                await broadcasts.leave_out(connection, id, person)
        return person

    async def _is_meant(self, connection: Connection, id: int, area: str) -> bool:
        return bool(audience([await self._roles.person_in(connection, id, "")], area, self.areas))

    async def _deliver(self, broadcast: Broadcast, person: int, deliver: Deliver) -> float:
        """Send to him and note it; gives the seconds to wait before the next."""
        pause = self._pause
        try:
            state = _STATES[await deliver(person, broadcast)]
        except Patience as asked:
            state, pause = State.WAITING, asked.seconds
        async with self._database.writing() as connection:
            await broadcasts.settle(connection, broadcast.id, person, state)
        return pause

    async def _finish(self, broadcast: Broadcast) -> Result | None:
        """The result, once nobody waits or is being sent to; for whoever asks first."""
        now = self._clock()
        async with self._database.writing() as connection:
            await broadcasts.give_up(connection, broadcast.id, now - HOLD)
            states = await broadcasts.states(connection, broadcast.id)
            if states.get(State.WAITING) or states.get(State.TAKEN):
                return None
            if not await broadcasts.remove(connection, broadcast.id):
                return None
            ended = {it.value: states.get(it, 0) for it in (State.SENT, State.GONE, State.UNSURE)}
            details = {"broadcast": broadcast.id, **ended}
            await audit.record(
                connection, now, broadcast.made_by, "broadcast_done", broadcast.area, details
            )
            author = await people.by_pseudonym(connection, broadcast.made_by)
        return Result(author.id, *ended.values()) if author else None


def _told(words: str) -> dict[str, object]:
    return {"characters": len(words), "digest": digest(words)}
