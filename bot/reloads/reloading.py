"""A reload on behalf of a person, from the order to what is served: one at a time, built by a child
process while questions go on, told to everyone who waits for it, and written into the trail."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from bot import texts
from bot.access import Person
from bot.db import audit, people
from bot.db.engine import Database
from bot.reloads import building
from bot.reloads.bulletin import posted
from bot.reloads.course import (
    Busy,
    Crashed,
    Ended,
    Failed,
    Interrupted,
    Ordered,
    Published,
    Refused,
    Resumed,
    State,
    Step,
    Told,
    Waiting,
)
from bot.reloads.serving import RELOAD, Pause, Serving
from bot.reloads.underway import AnotherUnderway, Begun
from bot.settings import Settings
from index.store import StoreError

_log = logging.getLogger(__name__)

REFUSED = "reload_refused"
INSISTED = "insisted"
"""The detail of a reload that tells which failures were accepted."""

_ASKS_EVERY = 1.0
"""Seconds between two looks at whether another process still builds."""

Build: TypeAlias = Callable[[Settings, Collection[str], Callable[[Step], None]], Awaitable[Told]]


class Run:
    """One reload, as those see it who wait for it."""

    def __init__(self) -> None:
        self._state: State = Ordered()
        self._changed = asyncio.Event()

    @property
    def is_over(self) -> bool:
        """Whether its state is how it ended."""
        return isinstance(self._state, Ended)

    async def newer(self, seen: object) -> State:
        """Its state, once that is another than `seen`."""
        while self._state is seen:
            await self._changed.wait()
        return self._state

    async def end(self) -> None:
        """Returns once it is over."""
        state: State | None = None
        while not self.is_over:
            state = await self.newer(state)

    def tell(self, state: State) -> None:
        if state == self._state:
            return
        self._state = state
        self._changed.set()
        self._changed = asyncio.Event()


@dataclass(frozen=True, slots=True)
class Left:
    """How a reload became that a kill cut off, and who (Telegram's id) had begun it."""

    person: int
    ended: Ended


class Reloading:
    """`file_approved` writes into the corpus what was decided and is not done; no if it cannot."""

    def __init__(
        self,
        settings: Settings,
        serving: Serving,
        database: Database,
        clock: Callable[[], datetime],
        file_approved: Callable[[], Awaitable[bool]],
        build: Build = building.build,
        pause: Pause = asyncio.sleep,
    ) -> None:
        self._settings = settings
        self._serving = serving
        self._database = database
        self._clock = clock
        self._file_approved = file_approved
        self._build = build
        self._pause = pause
        self._run: Run | None = None
        self._task: asyncio.Task[None] | None = None
        self._is_closed = False

    @property
    def running(self) -> Run | None:
        """The reload that is not over."""
        return self._run

    async def start(self, by: Person, receipt: str, insist: Collection[str] = ()) -> Run:
        """Begin a reload that accepts the failures `insist` of the exam; where one is running, that
        is given and nothing is begun."""
        if self._run:
            return self._run
        run = self._run = Run()
        if self._is_closed:
            self._end(run, Interrupted())
            return run
        try:
            async with self._database.writing(receipt) as connection:
                actor = await people.known(connection, by.id, by.name)
        except BaseException:
            self._end(run, Interrupted())
            raise
        self._task = asyncio.create_task(self._work(run, actor, insist))
        return run

    async def failures(self, entry: int) -> tuple[str, ...] | None:
        """What stood against the generation whose refusal is that entry of the trail; None where
        the entry tells of something else, or of what nobody may accept."""
        async with self._database.reading() as connection:
            told = await audit.by_number(connection, entry)
        if told is None or told.action != REFUSED or told.details["final"]:
            return None
        return tuple(told.details["failures"])

    def told(self) -> None:
        """Whoever began the reload that is over knows how it ended."""
        self._serving.underway.forget()

    async def finish_left(self) -> Left | None:
        """Finish the story that was cut off when the bot was killed; how that became, if it is of
        a reload and whoever began it is still known."""
        with self._serving.underway.left() as begun:
            if begun is None:
                return None
            with suppress(StoreError):
                await self._serving.renew()
            async with self._database.reading() as connection:
                person = await people.by_pseudonym(connection, begun.actor)
        if person is None or begun.action != RELOAD:
            return None
        served = self._serving.generation
        return Left(person.id, Interrupted() if served == begun.before else Resumed(served))

    async def close(self) -> None:
        """Stop what is running: the child is killed, and those who wait are told. Nothing is begun
        afterwards."""
        self._is_closed = True
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _work(self, run: Run, actor: str, insist: Collection[str]) -> None:
        ended: Ended = Interrupted()
        try:
            ended = await self._ended(run, actor, insist)
        except StoreError as fault:
            ended = Failed(str(fault))
        except Exception as error:
            ended = Crashed("", secrets.token_hex(4))
            _log.error("incident %s", ended.incident, exc_info=error)
        finally:
            self._end(run, ended)

    async def _ended(self, run: Run, actor: str, insist: Collection[str]) -> Ended:
        if not await self._file_approved():
            return Failed(texts.RELOAD_CORPUS_CLOSED)
        details = {INSISTED: sorted(insist)} if insist else {}
        while True:
            began = time.monotonic()
            begun = Begun(actor, RELOAD, self._serving.store.current(), details)
            with suppress(AnotherUnderway), self._serving.underway.holding(begun):
                told = await self._build(self._settings, insist, run.tell)
                if not isinstance(told, Busy):
                    return await self._settled(told, begun, began)
            await self._wait(run)

    async def _settled(self, told: Ended, begun: Begun, began: float) -> Ended:
        """What follows from how the building ended."""
        match told:
            case Refused():
                return replace(told, entry=await self._refused(told, begun))
            case Crashed():
                incident = secrets.token_hex(4)
                _log.error("incident %s: %s", incident, told.trace)
                return replace(told, incident=incident)
            case Published():
                await self._serving.renew()
                return replace(told, seconds=time.monotonic() - began)
            case _:
                await self._serving.renew()
                return told

    async def _refused(self, told: Refused, begun: Begun) -> int:
        """The trail's entry: what would have to be accepted, beside what was accepted already."""
        accepted = begun.details.get(INSISTED, [])
        failures = sorted({*accepted, *(one.id for one in told.failures)})
        details = {"failures": failures, "final": told.final}
        async with self._database.writing() as connection:
            return await audit.record(connection, self._clock(), begun.actor, REFUSED, "", details)

    async def _wait(self, run: Run) -> None:
        """Until nobody else builds, telling how far the other is."""
        store = self._serving.store
        while True:
            run.tell(Waiting(posted(store.root)))
            await self._pause(_ASKS_EVERY)
            if not store.is_building():
                return

    def _end(self, run: Run, ended: Ended) -> None:
        self._run = None
        run.tell(ended)
