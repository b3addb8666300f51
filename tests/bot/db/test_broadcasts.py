from __future__ import annotations

from datetime import timedelta

from bot.db import broadcasts
from bot.db.broadcasts import State
from bot.db.engine import Database
from tests.bot.db.conftest import NOW


async def test_a_draft_is_its_authors_until_it_is_begun_or_old(database: Database) -> None:
    async with database.writing() as connection:
        first = await broadcasts.add(connection, "Apel.", "kota-blitar", "P-1", NOW)
        second = await broadcasts.add(connection, "Apel lagi.", "", "P-1", NOW)
        assert await broadcasts.draft(connection, first.id, "P-1") == first
        assert await broadcasts.draft(connection, first.id, "P-2") is None
        await broadcasts.begin(connection, first.id, {12}, NOW)
        assert await broadcasts.draft(connection, first.id, "P-1") is None
        await broadcasts.remove_drafts(connection, NOW + timedelta(seconds=1))
        assert await broadcasts.draft(connection, second.id, "P-1") is None
        assert await broadcasts.begun(connection) == [first]


async def test_everyone_is_taken_once(database: Database) -> None:
    async with database.writing() as connection:
        id = (await broadcasts.add(connection, "Apel.", "", "P-1", NOW)).id
        await broadcasts.begin(connection, id, {12, 6123456789}, NOW)
        taken = [await broadcasts.take(connection, id, NOW) for _ in range(3)]
        assert taken == [12, 6123456789, None]
        await broadcasts.settle(connection, id, 12, State.SENT)
        assert await broadcasts.states(connection, id) == {State.SENT: 1, State.TAKEN: 1}
        await broadcasts.give_up(connection, id, NOW)
        assert await broadcasts.states(connection, id) == {State.SENT: 1, State.TAKEN: 1}
        await broadcasts.give_up(connection, id, NOW + timedelta(seconds=1))
        assert await broadcasts.states(connection, id) == {State.SENT: 1, State.UNSURE: 1}


async def test_a_removed_broadcast_leaves_no_receiver(database: Database) -> None:
    async with database.writing() as connection:
        id = (await broadcasts.add(connection, "Apel.", "", "P-1", NOW)).id
        await broadcasts.begin(connection, id, {12, 13}, NOW)
        await broadcasts.forget(connection, 12)
        assert await broadcasts.states(connection, id) == {State.WAITING: 1}
        assert await broadcasts.remove(connection, id)
        assert not await broadcasts.remove(connection, id)
        assert await broadcasts.states(connection, id) == {}
