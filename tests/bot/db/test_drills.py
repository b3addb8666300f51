from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import count

import pytest

from bot.db import drills, follow_ups
from bot.db.drills import Drill
from bot.db.engine import Connection, Database
from bot.drills.exercise import LASTS, Exercise, Place, Task, Unit
from tests.bot.db.conftest import NOW

CITY, BESIDE, ABOVE = "kota-balikpapan", "kota-bontang", "kalimantan-timur"
COORDINATOR, OFFICER = "P-00000001", "P-00000002"
DAY = date(2027, 2, 14)
EXERCISE = Exercise(held_on=DAY, place=Place.HALL, units=(Unit(name="Brimob", count=60),))
VESTS, RADIO = Task(text="rompi", due_on=DAY), Task(text="HT", due_on=DAY + timedelta(days=1))


MOMENTS = count()


async def added(
    connection: Connection,
    area: str = CITY,
    day: date = DAY,
    by: str = COORDINATOR,
    now: datetime | None = None,
) -> int:
    """The number of a draft that is recorded `now`, by default after all before it."""
    now = now or NOW + timedelta(seconds=next(MOMENTS))
    return await drills.add(connection, area, day, EXERCISE, by, now)


async def test_a_record_is_read_as_it_was_kept_and_rewritten(database: Database) -> None:
    async with database.writing() as connection:
        id = await added(connection, now=NOW)
        kept = Drill(id, CITY, DAY, EXERCISE, COORDINATOR, NOW, None, None, None)
        assert await drills.by_id(connection, id) == kept and kept.is_draft
        later = DAY + timedelta(days=2)
        await drills.rewrite(connection, id, later, Exercise(held_on=later))
        await drills.save(connection, id, NOW)
        rewritten = await drills.by_id(connection, id)
        assert rewritten and (rewritten.day, rewritten.exercise.held_on) == (later, later)
        assert rewritten.saved_at == NOW and not rewritten.is_draft
        await drills.remove(connection, id)
        assert await drills.by_id(connection, id) is None


async def test_the_draft_that_one_left_in_an_area_is_found_until_it_is_none(
    database: Database,
) -> None:
    async with database.writing() as connection:
        await added(connection, by=OFFICER)
        await added(connection, area=BESIDE)
        assert await drills.draft(connection, CITY, COORDINATOR) is None
        first, second = await added(connection), await added(connection)
        assert (found := await drills.draft(connection, CITY, COORDINATOR)) and found.id == second
        await drills.save(connection, second, NOW)
        assert (found := await drills.draft(connection, CITY, COORDINATOR)) and found.id == first
        await drills.begin(connection, first, NOW)
        assert await drills.draft(connection, CITY, COORDINATOR) is None


async def test_drills_are_listed_by_their_days_the_newest_first_page_by_page(
    database: Database,
) -> None:
    async with database.writing() as connection:
        ids = [
            await added(connection, area, DAY + timedelta(days=day))
            for area, day in ((CITY, 0), (CITY, 9), (ABOVE, 3), (CITY, 3), (BESIDE, 5))
        ]
        for id in ids:
            await drills.save(connection, id, NOW)
        areas = (CITY, ABOVE)
        page = await drills.newest(connection, areas, (), 3)
        rest = await drills.newest(connection, areas, (), 3, 3)
        assert [one.id for one in page] == [ids[1], ids[3], ids[2]]
        assert [one.id for one in rest] == [ids[0]]


async def test_drafts_are_listed_only_where_they_may_be_seen(database: Database) -> None:
    async with database.writing() as connection:
        draft, _, begun = [await added(connection, area) for area in (CITY, ABOVE, CITY)]
        await drills.begin(connection, begun, NOW)
        own = await drills.newest(connection, (CITY, ABOVE), (CITY,), 9)
        none = await drills.newest(connection, (CITY, ABOVE), (), 9)
        assert {one.id for one in own} == {draft, begun}
        assert [one.id for one in none] == [begun]


