"""The board in the chat: for officers of an area in private, and for everybody else, and every
group, what is published and nothing else."""

from __future__ import annotations

import csv
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest

from bot import texts
from bot.access import Grant, Right, Role
from bot.chat.commands import COMMANDS
from bot.db import drills, people, reports
from bot.db.engine import Connection, Database
from bot.db.reports import Observation
from bot.drills.exercise import Exercise
from bot.readiness import Component, State
from bot.render.boards.board_buttons import View
from bot.settings import Settings
from tests.journeys.looks import buttons
from tests.support import small_corpus
from tests.support.botapi import BotApiServer, Group, Json, User
from tests.support.teduh import generation_of

CITY, BESIDE, PROVINCE = "kota-balikpapan", "kota-bontang", "kalimantan-timur"
OFFICER = Grant(Role.OFFICER, CITY)
COORDINATOR = Grant(Role.COORDINATOR, PROVINCE)
SECRET = "pos timur tanpa penjaga"
PUBLISHED = "512 personel"


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of what is written about two real cities."""
    return generation_of(small_corpus.DOCUMENTS, tmp_path_factory.mktemp("kota"))


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


async def report(
    settings: Settings,
    area: str = CITY,
    component: Component = Component.PERSONNEL,
    state: State = State.ACTION,
) -> None:
    """As if an officer had sent it three hours ago."""
    now = datetime.now(UTC)
    seen = Observation(area, component, state, 481, 500, SECRET, "", now - timedelta(hours=3))
    async with kept(settings) as connection:
        await reports.add(connection, seen, "P-00000031", Role.OFFICER, now)


async def said_to(user: User, text: str, server: BotApiServer, parts: int = 1) -> Json:
    """The last of so many messages with which what the user writes in private is answered."""
    await user.send(text)
    return (await server.wait_for(user.id, parts))[-1]


async def pressed(user: User, message: Json, button: str, server: BotApiServer) -> Json:
    """The message as it stands after the press was acted on."""
    await server.wait_for_answer(await user.press(message, button))
    return server.message(message["chat"]["id"], message["message_id"])


async def answers(user: User, data: Sequence[str], server: BotApiServer) -> set[str]:
    """All that is answered to buttons that say `data`, wherever the user has them from."""
    own = await said_to(user, "/start", server)
    rows = [[{"text": one, "callback_data": one}] for one in data]
    server.state.messages[user.id, own["message_id"]]["reply_markup"] = {"inline_keyboard": rows}
    return {
        str((await server.wait_for_answer(await user.press(own, one))).get("text")) for one in data
    }


def all_said(user: User, server: BotApiServer) -> str:
    """Whatever the bot has ever told him, under pictures and files too."""
    return "\n".join(
        message.get("text", "") + message.get("caption", "") for message in server.sent(user.id)
    )


@pytest.fixture
async def cut(server: BotApiServer, settings: Settings) -> User:
    """An officer of Balikpapan."""
    return await appointed(server.user(31, "Cut"), settings, OFFICER)


@pytest.fixture
async def ida(server: BotApiServer, settings: Settings) -> User:
    """The coordinator of the province."""
    return await appointed(server.user(41, "Ida"), settings, COORDINATOR)


@pytest.mark.usefixtures("bot")
class TestOfficers:
    async def test_an_officer_who_names_no_area_is_shown_his_own(
        self, server: BotApiServer, settings: Settings, cut: User
    ) -> None:
        await report(settings)
        told = await said_to(cut, "/papan", server)
        assert told["text"].startswith("Papan Kota Balikpapan\nPERLU TINDAKAN · ")
        assert "Personel 481/500 orang · 3 jam lalu" in told["text"]
        assert "TAK DIKETAHUI (9 dari 10)" in told["text"]
        assert buttons(told) == [texts.BUTTON_WHOLE, texts.BUTTON_PICTURE, texts.BUTTON_TABLE]

    async def test_everything_about_it_is_a_tap_away_reports_apart_from_what_is_published(
        self, server: BotApiServer, settings: Settings, cut: User
    ) -> None:
        await report(settings)
        told = await said_to(cut, "/papan balikpapan", server)
        await server.wait_for_answer(await cut.press(told, texts.BUTTON_WHOLE))
        whole = server.sent(cut.id)[-1]["text"]
        reported, published = whole.split(texts.BOARD_QUOTES)
        assert f"Catatan: {SECRET}" in reported and "P-00000031" in reported
        assert PUBLISHED in published and texts.DRILL in published
        assert SECRET not in published

    async def test_the_picture_and_the_table_come_as_files(
        self, server: BotApiServer, settings: Settings, ida: User
    ) -> None:
        await report(settings)
        told = await said_to(ida, "/papan kaltim", server)
        await server.wait_for_answer(await ida.press(told, texts.BUTTON_PICTURE))
        assert server.sent(ida.id)[-1]["photo"][0]["width"] == 1080
        await server.wait_for_answer(await ida.press(told, texts.BUTTON_TABLE))
        document = server.sent(ida.id)[-1]["document"]
        assert document["file_name"].startswith("papan-kalimantan-timur-")
        content = server.state.files[document["file_id"]].content.decode("utf-8-sig")
        rows = list(csv.DictReader(StringIO(content), delimiter=";"))
        assert [row["catatan"] for row in rows if row["jenis_bukti"] == "laporan"] == [SECRET]

    async def test_a_coordinator_goes_from_the_province_into_its_cities_and_back(
        self, server: BotApiServer, settings: Settings, ida: User
    ) -> None:
        await report(settings, state=State.NOT_YET)
        told = await said_to(ida, "/papan", server)
        assert "Dari 10 wilayah: 9 TAK DIKETAHUI, 1 BELUM." in told["text"]
        assert "1. Kota Balikpapan: Personel BELUM 481/500 orang" in told["text"]
        city = await pressed(ida, told, "Kota Balikpapan", server)
        assert city["text"].startswith("Papan Kota Balikpapan\n")
        again = await pressed(ida, city, f"{texts.BUTTON_UP} Kalimantan Timur", server)
        assert again["text"].startswith("Papan Kalimantan Timur\n")
        second = await pressed(ida, again, texts.BUTTON_FORTH, server)
        assert texts.PAGES.format(page=2, pages=2) in second["text"]

    async def test_those_that_have_not_reported_are_named(
        self, server: BotApiServer, settings: Settings, ida: User
    ) -> None:
        await report(settings)
        told = await said_to(ida, "/papan kaltim", server)
        silent = await pressed(ida, told, texts.BUTTON_SILENT.format(count=9), server)
        assert silent["text"].startswith("Belum melapor: 9 dari 10 wilayah\n")
        assert "Kota Bontang" in silent["text"] and "Balikpapan" not in silent["text"]

    async def test_what_is_reported_of_the_province_itself_has_rows_of_its_own(
        self, server: BotApiServer, settings: Settings, ida: User
    ) -> None:
        await report(settings, PROVINCE)
        told = await said_to(ida, "/papan", server)
        rows = await pressed(
            ida, told, texts.BUTTON_OWN_ROWS.format(area="Kalimantan Timur"), server
        )
        assert "Personel 481/500 orang" in rows["text"]

    async def test_whoever_has_several_areas_is_asked_which(
        self, server: BotApiServer, settings: Settings
    ) -> None:
        eko = await appointed(
            server.user(51, "Eko"), settings, OFFICER, Grant(Role.OFFICER, "kota-blitar")
        )
        told = await said_to(eko, "/papan", server)
        assert told["text"] == texts.BOARD_WHICH
        assert buttons(told) == ["Kota Blitar", "Kota Balikpapan"]
        assert (await pressed(eko, told, "Kota Blitar", server))["text"].startswith(
            "Papan Kota Blitar\n"
        )

    async def test_of_a_shared_name_the_one_that_he_may_see_is_meant(
        self, server: BotApiServer, settings: Settings
    ) -> None:
        eko = await appointed(server.user(51, "Eko"), settings, Grant(Role.OFFICER, "kota-blitar"))
        told = await said_to(eko, "/papan blitar", server)
        assert told["text"].startswith("Papan Kota Blitar\n")

    async def test_an_admin_sees_the_country(self, server: BotApiServer, admin: User) -> None:
        told = await said_to(admin, "/papan", server)
        assert "Dari 514 wilayah: 514 TAK DIKETAHUI." in told["text"]

    async def test_a_drill_is_told_on_everything(
        self, server: BotApiServer, settings: Settings, cut: User
    ) -> None:
        async with kept(settings) as connection:
            now = datetime.now(UTC)
            id = await drills.add(connection, CITY, now.date(), Exercise(), "P-00000041", now)
            await drills.begin(connection, id, now)
        told = await said_to(cut, "/papan", server)
        assert told["text"].startswith(texts.DRILL_ON)
        await server.wait_for_answer(await cut.press(told, texts.BUTTON_WHOLE))
        assert server.sent(cut.id)[-1]["text"].startswith(texts.DRILL_ON)
        await server.wait_for_answer(await cut.press(told, texts.BUTTON_TABLE))
        assert server.sent(cut.id)[-1]["caption"].startswith(texts.DRILL_ON)

    @pytest.mark.parametrize(
        "question", ["Balikpapan sudah siap belum?", "/tanya kesiapan balikpapan gmn"]
    )
    async def test_a_free_question_leads_to_the_board(
        self, question: str, server: BotApiServer, settings: Settings, cut: User
    ) -> None:
        await report(settings)
        told = await said_to(cut, question, server)
        assert told["text"].startswith("Papan Kota Balikpapan\n")

    async def test_a_follow_up_leads_to_the_next_area_that_he_may_see_and_to_no_other(
        self, server: BotApiServer, settings: Settings, ida: User
    ) -> None:
        await report(settings)
        await said_to(ida, "Balikpapan sudah siap belum?", server)
        told = await said_to(ida, "kalau bontang?", server)
        assert told["text"].startswith("Papan Kota Bontang\n")
        told = await said_to(ida, "kalau gresik?", server)
        assert told["text"].startswith("Kesiapan Kabupaten Gresik menurut terbitan")

    async def test_who_has_not_reported_is_told_to_whoever_may_see_it(
        self, server: BotApiServer, settings: Settings, ida: User
    ) -> None:
        await report(settings)
        told = await said_to(ida, "polres mana yang belum lapor?", server)
        assert told["text"].startswith("Belum melapor: 9 dari 10 wilayah\n")

    async def test_an_edited_question_is_a_new_one(self, server: BotApiServer, cut: User) -> None:
        first = await cut.send("halo")
        await server.wait_for(cut.id)
        await cut.edit(first, "balikpapan sudah siap belum?")
        (told,) = await server.wait_for(cut.id)
        assert told["text"].startswith("Papan Kota Balikpapan\n")


@pytest.mark.usefixtures("bot")
class TestOthers:
    @pytest.mark.parametrize("text", ["/papan", "/papan balikpapan", "/papan kaltim"])
    async def test_to_a_citizen_it_is_no_command(
        self, text: str, server: BotApiServer, settings: Settings, citizen: User
    ) -> None:
        await report(settings)
        assert (await said_to(citizen, text, server))["text"] == texts.UNKNOWN_COMMAND

    @pytest.mark.parametrize("text", ["/papan bontang", "/papan kaltim", "/papan indonesia"])
    async def test_an_area_that_is_not_his_is_no_command_to_an_officer(
        self, text: str, server: BotApiServer, settings: Settings, cut: User
    ) -> None:
        await report(settings, BESIDE)
        assert (await said_to(cut, text, server))["text"] == texts.UNKNOWN_COMMAND

    async def test_what_is_no_area_is_said_to_an_officer_to_be_none(
        self, server: BotApiServer, cut: User
    ) -> None:
        for text in ("/papan atlantis", "/papan posko"):
            assert (await said_to(cut, text, server))["text"] == texts.BOARD_AREA_UNKNOWN

    async def test_no_button_shows_what_the_command_would_not(
        self, server: BotApiServer, settings: Settings, cut: User, citizen: User
    ) -> None:
        await report(settings)
        await report(settings, BESIDE)
        everything = [
            *(f"o:{view}:{BESIDE}:{page}" for page, view in enumerate((*View, "z"))),
            *(f"o:b:{area}:0" for area in (PROVINCE, "indonesia", "atlantis")),
        ]
        assert await answers(cut, everything, server) == {texts.STALE_BUTTON}
        forwarded = [*everything, *(f"o:{view}:{CITY}:0" for view in View)]
        assert await answers(citizen, forwarded, server) == {texts.STALE_BUTTON}
        assert SECRET not in all_said(cut, server) + all_said(citizen, server)
        assert server.called("sendPhoto") == server.called("sendDocument") == []

    async def test_a_role_that_is_withdrawn_takes_the_buttons_with_it(
        self, server: BotApiServer, settings: Settings, cut: User
    ) -> None:
        await report(settings)
        told = await said_to(cut, "/papan", server)
        async with kept(settings) as connection:
            assert await people.withdraw(connection, cut.id, OFFICER)
        for button in buttons(told):
            answer = await server.wait_for_answer(await cut.press(told, button))
            assert answer["text"] == texts.STALE_BUTTON

    async def test_a_group_never_has_a_board(
        self, server: BotApiServer, settings: Settings, cut: User, group: Group
    ) -> None:
        group.join(cut)
        await report(settings)
        await cut.send("/papan@siaga_uji_bot balikpapan", chat=group)
        (told,) = await server.wait_for(group.id)
        assert told["text"] == texts.UNKNOWN_COMMAND
        await cut.send("@siaga_uji_bot balikpapan sudah siap belum?", chat=group)
        (told,) = await server.wait_for(group.id)
        assert told["text"].startswith("Kesiapan Kota Balikpapan menurut terbitan")
        assert "481" not in told["text"]

    def test_the_menu_of_a_citizen_has_no_board(self) -> None:
        own = {command.name: command.right for command in COMMANDS}
        assert own["papan"] is Right.REPORT and own["kesiapan"] is Right.ASK


@pytest.mark.usefixtures("bot")
class TestPublished:
    async def test_everybody_is_told_what_is_published(
        self, server: BotApiServer, citizen: User
    ) -> None:
        told = await said_to(citizen, "/kesiapan balikpapan", server)
        assert told["text"].startswith("Kesiapan Kota Balikpapan menurut terbitan")
        assert f"Simulasi itu melibatkan {PUBLISHED} gabungan. [1]" in told["text"]
        assert texts.DRILL in told["text"] and "2 Oktober 2023" in told["text"]
        passage = await server.wait_for_answer(await citizen.press(told, buttons(told)[0]))
        assert "text" not in passage
        assert PUBLISHED in server.sent(citizen.id)[-1]["text"]

    @pytest.mark.parametrize(
        "question",
        [
            *("/kesiapan kota bontang", "Balikpapan sudah siap belum?"),
            *("polres mana yang belum lapor?", "kesiapan kaltim gimana"),
        ],
    )
    async def test_it_is_the_same_to_the_letter_whatever_officers_report(
        self, question: str, server: BotApiServer, settings: Settings, citizen: User
    ) -> None:
        before = await said_to(citizen, question, server)
        for area in (CITY, BESIDE, PROVINCE):
            for component in Component:
                await report(settings, area, component, State.READY)
        after = await said_to(citizen, question, server)
        same = ("text", "entities", "reply_markup")
        assert [after.get(each) for each in same] == [before.get(each) for each in same]

    async def test_an_officer_is_told_the_same_of_an_area_that_is_not_his(
        self, server: BotApiServer, settings: Settings, cut: User, citizen: User
    ) -> None:
        await report(settings, BESIDE)
        question = "bontang sudah siap belum?"
        own, others = [await said_to(user, question, server) for user in (cut, citizen)]
        assert own["text"] == others["text"]
        assert own["text"].startswith("Kesiapan Kota Bontang menurut terbitan")

    async def test_a_shared_name_is_asked_about(self, server: BotApiServer, citizen: User) -> None:
        told = await said_to(citizen, "kesiapan pengamanan pilkada di blitar gmn", server)
        assert buttons(told) == ["Kabupaten Blitar", "Kota Blitar"]
        await server.wait_for_answer(await citizen.press(told, "Kota Blitar"))
        assert server.sent(citizen.id)[-1]["text"].startswith("Kesiapan Kota Blitar")

    async def test_a_place_that_is_nowhere_is_told_so(
        self, server: BotApiServer, citizen: User
    ) -> None:
        told = await said_to(citizen, "/kesiapan atlantis", server)
        assert told["text"] == texts.PUBLISHED_AREA_UNKNOWN
        assert await answers(citizen, ["k:atlantis"], server) == {texts.STALE_BUTTON}

    async def test_a_call_for_help_comes_before_any_board(
        self, server: BotApiServer, cut: User
    ) -> None:
        told = await said_to(cut, "polres mana yang belum lapor, kami diserang massa!!", server)
        assert told["text"].startswith(texts.DANGER)


async def test_it_is_told_with_the_database_gone(
    server: BotApiServer, settings: Settings, bot: None, citizen: User
) -> None:
    """The public side has no use for one, and so there is no way into it."""
    told = await said_to(citizen, "/kesiapan balikpapan", server)
    assert settings.database_url is not None
    file = Path(settings.database_url.partition(":///")[2])
    for each in file.parent.glob(f"{file.name}*"):
        each.unlink()
    file.mkdir()
    again = await said_to(citizen, "/kesiapan balikpapan", server)
    assert again["text"] == told["text"]
