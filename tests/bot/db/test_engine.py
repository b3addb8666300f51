from __future__ import annotations

import asyncio
import os
import sqlite3
import stat
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, func, insert, select, text
from sqlalchemy.exc import SQLAlchemyError

from bot.db.engine import FILE, Database, Redelivered, database_at
from bot.db.tables import counts, receipts
from bot.errors import DatabaseNewer, DatabaseRefused, DatabaseSilent
from tests.bot.db.conftest import NOW


async def numbered(database: Database) -> dict[str, int]:
    async with database.reading() as connection:
        rows = await connection.execute(select(counts.c.what, counts.c.number))
        return {row.what: row.number for row in rows}


async def count_up(database: Database, receipt: str | None = None) -> None:
    """Reads, waits, writes: lost or doubled wherever two writers are let in at once."""
    async with database.writing(receipt) as connection:
        await connection.execute(text("SELECT 1"))
        found = (await connection.execute(select(counts.c.number))).scalar()
        await asyncio.sleep(0)
        if found is None:
            row = {"day": "2027-02-14", "what": "asked", "number": 1}
            await connection.execute(insert(counts).values(**row))
        else:
            await connection.execute(counts.update().values(number=found + 1))


async def test_what_is_written_is_there_for_the_next_who_opens_it(
    database: Database, url: str
) -> None:
    await count_up(database)
    await database.close()
    again = Database(url)
    await again.prepare()
    assert await numbered(again) == {"asked": 1}
    await again.close()


async def test_a_write_that_fails_changes_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError):
        async with database.writing("update:1") as connection:
            await connection.execute(
                insert(counts).values(day="2027-02-14", what="asked", number=1)
            )
            raise RuntimeError
    assert await numbered(database) == {}
    await count_up(database, "update:1")
    assert await numbered(database) == {"asked": 1}


async def test_the_same_receipt_a_second_time_changes_nothing(database: Database) -> None:
    await count_up(database, "update:7")
    with pytest.raises(Redelivered):
        await count_up(database, "update:7")
    await count_up(database, "update:8")
    assert await numbered(database) == {"asked": 2}


async def test_of_writes_that_come_together_one_that_fails_undoes_no_other(
    database: Database,
) -> None:
    async def fail() -> None:
        async with database.writing() as connection:
            await connection.execute(counts.update().values(number=1000))
            raise RuntimeError

    work = [count_up(database), fail(), count_up(database), fail(), count_up(database)]
    outcomes = await asyncio.gather(*work, return_exceptions=True)
    assert [type(one) for one in outcomes] == [type(None), RuntimeError] * 2 + [type(None)]
    assert await numbered(database) == {"asked": 3}


async def test_what_is_over_others_can_read(database: Database) -> None:
    async def seen() -> int:
        await count_up(database)
        return (await numbered(database))["asked"]

    assert min(await asyncio.gather(*(seen() for _ in range(20)))) >= 1
    with pytest.raises(Redelivered):
        await asyncio.gather(count_up(database, "update:1"), count_up(database, "update:1"))
    assert await numbered(database) == {"asked": 21}


async def test_a_write_that_is_broken_off_undoes_no_other(database: Database) -> None:
    reached = asyncio.Event()

    async def hang() -> None:
        async with database.writing() as connection:
            await connection.execute(counts.update().values(number=1000))
            reached.set()
            await asyncio.Event().wait()

    first, hanging, last = (
        asyncio.create_task(work) for work in (count_up(database), hang(), count_up(database))
    )
    await reached.wait()
    hanging.cancel()
    await asyncio.gather(first, last)
    assert await numbered(database) == {"asked": 2}


async def test_writes_that_come_together_are_forced_to_disk_together(tmp_path: Path) -> None:
    database = database_at(None, tmp_path)
    await database.prepare()
    forced: list[object] = []
    event.listen(database._engine.sync_engine, "commit", forced.append)
    await asyncio.gather(*(count_up(database) for _ in range(50)))
    assert len(forced) <= 2
    assert await numbered(database) == {"asked": 50}
    await database.close()


async def test_where_the_disk_undoes_a_transaction_nobody_in_it_takes_his_write_for_kept(
    tmp_path: Path,
) -> None:
    database = database_at(None, tmp_path)
    await database.prepare()

    async def full_disk() -> None:
        async with database.writing() as connection:
            await connection.exec_driver_sql("ROLLBACK")

    work = [count_up(database), full_disk(), count_up(database)]
    outcomes = await asyncio.gather(*work, return_exceptions=True)
    assert all(isinstance(one, SQLAlchemyError) for one in outcomes)
    await count_up(database)
    assert (await numbered(database))["asked"] >= 1
    await database.close()


