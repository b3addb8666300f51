from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot import texts
from bot.almanac import almanac_of
from bot.db.engine import Database, Redelivered
from bot.render.pack import LIMIT
from bot.render.watching.checklist import CHECK_DATA, parsed_check, render_checklist
from bot.watching.checklist import DUE, GENERAL, Checklist, Item, voting_day
from bot.watching.checks import LASTS, Checks
from corpus.areas import bundled
from corpus.stages import BUNDLED, calendar_in
from tests.support.clock import Clock
from tests.support.field import BALIKPAPAN, KALTIM, Field

CALENDAR = calendar_in(BUNDLED.parent)
VOTE = date(2024, 2, 14)


@pytest.fixture
def clock() -> Clock:
    clock = Clock()
    clock.now = datetime(2024, 1, 15, 3, 0, tzinfo=UTC)
    return clock


@pytest.fixture
def field(database: Database, clock: Clock) -> Field:
    return Field(database, clock)


@pytest.fixture
def checks(database: Database, clock: Clock) -> Checks:
    return Checks(database, bundled(), lambda: almanac_of(BUNDLED.parent), clock)


def test_there_are_twelve_things_and_each_is_due_once() -> None:
    due = [item for items in DUE.values() for item in items]
    assert due == list(Item) and len(due) == 12
    assert list(texts.CHECKLIST_ITEMS) == due
    assert texts.CHECKLIST_WHEN.keys() == DUE.keys()


@pytest.mark.parametrize(
    ("today", "areas", "day"),
    [
        (date(2024, 1, 15), [BALIKPAPAN], VOTE),
        (VOTE, [BALIKPAPAN], VOTE),
        (VOTE + timedelta(days=1), [BALIKPAPAN], VOTE),
        (VOTE + timedelta(days=2), [BALIKPAPAN], date(2024, 11, 27)),
        (VOTE, ["kabupaten-demak", BALIKPAPAN], VOTE),
        (date(2030, 1, 1), [BALIKPAPAN], None),
        (VOTE, [], None),
    ],
)
def test_the_list_is_for_the_next_voting_day_of_his_areas(
    today: date, areas: list[str], day: date | None
) -> None:
    assert voting_day(CALENDAR, areas, today) == day


async def test_what_is_ticked_stays_ticked_and_is_his_alone(checks: Checks, field: Field) -> None:
    made, cut = await field.appoint(31), await field.appoint(32)
    for number, item in enumerate((Item.ORDERS, Item.PHONES, Item.ORDERS)):
        assert await checks.tick(made, VOTE.isoformat(), item, True, f"update:{number}")
    assert await checks.own(made) == Checklist(VOTE, frozenset({Item.ORDERS, Item.PHONES}))
    assert await checks.own(cut) == Checklist(VOTE, frozenset())
    await checks.tick(made, VOTE.isoformat(), Item.ORDERS, False, "update:3")
    assert (await checks.own(made)).ticked == {Item.PHONES}


async def test_a_tick_that_is_delivered_twice_is_one(checks: Checks, field: Field) -> None:
    made = await field.appoint(31)
    await checks.tick(made, VOTE.isoformat(), Item.ORDERS, True, "update:1")
    with pytest.raises(Redelivered):
        await checks.tick(made, VOTE.isoformat(), Item.ORDERS, False, "update:1")
    assert (await checks.own(made)).ticked == {Item.ORDERS}


@pytest.mark.parametrize("election", [GENERAL, "2024-11-27", "1999-01-01"])
async def test_another_list_than_his_own_of_now_is_not_ticked(
    election: str, checks: Checks, field: Field
) -> None:
    made = await field.appoint(31)
    assert await checks.tick(made, election, Item.ORDERS, True, "update:1") is None


async def test_the_next_election_begins_with_a_list_of_its_own(
    checks: Checks, field: Field, clock: Clock
) -> None:
    made = await field.appoint(31, KALTIM)
    await checks.tick(made, VOTE.isoformat(), Item.ORDERS, True, "update:1")
    clock.now = datetime(2024, 2, 16, 3, 0, tzinfo=UTC)
    assert await checks.own(made) == Checklist(date(2024, 11, 27), frozenset())


async def test_ticks_are_forgotten_long_after_the_election(
    checks: Checks, field: Field, clock: Clock
) -> None:
    made = await field.appoint(31)
    await checks.tick(made, VOTE.isoformat(), Item.ORDERS, True, "update:1")
    clock.now += LASTS
    await checks.settle()
    clock.now -= LASTS
    assert (await checks.own(made)).ticked == {Item.ORDERS}
    clock.now += LASTS + timedelta(seconds=1)
    await checks.settle()
    clock.now -= LASTS + timedelta(seconds=1)
    assert (await checks.own(made)).ticked == frozenset()


@pytest.mark.parametrize("day", [VOTE, None])
def test_one_message_holds_all_of_it_and_a_button_for_each_thing(day: date | None) -> None:
    told = render_checklist(Checklist(day, frozenset({Item.SURVEY})))
    (part,) = told.parts
    assert len(part) < LIMIT
    assert [sentence for sentence in texts.CHECKLIST_ITEMS.values() if sentence not in part] == []
    assert part.count("☐") == 11 and part.count("☑") == 1
    assert ("13 Februari 2024" in part) is (day is not None)
    assert [button.label for button in told.buttons] == [
        f"{'☑' if item is Item.SURVEY else '☐'} {number}" for number, item in enumerate(Item, 1)
    ]
    for item, button in zip(Item, told.buttons, strict=True):
        assert CHECK_DATA.fullmatch(button.data) and len(button.data.encode()) <= 64
        election = Checklist(day, frozenset()).election
        assert parsed_check(button.data) == (election, item, item is not Item.SURVEY)


def test_an_item_that_this_version_does_not_know_is_none() -> None:
    assert parsed_check("ck:umum:sepatu:+") == (GENERAL, None, True)
