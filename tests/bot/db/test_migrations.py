from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, insert, inspect, select

from bot.db.engine import Database
from bot.db.migrations import upgrade
from bot.db.tables import metadata, people

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
