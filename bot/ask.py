"""The use case of a question, without Telegram: what is taken, and whose turn it is.

One person's questions are answered one after the other, so nobody can hold the worker from others;
whoever asks faster than a person can read is told so once and then left alone for a while.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeVar

from bot.library import Excerpt, Library
from bot.questions.about_readiness import Readiness, about_readiness, for_sources
from bot.questions.courtesy import Courtesy, courtesy_in
from bot.questions.memory import Conversation, Memory, Said
from bot.questions.pace import Flooded, Pace
from corpus.areas import bundled
from index.conversation import Response
from index.danger import in_danger
from index.documents import key_of
from index.types import Answer, Hit, Holdings, Manifest

QUESTION_LIMIT = 1000
"""Characters that are searched: more than any question, less than a pasted article."""

LINE_LIMIT = 3
"""Turns of one person that may wait at once, the one being taken included."""

CROWD_LIMIT = 200
"""Turns of everyone that may wait at once: about a second of work on one core."""

FURTHER_LIMIT = 5
"""Further sources in one message: as many as a phone shows without scrolling far."""

_SEARCHED = 20

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Answered:
    """`shortened`: only the first `QUESTION_LIMIT` characters were searched. `meant`: the question
    in full, where it was understood from the one before."""

    answer: Answer
    shortened: bool
    meant: str | None = None


@dataclass(frozen=True, slots=True)
class Further:
    """Sources that were not shown yet, best first; none where there are no others."""

    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Empty:
    """Nothing in the text can be a question: white space, emoji, punctuation."""


@dataclass(frozen=True, slots=True)
class Danger:
    """The text tells of danger now: whom to call comes first."""


@dataclass(frozen=True, slots=True)
class Gone:
    """The corpus no longer holds that passage."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Earlier turns of the same person are not done."""


@dataclass(frozen=True, slots=True)
class Crowded:
    """Too many people at once."""


Refused = Flooded | Waiting | Crowded


class Asking:
    """Every way to ask the library something on behalf of a person. `clock` counts seconds."""

    def __init__(self, library: Library, clock: Callable[[], float] = time.monotonic) -> None:
        self._library = library
        self._clock = clock
        self._pace = Pace()
        self._memory = Memory()
        self._lines: dict[int, _Line] = {}

    async def question(
        self, person: int, text: str, chat: int | None = None, anyway: bool = False
    ) -> Answered | Courtesy | Danger | Empty | Readiness | Refused:
        """The answer to `text`, or what it is instead of a question to the corpus. In a `chat` it
        may follow up what the person asked there before.

        Danger is told before anything else is asked: pace, turn and index do not matter then. With
        `anyway` the text is searched all the same, for what it says by itself.
        """
        words = question_in(text)
        if not anyway and in_danger(text):
            return Danger()
        courtesy = courtesy_in(words)
        if courtesy or not words:
            return self.visit(person) or courtesy or Empty()
        asked = words[:QUESTION_LIMIT]
        where = None if chat is None else Conversation(person, chat)
        given = await self._turn(person, lambda: self._respond(asked, where, alone=anyway))
        if isinstance(given, Readiness | Refused):
            return given
        return Answered(given.answer, asked != words, given.meant)

    async def _respond(
        self, asked: str, where: Conversation | None, alone: bool
    ) -> Response | Readiness:
        """One turn of a conversation: what came before is known only when it is begun."""
        last = None if alone or where is None else self._memory.recall(where, self._clock())
        served = self._library.generation
        before = last.on(served) if last else None
        about = None if alone else about_readiness(asked, bundled(), before)
        if about is None and before is not None:
            before = for_sources(before, bundled())
        given = about or await self._library.respond(asked, before)
        if where and given.turn:
            self._memory.remember(where, Said(given.turn, asked, served), self._clock())
        return given

    async def further(
        self, person: int, text: str, shown: frozenset[str]
    ) -> Further | Empty | Refused:
        """Sources for `text`, without the documents whose keys are in `shown`."""
        asked = question_in(text)[:QUESTION_LIMIT]
        if not asked:
            return Empty()
        hits = await self._turn(person, lambda: self._library.search(asked, _SEARCHED))
        if isinstance(hits, Refused):
            return hits
        fresh = tuple(hit for hit in hits if key_of(hit.document.id) not in shown)
        return Further(fresh[:FURTHER_LIMIT])

    async def excerpt(self, person: int, key: str, ordinal: int) -> Excerpt | Gone | Refused:
        """The passage with its neighbours that a button names."""
        found = await self._turn(person, lambda: self._library.excerpt(key, ordinal))
        return Gone() if found is None else found

    async def holdings(self, person: int) -> tuple[Holdings, Manifest] | Refused:
        """What the corpus holds, and since when."""
        return await self._turn(person, self._library.holdings)

    def forget(self, person: int) -> None:
        """Forget what the person asked before."""
        self._memory.forget(person)

    def visit(self, person: int) -> Flooded | None:
        """Count a message that needs no search: what is not a question can flood as well."""
        return self._pace.admit(person, self._clock())

    async def _turn(self, person: int, work: Callable[[], Awaitable[_T]]) -> _T | Refused:
        if flooded := self.visit(person):
            return flooded
        line = self._lines.get(person)
        if line and line.people >= LINE_LIMIT:
            return Waiting()
        if sum(one.people for one in self._lines.values()) >= CROWD_LIMIT:
            return Crowded()
        async with self._in_line(person):
            return await work()

    @asynccontextmanager
    async def _in_line(self, person: int) -> AsyncIterator[None]:
        line = self._lines.setdefault(person, _Line())
        line.people += 1
        try:
            async with line.lock:
                yield
        finally:
            line.people -= 1
            if not line.people:
                del self._lines[person]


class _Line:
    """One person's turns: who waits holds the line open, who is served holds the lock."""

    def __init__(self) -> None:
        self.people = 0
        self.lock = asyncio.Lock()


def question_in(text: str) -> str:
    """`text` in one line with single spaces; empty where it has no letter and no digit."""
    words = " ".join(text.split())
    return words if any(character.isalnum() for character in words) else ""
