"""What the bot does by itself while it runs: forgetting what is past its time, telling who waited
for an answer, sending what was begun, looking at what is watched. What is due stands in the
database, so that a restart loses none of it and many copies do each once. A chore that fails is
tried again in its next round."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial

from bot.chat import broadcast
from bot.chat.context import App, Context
from bot.chat.drills import rehearsals
from bot.chat.questions import wishes
from bot.chat.watching import watching

_log = logging.getLogger(__name__)

_REDELIVERED = timedelta(days=2)
"""Telegram delivers an update for a day at most."""

_BREATH = 0.25
"""Seconds after a round: where many ring at once, the next round is for all of them."""

_HOUR, _MINUTE = 3600.0, 60.0
"""Seconds between the rounds that come anyway."""


@asynccontextmanager
async def chores(application: App) -> AsyncIterator[None]:
    """Do them as long as the context lasts; what is being sent at its end is still sent."""
    services = application.bot_data
    rounds = [
        (_settle, asyncio.Event(), _HOUR),
        (wishes.grant, services.wishes.bell, _HOUR),
        (broadcast.go_on, services.broadcasts.bell, _MINUTE),
        (rehearsals.settle, asyncio.Event(), _MINUTE),
        (watching.tell, services.vigil.lookout.bell, _MINUTE),
        (watching.look, asyncio.Event(), 3 * _MINUTE),
    ]
    tasks = []
    for chore, bell, every in rounds:
        _schedule(application, bell, every)
        tasks.append(asyncio.create_task(_repeat(partial(chore, application), bell)))
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)


def _schedule(application: App, bell: asyncio.Event, every: float) -> None:
    """Ring the bell now and every so many seconds. The job queue only rings: a job of its own could
    not be ended with the bot, which waits for its jobs."""

    async def ring(_: Context) -> None:
        bell.set()

    queue = application.job_queue
    assert queue is not None
    bell.set()
    # However late it is: what is missed is done in one round.
    late = {"misfire_grace_time": None, "coalesce": True}
    queue.run_repeating(ring, every, job_kwargs=late)


async def _settle(application: App) -> None:
    services = application.bot_data
    await services.database.forget_receipts(datetime.now(UTC) - _REDELIVERED)
    await services.needs.settle()
    await services.wishes.settle()
    await services.broadcasts.settle()
    await services.vigil.settle()
    await services.reports.reporting.settle()


async def _repeat(chore: Callable[[], Awaitable[None]], bell: asyncio.Event) -> None:
    """Do `chore` whenever the bell rings, one round after the other."""
    while True:
        await bell.wait()
        bell.clear()
        try:
            await chore()
        except Exception as error:
            # Whatever it was, the next round must come.
            _log.error("a chore failed", exc_info=error)
        await asyncio.sleep(_BREATH)
