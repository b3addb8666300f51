"""A message that tells how something goes, whatever Telegram says to its edits."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import cast

import pytest
from telegram import Message
from telegram.error import BadRequest, RetryAfter
from telegram.ext import ExtBot

from bot.chat.context import Context
from bot.chat.limiter import AT_ONCE, Limiter
from bot.chat.live import EVERY, follow
from bot.render.reply import Reply, reply
from tests.journeys.conftest import TOKEN
from tests.support.botapi import BotApiServer, User

END = "selesai"


class Course:
    """Its words one after the other, a new one each time that somebody waits; the last ends it."""

    def __init__(self, *words: str) -> None:
        self._words = list(words)
        self.is_over = False

    async def newer(self, seen: object) -> str:
        word = self._words.pop(0)
        self.is_over = word == END
        return word

    async def end(self) -> None:
        """It never ends while somebody pauses."""
        await asyncio.Event().wait()


class Pauses:
    """Time that passes at once, and what it was asked to be."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        await asyncio.sleep(0)


@pytest.fixture
async def bot(server: BotApiServer, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[ExtBot[int]]:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # as build_application does
    async with ExtBot(
        TOKEN, server.url, server.file_url, rate_limiter=Limiter(max_retries=3)
    ) as it:
        yield it


@pytest.fixture
def context(bot: ExtBot[int]) -> Context:
    running = SimpleNamespace(running=True)
    return cast(Context, SimpleNamespace(bot=bot, application=running))


@pytest.fixture
async def asked(citizen: User, bot: ExtBot[int]) -> Message:
    return Message.de_json(await citizen.send("/muatulang"), bot)


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


def render(word: str) -> Reply:
    return reply([word])


async def test_one_message_is_edited_every_two_seconds_at_most_and_tells_the_end(
    server: BotApiServer, context: Context, asked: Message, pauses: Pauses
) -> None:
    await follow(context, asked, Course("satu", "dua", END), render, pauses)
    (message,) = server.sent(asked.chat.id)
    assert message["text"] == END
    assert message["reply_to_message"]["message_id"] == asked.message_id
    told = [call.parameters["text"] for call in server.calls if "text" in call.parameters]
    assert told == ["satu", "dua", END]
    assert pauses.seconds == [EVERY, EVERY]


async def test_what_is_over_soon_is_told_at_once(
    server: BotApiServer, context: Context, asked: Message
) -> None:
    class Quick(Course):
        async def end(self) -> None:
            self.is_over = True

    async def never(seconds: float) -> None:
        await asyncio.Event().wait()

    await follow(context, asked, Quick("satu", END), render, never)
    assert [it["text"] for it in server.sent(asked.chat.id)] == [END]


async def test_an_edit_is_left_out_while_telegram_asks_for_patience(
    server: BotApiServer, context: Context, asked: Message, pauses: Pauses
) -> None:
    server.fail_next("editMessageText", 429, retry_after=7)
    await follow(context, asked, Course("satu", "dua", "tiga", END), render, pauses)
    assert pauses.seconds == [EVERY, 7, EVERY]
    assert [it["text"] for it in server.sent(asked.chat.id)] == [END]


@pytest.mark.parametrize(
    ("error", "retry_after", "waited"), [(429, 40, 40), (500, None, EVERY), (None, None, EVERY)]
)
async def test_the_end_is_told_as_soon_as_it_can_be(
    error: int | None,
    retry_after: int | None,
    waited: float,
    server: BotApiServer,
    context: Context,
    asked: Message,
    pauses: Pauses,
) -> None:
    server.fail_next("editMessageText", error, retry_after=retry_after, times=3)
    await follow(context, asked, Course("satu", END), render, pauses)
    assert [it["text"] for it in server.sent(asked.chat.id)] == [END]
    assert len(pauses.seconds) == 4 and all(seconds >= waited for seconds in pauses.seconds[1:])


async def test_an_edit_that_arrived_though_its_answer_was_lost_is_not_made_twice(
    server: BotApiServer, context: Context, asked: Message, pauses: Pauses
) -> None:
    server.fail_next("editMessageText", None, after=True)
    await follow(context, asked, Course("satu", END), render, pauses)
    assert [it["text"] for it in server.sent(asked.chat.id)] == [END]
    assert len(server.refusals) == 1 and "not modified" in server.refusals[0].error["description"]
    server.calls.clear()


async def test_a_message_that_is_deleted_meanwhile_is_sent_anew_for_the_end_only(
    server: BotApiServer, context: Context, asked: Message, pauses: Pauses
) -> None:
    class Deleted(Course):
        async def newer(self, seen: object) -> str:
            word = await super().newer(seen)
            if word == "dua":
                (message,) = server.sent(asked.chat.id)
                server.state.remove(server.state.chats[asked.chat.id], message)
            return word

    await follow(context, asked, Deleted("satu", "dua", "tiga", END), render, pauses)
    assert [it["text"] for it in server.sent(asked.chat.id)] == [END]
    assert len(server.called("sendMessage")) == 2
    assert len(server.refusals) == 1
    server.calls.clear()


async def test_who_blocks_the_bot_meanwhile_is_not_told(
    server: BotApiServer, context: Context, asked: Message, pauses: Pauses
) -> None:
    server.fail_next("editMessageText", 403)
    assert await follow(context, asked, Course("satu", END), render, pauses)
    assert [it["text"] for it in server.sent(asked.chat.id)] == ["satu"]


async def test_words_that_telegram_cannot_take_are_a_fault_of_ours(
    server: BotApiServer, context: Context, asked: Message, pauses: Pauses
) -> None:
    server.fail_next("sendMessage", 400, description="Bad Request: can't parse entities")
    with pytest.raises(BadRequest):
        await follow(context, asked, Course(END), render, pauses)


async def test_a_bot_that_stops_tells_the_end_once_and_goes(
    server: BotApiServer, context: Context, asked: Message, pauses: Pauses
) -> None:
    cast(SimpleNamespace, context.application).running = False
    server.fail_next("editMessageText", 500)
    assert not await follow(context, asked, Course("satu", END), render, pauses)
    assert pauses.seconds == [EVERY]
    assert [it["text"] for it in server.sent(asked.chat.id)] == ["satu"]


async def test_a_call_that_can_wait_holds_nobody_back(
    server: BotApiServer, bot: ExtBot[int], asked: Message
) -> None:
    sent = await bot.send_message(asked.chat.id, "satu")
    server.fail_next("editMessageText", 429, retry_after=5)
    begun = time.monotonic()
    with pytest.raises(RetryAfter):
        await bot.edit_message_text("dua", asked.chat.id, sent.message_id, rate_limit_args=AT_ONCE)
    await bot.send_message(asked.chat.id, "tiga")
    assert time.monotonic() - begun < 4
