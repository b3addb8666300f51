from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot import texts
from bot.db import tables
from bot.db.engine import Database
from bot.library import Library
from bot.questions.pace import TURNS
from bot.settings import Settings
from index.snapshot import Snapshot, open_current
from index.store import Store
from tests.journeys.conftest import BotWith
from tests.support import teduh
from tests.support.botapi import BotApiServer, User
from tests.support.encoder import StubbornEncoder
from tests.support.officers import Crowd
from tests.support.teduh import generation_of


def opened(data_dir: Path, encoder: StubbornEncoder) -> Snapshot:
    return open_current(Store(data_dir / "index"), encoder)[0]


async def held(encoder: StubbornEncoder) -> None:
    assert await asyncio.to_thread(encoder.held.wait, 5), "the question never reached the encoder"


async def test_two_people_are_answered_while_one_question_is_slow(
    server: BotApiServer, citizen: User, data_dir: Path, bot_with: BotWith
) -> None:
    encoder, other = StubbornEncoder(slow=teduh.ASK_DRILL), server.user(12, "Joko")
    async with bot_with(Library(opened(data_dir, encoder))):
        await citizen.send(teduh.ASK_DRILL)
        await held(encoder)
        await other.send(teduh.ASK_NEWS)
        (quick,) = await server.wait_for(other.id)
        assert server.sent(citizen.id) == []
        encoder.release()
        (slow,) = await server.wait_for(citizen.id)
    assert "dua anggota Linmas" in quick["text"]
    assert "640 personel" in slow["text"]


async def test_one_persons_questions_are_answered_in_their_order(
    server: BotApiServer, citizen: User, data_dir: Path, bot_with: BotWith
) -> None:
    encoder = StubbornEncoder(slow=teduh.ASK_DRILL)
    async with bot_with(Library(opened(data_dir, encoder))):
        await citizen.send(teduh.ASK_DRILL)
        await held(encoder)
        await citizen.send(teduh.ASK_NEWS)
        await server.wait_until(lambda: len(server.called("sendChatAction")) == 2)
        assert server.sent(citizen.id) == []
        encoder.release()
        first, second = await server.wait_for(citizen.id, 2)
    assert "640 personel" in first["text"]
    assert "dua anggota Linmas" in second["text"]


async def test_who_asks_on_and_on_meanwhile_is_told_to_wait(
    server: BotApiServer, citizen: User, data_dir: Path, bot_with: BotWith
) -> None:
    encoder = StubbornEncoder(slow=teduh.ASK_DRILL)
    async with bot_with(Library(opened(data_dir, encoder))):
        for _ in range(4):
            await citizen.send(teduh.ASK_DRILL)
        (told,) = await server.wait_for(citizen.id)
        encoder.release()
        await server.wait_for(citizen.id, 3)
    assert told["text"] == texts.WAITING


@pytest.mark.usefixtures("bot")
async def test_a_flood_is_told_once_to_wait(server: BotApiServer, citizen: User) -> None:
    for _ in range(TURNS):
        await citizen.send("halo")
        await server.wait_for(citizen.id)
    for _ in range(5):
        await citizen.send("halo")
    await server.wait_for(citizen.id)
    other = server.user(12, "Joko")
    await other.send("halo")
    await server.wait_for(other.id)
    messages = server.sent(citizen.id)
    assert len(messages) == TURNS + 1
    assert messages[-1]["text"].startswith("Pesan Anda datang sangat cepat.")


async def test_a_question_ends_on_the_snapshot_that_it_began_with(
    server: BotApiServer, citizen: User, data_dir: Path, bot_with: BotWith, tmp_path: Path
) -> None:
    encoder = StubbornEncoder(slow=teduh.ASK_DRILL)
    newer = opened(generation_of([teduh.NEWS, teduh.RULE], tmp_path), encoder)
    library = Library(opened(data_dir, encoder))
    async with bot_with(library):
        await citizen.send(teduh.ASK_DRILL)
        await held(encoder)
        library.swap(newer)
        encoder.release()
        (before,) = await server.wait_for(citizen.id)
        await citizen.send(teduh.ASK_DRILL)
        (after,) = await server.wait_for(citizen.id)
    assert "640 personel" in before["text"]
    assert "640 personel" not in after["text"]


@pytest.mark.usefixtures("bot")
async def test_of_officers_who_report_at_once_each_report_is_kept_once(
    server: BotApiServer, settings: Settings
) -> None:
    """Each taps twice, and of some every line and every tap is delivered twice."""
    assert settings.database_url is not None
    database = Database(settings.database_url)
    crowd = Crowd(server, database, 24)
    await crowd.appoint()
    told = await crowd.report()
    await server.wait_until(lambda: all(query.answer for query in server.state.queries.values()))
    assert len({(one.area.id, one.have) for one in told}) == 24
    assert await crowd.faults() == (0, 0)
    async with database.reading() as connection:
        drafts = (
            await connection.execute(select(func.count()).select_from(tables.drafts))
        ).scalar()
    assert drafts == 24
    assert {call.method for call in server.refusals} <= {"answerCallbackQuery"}
    server.calls[:] = [call for call in server.calls if not call.refused]  # answered twice
    await database.close()
