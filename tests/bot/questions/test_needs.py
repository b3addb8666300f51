from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path

import pytest

from bot.ask import Answered, Crowded, Danger, Empty
from bot.db import questions
from bot.db.engine import Database, Redelivered
from bot.db.questions import Days
from bot.questions.about_readiness import Readiness
from bot.questions.anonymity import KEY_FILE, Anonymity
from bot.questions.courtesy import Courtesy
from bot.questions.needs import Needs, Outcome, day_of
from bot.questions.tally import What
from index.followup.asked import Turn
from index.types import Declined, DeclineReason, NoEvidence, Weakness
from tests.bot.documents import document, grounded
from tests.support.clock import Clock

SRI, BUDI = 6123456789, 12
TODAY = "2027-02-14"
FOUND = Answered(grounded(document(), ("Dua polisi menjaga TPS.", None)), False)
SILENT = Answered(NoEvidence("Siapa?", Weakness.WEAK_EVIDENCE, (), 0.1, "g"), False)
DECLINED = Answered(Declined("Siapa menang?", DeclineReason.OPINION, "kpu"), False)
IN_DANGER = Answered(Declined("Tolong!", DeclineReason.DANGER, "police"), False)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def needs(database: Database, tmp_path: Path, clock: Clock) -> Needs:
    return Needs(database, Anonymity(tmp_path), clock)


async def counted(database: Database) -> Days:
    async with database.reading() as connection:
        return await questions.counted(connection)


async def held(database: Database, tmp_path: Path) -> bytes:
    """Everything that the database has on disk."""
    await database.scrub()
    return b"".join(file.read_bytes() for file in tmp_path.glob("siaga.db*"))


@pytest.mark.parametrize(
    ("outcome", "what", "is_kept"),
    [
        (FOUND, What.ANSWERED, True),
        (SILENT, What.NO_EVIDENCE, True),
        (DECLINED, What.DECLINED, True),
        (Readiness((), True, Turn("Siapa yang belum lapor?")), What.READINESS, False),
        (Danger(), What.DANGER, False),
        (IN_DANGER, What.DANGER, False),
        (Courtesy.THANKS, What.COURTESY, False),
    ],
)
async def test_questions_are_kept_and_what_is_none_is_only_counted(
    outcome: Outcome, what: What, is_kept: bool, needs: Needs, database: Database
) -> None:
    kept = await needs.keep(SRI, outcome, "update:1")
    assert (kept is not None) == is_kept
    assert await counted(database) == {TODAY: {what: 1}}


@pytest.mark.parametrize("outcome", [Empty(), Crowded()])
async def test_what_was_not_answered_at_all_is_no_question(
    outcome: Outcome, needs: Needs, database: Database
) -> None:
    assert await needs.keep(SRI, outcome, "update:1") is None
    assert await counted(database) == {}


async def test_nothing_that_is_kept_names_the_asker(
    needs: Needs, database: Database, tmp_path: Path
) -> None:
    await needs.keep(SRI, FOUND, "update:1")
    asked = NoEvidence("Apa NIK 3174012509900001 terdaftar?", Weakness.ELSEWHERE, (), 0.1, "g")
    await needs.keep(SRI, Answered(asked, False), "update:2")
    content = await held(database, tmp_path)
    assert b"Apa NIK [nomor] terdaftar?" in content
    assert str(SRI).encode() not in content and b"3174012509900001" not in content
    assert (tmp_path / KEY_FILE).read_bytes() not in content


async def test_a_redelivered_update_is_kept_once(needs: Needs, database: Database) -> None:
    assert await needs.keep(SRI, FOUND, "update:1") is not None
    assert await needs.keep(SRI, FOUND, "update:1") is None
    assert await needs.keep(SRI, Danger(), "update:1") is None
    assert await counted(database) == {TODAY: {What.ANSWERED: 1}}


async def test_where_nothing_can_be_kept_the_log_says_so_without_a_word_of_it(
    needs: Needs, database: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with database.writing() as connection:
        await connection.exec_driver_sql("DROP TABLE questions")
    with caplog.at_level(logging.DEBUG, "bot"):
        assert await needs.keep(SRI, FOUND, "update:1") is None
    assert "a question is not kept: OperationalError" in caplog.text
    assert "Apa?" not in caplog.text and str(SRI) not in caplog.text


async def test_without_a_key_no_question_is_kept(
    database: Database, tmp_path: Path, clock: Clock
) -> None:
    (tmp_path / "berkas").write_text("bukan folder")
    needs = Needs(database, Anonymity(tmp_path / "berkas"), clock)
    assert await needs.keep(SRI, FOUND, "update:1") is None
    assert await counted(database) == {}


async def test_only_the_asker_rates_and_the_last_word_counts(
    needs: Needs, database: Database
) -> None:
    kept = await needs.keep(SRI, FOUND, "update:1")
    assert kept is not None
    assert not await needs.rate(BUDI, kept, True, "update:2")
    assert await needs.rate(SRI, kept, True, "update:3")
    assert await needs.rate(SRI, kept, False, "update:4")
    with pytest.raises(Redelivered):
        await needs.rate(SRI, kept, True, "update:3")
    assert await counted(database) == {TODAY: {What.ANSWERED: 1, What.UNHELPFUL: 1}}


async def test_after_thirty_days_only_the_counts_are_left(
    needs: Needs, database: Database, tmp_path: Path, clock: Clock
) -> None:
    kept = await needs.keep(SRI, FOUND, "update:1")
    await needs.keep(SRI, SILENT, "update:2")
    assert kept is not None and await needs.rate(SRI, kept, True, "update:3")
    before = await counted(database)
    clock.pass_by(days=30)
    await needs.settle()
    assert b"Siapa?" in await held(database, tmp_path)
    clock.pass_by(seconds=1)
    await needs.settle()
    assert await counted(database) == before
    content = await held(database, tmp_path)
    assert b"Siapa?" not in content
    assert Anonymity(tmp_path).person(SRI).encode() not in content


async def test_whoever_is_forgotten_has_asked_nothing(needs: Needs, database: Database) -> None:
    await needs.keep(SRI, FOUND, "update:1")
    await needs.keep(BUDI, SILENT, "update:2")
    async with database.writing() as connection:
        await needs.forget(connection, SRI)
    assert await counted(database) == {TODAY: {What.NO_EVIDENCE: 1}}


def test_a_day_begins_at_midnight_in_jakarta() -> None:
    moment = Clock().now.replace(hour=16, minute=59)
    assert day_of(moment) == TODAY
    assert day_of(moment + timedelta(minutes=1)) == "2027-02-15"
