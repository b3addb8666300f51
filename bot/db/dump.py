"""The whole database as lines of JSON, the same from either kind of database, so that a backup of
one can be taken up by the other."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.tables import Moment, metadata

_BATCH = 500


class Unloadable(ValueError):
    """Lines that are not a dump of these tables; says which and why."""


def tables() -> tuple[str, ...]:
    """Every table's name, whatever refers to another after it."""
    return tuple(table.name for table in metadata.sorted_tables)


async def dump(connection: AsyncConnection, name: str) -> AsyncIterator[str]:
    """The rows of table `name`, a JSON object each, in the order of their keys."""
    table = metadata.tables[name]
    async for row in await connection.stream(select(table).order_by(*table.primary_key)):
        yield json.dumps(row._asdict(), ensure_ascii=False, default=_written)


async def is_empty(connection: AsyncConnection) -> bool:
    """Whether no table has a row."""
    for table in metadata.sorted_tables:
        if (await connection.execute(select(func.count()).select_from(table))).scalar():
            return False
    return True


async def load(connection: AsyncConnection, lines: Mapping[str, Iterable[str]]) -> None:
    """Put `lines` of every table in the place of all that is there. Raises Unloadable."""
    for table in reversed(metadata.sorted_tables):
        await connection.execute(delete(table))
    for table in metadata.sorted_tables:
        rows = [_row(table, number, line) for number, line in enumerate(lines[table.name], 1)]
        for start in range(0, len(rows), _BATCH):
            await connection.execute(insert(table), rows[start : start + _BATCH])
        await _count_on(connection, table)


def _written(value: Any) -> str:
    assert isinstance(value, datetime), type(value)
    return value.isoformat()


def _row(table: Table, number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
        if set(row) != set(table.columns.keys()):
            raise ValueError("kolomnya lain")
        return {name: _read(table, name, value) for name, value in row.items()}
    except (ValueError, TypeError) as error:
        raise Unloadable(f"{table.name}, baris {number}: {error}") from error


def _read(table: Table, name: str, value: Any) -> Any:
    moment = isinstance(table.columns[name].type, Moment)
    return datetime.fromisoformat(value) if moment and value is not None else value


async def _count_on(connection: AsyncConnection, table: Table) -> None:
    """PostgreSQL goes on counting where its own sequence stands, whatever the rows say."""
    if connection.dialect.name != "postgresql" or table.autoincrement_column is None:
        return
    name = table.autoincrement_column.name
    await connection.execute(
        text(
            f"SELECT setval(pg_get_serial_sequence('{table.name}', '{name}'),"
            f" COALESCE((SELECT MAX({name}) FROM {table.name}), 0) + 1, false)"
        )
    )
