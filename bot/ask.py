"""The use case of a question, without Telegram: what is taken, whose turn it is, how much is too much.

One person's questions are answered one after the other, so nobody can hold the worker from others;
whoever asks faster than a person can read is told so once and then left alone for a while.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from math import ceil
from typing import TypeVar

from bot.library import Excerpt, Library
from index.types import Answer, Hit

QUESTION_LIMIT = 1000
"""Characters that are searched; a whole pasted article asks nothing that its start does not."""

FLOOD_LIMIT, FLOOD_WINDOW = 20, 60.0
"""Turns of one person in any so many seconds. Reading one answer takes longer than three seconds."""

LINE_LIMIT = 3
"""Questions of one person that may wait at once, the one being answered included."""

CROWD_LIMIT = 200
"""Questions of everyone that may wait at once: about a second of work on two cores."""

FURTHER = 5
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Answered:
    """`shortened`: only the first `QUESTION_LIMIT` characters were searched."""

    answer: Answer
    shortened: bool


@dataclass(frozen=True, slots=True)
class Empty:
    """Nothing in the text can be a question: white space, emoji, punctuation."""


@dataclass(frozen=True, slots=True)
class Gone:
    """The corpus no longer holds what was asked for."""


@dataclass(frozen=True, slots=True)
class Flooded:
    """Too many in a short time. `first` since the last turn that was taken: say it once."""

    seconds: int
    first: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """Earlier questions of the same person are not done."""


@dataclass(frozen=True, slots=True)
class Crowded:
    """Too many people at once."""


Refusal = Empty | Gone | Flooded | Waiting | Crowded


@dataclass(slots=True)
class _Person:
    """What is remembered of somebody, and only while it matters."""

    turns: deque[float] = field(default_factory=deque)
    waiting: int = 0
    told: bool = False
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Asking:
    """Every way to ask the library something on behalf of a person. `clock` counts seconds."""

    def __init__(self, library: Library, clock: Callable[[], float] = time.monotonic) -> None:
        self._library = library
        self._clock = clock
        self._people: dict[int, _Person] = {}
        self._inside = 0

    async def question(self, person: int, text: str) -> Answered | Refusal:
        question = _question(text)
        if question is None:
            return Empty()
        answered = await self._turn(person, lambda: self._library.answer(question.text))
        return answered if isinstance(answered, Refusal) else Answered(answered, question.shortened)
