"""Drills: their records, which are drafts until they are saved, and since when one is on.

Everybody may see a drill that was begun or saved; a draft that is neither is its makers' own.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.numbers import drawn
from bot.db.tables import drills
from bot.drills.exercise import LASTS, Exercise


@dataclass(frozen=True, slots=True)
class Drill:
    """A drill of an area. `day` is the one that it is filed under: its own as soon as that is
    told, that of its recording until then; `recorded_by` is a pseudonym."""

    id: int
    area: str
    day: date
    exercise: Exercise
    recorded_by: str
    recorded_at: datetime
    saved_at: datetime | None
    begun_at: datetime | None
    ended_at: datetime | None

    @property
    def is_draft(self) -> bool:
        """Whether nothing of it has happened: it is neither saved nor begun."""
        return self.saved_at is None and self.begun_at is None

    @property
    def until(self) -> datetime | None:
        """When it is over by itself, if it was begun."""
        return self.begun_at and self.begun_at + LASTS

    def is_on(self, now: datetime) -> bool:
        """Whether it is going on."""
        return self.until is not None and self.ended_at is None and now < self.until


async def add(
    connection: AsyncConnection, area: str, day: date, exercise: Exercise, by: str, now: datetime
) -> int:
    """Keep a draft; its number."""
    id = await drawn(connection, drills.c.id)
    row = insert(drills).values(
        id=id,
        area=area,
        day=day.isoformat(),
        content=exercise.model_dump_json(),
        recorded_by=by,
        recorded_at=now,
    )
    await connection.execute(row)
    return id


async def by_id(connection: AsyncConnection, id: int) -> Drill | None:
    """The drill that a button names."""
    row = (await connection.execute(select(drills).where(drills.c.id == id))).first()
    return _drill(row) if row else None


async def draft(connection: AsyncConnection, area: str, by: str) -> Drill | None:
    """The draft that he began last in the area, if he has not saved or thrown it away."""
    query = select(drills).where(drills.c.area == area, drills.c.recorded_by == by, _is_draft())
    last = query.order_by(drills.c.recorded_at.desc(), drills.c.id).limit(1)
    row = (await connection.execute(last)).first()
    return _drill(row) if row else None


async def newest(
    connection: AsyncConnection,
    areas: Collection[str],
    and_drafts_of: Collection[str],
    limit: int,
    skipped: int = 0,
) -> Sequence[Drill]:
    """Up to `limit` drills of `areas` by their days, the newest first, after the first `skipped`;
    drafts only of the areas that are also in `and_drafts_of`."""
    shown = or_(~_is_draft(), drills.c.area.in_(and_drafts_of))
    query = (
        select(drills)
        .where(drills.c.area.in_(areas), shown)
        .order_by(drills.c.day.desc(), drills.c.recorded_at.desc(), drills.c.id)
        .limit(limit)
        .offset(skipped)
    )
    return [_drill(row) for row in await connection.execute(query)]


async def rewrite(connection: AsyncConnection, id: int, day: date, exercise: Exercise) -> None:
    """Put `exercise` in the place of the record."""
    values = {"day": day.isoformat(), "content": exercise.model_dump_json()}
    await connection.execute(update(drills).where(drills.c.id == id).values(values))


async def save(connection: AsyncConnection, id: int, now: datetime) -> None:
    """Make the draft a record."""
    await connection.execute(update(drills).where(drills.c.id == id).values(saved_at=now))


async def remove(connection: AsyncConnection, id: int) -> None:
    """Delete it with what was to be done after it."""
    await connection.execute(delete(drills).where(drills.c.id == id))


async def begin(connection: AsyncConnection, id: int, now: datetime) -> None:
    """Let it be on."""
    await connection.execute(update(drills).where(drills.c.id == id).values(begun_at=now))


async def end(connection: AsyncConnection, id: int, now: datetime) -> None:
    """Let it be over."""
    await connection.execute(update(drills).where(drills.c.id == id).values(ended_at=now))


async def begun(connection: AsyncConnection) -> Sequence[Drill]:
    """All that nobody has ended, the oldest first."""
    return [_drill(row) for row in await connection.execute(_BEGUN)]


# Asked for every message about an area.
_BEGUN = (
    select(drills)
    .where(drills.c.begun_at.is_not(None), drills.c.ended_at.is_(None))
    .order_by(drills.c.begun_at, drills.c.id)
)


def _is_draft() -> ColumnElement[bool]:
    return drills.c.saved_at.is_(None) & drills.c.begun_at.is_(None)


def _drill(row: Row[Any]) -> Drill:
    return Drill(
        row.id,
        row.area,
        date.fromisoformat(row.day),
        Exercise.model_validate_json(row.content),
        row.recorded_by,
        row.recorded_at,
        row.saved_at,
        row.begun_at,
        row.ended_at,
    )
