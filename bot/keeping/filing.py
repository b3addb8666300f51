"""What was decided about the corpus, done in its folder. The decision is kept before, so that what
a crash interrupts is done at the next start, and nothing that was acknowledged is lost."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from bot.db import candidates
from bot.db.candidates import Candidate, State
from bot.db.engine import Database
from bot.keeping.completeness import Wrong, document_of
from bot.keeping.folder import law_folder, put, put_law
from bot.keeping.statutes import articles_of, statute
from bot.keeping.whereabouts import Place, find, in_folder, take_out, take_out_folder
from corpus.areas import AreaTree
from corpus.document import Document
from corpus.formats.record import Bad

_log = logging.getLogger(__name__)


class Filing:
    """`corpus` is the folder; `clock` tells the moment."""

    def __init__(
        self, database: Database, corpus: Path, areas: AreaTree, clock: Callable[[], datetime]
    ) -> None:
        self.corpus = corpus
        self.areas = areas
        self._database = database
        self._clock = clock
        self._turn = asyncio.Lock()

    async def file_approved(self) -> bool:
        """Do what was decided and is not done; no where the folder cannot be written now. To be
        called at the start and before a reload."""
        async with self._turn:
            async with self._database.reading() as connection:
                decided = await candidates.not_done(connection)
            for candidate in decided:
                try:
                    done = await asyncio.to_thread(self._do, candidate)
                except OSError as error:
                    _log.error("the corpus folder cannot be written: %s", type(error).__name__)
                    return False
                if done:
                    async with self._database.writing() as connection:
                        await candidates.done(connection, candidate.id, self._clock())
        return True

    def places(self, id: str) -> tuple[Place, ...]:
        """Where the document with that id stands, or every article of the law with that id. Reads
        the whole folder."""
        folder = law_folder(id, self.corpus)
        if folder.is_dir():
            return in_folder(folder, self.areas)
        return find(id, self.corpus, self.areas)

    def _do(self, candidate: Candidate) -> bool:
        assert candidate.document is not None, "decided without an id"
        if candidate.state is State.REMOVAL:
            self._take_out(candidate.document)
            return True
        documents = documents_of(candidate, candidate.document, self.areas)
        if isinstance(documents, Wrong):
            _log.error("candidate %d is no document any more", candidate.id)
        elif statute(candidate.text):
            put_law(candidate.document, documents, self.corpus)
        else:
            put(documents[0], self.corpus, self.areas)
        return not isinstance(documents, Wrong)

    def _take_out(self, id: str) -> None:
        folder = law_folder(id, self.corpus)
        if folder.is_dir():
            take_out_folder(folder)
        else:
            take_out(find(id, self.corpus, self.areas))


def documents_of(candidate: Candidate, id: str, areas: AreaTree) -> tuple[Document, ...] | Wrong:
    """What a candidate is in the corpus under `id`: a document, or every article of a law."""
    if statute(candidate.text):
        found = articles_of(candidate.text, candidate.fields, areas)
        return Wrong(found.reason) if isinstance(found, Bad) else found
    document = document_of(candidate.fields, candidate.text, id, areas)
    return document if isinstance(document, Wrong) else (document,)
