"""How fast the bot may speak. Telegram allows about thirty bulk notifications in a second; these
pace themselves. Answers to whoever just wrote or pressed are not counted among them, so they go out
at once, and two hundred people who report together need not wait for each other. In groups the
limit is firm. Where Telegram asks for patience all the same, everything waits as long as it asks,
and what waited then goes out one after the other: nothing that was to be said is lost.

(tdlib/telegram-bot-api, issues 309 and 648, where Telegram's own developer answers.)
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from typing import Any

from aiolimiter import AsyncLimiter
from telegram.constants import FloodLimit
from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

_log = logging.getLogger(__name__)

AT_ONCE = -1
"""As `rate_limit_args` of a call: send it now or raise RetryAfter, holding back nobody."""

PACE = 25.0
"""Messages in a second after Telegram asked for patience: what it surely takes."""

_WARY = 60.0
"""Seconds for which that pace is kept then."""

_FULL = FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP
_GROUPS = 500
"""More are looked through for those in which nothing was said of late."""


def seconds_of(error: RetryAfter) -> float:
    """For how long Telegram asks for patience."""
    wait = error.retry_after
    return float(wait if isinstance(wait, int) else wait.total_seconds())


class Limiter(BaseRateLimiter[int]):
    """A call is made again up to `max_retries` times after Telegram asked for patience."""

    def __init__(self, max_retries: int = 3, pace: float = PACE) -> None:
        self._max_retries = max_retries
        self._silent_until = self._wary_until = 0.0
        self._pace = AsyncLimiter(1, 1 / pace)
        self._groups: dict[int | str, AsyncLimiter] = {}

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, bool | dict[str, Any] | list[dict[str, Any]]]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> bool | dict[str, Any] | list[dict[str, Any]]:
        if rate_limit_args == AT_ONCE:
            return await callback(*args, **kwargs)
        for _ in range(self._max_retries):
            await self._turn(data.get("chat_id"))
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                self._heed(seconds_of(error))
        await self._turn(data.get("chat_id"))
        return await callback(*args, **kwargs)

    async def _turn(self, chat: int | str | None) -> None:
        """Until something may be said in the chat; what is said in none is not counted."""
        if isinstance(chat, str) or (chat or 0) < 0:
            await self._in_group(chat).acquire()
        while True:
            while (wait := self._silent_until - time.monotonic()) > 0:
                await asyncio.sleep(wait)
            if chat is None or time.monotonic() >= self._wary_until:
                return
            await self._pace.acquire()
            if time.monotonic() >= self._silent_until:
                return

    def _in_group(self, chat: int | str | None) -> AsyncLimiter:
        assert chat is not None
        if len(self._groups) > _GROUPS:
            self._groups = {
                it: own for it, own in self._groups.items() if not own.has_capacity(_FULL)
            }
        return self._groups.setdefault(chat, AsyncLimiter(_FULL))

    def _heed(self, seconds: float) -> None:
        now = time.monotonic()
        if now >= self._silent_until:
            _log.warning("Telegram asks for %s seconds of patience", seconds)
        until = now + seconds
        self._silent_until = max(self._silent_until, until)
        self._wary_until = max(self._wary_until, until + _WARY)
