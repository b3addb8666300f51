from __future__ import annotations

from bot.db import watches
from bot.db.engine import Database
from bot.db.watches import Watch
from bot.readiness import Component, State
from bot.watching.alerts import Seen
from bot.watching.hours import ALWAYS, NIGHT
from tests.bot.db.conftest import NOW
from tests.support.field import BALIKPAPAN, KALTIM, SAMARINDA

MADE, CUT = 6123456789, 32


async def test_watches_are_each_persons_own(database: Database) -> None:
    mine = [Watch(MADE, KALTIM, NIGHT, NOW), Watch(MADE, BALIKPAPAN, NIGHT, NOW)]
    his = Watch(CUT, BALIKPAPAN, NIGHT, NOW)
    async with database.writing() as connection:
        for watch in (*mine, his):
            await watches.add(connection, watch)
        assert await watches.everyone(connection) == [his, *mine]
        await watches.set_quiet(connection, MADE, ALWAYS)
        assert {it.quiet for it in await watches.everyone(connection, MADE)} == {ALWAYS}
        assert await watches.everyone(connection, CUT) == [his]
        await watches.remove(connection, MADE, BALIKPAPAN)
        assert [it.area for it in await watches.everyone(connection, MADE)] == [KALTIM]
        await watches.forget(connection, MADE)
        assert await watches.everyone(connection) == [his]


async def test_what_was_seen_of_an_area_is_what_was_seen_last(database: Database) -> None:
    first = {Component.POSTS: Seen(State.READY, False), Component.BUDGET: Seen(State.ACTION, True)}
    async with database.writing() as connection:
        await watches.see(connection, {BALIKPAPAN: first, SAMARINDA: first})
        both = {BALIKPAPAN, SAMARINDA}
        assert await watches.seen(connection, both) == {BALIKPAPAN: first, SAMARINDA: first}
        assert await watches.seen_areas(connection) == both
        await watches.see(connection, {BALIKPAPAN: {}})
        assert await watches.seen(connection, {BALIKPAPAN}) == {}
        await watches.look_away(connection, {SAMARINDA, KALTIM})
        assert await watches.seen_areas(connection) == set()
