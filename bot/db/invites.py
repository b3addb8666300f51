"""Links that give a role once. The table holds a digest of each code, never the code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.access import Grant, Role
from bot.db.tables import invites
from corpus.fingerprint import digest


@dataclass(frozen=True, slots=True)
class Invite:
    """An invitation, and by whose pseudonym it was made and used."""

    id: int
    grant: Grant
    made_by: str
    expires_at: datetime
    used_by: str | None
    revoked: bool

    def is_open(self, now: datetime) -> bool:
        """Whether somebody can still use it."""
        return self.used_by is None and not self.revoked and now < self.expires_at


async def add(
    connection: AsyncConnection, code: str, grant: Grant, by: str, now: datetime, expires: datetime
) -> int:
    """Keep an invitation; its id."""
    row = insert(invites).values(
        code=digest(code),
        role=grant.role.value,
        area=grant.area or "",
        made_by=by,
        made_at=now,
        expires_at=expires,
    )
    key = (await connection.execute(row)).inserted_primary_key
    assert key is not None
    return int(key[0])


async def by_code(connection: AsyncConnection, code: str) -> Invite | None:
    """The invitation that a link's code names."""
    return await _one(connection, select(invites).where(invites.c.code == digest(code)))


async def by_id(connection: AsyncConnection, id: int) -> Invite | None:
    """The invitation that a button names."""
    return await _one(connection, select(invites).where(invites.c.id == id))


async def still_open(connection: AsyncConnection, now: datetime) -> Sequence[Invite]:
    """All that can still be used, the oldest first."""
    query = select(invites).where(invites.c.expires_at > now).order_by(invites.c.id)
    found = [_invite(row) for row in await connection.execute(query)]
    return [invite for invite in found if invite.is_open(now)]


async def use(connection: AsyncConnection, id: int, by: str, now: datetime) -> None:
    """Mark it used."""
    await connection.execute(
        update(invites).where(invites.c.id == id).values(used_by=by, used_at=now)
    )


async def revoke(connection: AsyncConnection, id: int, now: datetime) -> None:
    """Mark it revoked."""
    await connection.execute(update(invites).where(invites.c.id == id).values(revoked_at=now))


async def revoke_all_by(connection: AsyncConnection, by: str, now: datetime) -> None:
    """Mark every open invitation revoked that `by` made."""
    theirs = (invites.c.made_by == by, invites.c.used_at.is_(None), invites.c.revoked_at.is_(None))
    await connection.execute(update(invites).where(*theirs).values(revoked_at=now))


async def _one(connection: AsyncConnection, query: Select[Any]) -> Invite | None:
    row = (await connection.execute(query)).first()
    return _invite(row) if row else None


def _invite(row: Row[Any]) -> Invite:
    grant = Grant(Role(row.role), row.area or None)
    revoked = row.revoked_at is not None
    return Invite(row.id, grant, row.made_by, row.expires_at, row.used_by, revoked)
