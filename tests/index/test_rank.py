from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.rank import DENSE, LEXICAL, WEIGHTS, score

SHARE = st.floats(0, 1)


def test_the_weights_make_a_score_between_nothing_and_everything_in_common() -> None:
    assert score({LEXICAL: 0.0, DENSE: 0.0}) == 0
    assert score({LEXICAL: 1.0, DENSE: 1.0}) == pytest.approx(1)
    assert set(WEIGHTS) == {LEXICAL, DENSE} and min(WEIGHTS.values()) > 0


@given(SHARE, SHARE, SHARE)
def test_more_in_common_never_scores_less(low: float, high: float, other: float) -> None:
    low, high = sorted((low, high))
    assert score({LEXICAL: low, DENSE: other}) <= score({LEXICAL: high, DENSE: other})
    assert score({LEXICAL: other, DENSE: low}) <= score({LEXICAL: other, DENSE: high})


@given(SHARE, SHARE)
def test_the_score_of_a_passage_does_not_depend_on_other_features(one: float, two: float) -> None:
    assert score({LEXICAL: one, DENSE: two, "unknown": 9}) == score({LEXICAL: one, DENSE: two})
