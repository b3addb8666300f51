from __future__ import annotations

import pytest

from bot import texts
from tests.support import teduh
from tests.support.botapi import BotApiServer, Group, User

pytestmark = pytest.mark.usefixtures("bot")


async def quiet_after(text: str, server: BotApiServer, citizen: User, group: Group) -> bool:
    """Whether `text` in the group gets no answer, though what follows it does."""
    await citizen.send(text, chat=group)
    await citizen.send("/bantuan", chat=group)
    (answer,) = await server.wait_for(group.id)
    return bool(answer["text"].startswith(texts.HELP))


@pytest.mark.parametrize(
    "text",
    [
        teduh.ASK_DRILL,
        f"@bot_lain {teduh.ASK_DRILL}",
        f"/tanya@bot_lain {teduh.ASK_DRILL}",
        "/perintah_asing",
        f"surel saya x@siaga_uji_bot.example {teduh.ASK_DRILL}",
    ],
)
async def test_people_talking_are_left_alone(
    text: str, server: BotApiServer, citizen: User, group: Group
) -> None:
    assert await quiet_after(text, server, citizen, group)


@pytest.mark.parametrize(
    "text",
    [
        f"@siaga_uji_bot {teduh.ASK_DRILL}",
        f"{teduh.ASK_DRILL} 😀 @Siaga_Uji_Bot tolong",
        f"/tanya {teduh.ASK_DRILL}",
        f"/tanya@siaga_uji_bot\n{teduh.ASK_DRILL}",
    ],
)
async def test_a_mention_or_a_command_is_answered(
    text: str, server: BotApiServer, citizen: User, group: Group
) -> None:
    asked = await citizen.send(text, chat=group)
    (answer,) = await server.wait_for(group.id)
    assert "640 personel" in answer["text"]
    assert answer["reply_to_message"]["message_id"] == asked["message_id"]


async def test_a_reply_to_the_bot_is_a_question(
    server: BotApiServer, citizen: User, group: Group
) -> None:
    await citizen.send("/bantuan", chat=group)
    (help_,) = await server.wait_for(group.id)
    await citizen.send(teduh.ASK_DRILL, chat=group, reply_to=help_)
    (answer,) = await server.wait_for(group.id)
    assert "640 personel" in answer["text"]


async def test_a_bare_mention_is_told_how_to_ask(
    server: BotApiServer, citizen: User, group: Group
) -> None:
    await citizen.send("@siaga_uji_bot", chat=group)
    (answer,) = await server.wait_for(group.id)
    assert answer["text"] == texts.EMPTY_QUESTION_GROUP


async def test_an_unknown_command_to_the_bot_by_name_is_pointed_to_the_help(
    server: BotApiServer, citizen: User, group: Group
) -> None:
    await citizen.send("/tidakada@siaga_uji_bot", chat=group)
    (answer,) = await server.wait_for(group.id)
    assert answer["text"] == texts.UNKNOWN_COMMAND


async def test_a_photo_is_answered_only_where_its_caption_names_the_bot(
    server: BotApiServer, citizen: User, group: Group
) -> None:
    await citizen.send_photo("lucu", chat=group)
    await citizen.send_photo("@siaga_uji_bot benarkah?", chat=group)
    (answer,) = await server.wait_for(group.id)
    assert answer["text"] == texts.NOT_TEXT
    assert len(server.sent(group.id)) == 1


async def test_a_sticker_under_an_answer_is_applause(
    server: BotApiServer, citizen: User, group: Group
) -> None:
    await citizen.send("/bantuan", chat=group)
    (help_,) = await server.wait_for(group.id)
    await citizen.send_sticker(chat=group, reply_to=help_)
    assert await quiet_after("terus?", server, citizen, group)


async def test_an_edit_in_a_group_is_not_answered_again(
    server: BotApiServer, citizen: User, group: Group
) -> None:
    asked = await citizen.send(f"@siaga_uji_bot {teduh.ASK_NOTHING}", chat=group)
    await server.wait_for(group.id)
    await citizen.edit(asked, f"@siaga_uji_bot {teduh.ASK_DRILL}")
    assert await quiet_after("oh begitu", server, citizen, group)


async def test_a_channel_post_is_not_even_asked_for(server: BotApiServer, citizen: User) -> None:
    await citizen.send("/start")
    await server.wait_for(citizen.id)
    (polled, *_) = server.called("getUpdates")
    assert set(polled.parameters["allowed_updates"]) == {
        "message",
        "edited_message",
        "callback_query",
    }
