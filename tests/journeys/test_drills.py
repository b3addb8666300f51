"""Drills in the chat: recorded by buttons and in lines, begun and ended, and to whoever may not see
them as if they were not there."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import select

from bot import texts
from bot.access import Grant, Role
from bot.app import open_library, serve
from bot.db import audit, drills, follow_ups, people
from bot.db.drills import Drill
from bot.db.engine import Connection, Database
from bot.db.tables import drills as drill_table
from bot.drills.exercise import LASTS, Place, Scene
from bot.settings import Settings
from tests.journeys.conftest import BotWith, Started
from tests.journeys.looks import buttons
from tests.support import small_corpus, teduh
from tests.support.botapi import BotApiServer, Group, Json, User
from tests.support.teduh import generation_of

CITY = "kota-balikpapan"
COORDINATOR = Grant(Role.COORDINATOR, "kalimantan-timur")
OFFICER = Grant(Role.OFFICER, CITY)
SECRET = "rompi anti huru-hara kurang 27"
LINES = (
    "/latihan balikpapan\ntanggal: 2/10/2023\ntempat: gedung\npenyelenggara: Polresta Balikpapan\n"
    f"unit: Dalmas awal 30, Brimob 60\ntotal: 90\ntemuan: {SECRET}\n"
    "tindak lanjut: rompi ditambah; tenggat 14/2"
)


def every_button(drill: int, task: str, city: str = CITY) -> list[str]:
    """What buttons say about a drill, its task and its area."""
    return [
        *(f"dr:{act}:{drill}" for act in ("o", "e", "s", "x", "xy", "g", "gy", "z", "zy")),
        *(f"dr:w:{drill}:temuan", f"dr:q:{drill}:skenario", f"dr:c:{drill}:gudang:1"),
        *(f"dr:t:{drill}:{task}:1", *(f"dr:{act}:{city}" for act in ("l", "n", "b", "by"))),
    ]


@asynccontextmanager
async def kept(settings: Settings) -> AsyncIterator[Connection]:
    """The journey's database, written beside the bot."""
    assert settings.database_url is not None
    database = Database(settings.database_url)
    await database.prepare()
    async with database.writing() as connection:
        yield connection
    await database.close()


async def appointed(user: User, settings: Settings, *grants: Grant) -> User:
    async with kept(settings) as connection:
        await people.known(connection, user.id, user.shown["first_name"])
        for grant in grants:
            await people.grant(connection, user.id, grant, "P-00000000", datetime.now(UTC))
    return user


async def drill(settings: Settings) -> Drill:
    """The only one that there is."""
    async with kept(settings) as connection:
        id = (await connection.execute(select(drill_table.c.id))).scalar_one()
        found = await drills.by_id(connection, id)
    assert found is not None
    return found


@pytest.fixture
async def boss(server: BotApiServer, settings: Settings) -> User:
    """The coordinator of the province."""
    return await appointed(server.user(31, "Cut"), settings, COORDINATOR)


@pytest.fixture
async def officer(server: BotApiServer, settings: Settings) -> User:
    """An officer of the city."""
    return await appointed(server.user(32, "Budi"), settings, OFFICER)


async def said_to(user: User, text: str, server: BotApiServer, reply_to: Json = None) -> Json:
    """The answer to what the user writes in private."""
    await user.send(text, **({"reply_to": reply_to} if reply_to else {}))
    (answer,) = await server.wait_for(user.id)
    return answer


async def pressed(user: User, message: Json, button: str, server: BotApiServer) -> Json:
    """The message as it stands after the press was acted on."""
    await server.wait_for_answer(await user.press(message, button))
    return as_it_stands(message, server)


def as_it_stands(message: Json, server: BotApiServer) -> Json:
    return server.message(message["chat"]["id"], message["message_id"])


async def prompted(user: User, card: Json, field: str, server: BotApiServer) -> Json:
    """What the card asks when the field's button is pressed."""
    await user.press(card, field)
    (prompt,) = await server.wait_for(user.id)
    assert server.called("sendMessage")[-1].parameters["reply_markup"]["force_reply"]
    return prompt


