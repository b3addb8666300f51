from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.access import Role
from bot.readiness import (
    AreaReadiness,
    Cell,
    Component,
    Report,
    State,
    Verdict,
    assess,
    gaps,
    state_of,
    worsened,
)
from tests.support.boards import AGES, CITY, NOW, OFFICER, SUPERIOR, report

RANKS = {State.NOT_YET: 0, State.ACTION: 1, State.READY: 2}
numbers = st.none() | st.integers(0, 2000)


@st.composite
def reported(draw: st.DrawFn) -> tuple[Report, ...]:
    """Reports of one city, of the last sixty days, some of them judged."""
    rows = st.tuples(
        st.sampled_from(Component),
        st.sampled_from(State),
        numbers,
        numbers,
        st.integers(-1, 60 * 24),
        st.integers(0, 48),
        st.sampled_from([None, *Verdict]),
    )
    return tuple(
        Report(
            id,
            CITY,
            component,
            state,
            have,
            need,
            "",
            OFFICER,
            Role.OFFICER,
            NOW - timedelta(hours=hours),
            NOW - timedelta(hours=hours) + timedelta(hours=late),
            verdict,
            SUPERIOR if verdict else None,
        )
        for id, (component, state, have, need, hours, late, verdict) in enumerate(
            draw(st.lists(rows, max_size=25)), start=1
        )
    )


def stands(reports: Iterable[Report], days_later: float = 0) -> AreaReadiness:
    return assess(CITY, reports, NOW + timedelta(days=days_later), AGES)


def test_where_nobody_reported_nothing_is_known_and_nothing_ready() -> None:
    found = stands(())
    assert found.is_silent and found.level is State.UNKNOWN and found.newest is None
    assert found.cells == tuple(Cell(one, State.UNKNOWN, None, stale=False) for one in Component)
    assert found.missing == tuple(Component)


@given(reported())
def test_a_row_that_nobody_reported_is_never_ready(reports: tuple[Report, ...]) -> None:
    told = {one.component for one in reports}
    for cell in stands(reports).cells:
        assert cell.component in told or cell.state is State.UNKNOWN


@given(reported())
def test_an_area_is_ready_only_where_every_row_is(reports: tuple[Report, ...]) -> None:
    found = stands(reports)
    assert (found.level is State.READY) == all(cell.state is State.READY for cell in found.cells)


@given(reported())
def test_there_is_one_cell_a_row_in_the_order_of_supervision(reports: tuple[Report, ...]) -> None:
    assert [cell.component for cell in stands(reports).cells] == list(Component)


@given(reported(), st.floats(0, 400))
def test_growing_older_only_ever_turns_a_cell_unknown(
    reports: tuple[Report, ...], days: float
) -> None:
    for now, later in zip(stands(reports).cells, stands(reports, days).cells, strict=True):
        assert later.report == now.report
        assert later.state in (now.state, State.UNKNOWN)
        assert later.stale or not now.stale


@given(reported(), st.sampled_from([Verdict.REJECTED, Verdict.WITHDRAWN]))
def test_what_a_superior_rejected_or_withdrew_is_as_if_it_had_never_come(
    reports: tuple[Report, ...], verdict: Verdict
) -> None:
    kept = [one for one in reports if one.id % 2]
    judged = [one if one.id % 2 else replace(one, verdict=verdict) for one in reports]
    assert stands(judged) == stands(kept)


@given(reported())
def test_verifying_a_report_changes_no_state(reports: tuple[Report, ...]) -> None:
    unjudged = [replace(one, verdict=None) for one in reports]
    verified = [replace(one, verdict=Verdict.VERIFIED) for one in reports]
    states = [[cell.state for cell in stands(each).cells] for each in (unjudged, verified)]
    assert states[0] == states[1]


