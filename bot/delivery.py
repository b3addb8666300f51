"""What comes of a message that its receiver did not ask for just now, as a use case has to know it;
whoever sends it knows how."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from enum import Enum, auto
from typing import Any, TypeVar

_T = TypeVar("_T")


TRIES = 3
"""How often in all something is told of which nobody knows whether it arrived: each time it may
arrive once more."""


class Patience(Exception):
    """Nothing was sent: Telegram wants us to wait so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Delivery(Enum):
    """What became of it."""

    SENT = auto()
    GONE = auto()  # nobody there takes messages of this bot
    FAILED = auto()  # it did not arrive, and may the next time
    UNSURE = auto()  # it may have arrived or not


async def whole(work: Coroutine[Any, Any, _T]) -> _T:
    """`work` to its end, even where whoever waits for it is cancelled meanwhile: between a message
    and the note that it was sent, the program does not stop by itself."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise
