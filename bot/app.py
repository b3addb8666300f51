"""The composition root: opens everything in order, closes everything in the opposite order."""

from __future__ import annotations

import asyncio
import logging
import signal
from contextlib import closing, suppress

from bot import log, texts
from bot.chat.application import build_application, poll
from bot.library import Library
from bot.reload import open_store
from bot.settings import Settings
from index.embed import open_embedder
from index.reader import open_reader
from index.snapshot import open_current

__all__ = ["build_application", "open_library", "run", "serve"]

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
        await poll(build_application(settings, library))


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
