from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from bot import texts
from bot.access import Right
from bot.chat.commands import COMMANDS
from tests.journeys.looks import buttons
from tests.support.botapi import BotApiServer, Group, Json, User

pytestmark = pytest.mark.usefixtures("bot")


@pytest.mark.parametrize(
    "sent",
    [
        lambda user: user.send_sticker(),
        lambda user: user.send_photo(),
        lambda user: user.send_photo("benarkah ini?"),
        lambda user: user.send_voice(),
        lambda user: user.send_document("surat.pdf", b"%PDF"),
        lambda user: user.send_location(-1.27, 116.83),
    ],
)
async def test_what_is_not_text_is_asked_for_in_words(
    sent: Callable[[User], Awaitable[Json]], server: BotApiServer, citizen: User
) -> None:
    await sent(citizen)
    (answer,) = await server.wait_for(citizen.id)
    assert answer["text"] == texts.NOT_TEXT


async def test_an_album_is_answered_once(server: BotApiServer, citizen: User) -> None:
    photo = await citizen.send_photo()
    await server.wait_for(citizen.id)
    for number in range(3):
        message = {**photo, "message_id": 500 + number, "media_group_id": "album"}
        server.push({"message": message})
    await citizen.send("/sumber")
    told = {message["text"][:4] for message in await server.wait_for(citizen.id, 2)}
    assert told == {texts.NOT_TEXT[:4], "Saya"}


@pytest.mark.parametrize(
    "text", ["/tanya", "/tanya ???", "👍", "?!", "...", "/tanya@siaga_uji_bot"]
)
async def test_a_question_without_words_is_told_how_to_ask(
    text: str, server: BotApiServer, citizen: User
) -> None:
    await citizen.send(text)
    (answer,) = await server.wait_for(citizen.id)
    assert answer["text"] == texts.EMPTY_QUESTION


@pytest.mark.parametrize("text", ["/tidakada", "/lapor banjir", "/TANYAKAN"])
async def test_an_unknown_command_is_pointed_to_the_help(
    text: str, server: BotApiServer, citizen: User
) -> None:
    await citizen.send(text)
    (answer,) = await server.wait_for(citizen.id)
    assert answer["text"] == texts.UNKNOWN_COMMAND


@pytest.mark.parametrize("text", ["/start", "/start q_serangan-fajar_9", "/start@siaga_uji_bot"])
async def test_start_welcomes_whatever_link_it_came_by(
    text: str, server: BotApiServer, citizen: User
) -> None:
    await citizen.send(text)
    (answer,) = await server.wait_for(citizen.id)
    assert answer["text"].startswith("Halo! Saya Siaga Pemilu.")
    assert answer["text"].endswith("telepon Polri (110).")


@pytest.mark.parametrize("text", ["/bantuan", "/help"])
async def test_help_explains_and_lists_every_command(
    text: str, server: BotApiServer, citizen: User
) -> None:
    await citizen.send(text)
    (answer,) = await server.wait_for(citizen.id)
    assert answer["text"].startswith(texts.HELP)
    for command in COMMANDS:
        assert (f"/{command.name}: " in answer["text"]) == (command.right is Right.ASK)


async def test_sources_counts_what_the_corpus_holds(server: BotApiServer, citizen: User) -> None:
    await citizen.send("/sumber")
    (answer,) = await server.wait_for(citizen.id)
    assert answer["text"].startswith("Saya memegang 6 sumber.")
    assert "Berita: 2" in answer["text"]
    assert "Kabar Teduh: 1" in answer["text"]
    assert "Sumber terbaru: Februari 2024." in answer["text"]
    assert "WIB, versi 20" in answer["text"]


@pytest.mark.parametrize("text", ["Halo min", "assalamu'alaikum", "p", "Selamat pagi, admin!"])
async def test_a_greeting_is_returned(text: str, server: BotApiServer, citizen: User) -> None:
    await citizen.send(text)
    (answer,) = await server.wait_for(citizen.id)
    assert answer["text"].startswith("Halo! Silakan tanya")
    assert buttons(answer) == []


async def test_thanks_are_not_searched(server: BotApiServer, citizen: User) -> None:
    await citizen.send("Terima kasih banyak ya min 🙏")
    (answer,) = await server.wait_for(citizen.id)
    assert answer["text"].startswith("Sama-sama.")


async def test_menus_are_offered_in_private_and_in_groups(
    server: BotApiServer, citizen: User, group: Group
) -> None:
    group.join(citizen)
    for_all = [command for command in COMMANDS if command.right is Right.ASK]
    assert citizen.menu() == [command.name for command in for_all]
    assert citizen.menu(group) == [command.name for command in for_all if command.in_groups]
    assert {"tanya", "kontak", "bantuan"} <= set(citizen.menu(group))


async def test_news_about_the_chat_itself_is_nobodys_question(
    server: BotApiServer, citizen: User
) -> None:
    pinned = await citizen.send("/start")
    await server.wait_for(citizen.id)
    kept = {key: pinned[key] for key in ("chat", "from", "date")}
    server.push({"message": {**kept, "message_id": 900, "pinned_message": pinned}})
    await citizen.send("/bantuan")
    (answer,) = await server.wait_for(citizen.id)
    assert answer["text"].startswith(texts.HELP)