@given(reported(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(
    reports: tuple[Report, ...], chance: random.Random
) -> None:
    shuffled = list(reports)
    chance.shuffle(shuffled)
    assert stands(shuffled) == stands(reports)


@given(reported())
def test_the_last_that_was_seen_counts_however_late_it_came(reports: tuple[Report, ...]) -> None:
    standing = [one for one in reports if one.verdict in (None, Verdict.VERIFIED)]
    for cell in stands(reports).cells:
        own = [one for one in standing if one.component is cell.component]
        last = max(own, key=lambda one: (one.observed_at, one.received_at, one.id), default=None)
        assert cell.report == last


@given(reported())
def test_another_areas_reports_count_nothing_here(reports: tuple[Report, ...]) -> None:
    elsewhere = [replace(one, area="kota-bontang") for one in reports]
    assert stands([*reports, *elsewhere]) == stands(reports)


def test_a_value_counts_as_long_as_its_rows_age_says_and_no_longer() -> None:
    ages = {**AGES, Component.PERSONNEL: timedelta(hours=24)}
    rows = [report(one, State.READY, hours=24) for one in Component]
    just, later = (assess(CITY, rows, NOW + timedelta(seconds=each), ages) for each in (0, 1))
    assert just.level is State.READY
    assert [cell.component for cell in later.cells if cell.stale] == [Component.PERSONNEL]
    assert later.level is State.UNKNOWN and later.missing == (Component.PERSONNEL,)


@pytest.mark.parametrize(
    ("states", "level"),
    [
        ([State.READY, State.UNKNOWN, State.ACTION, State.NOT_YET], State.NOT_YET),
        ([State.READY, State.UNKNOWN, State.ACTION], State.ACTION),
        ([State.READY, State.UNKNOWN], State.UNKNOWN),
    ],
)
def test_an_area_is_as_the_worst_of_what_is_known(states: list[State], level: State) -> None:
    rows = zip(Component, states, strict=False)
    assert stands(report(one, state) for one, state in rows).level is level


def test_gaps_are_what_is_not_there_before_what_lacks_something_the_larger_lack_first() -> None:
    area = stands(
        [
            report(Component.PERSONNEL, State.ACTION, 480, 500),
            report(Component.POSTS, State.NOT_YET, 0, 4),
            report(Component.LOGISTICS, State.ACTION, 10, 500),
            report(Component.TRAINING, State.NOT_YET),
            report(Component.PLANS, State.READY),
        ]
    )
    found = [cell.component for _, cell in gaps([area], limit=10)]
    assert found == [
        *(Component.POSTS, Component.TRAINING, Component.LOGISTICS, Component.PERSONNEL)
    ]
    assert [cell.component for _, cell in gaps([area])] == found[:3]


@given(reported())
def test_what_is_ready_or_unknown_is_no_gap(reports: tuple[Report, ...]) -> None:
    found = [cell.state for _, cell in gaps([stands(reports)], limit=10)]
    assert set(found) <= {State.NOT_YET, State.ACTION}
    assert found == sorted(found, key=list(State).index)


@given(st.integers(0, 2000), st.integers(1, 2000))
def test_numbers_tell_the_state_by_themselves(have: int, need: int) -> None:
    found = state_of(have, need)
    assert (found is State.READY) == (have >= need)
    assert (found is State.NOT_YET) == (have == 0)


@given(numbers, numbers)
def test_only_what_was_counted_and_needed_can_be_lacking(
    have: int | None, need: int | None
) -> None:
    (cell,) = (it for it in stands([report(have=have, need=need)]).cells if it.report)
    expected = max(0, need - have) if have is not None and need is not None else 0
    assert cell.lacking == expected


@pytest.mark.parametrize("before", State)
@pytest.mark.parametrize("after", State)
def test_a_cell_worsens_only_from_one_known_state_to_a_lower_one(
    before: State, after: State
) -> None:
    known = before in RANKS and after in RANKS
    assert worsened(before, after) == (known and RANKS[after] < RANKS[before])
