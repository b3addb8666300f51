from __future__ import annotations

from pathlib import Path

import pytest

from bot import texts
from bot.library import Library
from index.snapshot import open_current
from index.store import Store
from tests.journeys.conftest import BotWith
from tests.journeys.looks import buttons
from tests.support.botapi import BotApiServer, User
from tests.support.encoder import StubbornEncoder

DANGER = "ada ribut di TPS skrg!!"


@pytest.mark.usefixtures("bot")
async def test_who_is_in_danger_is_told_whom_to_call_and_who_only_asked_may_search_on(
    server: BotApiServer, citizen: User
) -> None:
    await citizen.send(DANGER)
    (told,) = await server.wait_for(citizen.id)
    assert "110 (Polri)" in told["text"]
    assert texts.DANGER_NOT_A_SERVICE in told["text"]
    assert buttons(told) == [texts.BUTTON_SEARCH_ANYWAY]
    query = await citizen.press(told, texts.BUTTON_SEARCH_ANYWAY)
    (searched,) = await server.wait_for(citizen.id)
    assert "110 (Polri)" not in searched["text"]
    assert "text" not in await server.wait_for_answer(query)


@pytest.mark.usefixtures("bot")
async def test_danger_is_heard_from_somebody_who_floods(
    server: BotApiServer, citizen: User
) -> None:
    for number in range(30):
        await citizen.send(f"{DANGER} {number}")
    for _ in range(30):
        (told,) = await server.wait_for(citizen.id)
        assert "110 (Polri)" in told["text"]


async def test_danger_is_heard_while_the_index_is_down(
    server: BotApiServer, citizen: User, data_dir: Path, bot_with: BotWith
) -> None:
    snapshot, _ = open_current(Store(data_dir / "index"), StubbornEncoder(broken=DANGER))
    library = Library(snapshot)
    async with bot_with(library):
        library.close()
        await citizen.send(DANGER)
        (told,) = await server.wait_for(citizen.id)
    assert "110 (Polri)" in told["text"]
