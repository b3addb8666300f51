"""The database: one SQLite file by default, a PostgreSQL server where several copies share one.

One writer at a time, on either: SQLite's write lock is taken when a write begins, PostgreSQL's is
an advisory lock, so that a transaction never fails because another was quicker. A write on behalf
of an update carries the update's receipt; the same receipt a second time changes nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, delete, insert, make_url, text
from sqlalchemy.exc import ArgumentError, IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection as Connection
from sqlalchemy.ext.asyncio import AsyncTransaction, create_async_engine

from bot.db import sqlite
from bot.db.migrations import upgrade
from bot.db.tables import receipts
from bot.errors import DatabaseRefused, DatabaseSilent

FILE = "siaga.db"
"""The SQLite file in the data folder."""

_WRITER = 0x5349414741
"""PostgreSQL's advisory lock of whoever writes."""

__all__ = ["Connection", "Database", "Redelivered", "Unanswered", "database_at"]

Unanswered = (SQLAlchemyError, OSError)
"""What the database raises where it does not do what it is asked."""


class Redelivered(Exception):
    """The update that asks for this write has been acted on already."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Writes of one transaction, which is kept when `over` is done."""

    connection: Connection
    over: asyncio.Task[None]


class Database:
    """Connections for reading and for writing. `url` is SQLAlchemy's, sqlite+aiosqlite or
    postgresql+asyncpg."""

    def __init__(self, url: str | URL) -> None:
        self.url = make_url(url)
        # What is written is nobody's business who reads an error's message.
        self._engine = create_async_engine(self.url, hide_parameters=True, **_options(self.url))
        self._writes = self._engine.execution_options(writes=True)
        self._turn = asyncio.Lock()  # fair, where SQLite's own lock is a race
        self._group: _Group | None = None
        if self.is_sqlite:
            sqlite.speak(self._engine)

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    async def prepare(self) -> None:
        """Bring the tables to this version. Raises DatabaseSilent where there is no database to
        speak to, DatabaseRefused where it cannot be used."""
        try:
            async with self.writing() as connection:
                await connection.run_sync(upgrade)
        except Unanswered as error:
            raise DatabaseSilent(_named(self.url), type(error).__name__) from error

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Connection]:
        """A connection that sees one state of the database as long as it is held."""
        async with self._engine.connect() as connection:
            yield connection

    @asynccontextmanager
    async def writing(self, receipt: str | None = None) -> AsyncIterator[Connection]:
        """One transaction, kept when the block ends well and undone otherwise.

        Raises Redelivered, before anything in the block runs, where `receipt` was kept before.
        """
        async with self._one_of_many() if self.is_sqlite else self._alone() as connection:
            if receipt is not None:
                await _keep(connection, receipt)
            yield connection

    async def forget_receipts(self, before: datetime) -> None:
        """Telegram delivers an update for a day at most; older receipts serve nobody."""
        async with self.writing() as connection:
            await connection.execute(delete(receipts).where(receipts.c.at < before))

    async def scrub(self) -> None:
        """Leave nothing of what was deleted in SQLite's journal. (PostgreSQL keeps its own.)"""
        while self.is_sqlite:
            async with self._turn:
                group = self._group
                if group is None:
                    async with self._engine.connect() as connection:
                        return await sqlite.empty_journal(connection)
            await asyncio.shield(group.over)

    async def close(self) -> None:
        await self._engine.dispose()

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[Connection]:
        async with self._turn, self._writes.begin() as connection:
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({_WRITER})"))
            yield connection

    @asynccontextmanager
    async def _one_of_many(self) -> AsyncIterator[Connection]:
        """Writes that wait for their turn together are forced to disk together, and each is over
        when all are: what one of them leaves undone the others keep."""
        group = None
        try:
            async with self._turn:
                group = self._group = self._group or await self._begin_group()
                async with sqlite.savepoint(group.connection):
                    yield group.connection
        finally:
            if group is not None:
                await asyncio.shield(group.over)

    async def _begin_group(self) -> _Group:
        connection = await self._writes.connect()
        try:
            transaction = await connection.begin()
        except BaseException:
            await connection.close()
            raise
        return _Group(connection, asyncio.create_task(self._end_group(connection, transaction)))

    async def _end_group(self, connection: Connection, transaction: AsyncTransaction) -> None:
        """As soon as everybody who waits for his turn now has had it."""
        async with self._turn:
            self._group = None
            try:
                await transaction.commit()
            finally:
                await connection.close()


def database_at(url: str | None, data_dir: Path) -> Database:
    """The database that `url` names; the file in `data_dir` where it is None.

    Raises DatabaseRefused where the program has no driver for it.
    """
    if url is None:
        file = data_dir / FILE
        try:
            data_dir.mkdir(parents=True, exist_ok=True)
            file.touch(mode=0o600)  # whom it names is nobody else's business on this machine
        except OSError as error:
            raise DatabaseSilent(str(file), type(error).__name__) from error
        return Database(URL.create("sqlite+aiosqlite", database=str(file)))
    try:
        return Database(url)
    except (ImportError, ArgumentError) as error:
        raise DatabaseRefused(_named(url)) from error


def _options(url: URL) -> dict[str, Any]:
    if url.get_backend_name() == "sqlite":
        return {"pool_size": 32}  # as many read at once; one more would be opened for it alone
    return {"pool_pre_ping": True, "isolation_level": "READ COMMITTED"}


_KEEP = insert(receipts)


async def _keep(connection: Connection, receipt: str) -> None:
    try:
        await connection.execute(_KEEP, {"key": receipt, "at": datetime.now(UTC)})
    except IntegrityError:
        raise Redelivered from None


def _named(url: URL | str) -> str:
    """`url` without its password."""
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return "SIAGA_DATABASE_URL"
