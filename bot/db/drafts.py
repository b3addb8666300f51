"""Reports that are being made, and for a while those that were sent: a correction goes on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.numbers import drawn
from bot.db.tables import drafts
from bot.reports.draft import Draft, Stored

# Made once: each is asked for at every step of a report.
_ADD = insert(drafts)
_OWN = select(drafts).where(
    drafts.c.id == bindparam("draft"), drafts.c.person == bindparam("whose")
)
_UNSENT = (
    select(drafts)
    .where(drafts.c.person == bindparam("whose"), drafts.c.sent_at.is_(None))
    .order_by(drafts.c.changed_at, drafts.c.id)
)
_CHANGE = update(drafts).where(drafts.c.id == bindparam("draft"))


async def add(connection: AsyncConnection, person: int, draft: Draft, now: datetime) -> int:
    """Keep a draft; its number."""
    id, content = await drawn(connection, drafts.c.id), draft.model_dump_json()
    row = {"id": id, "person": person, "content": content, "changed_at": now}
    await connection.execute(_ADD, row)
    return id


async def by_id(connection: AsyncConnection, id: int, person: int) -> Stored | None:
    """The person's draft of that id."""
    row = (await connection.execute(_OWN, {"draft": id, "whose": person})).first()
    return _stored(row) if row else None


async def unsent(connection: AsyncConnection, person: int) -> Sequence[Stored]:
    """His drafts that wait for his word, the one that he touched last at the end."""
    return [_stored(row) for row in await connection.execute(_UNSENT, {"whose": person})]


async def unshown(connection: AsyncConnection, person: int) -> Stored | None:
    """The draft that he touched last, if no message has shown it yet."""
    query = select(drafts).where(drafts.c.person == person)
    query = query.order_by(drafts.c.changed_at.desc(), drafts.c.id).limit(1)
    row = (await connection.execute(query)).first()
    return _stored(row) if row and row.message is None else None


async def change(connection: AsyncConnection, id: int, draft: Draft, now: datetime) -> None:
    """Replace what is in it."""
    values = {"content": draft.model_dump_json(), "changed_at": now}
    await connection.execute(_CHANGE, {"draft": id, **values})


async def show(connection: AsyncConnection, id: int, message: int) -> None:
    """Note which message shows it now."""
    await connection.execute(_CHANGE, {"draft": id, "message": message})


async def sent(connection: AsyncConnection, id: int, draft: Draft, now: datetime) -> None:
    """Note that it was kept as reports."""
    values = {"content": draft.model_dump_json(), "changed_at": now, "sent_at": now}
    await connection.execute(_CHANGE, {"draft": id, **values})


async def remove(connection: AsyncConnection, id: int, person: int) -> None:
    """Delete the person's draft."""
    own = delete(drafts).where(drafts.c.id == id, drafts.c.person == person)
    await connection.execute(own)


async def drop_older(connection: AsyncConnection, unsent: datetime, sent: datetime) -> None:
    """Delete what was not sent and not touched since `unsent`, and what was sent before `sent`."""
    left = and_(drafts.c.sent_at.is_(None), drafts.c.changed_at < unsent)
    await connection.execute(delete(drafts).where(or_(left, drafts.c.sent_at < sent)))


async def forget(connection: AsyncConnection, person: int) -> None:
    """Delete all drafts of the person, by Telegram's id."""
    await connection.execute(delete(drafts).where(drafts.c.person == person))


def _stored(row: Row[Any]) -> Stored:
    draft = Draft.model_validate_json(row.content)
    return Stored(row.id, row.person, row.message, draft, row.sent_at)
