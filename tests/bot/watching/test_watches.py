from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from bot.access import Person, Role
from bot.boards.standing import Standings
from bot.db import watches
from bot.db.engine import Database, Redelivered
from bot.delivery import TRIES, Delivery, Patience
from bot.drills.exercise import Task
from bot.readiness import Component, State
from bot.watching.alerts import Kind
from bot.watching.briefing import Briefing
from bot.watching.hours import ALWAYS, Quiet
from bot.watching.notices import GAP, HOLD, LASTS
from bot.watching.parts import Vigil
from bot.watching.watches import PER_PERSON, NotWatched
from corpus.areas import bundled
from tests.support.clock import Clock
from tests.support.field import BALIKPAPAN, KALTIM, SAMARINDA, Field
from tests.support.vigil import Post, round_of, vigil_over

MADE, CUT = 31, 32
READY, ACTION, NOT_YET = State.READY, State.ACTION, State.NOT_YET
POSTS, SITUATION = Component.POSTS, Component.SITUATION
UPDATES = count(1)
TREE = bundled()


@pytest.fixture
def clock() -> Clock:
    """Half past three in the afternoon in Balikpapan."""
    return Clock()


@pytest.fixture
def field(database: Database, clock: Clock) -> Field:
    return Field(database, clock)


@pytest.fixture
def vigil(database: Database, clock: Clock) -> Vigil:
    return vigil_over(database, clock)


@pytest.fixture
async def copy(database: Database, clock: Clock) -> AsyncIterator[Vigil]:
    """Another copy of the bot over the same database."""
    other = Database(database.url)
    yield vigil_over(other, clock)
    await other.close()


def receipt() -> str:
    return f"update:{next(UPDATES)}"


async def watched(
    vigil: Vigil, person: Person, area: str = BALIKPAPAN, quiet: Quiet | None = None
) -> None:
    """Let the person watch, and look once: what comes now is news."""
    assert await vigil.watching.watch(person, area, receipt()) is None
    if quiet:
        await vigil.watching.keep_quiet(person, quiet, receipt())
    vigil.lookout.begun(area)
    await vigil.lookout.look_at_reported()


class TestWatch:
    async def test_an_officer_watches_his_area_and_what_lies_in_it(
        self, vigil: Vigil, field: Field
    ) -> None:
        made = await field.appoint(MADE, KALTIM, Role.COORDINATOR)
        for area in (KALTIM, BALIKPAPAN, BALIKPAPAN):
            assert await vigil.watching.watch(made, area, receipt()) is None
        own = await vigil.watching.own(made)
        assert [watch.area for watch in own] == [KALTIM, BALIKPAPAN]

    @pytest.mark.parametrize("area", [SAMARINDA, KALTIM, "indonesia", "kota-atlantis"])
    async def test_what_is_not_his_he_does_not_watch(
        self, area: str, vigil: Vigil, field: Field
    ) -> None:
        made = await field.appoint(MADE)
        assert await vigil.watching.watch(made, area, receipt()) is NotWatched.OUTSIDE
        assert await vigil.watching.own(made) == []

    async def test_a_role_withdrawn_a_moment_ago_is_no_role(
        self, vigil: Vigil, field: Field
    ) -> None:
        made = await field.appoint(MADE)
        await field.dismiss(MADE)
        assert await vigil.watching.watch(made, BALIKPAPAN, receipt()) is NotWatched.OUTSIDE

    async def test_quiet_hours_are_for_all_that_he_watches_and_will(
        self, vigil: Vigil, field: Field
    ) -> None:
        made = await field.appoint(MADE, KALTIM)
        await vigil.watching.watch(made, BALIKPAPAN, receipt())
        await vigil.watching.keep_quiet(made, ALWAYS, receipt())
        await vigil.watching.watch(made, SAMARINDA, receipt())
        assert {watch.quiet for watch in await vigil.watching.own(made)} == {ALWAYS}

    async def test_one_area_or_all_end_by_a_tap(self, vigil: Vigil, field: Field) -> None:
        made = await field.appoint(MADE, KALTIM)
        for area in (BALIKPAPAN, SAMARINDA, KALTIM):
            await vigil.watching.watch(made, area, receipt())
        await vigil.watching.stop(made, SAMARINDA, receipt())
        assert len(await vigil.watching.own(made)) == 2
        await vigil.watching.stop_all(made, receipt())
        assert await vigil.watching.own(made) == []

    async def test_nobody_watches_more_than_can_be_listed(self, vigil: Vigil, field: Field) -> None:
        made = await field.appoint(MADE, "indonesia")
        areas = [area.id for area in TREE.areas[: PER_PERSON + 1]]
        for area in areas[:-1]:
            assert await vigil.watching.watch(made, area, receipt()) is None
        assert await vigil.watching.watch(made, areas[-1], receipt()) is NotWatched.FULL

    async def test_a_redelivered_update_changes_nothing(self, vigil: Vigil, field: Field) -> None:
        made = await field.appoint(MADE)
        await vigil.watching.watch(made, BALIKPAPAN, "update:x")
        with pytest.raises(Redelivered):
            await vigil.watching.stop(made, BALIKPAPAN, "update:x")
        assert len(await vigil.watching.own(made)) == 1

    async def test_the_watches_of_whoever_lost_his_role_end(
        self, vigil: Vigil, field: Field
    ) -> None:
        made = await field.appoint(MADE)
        await vigil.watching.watch(made, BALIKPAPAN, receipt())
        await vigil.settle()
        assert len(await vigil.watching.own(made)) == 1
        await field.dismiss(MADE)
        await vigil.settle()
        assert await vigil.watching.own(made) == []


