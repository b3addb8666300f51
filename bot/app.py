"""The composition root: opens everything in order, closes everything in the opposite order."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from datetime import UTC, date, datetime

from bot import log, texts
from bot.ask import Asking
from bot.chat.application import build_application, poll
from bot.chat.context import Services
from bot.db.engine import database_at
from bot.directory import directory_of
from bot.library import Library
from bot.reload import open_store
from bot.roles import Roles
from bot.settings import Settings
from corpus.areas import bundled
from index.embed import open_embedder
from index.reader import open_reader
from index.snapshot import open_current

__all__ = ["build_application", "open_library", "opened", "run", "serve"]

_log = logging.getLogger(__name__)


def run(settings: Settings) -> None:
    """The bot, until SIGINT or SIGTERM. Raises a SiagaError, NoGeneration or EmbedderError with an
    Indonesian sentence where it cannot start."""
    log.configure(settings.token())
    asyncio.run(_until_signal(settings))


async def serve(settings: Settings) -> None:
    """The bot, until cancelled."""
    for name in settings.unused:
        _log.warning(texts.UNUSED_SETTING.format(name=name))
    with closing(open_library(settings)) as library:
        async with opened(settings, library) as services:
            await poll(build_application(settings, services))


@asynccontextmanager
async def opened(settings: Settings, library: Library) -> AsyncIterator[Services]:
    """What the handlers need, over `library`; the database is brought to this version first."""
    database = database_at(settings.database_url, settings.data_dir)
    try:
        await database.prepare()
        yield Services(
            asking=Asking(library),
            directory=lambda: directory_of(settings.corpus_dir, date.today()),
            database=database,
            roles=Roles(database, bundled(), settings.admins, now),
        )
    finally:
        await database.close()


def now() -> datetime:
    """The clock of whatever is kept."""
    return datetime.now(UTC)


def open_library(settings: Settings) -> Library:
    """The last generation that was built, ready to answer."""
    snapshot, faults = open_current(
        open_store(settings), open_embedder(settings.model), open_reader(settings.reader)
    )
    for fault in faults:
        _log.warning("%s", fault)
    manifest = snapshot.manifest
    _log.info(
        texts.READY.format(
            documents=manifest.documents,
            passages=manifest.passages,
            generation=manifest.generation,
        )
    )
    return Library(snapshot)


async def _until_signal(settings: Settings) -> None:
    serving = asyncio.ensure_future(serve(settings))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, serving.cancel)
    with suppress(asyncio.CancelledError):
        await serving
