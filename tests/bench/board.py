"""How soon a board is there, against what was promised.

    python -m tests.bench.board [--postgres URL] [--days 30]

Makes a database with a report a day for every component of all 514 regencies and cities, in a
temporary SQLite file or in the empty database that URL names, and measures on it the board of areas
of every size: read, judged and put into words; and drawn. Whoever waits is the one who asked, so
what is measured is one request after the other.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import insert

from bot.access import Grant, Person, Role
from bot.almanac import almanac_of
from bot.app import lasting
from bot.boards.overview import Overview
from bot.boards.standing import Standings
from bot.db import tables
from bot.db.engine import Database
from bot.drills.rehearsals import Rehearsals
from bot.readiness import Component, State
from bot.render.boards.board import render_board
from bot.render.boards.board_picture import pictures
from bot.render.boards.board_table import table
from bot.render.boards.board_whole import render_whole
from bot.render.boards.silent import render_silent
from bot.roles import Roles
from corpus.areas import AreaKind, bundled

NOW = datetime(2026, 11, 26, 6, 5, tzinfo=UTC)
ADMIN = Person(1, "Ukur", "P-00000001", (Grant(Role.ADMIN),))
ROUNDS = 60
TEXT, PICTURE = 50.0, 400.0
"""Milliseconds promised, of twenty requests for nineteen."""

_AT_ONCE = 5000


def main() -> None:
    """Print one line a measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", metavar="URL")
    parser.add_argument("--days", type=int, default=30)
    said = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = said.postgres or f"sqlite+aiosqlite:///{Path(folder) / 'siaga.db'}"
        asyncio.run(_measure(url, said.days, Path(folder)))


async def _measure(url: str, days: int, folder: Path) -> None:
    database = Database(url)
    await database.prepare()
    begun = time.perf_counter()
    number = await _fill(database, days)
    print(f"{number:,} reports in {time.perf_counter() - begun:.0f} s, {database.url.drivername}")
    overview = _overview(database, folder)
    lasting()  # as in a bot that runs
    chance, tree = random.Random(1), bundled()
    units = [area.id for area in tree.areas if area.kind in (AreaKind.REGENCY, AreaKind.CITY)]
    provinces = [area.id for area in tree.areas if area.kind is AreaKind.PROVINCE]
    for name, areas in (
        ("a regency or city", chance.sample(units, ROUNDS)),
        ("a province", chance.choices(provinces, k=ROUNDS)),
        ("the country", ["indonesia"] * ROUNDS),
    ):
        await _say(f"text, {name}", partial(_text, overview), areas, TEXT)
        await _say(f"picture, {name}", partial(_picture, overview), areas, PICTURE)
        await _say(f"who is silent, {name}", partial(_silent, overview), areas)
        await _say(f"all of it in words, {name}", partial(_whole, overview), areas)
        await _say(f"table, {name}", partial(_table, overview), areas)
    await database.close()


async def _text(overview: Overview, area: str) -> None:
    board = await overview.board(ADMIN, area)
    assert board is not None
    render_board(board, overview.areas)


async def _picture(overview: Overview, area: str) -> None:
    board = await overview.board(ADMIN, area)
    assert board is not None
    history = await overview.history(board)
    await asyncio.to_thread(lambda: list(pictures(board, history, overview.areas)))


async def _silent(overview: Overview, area: str) -> None:
    board = await overview.board(ADMIN, area)
    assert board is not None
    render_silent(board, overview.areas)


async def _whole(overview: Overview, area: str) -> None:
    board = await overview.board(ADMIN, area)
    assert board is not None
    render_whole(board, await overview.history(board), {}, overview.areas)


async def _table(overview: Overview, area: str) -> None:
    board = await overview.board(ADMIN, area)
    assert board is not None
    table(board, {}, overview.areas)


def _overview(database: Database, folder: Path) -> Overview:
    def clock() -> datetime:
        return NOW

    almanac, areas = partial(almanac_of, folder), bundled()
    rehearsals = Rehearsals(database, Roles(database, areas, [], clock), clock)
    return Overview(database, Standings(areas, almanac), almanac, rehearsals, clock)


async def _fill(database: Database, days: int) -> int:
    """How many reports there are now."""
    rows, number = list(_rows(days)), 0
    for at in range(0, len(rows), _AT_ONCE):
        async with database.writing() as connection:
            await connection.execute(insert(tables.reports), rows[at : at + _AT_ONCE])
            number += len(rows[at : at + _AT_ONCE])
    if not database.is_sqlite:
        async with database.writing() as connection:
            # As PostgreSQL does by itself within a minute of so many new rows.
            await connection.exec_driver_sql("ANALYZE reports")
    return number


def _rows(days: int) -> Iterator[dict[str, Any]]:
    """A report a day for every component of every unit, some of them verified."""
    chance, keys = random.Random(1), count(1)
    units = [area for area in bundled().areas if area.kind in (AreaKind.REGENCY, AreaKind.CITY)]
    for day in range(days):
        for area in units:
            for component in Component:
                seen = NOW - timedelta(days=day, minutes=chance.randrange(24 * 60))
                verified = chance.random() < 0.5
                yield {
                    "key": next(keys),
                    "area": area.id,
                    "component": component.value,
                    "state": chance.choice(list(State)).value,
                    "have": chance.randrange(500),
                    "need": 500,
                    "note": "kurang dua, menunggu kiriman dari polda",
                    "photo": "",
                    "officer": "P-00000002",
                    "role": Role.OFFICER.value,
                    "observed_at": seen,
                    "received_at": seen + timedelta(minutes=5),
                    "verdict": "verified" if verified else None,
                    "judged_by": "P-00000003" if verified else None,
                    "judged_at": seen + timedelta(hours=1) if verified else None,
                    "change": day + 1,
                }


async def _say(
    what: str,
    act: Callable[[str], Awaitable[None]],
    areas: Sequence[str],
    promised: float | None = None,
) -> None:
    await act(areas[0])  # the first loads what the others have
    taken = []
    for area in areas:
        begun = time.perf_counter()
        await act(area)
        taken.append((time.perf_counter() - begun) * 1000)
    half, most = (float(np.percentile(taken, share)) for share in (50, 95))
    verdict = ""
    if promised is not None:
        verdict = f"at most {promised:g}: {'kept' if most <= promised else 'MISSED'}"
    print(f"{what:36} p50 {half:7.1f} ms   p95 {most:7.1f} ms   {verdict}", flush=True)


if __name__ == "__main__":
    main()
