"""How fast the bot may speak. The library's limiter keeps to Telegram's limits and, once Telegram
asks for patience, holds back every message to everybody; what can wait or be left out, such as an
edit of a progress message, must not cost others their answers."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import AIORateLimiter

AT_ONCE = -1
"""As `rate_limit_args` of a call: send it now or raise RetryAfter, holding back nobody."""


def seconds_of(error: RetryAfter) -> float:
    """For how long Telegram asks for patience."""
    wait = error.retry_after
    return float(wait if isinstance(wait, int) else wait.total_seconds())


class Limiter(AIORateLimiter):
    """The library's, but for calls that are made `AT_ONCE`."""

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
        return await super().process_request(
            callback, args, kwargs, endpoint, data, rate_limit_args
        )
