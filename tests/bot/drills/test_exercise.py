from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.drills.exercise import NEEDED, Exercise, Field, Place, Scene, Unit

HELD = Exercise(held_on=date(2023, 10, 2), place=Place.HALL, organiser="Polresta Balikpapan")
BRIMOB, LINMAS, HUMAS = Unit(name="Brimob", count=60), Unit(name="Linmas", count=40), Unit(name="H")


@pytest.mark.parametrize(
    ("units", "total", "off"),
    [
        ((BRIMOB, LINMAS), 100, False),
        ((BRIMOB, LINMAS), 500, True),
        ((BRIMOB, LINMAS), 99, True),
        ((BRIMOB, LINMAS, HUMAS), 500, False),
        ((BRIMOB, LINMAS, HUMAS), 99, True),
        ((BRIMOB, LINMAS), None, False),
        ((), 500, False),
        ((HUMAS,), 0, False),
    ],
)
def test_a_total_is_off_where_the_units_cannot_add_up_to_it(
    units: tuple[Unit, ...], total: int | None, off: bool
) -> None:
    assert Exercise(units=units, total=total).is_off is off


def test_date_place_and_organiser_are_needed_and_nothing_else() -> None:
    assert Exercise().lacking == NEEDED
    assert HELD.lacking == ()
    assert HELD.model_copy(update={"organiser": None}).lacking == (Field.ORGANISER,)


@pytest.mark.parametrize(
    ("next_on", "wrong"),
    [
        (None, False),
        (date(2023, 10, 3), False),
        (date(2023, 10, 2), True),
        (date(2022, 1, 1), True),
    ],
)
def test_the_next_drill_comes_after_this_one(next_on: date | None, wrong: bool) -> None:
    assert HELD.model_copy(update={"next_on": next_on}).is_back_to_front is wrong


def test_scenes_stand_in_the_order_of_an_election_however_they_were_told() -> None:
    told = HELD.with_scene(Scene.PROTEST, True).with_scene(Scene.CAMPAIGN, True)
    assert told.with_scene(Scene.CAMPAIGN, True).scenes == (Scene.CAMPAIGN, Scene.PROTEST)
    assert told.with_scene(Scene.PROTEST, False).scenes == (Scene.CAMPAIGN,)
    assert HELD.with_scene(Scene.PROTEST, False) == HELD


@given(st.from_type(Exercise))
def test_a_record_is_read_as_it_was_written(exercise: Exercise) -> None:
    assert Exercise.model_validate_json(exercise.model_dump_json()) == exercise


def test_a_record_with_a_field_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValidationError):
        Exercise.model_validate_json('{"tempat": "gudang"}')
