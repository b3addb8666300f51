"""What was asked in the last thirty days and what came of it; of older days, how many of a kind."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, null, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.tables import counts, questions
from bot.questions.tally import What


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is kept. `person` is a keyed hash, `reason` why it was not answered, empty
    where it was; `documents` are the ids of what was cited."""

    at: datetime
    day: str
    person: str
    text: str
    outcome: What
    reason: str = ""
    documents: tuple[str, ...] = ()
    generation: str = ""


Days = Mapping[str, Mapping[What, int]]
"""How many of a kind, by ISO day."""


async def add(connection: AsyncConnection, asked: Asked) -> int:
    """Keep a question; the number of its row."""
    row = insert(questions).values(
        asked_at=asked.at,
        day=asked.day,
        person=asked.person,
        text=asked.text,
        outcome=asked.outcome.value,
        reason=asked.reason,
        documents=json.dumps(asked.documents, ensure_ascii=False),
        generation=asked.generation,
    )
    key = (await connection.execute(row)).inserted_primary_key
    assert key is not None
    return int(key[0])


async def count(connection: AsyncConnection, day: str, what: What, number: int = 1) -> None:
    """Add `number` to what was counted on a day."""
    same = (counts.c.day == day, counts.c.what == what.value)
    more = update(counts).where(*same).values(number=counts.c.number + number)
    if (await connection.execute(more)).rowcount == 0:
        await connection.execute(insert(counts).values(day=day, what=what.value, number=number))


async def rate(connection: AsyncConnection, id: int, person: str, feedback: What) -> bool:
    """Keep what the asker says of the answer, in the stead of what he said before; no where the
    question is not kept, or is not his."""
    own = (questions.c.id == id, questions.c.person == person)
    said = update(questions).where(*own).values(feedback=feedback.value)
    return (await connection.execute(said)).rowcount == 1


async def counted(connection: AsyncConnection, since: str = "") -> Days:
    """Everything counted from the day `since` on, the earliest day first."""
    rows = [(row.day, row.what, row.number) for row in await connection.execute(select(counts))]
    rows += [row for one in await _kept(connection) for row in one]
    days: dict[str, Counter[What]] = {}
    for day, what, number in sorted(rows):
        if day >= since:
            days.setdefault(day, Counter())[What(what)] += number
    return days


async def unanswered(
    connection: AsyncConnection, since: datetime, limit: int
) -> Sequence[tuple[str, str]]:
    """The newest `limit` questions without an answer, and who asked each."""
    query = (
        select(questions.c.text, questions.c.person)
        .where(questions.c.outcome == What.NO_EVIDENCE.value, questions.c.asked_at >= since)
        .order_by(questions.c.id.desc())
        .limit(limit)
    )
    return [(row.text, row.person) for row in await connection.execute(query)]


async def cited(connection: AsyncConnection, since: datetime) -> Mapping[str, int]:
    """How often each document was cited."""
    times = func.count().label("times")
    query = (
        select(questions.c.documents, times)
        .where(questions.c.outcome == What.ANSWERED.value, questions.c.asked_at >= since)
        .group_by(questions.c.documents)
    )
    found: Counter[str] = Counter()
    for row in await connection.execute(query):
        for id in json.loads(row.documents):
            found[id] += row.times
    return found


async def settle(connection: AsyncConnection, before: datetime) -> None:
    """Leave of the questions asked earlier than `before` only how many there were."""
    for rows in await _kept(connection, before):
        for day, what, number in rows:
            await count(connection, day, What(what), number)
    await connection.execute(delete(questions).where(questions.c.asked_at < before))


async def forget(connection: AsyncConnection, person: str) -> None:
    """Delete whatever the person asked; `person` is his keyed hash."""
    await connection.execute(delete(questions).where(questions.c.person == person))


async def _kept(
    connection: AsyncConnection, before: datetime | None = None
) -> tuple[Iterable[tuple[str, str, int]], ...]:
    """How many of the questions kept, of those earlier than `before` if that is given, had each
    outcome on each day, and how many each rating."""
    earlier = () if before is None else (questions.c.asked_at < before,)
    found = []
    for what in (questions.c.outcome, questions.c.feedback):
        query = (
            select(questions.c.day, what.label("what"), func.count().label("number"))
            .where(what.is_not(null()), *earlier)
            .group_by(questions.c.day, what)
        )
        rows = await connection.execute(query)
        found.append([(row.day, row.what, row.number) for row in rows])
    return tuple(found)
