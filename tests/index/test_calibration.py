from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.calibration import BINS, calibration

JUDGED = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1)


def test_the_error_is_worked_out_by_hand() -> None:
    told = calibration([(0.9, True), (0.92, False), (0.15, False), (0.3, True)])
    # Three bins: 2 questions at 0.91 of which half are right, 1 at 0.15 and 1 at 0.3.
    assert told["expected_calibration_error"] == pytest.approx((2 * 0.41 + 0.15 + 0.7) / 4)
    assert told["questions"] == 4
    assert told["table"][9] == {
        "from": 0.9,
        "to": 1.0,
        "questions": 2,
        "confidence": 0.91,
        "right": 0.5,
    }
    assert told["table"][5]["questions"] == 0
    assert told["table"][5]["confidence"] is told["table"][5]["right"] is None


def test_confidence_that_keeps_its_word_has_no_error() -> None:
    kept = [(0.25, number == 0) for number in range(4)] + [
        (0.75, number > 0) for number in range(4)
    ]
    assert calibration(kept)["expected_calibration_error"] == 0


def test_confidence_that_never_keeps_its_word_is_wholly_wrong() -> None:
    assert calibration([(1.0, False), (0.0, True)])["expected_calibration_error"] == 1


def test_without_questions_there_is_no_error() -> None:
    told = calibration([])
    assert (told["questions"], told["expected_calibration_error"]) == (0, None)
    assert [row["questions"] for row in told["table"]] == [0] * BINS


@given(JUDGED)
def test_every_question_stands_in_the_bin_of_its_confidence(
    judged: list[tuple[float, bool]],
) -> None:
    table = calibration(judged)["table"]
    assert sum(row["questions"] for row in table) == len(judged)
    assert [row["from"] for row in table[1:]] == [row["to"] for row in table[:-1]]
    full = [row for row in table if row["questions"]]
    assert all(row["from"] - 1e-4 <= row["confidence"] <= row["to"] + 1e-4 for row in full)


@given(JUDGED)
def test_the_error_does_not_hang_on_the_order(judged: list[tuple[float, bool]]) -> None:
    forth = calibration(judged)["expected_calibration_error"]
    back = calibration(judged[::-1])["expected_calibration_error"]
    assert 0 <= forth <= 1 and forth == pytest.approx(back, abs=1e-4)
