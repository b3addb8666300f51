from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot import texts
from bot.app import serve
from bot.ask import LINE_LIMIT
from bot.library import Library
from bot.questions.pace import TURNS
from bot.settings import Settings
from index.snapshot import open_current
from index.store import Store
from tests.journeys.conftest import BotWith, Started
from tests.journeys.looks import buttons, formatted
from tests.support import teduh
from tests.support.botapi import BotApiServer, Group, Json, User
from tests.support.encoder import StubbornEncoder

DANGER = "ada ribut di TPS skrg!!"


def warns(message: Json) -> bool:
    """Whether whom to call is the first that `message` says."""
    return bool(message["text"].startswith(f"{texts.DANGER}\n110 (Polri)"))


def opened(data_dir: Path, encoder: StubbornEncoder) -> Library:
    return Library(open_current(Store(data_dir / "index"), encoder)[0])


@pytest.mark.usefixtures("bot")
class TestHeard:
    async def test_who_is_in_danger_is_told_whom_to_call_and_that_nobody_reads_along(
        self, server: BotApiServer, citizen: User
    ) -> None:
        await citizen.send(DANGER)
        (told,) = await server.wait_for(citizen.id)
        assert warns(told)
        assert texts.NO_EMERGENCY_SERVICE in told["text"]
        assert formatted(told, "code") == ["110", "119", "112"]
        assert buttons(told) == [texts.BUTTON_SEARCH_ANYWAY]

    async def test_who_only_asked_may_have_it_searched(
        self, server: BotApiServer, citizen: User
    ) -> None:
        await citizen.send("Massa ribut! Gudang logistik KPU Kota Teduh dijaga delapan polisi")
        (told,) = await server.wait_for(citizen.id)
        assert warns(told)
        query = await citizen.press(told, texts.BUTTON_SEARCH_ANYWAY)
        (searched,) = await server.wait_for(citizen.id)
        assert teduh.COPY.text in searched["text"]
        assert "text" not in await server.wait_for_answer(query)

    async def test_a_question_about_danger_is_answered(
        self, server: BotApiServer, citizen: User
    ) -> None:
        await citizen.send("Apa yang harus dilakukan kalau ada ancaman di TPS?")
        (answer,) = await server.wait_for(citizen.id)
        assert not warns(answer)

    @pytest.mark.parametrize("text", [f"/tanya {DANGER}", f"/lapor {DANGER}", "TOLONG KAMI!!!"])
    async def test_danger_is_heard_in_any_command(
        self, text: str, server: BotApiServer, citizen: User
    ) -> None:
        await citizen.send(text)
        (told,) = await server.wait_for(citizen.id)
        assert warns(told)

    async def test_danger_under_a_photo_is_heard(self, server: BotApiServer, citizen: User) -> None:
        await citizen.send_photo(caption=DANGER)
        (told,) = await server.wait_for(citizen.id)
        assert warns(told) and buttons(told) == []

    async def test_danger_in_an_edited_message_is_heard(
        self, server: BotApiServer, citizen: User
    ) -> None:
        asked = await citizen.send("halo")
        await server.wait_for(citizen.id)
        await citizen.edit(asked, DANGER)
        (told,) = await server.wait_for(citizen.id)
        assert warns(told)

    async def test_in_a_group_only_who_speaks_to_the_bot_is_told(
        self, server: BotApiServer, citizen: User, group: Group
    ) -> None:
        group.join(citizen)
        await citizen.send(DANGER, chat=group)
        await citizen.send(f"@siaga_uji_bot {DANGER}", chat=group)
        (told,) = await server.wait_for(group.id)
        assert warns(told)
        assert len(server.sent(group.id)) == 1

    async def test_danger_is_heard_from_somebody_who_floods(
        self, server: BotApiServer, citizen: User
    ) -> None:
        for _ in range(TURNS + 1):
            await citizen.send("halo")
            await server.wait_for(citizen.id)
        await citizen.send(DANGER)
        (told,) = await server.wait_for(citizen.id)
        assert warns(told)

    async def test_danger_is_heard_where_typing_cannot_be_shown(
        self, server: BotApiServer, citizen: User
    ) -> None:
        server.fail_next("sendChatAction", 500)
        await citizen.send(DANGER)
        (told,) = await server.wait_for(citizen.id)
        assert warns(told)

    async def test_contacts_can_be_asked_for_and_say_what_is_withheld(
        self, server: BotApiServer, citizen: User
    ) -> None:
        await citizen.send("/kontak")
        (told,) = await server.wait_for(citizen.id)
        assert "110 (Polri)" in told["text"]
        assert texts.CONTACTS_WITHHELD in told["text"] and "021-7218615" not in told["text"]


async def test_danger_is_heard_while_earlier_questions_wait(
    server: BotApiServer, citizen: User, data_dir: Path, bot_with: BotWith
) -> None:
    encoder = StubbornEncoder(slow=teduh.ASK_DRILL)
    async with bot_with(opened(data_dir, encoder)):
        for _ in range(LINE_LIMIT):
            await citizen.send(teduh.ASK_DRILL)
        assert await asyncio.to_thread(encoder.held.wait, 5)
        await citizen.send(DANGER)
        (told,) = await server.wait_for(citizen.id)
        encoder.release()
        await server.wait_for(citizen.id, LINE_LIMIT)
    assert warns(told)


async def test_danger_is_heard_while_the_index_is_down(
    server: BotApiServer, citizen: User, data_dir: Path, bot_with: BotWith
) -> None:
    library = opened(data_dir, StubbornEncoder(broken=DANGER))
    async with bot_with(library):
        library.close()
        await citizen.send(DANGER)
        (told,) = await server.wait_for(citizen.id)
        await citizen.send(teduh.ASK_NEWS)
        (other,) = await server.wait_for(citizen.id)
        await citizen.send("/kontak")
        (contacts,) = await server.wait_for(citizen.id)
    assert warns(told) and other["text"] == texts.LIBRARY_CLOSED
    assert "110 (Polri)" in contacts["text"]


async def test_contacts_that_are_broken_leave_nobody_without_a_number(
    server: BotApiServer, citizen: User, settings: Settings, started: Started, tmp_path: Path
) -> None:
    (tmp_path / "contacts.yaml").write_text("polri: [", encoding="utf-8")
    async with started(serve(settings.model_copy(update={"corpus_dir": tmp_path}))):
        await citizen.send(DANGER)
        (told,) = await server.wait_for(citizen.id)
    assert warns(told)


async def test_a_corpus_with_contacts_of_its_own_names_those(
    server: BotApiServer, citizen: User, settings: Settings, started: Started, tmp_path: Path
) -> None:
    own = (
        "- {key: pos, name: Posko Teduh, owner: Posko, way: phone, channel: '0800 1234567', "
        "purpose: emergency, source: doc, verified_on: 2024-02-14, limit_days: 36500}\n"
    )
    (tmp_path / "contacts.yaml").write_text(own, encoding="utf-8")
    async with started(serve(settings.model_copy(update={"corpus_dir": tmp_path}))):
        await citizen.send(DANGER)
        (told,) = await server.wait_for(citizen.id)
    assert "0800 1234567 (Posko Teduh), dipastikan 14 Februari 2024" in told["text"]
