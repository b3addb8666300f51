"""The quarantine: what was brought waits here, unseen by those who ask, until an admin has seen it,
put right what is known of it, and decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from bot.access import Person
from bot.db import audit, candidates, people
from bot.db.candidates import Candidate
from bot.db.engine import Connection, Database, Redelivered
from bot.keeping.completeness import Wrong, area_named, corrected, lacking
from bot.keeping.inventory import Inventories
from bot.keeping.likeness import LookAlike, look_alikes
from bot.keeping.statutes import statute
from bot.library import Library
from corpus.areas import Area, AreaTree
from corpus.document import Reliability

__all__ = ["Candidate", "Candidates", "View", "named"]


@dataclass(frozen=True, slots=True)
class View:
    """A candidate as it is decided on. `lacking` must be known first; `area` is the one that its
    title names, to be confirmed; `law` is what it is cited by, where it is a statute; `at_address`
    is the id of the served document with its address; `decided_by` a name, or a pseudonym."""

    candidate: Candidate
    lacking: tuple[str, ...]
    alike: tuple[LookAlike, ...]
    area: Area | None
    law: str | None
    at_address: str | None
    decided_by: str | None


class Candidates:
    """`library` is what they are compared with; `clock` tells the moment."""

    def __init__(
        self,
        database: Database,
        library: Library,
        inventories: Inventories,
        areas: AreaTree,
        clock: Callable[[], datetime],
    ) -> None:
        self.areas = areas
        self._database = database
        self._library = library
        self._inventories = inventories
        self._clock = clock

    async def view(self, id: int) -> View | None:
        """The candidate with all that is to be known to decide; None where there is none."""
        inventory = await self._inventories.now()
        async with self._database.reading() as connection:
            candidate = await candidates.by_id(connection, id)
            if candidate is None:
                return None
            others = await candidates.not_served(connection, inventory.since)
            decided_by = await _name(connection, candidate.decided_by)
        alike: tuple[LookAlike, ...] = ()
        law = statute(candidate.text)
        if candidate.is_waiting and law is None:
            search = partial(look_alikes, candidate=candidate, others=others)
            alike = await self._library.read(search)
        return View(
            candidate,
            lacking(candidate.fields),
            alike,
            area_named(candidate.fields, self.areas),
            law.label if law else None,
            inventory.at(candidate.fields.get("url")),
            decided_by,
        )

    async def waiting(self, words: str = "") -> Sequence[Candidate]:
        """Those that wait and have all of `words` in their titles or publishers, newest first."""
        async with self._database.reading() as connection:
            found = await candidates.waiting(connection)
        wanted = words.casefold().split()
        return [one for one in found if all(word in _told(one) for word in wanted)]

    async def batch(self, first: int) -> Sequence[Candidate]:
        """Those that came together with the candidate `first`."""
        async with self._database.reading() as connection:
            return await candidates.in_batch(connection, first)

    async def known_addresses(self, urls: Sequence[str]) -> frozenset[str]:
        """Those of `urls` that are served, wait, or are approved."""
        inventory = await self._inventories.now()
        async with self._database.reading() as connection:
            brought = await candidates.addresses(connection, urls, inventory.since)
        return brought | {url for url in urls if inventory.at(url)}

    async def correct(
        self, by: Person, id: int, name: str, value: str, receipt: str
    ) -> Wrong | None:
        """Say that the field `name` of a waiting candidate is `value`, or choose it; what is wrong
        with that, or None. One that was decided on stays as it is."""

        def change(candidate: Candidate) -> Candidate | Wrong:
            fields = corrected(candidate.fields, name, value, self.areas)
            if isinstance(fields, Wrong):
                return fields
            copied = candidate.copy_of if name != "reliability" else None
            return replace(candidate, fields=fields, copy_of=copied)

        return await self._change(by, id, change, {"field": name}, receipt)

    async def copy(self, by: Person, id: int, original: str, receipt: str) -> None:
        """Say that a waiting candidate is a copy of the document with the id `original`."""

        def change(candidate: Candidate) -> Candidate:
            fields = {**candidate.fields, "reliability": Reliability.COPY.value}
            return replace(candidate, fields=fields, copy_of=original)

        await self._change(by, id, change, {"copy_of": original}, receipt)

    async def discard(self, by: Person, ids: Sequence[int], receipt: str) -> None:
        """Throw away those of `ids` that wait; their words are deleted."""
        now = self._clock()
        try:
            async with self._database.writing(receipt) as connection:
                actor = await people.known(connection, by.id, by.name)
                for id in ids:
                    candidate = await candidates.by_id(connection, id)
                    if candidate and candidate.is_waiting:
                        await candidates.discard(connection, id, actor, now)
                        await audit.record(connection, now, actor, "discard", *named(candidate))
        except Redelivered:
            return

    async def _change(
        self,
        by: Person,
        id: int,
        change: Callable[[Candidate], Candidate | Wrong],
        details: Mapping[str, Any],
        receipt: str,
    ) -> Wrong | None:
        now = self._clock()
        try:
            async with self._database.writing(receipt) as connection:
                candidate = await candidates.by_id(connection, id)
                if candidate is None or not candidate.is_waiting:
                    return None
                changed = change(candidate)
                if isinstance(changed, Wrong):
                    return changed
                await candidates.correct(connection, id, changed.fields, changed.copy_of)
                actor = await people.known(connection, by.id, by.name)
                subject, told = named(changed)
                await audit.record(connection, now, actor, "correct", subject, {**told, **details})
        except Redelivered:
            pass
        return None


def named(candidate: Candidate) -> tuple[str, dict[str, Any]]:
    """Subject and details of what the trail tells of it."""
    return candidate.title or candidate.source, {"candidate": candidate.id}


def _told(candidate: Candidate) -> str:
    fields = candidate.fields
    told = (fields.get("title"), fields.get("publisher"), fields.get("id"), candidate.source)
    return " ".join(part for part in told if part).casefold()


async def _name(connection: Connection, pseudonym: str | None) -> str | None:
    if pseudonym is None:
        return None
    person = await people.by_pseudonym(connection, pseudonym)
    return person.name if person else pseudonym
