"""The snapshot that is served now, and the worker that reads it.

Questions cost CPU, so they leave the event loop in one hop to a pool of fixed size. A question
keeps the snapshot that it began with; a swapped one is closed when its last reader is done.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TypeVar

from bot.errors import LibraryClosed
from corpus.document import Document
from corpus.passages import Passage
from index.beside.figures import figures
from index.conversation import Response, respond
from index.followup.asked import Turn
from index.snapshot import Snapshot, open_generation
from index.types import Hit, Holdings, Manifest
from index.weigh import search

WORKERS = 2
"""The smallest machine we aim at has two cores."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage and its neighbours in the document."""

    document: Document
    before: Passage | None
    passage: Passage
    after: Passage | None


class Library:
    """Answers from the current snapshot; `swap` replaces it while questions run."""

    def __init__(self, snapshot: Snapshot, workers: int = WORKERS) -> None:
        self._shelf: _Shelf | None = _Shelf(snapshot)
        self._worker = ThreadPoolExecutor(workers, thread_name_prefix="library")

    async def respond(self, question: str, previous: Turn | None = None) -> Response:
        return await self.read(partial(respond, question=question, previous=previous))

    async def search(self, question: str, limit: int = 10) -> tuple[Hit, ...]:
        return await self.read(partial(search, question=question, limit=limit))

    async def excerpt(self, key: str, ordinal: int) -> Excerpt | None:
        """The passage that a button names; None when the corpus no longer has it."""
        return await self.read(partial(_excerpt, key=key, ordinal=ordinal))

    async def holdings(self) -> tuple[Holdings, Manifest]:
        return await self.read(lambda snapshot: (snapshot.holdings, snapshot.manifest))

    @property
    def generation(self) -> str:
        """The name of the generation that is served. Raises LibraryClosed."""
        return self._open_shelf().snapshot.manifest.generation

    @property
    def model(self) -> str:
        """The embedding model that whatever is served must be made with. Raises LibraryClosed."""
        return self._open_shelf().snapshot.manifest.model

    async def renew(self, folder: Path) -> None:
        """Serve the generation in `folder` from now on, opened with the models that the present one
        has; the loop goes on meanwhile. Raises Damaged, and then nothing is changed."""
        present = self._open_shelf().snapshot
        newer = await asyncio.to_thread(open_generation, folder, present.embedder, present.reader)
        if self._shelf is None:
            newer.close()
            raise LibraryClosed
        self.swap(newer)

    def swap(self, snapshot: Snapshot) -> None:
        """Serve `snapshot` from now on."""
        shelf, self._shelf = self._shelf, _Shelf(snapshot)
        if shelf:
            shelf.retire()
        figures.cache_clear()  # it remembers sentences, and some may be deleted

    def close(self) -> None:
        """Waits for the question that is being worked on; those still waiting are dropped."""
        shelf, self._shelf = self._shelf, None
        self._worker.shutdown(cancel_futures=True)
        if shelf:
            shelf.retire()

    async def read(self, job: Callable[[Snapshot], _T]) -> _T:
        """What `job` makes of the served snapshot, in the worker. Raises LibraryClosed."""
        shelf = self._open_shelf()
        shelf.take()
        work = self._worker.submit(job, shelf.snapshot)
        # Released when the work ends, not when its caller stops waiting: a cancelled caller leaves
        # the thread reading.
        work.add_done_callback(lambda _: shelf.release())
        return await asyncio.wrap_future(work)

    def _open_shelf(self) -> _Shelf:
        if self._shelf is None:
            raise LibraryClosed
        return self._shelf


def _excerpt(snapshot: Snapshot, key: str, ordinal: int) -> Excerpt | None:
    document = snapshot.document(key)
    passages = dict(enumerate(snapshot.passages(document))) if document else {}
    if document is None or ordinal not in passages:
        return None
    before, after = passages.get(ordinal - 1), passages.get(ordinal + 1)
    return Excerpt(document, before, passages[ordinal], after)


class _Shelf:
    """A snapshot and how many read it; closed once it is retired and nobody does."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._readers = 1  # the library itself, until it retires the shelf
        self._lock = Lock()

    def take(self) -> None:
        with self._lock:
            self._readers += 1

    def release(self) -> None:
        with self._lock:
            self._readers -= 1
            last = self._readers == 0
        if last:
            self.snapshot.close()

    retire = release
