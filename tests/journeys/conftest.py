"""Journeys: the real bot over HTTP against a local Bot API server, on a small corpus's index."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing, suppress
from io import StringIO
from pathlib import Path
from typing import Protocol, TypeAlias

import pytest
from pydantic import SecretStr

from bot import log
from bot.app import open_library, opened, serve
from bot.chat.application import build_application, poll
from bot.library import Library
from bot.settings import Settings
from tests.support.botapi import BotApiServer, Group, User

TOKEN = "123456:RAHASIA-jangan-dicatat"
ADMIN = 21

MENUS = 8
"""Three menus for everybody and the admin's own, each in two languages."""

Running: TypeAlias = AbstractAsyncContextManager[None]


class Started(Protocol):
    """Runs a bot, given as a coroutine, while the context lasts; it is up once it tried to set
    `menus` of its command menus."""

    def __call__(self, running: Coroutine[None, None, None], menus: int = MENUS) -> Running: ...


BotWith: TypeAlias = Callable[[Library], Running]


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    """A Bot API server that at the end has refused nothing and has no fault left to give."""
    async with BotApiServer(TOKEN) as server:
        yield server
        assert server.refusals == []
        assert server.faults_left == []


@pytest.fixture
def settings(server: BotApiServer, data_dir: Path, tmp_path: Path) -> Settings:
    """The index is read by all journeys, the database is each one's own. The admin has opened the
    bot, as anyone must who wants a menu of his own."""
    server.user(ADMIN, "Wayan")
    return Settings(
        telegram_token=SecretStr(TOKEN),
        telegram_api_url=server.origin,
        data_dir=data_dir,
        database_url=f"sqlite+aiosqlite:///{tmp_path / 'siaga.db'}",
        admins=(ADMIN,),
    )


@pytest.fixture
def started(server: BotApiServer) -> Started:
    @asynccontextmanager
    async def started(
        running: Coroutine[None, None, None], menus: int = MENUS
    ) -> AsyncIterator[None]:
        up = len(server.called("setMyCommands")) + menus
        task = asyncio.create_task(running)
        await server.wait_until(lambda: len(server.called("setMyCommands")) >= up)
        yield
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    return started


@pytest.fixture
async def bot(settings: Settings, started: Started) -> AsyncIterator[None]:
    """The whole bot, as `siaga run` has it."""
    async with started(serve(settings)):
        yield


@pytest.fixture
def bot_with(settings: Settings, started: Started) -> BotWith:
    """The bot over a library that the journey holds in its hands; closed at the end."""

    @asynccontextmanager
    async def running(library: Library) -> AsyncIterator[None]:
        with closing(library):
            async with (
                opened(settings, library) as services,
                started(poll(build_application(settings, services))),
            ):
                yield

    return running


@pytest.fixture
def library(settings: Settings) -> Iterator[Library]:
    """The library of the small corpus."""
    with closing(open_library(settings)) as library:
        yield library


@pytest.fixture
def citizen(server: BotApiServer) -> User:
    return server.user(11, "Sri")


@pytest.fixture
def admin(server: BotApiServer) -> User:
    """The one whom the settings name."""
    return server.user(ADMIN, "Wayan")


@pytest.fixture
def group(server: BotApiServer) -> Group:
    """A group in which the bot reads everything, so that its own rules are what keeps it quiet."""
    return server.group(-100200300, "Warga Teduh", bot_is_admin=True)


@pytest.fixture
def written() -> Iterator[StringIO]:
    """What the log of `siaga run` writes; logging is put back afterwards."""
    stream = StringIO()
    root, bot = logging.getLogger(), logging.getLogger("bot")
    handlers, levels = root.handlers[:], (root.level, bot.level)
    root.handlers.clear()  # pytest's own would be closed otherwise
    log.configure(TOKEN, stream)
    yield stream
    logging.raiseExceptions = True
    root.handlers[:] = handlers
    root.setLevel(levels[0])
    bot.setLevel(levels[1])
