"""Two running bots to which the same is done: in one of them officers have reported, in the other
nobody ever did. Whoever may not know gets the same of both, to the letter."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from typing import TypeAlias

from sqlalchemy import delete, insert, select

from bot.access import Grant
from bot.app import opened
from bot.chat.application import build_application, poll
from bot.chat.context import App, Services
from bot.db import tables as stored
from bot.db import watches
from bot.db.watches import Watch
from bot.library import Library
from bot.reports.draft import Step
from bot.settings import Settings
from bot.watching.hours import ALWAYS
from tests.support.botapi import BotApiServer, Call, Group, Json, User, contents
from tests.support.botapi.deliver import deliver
from tests.support.botapi.watch import PATIENCE
from tests.support.clock import Clock
from tests.support.hidden import (
    BOSS,
    CITY,
    COORDINATOR,
    INSIDER,
    OFFICER,
    PHOTO,
    SECRETS,
    fill,
    left,
)
from tests.support.leaks import leaked

_SILENT = {"getUpdates", "sendChatAction"}
_NUMBERS = {"reply_parameters", "message_id", "callback_query_id"}
"""What names a message or a press by its number: no two have the same."""

_NEW = re.compile(r"(?<=f:)\d+(?=:[+-])|\b[1-9]\d{7}\b")
"""The number of a question, in the button that rates its answer, and of a report or draft: what is
made in both worlds is numbered otherwise in each."""

_TABLES = (stored.reports, stored.drills, stored.follow_ups)
_OF_PEOPLE = (stored.drafts, stored.watches)

Attempt: TypeAlias = Callable[["World", User], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class World:
    """A running bot with its server. `names` are what guesses may name, by what stands for it in
    them; `presses` who pressed, by the press."""

    server: BotApiServer
    services: Services
    application: App
    clock: Clock
    names: dict[str, str] = field(default_factory=dict)
    presses: dict[str, int] = field(default_factory=dict)

    @property
    def insider(self) -> User:
        return self.somebody(INSIDER)

    @property
    def boss(self) -> User:
        return self.somebody(BOSS)

    def group_of(self, user: User) -> Group:
        """A group that he has for himself: no group is told more than so much in a minute."""
        return self.server.group(_group(user.id), "Pos Bersama", bot_is_admin=True)

    def named(self, user: User, guess: str) -> str:
        """The guess with the numbers of what is there; {own} is the user's own draft."""
        return re.sub(r"\{(\w+)\}", lambda it: {**self.names, "own": str(user.id)}[it[1]], guess)

    def somebody(self, id: int) -> User:
        """A person by his number; nobody whose name tells anything."""
        return self.server.user(id, "Sri")

    async def people(self, ids: Iterable[int], grants: Iterable[Grant]) -> Sequence[User]:
        """People whom the bot knows, with these roles."""
        users = [self.somebody(id) for id in ids]
        rows = [
            {"id": user.id, "pseudonym": f"P-{user.id:08x}", "name": user.shown["first_name"]}
            for user in users
        ]
        async with self.services.database.writing() as connection:
            await connection.execute(insert(stored.people), rows)
        await self.move([user.id for user in users], grants)
        return users

    async def move(self, ids: Sequence[int], grants: Iterable[Grant]) -> None:
        """Take from people the roles that they have, and give them these."""
        given = {"granted_by": "P-00000000", "granted_at": self.clock()}
        rows = [
            {"person": id, "role": grant.role.value, "area": grant.area, **given}
            for id, grant in product(ids, grants)
        ]
        async with self.services.database.writing() as connection:
            await connection.execute(delete(stored.grants).where(stored.grants.c.person.in_(ids)))
            if rows:
                await connection.execute(insert(stored.grants), rows)

    async def settled(self) -> None:
        """All that people did so far is done with."""
        async with asyncio.timeout(PATIENCE):
            # That an update is confirmed wakes nobody: the poll that does it goes on waiting.
            while self.server.pending_updates:
                await asyncio.sleep(0.002)
            await self.application.update_queue.join()

    async def told(self, ids: Iterable[int], act: Awaitable[object]) -> dict[int, list[str]]:
        """All that the bot tells each of these people and the groups that they have, and answers to
        their presses, upon `act`: each a line, without the numbers of messages."""
        await self.settled()
        before = len(self.server.calls)
        await act
        await self.settled()
        told: dict[int, list[str]] = {id: [] for id in ids}
        for call in self.server.calls[before:]:
            whose = self._whose(call)
            if call.method not in _SILENT and whose in told:
                told[whose].append(self._line(call))
        return told

    async def press(self, user: User, guess: str, chat: Group | None = None) -> None:
        """Press a button that says `guess`, wherever the user has it from."""
        at = chat.chat if chat else self.server.state.chats[user.id]
        own = self.server.state.bot_message(at, {"text": "Diteruskan"})
        data = self.named(user, guess)
        own["reply_markup"] = {"inline_keyboard": [[{"text": "Buka", "callback_data": data}]]}
        self.presses[await user.press(own, "Buka")] = user.id

    async def send_as(self, user: User, sender: Json, text: str) -> None:
        """Write in the user's group in the name of a chat: as an anonymous admin, or a channel."""
        state, group = self.server.state, self.group_of(user).chat
        own = sender["id"] == group.id
        name = "GroupAnonymousBot" if own else "Channel_Bot"
        person = {"id": 1087968824 if own else 136817688, "is_bot": True, "first_name": name}
        length = len(text.split()[0])
        kind = "bot_command" if text.startswith("/") else "mention"
        entities = [{"type": kind, "offset": 0, "length": length}]
        fields = {"text": text, "entities": entities, "sender_chat": sender}
        deliver(state, "message", state.new_message(group, person, fields))

    def said(self, user: User, guess: str, chat: Group | None = None) -> Json:
        """A message of the bot that says `guess`, wherever the user has it from."""
        at = chat.chat if chat else self.server.state.chats[user.id]
        return self.server.state.bot_message(at, {"text": self.named(user, guess)})

    async def rows(self) -> list[object]:
        """All that is kept about readiness by those who may."""
        async with self.services.database.reading() as connection:
            shared = [select(table) for table in _TABLES]
            own = [select(it).where(it.c.person.in_((INSIDER, BOSS))) for it in _OF_PEOPLE]
            return [tuple(row) for it in (*shared, *own) for row in await connection.execute(it)]

    def _line(self, call: Call) -> str:
        kept = {name: value for name, value in call.parameters.items() if name not in _NUMBERS}
        told = json.dumps([call.method, kept], default=str, ensure_ascii=False, sort_keys=True)
        known = self.names.values()
        return _NEW.sub(lambda it: it[0] if it[0] in known else "", told)

    def _whose(self, call: Call) -> int | None:
        if call.method == "answerCallbackQuery":
            return self.presses.get(str(call.parameters["callback_query_id"]))
        chat = call.parameters.get("chat_id")
        return _group(chat) if isinstance(chat, int) and chat < 0 else chat


