from __future__ import annotations

from pathlib import Path

import pytest

from bot import texts
from bot.app import serve
from bot.settings import Settings
from tests.journeys.conftest import Started
from tests.journeys.looks import buttons, formatted, links
from tests.support import teduh
from tests.support.botapi import BotApiServer, Group, Json, User
from tests.support.teduh import generation_of

ASK_LONG = "Apa langkah nomor 5 bagi pengawas kelurahan, memeriksa formulir pengawasan bagian 5?"


async def answered(question: str, server: BotApiServer, citizen: User) -> Json:
    await citizen.send(question)
    (answer,) = await server.wait_for(citizen.id)
    return answer


@pytest.mark.usefixtures("bot")
class TestPressed:
    async def test_a_source_shows_its_passage_marked_between_its_neighbours(
        self, server: BotApiServer, citizen: User
    ) -> None:
        answer = await answered(ASK_LONG, server, citizen)
        query = await citizen.press(answer, "Sumber 1")
        (shown,) = await server.wait_for(citizen.id)
        (passage,) = formatted(shown, "expandable_blockquote")
        assert "Langkah nomor 5" in passage
        before, after = shown["text"].split(passage)
        assert "Langkah nomor 4" in before or "Langkah nomor 3" in before
        assert "Langkah nomor 6" in after or "Langkah nomor 7" in after
        assert shown["reply_to_message"]["message_id"] == answer["message_id"]
        assert "text" not in await server.wait_for_answer(query)

    async def test_the_passage_of_a_drill_says_so_first_and_links_to_its_source(
        self, server: BotApiServer, citizen: User
    ) -> None:
        answer = await answered(teduh.ASK_DRILL, server, citizen)
        await citizen.press(answer, "Sumber 1")
        (shown,) = await server.wait_for(citizen.id)
        assert shown["text"].startswith(texts.DRILL)
        assert links(shown) == {texts.OPEN_SOURCE: teduh.DRILL.url}

    async def test_other_sources_leave_out_what_the_answer_showed(
        self, server: BotApiServer, citizen: User
    ) -> None:
        answer = await answered(teduh.ASK_DRILL, server, citizen)
        query = await citizen.press(answer, texts.BUTTON_MORE)
        (further,) = await server.wait_for(citizen.id)
        assert further["text"].startswith(texts.FURTHER_SOURCES)
        assert links(further)
        assert teduh.DRILL.title not in links(further)
        assert "text" not in await server.wait_for_answer(query)

    async def test_another_source_can_be_read_as_well(
        self, server: BotApiServer, citizen: User
    ) -> None:
        answer = await answered(teduh.ASK_DRILL, server, citizen)
        await citizen.press(answer, texts.BUTTON_MORE)
        (further,) = await server.wait_for(citizen.id)
        await citizen.press(further, buttons(further)[0])
        (shown,) = await server.wait_for(citizen.id)
        assert formatted(shown, "bold")[0] in links(further)

    async def test_other_sources_of_a_commanded_question_are_searched_without_the_command(
        self, server: BotApiServer, citizen: User, group: Group
    ) -> None:
        await citizen.send(f"/tanya {teduh.ASK_DRILL}", chat=group)
        (answer,) = await server.wait_for(group.id)
        await citizen.press(answer, texts.BUTTON_MORE)
        (further,) = await server.wait_for(group.id)
        assert links(further)

    async def test_a_button_of_another_version_is_answered_calmly(
        self, server: BotApiServer, citizen: User
    ) -> None:
        answer = await answered(teduh.ASK_DRILL, server, citizen)
        server.state.messages[citizen.id, answer["message_id"]]["reply_markup"] = {
            "inline_keyboard": [[{"text": "Lama", "callback_data": "lain:1"}]]
        }
        query = await citizen.press(answer, "Lama")
        assert (await server.wait_for_answer(query))["text"] == texts.STALE_BUTTON

    async def test_other_sources_of_a_deleted_question_are_declined_calmly(
        self, server: BotApiServer, citizen: User
    ) -> None:
        answer = await answered(teduh.ASK_DRILL, server, citizen)
        del server.state.messages[citizen.id, answer["message_id"]]["reply_to_message"]
        query = await citizen.press(answer, texts.BUTTON_MORE)
        assert (await server.wait_for_answer(query))["text"] == texts.QUESTION_GONE


async def test_buttons_work_after_a_restart(
    server: BotApiServer, citizen: User, settings: Settings, started: Started
) -> None:
    async with started(serve(settings)):
        answer = await answered(teduh.ASK_DRILL, server, citizen)
    async with started(serve(settings)):
        await citizen.press(answer, "Sumber 1")
        (passage,) = await server.wait_for(citizen.id)
        await citizen.press(answer, texts.BUTTON_MORE)
        (further,) = await server.wait_for(citizen.id)
    assert formatted(passage, "expandable_blockquote") == [teduh.DRILL.text]
    assert further["text"].startswith(texts.FURTHER_SOURCES)


async def test_the_button_of_a_document_that_is_gone_says_so(
    server: BotApiServer, citizen: User, settings: Settings, started: Started, tmp_path: Path
) -> None:
    async with started(serve(settings)):
        answer = await answered(teduh.ASK_DRILL, server, citizen)
    without = generation_of([teduh.NEWS, teduh.RULE], tmp_path)
    async with started(serve(settings.model_copy(update={"data_dir": without}))):
        query = await citizen.press(answer, "Sumber 1")
        assert (await server.wait_for_answer(query))["text"] == texts.SOURCE_GONE
