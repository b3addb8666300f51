"""The composition root: opens everything in order, closes everything in the opposite order."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing, suppress
from datetime import UTC, datetime
from functools import partial

from bot import log, texts
from bot.allocator import return_freed
from bot.almanac import almanac_of
from bot.ask import Asking
from bot.boards.overview import Overview
from bot.boards.quotes import Publications
from bot.boards.standing import Standings
from bot.broadcast import Broadcasts
from bot.chat.application import build_application, poll
from bot.chat.context import Services
from bot.db import broadcasts, checks, drafts, notices, watches, wishes
from bot.db.engine import Database, database_at
from bot.directory import directory_of
from bot.drills.parts import Drilling
from bot.invitations import Invitations
from bot.keeping.filing import Filing
from bot.keeping.parts import Keeping
from bot.keeping.reception import Fetch
from bot.library import Library
from bot.privacy import Privacy
from bot.questions.anonymity import Anonymity
from bot.questions.needs import Needs
from bot.questions.statistics import Statistics
from bot.questions.wishes import Wishes
from bot.reloads.generations import Generations
from bot.reloads.reload import open_store
from bot.reloads.reloading import Reloading
from bot.reloads.serving import Serving
from bot.render.dates import WIB
from bot.reports.parts import Reports
from bot.roles import Roles
from bot.settings import Settings
from bot.watching.parts import Vigil
from corpus.areas import bundled
from corpus.directory import Directory
from corpus.fetch import fetch
from index.embed import open_embedder
from index.reader import open_reader
from index.snapshot import open_current

__all__ = ["build_application", "open_library", "opened", "run", "serve"]

_log = logging.getLogger(__name__)

_FORGET = tuple(rows.forget for rows in (wishes, broadcasts, watches, notices, checks, drafts))
"""How each family of tables with people's Telegram ids deletes one of them."""


def run(settings: Settings) -> None:
    """The bot, until SIGINT or SIGTERM. Raises a SiagaError, NoGeneration or EmbedderError with an
    Indonesian sentence where it cannot start."""
    log.configure(settings.token())
    return_freed()
    asyncio.run(_until_signal(settings))


async def serve(settings: Settings, loaded: Callable[[], None] | None = None) -> None:
    """The bot, until cancelled; `loaded` is called as soon as all is there."""
    for name in settings.unused:
        _log.warning(texts.UNUSED_SETTING.format(name=name))
    with closing(open_library(settings)) as library:
        async with opened(settings, library) as services:
            if loaded:
                loaded()
            await poll(build_application(settings, services))


@asynccontextmanager
async def opened(
    settings: Settings, library: Library, fetch: Fetch = fetch
) -> AsyncIterator[Services]:
    """What the handlers need, over `library`; the database is brought to this version first, and
    what was decided about the corpus is done in its folder. Addresses are fetched by `fetch`."""
    database = database_at(settings.database_url, settings.data_dir)
    try:
        await database.prepare()
        filing = Filing(database, settings.corpus_dir, bundled(), now)
        await filing.file_approved()
        serving = Serving(open_store(settings), library, database, now)
        services = _services(settings, library, database, filing, serving, fetch)
        serving.on_served.append(services.wishes.bell.set)
        with closing(services.keeping.reception):
            async with serving.following():
                yield services
    finally:
        await database.close()


def _services(
    settings: Settings,
    library: Library,
    database: Database,
    filing: Filing,
    serving: Serving,
    fetch: Fetch,
) -> Services:
    areas = bundled()
    roles = Roles(database, areas, settings.admins, now)
    directory, almanac = partial(_directory, settings), partial(almanac_of, settings.corpus_dir)
    almanac()  # the first reading takes a tenth of a second, for which nobody need wait
    asking, needs = Asking(library), Needs(database, Anonymity(settings.data_dir), now)
    drilling, standings = Drilling.of(database, roles, now), Standings(areas, almanac)
    vigil = Vigil.of(database, roles, standings, almanac, now)
    on_in, heard = drilling.rehearsals.on_in, vigil.lookout.kept
    return Services(
        asking=asking,
        directory=directory,
        almanac=almanac,
        database=database,
        roles=roles,
        invitations=Invitations(database, roles, now),
        needs=needs,
        wishes=Wishes(database, library, now),
        statistics=Statistics(database, library, areas, directory, now),
        broadcasts=Broadcasts(database, roles, now),
        reloading=Reloading(settings, serving, database, now, filing.file_approved),
        generations=Generations(serving, database),
        keeping=Keeping.of(database, library, filing, fetch, now),
        drilling=drilling,
        publications=Publications(library, areas),
        overview=Overview(database, standings, almanac, drilling.rehearsals, now),
        privacy=Privacy(database, (needs.forget, *_FORGET), [asking.forget], now),
        reports=Reports.of(database, roles, on_in, heard, now),
        vigil=vigil,
    )


def _directory(settings: Settings) -> Directory:
    # Wherever the machine stands: at seven in the west of the country it is voting day.
    return directory_of(settings.corpus_dir, now().astimezone(WIB).date())


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


def lasting() -> None:
    """What is there now stays: the collector need not look through it again and again, for which
    answers would wait a tenth of a second each time."""
    gc.collect()
    gc.freeze()


async def _until_signal(settings: Settings) -> None:
    serving = asyncio.ensure_future(serve(settings, lasting))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, serving.cancel)
    with suppress(asyncio.CancelledError):
        await serving
