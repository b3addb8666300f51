"""Questions without an answer that somebody waits for: here alone a question stands beside an id,
because there is no other way to tell him."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.tables import wishes
from corpus.fingerprint import digest


@dataclass(frozen=True, slots=True)
class Wish:
    """Who waits, where, and what for; `message` is the one in which he asked."""

    id: int
    person: int
    chat: int
    message: int
    question: str


async def add(
    connection: AsyncConnection,
    person: int,
    chat: int,
    message: int,
    question: str,
    tried: str,
    now: datetime,
) -> int:
    """Keep a wish; its id. `tried` is the generation that had no answer."""
    row = insert(wishes).values(
        person=person,
        chat=chat,
        message=message,
        question=question,
        key=digest(question),
        asked_at=now,
        tried=tried,
    )
    key = (await connection.execute(row)).inserted_primary_key
    assert key is not None
    return int(key[0])


async def same(connection: AsyncConnection, person: int, chat: int, question: str) -> int | None:
    """The id of the wish that the person has already."""
    query = select(wishes.c.id).where(
        wishes.c.person == person, wishes.c.chat == chat, wishes.c.key == digest(question)
    )
    return (await connection.execute(query)).scalar()


async def number(connection: AsyncConnection, person: int | None = None) -> int:
    """How many wishes there are, or how many of one person."""
    query = select(func.count()).select_from(wishes)
    if person is not None:
        query = query.where(wishes.c.person == person)
    return (await connection.execute(query)).scalar_one()


async def untried(
    connection: AsyncConnection, generation: str, now: datetime, after: int, limit: int
) -> Sequence[Wish]:
    """Up to `limit` wishes with ids above `after` that `generation` was not asked for yet, or whose
    holder is overdue; in the order of their ids."""
    query = (
        select(wishes)
        .where(wishes.c.id > after, _is_open(generation, now))
        .order_by(wishes.c.id)
        .limit(limit)
    )
    return [_wish(row) for row in await connection.execute(query)]


async def mark(
    connection: AsyncConnection, ids: Sequence[int], generation: str, now: datetime
) -> None:
    """Note that `generation` has no answer to these, but to those that somebody tells already."""
    these = (wishes.c.id.in_(ids), _is_open(generation, now))
    await connection.execute(update(wishes).where(*these).values(tried=generation, held_until=None))


async def hold(
    connection: AsyncConnection, wish: Wish, generation: str, now: datetime, until: datetime
) -> bool:
    """Take the wish, and others' of the same question in the same chat, to be told `until` then;
    no where it is gone, or somebody else tells it."""
    mine = select(wishes.c.id).where(wishes.c.id == wish.id, _is_open(generation, now))
    if (await connection.execute(mine)).first() is None:
        return False
    held = update(wishes).where(*_alike(wish)).values(tried=generation, held_until=until)
    await connection.execute(held)
    return True


async def release(connection: AsyncConnection, wish: Wish) -> None:
    """Let it be told another time: nobody has been told."""
    await connection.execute(update(wishes).where(*_alike(wish)).values(tried="", held_until=None))


async def fulfilled(connection: AsyncConnection, wish: Wish) -> None:
    """Delete the wish with others' of the same question in the same chat."""
    await connection.execute(delete(wishes).where(*_alike(wish)))


async def doubt(connection: AsyncConnection, wish: Wish, most: int) -> None:
    """Note that nobody knows whether it was told; what was told `most` times so is deleted."""
    these = _alike(wish)
    await connection.execute(update(wishes).where(*these).values(doubts=wishes.c.doubts + 1))
    await connection.execute(delete(wishes).where(*these, wishes.c.doubts >= most))


async def withdraw(connection: AsyncConnection, id: int, person: int) -> bool:
    """Delete the person's wish; no where he has none of that id."""
    own = (wishes.c.id == id, wishes.c.person == person)
    return (await connection.execute(delete(wishes).where(*own))).rowcount == 1


async def drop_chat(connection: AsyncConnection, chat: int) -> None:
    """Delete all wishes that would be told in a chat."""
    await connection.execute(delete(wishes).where(wishes.c.chat == chat))


async def drop_older(connection: AsyncConnection, before: datetime) -> None:
    """Delete what was wished earlier than `before`."""
    await connection.execute(delete(wishes).where(wishes.c.asked_at < before))


async def forget(connection: AsyncConnection, person: int) -> None:
    """Delete all wishes of the person, by Telegram's id."""
    await connection.execute(delete(wishes).where(wishes.c.person == person))


def _is_open(generation: str, now: datetime) -> ColumnElement[bool]:
    unheld = wishes.c.held_until.is_(None)
    return or_(and_(unheld, wishes.c.tried != generation), wishes.c.held_until < now)


def _alike(wish: Wish) -> tuple[ColumnElement[bool], ...]:
    return wishes.c.chat == wish.chat, wishes.c.key == digest(wish.question)


def _wish(row: Row[Any]) -> Wish:
    return Wish(row.id, row.person, row.chat, row.message, row.question)
