"""Messages to many, and how far each has come: a receiver is taken before he is sent to, so that no
other copy of the bot, and no restart, sends to him again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.tables import broadcasts, receivers


class State(StrEnum):
    """How far a broadcast has come with one person."""

    WAITING = "waiting"
    TAKEN = "taken"
    SENT = "sent"
    GONE = "gone"  # he blocked the bot, or never started it
    UNSURE = "unsure"  # sent to, and never heard of again


@dataclass(frozen=True, slots=True)
class Broadcast:
    """What is said, to whom (an area's id, empty: all), and by whose pseudonym."""

    id: int
    words: str
    area: str
    made_by: str


async def add(
    connection: AsyncConnection, words: str, area: str, made_by: str, now: datetime
) -> Broadcast:
    """Keep a broadcast that is not begun."""
    row = insert(broadcasts).values(words=words, area=area, made_by=made_by, made_at=now)
    key = (await connection.execute(row)).inserted_primary_key
    assert key is not None
    return Broadcast(int(key[0]), words, area, made_by)


async def draft(connection: AsyncConnection, id: int, made_by: str) -> Broadcast | None:
    """A broadcast of his that is not begun."""
    own = (broadcasts.c.id == id, broadcasts.c.made_by == made_by, broadcasts.c.begun_at.is_(None))
    row = (await connection.execute(select(broadcasts).where(*own))).first()
    return _broadcast(row) if row else None


async def begin(
    connection: AsyncConnection, id: int, people: Collection[int], now: datetime
) -> None:
    """Let it be sent to `people`, at least one."""
    await connection.execute(update(broadcasts).where(broadcasts.c.id == id).values(begun_at=now))
    rows = [
        {"broadcast": id, "person": person, "state": State.WAITING.value}
        for person in sorted(people)
    ]
    await connection.execute(insert(receivers), rows)


async def begun(connection: AsyncConnection) -> Sequence[Broadcast]:
    """All that are being sent, the oldest first."""
    query = select(broadcasts).where(broadcasts.c.begun_at.is_not(None)).order_by(broadcasts.c.id)
    return [_broadcast(row) for row in await connection.execute(query)]


async def take(connection: AsyncConnection, id: int, now: datetime) -> int | None:
    """The next person to send to, whom nobody else is given; None where nobody waits."""
    waiting = select(func.min(receivers.c.person)).where(
        receivers.c.broadcast == id, receivers.c.state == State.WAITING.value
    )
    person = (await connection.execute(waiting)).scalar()
    if person is None:
        return None
    taken = update(receivers).where(*_is(id, person))
    await connection.execute(taken.values(state=State.TAKEN.value, taken_at=now))
    return int(person)


async def leave_out(connection: AsyncConnection, id: int, person: int) -> None:
    """Note nothing of him any more: it is not for him."""
    await connection.execute(delete(receivers).where(*_is(id, person)))


async def settle(connection: AsyncConnection, id: int, person: int, state: State) -> None:
    """Note what came of sending to him."""
    await connection.execute(update(receivers).where(*_is(id, person)).values(state=state.value))


async def give_up(connection: AsyncConnection, id: int, before: datetime) -> None:
    """Note that whoever was taken earlier than `before` was never settled."""
    overdue = (
        receivers.c.broadcast == id,
        receivers.c.state == State.TAKEN.value,
        receivers.c.taken_at < before,
    )
    await connection.execute(update(receivers).where(*overdue).values(state=State.UNSURE.value))


async def states(connection: AsyncConnection, id: int) -> Mapping[State, int]:
    """How many receivers are in each state."""
    query = (
        select(receivers.c.state, func.count().label("number"))
        .where(receivers.c.broadcast == id)
        .group_by(receivers.c.state)
    )
    return {State(row.state): row.number for row in await connection.execute(query)}


async def remove(connection: AsyncConnection, id: int) -> bool:
    """Delete it with whom it was for; no where it is gone already."""
    gone = delete(broadcasts).where(broadcasts.c.id == id)
    return (await connection.execute(gone)).rowcount == 1


async def remove_drafts(connection: AsyncConnection, before: datetime) -> None:
    """Delete what was made earlier than `before` and never begun."""
    old = (broadcasts.c.begun_at.is_(None), broadcasts.c.made_at < before)
    await connection.execute(delete(broadcasts).where(*old))


async def forget(connection: AsyncConnection, person: int) -> None:
    """Send nothing more to the person, and note nothing of him."""
    await connection.execute(delete(receivers).where(receivers.c.person == person))


def _is(id: int, person: int) -> tuple[ColumnElement[bool], ...]:
    return receivers.c.broadcast == id, receivers.c.person == person


def _broadcast(row: Row[Any]) -> Broadcast:
    return Broadcast(row.id, row.words, row.area, row.made_by)
