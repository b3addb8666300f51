from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest

from bot import app, texts
from bot.access import Role
from bot.app import opened
from bot.chat.application import build_application, poll
from bot.chat.context import Services
from bot.drills.exercise import Task
from bot.library import Library
from bot.readiness import Component, State
from bot.settings import Settings
from bot.watching.notices import GAP
from tests.journeys.conftest import Started
from tests.journeys.looks import buttons, formatted
from tests.support.botapi import BotApiServer, Json, User
from tests.support.clock import Clock
from tests.support.field import BALIKPAPAN, KALTIM, SAMARINDA, Field

NEXT_SEVEN = datetime(2027, 2, 14, 23, tzinfo=UTC)
"""In Balikpapan."""


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The bot's: half past three in the afternoon in Balikpapan."""
    clock = Clock()
    monkeypatch.setattr(app, "now", clock)
    return clock


@pytest.fixture
async def services(
    settings: Settings, library: Library, started: Started, clock: Clock
) -> AsyncIterator[Services]:
    """The running bot's."""
    async with (
        opened(settings, library) as services,
        started(poll(build_application(settings, services))),
    ):
        yield services


@pytest.fixture
def field(services: Services, clock: Clock) -> Field:
    return Field(services.database, clock)


@pytest.fixture
async def made(server: BotApiServer, field: Field) -> User:
    """An officer of Balikpapan."""
    await field.appoint(31)
    return server.user(31, "Made")


@pytest.fixture
async def cut(server: BotApiServer, field: Field) -> User:
    """A coordinator of Kalimantan Timur."""
    await field.appoint(32, KALTIM, Role.COORDINATOR)
    return server.user(32, "Cut")


async def told(server: BotApiServer, user: User, text: str) -> Json:
    await user.send(text)
    (answer,) = await server.wait_for(user.id)
    return answer


async def pressed(server: BotApiServer, user: User, message: Json, label: str) -> Json:
    """The message as it is after a button under it was pressed."""
    await server.wait_for_answer(await user.press(message, label))
    after = server.message(user.id, message["message_id"])
    assert after is not None
    return after


async def watching(server: BotApiServer, services: Services, user: User) -> None:
    """Let the user watch Balikpapan, until it was looked at."""
    answer = await told(server, user, "/pantau balikpapan")
    assert answer["text"].startswith("Kota Balikpapan mulai dipantau.")
    await services.vigil.lookout.look()


async def alerted(
    server: BotApiServer, services: Services, field: Field, user: User, clock: Clock
) -> Json:
    """The alert that posts are in want of action."""
    clock.now += GAP
    await field.report(State.ACTION, have=3, need=4)
    services.vigil.lookout.kept(BALIKPAPAN)
    (alert,) = await server.wait_for(user.id)
    return alert