@dataclass(frozen=True, slots=True)
class Outsider:
    """Somebody who may not know what is reported of the city, by the roles that he has. Who `left`
    had one there: a draft of his own lies there, and he watched it."""

    grants: tuple[Grant, ...] = ()
    left: bool = False

    @property
    def is_known(self) -> bool:
        """Whether the bot keeps who he is, as of everyone who ever had a role."""
        return bool(self.grants) or self.left


@dataclass(frozen=True, slots=True)
class Worlds:
    """`full` is the one in which officers have reported."""

    full: World
    empty: World
    ids: Iterator[int]

    async def filled(self) -> None:
        """Let officers have reported; what guesses may name is known in both worlds then."""
        _take_photo(self.full)
        async with self.full.services.database.writing() as connection:
            names = await fill(connection, self.full.clock())
        for world in (self.full, self.empty):
            world.names.update(names)

    async def same(
        self, who: Outsider, ways: Mapping[str, Attempt], step: Step | None = None
    ) -> dict[str, list[str]]:
        """What the outsider, who is another each time, is told in both worlds upon each of the
        ways, all tried at once. What he left is a draft at that step, or one that was sent."""
        ids = dict(zip(ways, self.ids, strict=False))
        before = await self.full.rows()
        if who.left:
            await _leave(self.full, ids.values(), step)
        told = await self._both(partial(_try, who=who, ways=ways, ids=ids))
        assert await self.full.rows() == before
        return {way: told[id] for way, id in ids.items()}

    async def same_later(
        self, ids: Sequence[int], grants: Iterable[Grant], act: Callable[[World], Awaitable[object]]
    ) -> None:
        """Let people lose the roles that they have, but for these, before `act`."""

        async def lose(world: World) -> dict[int, list[str]]:
            await world.move(ids, grants)
            return await world.told(ids, act(world))

        await self._both(lose)

    async def _both(
        self, act: Callable[[World], Awaitable[dict[int, list[str]]]]
    ) -> dict[int, list[str]]:
        full, empty = await asyncio.gather(act(self.full), act(self.empty))
        differ = {id: (full[id], empty[id]) for id in full if full[id] != empty[id]}
        assert not differ, differ
        whole = "\n".join(line for lines in full.values() for line in lines)
        assert leaked(SECRETS, whole) == []
        return full


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
        server.user(INSIDER, "Gayatri")
        async with opened(settings, library) as services:
            application = build_application(settings, services)
            task = asyncio.create_task(poll(application))
            await server.wait_until(lambda: len(server.called("setMyCommands")) >= menus)
            made = World(server, services, application, clock)
            await made.people([INSIDER], [OFFICER])
            await made.people([BOSS], [COORDINATOR])
            yield made
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


def _group(id: int) -> int:
    """The group of a person, and the person of a group."""
    return -1_000_000_000 - id


async def _try(
    world: World, who: Outsider, ways: Mapping[str, Attempt], ids: Mapping[str, int]
) -> dict[int, list[str]]:
    if who.is_known:
        await world.people(ids.values(), who.grants)
    tries = (attempt(world, world.somebody(ids[way])) for way, attempt in ways.items())
    return await world.told(ids.values(), asyncio.gather(*tries))


async def _leave(world: World, ids: Iterable[int], step: Step | None) -> None:
    """Drafts of people, numbered as they are, and watches."""
    now = world.clock()
    content = left(now, step or Step.CHECK).model_dump_json()
    sent = None if step else now
    async with world.services.database.writing() as connection:
        for id in ids:
            row = {"id": id, "person": id, "content": content, "changed_at": now, "sent_at": sent}
            await connection.execute(insert(stored.drafts).values(row))
            await watches.add(connection, Watch(id, CITY, ALWAYS, now))


def _take_photo(world: World) -> None:
    state = world.server.state
    (photo,) = contents.photo(state, contents.PNG)["photo"]
    taken = {"photo": [{**photo, "file_id": PHOTO}]}
    state.new_message(state.chats[INSIDER], world.insider.shown, taken)