async def test_a_drill_is_on_from_its_beginning_to_its_end_or_a_day_long(
    database: Database,
) -> None:
    async with database.writing() as connection:
        await added(connection)
        id = await added(connection)
        await drills.begin(connection, id, NOW)
        (begun,) = await drills.begun(connection)
        assert begun.id == id and begun.is_on(NOW)
        assert begun.is_on(NOW + LASTS - timedelta(seconds=1)) and not begun.is_on(NOW + LASTS)
        await drills.end(connection, id, NOW + timedelta(hours=1))
        assert await drills.begun(connection) == []
        ended = await drills.by_id(connection, id)
        assert ended and not ended.is_on(NOW + timedelta(minutes=1))


async def test_tasks_that_are_told_again_stay_as_they_are_and_others_go(
    database: Database,
) -> None:
    async with database.writing() as connection:
        id = await added(connection)
        await follow_ups.replace(connection, id, CITY, [VESTS, RADIO, VESTS])
        vests, radio = await follow_ups.of(connection, [id])
        assert (vests.task, radio.task, vests.area) == (VESTS, RADIO, CITY)
        await follow_ups.mark(connection, id, vests.id, OFFICER, NOW)
        helmets = Task(text="helm", due_on=DAY)
        await follow_ups.replace(connection, id, CITY, [helmets, VESTS])
        kept, new = await follow_ups.of(connection, [id])
        assert (kept.id, kept.done_by) == (vests.id, OFFICER) and new.task == helmets


async def test_a_task_is_done_by_whoever_was_first_and_only_under_its_own_drill(
    database: Database,
) -> None:
    async with database.writing() as connection:
        id = await added(connection)
        await follow_ups.replace(connection, id, CITY, [VESTS])
        (vests,) = await follow_ups.of(connection, [id])

        async def marked(by: str | None, drill: int = id) -> tuple[object, object]:
            now = NOW + timedelta(minutes=len(by or ""))
            await follow_ups.mark(connection, drill, vests.id, by, now)
            (one,) = await follow_ups.of(connection, [id])
            return one.done_by, one.done_at

        assert await marked(OFFICER, drill=id + 1) == (None, None)
        first = await marked(OFFICER)
        assert first[0] == OFFICER and await marked(COORDINATOR + "x") == first
        assert await marked(None) == await marked(None) == (None, None)


async def test_what_is_due_is_told_until_it_is_done_but_nothing_of_drafts(
    database: Database,
) -> None:
    async with database.writing() as connection:
        draft, saved, begun = [await added(connection) for _ in range(3)]
        for id in (draft, saved, begun):
            await follow_ups.replace(connection, id, CITY, [RADIO, VESTS])
        await drills.save(connection, saved, NOW)
        await drills.begin(connection, begun, NOW)
        due = await follow_ups.due(connection, DAY)
        assert [(one.drill, one.task) for one in due] == [(saved, VESTS), (begun, VESTS)]
        assert len(await follow_ups.due(connection, DAY + timedelta(days=1))) == 4
        assert await follow_ups.due(connection, DAY - timedelta(days=1)) == []
        await follow_ups.mark(connection, saved, due[0].id, OFFICER, NOW)
        assert [one.drill for one in await follow_ups.due(connection, DAY)] == [begun]


@pytest.mark.parametrize(("days", "late"), [(-1, False), (0, False), (1, True)])
async def test_a_task_is_late_after_its_day_until_it_is_done(
    database: Database, days: int, late: bool
) -> None:
    async with database.writing() as connection:
        id = await added(connection)
        await follow_ups.replace(connection, id, CITY, [VESTS])
        (vests,) = await follow_ups.of(connection, [id])
        assert vests.is_late(DAY + timedelta(days=days)) is late
        await follow_ups.mark(connection, id, vests.id, OFFICER, NOW)
        (done,) = await follow_ups.of(connection, [id])
        assert not done.is_late(DAY + timedelta(days=days))


async def test_a_draft_takes_its_tasks_along(database: Database) -> None:
    async with database.writing() as connection:
        id = await added(connection)
        await follow_ups.replace(connection, id, CITY, [VESTS])
        await drills.remove(connection, id)
        assert await follow_ups.of(connection, [id]) == []