class TestAlert:
    async def test_a_cell_that_became_worse_is_told_once_to_all_who_watch(
        self, vigil: Vigil, field: Field, clock: Clock
    ) -> None:
        made = await field.appoint(MADE, KALTIM)
        await field.report(READY)
        await watched(vigil, made)
        await watched(vigil, made, KALTIM)
        await watched(vigil, await field.appoint(CUT))
        clock.pass_by(minutes=5)
        await field.report(ACTION)
        post = await round_of(vigil, Post())
        clock.now += GAP
        await round_of(vigil, post)
        assert post.altered == [
            (person, Kind.WORSE, BALIKPAPAN, POSTS, READY, ACTION) for person in (MADE, CUT)
        ]
        assert [briefing.watched for _, briefing in post.told] == [
            (KALTIM, BALIKPAPAN),
            (BALIKPAPAN,),
        ]

    async def test_only_what_was_reported_is_looked_at_when_something_is(
        self, vigil: Vigil, field: Field, clock: Clock
    ) -> None:
        made = await field.appoint(MADE, KALTIM)
        await field.report(READY)
        await field.report(READY, area=SAMARINDA)
        await watched(vigil, made, KALTIM)
        clock.pass_by(minutes=5)
        await field.report(ACTION)
        await field.report(ACTION, area=SAMARINDA)
        vigil.lookout.kept(SAMARINDA)
        assert vigil.lookout.bell.is_set()
        await vigil.lookout.look_at_reported()
        post = Post()
        await vigil.notices.send(post)
        assert [area for _, _, area, *_ in post.altered] == [SAMARINDA]

    async def test_an_area_that_nobody_watches_is_not_looked_at(
        self, vigil: Vigil, field: Field, database: Database
    ) -> None:
        await field.report(READY)
        vigil.lookout.kept(BALIKPAPAN)
        await vigil.lookout.look_at_reported()
        await vigil.lookout.look()
        async with database.reading() as connection:
            assert await watches.seen_areas(connection) == set()

    async def test_what_was_so_before_he_watched_is_no_news_and_nor_is_what_is_better(
        self, vigil: Vigil, field: Field, clock: Clock
    ) -> None:
        await field.report(NOT_YET)
        await watched(vigil, await field.appoint(MADE))
        clock.pass_by(minutes=5)
        await field.report(READY)
        assert (await round_of(vigil, Post())).told == []

    async def test_an_area_that_is_watched_again_later_begins_anew(
        self, vigil: Vigil, field: Field, clock: Clock
    ) -> None:
        made = await field.appoint(MADE)
        await field.report(READY)
        await watched(vigil, made)
        await vigil.watching.stop(made, BALIKPAPAN, receipt())
        await vigil.lookout.look()
        clock.pass_by(days=1)
        await field.report(ACTION)
        await watched(vigil, made)
        assert (await round_of(vigil, Post())).told == []

    async def test_a_value_that_grew_too_old_is_told_once(
        self, vigil: Vigil, field: Field, clock: Clock
    ) -> None:
        await field.report(READY, SITUATION)
        await watched(vigil, await field.appoint(MADE))
        clock.pass_by(days=7)
        assert (await round_of(vigil, Post())).altered == []
        clock.pass_by(seconds=1)
        post = await round_of(vigil, Post())
        clock.now += GAP
        await round_of(vigil, post)
        stale = (MADE, Kind.STALE, BALIKPAPAN, SITUATION, READY, State.UNKNOWN)
        assert post.altered == [stale]

    async def test_worse_than_before_it_grew_old_is_worse(
        self, vigil: Vigil, field: Field, clock: Clock
    ) -> None:
        await field.report(READY, SITUATION)
        await watched(vigil, await field.appoint(MADE))
        clock.pass_by(days=8)
        post = await round_of(vigil, Post())
        clock.pass_by(hours=1)
        await field.report(NOT_YET, SITUATION)
        await round_of(vigil, post)
        assert [(kind, before, state) for _, kind, _, _, before, state in post.altered] == [
            (Kind.STALE, READY, State.UNKNOWN),
            (Kind.WORSE, READY, NOT_YET),
        ]

    async def test_a_report_that_a_superior_rejects_may_make_it_worse(
        self, vigil: Vigil, field: Field, clock: Clock
    ) -> None:
        await field.report(ACTION, ago=timedelta(hours=1))
        better = await field.report(READY)
        await watched(vigil, await field.appoint(MADE))
        await field.reject(better)
        post = await round_of(vigil, Post())
        assert post.altered == [(MADE, Kind.WORSE, BALIKPAPAN, POSTS, READY, ACTION)]

    async def test_nobody_is_told_of_what_he_reported_himself(
        self, vigil: Vigil, field: Field, clock: Clock
    ) -> None:
        made = await field.appoint(MADE)
        await field.report(READY, SITUATION)
        await watched(vigil, made)
        await watched(vigil, await field.appoint(CUT))
        assert made.pseudonym
        await field.report(ACTION, SITUATION, by=made.pseudonym)
        post = await round_of(vigil, Post())
        worse = (CUT, Kind.WORSE, BALIKPAPAN, SITUATION, READY, ACTION)
        assert post.altered == [worse]
        clock.pass_by(days=8)  # that it has grown old is news to him too
        await round_of(vigil, post)
        assert [(to, kind) for to, kind, *_ in post.altered[1:]] == [
            (person, Kind.STALE) for person in (MADE, CUT)
        ]

    async def test_reports_of_a_drill_raise_no_alarm_and_alarms_meanwhile_tell_of_it(
        self, vigil: Vigil, field: Field, clock: Clock
    ) -> None:
        await field.report(READY)
        await watched(vigil, await field.appoint(MADE))
        clock.pass_by(minutes=5)
        drill = await field.drill(on=True)
        await field.report(NOT_YET, drill=drill)
        post = await round_of(vigil, Post())
        assert post.told == []
        await field.report(ACTION)
        await round_of(vigil, post)
        ((_, briefing),) = post.told
        assert briefing.drills == (BALIKPAPAN,)

    async def test_many_reports_in_a_minute_are_told_together(
        self, vigil: Vigil, field: Field, clock: Clock
    ) -> None:
        for component in (POSTS, SITUATION, Component.PERSONNEL):
            await field.report(READY, component)
        await watched(vigil, await field.appoint(MADE))
        post = Post()
        for component in (POSTS, SITUATION, Component.PERSONNEL):
            clock.pass_by(seconds=20)
            await field.report(ACTION, component)
            await round_of(vigil, post)
        assert [len(briefing.altered) for _, briefing in post.told] == [1]
        clock.pass_by(seconds=20)
        await round_of(vigil, post)
        assert [len(briefing.altered) for _, briefing in post.told] == [1, 2]


