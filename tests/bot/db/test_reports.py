from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

import pytest

from bot.access import Role
from bot.db import reports
from bot.db.engine import Connection, Database
from bot.db.reports import Kept, Observation
from bot.readiness import Component, Report, State, Verdict, assess
from tests.bot.db.conftest import NOW

CITY, BESIDE = "kota-balikpapan", "kota-bontang"
OFFICER, SUPERIOR = "P-00000001", "P-00000002"
LONG_AGO = NOW - timedelta(days=90)
AGES = dict.fromkeys(Component, timedelta(days=30))


async def kept(
    connection: Connection,
    have: int,
    hour: int = 0,
    corrects: int | None = None,
    area: str = CITY,
    drill: int | None = None,
    component: Component = Component.PERSONNEL,
    officer: str = OFFICER,
) -> int:
    """The id of a report that `have` of 500 were seen at `hour`, received one minute later."""
    seen = NOW + timedelta(hours=hour)
    observed = Observation(area, component, State.ACTION, have, 500, "", "", seen, corrects, drill)
    received = seen + timedelta(minutes=1)
    return await reports.add(connection, observed, officer, Role.OFFICER, received)


async def counted(connection: Connection, since: datetime = LONG_AGO) -> list[int | None]:
    return [one.have for one in await reports.counting(connection, [CITY], since)]


async def judged(connection: Connection, id: int, verdict: Verdict) -> None:
    await reports.judge(connection, id, verdict, SUPERIOR, NOW)


async def test_a_report_is_read_as_it_was_kept(database: Database) -> None:
    observed = Observation(
        CITY, Component.SITUATION, State.UNKNOWN, None, None, "sepi", "f-1", NOW, None, 7
    )
    async with database.writing() as connection:
        id = await reports.add(connection, observed, OFFICER, Role.COORDINATOR, NOW)
        assert await reports.by_id(connection, id + 1) is None
        report = Report(
            id,
            CITY,
            Component.SITUATION,
            State.UNKNOWN,
            None,
            None,
            "sepi",
            OFFICER,
            Role.COORDINATOR,
            NOW,
            NOW,
        )
        assert await reports.by_id(connection, id) == Kept(report, "f-1", None, 7, "")


class TestCounting:
    async def test_the_last_that_was_seen_counts_of_each_area_and_component(
        self, database: Database
    ) -> None:
        async with database.writing() as connection:
            await kept(connection, 480, hour=-1)
            await kept(connection, 470, hour=-5)
            await kept(connection, 3, component=Component.LOGISTICS)
            await kept(connection, 90, area=BESIDE)
            found = await reports.counting(connection, [BESIDE, CITY], LONG_AGO)
            assert [(one.area, one.component, one.have) for one in found] == [
                (CITY, Component.LOGISTICS, 3),
                (CITY, Component.PERSONNEL, 480),
                (BESIDE, Component.PERSONNEL, 90),
            ]
            assert await reports.counting(connection, [], LONG_AGO) == []

    async def test_what_was_seen_before_that_day_does_not(self, database: Database) -> None:
        async with database.writing() as connection:
            await kept(connection, 480, hour=-1)
            assert await counted(connection, since=NOW) == []
            assert await counted(connection, since=NOW - timedelta(hours=1)) == [480]

    async def test_a_drill_never_does(self, database: Database) -> None:
        async with database.writing() as connection:
            await kept(connection, 480, hour=-1)
            await kept(connection, 5, drill=1)
            assert await counted(connection) == [480]

    @pytest.mark.parametrize(
        ("verdict", "have"),
        [(Verdict.VERIFIED, 490), (Verdict.REJECTED, 480), (Verdict.WITHDRAWN, 480)],
    )
    async def test_a_superiors_verdict_decides(
        self, verdict: Verdict, have: int, database: Database
    ) -> None:
        async with database.writing() as connection:
            await kept(connection, 480, hour=-1)
            await judged(connection, await kept(connection, 490), verdict)
            assert await counted(connection) == [have]

    async def test_a_correction_stands_for_what_it_corrects_though_that_was_seen_later(
        self, database: Database
    ) -> None:
        async with database.writing() as connection:
            first = await kept(connection, 480)
            await kept(connection, 490, hour=-2, corrects=first)
            assert await counted(connection) == [490]
            await kept(connection, 495, hour=-3, corrects=first)
            assert await counted(connection) == [495]

    async def test_a_correction_to_another_area_leaves_nothing_in_the_first(
        self, database: Database
    ) -> None:
        async with database.writing() as connection:
            first = await kept(connection, 480)
            await kept(connection, 480, corrects=first, area=BESIDE)
            assert await counted(connection) == []

    async def test_what_a_rejected_correction_corrects_counts_again(
        self, database: Database
    ) -> None:
        async with database.writing() as connection:
            first = await kept(connection, 480)
            second = await kept(connection, 490, hour=-2, corrects=first)
            third = await kept(connection, 495, hour=-3, corrects=first)
            await judged(connection, third, Verdict.REJECTED)
            assert await counted(connection) == [490]
            await judged(connection, second, Verdict.WITHDRAWN)
            assert await counted(connection) == [480]

    async def test_what_counts_is_all_that_an_assessment_needs(self, database: Database) -> None:
        random = Random(5)
        everything: list[Report] = []
        async with database.writing() as connection:
            for hour in random.sample(range(-400, 0), 200):
                component = random.choice(list(Component))
                area = random.choice([CITY, BESIDE])
                id = await kept(
                    connection, random.randrange(500), hour, area=area, component=component
                )
                if random.random() < 0.4:
                    await judged(connection, id, random.choice(list(Verdict)))
                one = await reports.by_id(connection, id)
                assert one is not None
                everything.append(one.report)
            counting = await reports.counting(connection, [CITY, BESIDE], LONG_AGO)
        assert len(counting) == 20
        for area in (CITY, BESIDE):
            assert assess(area, counting, NOW, AGES) == assess(area, everything, NOW, AGES)


