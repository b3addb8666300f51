from __future__ import annotations

import asyncio

import pytest

from bot import texts
from bot.app import serve
from bot.settings import Settings
from tests.journeys.conftest import Started
from tests.journeys.looks import buttons, formatted, links
from tests.support import teduh
from tests.support.botapi import BotApiServer, Group, Json, User

FOLLOW_UP = "kpn itu?"
MEANT = texts.MEANT.format(question="Kapan simulasi Sispamkota di Kota Teduh?")


async def answered(question: str, server: BotApiServer, citizen: User) -> Json:
    await citizen.send(question)
    (answer,) = await server.wait_for(citizen.id)
    return answer


@pytest.mark.usefixtures("bot")
class TestFollowedUp:
    async def test_a_follow_up_is_answered_under_what_it_was_taken_to_mean(
        self, server: BotApiServer, citizen: User
    ) -> None:
        first = await answered(teduh.ASK_DRILL, server, citizen)
        second = await answered(FOLLOW_UP, server, citizen)
        assert "Maksud Anda" not in first["text"]
        assert second["text"].startswith(MEANT)
        assert formatted(second, "italic")[0] == MEANT
        assert "2 Oktober 2023" in formatted(second, "bold")

    async def test_one_tap_asks_it_alone(self, server: BotApiServer, citizen: User) -> None:
        await answered(teduh.ASK_DRILL, server, citizen)
        asked = await citizen.send(FOLLOW_UP)
        (second,) = await server.wait_for(citizen.id)
        assert buttons(second)[-3] == texts.BUTTON_ALONE
        query = await citizen.press(second, texts.BUTTON_ALONE)
        (alone,) = await server.wait_for(citizen.id)
        assert any(alone["text"].startswith(words) for words in texts.WEAK.values())
        assert alone["reply_to_message"]["message_id"] == asked["message_id"]
        assert texts.BUTTON_ALONE not in buttons(alone)
        assert "text" not in await server.wait_for_answer(query)

    async def test_a_question_of_its_own_is_no_follow_up(
        self, server: BotApiServer, citizen: User
    ) -> None:
        await answered(teduh.ASK_DRILL, server, citizen)
        other = await answered(teduh.ASK_RULE, server, citizen)
        assert "Maksud Anda" not in other["text"]
        assert texts.BUTTON_ALONE not in buttons(other)

    async def test_other_sources_are_searched_for_what_was_meant(
        self, server: BotApiServer, citizen: User
    ) -> None:
        await answered(teduh.ASK_DRILL, server, citizen)
        second = await answered(FOLLOW_UP, server, citizen)
        await citizen.press(second, texts.BUTTON_MORE)
        (further,) = await server.wait_for(citizen.id)
        assert teduh.NEWS.title in links(further)
        assert teduh.DRILL.title not in links(further)

    async def test_danger_thanks_and_what_is_declined_are_no_question_before(
        self, server: BotApiServer, citizen: User
    ) -> None:
        await answered(teduh.ASK_DRILL, server, citizen)
        for between in ("makasih min", "tolong saya diancam preman di TPS", teduh.ASK_OPINION):
            told = await answered(between, server, citizen)
            assert "Maksud Anda" not in told["text"]
        assert (await answered(FOLLOW_UP, server, citizen))["text"].startswith(MEANT)

    async def test_in_a_group_two_people_are_not_mixed(
        self, server: BotApiServer, citizen: User, group: Group
    ) -> None:
        other = server.user(12, "Budi")
        for one, question in ((citizen, teduh.ASK_DRILL), (other, teduh.ASK_NEWS)):
            await one.send(f"/tanya {question}", chat=group)
            await server.wait_for(group.id)
        await other.send("/tanya berapa orang?", chat=group)
        (theirs,) = await server.wait_for(group.id)
        await citizen.send(f"/tanya {FOLLOW_UP}", chat=group)
        (mine,) = await server.wait_for(group.id)
        assert theirs["text"].startswith("Maksud Anda: Berapa orang menjaga TPS di Kota Teduh?")
        assert mine["text"].startswith(MEANT)

    async def test_what_was_asked_in_private_is_not_told_in_a_group(
        self, server: BotApiServer, citizen: User, group: Group
    ) -> None:
        await answered(teduh.ASK_DRILL, server, citizen)
        await citizen.send(f"/tanya {FOLLOW_UP}", chat=group)
        (told,) = await server.wait_for(group.id)
        assert "Maksud Anda" not in told["text"]

    async def test_an_edited_follow_up_follows_the_same_question(
        self, server: BotApiServer, citizen: User
    ) -> None:
        await answered(teduh.ASK_NEWS, server, citizen)
        asked = await citizen.send("kalau di Blitar?")
        (away,) = await server.wait_for(citizen.id)
        assert "di Blitar?" in away["text"].splitlines()[0]
        await citizen.edit(asked, "kalau di Kota Teduh?")
        (back,) = await server.wait_for(citizen.id)
        assert back["text"].startswith("Maksud Anda: Siapa yang menjaga TPS di Kota Teduh?")

    async def test_questions_sent_at_once_follow_each_other_in_turn(
        self, server: BotApiServer, citizen: User
    ) -> None:
        await citizen.send(teduh.ASK_DRILL)
        await citizen.send(FOLLOW_UP)
        told: list[Json] = []
        while len(told) < 2:
            told += await asyncio.wait_for(server.wait_for(citizen.id), 5)
        assert sorted(each["text"].startswith(MEANT) for each in told) == [False, True]


async def test_after_a_restart_nothing_is_remembered_but_the_buttons_work(
    server: BotApiServer, citizen: User, settings: Settings, started: Started
) -> None:
    async with started(serve(settings)):
        await answered(teduh.ASK_DRILL, server, citizen)
        second = await answered(FOLLOW_UP, server, citizen)
    async with started(serve(settings)):
        assert "Maksud Anda" not in (await answered(FOLLOW_UP, server, citizen))["text"]
        await citizen.press(second, texts.BUTTON_MORE)
        (further,) = await server.wait_for(citizen.id)
        assert teduh.NEWS.title in links(further)
