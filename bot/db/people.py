"""Who has a role, and under which pseudonym the trail knows him."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.access import Grant, Holding, Person, Role
from bot.db.tables import grants, people

_NAME = 200


async def person(connection: AsyncConnection, id: int) -> Person | None:
    """The person with the roles that hold now; None for whoever is not in the table."""
    rows = (await connection.execute(_PERSON, {"person": id})).all()
    return _person(rows) if rows else None


# Asked at every update: making the statement anew takes longer than the database does.
_PERSON = (
    select(people, grants.c.role, grants.c.area)
    .join_from(people, grants, isouter=True)
    .where(people.c.id == bindparam("person"))
)


async def by_pseudonym(connection: AsyncConnection, pseudonym: str) -> Person | None:
    """The person whom the trail knows by `pseudonym`."""
    row = (
        await connection.execute(select(people.c.id).where(people.c.pseudonym == pseudonym))
    ).first()
    return await person(connection, row.id) if row else None


async def everyone(connection: AsyncConnection) -> Sequence[Person]:
    """All who hold a role, in the order of their names."""
    query = select(people, grants.c.role, grants.c.area).join_from(people, grants)
    return _people(await connection.execute(query.order_by(people.c.name, people.c.id)))


async def acquainted(connection: AsyncConnection) -> Sequence[Person]:
    """All who hold a role or held one, in the order of their ids."""
    query = select(people, grants.c.role, grants.c.area).join_from(people, grants, isouter=True)
    return _people(await connection.execute(query.order_by(people.c.id)))


async def holdings(connection: AsyncConnection) -> Sequence[Holding]:
    """Every role that somebody holds, in the order in which they were given."""
    query = select(people, grants.c.role, grants.c.area, grants.c.granted_at)
    rows = await connection.execute(query.join_from(people, grants).order_by(grants.c.id))
    return [Holding(_person([row]), _grant(row), row.granted_at) for row in rows]


async def known(connection: AsyncConnection, id: int, name: str) -> str:
    """The pseudonym of the person, who is entered if he was not; his name is kept as it is now."""
    row = (await connection.execute(select(people).where(people.c.id == id))).first()
    if row is None:
        pseudonym = "P-" + secrets.token_hex(4)
        await connection.execute(
            insert(people).values(id=id, pseudonym=pseudonym, name=name[:_NAME])
        )
        return pseudonym
    if row.name != name[:_NAME]:
        await connection.execute(update(people).where(people.c.id == id).values(name=name[:_NAME]))
    return str(row.pseudonym)


async def grant(connection: AsyncConnection, id: int, given: Grant, by: str, now: datetime) -> bool:
    """Give the person a role; no where he holds it already."""
    if await _held(connection, id, given):
        return False
    values = {"person": id, "role": given.role, "area": given.area or ""}
    await connection.execute(insert(grants).values(**values, granted_by=by, granted_at=now))
    return True


async def withdraw(connection: AsyncConnection, id: int, given: Grant) -> bool:
    """Take a role from the person; no where he does not hold it."""
    if not await _held(connection, id, given):
        return False
    await connection.execute(delete(grants).where(*_is(id, given)))
    return True


async def forget(connection: AsyncConnection, id: int) -> None:
    """Delete the person with all his roles: his pseudonym then stands for nobody."""
    await connection.execute(delete(people).where(people.c.id == id))


async def _held(connection: AsyncConnection, id: int, given: Grant) -> bool:
    return (
        await connection.execute(select(grants.c.id).where(*_is(id, given)))
    ).first() is not None


def _is(id: int, given: Grant) -> tuple[ColumnElement[bool], ...]:
    return (
        grants.c.person == id,
        grants.c.role == given.role.value,
        grants.c.area == (given.area or ""),
    )


def _people(rows: Iterable[Row[Any]]) -> list[Person]:
    """One person for all rows of one id, which follow each other."""
    return [_person(list(his)) for _, his in groupby(rows, key=lambda row: row.id)]


def _person(rows: Sequence[Row[Any]]) -> Person:
    first = rows[0]
    held = (_grant(row) for row in rows if row.role)
    return Person(first.id, first.name, first.pseudonym, tuple(sorted(held, key=str)))


def _grant(row: Row[Any]) -> Grant:
    return Grant(Role(row.role), row.area or None)