async def test_the_trend_tells_all_that_counted_in_its_order(database: Database) -> None:
    async with database.writing() as connection:
        first = await kept(connection, 480, hour=-1)
        await kept(connection, 90, hour=-1, area=BESIDE)
        await kept(connection, 5, hour=-1, drill=1)
        await kept(connection, 3, hour=-30, component=Component.LOGISTICS)
        await kept(connection, 470, hour=-90)
        await kept(connection, 490, hour=-2, corrects=first)
        seen = await reports.trend(connection, CITY, NOW - timedelta(hours=50))
    assert [(one.component, one.observed_at - NOW) for one in seen] == [
        (Component.LOGISTICS, timedelta(hours=-30)),
        (Component.PERSONNEL, timedelta(hours=-2)),
    ]


class TestUnjudged:
    async def test_the_newest_comes_first_and_the_rest_page_by_page(
        self, database: Database
    ) -> None:
        async with database.writing() as connection:
            ids = [await kept(connection, have) for have in (1, 2, 3)]
            await judged(connection, ids[1], Verdict.VERIFIED)
            found = await reports.unjudged(connection, [CITY], SUPERIOR, limit=5)
            assert [one.report.id for one in found] == [ids[2], ids[0]]
            (older,) = await reports.unjudged(connection, [CITY], SUPERIOR, before=ids[2])
            assert older.report.id == ids[0]
            assert await reports.number_unjudged(connection, [CITY], SUPERIOR) == 2

    async def test_neither_ones_own_nor_another_areas_nor_what_was_corrected_is_among_them(
        self, database: Database
    ) -> None:
        async with database.writing() as connection:
            await kept(connection, 1, officer=SUPERIOR)
            await kept(connection, 2, area=BESIDE)
            first = await kept(connection, 3)
            second = await kept(connection, 4, corrects=first)
            found = await reports.unjudged(connection, [CITY], SUPERIOR, limit=5)
            assert [one.report.id for one in found] == [second]
            assert found[0].line == first

    async def test_another_verdict_takes_the_place_of_the_first_and_of_its_reason(
        self, database: Database
    ) -> None:
        async with database.writing() as connection:
            id = await kept(connection, 1)
            await judged(connection, id, Verdict.REJECTED)
            await reports.give_reason(connection, id, "salah posko")
            found = await reports.by_id(connection, id)
            assert found and (found.report.verdict, found.reason) == (
                Verdict.REJECTED,
                "salah posko",
            )
            assert found.report.judged_by == SUPERIOR
            await judged(connection, id, Verdict.VERIFIED)
            found = await reports.by_id(connection, id)
            assert found and (found.report.verdict, found.reason) == (Verdict.VERIFIED, "")


async def test_a_correction_changes_every_area_that_its_line_was_ever_of(
    database: Database,
) -> None:
    async with database.writing() as connection:
        first = await kept(connection, 480)
        await kept(connection, 90, area="kota-samarinda")
        read = await reports.last_change(connection)
        assert await reports.changed(connection, read) == {}
        await kept(connection, 480, corrects=first, area=BESIDE)
        third = await kept(connection, 480, corrects=first, area="kota-bandung")
        assert set(await reports.changed(connection, read)) == {CITY, BESIDE, "kota-bandung"}
        read = await reports.last_change(connection)
        await judged(connection, third, Verdict.REJECTED)
        judged_last = await reports.last_change(connection)
        assert await reports.changed(connection, read) == dict.fromkeys(
            (CITY, BESIDE, "kota-bandung"), judged_last
        )
