"""Who watches which area, and what was seen of watched areas last."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.tables import seen_states, watches
from bot.readiness import Component, State
from bot.watching.alerts import Seen, Sight
from bot.watching.hours import Quiet


@dataclass(frozen=True, slots=True)
class Watch:
    """Who watches which area and all below it, and in which of its hours he is told nothing."""

    person: int
    area: str
    quiet: Quiet
    since: datetime


async def add(connection: AsyncConnection, watch: Watch) -> None:
    """Let somebody watch an area that he does not watch."""
    row = {
        "person": watch.person,
        "area": watch.area,
        "quiet_from": watch.quiet.begins,
        "quiet_until": watch.quiet.ends,
        "since": watch.since,
    }
    await connection.execute(insert(watches).values(**row))


async def everyone(connection: AsyncConnection, person: int | None = None) -> Sequence[Watch]:
    """All watches, or those of one person, in the order of persons and areas."""
    query = select(watches).order_by(watches.c.person, watches.c.area)
    if person is not None:
        query = query.where(watches.c.person == person)
    return [
        Watch(row.person, row.area, Quiet(row.quiet_from, row.quiet_until), row.since)
        for row in await connection.execute(query)
    ]


async def set_quiet(connection: AsyncConnection, person: int, quiet: Quiet) -> None:
    """Change the quiet hours of all that the person watches."""
    values = {"quiet_from": quiet.begins, "quiet_until": quiet.ends}
    await connection.execute(update(watches).where(watches.c.person == person).values(**values))


async def remove(connection: AsyncConnection, person: int, area: str) -> None:
    """End the person's watch over an area, if there is one."""
    own = (watches.c.person == person, watches.c.area == area)
    await connection.execute(delete(watches).where(*own))


async def forget(connection: AsyncConnection, person: int) -> None:
    """End all watches of the person."""
    await connection.execute(delete(watches).where(watches.c.person == person))


async def seen_areas(connection: AsyncConnection) -> frozenset[str]:
    """The areas of which anything was seen."""
    rows = await connection.execute(select(seen_states.c.area).distinct())
    return frozenset(rows.scalars())


async def seen(connection: AsyncConnection, areas: Collection[str]) -> Mapping[str, Sight]:
    """What was seen last of `areas`, as far as it was."""
    query = select(seen_states).where(seen_states.c.area.in_(areas))
    found: dict[str, dict[Component, Seen]] = {}
    for row in await connection.execute(query):
        cells = found.setdefault(row.area, {})
        cells[Component(row.component)] = Seen(State(row.state), row.stale)
    return found


async def see(connection: AsyncConnection, sights: Mapping[str, Sight]) -> None:
    """Note what is seen now, by area."""
    await connection.execute(delete(seen_states).where(seen_states.c.area.in_(list(sights))))
    rows = [
        {"area": area, "component": name.value, "state": it.state.value, "stale": it.stale}
        for area, sight in sights.items()
        for name, it in sight.items()
    ]
    if rows:
        await connection.execute(insert(seen_states), rows)


async def look_away(connection: AsyncConnection, areas: Collection[str]) -> None:
    """Note nothing of `areas` any more: nobody watches them."""
    await connection.execute(delete(seen_states).where(seen_states.c.area.in_(areas)))
