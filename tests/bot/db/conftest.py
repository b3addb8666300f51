"""One database a test: SQLite in a file, and a real PostgreSQL where one can be started."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.db.engine import Database

NOW = datetime(2027, 2, 14, 7, 30, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database's address."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'siaga.db'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """The database with the tables of this version."""
    database = Database(url)
    await database.prepare()
    yield database
    await database.close()
