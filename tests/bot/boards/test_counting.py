from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

import pytest

from bot.access import Role
from bot.boards.counting import Counting
from bot.db import reports
from bot.db.engine import Connection, Database
from bot.db.reports import Observation
from bot.readiness import Component, Report, State, Verdict
from corpus.areas import AreaKind, bundled
from tests.support.clock import Clock

NOW = Clock().now
LONG_AGO = NOW - timedelta(days=365)
UNITS = [it.id for it in bundled().areas if it.kind in (AreaKind.REGENCY, AreaKind.CITY)]


async def tell(connection: Connection, area: str, have: int, days: float = 1) -> int:
    """The id of a report that so many were seen so long ago."""
    seen = NOW - timedelta(days=days)
    observed = Observation(area, Component.PERSONNEL, State.ACTION, have, 500, "", "", seen)
    return await reports.add(connection, observed, "P-00000031", Role.OFFICER, NOW)


async def anew(
    connection: Connection, areas: Collection[str], since: datetime = LONG_AGO
) -> Mapping[str, Sequence[Report]]:
    """What a look finds that remembers nothing."""
    return await Counting().of(connection, areas, since)


@pytest.mark.parametrize("areas", [UNITS[:3], UNITS])
async def test_what_is_remembered_is_what_would_be_read(
    areas: list[str], database: Database
) -> None:
    counting, chance = Counting(), Random(1)
    written: list[int] = []
    for _ in range(12):
        async with database.writing() as connection:
            for _ in range(chance.randrange(4)):
                days = chance.choice([0.5, 40, 364])
                written.append(
                    await tell(connection, chance.choice(areas), chance.randrange(500), days)
                )
            if written and chance.random() < 0.7:
                verdict = chance.choice(list(Verdict))
                await reports.judge(connection, chance.choice(written), verdict, "P-1", NOW)
        looked = chance.sample(areas, chance.randint(1, len(areas)))
        async with database.reading() as connection:
            assert await counting.of(connection, looked, LONG_AGO) == await anew(connection, looked)
    async with database.reading() as connection:
        found = await counting.of(connection, areas, LONG_AGO)
        assert found == await anew(connection, areas) and any(found.values())


async def test_what_another_copy_of_the_bot_wrote_is_seen_at_once(database: Database) -> None:
    counting, other = Counting(), Database(database.url)
    async with database.reading() as connection:
        assert not any((await counting.of(connection, UNITS, LONG_AGO)).values())
    async with other.writing() as connection:
        id = await tell(connection, UNITS[7], 480)
    await other.close()
    async with database.reading() as connection:
        found = await counting.of(connection, UNITS, LONG_AGO)
    assert {area: [one.id for one in it] for area, it in found.items() if it} == {UNITS[7]: [id]}


async def test_only_areas_in_which_something_changed_are_read_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Collection[str]] = []
    read = reports.counting

    async def noted(
        connection: Connection, areas: Collection[str], since: datetime
    ) -> Sequence[Report]:
        asked.append(areas)
        return await read(connection, areas, since)

    monkeypatch.setattr(reports, "counting", noted)
    counting = Counting()
    async with database.writing() as connection:
        for area in UNITS[:5]:
            await tell(connection, area, 1)
    for changed in (None, UNITS[3], None):
        if changed:
            async with database.writing() as connection:
                await tell(connection, changed, 2)
        async with database.reading() as connection:
            await counting.of(connection, UNITS, LONG_AGO)
    assert [area for areas in asked for area in areas] == [*UNITS, UNITS[3]]


async def test_what_was_looked_at_long_ago_is_read_without_asking_what_has_changed(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.boards.counting._FEW", 2)
    monkeypatch.setattr(reports, "changed", None)
    counting = Counting()
    async with database.reading() as connection:
        await counting.of(connection, UNITS, LONG_AGO)
    async with database.writing() as connection:
        for have in range(3):
            await tell(connection, UNITS[0], have)
    async with database.reading() as connection:
        (found,) = (await counting.of(connection, UNITS, LONG_AGO))[UNITS[0]]
    assert found.have == 2


async def test_what_has_become_too_old_meanwhile_is_left_out(database: Database) -> None:
    counting = Counting()
    async with database.writing() as connection:
        await tell(connection, UNITS[0], 480, days=10)
    async with database.reading() as connection:
        before = await counting.of(connection, UNITS, NOW - timedelta(days=11))
        after = await counting.of(connection, UNITS, NOW - timedelta(days=9))
    assert (len(before[UNITS[0]]), len(after[UNITS[0]])) == (1, 0)


async def test_a_slow_look_never_puts_older_things_in_the_place_of_newer(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting, read = Counting(), reports.counting
    async with database.writing() as connection:
        await tell(connection, UNITS[0], 1, days=2)

    async def slow(
        connection: Connection, areas: Collection[str], since: datetime
    ) -> Sequence[Report]:
        found = await read(connection, areas, since)
        monkeypatch.setattr(reports, "counting", read)
        async with database.writing() as writing:
            await tell(writing, UNITS[0], 2)
        async with database.reading() as another:
            await counting.of(another, UNITS, since)
        return found

    monkeypatch.setattr(reports, "counting", slow)
    async with database.reading() as connection:
        await counting.of(connection, UNITS, LONG_AGO)
    async with database.reading() as connection:
        (found,) = (await counting.of(connection, UNITS, LONG_AGO))[UNITS[0]]
    assert found.have == 2
