from __future__ import annotations

from datetime import timedelta

import pytest

from bot.db import drafts
from bot.db.engine import Connection, Database
from bot.readiness import Component, State
from bot.reports.draft import Draft, Step, Stored
from bot.reports.shorthand.outcome import Guess, Line
from tests.bot.db.conftest import NOW

SRI, BUDI = 6123456789, 12
DRAFT = Draft(areas=("kota-balikpapan",), asked=Step.COMPONENT, observed_at=NOW)
FULL = Draft(
    areas=("kota-balikpapan", "kota-bontang"),
    asked=Step.NUMBERS,
    observed_at=NOW,
    lines=(Line(Component.BUDGET, State.READY, 480, None, 'di "sini"'),),
    current=Component.BUDGET,
    photo="f-1",
    drill=7,
    real=True,
    guesses=(Guess("anggran", Component.BUDGET),),
    lineage={Component.BUDGET: 3},
)


async def test_a_draft_is_read_as_it_was_kept_by_its_owner_alone(database: Database) -> None:
    async with database.writing() as connection:
        id = await drafts.add(connection, SRI, FULL, NOW)
        assert await drafts.by_id(connection, id, SRI) == Stored(id, SRI, None, FULL, None)
        assert await drafts.by_id(connection, id, BUDI) is None
        await drafts.remove(connection, id, BUDI)
        await drafts.show(connection, id, 55)
        await drafts.sent(connection, id, DRAFT, NOW)
        assert await drafts.by_id(connection, id, SRI) == Stored(id, SRI, 55, DRAFT, NOW)


async def test_only_the_last_draft_can_be_one_that_nobody_was_shown(database: Database) -> None:
    async with database.writing() as connection:
        assert await drafts.unshown(connection, SRI) is None
        first = await drafts.add(connection, SRI, DRAFT, NOW)
        await drafts.add(connection, BUDI, DRAFT, NOW)
        found = await drafts.unshown(connection, SRI)
        assert found and found.id == first
        second = await drafts.add(connection, SRI, DRAFT, NOW + timedelta(seconds=1))
        await drafts.show(connection, second, 55)
        assert await drafts.unshown(connection, SRI) is None


async def test_those_that_wait_are_told_in_their_order(database: Database) -> None:
    async with database.writing() as connection:
        moments = [NOW + timedelta(seconds=second) for second in range(3)]
        ids = [await drafts.add(connection, SRI, DRAFT, moment) for moment in moments]
        await drafts.sent(connection, ids[1], DRAFT, NOW)
        assert [one.id for one in await drafts.unsent(connection, SRI)] == [ids[0], ids[2]]


async def aged(connection: Connection, hours: float, sent: bool) -> int:
    then = NOW - timedelta(hours=hours)
    id = await drafts.add(connection, SRI, DRAFT, then)
    if sent:
        await drafts.sent(connection, id, DRAFT, then)
    return id


@pytest.mark.parametrize(
    ("hours", "sent", "stays"),
    [(23, False, True), (25, False, False), (25, True, True), (169, True, False)],
)
async def test_what_nobody_came_back_to_goes_and_what_was_sent_stays_for_a_week(
    hours: float, sent: bool, stays: bool, database: Database
) -> None:
    async with database.writing() as connection:
        id = await aged(connection, hours, sent)
        await drafts.drop_older(connection, NOW - timedelta(days=1), NOW - timedelta(days=7))
        assert (await drafts.by_id(connection, id, SRI) is not None) is stays


async def test_a_person_is_forgotten_with_his_drafts(database: Database) -> None:
    async with database.writing() as connection:
        his, hers = [await drafts.add(connection, it, DRAFT, NOW) for it in (BUDI, SRI)]
        await drafts.forget(connection, BUDI)
        assert await drafts.by_id(connection, his, BUDI) is None
        assert await drafts.by_id(connection, hers, SRI) is not None
