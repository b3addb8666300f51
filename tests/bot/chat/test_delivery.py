from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram.ext import ExtBot

from bot.chat.connection import Connection
from bot.chat.context import Bot
from bot.chat.delivery import deliver, inform
from bot.chat.limiter import Limiter
from bot.delivery import Delivery, Patience
from bot.render.reply import reply
from tests.support.botapi import BotApiServer

HELLO = reply(["Halo."])


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as server:
        yield server


def speaking_to(server: BotApiServer) -> ExtBot[int]:
    connection, limiter = Connection(4, timeout=5), Limiter()
    return ExtBot("123:TEST", base_url=server.url, request=connection, rate_limiter=limiter)


@pytest.fixture
async def bot(server: BotApiServer) -> AsyncIterator[Bot]:
    async with speaking_to(server) as bot:
        yield bot


async def test_a_message_arrives_also_where_what_it_replies_to_is_gone(
    server: BotApiServer, bot: Bot
) -> None:
    citizen = server.user(11)
    asked = await citizen.send("Apa?")
    assert await deliver(bot, citizen.id, HELLO, asked["message_id"]) is Delivery.SENT
    assert await deliver(bot, citizen.id, HELLO, 999) is Delivery.SENT
    first, second = server.sent(citizen.id)
    assert first["reply_to_message"]["message_id"] == asked["message_id"]
    assert "reply_to_message" not in second


@pytest.mark.parametrize(
    ("fault", "description", "told"),
    [
        (403, "", Delivery.GONE),
        (400, "Bad Request: chat not found", Delivery.GONE),
        (500, "", Delivery.FAILED),
        (502, "", Delivery.FAILED),
        (None, "", Delivery.UNSURE),
    ],
)
async def test_what_became_of_a_message_is_told(
    fault: int | None, description: str, told: Delivery, server: BotApiServer, bot: Bot
) -> None:
    server.fail_next("sendMessage", fault, description=description)
    assert await deliver(bot, server.user(11).id, HELLO) is told


async def test_a_message_whose_answer_is_lost_may_have_arrived(
    server: BotApiServer, bot: Bot
) -> None:
    citizen = server.user(11)
    server.fail_next("sendMessage", None, after=True)
    assert await deliver(bot, citizen.id, HELLO) is Delivery.UNSURE
    assert len(server.sent(citizen.id)) == 1


async def test_where_nobody_answers_nothing_arrived() -> None:
    async with BotApiServer() as server:
        bot = speaking_to(server)
        await bot.initialize()
    await asyncio.sleep(0.1)  # until the end of the connection that was kept is noticed
    assert await deliver(bot, 11, HELLO) is Delivery.FAILED
    await bot.shutdown()


async def test_where_telegram_asks_for_patience_that_is_told_at_once(
    server: BotApiServer, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # as the application has it
    server.fail_next("sendMessage", 429, retry_after=30)
    with pytest.raises(Patience) as asked:
        await deliver(bot, server.user(11).id, HELLO)
    assert asked.value.seconds == 30


async def test_who_is_informed_is_so_when_telegram_allows(
    server: BotApiServer, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    server.fail_next("sendMessage", 429, retry_after=1)
    await inform(bot, server.user(11).id, HELLO)
    assert len(server.sent(11)) == 1


@pytest.mark.parametrize("fault", [403, 500, None])
async def test_who_cannot_be_informed_undoes_nothing(
    fault: int | None, server: BotApiServer, bot: Bot
) -> None:
    server.fail_next("sendMessage", fault)
    await inform(bot, server.user(11).id, HELLO)
    assert server.sent(11) == []
