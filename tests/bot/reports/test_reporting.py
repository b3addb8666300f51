from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.access import Grant, Person, Role
from bot.db import people, reports
from bot.db.engine import Connection, Database, Redelivered
from bot.db.reports import Kept
from bot.db.tables import reports as stored
from bot.readiness import Component, State
from bot.reports.amendment import Asked
from bot.reports.draft import Step, Stored, in_area
from bot.reports.reporting import SENT_LASTS, UNSENT_LASTS, Refused, Reporting
from bot.reports.shorthand.outcome import Reason, Unclear
from bot.roles import Roles
from corpus.areas import bundled
from tests.support.clock import Clock

CITY, BESIDE, PROVINCE = "kota-balikpapan", "kota-bontang", "kalimantan-timur"
UPDATES = count(1)


class Drills:
    """The drills that are on, by area."""

    def __init__(self) -> None:
        self.on: dict[str, int] = {}

    async def __call__(self, connection: Connection, area: str) -> int | None:
        return self.on.get(area)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def drills() -> Drills:
    return Drills()


@pytest.fixture
def heard() -> list[str]:
    return []


@pytest.fixture
def reporting(database: Database, clock: Clock, drills: Drills, heard: list[str]) -> Reporting:
    made = Reporting(database, Roles(database, bundled(), (), clock), drills, clock)
    made.on_kept.append(heard.append)
    return made


async def officer(database: Database, id: int, *grants: Grant) -> Person:
    async with database.writing() as connection:
        await people.known(connection, id, "Cut")
        for grant in grants or (Grant(Role.OFFICER, CITY),):
            await people.grant(connection, id, grant, "P-00000000", datetime.now().astimezone())
        found = await people.person(connection, id)
    assert found is not None
    return found


def update() -> str:
    return f"update:{next(UPDATES)}"


async def begun(reporting: Reporting, by: Person, text: str = "P 480/500 G 3/4") -> Stored:
    made = await reporting.begin(by, text, "", update())
    assert isinstance(made, Stored)
    return made


async def sent(reporting: Reporting, by: Person, text: str = "P 480/500 G 3/4") -> Stored:
    made = await begun(reporting, by, text)
    done = await reporting.send(by, made.id, update())
    assert done is not None and done.sent_at
    return done


async def everything(database: Database) -> list[Kept]:
    """In the order in which they were kept."""
    async with database.reading() as connection:
        numbers = (await connection.execute(select(stored.c.key).order_by(stored.c.id))).scalars()
        found = [await reports.by_id(connection, number) for number in numbers]
    return [one for one in found if one]


class TestSending:
    async def test_every_line_is_a_report_and_each_area_is_heard_of_once(
        self, reporting: Reporting, database: Database, heard: list[str], clock: Clock
    ) -> None:
        by = await officer(database, 1)
        done = await sent(reporting, by, 'P 480/500 "20 sakit" G 3/4 jam 15.00')
        first, second = [one.report for one in await everything(database)]
        lineage = {Component.PERSONNEL: first.id, Component.LOGISTICS: second.id}
        assert done.draft.lineage == lineage
        assert (first.have, first.need, first.note) == (480, 500, "20 sakit")
        assert (first.officer, first.role) == (by.pseudonym, Role.OFFICER)
        assert first.observed_at == clock.now - timedelta(minutes=30)
        assert (first.received_at, second.component) == (clock.now, Component.LOGISTICS)
        assert heard == [CITY]

    async def test_a_second_word_sends_nothing_and_the_same_update_neither(
        self, reporting: Reporting, database: Database, heard: list[str]
    ) -> None:
        by = await officer(database, 1)
        made, receipt = await begun(reporting, by), update()
        first = await reporting.send(by, made.id, receipt)
        assert await reporting.send(by, made.id, update()) == first
        with pytest.raises(Redelivered):
            await reporting.send(by, made.id, receipt)
        assert len(await everything(database)) == 2 and heard == [CITY]

    async def test_what_still_asks_something_is_not_sent(
        self, reporting: Reporting, database: Database
    ) -> None:
        by = await officer(database, 1)
        made = await begun(reporting, by, "")
        waiting = await reporting.send(by, made.id, update())
        assert waiting and waiting.draft.asked is Step.COMPONENT and waiting.sent_at is None
        assert await everything(database) == []

    async def test_many_at_once_are_each_kept_exactly_once(
        self, reporting: Reporting, database: Database, heard: list[str]
    ) -> None:
        officers = [await officer(database, id) for id in range(1, 26)]

        async def report(by: Person) -> None:
            made = await begun(reporting, by, f"P {by.id}/500")
            await asyncio.gather(*(reporting.send(by, made.id, update()) for _ in range(2)))

        await asyncio.gather(*map(report, officers))
        have = [one.report.have for one in await everything(database)]
        assert sorted(filter(None, have)) == list(range(1, 26)) and len(heard) == 25

    async def test_the_role_is_the_one_that_he_has_there(
        self, reporting: Reporting, database: Database
    ) -> None:
        grants = Grant(Role.COORDINATOR, PROVINCE), Grant(Role.OFFICER, "kota-blitar")
        by = await officer(database, 1, *grants)
        await sent(reporting, by, "kota blitar P ok")
        await sent(reporting, by, "bontang P ok")
        roles = [one.report.role for one in await everything(database)]
        assert roles == [Role.OFFICER, Role.COORDINATOR]

    async def test_where_a_report_moves_to_another_area_both_are_heard_of(
        self, reporting: Reporting, database: Database, heard: list[str]
    ) -> None:
        by = await officer(database, 1, Grant(Role.COORDINATOR, PROVINCE))
        done = await sent(reporting, by, "bontang P ok")
        moved = await reporting.tell(by, Asked(done.id), "balikpapan", "", update())
        assert isinstance(moved, Stored)
        await reporting.send(by, moved.id, update())
        assert heard == [BESIDE, CITY, BESIDE]
        first, second = await everything(database)
        assert (first.corrects, second.corrects) == (None, first.report.id)


