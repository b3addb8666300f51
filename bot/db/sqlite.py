"""How SQLite is spoken to: in place, but for what waits for the disk.

The driver hands every step to a thread and waits for it; where two hundred people report at once,
handing over took longer than what was handed over (`tests.bench.officers`). So a statement is
carried out where it is asked for; whoever reads much does so in parts, between which others are
served. The thread is left what is forced to disk.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import aiosqlite
import sqlalchemy
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.pool import ConnectionPoolEntry

_PATIENCE = 10.0
"""Seconds that a statement waits for another process's write; the longest takes milliseconds."""

_AGAIN = 0.01
"""Seconds until it is tried again: SQLite's own waiting would hold everybody else."""

_PRAGMAS = (
    "PRAGMA busy_timeout = 0",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # what was acknowledged outlives a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten
)

_T = TypeVar("_T")


class _Connection(aiosqlite.Connection):
    async def _execute(self, fn: Callable[..., _T], *args: Any, **kwargs: Any) -> _T:
        for _ in range(int(_PATIENCE / _AGAIN)):
            try:
                return fn(*args, **kwargs)
            except sqlite3.OperationalError as error:
                # The low byte: the rest says what exactly it is busy with.
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
            await asyncio.sleep(_AGAIN)
        return fn(*args, **kwargs)

    def __del__(self) -> None:
        # Whoever is cancelled while it opens leaves it to nobody; the driver would only warn more.
        if self._connection is not None:
            self.stop()

    async def commit(self) -> None:
        if not self._conn.in_transaction:
            # A full disk undoes all of it, and what others wrote in it before.
            raise sqlite3.OperationalError("the transaction was undone")
        await super()._execute(self._conn.commit)  # type: ignore[no-untyped-call]

    def begin(self) -> None:
        """Begin to read, for which nobody has to be waited for."""
        self._conn.execute("BEGIN")

    async def empty_journal(self) -> None:
        """Move all that is in the journal into the file, once nobody reads what was before."""
        await super()._execute(self._empty_journal)  # type: ignore[no-untyped-call]

    def _empty_journal(self) -> None:
        self._conn.execute(f"PRAGMA busy_timeout = {int(_PATIENCE * 1000)}")
        try:
            self._conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            self._conn.execute("PRAGMA busy_timeout = 0")


def speak(engine: AsyncEngine) -> None:
    """Let the engine's connections be of that kind. The driver begins transactions late and for
    reading; ours say when, and what for: to write where the option `writes` is set."""

    @event.listens_for(engine.sync_engine, "do_connect")
    def connecting(_: Any, __: Any, ___: Any, said: dict[str, Any]) -> None:
        said["async_creator_fn"] = _connection

    @event.listens_for(engine.sync_engine, "connect")
    def connected(connection: Any, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begun(connection: sqlalchemy.Connection) -> None:
        if connection.get_execution_options().get("writes"):
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            _driver(connection).begin()


async def empty_journal(connection: AsyncConnection) -> None:
    """See `_Connection.empty_journal`."""
    await _driver(connection.sync_connection).empty_journal()


@asynccontextmanager
async def savepoint(connection: AsyncConnection) -> AsyncIterator[None]:
    """A part of the connection's transaction, undone by itself where the block fails. One at a
    time: the engine's own can be nested, which makes them dearer."""
    driver = _driver(connection.sync_connection)
    await driver.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        if driver.in_transaction:
            await driver.execute("ROLLBACK TO part")
            await driver.execute("RELEASE part")
        raise
    await driver.execute("RELEASE part")


def _driver(connection: sqlalchemy.Connection | None) -> _Connection:
    driver = connection.connection.driver_connection if connection else None
    assert isinstance(driver, _Connection)
    return driver


def _connection(file: str, **said: Any) -> _Connection:
    """Not open yet: that is waited for."""
    said |= {"isolation_level": None, "check_same_thread": False}
    connection = _Connection(lambda: sqlite3.connect(file, **said), iter_chunk_size=64)
    connection._thread.daemon = True  # as SQLAlchemy makes it: it keeps no program from its end
    return connection
