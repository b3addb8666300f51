from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot import texts
from bot.app import now, serve
from bot.render.dates import WIB
from bot.settings import Settings
from tests.journeys.conftest import Started
from tests.journeys.looks import buttons, links
from tests.support.botapi import BotApiServer, Group, User

ADDRESS = "https://kpu.example/jadwal"


def calendar(today: datetime) -> str:
    """A quiet period that is on, a vote in two days, and a re-vote that is over."""

    def day(days: int) -> str:
        return (today + timedelta(days=days)).date().isoformat()

    return f"""
sources:
- {{id: jadwal, title: Jadwal Pemilu Teduh, publisher: Harian Seroja, url: '{ADDRESS}'}}
elections:
- {{name: Pemilu Teduh, regime: pemilu}}
- {{name: PSU Teduh, regime: psu}}
stages:
- {{election: Pemilu Teduh, stage: masa-tenang, begins: {day(-1)}, ends: {day(1)}, source: jadwal}}
- {{election: Pemilu Teduh, stage: pemungutan-suara, begins: {day(2)}, source: jadwal}}
- {{election: PSU Teduh, stage: pemungutan-suara, begins: {day(-90)}, source: jadwal}}
"""


@pytest.fixture
def in_season(settings: Settings, tmp_path: Path) -> Settings:
    folder = tmp_path / "kumpulan"
    folder.mkdir()
    (folder / "stages.yaml").write_text(calendar(now().astimezone(WIB)), encoding="utf-8")
    return settings.model_copy(update={"corpus_dir": folder})


async def test_anyone_sees_where_we_are_what_is_next_and_the_source(
    server: BotApiServer, in_season: Settings, started: Started, citizen: User
) -> None:
    async with started(serve(in_season)):
        await citizen.send("/tahapan")
        (told,) = await server.wait_for(citizen.id)
    assert "masa tenang [1], sekarang di sini" in told["text"]
    assert "Berikutnya pemungutan suara, 2 hari lagi." in told["text"]
    assert links(told) == {"Harian Seroja": ADDRESS}
    assert buttons(told) == [texts.BUTTON_WHOLE, "Pilkada", "PSU"]


async def test_buttons_turn_to_another_election_and_show_the_whole_with_its_sources(
    server: BotApiServer, in_season: Settings, started: Started, citizen: User
) -> None:
    async with started(serve(in_season)):
        await citizen.send("/tahapan pemilu")
        (told,) = await server.wait_for(citizen.id)
        await server.wait_for_answer(await citizen.press(told, texts.BUTTON_WHOLE))
        (whole,) = await server.wait_for(citizen.id)
        await server.wait_for_answer(await citizen.press(told, "PSU"))
        (turned,) = server.called("editMessageText")
    assert links(whole) == {"Jadwal Pemilu Teduh": ADDRESS}
    assert turned.parameters["text"].startswith("<b>PSU Teduh</b>")
    assert texts.SEASON_OVER in turned.parameters["text"]


async def test_a_group_may_ask_and_what_is_no_election_is_told_how_to_ask(
    server: BotApiServer, in_season: Settings, started: Started, citizen: User, group: Group
) -> None:
    async with started(serve(in_season)):
        await citizen.send("/tahapan pilkada", chat=group)
        (told,) = await server.wait_for(group.id)
        await citizen.send("/tahapan pilkades")
        (usage,) = await server.wait_for(citizen.id)
    assert told["text"].startswith("Belum ada tahapan Pilkada dalam kumpulan saya.")
    assert usage["text"] == texts.STAGES_USAGE