async def begun(user: User, server: BotApiServer, area: str = "balikpapan") -> Json:
    """The card of a drill that was begun just now."""
    listed = await said_to(user, f"/latihan {area}", server)
    sure = await pressed(user, listed, texts.BUTTON_DRILL_BEGIN, server)
    return await pressed(user, sure, texts.BUTTON_DRILL_BEGIN_YES, server)


def answered(server: BotApiServer, times: int) -> bool:
    """Whether presses were answered so many times."""
    return len(server.called("answerCallbackQuery")) == times


async def pressing(user: User, data: str, server: BotApiServer) -> str:
    """What is answered to a button that says `data`, wherever the user has it from."""
    own = await said_to(user, "/start", server)
    server.state.messages[user.id, own["message_id"]]["reply_markup"] = {
        "inline_keyboard": [[{"text": "Tekan", "callback_data": data}]]
    }
    answer = await server.wait_for_answer(await user.press(own, "Tekan"))
    return str(answer.get("text"))


@pytest.mark.usefixtures("bot")
class TestRecording:
    async def test_by_buttons_field_by_field_until_it_is_saved(
        self, server: BotApiServer, boss: User, settings: Settings
    ) -> None:
        listed = await said_to(boss, "/latihan balikpapan", server)
        assert texts.DRILLS_NONE in listed["text"]
        card = await pressed(boss, listed, texts.BUTTON_DRILL_RECORD, server)
        assert texts.DRILL_IS_DRAFT in card["text"]
        card = await pressed(boss, card, "Tempat", server)
        card = await pressed(boss, card, "Gudang logistik", server)
        card = await pressed(boss, card, "Skenario", server)
        for scene in ("Unjuk rasa", "Kampanye", "Logistik", "✓ Logistik"):
            card = await pressed(boss, card, scene, server)
        card = await pressed(boss, card, texts.BUTTON_RETURN, server)
        lacking = await pressed(boss, card, texts.BUTTON_DRILL_SAVE, server)
        assert lacking["text"].startswith("Belum bisa disimpan; isi dulu: tanggal, penyelenggara.")
        for field, words in (
            ("Tanggal", "2/10/2023"),
            ("Penyelenggara", "Polresta"),
            ("Unit", "Brimob 60"),
        ):
            card = await said_to(boss, words, server, await prompted(boss, card, field, server))
            assert card["text"].startswith(f"Dicatat: {field.lower()}.")
        saved = await pressed(boss, card, texts.BUTTON_DRILL_SAVE, server)
        assert texts.DRILL_SAVED in saved["text"]
        kept_now = await drill(settings)
        assert kept_now.exercise.place is Place.WAREHOUSE and kept_now.saved_at
        assert kept_now.exercise.scenes == (Scene.CAMPAIGN, Scene.PROTEST)

    async def test_in_one_message_for_poor_signal(
        self, server: BotApiServer, boss: User, settings: Settings
    ) -> None:
        card = await said_to(boss, LINES, server)
        assert "Unit: Dalmas awal 30, Brimob 60 = 90" in card["text"]
        again = await said_to(boss, LINES, server)
        assert again["text"] == card["text"]
        await pressed(boss, again, texts.BUTTON_DRILL_SAVE, server)
        listed = await said_to(boss, "/latihan kaltim", server)
        assert "Kota Balikpapan · gedung pertemuan · Polresta Balikpapan" in listed["text"]
        assert texts.DRILL_TASKS_LATE.format(count=1, late=1) in listed["text"]
        assert buttons(listed).count("Buka 1") == 1 and "Buka 2" not in buttons(listed)

    async def test_what_is_not_understood_is_asked_again_with_what_to_write(
        self, server: BotApiServer, boss: User
    ) -> None:
        prompt = await prompted(boss, await said_to(boss, LINES, server), "✓ Unit", server)
        assert "Sekarang: Dalmas awal 30, Brimob 60" in prompt["text"]
        again = await said_to(boss, "Brimob 1 SSK", server, prompt)
        assert "bukan 1 SSK" in again["text"]
        card = await said_to(boss, "Brimob 100\ntotal: banyak", server, again)
        assert card["text"].startswith("Dicatat: unit.\nJumlah yang disebut belum dicatat. Tulis")

    async def test_a_reply_to_the_card_may_tell_several_fields_and_be_edited(
        self, server: BotApiServer, boss: User, settings: Settings
    ) -> None:
        card = await said_to(boss, "/latihan balikpapan\ntotal: 90", server)
        reply = await boss.send("unit: Brimob 60\nhadir: KPU, Bawaslu", reply_to=card)
        (card,) = await server.wait_for(boss.id)
        assert "Hadir: KPU, Bawaslu" in card["text"]
        await boss.edit(reply, "unit: Brimob 90")
        (card,) = await server.wait_for(boss.id)
        assert "Unit: Brimob 90 = 90" in card["text"] and "KPU, Bawaslu" in card["text"]

    async def test_a_question_in_reply_to_a_card_is_answered_as_one(
        self, server: BotApiServer, boss: User
    ) -> None:
        card = await said_to(boss, LINES, server)
        answer = await said_to(boss, teduh.ASK_NEWS, server, card)
        assert "Linmas" in answer["text"] and texts.DRILL_NAMED[:7] not in answer["text"]

    async def test_what_sounds_like_danger_is_recorded_and_told_whom_to_call(
        self, server: BotApiServer, boss: User, settings: Settings
    ) -> None:
        prompt = await prompted(boss, await said_to(boss, LINES, server), "✓ Temuan", server)
        await boss.send("massa menyerang kantor KPU, Dalmas lambat", reply_to=prompt)
        danger, card = await server.wait_for(boss.id, 2)
        assert danger["text"].startswith(texts.DANGER)
        assert "• massa menyerang kantor KPU, Dalmas lambat" in card["text"]

    async def test_a_draft_is_thrown_away_after_a_second_tap(
        self, server: BotApiServer, boss: User
    ) -> None:
        card = await said_to(boss, LINES, server)
        sure = await pressed(boss, card, texts.BUTTON_DISCARD, server)
        assert sure["text"] == texts.DRILL_DISCARD
        listed = await pressed(boss, sure, texts.BUTTON_DISCARD_YES, server)
        assert listed["text"].startswith(texts.DRILL_DISCARDED)
        assert texts.DRILLS_NONE in listed["text"]
        assert (await said_to(boss, "unit: TNI 4", server, card))["text"] == texts.DRILL_GONE

    async def test_an_area_is_asked_for_where_it_is_not_clear(
        self, server: BotApiServer, boss: User, admin: User, settings: Settings
    ) -> None:
        assert "Kalimantan Timur" in (await said_to(boss, "/latihan", server))["text"]
        for words in ("blitar", "atlantis di mana"):
            answer = await said_to(boss, f"/latihan {words}", server)
            assert answer["text"] == f"{texts.DRILLS_ELSEWHERE} {texts.DRILLS_WHERE_HOW}"
        asked = await said_to(admin, "/latihan blitar", server)
        assert buttons(asked) == ["Kabupaten Blitar", "Kota Blitar"]
        listed = await pressed(admin, asked, "Kota Blitar", server)
        assert listed["text"].startswith("Latihan di Kota Blitar")
        lines = await said_to(admin, "/latihan blitar\ntotal: 4", server)
        assert lines["text"] == texts.DRILLS_WHICH
        none = await said_to(admin, "/latihan", server)
        assert none["text"] == f"{texts.DRILLS_WHERE} {texts.DRILLS_WHERE_HOW}"