class TestAreas:
    async def test_a_line_without_an_area_is_of_the_only_one(
        self, reporting: Reporting, database: Database
    ) -> None:
        made = await begun(reporting, await officer(database, 1))
        assert (made.draft.area, made.draft.asked) == (CITY, Step.CHECK)

    async def test_but_where_that_holds_others_it_is_asked_for(
        self, reporting: Reporting, database: Database
    ) -> None:
        by = await officer(database, 1, Grant(Role.OFFICER, PROVINCE))
        made = await begun(reporting, by)
        assert (made.draft.area, made.draft.areas) == (None, (PROVINCE,))
        named = await begun(reporting, by, "kaltim P 480/500")
        assert named.draft.area == PROVINCE

    async def test_an_area_that_is_not_his_cannot_be_chosen(
        self, reporting: Reporting, database: Database
    ) -> None:
        by = await officer(database, 1, Grant(Role.OFFICER, CITY), Grant(Role.OFFICER, BESIDE))
        made = await begun(reporting, by)
        for area in ("kota-samarinda", PROVINCE, "atlantis"):
            change = partial(in_area, area=area)
            assert await reporting.change(by, made.id, change, update()) is None
        chosen = await reporting.change(by, made.id, lambda it: in_area(it, BESIDE), update())
        assert chosen and chosen.draft.area == BESIDE


class TestRefused:
    async def test_counts_of_votes_leave_nothing_and_not_even_a_receipt(
        self, reporting: Reporting, database: Database
    ) -> None:
        by, receipt = await officer(database, 1), update()
        for _ in range(2):
            refused = await reporting.begin(by, "S aman cat: suara sah 350", "", receipt)
            assert refused is Refused.COUNTS
        made = await begun(reporting, by)
        refused = await reporting.tell(by, Asked(made.id), "paslon 1: 120", "", update())
        assert refused is Refused.COUNTS
        assert await reporting.view(by, made.id) == made

    async def test_what_is_unclear_leaves_the_draft_as_it_was(
        self, reporting: Reporting, database: Database
    ) -> None:
        by = await officer(database, 1)
        made = await begun(reporting, by)
        unclear = await reporting.tell(by, Asked(made.id), "P 480-500", "f-1", update())
        assert unclear == Unclear(Reason.RANGE, "480-500")
        assert await reporting.view(by, made.id) == made

    async def test_a_draft_goes_with_the_right_to_its_area(
        self, reporting: Reporting, database: Database
    ) -> None:
        by = await officer(database, 1, Grant(Role.OFFICER, CITY), Grant(Role.OFFICER, BESIDE))
        made = await begun(reporting, by, "balikpapan P ok")
        async with database.writing() as connection:
            await people.withdraw(connection, 1, Grant(Role.OFFICER, CITY))
        assert await reporting.send(by, made.id, update()) is None
        assert await reporting.begin(by, "balikpapan P ok", "", update()) is None
        async with database.writing() as connection:
            await people.grant(connection, 1, Grant(Role.OFFICER, CITY), "P-0", made_now())
        assert await reporting.view(by, made.id) is None
        assert await everything(database) == []


def made_now() -> datetime:
    return datetime.now().astimezone()


