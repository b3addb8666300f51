from __future__ import annotations

from collections.abc import Awaitable, Callable
from itertools import pairwise

import pytest

from bot.access import Role
from bot.db import drafts, drills, reports
from bot.db.engine import Connection, Database
from bot.db.reports import Observation
from bot.drills.exercise import Exercise
from bot.readiness import Component, State
from bot.reports.draft import Draft, Step
from tests.bot.db.conftest import NOW

CITY = "kota-balikpapan"


async def report(connection: Connection) -> int:
    seen = Observation(CITY, Component.POSTS, State.READY, 3, 4, "", "", NOW)
    return await reports.add(connection, seen, "P-1", Role.OFFICER, NOW)


async def draft(connection: Connection) -> int:
    begun = Draft(areas=(CITY,), asked=Step.COMPONENT, observed_at=NOW)
    return await drafts.add(connection, 1, begun, NOW)


async def drill(connection: Connection) -> int:
    return await drills.add(connection, CITY, NOW.date(), Exercise(), "P-1", NOW)


@pytest.mark.parametrize("made", [report, draft, drill])
async def test_the_numbers_that_people_see_do_not_tell_how_many_there_are(
    made: Callable[[Connection], Awaitable[int]], database: Database
) -> None:
    async with database.writing() as connection:
        found = [await made(connection) for _ in range(20)]
    assert len(set(found)) == 20 and all(len(str(one)) == 8 for one in found)
    steps = {after - before for before, after in pairwise(found)}
    assert len(steps) == 19 and any(step < 0 for step in steps)


async def test_a_number_that_is_taken_is_not_given_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = iter([7, 7, 7, 8])
    monkeypatch.setattr("secrets.randbelow", lambda _: next(drawn))
    async with database.writing() as connection:
        first, second = await draft(connection), await draft(connection)
    assert second == first + 1
