from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, insert, inspect, select, text

from bot.db import reports
from bot.db.engine import Database
from bot.db.migrations import newest, upgrade
from bot.db.tables import metadata, people
from bot.readiness import Verdict
from tests.bot.db.conftest import NOW

VERSIONS = Path(__file__).parents[3] / "bot" / "db" / "migrations" / "versions"
REVISIONS = sorted(file.name[:4] for file in VERSIONS.glob("[0-9]*.py"))


def differences(connection: Connection) -> list[Any]:
    """What the tables on disk lack of those in the code, or have beside them."""
    options = {"compare_type": True, "target_metadata": metadata}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


@pytest.mark.parametrize("revision", REVISIONS)
async def test_every_earlier_revision_is_brought_up_and_keeps_what_it_holds(
    revision: str, url: str
) -> None:
    database = Database(url)
    async with database.writing() as connection:
        await connection.run_sync(lambda sync: upgrade(sync, revision))
        row = {"id": 6123456789, "pseudonym": "P-1", "name": "Sri"}
        await connection.execute(insert(people).values(**row))
    await database.prepare()
    async with database.reading() as connection:
        assert (await connection.execute(select(people.c.id))).scalars().all() == [6123456789]
        assert await connection.run_sync(differences) == []
    await database.close()


REPORT = (
    "INSERT INTO reports (area, component, state, have, need, note, photo, officer, role,"
    " observed_at, received_at, corrects, change)"
    " VALUES ('kota-balikpapan', 'posko', 'siap', {have}, 4, '', '', 'P-1', 'officer',"
    " '2027-02-14 07:30:00', '2027-02-14 07:30:00', {corrects}, 1)"
)


async def test_reports_keep_the_numbers_that_they_had_and_corrections_their_reports(
    url: str,
) -> None:
    database = Database(url)
    async with database.writing() as connection:
        await connection.run_sync(lambda sync: upgrade(sync, "0006"))
        for have, corrects in ((3, "NULL"), (4, "1"), (2, "NULL")):
            await connection.execute(text(REPORT.format(have=have, corrects=corrects)))
    await database.prepare()
    async with database.writing() as connection:
        found = [await reports.by_id(connection, number) for number in (1, 2, 3)]
        assert [(one.report.have, one.corrects) for one in found if one] == [
            (3, None),
            (4, 1),
            (2, None),
        ]
        await reports.judge(connection, 3, Verdict.REJECTED, "P-2", NOW)
        counting = await reports.counting(connection, ["kota-balikpapan"], NOW - timedelta(days=2))
        assert [one.have for one in counting] == [4]
    await database.close()


async def test_a_database_of_this_version_is_taken_without_alembic(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(url)
    await database.prepare()

    def fail(*_: object) -> None:
        raise AssertionError("asked of Alembic")

    monkeypatch.setattr(command, "upgrade", fail)
    await database.prepare()
    await database.close()


def test_the_newest_revision_is_the_one_that_alembic_would_go_to() -> None:
    assert newest() == ScriptDirectory(str(VERSIONS.parent)).get_current_head() == REVISIONS[-1]


async def test_the_revisions_make_the_tables_that_the_code_knows(database: Database) -> None:
    async with database.reading() as connection:
        assert await connection.run_sync(differences) == []
        made = await connection.run_sync(lambda sync: set(inspect(sync).get_table_names()))
    assert made == {*metadata.tables, "alembic_version"}


async def test_a_revision_that_fails_leaves_the_database_as_it_was(url: str) -> None:
    database = Database(url)
    async with database.writing() as connection:
        await connection.run_sync(lambda sync: upgrade(sync, "0001"))
        await connection.exec_driver_sql("CREATE TABLE candidates (odd INTEGER)")
    with pytest.raises(Exception, match="tidak bisa dibuka"):
        await database.prepare()
    async with database.reading() as connection:
        made = await connection.run_sync(lambda sync: set(inspect(sync).get_table_names()))
    assert "audit" not in made
    await database.close()
