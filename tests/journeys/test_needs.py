from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from bot import texts
from bot.app import serve
from bot.questions.courtesy import Courtesy
from bot.settings import Settings
from tests.journeys.conftest import Started
from tests.journeys.looks import buttons, formatted, links
from tests.support import teduh
from tests.support.botapi import BotApiServer, Group, Json, User


@contextmanager
def table(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """The bot's database, seen from outside."""
    file = tmp_path / "siaga.db"
    with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as connection:
        yield connection


async def write(connection: sqlite3.Connection, statement: str) -> None:
    """Do it once the bot writes nothing: it runs in the same loop, which must not stand still."""
    for _ in range(100):
        with suppress(sqlite3.OperationalError):
            connection.execute(statement)
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"never: {statement}")


def rows(tmp_path: Path, query: str) -> list[Any]:
    with table(tmp_path) as connection:
        return connection.execute(query).fetchall()


async def kept(tmp_path: Path, query: str, count: int = 1) -> list[Any]:
    """The rows of `query`, once there are `count`: a question is kept while its answer is sent."""
    for _ in range(100):
        if len(found := rows(tmp_path, query)) >= count:
            return found
        await asyncio.sleep(0.02)
    raise AssertionError(f"never {count} of {query}")


async def answered(question: str, server: BotApiServer, citizen: User) -> Json:
    await citizen.send(question)
    (answer,) = await server.wait_for(citizen.id)
    return answer


