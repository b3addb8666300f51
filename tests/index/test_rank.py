from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.rank import WEIGHTS, score

SHARE = st.floats(0, 1)
FEATURES = st.fixed_dictionaries(dict.fromkeys(WEIGHTS, SHARE))


def test_the_weights_make_a_score_between_nothing_and_everything_in_common() -> None:
    assert score(dict.fromkeys(WEIGHTS, 0.0)) == 0
    assert score(dict.fromkeys(WEIGHTS, 1.0)) == pytest.approx(1)
    assert min(WEIGHTS.values()) > 0


@given(FEATURES, st.sampled_from(sorted(WEIGHTS)), SHARE)
def test_more_in_common_never_scores_less(
    features: dict[str, float], name: str, other: float
) -> None:
    low, high = sorted((features[name], other))
    assert score({**features, name: low}) <= score({**features, name: high})


@given(FEATURES)
def test_the_score_of_a_passage_does_not_depend_on_other_features(
    features: dict[str, float],
) -> None:
    assert score({**features, "unknown": 9}) == score(features)