class TestPantau:
    async def test_the_command_alone_lists_what_is_watched_and_offers_his_areas(
        self, server: BotApiServer, made: User
    ) -> None:
        none = await told(server, made, "/pantau")
        assert none["text"] == texts.WATCHED_NONE
        assert buttons(none) == ["Pantau Kota Balikpapan"]
        one = await pressed(server, made, none, "Pantau Kota Balikpapan")
        assert "• Kota Balikpapan" in one["text"] and "21.00–06.00" in one["text"]
        assert buttons(one) == [
            "Berhenti: Kota Balikpapan",
            "Tanpa jam tenang",
            "● Tenang 21–06",
            "Tenang 22–05",
        ]
        again = await told(server, made, "/pantau")
        assert again["text"] == one["text"].removeprefix("Kota Balikpapan mulai dipantau.\n\n")

    async def test_quiet_hours_are_chosen_and_watching_ended_by_buttons(
        self, server: BotApiServer, made: User
    ) -> None:
        listed = await told(server, made, "/pantau balikpapan")
        always = await pressed(server, made, listed, "Tanpa jam tenang")
        assert texts.WATCH_ALWAYS in always["text"]
        later = await pressed(server, made, always, "Tenang 22–05")
        assert "22.00–05.00" in later["text"] and "● Tenang 22–05" in buttons(later)
        ended = await pressed(server, made, later, "Berhenti: Kota Balikpapan")
        assert ended["text"].startswith("Kota Balikpapan tidak dipantau lagi.")
        assert texts.WATCHED_NONE in ended["text"]

    async def test_a_name_that_is_shared_or_misspelt_is_asked_back(
        self, server: BotApiServer, cut: User, field: Field
    ) -> None:
        await field.appoint(cut.id, "jawa-timur", Role.COORDINATOR)
        which = await told(server, cut, "/pantau blitar")
        assert which["text"] == texts.WATCH_WHICH
        assert buttons(which) == ["Kabupaten Blitar", "Kota Blitar"]
        chosen = await pressed(server, cut, which, "Kota Blitar")
        assert "• Kota Blitar" in chosen["text"]
        guess = await told(server, cut, "/pantau samarnda")
        assert (guess["text"], buttons(guess)) == (texts.WATCH_GUESS, ["Kota Samarinda"])

    @pytest.mark.parametrize(
        ("text", "answer"),
        [
            ("/pantau samarinda", texts.WATCH_OUTSIDE),
            ("/pantau kalimantan timur", texts.WATCH_OUTSIDE),
            ("/pantau qwertyuiop", texts.WATCH_UNKNOWN),
        ],
    )
    async def test_what_is_not_his_is_not_watched(
        self, text: str, answer: str, server: BotApiServer, made: User
    ) -> None:
        assert (await told(server, made, text))["text"] == answer

    async def test_who_calls_for_help_is_told_whom_to_call(
        self, server: BotApiServer, made: User
    ) -> None:
        answer = await told(server, made, "/pantau tolong ada ribut di TPS sekarang!!")
        assert "110" in answer["text"]


class TestAlerts:
    async def test_an_alert_says_what_became_worse_and_one_tap_ends_it(
        self, server: BotApiServer, services: Services, field: Field, made: User, clock: Clock
    ) -> None:
        await field.report(State.READY, have=4, need=4)
        await watching(server, services, made)
        alert = await alerted(server, services, field, made, clock)
        assert alert["text"] == (
            "Kota Balikpapan\n"
            "• Posko: SIAP → PERLU TINDAKAN, 3/4 posko, dilihat 14 Feb 2027 15.31 WITA"
        )
        assert formatted(alert, "bold") == ["Kota Balikpapan"]
        assert buttons(alert) == ["Papan Kota Balikpapan", texts.BUTTON_UNWATCH]
        answer = await server.wait_for_answer(await made.press(alert, texts.BUTTON_UNWATCH))
        assert answer["text"].startswith("Kota Balikpapan tidak dipantau lagi.")
        none = await told(server, made, "/pantau")
        assert none["text"] == texts.WATCHED_NONE

    async def test_an_alert_while_a_drill_is_on_begins_with_its_banner(
        self, server: BotApiServer, services: Services, field: Field, made: User, clock: Clock
    ) -> None:
        await field.report(State.READY)
        await watching(server, services, made)
        await field.drill(area=KALTIM, on=True)
        alert = await alerted(server, services, field, made, clock)
        assert alert["text"].startswith(texts.DRILL_ON)
        assert "Kalimantan Timur" in alert["text"].split("\n")[1]

    async def test_whoever_watches_two_areas_has_both_told_in_one_message(
        self, server: BotApiServer, services: Services, field: Field, cut: User, clock: Clock
    ) -> None:
        for area in (BALIKPAPAN, SAMARINDA):
            await field.report(State.READY, area=area)
            await told(server, cut, f"/pantau {area.replace('-', ' ')}")
        await services.vigil.lookout.look()
        clock.now += GAP
        await field.report(State.ACTION)
        await field.report(State.NOT_YET, area=SAMARINDA)
        for area in (BALIKPAPAN, SAMARINDA):
            services.vigil.lookout.kept(area)
        (alert,) = await server.wait_for(cut.id)
        assert formatted(alert, "bold") == ["Kota Balikpapan", "Kota Samarinda"]
        assert "Posko: SIAP → BELUM" in alert["text"]
        assert buttons(alert) == [
            "Papan Kota Balikpapan",
            "Berhenti: Kota Balikpapan",
            "Papan Kota Samarinda",
            "Berhenti: Kota Samarinda",
        ]

    async def test_what_happens_at_night_comes_in_the_morning_before_the_digest(
        self, server: BotApiServer, services: Services, field: Field, made: User, clock: Clock
    ) -> None:
        await field.report(State.READY)
        await watching(server, services, made)
        clock.now = NEXT_SEVEN - timedelta(hours=5)
        await field.report(State.ACTION)
        services.vigil.lookout.kept(BALIKPAPAN)
        await server.wait_until(lambda: not services.vigil.lookout.bell.is_set())
        clock.now = NEXT_SEVEN - timedelta(hours=1)
        services.vigil.lookout.bell.set()
        (alert,) = await server.wait_for(made.id)
        assert "02.00 WITA" in alert["text"]
        clock.now = NEXT_SEVEN
        services.vigil.lookout.bell.set()
        (digest,) = await server.wait_for(made.id)
        assert "Kota Balikpapan, pagi ini" in digest["text"]


