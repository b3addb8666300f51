"""What tests of several packages share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

from tests.support.postgres import NoServer, PostgresServer
from tests.support.teduh import DOCUMENTS, generation_of

# How long an example takes says more about the machine than about the code; tests/bench measures.
# A gate tries the same examples every time; whoever runs the tests at a desk looks for new ones.
settings.register_profile("siaga", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "siaga")


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one generation of what is written about Teduh."""
    return generation_of(DOCUMENTS, tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A real PostgreSQL; what needs it is skipped where none can be started."""
    # Not in pytest's own folder: its path may be too long for a socket.
    with TemporaryDirectory(prefix="siaga-", ignore_cleanup_errors=True) as folder:
        try:
            server = PostgresServer(Path(folder))
        except NoServer as reason:
            pytest.skip(f"no PostgreSQL server can be started here ({reason})")
        yield server
        server.close()


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> str:
    """An empty PostgreSQL database's address."""
    return postgres_server.fresh()
