from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing

import pytest

from bot.app import open_library
from bot.db import audit
from bot.db.engine import Database
from bot.library import Library
from bot.reloads.reload import open_store, reload
from bot.reloads.serving import RELOAD, RESTORE, Serving
from bot.reloads.underway import Begun
from bot.settings import Settings
from index.store import Damaged, Store
from tests.bot.conftest import write_corpus
from tests.support.clock import Clock
from tests.support.small_corpus import RULE, altered
from tests.support.terminal import Terminal


@pytest.fixture
def settings(own_copy: Terminal) -> Settings:
    return Settings(corpus_dir=own_copy.corpus, data_dir=own_copy.data, reader="none")


@pytest.fixture
def store(settings: Settings) -> Store:
    return open_store(settings)


@pytest.fixture
def library(settings: Settings) -> Iterator[Library]:
    with closing(open_library(settings)) as library:
        yield library


@pytest.fixture
def first(library: Library) -> str:
    """The generation that is served to begin with."""
    return library.generation


@pytest.fixture
def serving(store: Store, library: Library, database: Database) -> Serving:
    return Serving(store, library, database, Clock())


def built_anew(settings: Settings, text: str = "Pemilih dilarang memotret surat suara.") -> str:
    """A new generation, as `siaga build` makes it."""
    write_corpus([altered(RULE, text=text)], settings.corpus_dir)
    return reload(settings).built.manifest.generation


async def trail(database: Database) -> list[tuple[str, str, str]]:
    async with database.reading() as connection:
        entries = await audit.newest(connection, 100)
    return [(it.actor, it.action, it.subject) for it in reversed(entries)]


async def test_what_is_served_first_is_told_to_the_trail_once(
    serving: Serving, database: Database, first: str
) -> None:
    await serving.renew()
    await serving.renew()
    assert await trail(database) == [(audit.SYSTEM, RELOAD, first)]


async def test_a_generation_built_outside_is_served_and_told(
    serving: Serving, settings: Settings, library: Library, database: Database, first: str
) -> None:
    await serving.renew()
    newer = built_anew(settings)
    await serving.renew()
    assert library.generation == serving.generation == newer
    assert await trail(database) == [
        (audit.SYSTEM, RELOAD, first),
        (audit.SYSTEM, RELOAD, newer),
    ]


async def test_an_older_generation_made_current_outside_is_told_as_restored(
    serving: Serving, settings: Settings, store: Store, database: Database, first: str
) -> None:
    newer = built_anew(settings)
    await serving.renew()
    store.restore(first)
    await serving.renew()
    assert serving.generation == first
    assert await trail(database) == [
        (audit.SYSTEM, RELOAD, newer),
        (audit.SYSTEM, RESTORE, first),
    ]


async def test_the_trail_names_whoever_has_the_change_under_way(
    serving: Serving, settings: Settings, database: Database, first: str
) -> None:
    with serving.underway.holding(Begun("P-1", RELOAD, first, {"insisted": ["q1"]})):
        newer = built_anew(settings)
        await serving.renew()
    async with database.reading() as connection:
        (entry,) = await audit.newest(connection, 1)
    assert (entry.actor, entry.subject, entry.details["insisted"]) == ("P-1", newer, ["q1"])


async def test_what_somebody_is_about_to_change_is_not_yet_his(
    serving: Serving, database: Database, first: str
) -> None:
    with serving.underway.holding(Begun("P-1", RELOAD, first)):
        await serving.renew()
    assert await trail(database) == [(audit.SYSTEM, RELOAD, first)]


async def test_a_damaged_generation_is_refused_and_the_served_one_goes_on(
    serving: Serving, settings: Settings, store: Store, library: Library, first: str
) -> None:
    newer = built_anew(settings)
    (store.folder(newer) / "vectors.faiss").write_bytes(b"")
    with pytest.raises(Damaged):
        await serving.renew()
    assert library.generation == first
    assert await library.search("Siapa yang menjaga TPS?")


async def test_of_two_copies_one_tells_the_trail_and_whoever_waits(
    serving: Serving, settings: Settings, store: Store, database: Database, first: str
) -> None:
    calls: list[str] = []
    with closing(open_library(settings)) as other_library:
        other = Serving(store, other_library, database, Clock())
        serving.on_served.append(lambda: calls.append("one"))
        other.on_served.append(lambda: calls.append("other"))
        newer = built_anew(settings)
        await asyncio.gather(serving.renew(), other.renew())
        assert (serving.generation, other.generation) == (newer, newer)
    assert await trail(database) == [(audit.SYSTEM, RELOAD, newer)]
    assert len(calls) == 1


class Ticks:
    """Pauses that end when the test says so."""

    def __init__(self) -> None:
        self._waiting = asyncio.Event()
        self._go = asyncio.Event()

    async def __call__(self, seconds: float) -> None:
        self._waiting.set()
        await self._go.wait()
        self._go.clear()

    async def next(self) -> None:
        """Let one pause end, and wait for the next to begin."""
        await self.begun()
        self._waiting.clear()
        self._go.set()
        await self.begun()

    async def begun(self) -> None:
        await asyncio.wait_for(self._waiting.wait(), 10)


@pytest.fixture
async def ticks(serving: Serving, first: str) -> AsyncIterator[Ticks]:
    ticks = Ticks()
    async with serving.following(ticks):
        await ticks.begun()
        yield ticks


async def test_a_change_is_followed_by_itself(
    ticks: Ticks, serving: Serving, settings: Settings, store: Store, first: str
) -> None:
    newer = built_anew(settings)
    await ticks.next()
    assert serving.generation == newer
    store.restore(first)
    await ticks.next()
    assert serving.generation == first


async def test_a_damaged_change_is_logged_once_and_the_next_one_is_followed(
    ticks: Ticks,
    serving: Serving,
    settings: Settings,
    store: Store,
    first: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    newer = built_anew(settings)
    (store.folder(newer) / "manifest.json").write_text("{}")
    with caplog.at_level(logging.WARNING, "bot.reloads.serving"):
        await ticks.next()
        await ticks.next()
    assert serving.generation == first
    assert [newer in record.getMessage() for record in caplog.records] == [True]
    last = built_anew(settings, "Pemilih boleh membawa pulpen sendiri.")
    await ticks.next()
    assert serving.generation == last


async def test_the_trail_is_told_once_the_database_speaks_again(
    ticks: Ticks,
    serving: Serving,
    settings: Settings,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    silence: Callable[[], None],
) -> None:
    newer = built_anew(settings)
    silence()
    await ticks.next()
    assert serving.generation == newer
    monkeypatch.undo()
    await ticks.next()
    assert (await trail(database))[-1] == (audit.SYSTEM, RELOAD, newer)


@pytest.fixture
def silence(monkeypatch: pytest.MonkeyPatch, database: Database) -> Callable[[], None]:
    def silence() -> None:
        def refused() -> None:
            raise OSError("no route to host")

        monkeypatch.setattr(database, "reading", refused)

    return silence