class TestQuiet:
    NINE_AT_NIGHT = datetime(2027, 2, 14, 13, tzinfo=UTC)
    SIX_IN_THE_MORNING = datetime(2027, 2, 14, 22, tzinfo=UTC)

    async def test_what_happens_at_night_is_told_in_the_morning_in_one_message(
        self, vigil: Vigil, field: Field, clock: Clock
    ) -> None:
        for component in (POSTS, SITUATION):
            await field.report(READY, component)
        await watched(vigil, await field.appoint(MADE))
        post = Post()
        clock.now = self.NINE_AT_NIGHT
        for component in (POSTS, SITUATION):
            await field.report(ACTION, component)
            clock.pass_by(hours=2)
            await round_of(vigil, post)
        clock.now = self.SIX_IN_THE_MORNING - timedelta(seconds=1)
        await round_of(vigil, post)
        assert post.told == []
        clock.now = self.SIX_IN_THE_MORNING
        await round_of(vigil, post)
        assert [len(briefing.altered) for _, briefing in post.told] == [2]

    @pytest.mark.parametrize(
        ("states", "told"),
        [
            pytest.param((NOT_YET, READY), [], id="well again by the morning"),
            pytest.param(
                (ACTION, NOT_YET),
                [(MADE, Kind.WORSE, BALIKPAPAN, POSTS, READY, NOT_YET)],
                id="from its first state to its last",
            ),
        ],
    )
    async def test_what_changed_twice_in_the_night_is_told_as_it_is_in_the_morning(
        self,
        states: tuple[State, State],
        told: list[Any],
        vigil: Vigil,
        field: Field,
        clock: Clock,
    ) -> None:
        await field.report(READY)
        await watched(vigil, await field.appoint(MADE))
        post = Post()
        clock.now = self.NINE_AT_NIGHT
        for state in states:
            clock.pass_by(hours=1)
            await field.report(state)
            await round_of(vigil, post)
        clock.now = self.SIX_IN_THE_MORNING
        await round_of(vigil, post)
        assert post.altered == told
        assert bool(post.told) == bool(told)

    async def test_whoever_wants_no_quiet_hours_is_told_at_once(
        self, vigil: Vigil, field: Field, clock: Clock
    ) -> None:
        await field.report(READY)
        await watched(vigil, await field.appoint(MADE), quiet=ALWAYS)
        clock.now = self.NINE_AT_NIGHT
        await field.report(ACTION)
        assert len((await round_of(vigil, Post())).altered) == 1