class TestStopped:
    async def test_a_half_done_record_goes_on_after_a_restart_and_no_update_counts_twice(
        self, server: BotApiServer, settings: Settings, started: Started, boss: User
    ) -> None:
        async with started(serve(settings)):
            card = await said_to(boss, "/latihan balikpapan\ntotal: 90", server)
            prompt = await prompted(boss, card, "Unit", server)
        sent = await boss.send("Brimob 60", reply_to=prompt)
        (update,) = server.state.updates.pending
        async with started(serve(settings)):
            (card,) = await server.wait_for(boss.id)
            assert "Unit: Brimob 60 = 60" in card["text"] and "90" in card["text"]
            await said_to(boss, "unit: Brimob 90", server, card)
        assert server.push(update) and sent["text"] == "Brimob 60"
        async with started(serve(settings)):
            await server.wait_until(lambda: not server.state.updates.pending)
            assert "Brimob 90 = 90" in (await said_to(boss, "total: 90", server, card))["text"]
        (unit,) = (await drill(settings)).exercise.units
        assert unit.count == 90

    async def test_a_press_that_comes_again_shows_how_things_stand(
        self, server: BotApiServer, settings: Settings, started: Started, boss: User
    ) -> None:
        async with started(serve(settings)):
            card = await said_to(boss, LINES, server)
        await boss.press(card, texts.BUTTON_DRILL_SAVE)
        (update,) = server.state.updates.pending
        for times in (1, 2):
            # As if the bot had been killed before it could show what it had saved.
            server.state.messages[boss.id, card["message_id"]] = dict(card)
            async with started(serve(settings)):
                await server.wait_until(partial(answered, server, times))
            shown = as_it_stands(card, server)
            assert texts.DRILL_SAVED in shown["text"]
            server.push(update)
        server.state.updates.clear()
        async with kept(settings) as connection:
            entries = await audit.newest(connection, 9)
        assert [entry.action for entry in entries].count("drill_record") == 1
        assert [call.method for call in server.refusals] == ["answerCallbackQuery"]
        server.calls.clear()


