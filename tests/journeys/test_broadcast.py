from __future__ import annotations

import pytest

from bot import texts
from bot.access import Grant, Role
from bot.app import now
from bot.broadcast import LIMIT
from bot.db import people
from bot.db.engine import Database
from bot.settings import Settings
from tests.journeys.looks import buttons
from tests.support.botapi import BotApiServer, User

WORDS = "Apel <besok> pukul 07.00 & bawa rompi."

pytestmark = pytest.mark.usefixtures("bot")


@pytest.fixture
async def officer(server: BotApiServer, settings: Settings, bot: None) -> User:
    """An officer of Balikpapan."""
    return await appointed(server.user(31, "Made"), "kota-balikpapan", settings)


async def appointed(user: User, area: str, settings: Settings) -> User:
    assert settings.database_url is not None
    database = Database(settings.database_url)
    async with database.writing() as connection:
        await people.known(connection, user.id, "Nama")
        await people.grant(connection, user.id, Grant(Role.OFFICER, area), "P-1", now())
    await database.close()
    return user


async def test_it_is_shown_first_sent_on_the_authors_word_and_its_result_told(
    server: BotApiServer, admin: User, officer: User
) -> None:
    await admin.send(f"/siaran {WORDS}")
    (draft,) = await server.wait_for(admin.id)
    assert texts.BROADCAST_PREVIEW.format(number=1, where="semua wilayah") in draft["text"]
    assert draft["text"].endswith(f"{texts.BROADCAST_HEADING}\n\n{WORDS}")
    assert buttons(draft) == ["Kirim ke 1 orang", texts.BUTTON_BROADCAST_NOT]
    assert server.sent(officer.id) == []
    await admin.press(draft, "Kirim")
    (received,) = await server.wait_for(officer.id)
    begun, done = await server.wait_for(admin.id, 2)
    assert received["text"] == f"{texts.BROADCAST_HEADING}\n\n{WORDS}"
    assert begun["text"] == texts.BROADCAST_BEGUN.format(number=1)
    assert done["text"] == texts.BROADCAST_DONE.format(sent=1)


async def test_two_taps_send_once(server: BotApiServer, admin: User, officer: User) -> None:
    await admin.send(f"/siaran {WORDS}")
    (draft,) = await server.wait_for(admin.id)
    await admin.press(draft, "Kirim")
    second = await admin.press(draft, "Kirim")
    answer = await server.wait_for_answer(second)
    await server.wait_for(admin.id, 2)
    assert answer.get("text") in (texts.BROADCAST_GONE, None)
    assert len(server.sent(officer.id)) == 1


async def test_an_area_reaches_those_of_the_area_and_who_blocked_the_bot_is_told(
    server: BotApiServer, admin: User, officer: User, settings: Settings
) -> None:
    other = await appointed(server.user(32, "Cut"), "kota-blitar", settings)
    await officer.block()
    await admin.send(f"/siaran balikpapan: {WORDS}")
    (draft,) = await server.wait_for(admin.id)
    assert "1 orang (Kota Balikpapan)" in draft["text"]
    await admin.press(draft, "Kirim")
    _, done = await server.wait_for(admin.id, 2)
    assert texts.BROADCAST_DONE_GONE.format(number=1) in done["text"]
    assert server.sent(officer.id) == [] and server.sent(other.id) == []
    # That refusal is what this is about.
    server.calls[:] = [call for call in server.calls if not call.refused]


async def test_a_cancelled_one_is_sent_to_nobody(
    server: BotApiServer, admin: User, officer: User
) -> None:
    await admin.send(f"/siaran {WORDS}")
    (draft,) = await server.wait_for(admin.id)
    query = await admin.press(draft, texts.BUTTON_BROADCAST_NOT)
    assert (await server.wait_for_answer(query))["text"] == texts.BROADCAST_CANCELLED
    query = await admin.press(draft, "Kirim")
    assert (await server.wait_for_answer(query))["text"] == texts.BROADCAST_GONE
    assert server.sent(officer.id) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("/siaran", texts.BROADCAST_USAGE),
        ("/siaran balikpapan:", texts.BROADCAST_USAGE),
        ("/siaran blitar: Apel", texts.BROADCAST_WHICH[:20]),
        (f"/siaran {'a' * (LIMIT + 1)}", texts.BROADCAST_LONG[:20]),
        ("/siaran Apel", texts.BROADCAST_NOBODY[:20]),
    ],
)
async def test_what_cannot_be_sent_is_said_with_what_to_do(
    text: str, told: str, server: BotApiServer, admin: User
) -> None:
    await admin.send(text)
    (answer,) = await server.wait_for(admin.id)
    assert answer["text"].startswith(told) and buttons(answer) == []


async def test_for_others_there_are_no_broadcasts(
    server: BotApiServer, citizen: User, officer: User
) -> None:
    await officer.send(f"/siaran {WORDS}")
    (told,) = await server.wait_for(officer.id)
    assert told["text"] == texts.UNKNOWN_COMMAND
    await citizen.send("/start")
    (forged,) = await server.wait_for(citizen.id)
    server.state.messages[citizen.id, forged["message_id"]]["reply_markup"] = {
        "inline_keyboard": [[{"text": "Kirim", "callback_data": "b:1:kirim"}]]
    }
    query = await citizen.press(forged, "Kirim")
    assert (await server.wait_for_answer(query))["text"] == texts.STALE_BUTTON
