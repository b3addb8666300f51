"""The database: one SQLite file by default, a PostgreSQL server where several copies share one.

One writer at a time, on either: SQLite's write lock is taken when a write begins, PostgreSQL's is
an advisory lock, so that a transaction never fails because another was quicker. A write on behalf
of an update carries the update's receipt; the same receipt a second time changes nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import SQLITE_BUSY, OperationalError
from typing import Any

import sqlalchemy
from sqlalchemy import URL, delete, event, insert, make_url, text
from sqlalchemy.exc import ArgumentError, IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection as Connection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.db.migrations import upgrade
from bot.db.tables import receipts
from bot.errors import DatabaseRefused, DatabaseSilent

FILE = "siaga.db"
"""The SQLite file in the data folder."""

_PATIENCE = 10
"""Seconds that a write waits for another process's; the longest write takes milliseconds."""

_WRITER = 0x5349414741
"""PostgreSQL's advisory lock of whoever writes."""

_PRAGMAS = (
    f"PRAGMA busy_timeout = {_PATIENCE * 1000}",
    "PRAGMA synchronous = FULL",  # what was acknowledged outlives a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten
)


__all__ = ["Connection", "Database", "Redelivered", "Unanswered", "database_at"]

Unanswered = (SQLAlchemyError, OSError)
"""What the database raises where it does not do what it is asked."""


class Redelivered(Exception):
    """The update that asks for this write has been acted on already."""


class Database:
    """Connections for reading and for writing. `url` is SQLAlchemy's, sqlite+aiosqlite or
    postgresql+asyncpg."""

    def __init__(self, url: str | URL) -> None:
        self.url = make_url(url)
        # What is written is nobody's business who reads an error's message.
        self._engine = create_async_engine(self.url, hide_parameters=True, **_options(self.url))
        self._writes = self._engine.execution_options(writes=True)
        self._turn = asyncio.Lock()  # fair, where SQLite's own lock is a race
        if self.is_sqlite:
            _speak_sqlite(self._engine)

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
        async with self._turn, self._writes.begin() as connection:
            if not self.is_sqlite:
                await connection.execute(text(f"SELECT pg_advisory_xact_lock({_WRITER})"))
            if receipt is not None:
                await _keep(connection, receipt)
            yield connection

    async def forget_receipts(self, before: datetime) -> None:
        """Telegram delivers an update for a day at most; older receipts serve nobody."""
        async with self.writing() as connection:
            await connection.execute(delete(receipts).where(receipts.c.at < before))

    async def scrub(self) -> None:
        """Leave nothing of what was deleted in SQLite's journal. (PostgreSQL keeps its own.)"""
        if self.is_sqlite:
            async with self._turn, self._engine.connect() as connection:
                await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    async def close(self) -> None:
        await self._engine.dispose()


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
        return {}
    return {"pool_pre_ping": True, "isolation_level": "READ COMMITTED"}


def _speak_sqlite(engine: AsyncEngine) -> None:
    """The driver begins transactions late and for reading; ours say when, and what for."""

    @event.listens_for(engine.sync_engine, "connect")
    def connected(connection: Any, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        connection.run_async(_journal)
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begun(connection: sqlalchemy.Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


async def _journal(connection: Any) -> None:
    """Switch the file to WAL. SQLite itself refuses at once where another process is at it."""
    for attempt in range(_PATIENCE * 20):
        try:
            await connection.execute("PRAGMA journal_mode = WAL")
            return
        except OperationalError as error:
            if error.sqlite_errorcode != SQLITE_BUSY or attempt == _PATIENCE * 20 - 1:
                raise
            await asyncio.sleep(0.05)


async def _keep(connection: Connection, receipt: str) -> None:
    try:
        await connection.execute(insert(receipts).values(key=receipt, at=datetime.now(UTC)))
    except IntegrityError:
        raise Redelivered from None


def _named(url: URL | str) -> str:
    """`url` without its password."""
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return "SIAGA_DATABASE_URL"