class TestRight:
    async def test_whoever_lost_his_role_is_told_nothing_any_more(
        self, vigil: Vigil, field: Field, clock: Clock, database: Database
    ) -> None:
        made = await field.appoint(MADE)
        await field.report(READY)
        await watched(vigil, made)
        clock.pass_by(minutes=5)
        await field.report(ACTION)
        await vigil.lookout.look()  # the notice is there already
        await field.dismiss(MADE)
        post = await round_of(vigil, Post())
        assert post.told == []
        assert await vigil.watching.own(made) == []
        await field.appoint(MADE)
        clock.pass_by(days=1)
        await round_of(vigil, post)
        assert post.told == []

    async def test_of_a_province_he_is_told_what_is_his(
        self, vigil: Vigil, field: Field, clock: Clock
    ) -> None:
        made = await field.appoint(MADE, KALTIM)
        await field.appoint(MADE, BALIKPAPAN)
        await field.report(READY)
        await field.report(READY, area=SAMARINDA)
        await watched(vigil, made, KALTIM)
        await watched(vigil, made, BALIKPAPAN)
        clock.pass_by(minutes=5)
        await field.report(ACTION)
        await field.report(ACTION, area=SAMARINDA)
        await field.dismiss(MADE, KALTIM)
        post = await round_of(vigil, Post())
        assert [area for _, _, area, *_ in post.altered] == [BALIKPAPAN]

    async def test_whoever_stopped_is_told_nothing_that_was_on_its_way(
        self, vigil: Vigil, field: Field, clock: Clock
    ) -> None:
        made = await field.appoint(MADE)
        await field.report(READY)
        await watched(vigil, made)
        clock.pass_by(minutes=5)
        await field.report(ACTION)
        await vigil.lookout.look()
        await vigil.watching.stop(made, BALIKPAPAN, receipt())
        assert (await round_of(vigil, Post())).told == []