@pytest.mark.usefixtures("bot")
class TestOn:
    async def test_everyone_with_a_task_there_is_told_and_every_list_and_card_says_it(
        self, server: BotApiServer, boss: User, officer: User, settings: Settings
    ) -> None:
        card = await begun(boss, server)
        assert card["text"].startswith(texts.DRILL_ON)
        (told,) = await server.wait_for(officer.id)
        assert told["text"].startswith(texts.DRILL_ON) and "dimulai" in told["text"]
        listed = await said_to(officer, "/latihan", server)
        assert listed["text"].startswith(texts.DRILL_ON)
        opened = await pressed(officer, listed, "Buka 1", server)
        assert opened["text"].startswith(texts.DRILL_ON)
        assert buttons(opened) == [texts.BUTTON_DRILLS]
        editing = await pressed(boss, card, texts.BUTTON_DRILL_GO_ON, server)
        prompt = await prompted(boss, editing, "Temuan", server)
        assert prompt["text"].startswith(texts.DRILL_ON)
        card = await said_to(boss, "HT mati", server, prompt)
        assert card["text"].startswith(texts.DRILL_ON) and "• HT mati" in card["text"]

    async def test_after_its_end_nothing_says_it_any_more(
        self, server: BotApiServer, boss: User, officer: User, settings: Settings
    ) -> None:
        card = await begun(boss, server)
        await server.wait_for(officer.id)
        sure = await pressed(boss, card, texts.BUTTON_DRILL_END, server)
        assert sure["text"].startswith(texts.DRILL_ON)
        ended = await pressed(boss, sure, texts.BUTTON_DRILL_END_YES, server)
        assert texts.DRILL_ON not in ended["text"] and "Selesai" in ended["text"]
        (told,) = await server.wait_for(officer.id)
        assert told["text"] == texts.DRILL_CLOSED.format(area="Kota Balikpapan")
        assert texts.BUTTON_DRILL_BEGIN not in buttons(ended)

    async def test_a_broadcast_to_the_area_says_it_and_one_to_everybody_does_not(
        self, server: BotApiServer, boss: User, officer: User, admin: User
    ) -> None:
        await begun(boss, server)
        await server.wait_for(officer.id)
        for command, says in (("/siaran balikpapan: Apel.", True), ("/siaran Apel.", False)):
            await admin.send(command)
            (draft,) = await server.wait_for(admin.id)
            await admin.press(draft, "Kirim")
            (received,) = await server.wait_for(officer.id)
            assert received["text"].startswith(texts.DRILL_ON) is says
            assert texts.BROADCAST_HEADING in received["text"]
            await server.wait_for(admin.id, 2)

    async def test_where_one_is_on_above_the_area_its_own_cannot_begin(
        self, server: BotApiServer, boss: User, officer: User, settings: Settings
    ) -> None:
        await begun(boss, server, "kaltim")
        await server.wait_for(officer.id)
        await appointed(officer, settings, Grant(Role.COORDINATOR, CITY))
        shown = await begun(officer, server)
        assert shown["text"].startswith(texts.DRILL_ON) and "Kalimantan Timur" in shown["text"]
        assert shown["text"].endswith(texts.DRILLS_NONE)


