from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.db import notices
from bot.db.engine import Database
from bot.db.notices import Notice
from bot.readiness import State
from bot.watching.alerts import Kind
from bot.watching.notices import GAP
from tests.bot.db.conftest import NOW
from tests.support.clock import Clock
from tests.support.field import BALIKPAPAN, Field
from tests.support.vigil import Post, round_of, vigil_over

MADE, CUT = 6123456789, 32
UNTIL = NOW + timedelta(minutes=10)
LATER = UNTIL + timedelta(seconds=1)


def digest(person: int, day: int = 14) -> Notice:
    subject = f"2027-02-{day}"
    return Notice(f"d:{subject}:{person}", person, Kind.DIGEST, BALIKPAPAN, subject)


def change(person: int) -> Notice:
    longest = "kabupaten-penukal-abab-lematang-ilir", "perangkat-lunak"
    key = f"worse:{longest[0]}:{longest[1]}:{1_802_590_200_000_000}:{person}"
    return Notice(key, person, Kind.WORSE, *longest, State.ACTION.value)


async def test_a_key_is_kept_once(database: Database) -> None:
    async with database.writing() as connection:
        await notices.add(connection, [digest(MADE), digest(MADE), change(MADE)], NOW)
        found = [digest(MADE), digest(MADE, 15), change(MADE)]
        assert await notices.unknown(connection, found) == [digest(MADE, 15)]
        await notices.add(connection, found, NOW + timedelta(days=1))
        taken = await notices.take(connection, MADE, NOW, UNTIL)
        assert taken == [digest(MADE), change(MADE)]


async def test_thousands_are_kept_and_found(database: Database) -> None:
    many = [digest(person) for person in range(1, 2001)]
    async with database.writing() as connection:
        await notices.add(connection, many, NOW)
        assert await notices.unknown(connection, many) == []
        assert len(await notices.waiting(connection, NOW, NOW)) == 2000


async def test_what_is_taken_is_held_until_its_holder_is_overdue(database: Database) -> None:
    async with database.writing() as connection:
        await notices.add(connection, [digest(MADE)], NOW)
        assert await notices.take(connection, MADE, NOW - timedelta(seconds=1), UNTIL) == []
        assert await notices.take(connection, MADE, NOW, UNTIL) == [digest(MADE)]
        assert await notices.take(connection, MADE, UNTIL, LATER) == []
        assert await notices.waiting(connection, UNTIL, NOW) == []
        assert await notices.waiting(connection, LATER, NOW) == [MADE]
        assert await notices.take(connection, MADE, LATER, LATER) == [digest(MADE)]


async def test_what_is_put_off_is_due_later_and_what_is_told_never_again(
    database: Database,
) -> None:
    key = digest(MADE).key
    async with database.writing() as connection:
        await notices.add(connection, [digest(MADE)], NOW)
        await notices.take(connection, MADE, NOW, UNTIL)
        await notices.put_off(connection, [key], LATER)
        assert await notices.take(connection, MADE, UNTIL, UNTIL) == []
        assert await notices.take(connection, MADE, LATER, LATER) == [digest(MADE)]
        await notices.settle(connection, [key], LATER)
        await notices.add(connection, [digest(MADE)], NOW)
        assert await notices.take(connection, MADE, LATER + timedelta(days=1), LATER) == []


async def test_who_waits_longest_comes_first_and_who_was_told_just_now_waits(
    database: Database,
) -> None:
    async with database.writing() as connection:
        await notices.add(connection, [digest(MADE)], NOW)
        await notices.add(connection, [digest(CUT)], NOW - timedelta(minutes=1))
        assert await notices.waiting(connection, NOW, NOW - GAP) == [CUT, MADE]
        await notices.settle(connection, [digest(CUT).key], NOW)
        await notices.add(connection, [change(CUT)], NOW)
        assert await notices.waiting(connection, NOW, NOW - GAP) == [MADE]
        assert await notices.waiting(connection, NOW + GAP, NOW) == [CUT, MADE]


async def test_notices_go_with_their_person_their_time_or_their_reason(
    database: Database,
) -> None:
    async with database.writing() as connection:
        await notices.add(connection, [digest(MADE), digest(CUT), change(CUT)], NOW)
        await notices.forget(connection, MADE)
        await notices.drop(connection, [change(CUT).key])
        await notices.drop_older(connection, NOW)
        assert await notices.waiting(connection, NOW, NOW) == [CUT]
        await notices.drop_older(connection, NOW + timedelta(seconds=1))
        assert await notices.unknown(connection, [digest(CUT)]) == [digest(CUT)]


async def test_two_copies_over_one_database_tell_everything_once(database: Database) -> None:
    clock = Clock()
    field, people = Field(database, clock), range(101, 107)
    other = Database(database.url)
    copies = [vigil_over(database, clock), vigil_over(other, clock)]
    await field.report(State.READY)
    for person in people:
        made = await field.appoint(person)
        await copies[0].watching.watch(made, BALIKPAPAN, f"update:{person}")
    await copies[0].lookout.look()
    clock.pass_by(hours=16)
    await field.report(State.ACTION)
    post = Post()
    await asyncio.gather(*(round_of(it, post) for it in copies * 2))
    clock.now += GAP
    await asyncio.gather(*(round_of(it, post) for it in copies))
    assert sorted(person for person, *_ in post.altered) == list(people)
    assert sorted(to for to, told in post.told for _ in told.digests) == list(people)
    await other.close()
