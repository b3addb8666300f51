"""What officers ticked off their own lists before an election."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.tables import checks
from bot.watching.checklist import Item


async def ticked(connection: AsyncConnection, person: int, election: str) -> frozenset[Item]:
    """The items that are ticked; one that this version has no more is left out."""
    own = (checks.c.person == person, checks.c.election == election)
    rows = await connection.execute(select(checks.c.item).where(*own))
    known = list(Item)
    return frozenset(Item(name) for name in rows.scalars() if name in known)


async def tick(
    connection: AsyncConnection, person: int, election: str, item: Item, now: datetime
) -> None:
    """Tick an item; one that is ticked stays so since then."""
    row = select(checks.c.at).where(*_is(person, election, item))
    if (await connection.execute(row)).first() is None:
        values = {"person": person, "election": election, "item": item.value, "at": now}
        await connection.execute(insert(checks).values(**values))


async def untick(connection: AsyncConnection, person: int, election: str, item: Item) -> None:
    """Take the tick away, if there is one."""
    await connection.execute(delete(checks).where(*_is(person, election, item)))


async def drop_older(connection: AsyncConnection, before: datetime) -> None:
    """Delete what was ticked earlier than `before`."""
    await connection.execute(delete(checks).where(checks.c.at < before))


async def forget(connection: AsyncConnection, person: int) -> None:
    """Delete all that the person ticked."""
    await connection.execute(delete(checks).where(checks.c.person == person))


def _is(person: int, election: str, item: Item) -> tuple[ColumnElement[bool], ...]:
    return checks.c.person == person, checks.c.election == election, checks.c.item == item.value
