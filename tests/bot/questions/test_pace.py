from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.questions.pace import Flooded, Pace


def test_turns_within_the_limit_are_admitted() -> None:
    pace = Pace(turns=3, seconds=60)
    assert [pace.admit(1, now) for now in (0, 0, 1)] == [None, None, None]


def test_who_is_too_fast_is_told_how_long_to_wait_once() -> None:
    pace = Pace(turns=2, seconds=60)
    pace.admit(1, 0)
    pace.admit(1, 10)
    assert pace.admit(1, 10.5) == Flooded(50, first=True)
    assert pace.admit(1, 20) == Flooded(40, first=False)


def test_after_the_wait_the_turn_is_taken_and_a_new_flood_is_told_again() -> None:
    pace = Pace(turns=1, seconds=60)
    pace.admit(1, 0)
    assert pace.admit(1, 59) == Flooded(1, first=True)
    assert pace.admit(1, 60) is None
    assert pace.admit(1, 61) == Flooded(59, first=True)


def test_one_persons_flood_is_nobody_elses() -> None:
    pace = Pace(turns=1, seconds=60)
    pace.admit(1, 0)
    assert pace.admit(1, 1) is not None
    assert pace.admit(2, 1) is None


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 30)), max_size=60))
def test_no_window_ever_holds_more_turns_than_the_limit(steps: list[tuple[int, int]]) -> None:
    pace, now = Pace(turns=4, seconds=60), 0.0
    taken: dict[int, list[float]] = {}
    for person, later in steps:
        now += later
        if pace.admit(person, now) is None:
            taken.setdefault(person, []).append(now)
        recent = [at for at in taken[person] if at > now - 60]
        assert len(recent) <= 4


def test_whoever_is_quiet_is_forgotten() -> None:
    pace = Pace(turns=1, seconds=60)
    for person in range(1000):
        pace.admit(person, person)
    assert len(pace._people) == 60