async def test_what_an_officer_reports_in_the_chat_reaches_whoever_watches_soon(
    server: BotApiServer, services: Services, field: Field, made: User, cut: User, clock: Clock
) -> None:
    await field.report(State.READY)
    await watching(server, services, cut)
    clock.now += GAP
    draft = await told(server, made, "/lapor balikpapan posko 3/4")
    await made.press(draft, texts.BUTTON_REPORT_SEND)
    (alert,) = await server.wait_for(cut.id)
    assert "Posko: SIAP → PERLU TINDAKAN, 3/4 posko" in alert["text"]


class TestDigest:
    async def test_an_officers_morning_tells_gaps_what_nobody_knows_and_what_is_due(
        self, server: BotApiServer, services: Services, field: Field, made: User, clock: Clock
    ) -> None:
        await field.report(State.ACTION, have=3, need=4)
        await field.report(State.READY, Component.PERSONNEL)
        tasks = [Task(text="rompi <kurang> 20", due_on=date(2027, 2, day)) for day in (10, 15)]
        await field.drill(*tasks)
        await watching(server, services, made)
        clock.now = NEXT_SEVEN
        services.vigil.lookout.bell.set()
        (digest,) = await server.wait_for(made.id)
        due, morning, late = digest["text"].split("\n\n")
        assert due.splitlines() == [
            texts.FOLLOW_UPS_DUE,
            "• Kota Balikpapan: rompi <kurang> 20 (tenggat 15 Februari 2027)",
        ]
        assert morning.startswith("Kota Balikpapan, pagi ini\nKeadaan: PERLU TINDAKAN.\n")
        assert "Tak diketahui (8 dari 10): Perangkat lunak" in morning
        assert "1. Posko PERLU TINDAKAN 3/4 posko" in morning
        assert late.splitlines()[0] == texts.FOLLOW_UPS_LATE
        assert "10 Februari 2027" in late

    async def test_a_coordinators_morning_tells_how_many_and_who_is_silent(
        self, server: BotApiServer, services: Services, field: Field, cut: User, clock: Clock
    ) -> None:
        await field.report(State.NOT_YET)
        await told(server, cut, "/pantau kalimantan timur")
        clock.now = NEXT_SEVEN
        services.vigil.lookout.bell.set()
        (digest,) = await server.wait_for(cut.id)
        assert "Dari 10 wilayah: 1 BELUM, 9 TAK DIKETAHUI." in digest["text"]
        assert "1. Kota Balikpapan: Posko BELUM" in digest["text"]
        assert "Belum ada laporan (9 dari 10 wilayah): Kab. Berau" in digest["text"]
        assert buttons(digest) == ["Papan Kalimantan Timur", texts.BUTTON_UNWATCH]


