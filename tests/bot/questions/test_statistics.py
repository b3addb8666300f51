from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.db import questions
from bot.db.engine import Database
from bot.db.questions import Asked
from bot.library import Library
from bot.questions.grouping import Group
from bot.questions.statistics import Statistics, is_stale
from bot.questions.tally import What, total
from corpus.areas import bundled
from corpus.document import Document, Kind
from index.embed import open_embedder
from index.snapshot import open_current
from index.store import Store
from tests.bot.documents import DIRECTORY, document
from tests.support import teduh
from tests.support.clock import Clock

TODAY = date(2027, 2, 14)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def statistics(data_dir: Path, database: Database, clock: Clock) -> Iterator[Statistics]:
    library = Library(open_current(Store(data_dir / "index"), open_embedder())[0])
    yield Statistics(database, library, bundled(), lambda: DIRECTORY, clock)
    library.close()


async def keep(database: Database, clock: Clock, *asked: Asked) -> None:
    async with database.writing() as connection:
        for one in asked:
            await questions.add(connection, replace(one, at=clock.now))


def asked(text: str, person: str, **fields: object) -> Asked:
    plain = Asked(Clock().now, TODAY.isoformat(), person, text, What.NO_EVIDENCE, "weak_evidence")
    return replace(plain, **fields)  # type: ignore[arg-type]


async def test_without_any_question_the_month_is_empty_and_all_its_days_are_there(
    statistics: Statistics,
) -> None:
    month = await statistics.month()
    assert month.is_empty
    assert [month.days[at].day for at in (0, -1)] == [TODAY - timedelta(days=29), TODAY]
    assert len(month.days) == 30


async def test_a_month_counts_thirty_days_and_not_the_one_before(
    statistics: Statistics, database: Database, clock: Clock
) -> None:
    days = [(TODAY - timedelta(days=age)).isoformat() for age in (0, 29, 30)]
    await keep(database, clock, *(asked("Apa?", "a", day=day) for day in days))
    month = await statistics.month()
    assert total(month.days, What.NO_EVIDENCE) == 2
    assert month.days[0].counts == {What.NO_EVIDENCE: 1} and not month.is_empty


async def test_what_was_not_answered_is_grouped_and_what_was_is_not(
    statistics: Statistics, database: Database, clock: Clock
) -> None:
    await keep(
        database,
        clock,
        asked("Berapa TPS rawan di Makassar?", "a"),
        asked("tps rawan makassar ada berapa", "b"),
        asked("Kapan logistik sampai di Pulau Buru?", "a"),
        asked("Siapa menjaga TPS?", "a", outcome=What.ANSWERED),
        asked("Siapa menjaga TPS?", "b", outcome=What.ANSWERED),
    )
    groups = (await statistics.month()).unanswered
    assert groups.shown == (Group("Berapa TPS rawan di Makassar?", 2),)
    assert groups.alone == 1


async def test_old_documents_are_told_by_how_often_they_were_cited(
    statistics: Statistics, database: Database, clock: Clock
) -> None:
    cited = ((teduh.NEWS.id,), (teduh.DRILL.id, teduh.RULE.id), (teduh.DRILL.id, "hilang"))
    await keep(
        database,
        clock,
        *(asked("Apa?", "a", outcome=What.ANSWERED, documents=ids) for ids in cited),
    )
    stale = (await statistics.month()).stale
    assert [(one.document.id, one.times) for one in stale] == [
        (teduh.DRILL.id, 2),
        (teduh.NEWS.id, 1),
    ]


async def test_contacts_past_their_limit_are_told(statistics: Statistics) -> None:
    told = (await statistics.month()).contacts
    assert told and all(one.withheld(DIRECTORY.today) for one in told)


@pytest.mark.parametrize(
    ("of", "stale"),
    [
        (document(published_on="2026-02-13"), True),
        (document(published_on="2026-02-14"), False),
        (document(published_on="2026-02"), False),
        (document(published_on="2025"), True),
        (document(), False),
        (document(published_on="2016-07-01", kind=Kind.REGULATION), False),
        (document(published_on="2027-01-01", valid_until="2027-02-13"), True),
        (document(published_on="2027-01-01", valid_until="2027-02"), False),
        (document(kind=Kind.REGULATION, valid_until="2026"), True),
    ],
)
def test_a_document_is_stale_past_its_end_or_after_a_year_but_a_regulation_does_not_age(
    of: Document, stale: bool
) -> None:
    assert is_stale(of, TODAY) == stale
