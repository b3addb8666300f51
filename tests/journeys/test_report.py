"""Reports in the chat: in one line and by buttons, corrected, sent once, judged; over restarts and
redelivered updates, and to whoever may not report as if there were nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from io import StringIO

import pytest
from sqlalchemy import func, select

from bot import texts
from bot.access import Grant, Role
from bot.app import serve
from bot.db import audit, people, reports
from bot.db.engine import Connection, Database
from bot.db.reports import Kept
from bot.db.tables import drafts as draft_table
from bot.db.tables import reports as report_table
from bot.readiness import Component, State, Verdict
from bot.settings import Settings
from tests.journeys.conftest import Started
from tests.journeys.looks import buttons, formatted
from tests.support.botapi import BotApiServer, Group, Json, User
from tests.support.leaks import leaked

CITY, BESIDE = "kota-balikpapan", "kota-bontang"
OFFICER = Grant(Role.OFFICER, CITY)
COORDINATOR = Grant(Role.COORDINATOR, "kalimantan-timur")
ACTS = (
    *("y", "n", "v", "e", "o", "g", "p", "r", "t", "x", "w:angka", "k:angka", "s:siap"),
    *("c:personel", "l:personel", "d:personel", "a:kota-balikpapan", "u:kota-balikpapan:0"),
)
COMMAND = [{"type": "bot_command", "offset": 0, "length": len("/lapor")}]
LINE = "/lapor balikpapan P 480/500 G 3/4 K ok"
SEND, CHANGE, CANCEL = texts.BUTTON_REPORT_SEND, texts.BUTTON_REPORT_CHANGE, "Batal"
SKIP = texts.BUTTON_REPORT_SKIP


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


async def withdrawn(user: User, settings: Settings, grant: Grant) -> None:
    async with kept(settings) as connection:
        assert await people.withdraw(connection, user.id, grant)


async def all_reports(settings: Settings) -> Sequence[Kept]:
    """In the order in which they were kept."""
    async with kept(settings) as connection:
        query = select(report_table.c.key).order_by(report_table.c.id)
        numbers = (await connection.execute(query)).scalars()
        found = [await reports.by_id(connection, number) for number in numbers]
    return [one for one in found if one]


async def numbers_of_reports(settings: Settings) -> list[int]:
    """The same, each by its number."""
    return [one.report.id for one in await all_reports(settings)]


def draft_in(card: Json) -> int:
    """The number of the draft that the card shows."""
    return int(card["text"].partition("· draf ")[2].split()[0])


def every_button(card: Json) -> list[str]:
    """What buttons say about the draft that the card shows, and about one that there is not."""
    return [f"lp:{draft}:{act}" for draft in (draft_in(card), 9) for act in ACTS]


async def told_reports(settings: Settings) -> list[str]:
    """The same, each in a line."""
    return [
        f"{it.report.area} {it.report.component} {it.report.state} "
        f"{it.report.have}/{it.report.need} {it.report.note}".strip()
        for it in await all_reports(settings)
    ]


async def number_of_drafts(settings: Settings) -> int:
    async with kept(settings) as connection:
        query = select(func.count()).select_from(draft_table)
        return (await connection.execute(query)).scalar_one()


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


async def pressing(user: User, data: Sequence[str], server: BotApiServer) -> set[str]:
    """All that is answered to buttons that say `data`, wherever the user has them from."""
    own = await said_to(user, "/start", server)
    rows = [[{"text": one, "callback_data": one}] for one in data]
    server.state.messages[user.id, own["message_id"]]["reply_markup"] = {"inline_keyboard": rows}
    return {
        str((await server.wait_for_answer(await user.press(own, one))).get("text")) for one in data
    }


def shown_again(server: BotApiServer) -> None:
    """Telegram refused nothing but to put the same words again."""
    for call in server.refusals:
        assert "not modified" in str(call.error)
    server.calls[:] = [call for call in server.calls if call not in server.refusals]


@pytest.fixture
async def officer(server: BotApiServer, settings: Settings) -> User:
    """An officer of the city."""
    return await appointed(server.user(32, "Budi"), settings, OFFICER)


@pytest.fixture
async def boss(server: BotApiServer, settings: Settings) -> User:
    """The coordinator of the province."""
    return await appointed(server.user(31, "Cut"), settings, COORDINATOR)


@pytest.mark.usefixtures("bot")
class TestOneLine:
    async def test_is_shown_as_understood_and_sent_with_one_tap(
        self, server: BotApiServer, officer: User, settings: Settings
    ) -> None:
        echo = await said_to(officer, LINE, server)
        title = f"Periksa dulu, belum terkirim · draf {draft_in(echo)}\n\nKota Balikpapan, "
        assert echo["text"].startswith(title)
        assert "Personel: PERLU TINDAKAN, 480 dari 500 orang, kurang 20" in echo["text"]
        assert "Logistik: PERLU TINDAKAN, 3 dari 4 unit, kurang 1" in echo["text"]
        assert "Koordinasi dan jalur komando: SIAP\n" in echo["text"]
        assert "Tidak disebut: perangkat lunak, posko, " in echo["text"]
        assert buttons(echo) == [SEND, CHANGE, CANCEL]
        assert await all_reports(settings) == []
        sent = await pressed(officer, echo, SEND, server)
        assert sent["text"].startswith(f"Terkirim · draf {draft_in(echo)}\n")
        assert buttons(sent) == []
        assert await told_reports(settings) == [
            f"{CITY} personel perlu-tindakan 480/500",
            f"{CITY} logistik perlu-tindakan 3/4",
            f"{CITY} koordinasi siap None/None",
        ]

    async def test_two_taps_at_once_send_it_once(
        self, server: BotApiServer, officer: User, settings: Settings
    ) -> None:
        echo = await said_to(officer, LINE, server)
        first, second = await officer.press(echo, SEND), await officer.press(echo, SEND)
        await server.wait_for_answer(first)
        await server.wait_for_answer(second)
        assert as_it_stands(echo, server)["text"].startswith("Terkirim")
        assert len(await all_reports(settings)) == 3
        shown_again(server)

    async def test_what_is_guessed_or_odd_is_said_back(
        self, server: BotApiServer, officer: User
    ) -> None:
        echo = await said_to(officer, "/lapor balikpapn anggran 5/4 P 1/2 siap", server)
        assert "“anggran” saya baca Anggaran." in echo["text"]
        assert "“balikpapn” saya baca Kota Balikpapan." in echo["text"]
        assert "Anggaran: yang ada lebih banyak daripada yang perlu." in echo["text"]
        assert "Personel: SIAP, padahal angkanya belum penuh." in echo["text"]

    async def test_the_time_is_the_one_on_the_wall_of_the_area(
        self, server: BotApiServer, officer: User, settings: Settings
    ) -> None:
        echo = await said_to(officer, "/lapor P ok kemarin 21.00", server)
        assert " 21.00 WITA" in echo["text"]
        await pressed(officer, echo, SEND, server)
        (one,) = await all_reports(settings)
        assert one.report.observed_at.hour == 13

    async def test_what_is_unclear_is_asked_back_with_the_line_to_copy(
        self, server: BotApiServer, officer: User, settings: Settings
    ) -> None:
        answer = await said_to(officer, "/lapor balikpapan P 480-500 G 3/4", server)
        assert "“480-500”: rentang, atau ada dan perlu?" in answer["text"]
        assert formatted(answer, "code") == ["/lapor balikpapan P 480-500 G 3/4"]
        answer = await said_to(officer, "/lapor S rawan", server)
        assert "“rawan”: ok, kurang, atau belum?" in answer["text"]
        answer = await said_to(officer, "/lapor S siaga", server)
        assert "“siaga” belum saya pahami." in answer["text"]
        assert "P personel, O posko, G logistik" in answer["text"]
        answer = await said_to(officer, "/lapor bontang P ok", server)
        assert "“bontang” di luar wilayah tugas Anda." in answer["text"]
        assert await number_of_drafts(settings) == 0

    async def test_which_of_several_areas_is_asked_by_buttons(
        self, server: BotApiServer, settings: Settings
    ) -> None:
        both = await appointed(
            server.user(33, "Dewi"), settings, OFFICER, Grant(Role.OFFICER, BESIDE)
        )
        card = await said_to(both, "/lapor P 480/500", server)
        assert buttons(card) == ["Kota Balikpapan", "Kota Bontang", CANCEL]
        echo = await pressed(both, card, "Kota Bontang", server)
        await pressed(both, echo, SEND, server)
        assert await told_reports(settings) == [f"{BESIDE} personel perlu-tindakan 480/500"]

    async def test_counts_of_votes_are_refused_and_not_kept(
        self, server: BotApiServer, officer: User, settings: Settings
    ) -> None:
        for words in ("/lapor S aman cat: paslon 1 dapat 120 suara", "/lapor C1 01: 150 02: 130"):
            answer = await said_to(officer, words, server)
            assert answer["text"].startswith(texts.COUNTS_REFUSED)
            assert "KPU" in answer["text"] and "Bawaslu" in answer["text"]
        echo = await said_to(officer, LINE, server)
        answer = await said_to(officer, "suara sah 350", server, echo)
        assert answer["text"].startswith(texts.COUNTS_REFUSED)
        async with kept(settings) as connection:
            contents = (await connection.execute(select(draft_table.c.content))).scalars().all()
        assert len(contents) == 1 and leaked(["350"], contents[0]) == []

    async def test_a_call_for_help_in_it_is_told_whom_to_call(
        self, server: BotApiServer, officer: User
    ) -> None:
        await officer.send("/lapor tolong ada yang bawa senjata di TPS saya sekarang")
        danger, asked_back = await server.wait_for(officer.id, 2)
        assert danger["text"].startswith(texts.DANGER) and "Belum saya catat." in asked_back["text"]


@pytest.mark.usefixtures("bot")
class TestCorrection:
    async def test_before_sending_the_echo_follows_and_the_last_word_wins(
        self, server: BotApiServer, officer: User, settings: Settings
    ) -> None:
        echo = await said_to(officer, LINE, server)
        newer = await said_to(officer, "P 490/500", server, echo)
        assert "490 dari 500" in newer["text"] and buttons(newer) == [SEND, CHANGE, CANCEL]
        await server.wait_until(lambda: not buttons(as_it_stands(echo, server)))
        assert "490 dari 500" in as_it_stands(echo, server)["text"]
        newest = await said_to(officer, 'P 495/500 "5 sakit"', server, newer)
        await pressed(officer, newest, SEND, server)
        assert (await told_reports(settings))[0] == (
            f"{CITY} personel perlu-tindakan 495/500 5 sakit"
        )
        assert len(await all_reports(settings)) == 3

    async def test_after_sending_it_is_another_report_that_is_confirmed_again(
        self, server: BotApiServer, officer: User, settings: Settings
    ) -> None:
        sent = await pressed(officer, await said_to(officer, LINE, server), SEND, server)
        echo = await said_to(officer, "P 490/500", server, sent)
        assert echo["text"].startswith(texts.REPORT_CORRECTION)
        assert "Logistik" not in echo["text"] and len(await all_reports(settings)) == 3
        again = await pressed(officer, echo, SEND, server)
        echo = await said_to(officer, "495", server, again)
        await pressed(officer, echo, SEND, server)
        lines = await all_reports(settings)
        assert [it.report.have for it in lines] == [480, 3, None, 490, 495]
        first = lines[0].report.id
        assert [it.corrects for it in lines] == [None, None, None, first, first]
        async with kept(settings) as connection:
            long_ago = datetime(2020, 1, 1, tzinfo=UTC)
            counting = await reports.counting(connection, [CITY], long_ago)
        assert [one.have for one in counting] == [None, 3, 495]

    async def test_an_edited_reply_is_a_correction_as_well(
        self, server: BotApiServer, officer: User
    ) -> None:
        echo = await said_to(officer, LINE, server)
        reply = await officer.send("P 490-500", reply_to=echo)
        (answer,) = await server.wait_for(officer.id)
        assert "rentang" in answer["text"]
        await officer.edit(reply, "P 490/500")
        (newer,) = await server.wait_for(officer.id)
        assert "490 dari 500" in newer["text"]

    async def test_an_edited_line_begins_the_same_draft_again(
        self, server: BotApiServer, officer: User, settings: Settings
    ) -> None:
        line = await officer.send("/lapor P 480-500")
        (answer,) = await server.wait_for(officer.id)
        assert "rentang" in answer["text"]
        line = await officer.edit(line, "/lapor P 480/500")
        (echo,) = await server.wait_for(officer.id)
        line = await officer.edit(line, "/lapor P 490/500 O ok")
        (newer,) = await server.wait_for(officer.id)
        assert "490 dari 500" in newer["text"] and draft_in(newer) == draft_in(echo)
        await server.wait_until(lambda: not buttons(as_it_stands(echo, server)))
        sent = await pressed(officer, newer, SEND, server)
        await officer.edit(line, "/lapor P 495/500")
        (again,) = await server.wait_for(officer.id)
        assert draft_in(again) != draft_in(sent) and buttons(again) == [SEND, CHANGE, CANCEL]
        assert await told_reports(settings) == [
            f"{CITY} personel perlu-tindakan 490/500",
            f"{CITY} posko siap None/None",
        ]

    async def test_what_is_unclear_can_be_said_again_in_reply_to_that(
        self, server: BotApiServer, officer: User
    ) -> None:
        echo = await said_to(officer, LINE, server)
        asked = await said_to(officer, "P 490-500", server, echo)
        assert "490 dari 500" in (await said_to(officer, "P 490/500", server, asked))["text"]

    async def test_a_photo_is_attached_by_its_caption_or_by_a_reply(
        self, server: BotApiServer, officer: User, settings: Settings
    ) -> None:
        await officer.send_photo("/lapor P 480/500")
        (echo,) = await server.wait_for(officer.id)
        assert texts.REPORT_PHOTO in echo["text"]
        await pressed(officer, echo, SEND, server)
        echo = await said_to(officer, "/lapor G 3/4", server)
        photo = await officer.send_photo(reply_to=echo)
        (echo,) = await server.wait_for(officer.id)
        assert texts.REPORT_PHOTO in echo["text"]
        await pressed(officer, echo, SEND, server)
        first, second = await all_reports(settings)
        assert first.photo and second.photo == photo["photo"][-1]["file_id"]

    async def test_a_report_is_cancelled_and_its_line_can_be_copied(
        self, server: BotApiServer, officer: User, settings: Settings
    ) -> None:
        echo = await said_to(officer, LINE, server)
        change = await pressed(officer, echo, CHANGE, server)
        assert formatted(change, "code") == ["/lapor Kota Balikpapan P 480/500 G 3/4 K siap"]
        echo = await pressed(officer, change, texts.BUTTON_RETURN, server)
        gone = await pressed(officer, echo, CANCEL, server)
        assert gone["text"] == texts.REPORT_CANCELLED
        assert (await number_of_drafts(settings), await all_reports(settings)) == (0, [])
        answer = await said_to(officer, "P 490/500", server, echo)
        assert answer["text"] == texts.REPORT_GONE


async def prompted(user: User, card: Json, button: str, server: BotApiServer) -> Json:
    """What the card asks for in a message of its own."""
    await user.press(card, button)
    (prompt,) = await server.wait_for(user.id)
    assert server.called("sendMessage")[-1].parameters["reply_markup"]["force_reply"]
    return prompt


class TestByButtons:
    async def test_a_bot_that_is_stopped_at_every_step_goes_on_where_it_was(
        self, server: BotApiServer, boss: User, settings: Settings, started: Started
    ) -> None:
        """Each step is done by another bot over the same database."""
        menus = 2 * 3 + 2 * 2  # everybody's, and those of the two who have a role

        async with started(serve(settings), menus):
            card = await said_to(boss, "/lapor", server)
            assert buttons(card)[:2] == ["Kalimantan Timur (seluruhnya)", "Kab. Berau"]
            card = await pressed(boss, card, "›", server)
            assert "Kota Samarinda" in buttons(card)
            card = await pressed(boss, card, "‹", server)
        steps = [
            ("Kota Balikpapan", "Laporan: komponen"),
            ("Personel", "Laporan: keadaan"),
            ("PERLU TINDAKAN", "Laporan: angka"),
        ]
        for button, title in steps:
            async with started(serve(settings), menus):
                card = await pressed(boss, card, button, server)
                assert card["text"].startswith(title)
        async with started(serve(settings), menus):
            prompt = await prompted(boss, card, texts.BUTTON_REPORT_WRITE, server)
            assert prompt["text"].startswith(f"Angka: Personel · draf {draft_in(card)}\n")
        async with started(serve(settings), menus):
            card = await said_to(boss, "480/500", server, prompt)
            assert card["text"].startswith("Laporan: catatan")
            prompt = await prompted(boss, card, texts.BUTTON_REPORT_WRITE, server)
        async with started(serve(settings), menus):
            card = await said_to(boss, '20 "sakit"', server, prompt)
            assert card["text"].startswith("Laporan: foto") and "Catatan: 20 sakit" in card["text"]
        async with started(serve(settings), menus):
            await boss.send_photo(reply_to=card)
            (echo,) = await server.wait_for(boss.id)
            assert echo["text"].startswith("Periksa dulu")
        async with started(serve(settings), menus):
            sent = await pressed(boss, echo, SEND, server)
            assert sent["text"].startswith("Terkirim")
        assert await told_reports(settings) == [f"{CITY} personel perlu-tindakan 480/500 20 sakit"]
        assert (await all_reports(settings))[0].report.role is Role.COORDINATOR

    @pytest.mark.usefixtures("bot")
    async def test_what_is_not_known_is_left_out_and_another_component_added(
        self, server: BotApiServer, officer: User, settings: Settings
    ) -> None:
        card = await said_to(officer, "/lapor", server)
        title = f"Laporan: komponen · draf {draft_in(card)}\n\nKota Balikpapan, "
        assert card["text"].startswith(title)
        for button in ("Posko", "SIAP", SKIP, SKIP, SKIP, CHANGE, texts.BUTTON_REPORT_ADD):
            card = await pressed(officer, card, button, server)
        for button in ("Anggaran", "TAK DIKETAHUI", SKIP):
            card = await pressed(officer, card, button, server)
        for button in (CHANGE, "Posko", "BELUM", SKIP, SKIP):
            card = await pressed(officer, card, button, server)
        await pressed(officer, card, SEND, server)
        assert await told_reports(settings) == [
            f"{CITY} posko belum None/None",
            f"{CITY} anggaran tak-diketahui None/None",
        ]

    @pytest.mark.usefixtures("bot")
    async def test_a_second_tap_on_a_step_changes_nothing(
        self, server: BotApiServer, officer: User
    ) -> None:
        card = await said_to(officer, "/lapor", server)
        state = await pressed(officer, card, "Posko", server)
        taps = [await officer.press(state, "SIAP"), await officer.press(state, "SIAP")]
        for tap in taps:
            await server.wait_for_answer(tap)
        shown_again(server)
        assert as_it_stands(card, server)["text"].startswith("Laporan: angka")
        assert await pressing(officer, [f"lp:{draft_in(card)}:s:belum"], server) == {"None"}
        assert "SIAP" in as_it_stands(card, server)["text"]

    @pytest.mark.usefixtures("bot")
    async def test_numbers_that_the_chosen_state_rules_out_are_asked_again(
        self, server: BotApiServer, officer: User
    ) -> None:
        card = await said_to(officer, "/lapor", server)
        for button in ("Posko", "BELUM"):
            card = await pressed(officer, card, button, server)
        prompt = await prompted(officer, card, texts.BUTTON_REPORT_WRITE, server)
        again = await said_to(officer, "3/4", server, prompt)
        title = f"Angka: Posko · draf {draft_in(card)}\nBelum saya catat. Keadaan dan"
        assert again["text"].startswith(title)
        card = await said_to(officer, "0/4", server, again)
        assert "Posko: BELUM, 0 dari 4 posko, kurang 4" in card["text"]


def of_update(server: BotApiServer, kind: str, content: Json) -> dict[str, Json]:
    """An update with an id of its own, to be pushed as often as Telegram would."""
    return {"update_id": 100_000 + server.state.number(), kind: content}


@pytest.mark.usefixtures("bot")
class TestDeliveredAgain:
    async def test_a_line_that_comes_twice_is_one_draft(
        self, server: BotApiServer, officer: User, settings: Settings
    ) -> None:
        message = await officer.send(LINE)
        await server.wait_for(officer.id)
        update = of_update(server, "message", message)
        for _ in range(3):
            server.push(update)
        await server.wait_for(officer.id)
        await said_to(officer, "/start", server)
        assert await number_of_drafts(settings) == 1

    async def test_a_draft_that_the_bot_could_not_show_is_shown_when_the_line_comes_again(
        self, server: BotApiServer, officer: User, settings: Settings
    ) -> None:
        message = await officer.send("halo")
        await server.wait_for(officer.id)
        update = of_update(server, "message", {**message, "text": LINE, "entities": COMMAND})
        server.fail_next("sendMessage", 500, times=2)
        server.push(update)
        await server.wait_until(lambda: not server.faults_left)
        server.push(update)
        (echo,) = await server.wait_for(officer.id)
        assert "Personel: PERLU TINDAKAN" in echo["text"]
        await pressed(officer, echo, SEND, server)
        assert (await number_of_drafts(settings), len(await all_reports(settings))) == (1, 3)


class TestRights:
    @pytest.mark.usefixtures("bot")
    async def test_to_a_citizen_there_is_no_such_command_photo_or_button(
        self, server: BotApiServer, officer: User, citizen: User, settings: Settings
    ) -> None:
        echo = await said_to(officer, LINE, server)
        for words in ("/lapor", LINE, "/verifikasi", "/verifikasi 1"):
            assert (await said_to(citizen, words, server))["text"] == texts.UNKNOWN_COMMAND
        await citizen.send_photo("/lapor P 480/500")
        (answer,) = await server.wait_for(citizen.id)
        assert answer["text"] == texts.NOT_TEXT
        guessed = [*every_button(echo), "vf:1:b:-", "vf:1:n:-", "vf:1:f:-"]
        assert await pressing(citizen, guessed, server) == {texts.STALE_BUTTON}
        assert as_it_stands(echo, server)["text"] == echo["text"]
        assert await all_reports(settings) == []

    @pytest.mark.usefixtures("bot")
    async def test_another_officers_draft_is_as_one_that_never_was(
        self, server: BotApiServer, officer: User, settings: Settings
    ) -> None:
        other = await appointed(server.user(34, "Eka"), settings, OFFICER)
        echo = await said_to(officer, LINE, server)
        assert await pressing(other, every_button(echo), server) == {texts.STALE_BUTTON}
        assert as_it_stands(echo, server)["text"] == echo["text"]
        assert await number_of_drafts(settings) == 1

    @pytest.mark.usefixtures("bot")
    async def test_whose_role_is_withdrawn_meanwhile_nothing_is_kept_of(
        self, server: BotApiServer, officer: User, settings: Settings
    ) -> None:
        echo = await said_to(officer, LINE, server)
        await withdrawn(officer, settings, OFFICER)
        answer = await server.wait_for_answer(await officer.press(echo, SEND))
        assert answer["text"] == texts.STALE_BUTTON
        assert (await said_to(officer, LINE, server))["text"] == texts.UNKNOWN_COMMAND
        answer = await said_to(officer, "P 490/500", server, echo)
        assert answer["text"] not in (texts.REPORT_GONE, "")
        assert leaked(["490"], answer["text"]) == []
        assert await all_reports(settings) == []

    @pytest.mark.usefixtures("bot")
    async def test_whose_role_moves_to_another_area_loses_his_draft(
        self, server: BotApiServer, officer: User, settings: Settings
    ) -> None:
        echo = await said_to(officer, LINE, server)
        await withdrawn(officer, settings, OFFICER)
        await appointed(officer, settings, Grant(Role.OFFICER, BESIDE))
        answer = await server.wait_for_answer(await officer.press(echo, SEND))
        assert answer["text"] == texts.STALE_BUTTON
        assert (await number_of_drafts(settings), await all_reports(settings)) == (0, [])
        card = await said_to(officer, "/lapor P ok", server)
        assert await pressing(officer, [f"lp:{draft_in(card)}:a:{CITY}"], server) == {"None"}
        assert "Kota Bontang" in as_it_stands(card, server)["text"]

    @pytest.mark.usefixtures("bot")
    async def test_in_a_group_there_is_nothing(
        self, server: BotApiServer, officer: User, group: Group, settings: Settings
    ) -> None:
        await officer.send(LINE, chat=group)
        await officer.send("/lapor@siaga_uji_bot P 480/500", chat=group)
        (answer,) = await server.wait_for(group.id)
        assert answer["text"] == texts.UNKNOWN_COMMAND
        assert await number_of_drafts(settings) == 0

    @pytest.mark.usefixtures("bot")
    async def test_the_help_of_an_officer_lists_the_codes(
        self, server: BotApiServer, officer: User, citizen: User
    ) -> None:
        told = (await said_to(officer, "/bantuan", server))["text"]
        assert "Kode laporan satu baris: L perangkat lunak, P personel, " in told
        assert "Kode laporan" not in (await said_to(citizen, "/bantuan", server))["text"]

    async def test_the_log_and_the_trail_tell_no_figures(
        self,
        server: BotApiServer,
        officer: User,
        boss: User,
        settings: Settings,
        started: Started,
        written: StringIO,
    ) -> None:
        async with started(serve(settings), 2 * 3 + 2 * 3):
            echo = await said_to(officer, '/lapor P 4811/5093 "Jl. Mawar 17"', server)
            await pressed(officer, echo, SEND, server)
            card = await said_to(boss, "/verifikasi", server)
            await pressed(boss, card, "Benar", server)
        async with kept(settings) as connection:
            trail = "".join(map(str, await audit.newest(connection, 100)))
        assert leaked(["4811", "5093", "Mawar"], written.getvalue() + trail) == []
        assert "verify" in trail


@pytest.mark.usefixtures("bot")
class TestVerdicts:
    async def test_the_newest_comes_first_and_its_author_is_told(
        self, server: BotApiServer, officer: User, boss: User, settings: Settings
    ) -> None:
        await pressed(officer, await said_to(officer, LINE, server), SEND, server)
        first, second, third = await numbers_of_reports(settings)
        card = await said_to(boss, "/verifikasi", server)
        assert card["text"].startswith(
            f"Laporan {third} · Kota Balikpapan\n\nKoordinasi dan jalur komando"
        )
        assert "Dari petugas Budi, diterima" in card["text"]
        assert "Menunggu diperiksa: 3" in card["text"]
        assert buttons(card) == ["Benar", "Tolak", "Tarik", texts.BUTTON_VERIFY_NEXT]
        card = await pressed(boss, card, "Benar", server)
        assert card["text"].startswith(f"Laporan {third} dinyatakan benar.\n\nLaporan {second} · ")
        (told,) = await server.wait_for(officer.id)
        assert told["text"] == (
            f"Laporan Anda {third} (Koordinasi dan jalur komando, Kota Balikpapan) dinyatakan "
            "benar oleh atasan."
        )
        card = await pressed(boss, card, texts.BUTTON_VERIFY_NEXT, server)
        assert card["text"].startswith(f"Laporan {first} · ")
        card = await pressed(boss, card, "Tarik", server)
        await server.wait_for(officer.id)
        card = await pressed(boss, card, "Benar", server)
        assert card["text"].endswith(texts.VERIFY_NONE)
        judged = [it.report.verdict for it in await all_reports(settings)]
        assert judged == [Verdict.WITHDRAWN, Verdict.VERIFIED, Verdict.VERIFIED]
        async with kept(settings) as connection:
            trail = [entry.action for entry in await audit.newest(connection, 3)]
        assert trail == ["verify", "retract", "verify"]

    async def test_a_rejected_one_is_asked_why_and_the_reason_is_passed_on(
        self, server: BotApiServer, officer: User, boss: User, settings: Settings
    ) -> None:
        await pressed(officer, await said_to(officer, "/lapor P ok", server), SEND, server)
        card = await said_to(boss, "/verifikasi balikpapan", server)
        await pressed(boss, card, "Tolak", server)
        (prompt,) = await server.wait_for(boss.id)
        (told,) = await server.wait_for(officer.id)
        assert "ditolak atasan" in told["text"]
        answer = await said_to(boss, "posko yang  salah", server, prompt)
        assert answer["text"] == texts.VERDICT_REASON_KEPT
        (told,) = await server.wait_for(officer.id)
        (one,) = await all_reports(settings)
        number = one.report.id
        assert told["text"] == f"Alasan laporan Anda {number} ditolak: posko yang salah"
        assert (one.report.verdict, one.reason) == (Verdict.REJECTED, "posko yang salah")
        late = await said_to(boss, f"/verifikasi {number}", server)
        assert texts.VERDICT_NOW.format(verdict="ditolak") in late["text"]
        await pressed(boss, late, "Benar", server)
        (one,) = await all_reports(settings)
        assert (one.report.verdict, one.reason) == (Verdict.VERIFIED, "")
        answer = await said_to(boss, "tetap salah", server, prompt)
        assert answer["text"] == texts.VERDICT_REASON_LATE

    async def test_nobody_judges_his_own_or_over_a_verdict_that_he_has_not_seen(
        self, server: BotApiServer, officer: User, boss: User, admin: User, settings: Settings
    ) -> None:
        await pressed(boss, await said_to(boss, "/lapor balikpapan P ok", server), SEND, server)
        assert (await said_to(boss, "/verifikasi", server))["text"] == texts.VERIFY_NONE
        (own,) = await numbers_of_reports(settings)
        assert await pressing(boss, [f"vf:{own}:b:-"], server) == {texts.STALE_BUTTON}
        assert (await said_to(officer, "/verifikasi", server))["text"] == texts.UNKNOWN_COMMAND
        assert await pressing(officer, [f"vf:{own}:r:-"], server) == {texts.STALE_BUTTON}
        await pressed(officer, await said_to(officer, "/lapor G ok", server), SEND, server)
        _, other = await numbers_of_reports(settings)
        his, hers = [await said_to(it, f"/verifikasi {other}", server) for it in (boss, admin)]
        await pressed(boss, his, "Benar", server)
        card = await pressed(admin, hers, "Tolak", server)
        assert texts.VERDICT_NOW.format(verdict="dinyatakan benar") in card["text"]
        assert (await all_reports(settings))[1].report.verdict is Verdict.VERIFIED

    async def test_outside_his_area_there_is_nothing_to_judge(
        self, server: BotApiServer, officer: User, settings: Settings
    ) -> None:
        await pressed(officer, await said_to(officer, "/lapor P ok", server), SEND, server)
        other = await appointed(server.user(35, "Feri"), settings, Grant(Role.COORDINATOR, BESIDE))
        assert (await said_to(other, "/verifikasi", server))["text"] == texts.VERIFY_NONE
        (number,) = await numbers_of_reports(settings)
        for words in (f"/verifikasi {number}", "/verifikasi 99", "/verifikasi balikpapan"):
            answer = await said_to(other, words, server)
            assert answer["text"] == texts.VERIFY_AREA_UNKNOWN
        assert await pressing(other, [f"vf:{number}:b:-"], server) == {texts.STALE_BUTTON}

    async def test_the_photo_can_be_looked_at(
        self, server: BotApiServer, officer: User, boss: User
    ) -> None:
        await officer.send_photo("/lapor P ok")
        (echo,) = await server.wait_for(officer.id)
        await pressed(officer, echo, SEND, server)
        card = await said_to(boss, "/verifikasi", server)
        await boss.press(card, texts.BUTTON_VERIFY_PHOTO)
        (photo,) = await server.wait_for(boss.id)
        assert photo["photo"]


@pytest.mark.usefixtures("bot")
class TestDrill:
    async def begin(self, boss: User, server: BotApiServer) -> Json:
        listed = await said_to(boss, "/latihan balikpapan", server)
        sure = await pressed(boss, listed, texts.BUTTON_DRILL_BEGIN, server)
        return await pressed(boss, sure, texts.BUTTON_DRILL_BEGIN_YES, server)

    async def test_a_report_is_of_the_drill_that_is_on_and_says_so_loudly(
        self, server: BotApiServer, officer: User, boss: User, settings: Settings
    ) -> None:
        await self.begin(boss, server)
        await server.wait_for(officer.id)
        echo = await said_to(officer, LINE, server)
        assert echo["text"].startswith(texts.DRILL_ON)
        assert texts.REPORT_KEPT_DRILL in echo["text"]
        assert texts.BUTTON_REPORT_REAL in buttons(echo)
        sent = await pressed(officer, echo, SEND, server)
        assert sent["text"].startswith(texts.DRILL_ON)
        (drill,) = {one.drill for one in await all_reports(settings)}
        assert drill
        card = await said_to(boss, "/verifikasi", server)
        assert card["text"].startswith(texts.DRILL_ON)
        async with kept(settings) as connection:
            long_ago = datetime(2020, 1, 1, tzinfo=UTC)
            assert await reports.counting(connection, [CITY], long_ago) == []

    async def test_a_report_of_the_province_is_of_no_drill_in_one_of_its_cities(
        self, server: BotApiServer, boss: User, settings: Settings
    ) -> None:
        await self.begin(boss, server)
        echo = await said_to(boss, "/lapor kaltim P ok", server)
        assert texts.DRILL_ON not in echo["text"]
        sent = await pressed(boss, echo, SEND, server)
        assert texts.DRILL_ON not in sent["text"]
        assert [one.drill for one in await all_reports(settings)] == [None]

    async def test_what_really_happens_is_marked_before_or_after_sending(
        self, server: BotApiServer, officer: User, boss: User, settings: Settings
    ) -> None:
        await self.begin(boss, server)
        await server.wait_for(officer.id)
        echo = await said_to(officer, "/lapor P ok", server)
        echo = await pressed(officer, echo, texts.BUTTON_REPORT_REAL, server)
        assert texts.DRILL_ON not in echo["text"] and texts.REPORT_REAL in echo["text"]
        await pressed(officer, echo, SEND, server)
        sent = await pressed(officer, await said_to(officer, "/lapor G ok", server), SEND, server)
        taps = [await officer.press(sent, texts.BUTTON_REPORT_REAL) for _ in range(2)]
        for tap in taps:
            await server.wait_for_answer(tap)
        (echo,) = await server.wait_for(officer.id)
        assert echo["text"].startswith(texts.REPORT_CORRECTION)
        await pressed(officer, echo, SEND, server)
        lines = await all_reports(settings)
        assert [bool(one.drill) for one in lines] == [False, True, False]
        assert [one.corrects for one in lines] == [None, None, lines[1].report.id]

    async def test_a_drill_that_begins_after_the_echo_is_shown_before_anything_is_kept(
        self, server: BotApiServer, officer: User, boss: User, settings: Settings
    ) -> None:
        echo = await said_to(officer, "/lapor P ok", server)
        card = await self.begin(boss, server)
        await server.wait_for(officer.id)
        answer = await server.wait_for_answer(await officer.press(echo, SEND))
        assert answer["text"] == texts.REPORT_DRILL_CHANGED
        echo = as_it_stands(echo, server)
        assert echo["text"].startswith(texts.DRILL_ON) and await all_reports(settings) == []
        await pressed(officer, echo, SEND, server)
        sure = await pressed(boss, card, texts.BUTTON_DRILL_END, server)
        await pressed(boss, sure, texts.BUTTON_DRILL_END_YES, server)
        await server.wait_for(officer.id)
        fixed = await said_to(officer, "P kurang", server, echo)
        await pressed(officer, fixed, SEND, server)
        before, after = [one.drill for one in await all_reports(settings)]
        assert before == after is not None
        assert [one.report.state for one in await all_reports(settings)] == [
            State.READY,
            State.ACTION,
        ]
        assert (await all_reports(settings))[0].report.component is Component.PERSONNEL
