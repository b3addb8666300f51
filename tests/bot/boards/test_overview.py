from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.access import Grant, Person, Role
from bot.almanac import almanac_of
from bot.boards.composition import AreaBoard
from bot.boards.history import DAYS
from bot.boards.overview import Overview
from bot.boards.standing import Standings
from bot.db import drills, reports
from bot.db.engine import Connection, Database
from bot.db.reports import Observation
from bot.drills.exercise import Exercise
from bot.drills.rehearsals import Rehearsals
from bot.readiness import Component, State, Verdict
from bot.roles import Roles
from corpus.areas import bundled
from tests.support.clock import Clock

CITY, BESIDE, FAR = "kota-balikpapan", "kota-bontang", "kota-blitar"
PROVINCE, COUNTRY = "kalimantan-timur", "indonesia"
OFFICER = Person(31, "Cut", "P-00000031", (Grant(Role.OFFICER, CITY),))
COORDINATOR = Person(41, "Ida", "P-00000041", (Grant(Role.COORDINATOR, PROVINCE),))
BOTH = Person(51, "Eko", "P-00000051", (Grant(Role.OFFICER, CITY), Grant(Role.OFFICER, FAR)))
ADMIN = Person(21, "Wayan", "P-00000021", (Grant(Role.ADMIN),))
CITIZEN = Person(11, "Sri")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def overview(database: Database, clock: Clock, tmp_path: Path) -> Overview:
    """Over a corpus that holds no files of its own."""
    roles = Roles(database, bundled(), [], clock)

    almanac = partial(almanac_of, tmp_path)
    standings = Standings(bundled(), almanac)
    return Overview(database, standings, almanac, Rehearsals(database, roles, clock), clock)


async def tell(
    connection: Connection,
    clock: Clock,
    area: str = CITY,
    component: Component = Component.PERSONNEL,
    state: State = State.READY,
    **ago: float,
) -> int:
    """The id of a report of what was seen so long ago."""
    seen = clock() - timedelta(**ago)
    observed = Observation(area, component, state, 480, 500, "", "", seen)
    return await reports.add(connection, observed, "P-00000031", Role.OFFICER, seen)


async def looked(overview: Overview, person: Person, area: str) -> AreaBoard:
    found = await overview.board(person, area)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("person", "sees"),
    [
        (CITIZEN, []),
        (OFFICER, [CITY]),
        (BOTH, [CITY, FAR]),
        (COORDINATOR, [CITY, BESIDE, PROVINCE]),
        (ADMIN, [CITY, BESIDE, FAR, PROVINCE, COUNTRY]),
    ],
)
async def test_an_area_is_shown_to_whoever_reports_from_it_or_from_above_it(
    person: Person, sees: list[str], overview: Overview
) -> None:
    for area in (CITY, BESIDE, FAR, PROVINCE, COUNTRY):
        assert overview.sees(person, area) == (area in sees)
        assert (await overview.board(person, area) is not None) == (area in sees)


async def test_an_area_that_is_not_on_the_map_is_shown_to_nobody(overview: Overview) -> None:
    assert await overview.board(ADMIN, "atlantis") is None


def test_whoever_names_none_is_shown_his_own_and_whoever_may_all_the_country(
    overview: Overview,
) -> None:
    own = [[area.id for area in overview.own(one)] for one in (OFFICER, BOTH, ADMIN, CITIZEN)]
    assert own == [[CITY], [FAR, CITY], [COUNTRY], []]


async def test_a_city_has_its_rows_and_no_parts(
    overview: Overview, database: Database, clock: Clock
) -> None:
    async with database.writing() as connection:
        id = await tell(connection, clock, hours=3)
        await tell(connection, clock, area=BESIDE, hours=1)
    found = await looked(overview, OFFICER, CITY)
    assert (found.parts, found.as_of, found.above) == ((), clock(), None)
    assert [cell.report.id for cell in found.own.cells if cell.report] == [id]


