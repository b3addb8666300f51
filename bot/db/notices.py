"""What is to be told to whom: each thing once, by whichever copy of the bot takes it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.tables import notices
from bot.watching.alerts import Kind

_BATCH = 500
"""Keys in one query: databases take only so many values at once."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to be told to a person. `area` is where it is, `subject` what: a component, a day,
    a stage's digest or the id of a task of an exercise; `before` is the state that a cell had."""

    key: str
    person: int
    kind: Kind
    area: str
    subject: str
    before: str = ""


async def unknown(connection: AsyncConnection, found: Sequence[Notice]) -> Sequence[Notice]:
    """Those of `found` of which there is no notice yet, each key once."""
    fresh = {notice.key: notice for notice in found}
    keys = list(fresh)
    for at in range(0, len(keys), _BATCH):
        query = select(notices.c.key).where(notices.c.key.in_(keys[at : at + _BATCH]))
        for key in (await connection.execute(query)).scalars():
            del fresh[key]
    return list(fresh.values())


async def add(connection: AsyncConnection, found: Sequence[Notice], due_at: datetime) -> None:
    """Keep those of `found` that are not kept yet, to be told from `due_at` on."""
    if fresh := await unknown(connection, found):
        rows = [_values(notice, due_at) for notice in fresh]
        await connection.execute(insert(notices), rows)


async def waiting(
    connection: AsyncConnection, now: datetime, told_before: datetime
) -> Sequence[int]:
    """The persons to whom something is to be told now, and nothing was told since `told_before`;
    who waits longest comes first."""
    lately = select(notices.c.person).where(notices.c.told_at > told_before)
    query = (
        select(notices.c.person)
        .where(_is_due(now), notices.c.person.not_in(lately))
        .group_by(notices.c.person)
        .order_by(func.min(notices.c.due_at), notices.c.person)
    )
    return (await connection.execute(query)).scalars().all()


async def take(
    connection: AsyncConnection, person: int, now: datetime, until: datetime
) -> Sequence[Notice]:
    """All that is to be told to a person now; nobody else is given it before `until`."""
    due = (notices.c.person == person, _is_due(now))
    query = select(notices).where(*due).order_by(notices.c.due_at, notices.c.key)
    taken = [_notice(row) for row in await connection.execute(query)]
    await connection.execute(update(notices).where(*due).values(held_until=until))
    return taken


async def put_off(connection: AsyncConnection, keys: Collection[str], due_at: datetime) -> None:
    """Let them be told at another time, by anybody."""
    values = {"due_at": due_at, "held_until": None}
    await connection.execute(update(notices).where(notices.c.key.in_(keys)).values(**values))


async def settle(connection: AsyncConnection, keys: Collection[str], now: datetime) -> None:
    """Note that there is no more to tell of them."""
    values = {"told_at": now, "held_until": None}
    await connection.execute(update(notices).where(notices.c.key.in_(keys)).values(**values))


async def doubt(
    connection: AsyncConnection, keys: Collection[str], now: datetime, most: int
) -> None:
    """Note that nobody knows whether they arrived; of those that were told `most` times so there is
    no more to tell."""
    these = notices.c.key.in_(keys)
    await connection.execute(update(notices).where(these).values(doubts=notices.c.doubts + 1))
    often = update(notices).where(these, notices.c.doubts >= most)
    await connection.execute(often.values(told_at=now, held_until=None))


async def drop(connection: AsyncConnection, keys: Collection[str]) -> None:
    """Delete them untold."""
    await connection.execute(delete(notices).where(notices.c.key.in_(keys)))


async def drop_older(connection: AsyncConnection, before: datetime) -> None:
    """Delete what was due earlier than `before`."""
    await connection.execute(delete(notices).where(notices.c.due_at < before))


async def forget(connection: AsyncConnection, person: int) -> None:
    """Delete all that was or is to be told to the person."""
    await connection.execute(delete(notices).where(notices.c.person == person))


def _is_due(now: datetime) -> ColumnElement[bool]:
    unheld = or_(notices.c.held_until.is_(None), notices.c.held_until < now)
    return and_(notices.c.told_at.is_(None), notices.c.due_at <= now, unheld)


def _values(notice: Notice, due_at: datetime) -> dict[str, Any]:
    return {
        "key": notice.key,
        "person": notice.person,
        "kind": notice.kind.value,
        "area": notice.area,
        "subject": notice.subject,
        "before": notice.before,
        "due_at": due_at,
    }


def _notice(row: Row[Any]) -> Notice:
    return Notice(row.key, row.person, Kind(row.kind), row.area, row.subject, row.before)
