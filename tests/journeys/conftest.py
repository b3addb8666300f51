"""Journeys: the real bot over HTTP against a local Bot API server, on a small corpus's index."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path
from typing import Protocol, TypeAlias

import pytest
from pydantic import SecretStr

from bot.app import serve
from bot.chat.application import build_application, poll
from bot.library import Library
from bot.settings import Settings
from corpus.areas import bundled
from corpus.document import Document
from index.build import Sources, build
from index.embed import open_embedder
from index.store import Store
from tests.journeys.corpus import DOCUMENTS
from tests.support.botapi import BotApiServer, Group, User

TOKEN = "123456:RAHASIA-jangan-dicatat"

Running: TypeAlias = AbstractAsyncContextManager[None]


class Started(Protocol):
    """Runs a bot, given as a coroutine, while the context lasts; it is up once it tried to set
    `menus` of its command menus."""

    def __call__(self, running: Coroutine[None, None, None], menus: int = 3) -> Running: ...


BotWith: TypeAlias = Callable[[Library], Running]


def generation_of(documents: Sequence[Document], folder: Path) -> Path:
    """`folder`, as a data folder with an index of `documents`."""
    ordered = sorted(documents, key=lambda document: document.id)
    build(Store(folder / "index"), Sources(ordered, bundled(), {}), open_embedder())
    return folder


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one generation of the small corpus."""
    return generation_of(DOCUMENTS, tmp_path_factory.mktemp("data"))


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    """A Bot API server that at the end has refused nothing and has no fault left to give."""
    async with BotApiServer(TOKEN) as server:
        yield server
        assert server.refusals == []
        assert server.faults_left == []


@pytest.fixture
def settings(server: BotApiServer, data_dir: Path) -> Settings:
    return Settings(
        telegram_token=SecretStr(TOKEN), telegram_api_url=server.origin, data_dir=data_dir
    )


@pytest.fixture
def started(server: BotApiServer) -> Started:
    @asynccontextmanager
    async def started(running: Coroutine[None, None, None], menus: int = 3) -> AsyncIterator[None]:
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
    """The bot over a library that the journey holds in its hands."""
    return lambda library: started(poll(build_application(settings, library)))


@pytest.fixture
def citizen(server: BotApiServer) -> User:
    return server.user(11, "Sri")


@pytest.fixture
def group(server: BotApiServer) -> Group:
    """A group in which the bot reads everything, so that its own rules are what keeps it quiet."""
    return server.group(-100200300, "Warga Teduh", bot_is_admin=True)
