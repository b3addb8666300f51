"""How fast messages go out, against a Telegram that takes only so many."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from telegram.constants import FloodLimit
from telegram.error import RetryAfter

from bot.chat.limiter import _GROUPS, AT_ONCE, Limiter

PATIENCE = 0.05
"""Seconds for which it asks."""


@pytest.fixture(autouse=True)
def parts_of_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # as the application has it


class Telegram:
    """Takes a message of a chat when `takes` says so, by how often it was tried before, and else
    asks for patience."""

    def __init__(self, takes: Callable[[int, int], bool]) -> None:
        self._takes = takes
        self.taken: Counter[int] = Counter()
        self.tried: Counter[int] = Counter()
        self.taken_at: list[float] = []
        self.refused_at: list[float] = []

    async def post(self, chat: int) -> bool:
        await asyncio.sleep(0)
        self.tried[chat] += 1
        if not self._takes(chat, self.tried[chat] - 1):
            self.refused_at.append(time.monotonic())
            raise RetryAfter(timedelta(seconds=PATIENCE))
        self.taken_at.append(time.monotonic())
        self.taken[chat] += 1
        return True


async def said(
    limiter: Limiter, telegram: Telegram, chat: int, patience: int | None = None
) -> object:
    data = {"chat_id": chat}
    return await limiter.process_request(
        telegram.post, (chat,), {}, "sendMessage", data, rate_limit_args=patience
    )


async def test_two_hundred_answers_go_out_at_once() -> None:
    telegram, limiter = Telegram(lambda chat, before: True), Limiter()
    async with asyncio.timeout(2):
        await asyncio.gather(*(said(limiter, telegram, chat) for chat in range(1, 201)))
    assert telegram.taken == Counter(range(1, 201))


async def test_what_telegram_did_not_take_is_said_again_in_its_pace_and_nothing_is_lost() -> None:
    telegram, limiter = Telegram(lambda chat, before: chat <= 10 or before > 0), Limiter(pace=1000)
    await asyncio.gather(*(said(limiter, telegram, chat) for chat in range(1, 41)))
    assert telegram.taken == Counter(range(1, 41))
    assert telegram.tried == Counter(range(1, 41)) + Counter(range(11, 41))
    again = telegram.taken_at[10:]
    assert again[0] - telegram.refused_at[-1] >= PATIENCE
    assert again[-1] - again[0] >= 0.9 * 29 / 1000


async def test_who_comes_meanwhile_waits_as_well_but_for_what_is_made_at_once() -> None:
    telegram, limiter = Telegram(lambda chat, before: chat != 1 or before > 0), Limiter()
    first = asyncio.create_task(said(limiter, telegram, 1))
    while not telegram.refused_at:
        await asyncio.sleep(0)
    second = asyncio.create_task(said(limiter, telegram, 2))
    await said(limiter, telegram, 3, patience=AT_ONCE)
    assert telegram.taken == Counter([3])
    await asyncio.gather(first, second)
    assert telegram.taken == Counter([1, 2, 3])
    assert min(telegram.taken_at[1:]) - telegram.refused_at[0] >= PATIENCE


async def test_it_is_tried_so_often_and_then_given_up() -> None:
    telegram = Telegram(lambda chat, before: False)
    with pytest.raises(RetryAfter):
        await said(Limiter(max_retries=2), telegram, 1)
    assert telegram.tried[1] == 3
    with pytest.raises(RetryAfter):
        await said(Limiter(), telegram, 1, patience=AT_ONCE)
    assert telegram.tried[1] == 4


async def test_a_group_is_told_no_more_in_a_minute_than_telegram_allows() -> None:
    telegram, limiter = Telegram(lambda chat, before: True), Limiter()
    most = FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP
    tasks = [asyncio.create_task(said(limiter, telegram, -7)) for _ in range(most + 1)]
    await said(limiter, telegram, -8)
    await asyncio.wait(tasks, timeout=0.05)
    assert telegram.taken == Counter({-7: most, -8: 1})
    tasks[-1].cancel()


async def test_groups_in_which_nothing_was_said_of_late_are_not_remembered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    telegram, limiter = Telegram(lambda chat, before: True), Limiter()
    for chat in range(1, _GROUPS + 2):
        await said(limiter, telegram, -chat)
    loop = asyncio.get_running_loop()
    later = loop.time() + 60
    monkeypatch.setattr(loop, "time", lambda: later)
    await said(limiter, telegram, -9999)
    assert list(limiter._groups) == [-9999]
