"""What the keepers of the corpus should know of the last thirty days: how much was asked and
answered, what was not, and what has grown old."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.db import questions
from bot.db.engine import Database
from bot.library import Library
from bot.questions.grouping import Groups, grouped
from bot.questions.needs import KEPT, day_of
from bot.questions.tally import Day, What, total
from corpus.areas import AreaTree
from corpus.contacts import Contact
from corpus.directory import Directory
from corpus.document import Document, Kind
from index.documents import key_of
from index.snapshot import Snapshot

OLD = timedelta(days=365)
"""From this age on news and statements may have been overtaken."""

COMPARED = 2000
"""Unanswered questions that are grouped, the newest: a fifth of a second of work."""

CITED = 200
"""Documents, the most cited, among which old ones are looked for."""

STALE = 5
"""Old ones that are told: what is read and replaced first."""


@dataclass(frozen=True, slots=True)
class Stale:
    """A document that was cited so many times and should be looked at."""

    document: Document
    times: int


@dataclass(frozen=True, slots=True)
class Month:
    """Thirty days up to today, every one of them, the earliest first."""

    days: tuple[Day, ...]
    unanswered: Groups
    stale: tuple[Stale, ...]
    contacts: tuple[Contact, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nobody has said anything."""
        return total(self.days, *What) == 0


class Statistics:
    """`directory` gives the contacts as they stand today, `clock` the moment."""

    def __init__(
        self,
        database: Database,
        library: Library,
        areas: AreaTree,
        directory: Callable[[], Directory],
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._library = library
        self._areas = areas
        self._directory = directory
        self._clock = clock

    async def month(self) -> Month:
        """The last thirty days, today included."""
        now = self._clock()
        today = date.fromisoformat(day_of(now))
        days = [today - timedelta(days=age) for age in reversed(range(KEPT.days))]
        async with self._database.reading() as connection:
            counted = await questions.counted(connection, days[0].isoformat())
            unanswered = await questions.unanswered(connection, now - KEPT, COMPARED)
            cited = await questions.cited(connection, now - KEPT)
        groups = await self._library.read(
            lambda snapshot: grouped(unanswered, snapshot.embedder.encode, self._areas)
        )
        stale = await self._library.read(lambda snapshot: _stale(cited, snapshot, today))
        directory = self._directory()
        return Month(
            tuple(Day(day, counted.get(day.isoformat(), {})) for day in days),
            groups,
            stale,
            tuple(one for one in directory.contacts if one.withheld(directory.today)),
        )


def is_stale(document: Document, today: date) -> bool:
    """Whether it is past its end, or so old that it may have been overtaken. A regulation holds
    until it ends, however old; of a partial date the last possible day counts."""
    if document.valid_until and _last_day(document.valid_until) < today:
        return True
    ages = document.kind is not Kind.REGULATION and document.published_on is not None
    return ages and _last_day(document.published_on or "") < today - OLD


def _stale(cited: Mapping[str, int], snapshot: Snapshot, today: date) -> tuple[Stale, ...]:
    often = sorted(cited.items(), key=lambda item: (-item[1], item[0]))[:CITED]
    found = ((snapshot.document(key_of(id)), times) for id, times in often)
    stale = [Stale(it, times) for it, times in found if it is not None and is_stale(it, today)]
    return tuple(stale[:STALE])


def _last_day(partial: str) -> date:
    year, month, day = ([int(part) for part in partial.split("-")] + [0, 0])[:3]
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])