async def test_officers_are_reminded_of_a_vulnerable_stage_without_asking(
    server: BotApiServer, services: Services, field: Field, made: User, clock: Clock
) -> None:
    clock.now = datetime(2023, 11, 20, 23, tzinfo=UTC)
    services.vigil.lookout.bell.set()
    (reminder,) = await server.wait_for(made.id)
    assert reminder["text"].startswith(texts.STAGES_COMING)
    assert "7 hari lagi, 28 November 2023: kampanye" in reminder["text"]
    assert "Kapolresta Balikpapan" in reminder["text"]


class TestCeklis:
    async def test_it_is_one_message_that_is_ticked_where_it_stands(
        self, server: BotApiServer, made: User
    ) -> None:
        listed = await told(server, made, "/ceklis")
        assert listed["text"].count("☐") == 12 and texts.CHECKLIST_GENERAL in listed["text"]
        ticked = await pressed(server, made, listed, "☐ 6")
        assert "☑ 6. TPS sudah saya datangi" in ticked["text"]
        assert "Sudah 1 dari 12." in ticked["text"]
        assert len(server.sent(made.id)) == 1
        assert (await told(server, made, "/ceklis"))["text"] == ticked["text"]
        assert (await pressed(server, made, ticked, "☑ 6"))["text"] == listed["text"]

    async def test_a_list_of_another_day_is_not_ticked(
        self, server: BotApiServer, made: User, clock: Clock
    ) -> None:
        clock.now = datetime(2024, 2, 1, tzinfo=UTC)
        listed = await told(server, made, "/ceklis")
        assert "Pemungutan suara 14 Februari 2024." in listed["text"]
        clock.now = datetime(2024, 2, 16, tzinfo=UTC)
        answer = await server.wait_for_answer(await made.press(listed, "☐ 1"))
        assert answer["text"] == texts.CHECKLIST_STALE


@pytest.mark.parametrize("command", ["/pantau", "/pantau balikpapan", "/ceklis"])
async def test_for_citizens_there_is_nothing_to_watch_or_tick(
    command: str, server: BotApiServer, services: Services, citizen: User
) -> None:
    assert (await told(server, citizen, command))["text"] == texts.UNKNOWN_COMMAND


@pytest.mark.parametrize(
    "data",
    [
        f"pt:a:{BALIKPAPAN}",
        f"pt:s:{BALIKPAPAN}",
        f"pt:x:{BALIKPAPAN}",
        "pt:x",
        "pt:q:21-6",
        "ck:umum:perintah:+",
    ],
)
async def test_a_guessed_button_is_one_of_an_older_version(
    data: str, server: BotApiServer, services: Services, citizen: User
) -> None:
    forged = await told(server, citizen, "/start")
    server.state.messages[citizen.id, forged["message_id"]]["reply_markup"] = {
        "inline_keyboard": [[{"text": "Pantau", "callback_data": data}]]
    }
    query = await citizen.press(forged, "Pantau")
    assert (await server.wait_for_answer(query))["text"] == texts.STALE_BUTTON


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (f"pt:a:{SAMARINDA}", None),
        ("pt:q:0-23", texts.STALE_BUTTON),
        ("ck:umum:sepatu:+", texts.CHECKLIST_STALE),
        ("ck:2024-02-14:perintah:+", texts.CHECKLIST_STALE),
    ],
)
async def test_a_button_that_an_officer_guesses_gives_him_nothing(
    data: str, answer: str | None, server: BotApiServer, made: User
) -> None:
    forged = await told(server, made, "/pantau")
    server.state.messages[made.id, forged["message_id"]]["reply_markup"] = {
        "inline_keyboard": [[{"text": "Pantau", "callback_data": data}]]
    }
    query = await made.press(forged, "Pantau")
    assert (await server.wait_for_answer(query)).get("text") == answer
    assert (await told(server, made, "/pantau"))["text"] == texts.WATCHED_NONE
