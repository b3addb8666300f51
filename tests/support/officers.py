"""Officers who all report at once: each sends a line, taps the echo twice as soon as it comes, and
of some every update is delivered twice."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from bot import texts
from bot.db import tables
from bot.db.engine import Database
from bot.readiness import Component
from corpus.areas import Area, AreaKind, bundled
from tests.support.botapi import BotApiServer, Call, User
from tests.support.clock import Clock
from tests.support.field import Field

AREAS = 20
"""So many regencies and cities they are of, by turns."""

AGAIN = 5
"""Of every so many officers one whose updates come twice."""

PATIENCE = 120.0
"""Seconds until the last of them must have been told that his report is kept."""


@dataclass
class Officer:
    """Who reports that he has `have` people, a number that no other report has. Moments are in
    seconds of one clock, 0 until they come."""

    user: User
    area: Area
    have: int
    comes_twice: bool
    sent: float = 0
    echoed: float = 0
    tapped: float = 0
    confirmed: float = 0

    @property
    def line(self) -> str:
        return f"/lapor {self.area.name} P {self.have}/99999 G 3/4 K ok"


class Crowd:
    """`number` officers; `server` is the one that the bot speaks with, `database` the bot's."""

    def __init__(self, server: BotApiServer, database: Database, number: int) -> None:
        self._server = server
        self._database = database
        self._number = number
        self._told: Counter[tuple[str, str, int | None]] = Counter()

    async def appoint(self) -> None:
        """Give each his role."""
        field = Field(self._database, Clock())
        for index in range(self._number):
            await field.appoint(self._user(index).id, self._area(index).id)

    async def report(self, number: int | None = None, reading: float = 0) -> Sequence[Officer]:
        """Let them report, or the first `number` of them, each reading the echo for so many
        seconds; how it went, once all is told."""
        begun = 10_000 + self._told.total()
        officers = [
            Officer(self._user(index), self._area(index), begun + index, index % AGAIN == 0)
            for index in range(number or self._number)
        ]
        seen = len(self._server.calls)
        for one in officers:
            one.sent = time.perf_counter()
            await one.user.send(one.line)
            self._deliver_again(one)
            self._note(one)
        async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as taps:
            while not all(one.confirmed for one in officers):
                await self._server.state.changed.wait()
                new, seen = self._server.calls[seen:], len(self._server.calls)
                for call in new:
                    self._heed(call, {one.user.id: one for one in officers}, reading, taps)
        return officers

    async def faults(self) -> tuple[int, int]:
        """How many of the reports are not in the database, and how many are in it that nobody
        made, or more than once."""
        async with self._database.reading() as connection:
            reports = tables.reports.c
            rows = await connection.execute(select(reports.area, reports.component, reports.have))
            kept = Counter(tuple(row) for row in rows)
        return (self._told - kept).total(), (kept - self._told).total()

    def _heed(
        self, call: Call, officers: dict[int, Officer], reading: float, taps: asyncio.TaskGroup
    ) -> None:
        one = officers.get(call.parameters.get("chat_id", 0))
        if one is None or call.error is not None:
            return
        if call.method == "sendMessage" and not one.echoed:
            assert f"{one.have:,}".replace(",", ".") in call.result["text"], call.result["text"]
            one.echoed = time.perf_counter()
            taps.create_task(self._tap(one, call, reading))
        elif call.method == "editMessageText" and not one.confirmed:
            assert call.result["text"].startswith("Terkirim"), call.result["text"]
            one.confirmed = time.perf_counter()

    async def _tap(self, one: Officer, echo: Call, reading: float) -> None:
        await asyncio.sleep(reading)
        one.tapped = time.perf_counter()
        for _ in range(2):
            await one.user.press(echo.result, texts.BUTTON_REPORT_SEND)
            self._deliver_again(one)

    def _deliver_again(self, one: Officer) -> None:
        if one.comes_twice:
            self._server.push(self._server.state.updates.pending[-1])

    def _note(self, one: Officer) -> None:
        for component, have in (
            (Component.PERSONNEL, one.have),
            (Component.LOGISTICS, 3),
            (Component.COORDINATION, None),
        ):
            self._told[one.area.id, component.value, have] += 1

    def _user(self, index: int) -> User:
        return self._server.user(1000 + index, f"Nama {1000 + index}")

    def _area(self, index: int) -> Area:
        units = [it for it in bundled().areas if it.kind in (AreaKind.REGENCY, AreaKind.CITY)]
        return units[:: len(units) // AREAS][index % AREAS]
