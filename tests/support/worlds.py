"""Two running bots to which the same is done: in one of them officers have reported, in the other
nobody ever did. Whoever may not know gets the same of both, to the letter."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from sqlalchemy import select

from bot.access import Grant, Role
from bot.app import opened
from bot.chat.application import build_application, poll
from bot.chat.context import App, Services
from bot.db import audit, drafts, drills, follow_ups, invites, people, reports, watches
from bot.db import tables as stored
from bot.db.reports import Observation
from bot.db.watches import Watch
from bot.drills.exercise import Exercise, Place, Task, Unit
from bot.library import Library
from bot.readiness import Component, State, Verdict
from bot.reports.draft import Draft, Step
from bot.reports.shorthand.outcome import Line
from bot.settings import Settings
from bot.watching.hours import ALWAYS
from tests.support.botapi import BotApiServer, Group, Json, User, contents
from tests.support.botapi.deliver import deliver
from tests.support.botapi.watch import PATIENCE
from tests.support.clock import Clock

CITY, BESIDE, PROVINCE, OTHER = "kota-balikpapan", "kota-bontang", "kalimantan-timur", "jawa-timur"
OFFICER, COORDINATOR = Grant(Role.OFFICER, CITY), Grant(Role.COORDINATOR, PROVINCE)
INSIDER, BOSS = 501, 502
"""Telegram ids of an officer of the city and of the coordinator above him, in both worlds."""

CODE = "kodok-melompat-lewat-gang"
PHOTO = "AgACrahasiafotopos"
NOTE = "lewat gang Melati, hubungi Wirasaba 0812-7777-4242"
SECRETS = (
    *("48173", "48.173", "59341", "59.341", "Melati", "Wirasaba", "0812", "7777", PHOTO),
    *("Gayatri", "rompi", "Dalmas Kodok", "6.317", "6317", "dikarang", CODE, "gudang bocor"),
)
"""What stands in reports, drafts, verdicts, drills and invitations, as it is written there and as
numbers are shown; nobody's name but those in it is like any of them."""

_SILENT = {"getUpdates", "sendChatAction"}
_NUMBERS = {"reply_parameters", "message_id", "callback_query_id"}
"""What names a message or a press by its number: no two have the same."""

_TABLES = (stored.reports, stored.drafts, stored.drills, stored.follow_ups, stored.watches)


@dataclass(frozen=True, slots=True)
class World:
    """A running bot with its server; `group` is one that its officers are in."""

    server: BotApiServer
    services: Services
    application: App
    clock: Clock

    @property
    def group(self) -> Group:
        return self.server.group(-100200300, "Pos Bersama", bot_is_admin=True)

    @property
    def insider(self) -> User:
        return self.server.user(INSIDER, "Gayatri")

    @property
    def boss(self) -> User:
        return self.server.user(BOSS, "Cut")

    async def somebody(self, id: int, *grants: Grant, withdrawn: bool = False) -> User:
        """A person with these roles, or who had them."""
        user = self.server.user(id, "Sri")
        async with self.services.database.writing() as connection:
            await people.known(connection, id, user.shown["first_name"])
            for grant in grants:
                await people.grant(connection, id, grant, "P-00000000", self.clock())
                if withdrawn:
                    await people.withdraw(connection, id, grant)
        return user

    async def settled(self) -> None:
        """All that people did so far is done with."""
        async with asyncio.timeout(PATIENCE):
            # That an update is confirmed wakes nobody: the poll that does it goes on waiting.
            while self.server.pending_updates:
                await asyncio.sleep(0.002)
            await self.application.update_queue.join()

    async def heard(self, chats: set[int], act: Callable[[], Awaitable[object]]) -> list[str]:
        """All that the bot tells these chats, and whoever pressed, upon `act`: each a line, without
        the numbers of messages."""
        await self.settled()
        before = len(self.server.calls)
        await act()
        await self.settled()
        return [
            json.dumps(
                [call.method, {k: v for k, v in call.parameters.items() if k not in _NUMBERS}],
                default=str,
                ensure_ascii=False,
                sort_keys=True,
            )
            for call in self.server.calls[before:]
            if call.method not in _SILENT
            and (call.method == "answerCallbackQuery" or call.parameters.get("chat_id") in chats)
        ]

    async def press(self, user: User, data: str, chat: int | None = None) -> None:
        """Press a button that says `data`, wherever the user has it from."""
        own = self.server.state.bot_message(
            self.server.state.chats[chat or user.id], {"text": "Diteruskan"}
        )
        own["reply_markup"] = {"inline_keyboard": [[{"text": "Buka", "callback_data": data}]]}
        await user.press(own, "Buka")
        await self.settled()

    async def send_as(self, sender: Json, text: str) -> None:
        """Write in the group in the name of a chat: as an anonymous admin, or as a channel."""
        state, group = self.server.state, self.group.chat
        own = sender["id"] == group.id
        name = "GroupAnonymousBot" if own else "Channel_Bot"
        person = {"id": 1087968824 if own else 136817688, "is_bot": True, "first_name": name}
        length = len(text.split()[0])
        kind = "bot_command" if text.startswith("/") else "mention"
        entities = [{"type": kind, "offset": 0, "length": length}]
        fields = {"text": text, "entities": entities, "sender_chat": sender}
        deliver(state, "message", state.new_message(group, person, fields))

    def said(self, user: User, text: str) -> Json:
        """A message of the bot to the user that says `text`, wherever he has it from."""
        return self.server.state.bot_message(self.server.state.chats[user.id], {"text": text})

    async def rows(self) -> list[object]:
        """All that is kept about readiness."""
        async with self.services.database.reading() as connection:
            return [
                tuple(row) for table in _TABLES for row in await connection.execute(select(table))
            ]


