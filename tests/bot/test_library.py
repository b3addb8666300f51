from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.errors import LibraryClosed
from bot.library import Excerpt, Library
from index.beside.figures import figures
from index.conversation import Response
from index.documents import key_of
from index.snapshot import Snapshot, open_current
from index.store import Store
from index.types import Grounded
from tests.support import teduh
from tests.support.encoder import StubbornEncoder


@pytest.fixture
def encoder() -> StubbornEncoder:
    return StubbornEncoder(slow=teduh.ASK_DRILL)


@pytest.fixture
def snapshot(data_dir: Path, encoder: StubbornEncoder) -> Snapshot:
    return open_current(Store(data_dir / "index"), encoder)[0]


@pytest.fixture
def newer(data_dir: Path, encoder: StubbornEncoder) -> Snapshot:
    return open_current(Store(data_dir / "index"), encoder)[0]


def is_closed(snapshot: Snapshot) -> bool:
    try:
        snapshot.table.passage(0)
    except ValueError:
        return True
    return False


async def begun(library: Library, encoder: StubbornEncoder) -> asyncio.Task[object]:
    """A question that has reached the encoder and waits there."""
    task: asyncio.Task[object] = asyncio.create_task(library.respond(teduh.ASK_DRILL))
    assert await asyncio.to_thread(encoder.held.wait, 5)
    return task


async def test_a_passage_is_found_with_its_neighbours(snapshot: Snapshot) -> None:
    library, key = Library(snapshot), key_of(teduh.LONG.id)
    passages = snapshot.passages(teduh.LONG)
    found = [await library.excerpt(key, ordinal) for ordinal in range(len(passages))]
    beyond = await library.excerpt(key, len(passages))
    library.close()
    around = [None, *passages, None]
    befores_and_afters = zip(around, around[2:], strict=False)
    assert len(passages) > 2 and beyond is None
    assert found == [
        Excerpt(teduh.LONG, before, passage, after)
        for passage, (before, after) in zip(passages, befores_and_afters, strict=True)
    ]


async def test_an_unknown_document_has_no_passage(snapshot: Snapshot) -> None:
    library = Library(snapshot)
    assert await library.excerpt("0" * 16, 0) is None
    library.close()


async def test_a_swapped_snapshot_is_closed_only_when_its_last_question_is_done(
    snapshot: Snapshot, newer: Snapshot, encoder: StubbornEncoder
) -> None:
    library = Library(snapshot)
    task = await begun(library, encoder)
    library.swap(newer)
    assert not is_closed(snapshot)
    encoder.release()
    response = await task
    assert isinstance(response, Response) and isinstance(response.answer, Grounded)
    assert is_closed(snapshot) and not is_closed(newer)
    library.close()


async def test_a_question_that_nobody_waits_for_any_more_still_holds_its_snapshot(
    snapshot: Snapshot, newer: Snapshot, encoder: StubbornEncoder
) -> None:
    library = Library(snapshot)
    task = await begun(library, encoder)
    task.cancel()
    await asyncio.wait([task])
    library.swap(newer)
    assert not is_closed(snapshot)
    encoder.release()
    library.close()
    assert is_closed(snapshot) and is_closed(newer)


async def test_an_idle_snapshot_is_closed_at_once(snapshot: Snapshot, newer: Snapshot) -> None:
    library = Library(snapshot)
    library.swap(newer)
    assert is_closed(snapshot)
    library.close()


async def test_a_closed_library_says_so(snapshot: Snapshot) -> None:
    library = Library(snapshot)
    library.close()
    library.close()
    with pytest.raises(LibraryClosed):
        await library.search("Siapa?")


async def test_a_library_that_closes_while_a_newer_generation_is_opened_serves_nothing(
    snapshot: Snapshot, data_dir: Path
) -> None:
    library, store = Library(snapshot), Store(data_dir / "index")
    renewing = asyncio.create_task(library.renew(store.folder(library.generation)))
    await asyncio.sleep(0)
    library.close()
    with pytest.raises(LibraryClosed):
        await renewing
    assert is_closed(snapshot)


async def test_sentences_that_may_be_deleted_are_not_remembered_beyond_their_generation(
    snapshot: Snapshot, newer: Snapshot
) -> None:
    library = Library(snapshot)
    figures("Ada 423 TPS di Kota Teduh.")
    library.swap(newer)
    library.close()
    assert figures.cache_info().currsize == 0