async def test_a_province_is_counted_by_its_regencies_and_cities_the_worst_first(
    overview: Overview, database: Database, clock: Clock
) -> None:
    async with database.writing() as connection:
        for component in Component:
            await tell(connection, clock, CITY, component, State.READY, hours=1)
        await tell(connection, clock, BESIDE, state=State.NOT_YET, hours=1)
        await tell(connection, clock, "kota-samarinda", state=State.ACTION, hours=1)
    found = await looked(overview, COORDINATOR, PROVINCE)
    assert [part.area.id for part in found.parts[:2]] == [BESIDE, "kota-samarinda"]
    assert found.parts[-1].area.id == CITY
    assert len(found.units) == 10 and len(found.silent) == 7
    counts = {State.NOT_YET: 1, State.ACTION: 1, State.READY: 1, State.UNKNOWN: 7}
    assert dict(found.counts) == counts


async def test_the_country_is_counted_by_units_and_shown_by_provinces(
    overview: Overview, database: Database, clock: Clock
) -> None:
    async with database.writing() as connection:
        await tell(connection, clock, CITY, state=State.NOT_YET, hours=1)
    found = await looked(overview, ADMIN, COUNTRY)
    assert (len(found.parts), len(found.units), len(found.silent)) == (38, 514, 513)
    assert found.parts[0].area.id == PROVINCE
    assert [area for area, _ in found.gaps] == [CITY]


async def test_what_is_reported_of_the_province_itself_is_its_own_and_no_unit(
    overview: Overview, database: Database, clock: Clock
) -> None:
    async with database.writing() as connection:
        await tell(connection, clock, PROVINCE, state=State.ACTION, hours=1)
    found = await looked(overview, COORDINATOR, PROVINCE)
    assert found.own.level is State.ACTION
    assert len(found.silent) == len(found.units) == 10
    assert [area for area, _ in found.gaps] == [PROVINCE]


async def test_the_way_up_leads_only_where_the_same_person_may_go(overview: Overview) -> None:
    above = {
        person.name: (await looked(overview, person, CITY)).above
        for person in (OFFICER, COORDINATOR, ADMIN)
    }
    assert {name: area and area.id for name, area in above.items()} == {
        "Cut": None,
        "Ida": PROVINCE,
        "Wayan": PROVINCE,
    }


async def test_drills_that_concern_the_area_are_told_with_it(
    overview: Overview, database: Database, clock: Clock
) -> None:
    async with database.writing() as connection:
        day = clock().date()
        id = await drills.add(connection, CITY, day, Exercise(), "P-00000041", clock())
        await drills.begin(connection, id, clock())
    for area in (CITY, PROVINCE):
        assert (await looked(overview, COORDINATOR, area)).drills == (CITY,)
    assert (await looked(overview, COORDINATOR, BESIDE)).drills == ()


async def test_the_days_before_are_those_of_reports_that_stand(
    overview: Overview, database: Database, clock: Clock
) -> None:
    async with database.writing() as connection:
        await tell(connection, clock, state=State.ACTION, days=20)
        await tell(connection, clock, state=State.READY, days=3)
        wrong = await tell(connection, clock, state=State.NOT_YET, days=1)
        await reports.judge(connection, wrong, Verdict.REJECTED, "P-00000041", clock())
        await tell(connection, clock, area=BESIDE, state=State.NOT_YET, days=2)
    found = await looked(overview, OFFICER, CITY)
    states = (await overview.history(found))[Component.PERSONNEL]
    assert len(states) == DAYS
    assert states[-4:] == (State.READY,) * 4 and states[-5] is State.ACTION
    assert states[0] is State.UNKNOWN


async def test_values_age_by_what_the_corpus_says_of_the_area_on_that_day(
    overview: Overview, database: Database, clock: Clock
) -> None:
    clock.now = datetime(2024, 11, 27, 4, 0, tzinfo=UTC)  # voting day of Pilkada 2024
    async with database.writing() as connection:
        await tell(connection, clock, state=State.READY, hours=25)
    assert (await looked(overview, OFFICER, CITY)).own.cells[1].stale
    clock.now = datetime(2026, 11, 27, 4, 0, tzinfo=UTC)
    async with database.writing() as connection:
        await tell(connection, clock, state=State.READY, hours=25)
    assert not (await looked(overview, OFFICER, CITY)).own.cells[1].stale
