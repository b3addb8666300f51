"""How what somebody brings gets into the quarantine: once, however often it is brought, and not at
all where the corpus has it word for word."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from bot import texts
from bot.access import Person
from bot.db import audit, candidates, people
from bot.db.candidates import Brought
from bot.db.engine import Database, Redelivered
from bot.keeping.inventory import Inventories
from bot.keeping.likeness import repeated
from bot.keeping.statutes import statute
from bot.library import Library
from corpus.document import Document, Form, Kind, Reliability
from corpus.likeness import address_key
from corpus.statute.articles import articles, missing

_GAPS = 10
"""Missing articles that are named."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came of what was brought: candidates, new or waiting since before, and documents that
    the corpus has already."""

    candidates: tuple[int, ...]
    known: tuple[Document, ...]


class Arrivals:
    """`library` is what they are compared with; `clock` tells the moment."""

    def __init__(
        self,
        database: Database,
        library: Library,
        inventories: Inventories,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._library = library
        self._inventories = inventories
        self._clock = clock

    async def bring(self, by: Person, brought: Iterable[Brought], receipt: str) -> Arrived:
        """Put what is brought into the quarantine."""
        fresh: list[Brought] = []
        known: list[Document] = []
        for one in brought:
            prepared = await asyncio.to_thread(_prepared, one)
            served = await self._served(prepared)
            if served is None:
                fresh.append(prepared)
            else:
                known.append(served)
        since = (await self._inventories.now()).since
        try:
            ids = await self._add(by, fresh, since, receipt)
        except Redelivered:
            ids = await self._added(fresh, since)
        return Arrived(tuple(dict.fromkeys(ids)), tuple(known))

    async def _add(
        self, by: Person, brought: Sequence[Brought], since: datetime, receipt: str
    ) -> list[int]:
        now, ids = self._clock(), list[int]()
        async with self._database.writing(receipt) as connection:
            actor = await people.known(connection, by.id, by.name)
            for one in brought:
                same = await candidates.same(connection, one, since)
                if same is not None:
                    ids.append(same.id)
                    continue
                ids.append(id := await candidates.add(connection, one, actor, now))
                subject = one.fields.get("title") or one.source
                await audit.record(connection, now, actor, "bring", subject, {"candidate": id})
            if len(brought) > 1:
                await candidates.put_together(connection, ids)
        return ids

    async def _added(self, brought: Sequence[Brought], since: datetime) -> list[int]:
        async with self._database.reading() as connection:
            found = [await candidates.same(connection, one, since) for one in brought]
        return [one.id for one in found if one]

    async def _served(self, brought: Brought) -> Document | None:
        """The served document that has its words, and its address if both have one."""
        title, url = brought.fields.get("title"), brought.fields.get("url")
        document = await self._library.read(partial(repeated, title=title, text=brought.text))
        if document is None or url is None or document.url is None:
            return document
        return document if address_key(document.url) == address_key(url) else None


def _prepared(brought: Brought) -> Brought:
    """Of a statute, what is known of all statutes, and how much of it was found."""
    law = statute(brought.text)
    if law is None:
        return brought
    fields = {
        **brought.fields,
        "title": f"{law.label}: {law.subject}",
        "kind": Kind.REGULATION.value,
        "form": Form.ORIGINAL.value,
        "reliability": Reliability.PRIMARY.value,
        "drill": False,
    }
    found = texts.LAW_FOUND.format(parts=len(articles(brought.text, {})))
    return replace(brought, fields=fields, remarks=(*brought.remarks, found, *gaps(brought.text)))


def gaps(text: str) -> tuple[str, ...]:
    """A sentence that names the articles of the statute `text` that were not found, if any."""
    lost = missing(text)
    shown = ", ".join(lost[:_GAPS]) + (", …" if len(lost) > _GAPS else "")
    return (texts.LAW_MISSING.format(count=len(lost), shown=shown),) if lost else ()