async def test_a_write_waits_for_that_of_another_process_and_holds_nobody_meanwhile(
    tmp_path: Path,
) -> None:
    database = database_at(None, tmp_path)
    await database.prepare()
    with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = asyncio.create_task(count_up(database))
        for _ in range(3):
            await asyncio.sleep(0.01)
            assert await numbered(database) == {} and not waiting.done()
        other.execute("COMMIT")
        await waiting
    assert await numbered(database) == {"asked": 1}
    await database.close()


async def test_scrubbing_waits_for_writes_and_leaves_no_journal(tmp_path: Path) -> None:
    database = database_at(None, tmp_path)
    await database.prepare()
    writes = (count_up(database) for _ in range(5))
    await asyncio.gather(*writes, database.scrub())
    await database.scrub()
    assert await numbered(database) == {"asked": 5}
    assert (tmp_path / f"{FILE}-wal").stat().st_size == 0
    await database.close()


async def test_writers_of_two_copies_take_turns(database: Database, url: str) -> None:
    other = Database(url)
    await asyncio.gather(*(count_up(one) for one in (database, other) for _ in range(10)))
    assert await numbered(database) == {"asked": 20}
    await other.close()


async def test_one_update_delivered_to_two_copies_at_once_is_acted_on_once(
    database: Database, url: str
) -> None:
    other = Database(url)
    tries = [count_up(one, "update:9") for one in (database, other) for _ in range(3)]
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(outcome, Redelivered) for outcome in outcomes) == 5
    assert await numbered(database) == {"asked": 1}
    await other.close()


async def test_reading_goes_on_while_somebody_writes(database: Database) -> None:
    await count_up(database)
    async with database.writing() as connection:
        await connection.execute(counts.update().values(number=50))
        assert await numbered(database) == {"asked": 1}
    assert await numbered(database) == {"asked": 50}


async def test_receipts_are_forgotten_when_telegram_has_given_up(database: Database) -> None:
    await count_up(database, "update:1")
    await count_up(database, "update:2")
    async with database.writing() as connection:
        late = receipts.c.key == "update:2"
        await connection.execute(receipts.update().values(at=NOW))
        await connection.execute(receipts.update().where(late).values(at=NOW + timedelta(days=1)))
    await database.forget_receipts(NOW + timedelta(seconds=1))
    async with database.reading() as connection:
        kept = (await connection.execute(select(func.count()).select_from(receipts))).scalar()
    assert kept == 1


async def test_a_database_of_a_later_version_is_refused_and_left_alone(
    database: Database, url: str
) -> None:
    async with database.writing() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    again = Database(url)
    with pytest.raises(DatabaseNewer):
        await again.prepare()
    await again.close()


async def test_two_copies_that_start_at_once_make_the_tables_once(url: str) -> None:
    copies = [Database(url) for _ in range(4)]
    await asyncio.gather(*(copy.prepare() for copy in copies))
    await asyncio.gather(*(count_up(copy) for copy in copies))
    assert await numbered(copies[0]) == {"asked": 4}
    await asyncio.gather(*(copy.close() for copy in copies))


async def test_without_an_address_it_is_a_file_in_the_data_folder(tmp_path: Path) -> None:
    database = database_at(None, tmp_path / "new" / "data")
    await database.prepare()
    await database.close()
    file = tmp_path / "new" / "data" / FILE
    assert file.is_file()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


async def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path) -> None:
    file = tmp_path / FILE
    file.write_bytes(b"surat penting" * 1000)
    database = database_at(None, tmp_path)
    with pytest.raises(DatabaseSilent, match=r"siaga\.db tidak bisa dibuka"):
        await database.prepare()
    await database.close()
    assert file.read_bytes() == b"surat penting" * 1000


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
async def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(DatabaseSilent, match="tidak bisa dibuka"):
        database_at(None, tmp_path / "data")


async def test_a_server_that_is_not_there_is_named_without_its_password() -> None:
    database = database_at("postgresql+asyncpg://siaga:rahasia@127.0.0.1:9/siaga", Path("-"))
    with pytest.raises(DatabaseSilent) as refused:
        await database.prepare()
    assert "rahasia" not in refused.value.sentence and "127.0.0.1:9" in refused.value.sentence
    await database.close()


@pytest.mark.parametrize("url", ["postgresql+nodriver://u:rahasia@server/nama", "bukan alamat"])
def test_an_address_without_a_driver_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(DatabaseRefused) as refused:
        database_at(url, Path("-"))
    assert "rahasia" not in refused.value.sentence
