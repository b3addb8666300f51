"""What is kept of a person, and that it goes: every table, every file and the log are searched."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot import log, texts
from bot.app import serve
from bot.db import notices
from bot.db.engine import Database
from bot.db.notices import Notice
from bot.db.tables import metadata
from bot.settings import Settings
from bot.watching.alerts import Kind
from tests.journeys.conftest import TOKEN, Started
from tests.journeys.looks import buttons
from tests.support import teduh
from tests.support.botapi import BotApiServer, User

OFFICER = 6_123_456_789
NAME = "Ketut Supriyadi"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """The bot's log."""
    root, bot = logging.getLogger(), logging.getLogger("bot")
    handlers, levels = root.handlers[:], (root.level, bot.level)
    root.handlers.clear()  # pytest's own would be closed otherwise
    stream = io.StringIO()
    log.configure(TOKEN, stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(levels[0])
    bot.setLevel(levels[1])


@pytest.fixture
def own_settings(settings: Settings, tmp_path: Path) -> Settings:
    """The key of the hashes is this journey's own, too."""
    import shutil

    shutil.copytree(settings.data_dir, tmp_path / "data")
    return settings.model_copy(update={"data_dir": tmp_path / "data", "database_url": None})


async def tables_hold(settings: Settings, needle: str) -> list[str]:
    """The tables of which some row says `needle`."""
    database = Database(f"sqlite+aiosqlite:///{settings.data_dir / 'siaga.db'}")
    async with database.reading() as connection:
        found = [
            table.name
            for table in metadata.sorted_tables
            for row in await connection.execute(select(table))
            if needle in str(row)
        ]
    await database.close()
    return found


def files_hold(folder: Path, needle: str) -> list[Path]:
    return [
        file
        for file in folder.rglob("*")
        if file.is_file() and needle.encode() in file.read_bytes()
    ]


async def made_officer(server: BotApiServer, admin: User, officer: User) -> None:
    """`officer` comes by a link that `admin` made."""
    await admin.send("/peran petugas balikpapan")
    (invitation,) = await server.wait_for(admin.id)
    link = invitation["text"].split("start=")[1].split()[0]
    await officer.send(f"/start {link}")
    await server.wait_for(officer.id)


async def left_traces(server: BotApiServer, officer: User, settings: Settings) -> None:
    """What an officer leaves behind: he watches and ticks, begins a report, and is to be told
    something."""
    await officer.send("/pantau balikpapan")
    await server.wait_for(officer.id)
    await officer.send("/ceklis")
    (checklist,) = await server.wait_for(officer.id)
    await server.wait_for_answer(await officer.press(checklist, "☐ 1"))
    await officer.send("/lapor balikpapan P 480/500")
    await server.wait_for(officer.id)
    database = Database(f"sqlite+aiosqlite:///{settings.data_dir / 'siaga.db'}")
    notice = Notice(f"x:{OFFICER}", OFFICER, Kind.DIGEST, "kota-balikpapan", "2027-02-14")
    async with database.writing() as connection:
        await notices.add(connection, [notice], datetime.now(UTC) + timedelta(days=1))
    await database.close()


async def test_everything_of_a_person_is_gone_at_once(
    server: BotApiServer,
    admin: User,
    own_settings: Settings,
    started: Started,
    written: io.StringIO,
) -> None:
    officer = server.user(OFFICER, NAME)
    async with started(serve(own_settings)):
        await made_officer(server, admin, officer)
        await officer.send(teduh.ASK_NOTHING)
        (nothing,) = await server.wait_for(officer.id)
        await officer.press(nothing, texts.BUTTON_WISH)
        await server.wait_for(officer.id)
        await left_traces(server, officer, own_settings)
        holding = {"people", "grants", "wishes", "watches", "checks", "notices", "drafts"}
        assert set(await tables_hold(own_settings, str(OFFICER))) == holding
        assert await tables_hold(own_settings, NAME) == ["people"]

        await officer.send("/hapusdata")
        (asked,) = await server.wait_for(officer.id)
        assert "petugas Kota Balikpapan" in asked["text"]
        await officer.press(asked, texts.BUTTON_ERASE)
        (gone,) = await server.wait_for(officer.id)
        assert gone["text"] == texts.ERASED

        needles = (str(OFFICER), NAME, teduh.ASK_NOTHING)
        for needle in needles:
            assert await tables_hold(own_settings, needle) == []
            assert files_hold(own_settings.data_dir, needle) == []
            assert needle not in written.getvalue()
        await officer.send("/peran")
        (unknown,) = await server.wait_for(officer.id)
        assert unknown["text"] == texts.UNKNOWN_COMMAND
    for needle in needles:
        assert files_hold(own_settings.data_dir, needle) == []


@pytest.mark.usefixtures("bot")
async def test_whoever_holds_no_role_is_deleted_without_being_asked(
    server: BotApiServer, citizen: User
) -> None:
    await citizen.send(teduh.ASK_DRILL)
    await server.wait_for(citizen.id)
    await citizen.send("/hapusdata")
    (gone,) = await server.wait_for(citizen.id)
    assert gone["text"] == texts.ERASED
    await citizen.send("kalau di Blitar?")
    (answer,) = await server.wait_for(citizen.id)
    assert texts.MEANT.split("{")[0] not in answer["text"]


@pytest.mark.usefixtures("bot")
async def test_an_officer_may_think_better_of_it(server: BotApiServer, admin: User) -> None:
    officer = server.user(OFFICER, NAME)
    await made_officer(server, admin, officer)
    await officer.send("/hapusdata")
    (asked,) = await server.wait_for(officer.id)
    assert buttons(asked) == [texts.BUTTON_ERASE, texts.BUTTON_KEEP_DATA]
    await officer.press(asked, texts.BUTTON_KEEP_DATA)
    await officer.send("/saya")
    (me,) = await server.wait_for(officer.id)
    assert "Kota Balikpapan" in me["text"]


@pytest.mark.usefixtures("bot")
async def test_privacy_says_what_is_kept_and_for_how_long(
    server: BotApiServer, citizen: User
) -> None:
    await citizen.send("/privasi")
    (told,) = await server.wait_for(citizen.id)
    assert "30 hari" in told["text"] and "15 menit" in told["text"]
    assert "UU 27/2022" in told["text"] and "/hapusdata" in told["text"]


@pytest.mark.usefixtures("bot")
async def test_the_trail_tells_admins_who_did_what_and_that_it_is_whole(
    server: BotApiServer, admin: User, citizen: User
) -> None:
    officer = server.user(OFFICER, NAME)
    await made_officer(server, admin, officer)
    await server.wait_for(admin.id)  # who used his invitation
    await admin.send("/audit")
    (told,) = await server.wait_for(admin.id)
    assert told["text"].startswith(texts.AUDIT_WHOLE)
    assert NAME in told["text"] and "menerima undangan: officer:kota-balikpapan" in told["text"]
    await citizen.send("/audit")
    (unknown,) = await server.wait_for(citizen.id)
    assert unknown["text"] == texts.UNKNOWN_COMMAND
