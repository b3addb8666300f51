"""What drills showed to be done, one by one until it is done, and who did it when."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.tables import drills, follow_ups
from bot.drills.exercise import Task
from corpus.fingerprint import digest


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A task of a drill; `done_by` is a pseudonym."""

    id: int
    drill: int
    area: str
    task: Task
    done_at: datetime | None
    done_by: str | None

    @property
    def name(self) -> str:
        """What it is called among the drill's, by what is to be done: its id would tell how many
        there are everywhere."""
        return digest(f"{self.task.due_on} {self.task.text}")[:12]

    def is_late(self, today: date) -> bool:
        """Whether it should be done by now and is not."""
        return self.done_at is None and self.task.due_on < today


async def of(connection: AsyncConnection, ids: Collection[int]) -> Sequence[FollowUp]:
    """Those of the drills, in the order in which they were told."""
    query = select(follow_ups).where(follow_ups.c.drill.in_(ids)).order_by(follow_ups.c.id)
    return [_follow_up(row) for row in await connection.execute(query)]


async def replace(
    connection: AsyncConnection, drill: int, area: str, tasks: Sequence[Task]
) -> None:
    """Let these be the drill's tasks. One that was there already stays as it is, done or not."""
    kept = {one.task: one.id for one in await of(connection, [drill])}
    gone = [id for task, id in kept.items() if task not in tasks]
    await connection.execute(delete(follow_ups).where(follow_ups.c.id.in_(gone)))
    for task in dict.fromkeys(task for task in tasks if task not in kept):
        values = {"text": task.text, "due_on": task.due_on.isoformat()}
        await connection.execute(insert(follow_ups).values(drill=drill, area=area, **values))


async def mark(
    connection: AsyncConnection, drill: int, id: int, done_by: str | None, now: datetime
) -> None:
    """Note that one of the drill's is done, by whoever was first; None: that it is open again."""
    undone = follow_ups.c.done_at.is_(None)
    this = (follow_ups.c.id == id, follow_ups.c.drill == drill, undone if done_by else ~undone)
    done_at = now if done_by else None
    await connection.execute(
        update(follow_ups).where(*this).values(done_at=done_at, done_by=done_by)
    )


async def due(connection: AsyncConnection, day: date) -> Sequence[FollowUp]:
    """All that should be done by the end of `day` and are not, those of drafts left out; the
    oldest first."""
    query = (
        select(follow_ups)
        .join(drills, drills.c.id == follow_ups.c.drill)
        .where(follow_ups.c.done_at.is_(None), follow_ups.c.due_on <= day.isoformat())
        .where(or_(drills.c.saved_at.is_not(None), drills.c.begun_at.is_not(None)))
        .order_by(follow_ups.c.due_on, follow_ups.c.id)
    )
    return [_follow_up(row) for row in await connection.execute(query)]


def _follow_up(row: Row[Any]) -> FollowUp:
    task = Task(text=row.text, due_on=date.fromisoformat(row.due_on))
    return FollowUp(row.id, row.drill, row.area, task, row.done_at, row.done_by)