async def test_a_drill_that_nobody_ended_is_ended_and_everyone_is_told(
    server: BotApiServer, settings: Settings, started: Started, boss: User, officer: User
) -> None:
    async with started(serve(settings)):
        await begun(boss, server)
        await server.wait_for(officer.id)
    id = (await drill(settings)).id
    async with kept(settings) as connection:
        await drills.begin(connection, id, datetime.now(UTC) - LASTS - timedelta(minutes=1))
    async with started(serve(settings)):
        for user in (boss, officer):
            (told,) = await server.wait_for(user.id)
            assert told["text"] == texts.DRILL_OVER.format(area="Kota Balikpapan")
        listed = await said_to(officer, "/latihan", server)
        assert "Berakhir sendiri" in listed["text"] and texts.DRILL_ON not in listed["text"]


@pytest.mark.usefixtures("bot")
class TestTasks:
    async def test_an_officer_sees_to_one_with_a_tap_and_a_second_changes_nothing(
        self, server: BotApiServer, boss: User, officer: User
    ) -> None:
        card = await said_to(boss, LINES, server)
        await pressed(boss, card, texts.BUTTON_DRILL_SAVE, server)
        listed = await said_to(officer, "/latihan", server)
        opened = await pressed(officer, listed, "Buka 1", server)
        assert texts.DRILL_TASK_LATE in opened["text"]
        twice = [await officer.press(opened, "Selesai 1") for _ in range(2)]
        for query in twice:
            assert "text" not in await server.wait_for_answer(query)
        # The second time there was nothing to change in the message, either.
        assert [call.method for call in server.refusals] == ["editMessageText"]
        server.calls.clear()
        done = as_it_stands(opened, server)
        assert "✓ 1. rompi ditambah" in done["text"] and texts.DRILL_TASK_LATE not in done["text"]
        assert buttons(done) == [texts.BUTTON_DRILLS]


