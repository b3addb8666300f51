"""The trail of who did what: rows that are only ever added, each sealed with a hash over itself
and the seal before it, so that a row changed, taken out or put in between is found and named.

Whoever can write the database could seal the whole trail anew; the last seal, kept outside (an
export, a backup), shows that as well.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.tables import audit, audit_end

SYSTEM = "sistem"
"""The actor of what no person did."""

_BEGINNING = "0" * 64
_SUBJECT = 300

_BETWEEN = 100
"""Entries that are verified at a time: others are served meanwhile, however long it is."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing done. `actor` is a pseudonym, `details` what else is worth knowing: no names, no
    ids of people, no text of questions."""

    number: int
    at: datetime
    actor: str
    action: str
    subject: str
    details: Mapping[str, Any]
    hash: str


async def record(
    connection: AsyncConnection,
    now: datetime,
    actor: str,
    action: str,
    subject: str = "",
    details: Mapping[str, Any] | None = None,
) -> int:
    """Add an entry, in the transaction of what it tells of; its number."""
    number, before = await _end(connection)
    fields = {
        "number": number + 1,
        # As it will be read back: the seal covers what the table holds.
        "at": now.astimezone(UTC).replace(microsecond=0),
        "actor": actor,
        "action": action,
        "subject": subject[:_SUBJECT],
        "details": json.dumps(dict(details or {}), ensure_ascii=False, sort_keys=True),
    }
    sealed = _seal(before, fields)
    await connection.execute(insert(audit).values(**fields, hash=sealed))
    await connection.execute(delete(audit_end))
    await connection.execute(insert(audit_end).values(number=number + 1, hash=sealed))
    return number + 1


async def newest(
    connection: AsyncConnection, limit: int, before: int | None = None
) -> Sequence[Entry]:
    """Up to `limit` entries, the newest first; only those numbered below `before`, if given."""
    query = select(audit).order_by(audit.c.number.desc()).limit(limit)
    if before is not None:
        query = query.where(audit.c.number < before)
    return [_entry(row) for row in await connection.execute(query)]


async def last_of(connection: AsyncConnection, actions: Collection[str]) -> Entry | None:
    """The newest entry that tells of one of `actions`."""
    query = select(audit).where(audit.c.action.in_(actions)).order_by(audit.c.number.desc())
    row = (await connection.execute(query.limit(1))).first()
    return _entry(row) if row else None


async def by_number(connection: AsyncConnection, number: int) -> Entry | None:
    """The entry that a button names."""
    row = (await connection.execute(select(audit).where(audit.c.number == number))).first()
    return _entry(row) if row else None


async def first_fault(connection: AsyncConnection) -> int | None:
    """The number of the first entry that is not as it was written, or that is missing; None where
    the trail is whole."""
    number, before = 0, _BEGINNING
    async for row in await connection.stream(select(audit).order_by(audit.c.number)):
        fields = {key: value for key, value in row._mapping.items() if key != "hash"}
        if row.number != number + 1 or row.hash != _seal(before, fields):
            return number + 1
        number, before = row.number, row.hash
        if number % _BETWEEN == 0:
            await asyncio.sleep(0)
    return None if (number, before) == await _end(connection) else number + 1


async def _end(connection: AsyncConnection) -> tuple[int, str]:
    row = (await connection.execute(select(audit_end))).first()
    return (row.number, row.hash) if row else (0, _BEGINNING)


def _entry(row: Row[Any]) -> Entry:
    return Entry(**{**row._mapping, "details": json.loads(row.details)})


def _seal(before: str, fields: Mapping[str, Any]) -> str:
    said = [before, *(str(fields[name]) for name in sorted(fields))]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