Attempt: TypeAlias = Callable[[World, User], Awaitable[object]]


@asynccontextmanager
async def world(
    settings: Settings, library: Library, clock: Clock, menus: int
) -> AsyncIterator[World]:
    """A bot as `siaga run` has it, with an officer and a coordinator who said nothing yet."""
    assert settings.telegram_token is not None
    async with BotApiServer(settings.telegram_token.get_secret_value()) as server:
        settings = settings.model_copy(update={"telegram_api_url": server.origin})
        for id in settings.admins:
            server.user(id, "Wayan")
        async with opened(settings, library) as services:
            application = build_application(settings, services)
            task = asyncio.create_task(poll(application))
            await server.wait_until(lambda: len(server.called("setMyCommands")) >= menus)
            made = World(server, services, application, clock)
            await made.somebody(INSIDER, OFFICER)
            await made.somebody(BOSS, COORDINATOR)
            yield made
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def fill(world: World) -> None:
    """Let the insider have reported everything of his city and his superior's province, and all
    else that officers keep."""
    state = world.server.state
    (photo,) = contents.photo(state, contents.PNG)["photo"]
    taken = {"photo": [{**photo, "file_id": PHOTO}]}
    state.new_message(state.chats[INSIDER], world.insider.shown, taken)
    now = world.clock()
    soon = now.date() + timedelta(days=1)
    async with world.services.database.writing() as connection:
        officer = await people.known(connection, INSIDER, "Gayatri")
        boss = await people.known(connection, BOSS, "Cut")
        for area in (CITY, PROVINCE):
            for component in Component:
                ago = now - timedelta(hours=3)
                seen = Observation(area, component, State.ACTION, 48173, 59341, NOTE, PHOTO, ago)
                id = await reports.add(connection, seen, officer, Role.OFFICER, now)
                await audit.record(connection, now, officer, "report", area, {"report": id})
        await reports.judge(connection, 2, Verdict.REJECTED, boss, now)
        await reports.give_reason(connection, 2, "dikarang")
        await reports.judge(connection, 3, Verdict.VERIFIED, boss, now)
        line = Line(Component.LOGISTICS, State.NOT_YET, 48173, 59341, "gudang bocor")
        asked = Draft(areas=(CITY,), asked=Step.CHECK, observed_at=now, lines=(line,), photo=PHOTO)
        for _ in range(2):
            await drafts.add(connection, INSIDER, asked, now)
        _, second = await drafts.unsent(connection, INSIDER)
        await drafts.sent(connection, second.id, asked, now)
        for on in (True, False):
            drill = await drills.add(connection, CITY, now.date(), _exercise(soon), boss, now)
            await drills.save(connection, drill, now)
            if on:
                await drills.begin(connection, drill, now)
            tasks = [Task(text="tambal rompi", due_on=soon)]
            await follow_ups.replace(connection, drill, CITY, tasks)
        for id, area in ((INSIDER, CITY), (BOSS, PROVINCE)):
            await watches.add(connection, Watch(id, area, ALWAYS, now))
        expires = now + timedelta(days=1)
        await invites.add(connection, f"{CODE}-x", Grant(Role.OFFICER, CITY), boss, now, expires)


def _exercise(soon: date) -> Exercise:
    return Exercise(
        held_on=soon - timedelta(days=1),
        place=Place.HALL,
        organiser="Polresta Wirasaba",
        units=(Unit(name="Dalmas Kodok", count=6317),),
        total=6317,
        findings=("rompi bolong",),
        next_on=soon,
    )
