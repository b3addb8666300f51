"""What the bot does by itself while it runs: forgetting what is past its time, telling who waited
for an answer, sending what was begun, looking at what is watched. A chore that fails is tried again
in its next round."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta

from bot.chat import broadcast
from bot.chat.context import App
from bot.chat.drills import rehearsals
from bot.chat.questions import wishes
from bot.chat.watching import watching

_log = logging.getLogger(__name__)

_REDELIVERED = timedelta(days=2)
"""Telegram delivers an update for a day at most."""

_HOUR, _MINUTE = 3600.0, 60.0
"""Seconds between rounds that nothing calls for earlier."""


@asynccontextmanager
async def chores(application: App) -> AsyncIterator[None]:
    """Do them as long as the context lasts; what is being sent at its end is still sent."""
    services = application.bot_data
    tasks = [
        asyncio.create_task(_repeat(lambda: _settle(application), asyncio.Event(), _HOUR)),
        asyncio.create_task(
            _repeat(lambda: wishes.grant(application), services.wishes.bell, _HOUR)
        ),
        asyncio.create_task(
            _repeat(lambda: broadcast.go_on(application), services.broadcasts.bell, _MINUTE)
        ),
        asyncio.create_task(
            _repeat(lambda: rehearsals.settle(application), asyncio.Event(), _MINUTE)
        ),
        asyncio.create_task(
            _repeat(lambda: watching.tell(application), services.vigil.lookout.bell, _MINUTE)
        ),
        asyncio.create_task(
            _repeat(lambda: watching.look(application), asyncio.Event(), 3 * _MINUTE)
        ),
    ]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)


async def _settle(application: App) -> None:
    services = application.bot_data
    await services.database.forget_receipts(datetime.now(UTC) - _REDELIVERED)
    await services.needs.settle()
    await services.wishes.settle()
    await services.broadcasts.settle()
    await services.vigil.settle()
    await services.reports.reporting.settle()


async def _repeat(chore: Callable[[], Awaitable[None]], bell: asyncio.Event, every: float) -> None:
    """Do `chore` now, then whenever the bell rings, and every so many seconds anyway."""
    while True:
        bell.clear()
        try:
            await chore()
        except Exception as error:
            # Whatever it was, the next round must come.
            _log.error("a chore failed", exc_info=error)
        # Not wait_for: in Python 3.11 that one forgets the end when it comes as the bell rings.
        with suppress(TimeoutError):
            async with asyncio.timeout(every):
                await bell.wait()
