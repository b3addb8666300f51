from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from bot.access import Person
from bot.app import open_library
from bot.db import audit
from bot.db.engine import Database
from bot.library import Library
from bot.reloads.generations import Generations, Reloads, Restored, Served, Unknown, Unusable
from bot.reloads.reload import open_store, reload
from bot.reloads.serving import RELOAD, RESTORE, Serving
from bot.reloads.underway import Begun
from bot.settings import Settings
from index.store import NOTES
from tests.bot.conftest import write_corpus
from tests.support.clock import Clock
from tests.support.small_corpus import GUIDE, RULE, altered
from tests.support.terminal import Terminal

WAYAN = Person(21, "Wayan")


@pytest.fixture
def settings(own_copy: Terminal) -> Settings:
    return Settings(corpus_dir=own_copy.corpus, data_dir=own_copy.data, reader="none")


@pytest.fixture
def older(settings: Settings) -> str:
    """The generation before the one that is served."""
    before = str(open_store(settings).current())
    write_corpus(
        [altered(RULE, text="Pemilih dilarang memotret surat suara.")], settings.corpus_dir
    )
    (settings.corpus_dir / f"{GUIDE.id}.md").unlink()
    reload(settings)
    return before


@pytest.fixture
def library(settings: Settings, older: str) -> Iterator[Library]:
    with closing(open_library(settings)) as library:
        yield library


@pytest.fixture
def serving(settings: Settings, library: Library, database: Database) -> Serving:
    return Serving(open_store(settings), library, database, Clock())


@pytest.fixture
def generations(serving: Serving, database: Database) -> Generations:
    return Generations(serving, database)


async def test_versions_stand_newest_first_with_what_changed(
    generations: Generations, serving: Serving, older: str
) -> None:
    newest, oldest = await generations.all()
    assert (newest.manifest.generation, newest.is_served) == (serving.generation, True)
    assert (oldest.manifest.generation, oldest.is_served) == (older, False)
    assert newest.notes is not None
    assert [it.title for it in newest.notes.changes.removed.named] == [GUIDE.title]


async def test_a_version_is_told_of_without_notes_but_not_without_its_manifest(
    generations: Generations, serving: Serving, older: str
) -> None:
    (serving.store.folder(older) / NOTES).unlink()
    assert [version.notes is None for version in await generations.all()] == [False, True]
    (serving.store.folder(older) / "manifest.json").unlink()
    assert [it.manifest.generation for it in await generations.all()] == [serving.generation]


async def test_a_version_is_found_by_its_number_and_by_its_name(
    generations: Generations, older: str
) -> None:
    by_number, by_name = await generations.find("2"), await generations.find(older)
    assert by_number == by_name is not None
    assert await generations.find("3") is None


async def test_an_earlier_one_is_served_again_in_less_than_a_second_and_told_with_who_did_it(
    generations: Generations, serving: Serving, database: Database, older: str
) -> None:
    await serving.renew()
    newer = serving.generation
    restored = await generations.restore(WAYAN, older, "u1")
    assert isinstance(restored, Restored) and restored.seconds < 1
    assert serving.generation == restored.manifest.generation == older
    async with database.reading() as connection:
        last, before = await audit.newest(connection, 2)
    assert (last.action, last.subject, last.details) == (RESTORE, older, {"from": newer})
    assert last.actor.startswith("P-")
    assert (before.action, before.subject) == (RELOAD, newer)
    assert isinstance(await generations.restore(WAYAN, newer, "u2"), Restored)


async def test_what_cannot_be_restored_leaves_what_is_served(
    generations: Generations, serving: Serving, older: str
) -> None:
    served = serving.generation
    assert await generations.restore(WAYAN, served, "u1") == Served()
    assert await generations.restore(WAYAN, "20200101T000000000000Z-aaaaaaaa", "u2") == Unknown()
    with serving.store.building():
        assert await generations.restore(WAYAN, older, "u3") == Reloads()
    with serving.underway.holding(Begun("P-1", RELOAD, served)):
        assert await generations.restore(WAYAN, older, "u4") == Reloads()
    (serving.store.folder(older) / "vectors.faiss").write_bytes(b"")
    unusable = await generations.restore(WAYAN, older, "u5")
    assert isinstance(unusable, Unusable) and "vectors.faiss" in unusable.reason
    assert (serving.generation, serving.store.current()) == (served, served)
