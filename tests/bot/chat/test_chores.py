from __future__ import annotations

import asyncio

import pytest

from bot.chat.chores import _repeat


async def test_a_bell_that_rings_as_the_bot_ends_keeps_no_chore_from_ending() -> None:
    bell, rounds = asyncio.Event(), 0

    async def chore() -> None:
        nonlocal rounds
        rounds += 1

    task = asyncio.create_task(_repeat(chore, bell, every=60))
    await asyncio.sleep(0.01)
    bell.set()
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(task, 5)
    assert rounds <= 2
