from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest

from bot import texts
from bot.app import serve
from bot.errors import TokenRefused
from bot.library import Library
from bot.settings import Settings
from index.snapshot import open_current
from index.store import NoGeneration, Store
from tests.journeys.conftest import TOKEN, BotWith, Started
from tests.support import teduh
from tests.support.botapi import BotApiServer, User
from tests.support.encoder import StubbornEncoder

SECRET_QUESTION = "apakah RahasiaPelapor boleh masuk TPS?"


def broken_library(data_dir: Path) -> Library:
    encoder = StubbornEncoder(broken=SECRET_QUESTION)
    snapshot, _ = open_current(Store(data_dir / "index"), encoder)
    return Library(snapshot)


async def test_a_failing_handler_gives_the_person_an_id_and_the_log_the_place_but_no_words(
    server: BotApiServer,
    citizen: User,
    data_dir: Path,
    bot_with: BotWith,
    written: StringIO,
) -> None:
    async with bot_with(broken_library(data_dir)):
        await citizen.send(SECRET_QUESTION)
        (told,) = await server.wait_for(citizen.id)
        await citizen.send(teduh.ASK_DRILL)
        (answer,) = await server.wait_for(citizen.id)
    log_lines = written.getvalue()
    found = re.search("[0-9a-f]{8}", told["text"])
    assert found and told["text"] == texts.FAILED.format(incident=found[0])
    assert f"incident {found[0]}" in log_lines
    assert "encoder.py" in log_lines and "KeyError" in log_lines
    assert "RahasiaPelapor" not in log_lines and TOKEN not in log_lines
    assert "640 personel" in answer["text"]


async def test_the_token_is_in_no_log_line_whatever_telegram_does(
    written: StringIO, bot: None, server: BotApiServer, citizen: User
) -> None:
    server.fail_next("getUpdates", 409, description=f"Conflict: {TOKEN}")
    server.fail_next("sendMessage", 500)
    await citizen.send(teduh.ASK_DRILL)
    await server.wait_for(citizen.id)
    log_lines = written.getvalue()
    assert "polling as @siaga_uji_bot" in log_lines
    assert TOKEN not in log_lines


@pytest.mark.usefixtures("bot")
async def test_a_press_that_fails_is_answered_with_an_alert(
    server: BotApiServer, citizen: User
) -> None:
    await citizen.send(teduh.ASK_DRILL)
    (answer,) = await server.wait_for(citizen.id)
    server.fail_next("sendMessage", 400, description="Bad Request: not enough rights")
    query = await citizen.press(answer, "Sumber 1")
    told = await server.wait_for_answer(query)
    assert told["text"].startswith("Maaf, ada gangguan") and told["show_alert"]


@pytest.mark.usefixtures("bot")
async def test_a_press_that_telegram_forgot_while_the_bot_was_down_is_still_acted_on(
    server: BotApiServer, citizen: User
) -> None:
    await citizen.send(teduh.ASK_DRILL)
    (answer,) = await server.wait_for(citizen.id)
    forgotten = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    server.fail_next("answerCallbackQuery", 400, description=forgotten)
    await citizen.press(answer, "Sumber 1")
    (passage,) = await server.wait_for(citizen.id)
    await server.wait_until(lambda: server.called("answerCallbackQuery"))
    assert teduh.DRILL.text in passage["text"]
    assert len(server.sent(citizen.id)) == 2


@pytest.mark.usefixtures("bot")
async def test_who_blocked_the_bot_costs_nobody_else_anything(
    server: BotApiServer, citizen: User
) -> None:
    blocker = server.user(12, "Joko")
    server.fail_next("sendMessage", 403)
    await blocker.send(teduh.ASK_DRILL)
    await server.wait_until(lambda: server.called("sendMessage"))
    await citizen.send(teduh.ASK_DRILL)
    (answer,) = await server.wait_for(citizen.id)
    assert "640 personel" in answer["text"]
    assert server.sent(blocker.id) == []


@pytest.mark.usefixtures("bot")
async def test_an_answer_is_sent_again_after_telegram_asked_for_patience(
    server: BotApiServer, citizen: User
) -> None:
    server.fail_next("sendMessage", 429, retry_after=1)
    await citizen.send(teduh.ASK_DRILL)
    (answer,) = await server.wait_for(citizen.id)
    assert "640 personel" in answer["text"]


@pytest.mark.usefixtures("bot")
async def test_when_the_network_drops_an_answer_the_person_is_told_to_ask_again(
    server: BotApiServer, citizen: User
) -> None:
    server.fail_next("sendMessage", None)
    await citizen.send(teduh.ASK_DRILL)
    (told,) = await server.wait_for(citizen.id)
    assert told["text"] == texts.SLOW_NETWORK


@pytest.mark.usefixtures("bot")
async def test_an_answer_comes_even_where_typing_cannot_be_shown(
    server: BotApiServer, citizen: User
) -> None:
    server.fail_next("sendChatAction", 400)
    await citizen.send(teduh.ASK_DRILL)
    (answer,) = await server.wait_for(citizen.id)
    assert "640 personel" in answer["text"]


async def test_menus_that_cannot_be_set_do_not_keep_the_bot_from_answering(
    server: BotApiServer, citizen: User, settings: Settings, started: Started
) -> None:
    server.fail_next("setMyCommands", 500, times=1)
    await citizen.send(teduh.ASK_DRILL)
    async with started(serve(settings), menus=1):
        (answer,) = await server.wait_for(citizen.id)
    assert "640 personel" in answer["text"]


async def test_a_wrong_token_is_refused_in_a_sentence_that_does_not_show_it(
    server: BotApiServer, settings: Settings
) -> None:
    server.fail_next("getMe", 401, description="Unauthorized")
    with pytest.raises(TokenRefused) as refused:
        await serve(settings)
    assert "SIAGA_TELEGRAM_TOKEN" in refused.value.sentence
    assert TOKEN not in str(refused.getrepr(chain=True))


async def test_without_a_generation_the_bot_says_what_to_do(
    settings: Settings, tmp_path: Path
) -> None:
    with pytest.raises(NoGeneration, match="siaga build"):
        await serve(settings.model_copy(update={"data_dir": tmp_path}))
