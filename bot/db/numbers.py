"""The numbers by which people and buttons name what is kept. They are drawn, not counted: a count
would tell whoever is shown one how much is kept everywhere."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Column, Select, bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

_LOWEST, _HIGHEST = 10_000_000, 99_999_999
"""Eight digits: to be read out on the telephone, and more than there will be reports."""


async def drawn(connection: AsyncConnection, column: Column[Any]) -> int:
    """A number that is not in `column` yet, within the transaction that puts it there."""
    (number,) = await drawn_all(connection, column, 1)
    return number


async def drawn_all(connection: AsyncConnection, column: Column[Any], count: int) -> Sequence[int]:
    """So many of them, each another."""
    while True:
        numbers = {_LOWEST + secrets.randbelow(_HIGHEST - _LOWEST + 1) for _ in range(count)}
        taken = await connection.execute(_among(column), {"numbers": list(numbers)})
        if taken.first() is None and len(numbers) == count:
            return list(numbers)


@cache
def _among(column: Column[Any]) -> Select[Any]:
    return select(column).where(column.in_(bindparam("numbers", expanding=True)))