class TestPhotos:
    async def test_a_photo_alone_is_attached_and_asks_nothing_anew(
        self, reporting: Reporting, database: Database
    ) -> None:
        by = await officer(database, 1)
        made = await begun(reporting, by)
        with_photo = await reporting.tell(by, Asked(made.id), "", "f-1", update())
        assert isinstance(with_photo, Stored)
        assert with_photo.draft == made.draft.model_copy(update={"photo": "f-1"})

    async def test_after_sending_it_is_a_correction_of_all_lines(
        self, reporting: Reporting, database: Database
    ) -> None:
        by = await officer(database, 1)
        done = await sent(reporting, by)
        again = await reporting.tell(by, Asked(done.id), "", "f-1", update())
        assert isinstance(again, Stored) and again.id != done.id
        await reporting.send(by, again.id, update())
        kept = await everything(database)
        assert [one.photo for one in kept] == ["", "", "f-1", "f-1"]
        lines = [kept[0].report.id, kept[1].report.id]
        assert [one.corrects for one in kept] == [None, None, *lines]


class TestDrills:
    async def test_a_correction_is_of_the_drill_that_its_report_is_of(
        self, reporting: Reporting, database: Database, drills: Drills
    ) -> None:
        by = await officer(database, 1)
        real = await sent(reporting, by, "P 480/500")
        drills.on[CITY] = 7
        of_drill = await sent(reporting, by, "G 3/4")
        for done, text in ((real, "P 490/500"), (of_drill, "G 4/4")):
            again = await reporting.tell(by, Asked(done.id), text, "", update())
            assert isinstance(again, Stored)
            await reporting.send(by, again.id, update())
        assert [one.drill for one in await everything(database)] == [None, 7, None, 7]

    async def test_what_the_officer_called_real_stays_so(
        self, reporting: Reporting, database: Database, drills: Drills
    ) -> None:
        by = await officer(database, 1)
        drills.on[CITY] = 7
        made = await begun(reporting, by, "P ok")
        assert made.draft.is_drill
        real = {"real": True}
        await reporting.change(by, made.id, lambda it: it.model_copy(update=real), update())
        del drills.on[CITY]
        done = await reporting.send(by, made.id, update())
        assert done and done.sent_at
        assert [one.drill for one in await everything(database)] == [None]

    async def test_a_drill_that_ends_before_it_is_sent_is_shown_first(
        self, reporting: Reporting, database: Database, drills: Drills
    ) -> None:
        by = await officer(database, 1)
        drills.on[CITY] = 7
        made = await begun(reporting, by, "P ok")
        drills.on.clear()
        shown = await reporting.send(by, made.id, update())
        assert shown and shown.sent_at is None and not shown.draft.is_drill
        done = await reporting.send(by, made.id, update())
        assert done and done.sent_at


class TestInBetween:
    async def test_a_bot_that_was_stopped_before_it_answered_finds_the_draft_again(
        self, reporting: Reporting, database: Database
    ) -> None:
        by, receipt = await officer(database, 1), update()
        made = await reporting.begin(by, "P ok", "", receipt)
        with pytest.raises(Redelivered):
            await reporting.begin(by, "P ok", "", receipt)
        assert await reporting.unshown(by) == made
        assert isinstance(made, Stored)
        await reporting.show(made.id, 55)
        assert await reporting.unshown(by) is None

    async def test_another_copy_goes_on_with_the_draft(
        self, reporting: Reporting, database: Database, tmp_path: Path, clock: Clock, drills: Drills
    ) -> None:
        by = await officer(database, 1)
        made = await begun(reporting, by)
        copy = Database(database.url)
        other = Reporting(copy, Roles(copy, bundled(), (), clock), drills, clock)
        again = await other.tell(by, Asked(made.id), "P 490/500", "", update())
        assert isinstance(again, Stored) and again.id == made.id
        done = await reporting.send(by, made.id, update())
        assert done and done.draft.by_component[Component.PERSONNEL].have == 490
        assert done.draft.by_component[Component.PERSONNEL].state is State.ACTION
        await copy.close()

    async def test_drafts_and_what_was_sent_are_forgotten_in_their_time(
        self, reporting: Reporting, database: Database, clock: Clock
    ) -> None:
        by = await officer(database, 1)
        made, done = await begun(reporting, by), await sent(reporting, by)
        clock.now += UNSENT_LASTS + timedelta(seconds=1)
        await reporting.settle()
        assert await reporting.view(by, made.id) is None
        assert await reporting.view(by, done.id) == done
        clock.now += SENT_LASTS
        await reporting.settle()
        assert await reporting.view(by, done.id) is None
        assert len(await everything(database)) == 2
