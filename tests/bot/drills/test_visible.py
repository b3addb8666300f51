"""The use cases of drills over one database: seen, recorded, begun and ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.access import Grant, Person, Role
from bot.db import audit, broadcasts, follow_ups, people, reports
from bot.db.engine import Database, Redelivered
from bot.db.reports import Observation
from bot.drills.exercise import LASTS, Field, Place, Scene
from bot.drills.parts import Drilling
from bot.drills.visible import PAGE, View
from bot.readiness import Component, State, assess
from bot.roles import Roles
from corpus.areas import bundled
from tests.support.clock import Clock

CITY, OTHER_CITY, PROVINCE, ELSEWHERE = (
    *("kota-balikpapan", "kota-samarinda", "kalimantan-timur", "kota-blitar"),
)
BOSS, OFFICER, CITY_BOSS, STRANGER, CITIZEN, ADMIN = 31, 32, 33, 34, 35, 21
GRANTS = {
    BOSS: Grant(Role.COORDINATOR, PROVINCE),
    OFFICER: Grant(Role.OFFICER, CITY),
    CITY_BOSS: Grant(Role.COORDINATOR, CITY),
    STRANGER: Grant(Role.COORDINATOR, ELSEWHERE),
}
WHOLE = {
    Field.HELD_ON: "2/10/2023",
    Field.PLACE: "gedung",
    Field.ORGANISER: "Polresta Balikpapan",
    Field.TASKS: "rompi kurang 20; tenggat 14/2",
}


@dataclass
class House:
    """The use cases, with a clock that tests move."""

    database: Database
    clock: Clock = field(default_factory=Clock)
    _receipts: int = 0

    @property
    def roles(self) -> Roles:
        return Roles(self.database, bundled(), (ADMIN,), self.clock)

    @property
    def drilling(self) -> Drilling:
        return Drilling.of(self.database, self.roles, self.clock)

    def receipt(self) -> str:
        self._receipts += 1
        return f"update:{self._receipts}"

    async def who(self, id: int) -> Person:
        return await self.roles.person(id, f"Nama {id}")

    async def recorded(self, by: int = BOSS, area: str = CITY, save: bool = True) -> int:
        """The id of a drill that is told whole."""
        person, recording = await self.who(by), self.drilling.recording
        self.clock.pass_by(seconds=1)
        done = await recording.draft(person, area, self.receipt(), WHOLE)
        assert done is not None and not done[1].unclear
        id = done[0].drill.id
        if save:
            assert (view := await recording.save(person, id, self.receipt()))
            assert view.drill.saved_at == self.clock.now
        return id

    async def begun(self, by: int = BOSS, area: str = CITY) -> int:
        id = await self.drilling.rehearsals.begin(await self.who(by), area, self.receipt())
        assert id is not None
        return id

    async def on_in(self, area: str) -> int | None:
        async with self.database.reading() as connection:
            return await self.drilling.rehearsals.on_in(connection, area)

    async def trail(self) -> list[tuple[str, str]]:
        async with self.database.reading() as connection:
            entries = await audit.newest(connection, 99)
            assert await audit.first_fault(connection) is None
        return [(one.action, one.subject) for one in reversed(entries)]

    async def announced(self) -> list[tuple[str, set[int]]]:
        """What everybody is told, and who; it is taken then."""
        told = []
        async with self.database.writing() as connection:
            for one in await broadcasts.begun(connection):
                assert one.made_by == audit.SYSTEM
                receivers = set()
                while person := await broadcasts.take(connection, one.id, self.clock.now):
                    receivers.add(person)
                told.append((one.words, receivers))
                await broadcasts.remove(connection, one.id)
        return told


@pytest.fixture
async def house(database: Database) -> House:
    house = House(database)
    async with database.writing() as connection:
        for id, grant in GRANTS.items():
            await people.known(connection, id, f"Nama {id}")
            await people.grant(connection, id, grant, "P-1", house.clock.now)
    return house


class TestSeen:
    async def test_a_record_is_seen_by_its_area_and_above_and_by_nobody_else(
        self, house: House
    ) -> None:
        id = await house.recorded()
        drills = house.drilling.drills
        for who in (BOSS, OFFICER, CITY_BOSS, ADMIN):
            view = await drills.view(await house.who(who), id)
            assert view and view.may_record is (who != OFFICER)
            listed = await drills.listing(await house.who(who), CITY)
            assert listed and [one.drill.id for one in listed.views] == [id]
        for who in (STRANGER, CITIZEN):
            assert await drills.view(await house.who(who), id) is None
            assert await drills.listing(await house.who(who), CITY) is None
            assert await drills.view(await house.who(who), id + 1) is None

    async def test_a_draft_is_seen_by_those_who_record(self, house: House) -> None:
        id = await house.recorded(CITY_BOSS, save=False)
        drills = house.drilling.drills
        assert await drills.view(await house.who(BOSS), id)
        assert await drills.view(await house.who(OFFICER), id) is None
        listed = await drills.listing(await house.who(OFFICER), CITY)
        assert listed and listed.views == []

    async def test_the_list_of_a_province_holds_what_lies_in_it_page_by_page(
        self, house: House
    ) -> None:
        ids = [await house.recorded(area=CITY if n % 2 else PROVINCE) for n in range(PAGE + 2)]
        drills, boss = house.drilling.drills, await house.who(BOSS)
        first = await drills.listing(boss, PROVINCE)
        last = await drills.listing(boss, PROVINCE, page=1)
        assert first and last and first.has_more and not last.has_more
        assert [one.drill.id for one in (*first.views, *last.views)] == ids[::-1]

    async def test_an_area_that_nobody_knows_has_no_list(self, house: House) -> None:
        assert await house.drilling.drills.listing(await house.who(ADMIN), "atlantis") is None

    async def test_a_day_is_that_of_the_area(self, house: House) -> None:
        house.clock.pass_by(hours=9)  # half past eleven at night in Jakarta
        drills = house.drilling.drills
        assert (drills.today(ELSEWHERE).day, drills.today(CITY).day) == (14, 15)


class TestRecorded:
    async def test_a_draft_goes_on_where_it_was_left_and_there_is_one_of_it(
        self, house: House
    ) -> None:
        recording, boss = house.drilling.recording, await house.who(BOSS)
        first = await recording.draft(boss, CITY, house.receipt(), {Field.TOTAL: "500"})
        again = await recording.draft(boss, CITY, house.receipt())
        assert first and again and again[0].drill == first[0].drill
        assert again[0].drill.exercise.total == 500
        beside = await recording.draft(boss, OTHER_CITY, house.receipt())
        assert beside and beside[0].drill.id != first[0].drill.id

    @pytest.mark.parametrize("who", [OFFICER, STRANGER, CITIZEN])
    async def test_nobody_records_but_who_oversees_the_area(self, house: House, who: int) -> None:
        id = await house.recorded(save=False)
        before = await house.drilling.drills.view(await house.who(BOSS), id)
        recording, person = house.drilling.recording, await house.who(who)
        said = {Field.TOTAL: "1"}
        assert await recording.draft(person, CITY, house.receipt(), said) is None
        assert await recording.tell(person, id, said, house.receipt()) is None
        assert await recording.choose(person, id, Place.PORT, house.receipt()) is None
        assert await recording.save(person, id, house.receipt()) is None
        assert await recording.discard(person, id, house.receipt()) is None
        assert await recording.tick(person, id, "1", True, house.receipt()) is None
        assert await house.drilling.drills.view(await house.who(BOSS), id) == before

    async def test_a_role_that_was_taken_meanwhile_records_nothing(self, house: House) -> None:
        person = await house.who(CITY_BOSS)
        id = await house.recorded(CITY_BOSS, save=False)
        async with house.database.writing() as connection:
            await people.withdraw(connection, CITY_BOSS, GRANTS[CITY_BOSS])
        recording = house.drilling.recording
        assert await recording.tell(person, id, {Field.TOTAL: "1"}, house.receipt()) is None
        assert await recording.save(person, id, house.receipt()) is None
        assert await house.drilling.rehearsals.begin(person, CITY, house.receipt()) is None

    async def test_the_same_update_twice_changes_nothing(self, house: House) -> None:
        recording, boss = house.drilling.recording, await house.who(BOSS)
        id, receipt = await house.recorded(save=False), house.receipt()
        await recording.tell(boss, id, {Field.TOTAL: "500"}, receipt)
        with pytest.raises(Redelivered):
            await recording.tell(boss, id, {Field.TOTAL: "1"}, receipt)
        view = await house.drilling.drills.view(boss, id)
        assert view and view.drill.exercise.total == 500

    async def test_choices_hold_however_often_they_are_tapped(self, house: House) -> None:
        recording, boss = house.drilling.recording, await house.who(BOSS)
        id = await house.recorded(save=False)

        async def chosen(choice: Place | Scene, played: bool = True) -> View:
            view = await recording.choose(boss, id, choice, house.receipt(), played)
            assert view is not None
            return view

        for _ in range(2):
            assert (await chosen(Place.PORT)).drill.exercise.place is Place.PORT
            assert (await chosen(Scene.VOTING)).drill.exercise.scenes == (Scene.VOTING,)
        for _ in range(2):
            assert (await chosen(Scene.VOTING, played=False)).drill.exercise.scenes == ()

    async def test_what_lacks_something_stays_a_draft(self, house: House) -> None:
        recording, boss = house.drilling.recording, await house.who(BOSS)
        done = await recording.draft(boss, CITY, house.receipt(), {Field.TOTAL: "500"})
        assert done
        view = await recording.save(boss, done[0].drill.id, house.receipt())
        assert view and view.drill.is_draft and await house.trail() == []

    async def test_saving_and_changing_what_was_saved_leave_a_trace_without_figures(
        self, house: House
    ) -> None:
        recording, boss = house.drilling.recording, await house.who(BOSS)
        id = await house.recorded()
        await recording.save(boss, id, house.receipt())
        await recording.tell(boss, id, {Field.TOTAL: "512", Field.UNITS: "?"}, house.receipt())
        assert await house.trail() == [("drill_record", CITY), ("drill_change", CITY)]
        async with house.database.reading() as connection:
            (change, record) = await audit.newest(connection, 9)
        assert dict(record.details) == {"drill": id}
        assert dict(change.details) == {"drill": id, "fields": "total"}
        assert record.actor == boss.pseudonym

    async def test_a_draft_can_be_thrown_away_and_nothing_else_can(self, house: House) -> None:
        recording, boss = house.drilling.recording, await house.who(BOSS)
        drills = house.drilling.drills
        draft, saved = await house.recorded(save=False), 0
        assert await recording.discard(boss, draft, house.receipt())
        assert await drills.view(boss, draft) is None
        saved, begun = await house.recorded(), await house.begun()
        for id in (saved, begun):
            assert await recording.discard(boss, id, house.receipt())
            assert await drills.view(boss, id)

    async def test_an_officer_of_the_area_sees_to_a_task_and_only_a_superior_opens_it_again(
        self, house: House
    ) -> None:
        recording, officer = house.drilling.recording, await house.who(OFFICER)
        id = await house.recorded()
        async with house.database.reading() as connection:
            (task,) = await follow_ups.of(connection, [id])
        stranger = await house.who(STRANGER)
        assert await recording.tick(stranger, id, task.name, True, house.receipt()) is None
        view = await recording.tick(officer, id, task.name, True, house.receipt())
        assert view and view.follow_ups[0].done_by == officer.pseudonym
        assert await recording.tick(officer, id, task.name, False, house.receipt()) is None
        boss = await house.who(BOSS)
        view = await recording.tick(boss, id, task.name, False, house.receipt())
        assert view and view.follow_ups[0].done_at is None


class TestOn:
    async def test_a_drill_covers_its_area_and_all_in_it_and_nothing_beside_or_above(
        self, house: House
    ) -> None:
        city = await house.begun(CITY_BOSS, CITY)
        assert await house.on_in(CITY) == city
        assert {await house.on_in(area) for area in (OTHER_CITY, PROVINCE, ELSEWHERE)} == {None}
        province = await house.begun(BOSS, PROVINCE)
        assert [await house.on_in(area) for area in (CITY, OTHER_CITY, PROVINCE, ELSEWHERE)] == [
            *(city, province, province, None)
        ]

    async def test_messages_about_all_in_an_area_tell_of_drills_there_above_and_below(
        self, house: House
    ) -> None:
        await house.begun(CITY_BOSS, CITY)
        rehearsals = house.drilling.rehearsals
        assert await rehearsals.touching(CITY) == await rehearsals.touching(PROVINCE) == (CITY,)
        assert await rehearsals.touching(OTHER_CITY) == await rehearsals.touching(ELSEWHERE) == ()
        await house.begun(BOSS, PROVINCE)
        assert await rehearsals.touching(CITY) == (PROVINCE, CITY)

    async def test_a_message_to_many_is_of_a_drill_only_where_that_covers_them_all(
        self, house: House
    ) -> None:
        await house.begun(CITY_BOSS, CITY)
        covering = house.drilling.rehearsals.covering
        assert [await covering(area) for area in (CITY, PROVINCE, "")] == [(CITY,), (), ()]
        await house.begun(ADMIN, "indonesia")
        assert await covering("") == ("indonesia",)
        assert await covering(CITY) == ("indonesia", CITY)

    async def test_a_report_is_of_a_drill_where_one_covers_its_area_and_only_there(
        self, house: House
    ) -> None:
        await house.begun(CITY_BOSS, CITY)
        covering = house.drilling.rehearsals.covering
        for area in (CITY, OTHER_CITY, PROVINCE, "indonesia"):
            assert bool(await covering(area)) is (await house.on_in(area) is not None)

    async def test_two_taps_begin_one_drill_and_above_there_is_none_to_begin(
        self, house: House
    ) -> None:
        province = await house.begun(BOSS, PROVINCE)
        assert await house.begun(BOSS, PROVINCE) == province
        assert await house.begun(CITY_BOSS, CITY) == province
        recorded = await house.recorded(save=False)
        boss, rehearsals = await house.who(BOSS), house.drilling.rehearsals
        assert await rehearsals.begin_recorded(boss, recorded, house.receipt()) == province
        assert await house.trail() == [("drill_begin", PROVINCE)]

    async def test_a_recorded_drill_begins_once_and_ends_once(self, house: House) -> None:
        id, boss = await house.recorded(), await house.who(BOSS)
        rehearsals = house.drilling.rehearsals
        for _ in range(2):
            assert await rehearsals.begin_recorded(boss, id, house.receipt()) == id
        house.clock.pass_by(hours=1)
        for _ in range(2):
            assert await rehearsals.end(boss, id, house.receipt()) == id
        assert await rehearsals.begin_recorded(boss, id, house.receipt()) == id
        assert await house.on_in(CITY) is None
        assert await house.trail() == [
            *(("drill_record", CITY), ("drill_begin", CITY), ("drill_end", CITY))
        ]

    @pytest.mark.parametrize("who", [OFFICER, STRANGER, CITIZEN])
    async def test_nobody_begins_or_ends_one_but_who_oversees_the_area(
        self, house: House, who: int
    ) -> None:
        on, person = await house.begun(), await house.who(who)
        recorded = await house.recorded(area=OTHER_CITY)
        rehearsals = house.drilling.rehearsals
        assert await rehearsals.begin(person, CITY, house.receipt()) is None
        assert await rehearsals.begin(person, "atlantis", house.receipt()) is None
        assert await rehearsals.begin_recorded(person, recorded, house.receipt()) is None
        assert await rehearsals.end(person, on, house.receipt()) is None
        assert await house.on_in(CITY) == on and await house.on_in(OTHER_CITY) is None

    async def test_everyone_with_a_task_there_is_told_but_who_did_it(self, house: House) -> None:
        id = await house.begun(CITY_BOSS, CITY)
        ((words, receivers),) = await house.announced()
        assert "dimulai di Kota Balikpapan" in words and receivers == {BOSS, OFFICER}
        await house.drilling.rehearsals.end(await house.who(BOSS), id, house.receipt())
        ((words, receivers),) = await house.announced()
        assert "diakhiri" in words and receivers == {CITY_BOSS, OFFICER}

    async def test_a_forgotten_drill_is_over_after_a_day_and_that_is_said_once(
        self, house: House
    ) -> None:
        id, rehearsals = await house.begun(), house.drilling.rehearsals
        await house.announced()
        house.clock.now += LASTS - timedelta(seconds=1)
        assert not await rehearsals.settle() and await house.on_in(CITY) == id
        house.clock.pass_by(seconds=1)
        assert await house.on_in(CITY) is None and await rehearsals.touching(CITY) == ()
        house.clock.pass_by(minutes=5)
        assert await rehearsals.settle() and not await rehearsals.settle()
        ((words, receivers),) = await house.announced()
        assert "berakhir sendiri" in words and receivers == {BOSS, OFFICER, CITY_BOSS}
        view = await house.drilling.drills.view(await house.who(BOSS), id)
        assert view and view.drill.ended_at == view.drill.until and not view.is_on
        assert await house.trail() == [("drill_begin", CITY), ("drill_end", CITY)]

    async def test_where_nobody_else_has_a_task_nobody_is_told(self, house: House) -> None:
        await house.begun(STRANGER, ELSEWHERE)
        assert await house.announced() == []

    async def test_a_report_from_a_drill_never_counts(self, house: House) -> None:
        on, now = await house.begun(), house.clock.now
        async with house.database.writing() as connection:
            for have, drill in (
                (480, None),
                (3, await house.drilling.rehearsals.on_in(connection, CITY)),
            ):
                seen = Observation(
                    CITY, Component.PERSONNEL, State.ACTION, have, 500, "", "", now, None, drill
                )
                await reports.add(connection, seen, "P-1", Role.OFFICER, now)
            counting = await reports.counting(connection, [CITY], now - timedelta(days=1))
        assert [one.have for one in counting] == [480]
        cells = assess(CITY, counting, now, dict.fromkeys(Component, timedelta(days=1))).cells
        assert {cell.lacking for cell in cells} == {0, 20} and on
