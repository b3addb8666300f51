from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import pytest
from telegram.ext import ApplicationBuilder

from bot.chat.chores import _repeat, _schedule


async def test_a_bell_that_rings_as_the_bot_ends_keeps_no_chore_from_ending() -> None:
    bell, rounds = asyncio.Event(), 0

    async def chore() -> None:
        nonlocal rounds
        rounds += 1

    task = asyncio.create_task(_repeat(chore, bell))
    bell.set()
    await asyncio.sleep(0.01)
    bell.set()
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(task, 5)
    assert 1 <= rounds <= 2


async def test_a_chore_that_fails_is_done_in_the_next_round() -> None:
    bell, rounds, done = asyncio.Event(), 0, asyncio.Event()

    async def chore() -> None:
        nonlocal rounds
        rounds += 1
        if rounds == 1:
            bell.set()
            raise OSError
        done.set()

    bell.set()
    task = asyncio.create_task(_repeat(chore, bell))
    await asyncio.wait_for(done.wait(), 5)
    task.cancel()


async def test_the_job_queue_rings_at_once_and_again() -> None:
    application = ApplicationBuilder().token("1:x").build()
    queue = application.job_queue
    assert queue is not None
    bell = asyncio.Event()
    _schedule(cast(Any, SimpleNamespace(job_queue=queue)), bell, every=0.05)
    assert bell.is_set()
    bell.clear()
    await queue.start()
    for _ in range(3):
        await asyncio.wait_for(bell.wait(), 5)
        bell.clear()
    await queue.stop()
