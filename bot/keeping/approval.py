"""Whether a candidate goes into the corpus, and under which id: one that it brought along is kept,
or it stays out; any other is made from its title."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from itertools import count

from bot.access import Person
from bot.db import audit, candidates, people
from bot.db.candidates import Candidate
from bot.db.engine import Connection, Database, Redelivered
from bot.errors import CorpusClosed
from bot.keeping.candidates import named
from bot.keeping.completeness import Wrong, lacking
from bot.keeping.filing import Filing, documents_of
from bot.keeping.folder import file_of, has_law, probe, slug
from bot.keeping.inventory import Inventories
from bot.keeping.likeness import look_alikes
from bot.keeping.statutes import statute
from bot.library import Library
from corpus.document import Kind
from corpus.likeness import runs


@dataclass(frozen=True, slots=True)
class Lacking:
    """Not approved: these fields must be known first."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IdTaken:
    """Not approved: the corpus has another document, or the law, with that id."""

    id: str


Refusal = Lacking | IdTaken | Wrong


class Approvals:
    """`clock` tells the moment."""

    def __init__(
        self,
        database: Database,
        library: Library,
        inventories: Inventories,
        filing: Filing,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._library = library
        self._inventories = inventories
        self._filing = filing
        self._clock = clock

    async def approve(self, by: Person, id: int, receipt: str) -> Refusal | None:
        """Approve a waiting candidate and file it; why not, or None. One that was decided on stays
        as it is. Raises CorpusClosed, and nothing is decided, where the folder cannot be
        written."""
        async with self._database.reading() as connection:
            candidate = await candidates.by_id(connection, id)
        if candidate is None or not candidate.is_waiting:
            return None
        refusal = await self._decide(by, candidate, receipt)
        await self._filing.file_approved()
        return refusal

    async def approve_all(self, by: Person, batch: Sequence[Candidate], receipt: str) -> int:
        """Approve those of `batch` that wait, lack nothing and look like nothing else; how many
        that were. Raises CorpusClosed."""
        approved, compared = 0, cache(runs)
        for candidate in batch:
            complete = candidate.is_waiting and not lacking(candidate.fields)
            if complete and not await self._looks_like_another(candidate, compared):
                refusal = await self._decide(by, candidate, f"{receipt}:{candidate.id}")
                approved += refusal is None
        await self._filing.file_approved()
        return approved

    async def _decide(self, by: Person, candidate: Candidate, receipt: str) -> Refusal | None:
        if names := lacking(candidate.fields):
            return Lacking(names)
        documents = await asyncio.to_thread(documents_of, candidate, "-", self._filing.areas)
        if isinstance(documents, Wrong):
            return documents
        await asyncio.to_thread(self._probe, Kind(candidate.fields["kind"]))
        ids = (await self._inventories.now()).ids
        now = self._clock()
        try:
            async with self._database.writing(receipt) as connection:
                # Somebody else may have decided, or corrected it, meanwhile.
                if await candidates.by_id(connection, candidate.id) != candidate:
                    return None
                id = await self._id(connection, candidate, ids)
                if isinstance(id, IdTaken):
                    return id
                actor = await people.known(connection, by.id, by.name)
                await candidates.approve(connection, candidate.id, id, actor, now)
                subject, details = named(candidate)
                copied = {"copy_of": candidate.copy_of} if candidate.copy_of else {}
                told = {**details, "document": id, **copied}
                await audit.record(connection, now, actor, "approve", subject, told)
        except Redelivered:
            pass
        return None

    def _probe(self, kind: Kind) -> None:
        try:
            probe(self._filing.corpus, kind)
        except OSError as error:
            raise CorpusClosed from error

    async def _id(
        self, connection: Connection, candidate: Candidate, served: Collection[str]
    ) -> str | IdTaken:
        corpus, kind = self._filing.corpus, Kind(candidate.fields["kind"])
        if law := statute(candidate.text):
            kept = await candidates.filed_under(connection, law.slug)
            return IdTaken(law.slug) if kept or has_law(law.slug, corpus) else law.slug
        for id in _ids(candidate):
            kept = await candidates.filed_under(connection, id)
            if kept is None and id not in served and not file_of(id, kind, corpus).exists():
                return id
        return IdTaken(str(candidate.fields["id"]))

    async def _looks_like_another(
        self, candidate: Candidate, compared: Callable[[str], Set[int]]
    ) -> bool:
        if statute(candidate.text):
            return False
        since = (await self._inventories.now()).since
        async with self._database.reading() as connection:
            others = await candidates.not_served(connection, since)
        search = partial(look_alikes, candidate=candidate, others=others, compared=compared)
        return bool(await self._library.read(search))


def _ids(candidate: Candidate) -> Iterator[str]:
    """The ids that it may have, in order."""
    if "id" in candidate.fields:
        yield str(candidate.fields["id"])
        return
    name = slug(str(candidate.fields["title"]))
    yield name
    yield from (f"{name}-{number}" for number in count(2))