class TestPublished:
    @pytest.fixture
    def data_dir(self, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
        """An index with a published drill in Balikpapan."""
        yield generation_of(small_corpus.DOCUMENTS, tmp_path_factory.mktemp("terbit"))

    async def test_what_was_published_of_a_drill_stands_beside_word_for_word(
        self, server: BotApiServer, settings: Settings, bot_with: BotWith, boss: User
    ) -> None:
        async with bot_with(open_library(settings)):
            listed = await said_to(boss, "/latihan balikpapan", server)
            card = await said_to(boss, LINES, server)
            elsewhere = await said_to(boss, "/latihan samarinda", server)
        for shown in (listed, card):
            beside = shown["text"].partition(texts.DRILL_PUBLISHED)[2].splitlines()
            assert beside[1] == texts.DRILL and beside[2] in small_corpus.DRILL.text
            assert "512 personel" in beside[2] and "Kabar Teluk" in beside[3]
        assert texts.DRILL_PUBLISHED not in elsewhere["text"]


@pytest.mark.usefixtures("bot")
class TestClosed:
    async def test_a_citizen_is_told_what_every_unknown_command_is_told(
        self, server: BotApiServer, boss: User, citizen: User
    ) -> None:
        await said_to(boss, LINES, server)
        for text in ("/latihan", "/latihan balikpapan", LINES):
            assert (await said_to(citizen, text, server))["text"] == texts.UNKNOWN_COMMAND
        assert "latihan" not in citizen.menu()

    async def test_a_guessed_button_tells_nobody_whether_there_is_something(
        self, server: BotApiServer, boss: User, settings: Settings
    ) -> None:
        card = await said_to(boss, LINES, server)
        await pressed(boss, card, texts.BUTTON_DRILL_SAVE, server)
        before = await drill(settings)
        async with kept(settings) as connection:
            (task,) = await follow_ups.of(connection, [before.id])
        elsewhere = Grant(Role.COORDINATOR, "kota-blitar")
        there, not_there = every_button(before.id, task.name), every_button(9, "0", "kota-atlantis")
        for number, (data, nothing) in enumerate(zip(there, not_there, strict=True)):
            citizen = server.user(100 + number)
            stranger = await appointed(server.user(200 + number), settings, elsewhere)
            for user in (citizen, stranger):
                assert await pressing(user, data, server) == texts.STALE_BUTTON
                assert await pressing(user, nothing, server) == texts.STALE_BUTTON
                assert len(server.sent(user.id)) == 2  # the two welcomes that were pressed under
        assert await drill(settings) == before

    async def test_nonsense_is_an_old_button_to_a_coordinator_as_well(
        self, server: BotApiServer, boss: User, settings: Settings
    ) -> None:
        await said_to(boss, LINES, server)
        id = (await drill(settings)).id
        acts = (f"zz:{id}", f"w:{id}:tempat", f"c:{id}:atlantis:1", "o:x")
        for data in (f"dr:{act}" for act in acts):
            assert await pressing(boss, data, server) == texts.STALE_BUTTON

    async def test_an_officer_reads_and_records_nothing(
        self, server: BotApiServer, officer: User, boss: User, settings: Settings
    ) -> None:
        assert (await said_to(officer, LINES, server))["text"] == texts.DRILLS_NOT_YOURS
        card = await said_to(boss, LINES, server)
        assert texts.DRILLS_NONE in (await said_to(officer, "/latihan", server))["text"]
        await pressed(boss, card, texts.BUTTON_DRILL_SAVE, server)
        id = (await drill(settings)).id
        acts = (f"e:{id}", f"w:{id}:temuan", f"s:{id}", f"gy:{id}", f"zy:{id}", f"by:{CITY}")
        for data in (f"dr:{act}" for act in acts):
            assert await pressing(officer, data, server) == texts.STALE_BUTTON

    async def test_a_role_that_is_withdrawn_in_the_midst_closes_cards_prompts_and_lists(
        self, server: BotApiServer, boss: User, settings: Settings, written: StringIO
    ) -> None:
        card = await said_to(boss, LINES, server)
        prompt = await prompted(boss, card, "✓ Temuan", server)
        async with kept(settings) as connection:
            await people.withdraw(connection, boss.id, COORDINATOR)
        before = await drill(settings)
        for button in ("✓ Temuan", texts.BUTTON_DRILL_SAVE, texts.BUTTON_RETURN):
            answer = await server.wait_for_answer(await boss.press(card, button))
            assert answer["text"] == texts.STALE_BUTTON
        answer = await said_to(boss, "temuan: apa saja", server, prompt)
        assert texts.DRILL_NAMED[:8] not in answer["text"]
        assert (await said_to(boss, "/latihan", server))["text"] == texts.UNKNOWN_COMMAND
        assert await drill(settings) == before

    async def test_in_a_group_there_are_no_drills_for_anybody(
        self, server: BotApiServer, boss: User, group: Group
    ) -> None:
        await boss.send("/latihan balikpapan", chat=group)
        await boss.send("/latihan@siaga_uji_bot balikpapan", chat=group)
        (answer,) = await server.wait_for(group.id)
        assert answer["text"] == texts.UNKNOWN_COMMAND

    async def test_nothing_of_a_record_is_in_answers_the_trail_or_the_log(
        self,
        server: BotApiServer,
        boss: User,
        officer: User,
        citizen: User,
        admin: User,
        settings: Settings,
        written: StringIO,
    ) -> None:
        card = await said_to(boss, LINES, server)
        await pressed(boss, card, texts.BUTTON_DRILL_SAVE, server)
        await begun(boss, server)
        await server.wait_for(officer.id)
        for question in (SECRET, "Berapa Brimob dalam latihan di Balikpapan?", "/sumber"):
            answer = (await said_to(citizen, question, server))["text"]
            assert texts.DRILL_ON not in answer and "rompi" not in answer
        trail = (await said_to(admin, "/audit", server))["text"]
        assert "mencatat latihan: kota-balikpapan" in trail and "memulai latihan" in trail
        assert "rompi" not in trail and "Polresta" not in trail and not re.search(r"\b60\b", trail)
        assert "rompi" not in written.getvalue() and "Polresta" not in written.getvalue()
