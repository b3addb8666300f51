from __future__ import annotations

import pytest
from sqlalchemy import delete, insert, select, update

from bot.db import audit
from bot.db.engine import Database
from bot.db.tables import audit as rows
from bot.db.tables import audit_end
from tests.bot.db.conftest import NOW


async def fault(database: Database) -> int | None:
    async with database.reading() as connection:
        return await audit.first_fault(connection)


@pytest.fixture(autouse=True)
async def trail(database: Database) -> None:
    """Five things done."""
    for number in range(1, 6):
        async with database.writing() as connection:
            details = {"documents": number, "judul": "Rapat “koordinasi”"}
            await audit.record(connection, NOW, "P-1", "publish", f"gen-{number}", details)


async def test_the_trail_is_whole_and_told_newest_first(database: Database) -> None:
    async with database.reading() as connection:
        told = await audit.newest(connection, 2)
        earlier = await audit.newest(connection, 9, before=told[-1].number)
    assert [entry.number for entry in (*told, *earlier)] == [5, 4, 3, 2, 1]
    assert told[0].subject == "gen-5" and told[0].at == NOW
    assert told[0].details == {"documents": 5, "judul": "Rapat “koordinasi”"}
    assert await fault(database) is None


@pytest.mark.parametrize(
    "change",
    [
        {"actor": "P-2"},
        {"action": "restore"},
        {"subject": "gen-9"},
        {"details": '{"documents": 30}'},
        {"at": NOW.replace(minute=31)},
        {"hash": "f" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
async def test_a_row_that_was_changed_is_named(
    change: dict[str, object], database: Database
) -> None:
    async with database.writing() as connection:
        await connection.execute(update(rows).where(rows.c.number == 3).values(**change))
    assert await fault(database) == 3


@pytest.mark.parametrize("number", [1, 3, 5])
async def test_a_row_that_was_taken_out_is_missed(number: int, database: Database) -> None:
    async with database.writing() as connection:
        await connection.execute(delete(rows).where(rows.c.number == number))
    assert await fault(database) == number


async def test_rows_taken_off_the_end_are_missed_with_the_note_of_it_gone_too(
    database: Database,
) -> None:
    async with database.writing() as connection:
        await connection.execute(delete(rows).where(rows.c.number > 3))
        await connection.execute(delete(audit_end))
    assert await fault(database) == 4


async def test_a_row_put_in_is_named(database: Database) -> None:
    async with database.writing() as connection:
        last = (await connection.execute(select(rows).where(rows.c.number == 5))).one()
        await connection.execute(insert(rows).values(**{**last._mapping, "number": 6}))
    assert await fault(database) == 6


async def test_an_empty_trail_is_whole(database: Database) -> None:
    async with database.writing() as connection:
        await connection.execute(delete(rows))
        await connection.execute(delete(audit_end))
    assert await fault(database) is None
