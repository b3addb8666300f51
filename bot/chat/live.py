"""A message that tells how something long goes: edited every two seconds at most, whatever Telegram
says to an edit, and in the end surely telling how it ended."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol, TypeAlias, TypeVar

from telegram import MaybeInaccessibleMessage, Message
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter

from bot.chat.context import Bot, Context
from bot.chat.limiter import seconds_of
from bot.chat.send import edit, send
from bot.render.reply import Reply

EVERY = 2.0
"""Seconds between two edits: Telegram takes about one message a second in a chat."""

_PERSISTENCE = 60
"""Times the end is tried: a network that is down for a few minutes is told it afterwards."""

_LONGEST = 30.0
"""Seconds between two of those, unless Telegram asks for more."""

Pause: TypeAlias = Callable[[float], Awaitable[None]]

_S_co = TypeVar("_S_co", covariant=True)
_S = TypeVar("_S")


class Watched(Protocol[_S_co]):
    """Something that goes on, told in states."""

    async def newer(self, seen: object) -> _S_co:
        """The state it is in, once that is another than `seen`."""
        ...

    async def end(self) -> None:
        """Returns once no other state follows."""
        ...

    @property
    def is_over(self) -> bool:
        """Whether no other state follows."""
        ...


async def follow(
    context: Context,
    to: MaybeInaccessibleMessage,
    watched: Watched[_S],
    render: Callable[[_S], Reply],
    pause: Pause = asyncio.sleep,
) -> bool:
    """Tell `watched` in one message that replies to `to`, until it is over and its end is told, or
    nobody is there to be told; no where that could not be done. What is over soon is told at
    once."""
    live = LiveMessage(context.bot, to)
    state = await watched.newer(None)
    if not watched.is_over and not await live.show(render(state)):
        await _first(pause(EVERY), watched.end())
        state = await watched.newer(None)
    while not watched.is_over:
        await pause(max(EVERY, await live.show(render(state))))
        state = await watched.newer(state)
    for attempt in range(_PERSISTENCE):
        wait = await live.show(render(state), last=True)
        if not wait:
            return True
        if not context.application.running:
            break
        await pause(max(wait, min(EVERY * 2**attempt, _LONGEST)))
    return False


async def _first(*waits: Awaitable[None]) -> None:
    """Until one of them is over; the others are dropped."""
    tasks = [asyncio.ensure_future(wait) for wait in waits]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()


class LiveMessage:
    """The message, in reply to `to`; sent when it is first shown."""

    def __init__(self, bot: Bot, to: MaybeInaccessibleMessage) -> None:
        self._bot = bot
        self._to = to
        self._sent: Message | None = None
        self._shown: Reply | None = None
        self._deleted = False

    async def show(self, answer: Reply, last: bool = False) -> float:
        """Send or edit it. Gives the seconds to wait before it is tried again, 0 where nothing is
        left to be done. A message that the person deleted is sent anew only for the `last` word."""
        try:
            await self._show(answer, last)
        except RetryAfter as error:
            return seconds_of(error)
        except Forbidden:
            return 0
        except NetworkError as error:
            if isinstance(error, BadRequest):
                raise
            return EVERY
        return 0

    async def _show(self, answer: Reply, last: bool) -> None:
        if self._sent is not None and answer != self._shown:
            try:
                await edit(self._bot, self._sent, answer)
            except BadRequest as error:
                # It is what it should be where only the answer to an edit was lost.
                if "not modified" not in error.message.lower():
                    self._sent, self._deleted = None, True
        if self._sent is None and (last or not self._deleted):
            self._sent = await send(self._bot, self._to, answer)
        self._shown = answer
