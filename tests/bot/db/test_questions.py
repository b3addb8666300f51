from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.db import questions
from bot.db.engine import Database
from bot.db.questions import Asked
from bot.questions.tally import What
from tests.bot.db.conftest import NOW

SRI, BUDI = "a" * 32, "b" * 32
ANSWERED = Asked(NOW, "2027-02-14", SRI, "Apa?", What.ANSWERED, "", ("d1", "d2"), "g1")
SILENT = Asked(NOW, "2027-02-14", BUDI, "Siapa?", What.NO_EVIDENCE, "weak_evidence", (), "g1")
EARLIER = replace(ANSWERED, at=NOW - timedelta(days=31), day="2027-01-14")


async def test_days_count_what_is_kept_and_what_was_only_counted(database: Database) -> None:
    async with database.writing() as connection:
        for asked in (ANSWERED, ANSWERED, SILENT, EARLIER):
            id = await questions.add(connection, asked)
        assert await questions.rate(connection, id, SRI, What.HELPFUL)
        await questions.count(connection, "2027-02-14", What.DANGER)
        await questions.count(connection, "2027-02-14", What.DANGER)
    async with database.reading() as connection:
        every = await questions.counted(connection)
        recent = await questions.counted(connection, "2027-01-15")
    assert every == {
        "2027-01-14": {What.ANSWERED: 1, What.HELPFUL: 1},
        "2027-02-14": {What.ANSWERED: 2, What.NO_EVIDENCE: 1, What.DANGER: 2},
    }
    assert list(recent) == ["2027-02-14"]


async def test_what_is_settled_leaves_its_counts_and_nothing_else(database: Database) -> None:
    async with database.writing() as connection:
        old = await questions.add(connection, EARLIER)
        await questions.rate(connection, old, SRI, What.UNHELPFUL)
        await questions.add(connection, ANSWERED)
        before = await questions.counted(connection)
        await questions.settle(connection, NOW - timedelta(days=30))
        await questions.settle(connection, NOW - timedelta(days=30))
        assert await questions.counted(connection) == before
        assert not await questions.rate(connection, old, SRI, What.HELPFUL)
        assert await questions.cited(connection, EARLIER.at) == {"d1": 1, "d2": 1}


async def test_the_last_rating_counts_and_only_the_askers(database: Database) -> None:
    async with database.writing() as connection:
        id = await questions.add(connection, ANSWERED)
        assert await questions.rate(connection, id, SRI, What.HELPFUL)
        assert await questions.rate(connection, id, SRI, What.UNHELPFUL)
        assert not await questions.rate(connection, id, BUDI, What.HELPFUL)
        assert not await questions.rate(connection, id + 1, SRI, What.HELPFUL)
        assert (await questions.counted(connection))["2027-02-14"][What.UNHELPFUL] == 1


async def test_the_newest_unanswered_questions_are_told_with_who_asked(database: Database) -> None:
    async with database.writing() as connection:
        for text in ("Satu?", "Dua?", "Tiga?"):
            await questions.add(connection, replace(SILENT, text=text))
        await questions.add(connection, ANSWERED)
        told = await questions.unanswered(connection, NOW, 2)
        later = await questions.unanswered(connection, NOW + timedelta(seconds=1), 2)
    assert told == [("Tiga?", BUDI), ("Dua?", BUDI)]
    assert later == []


async def test_citations_are_added_up_by_document(database: Database) -> None:
    async with database.writing() as connection:
        for documents in (("d1",), ("d1",), ("d1", "d2")):
            await questions.add(connection, replace(ANSWERED, documents=documents))
        assert await questions.cited(connection, NOW) == {"d1": 3, "d2": 1}
        assert await questions.cited(connection, NOW + timedelta(seconds=1)) == {}


async def test_a_forgotten_person_leaves_no_question(database: Database) -> None:
    async with database.writing() as connection:
        for asked in (ANSWERED, SILENT, EARLIER):
            await questions.add(connection, asked)
        await questions.forget(connection, SRI)
        assert await questions.counted(connection) == {"2027-02-14": {What.NO_EVIDENCE: 1}}
