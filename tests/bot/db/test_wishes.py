from __future__ import annotations

from datetime import timedelta

import pytest

from bot.db import wishes
from bot.db.engine import Connection, Database
from bot.db.wishes import Wish
from tests.bot.db.conftest import NOW

SRI, BUDI, GROUP = 6123456789, 12, -100200300
UNTIL = NOW + timedelta(minutes=10)


async def added(
    connection: Connection, person: int, question: str, chat: int | None = None, tried: str = "g1"
) -> Wish:
    where = person if chat is None else chat
    id = await wishes.add(connection, person, where, 5, question, tried, NOW)
    return Wish(id, person, where, 5, question)


async def test_a_wish_is_open_to_every_generation_that_was_not_asked(database: Database) -> None:
    async with database.writing() as connection:
        wish = await added(connection, SRI, "Apa?")
        assert await wishes.untried(connection, "g1", NOW, 0, 10) == []
        assert await wishes.untried(connection, "g2", NOW, 0, 10) == [wish]
        assert await wishes.untried(connection, "g2", NOW, wish.id, 10) == []
        await wishes.mark(connection, [wish.id], "g2", NOW)
        assert await wishes.untried(connection, "g2", NOW, 0, 10) == []


async def test_a_wish_is_held_by_one_until_he_is_overdue(database: Database) -> None:
    async with database.writing() as connection:
        wish = await added(connection, SRI, "Apa?")
        assert await wishes.hold(connection, wish, "g2", NOW, UNTIL)
        assert not await wishes.hold(connection, wish, "g2", NOW, UNTIL)
        assert not await wishes.hold(connection, wish, "g3", NOW, UNTIL)
        await wishes.mark(connection, [wish.id], "g3", NOW)
        assert await wishes.untried(connection, "g4", NOW, 0, 10) == []
        later = UNTIL + timedelta(seconds=1)
        assert await wishes.untried(connection, "g2", later, 0, 10) == [wish]
        assert await wishes.hold(connection, wish, "g2", later, later)


async def test_one_question_in_a_group_is_one_wish_for_all_who_wait(database: Database) -> None:
    async with database.writing() as connection:
        first = await added(connection, SRI, "Apa?", GROUP)
        second = await added(connection, BUDI, "Apa?", GROUP)
        other = await added(connection, BUDI, "Apa?")
        assert await wishes.hold(connection, first, "g2", NOW, UNTIL)
        assert not await wishes.hold(connection, second, "g2", NOW, UNTIL)
        await wishes.fulfilled(connection, first)
        assert await wishes.untried(connection, "g2", NOW, 0, 10) == [other]


async def test_a_wish_is_found_again_counted_and_withdrawn_by_its_owner(
    database: Database,
) -> None:
    question = "😀" * 1000  # the longest that can be asked, in the widest letters
    async with database.writing() as connection:
        wish = await added(connection, SRI, question)
        await added(connection, BUDI, question)
        assert await wishes.same(connection, SRI, SRI, question) == wish.id
        assert await wishes.same(connection, SRI, GROUP, question) is None
        assert await wishes.number(connection) == 2
        assert await wishes.number(connection, SRI) == 1
        assert not await wishes.withdraw(connection, wish.id, BUDI)
        assert await wishes.withdraw(connection, wish.id, SRI)
        assert not await wishes.withdraw(connection, wish.id, SRI)


@pytest.mark.parametrize("way", ["forget", "drop_chat", "drop_older"])
async def test_wishes_go_with_their_person_their_chat_or_their_time(
    way: str, database: Database
) -> None:
    async with database.writing() as connection:
        await added(connection, SRI, "Apa?")
        if way == "drop_older":
            await wishes.drop_older(connection, NOW)
            assert await wishes.number(connection) == 1
            await wishes.drop_older(connection, NOW + timedelta(seconds=1))
        else:
            await added(connection, BUDI, "Apa?")
            await getattr(wishes, way)(connection, SRI)
            await wishes.withdraw(connection, 2, BUDI)
        assert await wishes.number(connection) == 0