class TestMorning:
    SEVEN = datetime(2027, 2, 14, 23, tzinfo=UTC)
    """In Balikpapan, of the day after."""

    async def digests(self, vigil: Vigil, post: Post) -> list[tuple[int, str]]:
        await round_of(vigil, post)
        told = [(to, it.area) for to, briefing in post.told for it in briefing.digests]
        post.told.clear()
        return told

    async def test_a_digest_comes_at_seven_by_the_areas_own_clocks_once_a_day(
        self, vigil: Vigil, field: Field, clock: Clock
    ) -> None:
        await watched(vigil, await field.appoint(MADE))
        await watched(vigil, await field.appoint(CUT, "kota-blitar"), "kota-blitar")
        post = Post()
        clock.now = self.SEVEN - timedelta(seconds=1)
        assert await self.digests(vigil, post) == []
        clock.now = self.SEVEN
        assert await self.digests(vigil, post) == [(MADE, BALIKPAPAN)]
        clock.pass_by(hours=1)
        assert await self.digests(vigil, post) == [(CUT, "kota-blitar")]
        clock.pass_by(hours=3)
        assert await self.digests(vigil, post) == []
        clock.now = self.SEVEN + timedelta(days=1)
        assert await self.digests(vigil, post) == [(MADE, BALIKPAPAN)]

    async def test_others_write_while_it_is_made(
        self, vigil: Vigil, field: Field, clock: Clock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        of = Standings.of

        async def slow(*look: Any) -> Any:
            async with asyncio.timeout(5), field.database.writing():
                return await of(*look)

        await watched(vigil, await field.appoint(MADE))
        clock.now = self.SEVEN
        monkeypatch.setattr(Standings, "of", slow)
        assert await self.digests(vigil, Post()) == [(MADE, BALIKPAPAN)]

    @pytest.mark.parametrize(("hours", "told"), [(4.9, 1), (5, 0), (9, 0)])
    async def test_a_bot_that_was_down_at_seven_tells_it_late_but_not_after_noon(
        self, hours: float, told: int, vigil: Vigil, field: Field, clock: Clock
    ) -> None:
        await watched(vigil, await field.appoint(MADE))
        clock.now = self.SEVEN + timedelta(hours=hours)
        assert len(await self.digests(vigil, Post())) == told

    async def test_one_that_could_not_be_sent_in_the_morning_is_not_sent_in_the_afternoon(
        self, vigil: Vigil, field: Field, clock: Clock
    ) -> None:
        await watched(vigil, await field.appoint(MADE))
        clock.now = self.SEVEN
        post = Post(Patience(0), Delivery.UNSURE)
        await round_of(vigil, post)
        clock.pass_by(hours=5)
        assert await self.digests(vigil, post) == []

    async def test_whoever_begins_to_watch_in_the_morning_has_his_first_the_next_day(
        self, vigil: Vigil, field: Field, clock: Clock
    ) -> None:
        clock.now = self.SEVEN + timedelta(hours=1)
        await watched(vigil, await field.appoint(MADE))
        assert await self.digests(vigil, Post()) == []
        clock.now = self.SEVEN + timedelta(days=1)
        assert len(await self.digests(vigil, Post())) == 1

    async def test_a_task_of_a_drill_is_told_on_its_day_and_when_late_in_the_digest(
        self, vigil: Vigil, field: Field, clock: Clock
    ) -> None:
        task = Task(text="rompi kurang 20", due_on=date(2027, 2, 15))
        await field.drill(task, Task(text="lama", due_on=date(2027, 2, 1)))
        await watched(vigil, await field.appoint(MADE))
        post = Post()
        for days in range(2):
            clock.now = self.SEVEN + timedelta(days=days)
            await round_of(vigil, post)
        (_, first), (_, second) = post.told
        assert [one.task for one in first.follow_ups] == [task]
        assert [one.task.text for one in first.digests[0].late] == ["lama"]
        assert second.follow_ups == ()
        assert [one.task.text for one in second.digests[0].late] == ["lama", "rompi kurang 20"]

    async def test_a_drill_in_a_city_marks_the_digest_of_its_province_but_no_alarm_about_that(
        self, vigil: Vigil, field: Field, clock: Clock
    ) -> None:
        await field.report(READY, area=KALTIM)
        await watched(vigil, await field.appoint(MADE, KALTIM), KALTIM)
        clock.now = self.SEVEN - timedelta(hours=1)
        await field.drill(on=True)
        await field.report(ACTION, area=KALTIM)
        post = await round_of(vigil, Post())
        clock.now = self.SEVEN
        await round_of(vigil, post)
        (_, alarm), (_, digest) = post.told
        assert alarm.altered and alarm.drills == ()
        assert digest.digests and digest.drills == (BALIKPAPAN,)

    async def test_tasks_of_areas_that_he_does_not_watch_are_not_told(
        self, vigil: Vigil, field: Field, clock: Clock
    ) -> None:
        task = Task(text="rompi kurang 20", due_on=date(2027, 2, 15))
        await field.drill(task, area=SAMARINDA)
        await watched(vigil, await field.appoint(MADE, KALTIM))
        clock.now = self.SEVEN
        ((_, briefing),) = (await round_of(vigil, Post())).told
        assert briefing.follow_ups == () and briefing.digests[0].late == ()


class TestStage:
    WEEK_BEFORE = datetime(2023, 11, 20, 23, tzinfo=UTC)
    """Seven in the morning of 21 November in Balikpapan; the campaign began on the 28th."""

    async def reminders(self, vigil: Vigil, post: Post) -> list[tuple[int, int]]:
        await round_of(vigil, post)
        told = [(to, it.days) for to, briefing in post.told for it in briefing.reminders]
        post.told.clear()
        return told

    async def test_officers_are_reminded_once_a_week_before_a_vulnerable_stage(
        self, vigil: Vigil, field: Field, clock: Clock
    ) -> None:
        clock.now = self.WEEK_BEFORE - timedelta(days=1)
        await field.appoint(MADE)
        await field.appoint(MADE, SAMARINDA)
        await field.appoint(CUT, "kota-blitar")
        post = Post()
        clock.now = self.WEEK_BEFORE - timedelta(seconds=1)
        assert await self.reminders(vigil, post) == []
        clock.now = self.WEEK_BEFORE
        assert await self.reminders(vigil, post) == [(MADE, 7)]
        clock.pass_by(hours=1)
        assert await self.reminders(vigil, post) == [(CUT, 7)]
        for _ in range(8):
            clock.pass_by(days=1)
            assert await self.reminders(vigil, post) == []

    @pytest.mark.parametrize(("days", "told"), [(6, [(MADE, 1)]), (7, [])])
    async def test_whoever_is_appointed_meanwhile_is_reminded_until_it_begins(
        self, days: int, told: list[tuple[int, int]], vigil: Vigil, field: Field, clock: Clock
    ) -> None:
        clock.now = self.WEEK_BEFORE + timedelta(days=days)
        await field.appoint(MADE)
        assert await self.reminders(vigil, Post()) == told

    async def test_at_night_nobody_is_reminded(
        self, vigil: Vigil, field: Field, clock: Clock
    ) -> None:
        await field.appoint(MADE)
        clock.now = self.WEEK_BEFORE + timedelta(hours=14)
        post = Post()
        assert await self.reminders(vigil, post) == []
        clock.pass_by(hours=9)
        assert await self.reminders(vigil, post) == [(MADE, 6)]

    async def test_whoever_lost_his_role_is_not_reminded(
        self, vigil: Vigil, field: Field, clock: Clock
    ) -> None:
        clock.now = self.WEEK_BEFORE
        await field.appoint(MADE)
        await vigil.notices.plan()
        await field.dismiss(MADE)
        assert await self.reminders(vigil, Post()) == []


class TestSending:
    async def alarmed(self, vigil: Vigil, field: Field, clock: Clock, *people: int) -> None:
        """Let there be a notice for each of `people`."""
        await field.report(READY)
        for person in people:
            await watched(vigil, await field.appoint(person))
        clock.pass_by(minutes=5)
        await field.report(ACTION)

    async def test_two_copies_tell_everyone_once(
        self, vigil: Vigil, copy: Vigil, field: Field, clock: Clock
    ) -> None:
        people = range(100, 110)
        await self.alarmed(vigil, field, clock, *people)
        clock.now = TestMorning.SEVEN
        await field.report(NOT_YET)
        post = Post()
        await asyncio.gather(*(round_of(it, post) for it in (vigil, copy, vigil, copy)))
        await asyncio.gather(*(round_of(it, post) for it in (vigil, copy)))
        clock.now += GAP
        await asyncio.gather(*(round_of(it, post) for it in (vigil, copy)))
        assert sorted(person for person, *_ in post.altered) == list(people)
        digests = [to for to, briefing in post.told for _ in briefing.digests]
        assert sorted(digests) == list(people)

    async def test_a_bot_that_is_killed_while_telling_loses_nothing(
        self, vigil: Vigil, copy: Vigil, field: Field, clock: Clock
    ) -> None:
        await self.alarmed(vigil, field, clock, MADE)
        await vigil.lookout.look()
        assert await vigil.notices._take(MADE) is not None  # and then it is gone
        post = Post()
        clock.now += HOLD
        await round_of(copy, post)
        assert post.told == []
        clock.pass_by(seconds=1)
        await round_of(copy, post)
        assert len(post.altered) == 1

    async def test_a_bot_that_is_stopped_while_telling_tells_it_to_its_end(
        self, vigil: Vigil, field: Field, clock: Clock
    ) -> None:
        await self.alarmed(vigil, field, clock, MADE)
        await vigil.lookout.look()
        begun, gate, told = asyncio.Event(), asyncio.Event(), list[int]()

        async def deliver(person: int, briefing: Briefing) -> Delivery:
            begun.set()
            await gate.wait()
            told.append(person)
            return Delivery.SENT

        running = asyncio.create_task(vigil.notices.send(deliver))
        await begun.wait()
        running.cancel()
        await asyncio.sleep(0)
        gate.set()
        with pytest.raises(asyncio.CancelledError):
            await running
        clock.now += 2 * HOLD
        assert told == [MADE] and (await round_of(vigil, Post())).told == []

    async def test_where_telegram_asks_for_patience_he_is_told_later(
        self, vigil: Vigil, field: Field, clock: Clock
    ) -> None:
        await self.alarmed(vigil, field, clock, MADE)
        post = await round_of(vigil, Post(Patience(0)))
        assert post.told == []
        await round_of(vigil, post)
        assert len(post.altered) == 1

    async def test_what_may_not_have_arrived_is_told_once_more(
        self, vigil: Vigil, field: Field, clock: Clock
    ) -> None:
        await self.alarmed(vigil, field, clock, MADE)
        post = await round_of(vigil, Post(Delivery.UNSURE))
        clock.now += HOLD + timedelta(seconds=1)
        await round_of(vigil, post)
        clock.now += HOLD + timedelta(seconds=1)
        await round_of(vigil, post)
        assert len(post.altered) == 2

    @pytest.mark.parametrize(
        ("end", "times"), [(Delivery.UNSURE, TRIES), (Delivery.FAILED, TRIES + 3)]
    )
    async def test_what_may_have_arrived_is_told_a_few_times_and_what_did_not_until_it_does(
        self, end: Delivery, times: int, vigil: Vigil, field: Field, clock: Clock
    ) -> None:
        await self.alarmed(vigil, field, clock, MADE)
        post = Post(*[end] * (TRIES + 2))
        for _ in range(TRIES + 4):
            await round_of(vigil, post)
            clock.now += HOLD + timedelta(seconds=1)
        assert len(post.altered) == times

    async def test_whoever_blocked_the_bot_is_not_told_again_but_goes_on_watching(
        self, vigil: Vigil, field: Field, clock: Clock
    ) -> None:
        await self.alarmed(vigil, field, clock, MADE)
        post = await round_of(vigil, Post(Delivery.GONE))
        clock.now += 2 * HOLD
        await round_of(vigil, post)
        assert len(post.told) == 1
        await field.report(NOT_YET)
        await round_of(vigil, post)
        assert post.altered[1:] == [(MADE, Kind.WORSE, BALIKPAPAN, POSTS, ACTION, NOT_YET)]

    async def test_one_who_cannot_be_told_keeps_nobody_else_waiting(
        self, vigil: Vigil, field: Field, clock: Clock, caplog: pytest.LogCaptureFixture
    ) -> None:
        await self.alarmed(vigil, field, clock, MADE, CUT)
        with caplog.at_level(logging.ERROR, "bot"):
            post = await round_of(vigil, Post(ValueError("Nama 31 dari Balikpapan")))
        assert [person for person, _ in post.told] == [CUT]
        assert caplog.messages == ["somebody cannot be told"]

    async def test_what_was_told_is_forgotten_but_not_told_again(
        self, vigil: Vigil, field: Field, clock: Clock, database: Database
    ) -> None:
        await self.alarmed(vigil, field, clock, MADE)
        post = await round_of(vigil, Post())
        clock.now += LASTS + timedelta(seconds=1)
        await vigil.settle()
        async with database.reading() as connection:
            left = await connection.exec_driver_sql("SELECT count(*) FROM notices")
            assert left.scalar() == 0
        clock.now = clock.now.replace(hour=9)
        await round_of(vigil, post)
        assert len(post.altered) == 1