@pytest.fixture(scope="session")
def poor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose generation does not know the drill."""
    return teduh.generation_of([teduh.NEWS, teduh.RULE], tmp_path_factory.mktemp("kurang"))


@pytest.mark.usefixtures("bot")
class TestKept:
    async def test_a_question_is_kept_with_what_was_shown(
        self, server: BotApiServer, citizen: User, tmp_path: Path
    ) -> None:
        await answered(teduh.ASK_NEWS, server, citizen)
        await answered(teduh.ASK_OPINION, server, citizen)
        query = "SELECT text, outcome, reason, documents FROM questions ORDER BY id"
        assert await kept(tmp_path, query, 2) == [
            (teduh.ASK_NEWS, "answered", "", f'["{teduh.NEWS.id}"]'),
            (teduh.ASK_OPINION, "declined", "opinion", "[]"),
        ]

    async def test_of_danger_and_courtesies_only_how_many_is_kept(
        self, server: BotApiServer, citizen: User, tmp_path: Path
    ) -> None:
        for text in ("tolong ada ribut di TPS!!", "/lapor ada ribut di TPS skrg!!", "makasih min"):
            await answered(text, server, citizen)
        query = (
            "SELECT what, number FROM counts WHERE number > 1 OR what = 'courtesy' ORDER BY what"
        )
        assert await kept(tmp_path, query, 2) == [("courtesy", 1), ("danger", 2)]
        assert rows(tmp_path, "SELECT * FROM questions") == []

    async def test_a_follow_up_is_kept_as_it_was_understood(
        self, server: BotApiServer, citizen: User, tmp_path: Path
    ) -> None:
        await answered("Berapa personel simulasi Sispamkota di Kota Teduh?", server, citizen)
        await answered("kapan itu?", server, citizen)
        query = "SELECT text FROM questions WHERE text LIKE 'Kapan%'"
        assert await kept(tmp_path, query) == [("Kapan simulasi Sispamkota di Kota Teduh?",)]

    async def test_the_asker_rates_the_answer_and_is_thanked(
        self, server: BotApiServer, citizen: User, tmp_path: Path
    ) -> None:
        answer = await answered(teduh.ASK_NEWS, server, citizen)
        for label, feedback in (
            (texts.BUTTON_HELPFUL, "helpful"),
            (texts.BUTTON_UNHELPFUL, "unhelpful"),
        ):
            query = await citizen.press(answer, label)
            told = await server.wait_for_answer(query)
            assert told["text"] == texts.FEEDBACK_THANKS and not told.get("show_alert")
            assert rows(tmp_path, "SELECT feedback FROM questions") == [(feedback,)]

    async def test_in_a_group_only_the_asker_rates(
        self, server: BotApiServer, citizen: User, group: Group, tmp_path: Path
    ) -> None:
        other = server.user(12, "Joko")
        group.join(other)
        await citizen.send(f"/tanya {teduh.ASK_NEWS}", chat=group)
        (answer,) = await server.wait_for(group.id)
        query = await other.press(answer, texts.BUTTON_HELPFUL)
        assert (await server.wait_for_answer(query))["text"] == texts.FEEDBACK_NOT_YOURS
        assert rows(tmp_path, "SELECT feedback FROM questions") == [(None,)]

    async def test_where_nothing_can_be_kept_the_answer_comes_without_those_buttons(
        self, server: BotApiServer, citizen: User, tmp_path: Path
    ) -> None:
        with table(tmp_path) as connection:
            await write(connection, "DROP TABLE questions")
        answer = await answered(teduh.ASK_NEWS, server, citizen)
        assert buttons(answer) == ["Sumber 1 · Harian Seroja", texts.BUTTON_MORE]

    async def test_a_busy_database_delays_no_answer(
        self, server: BotApiServer, citizen: User, tmp_path: Path
    ) -> None:
        with table(tmp_path) as connection:
            await write(connection, "BEGIN IMMEDIATE")
            answer = await answered(teduh.ASK_NEWS, server, citizen)
            assert buttons(answer) == ["Sumber 1 · Harian Seroja", texts.BUTTON_MORE]
            connection.execute("ROLLBACK")
        assert await kept(tmp_path, "SELECT text FROM questions") == [(teduh.ASK_NEWS,)]


async def test_neither_questions_nor_ids_are_in_the_log(
    written: StringIO, bot: None, server: BotApiServer, tmp_path: Path
) -> None:
    person = server.user(6123456789, "Sri")
    await person.send(teduh.ASK_NOTHING)
    (told,) = await server.wait_for(person.id)
    await person.press(told, texts.BUTTON_WISH)
    await server.wait_for(person.id)
    with table(tmp_path) as connection:
        await write(connection, "DROP TABLE questions")
    await person.send(teduh.ASK_NEWS)
    await server.wait_for(person.id)
    await server.wait_until(lambda: "a question is not kept" in written.getvalue())
    assert "rendang" not in written.getvalue() and "Teduh" not in written.getvalue()
    assert str(person.id) not in written.getvalue()


class TestWished:
    async def test_who_waits_is_told_once_when_there_is_an_answer(
        self,
        server: BotApiServer,
        citizen: User,
        settings: Settings,
        started: Started,
        poor: Path,
        tmp_path: Path,
    ) -> None:
        own = tmp_path / "data"
        shutil.copytree(poor, own)
        async with started(serve(settings.model_copy(update={"data_dir": own}))):
            asked = await citizen.send(teduh.ASK_DRILL)
            (told,) = await server.wait_for(citizen.id)
            await citizen.press(told, texts.BUTTON_WISH)
            (promise,) = await server.wait_for(citizen.id)
            await asyncio.to_thread(teduh.generation_of, teduh.DOCUMENTS, own)
            (granted,) = await server.wait_for(citizen.id, timeout=20)
        assert formatted(promise, "expandable_blockquote") == [teduh.ASK_DRILL]
        assert buttons(promise) == [texts.BUTTON_UNWISH]
        assert granted["text"].startswith(f"{texts.WISH_GRANTED}\n{teduh.ASK_DRILL}")
        assert "640 personel" in granted["text"]
        assert granted["reply_to_message"]["message_id"] == asked["message_id"]
        assert buttons(granted) == ["Sumber 1 · Kabar Teduh"]

    async def test_after_a_restart_on_a_newer_generation_everyone_is_told_and_only_once(
        self,
        server: BotApiServer,
        citizen: User,
        settings: Settings,
        started: Started,
        poor: Path,
        tmp_path: Path,
    ) -> None:
        async with started(serve(settings.model_copy(update={"data_dir": poor}))):
            told = await answered(teduh.ASK_DRILL, server, citizen)
            await citizen.press(told, texts.BUTTON_WISH)
            await server.wait_for(citizen.id)
        async with started(serve(settings)):
            (granted,) = await server.wait_for(citizen.id)
        async with started(serve(settings)):
            thanks = await answered("makasih", server, citizen)
        assert "640 personel" in granted["text"]
        assert thanks["text"] == texts.COURTESIES[Courtesy.THANKS]
        assert rows(tmp_path, "SELECT * FROM wishes") == []

    @pytest.mark.parametrize(("fault", "left"), [(403, 0), (None, 1)])
    async def test_who_blocked_the_bot_waits_no_longer_and_who_was_out_of_reach_still_does(
        self,
        fault: int | None,
        left: int,
        server: BotApiServer,
        citizen: User,
        settings: Settings,
        started: Started,
        poor: Path,
        tmp_path: Path,
    ) -> None:
        async with started(serve(settings.model_copy(update={"data_dir": poor}))):
            told = await answered(teduh.ASK_DRILL, server, citizen)
            await citizen.press(told, texts.BUTTON_WISH)
            await server.wait_for(citizen.id)
        server.fail_next("sendMessage", fault)
        async with started(serve(settings)):
            await server.wait_until(lambda: server.faults_left == [])
        assert len(rows(tmp_path, "SELECT * FROM wishes")) == left

    @pytest.mark.usefixtures("bot")
    async def test_a_wish_can_be_taken_back(
        self, server: BotApiServer, citizen: User, tmp_path: Path
    ) -> None:
        told = await answered(teduh.ASK_NOTHING, server, citizen)
        await citizen.press(told, texts.BUTTON_WISH)
        (promise,) = await server.wait_for(citizen.id)
        assert rows(tmp_path, "SELECT person, question FROM wishes") == [
            (citizen.id, teduh.ASK_NOTHING)
        ]
        query = await citizen.press(promise, texts.BUTTON_UNWISH)
        assert (await server.wait_for_answer(query))["text"] == texts.UNWISHED
        assert rows(tmp_path, "SELECT * FROM wishes") == []
        query = await citizen.press(promise, texts.BUTTON_UNWISH)
        assert (await server.wait_for_answer(query))["text"] == texts.UNWISHED_ALREADY

    async def test_what_has_its_answer_by_now_is_told_at_once(
        self,
        server: BotApiServer,
        citizen: User,
        settings: Settings,
        started: Started,
        poor: Path,
        tmp_path: Path,
    ) -> None:
        async with started(serve(settings.model_copy(update={"data_dir": poor}))):
            told = await answered(teduh.ASK_DRILL, server, citizen)
        async with started(serve(settings)):
            await citizen.press(told, texts.BUTTON_WISH)
            (answer,) = await server.wait_for(citizen.id)
        assert teduh.DRILL.title in links(answer)
        assert rows(tmp_path, "SELECT * FROM wishes") == []

    @pytest.mark.usefixtures("bot")
    async def test_without_the_question_there_is_nothing_to_wait_for(
        self, server: BotApiServer, citizen: User
    ) -> None:
        told = await answered(teduh.ASK_NOTHING, server, citizen)
        del server.state.messages[citizen.id, told["message_id"]]["reply_to_message"]
        query = await citizen.press(told, texts.BUTTON_WISH)
        assert (await server.wait_for_answer(query))["text"] == texts.QUESTION_GONE


@pytest.mark.usefixtures("bot")
class TestStatistics:
    async def test_an_admin_sees_the_month_as_a_picture_with_its_figures_and_what_is_missing(
        self, server: BotApiServer, citizen: User, admin: User, tmp_path: Path
    ) -> None:
        other = server.user(12, "Joko")
        await answered(teduh.ASK_NEWS, server, citizen)
        for person in (citizen, other):
            await answered(teduh.ASK_NOTHING, server, person)
        await answered("Balikpapan sudah siap belum?", server, citizen)
        await kept(tmp_path, "SELECT * FROM questions", 3)
        await admin.send("/statistik")
        picture, told = await server.wait_for(admin.id, 2)
        assert picture["photo"][0]["width"] == 1080
        assert "Pertanyaan: 4 (1 dijawab, 1 soal kesiapan, 2 tanpa jawaban" in picture["caption"]
        assert f"1. 2 orang: {teduh.ASK_NOTHING}" in told["text"]
        assert texts.STATISTICS_STALE in told["text"] and teduh.NEWS.title in links(told)
        assert texts.STATISTICS_CONTACTS in told["text"]

    async def test_without_a_question_it_says_so(self, server: BotApiServer, admin: User) -> None:
        await admin.send("/statistik")
        told, contacts = await server.wait_for(admin.id, 2)
        assert told["text"] == texts.STATISTICS_NONE
        assert contacts["text"].startswith(texts.STATISTICS_CONTACTS)

    async def test_for_others_there_are_no_statistics(
        self, server: BotApiServer, citizen: User
    ) -> None:
        told = await answered("/statistik", server, citizen)
        assert told["text"] == texts.UNKNOWN_COMMAND
