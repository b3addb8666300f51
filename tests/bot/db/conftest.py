"""One database a test: SQLite in a file, and a real PostgreSQL where one can be started."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.db.engine import Database
from tests.support.postgres import NoServer, PostgresServer, postgres

NOW = datetime(2027, 2, 14, 7, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer | None]:
    with suppress(NoServer):
        with postgres(tmp_path_factory.mktemp("postgres")) as server:
            yield server
        return
    yield None


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path, server: PostgresServer | None) -> str:
    """An empty database's address."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'siaga.db'}"
    if server is None:
        pytest.skip("no PostgreSQL server can be started here")
    return server.fresh()


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """The database with the tables of this version."""
    database = Database(url)
    await database.prepare()
    yield database
    await database.close()
